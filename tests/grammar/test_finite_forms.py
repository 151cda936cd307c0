"""Finite verbs: what a form cannot be is corrected, what it can be stays."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from newsnlp.annotation.grammar.finite import FiniteForms

PRESENT = "Mood=Ind|Number=Sing|Person={}|Tense=Pres|VerbForm=Fin"
IMPERFECT = "Mood=Ind|Number=Sing|Person=3|Tense=Imp|VerbForm=Fin"
SUBJUNCTIVE = "Mood=Sub|Number={}|Person=3|Tense={}|VerbForm=Fin"

# Form, lemma, what the tagger says, what the form is.
WRONG = [
    ("riceva", "ricevere", IMPERFECT, SUBJUNCTIVE.format("Sing", "Pres")),
    ("visitasse", "visitare", IMPERFECT.replace("Imp", "Past"), SUBJUNCTIVE.format("Sing", "Imp")),
    ("incontrino", "incontrare", PRESENT.format(3).replace("Sing", "Plur"), SUBJUNCTIVE.format("Plur", "Pres")),
    ("Riceva", "ricevere", IMPERFECT, SUBJUNCTIVE.format("Sing", "Pres")),
    ("arriverà", "arrivare", PRESENT.format(3), PRESENT.format(3).replace("Pres", "Fut")),
]
RIGHT = [
    ("riceve", "ricevere", PRESENT.format(3)),
    ("visita", "visitare", PRESENT.format(3)),
    # a form that its lemma does not have, a word that is no infinitive, a participle: the tagger is right
    ("zappetti", "riceve", PRESENT.format(2)),
    ("riceva", "nominare", IMPERFECT),
    ("ricevuto", "ricevere", "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"),
]


def doc_of(form: str, lemma: str, morph: str, subject: str = "NOUN") -> Doc:
    """Return a subject and a verb."""
    return Doc(
        spacy.blank("it").vocab,
        words=["Ferrante", form],
        pos=[subject, "VERB"],
        deps=["nsubj", "ROOT"],
        heads=[1, 1],
        lemmas=["Ferrante", lemma],
        morphs=["", morph],
    )


def corrected(doc: Doc) -> str:
    return str(FiniteForms(doc.vocab)(doc)[1].morph)


@pytest.mark.parametrize(("form", "lemma", "morph", "expected"), WRONG)
def test_what_a_form_cannot_be_is_corrected(form: str, lemma: str, morph: str, expected: str) -> None:
    assert corrected(doc_of(form, lemma, morph)) == expected


@pytest.mark.parametrize(("form", "lemma", "morph"), RIGHT)
def test_what_a_form_can_be_stays(form: str, lemma: str, morph: str) -> None:
    assert corrected(doc_of(form, lemma, morph)) == morph


def test_the_second_person_beside_a_subject() -> None:
    """ "vuole che Ferrante incontri i sindacati"; "tu incontri" stays."""
    second = PRESENT.format(2)
    assert corrected(doc_of("incontri", "incontrare", second)) == SUBJUNCTIVE.format("Sing", "Pres")
    assert corrected(doc_of("incontri", "incontrare", second, subject="PRON")) == second


def test_saved_and_loaded(tmp_path: Path) -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("newsnlp_finite_forms", name="finite_forms")
    nlp.to_disk(tmp_path)
    assert spacy.load(tmp_path).pipe_names == ["finite_forms"]
