"""HTML pasted as text: what is read, and that every offset still points into the page."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnlp.cleaning.markup import has_markup, strip_markup


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize(
    ("page", "read"),
    [
        ("<p>Il ministro è a Roma.</p>", "Il ministro è a Roma."),
        ("<b>Roma</b>, 3 maggio", "Roma, 3 maggio"),
        ("Il <a href='x'>ministro</a>&nbsp;parla", "Il ministro parla"),
        ("Perch&eacute; no? &#200; tardi &amp; buio", "Perché no? È tardi & buio"),
        ("<script>var a = '<p>no</p>';</script><p>Sì</p>", "Sì"),
        ("<style>p { color: red }</style><p>Sì</p>", "Sì"),
        ("<!-- <p>no</p> --><p>Sì</p>", "Sì"),
        ("<p>Uno</p><!-- mai chiuso <p>no</p>", "Uno"),
        ("<p>Uno</p><script>mai chiuso", "Uno"),
        ('<p title="a > b">Sì</p>', "Sì"),
        ("<!DOCTYPE html><html><head><title>Sito</title></head><body><p>Sì</p></body></html>", "Sì"),
        ("<nav>Home Esteri</nav><p>Sì</p>", "Sì"),
        ("<P CLASS=x>Sì<BR/>no</P>", "Sì no"),
    ],
)
def test_text_of_a_page(page, read):
    assert has_markup(page)
    text, _ = strip_markup(page)
    assert words(text) == words(read)


@pytest.mark.parametrize(
    "text",
    [
        "Il saldo è < 3 e > 1.",
        "Ha scritto a <mario.rossi@example.org> ieri.",
        "«Il Sole» & «La Luna»",
        "Il caso <Alfa> e il caso <Beta>",
        "AT&T; e C&A;",
        "x<y e y>z",
    ],
)
def test_what_only_looks_like_markup_stays(text):
    assert not has_markup(text)


def test_blocks_end_lines_and_source_lines_do_not():
    text, _ = strip_markup("<h1>Vertice a Roma</h1><p>Il ministro\n   ha parlato.</p>\n<p>Poi è partito.</p>")
    assert [line.strip() for line in text.split("\n") if line.strip()] == [
        "Vertice a Roma",
        "Il ministro ha parlato.",
        "Poi è partito.",
    ]


def test_line_breaks_are_kept_where_no_element_makes_any():
    text, _ = strip_markup("Vertice a <b>Roma</b>\nIl ministro ha parlato.")
    assert text == "Vertice a Roma\nIl ministro ha parlato."


def test_words_lead_back_to_the_page():
    page = "<p>Il <b>presidente</b> della Citt&agrave;</p>"
    text, offsets = strip_markup(page)
    for word, raw in (("presidente", "presidente"), ("della", "della"), ("Città", "Citt&agrave;")):
        start = text.index(word)
        first, last = offsets.to_raw(start, start + len(word))
        assert page[first:last] == raw


TAGS = st.sampled_from(("<p>", "</p>", "<b>", "</b>", "<br>", "&egrave;", "&amp;", "<!-- x -->", "<", "&", "\n"))


@given(st.lists(st.one_of(TAGS, st.text(alphabet="abcè ", min_size=1, max_size=5)), max_size=15))
def test_letters_of_any_page_lead_back_to_themselves(parts):
    page = "".join(parts)
    text, offsets = strip_markup(page)
    for position, character in enumerate(text):
        first, last = offsets.to_raw(position, position + 1)
        assert first < last
        assert page[first:last] == character or character in "è&\n "


@pytest.mark.parametrize("part", ["<a ", "<!--", '<a "', "<script>", "&amp", "<p title='", "<<", "</"])
def test_broken_pages_take_linear_time(part):
    started = time.perf_counter()
    page = part * 40_000 + "<p>x</p>"
    if has_markup(page):
        strip_markup(page)
    assert time.perf_counter() - started < 5


# what was looked for again and again, to the end of the page: the time grew with the square of the length
@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("<p>Roma" + " " * 100_000 + "</p>", "Roma"),
        ("<p>Roma" + " \t" * 50_000 + "\n Parigi</p>", "Roma Parigi"),
        ("<nav>" * 20_000 + "Roma", "Roma"),
        ("<nav>Roma " * 5000 + "</nav>Parigi", "Parigi"),
    ],
    ids=["blanks", "blanks before a break", "never closed", "closed once"],
)
def test_blanks_and_elements_without_an_end_take_no_time(page, kept):
    start = time.process_time()
    text, _ = strip_markup(page)
    assert " ".join(text.split()) == kept
    assert time.process_time() - start < 2
