"""A headline that was given apart from its text is read in front of it, as the first line that it is in print."""

from __future__ import annotations

import re
import unicodedata

from newsnlp.cleaning.article import CleanText, clean
from newsnlp.cleaning.noise import lines_of
from newsnlp.cleaning.offsets import OffsetMap, PartedMap
from newsnlp.errors import ArticleError

# A headline has so many words at least ("Esteri" is a section), and so many characters at most.
FEWEST_WORDS = 2
LONGEST = 500
# A text repeats its headline within these many lines that are not empty: above it may stand a section or a name.
WITHIN_LINES = 5
_QUOTES = re.compile("[\"'«»“”„‟‹›]")
_DASHES = re.compile("[‐‑‒–—―]")
# "Il vertice di Praga - Il Faro", "Il vertice di Praga | Il Faro": titles of pages name their site.
_SITE = re.compile(r"\s[-|]\s[^-|]*$")


def with_headline(cleaned: CleanText, title: str | None) -> CleanText:
    """Return `cleaned` with the headline `title` as a paragraph of its own before it.

    Nothing is added where the text begins with the headline or has it as one of its first lines, white space, case,
    quotation marks and the final stop aside; nor where the title is a single word, as names of sections are.

    Args:
        cleaned: what of the text is annotated.
        title: the headline as it was given; None where there is none.
    """
    if title is None or not cleaned.text.strip():
        return cleaned
    if len(title) > LONGEST:
        return _with_warning(cleaned, f"the title has {len(title):,} characters, no headline has: it is not annotated")
    try:
        headline = clean(title)
    except ArticleError as error:
        return _with_warning(cleaned, f"the title is not annotated: {error}")
    if len(headline.text.split()) < FEWEST_WORDS or repeats(cleaned.text, headline.text):
        return cleaned
    return _joined(headline, cleaned)


def repeats(text: str, headline: str) -> bool:
    """Return whether `text` begins with `headline`, or has it among its first lines."""
    keys = [key for key in (_key(headline), _key(_SITE.sub("", headline))) if len(key.split()) >= FEWEST_WORDS]
    start = text[: 2 * len(headline) + LONGEST]
    opening, lines = _key(start), [_key(line.text) for line in lines_of(start) if line.text][:WITHIN_LINES]
    cut_short = headline.rstrip().endswith(("…", "..."))
    return any(key in lines or _begins(opening, key, cut_short=cut_short) for key in keys)


def _begins(text: str, key: str, *, cut_short: bool) -> bool:
    """Return whether a text begins with these words; a headline that was cut short may end inside a word."""
    following = text[len(key) : len(key) + 1]
    return text.startswith(key) and (cut_short or not following.isalnum())


def _key(text: str) -> str:
    """Return what two prints of one headline have in common."""
    plain = _DASHES.sub("-", _QUOTES.sub(" ", unicodedata.normalize("NFC", text).casefold()))
    return " ".join(plain.split()).rstrip(" .…")


def _joined(headline: CleanText, cleaned: CleanText) -> CleanText:
    title, text = headline.offsets, cleaned.offsets
    if not isinstance(title, OffsetMap) or not isinstance(text, OffsetMap):
        raise TypeError("a text that has a headline already")
    end = len(headline.text)
    offsets = PartedMap(title=title, text=text, title_end=end, text_start=end + 1)
    return CleanText(f"{headline.text}\n{cleaned.text}", offsets, cleaned.warnings)


def _with_warning(cleaned: CleanText, warning: str) -> CleanText:
    return CleanText(cleaned.text, cleaned.offsets, (*cleaned.warnings, warning))
