"""What is told of again or only made up: anniversaries, books about a meeting, novels and films, faked pictures.

All indices are tokens.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsnlp.annotation.events.triggers import Candidate
from newsnlp.annotation.events.verb_forms import finite_of, lemma_of
from newsnlp.annotation.events.view import View, preposition
from newsnlp.annotation.tokens import Token
from newsnlp.lang.it.event_words import word_class

VERBS = frozenset({"VERB", "AUX"})
# How far up from a trigger the noun or verb that tells of it is looked for.
CLIMB = 5
# How many words the title of a work has at most, and how far from it the word for the work stands.
TITLE, NEAR_TITLE = 9, 4
OPENING_MARKS = frozenset({"«", "“", '"', "‘"})
STOPS = frozenset({".", "\n", "!", "?"})
CLOSING_MARKS = frozenset({"»", "”", '"', "’"})


def is_retold(view: View, candidate: Candidate) -> bool:
    """Say whether an event is only remembered or told about: day and place of the sentence are not its own.

    "Oggi ricorre l'anniversario dell'incontro", "ieri a Roma è stato ricordato l'incontro", "domani esce il libro
    sull'incontro", "sono passati dieci anni dall'incontro".
    """
    noun = candidate.token
    if noun.pos_ in VERBS and candidate.width == 1:
        return False
    for word, case in _above(view, noun):
        lemma = lemma_of(word)
        if lemma in word_class("anniversaries") and case == "di":
            return True
        if view.lower[word.i] in word_class("works") | word_class("fictions") and case == "su":
            return True
        if lemma in word_class("commemorates") and noun.dep_ in {"obj", "nsubj:pass", "nsubj"}:
            return word.i == noun.head.i
        if case == "da" and view.lower[word.i] in {"anni", "anno", "decenni", "secolo", "secoli"}:
            # "si celebrano i trent'anni dall'incontro"
            return True
        if lemma in word_class("passes") and case == "da" and _has_span(view, word):
            return True
        if word.pos_ in VERBS:
            return False
    return False


def _above(view: View, noun: Token) -> Iterator[tuple[Token, str]]:
    """Yield the words above a noun with the preposition by which the one below hangs on them, the nearest first."""
    token = noun
    for _ in range(CLIMB):
        if token.head.i == token.i:
            return
        cases = view.prepositions(token)
        yield token.head, cases[0] if cases else ""
        token = token.head


def _has_span(view: View, verb: Token) -> bool:
    """ "sono passati [dieci anni]"."""
    return any(view.lower[child.i] in word_class("recurring") for child in verb.children)


def own_places(view: View, candidate: Candidate, places: list[int]) -> list[int]:
    """Return of the places of a retold event those that its own phrase names: "l'incontro tra X e Y a Praga"."""
    noun = candidate.token
    end = next((t.i for t in view.tokens[noun.i + 1 : noun.sent.end] if t.pos_ in VERBS), noun.sent.end)
    named = {e for start in view.starts_in(noun.i, end) for e in view.owners.get(start, ())}
    return [e for e in places if e in named]


# -- works of fiction ------------------------------------------------------------------------------


def is_fiction(view: View, candidate: Candidate) -> bool:
    """Say whether an event happens only in a novel, film or picture, or is the title of one.

    "Nel romanzo X incontra Y", "la serie racconta l'incontro", "la mostra «X incontra Y»"; "alla prima del film X ha
    incontrato Y" is real.
    """
    return _is_title(view, candidate.token) or _is_set_in(view, candidate.token) or _is_narrated(view, candidate.token)


def _is_set_in(view: View, trigger: Token) -> bool:
    """ "Nel nuovo film di X il Papa incontra Y": told in the present, as stories are."""
    start = trigger.sent.start
    works = (i for i in range(start, trigger.i) if view.lower[i] in word_class("fictions"))
    for index in works:
        opening = {preposition(word) for word in view.lower[max(index - 2, start) : index]}
        finite = finite_of(trigger) if trigger.pos_ in VERBS else finite_of(trigger.head)
        if (
            "in" in opening
            and finite is not None
            and _is_present(finite)
            and not _is_clause_between(view, index, trigger)
        ):
            return True
    return False


def _is_present(finite: Token) -> bool:
    """ "incontra", "è arrestato"; not "ha incontrato"."""
    perfect = lemma_of(finite) == "avere" and finite.dep_ == "aux"
    return "Pres" in finite.morph.get("Tense", []) and not perfect


def _is_clause_between(view: View, start: int, trigger: Token) -> bool:
    """Say whether another finite clause stands between a work and a trigger."""
    between = view.tokens[start + 1 : trigger.i]
    return any(
        "Fin" in t.morph.get("VerbForm", []) and t.head.i != trigger.i and t.i != trigger.head.i for t in between
    )


def _is_narrated(view: View, trigger: Token) -> bool:
    """ "la serie racconta l'incontro tra X e Y", "il film immagina che X incontri Y"."""
    probe = trigger
    for _ in range(CLIMB):
        if probe.head.i == probe.i:
            return False
        probe = probe.head
        if lemma_of(probe) in word_class("narrates") and probe.pos_ in VERBS:
            subject = view.subject_token(probe)
            return subject is not None and view.lower[subject.i] in word_class("fictions")
    return False


def _is_title(view: View, trigger: Token) -> bool:
    """ "la mostra «X incontra Y»", "«L'incontro», romanzo di X": a trigger in the title of a work."""
    span = _quoted(view, trigger)
    if span is None:
        return False
    works = word_class("works") | word_class("fictions")
    before = view.lower[max(span[0] - NEAR_TITLE, trigger.sent.start) : span[0]]
    behind = view.lower[span[1] + 1 : span[1] + 1 + NEAR_TITLE]
    if behind[:1] == [","]:
        return not works.isdisjoint(behind)
    return not works.isdisjoint(before[-2:])


def _quoted(view: View, trigger: Token) -> tuple[int, int] | None:
    """Return the two marks around a trigger where they hold few words; None where it is not in a short quotation."""
    ahead = range(trigger.i - 1, max(trigger.i - TITLE, -1), -1)
    opening = next((i for i in ahead if view.lower[i] in OPENING_MARKS), None)
    if opening is None:
        return None
    behind = range(trigger.i + 1, min(opening + TITLE + 1, len(view.lower)))
    closing = next((i for i in behind if view.lower[i] in CLOSING_MARKS), None)
    return (opening, closing) if closing is not None else None


# -- fakes -----------------------------------------------------------------------------------------


def is_faked(view: View, candidate: Candidate) -> bool:
    """Say whether a picture or report that shows an event is called a fake.

    "Bufala: «X ha incontrato Y»", "è una fake news la foto di X che", "una foto creata con l'intelligenza artificiale
    mostra X che abbraccia Y".
    """
    sent = candidate.token.sent
    # the sentence may be cut at the colon: "Bufala: | «X ha incontrato Y»"
    label = view.lower[max(sent.start - NEAR_TITLE, 0) : sent.start]
    if ":" in label and _is_labelled(label[next((i + 1 for i, w in enumerate(label) if w in STOPS), 0) :]):
        return True
    words = view.lower[sent.start : sent.end]
    if word_class("fakes").isdisjoint(words) and word_class("made_by").isdisjoint(words):
        return False
    return _is_labelled(words) or _is_shown_by_fake(view, candidate.token) or _is_called_fake(view, candidate.token)


def _is_labelled(words: list[str]) -> bool:
    """ "Bufala: ...", "Fake news: ..."."""
    colon = words.index(":") if ":" in words[:4] else 0
    return colon > 0 and not word_class("fakes").isdisjoint(words[:colon]) and "non" not in words[:colon]


def _is_shown_by_fake(view: View, trigger: Token) -> bool:
    """ "il fotomontaggio mostra X che incontra Y": the subject of what shows it is a fake."""
    for ancestor in (trigger, *trigger.ancestors):
        subject = next((c for c in ancestor.lefts if c.dep_.startswith("nsubj")), None)
        shows = lemma_of(ancestor) in word_class("shows") and subject is not None and subject.i < trigger.i
        if shows and subject is not None:
            phrase = view.lower[subject.left_edge.i : ancestor.i]
            return not (word_class("fakes") | word_class("made_by")).isdisjoint(phrase)
    return False


def _is_called_fake(view: View, trigger: Token) -> bool:
    """ "È una fake news la foto di X che stringe la mano a Y": what is called so stands behind."""
    root = next((a for a in trigger.ancestors if a.head.i == a.i), None)
    if root is None or view.lower[root.i] not in word_class("fakes"):
        return False
    copula = any(child.dep_ == "cop" for child in root.children)
    return copula and not any(view.lower[child.i] == "non" for child in root.children)
