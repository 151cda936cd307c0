"""The characters that the pipelines were trained on: letters in one piece, plain blanks and breaks, nothing hidden."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from newsnlp.cleaning.offsets import Cutter, OffsetMap

LATIN1_WARNING = "characters of Windows-1252 stood as controls of Latin-1: {count} of them were read as they were meant"
# Blanks inside a line that are read as one: a double blank parts no name, but the columns of a table stay apart.
MOST_BLANKS = 3
_SPACES = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164\uffa0\ufffc"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f"
_BLANK = f"[{_SPACES}{_CONTROLS}]"
# What shows nothing: joiners, marks of direction, selectors of a picture's shape, byte order marks, tags.
_INVISIBLE = (
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e01ef]"
)
# Accents and other marks above, below and through the letter that they follow.
_MARK = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
# "mini\u00ad / stro": a hyphen that shows only at the end of a line; "¬" stands for it in scanned text.
_HIDDEN = re.compile(
    rf"(?<=[^\W\d_])[\u00ad\u00ac]{_BLANK}{{0,9}}(?:\r\n|\n|\r){_BLANK}{{0,9}}(?=[^\W\d_])"
    rf"|{_INVISIBLE}+|\x1b\[[\d;?]{{0,32}}[@-~]"
)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_UNEVEN = re.compile(rf"\r{{1,2}}\n|{_BLANK}{{2,}}|{_BLANK}(?=[\r\n])|[^\W\d_]{_MARK}+|[{''.join(_LIGATURES)}]")
_DECOMPOSED = re.compile(r"[^\x00-\x7f]+")
# Quotation marks keep their shape: “ and ” tell where a quotation opens and closes.
_LOOK_ALIKES = {
    **dict.fromkeys("’‘‛ʼʹ′´`ˈꞌ", "'"),
    **dict.fromkeys("\u2028\u2029\v\f", "\n"),
    **dict.fromkeys("\u2010\u2011\u2212", "-"),
    **dict.fromkeys("\u2012", "–"),
    **dict.fromkeys("\u2015", "—"),
    **dict.fromkeys("\u2033\u02ba", '"'),
    **dict.fromkeys("\u226a\u300a", "«"),
    **dict.fromkeys("\u226b\u300b", "»"),
}
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
# "𝐌𝐚𝐫𝐢𝐨": letters of formulas that are used as type.
_FORMULA = {code: normal for code in range(0x1D400, 0x1D800) if (normal := unicodedata.normalize("NFKC", chr(code)))}
_SAME_LENGTH = {
    **{ord(character): plain for character, plain in _LOOK_ALIKES.items()},
    **_WIDE,
    **{code: normal for code, normal in _FORMULA.items() if len(normal) == 1},
}
_ANY_BLANK = re.compile(_BLANK)
_C1 = re.compile("[\x80-\x9f]")
_NEXT_LINE = "\x85"


def tidy(text: str) -> tuple[str, OffsetMap, tuple[str, ...]]:
    """Return `text` in the characters that the pipelines know, with the map back and warnings.

    Letters are composed (NFC), apostrophes those of a typewriter, blanks and line breaks plain; control characters are
    blanks, characters that show nothing are left out, and blanks at the ends of lines and double ones inside them.
    """
    text, warnings = _meant(text)
    text, shown = _edited(text, _HIDDEN, lambda match: "")
    text, even = _edited(text, _UNEVEN, _evened)
    text, composed = _composed(text)
    text = _ANY_BLANK.sub(" ", text.replace("\r", "\n").translate(_SAME_LENGTH))
    return text, composed.through(even).through(shown), warnings


def _meant(text: str) -> tuple[str, tuple[str, ...]]:
    """Return `text` with what bytes of Windows-1252 stand for where they were read as Latin-1; of the same length.

    "\\x93Sì\\x94" is "“Sì”". The line break \\x85 is meant where it is the only break, and no other such byte is there.
    """
    found = set(_C1.findall(text))
    if not found:
        return text, ()
    if found == {_NEXT_LINE} and "\n" not in text and "\r" not in text:
        return text.replace(_NEXT_LINE, "\n"), ()
    count = len(_C1.findall(text))
    return _C1.sub(lambda match: _of_windows(match[0]), text), (LATIN1_WARNING.format(count=count),)


def _of_windows(character: str) -> str:
    try:
        return character.encode("latin1").decode("cp1252")
    except UnicodeDecodeError:  # five bytes stand for nothing
        return " "


def _edited(text: str, pattern: re.Pattern[str], edit: Callable[[re.Match[str]], str]) -> tuple[str, OffsetMap]:
    """Return `text` with every match of a pattern replaced, with the map back."""
    cutter, position = Cutter(text), 0
    for match in pattern.finditer(text):
        cutter.keep(position, match.start())
        cutter.replace(match.start(), match.end(), edit(match))
        position = match.end()
    cutter.keep(position, len(text))
    return cutter.result()


def _evened(match: re.Match[str]) -> str:
    """Return what stands for a match of `_UNEVEN`."""
    found, text = match[0], match.string
    if found[0].isalpha():
        letter = _one_letter(found)
        return _LIGATURES.get(letter, letter)
    if found.endswith("\n"):
        return "\n"
    if match.end() == len(text) or text[match.end()] in "\r\n":
        return ""
    opens = match.start() == 0 or text[match.start() - 1] in "\r\n"
    return found if opens or len(found) > MOST_BLANKS else " "


def _one_letter(cluster: str) -> str:
    """Return a letter with its marks as one character; marks that no letter has are left out."""
    letter = cluster[0]
    for mark in cluster[1:]:
        composed = unicodedata.normalize("NFC", letter + mark)
        letter = composed if len(composed) == 1 else letter
    return letter


def _composed(text: str) -> tuple[str, OffsetMap]:
    """Return what is still decomposed in NFC, with the map back: syllables of Korean, the sign for Ångström."""
    if unicodedata.is_normalized("NFC", text):
        return text, OffsetMap.identity(len(text))
    return _edited(text, _DECOMPOSED, lambda match: unicodedata.normalize("NFC", match[0]))
