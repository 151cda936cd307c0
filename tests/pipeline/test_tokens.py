"""The tokens that the components share say what spaCy's say."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from newsnlp.annotation.forest import DEEPEST
from newsnlp.annotation.tokens import root_of, tokens_of

# Ieri Anna Ferri ha ricevuto a Lubiana il premier, che tace. Poi è partita.
ROWS = [
    ("Ieri", "ADV", "advmod", 4, ""),
    ("Anna", "PROPN", "nsubj", 4, ""),
    ("Ferri", "PROPN", "flat:name", 1, ""),
    ("ha", "AUX", "aux", 4, "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"),
    ("ricevuto", "VERB", "ROOT", 4, "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"),
    ("a", "ADP", "case", 6, ""),
    ("Lubiana", "PROPN", "obl", 4, ""),
    ("il", "DET", "det", 8, "Definite=Def|Gender=Masc|Number=Sing|PronType=Art"),
    ("premier", "NOUN", "obj", 4, "Gender=Masc"),
    (",", "PUNCT", "punct", 11, ""),
    ("che", "PRON", "nsubj", 11, "PronType=Int,Rel"),
    ("tace", "VERB", "acl:relcl", 8, "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"),
    (".", "PUNCT", "punct", 4, ""),
    ("Poi", "ADV", "advmod", 15, ""),
    ("è", "AUX", "aux", 15, "VerbForm=Fin"),
    ("partita", "VERB", "ROOT", 15, "Gender=Fem|VerbForm=Part"),
]
FIELDS = ("Number", "Gender", "VerbForm", "PronType", "Tense", "Clitic")


@pytest.fixture
def doc() -> Doc:
    words, pos, deps, heads, morphs = (list(column) for column in zip(*ROWS, strict=True))
    return Doc(
        spacy.blank("it").vocab,
        words=words,
        pos=pos,
        deps=deps,
        heads=heads,
        morphs=morphs,
        lemmas=[word.lower() for word in words],
    )


def test_they_are_as_spacys(doc):
    for theirs, ours in zip(doc, tokens_of(doc), strict=True):
        for name in ("i", "text", "lower_", "pos_", "dep_", "lemma_", "is_space"):
            assert getattr(ours, name) == getattr(theirs, name), name
        for name in ("children", "lefts", "rights", "subtree", "ancestors"):
            assert [t.i for t in getattr(ours, name)] == [t.i for t in getattr(theirs, name)], name
        for name in ("head", "left_edge", "right_edge"):
            assert getattr(ours, name).i == getattr(theirs, name).i, name
        assert (ours.sent.start, ours.sent.end) == (theirs.sent.start, theirs.sent.end)
        assert bool(ours.is_sent_start) == bool(theirs.is_sent_start)
        assert str(ours.morph) == str(theirs.morph)
        assert [ours.morph.get(field, []) for field in FIELDS] == [theirs.morph.get(field, []) for field in FIELDS]


def test_roots_of_spans_are_spacys(doc):
    tokens = tokens_of(doc)
    for start in range(len(doc)):
        for end in range(start + 1, len(doc) + 1):
            assert root_of(tokens[start:end]).i == doc[start:end].root.i, doc[start:end]


def test_lists_run_along_the_tokens(doc):
    tokens = tokens_of(doc)
    assert tokens.texts == [token.text for token in doc]
    assert tokens.lower == [token.lower_ for token in doc]
    assert tokens.pos == [token.pos_ for token in doc]
    assert tokens.sentence_starts == [sent.start for sent in doc.sents]


def test_a_doc_is_read_once_until_it_changes(doc):
    tokens = tokens_of(doc)
    assert tokens_of(doc) is tokens
    doc[1].lemma_ = "anna ferri"
    assert tokens_of(doc) is not tokens
    assert tokens_of(doc)[1].lemma_ == "anna ferri"


def test_each_doc_has_its_own(doc):
    other = Doc(doc.vocab, words=["Tace", "l’altra"])
    tokens = tokens_of(doc)
    assert tokens_of(other).lower == ["tace", "l'altra"]
    assert tokens[4].head is tokens[4]
    assert [child.text for child in tokens[1].children] == ["Ferri"]


def test_an_empty_doc_has_none():
    assert list(tokens_of(Doc(spacy.blank("it").vocab))) == []


def test_a_chain_of_dependents_may_be_as_long_as_the_text():
    count = 5000
    chain = Doc(
        spacy.blank("it").vocab,
        words=["parola"] * count,
        pos=["NOUN"] * count,
        deps=["ROOT", *["nmod"] * (count - 1)],
        heads=[0, *range(count - 1)],
    )
    tokens = tokens_of(chain)
    # a chain that is deeper than any sentence goes on from another root: see test_odd_parses
    assert tokens[0].right_edge.i == DEEPEST
    assert [token.i for token in tokens[10].subtree] == list(range(10, DEEPEST + 1))
    roots = [token for token in tokens if token.head is token]
    assert [token.i for root in roots for token in root.subtree] == list(range(count))
