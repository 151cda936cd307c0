"""Direct speech: which quoted words are somebody's, and whose; without a parse, by marks, cues and word order."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

Read = Callable[[str], Doc]
Rows = Callable[[Doc], list[tuple[str | None, str, str | None, bool]]]

SPOKEN = [
    # cue and subject after the words
    ("«Non firmeremo mai», ha detto [Anna Neri|PER].", "Anna Neri", "Non firmeremo mai", "detto"),
    ("“Non firmeremo mai”, dice [Anna Neri|PER] alla stampa.", "Anna Neri", "Non firmeremo mai", "dice"),
    ('"Non firmeremo mai" ha poi aggiunto [Anna Neri|PER].', "Anna Neri", "Non firmeremo mai", "aggiunto"),
    ("«Non firmeremo», gli ha risposto il ministro [Neri|PER].", "Neri", "Non firmeremo", "risposto"),
    ("«Vi aspetto», ha scritto su Twitter il sindaco [Bo|PER].", "Bo", "Vi aspetto", "scritto"),
    ("«Vi aspetto», ha detto a [Repubblica|ORG] il sindaco [Bo|PER].", "Bo", "Vi aspetto", "detto"),
    ("«Vi aspetto», disse il capo della [Lega|ORG] [Ada Bo|PER].", "Ada Bo", "Vi aspetto", "disse"),
    ("«Non ora», fa sapere la [Nato|ORG].", "Nato", "Non ora", "sapere"),
    # a single word is speech where a verb says so
    ("«Vergogna», ha gridato [Neri|PER].", "Neri", "Vergogna", "gridato"),
    # subject and cue before
    ("[Neri|PER] ha dichiarato: «Firmeremo domani».", "Neri", "Firmeremo domani", "dichiarato"),
    ("Ha dichiarato il sindaco [Neri|PER]: «Firmeremo domani».", "Neri", "Firmeremo domani", "dichiarato"),
    ("[Neri|PER] chiede «È questa la strada?» e tace.", "Neri", "È questa la strada?", "chiede"),
    ("[Neri|PER] ha parlato di «un passo indietro» del governo.", "Neri", "un passo indietro", "parlato"),
    ("[Neri|PER] ha bollato il testo come «irricevibile».", "Neri", "irricevibile", "bollato"),
    ("[Neri|PER] ha detto che «la porta resta aperta».", "Neri", "la porta resta aperta", "detto"),
    # nouns of saying
    ("«Restate uniti», le parole di [Neri|PER].", "Neri", "Restate uniti", "parole"),
    ("«Restate uniti fino alla fine». Con queste parole [Neri|PER] ha chiuso.", "Neri", "Restate uniti fino alla fine",
     "parole"),
    ("[Neri|PER] ha lanciato un appello. «Restate uniti fino alla fine».", "Neri", "Restate uniti fino alla fine",
     "appello"),
    ("«Restate uniti fino a sera», è il commento di [Neri|PER].", "Neri", "Restate uniti fino a sera", "commento"),
    ("«Non mi candido», così il sindaco [Neri|PER].", "Neri", "Non mi candido", "così"),
    ("«Non mi candido». Lo ha detto [Neri|PER].", "Neri", "Non mi candido", "detto"),
    # cleft, with words between
    ("Ad annunciarlo sui social, con una sola parola, «Fatto!», è stato il sindaco [Neri|PER].", "Neri", "Fatto!",
     "annunciarlo"),
    # no verb at all
    ("[Neri|PER] getta acqua sul fuoco: «Serve tempo».", "Neri", "Serve tempo", None),
    ("Il piano, che secondo [Neri|PER] «non sta in piedi», è fermo.", "Neri", "non sta in piedi", "secondo"),
    # the cue inside the marks
    ("«Abbiamo vinto – esulta [Neri|PER] – e ora si cambia».", "Neri", "Abbiamo vinto – esulta Neri – e ora si cambia",
     "esulta"),
    ("«La pace, ha detto [Neri|PER], è vicina».", "Neri", "La pace, ha detto Neri, è vicina", "detto"),
    # an article opens with words of its hero
    ("«Mai visto nulla di simile». Il sindaco [Neri|PER] esce dalla sala.", "Neri", "Mai visto nulla di simile", None),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "speaker", "content", "cue"), SPOKEN)
def test_quoted_words_and_speaker(
    read: Read, rows: Rows, marked: str, speaker: str, content: str, cue: str | None
) -> None:
    assert (speaker, content, cue, True) in rows(read(marked))


NOT_SPOKEN = [
    # titles and names
    "[Neri|PER] insegna all'istituto «Galileo Galilei» di [Pisa|LOC].",
    "Il libro «Notte fonda» di [Neri|PER] esce domani.",
    "La manifestazione «Porte aperte» si tiene a [Pisa|LOC].",
    # irony and nicknames
    "Il «salotto» di [Neri|PER] è affollato.",
    "[Neri|PER], detto «il Lungo», ha vinto.",
    # nothing is said
    "[Neri|PER] non ha detto «addio» a nessuno.",
    # an article opens with words of somebody else
    "«Mai visto nulla di simile». A [Pisa|LOC] c'era anche [Neri|PER].",
    "«Mai visto nulla di simile». Ieri, davanti a [Neri|PER], la sala applaude.",
    "«Mai visto nulla di simile», così tanti a [Pisa|LOC].",
]


@pytest.mark.parametrize("marked", NOT_SPOKEN)
def test_quoted_words_that_nobody_says(read: Read, rows: Rows, marked: str) -> None:
    assert rows(read(marked)) == []


def test_unnamed_speaker_is_nobody(read: Read, rows: Rows) -> None:
    # the last person spoken about must not get the words of a stranger
    doc = read("[Neri|PER] è arrivato. «Non lo conosco», ha detto un passante.")
    assert rows(doc) == [(None, "Non lo conosco", "detto", True)]


def test_unnamed_speaker_inside_the_marks(read: Read, rows: Rows) -> None:
    doc = read("[Neri|PER] è arrivato. «Abbiamo paura - racconta una residente di via [Po|LOC] - e non usciamo».")
    assert [row[0] for row in rows(doc)] == [None]


def test_left_out_subject_goes_on(read: Read, rows: Rows) -> None:
    doc = read("[Neri|PER] ha scelto. «Resto qui», ha detto. «Non vado via», ha aggiunto.")
    assert [row[:2] for row in rows(doc)] == [("Neri", "Resto qui"), ("Neri", "Non vado via")]


def test_quotation_that_goes_on_after_its_cue_is_one(read: Read, rows: Rows) -> None:
    doc = read("«Resto qui», ha detto [Neri|PER], «e non vado via».")
    assert [row[:2] for row in rows(doc)] == [("Neri", "Resto qui», ha detto Neri, «e non vado via")]


def test_quotation_that_begins_a_sentence_is_another(read: Read, rows: Rows) -> None:
    doc = read("«Resto qui», ha detto [Neri|PER]. «Io non vado via».")
    assert [row[:2] for row in rows(doc)] == [("Neri", "Resto qui"), ("Neri", "Io non vado via")]


def test_two_speakers_keep_their_words(read: Read, rows: Rows) -> None:
    doc = read("«Sì al piano», ha detto [Neri|PER]. «No al piano», ha replicato [Bo|PER].")
    assert [row[:2] for row in rows(doc)] == [("Neri", "Sì al piano"), ("Bo", "No al piano")]


def test_title_repeats_words_of_the_text(read: Read, rows: Rows) -> None:
    doc = read("«Mai più»: il vertice di [Pisa|LOC]\n«Mai più», ha detto [Neri|PER].")
    assert [row[:2] for row in rows(doc)] == [("Neri", "Mai più"), ("Neri", "Mai più")]


def test_unclosed_quotation_ends_with_its_paragraph(read: Read, rows: Rows) -> None:
    doc = read("[Neri|PER] ha detto: «Non ci sarò domani a [Pisa|LOC]\nIl vertice si tiene lo stesso.")
    assert rows(doc) == [("Neri", "Non ci sarò domani a Pisa", "detto", True)]


def test_the_verb_that_governs_what_follows_is_no_cue(read: Read, rows: Rows) -> None:
    # "ha aggiunto che" belongs to the clause after it
    doc = read("[Bo|PER] ha parlato di «svolta storica», ha aggiunto che [Neri|PER] verrà.")
    direct = [row for row in rows(doc) if row[3]]
    assert direct == [("Bo", "svolta storica", "parlato", True)]


def test_quotation_over_paragraphs_goes_on(read: Read, rows: Rows) -> None:
    # every paragraph opens with a mark, only the last one closes
    doc = read("[Neri|PER] ha scritto: «La pace è vicina.\n«Ma serve ancora tempo.\n«Nessuno si illuda».\nPiove.")
    assert [row[:2] for row in rows(doc)] == [
        ("Neri", "La pace è vicina."),
        ("Neri", "Ma serve ancora tempo."),
        ("Neri", "Nessuno si illuda"),
    ]


def test_short_words_go_on_right_behind(read: Read, rows: Rows) -> None:
    doc = read("«Serve tempo», ha detto [Neri|PER]. «Molto tempo».")
    assert [row[:2] for row in rows(doc)] == [("Neri", "Serve tempo"), ("Neri", "Molto tempo")]


def test_short_words_far_behind_do_not(read: Read, rows: Rows) -> None:
    doc = read("«Serve tempo», ha detto [Neri|PER]. Poi la lunga seduta è ripresa con la legge sul «molto tempo».")
    assert [row[:2] for row in rows(doc)] == [("Neri", "Serve tempo")]


def test_story_between_keeps_the_speaker_unless_another_comes(read: Read, rows: Rows) -> None:
    told = "«Serve tempo», ha detto [Neri|PER]. {} «E nessuno si illuda di vincere»."
    alone = rows(read(told.format("La sala è piena e in fondo qualcuno applaude.")))
    assert [row[0] for row in alone] == ["Neri", "Neri"]
    other = rows(read(told.format("La sala è piena e in fondo applaude anche [Bo|PER].")))
    assert [row[:2] for row in other] == [("Neri", "Serve tempo")]


def test_inner_quotation_belongs_to_the_outer_one(read: Read, rows: Rows) -> None:
    doc = read('«Ho detto "mai" a tutti e lo ripeto», ha spiegato [Neri|PER].')
    assert [row[:2] for row in rows(doc)] == [("Neri", 'Ho detto "mai" a tutti e lo ripeto')]


def test_quotation_that_lost_its_marks_goes_on_in_the_first_person(read: Read, rows: Rows) -> None:
    doc = read("[Neri|PER] ha dichiarato: Avevo torto. Ora la mia squadra è pronta. La partita si gioca domani.")
    assert rows(doc) == [("Neri", "Avevo torto. Ora la mia squadra è pronta", "dichiarato", True)]
    other = read("[Neri|PER] ha dichiarato che: Avevo torto. Il suo allenatore: La mia squadra è pronta.")
    assert rows(other)[0] == ("Neri", "Avevo torto", "dichiarato", True)
