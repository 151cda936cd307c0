"""The argument behind a verb that needs an object, and what must stay a subject."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newsnlp.annotation.grammar.objects import Objects


def deps_of(words: str, lemmas: str, pos: str, deps: str, heads: list[int]) -> list[str]:
    """Return the dependencies of a sentence after the component."""
    doc = Doc(
        spacy.blank("it").vocab,
        words=words.split(),
        lemmas=lemmas.split(),
        pos=pos.split(),
        deps=deps.split(),
        heads=heads,
    )
    return [token.dep_ for token in Objects()(doc)]


def test_what_stands_behind_is_the_object() -> None:
    found = deps_of("Domani vedrà Weber", "domani vedere Weber", "ADV VERB PROPN", "advmod ROOT nsubj", [1, 1, 1])
    assert found == ["advmod", "ROOT", "obj"]


@pytest.mark.parametrize(
    ("words", "lemmas", "pos", "deps", "heads"),
    [
        # before the verb
        ("Weber vedrà", "Weber vedere", "PROPN VERB", "nsubj ROOT", [1, 1]),
        # a verb that needs no object
        ("Arriva Weber", "arrivare Weber", "VERB PROPN", "ROOT nsubj", [0, 0]),
        # the object stands before the verb: "lo vedrà Weber", "che vedrà Weber"
        ("Lo vedrà Weber", "lo vedere Weber", "PRON VERB PROPN", "obj ROOT nsubj", [1, 1, 1]),
        # reflexive: "si incontrano Weber e Petrov"
        ("Si vedono Weber", "si vedere Weber", "PRON VERB PROPN", "expl ROOT nsubj", [1, 1, 1]),
        # passive: "viene ricevuto Weber"
        ("Viene ricevuto Weber", "venire ricevere Weber", "AUX VERB PROPN", "aux:pass ROOT nsubj", [1, 1, 1]),
        # an object clitic at its end: "a riceverlo Weber"
        ("riceverlo Weber", "ricevere|lo Weber", "VERB PROPN", "ROOT nsubj", [0, 0]),
        # a pronoun is a subject: "vedrà lui"
        ("Vedrà lui", "vedere lui", "VERB PRON", "ROOT nsubj", [0, 0]),
    ],
)
def test_controls(words: str, lemmas: str, pos: str, deps: str, heads: list[int]) -> None:
    assert deps_of(words, lemmas, pos, deps, heads) == deps.split()


def test_in_the_shipped_pipeline(nlp: Language) -> None:
    doc = nlp("Il ministro Carlo Ferri è tornato a Roma. Domani vedrà a Vienna il cancelliere Karl Huber.")
    assert next(token.dep_ for token in doc if token.text == "cancelliere") == "obj"
