r"""Text that is not ours, made safe for a terminal.

What an article holds is the work of strangers: escape sequences that move the cursor or set the title of the
window (ESC, and the C1 controls, which terminals obey in UTF-8 too), marks that turn the direction of writing, and
characters that nobody sees. None of them may reach a terminal. Three ways to write them, by what is shown:

- `prose`: the text of an article to be read: lines stay, invisible marks go, the rest becomes U+FFFD;
- `flat`: the same on one line, for cells of a table;
- `label`: ids, names of files, messages, on one line, where it matters what is in there: ``\x1b``, ``\u202e``.
"""

from __future__ import annotations

import re
from itertools import accumulate

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Soft hyphens, joiners, zero-width blanks, variation selectors: they show nothing and say nothing to a reader.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufff8\U000e0100-\U000e01ef]"
)
# What ends a line in one system or another; "\r\n" is one end.
_LINE_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")
# Emoji that are younger than the Unicode tables of this Python: no part of these blocks steers anything.
_YOUNG_EMOJI = range(0x1F000, 0x1FB00)
_ASTRAL = 0x10000


def is_harmless(char: str) -> bool:
    """Tell whether a terminal shows a character, and does nothing else with it; a line break is not."""
    if char.isprintable():
        return not _INVISIBLE.match(char)
    return ord(char) in _YOUNG_EMOJI


def prose(text: str) -> str:
    r"""Return the text of an article as a terminal may show it; its lines end with ``\n``."""
    return prose_with_starts(text)[0]


def prose_with_starts(text: str) -> tuple[str, list[int]]:
    """Return `prose` of a text, and where each character of the text begins in it.

    The list has one entry more than the text: the characters `start` to `end` of the text are shown by
    ``starts[start]`` to ``starts[end]``.
    """
    # The first half of "\r\n" is shown by the second.
    pieces = ["" if text[place : place + 2] == "\r\n" else _shown(char) for place, char in enumerate(text)]
    return "".join(pieces), list(accumulate(map(len, pieces), initial=0))


def flat(text: str) -> str:
    """Return `prose` on one line, blanks single."""
    harmless = text.isprintable() and not _INVISIBLE.search(text)  # as nearly all is, and then it is told at once
    return " ".join((text if harmless else prose(text)).split())


def label(text: str) -> str:
    r"""Return a text on one line, with everything that a terminal would not just show in notation: ``\x1b``."""
    if text.isprintable() and not _INVISIBLE.search(text):
        return text
    return "".join(char if is_harmless(char) else _notation(char) for char in text)


def message(text: str) -> str:
    """Return a message that may have several lines, each a `label`."""
    return "\n".join(map(label, text.split("\n")))


def json_text(text: str) -> str:
    """Return JSON that says the same, in which what a terminal would not just show is escaped.

    Such characters stand inside strings alone, so that the value does not change.
    """
    if text.replace("\n", " ").isprintable() and not _INVISIBLE.search(text):
        return text
    return "".join(char if char in "\n " or is_harmless(char) else _json_escape(char) for char in text)


def _shown(char: str) -> str:
    if is_harmless(char):
        return char
    if char in _LINE_ENDS:
        return "\n"
    if char.isspace():  # a tab, a no-break space
        return " "
    return "" if _INVISIBLE.match(char) else REPLACEMENT


def _notation(char: str) -> str:
    if char.isspace() and char not in _LINE_ENDS and char > "\x9f":  # a no-break space
        return " "
    return ascii(char)[1:-1]


def _json_escape(char: str) -> str:
    code = ord(char)
    if code < _ASTRAL:
        return f"\\u{code:04x}"
    high, low = divmod(code - _ASTRAL, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
