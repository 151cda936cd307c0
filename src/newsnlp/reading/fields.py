"""The fields of an article, of a JSON object or of a mapping in Python -> a raw article; what is unfit is told."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from numbers import Integral
from typing import Any

from newsnlp.errors import ArticleError, InputError
from newsnlp.lang.it.article_fields import article_fields
from newsnlp.reading.dates import publication_day
from newsnlp.reading.meta import meta_of
from newsnlp.schema import RawArticle, content_id, is_missing, shown, well_formed
from newsnlp.schema.kinds import Kind, kind_of

STRINGS = ("title", "url", "source")
# Fields that annotating fills: those of an article that was annotated by hand are not carried along.
LAYERS = frozenset({"entities", "events", "quotes", "relations", "times", "pipeline"})
OWN = frozenset({"warnings", "meta"})
_BETWEEN_WORDS = re.compile(r"[\s_.-]+")
Names = Mapping[str, str | Sequence[str]]


class FieldNames:
    """Under which names the fields of an article stand, in the order in which they count."""

    def __init__(self, given: Names | None = None) -> None:
        """Take the names that are known, but for the fields that `given` names itself.

        Args:
            given: field of newsnlp (id, text, title, published, url, source) -> the name that it has, or several.

        Raises:
            InputError: it names a field that newsnlp does not have.
        """
        known, own = article_fields(), dict(given or {})
        if unknown := own.keys() - known.keys():
            raise InputError(f"no field {', '.join(sorted(unknown))}; the fields are {', '.join(known)}")
        named = {field: (names,) if isinstance(names, str) else tuple(names) for field, names in own.items()}
        self.of: Mapping[str, tuple[str, ...]] = {**known, **named}
        self._all = frozenset(_plain(name) for names in self.of.values() for name in names)

    def know_any(self, keys: Iterable[str]) -> bool:
        """Return whether one of these keys names a field of an article."""
        return any(_plain(key) in self._all for key in keys)


@cache
def known_names() -> FieldNames:
    """Return the names that newsnlp knows by itself."""
    return FieldNames()


def article_of(
    fields: Mapping[Any, Any],
    *,
    published: datetime.date | None = None,
    warnings: Iterable[str] = (),
    names: FieldNames | None = None,
    defaults: RawArticle | None = None,
) -> RawArticle:
    """Return the article of `fields`; only a text is needed.

    A field of a wrong type is left out with a warning, and so is a date that is none. What is no field of an
    article becomes its ``meta``.

    Args:
        fields: what the source gives; it is not changed.
        published: for an article that has no day of its own.
        warnings: what was noticed before, while its bytes were read.
        names: under which the fields stand; by default those that newsnlp knows.
        defaults: has the fields that `fields` does not state; its warnings and ``meta`` are kept.

    Raises:
        ArticleError: it has no text, or one that is no string; or it is a record, which is annotated already.
    """
    _refuse_others(fields)
    given = _Given(fields, names or known_names(), [*(defaults.warnings if defaults else ()), *warnings])
    return given.article(published, defaults)


def _refuse_others(fields: Mapping[Any, Any]) -> None:
    kind = kind_of(fields)
    if kind is Kind.RECORD:
        raise ArticleError("annotated already: a record of newsnlp (it has a 'schema_version'), not an article")
    if kind is Kind.FAILURE:
        raise ArticleError(f"no article: a failure of an earlier run ({shown(fields['reason'])})")


def given_id(fields: Mapping[Any, Any], names: FieldNames | None = None) -> str | None:
    """Return the id that an article states, as a string; None where it states none that can be used."""
    found: str | None = _Given(fields, names or known_names(), []).first("id", _identity)
    return found


def has_text(fields: Mapping[Any, Any], names: FieldNames | None = None) -> bool:
    """Return whether an article states a text."""
    return any(isinstance(value, str) for _, value in _Given(fields, names or known_names(), []).values("text"))


class _Given:
    """What a source gives of one article: looks fields up by their names, notes which were used and what was unfit."""

    def __init__(self, fields: Mapping[Any, Any], names: FieldNames, warnings: list[str]) -> None:
        self.fields = fields
        self.names = names
        self.warnings = warnings
        self.used: set[Any] = set()
        self._keys: dict[str, Any] = {}
        for key in fields:
            self._keys.setdefault(_plain(key), key)

    def article(self, published: datetime.date | None, defaults: RawArticle | None) -> RawArticle:
        text = self.text()
        self.warnings.extend(self._given_warnings())
        stated: dict[str, Any] = {name: self.first(name, _string) for name in STRINGS}
        stated["published"] = self.first("published", publication_day)
        stated["id"] = self.first("id", _identity)
        if defaults is not None:
            stated = {name: getattr(defaults, name) if value is None else value for name, value in stated.items()}
        stated["published"] = stated["published"] or published
        stated["id"] = stated["id"] or content_id(well_formed(text))
        meta = {**(defaults.meta if defaults else {}), **meta_of(self._unknown(text), self.warnings)}
        return RawArticle(text=text, meta=meta, warnings=tuple(self.warnings), **stated)

    def values(self, field: str) -> Iterator[tuple[Any, Any]]:
        """Yield key and value of the names of a field that are there and not empty, in their order."""
        for key in self._keys_of(field):
            if not _is_blank(self.fields[key]):
                yield key, self.fields[key]

    def _keys_of(self, field: str) -> Iterator[Any]:
        """Yield the keys under which a field stands, in the order of its names."""
        for name in self.names.of[field]:
            key = name if name in self.fields else self._keys.get(_plain(name))
            if key is not None:
                yield key

    def first(self, field: str, convert: Callable[[Any], Any]) -> Any:
        """Return the first value of a field that can be used; where none can, a warning says what was found."""
        unfit = None
        for key, value in self.values(field):
            try:
                found = convert(value)
            except ArticleError as error:
                unfit = unfit or f"{key} left out: {error}"
                continue
            self.used.add(key)
            return found
        if unfit:
            self.warnings.append(unfit)
        return None

    def text(self) -> str:
        """Return the text.

        Raises:
            ArticleError: there is none, or one that is no string.
        """
        found = list(self.values("text"))
        for key, value in found:
            if isinstance(value, str):
                self.used.add(key)
                return value
        if found:
            raise ArticleError(f"the text must be a string, not {type(found[0][1]).__name__}")
        for key in self._keys_of("text"):
            if isinstance(self.fields[key], str):
                return str(self.fields[key])  # empty: told when the text is cleaned
            raise ArticleError(f"the field {_named(key)!r} holds nothing")
        names = ", ".join(_named(key) for key in list(self.fields)[:20])
        raise ArticleError(f"the field {self.names.of['text'][0]!r} is missing; found: {names or 'nothing'}")

    def _given_warnings(self) -> list[str]:
        """Return the warnings that a mapping brings along, as raw articles have them."""
        given = self.fields.get("warnings")
        if isinstance(given, list | tuple) and all(isinstance(warning, str) for warning in given):
            return list(given)
        return [] if is_missing(given) else [f"warnings left out: {shown(given)}, not a list of strings"]

    def _unknown(self, text: str) -> Iterator[tuple[Any, Any]]:
        """Yield what is no field of the article; a second copy of its text is nothing new."""
        own = self.fields.get("meta")
        if isinstance(own, Mapping):
            yield from own.items()
        elif not is_missing(own):
            yield "meta", own
        for key, value in self.fields.items():
            if key not in self.used and key not in LAYERS | OWN and not (isinstance(value, str) and value == text):
                yield key, value


def _plain(key: Any) -> str:
    """Return what names of one field have in common: "published_at", "publishedAt", "Published at"."""
    return _BETWEEN_WORDS.sub("", key).casefold() if isinstance(key, str) else ""


def _named(key: Any) -> str:
    return key[:40] if isinstance(key, str) else type(key).__name__


def _is_blank(value: Any) -> bool:
    return not value.strip() if isinstance(value, str) else is_missing(value)


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise ArticleError(f"a {type(value).__name__}, not a string")


def _identity(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Integral | float) and not isinstance(value, bool):
        try:
            return str(value)
        except ValueError:  # an integer of thousands of digits: Python refuses to write it out
            pass
    raise ArticleError(f"{shown(value)}, not a string or a number")
