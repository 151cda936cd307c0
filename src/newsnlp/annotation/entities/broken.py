"""Names of people that something parts: a line end inside the name, a nickname between first name and surname."""

from __future__ import annotations

from newsnlp.annotation.entities.repair import Span, is_first_name
from newsnlp.annotation.entities.words import Words
from newsnlp.lang.it.names import name_particles

# Opening mark -> the marks that close a nickname.
_MARKS = {'"': '"', "«": "»", "“": '”"', "(": ")", "'": "'", "‘": "’", "''": "''"}
# "Salvatore «'u Curtu» Marino": words of a nickname.
_LONGEST_NICKNAME = 3
# "detto", "detta", "soprannominato": words between a name and what its bearer is called.
_CALLED = frozenset(
    {"detto", "detta", "alias", "soprannominato", "soprannominata", "ribattezzato", "ribattezzata", "conosciuto"}
)
_BEFORE_ALIAS = frozenset({"come", "anche", "il", "la", "lo", "l'", "u", "'u", "o", "'o"})
_LONGEST_WAY_TO_ALIAS = 5


def join_broken(words: Words, spans: list[Span]) -> list[Span]:
    """Return the spans, those of people joined over a line end ("Jan / Novak") or a nickname ("Tino (Ino) Gallo").

    A list of people, one on each line, is left alone: each line is a full name, or has no other words.
    """
    joined: list[Span] = []
    people = {span.start: span for span in spans if span.type == "PER"}
    end = 0
    for span in spans:
        if span.start < end:
            continue
        if span.type == "PER":
            end = _end_of(words, span, people)
            span = Span(span.start, end, "PER") if end != span.end else span
        joined.append(span)
        end = max(end, span.end)
    return joined


def nickname_of(words: Words, span: Span) -> tuple[int, int] | None:
    """Return the marks and words of a nickname inside a name: "(Tonino)" of "Antonio (Tonino) Gallo"."""
    for start in range(span.start + 1, span.end - 1):
        close = _closing(words, start) if words.text[start] in _MARKS else None
        if close is not None and close < span.end:
            return start, close + 1
    return None


def aliases(words: Words, spans: list[Span]) -> dict[int, int]:
    """Return number of a name -> number of the one whose bearer is called so: "Calogero Vitale, detto «Lillo»"."""
    found = {}
    for number in range(1, len(spans)):
        before, span = spans[number - 1], spans[number]
        between = [words.lower[at] for at in range(before.end, span.start) if words.text[at][:1].isalpha()]
        near = 0 < span.start - before.end <= _LONGEST_WAY_TO_ALIAS
        called = bool(between) and between[0] in _CALLED and set(between[1:]) <= _BEFORE_ALIAS
        if before.type == span.type == "PER" and near and called:
            found[number] = number - 1
    return found


def _end_of(words: Words, span: Span, people: dict[int, Span]) -> int:
    """Return where the name of a person ends that goes on behind a line end or a nickname."""
    if span.end >= len(words.text):
        return span.end
    lone = span.end - span.start == 1 and is_first_name(words.folded[span.start])
    open_ = words.folded[span.end - 1] in name_particles() and not words.upper[span.end - 1]
    if not lone and not open_:
        return span.end
    if words.text[span.end] == "\n":
        rest = _surname_at(words, span.end + 1, people)
        return rest if rest is not None and (open_ or _runs(words, span.start)) else span.end
    close = _closing(words, span.end) if lone and words.text[span.end] in _MARKS else None
    rest = None if close is None else _surname_at(words, close + 1, people)
    return span.end if rest is None else rest


def _closing(words: Words, opening: int) -> int | None:
    """Return the mark that closes a nickname, which in brackets has a capital."""
    closing = _MARKS[words.text[opening]]
    for at in range(opening + 2, min(opening + 3 + _LONGEST_NICKNAME, len(words.text))):
        if words.text[at] and words.text[at] in closing:
            # "Carlo (a destra)"
            return at if words.text[opening] != "(" or words.upper[opening + 1] else None
    return None


def _surname_at(words: Words, start: int, people: dict[int, Span]) -> int | None:
    """Return the end of the surname at a token, None where a sentence, a full name or another word begins there."""
    span = people.get(start)
    end = span.end if span is not None else start + 1
    if start >= len(words.text) or not words.upper[start] or not words.text[start].isalpha():
        return None
    first = span is not None and end - start > 1 and is_first_name(words.folded[start])
    if first or (span is None and words.pos[start] not in {"PROPN", ""}):
        return None
    return end


def _runs(words: Words, at: int) -> bool:
    """Tell whether words of a sentence stand before a name in its line: no list of people has them."""
    return at > 0 and not words.space[at - 1] and words.text[at - 1][:1].isalpha()
