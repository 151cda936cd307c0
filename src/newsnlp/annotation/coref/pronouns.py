"""Whom a pronoun means: lui, quest'ultimo, "lo ha incontrato"."""

from __future__ import annotations

import math
from collections.abc import Container

from newsnlp.annotation.coref.discourse import MARGIN, Discourse, agreeing, most_present
from newsnlp.annotation.coref.parse import NAME_LINKS, Parse
from newsnlp.annotation.coref.zero import finite_verb
from newsnlp.annotation.spellings import WordFact
from newsnlp.lang.it.reference import Pronoun, joined_object, pronouns, takes_person

_REACH = 1
_FAR_REACH = 2
_WOMAN = "la"
_OBJECT = frozenset({"obj", "iobj", "expl", "obl"})


_PRONOUN = WordFact(lambda word: word.plain == "quest'" or word.plain in pronouns())
_JOINED = WordFact(lambda word: joined_object(word.plain))


def find_pronouns(parse: Parse) -> list[tuple[int, int, Pronoun]]:
    """Return start, end and description of every pronoun that may mean a listed person."""
    table = pronouns()
    found = []
    for index in parse.tokens.places(_PRONOUN):
        word = parse.lower[index]
        if word == "quest'":
            known = table.get("".join(parse.lower[index : index + 2]))
            if known:
                found.append((index, index + 2, known))
        elif word in table and _is_pronoun(parse, index, table[word]) and _may_be_person(parse, index, table[word]):
            found.append((index, index + 1, table[word]))
    return found


def find_enclitics(parse: Parse) -> list[tuple[int, Pronoun]]:
    """Return verb and description of every object that is written together with its verb: "incontrarlo"."""
    found = []
    joined = parse.tokens.facts(_JOINED)
    for index in parse.tokens.places(_JOINED):
        if parse.pos[index] != "VERB" or parse.features[index].finite or parse.quoted[index]:
            continue
        pronoun = joined[index]
        if pronoun is not None:
            found.append((index, pronoun))
    return found


def _is_pronoun(parse: Parse, index: int, pronoun: Pronoun) -> bool:
    """Tell whether a word is used as a pronoun; a rare one that opens a sentence ("Costui") is often taken for a name.

    "Ella Fitzgerald" is one.
    """
    if parse.pos[index] != "PROPN":
        return parse.pos[index] == "PRON"
    alone = not any(parse.dep[child] in NAME_LINKS for child in parse.children[index])
    return alone and pronoun.kind in {"strong", "subject"} and parse.dep[index].startswith("nsubj")


def _may_be_person(parse: Parse, index: int, pronoun: Pronoun) -> bool:
    """Tell whether the use of a pronoun lets it be a person.

    "lo ha incontrato" but not "lo ha annunciato", where "lo" is what has been said.
    """
    if parse.quoted[index]:
        return False
    if pronoun.kind == "object":
        # "la criticano": a woman where nothing else in the text before can be meant
        takes = takes_person(parse.lower[parse.head[index]]) or (
            parse.lower[index] == _WOMAN and parse.dep[index] == "obj"
        )
        return parse.dep[index] in _OBJECT and takes
    if pronoun.kind == "dative":
        # "le ha viste": the object in the plural is written as the dative of a woman.
        labels = {"iobj"} if pronoun.gender == "f" else _OBJECT
        return parse.dep[index] in labels and parse.pos[parse.head[index]] == "VERB"
    if pronoun.kind == "latter":
        # "questi non ha risposto", not "questi non bastano"
        verb = finite_verb(parse, parse.head[index])
        return parse.dep[index].startswith("nsubj") and verb is not None and parse.features[verb].number == "s"
    return True


def resolve_pronoun(
    state: Discourse, start: int, pronoun: Pronoun, subjects: tuple[int, ...], *, strict: bool
) -> int | None:
    """Return the person that a pronoun in the singular means, None where that is not plain.

    Args:
        state: what has been read before the pronoun.
        start: token of the pronoun.
        pronoun: what it is.
        subjects: the people who are the subject of its clause, whom it never means.
        strict: whether only one person may come into question.
    """
    people = {p.index for p in agreeing(state.candidates(start), pronoun.gender)}
    if pronoun.kind in {"last", "latter"}:
        return _last_named(state, start, people)
    # "Il ministro Rossi ha visto il re. Gli ha detto": the king is meant, whose name is not told.
    present = state.presence(start, sentences=_FAR_REACH)
    people |= {number for number in present if number < 0 and state.unnamed[number] in (pronoun.gender, None)}
    people -= set(subjects)
    presence = {k: v for k, v in state.presence(start, sentences=_REACH).items() if k in people}
    if presence:
        return _listed(most_present(presence, margin=math.inf if strict else MARGIN))
    # "Kim è pronto. Sono contento, ha detto Trump. E ha aggiunto che lo inviterà": nobody else between.
    further = {k: v for k, v in present.items() if k in people}
    if further:
        return _listed(most_present(further, margin=math.inf))
    # "Trump ha aggiunto che lo inviterà", where the article is about Trump and Kim.
    pair = state.leading(2)
    other = pair - set(subjects)
    return other.pop() if len(other) == 1 and pair & set(subjects) and other <= people else None


def rival_thing(state: Discourse, start: int, owned: Container[int]) -> bool:
    """Tell whether a thing, body or place can be meant by "la" in the sentence of the pronoun or the one before.

    Args:
        state: what has been read before the pronoun.
        start: token of the pronoun.
        owned: the tokens of mentions of people.
    """
    parse = state.parse
    index = start - 1
    while index >= 0 and parse.sentence[start] - parse.sentence[index] <= 1:
        features = parse.features[index]
        thing = parse.pos[index] == "NOUN" and features.gender != "m" and features.number != "p"
        if index not in owned and (thing or parse.pos[index] == "PROPN"):
            return True
        index -= 1
    return False


def _listed(entity: int | None) -> int | None:
    return None if entity is None or entity < 0 else entity


def _last_named(state: Discourse, start: int, people: set[int]) -> int | None:
    """Return the person named last before "quest'ultimo", in the same sentence or the one before."""
    here = state.parse.sentence[start]
    for mention in reversed(state.seen):
        if mention.end <= start:
            near = here - mention.sentence <= 1
            return mention.entity if near and mention.entity in people else None
    return None
