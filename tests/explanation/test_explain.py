"""What an explanation tells of an event, read off the record alone."""

from __future__ import annotations

from typing import Any

import pytest

import newsnlp
from newsnlp import InputError, explain
from newsnlp.schema import Document

TEXT = "Anna Neri è a Riga. Secondo fonti,\nlei avrebbe visto Ugo Bo. Poi ha lodato il sindaco."


def span(words: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words, **more}


def by(rule: str, confidence: float) -> dict[str, Any]:
    return {"rule": rule, "confidence": confidence}


def entity(key: str, kind: str, name: str, *others: dict[str, Any]) -> dict[str, Any]:
    return {"id": key, "type": kind, "name": name, "mentions": [span(name, kind="name"), *others]}


def document(**changes: Any) -> Document:
    met = {
        "id": "V1",
        "type": "MEETING",
        "status": "possible",
        "status_detail": "reported",
        "mentions": [span("visto")],
        "participants": ["E1", "E2"],
        "place": ["E3"],
        "time": span("Poi", value=None, reason="no_reference"),
        "attribution": [span("fonti", source=None), span("Ugo Bo", source="E2")],
        "evidence": [span("Secondo fonti,\nlei avrebbe visto Ugo Bo.")],
        "rule": "sym(vedere) status:avrebbe+secondo",
        "confidence": 0.9,
        "arguments": [
            span("lei", role="participants", entity="E1", via="pronoun", path="visto >nsubj lei", **by("sym", 0.8)),
            span("Ugo Bo", role="participants", entity="E2", via="name", path="visto >obj Ugo", **by("sym", 0.956)),
            span("Riga", role="place", entity="E3", via="context", path=None, **by("network", 0.5)),
            span("Poi", role="time", entity=None, via="time", path="visto >advmod Poi", **by("beside", 1.0)),
        ],
        **changes,
    }
    praised = {
        "id": "V2",
        "type": "SUPPORT",
        "status": "happened",
        "status_detail": "held",
        "mentions": [span("lodato")],
        "agent": ["E1"],
        "target": ["E2"],
        "evidence": [span("Poi ha lodato il sindaco.")],
        "rule": "judge(lodare)",
        "arguments": [
            span("ha", role="agent", entity="E1", via="zero", path="lodato >aux ha"),
            span("sindaco", role="target", entity="E2", via="nominal", path="lodato >obj sindaco"),
        ],
    }
    entities = [
        entity("E1", "PER", "Anna Neri", span("lei", kind="pronoun")),
        entity("E2", "PER", "Ugo Bo", span("sindaco", kind="nominal")),
        entity("E3", "LOC", "Riga"),
    ]
    return Document.model_validate({"id": "a", "text": TEXT, "entities": entities, "events": [met, praised]})


def told(event: str, **changes: Any) -> list[tuple[str, str]]:
    (found,) = explain(document(**changes), event)
    return list(found.lines)


@pytest.mark.parametrize(
    "line",
    [
        ("trigger", '"visto"'),
        ("rule", "sym(vedere)"),
        ("status", 'possible (reported): decided by "avrebbe", "secondo"'),
        ("participants", 'Anna Neri (E1): pronoun "lei"; named "Anna Neri" at 0'),
        ("", "visto >nsubj lei"),
        ("participants", "Ugo Bo (E2): by name"),
        ("place", 'Riga (E3): carried over, no word of the event\'s sentences stands for it; named "Riga" at 14'),
        ("time", 'not told (no reference): "Poi"'),
        ("source", '"fonti"'),
        ("source", 'Ugo Bo (E2), "Ugo Bo"'),
        ("sentence", '"Secondo fonti, lei avrebbe visto Ugo Bo."'),
        ("confidence", "0.90: probability that it is of type MEETING and possible"),
    ],
)
def test_lines_of_a_reported_meeting(line):
    assert line in told("V1")


@pytest.mark.parametrize(
    "line",
    [
        ("status", "happened (held): no word says otherwise"),
        ("agent", 'Anna Neri (E1): subject left out at "ha"; named "Anna Neri" at 0'),
        ("target", 'Ugo Bo (E2): described as "sindaco"; named "Ugo Bo" at 53'),
    ],
)
def test_lines_of_left_out_subject_and_description(line):
    assert line in told("V2")


@pytest.mark.parametrize(
    ("role", "lines"),
    [
        ("participants", ["visto >nsubj lei", "by the rule sym, probability 0.80"]),
        ("place", ["by the network, probability 0.50"]),  # without a way in the parse
        ("time", ["visto >advmod Poi", "by the rule beside, probability 1.00"]),
    ],
)
def test_lines_under_an_argument_tell_what_put_it_in_and_how_sure_that_is(role, lines):
    found = told("V1")
    place = [label for label, _ in found].index(role) + 1
    assert [("", content) for content in lines] == found[place : place + len(lines)]
    assert found[place + len(lines)][0] != ""


def test_what_is_too_unsure_to_be_shown_as_happened_says_so():
    lines = told("V1", status_detail="unsure", rule="sym(vedere)", confidence=0.45)
    assert ("status", "possible (unsure): told as if it had happened, but too unsure to be shown so") in lines
    assert ("confidence", "0.45: probability that it is of type MEETING and happened") in lines


def test_an_earlier_record_tells_no_probability_of_an_argument():
    assert [content for label, content in told("V2") if "probability" in content and label != "confidence"] == []
    assert ("confidence", "1.00: probability that it is of type SUPPORT and happened") in told("V2")


@pytest.mark.parametrize(
    ("time", "line"),
    [
        ({"value": "2024-05"}, '2024-05: "Poi"'),
        (
            {"value": "2024-05-02", "granularity": "day", "certainty": "chosen", "approximate": True},
            '2024-05-02 (day, chosen, about): "Poi"',
        ),
    ],
)
def test_lines_of_times(time, line):
    assert ("time", line) in told("V1", time=span("Poi", **time))


def test_an_earlier_record_says_what_it_does_not_hold():
    lines = told("V1", arguments=[])
    assert ("participants", "Anna Neri (E1): the record does not say through which words") in lines
    assert ("sentence", '"Secondo fonti, lei avrebbe visto Ugo Bo."') in lines


def test_a_trigger_that_is_the_words_has_no_way():
    arguments = [span("visto", role="participants", entity="E1", via="zero", path="visto")]
    assert ("", "visto") not in told("V1", arguments=arguments)


def test_all_events_or_one():
    assert [found.event.id for found in explain(document())] == ["V1", "V2"]
    assert [found.event.id for found in explain(document(), "V2")] == ["V2"]
    assert explain(Document(id="a", text="Piove.")) == ()


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (document(), r"article 'a' has no event 'V9'; it has V1 \(MEETING\), V2 \(SUPPORT\)"),
        (Document(id="a", text="Piove."), "it has no events at all"),
    ],
)
def test_an_unknown_event_is_told_with_those_that_are(record, message):
    with pytest.raises(InputError, match=message):
        explain(record, "V9")


def test_text_keeps_to_its_width():
    (found,) = explain(document(), "V1")
    assert max(map(len, found.text(width=60).splitlines())) <= 60
    assert str(found).startswith("V1 MEETING, possible (reported)\n  trigger       ")


def test_as_annotated(nlp):
    text = "Il ministro Carlo Ferri è tornato a Roma. Domani vedrà il cancelliere Karl Huber a Vienna."
    record = newsnlp.annotate(text, nlp=nlp)
    (found,) = [item for item in explain(record) if item.event.type == "MEETING"]
    assert any(line.startswith("Karl Huber (") and line.endswith(": by name") for _, line in found.lines)
    assert any(line.startswith("Carlo Ferri (E1): subject left out at") for _, line in found.lines)
    assert explain(Document.model_validate_json(record.model_dump_json()))[0].lines == explain(record)[0].lines
