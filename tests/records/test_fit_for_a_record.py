"""Whether a Doc is fit for a record is asked on every way to one; halves of characters stand in no record."""

from __future__ import annotations

import pytest
from spacy.language import Language

import newsnlp

TEXT = "Ieri a Roma Carlo Ferri ha incontrato Ana Novak, premier slovena."


@pytest.fixture
def merging() -> Language:
    nlp = newsnlp.load()
    nlp.add_pipe("merge_entities", last=True)
    return nlp


def test_merged_tokens_are_told_on_every_way(merging: Language) -> None:
    with pytest.raises(newsnlp.ArticleError, match="merged or parted"):
        newsnlp.annotate(TEXT, nlp=merging)
    (failure,) = newsnlp.annotate_many([TEXT], nlp=merging)
    assert isinstance(failure, newsnlp.Failure)
    assert "merged or parted" in failure.reason
    with pytest.raises(newsnlp.ArticleError, match="merged or parted"):
        newsnlp.to_document(merging(TEXT))


@pytest.mark.parametrize("lacking", ["entities", "coref", "times", "quotes", "events", "relations"])
def test_what_a_record_lacks_is_told_on_every_way(nlp: Language, lacking: str) -> None:
    told = f"newsnlp_{lacking} did not run"
    with nlp.select_pipes(disable=[f"newsnlp_{lacking}"]):
        made = newsnlp.annotate(TEXT, nlp=nlp), *newsnlp.annotate_many([TEXT], nlp=nlp), newsnlp.to_document(nlp(TEXT))
    for document in made:
        assert isinstance(document, newsnlp.Document)
        assert any(warning.startswith(told) for warning in document.warnings), document.warnings
    assert not newsnlp.annotate(TEXT, nlp=nlp).warnings


def test_no_string_of_a_record_holds_half_a_character(nlp: Language) -> None:
    fields = newsnlp.annotate(TEXT, nlp=nlp).to_dict()
    fields["entities"][0]["name"] = "\ud83d"
    fields["entities"][0]["kb_id"] = "\ude00"
    fields["entities"][1]["roles"] = [{"title": "a\ud83d", "of": "\ud83d", "start": 0, "end": 4}]
    fields["events"][0]["rule"] = "\ud83d"
    document = newsnlp.Document.model_validate(fields)
    assert newsnlp.Document.model_validate_json(document.model_dump_json()) == document
    assert document.entities[0].name == "\ufffd"
    assert "\ufffd" in {data["name"] for _, data in newsnlp.build_graph([document]).nodes(data=True)}
