"""Sentences without an end are cut where no name and no word is torn in two."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsnlp
from budget import examples
from newsnlp.neural.cuts import LONGEST_SENTENCE, SHORTEST_PIECE, cut, is_any_too_long

MEETING = "il ministro degli Esteri Emmanuel Macron ha incontrato Giorgia Meloni a Roma"
NAMES = ("Emmanuel Macron", "Giorgia Meloni", "degli Esteri")


@pytest.mark.parametrize("size", [249, 250, 251, 600, 5000])
def test_pieces_are_no_longer_than_the_limit_and_not_tiny(size):
    starts = np.zeros(size, dtype=bool)
    starts[0] = True
    too_long = is_any_too_long(starts)
    found = np.diff(np.append(np.flatnonzero(cut(starts, np.zeros(size, dtype=np.float32))), size))
    assert too_long == (len(found) > 1) == (size > LONGEST_SENTENCE)
    assert found.max() <= LONGEST_SENTENCE
    assert (found[:-1] >= SHORTEST_PIECE).all()


def test_cut_is_made_where_it_does_least_harm():
    starts = np.zeros(400, dtype=bool)
    starts[0] = True
    fitness = np.zeros(400, dtype=np.float32)
    fitness[200] = 1.0
    assert np.flatnonzero(cut(starts, fitness)).tolist() == [0, 200]


def test_sentences_that_fit_stay_control():
    starts = np.zeros(400, dtype=bool)
    starts[[0, 150]] = True
    assert not is_any_too_long(starts)
    assert np.flatnonzero(cut(starts, np.ones(400, dtype=np.float32))).tolist() == [0, 150]


@settings(max_examples=examples(15), deadline=None)
@given(before=st.integers(1, 320), filler=st.sampled_from(["bene", "molto spesso", "e poi", "l'altro giorno"]))
def test_names_words_and_meetings_around_a_cut_stay_whole(nlp, before, filler):
    text = "Secondo la nota, " + " ".join([filler] * before) + f" {MEETING} " + " ".join([filler] * 200)
    starts = {sent.start_char for sent in nlp(text).sents}
    for name in NAMES:
        first = text.index(name)
        assert starts.isdisjoint(range(first + 1, first + len(name)))
    assert all(text[start - 1] == " " for start in starts - {0})


@pytest.mark.parametrize("before", [180, 232, 237, 240, 244])
def test_a_meeting_told_around_the_limit_is_found(nlp, before):
    opening = "Ieri a Roma Emmanuel Macron ha parlato. Secondo la nota, "
    document = newsnlp.annotate(opening + "bene " * before + MEETING + ".", nlp=nlp)
    met = [
        {document.entity(id).name for id in event.participants} for event in document.events if event.type == "MEETING"
    ]
    assert {"Emmanuel Macron", "Giorgia Meloni"} in met


def test_a_list_of_names_in_one_sentence_is_read(nlp):
    names = ", ".join(f"Mario Rossi{number}" for number in range(110))
    document = newsnlp.annotate(f"Emmanuel Macron ha incontrato {names} e Luca Bianchi.", nlp=nlp)
    assert any(event.type == "MEETING" for event in document.events)
