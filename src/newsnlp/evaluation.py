"""Scores of predicted records against gold records, layer by layer.

Source: the definitions are those of the project's reference scorer (``shared/eval/score.py``), which stays
the authority; a test compares every figure with it. All counts are over exact offsets of the gold text unless
a docstring says "overlapping".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import combinations
from typing import Protocol

from newsnlp.errors import InputError
from newsnlp.schema import Document, Entity, Event, Failure, Mention, Quote
from newsnlp.schema.given import records_only

NAMED_TYPES = ("PER", "LOC", "ORG")
REFERRING_KINDS = ("nominal", "pronoun")
QUOTE_OVERLAP = 0.5
MET = ("participants", "agent", "target")
ARGUMENTS = ("participants", "agent", "target", "place")


@dataclass(slots=True)
class Counts:
    """Hits, spurious and missed items of one row, with precision, recall and F1."""

    hits: int = 0
    spurious: int = 0
    missed: int = 0

    def add_sets(self, gold: AbstractSet[Hashable], predicted: AbstractSet[Hashable]) -> None:
        """Count two sets of items against each other."""
        self.hits += len(gold & predicted)
        self.spurious += len(predicted - gold)
        self.missed += len(gold - predicted)

    @property
    def precision(self) -> float:
        """Share of the predicted items that are gold."""
        return _share(self.hits, self.hits + self.spurious)

    @property
    def recall(self) -> float:
        """Share of the gold items that are predicted."""
        return _share(self.hits, self.hits + self.missed)

    @property
    def gold(self) -> int:
        """Number of gold items."""
        return self.hits + self.missed

    def figures(self) -> dict[str, float | int | None]:
        """Return p, r, f and n as they are reported."""
        return _figures(self.precision, self.recall, self.gold)


@dataclass(slots=True)
class Chains:
    """B-cubed sums: for every mention the share of its chain that is right."""

    precision_sum: float = 0.0
    predicted: int = 0
    recall_sum: float = 0.0
    gold: int = 0

    def figures(self) -> dict[str, float | int | None]:
        """Return p, r, f and n as they are reported."""
        return _figures(_share(self.precision_sum, self.predicted), _share(self.recall_sum, self.gold), self.gold)


@dataclass(slots=True)
class Share:
    """A part of a whole; None where the whole is empty."""

    part: int = 0
    whole: int = 0

    def add(self, counts: bool) -> None:
        """Count one more, as part or not."""
        self.whole += 1
        self.part += counts

    @property
    def value(self) -> float | None:
        """The share, rounded as it is reported."""
        return round(self.part / self.whole, 4) if self.whole else None


@dataclass(slots=True)
class Scores:
    """All figures of an evaluation.

    Attributes:
        articles: number of gold articles.
        annotated: how many of them have a prediction; the others count as predicted empty.
        rows: p, r, f, n by layer ("names", "events.MEETING", "meeting.place", "network", ...).
        chains: B-cubed over PER mentions of every kind.
        status: share of matched events with the right status.
        meeting_status: the same for meetings.
        false_happened: share of meetings predicted as happened that gold does not hold or calls otherwise.
    """

    articles: int = 0
    annotated: int = 0
    rows: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    chains: Chains = field(default_factory=Chains)
    status: Share = field(default_factory=Share)
    meeting_status: Share = field(default_factory=Share)
    false_happened: Share = field(default_factory=Share)

    def figures(self) -> dict[str, dict[str, float | int | None]]:
        """Return every figure by row, in the names and the rounding of the reference scorer."""
        out = {name: counts.figures() for name, counts in self.rows.items()}
        out["chains"] = self.chains.figures()
        out["status"] = {"accuracy": self.status.value, "n": self.status.whole}
        out["meeting.status"] = {"accuracy": self.meeting_status.value, "n": self.meeting_status.whole}
        out["meeting.false_happened"] = {"share": self.false_happened.value, "n": self.false_happened.whole}
        return out


def evaluate(golds: Iterable[Document], preds: Iterable[Document | Failure]) -> Scores:
    """Return the scores of predicted records against gold records, paired by id.

    Args:
        golds: gold records; one without a prediction counts as predicted empty.
        preds: predicted records over the same texts; of two with one id the later counts. Failures are skipped:
            their gold counts as predicted empty, and `Scores.annotated` tells how many have a prediction.

    Raises:
        InputError: something else than records is given, a record is over another text than the gold of its id, or
            no record has the id of a gold article.
    """
    predicted = {document.id: document for document in records_only(preds, "preds")}
    scores = Scores()
    for gold in records_only(golds, "golds"):
        found = predicted.get(gold.id)
        if found is not None and found.text != gold.text:
            raise InputError(f"the record {gold.id!r} is of another text than its gold: their offsets do not compare")
        scores.articles += 1
        scores.annotated += found is not None
        _score_article(scores, gold, found or Document(id=gold.id, text=gold.text))
    if predicted and scores.articles and not scores.annotated:
        raise InputError(
            f"none of the {len(predicted)} records has the id of one of the {scores.articles} gold articles"
        )
    return scores


def _score_article(scores: Scores, gold: Document, pred: Document) -> None:
    aligned = align_entities(gold.entities, pred.entities)
    _score_names(scores, gold, pred)
    _score_chains(scores.chains, gold, pred)
    _score_nominals(scores, gold, pred, aligned)
    scores.rows["roles"].add_sets(_roles(gold, None), _roles(pred, aligned))
    _score_events(scores, gold, pred, aligned)
    scores.rows["network"].add_sets(_met(gold, None), _met(pred, aligned))
    _score_quotes(scores, gold, pred, aligned)


# --- Alignment ---------------------------------------------------------------------------------------------


_Place = tuple[str, int, int]  # part, start, end


class _Span(Protocol):
    @property
    def part(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def _overlap(one: _Span, other: _Span) -> bool:
    return one.part == other.part and one.start < other.end and other.start < one.end


def _any_overlap(some: Sequence[_Span], others: Sequence[_Span]) -> bool:
    return any(_overlap(one, other) for one in some for other in others)


def align_entities(golds: Sequence[Entity], preds: Sequence[Entity]) -> dict[str, str]:
    """Return predicted id -> id of the gold entity that most of its mentions overlap, the same type preferred.

    An entity that overlaps none is aligned with an id that no gold entity has.
    """
    return {pred.id: _best_match(golds, pred) or f"?{pred.id}" for pred in preds}


def _best_match(golds: Sequence[Entity], pred: Entity) -> str | None:
    best, best_score = None, 0
    for gold in golds:
        shared = sum(any(_overlap(mention, other) for other in gold.mentions) for mention in pred.mentions)
        score = 2 * shared + (pred.type == gold.type) if shared else 0
        if score > best_score:
            best, best_score = gold.id, score
    return best


def align_events(golds: Sequence[Event], preds: Sequence[Event]) -> list[tuple[Event | None, Event | None]]:
    """Return gold and predicted events of one type whose triggers overlap, one to one; then those left alone."""
    used: set[int] = set()
    pairs: list[tuple[Event | None, Event | None]] = []
    for gold in golds:
        match = next(
            (
                index
                for index, pred in enumerate(preds)
                if index not in used and pred.type == gold.type and _any_overlap(gold.mentions, pred.mentions)
            ),
            None,
        )
        if match is not None:
            used.add(match)
        pairs.append((gold, None if match is None else preds[match]))
    return pairs + [(None, pred) for index, pred in enumerate(preds) if index not in used]


# --- Entities ----------------------------------------------------------------------------------------------


def _names(document: Document, types: Sequence[str]) -> set[tuple[str, int, int, str, str]]:
    return {
        (mention.part, mention.start, mention.end, entity.type, mention.text)
        for entity in document.entities
        if entity.type in types
        for mention in entity.mentions
        if mention.kind == "name"
    }


def _score_names(scores: Scores, gold: Document, pred: Document) -> None:
    scores.rows["names"].add_sets(_names(gold, NAMED_TYPES), _names(pred, NAMED_TYPES))
    for kind in NAMED_TYPES:
        scores.rows[f"names.{kind}"].add_sets(_names(gold, (kind,)), _names(pred, (kind,)))


def _people(document: Document) -> Iterator[tuple[Entity, Mention]]:
    for entity in document.entities:
        if entity.type == "PER":
            yield from ((entity, mention) for mention in entity.mentions)


def _chain_of(document: Document) -> dict[_Place, str]:
    return {(mention.part, mention.start, mention.end): entity.id for entity, mention in _people(document)}


def _clusters(chain_of: Mapping[_Place, str]) -> dict[str, set[_Place]]:
    clusters: dict[str, set[_Place]] = defaultdict(set)
    for span, entity in chain_of.items():
        clusters[entity].add(span)
    return clusters


def _score_chains(chains: Chains, gold: Document, pred: Document) -> None:
    gold_of, pred_of = _chain_of(gold), _chain_of(pred)
    gold_clusters, pred_clusters = _clusters(gold_of), _clusters(pred_of)
    for span in pred_of.keys() & gold_of.keys():
        ours, theirs = pred_clusters[pred_of[span]], gold_clusters[gold_of[span]]
        chains.precision_sum += len(ours & theirs) / len(ours)
        chains.recall_sum += len(ours & theirs) / len(theirs)
    chains.predicted += len(pred_of)
    chains.gold += len(gold_of)


def _score_nominals(scores: Scores, gold: Document, pred: Document, aligned: Mapping[str, str]) -> None:
    """Count nominal and pronoun mentions of people: overlapping span, aligned entity."""
    wanted = [(entity.id, mention) for entity, mention in _people(gold) if mention.kind in REFERRING_KINDS]
    found = [(aligned[entity.id], mention) for entity, mention in _people(pred) if mention.kind in REFERRING_KINDS]
    used: set[int] = set()
    for entity, mention in wanted:
        for index, (owner, other) in enumerate(found):
            if index not in used and owner == entity and _overlap(mention, other):
                used.add(index)
                break
    row = scores.rows["nominals"]
    row.hits += len(used)
    row.spurious += len(found) - len(used)
    row.missed += len(wanted) - len(used)


def _roles(document: Document, aligned: Mapping[str, str] | None) -> set[tuple[str, str]]:
    return {
        (entity.id if aligned is None else aligned[entity.id], role.title.casefold())
        for entity in document.entities
        if entity.type == "PER"
        for role in entity.roles
    }


# --- Events ------------------------------------------------------------------------------------------------


def _fillers(event: Event | None, slots: Sequence[str], aligned: Mapping[str, str] | None = None) -> set[str]:
    """Return the ids in the slots of an event, those of a prediction as gold ids."""
    if event is None:
        return set()
    ids = {entity for slot in slots for entity in getattr(event, slot)}
    return ids if aligned is None else {aligned.get(entity, f"?{entity}") for entity in ids}


def _score_events(scores: Scores, gold: Document, pred: Document, aligned: Mapping[str, str]) -> None:
    for wanted, found in align_events(gold.events, pred.events):
        _count_event(scores, wanted, found)
        if wanted and found:
            scores.status.add(wanted.status == found.status)
        if _type(wanted, found) == "MEETING":
            _score_meeting(scores, wanted, found, aligned)
        else:
            scores.rows["args"].add_sets(_fillers(wanted, ARGUMENTS), _fillers(found, ARGUMENTS, aligned))


def _type(wanted: Event | None, found: Event | None) -> str:
    event = wanted or found
    return event.type if event else ""


def _count_event(scores: Scores, wanted: Event | None, found: Event | None) -> None:
    for name in ("events", f"events.{_type(wanted, found)}"):
        row = scores.rows[name]
        row.hits += wanted is not None and found is not None
        row.missed += found is None
        row.spurious += wanted is None


def _score_meeting(scores: Scores, wanted: Event | None, found: Event | None, aligned: Mapping[str, str]) -> None:
    rows = scores.rows
    # Gold keeps the host among the participants; a prediction may know it only as agent or target.
    rows["meeting.participants"].add_sets(_fillers(wanted, ("participants", "agent")), _fillers(found, MET, aligned))
    rows["meeting.place"].add_sets(_fillers(wanted, ("place",)), _fillers(found, ("place",), aligned))
    rows["meeting.time"].add_sets(_time_values(wanted), _time_values(found))
    if wanted and found:
        scores.meeting_status.add(wanted.status == found.status)
    if found and found.status == "happened":
        scores.false_happened.add(wanted is None or wanted.status != "happened")


def _time_values(event: Event | None) -> set[str]:
    return {event.time.value} if event and event.time and event.time.value else set()


def _met(document: Document, aligned: Mapping[str, str] | None) -> set[tuple[str, str]]:
    """Return who met whom: unordered pairs over all meetings that are not negated."""
    pairs: set[tuple[str, str]] = set()
    for event in document.events:
        if event.type == "MEETING" and event.status != "negated":
            pairs.update(combinations(sorted(_fillers(event, MET, aligned)), 2))
    return pairs


# --- Quotes ------------------------------------------------------------------------------------------------


def _score_quotes(scores: Scores, gold: Document, pred: Document, aligned: Mapping[str, str]) -> None:
    used: set[int] = set()
    for quote in gold.quotes:
        match = _matching_quote(quote, pred.quotes, used)
        hit = match is not None and _speaker(pred.quotes[match], aligned) == quote.speaker
        if hit and match is not None:
            used.add(match)
        for name in _quote_rows(quote):
            scores.rows[name].hits += hit
            scores.rows[name].missed += not hit
    for index, quote in enumerate(pred.quotes):
        if index not in used:
            for name in _quote_rows(quote):
                scores.rows[name].spurious += 1


def _quote_rows(quote: Quote) -> tuple[str, ...]:
    return ("quotes", "quotes.direct") if quote.direct else ("quotes",)


def _matching_quote(quote: Quote, preds: Sequence[Quote], used: AbstractSet[int]) -> int | None:
    """Return the first unused prediction whose content is mostly that of `quote`."""
    for index, pred in enumerate(preds):
        if index not in used and _jaccard(quote.content, pred.content) >= QUOTE_OVERLAP:
            return index
    return None


def _speaker(quote: Quote, aligned: Mapping[str, str]) -> str | None:
    return aligned.get(quote.speaker) if quote.speaker else None


def _jaccard(one: _Span, other: _Span) -> float:
    """Return the shared length over the length of the stretch that both cover."""
    if one.part != other.part:
        return 0.0
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start)) if shared > 0 else 0.0


# --- Figures -----------------------------------------------------------------------------------------------


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _figures(precision: float, recall: float, gold: int) -> dict[str, float | int | None]:
    f1 = _share(2 * precision * recall, precision + recall)
    return {"p": round(precision, 4), "r": round(recall, 4), "f": round(f1, 4), "n": gold}
