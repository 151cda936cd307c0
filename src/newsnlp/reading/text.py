"""Plain text: one file, one article."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import BinaryIO

from newsnlp.errors import FormatError
from newsnlp.reading.encoding import decode
from newsnlp.reading.headline import headline_of
from newsnlp.schema import Failure, RawArticle, content_id

# No article has this many bytes; what has is some other file and is not read into memory.
MAX_BYTES = 64 * 2**20


def read_text(
    stream: BinaryIO, *, name: str | None, published: datetime.date | None = None
) -> Iterator[RawArticle | Failure]:
    """Yield the one article of a text file, or why it cannot be read; its title is its first line, if that is one.

    Args:
        stream: the bytes of the file.
        name: becomes the id; None (standard input) gives an id that is derived from the text.
        published: the day the article was published.
    """
    try:
        data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise FormatError(f"more than {MAX_BYTES:,} bytes: too long for one article")
        text, warnings = decode(data)
    except (FormatError, OSError) as error:
        yield Failure(id=name or "stdin", stage="read", reason=str(error))
        return
    yield RawArticle(
        id=name or content_id(text), text=text, title=headline_of(text), published=published, warnings=warnings
    )
