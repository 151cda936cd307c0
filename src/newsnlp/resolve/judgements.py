"""What users have judged of two entities: same, different, unsure. Theirs wins; a contradiction is told, not applied.

A file of judgements holds one JSON object a line:
``{"left": {"doc_id": "a1", "name": "Mario Rossi"}, "right": {"kb_id": "Q1"}, "verdict": "same", "user": "anna",
"time": "2031-03-05T10:00:00+00:00", "withdrawn": false}``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal, get_args

from newsnlp.errors import FormatError

Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """What a judgement points at, and what is still there when articles are annotated again.

    Attributes:
        kb_id: Wikidata item; "" where article and name are given.
        doc_id: id of an article.
        name: a name of the entity in it, as the article writes it.
    """

    kb_id: str = ""
    doc_id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on two entities.

    Attributes:
        left: one of the two; which one makes no difference.
        right: the other.
        verdict: one of "same", "different" and "unsure": unsure pairs stay apart and are asked about last.
        user: who says so.
        time: when, ISO 8601.
        withdrawn: a judgement that was taken back; it takes back those of the same pair and verdict before it.
    """

    left: Ref
    right: Ref
    verdict: Verdict
    user: str
    time: str
    withdrawn: bool = False

    @property
    def pair(self) -> tuple[Ref, Ref]:
        """Both, in a fixed order."""
        return (self.left, self.right) if self.left <= self.right else (self.right, self.left)

    @property
    def order(self) -> tuple[str, str, tuple[Ref, Ref], str, bool]:
        """What judgements are sorted by: time first."""
        return self.time, self.user, self.pair, self.verdict, self.withdrawn


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A judgement that is not applied, because it contradicts what was judged before.

    Attributes:
        judgement: the later one.
        against: the earlier ones that cannot hold together with it.
    """

    judgement: Judgement
    against: tuple[Judgement, ...]


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that nobody has withdrawn, by time, each pair and verdict once."""
    found: dict[tuple[tuple[Ref, Ref], str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: j.order):
        key = (judgement.pair, judgement.verdict)
        if judgement.withdrawn:
            found.pop(key, None)
        else:
            found.setdefault(key, judgement)
    return sorted(found.values(), key=lambda j: j.order)


def consistent(judgements: Iterable[Judgement]) -> tuple[list[Judgement], list[Contradiction]]:
    """Return the judgements that can hold together, and those that cannot; the earlier one holds.

    "same" goes from one to the next: after same(a, b) and same(b, c), different(a, c) is a contradiction, and after
    different(a, c) the later of the two is. "unsure" contradicts nothing; a clear verdict on the pair replaces it.
    """
    groups: dict[Ref, set[Ref]] = {}
    applied: list[Judgement] = []
    found: list[Contradiction] = []
    for judgement in standing(judgements):
        if judgement.verdict == "unsure":
            continue
        left, right = (groups.setdefault(ref, {ref}) for ref in judgement.pair)
        against = _against(judgement, left, right, applied)
        if against:
            found.append(Contradiction(judgement, tuple(against)))
            continue
        applied.append(judgement)
        if judgement.verdict == "same" and left is not right:
            left |= right
            for ref in right:
                groups[ref] = left
    clear = {j.pair for j in applied}
    unsure = [j for j in standing(judgements) if j.verdict == "unsure" and j.pair not in clear]
    return applied + unsure, found


def _against(judgement: Judgement, left: set[Ref], right: set[Ref], applied: Sequence[Judgement]) -> list[Judgement]:
    """Return what was applied before and cannot hold together with a judgement."""
    if judgement.verdict == "different":
        return [j for j in applied if j.verdict == "same" and set(j.pair) <= left] if left is right else []
    return [
        j
        for j in applied
        if j.verdict == "different" and any(a in left and b in right for a, b in (j.pair, j.pair[::-1]))
    ]


def to_line(judgement: Judgement) -> str:
    """Return a judgement as one line of JSON, without a line end."""
    fields = asdict(judgement)
    for side in ("left", "right"):
        fields[side] = {key: value for key, value in fields[side].items() if value}
    return json.dumps(fields, ensure_ascii=False)


def read_judgements(lines: Iterable[str]) -> list[Judgement]:
    """Return the judgements of lines of JSON; empty lines are passed over.

    Raises:
        FormatError: a line is no judgement; the text says which line, and what is accepted.
    """
    return [_read(number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def _read(number: int, line: str) -> Judgement:
    try:
        fields = json.loads(line)
        left, right = (Ref(**fields.pop(side)) for side in ("left", "right"))
        judgement = Judgement(left, right, **fields)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise FormatError(
            f"line {number} is no judgement ({error}); accepted is an object with left, right, verdict, user, time, "
            'and withdrawn where it takes one back; left and right hold "kb_id", or "doc_id" and "name"'
        ) from error
    _check(number, judgement)
    return judgement


def _check(number: int, judgement: Judgement) -> None:
    if judgement.verdict not in get_args(Verdict):
        raise FormatError(f"line {number} has the verdict {judgement.verdict!r}; accepted are same, different, unsure")
    for ref in judgement.pair:
        given = [value for value in (ref.kb_id, ref.doc_id, ref.name) if value]
        if not all(isinstance(v, str) for v in (ref.kb_id, ref.doc_id, ref.name)) or len(given) != 2 - bool(ref.kb_id):
            raise FormatError(f'line {number} points at {ref}; accepted is "kb_id" alone, or "doc_id" and "name"')
    if judgement.left == judgement.right:
        raise FormatError(f"line {number} judges {judgement.left} and itself; give two entities")
    if not isinstance(judgement.time, str) or not isinstance(judgement.user, str):
        raise FormatError(f"line {number}: time and user are texts, the time as ISO 8601")


def withdrawal(judgement: Judgement, *, user: str, time: str) -> Judgement:
    """Return what takes a judgement back."""
    return replace(judgement, user=user, time=time, withdrawn=True)
