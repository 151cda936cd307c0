"""newsnlp's components beside those of spaCy and of users."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

import newsnlp

TEXT = "Il presidente di Acme Ricerca Carlo Ferri ha incontrato ieri a Mosca Ana Novak. Il Tonno Blu è un prodotto."
PATTERNS = [
    {"label": "ORG", "pattern": "Acme Ricerca", "id": "acme"},
    {"label": "PRODUCT", "pattern": "Tonno Blu", "id": "tonno"},
    {"label": "PER", "pattern": [{"LOWER": "novak"}], "id": "novak"},
]
MakeRuler = Callable[..., Language]


@pytest.fixture
def with_ruler(nlp: Language) -> Iterator[MakeRuler]:
    """Adds an entity_ruler to the shipped pipeline for one test."""

    def add(**options: object) -> Language:
        config = {"overwrite_ents": options.pop("overwrite", True)}
        nlp.add_pipe("entity_ruler", config=config, **options).add_patterns(PATTERNS)
        return nlp

    yield add
    nlp.remove_pipe("entity_ruler")


def ids_of(doc: Doc) -> dict[str, str]:
    return {ent.text: ent.ent_id_ for ent in doc.ents if ent.ent_id_}


PLACES = [
    {"first": True},
    {"before": "ner"},
    {"after": "ner"},
    {"before": "newsnlp_entities"},
    {"last": True},
]


@pytest.mark.parametrize("place", PLACES)
def test_ids_of_a_ruler_stay_wherever_it_runs(with_ruler: MakeRuler, place: dict[str, object]) -> None:
    doc = with_ruler(**place)(TEXT)
    assert ids_of(doc) == {"Acme Ricerca": "acme", "Tonno Blu": "tonno", "Novak": "novak"}
    assert "Mosca" in [ent.text for ent in doc.ents]
    newsnlp.to_document(doc)


@pytest.mark.parametrize("place", PLACES[:-1])
def test_names_of_a_ruler_are_taken_as_they_are(with_ruler: MakeRuler, place: dict[str, object]) -> None:
    document = newsnlp.to_document(with_ruler(**place)(TEXT))
    types = {entity.name: entity.type for entity in document.entities}
    assert types["Acme Ricerca"] == "ORG"
    assert types["Novak"] == "PER"
    assert "Ana Novak" not in types


def test_other_labels_are_no_entities_of_a_record(with_ruler: MakeRuler) -> None:
    doc = with_ruler(before="ner")(TEXT)
    assert ("Tonno Blu", "PRODUCT") in [(ent.text, ent.label_) for ent in doc.ents]
    assert "PRODUCT" not in {entity.type for entity in newsnlp.to_document(doc).entities}


def test_names_have_wikidata_ids(nlp: Language) -> None:
    doc = nlp("Carlo Ferri è andato a Mosca dalla Nato. Il presidente Putin e la Banca d'Italia tacciono.")
    ids = {ent.text: ent.kb_id_ for ent in doc.ents}
    assert ids["Mosca"] == "Q649"
    assert ids["Nato"] == "Q7184"
    assert ids["Carlo Ferri"] == ""
    assert ids.get("Banca d'Italia") != "Q38"
    layer = {item["name"]: item["kb_id"] for item in doc._.newsnlp_entities}
    assert layer["Mosca"] == "Q649"


def test_ids_of_a_linker_stay(nlp: Language) -> None:
    doc = nlp.make_doc("Carlo Ferri è andato a Mosca.")
    doc.set_ents([Span(doc, 5, 6, label="LOC", kb_id="Q-own")])
    assert [ent.kb_id_ for ent in nlp(doc).ents if ent.text == "Mosca"] == ["Q-own"]


DAYS = ["2024-03-14", datetime.date(2024, 3, 14), datetime.datetime(2024, 3, 14, 23, 59), "2024-03-14T08:30:00Z"]


@pytest.mark.parametrize("day", DAYS)
def test_the_day_of_publication_is_kept_as_text(nlp: Language, day: object) -> None:
    doc = nlp.make_doc("Ieri a Roma.")
    assert doc._.newsnlp_published is None
    doc._.newsnlp_published = day
    assert doc._.newsnlp_published == "2024-03-14"
    assert nlp(doc)._.newsnlp_times[0]["value"] == "2024-03-13"
    for again in (
        Doc(nlp.vocab).from_bytes(doc.to_bytes()),
        next(iter(DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab))),
        doc.copy(),
    ):
        assert again._.newsnlp_published == "2024-03-14"
    doc._.newsnlp_published = None
    assert doc._.newsnlp_published is None


@pytest.mark.parametrize("day", ["ieri", "14/03/2024", 20240314, datetime.time(8, 30), ["2024-03-14"]])
def test_what_is_no_day_is_refused(nlp: Language, day: object) -> None:
    doc = nlp.make_doc("Ieri a Roma.")
    with pytest.raises(newsnlp.ArticleError, match="is no date: write it as YYYY-MM-DD"):
        doc._.newsnlp_published = day


@pytest.mark.parametrize("processes", [1, 2])
def test_the_day_may_come_as_context(nlp: Language, processes: int) -> None:
    contexts = [{"published": day, "n": number} for number, day in enumerate(DAYS)] + [{"n": 4}, None, "2024-03-14", 7]
    stream = [("Ieri a Roma.", context) for context in contexts]
    made = list(nlp.pipe(stream, as_tuples=True, n_process=processes))
    assert [context for _, context in made] == contexts
    assert [doc._.newsnlp_published for doc, _ in made] == ["2024-03-14"] * 4 + [None] * 4
    assert [doc._.newsnlp_times[0]["value"] for doc, _ in made] == ["2024-03-13"] * 4 + [None] * 4


def test_a_day_that_was_set_counts_more_than_the_context(nlp: Language) -> None:
    doc = nlp.make_doc("Ieri a Roma.")
    doc._.newsnlp_published = "2020-01-02"
    ((made, _),) = nlp.pipe([(doc, {"published": "2024-03-14"})], as_tuples=True)
    assert made._.newsnlp_times[0]["value"] == "2020-01-01"


def test_a_context_that_is_no_day_goes_to_the_error_handler(nlp: Language) -> None:
    stream = [("Ieri a Roma.", {"published": "boh"})]
    with pytest.raises(newsnlp.ArticleError, match="'boh' is no date"):
        list(nlp.pipe(stream, as_tuples=True))
