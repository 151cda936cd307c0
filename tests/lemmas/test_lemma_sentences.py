"""Lemmas in sentences, as the shipped pipeline finds them: irregular forms, and words of two parts of speech."""

from __future__ import annotations

import pytest
from spacy.language import Language

NAME = "lemma_table"
# Sentence, word, lemma.
SENTENCES = [
    # irregular past tenses and participles
    ("Il ministro chiese un rinvio.", "chiese", "chiedere"),
    ("Il presidente accolse la delegazione a Lubiana.", "accolse", "accogliere"),
    ("I due governi sottoscrissero un accordo.", "sottoscrissero", "sottoscrivere"),
    ("La commissaria si dimise ieri.", "dimise", "dimettere"),
    ("Il tribunale assolse l'imprenditore.", "assolse", "assolvere"),
    ("I ministri discussero di pesca.", "discussero", "discutere"),
    ("Ferri intervenne al congresso.", "intervenne", "intervenire"),
    ("Il sindaco ottenne la maggioranza.", "ottenne", "ottenere"),
    ("Le parti raggiunsero un'intesa.", "raggiunsero", "raggiungere"),
    ("Il re nacque a Torino.", "nacque", "nascere"),
    ("La proposta fu respinta dal Senato.", "respinta", "respingere"),
    ("Il vertice è stato indetto per domani.", "indetto", "indire"),
    ("La legge introdotta ieri piace ai sindaci.", "introdotta", "introdurre"),
    ("I deputati hanno eletto la presidente.", "eletto", "eleggere"),
    # present, future, conditional, subjunctive
    ("Le imprese propongono un patto.", "propongono", "proporre"),
    ("La coalizione comincerà i colloqui lunedì.", "comincerà", "cominciare"),
    ("Il comitato pagherà le spese.", "pagherà", "pagare"),
    ("Vorrebbe che i due paesi si accordino.", "Vorrebbe", "volere"),
    ("È giusto che il governo prescriva regole chiare.", "prescriva", "prescrivere"),
    ("Noi saremmo contenti di un accordo.", "saremmo", "essere"),
    ("I sindacati preferiscono aspettare.", "preferiscono", "preferire"),
    ("La crisi attraeva gli speculatori.", "attraeva", "attrarre"),
    # one form, two words
    ("La bambina ha la faccia sporca.", "faccia", "faccia"),
    ("Chiede che il governo faccia di più.", "faccia", "fare"),
    ("Il malato resta a letto.", "letto", "letto"),
    ("Il ministro ha letto la lettera.", "letto", "leggere"),
    ("Ha chiuso la porta della sala.", "porta", "porta"),
    ("Il messo porta la lettera al ministro.", "porta", "portare"),
    ("Lo stato italiano paga le spese.", "stato", "stato"),
    ("Il ministro è stato a Vienna.", "stato", "essere"),
    ("Nel corso della riunione ha parlato poco.", "corso", "corso"),
    ("Il ladro è corso via.", "corso", "correre"),
    ("Le chiese del centro restano aperte.", "chiese", "chiesa"),
    # sentence starts, headlines, accents
    ("Chiesero un incontro con il ministro.", "Chiesero", "chiedere"),
    ("I MINISTRI DISCUSSERO DI PESCA", "MINISTRI", "ministro"),
    ("L'accordo e' stato firmato.", "e'", "essere"),
    ("Nella sala c'erano tre ministri.", "Nella", "in il"),
    # names and numbers
    ("Il presidente Chiesa parla a Roma.", "Chiesa", "Chiesa"),
    ("Hanno firmato 1.200 sindaci.", "1.200", "1.200"),
    # pronouns at the end of verbs
    ("Vuole incontrarlo domani.", "incontrarlo", "incontrare lo"),
    ("Ha deciso di sottoporgli il testo.", "sottoporgli", "sottoporre gli"),
    ("Servendosi di un interprete parlò a lungo.", "Servendosi", "servire si"),
]


@pytest.fixture
def with_table(nlp: Language) -> Language:
    if NAME not in nlp.pipe_names:
        pytest.skip("the installed pipeline has no table of lemmas")
    return nlp


@pytest.mark.parametrize(("sentence", "word", "lemma"), SENTENCES)
def test_lemma(with_table, sentence, word, lemma):
    assert [token.lemma_ for token in with_table(sentence) if token.text == word] == [lemma]
