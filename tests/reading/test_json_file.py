"""JSON files: arrays, objects that hold one, one article, articles one after the other; whole, cut, or damaged."""

from __future__ import annotations

import io
import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnlp.reading import json_file, read
from newsnlp.reading.encoding import CP1252_WARNING
from newsnlp.reading.fields import article_of
from newsnlp.reading.json_file import read_json
from newsnlp.schema import Failure, RawArticle

ITEMS = [{"id": "a", "text": "Uno è."}, {"id": "b", "text": "Due."}]


def found(data: bytes | str) -> list[RawArticle | Failure]:
    return list(read_json(io.BytesIO(data if isinstance(data, bytes) else data.encode()), name="f.json"))


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(ITEMS),
        json.dumps(ITEMS, indent=2, ensure_ascii=False),
        "\ufeff \n" + json.dumps(ITEMS),
        json.dumps({"status": "ok", "articles": ITEMS, "total": 2}),
        json.dumps({"a": [1, 2], "b": {"c": []}, "data": ITEMS}, indent=1),
        "\n".join(map(json.dumps, ITEMS)),
        ",\n".join(map(json.dumps, ITEMS)) + ",",
        "".join(json.dumps(item, indent=1) for item in ITEMS),
        json.dumps([ITEMS[0]]) + json.dumps(ITEMS[1:]),
    ],
)
def test_articles_in_every_arrangement(data):
    assert found(data) == [article_of(item) for item in ITEMS]


@pytest.mark.parametrize("data", ["", " \n", "[]", "[ ]"])
def test_files_without_articles(data):
    assert found(data) == []


def test_an_object_without_an_array_of_objects_is_an_article():
    item = {"text": "Testo.", "tags": ["x"], "n": [], "author": {"name": "A"}}
    assert found(json.dumps(item, indent=1)) == [article_of(item)]


@given(
    items=st.lists(st.fixed_dictionaries({"text": st.text(min_size=1, max_size=9), "n": st.integers() | st.floats()})),
    piece=st.integers(1, 40),
    wrapped=st.booleans(),
    indent=st.sampled_from([None, 1]),
)
def test_pieces_of_any_size_give_the_same(items, piece, wrapped, indent):
    data = json.dumps({"n": 1, "items": items} if wrapped and items else items, indent=indent)
    before = json_file.PIECE
    json_file.PIECE = piece
    try:
        read_in_pieces = found(data)
    finally:
        json_file.PIECE = before
    assert len(read_in_pieces) == len(items)
    assert read_in_pieces == found(data)


@given(st.binary(max_size=80) | st.text(st.sampled_from('[]{}":,tex1 \\ud83d\n'), max_size=40).map(str.encode))
def test_any_bytes_end_and_give_articles_or_failures(data):
    assert all(isinstance(item, RawArticle | Failure) for item in found(data))


@given(st.integers(0, 10_000))
def test_a_file_that_breaks_off_gives_what_was_whole(cut):
    data = json.dumps({"articles": [{"id": str(n), "text": "Anna è a Roma."} for n in range(20)]}).encode()
    part = data[: 1 + cut % (len(data) - 3)]
    *articles, failure = found(part)
    assert [article.id for article in articles] == [str(n) for n in range(part.count(b"}"))]
    assert isinstance(failure, Failure)
    assert "what follows is lost" in failure.reason


@pytest.mark.parametrize(
    ("data", "ids", "told"),
    [
        ('[{"id": "a", "text": "Uno."}, {"id": "b" "text": "Due."}, {"text": "x"}]', ["a", "f.json:2"], "no JSON"),
        ('[{"id": "a", "text": "Uno."}', ["a", "f.json:2"], "it breaks off"),
        ('[{"id": "a", "text": "Uno."} x', ["a", "f.json:2"], "where , or ] must stand"),
        ("{1: 2}", ["f.json:1"], "the name of a field must be a string"),
        ('{"a" 2}', ["f.json:1"], "must stand"),
        ("Vertice a Roma", ["f.json:1"], "no JSON"),
        ("[" + "[" * 100_000, ["f.json:1"], "nested too deeply"),
        (json.dumps(ITEMS).encode("utf-16"), ["f.json:1"], "UTF-16 text: save it as UTF-8"),
        (b"%PDF-1.7", ["f.json:1"], "a PDF file"),
    ],
)
def test_behind_a_fault_nothing_is_read_and_that_is_told(data, ids, told):
    items = found(data)
    assert [item.id for item in items] == ids
    assert isinstance(items[-1], Failure)
    assert told in items[-1].reason
    assert "what follows is lost" in items[-1].reason


def test_what_is_no_article_costs_itself_alone():
    items = found('[3, {"id": "x"}, {"id": "a", "text": "Uno."}, null]')
    assert [item.id for item in items] == ["f.json:1", "x", "a", "f.json:4"]
    assert "a JSON int, expected an object" in items[0].reason
    assert items[1].reason.startswith("f.json:2: the field 'text' is missing")


def test_hardly_json_is_read_as_in_lines():
    (article,) = found('[{"text": "Emoji \\ud83d", "n": NaN, "m": ' + "7" * 5000 + ', "text": "Roma \\ud83d."}]')
    assert article.text == "Roma \ufffd."
    assert article.meta == {"m": "7" * 5000}
    assert len(article.warnings) == 2


def test_windows_1252_is_read_with_a_warning():
    first, second = found('[{"text": "Perché"}, {"text": "no"}]'.encode("cp1252"))
    assert (first.text, first.warnings) == ("Perché", (CP1252_WARNING,))
    assert second.warnings == ()


def test_a_value_without_end_does_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(json_file, "MAX_BYTES", 10_000)
    monkeypatch.setattr(json_file, "PIECE", 1000)
    stream = io.BytesIO(b'[{"text": "' + b"x" * 10_000_000)
    (failure,) = read_json(stream, name="f")
    assert "one value of more than 10,000 characters" in failure.reason
    assert stream.tell() < 100_000


def test_a_long_file_is_read_a_piece_at_a_time():
    data = json.dumps([{"id": str(n), "text": "x" * 1000} for n in range(5000)]).encode()
    tracemalloc.start()
    assert sum(1 for _ in read_json(io.BytesIO(data), name="f")) == 5000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < len(data) / 3


def test_a_json_file_with_an_object_on_each_line_loses_a_bad_line_alone(tmp_path):
    path = tmp_path / "f.json"
    path.write_text('{"id": "a", "text": "Uno."}\n{"id": \n{"id": "b", "text": "Due."}\n', encoding="utf8")
    assert [item.id for item in read(path)] == ["a", "f.json:2", "b"]
    path.write_text(json.dumps(ITEMS, indent=1), encoding="utf8")
    assert [item.id for item in read(path)] == ["a", "b"]


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("text_first", [True, False])
def test_an_article_with_lists_of_objects_is_one_article(tmp_path, indent, many, text_first):
    lists = {"tags": [{"name": "x"}] * many, "comments": [{"id": "c", "text": "Che bello!"}] * many}
    text = {"testo": "Anna Neri ha incontrato Carlo Bo."}
    article = {"id": "a", **(text | lists if text_first else lists | text)}
    path = tmp_path / "a.json"
    path.write_text(json.dumps(article, indent=indent), encoding="utf8")
    (found,) = read(path)
    assert (found.id, found.text, found.meta) == ("a", "Anna Neri ha incontrato Carlo Bo.", lists)


def test_long_arrays_of_articles_go_by_one_at_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr("newsnlp.reading.json_file.HELD", 100)
    path = tmp_path / "a.json"
    articles = [{"id": str(number), "text": f"Testo {number}."} for number in range(50)]
    path.write_text(json.dumps({"errors": [{"code": 1}], "articles": articles}), encoding="utf8")
    failure, *found = read(path)
    assert "found: code" in failure.reason
    assert [article.id for article in found] == [article["id"] for article in articles]
