"""HTML pasted as text: tags, comments, scripts and entities taken out, every offset kept."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from newsnlp.cleaning.offsets import Cutter, OffsetMap

# Elements whose content is no text of the article.
_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "head", "title", "nav", "iframe", "select"})
# Elements that stand on lines of their own.
_BLOCKS = frozenset(
    {
        "p", "div", "br", "hr", "li", "ul", "ol", "dl", "dt", "dd", "table", "tr", "td", "th", "h1", "h2", "h3", "h4",
        "h5", "h6", "article", "section", "header", "footer", "main", "aside", "blockquote", "figure", "figcaption",
        "form", "body", "html", "pre", "address",
    }
)  # fmt: skip
_INLINE = frozenset(
    {
        "a", "abbr", "b", "big", "center", "cite", "code", "em", "font", "i", "img", "input", "label", "link", "mark",
        "meta", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "u", "button", "source", "video",
        "picture",
    }
)  # fmt: skip
_KNOWN = _SILENT | _BLOCKS | _INLINE
_TAG = r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>(?:\s(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*|/)?)>"
_ITEM = re.compile(rf"<!--|<!(?i:doctype)[^<>]*>|{_TAG}|&(?:#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[a-zA-Z][a-zA-Z0-9]*);")
_ENTITY_ONLY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]*);")

_SOURCE_BREAK = re.compile(r"\n\s*")
_BEFORE_BREAK = " \t\r"


def has_markup(text: str) -> bool:
    """Return whether `text` holds HTML: known tags, not words between angle brackets, or entities."""
    if "<" in text and any(match["name"] and match["name"].lower() in _KNOWN for match in _ITEM.finditer(text)):
        return True
    return "&" in text and any(unescape(match[0]) != match[0] for match in _ENTITY_ONLY.finditer(text))


def strip_markup(text: str) -> tuple[str, OffsetMap]:
    """Return the text of an HTML page or fragment with its map to the page.

    Block elements become line breaks; line breaks of the source are blanks where it has block elements.
    """
    return _Stripper(text).run()


class _Stripper:
    """Walks once over the page, left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._cutter = Cutter(text)
        self._has_blocks = any(match["name"] and match["name"].lower() in _BLOCKS for match in _ITEM.finditer(text))
        self._position = 0
        # elements that nothing closes from some place to the end; none is looked for twice
        self._unclosed: set[str] = set()

    def run(self) -> tuple[str, OffsetMap]:
        while match := _ITEM.search(self._text, self._position):
            self._keep(self._position, match.start())
            self._position = self._item(match)
        self._keep(self._position, len(self._text))
        return self._cutter.result()

    def _item(self, match: re.Match[str]) -> int:
        """Handle one tag, comment or entity; return where the text goes on."""
        found = match[0]
        if found == "<!--":
            return self._comment_end(match)
        if match["name"]:
            return self._tag(match, match["name"].lower())
        if found.startswith("&"):
            # "&nosuch;" stays as it is.
            self._cutter.replace(match.start(), match.end(), unescape(found))
        return match.end()

    def _comment_end(self, match: re.Match[str]) -> int:
        end = self._text.find("-->", match.end())
        return len(self._text) if end < 0 else end + len("-->")

    def _tag(self, match: re.Match[str], name: str) -> int:
        if name not in _KNOWN:  # "<Il Sole>" is no tag
            self._keep(match.start(), match.end())
            return match.end()
        end = match.end()
        if name in _SILENT and not match["close"] and not match["rest"].endswith("/"):
            end = self._silent_end(name, end)
        if name in _BLOCKS:
            self._cutter.replace(match.start(), end, "\n")
        return end

    def _silent_end(self, name: str, start: int) -> int:
        closing = None if name in self._unclosed else _closing(name).search(self._text, start)
        if closing:
            return closing.end()
        self._unclosed.add(name)
        # A script that is never closed hides the rest from a browser; any other element is taken as empty.
        return len(self._text) if name in {"script", "style"} else start

    def _keep(self, start: int, end: int) -> None:
        if not self._has_blocks:
            self._cutter.keep(start, end)
            return
        for match in _SOURCE_BREAK.finditer(self._text, start, end):
            # blanks before a break are not looked for by a pattern: it would try each of them as the first
            first = start + len(self._text[start : match.start()].rstrip(_BEFORE_BREAK))
            self._cutter.keep(start, first)
            self._cutter.replace(first, match.end(), " ")
            start = match.end()
        self._cutter.keep(start, end)


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>", re.IGNORECASE)
