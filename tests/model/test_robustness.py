"""The trained pipeline on the verbs that matter, and on text as scrapers and typewriters leave it."""

from __future__ import annotations

import pytest

import newsnlp
from newsnlp.schema import Document

# form in a sentence, lemma
VERBS = [
    ("ha incontrato", "incontrare"),
    ("incontrerà", "incontrare"),
    ("incontra", "incontrare"),
    ("riceve", "ricevere"),
    ("ha ricevuto", "ricevere"),
    ("riceverà", "ricevere"),
    ("ha visto", "vedere"),
    ("vedrà", "vedere"),
    ("visiterà", "visitare"),
    ("ha visitato", "visitare"),
    ("ha invitato", "invitare"),
    ("ha accolto", "accogliere"),
    ("ha sentito", "sentire"),
    ("ha convocato", "convocare"),
    ("ha smentito", "smentire"),
    ("ha accusato", "accusare"),
]
SAYING = [
    ("ha detto", "dire"),
    ("dice", "dire"),
    ("ha spiegato", "spiegare"),
    ("spiega", "spiegare"),
    ("ha annunciato", "annunciare"),
    ("annuncia", "annunciare"),
    ("ha aggiunto", "aggiungere"),
    ("ha affermato", "affermare"),
    ("afferma", "affermare"),
    ("ha chiesto", "chiedere"),
]


@pytest.mark.parametrize(("form", "lemma"), VERBS)
def test_lemmas_of_verbs_with_a_person(nlp, form, lemma):
    assert lemma_of(nlp, f"Il ministro {form} il presidente ceco a Praga.", form) == lemma


@pytest.mark.parametrize(("form", "lemma"), SAYING)
def test_lemmas_of_verbs_of_saying(nlp, form, lemma):
    assert lemma_of(nlp, f"Il ministro {form} che il vertice è finito.", form) == lemma


# Treebank tokens: the pronoun stays in the token, and its lemma follows that of the verb.
@pytest.mark.parametrize(("form", "lemma"), [("incontrarlo", "incontrare"), ("riceverla", "ricevere")])
def test_lemmas_of_verbs_with_a_pronoun(nlp, form, lemma):
    assert lemma_of(nlp, f"Il ministro vuole {form} a Praga.", form).split()[0] == lemma


def lemma_of(nlp, sentence: str, form: str) -> str:
    word = form.split()[-1]
    return next(token.lemma_ for token in nlp(sentence) if token.text == word)


# text, names that are in it with their types
ARTICLES = [
    ("Il ministro Carlo Rossetti è arrivato a Praga.", {"Carlo Rossetti": "PER", "Praga": "LOC"}),
    ("A Parigi Anna Neri ha visto Emmanuel Macron.", {"Parigi": "LOC", "Anna Neri": "PER", "Emmanuel Macron": "PER"}),
    ("Il presidente Vladimir Putin è partito per Pechino.", {"Vladimir Putin": "PER", "Pechino": "LOC"}),
    ("La società di Torino è più forte, dice Mario Bianchi.", {"Torino": "LOC", "Mario Bianchi": "PER"}),
    ("È morto a Napoli il giudice Luca Ferri.", {"Napoli": "LOC", "Luca Ferri": "PER"}),
    ("Così la città di Milano aspetta Joe Biden.", {"Milano": "LOC", "Joe Biden": "PER"}),
    ("Il vertice fra Italia e Germania è già finito.", {"Italia": "LOC", "Germania": "LOC"}),
    ("Perché Paolo Venier è tornato in Libia?", {"Paolo Venier": "PER", "Libia": "LOC"}),
    ("L'ONU chiede una tregua in Siria e in Libano.", {"ONU": "ORG", "Siria": "LOC", "Libano": "LOC"}),
    ("Mosca è contro la NATO, Londra è con Kiev.", {"Mosca": "LOC", "NATO": "ORG", "Londra": "LOC", "Kiev": "LOC"}),
    ("Il sindaco di Bologna, Marco Testa, non c'è più.", {"Bologna": "LOC", "Marco Testa": "PER"}),
    ("A Londra la polizia ha arrestato John Miller.", {"Londra": "LOC", "John Miller": "PER"}),
]  # fmt: skip
ACCENTS = str.maketrans({"è": "e'", "é": "e'", "È": "E'", "ò": "o'", "ì": "i'", "à": "a'", "ù": "u'"})
BARE = str.maketrans("èéÈòìàù", "eeEoiau")
# how the text is written, and the least share of the names that is found, with the right type
SPELLINGS = [
    ("as printed", lambda text: text, 0.95),
    ("accents typed as apostrophes", lambda text: text.translate(ACCENTS), 0.95),
    ("accents left out", lambda text: text.translate(BARE), 0.95),
    ("curly apostrophes", lambda text: text.replace("'", "’"), 0.95),
    ("no final stop", lambda text: text.rstrip("."), 0.95),
    ("capitals", lambda text: text.upper(), 0.8),
]


@pytest.mark.parametrize(("write", "least"), [row[1:] for row in SPELLINGS], ids=[row[0] for row in SPELLINGS])
def test_names_are_found_however_they_are_written(nlp, write, least):
    wanted = [(number, write(name), kind) for number, (_, names) in enumerate(ARTICLES) for name, kind in names.items()]
    found = {
        (number, name, kind)
        for number, (text, _) in enumerate(ARTICLES)
        for name, kind in names_of(newsnlp.annotate(write(text), nlp=nlp))
    }
    missed = [item for item in wanted if item not in found]
    assert 1 - len(missed) / len(wanted) >= least, missed


def names_of(record: Document) -> set[tuple[str, str]]:
    return {(mention.text, entity.type) for entity in record.entities for mention in entity.mentions}


PLAIN = ["Il tavolo della cucina era pieno di piatti.", "Ieri pioveva e nessuno è uscito di casa."]


@pytest.mark.parametrize("write", [row[1] for row in SPELLINGS], ids=[row[0] for row in SPELLINGS])
@pytest.mark.parametrize("text", PLAIN)
def test_no_names_where_there_are_none_control(nlp, text, write):
    assert names_of(newsnlp.annotate(write(text), nlp=nlp)) == set()
