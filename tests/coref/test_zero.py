"""Who is the subject of a verb that has none."""

from __future__ import annotations

import pytest

ROSSI = "Carlo Rossi"
# Carlo Rossi è tornato. / Il vertice è finito. / Rossi e Verdi parlano.
BACK = "Carlo PROPN nsubj 4|Rossi PROPN flat:name 1|è AUX aux 4 fin-s|tornato VERB ROOT 0 part-ms|. PUNCT punct 4"
SUMMIT = "Il DET det 2|vertice NOUN nsubj 4 ms|è AUX aux 4 fin-s|finito VERB ROOT 0 part-ms|. PUNCT punct 4"
TWO = "Rossi PROPN nsubj 4|e CCONJ cc 3|Verdi PROPN conj 1|parlano VERB ROOT 0 fin-p|. PUNCT punct 4"
# Carlo Rossi ha visto Anna Bianchi. / ... ha parlato di Anna Bianchi. / La polizia ha arrestato Carlo Rossi.
SAW_ANNA = (
    "Carlo PROPN nsubj 4|Rossi PROPN flat:name 1|ha AUX aux 4 fin-s|visto VERB ROOT 0 part-ms|Anna PROPN obj 4"
    "|Bianchi PROPN flat:name 5|. PUNCT punct 4"
)
SPOKE_OF_ANNA = (
    "Carlo PROPN nsubj 4|Rossi PROPN flat:name 1|ha AUX aux 4 fin-s|parlato VERB ROOT 0 part-ms|di ADP case 6"
    "|Anna PROPN obl 4|Bianchi PROPN flat:name 6|. PUNCT punct 4"
)
POLICE = (
    "La DET det 2 fs|polizia NOUN nsubj 4 fs|ha AUX aux 4 fin-s|arrestato VERB ROOT 0 part-ms|Carlo PROPN obj 4"
    "|Rossi PROPN flat:name 5|. PUNCT punct 4"
)
# « Vado » , ha detto Carlo Rossi . / « Sono pronti » , ha aggiunto .
SAID = (
    "« PUNCT punct 2|Vado VERB ROOT 0|» PUNCT punct 2|, PUNCT punct 2|ha AUX aux 6 fin-s|detto VERB parataxis 2 part-ms"
    "|Carlo PROPN nsubj 6|Rossi PROPN flat:name 7|. PUNCT punct 2"
)
QUOTED = (
    "« PUNCT punct 3|Sono AUX cop 3 fin-p|pronti ADJ ROOT 0|» PUNCT punct 3|, PUNCT punct 3|ha AUX aux 7 fin-s"
    "|aggiunto VERB parataxis 3 part-ms|. PUNCT punct 3"
)
# « Vado » , ha detto Carlo Rossi , e ha salutato .
SAID_AND = (
    "« PUNCT punct 2|Vado VERB ROOT 0|» PUNCT punct 2|, PUNCT punct 2|ha AUX aux 6 fin-s|detto VERB parataxis 2 part-ms"
    "|Carlo PROPN nsubj 6|Rossi PROPN flat:name 7|, PUNCT punct 12|e CCONJ cc 12|ha AUX aux 12 fin-s"
    "|salutato VERB conj 2 part-ms|. PUNCT punct 2"
)

CASES = [
    ([BACK, "Vedrà VERB ROOT 0 fin-s|tutti PRON obj 1"], {"Vedrà": [ROSSI]}),
    # The chain goes on.
    (
        [BACK, "Vedrà VERB ROOT 0 fin-s|tutti PRON obj 1", "Parlerà VERB ROOT 0 fin-s"],
        {"Vedrà": [ROSSI], "Parlerà": [ROSSI]},
    ),
    # The subject before is no person, or the number or the gender does not agree.
    ([SUMMIT, "Vedrà VERB ROOT 0 fin-s|Rossi PROPN obj 1"], {}),
    ([BACK, "Vedranno VERB ROOT 0 fin-p|tutti PRON obj 1"], {}),
    ([BACK, "È AUX aux 2 fin-s|uscita VERB ROOT 0 part-fs"], {}),
    ([BACK, "È AUX aux 2 fin-s|uscito VERB ROOT 0 part-ms"], {"È": [ROSSI]}),
    # Two people.
    ([TWO, "Torneranno VERB ROOT 0 fin-p"], {"Torneranno": ["Rossi", "Verdi"]}),
    # An overt subject, and verbs without any.
    ([BACK, "Arriva VERB ROOT 0 fin-s|Verdi PROPN nsubj 1"], {}),
    ([BACK, "Si PRON expl:impers 2|parla VERB ROOT 0 fin-s"], {}),
    # Verbs that have no subject to leave out.
    ([BACK, "Bisogna VERB ROOT 0 fin-s|aspettare VERB ccomp 1"], {}),
    ([BACK, "Sembra VERB ROOT 0 fin-s|che SCONJ mark 3|parli VERB ccomp 1"], {}),
    ([BACK, "Sembra VERB ROOT 0 fin-s|stanco ADJ xcomp 1"], {"Sembra": [ROSSI]}),
    # The participle rules the subject out, so that it is the object; not where two objects come into question.
    ([SAW_ANNA, "È AUX aux 2 fin-s|tornata VERB ROOT 0 part-fs"], {"È": ["Anna Bianchi"]}),
    ([SAW_ANNA, "È AUX aux 2 fin-s|tornato VERB ROOT 0 part-ms"], {"È": [ROSSI]}),
    ([POLICE, "Era AUX aux 2 fin-s|ricercato VERB ROOT 0 part-ms"], {"Era": [ROSSI]}),
    ([POLICE, "Era AUX aux 2 fin-s|riunita VERB ROOT 0 part-fs"], {}),
    # Subject and object together; not with somebody who is only spoken of.
    ([SAW_ANNA, "Parleranno VERB ROOT 0 fin-p"], {"Parleranno": [ROSSI, "Anna Bianchi"]}),
    ([SPOKE_OF_ANNA, "Parleranno VERB ROOT 0 fin-p"], {}),
    # "«Vado», ha detto Rossi. «Sono pronti», ha aggiunto.": who spoke goes on.
    ([SAID, QUOTED], {"ha": [ROSSI]}),
    # "«Vado», ha detto Rossi, e ha salutato": the parser hangs the second verb on the quotation.
    ([SAW_ANNA, SAID_AND], {"ha": [ROSSI]}),
    # The name before the verb is governed: "A Rossi non piace", "Chi ha visto Rossi parla".
    (["A ADP case 2|Carlo PROPN obl 5|Rossi PROPN flat:name 2|non ADV advmod 5|piace VERB ROOT 0 fin-s"], {}),
    # Coordinated and subordinate clauses: "Rossi dice che andrà e resterà".
    (
        [
            "Rossi PROPN nsubj 2|dice VERB ROOT 0 fin-s|che SCONJ mark 4|andrà VERB ccomp 2 fin-s|e CCONJ cc 6"
            "|resterà VERB conj 4 fin-s"
        ],
        {"andrà": ["Rossi"], "resterà": ["Rossi"]},
    ),
    # The parser hangs the name elsewhere: "Dopo la visita Rossi ha parlato".
    (
        [
            "Dopo ADP case 3|la DET det 3|visita NOUN obl 6|Rossi PROPN nmod 3|ha AUX aux 6 fin-s"
            "|parlato VERB ROOT 0 part-ms"
        ],
        {"ha": ["Rossi"]},
    ),
    # "Dopo la visita del presidente Rossi ha parlato": Rossi belongs to the visit.
    (
        [
            "Dopo ADP case 3|la DET det 3|visita NOUN obl 8|del ADP case 5|presidente NOUN nmod 3|Rossi PROPN nmod 5"
            "|ha AUX aux 8 fin-s|parlato VERB ROOT 0 part-ms"
        ],
        {},
    ),
    # A day taken for the subject; a day of which something is said.
    ([BACK, "Martedì PROPN nsubj 3|ha AUX aux 3 fin-s|parlato VERB ROOT 0 part-ms"], {"ha": ["Carlo Rossi"]}),
    ([BACK, "Martedì PROPN nsubj 3|è AUX cop 3 fin-s|festa NOUN ROOT 0 fs"], {}),
]


@pytest.mark.parametrize(("sentences", "expected"), CASES)
def test_left_out_subjects(build, sentences: list[str], expected: dict[str, list[str]]) -> None:
    for sentence in sentences:
        build.sentence(sentence)
    assert build.left_out([ROSSI, "Rossi", "Verdi", "Anna Bianchi"]) == expected
