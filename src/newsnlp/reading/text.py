"""Plain text: one file, one article."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from newsnlp.errors import FormatError
from newsnlp.reading.encoding import decode
from newsnlp.reading.fields import FieldNames, article_of, known_names
from newsnlp.reading.front_matter import split_front_matter
from newsnlp.reading.headline import headline_of
from newsnlp.schema import Failure, RawArticle, content_id, well_formed

# No article has this many bytes; what has is some other file and is not read into memory.
MAX_BYTES = 64 * 2**20


def read_text(
    stream: BinaryIO,
    *,
    name: str | None,
    published: datetime.date | None = None,
    names: FieldNames | None = None,
    row: Mapping[str, str] | None = None,
) -> Iterator[RawArticle | Failure]:
    """Yield the one article of a text file, or why it cannot be read.

    What the file tells of itself above its text goes before what a table beside it tells. Where neither has a title,
    it is the first line, if that looks like a headline.

    Args:
        stream: the bytes of the file.
        name: becomes the id, if the file states none; None (standard input) gives an id derived from the text.
        published: for a file that does not state its day.
        names: of the fields above the text and in the table; by default those that newsnlp knows.
        row: what a table tells of the file.
    """
    try:
        data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise FormatError(f"more than {MAX_BYTES:,} bytes: too long for one article")
        text, warnings = decode(data)
    except (FormatError, OSError) as error:
        yield Failure(id=name or "stdin", stage="read", reason=str(error))
        return
    yield _article(text, name, published, names or known_names(), row or {}, warnings)


def _article(
    text: str,
    name: str | None,
    published: datetime.date | None,
    names: FieldNames,
    row: Mapping[str, str],
    warnings: tuple[str, ...],
) -> RawArticle:
    fields, below = split_front_matter(text)
    if names.know_any(fields):  # else it is a text with lines of hyphens: "--- / Neri ha detto: «Sì» / ---"
        text = below
    else:
        fields = {}
    article = RawArticle(id=name or content_id(well_formed(text)), text=text, published=published, warnings=warnings)
    for told in (row, fields):
        if told:
            article = article_of({**told, names.of["text"][0]: text}, names=names, defaults=article)
    return article if article.title else article.model_copy(update={"title": headline_of(article.text)})
