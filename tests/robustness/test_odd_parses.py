"""Every component ends, and raises nothing, on parses that no walk along heads may trust."""

from __future__ import annotations

import faulthandler
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odd_docs import DEPENDENCIES, LEXICON, made, odd_docs

import newsnlp
from budget import examples
from newsnlp.annotation import layers
from newsnlp.annotation.forest import DEEPEST, LONGEST_SENTENCE, sound_heads, sound_starts
from newsnlp.annotation.tokens import tokens_of
from newsnlp.reading import read

RULES = ("finite_forms", "objects")
# A walk without an end is told by where it is, not by a test run that never ends.
SECONDS = 240
ROWS = {row[0]: row for row in LEXICON}
EXAMPLES = Path(__file__).parents[2] / "examples" / "articles.jsonl"


@pytest.fixture(scope="module")
def rules(nlp):
    """The components that read a parse, in their order."""
    return [nlp.get_pipe(name) for name in nlp.pipe_names if name in RULES or name.startswith("newsnlp_")]


@pytest.fixture(autouse=True)
def _tells_where_it_hangs():
    faulthandler.dump_traceback_later(SECONDS, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


def annotated(rules, doc):
    for rule in rules:
        doc = rule(doc)
    return doc


@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_components_end_on_any_parse(rules, nlp, data):
    doc = annotated(rules, data.draw(odd_docs(nlp.vocab)))
    for event in layers.events(doc):
        assert all(0 <= start < end <= len(doc) for start, end in event["triggers"])
        assert all(0 <= item["start"] < item["end"] <= len(doc) for item in event["arguments"])


CHAINS = ["conj", "nmod", "acl:relcl", "xcomp", "aux", "flat:name", "appos", "ccomp"]


@pytest.mark.parametrize("step", [-1, 1])
@pytest.mark.parametrize(("dependency", "size"), [("conj", 20_000), *((label, 1000) for label in CHAINS)])
def test_chains_of_heads_as_long_as_the_text(rules, nlp, dependency, step, size):
    words = ["ministro", "che", "incontro", "Macron", "incontrato", "ha", "richiesta", "smentisce", "Meloni", "e"]
    rows = [ROWS[words[number % len(words)]] for number in range(size)]
    heads = [min(max(number + step, 0), size - 1) for number in range(size)]
    doc = made(nlp.vocab, rows, heads=heads, deps=[dependency] * size)
    assert layers.events(annotated(rules, doc))


@pytest.mark.parametrize("dependency", DEPENDENCIES)
def test_all_words_hang_on_one(rules, nlp, dependency):
    rows = [ROWS[word] for word in ("incontrato", *["il", "ministro", "Macron", "e", "Meloni", ","] * 200)]
    doc = made(nlp.vocab, rows, heads=[0] * len(rows), deps=["ROOT", *[dependency] * (len(rows) - 1)])
    doc = annotated(rules, doc)
    assert {item["name"] for item in layers.entities(doc)} == {"Macron", "Meloni"}
    assert len(layers.events(doc)) <= 1


numbers = st.integers(0, 60)


@given(st.lists(st.tuples(numbers, st.sampled_from([-1, 0, 1])), min_size=1, max_size=60))
def test_heads_are_a_forest_within_the_sentences(drawn):
    heads = np.array([head % len(drawn) for head, _ in drawn])
    starts = sound_starts(np.array([start for _, start in drawn]))
    given_heads, sentence = heads.copy(), np.cumsum(starts)
    found = sound_heads(heads, starts)
    assert (heads == given_heads).all()
    assert (sentence[found] == sentence).all()
    assert set(np.flatnonzero(found != heads)) <= set(np.flatnonzero(found == np.arange(len(found))))
    for token in range(len(found)):
        at, steps = token, 0
        while found[at] != at:
            at, steps = found[at], steps + 1
            assert steps <= DEEPEST


@pytest.mark.parametrize("first", [0, 3, 700])
def test_sentences_end(first):
    starts = np.zeros(3000, dtype=np.int64)
    starts[[first, 800]] = 1
    found = sound_starts(starts)
    sizes = np.diff(np.concatenate([[0], np.flatnonzero(found), [3000]]))
    assert sizes.max() <= LONGEST_SENTENCE
    assert found[first] == found[800] == 1
    assert found[:LONGEST_SENTENCE].sum() == (first < LONGEST_SENTENCE)


@pytest.mark.parametrize("depth", [1, 15, DEEPEST // 2, DEEPEST])
def test_sound_heads_stay_control(depth):
    heads = np.array([max(number - 1, 0) for number in range(depth + 1)])
    assert (sound_heads(heads, np.zeros(depth + 1, dtype=np.int64)) == heads).all()


def test_roots_are_called_roots(nlp):
    rows = [ROWS[word] for word in ("Macron", "ha", "incontrato")]
    doc = made(nlp.vocab, rows, heads=[0, 2, 1], deps=["nsubj", "aux", "conj"])
    tokens = tokens_of(doc)
    roots = [token.i for token in tokens if token.head is token]
    assert [token.dep_ for token in tokens if token.i in roots] == ["ROOT"] * len(roots)
    assert 0 in roots


def transcripts():
    """The example articles as a machine writes down what it hears."""
    for article in read(EXAMPLES):
        yield re.sub(r"\s+", " ", re.sub(r"[^\w\s'’-]", " ", article.text))


def test_transcripts_without_punctuation_are_read(nlp):
    texts = list(transcripts())
    for text in [*texts, " ".join(texts), " ".join(texts).lower()]:
        assert newsnlp.annotate(text, nlp=nlp).text == text
