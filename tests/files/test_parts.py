"""Parts of killed runs go, parts of living runs stay."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsnlp.errors import OutputError
from newsnlp.files import parts, writing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and locks of POSIX")
HOLDING = """
import sys
from newsnlp.files import writing
with writing(sys.argv[1]) as stream:
    stream.write(b"of the other run")
    stream.flush()
    print("ready", flush=True)
    sys.stdin.read()
"""


@contextmanager
def other_run(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Give a process that is writing `path` and goes on until its input ends."""
    command = [sys.executable, "-c", HOLDING, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(parts.SUFFIX))


def put(path: Path) -> None:
    with writing(path) as stream:
        stream.write(b"new")


def test_a_killed_run_leaves_a_part_that_the_next_run_removes(tmp_path):
    path = tmp_path / "out.jsonl"
    with other_run(path) as process:
        process.send_signal(signal.SIGKILL)
    assert left(tmp_path) == [f".out.jsonl.1{parts.SUFFIX}"]
    put(path)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["out.jsonl"]


def test_the_part_of_a_living_run_stays(tmp_path):
    path = tmp_path / "out.jsonl"
    with other_run(path) as living:
        with other_run(path) as killed:
            killed.send_signal(signal.SIGKILL)
        assert len(left(tmp_path)) == 2
        put(path)
        assert left(tmp_path) == [f".out.jsonl.1{parts.SUFFIX}"]
        assert path.read_bytes() == b"new"
        living.communicate("")
    assert living.returncode == 0
    assert path.read_bytes() == b"of the other run"
    assert left(tmp_path) == []


def test_parts_of_other_outputs_and_other_files_stay(tmp_path):
    others = [tmp_path / name for name in (".out.jsonl.part", ".out.jsonl", ".out.1.part.jsonl", ".out.jsonl.1.part")]
    others.append(Path(parts.part_path(str(tmp_path / "other.jsonl"), 1)))
    for other in others:
        other.write_bytes(b"mine")
    put(tmp_path / "out.jsonl")
    assert all(other.read_bytes() == b"mine" for other in others)


@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_what_is_no_part_but_has_its_name_stays(tmp_path, kind):
    path, precious = Path(parts.part_path(str(tmp_path / "out.jsonl"), 1)), tmp_path / "precious"
    precious.write_bytes(b"mine")
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to(precious)
    else:
        os.mkfifo(path)
    put(tmp_path / "out.jsonl")
    assert path.is_symlink() or path.exists()
    assert precious.read_bytes() == b"mine"
    assert (tmp_path / "out.jsonl").read_bytes() == b"new"


def test_there_is_an_end_to_the_search_for_a_name(tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "MOST_PARTS", 3)
    for number in range(1, 4):
        Path(parts.part_path(str(tmp_path / "out.jsonl"), number)).mkdir()
    with pytest.raises(OutputError, match=r"3 files as .*\.out\.jsonl\.3.* are in use, or cannot be removed"):
        put(tmp_path / "out.jsonl")


def test_a_part_that_is_taken_while_it_is_made_is_made_again(tmp_path, monkeypatch):
    # Between the making and the locking of a part, another run may take it for abandoned.
    taken: list[str] = []

    def claim(descriptor: int, path: str) -> bool:
        if not taken:
            taken.append(path)
            assert parts.remove_if_abandoned(path)
        return claimed(descriptor, path)

    claimed = parts._claim
    monkeypatch.setattr(parts, "_claim", claim)
    put(tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["out.jsonl"]


STEPS = ["os.open", "parts._claim", "parts._sweep", "whole.OutputStream", "os.fsync", "os.replace", "os.unlink"]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", STEPS)
def test_a_signal_at_any_step_leaves_no_part(tmp_path, step, after):
    path = tmp_path / "out.jsonl"
    code = f"""
import os, sys
from newsnlp.files import parts, remove_unfinished, whole, writing

class Stopped(BaseException):
    pass

def interrupted(*arguments, **more):
    # Raised where a signal would be heeded: right before the step, or when it is done and nobody has noted that.
    if {after}:
        step(*arguments, **more)
    raise Stopped

owner, name = {step!r}.split(".")
step = getattr(globals()[owner], name)
setattr(globals()[owner], name, interrupted)
try:
    with writing({str(path)!r}) as stream:
        stream.write(b"new")
        if name == "unlink":
            raise Stopped
except Stopped as stopped:
    setattr(globals()[owner], name, step)
    remove_unfinished()
    print(os.listdir({str(tmp_path)!r}))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == ("['out.jsonl']\n" if (step, after) == ("os.replace", True) else "[]\n")


@pytest.mark.parametrize("name", ["n" * 255, "è" * 127, "out.jsonl", ".jsonl"])
def test_names_of_parts_are_short_enough(tmp_path, name):
    path = parts.part_path(str(tmp_path / name), parts.MOST_PARTS)
    assert len(os.fsencode(os.path.basename(path))) <= 143
    assert os.path.dirname(path) == str(tmp_path)
