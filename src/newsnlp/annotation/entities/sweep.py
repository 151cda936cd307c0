"""Names that the tagger missed: known from another sentence, or from the tables."""

from __future__ import annotations

from collections.abc import Iterable

from newsnlp.annotation.entities.gazetteer import Gazetteer, Key
from newsnlp.annotation.entities.repair import Span, is_first_name
from newsnlp.annotation.entities.votes import key_of
from newsnlp.annotation.entities.words import Words
from newsnlp.lang.it.names import name_particles

# A surname of one or two letters (Xi, Li, Ma) is too often another word to be sought by its letters alone.
_MIN_SURNAME = 3
# Acronyms written like words (Nato, Usa, Ue) are this short.
_SHORT = 4


def sweep(words: Words, spans: list[Span], gazetteer: Gazetteer) -> list[Span]:
    """Return the spans and those further ones where a known name stands untagged, in text order."""
    return _Sweep(words, spans, gazetteer).run()


class _Sweep:
    """One pass over an article that looks for names beside those already found."""

    def __init__(self, words: Words, spans: list[Span], gazetteer: Gazetteer) -> None:
        self.words = words
        self.spans = spans
        self.gazetteer = gazetteer
        self.covered = {index for span in spans for index in range(span.start, span.end)}
        self.lower = {word for word, upper in zip(words.folded, words.upper, strict=True) if not upper}
        self.known = _names_to_seek(words, spans)
        # first word -> how long the names are that begin with it, longest first
        self.lengths: dict[str, list[int]] = {}
        for first, length in sorted({(key[0], len(key)) for key in self.known}, reverse=True):
            self.lengths.setdefault(first, []).append(length)

    def run(self) -> list[Span]:
        """Return all spans, old and new."""
        found = list(self.spans)
        particles, folded, end = name_particles(), self.words.folded, 0
        for index, upper in enumerate(self.words.upper):
            span = None
            if index < end or index in self.covered:
                pass
            elif upper:
                span = self._known_name(index) or self._table_name(index) or _full_name(self.words, index, self.covered)
            elif folded[index] in particles:
                # "la von der Leyen"
                span = self._known_name(index)
            if span:
                found.append(span)
                end = span.end
        return sorted(found)

    def _known_name(self, index: int) -> Span | None:
        """Return a name of the article that begins at `index`."""
        for length in self.lengths.get(self.words.folded[index], ()):
            end = index + length
            key = tuple(self.words.folded[index:end])
            if key in self.known and self.words.upper[end - 1 : end] == [True] and self._stands(key, index, end):
                return Span(index, end, self.known[key])
        return None

    def _table_name(self, index: int) -> Span | None:
        """Return a name of the tables that begins at `index` and is no part of a longer one."""
        for key in self.gazetteer.starts.get(self.words.folded[index], ()):
            end = index + len(key)
            entry = self.gazetteer.entries[key]
            if entry.sure and self._stands(key, index, end) and not self._may_be_participle(key, index):
                return None if _part_of_longer(self.words, index, end, self.covered) else Span(index, end, entry.type)
        return None

    def _may_be_participle(self, key: Key, index: int) -> bool:
        """Tell whether a short word that opens a sentence may be no body: "Nato a Roma", "Usa il telefono"."""
        short = len(key) == 1 and len(key[0]) <= _SHORT and not self.words.text[index].isupper()
        return short and self.words.opens[index] and self.words.pos[index] != "PROPN"

    def _stands(self, key: Key, start: int, end: int) -> bool:
        """Tell whether the untagged words from `start` to `end` are the name `key`."""
        words = self.words
        if tuple(words.folded[start:end]) != key:
            return False
        if any(index in self.covered for index in range(start, end)):
            return False
        if len(key) == 1 and len(key[0]) < _MIN_SURNAME and words.text[start].isupper():
            # "Luigi XI" is no mention of Xi
            return False
        return len(key) > 1 or not _is_common_word(words, start, self.lower)


def _names_to_seek(words: Words, spans: Iterable[Span]) -> dict[Key, str]:
    """Return the names of the article and the surnames of its people, with their types."""
    known: dict[Key, str] = {}
    for span in spans:
        key = key_of(words, span)
        known[key] = span.type
        if span.type == "PER" and len(key) > 1:
            surname = _surname(key)
            if len(surname[-1]) >= _MIN_SURNAME:
                known.setdefault(surname, "PER")
            if opens_with_surname(key):
                known.setdefault(key[:1], "PER")
    return known


def opens_with_surname(key: Key) -> bool:
    """Tell whether the first word of a full name may be the surname: of "Xi Jinping", not of "Anna Rossi"."""
    first = key[0]
    return len(first) > 1 and first.isalpha() and not is_first_name(first) and first not in name_particles()


def _surname(key: Key) -> Key:
    """Return the last word of a full name with the particles before it: "ursula von der leyen" -> von der leyen."""
    start = len(key) - 1
    while start > 1 and key[start - 1] in name_particles():
        start -= 1
    return key[start:]


def _full_name(words: Words, index: int, covered: set[int]) -> Span | None:
    """Return a first name with the surname after it: "il premier Rishi Sunak", both unknown to the tagger."""
    if not is_first_name(words.folded[index]) or words.text[index].isupper():
        return None
    end = index + 1
    while end < len(words.text) and end not in covered and _continues_name(words, end):
        end += 1
    while end > index + 1 and not words.upper[end - 1]:
        end -= 1
    return Span(index, end, "PER") if end > index + 1 and end not in covered else None


def _continues_name(words: Words, index: int) -> bool:
    if not words.text[index][0].isalpha() or words.opens[index]:
        return False
    following = words.folded[index] in name_particles() and words.pos[index] != "ADP"
    return words.upper[index] or following


def _is_common_word(words: Words, index: int, lower_words: set[str]) -> bool:
    """Tell whether the capital of a word comes from the start of the sentence: "Usa il telefono", "Conte" does not."""
    if not words.opens[index] or (words.text[index].isupper() and len(words.text[index]) > 1):
        return False
    return words.folded[index] in lower_words or words.pos[index] not in {"", "PROPN", "NOUN", "X"}


def _part_of_longer(words: Words, start: int, end: int, covered: set[int]) -> bool:
    """Tell whether a further capital stands beside the words: "Via Roma", "Roma Capitale"."""
    if words.text[start].isupper() and end - start == 1:
        # In "FIORE A ROMA" every neighbour has a capital.
        return False
    before = start > 0 and _is_capital(words, start - 1) and not words.opens[start - 1]
    after = end < len(words.text) and _is_capital(words, end) and end not in covered
    return before or after


def _is_capital(words: Words, index: int) -> bool:
    return words.upper[index] and words.text[index].isalpha()
