"""The first line of a text is its headline if it looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnlp.reading.headline import headline_of

BODY = "PRAGA - La premier ha ricevuto ieri il ministro degli Esteri, e i due hanno parlato a lungo di porti."


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (f"Il vertice di Praga\n\n{BODY}", "Il vertice di Praga"),
        (f"Il vertice di Praga\n{BODY}\n", "Il vertice di Praga"),
        (f"\n  Il vertice di Praga  \r\n\r\n{BODY}", "Il vertice di Praga"),
        (f"Ferri: «Con Praga un'agenda comune»\n{BODY}", "Ferri: «Con Praga un'agenda comune»"),
        (f"Chi ha visto Ferri?\n{BODY}", "Chi ha visto Ferri?"),
        # No headline: a sentence, a section, one line alone, markup, a list.
        (f"Ferri ha visto Novak.\n\n{BODY}", None),
        (f"Esteri\n\n{BODY}", None),
        ("Il vertice di Praga", None),
        ("Il vertice di Praga\n\n \n", None),
        (f"<h1>Il vertice di Praga</h1>\n{BODY}", None),
        (f"{BODY * 3}\n\n{BODY}", None),
        ("1 2 3\n\n4 5 6", None),
        ("", None),
        # Lines that are cut at a width are about as long as each other.
        (
            "Il ministro degli Esteri Carlo Ferri ha incontrato\nieri a Praga la premier Ana Novak, che lo ha ricevuto",
            None,
        ),
        (f"PRAGA, 3 maggio -\n{BODY}", None),
    ],
)
def test_first_lines(text, headline):
    assert headline_of(text) == headline


@given(st.text(st.sampled_from("Ab .\r\n\t«»,0\u2028"), max_size=60))
def test_a_headline_stands_in_the_first_line_with_text_below(text):
    headline = headline_of(text)
    if headline is not None:
        assert text.lstrip().startswith(headline)
        assert text.lstrip()[len(headline) :].strip()
