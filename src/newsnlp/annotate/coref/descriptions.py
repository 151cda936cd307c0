"""Which words describe people of the article without their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from spacy.tokens import Doc

from newsnlp.annotate.coref.parse import Parse
from newsnlp.annotate.coref.places import capital_of
from newsnlp.annotate.coref.singular import Description
from newsnlp.annotate.layers import entities, entity_of_token
from newsnlp.annotate.titles import OFFICE_KINDS, TitlePhrase, find_title_phrases
from newsnlp.lang.it.names import fold
from newsnlp.lang.it.places import demonyms
from newsnlp.lang.it.reference import number_words, pair_nouns, person_nouns
from newsnlp.lang.it.titles import determiners

# "la moglie" is not the person spoken about, "il signor" stands only before a name.
_OTHER_PEOPLE = frozenset({"kin", "courtesy"})
_PUBLIC = frozenset({"office", "head_of_state", "head_of_government", "minister", "leader", "party", "diplomat"})
_GOVERNING = frozenset({"head_of_state", "head_of_government", "minister", "leader"})
# "alle due", "dalle sei": hours.
_HOURS = frozenset({"alle", "delle", "dalle", "nelle"})
_NOUNISH = frozenset({"NOUN", "ADJ", "NUM", "PROPN", "SYM"})

# "il portoghese ha firmato", "dello svedese, che"
_AFTER_PERSON = frozenset({"VERB", "AUX", "PUNCT", "PRON", "ADV", "ADP", "CCONJ"})

PlaceNames = Callable[[str], frozenset[str]]


def find_descriptions(doc: Doc, parse: Parse, place_names: PlaceNames) -> list[Description]:
    """Return the descriptions of people in `doc`, in text order."""
    phrases = [p for p in find_title_phrases(doc) if p.kind not in _OTHER_PEOPLE]
    owner = entity_of_token(doc)
    found = [_from_title(doc, p, owner, place_names) for p in phrases]
    taken = {index for item in found for index in range(item.start, item.end)}
    found += _numbers(parse, taken)
    found += _nouns(parse, taken)
    found += _pairs(parse, taken)
    found += _counted(parse, taken)
    found += _nationals(doc, parse, taken, place_names)
    return sorted(found, key=lambda item: item.start)


def _from_title(doc: Doc, phrase: TitlePhrase, owner: Mapping[int, int], place_names: PlaceNames) -> Description:
    of = place_names(phrase.nationality) if phrase.nationality else frozenset()
    if phrase.of_tokens:
        of |= place_names(doc[slice(*phrase.of_tokens)].text)
        if phrase.kind in _GOVERNING:
            # "il leader di Kiev" leads the country.
            of |= capital_of(doc[slice(*phrase.of_tokens)].text)
        body = owner.get(phrase.of_tokens[0])
        if body is not None:
            # "la presidente della Commissione", the European one.
            of |= place_names(entities(doc)[body]["name"])
    plural = phrase.number == "p"
    return Description(
        start=phrase.start,
        end=phrase.end,
        title=phrase.title,
        of=of,
        gender=phrase.gender,
        count=number_words().get(phrase.cardinal or "", 0) if plural else 1,
        definite=phrase.definite,
        bare=phrase.determiner is None,
        office=phrase.kind in OFFICE_KINDS,
        public=phrase.kind in _PUBLIC,
        phrase=phrase,
    )


def _is_definite(word: str) -> bool:
    known = determiners().get(word)
    return known is not None and known.kind in {"definite", "demonstrative"}


def _definite_nouns(parse: Parse) -> list[int]:
    """Return the nouns right behind a definite article or a demonstrative."""
    lower, table = parse.lower, determiners()
    return [
        index
        for index, pos in enumerate(parse.pos)
        if pos == "NOUN" and index and lower[index - 1] in table and _is_definite(lower[index - 1])
    ]


def _opens_group(word: str) -> bool:
    return _is_definite(word) and word not in _HOURS


def _numbers(parse: Parse, taken: set[int]) -> Iterable[Description]:
    """Yield "i due", "entrambi", not "i due accordi"."""
    table = number_words()
    for index, word in enumerate(parse.lower):
        if word not in table or index in taken:
            continue
        after = parse.pos[index + 1] if index + 1 < len(parse.pos) else ""
        if word.isalpha() and word.startswith(("entramb", "ambed")):
            plain = after not in {"DET", "NOUN"}
        else:
            plain = after not in _NOUNISH and index > 0 and _opens_group(parse.lower[index - 1])
        if plain:
            gender = "f" if word.endswith("entrambe") else None
            yield Description(index, index + 1, "", frozenset(), gender, table[word], True, False, False, False, None)


def _nouns(parse: Parse, taken: set[int]) -> Iterable[Description]:
    """Yield "l'uomo", "la donna" and other nouns for people that are no titles."""
    table = person_nouns()
    for index in _definite_nouns(parse):
        word = parse.lower[index]
        noun = table.get(fold(word)) if index not in taken else None
        if noun and noun.number == "s":
            yield Description(index, index + 1, word, frozenset(), noun.gender, 1, True, False, False, False, None)


def _pairs(parse: Parse, taken: set[int]) -> Iterable[Description]:
    """Yield "la coppia", "i coniugi", not "i coniugi Rossi", "la coppia di fatto"."""
    table = pair_nouns()
    for index in _definite_nouns(parse):
        if index + 1 == len(parse.lower) or fold(parse.lower[index]) not in table or index in taken:
            continue
        if parse.pos[index + 1] not in {"PROPN", "ADP"}:
            yield Description(index, index + 1, "", frozenset(), None, 2, True, False, False, False, None)


def _counted(parse: Parse, taken: set[int]) -> Iterable[Description]:
    """Yield "due ragazzi" of "i due ragazzi", "due italiani" of "i due italiani"."""
    table = number_words()
    for index, word in enumerate(parse.lower[:-1]):
        count = table.get(word, 0) if index else 0
        if count < 2:
            continue
        noun = person_nouns().get(fold(parse.lower[index + 1]))
        demonym = demonyms().get(parse.lower[index + 1])
        if index in taken or index + 1 in taken or not _is_definite(parse.lower[index - 1]):
            continue
        after = parse.pos[index + 2] if index + 2 < len(parse.pos) else ""
        if (noun and noun.number == "p") or (demonym and demonym.number == "p" and after in _AFTER_PERSON):
            gender = noun.gender if noun else None
            yield Description(index, index + 2, "", frozenset(), gender, count, True, False, False, False, None)


def _nationals(doc: Doc, parse: Parse, taken: set[int], place_names: PlaceNames) -> Iterable[Description]:
    """Yield "il portoghese", "la svedese", not "il francese Rossi", "il popolo turco", "l'italiano medio"."""
    table = demonyms()
    for index, word in enumerate(parse.lower[:-1]):
        known = table.get(word) if index else None
        if known is None or known.number == "p" or index in taken or not doc[index].is_lower:
            continue
        if _is_definite(parse.lower[index - 1]) and parse.pos[index + 1] in _AFTER_PERSON:
            of = place_names(known.place)
            yield Description(index, index + 1, "", of, known.gender, 1, True, False, False, False, None)
