"""What a meeting was about, and who was there without a name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from newsnlp.annotation.events.merge import Draft
from newsnlp.annotation.events.triggers import Candidate, carrier_verb
from newsnlp.annotation.events.view import OBLIQUES, SUBJECTS, View, preposition
from newsnlp.annotation.tokens import Token
from newsnlp.lang.it.event_words import is_meeting_word, word_class

Span = tuple[int, int]
# A topic longer than this many tokens is a clause, not a topic.
LONGEST = 14
# How many words may stand between "durato" and the unit: "durato poco meno di due ore".
DURATION_REACH = 7
CLAUSES = frozenset({"acl:relcl", "acl", "advcl", "parataxis", "appos", "ccomp", "csubj", "conj"})
VERBS = frozenset({"VERB", "AUX"})
# A topic ends where its parties are named or another clause begins.
ENDS = frozenset({",", ";", ":", "(", "—", "–", "che", ".", "tra", "fra", "con"})
NOT_FIRST = frozenset({"ADP", "PUNCT", "ADV", "CCONJ"})
# A frame sentence ("Al centro del colloquio la crisi libica") stands at most this many sentences behind a trigger.
FRAME_REACH = 1


def topic_of(view: View, event: Draft) -> Span | None:
    """Return the span that says what a meeting is about, without preposition or article; None where none is told."""
    for candidate in event.candidates:
        for head in (*_own_topic(view, candidate), *_purpose(view, candidate)):
            span = _phrase_of(view, head)
            if span is not None:
                return span
    return _framed(view, event)


# -- topics ----------------------------------------------------------------------------------------


def _own_topic(view: View, candidate: Candidate) -> Iterator[Token]:
    """ "un vertice sulla Libia", "hanno discusso di gas", "un incontro dedicato alla pesca"."""
    token = candidate.token
    about = {"su", "di"} if candidate.entry.lemma in word_class("talk_verbs") else {"su"}
    for case, head in view.obliques(token):
        if case in about:
            yield head
        elif case == "con" and "di" in about:
            # "ha parlato con Weber del piano": the parser hangs the topic on the name
            yield from (topic for found, topic in view.obliques(head) if found in about and head.i in view.owners)
    if candidate.entry.lemma in word_class("talk_with_object"):
        yield from (child for child in token.children if child.dep_ == "obj" and child.i not in view.owners)
    for child in token.rights:
        if child.dep_ in {"acl", "amod"} and view.lower[child.i].rstrip("aeio") in word_class("devoted_stems"):
            yield from (head for case, head in view.obliques(child) if case in {"a", "su"})


def _purpose(view: View, candidate: Candidate) -> Iterator[Token]:
    """ "si sono visti per discutere di dazi", "la riunione per esaminare il piano"."""
    token, verb = candidate.token, carrier_verb(candidate.token)
    for head in (token, verb):
        if head is None:
            continue
        for child in head.rights:
            if child.dep_ in {"advcl", "acl", "xcomp"} and "Inf" in child.morph.get("VerbForm", []):
                yield from _discussed(view, child)


def _discussed(view: View, verb: Token) -> Iterator[Token]:
    """Yield what an infinitive of talking is about: "per parlare di gas", "per affrontare la crisi"."""
    if "per" not in {view.lower[child.i] for child in verb.lefts if child.dep_ in {"mark", "case"}}:
        return
    lemma = verb.lemma_.partition(" ")[0]
    if lemma in word_class("talk_verbs"):
        yield from (head for case, head in view.obliques(verb) if case in {"di", "su"})
    if lemma in word_class("talk_with_object"):
        yield from (child for child in verb.children if child.dep_ == "obj")


def _framed(view: View, event: Draft) -> Span | None:
    """ "Al centro del colloquio la crisi libica", "sul tavolo i dazi", "dazi al centro dei colloqui"."""
    for start in event.sentences:
        number = view.sentence_number(start)
        for sentence in range(number, number + FRAME_REACH + 1):
            found = _in_frame(view, sentence)
            if found is not None:
                return found
    return None


def _in_frame(view: View, number: int) -> Span | None:
    start = view.sentence_start(number) if number < view.sentence_count() else len(view.lower)
    end = view.sentence_start(number + 1) if number + 1 < view.sentence_count() else len(view.lower)
    for index in range(start, end - 1):
        if view.lower[index + 1] not in _framing():
            continue
        opening = f"{preposition(view.lower[index])} {view.lower[index + 1]}"
        if opening in word_class("topic_frames"):
            behind = _behind_frame(view, index + 2, end)
            head = next(iter(_noun_at(view, behind, end)), None)
            span = _phrase_of(view, head, behind) if head is not None else _before_frame(view, index, start)
            if span is not None:
                return span
    return None


@cache
def _framing() -> frozenset[str]:
    """Return the words behind the preposition of a frame: "centro" of "al centro"."""
    return frozenset(frame.split()[1] for frame in word_class("topic_frames"))


def _before_frame(view: View, index: int, start: int) -> Span | None:
    """ "I dazi al centro dei colloqui": the phrase right before the frame."""
    behind_is_meeting = any(is_meeting_word(word) for word in view.lower[index + 2 : index + 5])
    token = view.tokens[index - 1] if index > start else None
    while token is not None and token.dep_ in {"nmod", "amod", "flat:name"} and start <= token.head.i < index:
        token = token.head
    span = _phrase_of(view, token, start) if token is not None else None
    framed = span is not None and span[0] < index and behind_is_meeting
    return (span[0], min(span[1], index)) if span is not None and framed else None


def _behind_frame(view: View, index: int, end: int) -> int:
    """Return the token behind "al centro [del colloquio] [c'è]": where what it is about begins."""
    if index < end and preposition(view.lower[index]) == "di":
        noun = next((t for t in view.tokens[index + 1 : min(index + 4, end)] if t.pos_ == "NOUN"), None)
        if noun is None or not is_meeting_word(view.lower[noun.i]):
            # "al centro del palco" is a place
            return end
        index = noun.i + 1
        while index < end and view.tokens[index].pos_ == "ADJ":
            index += 1
    while index < end and _is_filler(view, index):
        index += 1
    return index


def _is_filler(view: View, index: int) -> bool:
    return view.lower[index] in word_class("presence_fillers") and view.tokens[index].pos_ not in {"DET", "ADP"}


def _noun_at(view: View, index: int, end: int) -> Iterator[Token]:
    """Yield the noun of a phrase that begins at a token, before any verb or preposition."""
    for token in view.tokens[index : min(index + 4, end)]:
        if token.pos_ in {"NOUN", "PROPN"}:
            yield token
            return
        if token.pos_ not in {"DET", "ADJ", "NUM"} and view.lower[token.i] not in {"anche", "pure"}:
            return


def _phrase_of(view: View, head: Token, first: int = 0) -> Span | None:
    """Return the span of a noun phrase without preposition, article and what follows a comma or verb; None if none.

    It begins at `first` at the earliest: where the parser hung a frame ("al centro") on the topic.
    """
    nominal = head.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}
    if head.is_space or not nominal or view.lower[head.i] in word_class("no_topic"):
        return None
    start = max(head.left_edge.i, first)
    while start < head.i and (view.tokens[start].is_space or view.tokens[start].pos_ in NOT_FIRST | {"DET"}):
        start += 1
    end = _end_of(view, head, start)
    return (start, end) if end - start <= LONGEST else None


def _end_of(view: View, head: Token, start: int) -> int:
    """Return the token behind a phrase: before its first clause, comma or verb, behind its head at least."""
    limit = min(head.right_edge.i + 1, head.sent.end)
    clauses = [
        child.left_edge.i
        for child in head.subtree
        if child.i > head.i and child.dep_ in CLAUSES and child.dep_ != "conj" and child.left_edge.i > head.i
    ]
    stop = min([limit, *clauses])
    for index in range(head.i + 1, stop):
        if view.tokens[index].pos_ in VERBS or view.tokens[index].is_space or view.lower[index] in ENDS:
            stop = index
            break
    while stop > head.i + 1 and view.tokens[stop - 1].pos_ in {"PUNCT", "CCONJ", "ADP", "DET"}:
        stop -= 1
    return max(stop, head.i + 1)


def duration_of(view: View, event: Draft) -> Span | None:
    """Return the span of how long a meeting took: "è durato quasi due ore": "due ore"; None where it is not told.

    Read are the words behind its triggers, up to the next trigger or the end of the sentence.
    """
    triggers = sorted(candidate.token.i for candidate in event.candidates)
    for trigger in triggers:
        following = bisect_right(triggers, trigger)
        end = min([view.tokens[trigger].sent.end, *triggers[following : following + 1]])
        for index in range(trigger + 1, end):
            if view.lower[index] in word_class("lasts"):
                found = _stretch(view, index + 1, min(index + DURATION_REACH, end))
                if found is not None:
                    return found
    return None


def _stretch(view: View, start: int, end: int) -> Span | None:
    """Return the first number with a unit of time between two tokens: "due ore", "un'ora", "mezz'ora"."""
    for index in range(start, end - 1):
        number = view.tokens[index].pos_ == "NUM" or view.lower[index] in word_class("one_and_half")
        if number and view.lower[index + 1] in word_class("units"):
            return index, index + 2
        if view.tokens[index].pos_ in {"NOUN", "PUNCT", "SCONJ"}:
            return None
    return None


# -- those without a name --------------------------------------------------------------------------


def open_slots(view: View, event: Draft) -> list[Span]:
    """Return the spans of parties that are named only vaguely: "un alto funzionario", "alcuni ministri"."""
    heads = [head for candidate in event.candidates for head in _parties(view, candidate)]
    heads += [head for token in event.attended for head in _subjects(token)]
    found = [_vague_span(view, head) for head in heads if _is_vague(view, head)]
    return list(dict.fromkeys(found))


def _parties(view: View, candidate: Candidate) -> Iterator[Token]:
    """Yield the heads of the phrases that stand where the parties of a trigger do, conjuncts included."""
    token = candidate.token
    for child in token.children:
        cases = view.prepositions(child)
        subject = child.dep_ in SUBJECTS or child.dep_ == "obj"
        with_whom = child.dep_ in OBLIQUES and bool({"con", "tra", "da"} & set(cases))
        if (token.pos_ in VERBS and subject) or with_whom:
            yield from _with_conjuncts(child)
    verb = carrier_verb(token)
    if verb is not None and verb.i != token.i and token.dep_ == "obj":
        for child in verb.children:
            if child.dep_ in SUBJECTS or (child.dep_ in OBLIQUES and "con" in view.prepositions(child)):
                yield from _with_conjuncts(child)


def _subjects(verb: Token) -> Iterator[Token]:
    """ "hanno partecipato anche alcuni ministri", whatever the parser calls what stands behind the verb."""
    for child in verb.children:
        if child.dep_ in SUBJECTS or (child.dep_ == "obj" and child.i > verb.i):
            yield from _with_conjuncts(child)


def _with_conjuncts(token: Token) -> Iterator[Token]:
    yield token
    for child in token.rights:
        if child.dep_ == "conj" and child.pos_ not in VERBS:
            yield from _with_conjuncts(child)


def _is_vague(view: View, noun: Token) -> bool:
    """Say whether a noun tells a kind of person that nothing names: with "un", a number, or bare in the plural."""
    if noun.pos_ != "NOUN" or view.lower[noun.i] not in _people_nouns() or view.phrase(noun):
        return False
    if any(start in view.mention_end for start in range(noun.left_edge.i, noun.i)):
        return False
    articles = [child for child in noun.lefts if child.dep_.startswith("det") or child.dep_ == "nummod"]
    if any("Def" in child.morph.get("Definite", []) for child in articles) or _is_contracted(view, noun):
        return False
    return bool(articles) or "Plur" in noun.morph.get("Number", [])


def _is_contracted(view: View, noun: Token) -> bool:
    """ "con i ministri", "dai ministri": the article is in the preposition."""
    return any(
        child.dep_ == "case" and preposition(child.text) != view.lower[child.i] and view.lower[child.i] != "fra"
        for child in noun.lefts
    )


@cache
def _people_nouns() -> frozenset[str]:
    return word_class("offices") | word_class("travellers") | word_class("delegations") | word_class("vague_people")


def _vague_span(view: View, noun: Token) -> Span:
    """Return the span of a vague party with its article: "un alto funzionario americano"."""
    start = noun.left_edge.i
    while start < noun.i and (view.tokens[start].is_space or view.tokens[start].pos_ in NOT_FIRST):
        start += 1
    return start, _end_of(view, noun, start)
