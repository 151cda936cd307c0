"""The one way to the terminal: every text that newsnlp prints for a reader goes through a console of this file.

A console prints markup of a text ("[red]") as it stands, lets nothing through that steers a terminal, whatever the
text was that reached it, and finds a way to write what the encoding of the terminal lacks.
"""

from __future__ import annotations

import codecs
import io
import os
import unicodedata
from collections.abc import Mapping
from typing import Any, TextIO

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.segment import Segment
from rich.text import Text

from newsnlp.viewing.safe import REPLACEMENT, is_harmless, message

# Columns of what goes into a file or a pipe, which has no window whose width could be asked for.
WIDTH_OF_FILES = 120
ERRORS = "newsnlp.nearest"
# What an encoding without typographic signs writes, as wide as they are; accents fall off by themselves.
_NEAREST: Mapping[str, str] = {
    **dict.fromkeys("‘’‚‹›", "'"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("•·", "*"),
    "→": ">",
    "…": ".",
    "×": "x",
}


class _Guard(RenderHook):
    """Wraps everything that is printed."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Guarded(renderable) for renderable in renderables]


class _Guarded:
    """Something to print, of which only what a terminal just shows is left."""

    def __init__(self, renderable: ConsoleRenderable) -> None:
        self.renderable = renderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self.renderable, options):
            yield segment if segment.control else _guarded(segment)


def _guarded(segment: Segment) -> Segment:
    if segment.text == "\n" or (segment.text.isascii() and segment.text.isprintable()):
        return segment
    shown = "".join(char if char == "\n" or is_harmless(char) else REPLACEMENT for char in segment.text)
    return segment if shown == segment.text else Segment(shown, segment.style)


def make_console(*, stderr: bool = False) -> Console:
    """Return a console that writes to standard output, or to standard error."""
    options: dict[str, Any] = {"stderr": stderr, "markup": False, "emoji": False, "highlight": False}
    console = Console(**options)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console = Console(width=WIDTH_OF_FILES, **options)
    console.push_render_hook(_Guard())
    return console


def say(text: str, *, style: str = "") -> None:
    """Print a message on standard error, its lines as long as they are."""
    make_console(stderr=True).print(Text(message(text), style), soft_wrap=True)


def write_nearest(*streams: TextIO | Any) -> None:
    """Make streams write the nearest that their encoding has, instead of failing on what it lacks."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=ERRORS)


def nearest(text: str) -> str:
    """Return ASCII that stands for a text, as wide in a terminal as the text is."""
    return "".join(map(_nearest, text))


def _nearest(char: str) -> str:
    plain = _NEAREST.get(char) or unicodedata.normalize("NFKD", char)[0]
    width = cell_len(char)
    return plain if plain.isascii() and plain.isprintable() and cell_len(plain) == width else "?" * width


def _on_encode_error(error: UnicodeError) -> tuple[str, int]:
    """Answer a codec.

    Raises:
        UnicodeError: the fault is none of writing.
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return nearest(error.object[error.start : error.end]), error.end


codecs.register_error(ERRORS, _on_encode_error)
