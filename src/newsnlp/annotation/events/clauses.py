"""Whose clause a place or a time stands in: that of the trigger, or of something told beside it."""

from __future__ import annotations

from newsnlp.annotation.events.triggers import carrier_verb
from newsnlp.annotation.events.verb_forms import finite_of, is_perfect, lemma_of
from newsnlp.annotation.events.view import View, preposition
from newsnlp.annotation.tokens import Token
from newsnlp.lang.it.event_words import is_meeting_word, word_class
from newsnlp.lang.it.titles import title_forms

VERBS = frozenset({"VERB", "AUX"})
# Clauses beside another one: what they tell of place and time is theirs.
BESIDE = frozenset({"acl:relcl", "acl"})
BELOW = frozenset({"ccomp", "xcomp", "advcl", "csubj"})
# How far up from a word its clause is looked for.
CLIMB = 12


def is_elsewhere(view: View, trigger: Token, token: Token) -> bool:
    """Say whether a place stands in the clause of somebody or something else than the trigger.

    "X, nato a Bari, ha incontrato Y", "Y, che vive a Londra", "prima della visita di Z a Roma", "la crisi in Libano".
    Who came somewhere and met somebody met him there: "X, arrivato ieri a Vienna, ha visto Y".
    """
    clause = _clause_beside(trigger, token)
    if clause is not None and (clause.i > trigger.i or lemma_of(clause) not in word_class("comes_to")):
        return True
    return _is_of_topic(view, trigger, token) or _is_of_other_event(view, trigger, token)


def is_lent(trigger: Token, token: Token) -> bool:
    """Say whether a place is that of a clause beside the trigger, from which it may be carried over."""
    return _clause_beside(trigger, token) is not None


def is_at_another_time(view: View, trigger: Token, token: Token) -> bool:
    """Say whether a time is that of another clause than the trigger's.

    "Y, che martedì tornerà"; "ieri ha annunciato che incontrerà Y"; "è partita martedì dopo che X aveva visto Y".
    """
    clause = _clause_beside(trigger, token)
    if clause is not None:
        # "X, arrivato ieri a Vienna, ha incontrato Y" may lend its day, "che ieri era a Vienna" not
        return clause.dep_ != "acl" or lemma_of(clause) not in word_class("comes_to")
    verb = carrier_verb(trigger) or trigger
    return _is_above(verb, token) or _is_of_scheduling(view, trigger, verb, token)


def _clause_beside(trigger: Token, token: Token) -> Token | None:
    """Return the verb of the clause beside the trigger that a token stands in; None where it stands in none."""
    probe = token
    for _ in range(CLIMB):
        if probe.i == trigger.i:
            return None
        if probe.dep_ in BESIDE and probe.pos_ in VERBS | {"ADJ"} and not _holds(probe, trigger):
            return None if probe.head.i == trigger.i or _tells_of(trigger, probe) else probe
        if probe.head.i == probe.i:
            return None
        probe = probe.head
    return None


def _tells_of(noun: Token, verb: Token) -> bool:
    """ "l'incontro tra X e Y, fissato per ieri in Campidoglio": said of the meeting, though it hangs on a name."""
    lemma = lemma_of(verb)
    known = any(lemma in word_class(name) for name in ("light", "schedules", "convene_verbs"))
    return noun.pos_ not in VERBS and known and noun.i < verb.i <= noun.right_edge.i


def _holds(verb: Token, trigger: Token) -> bool:
    """Say whether a trigger stands in the clause of a verb."""
    return verb.i == trigger.i or any(ancestor.i == verb.i for ancestor in trigger.ancestors)


def _is_above(verb: Token, token: Token) -> bool:
    """Say whether a token stands in the clause above that of a verb, which tells of another moment.

    "Ieri ha detto che lo incontrerà", "ieri ha raccontato di averlo visto"; "ieri è andato a trovarlo" is one moment.
    """
    probe = verb
    for _ in range(CLIMB):
        if probe.head.i == probe.i:
            return False
        apart = probe.dep_ in BELOW and (finite_of(probe) is not None or is_perfect(probe))
        if apart:
            return not _holds(probe, token)
        probe = probe.head
    return False


def _is_of_scheduling(view: View, trigger: Token, verb: Token, token: Token) -> bool:
    """ "L'incontro è stato fissato domenica": the day of fixing it; "fissato per domenica" is that of the meeting."""
    if trigger.i == verb.i or token.head.i != verb.i or lemma_of(verb) not in word_class("schedules"):
        return False
    before = preposition(view.lower[token.left_edge.i])
    finite = finite_of(verb)
    done = finite is not None and finite.i != verb.i and "Part" in verb.morph.get("VerbForm", [])
    twice = sum(child.dep_.startswith("aux") for child in verb.children) > 1 or lemma_of(finite or verb) == "avere"
    return done and twice and before not in {"per", "a", "in"}


def _is_of_topic(view: View, trigger: Token, token: Token) -> bool:
    """Say whether a country only tells where something is that people speak of: "della crisi in Libano"."""
    first = token.left_edge.i
    before = view.tokens[first - 1] if first else token
    noun = token.head if token.dep_ == "nmod" else before
    direct = noun.pos_ == "NOUN" and noun.i < first and noun.i not in {trigger.i, token.i}
    if not direct or noun.i in view.owners or set(view.prepositions(token)) != {"in"}:
        return False
    word = view.lower[noun.i]
    known = word in title_forms() or word in word_class("rooms") or word in word_class("comings")
    if known or is_meeting_word(word):
        return False
    cases = set(view.prepositions(noun))
    return bool(cases & {"di", "su", "per", "contro", "dopo", "causa", "a"}) or noun.dep_ == "obj"


def _is_of_other_event(view: View, trigger: Token, token: Token) -> bool:
    """ "cinque giorni prima della visita di Z a Roma", "precederà il viaggio di Z a Tokyo"."""
    for probe in token.ancestors:
        if probe.i == trigger.i or probe.pos_ in VERBS:
            return False
        if view.lower[probe.i] in word_class("comings"):
            cases = set(view.prepositions(probe))
            return bool(cases & {"prima", "dopo", "vista"}) or (probe.dep_ in {"obj", "nsubj"} and probe.i > trigger.i)
    return False
