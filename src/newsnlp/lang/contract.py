"""What a language owes the engine: the files of its ``data`` folder and the shape of each.

``must`` files have at least one row; an empty, unreadable or unknown file is a fault. Files are
UTF-8, comments start with ``#``, columns are parted by tabs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableSpec:
    """Shape of one tab-separated data file.

    Attributes:
        columns: names of the columns, in order.
        key: how many leading columns make a row unique; 0 allows repeated rows.
        optional: names of the columns that may be empty or left out at the end of a row.
    """

    columns: tuple[str, ...]
    key: int = 1
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NoiseRules:
    """What of a page is not its article.

    Attributes:
        line: matches a whole line, without white space at its ends, that is left out ("LEGGI ANCHE ...").
        phrase: matches stretches inside a line that are left out ("(continua)").
    """

    line: re.Pattern[str]
    phrase: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class LineRules:
    """What tells whether a text goes on from one line to the next, and how.

    Attributes:
        function_words: words in lower case that end no line unless a sentence is broken there ("il", "di").
        elided: those that lose their vowel before an apostrophe, without it ("l", "dell").
        hyphen_first: first halves of words that are written with a hyphen ("italo", "ex").
        hyphen_last: last halves of such words ("bis").
        parted: matches a word with "|" where it may be parted at the end of a line ("mini|stro").
    """

    function_words: frozenset[str]
    elided: frozenset[str]
    hyphen_first: frozenset[str]
    hyphen_last: frozenset[str]
    parted: re.Pattern[str]
