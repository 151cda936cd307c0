"""What is no argument of a public function is told as such: by an error of newsnlp, whatever was given."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from spacy.language import Language

import newsnlp

ODD: list[Any] = [0, -1, 1.5, True, b"x", [1], {"a": 1}, object(), datetime.date(2024, 1, 1), int]
TEXT = "Ieri a Roma Carlo Ferri ha incontrato Ana Novak."


@pytest.mark.parametrize("value", ODD, ids=repr)
@pytest.mark.parametrize("name", ["id", "title", "url", "source"])
def test_what_is_told_of_a_doc_is_text(nlp: Language, name: str, value: Any) -> None:
    with pytest.raises(newsnlp.ArticleError, match=name):
        newsnlp.to_document(nlp(TEXT), **{name: value})


@pytest.mark.parametrize("value", [0, 1.5, "x", b"x", [1], ["ab"], {"a": object()}, {1: "a"}, int], ids=repr)
def test_meta_of_a_doc_is_a_mapping(nlp: Language, value: Any) -> None:
    with pytest.raises(newsnlp.ArticleError, match="meta"):
        newsnlp.to_document(nlp(TEXT), meta=value)


@pytest.mark.parametrize("value", [None, 0, True, [1], [None], {1: 2}, b"x", object(), int], ids=repr)
@pytest.mark.parametrize("option", ["exclude", "disable", "enable"])
def test_options_of_load_are_names(option: str, value: Any) -> None:
    with pytest.raises(newsnlp.ModelError, match=option):
        newsnlp.load(**{option: value})


@pytest.mark.parametrize("value", [0, True, b"x", [], ["it_newsnlp"], object(), "a" * 300, "a\0b", "\ud83d"], ids=repr)
def test_a_pipeline_is_a_name_or_a_path(value: Any) -> None:
    with pytest.raises(newsnlp.ModelNotFound):
        newsnlp.load(value)


@pytest.mark.parametrize("value", [None, *ODD], ids=repr)
def test_a_network_has_a_path(value: Any) -> None:
    with pytest.raises(newsnlp.FormatError, match="path"):
        newsnlp.write_graph(nx.MultiDiGraph(), value)
    with pytest.raises(newsnlp.FormatError, match="path"):
        newsnlp.read_graph(value)


@pytest.mark.parametrize("name", ["a\0b.jsonl", "\ud83d.jsonl"], ids=repr)
def test_records_have_a_name_that_a_file_can_have(name: str) -> None:
    with pytest.raises(newsnlp.FormatError, match="cannot read"):
        list(newsnlp.read_documents(Path(name)))


def test_numbers_may_be_too_large_for_a_clock(nlp: Language) -> None:
    with pytest.raises(newsnlp.InputError, match="max_seconds"):
        newsnlp.annotate(TEXT, nlp=nlp, max_seconds=10**400)
    with pytest.raises(newsnlp.InputError, match="min_confidence"):
        newsnlp.annotate(TEXT, nlp=nlp).meetings(min_confidence=10**400)
    assert newsnlp.annotate(TEXT, nlp=nlp, max_seconds=float("inf")).meetings()
