"""Tables of minimal sentences, one a phenomenon: their rows, what newsnlp makes of them, and the floors."""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.language import Language

from newsnlp import Document, Failure, annotate_many

HERE = Path(__file__).parent
DATA = HERE / "data"
FLOORS = HERE / "floors.toml"
TABLES = ("coreference", "status", "times", "quotes", "meetings", "attribution", "roles", "traps")
# Columns that every table has; the others say what is expected.
COMMON = ("id", "phenomenon", "control", "published", "text")
ALL, CONTROLS, NOT_TOLD_AS_HELD = "all", "controls", "not told as held"

Share = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence, or a few, with what the guidelines expect of it.

    Attributes:
        control: whether it is the near miss, in which the phenomenon is not there.
        expected: the columns of its table besides the common ones.
    """

    id: str
    phenomenon: str
    control: bool
    published: str
    text: str
    expected: Mapping[str, Any] = field(repr=False)

    def names(self, column: str, parted_by: str = ";") -> list[str]:
        """Return the values of a column, none for "-"."""
        value = self.expected[column]
        return [] if value in {"", "-"} else [part.strip() for part in value.split(parted_by)]

    def choice(self, column: str) -> list[str]:
        """Return the values of a column that are all right."""
        return self.names(column, "|")

    @property
    def words(self) -> list[str]:
        """The words or expressions of the text that the row asks about."""
        column = next((name for name in _ASKED if name in self.expected), None)
        return self.choice(column) if column else []

    def span(self, word: str) -> tuple[int, int]:
        """Return the offsets of a word, of "due#2" those of the second "due".

        Raises:
            ValueError: the text has no such word.
        """
        word, _, number = word.partition("#")
        end = r"(?!\w)" if word[-1].isalnum() else ""
        found = list(re.finditer(rf"(?<!\w){re.escape(word)}{end}", self.text))
        if len(found) < int(number or 1):
            raise ValueError(f"{self.id}: no {word!r} in {self.text!r}")
        return found[int(number or 1) - 1].span()


_ASKED = ("word", "expression", "person")


def read_table(name: str) -> list[Row]:
    """Return the rows of a table in order."""
    return [_row(fields) for fields in (_jsonl(name) if name == "quotes" else _tsv(name))]


def _jsonl(name: str) -> Iterator[dict[str, Any]]:
    for line in (DATA / f"{name}.jsonl").read_text(encoding="utf8").splitlines():
        fields = json.loads(line)
        yield {**fields, "control": "yes" if fields["control"] else "no"}


def _tsv(name: str) -> Iterator[dict[str, Any]]:
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf8").splitlines()
    header, *rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    for values in rows:
        fields = dict(zip(header, values, strict=True))
        yield {**fields, "text": fields["text"].replace(r"\n", "\n")}


def _row(fields: Mapping[str, Any]) -> Row:
    if fields["control"] not in {"yes", "no"}:
        raise ValueError(f"{fields['id']}: control is {fields['control']!r}; it is yes or no")
    return Row(
        id=fields["id"],
        phenomenon=fields["phenomenon"],
        control=fields["control"] == "yes",
        published=fields["published"],
        text=fields["text"],
        expected={column: value for column, value in fields.items() if column not in COMMON},
    )


def annotate_rows(rows: Iterable[Row], nlp: Language) -> dict[str, Document]:
    """Return the record of every row by its id.

    Raises:
        ValueError: a sentence could not be annotated.
    """
    records = annotate_many(
        ({"id": row.id, "text": row.text, "published": row.published} for row in rows), nlp=nlp, batch_size=128
    )
    found = {}
    for record in records:
        if isinstance(record, Failure):
            raise ValueError(f"{record.id}: {record.reason}")
        found[record.id] = record
    return found


def shares(rows: Iterable[Row], faults: Mapping[str, list[str]]) -> dict[str, Share]:
    """Return row of the floors -> (right, all): by phenomenon, of the controls, and of the whole table."""
    counts: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        right = not faults[row.id]
        counts[CONTROLS if row.control else row.phenomenon].append(right)
        counts[ALL].append(right)
        if _did_not_happen(row):
            counts[NOT_TOLD_AS_HELD].append("told as happened" not in faults[row.id])
    return {name: (sum(right), len(right)) for name, right in counts.items()}


def _did_not_happen(row: Row) -> bool:
    return "happened" not in row.expected.get("status", "happened")


def read_floors() -> dict[str, dict[str, float]]:
    """Return table -> phenomenon -> least share right."""
    with FLOORS.open("rb") as file:
        return tomllib.load(file)


def below(reached: Mapping[str, Share], floors: Mapping[str, float]) -> list[str]:
    """Return a line for every phenomenon that is below its floor, or is gone, or has none."""
    lines = [f"{name}: no floor" for name in reached if name not in floors]
    for name, floor in floors.items():
        right, of = reached.get(name, (0, 0))
        if not of or right / of < floor:
            lines.append(f"{name}: {right} of {of} right, the floor is {floor}")
    return lines


def report(rows: Iterable[Row], faults: Mapping[str, list[str]]) -> str:
    """Return the shares of a table, and under each phenomenon the sentences that are read wrongly."""
    rows = list(rows)
    reached = shares(rows, faults)
    lines = [_share_line(name, reached[name]) for name in _TOTALS if name in reached]
    for phenomenon in dict.fromkeys(row.phenomenon for row in rows):
        lines.append(_share_line(f"## {phenomenon}", reached.get(phenomenon, (0, 0))))
        lines += [_line(row, faults[row.id]) for row in rows if row.phenomenon == phenomenon and faults[row.id]]
    return "\n".join(lines)


_TOTALS = (ALL, CONTROLS, NOT_TOLD_AS_HELD)


def _share_line(name: str, share: Share) -> str:
    return f"{name}: {share[0]} of {share[1]}"


def _line(row: Row, faults: list[str]) -> str:
    mark = "control " if row.control else ""
    return f"- {mark}{row.id}: {row.text!r}\n    {'; '.join(faults)}"
