"""Files -> raw articles, one at a time; what cannot be read is a failure in its place."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import sys
from itertools import count, islice
from pathlib import Path

import pytest

from newsnlp.errors import FormatError
from newsnlp.reading import check_source, read
from newsnlp.reading import text as text_module
from newsnlp.reading.encoding import CP1252_WARNING
from newsnlp.reading.jsonl import read_jsonl
from newsnlp.schema import Failure, RawArticle, content_id

DAY = datetime.date(2024, 5, 3)
OTHER_DAY = datetime.date(2020, 1, 2)


def jsonl(*lines: object) -> io.BytesIO:
    encoded = (line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode() for line in lines)
    return io.BytesIO(b"\n".join(encoded) + b"\n")


class TestText:
    def test_the_id_is_the_name_of_the_file(self, tmp_path):
        path = tmp_path / "vertice.txt"
        path.write_text("Titolo\n\nTesto.\n", encoding="utf8", newline="")
        (article,) = read(path, published=DAY)
        assert article == RawArticle(id="vertice", text="Titolo\n\nTesto.\n", published=DAY)

    def test_line_ends_stay_as_they_are(self, tmp_path):
        path = tmp_path / "a.txt"
        path.write_bytes(b"Uno\r\nDue\r\n")
        (article,) = read(path)
        assert article.text == "Uno\r\nDue\r\n"

    def test_windows_1252_is_read_with_a_warning(self, tmp_path):
        path = tmp_path / "a.txt"
        path.write_bytes("È così".encode("cp1252"))
        (article,) = read(path)
        assert (article.text, article.warnings) == ("È così", (CP1252_WARNING,))

    def test_binary_data_is_a_failure(self, tmp_path):
        path = tmp_path / "a.txt"
        path.write_bytes(b"\x00\x01\x02")
        (failure,) = read(path)
        assert isinstance(failure, Failure)
        assert (failure.id, failure.stage) == ("a", "read")
        assert "binary data" in failure.reason

    def test_a_file_that_is_no_article_by_its_size_is_a_failure(self, tmp_path, monkeypatch):
        monkeypatch.setattr(text_module, "MAX_BYTES", 10)
        path = tmp_path / "a.txt"
        path.write_text("x" * 11, encoding="utf8")
        (failure,) = read(path)
        assert "more than 10 bytes" in failure.reason


class TestJsonl:
    def test_all_fields(self):
        fields = {"id": "a", "text": "Testo.", "title": "T", "published": "2024-05-03", "url": "u", "source": "s"}
        (article,) = read_jsonl(jsonl(fields), name="f.jsonl")
        assert article == RawArticle(**{**fields, "published": DAY})

    def test_text_is_enough_and_the_id_is_derived_from_it(self):
        (article,) = read_jsonl(jsonl({"text": "Testo."}), name="f.jsonl")
        assert article == RawArticle(id=content_id("Testo."), text="Testo.")

    def test_the_day_of_the_article_goes_before_the_day_of_the_file(self):
        lines = jsonl({"text": "a", "published": "2024-05-03"}, {"text": "b"}, {"text": "c", "published": None})
        assert [a.published for a in read_jsonl(lines, name="f", published=OTHER_DAY)] == [DAY, OTHER_DAY, OTHER_DAY]

    @pytest.mark.parametrize("value", ["2024-05-03", "2024-05-03T08:30:00", "2024-05-03T08:30:00Z", " 2024-05-03 "])
    def test_dates(self, value):
        (article,) = read_jsonl(jsonl({"text": "a", "published": value}), name="f")
        assert (article.published, article.warnings) == (DAY, ())

    @pytest.mark.parametrize(
        "value", ["31/02/2024", "06/19/2024", "2024-13-01", "ieri", 20240503, ["2024-05-03"], True]
    )
    def test_a_date_that_is_none_is_left_out_with_a_warning(self, value):
        (article,) = read_jsonl(jsonl({"text": "a", "published": value}), name="f")
        assert article.published is None
        (warning,) = article.warnings
        assert warning.startswith("published left out")
        assert "YYYY-MM-DD" in warning

    def test_numbers_are_ids(self):
        (article,) = read_jsonl(jsonl({"id": 7, "text": "a"}), name="f")
        assert article.id == "7"

    def test_a_title_that_is_no_text_is_left_out_with_a_warning(self):
        (article,) = read_jsonl(jsonl({"text": "a", "title": ["x"]}), name="f")
        assert (article.title, article.warnings) == (None, ("title left out: a list, not a string",))

    @pytest.mark.parametrize(
        ("line", "failed_id", "told"),
        [
            (b"Vertice a Roma", "f.jsonl:2", "no JSON"),
            (b'{"text": "a"', "f.jsonl:2", "no JSON"),
            (b'["a"]', "f.jsonl:2", "expected an object"),
            (b"3", "f.jsonl:2", "expected an object"),
            (b"{}", "f.jsonl:2", "'text' is missing"),
            (b'{"id": "x", "title": "a"}', "x", "f.jsonl:2: the field 'text' is missing; found: id, title"),
            (b'{"id": "x", "text": null}', "x", "the field 'text' holds nothing"),
            (b'{"id": "x", "text": 3}', "x", "must be a string, not int"),
            (b'{"text": "a\x00\x00\x00\x00\x00\x00\x00b"}', "f.jsonl:2", "binary data"),
            (b"[" * 100_000, "f.jsonl:2", "nested too deeply"),
        ],
    )
    def test_a_bad_line_is_a_failure_and_the_rest_goes_on(self, line, failed_id, told):
        first, failure, last = read_jsonl(jsonl({"text": "a"}, line, {"text": "b"}), name="f.jsonl")
        assert (first.text, last.text) == ("a", "b")
        assert isinstance(failure, Failure)
        assert (failure.id, failure.stage) == (failed_id, "read")
        assert told in failure.reason

    def test_empty_lines_are_no_articles_but_are_counted(self):
        articles = list(read_jsonl(jsonl(b"", {"text": "a"}, b"  ", b"x"), name="f"))
        assert [article.id for article in articles] == [content_id("a"), "f:4"]

    def test_a_byte_order_mark_and_windows_1252(self):
        lines = jsonl(b'\xef\xbb\xbf{"text": "a"}', '{"text": "è"}'.encode("cp1252"))
        first, second = read_jsonl(lines, name="f")
        assert (first.text, first.warnings) == ("a", ())
        assert (second.text, second.warnings) == ("è", (CP1252_WARNING,))

    def test_a_line_without_end_does_not_fill_the_memory(self, monkeypatch):
        monkeypatch.setattr("newsnlp.reading.jsonl.MAX_BYTES", 20)
        failure, article = read_jsonl(io.BytesIO(b"x" * 100 + b'\n{"text": "a"}\n'), name="f")
        assert "more than 20 bytes" in failure.reason
        assert article.text == "a"

    @pytest.mark.parametrize(
        ("data", "told"),
        [
            (('{"text": "a"}\n' * 3).encode("utf-16"), "UTF-16 text: save it as UTF-8"),
            (
                gzip.compress(b"\n".join(str(n).encode() for n in range(999))),
                "a gzip file, whose name should end in .gz",
            ),
            (b"PK\x03\x04\n\xff\n\n{\n", "a ZIP file"),
        ],
    )
    def test_a_file_of_another_format_is_told_once_and_not_line_by_line(self, tmp_path, data, told):
        path = tmp_path / "f.jsonl"
        path.write_bytes(data)
        (failure,) = read(path)
        assert isinstance(failure, Failure)
        assert told in failure.reason

    def test_articles_are_yielded_as_they_are_read(self):
        class Endless(io.RawIOBase):
            lines = count()

            def readline(self, size: int | None = -1, /) -> bytes:
                return b'{"text": "%d"}\n' % next(self.lines)

        articles = read_jsonl(Endless(), name="f")  # type: ignore[arg-type]
        assert [article.text for article in islice(articles, 3)] == ["0", "1", "2"]


class TestSource:
    @pytest.mark.parametrize(
        ("name", "told"), [("a.pdf", "unknown format"), ("a", "unknown format"), ("a.txt", "No such file")]
    )
    def test_sources_are_checked_before_anything_is_read(self, tmp_path, name, told):
        for refuse in (check_source, read):
            with pytest.raises(FormatError, match=told):
                refuse(tmp_path / name)

    def test_a_folder_is_no_source(self, tmp_path):
        (tmp_path / "a.txt").mkdir()
        with pytest.raises(FormatError, match="nothing to read"):
            check_source(tmp_path / "a.txt")

    @pytest.mark.parametrize(
        ("data", "ids"),
        [
            (b'{"id": "x", "text": "a"}\n{"id": "y", "text": "b"}\n', ["x", "y"]),
            (b'\n {"id": "x", "text": "a"}\n', ["x"]),
            (b'{"id": "x", "text": "a"}\n{\n', ["x", "stdin:2"]),
            (b'\xef\xbb\xbf{"id": "x", "text": "a"}\n', ["x"]),
            (b"no json\n", [content_id("no json\n")]),
            (b"Vertice a Roma.", [content_id("Vertice a Roma.")]),
            (b"\x00\x01\x02", ["stdin"]),
        ],
    )
    @pytest.mark.parametrize("wrap", [io.BytesIO, lambda data: io.BufferedReader(io.BytesIO(data))])
    def test_standard_input_holds_either_format(self, monkeypatch, data, ids, wrap):
        class Stdin:
            buffer = wrap(data)

        monkeypatch.setattr(sys, "stdin", Stdin)
        assert [article.id for article in read("-")] == ids

    def test_the_suffix_is_read_in_any_case(self, tmp_path):
        path = Path(tmp_path / "A.TXT")
        path.write_text("a", encoding="utf8")
        assert [article.id for article in read(str(path))] == ["A"]
