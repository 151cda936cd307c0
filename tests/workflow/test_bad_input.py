"""Every kind of bad input, by the functions and by the command line: a clear error or a warning, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import newsnlp
from newsnlp import Failure
from newsnlp.cli import Exit, app
from newsnlp.workflow import read_many

GOOD = "Anna Neri ha incontrato Carlo Bo a Roma, e i due hanno parlato di porti."
ENGLISH = "The minister met the president of the council in Rome and they said that it was a good day for all."
LONG = "Anna è a Roma. " * 140_000  # 2.1 MB

# name, bytes of a .txt file, what the failure says; None where the article is annotated, then: its warning
FILES = [
    ("empty", b"", "the text is empty", None),
    ("blank", b" \n\t \n\xc2\xa0\n", "the text is empty", None),
    ("long", LONG.encode(), "at most 1,000,000", None),
    ("binary", bytes(range(256)) * 10, "binary data", None),
    ("zip", b"PK\x03\x04\x00\x00", "a ZIP file", None),
    ("utf16", GOOD.encode("utf-16"), "UTF-16 text: save it as UTF-8", None),
    ("latin", f"Perché è così. {GOOD}".encode("cp1252"), None, "not UTF-8"),
    ("html", f"<html><body><p>{GOOD}</p><script>x()</script></body></html>".encode(), None, "HTML markup was left out"),
    ("htmlempty", b"<html><body><script>x()</script></body></html>", "the text is empty", None),
    ("english", ENGLISH.encode(), None, "text does not look Italian (looks English)"),
    ("good", GOOD.encode(), None, None),
]
# name, a line of a .jsonl file, what the failure says, the warning
LINES = [
    ("nojson", b"Vertice a Roma", "no JSON", None),
    ("cut", b'{"text": "Vertice', "no JSON", None),
    ("notext", b'{"title": "Vertice a Roma"}', "'text' is missing", None),
    ("nulltext", b'{"text": null}', "'text' holds nothing", None),
    ("numbertext", b'{"text": 3}', "must be a string", None),
    ("emptytext", b'{"text": ""}', "the text is empty", None),
    ("surrogate", b'{"text": "Roma \\ud800"}', None, "halves of characters"),
    ("nul", b'{"text": "R\\u0000o\\u0000m\\u0000a\\u0000"}', "binary data", None),
    ("baddate", json.dumps({"text": GOOD, "published": "31/02/2024"}).encode(), None, "published left out"),
    ("good", json.dumps({"text": GOOD}).encode(), None, None),
]
# The texts among them, with what `annotate` says of them.
TEXTS = {
    name: (data.decode(), failure)
    for name, data, failure, _ in FILES
    if name not in {"binary", "zip", "utf16", "latin"}
}
NAMES_FILES = [name for name, *_ in FILES]
NAMES_LINES = [name for name, *_ in LINES]


@pytest.fixture(scope="module")
def model(tiny, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("bad") / "model"
    tiny.to_disk(path)
    return str(path)


def run(*arguments: str | Path, stdin: bytes | None = None):
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def records(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


@pytest.mark.parametrize(("name", "data", "failure", "warning"), FILES, ids=NAMES_FILES)
def test_files_by_function(tiny, tmp_path, name, data, failure, warning):
    path = tmp_path / f"{name}.txt"
    path.write_bytes(data)
    (result,) = newsnlp.annotate_many(read_many([path]), nlp=tiny)
    check(result, name, failure, warning)


@pytest.mark.parametrize(("name", "line", "failure", "warning"), LINES, ids=NAMES_LINES)
def test_lines_by_function(tiny, tmp_path, name, line, failure, warning):
    path = tmp_path / f"{name}.jsonl"
    path.write_bytes(line)
    (result,) = newsnlp.annotate_many(read_many([path]), nlp=tiny)
    check(result, None, failure, warning)


def check(result: object, name: str | None, failure: str | None, warning: str | None) -> None:
    if failure:
        assert isinstance(result, Failure)
        assert name is None or result.id == name
        assert failure in result.reason
    else:
        assert isinstance(result, newsnlp.Document)
        assert [warning] == [warning for told in result.warnings if warning in told] if warning else not result.warnings


@pytest.mark.parametrize(("text", "failure"), TEXTS.values(), ids=TEXTS)
def test_texts_by_annotate(tiny, text, failure):
    if failure:
        with pytest.raises(newsnlp.ArticleError, match="the text"):
            newsnlp.annotate(text, nlp=tiny)
    else:
        assert newsnlp.annotate(text, nlp=tiny).text == text


@pytest.mark.parametrize("text", [None, 3, b"Roma", ["Roma"]])
def test_what_is_no_str_is_refused(tiny, text):
    with pytest.raises(newsnlp.ArticleError, match="the text must be a str"):
        newsnlp.annotate(text, nlp=tiny)


@pytest.mark.parametrize("day", ["31/12/2024", "ieri", "2024-02-30", 20240101])
def test_a_day_that_is_none_is_refused_by_annotate(tiny, day):
    with pytest.raises(newsnlp.ArticleError, match="is no date: write it as YYYY-MM-DD"):
        newsnlp.annotate(GOOD, published=day, nlp=tiny)


def test_all_files_on_the_command_line(tmp_path, model):
    paths = []
    for name, data, *_ in FILES:
        paths.append(tmp_path / f"{name}.txt")
        paths[-1].write_bytes(data)
    out = tmp_path / "out" / "records.jsonl"
    result = run("annotate", *paths, "-o", out, "--model", model)
    assert result.exit_code == Exit.SOME_FAILED
    assert [record["id"] for record in records(out)] == [name for name, _, failure, _ in FILES if not failure]
    failures = {failure["id"]: failure["reason"] for failure in records(out.parent / "records.failures.jsonl")}
    assert list(failures) == [name for name, _, failure, _ in FILES if failure]
    for name, _, failure, _ in FILES:
        if failure:
            assert failure in failures[name]
            assert f"failed: {name} " in result.stderr


def test_all_lines_on_the_command_line(model):
    lines = b"\n".join(line for _, line, *_ in [*LINES[::-1], *LINES])
    result = run("annotate", "-", "--model", model, stdin=lines)
    assert result.exit_code == Exit.SOME_FAILED
    assert len(result.stdout.splitlines()) == 2 * sum(failure is None for *_, failure, _ in LINES)
    assert result.stderr.count("failed: ") == 2 * sum(failure is not None for *_, failure, _ in LINES)


@pytest.mark.parametrize(("name", "data", "failure", "warning"), FILES, ids=NAMES_FILES)
def test_files_in_show(tmp_path, model, name, data, failure, warning):
    path = tmp_path / f"{name}.txt"
    path.write_bytes(data)
    result = run("show", path, "--model", model)
    assert result.exit_code == (Exit.SOME_FAILED if failure else Exit.OK)
    assert (failure or "") in result.stderr
    assert (warning or "") in " ".join(result.stdout.split())
