"""The script that makes the table: what it takes for evidence, what it makes of it, what it leaves open."""

from __future__ import annotations

from collections import Counter

import pytest
from lemma_words import text, treebank

EVIDENCE = [
    (("chiese", "VERB", "chiedere"), True),
    (("chiese", "VERB", "chiese"), False),  # no infinitive
    (("della", "ADP", "di il"), True),
    (("incontrarlo", "VERB", "incontrare lo"), True),
    (("politiche", "NOUN", "politica|politico"), False),
    (("qual", "PRON", "Qual"), False),
    (("xix", "ADJ", "diciannovesimo"), False),
    (("mix", "NOUN", "mix"), True),
    (("roma", "PROPN", "Roma"), False),
    (("1945", "NUM", "1945"), False),
    (("l'", "DET", "il"), True),
    (("t", "NOUN", "tribunale"), False),
]


@pytest.mark.parametrize(("token", "is_evidence"), EVIDENCE)
def test_evidence(evidence, token, is_evidence):
    assert evidence.is_evidence(evidence.Token(*token)) is is_evidence


def test_a_verb_most_of_whose_forms_are_of_another_is_a_slip(evidence):
    lemmas = {("passa", "VERB"): Counter({"passire": 2, "passare": 1}), ("passano", "VERB"): Counter({"passare": 1})}
    assert evidence.treebank_verbs(lemmas) == {"passare": 2}


def test_verbs_of_raw_text(evidence):
    forms = "tracimare tracimò tracimava tracimando tracimato altare alta alti mestiere"
    assert evidence.verbs_of(Counter(dict.fromkeys(forms.split(), 5))) == {"tracimare"}


PARAGRAPH = "Della chiesa, dell’isola si parla: la sfida avanza a Roma. Chiesero di Rossi."


def test_words_after_an_article_and_names_are_counted(evidence, monkeypatch):
    monkeypatch.setattr(evidence, "REPEATS", {"raw/own.jsonl.xz": 1, "ud/other.conllu": 1})
    monkeypatch.setattr(evidence, "paragraphs", lambda path: [PARAGRAPH])
    lemmas = {("della", "ADP"): Counter({"di il": 1}), ("dell'", "ADP"): Counter({"di il": 1})}
    found = evidence.read_text(evidence.Path(), lemmas)
    assert found.nouns == {"chiesa": 1, "isola": 1}
    assert found.words == {"chiesa": 1, "isola": 1, "parla": 1, "sfida": 1, "avanza": 1}
    assert found.names == {"roma": 1, "rossi": 1}  # Chiesero opens a sentence


# Form, part of speech, features, lemma: None where the table leaves it to the lemmatizer.
ROWS = [
    # conjugations of verbs that the evidence does not have: passato remoto, participles, -isc-, -care, -ciare
    ("accolse", "VERB", "", "accogliere"),
    ("ottennero", "VERB", "", "ottenere"),
    ("contraddissero", "VERB", "", "contraddire"),
    ("sottraeva", "VERB", "", "sottrarre"),
    ("proponiamo", "VERB", "", "proporre"),
    ("intervenne", "VERB", "", "intervenire"),
    ("discusse", "VERB", "", "discutere"),
    ("soppressa", "VERB", "", "sopprimere"),
    ("indetto", "VERB", "", "indire"),
    ("introdotta", "VERB", "", "introdurre"),
    ("affissa", "VERB", "", "affiggere"),
    ("riunisce", "VERB", "", "riunire"),
    ("annuncerà", "VERB", "", "annunciare"),
    ("chiederemmo", "VERB", "", "chiedere"),
    ("fossero", "AUX", "", "essere"),
    # raw text
    ("tracimeranno", "VERB", "", "tracimare"),
    # of two verbs the commoner, or what the features say; of two as common neither
    ("sale", "VERB", "Mood=Ind", "salire"),
    ("posi", "VERB", "Mood=Ind", "porre"),
    ("posi", "VERB", "Mood=Sub", "posare"),
    # nouns and adjectives that the evidence has in another form
    ("cimiteri", "NOUN", "", "cimitero"),
    ("guerrieri", "NOUN", "", "guerriero"),
    ("cauzioni", "NOUN", "", None),
    ("fumose", "ADJ", "", "fumoso"),
    # a participle is an adjective where the tagger says so
    ("accolte", "ADJ", "", "accolto"),
    ("accolte", "VERB", "", "accogliere"),
    # verbs that the tagger takes for something else, and forms that may be nouns
    ("luccicano", "ADJ", "", "luccicare"),
    ("luccico", "NOUN", "", None),
    ("visita", "NOUN", "", "visita"),
    ("isola", "NOUN", "", "isola"),
    # pronouns
    ("raccoglierlo", "VERB", "Clitic=Yes", "raccogliere lo"),
    ("chiedergli", "VERB", "Clitic=Yes", "chiedere gli"),
    ("digli", "VERB", "Mood=Imp", "dire gli"),
    ("dallo", "VERB", "Mood=Imp", "dare lo"),
    ("tavolo", "NOUN", "", "tavolo"),
]


@pytest.mark.parametrize(("form", "pos", "morph", "lemma"), ROWS)
def test_row(table, form, pos, morph, lemma):
    assert table.lemma(form, pos, frozenset(morph.split("|"))) == lemma


NO_NAMES = [
    ("chiesero", "chiedere"),
    ("abbaieranno", None),  # no verb of the evidence
    ("salò", None),  # salare, but also a town
    ("poni", None),  # present singular: many surnames are
]


@pytest.mark.parametrize(("form", "lemma"), NO_NAMES)
def test_verbs_that_are_no_names(table, form, lemma):
    assert table.lemma_of_name(form) == lemma


def test_one_use_of_a_common_word_is_a_slip(builder, evidence):
    raw = evidence.Text(Counter({"arrivò": 500, "isola": 50}), Counter({"arrivò": 1, "isola": 9}), Counter())
    used = [form for form in ("arrivò", "isola", "luccicano") if builder.is_use(raw.nouns, raw, form)]
    assert used == ["isola"]


def test_a_verb_and_its_pronoun_are_parted_where_the_pronoun_is_shortest(builder, evidence):
    tokens = [evidence.Token("lasciandola", "VERB", "lasciare la")] * 3  # not lascia and ndola
    made = builder.defaultdict(list)
    builder.add_enclitics(made, evidence.counted(tokens))
    assert list(made) == ["+la"]


def test_a_form_with_two_lemmas_about_as_common_is_left_open(builder, evidence):
    tokens = [evidence.Token("fini", "NOUN", lemma) for lemma in ("fine", "fino", "fine")]
    tokens += [evidence.Token("volte", "NOUN", "volta")] * 4 + [evidence.Token("volte", "NOUN", "volte")]
    made = builder.defaultdict(list)
    builder.add_attested(made, evidence.counted(tokens), {})
    assert list(made) == ["volte"]


def test_a_lemma_that_stands_once_gives_way_to_the_conjugation(builder, evidence):
    made = builder.defaultdict(list)
    slip, sure = [evidence.Token("fissi", "VERB", "figgere")], [evidence.Token("vuol", "VERB", "volere")] * 3
    builder.add_attested(made, evidence.counted(slip + sure), builder.conjugations(["fissare"]))
    assert list(made) == ["vuol"]


def test_the_same_evidence_makes_the_same_bytes(builder, evidence, table):
    again = builder.make_table(evidence.counted(reversed(treebank(evidence))), text(evidence))
    assert again.to_bytes() == table.to_bytes()


def test_files_that_are_scored_are_no_source(builder):
    assert "it_isdt-dev" not in builder.SOURCES
    assert not [name for name in builder.SOURCES if name.endswith("test")]
