"""Who wrote the article: a name that no description of the article means ("di Marco Tulli", "(Guido Sartori)")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from newsnlp.annotation.coref.parse import Parse
from newsnlp.annotation.layers import EntityItem
from newsnlp.lang.it.reference import byline_words

# "Dal nostro inviato a Bruxelles Marco Tulli e Anna Riva": a line of more words tells something else.
_LONGEST = 14
_BRACKETS = frozenset({"(", ")", "[", "]", "-", "–", "—", ",", ".", "*", "di", "e", "ed", "&", "/", "|"})


def byline_names(parse: Parse, items: Sequence[EntityItem]) -> set[int]:
    """Return the first tokens of the names that sign the article, and take part in nothing that it tells.

    They stand in a line of their own: behind "di", "dal nostro inviato"; alone, above or below the text; or in brackets
    where a paragraph begins or ends. People listed line by line are no authors.

    Args:
        parse: the article.
        items: its entity layer.
    """
    people = {
        mention["start"]: mention["end"]
        for item in items
        if item["type"] == "PER"
        for mention in item["mentions"]
        if mention["kind"] == "name"
    }
    lines = list(_lines(parse.lower)) if people else []
    bare = [bool(_only_names(parse, start, end, people)) for start, end in lines]
    found: set[int] = set()
    for number, (start, end) in enumerate(lines):
        found.update(_signed(parse, start, end, people))
        found.update(_bracketed(parse, start, end, people))
        edge = number in (1, len(lines) - 1) or (number == 0 and len(lines) > 1)
        beside = bare[max(number - 1, 0) : number] + bare[number + 1 : number + 2]
        announced = number > 0 and parse.lower[lines[number - 1][1] - 1] == ":"
        if edge and bare[number] and not any(beside) and not announced:
            found.update(_only_names(parse, start, end, people))
    return found


def _lines(lower: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield start and end of the lines, blanks at their ends left out."""
    start = 0
    for at in range(len(lower) + 1):
        if at == len(lower) or "\n" in lower[at]:
            if at > start:
                yield start, at
            start = at + 1


def _signed(parse: Parse, start: int, end: int, people: Mapping[int, int]) -> list[int]:
    """Return the names of a line "di Marco Tulli", "Dal nostro inviato Marco Tulli", without a verb."""
    if end - start > _LONGEST or parse.lower[start] not in byline_words():
        return []
    if any(parse.features[at].finite for at in range(start, end)) or parse.lower[end - 1] in {":", "?", "!"}:
        return []
    names = [at for at in range(start, end) if at in people]
    by = names[:1] and all(
        parse.lower[at] in byline_words() or parse.pos[at] in {"ADP", "PROPN"} for at in range(start, names[0])
    )
    return names if by else []


def _bracketed(parse: Parse, start: int, end: int, people: Mapping[int, int]) -> list[int]:
    """Return the name in "(Guido Sartori) Il ministro ...", and in "... è finita. (Guido Sartori)"."""
    opens = start + 1 in people and parse.lower[start] == "(" and people[start + 1] < end
    if opens and parse.lower[people[start + 1]] == ")":
        return [start + 1]
    for at in range(max(start, end - _LONGEST), end):
        last = at in people and people[at] == end - 1 and parse.lower[end - 1] == ")"
        if last and at >= start + 2 and parse.lower[at - 1] == "(" and parse.lower[at - 2] in {".", "!", "?", "»"}:
            return [at]
    return []


def _only_names(parse: Parse, start: int, end: int, people: Mapping[int, int]) -> list[int]:
    """Return the names of a line that consists of one or two names of people and of nothing else."""
    names, at = [], start
    while at < end:
        if at in people:
            names.append(at)
            at = people[at]
        elif parse.lower[at] in _BRACKETS:
            at += 1
        else:
            return []
    return names if len(names) in (1, 2) else []
