"""Users' judgements: they win by time, go through files, and outlive articles and rebuilds."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from budget import examples
from newsnlp import FormatError
from newsnlp.database import open_store
from newsnlp.schema import Judgement, Named
from short_articles import articles, short_article

NERI = Named(doc_id="a0000", name="Anna Neri")
BO = Named(doc_id="a0001", name="Ugo Bo")
KB = Named(kb_id="Q1")
verdicts = st.sampled_from(["same", "different", "unsure"])
PAIRS = [(NERI, BO), (BO, NERI), (NERI, KB)]


def judged(hour: int, verdict="same", left=NERI, right=BO, **fields) -> Judgement:
    return Judgement(left=left, right=right, verdict=verdict, judged_at=f"2024-05-03T{hour:02}:00:00+00:00", **fields)


def test_a_judgement_comes_back(store):
    one = judged(9, judge="anna", score=0.6, note="stesso\nincarico </script>")
    assert store.judge(one) == 1
    assert store.judge(one) == 0
    (found,) = store.judgements()
    left, right = one.pair
    assert found == one.model_copy(update={"left": left, "right": right})


def test_the_later_judgement_on_a_pair_holds(store):
    store.judge(judged(9), judged(10, "different", BO, NERI))
    assert [one.verdict for one in store.judgements()] == ["different"]
    earlier, later = store.judgements(withdrawn=True)
    assert earlier.withdrawn_at == later.judged_at
    assert later.withdrawn_at is None


def test_a_judgement_is_taken_back(store):
    one = judged(9)
    store.judge(one)
    store.judge(one.model_copy(update={"withdrawn_at": one.judged_at + datetime.timedelta(hours=1)}))
    assert store.judgements() == []
    store.judge(one)  # read once more from an older file, it stays taken back
    assert store.judgements() == []


@settings(max_examples=examples(20), suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_order_of_judgements_does_not_matter(new_database, data):
    drawn = data.draw(st.lists(st.tuples(verdicts, st.sampled_from(PAIRS)), max_size=12))
    made = [judged(hour, verdict, *pair) for hour, (verdict, pair) in enumerate(drawn)]
    with open_store(new_database()) as store, open_store(new_database()) as other:
        store.judge(*made)
        for one in data.draw(st.permutations(made)):
            other.judge(one)
        assert list(store.dump()) == list(other.dump())


def test_judgements_go_through_a_file(store, new_database, tmp_path):
    store.judge(judged(9), judged(10, "unsure"), judged(11, left=NERI, right=KB))
    path = tmp_path / "judgements.jsonl"
    assert store.save_judgements(path) == 3
    with open_store(new_database()) as other:
        assert other.load_judgements(path) == 3
        assert other.load_judgements(path) == 0
        assert list(other.dump()) == list(store.dump())


def test_a_broken_file_of_judgements_is_told_and_nothing_of_it_read(store, tmp_path):
    path = tmp_path / "judgements.jsonl"
    path.write_text(judged(9).model_dump_json() + '\n\n{"left": {"name": "x"}}\n')
    with pytest.raises(FormatError, match=r"judgements\.jsonl:3 is no judgement: left"):
        store.load_judgements(path)
    assert store.judgements() == []
    with pytest.raises(FormatError, match="cannot read"):
        store.load_judgements(tmp_path / "nosuch.jsonl")


def test_judgements_outlive_their_articles(store):
    store.add(articles(2))
    store.judge(judged(9))
    store.add([short_article("a0000", title="Annotated again")])
    assert store.lost_judgements() == []
    store.remove(["a0001"])
    assert store.lost_judgements() == store.judgements()
    assert store.status().lost == 1
    store.add(articles(2))
    assert store.lost_judgements() == []
    assert len(store.judgements()) == 1


@pytest.mark.parametrize("name", ["A" * 5000, "'; DROP TABLE judgement; --", "a\u202eb", "=CMD()", "a\ufffdb"])
def test_any_name_is_judged(store, name):
    store.judge(judged(9, left=Named(doc_id="a", name=name)))
    assert name in {side.name for side in store.judgements()[0].pair}


def test_a_name_with_nul_is_the_name_in_the_tables():
    assert Named(doc_id="a", name="x\0y") == Named(doc_id="a", name="x\ufffdy")


def test_what_is_no_judgement():
    for fields in ({}, {"name": "Anna"}, {"doc_id": "a"}):
        with pytest.raises(ValidationError, match="doc_id and name"):
            Named(**fields)
    with pytest.raises(ValidationError, match="these are one"):
        judged(9, right=NERI)
    with pytest.raises(ValidationError, match="timezone"):
        Judgement(left=NERI, right=BO, verdict="same", judged_at="2024-05-03T10:00:00")


def test_ids_tell_judgements_apart():
    made = [judged(hour, verdict, *pair) for hour, verdict, pair in itertools.product([9, 10], ["same"], PAIRS)]
    assert len({one.id for one in made}) == 4  # (NERI, BO) is (BO, NERI)
