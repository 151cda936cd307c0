"""Whom the object means that is written together with its verb: incontrarlo, riceverla, incontrarli."""

from __future__ import annotations

import pytest

from newsnlp.annotation.layers import enclitics, entities
from newsnlp.lang.it.reference import joined_object

BIANCHI, ROSSI, VERDI = "Anna Bianchi", "Carlo Rossi", "Mario Verdi"
# Carlo Rossi parla. / Carlo Rossi e Mario Verdi parlano.
ONE = "Carlo PROPN nsubj 3|Rossi PROPN flat:name 1|parla VERB ROOT 0 fin-s|. PUNCT punct 3"
TWO = (
    "Carlo PROPN nsubj 6|Rossi PROPN flat:name 1|e CCONJ cc 4|Mario PROPN conj 1|Verdi PROPN flat:name 4"
    "|parlano VERB ROOT 0 fin-p|. PUNCT punct 6"
)


def decides(verb: str) -> str:
    """Return "Anna Bianchi ha deciso di <verb>."."""
    return (
        "Anna PROPN nsubj 4|Bianchi PROPN flat:name 1|ha AUX aux 4 fin-s|deciso VERB ROOT 0 part-ms|di ADP mark 6"
        f"|{verb} VERB xcomp 4|. PUNCT punct 4"
    )


# Carlo Rossi ha chiesto a Mario Verdi di riceverlo.
ASKS = (
    "Carlo PROPN nsubj 4|Rossi PROPN flat:name 1|ha AUX aux 4 fin-s|chiesto VERB ROOT 0 part-ms|a ADP case 6"
    "|Mario PROPN obl 4|Verdi PROPN flat:name 6|di ADP mark 9|riceverlo VERB xcomp 4|. PUNCT punct 4"
)
CASES = [
    ([ONE, decides("incontrarlo")], [ROSSI]),
    ([ONE, decides("ricevendolo")], [ROSSI]),
    ([TWO, decides("incontrarli")], [ROSSI, VERDI]),
    # who asks to be received
    ([ASKS], [ROSSI]),
    # a woman is not meant by "lo", nor a man by "la"; a thing may be seen or signed
    ([decides("incontrarlo")], []),
    ([ONE, decides("incontrarla")], []),
    ([ONE, decides("vederlo")], []),
    ([ONE, decides("firmarlo")], []),
    ([ONE, decides("incontrare")], []),
]


@pytest.mark.parametrize(("sentences", "meant"), CASES)
def test_the_joined_object(build, sentences: list[str], meant: list[str]) -> None:
    for sentence in sentences:
        build.sentence(sentence)
    doc = build.doc([BIANCHI, ROSSI, VERDI])
    names = [item["name"] for item in entities(doc)]
    assert [names[index] for who in enclitics(doc).values() for index in who] == meant
    # it is no mention: the guidelines list none inside a verb
    assert all(mention["kind"] != "pronoun" for item in entities(doc) for mention in item["mentions"])


@pytest.mark.parametrize(
    ("verb", "joined"),
    [("incontrarlo", True), ("ricevendola", True), ("parla", False), ("incontrarsi", False), ("vederlo", False)],
)
def test_what_is_joined(verb: str, joined: bool) -> None:
    assert (joined_object(verb) is not None) is joined
