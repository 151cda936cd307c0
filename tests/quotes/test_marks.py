"""Quotation marks: where they open and close."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnlp.annotation.quotes.marks import find_marked

CASES = [
    ("<<Una parola>> e «due»", ["Una parola", "due"]),
    ("Ha detto: «Non ci sarò».", ["Non ci sarò"]),
    ("Ha detto: “Non ci sarò”.", ["Non ci sarò"]),
    ('Ha detto: "Non ci sarò".', ["Non ci sarò"]),
    ("Ha detto: ''Non ci sarò''.", ["Non ci sarò"]),
    ("Ha detto: „Non ci sarò“.", ["Non ci sarò"]),
    ('Ha detto: “Non ci sarò".', ["Non ci sarò"]),
    # the marks that typists leave a blank after
    ('Ha detto: " Non ci sarò ".', [" Non ci sarò "]),
    # inner quotations belong to the outer one
    ("«Mi ha detto: “vattene”», racconta.", ["Mi ha detto: “vattene”"]),
    ("«Il giornale “Il Faro” sbaglia» e «basta così»", ["Il giornale “Il Faro” sbaglia", "basta così"]),
    ("«Lo chiamavano «il Lungo» da ragazzo»", ["Lo chiamavano «il Lungo» da ragazzo"]),
    ('«Allo "Stadio Nuovo" non vado»', ['Allo "Stadio Nuovo" non vado']),
    # two in a line
    ('"Sì", dice uno; "no", l\'altro.', ["Sì", "no"]),
    # never closed: to the end of the paragraph, the next one stands for itself
    ("«Non ci sarò domani sera\nSecondo paragrafo.", ["Non ci sarò domani sera"]),
    ('Ha detto: "Non ci sarò domani sera', ["Non ci sarò domani sera"]),
    # never closed, but others follow: to the end of its sentence
    ("«Non ci sarò. Poi ha aggiunto: “Forse sì, forse no”.", ["Non ci sarò.", "Forse sì, forse no"]),
    # single marks
    ("Lo ha chiamato ‘il professore’ per scherzo", ["il professore"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_marked_stretches(text: str, expected: list[str]) -> None:
    assert [text[m.start : m.end] for m in find_marked(text)] == expected


# Marks that quote nothing.
CONTROLS = [
    "L’accordo dell’altro giorno c’è",
    "l'accordo e l'intesa",
    "e' andato in citta' perche' poteva",
    'Un televisore da 24" costa poco',
    "virgolette vuote «» qui",
    "una sola chiusura» qui",
    "se a < b e c > d, o 5<<6",
    "",
]


@pytest.mark.parametrize("text", CONTROLS)
def test_nothing_is_quoted(text: str) -> None:
    assert find_marked(text) == []


@given(st.text(alphabet="ab «»“”\"'‘’<>.\n,", max_size=60))
def test_stretches_are_in_order_and_inside_the_text(text: str) -> None:
    end = 0
    for marked in find_marked(text):
        assert end <= marked.open < marked.start <= marked.end <= marked.close <= len(text)
        assert "\n" not in text[marked.open : marked.close]
        end = marked.close
