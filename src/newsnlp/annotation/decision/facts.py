"""What speaks for and against a candidate: named facts with a number each, which the decision weighs.

A fact of a rule is named after it ("frame:host", "by:attendance"), so that the weights tell what each rule is worth.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log

from newsnlp.annotation.decision.candidates import NO_ROLE, Candidate
from newsnlp.annotation.layers import ROLES, STATUSES, ArgumentItem, EntityItem, EventItem
from newsnlp.lang.it.event_words import event_lexicon

Facts = dict[str, float]
MEETING = "MEETING"
TIME = "time"
# Entities that the network gives a role with less than this, and no rule does, are not asked about.
LEAST = 0.05
# Steps of the parse, sentences, mentions, triggers, parties, ranks and people from which on more make no difference.
STEPS, SENTENCES, MENTIONS, TRIGGERS, PARTIES, RANKS, PEOPLE = 4, 3, 4, 3, 3, 4, 6
LIKELY = 0.5
# Between an event and those who are nowhere told.
FAR = 99
_FLOOR = 1e-3
# A text of at most so many sentences is short.
SHORT = 5


@dataclass(frozen=True)
class Article:
    """What the facts need of a Doc.

    Attributes:
        entities: the entity layer.
        times: the values of the time layer.
        sentences: number of the sentence of each token.
        places: for every entity, and behind them every time expression, the first tokens of the words for it.
        published: day of publication.
        lemmas, forms: the lemma of each token that may be a trigger, and the token, in small letters.
        ruled: token -> type of the event that the rules take it for.
        quoted, headline: those of them that stand between quotation marks, and in the first of several lines.
    """

    entities: Sequence[EntityItem]
    times: Sequence[str | None]
    sentences: Sequence[int]
    places: Sequence[Sequence[int]]
    published: str | None
    lemmas: Mapping[int, str]
    forms: Mapping[int, str]
    ruled: Mapping[int, str]
    quoted: Collection[int]
    headline: Collection[int]

    @property
    def is_short(self) -> bool:
        """Whether the text is a sentence or two, in which syntax tells nearly everything."""
        return not self.sentences or self.sentences[-1] - self.sentences[0] < SHORT

    @cached_property
    def ranks(self) -> list[str]:
        """For every entity, its place among the persons by how often they are told of; "0" for what is no person."""
        people = [owner for owner, entity in enumerate(self.entities) if entity["type"] == "PER"]
        people.sort(key=lambda owner: -len(self.entities[owner]["mentions"]))
        found = ["0"] * len(self.entities)
        for rank, owner in enumerate(people, 1):
            found[owner] = at_most(rank, RANKS)
        return found

    @cached_property
    def people(self) -> str:
        """How many persons are told of."""
        return at_most(sum(entity["type"] == "PER" for entity in self.entities), PEOPLE)

    @cached_property
    def told_in(self) -> list[list[int]]:
        """For every entity and time, the sentences that have words for it."""
        return [sorted({self.sentences[place] for place in places}) for places in self.places]


def logit(probability: float) -> float:
    """Return the logarithm of the odds, kept within about seven to both sides."""
    kept = min(max(probability, _FLOOR), 1 - _FLOOR)
    return log(kept / (1 - kept))


def at_most(number: int, most: int) -> str:
    """Return a number as it stands in the name of a fact: "3+" for all from `most` on."""
    return f"{most}+" if number >= most else str(number)


def frames_of(rule: EventItem) -> list[str]:
    """Return the frame of every trigger of an event, as in "host(ricevere) meeting(incontro) status:non"."""
    return re.findall(r"(\w+)\([^)]*\)", rule["rule"].partition(" status:")[0])


def cues_of(rule: EventItem) -> list[str]:
    """Return the words that told the status of an event."""
    cues = rule["rule"].partition(" status:")[2]
    return cues.split("+") if cues else []


def event_facts(article: Article, candidate: Candidate) -> Facts:
    """Return what tells whether a candidate is an event of its type."""
    facts: Facts = {"always": 1.0, f"type:{candidate.type}": 1.0}
    facts[f"triggers:{at_most(len(candidate.triggers), TRIGGERS)}"] = 1.0
    for token in candidate.tokens():
        facts[f"word:{article.lemmas[token]}"] = 1.0
    if candidate.likely:
        network = logit(max(candidate.likely))
        facts["network"] = network
        facts["network_mean"] = logit(sum(candidate.likely) / len(candidate.likely))
        facts["network_best_status"] = max(candidate.statuses)
    rule = candidate.rule
    if rule is None:
        facts["no_rule"] = 1.0
        facts["no_rule_network"] = facts.get("network", 0.0)
        facts["told_before"] = logit(candidate.nearest)
        facts |= _refused_facts(article, candidate)
    else:
        facts |= _rule_facts(rule)
    if article.is_short:
        facts["short_no_rule" if rule is None else "short_rule"] = 1.0
        facts["short_network"] = facts.get("network", 0.0)
    if candidate.type == MEETING:
        facts |= _party_facts(article, candidate)
    return facts | _setting_facts(article, candidate)


def _refused_facts(article: Article, candidate: Candidate) -> Facts:
    """Return what the rules make of words that only the network takes for an event: they know them, or have others."""
    lexicon = event_lexicon()
    facts: Facts = {}
    for token in candidate.tokens():
        readings = (*lexicon.nouns.get(article.forms[token], ()), *lexicon.verbs.get(article.lemmas[token], ()))
        if any(reading.type == candidate.type for reading in readings):
            facts["refused_by_rules"] = 1.0
        if token in article.ruled:
            facts[f"other_rule:{article.ruled[token]}"] = 1.0
    return facts


def _setting_facts(article: Article, candidate: Candidate) -> Facts:
    """Return where in the text the triggers stand."""
    tokens = candidate.tokens()
    facts: Facts = {}
    if all(token in article.quoted for token in tokens):
        facts["all_quoted"] = 1.0
    if all(token in article.headline for token in tokens):
        facts["headline_only"] = 1.0
    return facts


def _rule_facts(rule: EventItem) -> Facts:
    facts: Facts = {f"rule:{rule['type']}": 1.0, f"rule_status:{rule['status']}": 1.0}
    if rule["confidence"] < 0.8:
        facts["unsure"] = 1.0
    for frame in frames_of(rule):
        facts[f"frame:{frame}"] = 1.0
    named = {*rule["participants"], *rule["agent"], *rule["target"]}
    facts[f"rule_parties:{at_most(len(named), 3)}"] = 1.0
    if rule["open_slots"]:
        facts["open_slot"] = 1.0
    if rule["time"] is not None:
        facts["rule_time"] = 1.0
    if rule["place"]:
        facts["rule_place"] = 1.0
    return facts


def _party_facts(article: Article, candidate: Candidate) -> Facts:
    """Return how sure the network is of the two likeliest parties of a meeting."""
    count = len(article.entities)
    likely = sorted((roles[0] for owner, roles in candidate.mean.items() if owner < count), reverse=True)
    found = [*likely[:2], 0.0, 0.0]
    return {"first_party": logit(found[0]), "second_party": logit(found[1])} if candidate.likely else {}


def status_facts(article: Article, candidate: Candidate) -> Facts:
    """Return what tells whether an event happened, is planned, possible, or did not happen."""
    facts: Facts = {"always": 1.0} | _setting_facts(article, candidate)
    for status, told in zip(STATUSES, candidate.statuses, strict=False):
        facts[f"network_{status}"] = told
    rule = candidate.rule
    if rule is None:
        facts["no_rule"] = 1.0
        return facts
    facts[f"rule:{rule['status']}"] = 1.0
    if article.is_short:
        facts[f"short_rule:{rule['status']}"] = 1.0
    facts[f"detail:{rule['status_detail']}"] = 1.0
    for cue in cues_of(rule):
        facts[f"cue:{cue}"] = 1.0
    if not cues_of(rule):
        facts["no_cue"] = 1.0
    time = rule["time"]
    if time is not None and article.published and article.times[time]:
        facts[f"time:{_side(str(article.times[time]), article.published)}"] = 1.0
    return facts


def _side(value: str, published: str) -> str:
    """Say on which side of the day of publication a time lies."""
    day = value.split("/")[0].split("T")[0]
    if published.startswith(day):
        return "today"
    return "later" if day > published[: len(day)] else "earlier"


def fillers(article: Article, candidate: Candidate, role: str) -> list[int]:
    """Return who is asked about for a role: whom a rule put there, or the network holds possible.

    They are told by their places in `Article.places`: entities, and behind them times.
    """
    count = len(article.entities)
    column = ROLES.index(role)
    likely = {
        owner
        for owner, roles in candidate.best.items()
        if roles[column] >= LEAST and (owner >= count) == (role == TIME)
    }
    return sorted(likely.union(by_rule(article, candidate, role)))


def by_rule(article: Article, candidate: Candidate, role: str) -> list[int]:
    """Return whom the rules have put into a role of a candidate."""
    rule = candidate.rule
    if rule is None:
        return []
    if role == TIME:
        return [] if rule["time"] is None else [len(article.entities) + rule["time"]]
    fields: Mapping[str, list[int]] = {name: rule[name] for name in ROLES[:-1]}  # type: ignore[literal-required]
    return fields[role]


@dataclass
class Arguments:
    """The arguments of a candidate that all have in common what is told here.

    Attributes:
        rules: (role, owner) -> rule.
        ways: (role, owner) -> how the rules' argument is told.
        likely: role -> the network's probabilities for all, in order.
        sentences: the sentences of the triggers, in order.
        likely_parties: who takes part, as the network holds for likelier than not.
    """

    rules: dict[tuple[str, int], str] = field(default_factory=dict)
    ways: dict[tuple[str, int], ArgumentItem] = field(default_factory=dict)
    likely: dict[str, list[float]] = field(default_factory=dict)
    sentences: list[int] = field(default_factory=list)
    likely_parties: frozenset[int] = frozenset()


def open_arguments(article: Article, candidate: Candidate) -> Arguments:
    """Return what the arguments of a candidate have in common."""
    found = Arguments()
    count = len(article.entities)
    rule = candidate.rule
    if rule is not None:
        for role, filler, name in rule.get("rules", ()):
            found.rules[role, filler + count if role == TIME else filler] = name
        for item in rule.get("arguments", ()):
            owner = item["entity"] if item["role"] != TIME or rule["time"] is None else rule["time"] + count
            if owner is not None:
                found.ways[item["role"], owner] = item
    for role, column in zip(ROLES, zip(*candidate.mean.values(), strict=True), strict=False):
        found.likely[role] = sorted(column)
    found.likely_parties = frozenset(owner for owner, roles in candidate.best.items() if roles[0] > LIKELY)
    found.sentences = sorted({article.sentences[token] for token in candidate.tokens()})
    return found


def argument_facts(article: Article, candidate: Candidate, common: Arguments, role: str, owner: int) -> Facts:
    """Return what tells whether an entity, or a time, fills a role of a candidate."""
    rule = candidate.rule
    facts: Facts = {"always": 1.0, f"type:{candidate.type}": 1.0}
    is_in = (role, owner) in common.rules
    far = at_most(_distance(common.sentences, article.told_in[owner]), SENTENCES)
    facts[f"far:{far}"] = 1.0
    if candidate.likely:
        facts |= _network_facts(candidate, common, role, owner, far)
    if rule is None:
        facts["no_event_rule"] = 1.0
    elif is_in:
        facts |= _way_facts(rule, common, role, owner)
    else:
        facts[f"others_by_rule:{at_most(sum(r == role for r, _ in common.rules), 2)}"] = 1.0
    for other in ROLES[:-1]:
        if other != role and (other, owner) in common.rules:
            facts[f"also:{other}"] = 1.0
    if rule is not None and role != TIME and owner in rule.get("absent", ()):
        facts["absent"] = 1.0
    if role != TIME and owner in candidate.apart:
        facts["apart"] = 1.0
    if article.is_short and rule is not None:
        facts["short_rule" if is_in else "short_no_rule"] = 1.0
    return facts if role == TIME else facts | _entity_facts(article, common, owner, far)


def _network_facts(candidate: Candidate, common: Arguments, role: str, owner: int, far: str) -> Facts:
    """Return what the network says of an entity, or a time, in a role."""
    column = ROLES.index(role)
    mean, best = candidate.mean.get(owner, NO_ROLE)[column], candidate.best.get(owner, NO_ROLE)[column]
    likely = common.likely.get(role, [])
    facts: Facts = {
        "network_mean": logit(mean),
        "network_best": logit(best),
        "network_rule" if (role, owner) in common.rules else "network_no_rule": logit(mean),
        # how many the network holds likelier
        f"rank:{at_most(len(likely) - bisect_right(likely, mean), 3)}": 1.0,
        f"far:{far} network": logit(best),
    }
    again = candidate.told_again.get(owner, NO_ROLE)[column]
    if again > LEAST:
        facts["told_again"], facts["told_again_network"] = 1.0, logit(again)
    return facts


def _entity_facts(article: Article, common: Arguments, owner: int, far: str) -> Facts:
    """Return what an entity is, and of one that is told of further away, how many others there are."""
    entity = article.entities[owner]
    facts: Facts = {
        f"entity:{entity['type']}": 1.0,
        f"mentions:{at_most(len(entity['mentions']), MENTIONS)}": 1.0,
    }
    if far == f"{SENTENCES}+":
        facts[f"far_rank:{article.ranks[owner]}"] = 1.0
        facts[f"far_people:{article.people}"] = 1.0
        facts[f"far_others:{at_most(len(common.likely_parties - {owner}), PARTIES)}"] = 1.0
    return facts


def _way_facts(rule: EventItem, common: Arguments, role: str, owner: int) -> Facts:
    facts: Facts = {"rule": 1.0, f"by:{common.rules[role, owner]}": 1.0}
    if rule["confidence"] < 0.8:
        facts["unsure"] = 1.0
    way = common.ways.get((role, owner))
    if way is None:
        facts["via:none"] = 1.0
        return facts
    facts[f"via:{way['via']}"] = 1.0
    facts[f"path:{at_most(len(way['path']), STEPS) if way['trigger'] is not None else 'none'}"] = 1.0
    return facts


def _distance(some: Sequence[int], others: Sequence[int]) -> int:
    """Return how many sentences lie between two lists of them at least; both are in order, the first is short."""
    best = FAR
    for sentence in some:
        place = bisect_left(others, sentence)
        best = min(best, *(abs(sentence - other) for other in others[max(place - 1, 0) : place + 1]), FAR)
    return best
