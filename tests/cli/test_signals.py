"""Processes that are told to end: nothing unfinished stays, and the system is told of what they died."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
PATIENCE_S = 60


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("endless.jsonl")
    Path("out.jsonl").write_bytes(b"old")
    return tmp_path


@pytest.fixture(scope="module")
def model(tiny, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("signals") / "model"
    tiny.to_disk(path)
    return str(path)


def names() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def wait_until_it_writes(process: subprocess.Popen[str]) -> None:
    limit = time.monotonic() + PATIENCE_S
    while not any(name.endswith(".newsnlp-part") for name in names()):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < limit
        time.sleep(0.02)


@contextmanager
def at_work(*arguments: str, **options: object) -> Iterator[subprocess.Popen[str]]:
    """Give a process that has begun to write out.jsonl and waits for articles from a pipe that nobody writes."""
    command = [sys.executable, "-m", "newsnlp", "annotate", "endless.jsonl", "-o", "out.jsonl", "--quiet", *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **{**pipes, **options}) as process:  # type: ignore[call-overload]
        try:
            wait_until_it_writes(process)
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_nothing_unfinished_stays(folder, model, number):
    with at_work("--model", model) as process:
        process.send_signal(number)
        output, errors = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == -number  # as shells see it: 128 + number
    assert (output, errors) == ("", f"stopped by {number.name}\n")
    assert names() == ["endless.jsonl", "out.jsonl"]
    assert Path("out.jsonl").read_bytes() == b"old"


def test_a_shell_sees_128_and_the_number(folder, model):
    line = f"{sys.executable} -m newsnlp annotate endless.jsonl -o out.jsonl --model {model} & wait $!; echo $?"
    with subprocess.Popen(["/bin/sh", "-c", line], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as shell:
        wait_until_it_writes(shell)
        (child,) = children_of(shell.pid)
        os.kill(child, signal.SIGTERM)
        output, _ = shell.communicate(timeout=PATIENCE_S)
    assert output == "143\n"


def children_of(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    if not path.exists():
        pytest.skip("this system does not tell the children of a process")
    return [int(child) for child in path.read_text(encoding="ascii").split()]


def test_in_the_middle_of_the_work(folder, model):
    with at_work("--model", model) as process, Path("endless.jsonl").open("wb", buffering=0) as pipe:
        pipe.write(json.dumps({"text": "Piove."}).encode() + b"\n")
        time.sleep(0.1)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):  # the second and third disturb nothing
            process.send_signal(number)
        _, errors = process.communicate(timeout=PATIENCE_S)
    assert process.returncode < 0
    assert errors.startswith("stopped by SIG")
    assert len(errors.splitlines()) == 1
    assert names() == ["endless.jsonl", "out.jsonl"]
    assert Path("out.jsonl").read_bytes() == b"old"


def test_a_signal_that_is_ignored_stays_so(folder, model):
    # As under nohup, which lets a run outlive its terminal.
    def ignore() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    with at_work("--model", model, preexec_fn=ignore) as process:
        process.send_signal(signal.SIGHUP)
        Path("endless.jsonl").write_text(json.dumps({"id": "a", "text": "Piove."}), encoding="utf8")
        _, errors = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, errors) == (0, "")
    assert json.loads(Path("out.jsonl").read_text(encoding="utf8"))["id"] == "a"


def test_what_a_killed_run_leaves_the_next_removes(folder, model):
    with at_work("--model", model) as process:
        process.kill()
    assert any(name.endswith(".newsnlp-part") for name in names())
    Path("a.txt").write_text("Piove.", encoding="utf8")
    command = [sys.executable, "-m", "newsnlp", "annotate", "a.txt", "-o", "out.jsonl", "--model", model]
    subprocess.run(command, check=True, timeout=PATIENCE_S)
    assert names() == ["a.txt", "endless.jsonl", "out.jsonl"]


def test_before_the_work_begins():
    # What a command line is made of takes a while to load; who stops it then sees no trace of that.
    code = """
import signal, sys

class Interrupting:
    def find_spec(self, name, *_):
        if name == "rich":
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
from newsnlp.cli import main
main()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "stopped by SIGINT\n")


def test_code_that_swallows_what_a_signal_raises():
    # As callbacks of extensions in C do, from which no exception comes out.
    code = """
import signal, time
from newsnlp.cli import process

def swallowing():
    for number in (signal.SIGTERM, signal.SIGTERM):
        try:
            signal.raise_signal(number)
        except BaseException:
            pass
    time.sleep(60)

process._run_command = swallowing
process.main()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert (done.returncode, done.stderr) == (-signal.SIGTERM, "stopped by SIGTERM\n")
