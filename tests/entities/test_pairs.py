"""Two names in one word: parted where the text has both names elsewhere, else left whole."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from newsnlp.annotation import layers
from newsnlp.annotation.breaks import Breaks
from newsnlp.annotation.tokenizer import adapt_tokenizer
from newsnlp.lang.it import tokenizer_data

BODY = "\nLuca Ferrante ha visto Karl Weber."


def read(text: str) -> Doc:
    nlp = spacy.blank("it")
    adapt_tokenizer(nlp, **tokenizer_data())
    return Breaks()(nlp.make_doc(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vertice Ferrante-Weber" + BODY, ["Vertice", "Ferrante", "-", "Weber"]),
        ("Vertice Ferrante–Weber" + BODY, ["Vertice", "Ferrante", "–", "Weber"]),
        ("VERTICE FERRANTE-WEBER" + BODY, ["VERTICE", "FERRANTE", "-", "WEBER"]),
        # only one of them is named elsewhere
        ("Legge Ferrante-Dubois" + BODY, ["Legge", "Ferrante-Dubois"]),
        # a double surname, a double first name, a railway, a region
        ("Parla Marta Ferrante-Weber" + BODY, ["Parla", "Marta", "Ferrante-Weber"]),
        ("Jean-Marc a Roma\nJean e Marc sono amici.", ["Jean-Marc", "a", "Roma"]),
        ("Roma-Lido ferma\nRoma è in coda, Lido aspetta.", ["Roma-Lido", "ferma"]),
        ("Emilia-Romagna in festa\nL'Emilia e la Romagna.", ["Emilia-Romagna", "in", "festa"]),
    ],
)
def test_a_pair_is_parted_where_both_are_named(text: str, words: list[str]) -> None:
    doc = read(text)
    assert [token.text for token in doc][: len(words)] == words
    assert doc.text == text


def test_the_paragraph_behind_a_pair_still_opens_a_sentence() -> None:
    doc = read("Vertice Ferrante-Weber" + BODY)
    assert next(token for token in doc if token.text == "Luca").is_sent_start


def test_a_parted_pair_is_two_people(nlp: spacy.language.Language) -> None:
    doc = nlp("Roma, vertice Ferrante-Weber" + BODY)
    names = {item["name"] for item in layers.entities(doc) if item["type"] == "PER"}
    assert names == {"Luca Ferrante", "Karl Weber"}
    [meeting] = [event for event in layers.events(doc) if event["type"] == "MEETING"]
    assert len(meeting["participants"]) == 2
