"""Raw text -> the text to annotate, the map back, and warnings."""

from __future__ import annotations

from dataclasses import dataclass

from newsnlp.cleaning.characters import tidy
from newsnlp.cleaning.language import language_warning
from newsnlp.cleaning.markup import has_markup, strip_markup
from newsnlp.cleaning.noise import leave_out
from newsnlp.cleaning.offsets import OffsetMap, PartedMap
from newsnlp.cleaning.wrapping import unwrap
from newsnlp.errors import ArticleError
from newsnlp.lang.it.langid import LANGUAGE_NAME, function_words
from newsnlp.lang.it.lines import line_rules
from newsnlp.lang.it.noise import noise_rules

# Texts have next to no control characters besides tabs and line breaks: one in fifty of many characters means binary
# data, and one in four of few.
CONTROL_SHARE, FEW_CONTROLS, SHARE_OF_FEW = 0.02, 20, 0.25
# One or two are no binary data, however short the text.
LEAST_CONTROLS = 3
_CONTROL = frozenset(chr(code) for code in (*range(9), *range(14, 27), *range(28, 32), 127))
# Files that were read as if they were text.
_SIGNATURES = ("%PDF-", "PK\x03\x04", "\x89PNG", "\x1f\x8b", "\xd0\xcf\x11\xe0", "\x7fELF")
_CHECKED = 100_000


@dataclass(frozen=True, slots=True)
class CleanText:
    """The text to annotate, the map back to the raw text, and what the reader should know."""

    text: str
    offsets: OffsetMap | PartedMap
    warnings: tuple[str, ...] = ()


def clean(raw: str) -> CleanText:
    """Return what of `raw` is to be annotated.

    Markup, menus, teasers and repeated headlines are left out, apostrophes and blanks are plain. Spans of the
    result lead back to `raw` through ``offsets.to_raw``.

    Raises:
        ArticleError: `raw` is binary data or no valid Unicode.
    """
    _check(raw)
    text, markup, warnings = raw, OffsetMap.identity(len(raw)), []
    if has_markup(raw):
        text, markup = strip_markup(raw)
        warnings.append("HTML markup was left out of the annotation")
    text, characters, told = tidy(text)
    rules = noise_rules()
    text, lines = unwrap(text, line_rules(), is_apart=lambda line: rules.line.fullmatch(line) is not None)
    text, noise = leave_out(text, rules, function_words=function_words()[LANGUAGE_NAME])
    warning = language_warning(text, function_words(), expected=LANGUAGE_NAME) if text.strip() else None
    offsets = noise.through(lines).through(characters).through(markup)
    return CleanText(text, offsets, (*warnings, *told, *([warning] if warning else ())))


def _check(raw: str) -> None:
    start = raw[:_CHECKED]
    controls = sum(map(_CONTROL.__contains__, start))
    share = CONTROL_SHARE if controls >= FEW_CONTROLS else SHARE_OF_FEW
    if (controls >= LEAST_CONTROLS and controls > share * len(start)) or start.startswith(_SIGNATURES):
        raise ArticleError(
            f"{controls} of {len(start)} characters are control characters: it looks like binary data, not like text"
        )
    try:
        raw.encode("utf8")
    except UnicodeEncodeError as error:
        raise ArticleError(f"the text is no valid Unicode: lone surrogate at character {error.start}") from error
