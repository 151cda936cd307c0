"""What of a page is left out: every pattern fires on its example and not on its near miss."""

from __future__ import annotations

import json
import re

import pytest

from newsnlp.cleaning import clean
from newsnlp.lang.it.noise import noise_rows, noise_rules

ROWS = [row for row in noise_rows() if row["example"]]
BODY = "Il ministro Bianchi ha incontrato ieri a Torino la collega Neri.\nI due hanno parlato di porti."


@pytest.mark.parametrize("row", ROWS, ids=[row["pattern"][:40] for row in ROWS])
class TestRows:
    def test_example(self, row):
        if row["kind"] == "menu":
            assert noise_rules().line.fullmatch(row["example"])
        elif row["kind"] == "line":
            assert re.fullmatch(row["pattern"], row["example"])
        else:
            assert re.search(row["pattern"], row["example"])

    def test_control(self, row):
        rules = noise_rules()
        found = rules.phrase.search(row["control"]) if row["kind"] == "phrase" else rules.line.fullmatch(row["control"])
        assert found is None


def kinds() -> set[str]:
    return {row["kind"] for row in noise_rows()}


def test_the_kinds_of_the_table_are_known():
    assert kinds() == {"line", "phrase", "menu"}


@pytest.mark.parametrize(
    ("page", "left"),
    [
        (f"{BODY}\nLEGGI ANCHE I porti chiusi per neve", BODY),
        (f"LEGGI ANCHE I porti chiusi per neve\n{BODY}", BODY),
        (f"{BODY}\n\n© Riproduzione riservata\n\n", BODY),
        (f"Home | Esteri | Sport | Meteo\n{BODY}", BODY),
        # The headline stands twice: the second, next to the text, stays; what is above the first is the page's.
        (f"Il Faro\nPorti, intesa a Torino\nPorti, intesa a Torino\n{BODY}", f"Porti, intesa a Torino\n{BODY}"),
        (
            f"Il Faro\n\nPorti, intesa a Torino\nPubblicato il 3/4/2021 alle 10:00\nPorti, intesa a Torino\n{BODY}",
            f"Porti, intesa a Torino\n{BODY}",
        ),
    ],
)
def test_noise_is_left_out(page, left):
    assert clean(page).text == left


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"Porti, intesa a Torino\n{BODY}",
        f"Porti, intesa a Torino\n\n{BODY}\n\nCinque ore di colloqui",
        # Two equal sentences are no headline.
        "Prendo la parola per un richiamo.\nHa risposto la presidente.\nPrendo la parola per un richiamo.\nPoi basta.",
        # Nor is a short exclamation.
        "No!\nAndiamo avanti così, ha detto.\nNo!\nCosì ha risposto il ministro.",
        "Politica e sport",
        "Leggi e decreti non bastano, ha detto Bianchi.",
    ],
)
def test_articles_stay_as_they_are(text):
    assert clean(text).text == text


def test_a_long_paragraph_above_two_equal_lines_is_no_furniture():
    text = f"{BODY * 4}\nPorti, intesa a Torino\nPorti, intesa a Torino\n{BODY}"
    assert BODY * 4 in clean(text).text


@pytest.mark.parametrize(
    ("page", "left"),
    [
        # A teaser stands inside a sentence, which goes on with a small letter ...
        (
            "Il patto è stato mediato ieri dal\nLA SCHEDA Che cosa prevede il patto\nministro degli Esteri.",
            "Il patto è stato mediato ieri dal ministro degli Esteri.",
        ),
        # ... or with a name, after a word that ends no sentence.
        (
            "Sono arrivate le critiche di\n\nFOTO La giornata dei ministri\n\nAnna Bianchi. Poi il silenzio.",
            "Sono arrivate le critiche di Anna Bianchi. Poi il silenzio.",
        ),
        # A crosshead before a teaser goes on in no line.
        (
            "Le critiche dei sindacati al ministro\n\nLEGGI ANCHE I porti\n\nAnna Bianchi ha risposto.",
            "Le critiche dei sindacati al ministro\nAnna Bianchi ha risposto.",
        ),
        # Lines that were broken by width.
        (
            "Il ministro ha incontrato ieri a Torino\nla collega Neri.",
            "Il ministro ha incontrato ieri a Torino la collega Neri.",
        ),
        # But no line is joined over an empty one, or after its end.
        (
            "Le critiche dei sindacati al governo\n\ne poi la pace.",
            "Le critiche dei sindacati al governo\n\ne poi la pace.",
        ),
        ("La seduta è finita alle dieci.\ne poi la pace.", "La seduta è finita alle dieci.\ne poi la pace."),
    ],
)
def test_broken_sentences_are_joined(page, left):
    assert clean(page).text == left


def test_a_stray_phrase_is_cut_out_of_its_line():
    cleaned = clean("Il giornale Articolo ospite pubblicato.\nAnna ha parlato.")
    assert cleaned.text == "Il giornale \nAnna ha parlato."


def every_span(record: dict) -> list[dict]:
    events = [trigger for event in record["events"] for trigger in event["mentions"]]
    return events + [quote["content"] for quote in record["quotes"]]


@pytest.mark.parametrize("name", ["dev_written.jsonl", "dev_wikinews.jsonl", "sample.jsonl"])
def test_no_event_and_no_quote_of_the_gold_articles_is_lost(shared, name):
    for line in (shared / "gold" / name).read_text(encoding="utf8").splitlines():
        record = json.loads(line)
        kept = kept_characters(record["text"])
        for event in record["events"]:
            # A trigger in the first of two equal headlines is left out with it; the event has another one.
            assert any(set(range(m["start"], m["end"])) <= kept for m in event["mentions"]), (record["id"], event)
        for quote in record["quotes"]:
            content = quote["content"]
            assert {content["start"], content["end"] - 1} <= kept, (record["id"], content)


@pytest.mark.parametrize("name", ["dev_written.jsonl", "dev_wikinews.jsonl", "sample.jsonl"])
def test_people_of_gold_events_keep_a_mention(shared, name):
    for line in (shared / "gold" / name).read_text(encoding="utf8").splitlines():
        record = json.loads(line)
        kept = kept_characters(record["text"])
        wanted = {i for e in record["events"] for slot in ("participants", "agent", "target", "place") for i in e[slot]}
        for entity in record["entities"]:
            if entity["id"] in wanted:
                assert any(mention["start"] in kept for mention in entity["mentions"]), (record["id"], entity["name"])


def kept_characters(raw: str) -> set[int]:
    cleaned = clean(raw)
    spans = (cleaned.offsets.to_raw(position, position + 1) for position in range(len(cleaned.text)))
    return {position for start, end in spans for position in range(start, end)}


def test_the_reference_page(shared):
    raw = (shared / "samples" / "putin-kim-2024.txt").read_text(encoding="utf8")
    cleaned = clean(raw).text
    assert cleaned.startswith("Pyongyang: Russia e Corea del Nord vogliono ampliare le relazioni\n\nSecondo")
    assert cleaned.count("vogliono ampliare le relazioni") == 1
    for noise in ("Toscana Calcio", "READ", "Articolo ospite pubblicato"):
        assert noise not in cleaned
