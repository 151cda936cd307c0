"""Indirect speech: reported clauses and their sources."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from newsnlp.annotate.quotes.clauses import Clauses
from newsnlp.annotate.quotes.cues import find_cues
from newsnlp.annotate.quotes.view import View
from newsnlp.lang.it.reporting import reporting_lexicon

Read = Callable[[str], Doc]
PutEntities = Callable[[Doc, list[tuple[int, int, str, str]]], None]
Rows = Callable[[Doc], list[tuple[str | None, str, str | None, bool]]]

REPORTED = [
    ("[Neri|PER] ha detto che il vertice si farà.", "Neri", "il vertice si farà", "detto"),
    ("Il ministro [Neri|PER] annuncia che il vertice si farà.", "Neri", "il vertice si farà", "annuncia"),
    ("[Neri|PER] ha fatto sapere che il vertice si farà.", "Neri", "il vertice si farà", "sapere"),
    ("[Neri|PER] dice di voler partire subito.", "Neri", "voler partire subito", "dice"),
    ("[Neri|PER] accusa i rivali di aver mentito a tutti.", "Neri", "aver mentito a tutti", "accusa"),
    ("[Neri|PER] ha detto, secondo i giornali, che il vertice si farà.", "Neri", "il vertice si farà", "detto"),
    ("Secondo [Neri|PER], il vertice si farà.", "Neri", "il vertice si farà", "Secondo"),
    ("A detta di [Neri|PER], il vertice si farà.", "Neri", "il vertice si farà", "detta"),
    ("Stando a [Neri|PER], il vertice si farà.", "Neri", "il vertice si farà", "Stando"),
    ("Per [Neri|PER], il vertice si farà presto.", "Neri", "il vertice si farà presto", "Per"),
    ("[Neri|PER] ha bocciato il testo: a suo giudizio aiuta i ricchi.", "Neri", "aiuta i ricchi", "giudizio"),
    ("Il vertice si farà, ha assicurato [Neri|PER].", "Neri", "Il vertice si farà", "assicurato"),
]


@pytest.mark.parametrize(("marked", "speaker", "content", "cue"), REPORTED)
def test_reported_clause(read: Read, rows: Rows, marked: str, speaker: str, content: str, cue: str) -> None:
    assert (speaker, content, cue, False) in rows(read(marked))


NOT_REPORTED = [
    # nouns and adjectives that look like reporting verbs
    "La replica di [Neri|PER] è piaciuta a tutti.",
    "La nota è di [Neri|PER].",
    # the relative pronoun
    "[Neri|PER] ha firmato il testo che il governo vuole.",
    # an ordinal number, a rule
    "[Neri|PER] è arrivato al secondo posto.",
    "Secondo il programma, [Neri|PER] partirà domani.",
    "Secondo la legge, [Neri|PER] può restare.",
    # per is no source here
    "Per domani [Neri|PER] aspetta la risposta.",
    "È un guaio per [Neri|PER].",
    # nothing is said
    "[Neri|PER] non ha detto che verrà.",
    # no verb of saying
    "[Neri|PER] ha smesso di fumare.",
    # an object after the comma, no inserted cue
    "La donna è uscita, ha riconosciuto [Neri|PER].",
]


@pytest.mark.parametrize("marked", NOT_REPORTED)
def test_nothing_is_reported(read: Read, rows: Rows, marked: str) -> None:
    assert rows(read(marked)) == []


def test_quoted_phrase_in_a_reported_clause_is_both(read: Read, rows: Rows) -> None:
    doc = read("[Neri|PER] ha detto che tornerà a [Pisa|LOC] per il vertice «al momento giusto».")
    assert rows(doc) == [
        ("Neri", "tornerà a Pisa per il vertice «al momento giusto»", "detto", False),
        ("Neri", "al momento giusto", "detto", True),
    ]


def test_clause_that_is_all_quoted_is_direct_only(read: Read, rows: Rows) -> None:
    doc = read("[Neri|PER] ha detto che «il vertice si farà».")
    assert [row[3] for row in rows(doc)] == [True]


def test_source_beside_a_quotation_with_its_own_verb_is_no_second_quote(read: Read, rows: Rows) -> None:
    doc = read("«Il vertice si farà», ha detto [Neri|PER], secondo le agenzie.")
    assert rows(doc) == [("Neri", "Il vertice si farà", "detto", True)]


def _parsed(blank: Language) -> Doc:
    # "Il capo della giunta, Ugo Bo, ha spiegato che i lavori, avviati ieri, finiranno presto, ma oggi ha taciuto."
    parse = """
        Il/DET/det/1 capo/NOUN/nsubj/9 della/ADP/case/3 giunta/NOUN/nmod/1 ,/PUNCT/punct/5 Ugo/PROPN/appos/1
        Bo/PROPN/flat:name/5 ,/PUNCT/punct/5 ha/AUX/aux/9 spiegato/VERB/ROOT/9 che/SCONJ/mark/17 i/DET/det/12
        lavori/NOUN/nsubj/17 ,/PUNCT/punct/14 avviati/VERB/acl/12 ieri/ADV/advmod/14 ,/PUNCT/punct/14
        finiranno/VERB/ccomp/9 presto/ADV/advmod/17 ,/PUNCT/punct/9 ma/CCONJ/cc/23 oggi/ADV/advmod/23
        ha/AUX/aux/23 taciuto/VERB/conj/9 ./PUNCT/punct/9
    """
    table = [token.split("/") for token in parse.split()]
    return Doc(
        blank.vocab,
        words=[row[0] for row in table],
        heads=[int(row[3]) for row in table],
        deps=[row[2] for row in table],
        pos=[row[1] for row in table],
        morphs=["VerbForm=Fin" if row[1] == "AUX" or row[0] == "finiranno" else "" for row in table],
    )


def test_speaker_is_the_name_in_apposition_to_the_subject(
    blank: Language, rows: Rows, with_entities: PutEntities
) -> None:
    doc = _parsed(blank)
    with_entities(doc, [(5, 7, "PER", "Ugo Bo")])
    assert [row[0] for row in rows(doc)] == ["Ugo Bo"]


def test_clause_ends_where_the_parse_ends_it(blank: Language, rows: Rows, with_entities: PutEntities) -> None:
    doc = _parsed(blank)
    with_entities(doc, [(5, 7, "PER", "Ugo Bo")])
    assert [row[1] for row in rows(doc)] == ["i lavori , avviati ieri , finiranno presto"]


def test_relative_pronoun_is_no_conjunction(blank: Language) -> None:
    # "Bo ha annunciato un piano che piace": the verb has its object, che is its subject's pronoun
    doc = Doc(
        blank.vocab,
        words=["Bo", "ha", "annunciato", "un", "piano", "che", "piace", "."],
        heads=[2, 2, 2, 4, 2, 6, 4, 2],
        deps=["nsubj", "aux", "ROOT", "det", "obj", "nsubj", "acl:relcl", "punct"],
        pos=["PROPN", "AUX", "VERB", "DET", "NOUN", "PRON", "VERB", "PUNCT"],
    )
    view = View(doc)
    cues = find_cues(view, reporting_lexicon())
    assert [doc[cue.token].text for cue in cues] == ["annunciato"]
    assert Clauses(view, reporting_lexicon()).start(cues[0]) is None
