"""JSON files: an array of articles, an object that holds one, or articles one after the other.

The file is read a piece at a time, and an article is yielded as soon as it is complete, so that a file may be
larger than the memory. The parser is that of Python, which reads halves of characters and over-long numbers; where
it finds no end, the value goes on in the next piece.
"""

from __future__ import annotations

import codecs
import datetime
import json
import re
from collections.abc import Generator, Iterator
from typing import Any, BinaryIO

from newsnlp.errors import ArticleError, FormatError
from newsnlp.reading.encoding import decode, refuse_signatures
from newsnlp.reading.fields import FieldNames, article_of, given_id, has_text
from newsnlp.reading.json_values import JsonReader
from newsnlp.reading.text import MAX_BYTES
from newsnlp.schema import Failure, RawArticle

PIECE = 2**16
# Tags, authors, comments of one article have fewer characters than this.
HELD = 2**20
# At the end of a piece a value may break off inside a word, an escape or a number of so many characters.
LONGEST_TOKEN = 1000
_BLANKS = re.compile(r"[ \t\r\n]*")


def read_json(
    stream: BinaryIO, *, name: str, published: datetime.date | None = None, names: FieldNames | None = None
) -> Iterator[RawArticle | Failure]:
    """Yield the articles of a JSON file in order, as `read_jsonl` does those of lines.

    Read are the objects of an array, at the top or in a field of the top object (``{"articles": [...]}``); an
    object with a text of its own, or without an array of objects, is itself an article. Behind a place that is no
    JSON nothing can be read: a last `Failure` says so.

    Args:
        stream: the bytes of the file.
        name: of the file, for the ids of failures ("news.json:12", counted in articles).
        published: for articles that have no day of their own.
        names: under which the fields stand; by default those that newsnlp knows.
    """
    items = _Items(stream, names)
    number = 0
    try:
        for item in items:
            number += 1
            yield _article(item, f"{name}:{number}", items, published, names)
    except (FormatError, OSError) as error:
        told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        reason = f"cannot be read on from here: {told}; what follows is lost"
        yield Failure(id=f"{name}:{number + 1}", stage="read", reason=reason)


def _article(
    item: Any, where: str, items: _Items, published: datetime.date | None, names: FieldNames | None
) -> RawArticle | Failure:
    given: str | None = None
    try:
        if not isinstance(item, dict):
            raise ArticleError(f"no article: a JSON {type(item).__name__}, expected an object with the field 'text'")
        given = given_id(item, names)
        return article_of(item, published=published, warnings=items.warnings(), names=names)
    except ArticleError as error:
        return Failure(id=given or where, stage="read", reason=f"{where}: {error}" if given else str(error))


class _Items:
    """The values of a JSON file that are articles, or should be.

    The text that was read and not used up yet is kept: the value in work, and no more than a piece or as much again.
    """

    def __init__(self, stream: BinaryIO, names: FieldNames | None) -> None:
        self._stream = stream
        self._names = names
        self._taken_chars = 0
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")(errors="surrogateescape")
        self._text = ""
        self._at = 0
        self._started = self._ended = False
        self._json = JsonReader()
        self._damaged: list[str] = []

    def warnings(self) -> list[str]:
        """Return what there is to say of the item that was yielded last."""
        told = [*dict.fromkeys(self._damaged), *self._json.warnings()]
        self._damaged.clear()
        return told

    def __iter__(self) -> Iterator[Any]:
        """Yield the items.

        Raises:
            FormatError: the file is no JSON from some place on.
            OSError: it cannot be read.
        """
        while self._peek():
            if self._peek() == "[":
                self._at += 1
                yield from self._array()
            elif self._peek() == "{":
                yield from self._object()
            else:
                yield self._value()
            if self._peek() == ",":  # objects one after the other, as some programs write them
                self._at += 1

    def _array(self) -> Iterator[Any]:
        """Yield the values of an array whose bracket has been read."""
        while self._peek() != "]":
            yield self._value()
            self._expect(",", "]")
        self._at += 1

    def _object(self) -> Iterator[Any]:
        """Yield the articles that a top object holds in an array; where it has a text of its own, the object itself.

        The text may stand below arrays of tags or comments, so these are held until it is clear what they are.
        """
        self._at += 1
        fields: dict[str, Any] = {}
        held: list[Any] = []
        try:
            streamed = yield from self._fields(fields, held)
        except (FormatError, OSError):
            yield from held  # what was whole before the file breaks off
            raise
        if has_text(fields, self._names) or not (held or streamed):
            yield fields
        else:
            yield from held

    def _fields(self, fields: dict[str, Any], held: list[Any]) -> Generator[Any, None, bool]:
        """Read the fields of an object, and the objects of its arrays into `held` too, as long as it has no text.

        Yields:
            The objects of arrays that are longer than an article has tags.

        Returns:
            Whether there was such an array.
        """
        streamed = False
        while self._peek() != "}":
            key = self._value()
            if not isinstance(key, str):
                raise FormatError("no JSON: the name of a field must be a string")
            self._expect(":")
            self._at += 1
            if has_text(fields, self._names) or not self._opens_articles():
                fields[key] = self._value()
            elif self._hold_array(held, fields.setdefault(key, [])):
                streamed = True
                yield from held
                held.clear()
                del fields[key]
                yield from self._array()
            self._expect(",", "}")
        self._at += 1
        return streamed

    def _hold_array(self, held: list[Any], own: list[Any]) -> bool:
        """Put the values of an array whose bracket has been read into both lists; return whether it is too long."""
        most = self._taken_chars + HELD
        while self._peek() != "]":
            if self._taken_chars > most:
                return True
            value = self._value()
            held.append(value)
            own.append(value)
            self._expect(",", "]")
        self._at += 1
        return False

    def _opens_articles(self) -> bool:
        """Return whether an array of objects comes next; its bracket is read, that of another array is not."""
        if self._peek() != "[":
            return False
        self._at += 1
        if self._peek() == "{":
            return True
        self._text, self._at = "[" + self._text[self._at :], 0
        return False

    def _expect(self, *wanted: str) -> None:
        """Skip a comma, if that is among what is wanted; leave anything else that is.

        Raises:
            FormatError: something else comes next.
        """
        found = self._peek()
        if found not in wanted or not found:
            raise FormatError(
                f"no JSON: {found!r} where {' or '.join(wanted)} must stand" if found else "it breaks off"
            )
        self._at += found == ","

    def _peek(self) -> str:
        """Return the next character that is no white space, "" at the end."""
        while True:
            match = _BLANKS.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if self._ended:
                return ""
            self._text, self._at = "", 0
            self._more(PIECE)

    def _more(self, size: int) -> None:
        data = self._stream.read(size)
        if not self._started:
            refuse_signatures(data)
            self._started = True
        self._ended = not data
        self._text += self._decoder.decode(data, final=self._ended)

    def _drop_used(self) -> None:
        """Forget what has been read, once it is more than what is left: each character is moved a few times only."""
        if self._at > max(PIECE, len(self._text) // 2):
            self._text = self._text[self._at :]
            self._at = 0

    def _value(self) -> Any:
        """Return the next value.

        Raises:
            FormatError: there is none, or it is too long.
        """
        self._drop_used()
        self._peek()
        size = PIECE
        while True:
            try:
                value, end = self._json.value_at(self._text, self._at)
                if end < len(self._text) or self._ended:  # a number may go on in the next piece
                    return self._taken(value, end)
            except json.JSONDecodeError as error:
                if self._ended or self._is_broken(error):
                    raise FormatError(f"no JSON: {error.msg}") from error
            except RecursionError as error:
                raise FormatError("JSON that is nested too deeply") from error
            if len(self._text) - self._at > MAX_BYTES:
                raise FormatError(f"one value of more than {MAX_BYTES:,} characters")
            self._json.doubled.clear()
            self._more(size)
            size *= 2  # a value of any length is tried a few times only

    def _is_broken(self, error: json.JSONDecodeError) -> bool:
        """Return whether more text cannot mend a value: the fault lies before the end, and in no open string."""
        return not error.msg.startswith("Unterminated") and error.pos < len(self._text) - LONGEST_TOKEN

    def _taken(self, value: Any, end: int) -> Any:
        """Return a value that was read; where bytes of it are no UTF-8, its text is decoded as other files are."""
        written = self._text[self._at : end]
        self._at = end
        self._taken_chars += len(written)
        if written.isascii() or not any("\udc80" <= char <= "\udcff" for char in written):
            return value
        text, warnings = decode(written.encode("utf8", "surrogateescape"))
        self._damaged.extend(warnings)
        self._json.doubled.clear()
        return self._json.value(text)
