"""What the words ahead of a trigger say of its status by their order, wherever the parser hangs them.

Headlines have no verb and are parsed worst: "No di Rossi a un incontro", "Verso il vertice", "Mai avvenuta, per il
Cremlino, la telefonata". All indices are tokens.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsnlp.annotation.events.verb_forms import lemma_of
from newsnlp.annotation.events.view import View, preposition
from newsnlp.annotation.tokens import Token
from newsnlp.lang.it.event_words import word_class
from newsnlp.lang.it.status_words import Cue, status_cues

# How far to the left "no" may stand of "a un incontro": "No del presidente turco Rossi a un incontro".
STOP_REACH = 9
# How far behind a participle that opens a sentence its noun may stand.
FRONT_REACH = 16
LONGEST_PHRASE = 6
VERBS = frozenset({"VERB", "AUX"})
# Contractions of prepositions that hold no article.
BARE = frozenset({"d'", "ad", "fra"})
QUOTES = frozenset({"»", "”", '"', "’", "'", ")"})


@dataclass(frozen=True)
class Before:
    """A noun right before a trigger, and the plain preposition between them ("" in "Ipotesi vertice")."""

    token: Token
    case: str


def group_start(view: View, noun: Token) -> int:
    """Return the first of the articles, numbers and adjectives right before a noun: "[un nuovo] incontro"."""
    known = view.kept.get(("group_start", noun.i))
    if known is None:
        known = view.kept["group_start", noun.i] = (_group_start(view, noun),)
    return known[0]


def _group_start(view: View, noun: Token) -> int:
    start, cues = noun.i, status_cues("N", "governor")
    while start > noun.sent.start and view.tokens[start - 1].pos_ in {"DET", "ADJ", "NUM"}:
        if view.lower[start - 1] in cues:
            # the "Ipotesi vertice" of a headline is tagged as an adjective
            break
        start -= 1
    return start


def is_unset(view: View, noun: Token) -> bool:
    """Say whether a noun has no definite article: "un incontro", "nuovi colloqui", not "l'incontro"."""
    ahead = [child for child in noun.lefts if child.dep_.startswith("det") or child.dep_ == "case"]
    if noun.i > noun.sent.start:
        ahead.append(view.tokens[noun.i - 1])
    return not any(_is_definite(token) for token in ahead)


def _is_definite(token: Token) -> bool:
    word = token.lower_.replace("’", "'")
    articulated = token.pos_ in {"ADP", "DET"} and preposition(word) != word and word not in BARE
    return articulated or "Def" in token.morph.get("Definite", []) or "Dem" in token.morph.get("PronType", [])


def phrase_before(view: View, noun: Token) -> Cue | None:
    """Return the fixed phrase right before a noun: "in caso di incontro", "verso il vertice"."""
    start = group_start(view, noun)
    opening = max(start - LONGEST_PHRASE, noun.sent.start)
    words = [preposition(word) for word in view.lower[opening:start]]
    if opening == noun.sent.start or view.tokens[opening - 1].is_punct:
        words = ["^", *words]
    phrases = (status_cues("P", "phrase").get(" ".join(words[first:])) for first in range(len(words)))
    return next((cue for cue in phrases if cue), None)


def noun_before(view: View, noun: Token) -> Before | None:
    """Return the noun that stands before a trigger and its preposition: "la disponibilità a un incontro"."""
    last = group_start(view, noun) - 1
    case = ""
    if last > noun.sent.start and preposition(view.lower[last]) in {"di", "a", "per", "su", "in"}:
        case, last = preposition(view.lower[last]), last - 1
    elif view.lower[last + 1 : noun.i]:
        # "ha chiesto all'amico un incontro": only a bare noun follows a noun as in "Ipotesi vertice"
        return None
    if last > noun.sent.start and view.tokens[last].pos_ == "ADJ":
        last -= 1
    token = view.tokens[max(last, 0)]
    named = token.pos_ in {"NOUN", "PROPN"} or view.lower[token.i] in status_cues("N", "governor")
    inside = noun.sent.start <= last < noun.i and named
    return Before(token, case) if inside else None


def adjective_before(view: View, noun: Token) -> Cue | None:
    """Return the adjective that says what becomes of a noun: "possibile faccia a faccia", "Falso l'incontro".

    It stands among the words of the noun, or heads the sentence as a predicate without verb.
    """
    start = group_start(view, noun)
    articles = [index for index in range(start, noun.i) if view.tokens[index].pos_ == "DET"]
    # "concluderà nel più breve tempo possibile le consultazioni": before the article it is another's
    for word in view.lower[articles[-1] + 1 if articles else start : noun.i]:
        cue = _adjective(word, "modifier")
        if cue:
            return cue
    first = articles[0] - 1 if articles else start - 1
    heads = first >= noun.sent.start and (first == noun.sent.start or view.tokens[first - 1].is_punct)
    cue = _adjective(view.lower[first], "governor") if heads else None
    return (
        cue if cue and "clause" not in cue.reach and ("indefinite" not in cue.reach or is_unset(view, noun)) else None
    )


def _adjective(word: str, side: str) -> Cue | None:
    """Return the cue that an adjective is in whatever gender and number: "possibili", "falsa"."""
    known = status_cues("A", side)
    return known.get(word) or known.get(word[:-1] + "o") or known.get(word[:-1] + "e")


def stopped_before(view: View, noun: Token) -> Cue | None:
    """Return the word that stops, or lets go ahead, what follows "a": "No di Rossi a un incontro".

    Control: "Il no di Rossi alle sanzioni dopo l'incontro" says nothing of the meeting.
    """
    to = group_start(view, noun) - 1
    if to < noun.sent.start or preposition(view.lower[to]) != "a":
        return None
    for index in range(to - 1, max(to - STOP_REACH, noun.sent.start) - 1, -1):
        cue = status_cues("N", "stop").get(view.lower[index])
        if cue:
            return cue if index == to - 1 or preposition(view.lower[index + 1]) in {"di", "da"} else None
        token = view.tokens[index]
        foreign = token.pos_ in VERBS and index not in view.owners
        if foreign or token.is_punct or preposition(view.lower[index]) in {"a", "con", "per", "tra", "in", "su"}:
            return None
    return None


def fronted_participle(view: View, noun: Token) -> Token | None:
    """Return the participle that opens the sentence of a noun which is its subject: "Annullata ieri la riunione".

    They agree, no finite verb stands between them, and the noun follows no preposition.
    """
    start = group_start(view, noun)
    first = noun.sent.start
    while first < start and (view.tokens[first].is_punct or view.lower[first] in {"mai", "non", "già", "infine"}):
        first += 1
    participle = view.tokens[first]
    if first >= start or start - first > FRONT_REACH or "Part" not in participle.morph.get("VerbForm", []):
        return None
    if any(child.dep_.startswith("aux") for child in participle.children) or not _agree(participle, noun):
        return None
    behind_preposition = (
        preposition(view.lower[start - 1]) != view.lower[start - 1] or view.tokens[start - 1].pos_ == "ADP"
    )
    between = view.tokens[first + 1 : start]
    told = any(token.pos_ in VERBS and "Fin" in token.morph.get("VerbForm", []) for token in between)
    return None if behind_preposition or told else participle


def _agree(one: Token, other: Token) -> bool:
    """Say whether gender and number of two words are the same where both are told."""
    pairs = [(one.morph.get(name, []), other.morph.get(name, [])) for name in ("Gender", "Number")]
    return all(first == second for first, second in pairs if first and second)


def is_asked(view: View, trigger: Token, *, by_verb: bool) -> bool:
    """Say whether a trigger is what a question asks: "Rossi ha incontrato Verdi?", "C'è stato un vertice?".

    "Perché Rossi ha incontrato Verdi?" takes it for granted, so does "È servito l'incontro?".
    """
    sent = trigger.sent
    last = sent.end - 1
    while last > sent.start and (view.tokens[last].is_space or view.lower[last] in QUOTES):
        last -= 1
    if view.lower[last] != "?" or not word_class("question_words").isdisjoint(view.lower[sent.start : trigger.i]):
        return False
    if by_verb:
        return trigger.dep_ in {"ROOT", "conj"}
    carrier = trigger.head
    light = carrier.pos_ in VERBS and lemma_of(carrier) in word_class("light")
    return trigger.dep_ == "ROOT" or (light and carrier.dep_ == "ROOT" and is_unset(view, trigger))
