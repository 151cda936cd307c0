"""Raw text -> the text to annotate, the map back, and warnings."""

from __future__ import annotations

from dataclasses import dataclass

from newsnlp.cleaning.characters import normalise, without_invisible
from newsnlp.cleaning.language import language_warning
from newsnlp.cleaning.markup import has_markup, strip_markup
from newsnlp.cleaning.noise import leave_out
from newsnlp.cleaning.offsets import OffsetMap, PartedMap
from newsnlp.errors import ArticleError
from newsnlp.lang.it.langid import LANGUAGE_NAME, function_words
from newsnlp.lang.it.noise import noise_rules

# Texts have next to no control characters besides tabs and line breaks; one in fifty means binary data.
CONTROL_SHARE = 0.02
_CONTROL = frozenset(chr(code) for code in (*range(9), *range(14, 32), 127))


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
    text, visible = without_invisible(text)
    text, noise = leave_out(normalise(text), noise_rules(), function_words=function_words()[LANGUAGE_NAME])
    warning = language_warning(text, function_words(), expected=LANGUAGE_NAME) if text.strip() else None
    return CleanText(text, noise.through(visible).through(markup), (*warnings, *([warning] if warning else ())))


def _check(raw: str) -> None:
    controls = sum(map(_CONTROL.__contains__, raw[:100_000]))
    if "\0" in raw or controls > CONTROL_SHARE * min(len(raw), 100_000):
        raise ArticleError("the text holds control characters: it looks like binary data, not like text")
    try:
        raw.encode("utf8")
    except UnicodeEncodeError as error:
        raise ArticleError(f"the text is no valid Unicode: lone surrogate at character {error.start}") from error
