"""Which way the words around an expression of time look: "lunedì sarà ricevuto" is the Monday to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from newsnlp.annotation.times.dates import Look
from newsnlp.annotation.tokens import Token, Tokens, root_of
from newsnlp.lang.it.calendar import calendar, looks_future

# Without a parse: how many tokens on either side belong to the clause of an expression.
CLAUSE_REACH = 12
CLAUSE_ENDS = frozenset(".;:!?")
MAX_CLIMB = 8
_NOMINAL = ("NOUN", "PROPN", "NUM")
_AUXILIARIES = ("aux", "aux:pass", "cop")


class Gaze:
    """Tells the look of expressions of one Doc, from its parse where it has one, else from verb endings."""

    def __init__(self, doc: Doc, tokens: Tokens) -> None:
        self._doc = doc
        self._tokens = tokens
        self._parsed = bool(doc.has_annotation("DEP"))
        self._seen: dict[tuple[int, int], Look | None] = {}

    def __call__(self, start: int, end: int) -> Look | None:
        """Return the look at tokens `start` to `end` (half-open)."""
        key = (start, end)
        if key not in self._seen:
            self._seen[key] = governed_look(self._tokens, *key) if self._parsed else nearby_look(self._doc, *key)
        return self._seen[key]


def nearby_look(doc: Doc, start: int, end: int) -> Look | None:
    """Return "future" where a verb in the future, or a cue, stands in the same clause; else None."""
    for index in _clause(doc, start, end):
        if looks_future(doc[index].text.lower()):
            return "future"
    return None


def _clause(doc: Doc, start: int, end: int) -> Iterator[int]:
    """Yield the tokens of the clause on both sides of an expression."""
    behind = range(end, min(len(doc), end + CLAUSE_REACH))
    before = range(start - 1, max(-1, start - CLAUSE_REACH), -1)
    for side in (behind, before):
        for index in side:
            text = doc[index].text
            if text[0] in CLAUSE_ENDS or "\n" in text:
                break
            yield index


def governed_look(tokens: Sequence[Token], start: int, end: int) -> Look | None:
    """Return the look of the predicate that governs an expression: the first verb above it that has a tense."""
    token = root_of(tokens[start:end])
    if any(child.dep_ == "cop" and not start <= child.i < end for child in token.children):
        # "il premier sarà lunedì a Parigi": the parser takes the day for the predicate
        return _predicate_look(token)
    nearest = token.head
    cue = False
    for _ in range(MAX_CLIMB):
        if not start <= token.i < end:
            cue = cue or token.text.lower() in calendar().future
            look = _predicate_look(token)
            if look and cue:
                return _with_cue(look, token)
            if look:
                # contesta le violenze di mercoledì: the present of the verb says nothing about its object's date
                vague = look == "present" and token.i != nearest.i and nearest.pos_ in _NOMINAL
                return None if vague else look
        if token.head.i == token.i:
            break
        token = token.head
    return "future" if cue else None


def _with_cue(look: Look, token: Token) -> Look | None:
    """Return the look of "previsto", "in calendario": forward, but open where the plan itself is past."""
    # il vertice, previsto per luglio, non si farà / l'incontro era previsto a giugno
    tenses = {tense for word in _finite(token) for tense in word.morph.get("Tense", [])}
    if look in ("before", "remote"):
        return look
    return None if "Imp" in tenses else "future"


def _finite(token: Token) -> list[Token]:
    """Return the finite words of a predicate: the verb itself, its auxiliaries and copula."""
    words = [token, *(child for child in token.children if child.dep_ in _AUXILIARIES)]
    return [word for word in words if "Fin" in word.morph.get("VerbForm", [])]


def _predicate_look(token: Token) -> Look | None:
    """Return the look of one predicate, None where it has no tense of its own: an infinitive, a gerund, a noun."""
    finite = _finite(token)
    if not finite:
        # arrivato ieri: a participle without auxiliary tells what is done
        done = (
            token.pos_ == "VERB"
            and "Part" in token.morph.get("VerbForm", [])
            and "Past" in token.morph.get("Tense", [])
        )
        return (
            "past" if done else "future" if token.pos_ in ("VERB", "AUX") and looks_future(token.text.lower()) else None
        )
    first = min(finite, key=lambda word: word.i)
    mood, tense = first.morph.get("Mood", []), first.morph.get("Tense", [])
    perfect = _is_perfect(token, first)
    if "Fut" in tense:
        return "future"
    if "Cnd" in mood or ("Sub" in mood and "Pres" in tense):
        # si terrebbe martedì / avrebbe incontrato martedì
        return "past" if perfect else "future"
    if "Imp" in tense:
        return "before" if perfect else "past"
    if "Past" in tense:
        return "remote"
    return "past" if perfect else "present"


def _is_perfect(token: Token, first: Token) -> bool:
    """Return whether auxiliary and participle make a perfect.

    "è arrivato", "è stato visto", "si è arreso" however it is labelled, but not "è atteso".
    """
    if first.i == token.i or "Part" not in token.morph.get("VerbForm", []):
        return False
    passives = sum(child.dep_ == "aux:pass" for child in token.children)
    reflexive = any(child.dep_.startswith("expl") for child in token.children)
    return first.dep_ == "aux" or passives > 1 or reflexive
