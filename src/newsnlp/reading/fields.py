"""The fields of an article, of a JSON object or of a mapping in Python -> a raw article; what is unfit is told."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from numbers import Integral
from typing import Any

from newsnlp.errors import ArticleError
from newsnlp.schema import RawArticle, content_id, is_missing, parse_date, shown

STRINGS = ("title", "url", "source")


def article_of(
    fields: Mapping[Any, Any], *, published: datetime.date | None = None, warnings: Iterable[str] = ()
) -> RawArticle:
    """Return the article of `fields`; only ``text`` is needed.

    A field of a wrong type is left out with a warning, and so is a date that is none.

    Args:
        fields: what the source gives; it is not changed.
        published: for an article that has no ``published`` of its own.
        warnings: what was noticed before, while its bytes were read.

    Raises:
        ArticleError: it has no text, or one that is no string.
    """
    text = _text(fields)
    told = [*warnings, *_given_warnings(fields)]
    day = _date(fields, told) or published
    strings = {name: _string(fields, name, told) for name in STRINGS}
    identity = given_id(fields)
    if identity is None and not is_missing(fields.get("id")):
        told.append(f"id left out: {shown(fields['id'])}, not a string or a number")
    article = RawArticle(id=identity or "", text=text, published=day, warnings=tuple(told), **strings)
    return article if article.id else article.model_copy(update={"id": content_id(article.text)})


def given_id(fields: Mapping[Any, Any]) -> str | None:
    """Return the id that an article states, as a string; None where it states none that can be used."""
    given = fields.get("id")
    if isinstance(given, str):
        return given or None
    if isinstance(given, bool) or is_missing(given) or not isinstance(given, Integral | float):
        return None
    try:
        return str(given)
    except ValueError:  # an integer of thousands of digits: Python refuses to write it out
        return None


def _text(fields: Mapping[Any, Any]) -> str:
    text = fields.get("text")
    if text is None:
        names = ", ".join(str(name)[:40] for name in list(fields)[:20])
        raise ArticleError(f"the field 'text' is missing; found: {names or 'nothing'}")
    if not isinstance(text, str):
        raise ArticleError(f"the text must be a string, not {type(text).__name__}")
    return text


def _given_warnings(fields: Mapping[Any, Any]) -> list[str]:
    """Return the warnings that a mapping brings along, as raw articles have them."""
    given = fields.get("warnings", ())
    if isinstance(given, list | tuple) and all(isinstance(warning, str) for warning in given):
        return list(given)
    return [] if is_missing(given) else [f"warnings left out: {shown(given)}, not a list of strings"]


def _date(fields: Mapping[Any, Any], warnings: list[str]) -> datetime.date | None:
    try:
        return parse_date(fields.get("published"))
    except ArticleError as error:
        warnings.append(f"published left out: {error}")
        return None


def _string(fields: Mapping[Any, Any], name: str, warnings: list[str]) -> str | None:
    value = fields.get(name)
    if is_missing(value):
        return None
    if not isinstance(value, str):
        warnings.append(f"{name} left out: a {type(value).__name__}, not a string")
        return None
    return value
