"""A Doc of a spaCy user becomes the record that `newsnlp.annotate` would have made of its text."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import newsnlp
from newsnlp.annotation import keys
from newsnlp.annotation.pipeline import BREAKS, COMPONENTS

TEXT = (
    "LUBIANA - Il ministro degli Esteri Carlo Ferri ha incontrato ieri la premier slovena Ana Novak. «È un amico», ha "
    "detto lei. Domani vedrà a Vienna il cancelliere Karl Huber. La Nato tace."
)
PUBLISHED = "2024-05-02"


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    made = nlp.make_doc(TEXT)
    made._.newsnlp_published = datetime.date(2024, 5, 2)
    return nlp(made)


def dumped(document: newsnlp.Document) -> dict[str, object]:
    return json.loads(document.model_dump_json())


def test_the_record_is_that_of_annotate(nlp: Language, doc: Doc) -> None:
    wanted = newsnlp.annotate(TEXT, published=PUBLISHED, nlp=nlp)
    assert wanted.events
    assert wanted.quotes
    assert dumped(newsnlp.to_document(doc)) == dumped(wanted)


def test_what_is_known_of_the_article_is_recorded(doc: Doc) -> None:
    document = newsnlp.to_document(
        doc, id="a1", title="Vertice", published=PUBLISHED, url="https://a.it/1", source="A", meta={"section": "esteri"}
    )
    assert (document.id, document.title, document.url, document.source) == ("a1", "Vertice", "https://a.it/1", "A")
    assert document.published == datetime.date(2024, 5, 2)
    assert document.meta == {"section": "esteri"}
    assert document.warnings == ()


def through_doc_bin(doc: Doc, nlp: Language) -> Doc:
    packed = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (again,) = DocBin().from_bytes(packed).get_docs(nlp.vocab)
    return again


def through_bytes(doc: Doc, nlp: Language) -> Doc:
    return Doc(nlp.vocab).from_bytes(doc.to_bytes())


def through_a_copy(doc: Doc, nlp: Language) -> Doc:
    return doc.copy()


def through_another_pipeline(doc: Doc, nlp: Language) -> Doc:
    return Doc(spacy.blank("it").vocab).from_bytes(doc.to_bytes())


@pytest.mark.parametrize("way", [through_doc_bin, through_bytes, through_a_copy, through_another_pipeline])
def test_the_record_is_the_same_after_every_way(nlp: Language, doc: Doc, way) -> None:
    again = way(doc, nlp)
    assert again is not doc
    assert again._.newsnlp_published == PUBLISHED
    assert dumped(newsnlp.to_document(again)) == dumped(newsnlp.to_document(doc))


def test_docs_of_worker_processes_become_the_same_records(nlp: Language, doc: Doc) -> None:
    stream = [(TEXT, {"published": PUBLISHED}), ("", {}), (TEXT, {"published": datetime.date(2024, 5, 2)})]
    docs = [made for made, _ in nlp.pipe(stream, as_tuples=True, n_process=2, batch_size=1)]
    assert dumped(newsnlp.to_document(docs[0])) == dumped(newsnlp.to_document(doc))
    assert dumped(newsnlp.to_document(docs[2])) == dumped(newsnlp.to_document(doc))
    assert newsnlp.to_document(docs[1]).entities == ()


def test_the_record_tells_what_made_it(nlp: Language, doc: Doc, tiny: Language) -> None:
    made = newsnlp.to_document(doc).pipeline
    assert made is not None
    assert made.newsnlp == newsnlp.__version__
    assert made.model == f"it_newsnlp {nlp.meta['version']}"
    other = newsnlp.to_document(tiny("Anna ha visto Carlo a Roma.")).pipeline
    assert other is not None
    assert other.model.startswith("it_core_news_test ")


def test_a_saved_pipeline_tells_its_own_name(tiny: Language, tmp_path) -> None:
    tiny.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    again.meta["version"] = "7.7.7"
    made = newsnlp.to_document(again("Anna ha visto Carlo a Roma.")).pipeline
    assert made is not None
    assert made.model == "it_core_news_test 7.7.7"


@pytest.mark.parametrize(
    "foreign",
    [
        lambda nlp, doc: spacy.blank("it")(TEXT),
        lambda nlp, doc: nlp.make_doc(TEXT),
        lambda nlp, doc: doc[3:9].as_doc(copy_user_data=True),
        lambda nlp, doc: Doc(nlp.vocab).from_bytes(doc.to_bytes(exclude=["user_data"])),
        lambda nlp, doc: next(iter(DocBin(docs=[doc]).get_docs(nlp.vocab))),
    ],
    ids=["blank pipeline", "tokenised only", "slice", "bytes without user data", "DocBin without user data"],
)
def test_a_doc_without_layers_is_refused(nlp: Language, doc: Doc, foreign) -> None:
    with pytest.raises(newsnlp.ArticleError, match=r"no layers of newsnlp: annotate it with .*newsnlp\.load"):
        newsnlp.to_document(foreign(nlp, doc))


@pytest.mark.parametrize("value", [TEXT, None, {"text": TEXT}, ["a"]])
def test_what_is_no_doc_is_refused(value) -> None:
    with pytest.raises(newsnlp.ArticleError, match="expected is a Doc of spaCy"):
        newsnlp.to_document(value)


def test_layers_of_other_tokens_are_refused(nlp: Language, doc: Doc) -> None:
    merged = doc.copy()
    with merged.retokenize() as retokenizer:
        retokenizer.merge(merged[0:3])
    with pytest.raises(newsnlp.ArticleError, match="tokens were merged or parted"):
        newsnlp.to_document(merged)


@pytest.fixture
def merging(nlp: Language) -> Iterator[Language]:
    nlp.add_pipe("merge_entities", before="newsnlp_entities")
    yield nlp
    nlp.remove_pipe("merge_entities")


def test_names_that_are_merged_before_are_fine(merging: Language) -> None:
    document = newsnlp.to_document(merging(TEXT))
    assert {"Carlo Ferri", "Ana Novak"} <= {entity.name for entity in document.entities}


@pytest.mark.parametrize("published", ["2024-05-03", datetime.date(2023, 5, 2)])
def test_another_day_than_that_of_the_doc_is_refused(doc: Doc, published) -> None:
    with pytest.raises(newsnlp.ArticleError, match="annotated with 2024-05-02 as day of publication"):
        newsnlp.to_document(doc, published=published)


def test_a_day_that_comes_too_late_is_recorded_with_a_warning(nlp: Language) -> None:
    document = newsnlp.to_document(nlp(TEXT), published=PUBLISHED)
    assert document.published == datetime.date(2024, 5, 2)
    assert document.warnings == ("annotated without its day of publication, 2024-05-02",)
    assert document.times[0].value is None


@pytest.mark.parametrize("name", [BREAKS, *COMPONENTS])
def test_without_a_component_the_others_work_and_the_record_says_so(nlp: Language, name: str) -> None:
    with nlp.select_pipes(disable=[name]):
        document = newsnlp.to_document(nlp(TEXT))
    writes_a_layer = {"entities", "coref", "times", "quotes", "events", "relations"}
    told = [warning for warning in document.warnings if warning.startswith(name)]
    assert len(told) == (name.removeprefix("newsnlp_") in writes_a_layer)


def test_every_component_leaves_a_layer_even_where_it_finds_nothing(nlp: Language) -> None:
    for text in ("", " ", "x", "\n\n"):
        empty = nlp(text)
        assert [name for name in keys.LAYERS if empty._.get(name) is None] in ([], [keys.WARNINGS])
        assert newsnlp.to_document(empty).warnings == ()
