"""Mentions of one event are one event: triggers of one article joined by type, parties, place and time."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice

from newsnlp.annotation.events.attending import Attending, attending
from newsnlp.annotation.events.frames import Roles, unique
from newsnlp.annotation.events.triggers import Candidate, carrier_verb
from newsnlp.annotation.events.verb_forms import finite_of
from newsnlp.annotation.events.verdicts import DEFAULT, HAPPENED, NEGATED, PLANNED, POSSIBLE, Verdict
from newsnlp.annotation.events.view import View
from newsnlp.annotation.tokens import Token
from newsnlp.lang.it.event_words import word_class
from newsnlp.time_limit import timely

# The longest article of the development gold has 20 events of one type; further back nothing is looked for.
LOOK_BACK = 60
# How many events to each side may tell something of one.
NEIGHBOURS = 40
PAIRED = frozenset({"MEETING", "AGREEMENT", "COOPERATION"})


@dataclass
class Draft:
    """An event in the making: its triggers and what they say together."""

    type: str
    candidates: list[Candidate]
    verdicts: list[Verdict]
    roles: Roles
    time: int | None
    fresh: bool
    definite: bool
    sentences: list[int] = field(default_factory=list)
    absent: list[int] = field(default_factory=list)
    attending: Attending | None = None
    retold: bool = False
    attended: list[Token] = field(default_factory=list)
    parent: Draft | None = field(default=None, compare=False, repr=False)
    _told: _Told | None = field(default=None, compare=False, repr=False)

    def status(self) -> Verdict:
        """Return the status of the first trigger that something was said of; else of the first."""
        return self.told().strong or self.verdicts[0]

    def told(self) -> _Told:
        """Return what the triggers say together; each is read once, however many there are."""
        if self._told is None:
            self._told = _Told()
        self._told.read(self.candidates, self.verdicts)
        return self._told


class _Told:
    """What the triggers of an event say together.

    Attributes:
        strong: the first verdict that something was said for.
        families: the families of its meeting words, "any" left out.
        summit: whether one of them names a meeting of many parties.
        apart: whether one of them is of several meetings told apart.
        verbal: whether one of them is a verb.
        tokens, governors: the triggers, and what those hang on that are subject, object or modifier.
    """

    def __init__(self) -> None:
        self.strong: Verdict | None = None
        self.families: set[str] = set()
        self.summit = self.apart = self.verbal = False
        self.tokens: set[int] = set()
        self.governors: set[int] = set()
        self._read = self._judged = 0

    def read(self, candidates: Sequence[Candidate], verdicts: Sequence[Verdict]) -> None:
        """Take in those that have come since the last time."""
        if self.strong is None:
            self.strong = next((v for v in islice(verdicts, self._judged, None) if v.strong), None)
        self._judged = len(verdicts)
        for candidate in islice(candidates, self._read, None):
            self.families |= {family(candidate)} - {"any"}
            self.summit = self.summit or is_summit_word(candidate)
            self.apart = self.apart or candidate.apart
            self.verbal = self.verbal or candidate.entry.part == "V"
            self.tokens.add(candidate.token.i)
            if candidate.token.dep_ in LINKED:
                self.governors.add(candidate.token.head.i)
        self._read = len(candidates)


LINKED = frozenset({"obj", "nsubj", "nsubj:pass", "nmod", "acl"})


def draft(
    view: View, candidate: Candidate, verdict: Verdict, place: list[int], time: int | None, *, retold: bool = False
) -> Draft:
    """Return a one-trigger event; `retold` where it is only remembered, so that no day or place is filled in."""
    token = candidate.token
    before = view.lower[max(token.i - 3, token.sent.start) : token.i]
    after = view.lower[token.i + 1 : token.i + 2]
    determiner = any(view.lower[c.i] in DEFINITE for c in token.lefts if c.dep_.startswith("det"))
    contracted = any(c.dep_ == "case" and " " in c.lemma_ for c in token.lefts)
    roles = Roles(list(candidate.roles.participants), list(candidate.roles.agent), list(candidate.roles.target), place)
    coming = _coming(view, candidate)
    if coming is not None:
        roles.participants = [] if coming.verdict.status == NEGATED else list(coming.people)
        verdict = coming.verdict if coming.verdict.status == POSSIBLE else verdict
    absent = list(coming.people) if coming is not None and coming.verdict.status == NEGATED else []
    return Draft(
        attending=coming,
        retold=retold,
        absent=absent,
        type=candidate.entry.type,
        candidates=[candidate],
        verdicts=[verdict],
        roles=roles,
        time=time,
        fresh=_is_fresh(view, candidate, before, after),
        definite=determiner or contracted or _is_lasting(view, candidate),
        sentences=[token.sent.start],
    )


def _coming(view: View, candidate: Candidate) -> Attending | None:
    """Return who is told to come to a meeting, where it has no parties of its own: "ha partecipato al colloquio"."""
    if candidate.entry.frame != "meeting" or not candidate.roles.participants:
        return None
    coming = attending(view, candidate.token)
    if coming is None:
        return None
    told = {*coming.people, *view.subjects(candidate.token.head)}
    return coming if set(candidate.roles.participants) <= told else None


def _is_lasting(view: View, candidate: Candidate) -> bool:
    """ "dodici ore di trattative", "due settimane di negoziato" speak of the talks that the article is about."""
    index = candidate.token.i
    unnamed = candidate.entry.lemma in word_class("talks") and not candidate.roles.participants
    if candidate.entry.lemma not in word_class("negotiations") and not unnamed:
        return False
    return view.lower[index - 1] == "di" and index > 1 and view.lower[index - 2] in word_class("lengths")


def _is_fresh(view: View, candidate: Candidate, before: list[str], after: list[str]) -> bool:
    """Say whether the words say that it is another event: "un nuovo incontro", "lo aveva già ricevuto"."""
    if candidate.entry.part == "V":
        return "già" in before or any(view.lower[c.i] in {"già", "nuovamente"} for c in candidate.token.children)
    return bool(word_class("fresh") & {*before[-1:], *after})


DEFINITE = frozenset(
    {"il", "lo", "la", "l'", "i", "gli", "le", "questo", "questa", "quello", "quel", "quell'", "quest'"}
)


def merge(view: View, drafts: list[Draft]) -> list[Draft]:
    """Return the events of an article: each draft joins the latest one it agrees with, else stands alone.

    Only the last `LOOK_BACK` events of its type are asked, so that the cost grows with the text, not its square.
    """
    events: list[Draft] = []
    latest: dict[str, deque[Draft]] = {}
    for item in timely(drafts):
        known = latest.setdefault(item.type, deque(maxlen=LOOK_BACK))
        home = next((event for event in _in_order(known, item) if same_event(view, event, item)), None)
        if home is None:
            inherit_parties(view, known, item)
            events.append(item)
            known.append(item)
        else:
            join(home, item)
    return events


def _in_order(known: Iterable[Draft], item: Draft) -> list[Draft]:
    """Return the events that a mention may join, the latest first; "l'esito della trattativa" looks for talks first."""
    latest = list(known)[::-1]
    if item.type == "MEETING" and not item.roles.participants and is_summit_word(item.candidates[0]):
        return sorted(latest, key=lambda event: not event.told().summit)
    return latest


def is_summit_word(candidate: Candidate) -> bool:
    """Say whether a trigger names a meeting of many parties: vertice, conferenza, trattative."""
    return candidate.entry.lemma.lower() in word_class("gatherings")


def around(events: list[Draft], position: int) -> list[Draft]:
    """Return the events that are told near one of them, itself included: at most `NEIGHBOURS` to each side."""
    return events[max(position - NEIGHBOURS, 0) : position + NEIGHBOURS + 1]


def inherit_parties(view: View, events: Iterable[Draft], item: Draft) -> None:
    """Give a meeting that is told again with another fate the parties of the first telling.

    "È stato rinviato il vertice tra A e B. Il vertice si farà a maggio": a negated meeting and a planned one.
    """
    if item.type != "MEETING" or item.roles.participants or not item.definite:
        return
    if item.candidates[0].entry.lemma not in word_class("refers_back"):
        return
    for event in reversed(list(events)):
        near = view_distance(view, event, item) <= NEAR
        if event.type == item.type and near and len(event.roles.participants) > 1 and _families_agree(event, item):
            # only another fate makes two meetings of one pair of words; anything else stays open
            if not _status_agrees(event, item):
                item.roles.participants = list(event.roles.participants)
            return


def same_event(view: View, event: Draft, item: Draft) -> bool:
    """Say whether a new mention names an event already known."""
    if event.type == item.type and event.type != "MEETING" and (_linked(event, item) or _once(event, item)):
        return True
    if event.type != item.type or not times_agree(view, event, item):
        return False
    if _is_joined(view, event, item):
        return True
    if not _status_agrees(event, item):
        return False
    if event.type == "MEETING" and not _families_agree(event, item):
        return False
    if event.type in PAIRED:
        return _parties_agree(view, event, item)
    return _acts_agree(view, event, item)


def _is_joined(view: View, event: Draft, item: Draft) -> bool:
    """ "A ha ricevuto B. Al colloquio ha partecipato anche C": who comes to "the meeting" comes to that just told.

    Whether he came is another question than whether it was held: "all'incontro avrebbe partecipato C".
    """
    coming = item.attending
    if coming is None or not item.definite or item.fresh or not event.roles.participants or event.told().apart:
        return False
    if not _families_agree(event, item) or item.candidates[0].entry.lemma not in word_class("refers_back"):
        return False
    to_come = coming.verdict.status == PLANNED and event.status().status != PLANNED
    return not to_come and view_distance(view, event, item) <= NEAR


def _linked(event: Draft, item: Draft) -> bool:
    """Say whether one trigger is the object or subject of the other: "firmano un'intesa", "la guerra è scoppiata"."""
    new, known = item.candidates[0].token, event.told()
    return new.i in known.governors or (new.dep_ in LINKED and new.head.i in known.tokens)


def _once(event: Draft, item: Draft) -> bool:
    """Say whether two mentions tell what happens to a person but once: death, or leaving office in one article."""
    if event.type not in {"DEATH", "RESIGNATION"}:
        return False
    return bool(set(event.roles.all()) & set(item.roles.all()))


def family(candidate: Candidate) -> str:
    """Return the family of a meeting word: phone, meal, group, series, any, or met."""
    return _family_of(candidate.entry.lemma)


@cache
def _family_of(word: str) -> str:
    lemma = word.split()[0].lower()
    for name in ("phone", "meal", "group", "series", "any"):
        if lemma in word_class(f"family_{name}"):
            return name
    return "met"


def _families_agree(event: Draft, item: Draft) -> bool:
    """Say whether the words can name one meeting: a telephone call is no dinner, a G20 no bilateral."""
    new = family(item.candidates[0])
    known = event.told().families
    return new == "any" or not known or new in known


def _parties_agree(view: View, event: Draft, item: Draft) -> bool:
    if _is_seat(view, event, item) or _spells_out(view, event, item) or _is_plenary(view, event, item):
        return True
    known, new = set(event.roles.participants), set(item.roles.participants)
    verbal = item.told().verbal
    near = view_distance(view, event, item) <= NEAR
    if not new:
        # "l'incontro è durato un'ora" refers back; "un incontro" without parties does not
        lemma = item.candidates[0].entry.lemma
        if event.told().apart:
            # of several meetings told apart no single one is "the summit"
            return False
        if item.candidates[0].entry.part == "N" and _counts_several(view, item):
            return False
        again = lemma in word_class("refers_back") or lemma == event.candidates[0].entry.lemma
        return item.definite and not item.fresh and again
    if item.fresh:
        return False
    if new <= set(item.roles.agent) and near and item.definite:
        # "I colloqui erano stati convocati da Rossi": who called the meeting told before
        return _is_called(event, item)
    if not known:
        if item.told().apart:
            return False
        same_word = event.candidates[0].entry.lemma == item.candidates[0].entry.lemma
        told_next = verbal and not _sets_apart(view, item)
        return near and not event.fresh and (item.definite or told_next or same_word)
    shared = known & new
    if len(shared) >= 2 and shared in (new, known):
        return True
    # "il vertice di Macron": one party of a known meeting, named again with the article
    return shared == new and near and (item.definite or verbal) and not (verbal and len(known) > 2)


def _is_called(event: Draft, item: Draft) -> bool:
    """Say whether a noun with its convener can be the meeting told before; a summit is no tête-à-tête."""
    summit = is_summit_word(item.candidates[0])
    known = event.told()
    if summit and not (known.summit or known.verbal):
        return False
    return item.candidates[0].entry.lemma in word_class("refers_back") and not known.apart


def _counts_several(view: View, item: Draft) -> bool:
    """ "gli incontri della giornata" are several meetings, "i colloqui" may be one."""
    token = item.candidates[0].token
    plural = "Plur" in token.morph.get("Number", [])
    return plural and item.candidates[0].entry.lemma in word_class("counted")


def _is_seat(view: View, event: Draft, item: Draft) -> bool:
    """ "Il faccia a faccia è finito a notte. Al tavolo sedevano A e B": who sat there sat at the meeting just told."""
    seated = item.candidates[0].entry.lemma in word_class("seat_verbs")
    phone = family(event.candidates[0]) == "phone"
    return seated and not phone and view_distance(view, event, item) <= SEAT_REACH and not item.fresh


def _is_plenary(view: View, event: Draft, item: Draft) -> bool:
    """ "Si è chiuso il G7. I sette leader — A, B, C — hanno discusso": who confer are at the summit just told."""
    plenary = item.candidates[0].entry.lemma in word_class("plenary_verbs") and len(item.roles.participants) > 2
    return (
        plenary and event.told().summit and len(event.roles.participants) < 2 and view_distance(view, event, item) <= 1
    )


def _sets_apart(view: View, item: Draft) -> bool:
    """ "In precedenza aveva visto", "poi ha incontrato": not the meeting that the text spoke of before."""
    token = item.candidates[0].token
    opening = view.lower[token.sent.start : token.sent.start + 2] + view.lower[max(token.i - 2, 0) : token.i]
    return not word_class("sets_apart").isdisjoint(opening)


def _spells_out(view: View, event: Draft, item: Draft) -> bool:
    """ "Confermato l'appuntamento di domani: A riceverà B": a colon and the clause that tells it in full."""
    first, second = event.candidates[-1], item.candidates[0]
    if first.entry.part != "N" or second.entry.part != "V" or first.token.sent.start != second.token.sent.start:
        return False
    if first.roles.towards or "Plur" in first.token.morph.get("Number", []):
        return False
    between = view.lower[first.token.i : second.token.i]
    return between.count(":") == 1 and len(item.roles.participants) >= 2


# A seat at the table belongs to a meeting at most this many sentences before.
SEAT_REACH = 2
# How many sentences back a mention with few parties may still reach.
NEAR = 3
# A mention without roles refers back further.
FAR = 12


def view_distance(view: View, event: Draft, item: Draft) -> int:
    """Return how many sentences lie between two mentions."""
    return abs(view.sentence_number(item.sentences[0]) - view.sentence_number(event.sentences[-1]))


def _acts_agree(view: View, event: Draft, item: Draft) -> bool:
    for role in ("agent", "target", "place"):
        known, new = set(getattr(event.roles, role)), set(getattr(item.roles, role))
        if known and new and not known & new:
            return False
    known, new = set(event.roles.all()), set(item.roles.all())
    if known & new:
        return True
    # "A ha criticato il piano ... elogi a B": roles that complete each other are of one act only side by side
    reach = 1 if known and new else NEAR if new else FAR
    return not item.fresh and view_distance(view, event, item) <= reach


def times_agree(view: View, event: Draft, item: Draft) -> bool:
    """Say whether two times can be the same: equal, one inside the other, or one unknown."""
    if event.time is None or item.time is None:
        # a meeting told without a date is of these days: "Lo scorso autunno lo aveva ricevuto" is another
        return not (is_remote(view, event.time) or is_remote(view, item.time))
    first, second = (view.times[t]["value"] for t in (event.time, item.time))
    if not first or not second:
        return True
    a, b = first.split("T")[0], second.split("T")[0]
    return a.startswith(b) or b.startswith(a)


def is_remote(view: View, time: int | None) -> bool:
    """Say whether a time lies more than `REMOTE_DAYS` before publication."""
    value = view.times[time]["value"] if time is not None else None
    return bool(view.published and value) and _lies_back(str(value), str(view.published))


@lru_cache(maxsize=4096)
def _lies_back(value: str, published: str) -> bool:
    day = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", value)
    if day is None:
        return False
    # seasons, weeks and bare years count from their start
    year, month, date = int(day[1]), int(day[2] or 12), int(day[3] or 28)
    return (datetime.date.fromisoformat(published) - datetime.date(year, month, date)).days > REMOTE_DAYS


# News tells of the last days; set so that "il mese scorso" is apart and "martedì scorso" is not.
REMOTE_DAYS = 20


def _status_agrees(event: Draft, item: Draft) -> bool:
    first, second = event.status(), item.status()
    if first.status == second.status:
        return True
    if first.status == HAPPENED and _was_planned(item):
        # "lo ha incontrato: l'appuntamento era in agenda da mesi"
        return True
    if first.strong and second.strong:
        return NEGATED in {first.status, second.status} and item.definite
    return True


def _was_planned(item: Draft) -> bool:
    """Say whether a mention tells how a meeting had been planned before it was held."""
    token = item.candidates[0].token
    finite = finite_of(token.head) or finite_of(carrier_verb(token) or token)
    past = finite is not None and "Imp" in finite.morph.get("Tense", [])
    return past and item.definite and not item.roles.participants and item.status().status == PLANNED


def join(event: Draft, item: Draft) -> None:
    """Add a mention to an event."""
    came = item.attending.verdict.status if item.attending is not None else HAPPENED
    event.candidates += item.candidates
    # who perhaps was there says nothing of whether it was held
    event.verdicts += item.verdicts if came == HAPPENED and not _was_planned(item) else [DEFAULT]
    if came in {HAPPENED, event.status().status}:
        event.roles.participants = unique([*event.roles.participants, *item.roles.participants])
    event.roles.agent = unique([*event.roles.agent, *item.roles.agent])
    event.roles.target = unique([*event.roles.target, *item.roles.target])
    event.roles.place = unique([*event.roles.place, *item.roles.place])
    event.time = event.time if event.time is not None else item.time
    for sentence in item.sentences:
        place = bisect_left(event.sentences, sentence)
        if event.sentences[place : place + 1] != [sentence]:
            event.sentences.insert(place, sentence)
    event.absent = unique([*event.absent, *item.absent])


def is_kept(view: View, event: Draft) -> bool:
    """Say whether an event has enough to be told: a meeting at least one named party."""
    if event.type in PAIRED:
        return bool(event.roles.participants)
    return True
