"""Spans of a clean text lead back to the raw text they were made from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnlp.cleaning.offsets import Cutter, OffsetMap

# What happens to stretches of a raw text: kept, dropped, or replaced by another text.
PIECES = st.lists(
    st.tuples(st.text(min_size=1, max_size=6), st.sampled_from(("keep", "drop", "replace")), st.text(max_size=3)),
    max_size=12,
)
Piece = tuple[str, str, str]


def cut(pieces: list[Piece]) -> tuple[str, str, OffsetMap]:
    raw = "".join(piece for piece, _, _ in pieces)
    cutter = Cutter(raw)
    start = 0
    for piece, what, replacement in pieces:
        end = start + len(piece)
        if what == "keep":
            cutter.keep(start, end)
        elif what == "replace":
            cutter.replace(start, end, replacement)
        start = end
    return raw, *cutter.result()


@given(PIECES)
def test_kept_characters_are_the_same_in_both_texts(pieces):
    pieces = [piece for piece in pieces if piece[1] != "replace"]
    raw, clean, offsets = cut(pieces)
    for position, character in enumerate(clean):
        start, end = offsets.to_raw(position, position + 1)
        assert raw[start:end] == character


@given(PIECES, st.data())
def test_spans_are_the_hull_of_their_characters(pieces, data):
    raw, clean, offsets = cut(pieces)
    start = data.draw(st.integers(0, len(clean)))
    end = data.draw(st.integers(start, len(clean)))
    first, last = offsets.to_raw(start, end)
    assert 0 <= first <= last <= len(raw)
    singles = [offsets.to_raw(position, position + 1) for position in range(start, end)]
    if singles:
        assert (first, last) == (min(s for s, _ in singles), max(e for _, e in singles))


@given(PIECES)
def test_order_is_kept(pieces):
    _, clean, offsets = cut(pieces)
    starts = [offsets.to_raw(position, position + 1)[0] for position in range(len(clean))]
    assert starts == sorted(starts)


@given(PIECES, st.data())
def test_a_map_through_a_map_is_one_after_the_other(pieces, data):
    _, middle, inner = cut(pieces)
    if not middle:
        return
    cutter = Cutter(middle)
    at = data.draw(st.integers(0, len(middle)))
    cutter.keep(at, len(middle))
    clean, outer = cutter.result()
    for position in range(len(clean)):
        span = (position, position + 1)
        assert outer.through(inner).to_raw(*span) == inner.to_raw(*outer.to_raw(*span))


@given(st.text(max_size=20), st.data())
def test_identity(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert OffsetMap.identity(len(text)).to_raw(start, end) == (start, end)


def test_a_span_over_a_dropped_stretch_covers_it():
    cutter = Cutter("uno DUE tre")
    cutter.keep(0, 4)
    cutter.keep(8, 11)
    clean, offsets = cutter.result()
    assert clean == "uno tre"
    assert offsets.to_raw(0, 7) == (0, 11)
    assert offsets.to_raw(4, 7) == (8, 11)


def test_every_part_of_a_replacement_is_the_whole_of_what_it_replaced():
    cutter = Cutter("a&hellip;b")
    cutter.keep(0, 1)
    cutter.replace(1, 9, "…")
    cutter.keep(9, 10)
    clean, offsets = cutter.result()
    assert clean == "a…b"
    assert offsets.to_raw(1, 2) == (1, 9)
    assert offsets.to_raw(1, 3) == (1, 10)


@pytest.mark.parametrize("span", [(-1, 1), (0, 4), (2, 1)])
def test_spans_outside_the_text_are_refused(span):
    with pytest.raises(IndexError, match="not in a text of 3 characters"):
        OffsetMap.identity(3).to_raw(*span)
