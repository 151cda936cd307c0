"""Hostile articles all the way: read, annotated, written, read back, asked, explained, shown, made a network of."""

from __future__ import annotations

import io
import json

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

import newsnlp
from budget import examples
from newsnlp import Document, Failure
from newsnlp.export import flatten
from newsnlp.reading.jsonl import read_jsonl
from newsnlp.store import to_line
from newsnlp.viewing.article import article_view
from newsnlp.viewing.safe import label

PEOPLE = ("Mario Rossi", "Anna Bianchi", "ROSSI", "Putin", "il premier", "la ministra degli Esteri", "lui", "Conte-bis")
DEEDS = (
    "ha incontrato", "incontrerà", "non ha visto", "avrebbe ricevuto", "vertice tra", "colloquio con", "ha detto che",
    "è stato arrestato", "si è dimesso", "accordo tra", "smentisce l'incontro con", "ricevuto da", "e", ",", "con",
)  # fmt: skip
REST = (
    "a Roma", "ROMA -", "ieri", "il 30 febbraio", "lunedì 12 marzo alle 25", "«Sì», ha detto", "«", "»", "\"",
    "(", "[1]",
    "<b>", "</p>", "<script>alert(1)</script>", "&lt;img onerror=x&gt;", "&#0;", "]]>", "\x1b]0;x\x07", "\x9b2J",
    "\u202e", "\u2066", "\u200b", "\u00ad", "\ud83d", "\U0001f600", "e\u0301", "a" * 400, "1" * 60, "=CMD()", "../../x",
    "\0", "\x01", "\r", "\r\n", "\n", "\n\n", "\t", "\u2028", "\u00a0", "incon-\n", "LEGGI ANCHE", "{", "%s", "\\", ".",
)  # fmt: skip
pieces = st.one_of(st.sampled_from(PEOPLE), st.sampled_from(DEEDS), st.sampled_from(REST), st.text(max_size=4))
texts = st.lists(pieces, max_size=25).flatmap(lambda parts: st.sampled_from((" ".join(parts), "".join(parts))))
articles = st.fixed_dictionaries(
    {"text": texts},
    optional={
        "id": texts,
        "title": texts,
        "published": st.one_of(st.dates().map(str), texts),
        "url": texts,
        "source": texts,
        "meta": st.dictionaries(texts, texts, max_size=2),
    },
)
GOOD = {"id": "good", "text": "Mario Rossi ha incontrato Anna Bianchi a Roma.", "published": "2024-05-02"}


def spans_of(value: object) -> list[dict[str, object]]:
    """Return every object with start, end and text, however deep it stands."""
    if isinstance(value, dict):
        own = [value] if {"start", "end", "text"} <= set(value) else []
        return own + [span for inner in value.values() for span in spans_of(inner)]
    return [span for inner in value for span in spans_of(inner)] if isinstance(value, list) else []


def check_document(document: Document) -> None:
    line = to_line(document)
    assert Document.model_validate_json(line) == document
    for span in spans_of(json.loads(line)):
        where = document.title if span.get("part") == "title" else document.text
        assert where is not None
        assert where[span["start"] : span["end"]] == span["text"]
    assert len(newsnlp.explain(document)) == len(document.events)
    assert len(document.meetings()) <= len(document.events)


def shown(document: Document) -> str:
    console = Console(file=io.StringIO(), force_terminal=True, width=80, color_system=None)
    console.print(article_view(document))
    return console.file.getvalue()


@settings(max_examples=examples(120))
@given(items=st.lists(articles, min_size=1, max_size=3))
def test_articles_come_out_whole_or_as_failures(nlp, items):
    lines = b"".join(json.dumps(item).encode() + b"\n" for item in [*items, GOOD])
    results = list(newsnlp.annotate_many(read_jsonl(io.BytesIO(lines), name="a.jsonl"), nlp=nlp))
    assert len(results) == len(items) + 1
    assert isinstance(results[-1], Document)
    assert results[-1].meetings()
    assert len({result.id for result in results}) == len(results)
    for result in results:
        if isinstance(result, Document):
            check_document(result)
            assert not any(mark in shown(result) for mark in ("\x1b]", "\x9b", "\u202e", "\u2066", "\x07", "\0"))
        else:
            assert isinstance(result, Failure)
            assert result.reason


@settings(max_examples=examples(40))
@given(items=st.lists(articles, min_size=1, max_size=3))
def test_networks_of_any_articles_are_written_and_read_back(nlp, tmp_path_factory, items):
    folder = tmp_path_factory.mktemp("network")
    graph = newsnlp.build_graph(newsnlp.annotate_many([*items, GOOD], nlp=nlp))
    for name in ("network.graphml", "network.json"):
        newsnlp.write_graph(graph, folder / name)
        read = newsnlp.read_graph(folder / name)
        assert set(read) == set(graph)
        assert read.number_of_edges() == graph.number_of_edges()
    nx.write_graphml(flatten(graph), folder / "flat.graphml")


@settings(max_examples=examples(60))
@given(text=texts)
def test_what_is_said_of_an_article_steers_no_terminal(text):
    told = label(text)
    assert told.isprintable()


@settings(max_examples=examples(60))
@given(data=st.lists(st.binary(max_size=80) | articles.map(lambda item: json.dumps(item).encode()), max_size=4))
def test_lines_of_any_bytes_cost_only_themselves(nlp, data):
    lines = [line.replace(b"\n", b" ").replace(b"\r", b" ") for line in data]
    stream = io.BytesIO(b"\n".join([*lines, json.dumps(GOOD).encode()]))
    results = list(newsnlp.annotate_many(read_jsonl(stream, name="a.jsonl"), nlp=nlp, batch_size=2))
    assert len(results) == 1 + sum(bool(line.strip()) for line in lines)
    assert isinstance(results[-1], Document)
