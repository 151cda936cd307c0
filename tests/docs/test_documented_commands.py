"""Every command that the documentation shows is run, in a folder that has the examples."""

from __future__ import annotations

import re
import runpy
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy.util
from typer.testing import CliRunner

from newsnlp.cli import Exit, app

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "examples" / "README.md"]
SHELL = re.compile(r"^```(?:sh|bash|shell|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# In a block of text, a line after "$ " is a command, and the others are what it printed.
SHOWN = re.compile(r"^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What the pages take for given, as a user has it: made of the examples.
MADE_UP = {
    "article.txt": "article",
    "articolo.txt": "article",
    "articles.jsonl": "articles",
    "documents.jsonl": "records",
    "annotated.jsonl": "records",
    "gold.jsonl": "records",
}


def commands(page: Path) -> list[str]:
    """Return the commands of a page, in order."""
    text = page.read_text(encoding="utf8")
    lines = [line for block in SHELL.findall(text) for line in block.replace("\\\n", " ").splitlines()]
    lines += [line[2:] for block in SHOWN.findall(text) for line in block.splitlines() if line.startswith("$ ")]
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]


@pytest.fixture(scope="module")
def one_pipeline(nlp):
    """The commands load the shipped pipeline once between them."""
    with pytest.MonkeyPatch.context() as patch:
        from newsnlp import workflow

        load = workflow.load
        patch.setattr(workflow, "load", lambda model=None: nlp if model is None else load(model))
        yield


@pytest.fixture(scope="module")
def records(one_pipeline, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("docs") / "records.jsonl"
    result = CliRunner().invoke(app, ["annotate", str(ROOT / "examples" / "articles.jsonl"), "-o", str(path)])
    assert result.exit_code == Exit.OK, result.output
    return path


@pytest.fixture
def folder(records, tmp_path, monkeypatch) -> Path:
    """A folder with the examples and with the files that the pages speak of."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "out").mkdir()
    made = {
        "article": "ROMA - La ministra Elena Marchetti ha ricevuto ieri il premier Tomáš Havelka.\n".encode(),
        "articles": (ROOT / "examples" / "articles.jsonl").read_bytes(),
        "records": records.read_bytes(),
    }
    for name, content in MADE_UP.items():
        (tmp_path / name).write_bytes(made[content])
        if content == "records":
            (tmp_path / "out" / name).write_bytes(made[content])
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_newsnlp(arguments: list[str], stdin: bytes) -> bytes:
    result = CliRunner().invoke(app, arguments, input=stdin)
    if result.exit_code == Exit.MODEL and not spacy.util.is_package("it_core_news_lg"):
        assert "it_core_news_lg" in arguments, result.output
        return b""
    assert result.exit_code == Exit.OK, f"newsnlp {shlex.join(arguments)}\n{result.output}"
    return result.stdout_bytes


def run_python(arguments: list[str], stdin: bytes) -> bytes:
    if arguments[:2] == ["-m", "newsnlp"]:
        return run_newsnlp(arguments[2:], stdin)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", arguments)
        with pytest.raises(SystemExit) as left:
            runpy.run_path(arguments[0], run_name="__main__")
    assert left.value.code == 0, arguments
    return b""


def check_make(arguments: list[str], _stdin: bytes) -> bytes:
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf8"), re.MULTILINE)
    assert set(arguments) <= set(targets), f"make {shlex.join(arguments)}"
    return b""


def check_pip(arguments: list[str], _stdin: bytes) -> bytes:
    assert arguments[0] == "install"
    assert [path for path in arguments[1:] if path.startswith(".") and not (ROOT / path).is_dir()] == []
    return b""


KNOWN: dict[str, Callable[[list[str], bytes], bytes]] = {
    "newsnlp": run_newsnlp,
    "python": run_python,
    "make": check_make,
    "pip": check_pip,
}


def run(line: str) -> None:
    """Run a line of a shell: commands with pipes between them, the last one perhaps into a file."""
    output = b""
    command: list[str] = []
    for word in [*_words(line), "|"]:
        if word == "|":
            output = _run_one(command, output)
            command = []
        else:
            command.append(word)


def _words(line: str) -> list[str]:
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|>")
    lexer.whitespace_split = True
    return list(lexer)


def _run_one(command: list[str], stdin: bytes) -> bytes:
    target = None
    if ">" in command:
        place = command.index(">")
        command, (target,) = command[:place], command[place + 1 :]
    assert command[0] in KNOWN, f"the documentation has a command that no test can run: {shlex.join(command)}"
    output = KNOWN[command[0]](command[1:], stdin)
    if target is not None:
        Path(target).write_bytes(output)
        return b""
    return output


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_every_command_of_a_page_runs(folder, page):
    for line in commands(page):
        run(line)


def test_commands_are_found():
    assert len(commands(ROOT / "docs" / "cli.md")) >= 5
    assert [line for line in commands(ROOT / "README.md") if line.startswith("newsnlp ")]


@pytest.mark.parametrize(
    "line",
    ["nosuch article.txt", "newsnlp nosuch", "newsnlp explain out/documents.jsonl --article nosuch", "make nosuch"],
)
def test_a_command_that_fails_is_noticed(folder, line):
    with pytest.raises(AssertionError):
        run(line)
