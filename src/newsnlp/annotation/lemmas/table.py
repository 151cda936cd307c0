"""A table of lemmas: which lemma a form has as which part of speech.

On disk it is UTF-8 text in gzip, one key a line, sorted, so that `zgrep -P "^chiese\\t"` shows what is known
about a form::

    chiese      NOUN 1a     VERB 2dere              le chiese, the churches; chiese, he asked
    posi        VERB|Mood=Ind 2rre  VERB|Mood=Sub 1are      the features must hold: porre, posare
    remi        * 1are                              this lemma whatever part of speech the tagger says, but for names
    arrivò      * 1are      PROPN 1are              even where it says that it is a name: "Arrivò a Roma."
    +lo         * 0                                 an enclitic and its lemma: dirlo -> dire lo
    -osi        ADJ 1o                              forms that are not in the table, by their ending

The columns are parted by tabs. A reading is a part of speech of Universal Dependencies, the features it needs, a blank
and an edit: how many letters to cut from the end, and what to put there.
"""

from __future__ import annotations

import gzip
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice
from operator import lt
from typing import NamedTuple

from newsnlp.errors import FormatError

ENCLITIC = "+"
ENDING = "-"
ANY = "*"
NAME = "PROPN"
VERBS = ("VERB", "AUX")
WITH_ENCLITIC = "Clitic=Yes"
# The longest ending that is looked up; enclitics ("glielo") are no longer.
LONGEST_ENDING = 6
# What stands before an ending or an enclitic has at least so many letters.
SHORTEST_REST = 2


class Reading(NamedTuple):
    """One reading of a form.

    Attributes:
        pos: part of speech (UD), "*" for any.
        features: what the morphology must hold, as in "VerbForm=Part"; empty = anything.
        edit: how the lemma is made from the form.
    """

    pos: str
    features: frozenset[str]
    edit: str

    def __str__(self) -> str:
        return f"{'|'.join((self.pos, *sorted(self.features)))} {self.edit}"


def edit_between(form: str, lemma: str) -> str:
    """Return the edit that makes `lemma` of `form`: chiese, chiedere -> "2dere"."""
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return f"{len(form) - shared}{lemma[shared:]}"


def apply_edit(form: str, edit: str) -> str:
    """Return the lemma: chiese, "2dere" -> chiedere."""
    put = edit.lstrip("0123456789")
    cut = int(edit[: len(edit) - len(put)])
    return form[: len(form) - cut] + put


class LemmaTable:
    """Lemmas by form and part of speech; the same table is always written as the same bytes.

    It is kept as the sorted lines of the file and looked up by halving: to part 180,000 of them takes longer than
    the articles of a day ask.
    """

    def __init__(self, lines: Mapping[str, str] | None = None) -> None:
        """Take key -> readings in the spelling of the file."""
        self._lines = sorted(f"{key}\t{readings}" for key, readings in (lines or {}).items())

    @classmethod
    def of(cls, readings: Mapping[str, Iterable[Reading]]) -> LemmaTable:
        """Return the table of some readings by key."""
        return cls({key: "\t".join(map(str, found)) for key, found in readings.items()})

    @classmethod
    def from_bytes(cls, data: bytes) -> LemmaTable:
        """Return the table that `to_bytes` has written.

        Raises:
            FormatError: the bytes are no such table.
        """
        try:
            if not data:
                raise EOFError("there is nothing in it")
            lines = _lines(gzip.decompress(data).decode("utf8"))
        except (OSError, EOFError, ValueError, zlib.error) as error:
            raise FormatError(f"no table of lemmas: {error}; expected is what lemma_table.py writes") from error
        table = cls()
        table._lines = lines
        return table

    def to_bytes(self) -> bytes:
        """Return the table as compressed text."""
        text = "".join(f"{line}\n" for line in self._lines)
        return gzip.compress(text.encode("utf8"), mtime=0)

    def __len__(self) -> int:
        return len(self._lines)

    def readings(self, key: str) -> tuple[Reading, ...]:
        """Return the readings of a form, an ending ("-osi") or an enclitic ("+lo"); none if it is not in the table."""
        start = f"{key}\t"
        place = bisect_left(self._lines, start)
        line = self._lines[place] if place < len(self._lines) else ""
        return _readings(line[len(start) :]) if line.startswith(start) else ()

    def lemma_of_name(self, form: str) -> str | None:
        """Return the lemma of a form that is no name though the tagger says so ("Arrivò a Roma."), else None."""
        edits = [reading.edit for reading in self.readings(form) if reading.pos == NAME]
        return apply_edit(form, edits[0]) if edits else None

    def lemma(self, form: str, pos: str, features: frozenset[str] = frozenset(), *, guess: bool = True) -> str | None:
        """Return the lemma of a form, None where the table does not tell.

        Args:
            form: the form in lower case, as it should be spelled (NORM), with straight apostrophes.
            pos: part of speech (UD).
            features: the morphology, each as in "VerbForm=Fin".
            guess: whether the ending tells the lemma of a form that is not in the table.
        """
        # "porsi" is porre and si, but without the feature it is of porgere
        if WITH_ENCLITIC in features:
            lemma = self._with_enclitic(form, pos, features)
            if lemma is not None:
                return lemma
        readings = self.readings(form)
        edit = _chosen(readings, pos, features)
        if edit is not None:
            return apply_edit(form, edit)
        if any(reading.pos == pos for reading in readings):
            return None  # ambiguous, and the features do not help
        lemma = self._with_enclitic(form, pos, features)
        return self._by_ending(form, pos) if lemma is None and guess and not readings else lemma

    def _with_enclitic(self, form: str, pos: str, features: frozenset[str]) -> str | None:
        """Return the lemmas of a verb and of the pronouns at its end: incontrarlo -> incontrare lo."""
        if pos not in VERBS:
            return None
        for size in _sizes(form):
            host, pronouns = form[:-size], form[-size:]
            lemma = _chosen(self.readings(ENCLITIC + pronouns), ANY, features)
            edit = _chosen(self.readings(host), pos, features) if lemma is not None else None
            if edit is not None and lemma is not None:
                return f"{apply_edit(host, edit)} {apply_edit(pronouns, lemma)}"
        return None

    def _by_ending(self, form: str, pos: str) -> str | None:
        """Return the lemma of an unknown form by the longest ending that the table knows."""
        if "-" in form:
            return None
        for size in _sizes(form):
            edit = _chosen(self.readings(ENDING + form[-size:]), pos, frozenset())
            if edit is not None:
                return apply_edit(form, edit)
        return None


def _lines(text: str) -> list[str]:
    """Return the lines in their order.

    Raises:
        ValueError: a line has no reading.
    """
    lines = text.splitlines()
    bare = next((number for number, line in enumerate(lines, start=1) if "\t" not in line), None)
    if bare is not None:
        raise ValueError(f"line {bare} has no reading: {lines[bare - 1][:40]!r}")
    if not all(map(lt, lines, islice(lines, 1, None))):
        lines.sort()
    return lines


def _sizes(form: str) -> range:
    """Return the lengths of the endings of a form, the longest first."""
    return range(min(LONGEST_ENDING, len(form) - SHORTEST_REST), 0, -1)


@lru_cache(maxsize=8192)
def _readings(line: str) -> tuple[Reading, ...]:
    """Return the readings of a line; there are a few thousand different ones."""
    return tuple(_reading(cell) for cell in line.split("\t"))


def _reading(cell: str) -> Reading:
    label, _, edit = cell.partition(" ")
    pos, *features = label.split("|")
    return Reading(pos, frozenset(features), edit)


def _chosen(readings: tuple[Reading, ...], pos: str, features: frozenset[str]) -> str | None:
    """Return the edit of the reading that fits; a verb may be read as an auxiliary and back, "*" as anything."""
    if not readings:
        return None
    for wanted in (pos, *(VERBS if pos in VERBS else ()), ANY):
        for reading in readings:
            if reading.pos == wanted and reading.features <= features:
                return reading.edit
    return None
