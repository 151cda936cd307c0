"""The figures of two small articles, counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from newsnlp import evaluate
from newsnlp.schema import Document
from newsnlp.store import from_gold

TEXT = "Anna Neri ha visto Ugo Bo a Roma. «Bene», ha detto Neri. Il ministro partirà domani."


def span(words: str, *, start: int = 0, **more: Any) -> dict[str, Any]:
    first = TEXT.index(words, start)
    return {"start": first, "end": first + len(words), "text": words, **more}


def gold() -> dict[str, Any]:
    anna = [span("Anna Neri", kind="name"), span("Neri", start=40, kind="name"), span("ministro", kind="nominal")]
    ugo, roma = [span("Ugo Bo", kind="name")], [span("Roma", kind="name")]
    return {
        "id": "a",
        "licence": "CC0",
        "text": TEXT,
        "entities": [
            {"id": "E1", "type": "PER", "name": "Anna Neri", "mentions": anna, "roles": [{"title": "Ministro"}]},
            {"id": "E2", "type": "PER", "name": "Ugo Bo", "mentions": ugo},
            {"id": "E3", "type": "LOC", "name": "Roma", "mentions": roma},
        ],
        "events": [
            {
                "id": "V1",
                "type": "MEETING",
                "status": "happened",
                "mentions": [span("visto")],
                "participants": ["E1", "E2"],
                "place": ["E3"],
                "time": {"text": "ieri", "value": "2024-05-02"},
            },
            {"id": "V2", "type": "VISIT", "status": "planned", "mentions": [span("partirà")], "agent": ["E1"]},
        ],
        "quotes": [{"speaker": "E1", "cue": span("detto"), "content": span("Bene"), "direct": True}],
    }


def scored(pred: dict[str, Any] | None) -> dict[str, Any]:
    preds = [] if pred is None else [from_gold(pred)]
    return evaluate([from_gold(gold())], preds).figures()


def test_gold_against_itself_is_right_in_everything():
    figures = scored(gold())
    assert {row["f"] for row in figures.values() if "f" in row and row["n"]} == {1.0}
    assert figures["status"] == figures["meeting.status"] | {"n": 2} == {"accuracy": 1.0, "n": 2}
    assert figures["meeting.false_happened"] == {"share": 0.0, "n": 1}


def test_nothing_against_gold_is_all_missed():
    figures = scored(None)
    assert figures["names"] == {"p": 0.0, "r": 0.0, "f": 0.0, "n": 4}
    assert figures["chains"] == {"p": 0, "r": 0.0, "f": 0, "n": 4}
    assert figures["network"]["n"] == 1
    assert figures["status"] == {"accuracy": None, "n": 0}


def test_counts_tell_how_many_were_annotated():
    scores = evaluate([from_gold(gold()), Document(id="b", text="x")], [from_gold(gold())])
    assert (scores.articles, scores.annotated) == (2, 1)


def test_a_chain_that_is_split():
    pred = gold()
    neri = pred["entities"][0]["mentions"].pop(1)
    pred["entities"].append({"id": "E9", "type": "PER", "name": "Neri", "mentions": [neri]})
    # Precision 1; recall: two mentions with 2 of 3, one with 1 of 3, one with 1 of 1, over 4.
    assert scored(pred)["chains"] == {"p": 1.0, "r": round((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, 4), "f": 0.8, "n": 4}


def test_a_quote_of_another_speaker_is_no_hit():
    pred = gold()
    pred["quotes"][0]["speaker"] = "E2"
    assert scored(pred)["quotes"] == {"p": 0.0, "r": 0.0, "f": 0.0, "n": 1}


@pytest.mark.parametrize(("words", "hit"), [("Bene», h", 1.0), ("Bene», ha", 0.0)])
def test_a_quote_needs_half_of_what_both_cover(words, hit):
    pred = gold()
    pred["quotes"][0]["content"] = span(words)
    assert scored(pred)["quotes"]["f"] == hit


def test_a_meeting_that_gold_plans_is_a_false_one():
    pred = gold()
    record = gold()
    record["events"][0]["status"] = "planned"
    figures = evaluate([from_gold(record)], [from_gold(pred)]).figures()
    assert figures["meeting.false_happened"] == {"share": 1.0, "n": 1}
    assert figures["meeting.status"] == {"accuracy": 0.0, "n": 1}
    assert figures["network"]["f"] == 1.0


def test_a_negated_meeting_makes_no_network():
    pred = gold()
    pred["events"][0]["status"] = "negated"
    assert scored(pred)["network"] == {"p": 0.0, "r": 0.0, "f": 0.0, "n": 1}


def test_the_host_may_be_agent_or_target():
    pred = gold()
    pred["events"][0] |= {"participants": ["E1"], "target": ["E2"]}
    assert scored(pred)["meeting.participants"]["f"] == 1.0


def test_an_event_of_another_type_is_spurious_and_missed():
    pred = gold()
    pred["events"][1]["type"] = "AID"
    figures = scored(pred)
    assert figures["events.AID"] == {"p": 0.0, "r": 0.0, "f": 0.0, "n": 0}
    assert figures["events.VISIT"]["r"] == 0.0
    assert figures["args"] == {"p": 0.0, "r": 0.0, "f": 0.0, "n": 1}
