"""Which verb a form belongs to, without a tagger."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnlp.lang.it.conjugation import irregular_verbs, is_infinitive, verb_forms
from newsnlp.lang.it.verb_tables import form_table, lemma_table

CASES = [
    # regular, and the spelling of c and g
    ("incontrarono", "incontrare"),
    ("incontrò", "incontrare"),
    ("cercheranno", "cercare"),
    ("spieghi", "spiegare"),
    ("annuncerà", "annunciare"),
    ("festeggerà", "festeggiare"),
    ("studierebbe", "studiare"),
    ("rinviino", "rinviare"),
    ("invii", "inviare"),
    ("ricevette", "ricevere"),
    ("ricevé", "ricevere"),
    ("riunisce", "riunire"),
    ("riunirono", "riunire"),
    ("sente", "sentire"),
    ("assorbe", "assorbire"),
    ("assorbisce", "assorbire"),
    # strong remoto and participle
    ("chiese", "chiedere"),
    ("chiesero", "chiedere"),
    ("chiesto", "chiedere"),
    ("accolse", "accogliere"),
    ("accolgono", "accogliere"),
    ("discussero", "discutere"),
    ("strinse", "stringere"),
    ("strette", "stringere"),
    ("convinta", "convincere"),
    ("respinse", "respingere"),
    ("espulsi", "espellere"),
    ("promisero", "promettere"),
    ("dimessasi", "dimettere"),
    ("ruppero", "rompere"),
    ("nacque", "nascere"),
    ("elesse", "eleggere"),
    ("afflitti", "affliggere"),
    ("affissi", "affiggere"),
    ("uccise", "uccidere"),
    ("esplosa", "esplodere"),
    ("insistito", "insistere"),
    ("previdero", "prevedere"),
    ("assolto", "assolvere"),
    ("redatto", "redigere"),
    ("sparse", "spargere"),
    # verbs on another stem, and what is made with them
    ("disse", "dire"),
    ("contraddisse", "contraddire"),
    ("contraddici", "contraddire"),
    ("maledicono", "maledire"),
    ("fece", "fare"),
    ("sopraffà", "sopraffare"),
    ("soddisferà", "soddisfare"),
    ("proponeva", "proporre"),
    ("proporrà", "proporre"),
    ("contrapposti", "contrapporre"),
    ("sottraggano", "sottrarre"),
    ("introdurrebbe", "introdurre"),
    ("ridusse", "ridurre"),
    ("intervenne", "intervenire"),
    ("interverranno", "intervenire"),
    ("sostengono", "sostenere"),
    ("otterrà", "ottenere"),
    ("rimasero", "rimanere"),
    ("riuscì", "riuscire"),
    ("riesce", "riuscire"),
    ("scompaiono", "scomparire"),
    ("prevalse", "prevalere"),
    ("risalgono", "risalire"),
    ("siedono", "sedere"),
    ("possiede", "possedere"),
    ("vadano", "andare"),
    ("diedero", "dare"),
    ("stettero", "stare"),
    ("furono", "essere"),
    ("abbiate", "avere"),
    ("debbano", "dovere"),
    ("bevve", "bere"),
    ("attraeva", "attrarre"),
    ("sottraendo", "sottrarre"),
    ("ristretto", "restringere"),
    ("divelse", "divellere"),
    ("traspare", "trasparire"),
    ("sparve", "sparire"),
    ("sparì", "sparire"),
    ("imbevuto", "imbevere"),
    ("sconnesso", "sconnettere"),
    ("genuflesse", "genuflettere"),
    ("invalse", "invalere"),
    ("ridivenne", "ridivenire"),
    ("ritrasmise", "ritrasmettere"),
    ("preveduti", "prevedere"),
    # enclitics
    ("incontrarlo", "incontrare"),
    ("incontrandosi", "incontrare"),
    ("incontratisi", "incontrare"),
    ("riunitisi", "riunire"),
    ("recandosi", "recare"),
    ("vedersi", "vedere"),
    ("chiedendogli", "chiedere"),
    ("proporglielo", "proporre"),
    ("dimmi", "dire"),
    ("digli", "dire"),
    ("dammelo", "dare"),
    # cut infinitive, as before an auxiliary in titles
    ("incontrar", "incontrare"),
    ("far", "fare"),
]


@pytest.mark.parametrize(("form", "lemma"), CASES)
def test_form_belongs_to_verb(form: str, lemma: str) -> None:
    assert lemma in {f.lemma for f in verb_forms(lemma) if f.text == form}


# Forms that a wrong rule would make, and that Italian does not have.
IMPOSSIBLE = [
    ("chiedé", "chiedere"),
    ("accogliò", "accogliere"),
    ("prendì", "prendere"),
    ("prenduto", "prendere"),
    ("prendei", "prendere"),
    ("cercerà", "cercare"),
    ("annuncierà", "annunciare"),
    ("studii", "studiare"),
    ("invi", "inviare"),
    ("mangii", "mangiare"),
    ("cape", "capire"),
    ("sentisce", "sentire"),
    ("dicerà", "dire"),
    ("dito", "dire"),
    ("facerà", "fare"),
    ("rifa", "rifare"),
    ("proporerà", "proporre"),
    ("attràeva", "attrarre"),
    ("restretto", "restringere"),
    ("venirà", "intervenire"),
    ("affliggito", "affliggere"),
    ("affitto", "affliggere"),
    ("incontrarelo", "incontrare"),
    ("incontròlo", "incontrare"),
    ("porrelo", "porre"),
]


@pytest.mark.parametrize(("form", "lemma"), IMPOSSIBLE)
def test_form_does_not_exist(form: str, lemma: str) -> None:
    assert form not in {f.text for f in verb_forms(lemma)}


def test_features_of_a_finite_form() -> None:
    readings = form_table(["chiedere"])["chiesero"]
    assert [(f.verb_form, f.mood, f.tense, f.person, f.number) for f in readings] == [("Fin", "Ind", "Past", 3, "Plur")]


def test_features_of_a_participle() -> None:
    readings = form_table(["eleggere"])["eletta"]
    assert [(f.verb_form, f.tense, f.gender, f.number) for f in readings] == [("Part", "Past", "Fem", "Sing")]


def test_enclitics_are_told() -> None:
    assert {f.enclitics for f in form_table(["incontrare"])["incontrarli"]} == {"li"}


def test_form_of_two_verbs_has_both() -> None:
    assert lemma_table(["dire", "dare"])["detti"] == {"dire", "dare"}


def test_reflexive_lemma_has_the_forms_of_the_bare_verb() -> None:
    table = lemma_table(["riunirsi", "porsi", "sottrarsi", "mostrarsi"])
    assert table["sottrassero"] == {"sottrarsi"}
    assert table["mostrarono"] == {"mostrarsi"}
    assert table["riunirono"] == {"riunirsi"}
    assert table["pongono"] == {"porsi"}


def test_present_participles_only_where_asked_for() -> None:
    assert "manifestanti" not in lemma_table(["manifestare"])
    assert "manifestanti" in lemma_table(["manifestare"], present_participles=True)


def test_enclitics_can_be_left_out() -> None:
    assert "recandosi" not in lemma_table(["recare"], enclitics=False)
    assert "recando" in lemma_table(["recare"], enclitics=False)


def test_table_is_built_once() -> None:
    assert lemma_table(["dire", "fare"]) is lemma_table(("fare", "dire"))


def test_irregular_verbs_are_models_and_members() -> None:
    assert {"trarre", "attrarre", "restringere"} <= irregular_verbs()
    assert "incontrare" not in irregular_verbs()


def test_no_infinitive_is_refused() -> None:
    with pytest.raises(ValueError, match="no Italian infinitive"):
        verb_forms("vertice")


# Stems that no verb has: none at all, blanks, apostrophes, marks, digits, capitals.
ODD_STEMS = st.one_of(
    st.text(max_size=8), st.sampled_from(("", "i", "c", "g", "ci", "gi", "e\u0300", "l'", "sa-\n", "-"))
)
ENDINGS_OF_INFINITIVES = ("", "are", "ere", "ire", "rre", "arsi", "ersi", "irsi", "rsi", "si", "re", "à", "va")


@given(ODD_STEMS, st.sampled_from(ENDINGS_OF_INFINITIVES))
def test_any_text_is_conjugated_or_refused(stem: str, ending: str) -> None:
    text = stem + ending
    if not is_infinitive(text):
        with pytest.raises(ValueError, match="no Italian infinitive"):
            verb_forms(text)
        return
    assert all(form.text and form.lemma == text for form in verb_forms(text))
    assert form_table([text])


@pytest.mark.parametrize("text", ["are", "ere", "rre", "rsi", "sa-\nrre", "l'are", "-ire", "1are", "va bene fare", ""])
def test_endings_and_phrases_are_no_infinitives(text: str) -> None:
    assert not is_infinitive(text)


@pytest.mark.parametrize("text", ["fare", "riunirsi", "co-dirigere", "porre", "porsi", "agire", "ri-votare"])
def test_infinitives_are_told(text: str) -> None:
    assert is_infinitive(text)


@given(
    st.one_of(
        st.text(max_size=12), st.tuples(st.sampled_from(("di", "da", "fa", "incontrar", "")), ODD_STEMS).map("".join)
    )
)
def test_any_word_is_looked_up(word: str) -> None:
    readings = form_table(["dire", "dare", "fare", "incontrare"]).get(word, ())
    assert all(form.text == word for form in readings)


@pytest.mark.parametrize("word", ["fa'mi", "di'gli", "da'lo", "fa'", "di'"])
def test_a_pronoun_takes_the_place_of_the_apostrophe(word: str) -> None:
    assert (word in form_table(["dire", "dare", "fare"])) == word.endswith("'")
