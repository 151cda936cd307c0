"""Tokens as the treebank has them: abbreviations, elision, hyphens, quotation marks, typewriter accents."""

from __future__ import annotations

import pytest
import spacy

from newsnlp.annotation.tokenizer import adapt_tokenizer
from newsnlp.lang.it import tokenizer_data

# The text is what the tokens are without the spaces between them; "|" parts tokens that no space parts.
TOKENS = [
    # abbreviations keep their full stop
    "il sen. Bo è qui",
    "l'|on. Rossi",
    "L’|on. Rossi",
    "dell'|on. Rossi",
    "il dott. Neri e la dott.ssa Bo",
    "mons. Neri e l'|ing. Bo",
    "la Bianchi S.p.A. di Lecco",
    "la Verdi S.r.l. e la Neri s.p.a.",
    "alle 3 p.m. di ieri",
    "nel 44 a.C. a Roma",
    "l'|art. 5 a pag. 12",
    # near miss: the full stop of a sentence
    "Vanno a Roma|.",
    "Lo dice Bo|. Poi va via|.",
    "La partita è finita alle tre|.",
    # elision, with both apostrophes
    "dell'|Eliseo",
    "dell’|Eliseo",
    "all'|ONU e all’|ONU",
    "c'|è un'|altra via",
    "s'|incontrano d'|accordo",
    "l'|ex ministro",
    "l'|11 settembre",
    # near miss: the apostrophe that ends a word
    "un po' di tempo",
    "un po’ di tempo",
    # typewriter accents
    "perche' no",
    "E' finita in citta'",
    "E’ finita",
    "la societa' dice di piu'|.",
    # near miss: an accent is one
    "È finita perché no",
    # hyphens
    "il governo Conte-bis",
    "il generale al-Sisi",
    "Kim Jong-un a Pechino",
    "il vice-presidente del Friuli-Venezia",
    "il 6|-|7 luglio",
    # quotation marks of every shape
    "«|Sì|»|, dice",
    '"|Sì|"|, dice',
    "“|Sì|”|, dice",
    "dice|: ‘|Sì|’",
    "il „|Sì|“ di Bo",
    "(|ieri|)|, [|oggi|]",
    # numbers
    "50.000 euro|, il 3,5|% in più alle 10.30",
]


@pytest.mark.parametrize("marked", TOKENS)
def test_tokens(nlp, marked):
    doc = nlp.make_doc(marked.replace("|", ""))
    assert [token.text for token in doc] == marked.replace("|", " ").split()


# written form, the form by which the pipeline knows it
NORMS = [("perche'", "perché"), ("perchè", "perché"), ("E'", "è"), ("e’", "è"), ("citta'", "città"), ("piu'", "più")]


@pytest.mark.parametrize(("written", "norm"), NORMS)
def test_typewriter_accents_are_read_as_the_right_ones(nlp, written, norm):
    assert [token.norm_ for token in nlp.make_doc(f"{written} no")] == [norm, "no"]


@pytest.fixture(scope="module")
def adapted():
    """A tokeniser as the pipeline is trained with it: it knows the names of countries."""
    nlp = spacy.blank("it")
    adapt_tokenizer(nlp, **tokenizer_data())
    return nlp


COUNTRIES = [
    "la partita Italia|-|Germania",
    "il vertice Germania|–|Francia",
    # near misses: no country, a lower-case letter, a hyphen inside a name
    "l'|asse Roma-Berlino",
    "il piano Italia-bis",
    "la Transitalia-Express",
    "l'|accordo italo-tedesco",
]


@pytest.mark.parametrize("marked", COUNTRIES)
def test_a_hyphen_parts_two_countries(adapted, marked):
    doc = adapted.make_doc(marked.replace("|", ""))
    assert [token.text for token in doc] == marked.replace("|", " ").split()
