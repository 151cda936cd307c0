"""What stands above a text between two lines of three hyphens: its title, its day, its address.

Only plain ``name: value`` lines are read, with values that go on in indented lines and lists of ``- item`` lines;
what else YAML can say (anchors, objects) has no place above an article, and its readers have been attacked with it.
"""

from __future__ import annotations

import re

# A block has so many lines at most; what goes on longer is a text with a line of hyphens above it.
MOST_LINES = 200
_OPENS = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_CLOSES = re.compile(r"(?:---|\.\.\.)[ \t]*")
_FIELD = re.compile(r"([^\W\d_][\w .-]{0,60}?)[ \t]*:(?:[ \t]+(.*))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_INDENTED = re.compile(r"[ \t]+(\S.*)")
Value = str | list[str]


def split_front_matter(text: str) -> tuple[dict[str, Value], str]:
    """Return the fields of the block that `text` begins with, and the text after it; no fields where it has none.

    A block that is never closed, or holds a line that is no field, is text.
    """
    opened = _OPENS.match(text)
    if not opened:
        return {}, text
    fields: dict[str, Value] = {}
    name, position = "", opened.end()
    for _ in range(MOST_LINES):
        match = _LINE.match(text, position)
        if match is None or match.end() == position:
            return {}, text
        line, position = match[1].rstrip(), match.end()
        if _CLOSES.fullmatch(line):
            return (fields, text[position:]) if fields else ({}, text)
        if field := _FIELD.fullmatch(line):
            name = field[1]
            fields[name] = _unquoted(field[2] or "")
        elif not _continued(fields, name, line):
            return {}, text
    return {}, text


def _continued(fields: dict[str, Value], name: str, line: str) -> bool:
    """Add a line to the value of the field above it; return whether it can be one of its lines."""
    if not line or line.lstrip().startswith("#"):
        return True
    if not name:
        return False
    before = fields[name]
    if item := _ITEM.fullmatch(line):
        fields[name] = [*(before if isinstance(before, list) else [before] if before else []), _unquoted(item[1])]
        return True
    if (more := _INDENTED.fullmatch(line)) and isinstance(before, str):
        fields[name] = more[1] if before in ("", "|", ">", "|-", ">-") else f"{before} {more[1]}"
        return True
    return False


def _unquoted(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
