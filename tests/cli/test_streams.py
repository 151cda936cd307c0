"""Standard streams that are closed, full, or left by their reader: a message where one can be seen, and a code."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newsnlp.cli import Exit, app
from newsnlp.schema import Document
from newsnlp.store import to_line

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="shells and devices of POSIX")
FULL = "error: cannot write standard output: No space left on device\n"
N = f"{sys.executable} -m newsnlp"


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder with many records, an article, and a device that is always full."""
    monkeypatch.chdir(tmp_path)
    lines = [to_line(Document(id=f"città {number}", text="Piove a Forlì.")) for number in range(2000)]
    Path("docs.jsonl").write_text("".join(lines), encoding="utf8")
    Path("a.jsonl").write_text(json.dumps({"id": "è", "text": "Piove a Forlì."}) + "\n", encoding="utf8")
    try:
        os.mknod("full", stat.S_IFCHR | 0o666, os.makedev(1, 7))
    except PermissionError:
        Path("full").symlink_to("/dev/full")
    return tmp_path


@pytest.fixture(scope="module")
def model(tiny, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("streams") / "model"
    tiny.to_disk(path)
    return str(path)


def shell(line: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash, whose code is that of the first command of a pipeline that fails."""
    command = ["/bin/bash", "-o", "pipefail", "-c", line]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=120, env={**os.environ, **more}, encoding="utf8"
    )


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_enough(folder, unbuffered):
    # The records come through a pipe too, which can be opened but once.
    done = shell(f"{N} explain <(cat docs.jsonl 2>/dev/null) | head -1", PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stdout, done.stderr) == (128 + signal.SIGPIPE, "città 0\n", "")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("explain docs.jsonl > full", FULL),
        ("explain docs.jsonl >&-", "error: cannot write standard output: it is closed\n"),
        ("--help > full", FULL),
        ("annotate - <&-", "error: cannot read standard input: it is closed\n"),
        ("graph - -o n.json <&-", "error: cannot read -: it is closed\n"),
        ("explain nosuch.jsonl 2>&-", ""),
        ("explain nosuch.jsonl 2> full", ""),
    ],
)  # fmt: skip
def test_streams_that_cannot_be_used(folder, line, told):
    done = shell(f"{N} {line}")
    assert (done.returncode, done.stdout, done.stderr) == (Exit.INPUT, "", told)


def test_a_run_into_a_file_needs_no_streams(folder, model):
    # As a service manager may start it: the file that is opened first must not become standard output.
    done = shell(f"{N} annotate a.jsonl nosuch\\ file.txt - -o out.jsonl --model {model} <&- >&- 2>&-")
    assert done.returncode == Exit.INPUT
    assert not Path("out.jsonl").exists()
    done = shell(f"{N} annotate a.jsonl -o out.jsonl --model {model} <&- >&- 2>&-")
    assert done.returncode == Exit.OK
    assert json.loads(Path("out.jsonl").read_text(encoding="utf8"))["id"] == "è"


def test_records_are_utf8_whatever_the_terminal_has(folder, model):
    done = shell(
        f"{N} annotate -q <(cat a.jsonl) --model {model}", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0"
    )
    assert (done.returncode, done.stderr) == (Exit.OK, "")
    assert json.loads(done.stdout)["text"] == "Piove a Forlì."


def test_a_full_device_behind_records(folder, model):
    done = shell(f"{N} annotate a.jsonl --model {model} > full")
    assert done.returncode == Exit.INPUT
    assert done.stderr == FULL


@pytest.mark.parametrize("fault", [ZeroDivisionError("è"), EOFError("cut"), KeyError("x"), RecursionError()])
def test_a_bug_is_told_as_one(folder, monkeypatch, fault):
    def broken(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr("newsnlp.workflow.records_of", broken)
    result = CliRunner().invoke(app, ["explain", "docs.jsonl"])
    assert result.exit_code == Exit.BUG == 70
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"error: this is a bug of newsnlp, please report it: {type(fault).__name__}: ")
    assert "(test_streams.py:" in line
    monkeypatch.setenv("NEWSNLP_DEBUG", "1")
    assert CliRunner().invoke(app, ["explain", "docs.jsonl"]).stderr.startswith("Traceback (most recent call last):")


def test_memory_that_is_used_up_is_no_bug(folder, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("newsnlp.workflow.records_of", broken)
    result = CliRunner().invoke(app, ["explain", "docs.jsonl"])
    assert (result.exit_code, result.stderr) == (Exit.BUG, "error: there is not enough memory\n")
