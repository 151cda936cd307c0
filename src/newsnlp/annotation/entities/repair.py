"""Name spans as the tagger gives them, cut down to the proper name alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newsnlp.annotation.entities.words import Words
from newsnlp.lang.it.calendar import feast_length
from newsnlp.lang.it.names import (
    first_names,
    function_words,
    generic_bodies,
    headline_nouns,
    honorifics,
    local_bodies,
    name_particles,
    named_bodies,
    place_heads,
)

# A capital article is dropped from the head of a person's name only where no Italian surname begins with it.
_NEVER_SURNAME = frozenset({"il", "i", "gli", "un", "una", "uno", "l"})


class Span(NamedTuple):
    """A name: tokens start to end (half-open) and its type."""

    start: int
    end: int
    type: str


def repair(words: Words, spans: Iterable[Span]) -> list[Span]:
    """Return the spans without articles, titles and outer punctuation, split at line ends, split names joined."""
    parts = [part for span in sorted(spans) for part in _cut(words, span)]
    trimmed = [span for part in parts if (span := _trim(words, part)) is not None]
    whole = take_last_syllables(words, take_first_names(words, join_split_names(words, trimmed)))
    whole = join_named_bodies(words, take_surnames(words, whole))
    return join_local_bodies(words, [_retyped(words, span) for span in whole])


def _retyped(words: Words, span: Span) -> Span:
    """Return a first name with a surname as a person though the tagger took it for a body: "Carrie Lam"."""
    two = span.end - span.start == 2 and all(words.upper[span.start : span.end])
    person = span.type == "ORG" and two and is_first_name(words.folded[span.start])
    return Span(span.start, span.end, "PER") if person else span


def join_local_bodies(words: Words, spans: list[Span]) -> list[Span]:
    """Return the spans with a body and its place as one name: "Tribunale di Grosseto"."""
    joined: list[Span] = []
    for span in spans:
        of = span.start >= 2 and _bare(words.folded[span.start - 1]) in {"di", "d", "del", "della", "dell"}
        body = _local_body(words, span.start - 1) if span.type == "LOC" and of else None
        if body is not None:
            while joined and joined[-1].end > body:
                joined.pop()
            span = Span(body, span.end, "ORG")
        joined.append(span)
    return joined


# "Camera di commercio", "Corte d'appello" has four tokens at most.
_LONGEST_BODY = 4


def _local_body(words: Words, end: int) -> int | None:
    """Return where a noun for a body begins that ends before a token: "Tribunale", "Corte d'appello"."""
    for start in range(max(0, end - _LONGEST_BODY), end):
        name = " ".join(words.folded[start:end]).replace("' ", "'")
        if words.upper[start] and name in local_bodies():
            return start
    return None


def take_first_names(words: Words, spans: list[Span]) -> list[Span]:
    """Return the spans, a person's name begun with the first name that the tagger left before it."""
    taken = []
    end = 0
    for span in spans:
        before = span.start - 1
        free = span.type == "PER" and before >= end and words.upper[before] and words.pos[before] != "AUX"
        if (
            free and is_first_name(words.folded[before]) and not _is_feast(words, before)
        ):  # "Sarà Karl Weber a decidere" has no Sara
            span = Span(before, span.end, "PER")
        taken.append(span)
        end = span.end
    return taken


def _is_feast(words: Words, index: int) -> bool:
    """Tell whether a first name is that of a feast: "A Natale Guido Rossi", "di San Silvestro Marco Verdi"."""
    first = index - 1 if index and words.folded[index - 1] in {"san", "santo"} else index
    opened = first > 0 and _bare(words.folded[first - 1]) in _BEFORE_FEAST
    return opened and feast_length(words.lower[first : index + 1]) == index + 1 - first


def take_surnames(words: Words, spans: list[Span]) -> list[Span]:
    """Return the spans, a lone first name with the surname that looks like another word: "Carlo (Però) ha"."""
    starts = {span.start for span in spans}
    taken = []
    for span in spans:
        last = span.end
        lone = span.type == "PER" and last - span.start == 1 and is_first_name(words.folded[span.start])
        if lone and last < len(words.text) and last not in starts and _is_surname(words, last):
            span = Span(span.start, last + 1, "PER")
        taken.append(span)
    return taken


def _is_surname(words: Words, index: int) -> bool:
    text = words.text[index]
    named = words.upper[index] and text.isalpha() and text[1:].islower() and words.pos[index] == "PROPN"
    return named and not words.opens[index] and len(text) > 1


def join_named_bodies(words: Words, spans: list[Span]) -> list[Span]:
    """Return the spans with a body named after somebody as one name: "Fondazione Paolo Neri" is no person."""
    joined: list[Span] = []
    for span in spans:
        body = span.start - 1
        full = span.type == "PER" and span.end - span.start > 1
        if full and body >= 0 and words.upper[body] and words.folded[body] in named_bodies():
            while joined and joined[-1].end > body:
                joined.pop()
            span = Span(body, span.end, "ORG")
        joined.append(span)
    return joined


def take_last_syllables(words: Words, spans: list[Span]) -> list[Span]:
    """Return the spans, a person's name with the short last part that looks like an Italian word: "Kim Jong (Un)"."""
    starts = {span.start for span in spans}
    taken = []
    for span in spans:
        last = span.end
        several = span.type == "PER" and span.end - span.start > 1 and last < len(words.text)
        if several and last not in starts and _is_syllable(words, last):
            span = Span(span.start, last + 1, "PER")
        taken.append(span)
    return taken


def _is_syllable(words: Words, index: int) -> bool:
    """Tell whether a word is a capital and one or two small letters and no article: "Un hanno" is, "Il Papa" not."""
    text = words.text[index]
    after = index + 1
    article = after < len(words.text) and (words.upper[after] or words.pos[after] in {"NOUN", "ADJ", "PROPN"})
    if words.opens[index] or article:
        return False
    return words.upper[index] and text.isalpha() and text[1:].islower() and len(text) <= SYLLABLE


# Korean and Chinese names end in up to this many letters where the tagger takes them for an article or a number.
SYLLABLE = 3


def is_first_name(folded: str) -> bool:
    """Tell whether a word is a first name and neither preposition nor title ("Per", "Don")."""
    return folded in first_names() and folded not in function_words() and folded not in honorifics()


def _cut(words: Words, span: Span) -> list[Span]:
    """Return the parts of a span that runs over a line end or over words that no name holds."""
    parts = []
    start, label = span.start, span.type
    span = _balanced(words, span)
    for index in range(span.start, span.end):
        if words.space[index] or _breaks_name(words, index, span.end) or _parts_person(words, index, span):
            parts.append(Span(start, index, label))
            start = index + 1
            label = "LOC" if span.type == "PER" and _bare(words.folded[index]) in _BEFORE_PLACE else span.type
    parts.append(Span(start, span.end, label))
    return [part for part in parts if part.start < part.end]


def _parts_person(words: Words, index: int, span: Span) -> bool:
    """Tell whether a preposition parts a person's name: "Kirill (all')Avana", "Fiom (di) Maurizio Landini"."""
    if span.type != "PER" or words.upper[index] or not span.start < index < span.end - 1:
        return False
    if words.text[index] in _HYPHENS:
        # "il vertice Rossi-Verdi", which the tokens part already
        return words.upper[index - 1] and words.upper[index + 1]
    folded = _bare(words.folded[index])
    return folded in _AFTER_PERSON or (folded == "di" and is_first_name(words.folded[index + 1]))


# Prepositions that stand inside no name of a person; al, da, del, di do ("Salman al Saud", "Leonardo da Vinci").
_BEFORE_PLACE = frozenset({"a", "all", "alla", "in", "nel", "nella"})
_AFTER_PERSON = frozenset(
    {"a", "all", "alla", "allo", "ai", "agli", "in", "nel", "nella", "con", "per", "su", "sul", "contro"}
)


def _balanced(words: Words, span: Span) -> Span:
    """Return the span up to a quotation mark that has no partner in it: "Arpino (“Azzurro)"."""
    marks = [index for index in range(span.start, span.end) if words.text[index] in _MARKS]
    return Span(span.start, marks[-1], span.type) if len(marks) % 2 and marks[-1] > span.start else span


_HYPHENS = frozenset({"-", "–"})
_MARKS = frozenset({'"', "«", "»", "“", "”"})


def _breaks_name(words: Words, index: int, end: int) -> bool:
    """Tell whether a word stands in no name: "Arsenal (batte) i Reds", "Partito democratico (le) critiche"."""
    if words.upper[index] or not words.text[index].isalpha():
        return False
    if words.pos[index] in {"VERB", "AUX"}:
        return True
    # "Istituto per la ricerca" goes on.
    opens = words.folded[index] in _ARTICLES and words.folded[index - 1] not in function_words()
    return opens and index + 1 < end and not words.upper[index + 1]


_ARTICLES = frozenset({"il", "lo", "la", "i", "gli", "le"})


def _trim(words: Words, span: Span) -> Span | None:
    """Return the span without words that are no part of the name, None where no name is left."""
    start, end = span.start, span.end
    start += _feast_before(words, span)
    while start < end and _strip_left(words, start, end, span.type):
        start += 1
    while start < end and _strip_right(words, end - 1):
        end -= 1
    if not any(words.upper[start:end]):
        return None
    if end - start == 1 and span.type in {"ORG", "LOC"} and words.folded[start] in generic_bodies():
        return None
    return Span(start, end, span.type)


def _feast_before(words: Words, span: Span) -> int:
    """Return how many words of a feast stand before a person's name: "A (Natale) Guido Rossi", "di (Santo Stefano)".

    "A Natale Rossi" may be somebody of that first name: a first name has to follow.
    """
    start = span.start
    while start and words.folded[start - 1] in {"san", "santo"}:
        # the tagger may leave the saint's title outside
        start -= 1
    opened = start > 0 and _bare(words.folded[start - 1]) in _BEFORE_FEAST
    length = feast_length(words.lower[start : span.end]) - (span.start - start) if opened else 0
    name = span.start + length
    named = span.type == "PER" and length > 0 and name + 1 < span.end and is_first_name(words.folded[name])
    return length if named else 0


_BEFORE_FEAST = frozenset({"a", "di", "per", "dopo", "entro", "fino"})


def _bare(folded: str) -> str:
    return folded.rstrip("'’.")


def _strip_left(words: Words, index: int, end: int, label: str) -> bool:
    folded = _bare(words.folded[index])
    if not folded or not words.text[index][0].isalnum():
        return True
    if label == "PER":
        return _strip_from_person(words, index, end, folded)
    if not words.upper[index]:
        return folded in function_words() or (label == "LOC" and _is_place_head(words, index, end, folded))
    if label == "LOC" and words.text[index][0].isdigit():
        return index + 1 < end
    # "La Camera ha approvato": the article is a capital only because it opens the sentence.
    return words.opens[index] and folded in function_words() and index + 1 < end


def _is_place_head(words: Words, index: int, end: int, folded: str) -> bool:
    """Tell whether a noun goes from the head of a place: "aeroporto (di Genova)", "stadio (Olimpico)"."""
    kept = place_heads().get(folded)
    if kept is None:
        return index + 1 < end and _bare(words.folded[index + 1]) in function_words()
    return not kept


def _strip_from_person(words: Words, index: int, end: int, folded: str) -> bool:
    if words.text[index][0].isdigit():
        return True
    if words.opens[index] and folded in headline_nouns():
        # "Caso Rossi": the capital is only that of a first word
        return True
    if words.upper[index]:
        # "Papa Francesco", "Presidente Putin", "Mr. Smith": the name begins after the title.
        return index + 1 < end and (folded in _NEVER_SURNAME or folded in honorifics())
    # "von der Leyen" keeps its particle, "di Putin" and "presidente Putin" lose the word.
    return folded not in name_particles() or (folded in function_words() and folded not in {"d", "de"})


def _strip_right(words: Words, index: int) -> bool:
    text = words.text[index]
    if text[-1].isalnum() or (text[-1] in "'’." and text[0].isalnum() and words.upper[index]):
        return not words.upper[index] and _bare(words.folded[index]) in function_words()
    return not (text == ")" or text == '"')


def join_split_names(words: Words, spans: list[Span]) -> list[Span]:
    """Return the spans with the halves of a person's name joined ("Ursula" + "von der" + "Leyen")."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and last.type == span.type == "PER" and _only_particles(words, last.end, span.start):
            joined[-1] = Span(last.start, span.end, "PER")
        elif not last or span.start >= last.end:
            joined.append(span)
    return joined


def _only_particles(words: Words, start: int, end: int) -> bool:
    gap = words.folded[start:end]
    if gap == ["di"] and is_first_name(words.folded[end]):
        return False
    if gap in (["-"], ["–"]) and words.upper[end]:
        return False
    return len(gap) <= 2 and all(_bare(word) in name_particles() or word == "-" for word in gap) and start <= end
