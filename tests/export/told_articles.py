"""Small records for the exports: who met whom, of every status, with partial dates and hostile names."""

from __future__ import annotations

from typing import Any

from newsnlp.schema import Document, granularity

# What strangers may write where a name stands.
HOSTILE = (
    "=CMD()|'x'!A0",
    "+1-2",
    "-3",
    "@SUM(A1)",
    "＝1+1",
    "a\"b'c",
    "line\nbreak\r\nx",
    "</script><script>alert(1)</script>",
    "\u202eevil",
    "\x1b[31mred",
    "\x00nul",
    "]]> <b>&amp;",
    '"}) DETACH DELETE n //',
    "\\u0022}) DETACH DELETE n //\\",
    "a;b,c",
    "é ž 中 🙂",
    "<!-- x",
    " two  blanks ",
    "`tick`",
    "a\u2028b",
    "%3D",
)
DATES = {
    "2024-05-02": ("2024-05-02", "2024-05-02"),
    "2024-05-02T15:30": ("2024-05-02", "2024-05-02"),
    "2024-W18": ("2024-04-29", "2024-05-05"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "2024-SU": ("2024-06-01", "2024-08-31"),
    "2024-Q2": ("2024-04-01", "2024-06-30"),
    "2024-H2": ("2024-07-01", "2024-12-31"),
    "2024": ("2024-01-01", "2024-12-31"),
    "2024-06-12/2024-06-14": ("2024-06-12", "2024-06-14"),
}
STATUSES = ("happened", "planned", "possible", "negated")


def told(*events: dict[str, Any], names: tuple[str, ...], key: str = "a1", **more: Any) -> Document:
    """Return an article that names some people and says of all of them what `events` hold."""
    text = " | ".join([*names, "Roma"])
    spans = []
    for name in (*names, "Roma"):
        start = spans[-1]["end"] + 3 if spans else 0
        spans.append({"start": start, "end": start + len(name), "text": name})
    kinds = ["PER"] * len(names) + ["LOC"]
    entities = [
        {"id": f"E{n}", "type": kind, "name": span["text"], "mentions": [span | {"kind": "name"}]}
        for n, (kind, span) in enumerate(zip(kinds, spans, strict=True))
    ]
    people = [f"E{n}" for n in range(len(names))]
    base = {
        "type": "MEETING",
        "status": "happened",
        "mentions": [spans[0]],
        "participants": people,
        "place": [f"E{len(names)}"],
        "evidence": [{"start": 0, "end": len(text), "text": text}],
        "rule": "test",
        "confidence": 0.9,
    }
    listed = [base | {"id": f"V{n}"} | _timed(event, spans[0]) for n, event in enumerate(events, start=1)]
    known = {"id": key, "title": names[0], "published": "2024-05-03", "url": "https://example.org/a", **more}
    return Document.model_validate({**known, "text": text, "entities": entities, "events": listed})


def _timed(event: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    if "date" not in event:
        return event
    value = event["date"]
    time = words | {"value": value, "granularity": granularity(value), "certainty": "stated"}
    return {name: known for name, known in event.items() if name != "date"} | {"time": time}


def of_every_status() -> Document:
    """Return an article with a meeting of each status, three days of one visit, and a party of one."""
    names = ("Anna Neri", "Ugo Bo", "Lea Po")
    pairs = (["E0", "E1"], ["E0", "E2"], ["E1", "E2"], ["E2", "E0"])
    events = [
        {"status": status, "participants": pair, "date": "2024-05"}
        for status, pair in zip(STATUSES, pairs, strict=True)
    ]
    death = {"type": "DEATH", "participants": [], "target": ["E2"], "place": []}
    return told(*events, death, names=names)


def hostile() -> Document:
    """Return an article in which every hostile name meets every other, and none of the texts is harmless."""
    texts = {"key": HOSTILE[7], "source": HOSTILE[0], "meta": {HOSTILE[8]: HOSTILE[9]}}
    return told({}, {"status": "negated"}, names=HOSTILE, **texts)
