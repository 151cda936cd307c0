"""Whom lui, quest'ultimo, loro and the clitics mean."""

from __future__ import annotations

import pytest

# Anna Bianchi ha visto Carlo Rossi. / Carlo Rossi parla.
PAIR = (
    "Anna PROPN nsubj 4|Bianchi PROPN flat:name 1|ha AUX aux 4 fin-s|visto VERB ROOT 0 part-ms|Carlo PROPN obj 4"
    "|Rossi PROPN flat:name 5|. PUNCT punct 4"
)
MEN = (
    "Carlo PROPN nsubj 6|Rossi PROPN flat:name 1|e CCONJ cc 4|Mario PROPN conj 1|Verdi PROPN flat:name 4"
    "|parlano VERB ROOT 0 fin-p|. PUNCT punct 6"
)
BIANCHI, ROSSI, VERDI = "Anna Bianchi", "Carlo Rossi", "Mario Verdi"


def clitic(word: str, verb: str, subject: str = "Nessuno") -> str:
    """Return "<subject> lo ha <verb>"."""
    return f"{subject} PROPN nsubj 4|{word} PRON obj 4|ha AUX aux 4 fin-s|{verb} VERB ROOT 0 part-ms|. PUNCT punct 4"


CASES = [
    # Gender.
    ([PAIR, "Lui PRON nsubj 2|tace VERB ROOT 0 fin-s"], {BIANCHI: [], ROSSI: ["Lui"]}),
    ([PAIR, "Lei PRON nsubj 2|tace VERB ROOT 0 fin-s"], {BIANCHI: ["Lei"], ROSSI: []}),
    # Two men in one breath: nobody can tell.
    ([MEN, "Lui PRON nsubj 2|tace VERB ROOT 0 fin-s"], {ROSSI: [], VERDI: []}),
    # "quest'ultimo" is who was named last.
    ([MEN, "Quest' DET det 2|ultimo ADJ nsubj 3|tace VERB ROOT 0 fin-s"], {ROSSI: [], VERDI: ["Quest' ultimo"]}),
    ([PAIR, "Quest' DET det 2|ultima ADJ nsubj 3|tace VERB ROOT 0 fin-s"], {BIANCHI: [], ROSSI: []}),
    # Groups.
    (
        [MEN, "Uno PRON nsubj 4|di ADP case 3|loro PRON nmod 1|tace VERB ROOT 0 fin-s"],
        {ROSSI: ["loro"], VERDI: ["loro"]},
    ),
    ([MEN, "Il DET det 3|loro DET det:poss 3|piano NOUN nsubj 4|tace VERB ROOT 0 fin-s"], {ROSSI: [], VERDI: []}),
    # Clitics with verbs whose object is a person; not with those of saying; never the subject itself.
    ([PAIR, clitic("lo", "incontrato")], {BIANCHI: [], ROSSI: ["lo"]}),
    ([PAIR, clitic("lo", "annunciato")], {BIANCHI: [], ROSSI: []}),
    ([PAIR, clitic("lo", "incontrato", "Rossi")], {BIANCHI: [], ROSSI: []}),
    # An article is no pronoun.
    ([PAIR, "La DET det 2|pace NOUN nsubj 3|tace VERB ROOT 0 fin-s"], {BIANCHI: [], ROSSI: []}),
]


@pytest.mark.parametrize(("sentences", "expected"), CASES)
def test_pronouns(build, sentences: list[str], expected: dict[str, list[str]]) -> None:
    for sentence in sentences:
        build.sentence(sentence)
    assert build.mentions([*expected, "Rossi"]) == expected
