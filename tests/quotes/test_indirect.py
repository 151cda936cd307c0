"""Indirect speech: reported clauses and their sources."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from newsnlp.annotation.quotes.clauses import Clauses
from newsnlp.annotation.quotes.cues import find_cues
from newsnlp.annotation.quotes.view import View
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
    ("Come ha spiegato [Neri|PER], il vertice si farà.", "Neri", "il vertice si farà", "spiegato"),
    ("La tenda «Mare» è piena, ha detto [Neri|PER].", "Neri", "La tenda «Mare» è piena", "detto"),
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
    "Nessuno ha detto che [Neri|PER] verrà.",
    # like somebody, not in his words
    "Come [Neri|PER], il vertice si farà notare.",
    # the noun
    "[Neri|PER] respinge l'accusa di aver mentito.",
    "Restano gli annunci di aver vinto di [Neri|PER].",
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


def _doc(blank: Language, parse: str) -> Doc:
    """Return a Doc of word/POS/dependency/head, finite verbs marked by a trailing plus."""
    table = [token.split("/") for token in parse.split()]
    return Doc(
        blank.vocab,
        words=[row[0] for row in table],
        heads=[int(row[3].rstrip("+*")) for row in table],
        deps=[row[2] for row in table],
        pos=[row[1] for row in table],
        morphs=["VerbForm=Fin" + "|Number=Plur" * row[3].endswith("*") if row[3][-1] in "+*" else "" for row in table],
    )


def test_list_after_a_colon_belongs_to_the_clause(blank: Language, rows: Rows, with_entities: PutEntities) -> None:
    # Neri ha detto che vedrà i leader: Bo e Lund.
    parse = """
        Neri/PROPN/nsubj/2 ha/AUX/aux/2+ detto/VERB/ROOT/2 che/SCONJ/mark/4 vedrà/VERB/ccomp/2+ i/DET/det/6
        leader/NOUN/obj/4 :/PUNCT/punct/8 Bo/PROPN/appos/6 e/CCONJ/cc/10 Lund/PROPN/conj/8 ./PUNCT/punct/2
    """
    doc = _doc(blank, parse)
    with_entities(doc, [(0, 1, "PER", "Neri")])
    assert [row[1] for row in rows(doc)] == ["vedrà i leader : Bo e Lund"]
    # control: a clause of its own after the colon
    doc = _doc(blank, parse.replace("Lund/PROPN/conj/8", "tacciono/VERB/conj/8+"))
    with_entities(doc, [(0, 1, "PER", "Neri")])
    assert [row[1] for row in rows(doc)] == ["vedrà i leader"]


def test_clause_ends_where_the_speaker_does_something_else(
    blank: Language, rows: Rows, with_entities: PutEntities
) -> None:
    # Neri ha chiesto di pregare per tutti, poi ha dichiarato guerra.
    parse = """
        Neri/PROPN/nsubj/2 ha/AUX/aux/2+ chiesto/VERB/ROOT/2 di/ADP/mark/4 pregare/VERB/xcomp/2 per/ADP/case/6
        tutti/PRON/obl/4 ,/PUNCT/punct/10 poi/ADV/advmod/10 ha/AUX/aux/10+ dichiarato/VERB/conj/{} guerra/NOUN/obj/10
        ./PUNCT/punct/2
    """
    doc = _doc(blank, parse.format(2))
    with_entities(doc, [(0, 1, "PER", "Neri")])
    assert [row[1] for row in rows(doc)] == ["pregare per tutti"]
    # control: the second verb hangs in the clause
    doc = _doc(blank, parse.format(4))
    with_entities(doc, [(0, 1, "PER", "Neri")])
    assert [row[1] for row in rows(doc)] == ["pregare per tutti , poi ha dichiarato guerra"]


@pytest.mark.parametrize(("number", "speaker"), [("*", "Oslo"), ("+", "Lima")])
def test_the_first_of_several_speaks(
    blank: Language, rows: Rows, with_entities: PutEntities, number: str, speaker: str
) -> None:
    # Oslo, Riga e Lima hanno detto che piove forte. / control: a verb in the singular has the name beside it
    parse = f"""
        Oslo/PROPN/nsubj/9 ,/PUNCT/punct/2 Riga/PROPN/conj/0 e/CCONJ/cc/4 Lima/PROPN/nsubj/6
        hanno/AUX/aux/6{number} detto/VERB/ROOT/6 che/SCONJ/mark/8 piove/VERB/ccomp/6+ forte/ADV/advmod/8
        ./PUNCT/punct/6
    """
    doc = _doc(blank, parse)
    with_entities(doc, [(0, 1, "ORG", "Oslo"), (2, 3, "ORG", "Riga"), (4, 5, "ORG", "Lima")])
    assert [row[0] for row in rows(doc)] == [speaker]


@pytest.mark.parametrize(("pronoun", "speaker"), [("Egli", None), ("Poi", "Neri")])
def test_open_pronoun_is_not_the_last_speaker(read: Read, rows: Rows, pronoun: str, speaker: str | None) -> None:
    doc = read(f"[Neri|PER] è partito. {pronoun} ha detto che il vertice si farà.")
    assert [row[0] for row in rows(doc)] == [speaker]


@pytest.mark.parametrize(
    ("subject", "spoken"), [("legale", True), ("ministero", True), ("mostra", False), ("legge", False)]
)
def test_only_who_can_speak_promises(blank: Language, rows: Rows, subject: str, spoken: bool) -> None:
    # Il legale promette di stupire tutti. / La mostra promette di stupire tutti.
    parse = f"""
        Il/DET/det/1 {subject}/NOUN/nsubj/2 promette/VERB/ROOT/2+ di/ADP/mark/4 stupire/VERB/xcomp/2
        tutti/PRON/obj/4 ./PUNCT/punct/2
    """
    assert bool(rows(_doc(blank, parse))) is spoken


def test_words_that_end_in_a_quotation_say_nothing_without_it(read: Read, rows: Rows) -> None:
    doc = read("[Neri|PER] ha detto che gli avversari sono «una destra senza idee e senza futuro».")
    assert rows(doc) == [("Neri", "una destra senza idee e senza futuro", "detto", True)]
    doc = read("[Neri|PER] ha detto che la visita si farà, «appena le parti in causa lo permetteranno».")
    assert [row[3] for row in rows(doc)] == [False, True]


def test_quoted_word_before_his_opinion_is_all_of_it(read: Read, rows: Rows) -> None:
    doc = read("[Neri|PER] critica la scelta, «irresponsabile» a suo avviso, e va via.")
    assert rows(doc) == [("Neri", "irresponsabile", "avviso", True)]


@pytest.mark.parametrize(("verb", "found"), [("rimprovera", True), ("annunci", False)])
def test_verb_after_a_pronoun_that_was_taken_for_a_noun(
    blank: Language, rows: Rows, with_entities: PutEntities, verb: str, found: bool
) -> None:
    # Neri gli rimprovera di aver mentito. / Neri ricorda gli annunci di aver mentito.
    parse = f"""
        Neri/PROPN/nsubj/2 gli/PRON/iobj/2 {verb}/NOUN/ROOT/2 di/ADP/mark/5 aver/AUX/aux/5 mentito/VERB/xcomp/2
        ./PUNCT/punct/2
    """
    doc = _doc(blank, parse)
    with_entities(doc, [(0, 1, "PER", "Neri")])
    assert [row[:2] for row in rows(doc)] == ([("Neri", "aver mentito")] if found else [])
