"""Users' judgements in a store and in JSON lines. They are what no record can bring back: none is ever deleted."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Row, and_, delete, insert, select

from newsnlp.database.tables import entity, judgement
from newsnlp.errors import FormatError
from newsnlp.files import shown
from newsnlp.schema.judgement import Judgement, Named

# A line of a file of judgements holds two names and a note.
MAX_LINE = 2**20
_SIDES = ("left", "right")
_PARTS = {"doc": "doc_id", "name": "name", "kb": "kb_id"}


def record_judgements(connection: Connection, given: Iterable[Judgement]) -> int:
    """Write judgements; return how many were not there. Of those on one pair the latest holds, whatever the order."""
    new = 0
    for one in given:
        known = {other.id: other for other in _on_pair(connection, one)}
        new += one.id not in known
        before = known.get(one.id)
        known[one.id] = one if before is None else _both(before, one)
        _replace(connection, known.keys(), settled(known.values()))
    return new


def settled(on_pair: Iterable[Judgement]) -> list[Judgement]:
    """Return all judgements on one pair: each is withdrawn, at the latest, when the next one is made."""
    ordered = sorted(on_pair, key=lambda one: (one.judged_at, one.id))
    before_next = [_withdrawn(one, following.judged_at) for one, following in pairwise(ordered)]
    return [*before_next, *ordered[-1:]]


def stored_judgements(connection: Connection, *, withdrawn: bool) -> Iterator[Judgement]:
    """Yield the judgements by the time at which they were made."""
    asked = select(judgement).order_by(judgement.c.judged_at, judgement.c.judgement_id)
    if not withdrawn:
        asked = asked.where(judgement.c.withdrawn_at.is_(None))
    return (_judgement(row) for row in connection.execute(asked))


def is_there(connection: Connection, side: Named) -> bool:
    """Return whether some article of the store still has what one side of a judgement points at."""
    asked = select(entity.c.doc_id).limit(1)
    by_name = and_(entity.c.doc_id == side.doc_id, entity.c.name == side.name)
    if side.doc_id is not None and side.name is not None and connection.scalar(asked.where(by_name)) is not None:
        return True
    return side.kb_id is not None and connection.scalar(asked.where(entity.c.kb_id == side.kb_id)) is not None


def read_judgements(path: str | Path) -> Iterator[Judgement]:
    """Yield the judgements of a file of JSON lines.

    Raises:
        FormatError: it cannot be read, or a line is no judgement.
    """
    try:
        with Path(path).open("rb") as stream:
            for number, line in enumerate(iter(lambda: stream.readline(MAX_LINE), b""), start=1):
                if line.strip():
                    yield _of_line(line, f"{shown(path)}:{number}")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise FormatError(f"cannot read {shown(path)}: {reason}") from error


def _of_line(line: bytes, place: str) -> Judgement:
    try:
        return Judgement.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the line"
        raise FormatError(f"{place} is no judgement: {where}: {first['msg']}") from error


def _on_pair(connection: Connection, one: Judgement) -> list[Judgement]:
    """Return what a store knows of the pair of a judgement."""
    asked = select(judgement).where(judgement.c.pair_id == one.pair_id)
    return [_judgement(row) for row in connection.execute(asked)]


def _replace(connection: Connection, ids: Iterable[str], judgements: Iterable[Judgement]) -> None:
    connection.execute(delete(judgement).where(judgement.c.judgement_id.in_(list(ids))))
    connection.execute(insert(judgement), [_row(one) for one in judgements])


def _both(one: Judgement, other: Judgement) -> Judgement:
    """Return a judgement that was read twice: taken back as soon as either says it was."""
    return one if other.withdrawn_at is None else _withdrawn(one, other.withdrawn_at)


def _withdrawn(one: Judgement, moment: datetime.datetime) -> Judgement:
    earlier = moment if one.withdrawn_at is None else min(one.withdrawn_at, moment)
    return one.model_copy(update={"withdrawn_at": earlier})


def _side_columns(one: Judgement) -> dict[str, str | None]:
    sides = dict(zip(_SIDES, one.pair, strict=True))
    return {f"{side}_{part}": getattr(sides[side], field) for side in _SIDES for part, field in _PARTS.items()}


def _row(one: Judgement) -> dict[str, object]:
    return {
        "judgement_id": one.id,
        "pair_id": one.pair_id,
        **_side_columns(one),
        "verdict": one.verdict,
        "judged_at": one.judged_at.isoformat(),
        "judge": one.judge,
        "score": one.score,
        "note": one.note,
        "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
    }


def _judgement(row: Row[Any]) -> Judgement:
    values = row._asdict()
    sides = {side: Named(**{field: values[f"{side}_{part}"] for part, field in _PARTS.items()}) for side in _SIDES}
    rest = ("verdict", "judged_at", "judge", "score", "note", "withdrawn_at")
    return Judgement.model_validate({**sides, **{name: values[name] for name in rest}})
