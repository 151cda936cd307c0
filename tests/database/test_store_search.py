"""Words in a store: what is found, in which order, and that nothing a user types is syntax of a database."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budget import examples
from newsnlp import InputError
from newsnlp.database import open_store
from short_articles import articles, short_article

NOTHING = {"entities": [], "events": [], "quotes": [], "relations": [], "times": []}


def plain(doc_id: str, text: str, **fields):
    return short_article(doc_id, text=text, **{"title": None, **NOTHING, **fields})


@pytest.fixture
def filled(store):
    store.add(
        [
            plain("old", "Il premier Tomáš Havelka è arrivato a L'Aquila.", published="2024-01-01"),
            plain("new", 'Incontro a Praga, presidente assente. Dell\'acqua "pesante".', published="2024-03-01"),
            plain("undated", "A Praga nessun incontro con Havelka.", published=None),
            plain("headline", "Nulla.", title="Havelka a Roma", published="2024-02-01"),
            short_article("full"),
        ]
    )
    return store


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("havelka", ["headline", "old", "undated"]),
        ("HAVELKA tomas", ["old"]),
        ("Tomáš", ["old"]),
        ("praga", ["new", "undated"]),
        ('"incontro a praga"', ["new"]),
        ('"praga incontro"', []),
        ("presid*", ["new"]),
        ("l'aquila", ["old"]),
        ('pesante"', ["new"]),
        ("praga OR roma", []),
        ("havelka NOT praga", []),
        ("nosuchword", []),
    ],
)
def test_what_is_found(filled, query, found):
    assert [hit.doc_id for hit in filled.search(query)] == found


def test_a_hit_says_where_it_is(filled):
    (hit,) = filled.search("tomas")
    assert (hit.doc_id, hit.title, str(hit.published), hit.source, hit.event) == (
        "old",
        None,
        "2024-01-01",
        "Prova",
        None,
    )
    assert "Tomáš Havelka" in hit.excerpt


def test_evidence_is_the_sentence_of_an_event(filled):
    (hit,) = filled.search("neri", among="evidence")
    assert (hit.doc_id, hit.event) == ("full", "V1")
    assert hit.excerpt == "La ministra Anna Neri ha visto ieri Ugo Bo a Roma."
    assert filled.search("Bene", among="evidence") == []  # said, but no evidence of an event


def test_the_newest_come_first_and_no_more_than_asked(store):
    store.add([short_article(f"a{day}", published=f"2024-05-{day:02}") for day in range(1, 10)])
    assert [hit.doc_id for hit in store.search("visto", limit=3)] == ["a9", "a8", "a7"]


def test_an_excerpt_is_around_the_word(store):
    store.add([plain("long", "prima " * 200 + "Havelka " + "dopo " * 200)])
    (hit,) = store.search("havelka")
    assert hit.excerpt.startswith("…")
    assert hit.excerpt.endswith("…")
    assert "prima Havelka dopo" in hit.excerpt
    assert len(hit.excerpt) < 200


@pytest.mark.parametrize("query", ["", " ", '"', "*", "-", "\0", "«»"])
def test_a_search_needs_words(store, query):
    with pytest.raises(InputError, match="needs words"):
        store.search(query)


def test_what_may_be_asked(store):
    with pytest.raises(InputError, match="among"):
        store.search("a", among="titles")
    with pytest.raises(InputError, match="limit"):
        store.search("a", limit=0)


@settings(max_examples=examples(60), suppress_health_check=list(HealthCheck))
@given(st.text(alphabet=st.sampled_from("aé9 \"'*()^:-+&|!<>\\%_.,{}[]\0\n;OR~"), min_size=1, max_size=12))
def test_nothing_that_is_typed_is_syntax(filled, query):
    try:
        found = filled.search(query)
    except InputError:
        assert not any(char.isalnum() for char in query)
    else:
        assert isinstance(found, list)


def test_a_long_text_with_many_words_is_stored(store):
    words = " ".join(f"parola{number:x}" for number in range(120_000))
    store.add([plain("long", words)])
    assert [hit.doc_id for hit in store.search("parola7")] == ["long"]


def test_articles_without_words_of_a_language_are_stored(file):
    with open_store(file) as store:
        store.add([plain("none", "…")])
        assert store.add(articles(1)) == (1, 0, 0)
