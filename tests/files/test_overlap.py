"""Nothing is written over what is read, by whatever name."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from newsnlp.errors import OutputError
from newsnlp.files import refuse_overlap

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and descriptors of POSIX")


@pytest.fixture
def source(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("a.jsonl")
    path.write_bytes(b"{}")
    return path


def spell(source: Path, way: str) -> str:
    """Return another name of a file."""
    other = Path("other.jsonl")
    match way:
        case "link":
            other.symlink_to(source)
        case "link to a link":
            Path("between").symlink_to(source)
            other.symlink_to("between")
        case "hard link":
            os.link(source, other)
        case "link of its folder":
            Path("folder").symlink_to(".")
            return "folder/a.jsonl"
        case _:
            return way.format(absolute=source.absolute(), folder=source.absolute().parent.name)
    return str(other)


WAYS = [
    "a.jsonl", "./a.jsonl", "{absolute}", "../{folder}/a.jsonl", ".//a.jsonl", "link", "link to a link", "hard link",
    "link of its folder",
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("turned", [False, True])
def test_one_file_by_two_names(source, way, turned):
    names = [str(source), spell(source, way)]
    read, written = names[::-1] if turned else names
    with pytest.raises(OutputError, match=r"the output .* is one of the inputs .*: write to another file"):
        refuse_overlap(["-", read], {"else.jsonl": "the list", written: "the output"})
    assert source.read_bytes() == b"{}"


def test_other_files_are_fine(source):
    Path("b.jsonl").write_bytes(b"{}")
    refuse_overlap([str(source), "nosuch", "-"], {"b.jsonl": "the output", "new": "the list", "-": "the output"})


def test_two_outputs_that_are_one_file(source):
    Path("link").symlink_to(source)
    with pytest.raises(OutputError, match=r"link and a\.jsonl are one file, written twice"):
        refuse_overlap([], {"a.jsonl": "the output", "link": "the list of failures"})


def test_devices_are_read_and_written_at_once():
    refuse_overlap(["/dev/null"], {"/dev/null": "the output"})


def test_a_pipe_that_would_feed_itself(source):
    os.mkfifo("pipe")
    with pytest.raises(OutputError):
        refuse_overlap(["pipe"], {"./pipe": "the output"})


@pytest.mark.parametrize("output", ["model/meta.json", "model/new/out.jsonl", "link/x", "{here}/model/x"])
def test_folders_that_are_read_are_not_written(source, output):
    Path("model").mkdir()
    Path("link").symlink_to("model")
    with pytest.raises(OutputError, match=r"the output .* lies in model, which is read"):
        refuse_overlap([], {output.format(here=source.absolute().parent): "the output"}, folders=["model"])
    refuse_overlap([], {"models/x": "the output", "-": "the output"}, folders=["model", "it_core_news_lg"])


class TestStandardStreams:
    """The shell has opened them; the files behind them are known by their descriptors."""

    def test_standard_output_onto_an_input(self, source, monkeypatch):
        with source.open("a") as stream:
            monkeypatch.setattr(sys, "stdout", stream)
            with pytest.raises(OutputError, match=r"standard output is one of the inputs \(a.jsonl\)"):
                refuse_overlap([str(source)], {"-": "the output"})

    def test_standard_input_from_the_output(self, source, monkeypatch):
        with source.open() as stream:
            monkeypatch.setattr(sys, "stdin", stream)
            with pytest.raises(OutputError, match=r"the output a.jsonl is one of the inputs \(standard input\)"):
                refuse_overlap(["-"], {"a.jsonl": "the output"})

    def test_standard_input_from_standard_output(self, source, monkeypatch):
        with source.open() as read, source.open("a") as written:
            monkeypatch.setattr(sys, "stdin", read)
            monkeypatch.setattr(sys, "stdout", written)
            with pytest.raises(OutputError, match="standard output is one of the inputs"):
                refuse_overlap(["-"], {"-": "the output"})

    @pytest.mark.parametrize("stream", ["stdin", "stdout"])
    def test_streams_that_are_closed_are_no_files(self, source, monkeypatch, stream):
        monkeypatch.setattr(sys, stream, None)
        refuse_overlap(["-", "a.jsonl"], {"-": "the output", "b.jsonl": "the list"})
