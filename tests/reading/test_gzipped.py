"""Files packed with gzip: whole, cut, damaged, malicious."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnlp.reading import gzipped, read
from newsnlp.schema import Failure

LINES = [json.dumps({"id": str(n), "text": f"Anna è a Roma, {n * 7919} volte."}) for n in range(2000)]
DATA = ("\n".join(LINES) + "\n").encode()


def test_packed_files_of_every_format(tmp_path):
    for name, data in (("a.txt.gz", b"Uno."), ("b.jsonl.gz", DATA), ("c.JSON.GZ", f"[{','.join(LINES)}]".encode())):
        (tmp_path / name).write_bytes(gzip.compress(data))
    items = list(read(tmp_path))
    assert [item.id for item in items[:2]] == ["a", "0"]
    assert len(items) == 1 + 2 * len(LINES)
    assert not any(isinstance(item, Failure) for item in items)


@given(st.integers(20, 10_000))
def test_what_is_whole_before_the_end_is_kept(tmp_path_factory, cut):
    packed = gzip.compress(DATA)
    path = tmp_path_factory.getbasetemp() / "cut.jsonl.gz"
    path.write_bytes(packed[: cut % (len(packed) - 20) + 10])
    *articles, failure = read(path)
    assert [article.id for article in articles] == [str(n) for n in range(len(articles))]
    assert isinstance(failure, Failure)
    assert failure.id == f"cut.jsonl.gz:{len(articles) + 1}"
    assert "the gzip data breaks off; what follows is lost" in failure.reason


def test_most_of_a_file_that_was_cut_in_the_middle_is_kept(tmp_path):
    path = tmp_path / "f.jsonl.gz"
    packed = gzip.compress(DATA)
    path.write_bytes(packed[: len(packed) // 2])
    assert len(list(read(path))) > len(LINES) // 3


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"no gzip at all", "damaged gzip data"),
        (gzip.compress(b"x" * 1000)[:-20] + b"\xff" * 20, "gzip"),
        (gzip.compress(b"Testo")[:-2], "breaks off"),
    ],
)
def test_damaged_files_are_failures(tmp_path, data, told):
    path = tmp_path / "a.txt.gz"
    path.write_bytes(data)
    (item,) = read(path)
    assert isinstance(item, Failure)
    assert told in item.reason


def test_a_file_that_unpacks_without_end_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(gzipped, "FREE_BYTES", 2**20)
    path = tmp_path / "f.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"id": "a", "text": "Uno."}\n' + b" " * 50_000_000))
    *before, failure = read(path)
    assert [item.id for item in before] == ["a"]
    assert isinstance(failure, Failure)
    assert "no text is packed so small" in failure.reason
