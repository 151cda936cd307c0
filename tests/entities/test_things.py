"""Which name mentions mean the same organisation or place."""

from __future__ import annotations

import pytest

from newsnlp.annotation.entities.gazetteer import load_gazetteer, name_key
from newsnlp.annotation.entities.things import group_things, is_acronym_of, is_short_form, name_form


def forms(names: list[str]) -> list:
    table = load_gazetteer()
    return [name_form(name.replace("'", "' ").split(), table.get(name_key(name))) for name in names]


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (["Agenzia marittima per la costa", "Amc"], [[0, 1]]),
        (["Agenzia marittima per la costa", "Amd"], [[0], [1]]),
        (["Commissione lagunare", "Commissione"], [[0, 1]]),
        (["Commissione lagunare", "Commissione montana", "Commissione"], [[0], [1], [2]]),
        (["Galleria dei Ponti", "Ponti"], [[0, 1]]),
        (["Stati Uniti", "Usa"], [[0, 1]]),
        (["Corea del Sud", "Corea del Nord"], [[0], [1]]),
        (["Banca Alfa S.p.A.", "Banca Alfa"], [[0, 1]]),
        (["Partito blu", "Partito rosso"], [[0], [1]]),
    ],
)
def test_groups(names: list[str], groups: list[list[int]]) -> None:
    assert sorted(group_things(forms(names), set())) == groups


def test_brackets_tie_an_acronym_to_its_name() -> None:
    names = ["Federazione dei pescatori", "Lagunamare", "FPX"]
    assert group_things(forms(names), {(0, 2)}) == [[0, 2], [1]]
    assert group_things(forms(names), {(0, 1)}) == [[0], [1], [2]]


def test_known_names_are_no_short_forms() -> None:
    russia, party = forms(["Russia", "Russia Nuova"])
    assert not is_short_form(russia, party)


def test_acronym_needs_all_letters() -> None:
    full, short, other = forms(["Unione dei comuni montani", "Ucm", "Um"])
    assert is_acronym_of(short, full)
    assert not is_acronym_of(other, full)
