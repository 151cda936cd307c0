"""Faulty data files are refused, all faults at once, with their lines."""

from __future__ import annotations

import sys

import pytest

from newsnlp.errors import LanguageDataError
from newsnlp.lang.contract import TableSpec
from newsnlp.lang.loader import cached_table, parse_table, read_table, word_set

SPEC = TableSpec(columns=("form", "place", "note"), optional=frozenset({"note"}))


def test_rows_comments_and_optional_columns():
    rows, faults = parse_table("# head\n\nrusso\tRussia\nturco\tTurchia\tcheck\n", SPEC)
    assert faults == []
    assert [dict(row) for row in rows] == [
        {"form": "russo", "place": "Russia", "note": ""},
        {"form": "turco", "place": "Turchia", "note": "check"},
    ]


FAULTS = [
    ("russo\n", "1: 1 columns, expected 3"),
    ("russo\tRussia\tx\ty\n", "1: 4 columns, expected 3"),
    ("russo\t\n", "1: empty column place"),
    ("russo\tRussia\n# note\nrusso\tRussia\n", "3: 'russo' stands already in line 1"),
]


@pytest.mark.parametrize(("text", "fault"), FAULTS)
def test_faults_name_their_line(text, fault):
    _, faults = parse_table(text, SPEC)
    assert len(faults) == 1
    assert faults[0].startswith(fault)


def test_all_faults_are_told_at_once():
    _, faults = parse_table("a\nb\tB\nb\tB\n\tC\n", SPEC)
    assert [fault.split(":")[0] for fault in faults] == ["1", "3", "4"]


def test_repeated_rows_may_be_allowed():
    rows, faults = parse_table("a\tA\na\tA\n", TableSpec(columns=("form", "place"), key=0))
    assert (len(rows), faults) == (2, [])


@pytest.fixture
def package(tmp_path, monkeypatch):
    """The data folder of an importable package."""
    monkeypatch.delitem(sys.modules, "faulty_language", raising=False)
    data = tmp_path / "faulty_language" / "data"
    data.mkdir(parents=True)
    (data.parent / "__init__.py").write_text("", encoding="utf8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield data
    sys.modules.pop("faulty_language", None)


def test_a_missing_file_is_a_fault(package):
    with pytest.raises(LanguageDataError, match=r"places\.tsv: no such file"):
        read_table("faulty_language", "places.tsv", SPEC)


@pytest.mark.parametrize("text", ["", "# only a comment\n"])
def test_an_empty_file_is_a_fault(package, text):
    (package / "places.tsv").write_text(text, encoding="utf8")
    with pytest.raises(LanguageDataError, match="no rows"):
        read_table("faulty_language", "places.tsv", SPEC)


def test_another_encoding_is_a_fault(package):
    (package / "places.tsv").write_bytes("perù\tPerù\n".encode("latin-1"))
    with pytest.raises(LanguageDataError, match="not UTF-8"):
        read_table("faulty_language", "places.tsv", SPEC)


def test_faults_are_listed_with_file_and_line(package):
    (package / "places.tsv").write_text("a\nb\n", encoding="utf8")
    with pytest.raises(LanguageDataError) as caught:
        read_table("faulty_language", "places.tsv", SPEC)
    assert "2 faults" in str(caught.value)
    assert "faulty_language/data/places.tsv:1:" in str(caught.value)
    assert "faulty_language/data/places.tsv:2:" in str(caught.value)


def test_rows_cannot_be_changed():
    rows = cached_table("newsnlp.lang.it", "demonym_prefixes.tsv", TableSpec(columns=("prefix", "place")))
    with pytest.raises(TypeError):
        rows[0]["prefix"] = "x"  # type: ignore[index]


def test_word_set():
    rows, _ = parse_table("russo\tRussia\nturco\tTurchia\n", SPEC)
    assert word_set(rows, "place") == {"Russia", "Turchia"}
