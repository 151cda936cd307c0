"""Who is told to come to a meeting rather than to have had it: "al vertice ha partecipato anche X"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from newsnlp.annotation.events.status import clause_status
from newsnlp.annotation.events.verb_forms import finite_of, lemma_of
from newsnlp.annotation.events.verdicts import NEGATED, PLANNED, POSSIBLE, Verdict
from newsnlp.annotation.events.view import View
from newsnlp.annotation.tokens import Token
from newsnlp.lang.it.event_words import word_class


@dataclass(frozen=True)
class Attending:
    """People who are told to come to a meeting that a noun names, and whether they came."""

    people: tuple[int, ...]
    verdict: Verdict


def attending(view: View, noun: Token) -> Attending | None:
    """Return who comes to the meeting of a noun by the verb that it hangs on; None where no such verb carries it.

    "Alla riunione ha partecipato X", "all'incontro rifiuta di prendere parte X", "al vertice era atteso X".
    """
    verb = _verb_of(view, noun)
    if verb is None:
        return None
    # nobody attends somebody: what the parser takes for an object stands behind its verb as the subject
    behind = [e for child in verb.children if child.dep_ == "obj" for e in view.phrase(child)]
    people = behind if lemma_of(verb) in word_class("attend") and behind else view.subjects(verb)
    return Attending(tuple(people), attendance_of(view, verb))


def attendance_of(view: View, verb: Token) -> Verdict:
    """Return whether those who are the subject of a verb of attendance were there."""
    told, lemma = clause_status(view, verb), lemma_of(verb)
    words = view.lower[verb.sent.start : verb.sent.end]
    if ("a", "quanto") in pairwise(words):
        # "a quanto pare", "a quanto si apprende"
        return Verdict(POSSIBLE, "reported", ("a", "quanto"))
    if lemma in word_class("stays_away") or (lemma in word_class("declines") and "invito" in words):
        return told if told.status == POSSIBLE else Verdict(NEGATED, "refused", (lemma,))
    if lemma in word_class("expected_at") and told.status not in {NEGATED, POSSIBLE}:
        # "era atteso anche X" leaves open whether he came, "è atteso" is a plan
        finite = finite_of(verb)
        over = finite is not None and bool({"Imp", "Past"} & set(finite.morph.get("Tense", [])))
        return Verdict(POSSIBLE, "hypothetical", (lemma,)) if over else Verdict(PLANNED, "planned", (lemma,))
    return told


def _verb_of(view: View, noun: Token) -> Token | None:
    """Return the verb of attendance that a meeting noun is the complement of."""
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ not in {"obl", "nmod", "obj"}:
        return None
    if view.lower[noun.head.i] == "invito":
        # "ha declinato l'invito alla riunione"
        above = noun.head.head
        answers = lemma_of(above) in word_class("declines") | word_class("answers")
        return above if answers and "a" in view.prepositions(noun) else None
    heads = [noun.head]
    if noun.dep_ != "obj":
        # "alla riunione rifiuta di partecipare X": the phrase stands before the verb above
        heads += [child for child in noun.head.children if child.dep_ == "xcomp"]
    cases = set(view.prepositions(noun))
    return next((verb for verb in heads if _attends(view, verb, cases)), None)


def _attends(view: View, verb: Token, cases: set[str]) -> bool:
    """Say whether a verb tells who comes to what the prepositions before its complement open."""
    lemma = lemma_of(verb)
    if lemma in word_class("stays_away"):
        return not cases or bool(cases & {"a", "da"})
    if not cases & {"a", "in"}:
        return False
    if lemma == "prendere":
        return view.word(verb.i + 1) == "parte"
    ahead = set(view.lower[max(verb.i - 4, verb.sent.start) : verb.i])
    if lemma in word_class("join_verbs") | {"presentare"}:
        # "alla riunione si è unito X", "non si è presentato all'incontro"
        return bool(ahead & {"si", "s'"})
    if lemma == "essere" and verb.pos_ == "VERB":
        # "all'incontro non c'era X"
        return bool(ahead & {"c'", "ci", "v'", "vi"})
    passive = any(child.dep_ == "aux:pass" or lemma_of(child) == "essere" for child in verb.lefts)
    return lemma in word_class("attend") or (lemma in word_class("expected_at") and passive)
