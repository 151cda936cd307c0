"""Every component takes every Doc: empty ones, single tokens, white space, and whatever else stands in a file."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from budget import examples
from newsnlp.annotation import keys, layers

ODD = (
    "", " ", "\n", "\n\n\n", " \t ", "\u00a0", "\u200e", "\x01", "...", ".", "«", "»", '"', "«»", "-", "—", "(", "'",
    "’", "è", "rà", "eva", "sa-\nrà", "Roma", "ROMA -", "Mario Rossi", "Incontro", "Vertice annullato", "ieri", "il",
    "dove", "Incontrarsi", "Detto", "dice:", "«Sì»", "incontrarlo", "\U0001f600", "\ud7ff", "ﬁ", "e\u0300", "1",
    "12/03",
)  # fmt: skip
PARTS = (
    "Mario Rossi", "Anna Bianchi", "MARIO ROSSI", "Putin", "Roma", "ROMA", "l'Ue", "la Nato", "il premier",
    "la ministra", "degli Esteri", "il presidente russo", "l'ex sindaco di Bari", "ha incontrato", "incontrerà",
    "non vedrà", "vertice", "un incontro", "colloquio telefonico", "annullato", "rinviato a", "avrebbe visto",
    "si sono riuniti", "detto", "dice", "ha detto che", "secondo", "«Sì»", "«", "»", "“", "”", '"', "ieri", "domani",
    "lunedì", "il 12 marzo", "nel '94", "alle 15", "due giorni dopo", "alla vigilia di", "con", "e", "di", "a",
    "che", "dove", "sia", "nonché", "né", "la moglie", "i due", "lui", "loro", "incontrarlo", "sua", ",", ".", ":",
    ";", "-", "–", "(", ")", "?", "!", "...", "\n", "\n\n", " ", "\t", "\u00a0", "\u200e", "\x85", "e\u0300",
    "\U0001f1ee\U0001f1f9", "ﬁ", "rà", "eva", "sa-\nrà", "S.p.A.", "on.",
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=3)), max_size=30).flatmap(
    lambda parts: st.sampled_from((" ".join(parts), "".join(parts), "\n".join(parts)))
)


def annotated(nlp: Language, text: str, published: str | None = None) -> Doc:
    doc = nlp.make_doc(text)
    doc._.set(keys.PUBLISHED, published)
    return nlp(doc)


@pytest.mark.parametrize("published", [None, "0001-01-01", "2024-05-02", "9999-12-31"])
@pytest.mark.parametrize("text", ODD)
def test_the_smallest_docs_are_annotated(nlp: Language, text: str, published: str | None):
    assert annotated(nlp, text, published).text == text


def test_empty_texts_go_through_a_pipe_with_others(nlp: Language):
    texts = ["", "Mario Rossi ha incontrato Anna Bianchi a Roma.", "", " ", "\n"]
    docs = list(nlp.pipe(texts))
    assert [doc.text for doc in docs] == texts
    assert [len(layers.events(doc)) for doc in docs] == [0, 1, 0, 0, 0]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=examples(60))
@given(text=TEXTS, published=st.one_of(st.none(), st.dates().map(date.isoformat)))
def test_any_text_is_annotated(nlp: Language, text: str, published: str | None):
    doc = annotated(nlp, text, published)
    for item in layers.entities(doc):
        assert all(0 <= m["start"] < m["end"] <= len(doc) for m in item["mentions"])
    for event in layers.events(doc):
        assert all(0 <= start < end <= len(doc) for start, end in event["triggers"])
