"""What a caller gives by mistake is told, or taken for what it can only mean."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import spacy

import newsnlp
from newsnlp import ArticleError, Document, Failure, InputError, ModelMismatch

TEXT = "Il ministro Carlo Ferri ha incontrato ieri il cancelliere Karl Huber a Vienna."
DAY = datetime.date(2024, 5, 2)


class Table:
    """As a data frame is one: it has columns, and looping over it gives their names."""

    columns = ("text", "id")

    def __iter__(self):
        return iter(self.columns)


@pytest.mark.parametrize(
    ("articles", "told"),
    [
        ("Ciao", r"must be a list or a stream of articles, not 'Ciao': newsnlp.annotate\(text\) takes one article"),
        (b"Ciao", "must be a list or a stream of articles"),
        ({"text": "Ciao"}, r"annotate_many\(\[article\]\) a list of one"),
        (Path("news.jsonl"), r"newsnlp.reading.read\(path\)"),
        (None, "must be a list or a stream of articles"),
        (5, "must be a list or a stream of articles, not 5"),
        (Table(), r"table.to_dict\('records'\)"),
    ],
)
def test_one_article_is_no_list_of_articles(articles, told):
    with pytest.raises(InputError, match=told):
        newsnlp.annotate_many(articles)  # at once: nothing has been asked for yet


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"batch_size": 0}, "batch_size must be a whole number from 1 up, not 0"),
        ({"batch_size": -1}, "batch_size must be a whole number"),
        ({"batch_size": 1.5}, "batch_size must be a whole number"),
        ({"batch_size": True}, "batch_size must be a whole number"),
        ({"batch_size": "8"}, "batch_size must be a whole number"),
        ({"on_error": "ignore"}, "on_error must be one of record, raise, not 'ignore'"),
        ({"on_error": None}, "on_error must be one of record, raise"),
    ],
)
def test_options_are_checked_at_once(options, told):
    with pytest.raises(InputError, match=told):
        newsnlp.annotate_many([TEXT], **options)


@pytest.mark.parametrize(
    ("nlp", "told"),
    [
        (spacy.blank("it"), "has none of newsnlp's components, and would find nothing: load it with newsnlp.load"),
        (spacy.blank("en"), "has none of newsnlp's components"),
        ("it_newsnlp", "must be a pipeline of newsnlp.load, not a str"),
        (len, "must be a pipeline of newsnlp.load"),
    ],
)
def test_a_pipeline_that_would_find_nothing_is_told(nlp, told):
    with pytest.raises(ModelMismatch, match=told):
        newsnlp.annotate(TEXT, nlp=nlp)
    with pytest.raises(ModelMismatch, match=told):
        newsnlp.annotate_many([TEXT], nlp=nlp)


@pytest.mark.parametrize("text", [None, 5, b"Ciao", ["Ciao"], {"text": "Ciao"}])
def test_a_text_is_text(text):
    with pytest.raises(ArticleError, match="the text must be a string"):
        newsnlp.annotate(text)


@pytest.fixture(scope="module")
def ruled(nlp):
    """The shipped pipeline with rules of a user, who calls types as others do."""
    own = newsnlp.load()
    ruler = own.add_pipe("entity_ruler", before="newsnlp_entities", config={"overwrite_ents": True})
    patterns = {"PERSON": "Zorgo Blenk", "GPE": "Trantor", "ORGANIZATION": "Vorlan", "PRODUCT": "Zibaldino"}
    ruler.add_patterns([{"label": label, "pattern": pattern} for label, pattern in patterns.items()])
    return own


def test_labels_of_others_are_read(ruled):
    record = newsnlp.annotate("Ieri Zorgo Blenk ha incontrato Karl Huber a Trantor, per Vorlan.", nlp=ruled)
    assert {"Zorgo Blenk": "PER", "Trantor": "LOC", "Vorlan": "ORG"}.items() <= {
        entity.name: entity.type for entity in record.entities
    }.items()
    assert record.warnings == ()


def test_labels_of_no_use_are_left_out_with_a_warning(ruled):
    record = newsnlp.annotate("Ieri Zorgo Blenk ha venduto Zibaldino a Trantor.", nlp=ruled)
    assert "Zibaldino" not in {entity.name for entity in record.entities if entity.type == "PRODUCT"}
    (warning,) = record.warnings
    assert warning == "entities labelled PRODUCT were left out: newsnlp reads LOC, MISC, ORG, PER"


def test_failures_go_through_all_that_takes_records(nlp):
    results = list(newsnlp.annotate_many([{"id": "a", "text": TEXT}, {"id": "b", "text": " "}], nlp=nlp))
    assert [type(result) for result in results] == [Document, Failure]
    graph = newsnlp.build_graph(results)
    assert (graph.graph["documents"], graph.graph["failures"]) == (1, 1)
    scores = newsnlp.evaluate([result for result in results if isinstance(result, Document)], results)
    assert (scores.articles, scores.annotated) == (1, 1)


@pytest.mark.parametrize("given", [None, "docs.jsonl", [TEXT], 5, [{"id": "a", "text": TEXT}]])
def test_only_records_are_scored(given):
    with pytest.raises(InputError, match="golds must be"):
        newsnlp.evaluate(given, [])
    with pytest.raises(InputError, match="preds must be"):
        newsnlp.evaluate([], given)


@pytest.mark.parametrize(
    ("document", "told"), [(None, "not None"), ({"id": "a"}, "a value of type dict"), ("a", "not 'a'")]
)
def test_only_records_are_explained(document, told):
    with pytest.raises(InputError, match=told):
        newsnlp.explain(document)


@pytest.mark.parametrize("path", [None, 5, b"docs.jsonl", ["docs.jsonl"]])
def test_a_path_is_a_path(path):
    with pytest.raises(InputError, match="the path of a file is needed"):
        newsnlp.read_documents(path)


def test_records_are_not_annotated_again(nlp):
    record = newsnlp.annotate(TEXT, id="a", nlp=nlp)
    results = list(newsnlp.annotate_many([record, record.to_dict()], nlp=nlp))
    assert [type(result) for result in results] == [Failure, Failure]
    assert all("annotated already" in result.reason for result in results if isinstance(result, Failure))
