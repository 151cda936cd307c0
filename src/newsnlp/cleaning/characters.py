"""The spellings that the pipelines were trained on: one character for one, invisible ones left out."""

from __future__ import annotations

import re

from newsnlp.cleaning.offsets import Cutter, OffsetMap

_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_CONTROLS = "".join(chr(code) for code in (*range(9), *range(14, 32), 127))
# Quotation marks keep their shape: “ and ” tell where a quotation opens and closes.
_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("’‘‛ʼʹ′´`", "'"),
        **dict.fromkeys(_BLANKS + _CONTROLS, " "),
        **dict.fromkeys("\u2028\u2029\u0085\v\f", "\n"),
        **dict.fromkeys("\u2010\u2011", "-"),
    }
)
# Soft hyphens, zero-width blanks and joiners, byte order marks: "mini\u00adstro" is one word.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")


def normalise(text: str) -> str:
    """Return `text` with typewriter apostrophes, plain blanks and plain line breaks; of the same length."""
    return text.replace("\r\n", " \n").replace("\r", "\n").translate(_SAME_LENGTH)


def without_invisible(text: str) -> tuple[str, OffsetMap]:
    """Return `text` without characters that show nothing, with the map back."""
    cutter = Cutter(text)
    position = 0
    for match in _INVISIBLE.finditer(text):
        cutter.keep(position, match.start())
        position = match.end()
    cutter.keep(position, len(text))
    return cutter.result()
