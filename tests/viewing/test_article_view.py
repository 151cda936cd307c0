"""Articles and their events in terminals of all kinds."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from newsnlp.schema import Document
from newsnlp.viewing.article import article_view, marked_text
from newsnlp.viewing.console import make_console

WORDS = ("Anna Neri", "incontrato", "Ugo Bo", "Roma", "ieri", "fonti")
LINES = "ROMA - Secondo fonti,{0}la ministra\tAnna Neri ha incontrato{0}il premier Ugo Bo a Roma ieri.{0}"


def document(text: str = LINES.format("\n"), **changes: Any) -> Document:
    def span(words: str, **more: Any) -> dict[str, Any]:
        start = text.rindex(words)
        return {"start": start, "end": start + len(words), "text": words, **more}

    names = [("E1", "PER", "Anna Neri"), ("E2", "PER", "Ugo Bo"), ("E3", "LOC", "Roma")]
    carried = span("Ugo Bo", role="participants", entity="E2", via="context", path=None)
    event = {
        "id": "V1",
        "type": "MEETING",
        "status": "happened",
        "status_detail": "held",
        "mentions": [span("incontrato")],
        "participants": ["E1", "E2"],
        "place": ["E3"],
        "time": span("ieri", value="2024-03-13", granularity="day"),
        "attribution": [span("fonti")],
        "evidence": [{"start": 0, "end": len(text), "text": text}],
        "rule": "test",
        "confidence": 0.9,
        "arguments": [carried],
        **changes,
    }
    visit = {
        **event,
        "id": "V2",
        "type": "VISIT",
        "participants": [],
        "agent": ["E1"],
        "target": ["E2"],
        "arguments": [],
    }
    entities = [
        {"id": key, "type": kind, "name": name, "mentions": [span(name, kind="name")]} for key, kind, name in names
    ]
    quotes = [{"speaker": "E1", "cue": None, "content": span("ieri"), "direct": True}]
    fields = {"id": "a", "text": text, "entities": entities, "events": [event, visit], "quotes": quotes}
    return Document.model_validate({**fields, "published": "2024-03-14"})


def shown(record: Document, width: int, **options: bool) -> str:
    console = Console(file=io.StringIO(), width=width, markup=False)
    console.print(article_view(record, **options))
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize(
    "end", ["\n", "\r\n", "\r", "\n\r\n", "\u2028", "\x85", "\t\u00ad\n", " \U0001f469\u200d\U0001f680\n"]
)
def test_marks_stand_on_the_words_whatever_ends_the_lines(end):
    marked = marked_text(document(LINES.format(end)))
    assert {marked.plain[mark.start : mark.end] for mark in marked.spans} == {
        "Anna Neri",
        "incontrato",
        "Ugo Bo",
        "Roma",
    }


def test_combining_marks_stay_with_their_letters():
    marked = marked_text(document("Cittа\u0300. " + LINES.format("\n")))
    assert "Cittа\u0300." in marked.plain
    assert "Ugo Bo" in {marked.plain[mark.start : mark.end] for mark in marked.spans}


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_words_and_dates_stay_whole(width):
    told = shown(document(), width)
    for word in ("2024-03-13", "happened", "(held)", "Anna Neri", "Roma", "0.90", "V1"):
        assert word in told
    assert max(map(cell_len, told.splitlines())) <= width


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize(
    ("value", "wholes"),
    [
        ("2024-03-12T15:00", ["2024-03-12", "15:00"]),
        ("2024-06-12/2024-06-14", ["2024-06-12", "2024-06-14"]),
        ("2024-W11", ["2024-W11"]),
    ],
)
def test_times_break_between_day_and_hour_alone(width, value, wholes):
    text = LINES.format("\n")
    start = text.index("ieri")
    time = {"start": start, "end": start + 4, "text": "ieri", "value": value}
    told = shown(document(time=time), width)
    assert [whole for whole in wholes if whole not in told] == []


def test_a_carried_party_and_the_source_are_told():
    told = " ".join(shown(document(), 200).split())
    assert "Anna Neri, ~Ugo Bo" in told
    assert "source: fonti" in told
    assert "~ carried over from the text around the sentence" in told
    assert "carried over" not in shown(document(arguments=[]), 200)


def test_other_events_and_quotes_are_told_on_request():
    plain, all_told = shown(document(), 160), shown(document(), 160, events=True, quotes=True)
    assert ("V2" in plain, "Quotes" in plain) == (False, False)
    assert "VISIT: Anna Neri → Ugo Bo" in all_told
    assert "«ieri»" in all_told
    assert "no quotes" in shown(Document(id="a", text="Piove."), 80, quotes=True)
    assert "no events" in shown(Document(id="a", text="Piove."), 80, events=True)


def test_markup_and_emoji_codes_of_a_text_stand_as_they_are(capsys):
    text = "[red]Anna[/red] [link=http://x]Bo[/link] :smile: \\[b]"
    make_console().print(article_view(Document(id="[bold]a", text=text)))
    told = capsys.readouterr().out
    assert text in told
    assert "[bold]a" in told
