"""Kin, allies and opponents: each pattern with the near miss that must not fire."""

import pytest

from newsnlp.lang.it.relations import relation_nouns

H = "happened"
STATED = [
    # whose wife: beside "e", "con", by the only person of the sentence
    ("Marco_Ferri/PER e la moglie Anna/PER sono a Oslo/LOC.", [("Marco Ferri", "SPOUSE_OF", "Anna", H)]),
    ("Marco_Ferri/PER, con la moglie Anna/PER, è a Oslo/LOC.", [("Marco Ferri", "SPOUSE_OF", "Anna", H)]),
    ("Marco_Ferri/PER è arrivato con sua moglie Anna/PER.", [("Marco Ferri", "SPOUSE_OF", "Anna", H)]),
    ("Marco_Ferri/PER, accompagnato dalla moglie Anna/PER, tace.", [("Marco Ferri", "SPOUSE_OF", "Anna", H)]),
    ("Luca_Bo/PER ha visto Marco_Ferri/PER e la moglie Anna/PER.", [("Marco Ferri", "SPOUSE_OF", "Anna", H)]),
    # named before, behind, by a verb of being
    ("Anna_Verdi/PER, moglie di Marco_Ferri/PER, tace.", [("Anna Verdi", "SPOUSE_OF", "Marco Ferri", H)]),
    ("Anna_Verdi/PER (moglie di Marco_Ferri/PER) tace.", [("Anna Verdi", "SPOUSE_OF", "Marco Ferri", H)]),
    ("La moglie di Marco_Ferri/PER, Anna_Verdi/PER, tace.", [("Marco Ferri", "SPOUSE_OF", "Anna Verdi", H)]),
    ("La moglie del premier Marco_Ferri/PER, Anna/PER, tace.", [("Marco Ferri", "SPOUSE_OF", "Anna", H)]),
    ("Anna_Verdi/PER è ancora la moglie di Marco_Ferri/PER.", [("Anna Verdi", "SPOUSE_OF", "Marco Ferri", H)]),
    ("Anna_Verdi/PER, sposata con Marco_Ferri/PER, tace.", [("Anna Verdi", "SPOUSE_OF", "Marco Ferri", H)]),
    ("I coniugi Marco_Ferri/PER e Anna_Verdi/PER tacciono.", [("Marco Ferri", "SPOUSE_OF", "Anna Verdi", H)]),
    # what is over
    ("L'ex moglie di Marco_Ferri/PER, Anna_Verdi/PER, tace.", [("Marco Ferri", "WAS_SPOUSE_OF", "Anna Verdi", H)]),
    ("Anna_Verdi/PER, vedova di Marco_Ferri/PER, tace.", [("Anna Verdi", "WAS_SPOUSE_OF", "Marco Ferri", H)]),
    ("La Turchia/LOC era alleata della Siria/LOC.", [("Turchia", "WAS_ALLY_OF", "Siria", H)]),
    ("Luca_Bo/PER, ex alleato di Marco_Ferri/PER, tace.", [("Luca Bo", "WAS_ALLY_OF", "Marco Ferri", H)]),
    # parents and children: the parent is the source
    ("Luca/PER, figlio di Marco_Ferri/PER, tace.", [("Marco Ferri", "PARENT_OF", "Luca", H)]),
    ("Il padre di Luca/PER, Marco_Ferri/PER, tace.", [("Marco Ferri", "PARENT_OF", "Luca", H)]),
    ("Luca/PER era il figlio maggiore di Marco_Ferri/PER.", [("Marco Ferri", "PARENT_OF", "Luca", H)]),
    (
        "Marco_Ferri/PER e i figli Luca/PER e Anna/PER tacciono.",
        [("Marco Ferri", "PARENT_OF", "Luca", H), ("Marco Ferri", "PARENT_OF", "Anna", H)],
    ),
    ("Luca/PER, presunto figlio di Marco_Ferri/PER, tace.", [("Marco Ferri", "PARENT_OF", "Luca", "possible")]),
    ("Luca/PER sarebbe il figlio di Marco_Ferri/PER.", [("Marco Ferri", "PARENT_OF", "Luca", "possible")]),
    ("Anna/PER, futura moglie di Marco_Ferri/PER, tace.", [("Anna", "SPOUSE_OF", "Marco Ferri", "planned")]),
    # brothers and sisters
    ("I fratelli Marco/PER e Luca_Ferri/PER tacciono.", [("Marco", "SIBLING_OF", "Luca Ferri", H)]),
    ("Anna_Verdi/PER è la sorella di Luca_Verdi/PER.", [("Anna Verdi", "SIBLING_OF", "Luca Verdi", H)]),
    # sides
    ("La Siria/LOC, alleata della Russia/LOC, tace.", [("Siria", "ALLY_OF", "Russia", H)]),
    ("La Lega/ORG e il suo alleato Luca_Bo/PER tacciono.", [("Lega", "ALLY_OF", "Luca Bo", H)]),
    ("Luca_Bo/PER, rivale di Marco_Ferri/PER, tace.", [("Luca Bo", "OPPONENT_OF", "Marco Ferri", H)]),
    ("Luca_Bo/PER, oppositore di Marco_Ferri/PER, tace.", [("Luca Bo", "OPPONENT_OF", "Marco Ferri", H)]),
]
NOT_STATED = [
    "Anna_Verdi/PER non è la moglie di Marco_Ferri/PER.",
    "Anna_Verdi/PER, la moglie di Marco_Ferri/PER e il figlio tacciono.",
    "Anna_Verdi/PER e la moglie di Marco_Ferri/PER tacciono.",
    "Secondo Anna_Verdi/PER la moglie di Marco_Ferri/PER tace.",
    "La moglie di Marco_Ferri/PER, Anna_Verdi/PER, Luca_Bo/PER e il sindaco tacciono.",
    "La moglie Anna_Verdi/PER tace.",
    "Luca_Bo/PER ha detto a Marco_Ferri/PER che sua moglie Anna/PER tace.",
    "Il padre di Marco_Ferri/PER e sua moglie Anna/PER tacciono.",
    "Il ministro Marco_Ferri/PER e la vedova Anna_Verdi/PER tacciono.",
    "Anna_Verdi/PER, sposata a Oslo/LOC con Marco_Ferri/PER, tace.",
    "La moglie Anna/PER e le figlie Lia/PER e Ada/PER tacciono.",
    "Luca_Bo/PER, nipote di Marco_Ferri/PER, tace.",
    "Luca_Bo/PER, figlio di quella stagione, tace.",
    "Luca_Bo/PER, figlio adottivo di Genova/LOC, tace.",
    "Marco_Ferri/PER, padre dell'Europa/LOC unita, tace.",
    "Padre Marco_Ferri/PER e suor Anna_Verdi/PER tacciono.",
    "Marco_Ferri/PER e padre Luca_Bo/PER tacciono.",
    "Fratelli_d'Italia/ORG ha scelto Marco_Ferri/PER.",
    "I coniugi Bo/PER, Guido/PER e Anna/PER tacciono.",
    "Luca_Bo/PER, alleato di governo, tace.",
    "Marco_Ferri/PER ha battuto il rivale Luca_Bo/PER.",
    "L'oppositore Luca_Bo/PER è in carcere con Marco_Ferri/PER.",
    "Marco_Ferri/PER ha visto il padre di Luca_Bo/PER.",
]


@pytest.mark.parametrize(("sentence", "relations"), STATED)
def test_what_is_stated(told, sentence, relations):
    assert told(sentence) == relations


@pytest.mark.parametrize("sentence", NOT_STATED)
def test_what_is_not_stated(told, sentence):
    assert told(sentence) == []


def test_my_wife_is_the_wife_of_who_speaks(told):
    sentence = "«Mia moglie Anna/PER tace», ha detto Marco_Ferri/PER."
    quote = {"speaker": 1, "addressee": None, "cue": None, "content": (1, 5), "direct": True}
    assert told(sentence, quotes=[quote]) == [("Anna", "SPOUSE_OF", "Marco Ferri", "happened")]
    assert told(sentence, quotes=[{**quote, "speaker": None}]) == []
    assert told(sentence) == []


def test_left_out_subject_owns_too(told):
    sentence = "È arrivato con la moglie Anna/PER, ha detto Marco_Ferri/PER."
    assert told(sentence, zero_subjects=[{"verb": 1, "entities": [1]}]) == [("Anna", "SPOUSE_OF", "Marco Ferri", H)]
    assert told(sentence) == []


def test_told_twice_is_one_relation_with_both_places(told):
    sentence = "Anna/PER, moglie di Marco/PER, parla. Marco/PER e la moglie Anna/PER sono qui."
    assert told(sentence) == [("Anna", "SPOUSE_OF", "Marco", H)]


def test_every_noun_has_an_end_for_its_bearer():
    assert {noun.bearer for noun in relation_nouns().values()} == {"source", "target", "same"}
