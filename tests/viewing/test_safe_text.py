"""Whatever a text holds, a terminal only shows it."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsnlp.viewing import safe
from newsnlp.viewing.console import nearest

EVERY_CHAR = list(map(chr, range(sys.maxunicode + 1)))
# By Unicode's own categories: controls, format characters (bidi and zero-width marks), surrogates, line separators.
STEERING = frozenset(char for char in EVERY_CHAR if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp"))
# Invisible characters that Unicode counts among letters and marks.
FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u3164\ufe0f\uffa0\U000e0100")
HOSTILE = st.text(st.one_of(st.sampled_from(sorted(STEERING | FILLERS)), st.characters()))


def test_nothing_that_steers_is_harmless():
    assert [hex(ord(char)) for char in sorted(STEERING | FILLERS) if safe.is_harmless(char)] == []


def test_what_people_write_is_harmless():
    written = "Perché «no»? L’Aquila – Škoda, Ångström, Київ, 東京, 🙂🩷 e\u0301 100 € [red] \\ ~"
    assert safe.prose(written) == safe.label(written) == safe.flat(written) == written


@given(HOSTILE)
def test_of_any_text_only_line_breaks_are_left(text):
    assert set(safe.prose(text)) & (STEERING | FILLERS) <= {"\n"}
    assert set(safe.message(text)) & (STEERING | FILLERS) <= {"\n"}
    assert not set(safe.flat(text) + safe.label(text)) & (STEERING | FILLERS)


@given(HOSTILE)
def test_the_starts_of_a_shown_text_follow_the_text(text):
    shown, starts = safe.prose_with_starts(text)
    assert (len(starts), starts[0], starts[-1]) == (len(text) + 1, 0, len(shown))
    assert starts == sorted(starts)
    kept = [place for place, char in enumerate(text) if safe.is_harmless(char)]
    assert [shown[starts[place]] for place in kept] == [text[place] for place in kept]


@given(st.recursive(HOSTILE, lambda inner: st.lists(inner) | st.dictionaries(HOSTILE, inner)))
def test_json_says_the_same_after_it_is_made_safe(value):
    made_safe = safe.json_text(json.dumps(value, ensure_ascii=False, indent=1))
    assert json.loads(made_safe) == json.loads(json.dumps(value))
    assert set(made_safe) & (STEERING | FILLERS) <= {"\n"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\nb", "a\nb"),
        ("a\rb", "a\nb"),
        ("a\u2028b\x85c", "a\nb\nc"),
        ("a\tb\u00a0c", "a b c"),
        ("in\u00adcon\u200btro", "incontro"),
        ("\x1b[2J\x9b1m\u202e", "\ufffd[2J\ufffd1m\ufffd"),
    ],
)
def test_prose_of_an_article(text, shown):
    assert safe.prose(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\x1b[2J", r"a\x1b[2J"), ("a\nb", r"a\nb"), ("\u202eb\udce9", r"\u202eb\udce9"), ("a\u00a0b", "a b")],
)
def test_labels_tell_what_is_in_them(text, shown):
    assert safe.label(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("«Perché È città»", '"Perche E citta"'), ("L’È – 東 € e\u0301 \U0001f642…", "L'E - ?? ? e ??.")],
)
def test_an_encoding_writes_the_nearest_that_it_has(text, shown):
    assert nearest(text) == shown


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252"])
@given(st.text())
def test_every_text_can_be_written_and_tables_stay_straight(encoding, text):
    written = text.encode(encoding, "newsnlp.nearest").decode(encoding)
    assert sum(map(cell_len, written)) == sum(map(cell_len, text))
