"""Pipes as inputs: opened once, told by what they hold, read as they come."""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsnlp.errors import FormatError
from newsnlp.files import is_pipe, start_of
from newsnlp.reading import read
from newsnlp.schema import RawArticle

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="named pipes of POSIX")
LINES = b'{"id": "a", "text": "Piove."}\n{"id": "b", "text": "Nevica."}\n'
TEXT = "Piove a Forlì.\n{Fine}".encode()


@pytest.fixture
def pipe(tmp_path) -> Iterator[Callable[[str, bytes], Path]]:
    """Makes a named pipe that somebody writes once."""
    writers: list[threading.Thread] = []

    def make(name: str, data: bytes) -> Path:
        path = tmp_path / name
        os.mkfifo(path)
        writers.append(threading.Thread(target=path.write_bytes, args=(data,)))
        writers[-1].start()
        return path

    yield make
    for writer in writers:
        writer.join(10)
        assert not writer.is_alive()


@pytest.mark.parametrize("name", ["x.jsonl", "x", "x.dat"])
@pytest.mark.parametrize("before", [b"", b"\n \n", b"\xef\xbb\xbf", b"\n" * 2000])
def test_articles_from_a_named_pipe(pipe, name, before):
    found = list(read(pipe(name, before + LINES)))
    assert [article.id for article in found] == ["a", "b"]


@pytest.mark.parametrize("name", ["x.txt", "x"])
def test_a_text_from_a_named_pipe(pipe, name):
    (article,) = read(pipe(name, TEXT))
    assert isinstance(article, RawArticle)
    assert article.text == TEXT.decode()
    assert (article.id == "x") == name.endswith(".txt")


def test_articles_come_while_the_pipe_is_written(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    first_read = threading.Event()

    def write() -> None:
        with path.open("wb", buffering=0) as stream:
            stream.write(LINES.splitlines(keepends=True)[0])
            assert first_read.wait(10)
            stream.write(LINES.splitlines(keepends=True)[1])

    writer = threading.Thread(target=write)
    writer.start()
    ids = []
    for article in read(path):
        ids.append(article.id)
        first_read.set()
    writer.join(10)
    assert ids == ["a", "b"]


def test_a_descriptor_is_told_by_what_it_holds(tmp_path):
    (tmp_path / "news").write_bytes(LINES)
    with (tmp_path / "news").open("rb") as stream:
        assert [article.id for article in read(f"/dev/fd/{stream.fileno()}")] == ["a", "b"]


def test_standard_input_that_is_closed(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(FormatError, match="cannot read standard input: it is closed"):
        read("-")


def test_an_empty_pipe_is_an_empty_text(pipe):
    (article,) = read(pipe("x", b""))
    assert isinstance(article, RawArticle)
    assert article.text == ""


def test_files_and_folders_are_no_pipes(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    assert [is_pipe(tmp_path / name) for name in ("file", ".", "nosuch")] == [False, False, False]
    assert is_pipe("/dev/null")


@pytest.mark.parametrize(
    "data", [b"", b"a", b"\n", b"\n\n{", b"x" * 5000, b" " * 200_000 + b"{", b"\n{}\n" + b"y" * 9999]
)
def test_nothing_of_a_stream_is_lost(data):
    start, whole = start_of(io.BytesIO(data))
    assert whole.read() == data
    assert start in data
    assert len(start) <= 512
