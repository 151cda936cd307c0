"""A store holds what its articles say, whichever way it came to them: order, batches, corrections, retractions."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Index, Text, text

import postgres_server
from budget import examples
from newsnlp import InputError, StoreError
from newsnlp.database import Derived, Store, derived_table, open_store
from newsnlp.schema import Document
from short_articles import articles, short_article

IDS = ("a", "b", "B", "è", "a b/c?'\"")
steps = st.lists(
    st.one_of(
        st.tuples(
            st.just("add"),
            st.lists(st.tuples(st.sampled_from(IDS), st.integers(0, 4)), max_size=5, unique_by=lambda pair: pair[0]),
            st.integers(1, 3),
        ),
        st.tuples(st.just("remove"), st.lists(st.sampled_from(IDS), max_size=3), st.just(1)),
    ),
    max_size=8,
)


def dump(store: Store) -> str:
    return "".join(store.dump())


def fresh(database: str, documents: list[Document]) -> str:
    with open_store(database) as store:
        store.add(documents)
        return dump(store)


def key_rows(document: Document) -> list[dict[str, str]]:
    return [{"key": entity.name.lower(), "entity": entity.id} for entity in document.entities]


def keys(version: str = "1") -> Derived:
    table = derived_table(
        "candidate_key",
        Column("key", Text, nullable=False),
        Column("entity", Text, nullable=False),
        Index("candidate_key_key", "key"),
    )
    return Derived(table, version, key_rows)


def play(store: Store, played: list[tuple[str, list, int]]) -> dict[str, int]:
    """Do all steps; return which version of which article is there in the end."""
    held: dict[str, int] = {}
    for kind, items, batch_size in played:
        if kind == "add":
            store.add((short_article(name, version=version) for name, version in items), batch_size=batch_size)
            held |= dict(items)
        else:
            assert store.remove(items) == sorted(set(items) & held.keys())
            held = {name: version for name, version in held.items() if name not in items}
    return held


def test_documents_come_back_unchanged(store):
    given_ones = [*articles(3), short_article("nul", text="\0 e fine", title="\0", **NOTHING)]
    assert store.add(given_ones) == (4, 0, 0)
    assert list(store.documents()) == given_ones
    assert store.document("a0001") == given_ones[1]
    assert [one.model_dump_json() for one in store.documents(["nul", "a0002", "no"])] == [
        given_ones[2].model_dump_json(),
        given_ones[3].model_dump_json(),
    ]
    assert len(store) == 4
    assert "nul" in store
    assert "no" not in store
    with pytest.raises(KeyError):
        store.document("no")


NOTHING = {"entities": [], "events": [], "quotes": [], "relations": [], "times": []}


def test_twice_the_same_changes_nothing(store):
    store.add(articles(5))
    before = dump(store)
    assert store.add(articles(5), batch_size=2) == (0, 0, 5)
    assert dump(store) == before


def test_a_corrected_article_takes_the_place_of_its_old_self(store, new_database):
    store.add(articles(5))
    assert store.add([short_article("a0002", version=3)]) == (0, 1, 0)
    corrected = [*articles(2), short_article("a0002", version=3), *articles(5)[3:]]
    assert dump(store) == fresh(new_database(), corrected)
    assert [hit.doc_id for hit in store.search("čech")] == ["a0002"]
    assert [hit.doc_id for hit in store.search('"versione 0"')] == ["a0000", "a0001", "a0003", "a0004"]


def test_a_retracted_article_was_never_there(store):
    store.add(articles(4))
    before = dump(store)
    store.add([short_article("x", version=3), short_article("0", version=2)])
    assert store.remove(["0", "x", "no"]) == ["0", "x"]
    assert dump(store) == before
    assert store.search("čech") == []
    assert store.search("čech", among="evidence") == []


@settings(max_examples=examples(25), suppress_health_check=list(HealthCheck))
@given(played=steps)
def test_any_way_to_the_same_articles_is_the_same_store(new_database, played):
    derived = keys()
    with open_store(new_database(), derived=[derived]) as store:
        held = play(store, played)
        found = dump(store)
        words = [hit.doc_id for hit in store.search("versione", limit=100)]
    with open_store(new_database(), derived=[derived]) as other:
        for name, version in held.items():
            other.add([short_article(name, version=version)])
        assert found == dump(other)
    assert words == sorted(held)


@settings(max_examples=examples(5), suppress_health_check=list(HealthCheck))
@given(played=steps)
def test_both_databases_dump_the_same_bytes(server, tmp_path, played):
    dumps = []
    for where in (str(tmp_path / f"{next(NUMBERS)}.db"), postgres_server.create_database(server)):
        with open_store(where) as store:
            play(store, played)
            dumps.append(dump(store).encode("utf8"))
    assert dumps[0] == dumps[1]


NUMBERS = itertools.count()


def test_full_text_of_a_file_stays_whole(file):
    with open_store(file) as store:
        store.add(articles(20), batch_size=3)
        store.add(articles(10, version=1), batch_size=4)
        store.remove([f"a{number:04}" for number in range(0, 20, 2)])
        with store.engine.begin() as connection:
            for table in ("article", "evidence"):
                connection.execute(text(f"INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)"))  # noqa: S608
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert len(store.search("visto", limit=100)) == 10


def test_an_id_with_two_texts_in_one_run_is_an_error(store):
    with pytest.raises(StoreError, match="different texts have the id 'a0001'"):
        store.add([*articles(3), short_article("a0001", version=2)])
    assert len(store) == 0
    with pytest.raises(StoreError, match="different texts"):  # in different batches too
        store.add([*articles(3), short_article("a0001", version=2)], batch_size=1)
    assert list(store.documents()) == articles(3)


def test_one_article_annotated_twice_in_one_run_is_the_later(store):
    surer = short_article("a", warnings=["annotated again"])
    assert store.add([short_article("a"), surer]) == (1, 0, 0)
    assert store.document("a") == surer


@pytest.mark.parametrize("doc_id", ["a\0b", "x" * 2001, "è" * 1001])
def test_an_id_that_no_database_can_hold_is_told(store, doc_id):
    with pytest.raises(StoreError, match="cannot be stored"):
        store.add([short_article(doc_id)])


def test_the_longest_id_is_held(store):
    longest = "".join(chr(0x4E00 + number) for number in range(666))
    store.add([short_article(longest)])
    assert store.remove(longest) == [longest]


def test_only_records_are_taken(store):
    with pytest.raises(InputError, match="must be records"):
        store.add(["text"])  # type: ignore[list-item]
    with pytest.raises(InputError, match="batch_size"):
        store.add([], batch_size=0)


def test_derived_rows_come_and_go_with_their_article(database):
    with open_store(database) as store:
        store.add(articles(3))
    with open_store(database, derived=[keys()]) as store:
        assert counted(store) == 9
        store.add(articles(5))
        store.add([short_article("a0000", version=3)])
        assert counted(store) == 15
        assert counted(store, "čech") == 0
        assert counted(store, "élodie čech") == 1
        store.remove(["a0000", "a0001"])
        assert counted(store) == 9


def test_derived_rows_are_never_left_behind(database):
    # A store that is opened without its derived tables cannot keep them: they are built again when asked for.
    with open_store(database, derived=[keys()]) as store:
        store.add(articles(3))
        before = dump(store)
    with open_store(database) as store:
        store.add([short_article("a0001", version=3), short_article("new")])
    with open_store(database, derived=[keys()]) as store:
        assert counted(store) == 12
        assert counted(store, "élodie čech") == 1
        store.remove(["new"])
        store.add([short_article("a0001")])
        assert dump(store) == before


def test_derived_rows_of_another_version_are_worked_out_again(database):
    with open_store(database, derived=[keys()]) as store:
        store.add(articles(2))
    longer = derived_table("candidate_key", Column("key", Text), Column("length", Text))
    new = Derived(longer, "2", lambda document: [{"key": "k", "length": str(len(document.entities))}])
    with open_store(database, derived=[new]) as store:
        assert counted(store) == 2


def counted(store: Store, key: str | None = None) -> int:
    with store.engine.connect() as connection:
        asked = text("SELECT count(*) FROM candidate_key WHERE key = coalesce(:key, key)")
        return connection.execute(asked, {"key": key}).scalar_one()


def test_a_record_with_every_field_comes_back(store, monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).parents[1] / "store")
    from rich_record import rich_record

    document = Document.model_validate(rich_record())
    store.add([document])
    assert store.document(document.id) == document
    assert store.status().rows["participant"] == 7
