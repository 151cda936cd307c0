"""Tables of sentences in the style of news, through the shipped pipeline: what was measured is the floor."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from newsnlp.annotation import layers

DATA = Path(__file__).parent / "data"
CONTACTS = {"MEETING", "VISIT", "INVITATION"}
# Shares of the tables; what was measured, less two points. The last is the worst error there is.
STATUS_FLOOR, PARTIES_FLOOR, FALSE_MEETINGS, FALSE_HAPPENED = 0.96, 0.93, 0.02, 0.03


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def status_in(doc: Doc, word: str) -> str | None:
    """Return the status of the meeting, visit or invitation that a word names, None where none was found."""
    token = next(token.i for token in doc if token.text == word)
    for event in layers.events(doc):
        if event["type"] in CONTACTS and any(start <= token < end for start, end in event["triggers"]):
            return event["status"]
    return None


def statuses(nlp: Language, name: str) -> list[tuple[str, str | None, str]]:
    """Return (expected, found, sentence) of every row of a table of statuses."""
    table = rows(name)
    docs = nlp.pipe(row[3] for row in table)
    return [(row[2], status_in(doc, row[1]), row[3]) for row, doc in zip(table, docs, strict=True)]


@pytest.mark.parametrize("name", ["status_sentences.tsv", "not_happened.tsv"])
def test_status_of_the_events_found(nlp: Language, name: str) -> None:
    found = [row for row in statuses(nlp, name) if row[1] is not None]
    wrong = [row for row in found if row[0] != row[1]]
    assert len(found) >= 0.7 * len(rows(name))
    assert 1 - len(wrong) / len(found) >= STATUS_FLOOR, wrong


def test_what_did_not_happen_is_not_told_as_done(nlp: Language) -> None:
    table = statuses(nlp, "not_happened.tsv")
    told = [sentence for _, found, sentence in table if found == "happened"]
    assert len(told) / len(table) <= FALSE_HAPPENED, told


def parties(doc: Doc) -> set[str]:
    names = layers.entities(doc)
    return {
        names[index]["name"]
        for event in layers.events(doc)
        if event["type"] == "MEETING"
        for index in event["participants"]
    }


def test_who_met_whom(nlp: Language) -> None:
    table = [row for row in rows("meeting_sentences.tsv") if row[1] != "-"]
    missed = [
        (sorted(parties(doc)), row[2])
        for row, doc in zip(table, nlp.pipe(row[2] for row in table), strict=True)
        if parties(doc) != set(row[1].split("|"))
    ]
    assert 1 - len(missed) / len(table) >= PARTIES_FLOOR, missed


def test_what_looks_like_a_meeting_is_none(nlp: Language) -> None:
    table = [row for row in rows("meeting_sentences.tsv") if row[1] == "-"]
    told = [row[2] for row, doc in zip(table, nlp.pipe(row[2] for row in table), strict=True) if parties(doc)]
    assert len(told) / len(table) <= FALSE_MEETINGS, told


def test_a_subjunctive_between_two_names(nlp: Language) -> None:
    assert status_in(nlp("Non è escluso che Ferrante incontri Petrov a Ginevra."), "incontri") == "possible"


def test_the_seat_of_a_summit_to_come(nlp: Language) -> None:
    sentence = "Potrebbe essere Ankara la sede del vertice tra Petrov e Okafor."
    assert status_in(nlp(sentence), "vertice") != "happened"


def places(doc: Doc) -> set[str]:
    """Return the places of the meetings."""
    names = layers.entities(doc)
    return {names[i]["name"] for event in layers.events(doc) if event["type"] == "MEETING" for i in event["place"]}


def test_a_place_inside_a_quotation_is_not_that_of_the_meeting_outside(nlp: Language) -> None:
    said = (
        "Karl Weber ha incontrato Boris Petrov. «Porteremo il piano a {}», ha detto Weber al termine dell'incontro{}."
    )
    assert places(nlp(said.format("Lubiana", ""))) == set()
    # control: outside
    assert places(nlp(said.format("termine", " a Lubiana"))) == {"Lubiana"}
