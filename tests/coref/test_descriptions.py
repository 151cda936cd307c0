"""Whom "il presidente russo", "il premier", "i due leader" mean; a sentence is a line of tokens, parted by |."""

from __future__ import annotations

import pytest

from newsnlp.annotation.layers import entities

# Il presidente russo Orlov è arrivato.
RUSSIAN = (
    "Il DET det 2 ms|presidente NOUN nsubj 6 ms|russo ADJ amod 2 ms|Orlov PROPN nmod 2|è AUX aux 6 fin-s"
    "|arrivato VERB ROOT 0 part-ms|. PUNCT punct 6"
)
# La premier estone Kask ha parlato.
ESTONIAN = (
    "La DET det 2 fs|premier NOUN nsubj 6 fs|estone ADJ amod 2|Kask PROPN nmod 2|ha AUX aux 6 fin-s"
    "|parlato VERB ROOT 0 part-ms|. PUNCT punct 6"
)
# L'ex premier Orlov tace.
FORMER = "L' DET det 3|ex ADJ amod 3|premier NOUN nsubj 5|Orlov PROPN nmod 3|tace VERB ROOT 0 fin-s|. PUNCT punct 5"
# Il presidente Orlov e il presidente Rossi parlano.
PRESIDENTS = (
    "Il DET det 2 ms|presidente NOUN nsubj 8 ms|Orlov PROPN nmod 2|e CCONJ cc 6|il DET det 6 ms"
    "|presidente NOUN conj 2 ms|Rossi PROPN nmod 6|parlano VERB ROOT 0 fin-p"
)
# Rossi ha visto Bianchi. / Rossi e Bianchi parlano. / Rossi parla.
SAW = "Rossi PROPN nsubj 3|ha AUX aux 3 fin-s|visto VERB ROOT 0 part-ms|Bianchi PROPN obj 3|. PUNCT punct 3"
BOTH = "Rossi PROPN nsubj 4|e CCONJ cc 3|Bianchi PROPN conj 1|parlano VERB ROOT 0 fin-p|. PUNCT punct 4"
VERDI = "Verdi PROPN nsubj 2|parla VERB ROOT 0 fin-s|. PUNCT punct 2"
PEACE = "La DET det 2 fs|pace NOUN nsubj 3 fs|tiene VERB ROOT 0 fin-s|. PUNCT punct 3"
ONE = "Rossi PROPN nsubj 2|parla VERB ROOT 0 fin-s|. PUNCT punct 2"


def subject(words: str, *, number: str = "s") -> str:
    """Return "<words> tace": the last noun of `words` (given as word/POS) is the subject."""
    tokens = [token.split("/") for token in words.split()]
    nouns = [place for place, (_, pos) in enumerate(tokens, start=1) if pos in {"NOUN", "NUM"}]
    head = nouns[0] if tokens[nouns[0] - 1][1] == "NOUN" or len(nouns) == 1 else nouns[1]
    verb = len(tokens) + 1
    rows = []
    for place, (word, pos) in enumerate(tokens, start=1):
        link = f"nsubj {verb}" if place == head else f"{'det' if pos == 'DET' else 'amod'} {head}"
        rows.append(f"{word} {pos} {link}")
    return "|".join([*rows, f"tace VERB ROOT 0 fin-{number}", f". PUNCT punct {verb}"])


# Sentences, people, what each of them is called besides the name.
CASES = [
    # The title and the country agree; those of another country do not.
    ([RUSSIAN, ESTONIAN, subject("Il/DET presidente/NOUN russo/ADJ")], {"Orlov": ["presidente russo"], "Kask": []}),
    ([RUSSIAN, ESTONIAN, subject("Il/DET presidente/NOUN cinese/ADJ")], {"Orlov": [], "Kask": []}),
    ([RUSSIAN, ESTONIAN, subject("Il/DET presidente/NOUN")], {"Orlov": ["presidente"], "Kask": []}),
    ([RUSSIAN, ESTONIAN, subject("La/DET premier/NOUN")], {"Orlov": [], "Kask": ["premier"]}),
    # Another word for the office, but not another office.
    ([RUSSIAN, ESTONIAN, subject("Il/DET leader/NOUN russo/ADJ")], {"Orlov": ["leader russo"], "Kask": []}),
    ([RUSSIAN, ESTONIAN, subject("Il/DET ministro/NOUN russo/ADJ")], {"Orlov": [], "Kask": []}),
    # An indefinite description means nobody listed.
    ([RUSSIAN, subject("Un/DET presidente/NOUN russo/ADJ")], {"Orlov": []}),
    # Nobody's title is told: the subject of the sentence before.
    ([SAW, subject("Il/DET premier/NOUN")], {"Rossi": ["premier"], "Bianchi": []}),
    ([BOTH, subject("Il/DET premier/NOUN")], {"Rossi": [], "Bianchi": []}),
    # A plain noun needs a sentence that speaks of one person only.
    ([ONE, subject("Il/DET cantante/NOUN")], {"Rossi": ["cantante"]}),
    ([SAW, subject("Il/DET cantante/NOUN")], {"Rossi": [], "Bianchi": []}),
    # Two people by a noun, by a number and a noun, by a head of something else than they hold.
    ([BOTH, subject("La/DET coppia/NOUN")], {"Rossi": ["coppia"], "Bianchi": ["coppia"]}),
    ([SAW, ONE, subject("Una/DET coppia/NOUN")], {"Rossi": [], "Bianchi": []}),
    (
        [BOTH, subject("I/DET due/NUM ragazzi/NOUN", number="p")],
        {"Rossi": ["due ragazzi"], "Bianchi": ["due ragazzi"]},
    ),
    (
        [BOTH, subject("I/DET due/NUM italiani/NOUN", number="p")],
        {"Rossi": ["due italiani"], "Bianchi": ["due italiani"]},
    ),
    ([BOTH, subject("I/DET due/NUM italiani/ADJ accordi/NOUN", number="p")], {"Rossi": [], "Bianchi": []}),
    (
        [PRESIDENTS, subject("I/DET due/NUM capi/NOUN religiosi/ADJ", number="p")],
        {"Orlov": ["due capi religiosi"], "Rossi": ["due capi religiosi"]},
    ),
    ([PRESIDENTS, subject("I/DET due/NUM ministri/NOUN", number="p")], {"Orlov": [], "Rossi": []}),
    # One of several holders is somebody else.
    ([RUSSIAN, subject("L'/DET ultimo/ADJ presidente/NOUN russo/ADJ")], {"Orlov": []}),
    # The other one of two; nobody where three are spoken of, or of whom he is the rival.
    ([SAW, subject("Il/DET rivale/NOUN")], {"Rossi": [], "Bianchi": ["rivale"]}),
    ([SAW, VERDI, subject("Il/DET rivale/NOUN")], {"Rossi": [], "Bianchi": [], "Verdi": []}),
    # A nationality as a noun.
    ([RUSSIAN, ESTONIAN, subject("Il/DET russo/NOUN")], {"Orlov": ["russo"], "Kask": []}),
    ([RUSSIAN, ESTONIAN, subject("Il/DET cinese/NOUN")], {"Orlov": [], "Kask": []}),
    ([RUSSIAN, subject("Il/DET russo/ADJ accordo/NOUN")], {"Orlov": []}),
    ([RUSSIAN, subject("I/DET russi/NOUN", number="p")], {"Orlov": []}),
    # Who has given up an office is not meant by its title.
    ([FORMER, subject("L'/DET ex/ADJ premier/NOUN")], {"Orlov": ["ex premier"]}),
    ([FORMER, subject("Il/DET premier/NOUN")], {"Orlov": []}),
    # Groups.
    ([PRESIDENTS, subject("I/DET presidenti/NOUN", number="p")], {"Orlov": ["presidenti"], "Rossi": ["presidenti"]}),
    ([PRESIDENTS, subject("I/DET ministri/NOUN", number="p")], {"Orlov": [], "Rossi": []}),
    ([BOTH, subject("I/DET presidenti/NOUN", number="p")], {"Rossi": [], "Bianchi": []}),
    ([BOTH, subject("I/DET due/NUM leader/NOUN", number="p")], {"Rossi": ["due leader"], "Bianchi": ["due leader"]}),
    ([BOTH, subject("I/DET due/NUM", number="p")], {"Rossi": ["due"], "Bianchi": ["due"]}),
    ([BOTH, subject("I/DET tre/NUM leader/NOUN", number="p")], {"Rossi": [], "Bianchi": []}),
    ([BOTH, subject("I/DET due/NUM accordi/NOUN", number="p")], {"Rossi": [], "Bianchi": []}),
    ([BOTH, subject("due/NUM leader/NOUN", number="p")], {"Rossi": [], "Bianchi": []}),
]


@pytest.mark.parametrize(("sentences", "expected"), CASES)
def test_descriptions(build, sentences: list[str], expected: dict[str, list[str]]) -> None:
    for sentence in sentences:
        build.sentence(sentence)
    assert build.mentions(list(expected)) == expected


def test_object_is_not_the_subject_of_its_clause(build) -> None:
    # Orlov ha incontrato il presidente.
    build.sentence(RUSSIAN)
    build.sentence(
        "Orlov PROPN nsubj 3|ha AUX aux 3 fin-s|visto VERB ROOT 0 part-ms|il DET det 5|presidente NOUN obj 3 ms"
    )
    assert build.mentions(["Orlov"]) == {"Orlov": []}


def test_title_beside_the_name_is_a_role_only(build) -> None:
    build.sentence(RUSSIAN)
    assert build.mentions(["Orlov"]) == {"Orlov": []}
    assert build.roles(["Orlov"]) == {"Orlov": ["presidente"]}


def test_title_set_off_by_commas_is_a_mention(build) -> None:
    # Il premier, Rossi, tace.
    build.sentence(
        "Il DET det 2|premier NOUN nsubj 6 ms|, PUNCT punct 4|Rossi PROPN appos 2|, PUNCT punct 4"
        "|tace VERB ROOT 0 fin-s"
    )
    assert build.mentions(["Rossi"]) == {"Rossi": ["premier"]}


def test_enumeration_is_no_apposition(build) -> None:
    # Il premier, Rossi e Bianchi tacciono.
    build.sentence(
        "Il DET det 2|premier NOUN nsubj 7 ms|, PUNCT punct 4|Rossi PROPN conj 2|e CCONJ cc 6|Bianchi PROPN conj 2"
        "|tacciono VERB ROOT 0 fin-p"
    )
    assert build.mentions(["Rossi", "Bianchi"]) == {"Rossi": [], "Bianchi": []}


def test_predicate_is_a_role_only(build) -> None:
    # Rossi è il premier.
    build.sentence("Rossi PROPN nsubj 4|è AUX cop 4 fin-s|il DET det 4|premier NOUN ROOT 0 ms|. PUNCT punct 4")
    assert build.mentions(["Rossi"]) == {"Rossi": []}


def test_description_states_a_role(build) -> None:
    build.sentence(SAW)
    build.sentence(subject("Il/DET premier/NOUN"))
    assert build.roles(["Rossi", "Bianchi"]) == {"Rossi": ["premier"], "Bianchi": []}


def test_pope_is_known_by_his_name(build) -> None:
    # Benedetto XVI ha visto Rossi. Il Pontefice tace: never Rossi, though he could be meant for his place.
    build.sentence(
        "Rossi PROPN nsubj 3|ha AUX aux 3 fin-s|visto VERB ROOT 0 part-ms|Benedetto PROPN obj 3|XVI PROPN flat:name 4"
    )
    build.sentence(subject("Il/DET Pontefice/NOUN"))
    assert build.mentions(["Rossi", "Benedetto XVI"]) == {"Rossi": [], "Benedetto XVI": ["Pontefice"]}


def test_nobody_is_called_pope_by_chance(build) -> None:
    build.sentence(SAW)
    build.sentence(subject("Il/DET Pontefice/NOUN"))
    assert build.mentions(["Rossi", "Bianchi"]) == {"Rossi": [], "Bianchi": []}


def test_head_of_state_is_no_head_of_a_company(build) -> None:
    # Il presidente di Confindustria Rossi parla.
    build.sentence(
        "Il DET det 2 ms|presidente NOUN nsubj 6 ms|di ADP case 4|Confindustria PROPN nmod 2|Rossi PROPN nmod 2"
        "|parla VERB ROOT 0 fin-s|. PUNCT punct 6"
    )
    build.sentence(subject("Il/DET capo/NOUN dello/DET Stato/NOUN"))
    assert build.mentions(["Rossi"]) == {"Rossi": []}


def test_what_somebody_became_is_a_role_only(build) -> None:
    # Rossi divenne il presidente.
    build.sentence(
        "Rossi PROPN nsubj 2|divenne VERB ROOT 0 fin-s|il DET det 4|presidente NOUN xcomp 2 ms|. PUNCT punct 2"
    )
    assert build.mentions(["Rossi"]) == {"Rossi": []}


def test_coordinated_titles_before_a_name(build) -> None:
    # Il conduttore e attore Rossi parla.
    build.sentence(
        "Il DET det 2|conduttore NOUN nsubj 6 ms|e CCONJ cc 4|attore NOUN conj 2 ms|Rossi PROPN nmod 2"
        "|parla VERB ROOT 0 fin-s"
    )
    assert build.mentions(["Rossi"]) == {"Rossi": []}


def test_whom_the_article_is_about_is_remembered_longer(build) -> None:
    # Rossi parla. Rossi parla. La pace tiene (three times). L'indagato tace. But "il cantante" needs somebody near.
    for sentence in (ONE, ONE, PEACE, PEACE, PEACE, subject("L'/DET indagato/NOUN"), subject("Il/DET cantante/NOUN")):
        build.sentence(sentence)
    assert build.mentions(["Rossi"])["Rossi"][:1] == ["indagato"]


def test_what_the_article_is_about_is_not_everybody(build) -> None:
    for sentence in (ONE, ONE, PEACE, PEACE, PEACE, subject("Il/DET cantante/NOUN")):
        build.sentence(sentence)
    assert build.mentions(["Rossi"]) == {"Rossi": []}


def test_who_decides_is_a_mention(build) -> None:
    # Orlov parla. A decidere sarà il presidente. But "Orlov è il presidente" is a role only.
    build.sentence(RUSSIAN)
    build.sentence("A ADP mark 2|decidere VERB csubj 5|sarà AUX cop 5 fin-s|il DET det 5 ms|presidente NOUN ROOT 0 ms")
    assert build.mentions(["Orlov"]) == {"Orlov": ["presidente"]}


def test_short_name_of_a_body_tells_the_office(nlp) -> None:
    text = (
        "La presidente della Commissione europea Anna Bianchi è arrivata a Roma. La presidente della Commissione ha "
        "parlato con la stampa. La presidente della Camera non ha parlato."
    )
    doc = nlp(text)
    people = [item for item in entities(doc) if item["type"] == "PER"]
    called = [doc[m["start"] : m["end"]].text for item in people for m in item["mentions"] if m["kind"] == "nominal"]
    assert called == ["presidente della Commissione"]


def test_capital_stands_for_its_country(build) -> None:
    # Il leader di Mosca is the Russian president, il leader di Roma is not.
    build.sentence(RUSSIAN)
    build.sentence(ONE)
    for city in ("Roma", "Mosca"):
        build.sentence(f"Il DET det 2|leader NOUN nsubj 5 ms|di ADP case 4|{city} PROPN nmod 2|tace VERB ROOT 0 fin-s")
    assert build.mentions(["Orlov", "Rossi"])["Orlov"] == ["leader di Mosca"]


ABOUT = [VERDI, BOTH, BOTH, PEACE, PEACE, PEACE, PEACE, PEACE, ONE]


@pytest.mark.parametrize(
    ("sentences", "words", "found"),
    [
        (ABOUT, "I/DET due/NUM leader/NOUN", ["due leader"]),
        (ABOUT, "I/DET tre/NUM leader/NOUN", []),
        # Verdi is named as often, or nobody of the two has just been named.
        ([VERDI, VERDI, *ABOUT], "I/DET due/NUM leader/NOUN", []),
        ([*ABOUT[:-1], *[PEACE] * 5], "I/DET due/NUM leader/NOUN", []),
    ],
)
def test_two_whom_the_article_is_about(build, sentences: list[str], words: str, found: list[str]) -> None:
    for sentence in (*sentences, subject(words, number="p")):
        build.sentence(sentence)
    assert build.mentions(["Rossi", "Bianchi", "Verdi"]) == {"Rossi": found, "Bianchi": found, "Verdi": []}


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("Il DET det 2 ms|ministro NOUN nsubj 5 ms", ["ministro"]),
        # "il ministro" is not who is called "la ministra", nor one who holds something else
        ("La DET det 2 fs|ministra NOUN nsubj 5 fs", []),
        ("Il DET det 2 ms|sindaco NOUN nsubj 5 ms", []),
    ],
)
def test_a_woman_who_bears_a_title_in_the_masculine(build, title: str, called: list[str]) -> None:
    build.sentence(f"{title}|Anna PROPN nmod 2|Bianchi PROPN flat:name 3|tace VERB ROOT 0 fin-s|. PUNCT punct 5")
    build.sentence(subject("Il/DET ministro/NOUN"))
    assert build.mentions(["Anna Bianchi"]) == {"Anna Bianchi": called}
