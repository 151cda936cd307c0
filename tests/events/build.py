"""Docs with a parse made by hand, so that the event rules are tested without a trained model.

The parses stand in data/parses.conll, one block per sentence: "# text = ...", then rows of word, lemma, POS,
dependency, head (1-based, 0 for the root), morphology. A test names sentences by their text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc

from newsnlp.annotation import keys, layers
from newsnlp.annotation.events import Events

DATA = Path(__file__).parent / "data"
Rows = list[list[str]]
# The invented people of the tables; other names in them are real places and institutions.
CAST = {
    **dict.fromkeys(
        [
            "Ferrante",
            "Weber",
            "Dubois",
            "Petrov",
            "Silvestri",
            "Okafor",
            "Tanaka",
            "Lorenzi",
            "Lindholm",
            "Almeida",
            "Bassani",
        ],
        "PER",
    ),
    **dict.fromkeys(
        [
            "Roma",
            "Berlino",
            "Parigi",
            "Vienna",
            "Tokyo",
            "Ginevra",
            "Eliseo",
            "Quirinale",
            "Italia",
            "Germania",
            "Francia",
            "Mosca",
            "Libia",
        ],
        "LOC",
    ),
    **dict.fromkeys(["Nato", "Cremlino", "Juventus", "Milan", "Lufthansa"], "ORG"),
}


@cache
def _parses() -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    texts_of_files = (path.read_text(encoding="utf8") for path in sorted(DATA.glob("*.conll")))
    for block in "\n\n".join(texts_of_files).split("\n\n"):
        lines = [line for line in block.splitlines() if line.strip()]
        texts = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
        if texts:
            found[texts[0]] = [line.split("\t") for line in lines if not line.startswith("#")]
    return found


@cache
def _vocab() -> Any:
    layers.register_extensions()
    return spacy.blank("it").vocab


def parsed(
    *sentences: str,
    pronouns: Mapping[int, str] | None = None,
    zero: Mapping[int, Sequence[str]] | None = None,
    nominals: Mapping[tuple[int, int], Sequence[str]] | None = None,
    times: Mapping[tuple[int, int], str] | None = None,
    roles: Mapping[str, tuple[str, str | None]] | None = None,
    speakers: Mapping[tuple[int, int], str] | None = None,
    published: str | None = None,
) -> Doc:
    """Return a parsed Doc with its entity, zero-subject and time layers; every name of `CAST` is an entity.

    Args:
        sentences: texts of parses.conll, in order.
        pronouns: token -> name of the entity that a pronoun stands for.
        zero: verb token -> names of its left-out subject.
        nominals: token span -> names of the entities that a description stands for.
        times: token span -> ISO value.
        roles: name -> an office of that person and the name of where it is held, told somewhere else.
        speakers: token span of direct speech -> name of who says it.
        published: date of the article.
    """
    doc = _doc([_parses()[sentence] for sentence in sentences])
    items = _entities(doc)
    number = {item["name"]: index for index, item in enumerate(items)}
    for token, name in (pronouns or {}).items():
        items[number[name]]["mentions"].append({"start": token, "end": token + 1, "kind": "pronoun"})
    for (start, end), names in (nominals or {}).items():
        for name in names:
            items[number[name]]["mentions"].append({"start": start, "end": end, "kind": "nominal"})
    for name, (title, of) in (roles or {}).items():
        held_at = None if of is None else number[of]
        items[number[name]]["roles"].append({"title": title, "of": held_at, "start": 0, "end": 0})
    doc._.set(keys.ENTITY_LAYER, items)
    doc._.set(
        keys.ZERO_LAYER,
        [{"verb": verb, "entities": [number[n] for n in names]} for verb, names in (zero or {}).items()],
    )
    doc._.set(keys.TIME_LAYER, [{"start": s, "end": e, "value": v} for (s, e), v in sorted((times or {}).items())])
    doc._.set(
        keys.QUOTE_LAYER,
        [
            {"speaker": number[name], "addressee": None, "cue": None, "content": span, "direct": True}
            for span, name in (speakers or {}).items()
        ],
    )
    doc._.set(keys.PUBLISHED, published)
    return doc


def _doc(sentences: Sequence[Rows]) -> Doc:
    columns: list[list[Any]] = [[] for _ in range(5)]
    heads: list[int] = []
    starts: list[bool] = []
    for rows in sentences:
        first = len(heads)
        for number, (word, lemma, pos, dep, head, *morph) in enumerate(rows):
            for column, cell in zip(columns, (word, lemma, pos, dep, morph[0] if morph else ""), strict=True):
                column.append(cell)
            heads.append(first + (int(head) - 1 if int(head) else number))
            starts.append(number == 0)
    words, lemmas, pos, deps, morphs = columns
    return Doc(
        _vocab(), words=words, lemmas=lemmas, pos=pos, deps=deps, heads=heads, morphs=morphs, sent_starts=starts
    )  # fmt: skip


def _entities(doc: Doc) -> list[layers.EntityItem]:
    items: dict[str, layers.EntityItem] = {}
    for token in doc:
        if token.text not in CAST:
            continue
        item = items.setdefault(token.text, _entity(token.text))
        item["mentions"].append({"start": token.i, "end": token.i + 1, "kind": "name"})
    return list(items.values())


def _entity(name: str) -> layers.EntityItem:
    return {
        "type": CAST[name], "name": name, "kb_id": None, "gender": None, "mentions": [], "roles": [],
        "confidence": 1.0,
    }  # fmt: skip


def events(doc: Doc, event_type: str | None = None) -> list[dict[str, Any]]:
    """Return the events of a Doc with names instead of entity numbers and words instead of token spans."""
    names = [item["name"] for item in layers.entities(doc)]
    found = []
    for event in layers.events(Events()(doc)):
        if event_type in {None, event["type"]}:
            row: dict[str, Any] = {role: sorted(names[i] for i in event[role]) for role in ROLES}  # type: ignore[literal-required]
            row |= {key: event[key] for key in ("type", "status", "status_detail", "mode")}  # type: ignore[literal-required]
            row["triggers"] = [doc[start:end].text for start, end in event["triggers"]]
            row["topic"] = None if event["topic"] is None else doc[slice(*event["topic"])].text
            row["open_slots"] = [doc[start:end].text for start, end in event["open_slots"]]
            row["parent"] = event["parent"]
            row["duration"] = None if event["duration"] is None else doc[slice(*event["duration"])].text
            row["absent"] = sorted(names[i] for i in event["absent"])
            found.append(row)
    return found


ROLES = ("participants", "agent", "target", "place")
