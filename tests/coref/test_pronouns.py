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
# Anna Bianchi ha visto il ministro Carlo Rossi. / Il presidente turco tace.
# La pace tiene. / Carlo Rossi ha visto Anna Bianchi, che gli ha scritto.
MINISTER = (
    "Anna PROPN nsubj 4|Bianchi PROPN flat:name 1|ha AUX aux 4 fin-s|visto VERB ROOT 0 part-ms|il DET det 6 ms"
    "|ministro NOUN obj 4 ms|Carlo PROPN nmod 6|Rossi PROPN flat:name 7|. PUNCT punct 4"
)
KING = "Il DET det 2 ms|presidente NOUN nsubj 4 ms|turco ADJ amod 2 ms|tace VERB ROOT 0 fin-s|. PUNCT punct 4"
PEACE = "La DET det 2 fs|pace NOUN nsubj 3 fs|tiene VERB ROOT 0 fin-s|. PUNCT punct 3"
TOLD = (
    "Carlo PROPN nsubj 4|Rossi PROPN flat:name 1|ha AUX aux 4 fin-s|visto VERB ROOT 0 part-ms|Anna PROPN obj 4"
    "|Bianchi PROPN flat:name 5|, PUNCT punct 11|che PRON nsubj 11|gli PRON iobj 11|ha AUX aux 11 fin-s"
    "|scritto VERB acl:relcl 5 part-ms"
)
RECEIVES = "Lo PRON obj 2|riceverà VERB ROOT 0 fin-s|Anna PROPN obj 2|Bianchi PROPN flat:name 3"
# Anna Bianchi è sola. / Molti la criticano.
ALONE = "Anna PROPN nsubj 4|Bianchi PROPN flat:name 1|è AUX cop 4 fin-s|sola ADJ ROOT 0 fs|. PUNCT punct 4"
CRITICISE = "Molti PRON nsubj 3|la PRON obj 3|criticano VERB ROOT 0 fin-p|. PUNCT punct 3"
BIANCHI, ROSSI, VERDI, ELLA = "Anna Bianchi", "Carlo Rossi", "Mario Verdi", "Ella Fitzgerald"


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
    # "le" is a dative of a woman, unless the parse makes it the object: "le ha viste".
    ([PAIR, clitic("le", "scritto").replace("obj", "iobj")], {BIANCHI: ["le"], ROSSI: []}),
    ([PAIR, clitic("le", "viste")], {BIANCHI: [], ROSSI: []}),
    # "il presidente", whose name is not told, was spoken of last.
    ([MINISTER, KING, clitic("lo", "incontrato")], {BIANCHI: [], ROSSI: []}),
    ([MINISTER, clitic("lo", "incontrato")], {BIANCHI: [], ROSSI: ["lo"]}),
    # Nobody was spoken of in the sentence before; further back only one may come into question.
    ([PAIR, PEACE, clitic("lo", "incontrato")], {BIANCHI: [], ROSSI: ["lo"]}),
    ([MEN, PEACE, clitic("lo", "incontrato")], {ROSSI: [], VERDI: []}),
    # Whom the relative clause hangs on is its subject, who is not the object.
    ([TOLD], {BIANCHI: [], ROSSI: ["gli"]}),
    # The name after the verb is the subject, whatever the parser says.
    ([PAIR, RECEIVES], {BIANCHI: [], ROSSI: ["Lo"]}),
    # "la criticano" may mean a thing as well: only where none has been spoken of.
    ([ALONE, CRITICISE], {BIANCHI: ["la"]}),
    ([ALONE, PEACE, CRITICISE], {BIANCHI: []}),
    ([ALONE, CRITICISE.replace("la PRON", "lo PRON")], {BIANCHI: []}),
    # "questi" is the man named last, where one alone is the subject.
    ([PAIR, "Questi PRON nsubj 2|tace VERB ROOT 0 fin-s"], {BIANCHI: [], ROSSI: ["Questi"]}),
    ([PAIR, "Questi PRON nsubj 2|bastano VERB ROOT 0 fin-p"], {BIANCHI: [], ROSSI: []}),
    # A rare pronoun taken for a name; a name that looks like one.
    ([PAIR, "Costui PROPN nsubj 2|tace VERB ROOT 0 fin-s"], {BIANCHI: [], ROSSI: ["Costui"]}),
    (
        [PAIR, "Ella PROPN nsubj 3|Fitzgerald PROPN flat:name 1|tace VERB ROOT 0 fin-s"],
        {BIANCHI: [], ROSSI: [], ELLA: []},
    ),
    # An article is no pronoun.
    ([PAIR, "La DET det 2|pace NOUN nsubj 3|tace VERB ROOT 0 fin-s"], {BIANCHI: [], ROSSI: []}),
]


@pytest.mark.parametrize(("sentences", "expected"), CASES)
def test_pronouns(build, sentences: list[str], expected: dict[str, list[str]]) -> None:
    for sentence in sentences:
        build.sentence(sentence)
    assert build.mentions([*expected, "Rossi"]) == expected


@pytest.mark.parametrize(("told", "found"), [([MEN, MEN], ["lo"]), ([MEN, MEN, PAIR, PAIR], []), ([MEN], [])])
def test_the_other_whom_the_article_is_about(build, told: list[str], found: list[str]) -> None:
    # Carlo Rossi parla. ... Rossi lo ha invitato.
    alone = "Carlo PROPN nsubj 3|Rossi PROPN flat:name 1|parla VERB ROOT 0 fin-s|. PUNCT punct 3"
    for sentence in (*told, PEACE, PEACE, PEACE, alone, clitic("lo", "invitato", "Rossi")):
        build.sentence(sentence)
    assert build.mentions([ROSSI, VERDI, BIANCHI, "Rossi"])[VERDI] == found
