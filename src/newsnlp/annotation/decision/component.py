"""The component that decides what of all that rules and network say goes into the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from spacy.attrs import SENT_START
from spacy.tokens import Doc

from newsnlp.annotation import keys, layers
from newsnlp.annotation.batches import Component
from newsnlp.annotation.decision.candidates import Candidate, candidates_of
from newsnlp.annotation.decision.decide import Decided, decide
from newsnlp.annotation.decision.facts import MEETING, TIME, Article
from newsnlp.annotation.decision.ways import Sight, arguments_of, open_sight, with_arguments
from newsnlp.annotation.decision.weights import (
    Row,
    Weights,
    read_rows,
    rows_of,
    table_of,
    weights_of,
    write_rows,
)
from newsnlp.annotation.layers import ROLES, ArgumentItem, EventItem, EventScores
from newsnlp.lang.it.event_words import event_lexicon

# What is decided where no network speaks: learned from the same articles, on the rules alone.
RULES_ALONE = Path(__file__).parent / "rules_alone.tsv"
FILE = "weights.tsv"
COMMENT = "The decision over rules and network, see docs/confidence.md"
# The rule of what only the network has found.
NETWORK = "network"
# Told as if it had happened, but too unsure to be shown so.
UNSURE = "unsure"
DETAILS = {"happened": "held", "planned": "planned", "possible": "hypothetical", "negated": "denied"}


class Decision(Component):
    """Reads the event layer and what the network says, and writes the event layer anew, with probabilities."""

    def __init__(self) -> None:
        self._alone = weights_of(read_rows(RULES_ALONE))
        self._rows: list[Row] = []
        self._joint: Weights | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc` in place."""
        self.annotate(doc, self.find(doc))
        return doc

    def find(self, doc: Doc) -> list[EventItem]:
        """Return the events of `doc` in the order of their first trigger; changes nothing."""
        scores = None if self._joint is None else layers.event_scores(doc)
        weights = self._alone if scores is None or self._joint is None else self._joint
        if not layers.events(doc) and (scores is None or not scores["triggers"]):
            return []
        sight = open_sight(doc)
        events = with_arguments(sight)
        candidates = candidates_of(events, scores)
        decided = decide(open_article(doc, _asked(events, scores)), candidates, weights)
        return _items(sight, events, sorted(decided, key=_first_trigger))

    def annotate(self, doc: Doc, found: list[EventItem]) -> None:
        """Write `found` on `doc`; the only method that changes it."""
        if not layers.is_annotated(doc, keys.EVENT_LAYER):
            return
        layers.set_events(doc, found)
        layers.set_event_scores(doc, None)

    def load(self, rows: Iterable[Row]) -> None:
        """Take the weights that were learned with the network of the pipeline."""
        self._rows = list(rows)
        self._joint = weights_of(self._rows) if self._rows else None

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the weights as bytes."""
        return table_of(self._rows, COMMENT).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Decision:
        """Take the weights from bytes.

        Raises:
            ModelMismatch: they are not what `to_bytes` has made.
        """
        self.load(rows_of(data.decode("utf8", "replace"), f"{len(data):,} bytes"))
        return self

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights to a folder."""
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        write_rows(path / FILE, self._rows, COMMENT)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Decision:
        """Take the weights from a folder.

        Raises:
            ModelMismatch: the file is missing or damaged.
        """
        self.load(read_rows(Path(path) / FILE))
        return self


def _first_trigger(event: Decided) -> tuple[int, int]:
    return min(event.candidate.triggers)


def open_article(doc: Doc, asked: Iterable[int]) -> Article:
    """Return what the facts need of a Doc.

    Args:
        doc: the Doc.
        asked: the tokens that may be triggers.
    """
    starts = np.asarray(doc.to_array([SENT_START])).reshape(-1) == 1
    entities, times = layers.entities(doc), layers.times(doc)
    places = [[mention["start"] for mention in entity["mentions"]] for entity in entities]
    for verbs in (layers.zero_subjects(doc), layers.enclitics(doc)):
        for verb, meant in verbs.items():
            for index in meant:
                places[index].append(verb)
    places += [[item["start"]] for item in times]
    tokens = sorted(set(asked))
    direct = [quote["content"] for quote in layers.quotes(doc) if quote["direct"]]
    line_end = doc.text.find("\n")
    return Article(
        entities=entities,
        times=[item["value"] for item in times],
        sentences=np.cumsum(starts).tolist(),
        places=places,
        published=layers.published(doc),
        lemmas={token: doc[token].lemma_.lower() for token in tokens},
        forms={token: doc[token].lower_ for token in tokens},
        ruled={start: event["type"] for event in layers.events(doc) for start, _ in event["triggers"]},
        quoted={token for token in tokens if any(start <= token < end for start, end in direct)},
        headline={token for token in tokens if doc[token].idx < line_end},
    )


def _asked(events: list[EventItem], scores: EventScores | None) -> Iterator[int]:
    """Yield every token that may be a trigger."""
    for event in events:
        yield from (start for start, _ in event["triggers"])
    if scores is not None:
        yield from scores["triggers"]


def _items(sight: Sight, events: list[EventItem], decided: list[Decided]) -> list[EventItem]:
    """Return the events as they stand in the layer."""
    count = len(layers.entities(sight.doc))
    number = {id(event.candidate.rule): index for index, event in enumerate(decided) if event.candidate.rule}
    parents = {id(event): events[p] for event in events if (p := event.get("parent")) is not None}
    found = []
    for event in decided:
        item = _item(sight, event)
        parent = parents.get(id(event.candidate.rule))
        item["parent"] = None if parent is None else number.get(id(parent))
        item["arguments"] = _with_probabilities(_arguments(sight, item, event), event, count)
        found.append(item)
    return found


def _item(sight: Sight, event: Decided) -> EventItem:
    doc = sight.doc
    candidate, count = event.candidate, len(layers.entities(doc))
    base = _read_event(doc, candidate) if candidate.rule is None else candidate.rule
    parties = {role: _in_order(candidate, role, event.fillers[role]) for role in ROLES}
    time = next((owner - count for owner in event.fillers[TIME]), None)
    return {
        **base,
        "triggers": sorted(candidate.triggers),
        "status": event.status,
        "status_detail": _detail(event, base),
        "participants": parties["participants"],
        "agent": parties["agent"],
        "target": parties["target"],
        "place": parties["place"],
        "time": time,
        "absent": [entity for entity in base.get("absent", ()) if entity not in parties["participants"]],
        "evidence": _sentences(sight, candidate),
        "confidence": round(event.confidence, 4),
    }


def _detail(event: Decided, base: EventItem) -> str | None:
    if event.unsure:
        return UNSURE
    return base["status_detail"] if event.status == base["status"] else DETAILS[event.status]


def _in_order(candidate: Candidate, role: str, likely: dict[int, float]) -> list[int]:
    """Return who fills a role: in the order of the rules, then the others, the likeliest first."""
    rule = candidate.rule
    by_rule = [] if rule is None or role == TIME else rule[role]  # type: ignore[literal-required]  # names of roles
    known = [entity for entity in by_rule if entity in likely]
    return [*known, *sorted((owner for owner in likely if owner not in known), key=lambda owner: -likely[owner])]


def _read_event(doc: Doc, candidate: Candidate) -> EventItem:
    """Return an event that only the network has found, without arguments."""
    first = doc[min(candidate.triggers)[0]]
    return {
        "type": candidate.type,
        "status": "",
        "status_detail": None,
        "mode": _mode(first.lower_, first.lemma_) if candidate.type == MEETING else None,
        "triggers": [],
        "participants": [],
        "agent": [],
        "target": [],
        "place": [],
        "time": None,
        "topic": None,
        "sources": [],
        "open_slots": [],
        "evidence": [],
        "rule": f"{NETWORK}({first.lemma_.lower()})",
        "confidence": 0.0,
    }


def _mode(form: str, lemma: str) -> str | None:
    """Return the mode that the lexicon gives to a word for a meeting."""
    lexicon = event_lexicon()
    readings = (*lexicon.nouns.get(form, ()), *lexicon.verbs.get(lemma, ()))
    return next((reading.mode for reading in readings if reading.type == MEETING and reading.mode), None)


def _sentences(sight: Sight, candidate: Candidate) -> list[tuple[int, int]]:
    spans = [sight.tokens[token].sent for token in sorted(candidate.tokens())]
    return list(dict.fromkeys((span.start, span.end) for span in spans))


def _arguments(sight: Sight, item: EventItem, event: Decided) -> list[ArgumentItem]:
    """Return the arguments of a decided event; those that the rules had are looked for anew only if it grew."""
    rule = event.candidate.rule
    if rule is None or len(rule["triggers"]) < len(item["triggers"]):
        return arguments_of(sight, item)
    known = {(a["role"], a["entity"]): a for a in rule.get("arguments", ()) if a["role"] != TIME}
    new: EventItem = {**item}
    for role in ROLES[:-1]:
        new[role] = [entity for entity in item[role] if (role, entity) not in known]  # type: ignore[literal-required]
    found = {(a["role"], a["entity"]): a for a in arguments_of(sight, new)} | known
    kept = [(role, entity) for role in ROLES[:-1] for entity in item[role]]  # type: ignore[literal-required]
    return [found[key] for key in (*kept, (TIME, None)) if key in found]


def _with_probabilities(arguments: list[ArgumentItem], event: Decided, count: int) -> list[ArgumentItem]:
    """Return arguments with the rule that each came in by, and the probability that it is one."""
    rule = event.candidate.rule
    known = {} if rule is None else {(role, filler): name for role, filler, name in rule.get("rules", ())}
    found: list[ArgumentItem] = []
    for item in arguments:
        role, owner = item["role"], item["entity"]
        if owner is None:
            owner = next(iter(event.fillers[TIME]))
        filler = owner - count if role == TIME else owner
        new = item.copy()
        new["rule"] = known.get((role, filler), NETWORK)
        # a host takes part in a meeting, however unsure that is by itself
        new["confidence"] = round(event.fillers[role].get(owner, 0.0), 4)
        found.append(new)
    return found
