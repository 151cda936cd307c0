"""What a title phrase is: its head, what belongs to the title, whose nationality, where it is held."""

from __future__ import annotations

import re

import pytest

from newsnlp.annotation.titles import find_title_phrases, states_office

# article, phrase with its names marked, title, nationality, holder
EXTENT = [
    ("il ", "presidente russo", "presidente", "Russia", None),
    ("la ", "cancelliera tedesca", "cancelliera", "Germania", None),
    ("l'", "ex ministro degli Esteri turco", "ex ministro degli Esteri", "Turchia", None),
    ("il ", "ministro turco degli Esteri", "ministro degli Esteri", "Turchia", None),
    ("il ", "segretario generale della [ORG Nato]", "segretario generale", None, "Nato"),
    ("la ", "presidente degli [LOC Stati Uniti]", "presidente", None, "Stati Uniti"),
    ("il ", "presidente del Consiglio", "presidente del Consiglio", None, None),
    ("il ", "presidente del [ORG Consiglio europeo]", "presidente", None, "Consiglio europeo"),
    ("il ", "capo della polizia", "capo della polizia", None, None),
    ("il ", "capo della diplomazia dell'[ORG Ue]", "capo della diplomazia", None, "Ue"),
    ("il ", "numero uno dello sport italiano", "numero uno dello sport", "Italia", None),
    ("il ", "responsabile delle attività italiane", "responsabile delle attività italiane", None, None),
    ("il ", "presidente della società [ORG Aurea]", "presidente", None, "Aurea"),
    ("il ", "ministro delle Foreste", "ministro delle Foreste", None, None),
    ("il ", "segretario [ORG Pd]", "segretario", None, "Pd"),
    ("la ", "viceministra lettone", "viceministra", "Lettonia", None),
    ("il ", "neo-presidente", "neo-presidente", None, None),
    ("il ", "leader turco-cipriota", "leader", None, None),
]


@pytest.mark.parametrize(("article", "phrase", "title", "nationality", "holder"), EXTENT)
def test_extent(marked, article, phrase, title, nationality, holder):
    doc = marked(f"Parla {article}{phrase}.")
    found = find_title_phrases(doc)[0]
    assert doc[found.start : found.end].text == re.sub(r"\[[A-Z]+ |\]", "", phrase)
    of = doc[slice(*found.of_tokens)].text if found.of_tokens else None
    assert (found.title, found.nationality, of) == (title, nationality, holder)


def test_learned_professions_need_a_name(marked):
    assert [p.title for p in find_title_phrases(marked("Parla l'ittiologo [PER Ugo Bo]."))] == ["ittiologo"]
    assert find_title_phrases(marked("Parla l'ittiologo.")) == []


PLURAL = [
    ("I due leader parlano.", "leader", "due leader", "due"),
    ("I ministri degli Esteri baltici parlano.", "ministro degli Esteri", "ministri degli Esteri baltici", None),
    ("Gli amministratori delegati parlano.", "amministratore delegato", "amministratori delegati", None),
    ("Le tre ministre parlano.", "ministra", "tre ministre", "tre"),
    ("I vicepremier parlano.", "vicepremier", "vicepremier", None),
    (
        "I segretari generali di [ORG Cgil] e [ORG Cisl].",
        "segretario generale",
        "segretari generali di Cgil e Cisl",
        None,
    ),
]


@pytest.mark.parametrize(("text", "title", "phrase", "cardinal"), PLURAL)
def test_plural_titles_are_told_in_the_singular(marked, text, title, phrase, cardinal):
    doc = marked(text)
    found = find_title_phrases(doc)[0]
    assert (found.title, doc[found.start : found.end].text, found.cardinal, found.number) == (
        title,
        phrase,
        cardinal,
        "p",
    )


DETERMINERS = [
    ("Il premier parla.", True, False, "m", "s"),
    ("Un premier parla.", False, False, "m", "s"),
    ("Quel premier parla.", True, False, "m", "s"),
    ("Premier a colloquio.", False, False, None, "s"),
    ("La premier parla.", True, False, "f", "s"),
    ("Il suo portavoce parla.", True, True, "m", "s"),
    ("Parla del premier.", True, False, "m", "s"),
    ("Dice l'attuale giovane premier.", True, False, None, "s"),
]


@pytest.mark.parametrize(("text", "definite", "possessive", "gender", "number"), DETERMINERS)
def test_determiners(marked, text, definite, possessive, gender, number):
    found = find_title_phrases(marked(text))[0]
    assert (found.definite, found.possessive, found.gender, found.number) == (definite, possessive, gender, number)


NO_TITLE = [
    "Telefona ad [PER Anna Bo].",  # "ad" is a preposition, not the managing director
    "Lo ha detto a [PER Sarto] e a [PER Pastore].",  # names that are titles as well
    "Guardiamo le carte del processo.",
]


@pytest.mark.parametrize("text", NO_TITLE)
def test_no_title(marked, text):
    assert find_title_phrases(marked(text)) == []


def test_premier_and_councils_are_told_apart(marked):
    titles = [p.title for p in find_title_phrases(marked("Il presidente del Consiglio regionale tace."))]
    assert titles != ["presidente del Consiglio"]


CLOSED = [
    ("Il segretario di [LOC Stato americano] tace.", "segretario di Stato"),  # the tagger erred
    ("Il presidente della [LOC Repubblica Ceca] tace.", "presidente"),
    ("Il presidente della [LOC Repubblica francese] tace.", "presidente"),
    ("Il presidente della Repubblica tace.", "presidente della Repubblica"),
    ("Il ministro dell'Interno dell'Ucraina tace.", "ministro dell'Interno"),
    ("Il portavoce del governo tace.", "portavoce"),
    ("Il capo del governo tace.", "capo del governo"),
]


@pytest.mark.parametrize(("text", "title"), CLOSED)
def test_where_a_title_ends(marked, text, title):
    assert find_title_phrases(marked(text))[0].title == title


def test_managing_director_has_an_article(marked):
    assert [p.lemma for p in find_title_phrases(marked("Telefona all'ad [PER Anna Bo]."))] == ["ad"]


def test_elliptic_title_takes_the_last_head(marked):
    doc = marked("Il presidente francese [PER Luc Roy] e quello polacco [PER Jan Nowak] parlano.")
    assert [(p.title, p.nationality) for p in find_title_phrases(doc)] == [
        ("presidente", "Francia"),
        ("presidente", "Polonia"),
    ]


def test_elliptic_title_with_another_office(marked):
    doc = marked("Il ministro della Difesa [PER Ugo Bo] e quello dell'Interno [PER Leo Ricci] tacciono.")
    assert [p.title for p in find_title_phrases(doc)] == ["ministro della Difesa", "ministro dell'Interno"]


def test_demonstrative_alone_is_no_title(marked):
    doc = marked("Il presidente francese tace e quello che dice conta poco.")
    assert len(find_title_phrases(doc)) == 1


OFFICES = [("il premier", True), ("il pugile", True), ("il rivale", False), ("la moglie", False), ("il signor", False)]


@pytest.mark.parametrize(("text", "office"), OFFICES)
def test_offices(marked, text, office):
    assert states_office(find_title_phrases(marked(text))[0]) is office
