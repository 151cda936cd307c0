"""Which words describe people of the article without their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from spacy.tokens import Doc

from newsnlp.annotation.coref.parse import Parse
from newsnlp.annotation.coref.places import capital_of
from newsnlp.annotation.coref.singular import Description
from newsnlp.annotation.layers import entities, entity_of_token
from newsnlp.annotation.spellings import WordFact
from newsnlp.annotation.titles import OFFICE_KINDS, TitlePhrase, read_titles
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

_NUMBER = WordFact(lambda word: word.plain in number_words())
_PERSON_NOUN = WordFact(lambda word: person_nouns().get(fold(word.plain)))
_PAIR_NOUN = WordFact(lambda word: fold(word.plain) in pair_nouns())
_DEMONYM = WordFact(lambda word: demonyms().get(word.plain))

PlaceNames = Callable[[str], frozenset[str]]


def find_descriptions(doc: Doc, parse: Parse, place_names: PlaceNames) -> list[Description]:
    """Return the descriptions of people in `doc`, in text order."""
    owner = entity_of_token(doc)
    phrases = [
        p
        for p in read_titles(doc, parse.tokens)[1]
        if p.kind not in _OTHER_PEOPLE or (p.kind == "kin" and _is_named_behind(parse, p, owner))
    ]
    found = [_from_title(doc, p, owner, place_names) for p in phrases]
    taken = {index for item in found for index in range(item.start, item.end)}
    found += _numbers(parse, taken)
    found += _nouns(parse, taken)
    found += _pairs(parse, taken)
    found += _counted(parse, taken)
    found += _nationals(parse, taken, place_names)
    return sorted(found, key=lambda item: item.start)


def _is_named_behind(parse: Parse, phrase: TitlePhrase, owner: Mapping[int, int]) -> bool:
    """Tell whether a comma and a name follow: "la suocera, Giuditta, ..."."""
    set_off = parse.lower[phrase.end : phrase.end + 1] == [","] and phrase.end + 1 in owner
    return set_off and phrase.definite and phrase.number == "s"


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


def _is_definite_noun(parse: Parse, index: int) -> bool:
    """Tell whether a word is a noun right behind a definite article or a demonstrative."""
    return index > 0 and parse.pos[index] == "NOUN" and _is_definite(parse.lower[index - 1])


def _opens_group(word: str) -> bool:
    return _is_definite(word) and word not in _HOURS


def _numbers(parse: Parse, taken: set[int]) -> Iterable[Description]:
    """Yield "i due", "entrambi", not "i due accordi"."""
    table = number_words()
    for index in parse.tokens.places(_NUMBER):
        word = parse.lower[index]
        if index in taken:
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
    nouns = parse.tokens.facts(_PERSON_NOUN)
    for index in parse.tokens.places(_PERSON_NOUN):
        word, noun = parse.lower[index], nouns[index]
        if noun and noun.number == "s" and index not in taken and _is_definite_noun(parse, index):
            yield Description(index, index + 1, word, frozenset(), noun.gender, 1, True, False, False, False, None)


def _pairs(parse: Parse, taken: set[int]) -> Iterable[Description]:
    """Yield "la coppia", "i coniugi", not "i coniugi Rossi", "la coppia di fatto"."""
    for index in parse.tokens.places(_PAIR_NOUN):
        if index + 1 == len(parse.lower) or index in taken or not _is_definite_noun(parse, index):
            continue
        if parse.pos[index + 1] not in {"PROPN", "ADP"}:
            yield Description(index, index + 1, "", frozenset(), None, 2, True, False, False, False, None)


def _counted(parse: Parse, taken: set[int]) -> Iterable[Description]:
    """Yield "due ragazzi" of "i due ragazzi", "due italiani" of "i due italiani"."""
    table = number_words()
    for index in parse.tokens.places(_NUMBER):
        count = table[parse.lower[index]]
        if count < 2 or not 0 < index < len(parse.lower) - 1:
            continue
        noun = person_nouns().get(fold(parse.lower[index + 1]))
        demonym = demonyms().get(parse.lower[index + 1])
        if index in taken or index + 1 in taken or not _is_definite(parse.lower[index - 1]):
            continue
        after = parse.pos[index + 2] if index + 2 < len(parse.pos) else ""
        if (noun and noun.number == "p") or (demonym and demonym.number == "p" and after in _AFTER_PERSON):
            gender = noun.gender if noun else None
            yield Description(index, index + 2, "", frozenset(), gender, count, True, False, False, False, None)


def _nationals(parse: Parse, taken: set[int], place_names: PlaceNames) -> Iterable[Description]:
    """Yield "il portoghese", "la svedese", not "il francese Rossi", "il popolo turco", "l'italiano medio"."""
    adjectives = parse.tokens.facts(_DEMONYM)
    for index in parse.tokens.places(_DEMONYM):
        known = adjectives[index]
        if known is None or known.number == "p" or index in taken or not 0 < index < len(parse.lower) - 1:
            continue
        if not parse.tokens.texts[index].islower():
            continue
        if _is_definite(parse.lower[index - 1]) and parse.pos[index + 1] in _AFTER_PERSON:
            of = place_names(known.place)
            yield Description(index, index + 1, "", of, known.gender, 1, True, False, False, False, None)
