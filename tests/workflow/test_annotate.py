"""`annotate` and `annotate_many`: order, ids, failures, batches."""

from __future__ import annotations

import datetime
from itertools import count, islice

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import newsnlp
from newsnlp import Document, Failure
from newsnlp.schema import RawArticle, content_id
from newsnlp.workflow import annotate_again

DAY = datetime.date(2024, 5, 3)
TEXT = "Anna Neri ha incontrato ieri Carlo Bo a Roma.\n\nI due hanno parlato di porti e di treni."
POISON = "veleno"
BROKEN = "tabella"


@Language.component("newsnlp_test_poison")
def poison(doc: Doc) -> Doc:
    """Fail on every text that holds the word "veleno", as a component with a fault would."""
    if BROKEN in doc.text:
        raise newsnlp.LanguageDataError("a table is broken")
    if POISON in doc.text:
        raise RuntimeError("a fault in a component")
    return doc


@pytest.fixture
def frail(tiny):
    tiny.add_pipe("newsnlp_test_poison", last=True)
    yield tiny
    tiny.remove_pipe("newsnlp_test_poison")


class TestAnnotate:
    def test_the_record_holds_what_was_given(self, tiny):
        record = newsnlp.annotate(TEXT, published="2024-05-03", id="a", title="T", nlp=tiny)
        assert (record.text, record.published, record.id, record.title) == (TEXT, DAY, "a", "T")

    def test_the_record_tells_what_made_it(self, tiny):
        info = newsnlp.annotate(TEXT, nlp=tiny).pipeline
        assert info is not None
        assert info.newsnlp == newsnlp.__version__
        assert info.model == "it_core_news_test 0.0.0"
        assert len(info.language_data) == 12

    @pytest.mark.parametrize("day", [DAY, "2024-05-03", datetime.datetime(2024, 5, 3, 10), "2024-05-03T10:00:00+02:00"])
    def test_days(self, tiny, day):
        assert newsnlp.annotate(TEXT, published=day, nlp=tiny).published == DAY

    def test_the_components_know_the_day(self, tiny):
        record = newsnlp.annotate("Anna è arrivata ieri.", published=DAY, nlp=tiny)
        assert [time.value for time in record.times] == ["2024-05-02"]

    def test_the_same_text_gives_the_same_bytes(self, tiny):
        first, second = (newsnlp.annotate(TEXT, published=DAY, nlp=tiny).model_dump_json() for _ in range(2))
        assert first == second

    def test_the_id_is_derived_from_the_text(self, tiny):
        assert newsnlp.annotate(TEXT, nlp=tiny).id == newsnlp.annotate(TEXT, title="x", nlp=tiny).id == content_id(TEXT)
        assert newsnlp.annotate(TEXT + " ", nlp=tiny).id != content_id(TEXT)

    def test_all_spans_are_cut_from_the_text_as_it_was_given(self, tiny):
        headline = "Porti, l’intesa di Roma"
        text = f"Il Faro\nHome | Esteri | Sport\n{headline}\n{headline}\n{TEXT}\nLEGGI ANCHE Altro"
        record = newsnlp.annotate(text, published=DAY, nlp=tiny)
        spans = [m for e in record.entities for m in e.mentions] + [s for e in record.events for s in e.evidence]
        assert spans
        assert all(text[span.start : span.end] == span.text for span in [*spans, *record.times])
        assert "LEGGI ANCHE" not in "".join(span.text for span in spans)

    def test_long_texts_are_taken_up_to_the_limit_of_the_pipeline(self, tiny, monkeypatch):
        monkeypatch.setattr(tiny, "max_length", 50)
        assert newsnlp.annotate("Anna è a Roma. " * 3, nlp=tiny)
        with pytest.raises(newsnlp.ArticleError, match=r"59 characters, at most 50 .* split it"):
            newsnlp.annotate("Anna è a Roma. " * 4, nlp=tiny)


class TestAnnotateMany:
    def test_articles_come_in_order_whatever_they_are(self, tiny):
        given = [
            TEXT,
            {"text": TEXT + "!", "id": "b", "published": "2024-05-03"},
            RawArticle(id="c", text=TEXT),
            {"text": ""},
            Failure(id="d", stage="read", reason="no JSON"),
            {"id": "e"},
            {"id": "f", "text": 3},
            {"text": TEXT, "id": 7, "unknown": 1},
        ]
        results = list(newsnlp.annotate_many(given, nlp=tiny, batch_size=3))
        ids = [content_id(TEXT), "b", "c", content_id(""), "d", "e", "f", "7"]
        assert [result.id for result in results] == ids
        kinds = [Document, Document, Document, Failure, Failure, Failure, Failure, Document]
        assert [type(result) for result in results] == kinds
        assert [r.stage for r in results if isinstance(r, Failure)] == ["clean", "read", "read", "read"]

    def test_together_and_alone_give_the_same(self, tiny):
        texts = [TEXT, TEXT.replace("Anna", "Bice"), "Roma è in festa per la pace."]
        together = newsnlp.annotate_many(texts, nlp=tiny)
        assert list(together) == [newsnlp.annotate(text, nlp=tiny) for text in texts]

    @pytest.mark.parametrize("batch_size", [1, 2, 5])
    def test_a_fault_in_a_component_costs_one_article(self, frail, batch_size, caplog):
        texts = ["Anna è a Roma.", f"Anna beve {POISON}.", "Bo è a Milano.", f"Altro {POISON}."]
        articles = [{"id": str(index), "text": text} for index, text in enumerate(texts)]
        first, failed, third, last = newsnlp.annotate_many(articles, nlp=frail, batch_size=batch_size)
        assert (first.id, third.id) == ("0", "2")
        for failure in (failed, last):
            assert isinstance(failure, Failure)
            assert (failure.stage, failure.reason) == ("annotate", "RuntimeError: a fault in a component")
        assert "article 1 cannot be annotated" in caplog.text

    def test_a_fault_of_newsnlp_itself_is_no_failure_of_an_article(self, frail):
        with pytest.raises(newsnlp.LanguageDataError, match="a table is broken"):
            list(newsnlp.annotate_many(["Anna è a Roma.", f"Ecco la {BROKEN}."], nlp=frail))

    def test_errors_can_be_raised(self, tiny):
        results = newsnlp.annotate_many([TEXT, {"id": "x", "text": " "}], nlp=tiny, on_error="raise", batch_size=1)
        assert next(results).text == TEXT
        with pytest.raises(newsnlp.ArticleError, match="x: the text is empty"):
            next(results)

    def test_articles_are_read_a_batch_at_a_time(self, tiny):
        numbers = count()
        results = newsnlp.annotate_many((f"Anna è a Roma {n}." for n in numbers), nlp=tiny, batch_size=4)
        assert len(list(islice(results, 2))) == 2
        assert next(numbers) == 4

    def test_a_second_article_of_one_id_is_renamed(self, tiny):
        results = list(
            newsnlp.annotate_many([{"id": "a", "text": "Uno."}, {"id": "a", "text": "Due."}, "Uno."], nlp=tiny)
        )
        assert [result.id for result in results] == ["a", "a#2", content_id("Uno.")]
        assert "the id 'a' stands for an earlier article too" in results[1].warnings

    def test_a_date_that_is_none_is_left_out_with_a_warning(self, tiny):
        (record,) = newsnlp.annotate_many([{"text": TEXT, "published": "ieri"}], nlp=tiny)
        assert record.published is None
        assert "published left out" in record.warnings[0]

    def test_nothing_gives_nothing(self, tiny):
        assert list(newsnlp.annotate_many([], nlp=tiny)) == []

    def test_gold_can_be_annotated_again(self, tiny):
        gold = Document(id="g", text=TEXT, published=DAY, title="T")
        (record,) = annotate_again([gold], nlp=tiny)
        assert (record.id, record.text, record.published, record.title) == ("g", TEXT, DAY, "T")
