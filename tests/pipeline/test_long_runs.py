"""Long runs of marks become the tokens that spaCy makes of them, in pieces; other texts are left to it."""

from __future__ import annotations

import copy
import pickle

import pytest
import spacy

from newsnlp.annotation.long_runs import LONGEST_RUN, LongRuns

PLAIN = spacy.blank("it").tokenizer
TEXTS = ["Il ministro (Rossi) ha detto: «No!». ", "perche' ", "12€ 3km ... ?! -- ", ""]


def rows(doc):
    return [(token.text, token.whitespace_, token.norm_, token.idx) for token in doc]


@pytest.mark.parametrize("run", ["!", "«", '"', "😀", "_", "?!", "(", "('"])
@pytest.mark.parametrize("size", [LONGEST_RUN, 3 * LONGEST_RUN + 7])
@pytest.mark.parametrize("before", TEXTS)
@pytest.mark.parametrize("behind", TEXTS)
def test_tokens_are_those_of_spacy(run, size, before, behind):
    text = f"{before}{run * (size // len(run))} {behind}"
    found = LongRuns(PLAIN)(text)
    assert rows(found) == rows(PLAIN(text))
    assert found.text == text


def test_words_of_a_text_keep_norms_and_blanks_beside_a_run(nlp):
    text = "E' qui perche' Rossi  ha\n\ndetto " + "!" * 2000 + " l'on. Ferri"
    assert isinstance(nlp.tokenizer, LongRuns)
    assert rows(nlp.make_doc(text)) == rows(nlp.tokenizer.tokenizer(text))


@pytest.mark.parametrize("text", ["", " ", "Roma", "\n\n", "." * (LONGEST_RUN - 1), "a" * 5000])
def test_texts_without_runs_go_to_the_tokeniser_control(text):
    calls = []
    LongRuns(lambda given: calls.append(given) or PLAIN(given))(text)
    assert calls == [text]


def test_it_stands_for_the_tokeniser():
    runs = LongRuns(PLAIN)
    assert runs.rules == PLAIN.rules
    assert copy.deepcopy(runs)("Ciao !")[1].text == "!"
    restored = pickle.loads(pickle.dumps(runs))  # noqa: S301 - made in the line itself
    assert rows(restored("Ciao " + "!" * 600)) == rows(PLAIN("Ciao " + "!" * 600))
    assert LongRuns(spacy.blank("it").tokenizer).from_bytes(runs.to_bytes()).rules == PLAIN.rules
