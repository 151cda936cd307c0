"""Values as every table can hold them, and texts that break out of no file: one way for all formats of other programs.

A name in an article may hold quotes, line ends, escape sequences, ``</script>``, marks that turn the direction of
writing, or what a spreadsheet takes for a formula. `flat` is the one function that makes a value of a network or of a
record plain: a text on one line, a number, a truth value, or None. `cell` is that for spreadsheets, `identifier` for
keys, which must stay apart from each other, `json_line` for JSON, which loses nothing.
"""

from __future__ import annotations

import datetime
import json
import math
import re
from collections.abc import Hashable, Iterable, Mapping
from typing import Any
from urllib.parse import quote

from newsnlp.errors import GraphError
from newsnlp.schema import days, granularity
from newsnlp.schema.iso import Days
from newsnlp.viewing import safe

Plain = str | int | float | bool | None

BETWEEN = "; "
# A spreadsheet takes a cell that begins with one of these for a formula, and runs it; Japanese ones the wide forms too.
FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
HAPPENED = "happened"
# Of an edge or a relation that states no status: then nobody has said that it is so.
UNSTATED = "unstated"
# What has a meaning in addresses, queries or lists of one of the formats.
_NOT_IN_IDS = frozenset("%\"'`\\<>{}|^;,")
# Blanks that a reader may drop.
_EDGES = re.compile("^ | $| (?= )")
_INTEGERS = range(-(2**63), 2**63)


def flat(value: object, *, between: str = BETWEEN) -> Plain:
    """Return a value of a network or a record as a table holds it; None where there is nothing in it.

    Texts stand on one line and hold nothing that steers a reader or a terminal; days are ISO 8601; the items of a list
    are parted by `between`, whose sign is a comma inside of them; a mapping is JSON.

    Raises:
        GraphError: the value is of a kind that no table holds.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if value in _INTEGERS else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, str):
        return safe.flat(value) or None
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return safe.flat(_json(value)) if value else None
    if isinstance(value, list | tuple | set | frozenset):
        return _joined(sorted(value, key=repr) if isinstance(value, set | frozenset) else value, between)
    raise GraphError(f"no table can hold {value!r:.80}: texts, numbers, days, and lists and mappings of them can")


def _joined(items: Iterable[object], between: str) -> str | None:
    sign = between.strip()
    texts = (str(text).replace(sign, ",") for item in items if (text := flat(item)) is not None)
    return between.join(texts) or None


def _json(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise GraphError(f"no file can hold {value!r:.80}: {error}") from error


def line(value: object) -> str:
    """Return a value as a text on one line; "" where there is nothing in it."""
    found = flat(value)
    return "" if found is None else str(found)


def cell(value: object, *, between: str = BETWEEN) -> str | int | float:
    """Return a value for a cell of a spreadsheet: `flat`, with an apostrophe before what would be run as a formula."""
    found = flat(value, between=between)
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, str):
        return f"'{found}" if found.startswith(FORMULAS) else found
    return "" if found is None else found


def identifier(key: Hashable) -> str:
    """Return the key of a node, an edge or an article as every format can hold it; two keys never become one.

    What is no plain character of a name is percent-encoded, as in an address: ``PER:anna verdi`` stays as it is.

    Raises:
        GraphError: the key is no text.
    """
    if not isinstance(key, str):
        raise GraphError(f"nodes and edges must have texts as keys, found {key!r:.80}")
    text = _EDGES.sub("%20", "".join(char if _stays(char) else _encoded(char) for char in key))
    if text.startswith(FORMULAS):
        text = _encoded(text[0]) + text[1:]
    return text or "%"


def _stays(char: str) -> bool:
    return char not in _NOT_IN_IDS and (char == " " or (not char.isspace() and safe.is_harmless(char)))


def _encoded(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf8", "surrogatepass"))


def address_part(key: str) -> str:
    """Return a key as a part of an IRI that every reader takes: percent-encoded, ASCII alone."""
    return quote(key, safe=":@", errors="surrogatepass")


def json_line(value: object) -> str:
    """Return JSON on one line that says what `value` says and is harmless also in a page and on a terminal.

    Raises:
        GraphError: JSON cannot hold the value.
    """
    return harmless_json(_json(value))


def harmless_json(text: str) -> str:
    r"""Return JSON that says the same, in which nothing ends a script (``<\/script>``) or steers what shows it."""
    return safe.json_text(text).replace("</", "<\\/").replace("<!--", "\\u003c!--")


def without_none(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a mapping without what is not known: None, and empty lists, mappings and texts."""
    return {name: value for name, value in row.items() if value is not None and value not in ("", [], {})}


def is_fact(status: object) -> bool:
    """Tell whether something of a status may stand without it: what is planned, possible or denied may not."""
    return status == HAPPENED


def kind_of(row: Mapping[str, Any]) -> str:
    """Return the type of an edge as a reader sees it, ``MET_WITH (planned)`` where it is no fact."""
    name = line(row.get("type")) or "LINK"
    if "status" not in row or is_fact(row["status"]):
        return name
    return f"{name} ({line(row['status']) or UNSTATED})"


def relation_name(row: Mapping[str, Any]) -> str:
    """Return the type of an edge for a database, in which it is a name: ``PLANNED_MET_WITH`` where it is no fact.

    Raises:
        GraphError: it is no name.
    """
    name = name_only(row.get("type") or "LINK")
    if "status" not in row or is_fact(row["status"]):
        return name
    return f"{name_only(row['status'] or UNSTATED).upper()}_{name}"


def name_only(value: object) -> str:
    """Return a text that a query may hold as it is: letters of ASCII, digits and underscores.

    Raises:
        GraphError: it is another one.
    """
    if isinstance(value, str) and value.isascii() and value.isidentifier():
        return value
    raise GraphError(f"types of nodes and edges must be names of ASCII letters, as MET_WITH, found {value!r:.80}")


def first_and_last(value: object) -> Days | None:
    """Return the first and the last day that an ISO 8601 value covers; None where there is none."""
    return days(value) if isinstance(value, str) else None


def day_text(value: object) -> str | None:
    """Return an ISO 8601 value if it is one of the forms that every program reads: year, month, day, day and time."""
    if isinstance(value, str) and granularity(value) in ("year", "month", "day", "time") and days(value):
        return value
    return None


_WEB = re.compile(r"https?://[^\s\"<>\\^`{|}\x00-\x20\x7f-\xa0]+", re.IGNORECASE)


def web_address(value: object) -> str | None:
    """Return an address of the web that is one; None for everything else, such as ``javascript:``."""
    if not isinstance(value, str):
        return None
    text = value.strip()
    return text if _WEB.fullmatch(text) and text.isprintable() and all(map(safe.is_harmless, text)) else None
