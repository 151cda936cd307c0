"""Looking a form up finds what listing all forms would find."""

from __future__ import annotations

import pickle
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget import examples
from newsnlp.lang.it.conjugation import Form, enclitics, irregular_verbs, verb_forms
from newsnlp.lang.it.reporting import reporting_lexicon
from newsnlp.lang.it.verb_tables import form_table, lemma_table

VERBS = ("dire", "dare", "fare", "stare", "andare", "porre", "riunirsi", "incontrare", "chiedere", "sussistere")


def listed(verbs: tuple[str, ...]) -> dict[str, set[Form]]:
    """Return all forms with their readings, made one by one."""
    table: defaultdict[str, set[Form]] = defaultdict(set)
    for verb in verbs:
        for form in verb_forms(verb):
            if form.verb_form != "Part" or form.tense != "Pres":
                table[form.text].add(form)
    return dict(table)


def test_every_form_is_found_with_all_its_readings() -> None:
    table, wanted = form_table(VERBS), listed(VERBS)
    assert {form: set(table[form]) for form in wanted} == wanted
    assert set(table) == set(wanted)
    assert len(table) == len(wanted)


def test_readings_come_in_the_order_of_the_verbs() -> None:
    table = form_table(irregular_verbs())
    ambiguous = [forms for text in ("posi", "sei", "fui", "vinto", "dimmi") if (forms := table.get(text))]
    assert ambiguous
    for forms in ambiguous:
        assert [form.lemma for form in forms] == sorted(form.lemma for form in forms)


@settings(max_examples=examples(200))
@given(st.sampled_from(sorted(listed(VERBS))), st.sampled_from(enclitics()), st.text(max_size=2))
def test_nothing_else_is_found(form: str, clitic: str, tail: str) -> None:
    text = form + clitic + tail
    assert (text in lemma_table(VERBS)) == (text in listed_once())


def listed_once(cache: list[dict[str, set[Form]]] = []) -> dict[str, set[Form]]:  # noqa: B006 - made once for all examples
    if not cache:
        cache.append(listed(VERBS))
    return cache[0]


def test_forms_without_pronouns_alone() -> None:
    table = form_table(["incontrare"], enclitics=False)
    assert "incontrare" in table
    assert "incontrarlo" not in table
    assert "incontrarlo" not in set(table)


@pytest.mark.parametrize("text", ["", "lo", "'", "'lo", "glielo"])
def test_pronouns_alone_are_no_forms(text: str) -> None:
    assert text not in lemma_table(VERBS)
    with pytest.raises(KeyError):
        lemma_table(VERBS)[text]


def test_a_form_that_does_not_report_is_not_in_the_lexicon() -> None:
    verbs = reporting_lexicon().verbs
    assert "disse" in verbs
    assert "dissi" not in verbs
    assert "dissi" not in set(verbs)


def test_tables_can_be_pickled() -> None:
    table = pickle.loads(pickle.dumps(lemma_table(VERBS)))  # noqa: S301 - made here
    assert table["dimmelo"] == {"dire"}
