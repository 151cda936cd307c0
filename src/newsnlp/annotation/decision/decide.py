"""From candidates to events: the weights are asked about every candidate, its status and its arguments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from newsnlp.annotation.decision.candidates import Candidate
from newsnlp.annotation.decision.facts import (
    MEETING,
    TIME,
    Article,
    argument_facts,
    by_rule,
    event_facts,
    fillers,
    open_arguments,
    status_facts,
)
from newsnlp.annotation.decision.weights import Weights
from newsnlp.annotation.layers import ROLES, STATUSES

# In a text of a sentence or two syntax tells nearly everything: a meeting that no rule has found, and who takes part in
# one though no rule says so, have to be surer there, by thresholds of their own.
SHORT = "short"
HAPPENED, _, POSSIBLE, _ = STATUSES
OTHER = "other"
PARTICIPANTS, AGENT = ROLES[:2]


@dataclass
class Decided:
    """An event that is one, with its probabilities.

    Attributes:
        candidate: what it was made of.
        status: the likeliest; but that of the rules where they have a word against "happened" and the decision is not
            very sure; and "possible" where "happened" is too unsure: what is shown as held and was not misleads more
            than what is shown as possible and was held.
        unsure: whether it is "possible" for that reason alone.
        confidence: the probability that it is an event of its type, and has the status; of one that is unsure, that it
            happened.
        fillers: role -> entity or time (behind all entities) -> probability, of those above the threshold.
    """

    candidate: Candidate
    status: str
    unsure: bool
    confidence: float
    fillers: dict[str, dict[int, float]] = field(default_factory=dict)


def question(name: str, candidate: Candidate) -> str:
    """Return the question about a candidate: those of meetings have weights of their own."""
    return f"{name}.{MEETING if candidate.type == MEETING else OTHER}"


def decide(article: Article, candidates: Iterable[Candidate], weights: Weights) -> list[Decided]:
    """Return the events among candidates, in their order."""
    found = (_decided(article, candidate, weights) for candidate in candidates)
    return [event for event in found if event is not None]


def _decided(article: Article, candidate: Candidate, weights: Weights) -> Decided | None:
    asked = question("event", candidate)
    is_event = weights.probability(asked, event_facts(article, candidate))
    if is_event < weights.threshold(asked):
        return None
    asked = question("status", candidate)
    told = dict(zip(STATUSES, weights.probabilities(asked, STATUSES, status_facts(article, candidate)), strict=True))
    status = max(told, key=lambda name: told[name])
    rule = candidate.rule
    if rule is None and _is_short(article, candidate) and is_event * told[status] < _least(weights, "event", candidate):
        return None
    if status == HAPPENED and rule is not None and rule["status"] != HAPPENED:
        # a word says that it did not happen, or not yet: only great certainty overrules it
        status = HAPPENED if told[HAPPENED] >= weights.threshold(question("overruled", candidate)) else rule["status"]
    unsure = status == HAPPENED and is_event * told[HAPPENED] < weights.threshold(question("held", candidate))
    return Decided(
        candidate=candidate,
        status=POSSIBLE if unsure else status,
        unsure=unsure,
        confidence=is_event * told[status],
        fillers=_fillers(article, candidate, weights),
    )


def _is_short(article: Article, candidate: Candidate) -> bool:
    return article.is_short and candidate.type == MEETING


def _least(weights: Weights, name: str, candidate: Candidate) -> float:
    """Return the threshold of a question where no rule speaks in a short text."""
    return weights.threshold(question(f"{SHORT}.{name}", candidate))


def _fillers(article: Article, candidate: Candidate, weights: Weights) -> dict[str, dict[int, float]]:
    common = open_arguments(article, candidate)
    found: dict[str, dict[int, float]] = {}
    for role in ROLES:
        asked = question(role, candidate)
        least = weights.threshold(asked)
        likely = {
            owner: weights.probability(asked, argument_facts(article, candidate, common, role, owner))
            for owner in fillers(article, candidate, role)
        }
        if role in (PARTICIPANTS, AGENT) and _is_short(article, candidate):
            told, surer = by_rule(article, candidate, role), _least(weights, PARTICIPANTS, candidate)
            likely = {owner: p for owner, p in likely.items() if owner in told or p >= surer}
        kept = {owner: p for owner, p in likely.items() if p >= least}
        if role == TIME and kept:
            best = max(kept, key=lambda owner: kept[owner])
            kept = {best: kept[best]}
        found[role] = kept
    if candidate.type == MEETING:
        # the host of a meeting takes part in it, as surely at least as he is its host
        parties = found["participants"]
        found["participants"] = {**parties, **{o: max(p, parties.get(o, 0.0)) for o, p in found["agent"].items()}}
    return found
