"""How sure a value is, whether the words blur it, and why there is none; Thursday 13 May 2021."""

import pytest

from newsnlp.annotation import keys, layers
from newsnlp.annotation.times import Times
from newsnlp.schema import granularity


@pytest.fixture
def item(tokenizer):
    def first(text, published="2021-05-13"):
        doc = tokenizer(text)
        doc._.set(keys.PUBLISHED, published)
        return layers.times(Times()(doc))[0]

    return first


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Il patto del 12 marzo 2019 resta.", "stated"),
        ("Il patto del 12/03/2019 resta.", "stated"),
        ("Il foro si tenne dal 12 al 14 giugno 2019.", "stated"),
        ("Il bilancio 2014-2020 è chiuso.", "stated"),
        ("Ieri era a Riga.", "counted"),
        ("Due anni fa era a Riga.", "counted"),
        ("Martedì scorso era a Riga.", "counted"),
        ("Nel maggio dell'anno scorso era a Riga.", "counted"),
        ("Il 15 del mese prossimo sarà a Riga.", "counted"),
        ("Alle 15 di ieri era a Riga.", "counted"),
        ("Martedì era a Riga.", "chosen"),
        ("Il 12 marzo era a Riga.", "chosen"),
        ("A Natale era a Riga.", "chosen"),
        ("In serata era a Riga.", "carried"),
        ("Alle ore 15 era a Riga.", "carried"),
    ],
)
def test_certainty(item, text, certainty):
    assert item(text)["value"] is not None
    assert item(text)["certainty"] == certainty


def test_carried_from_the_day_before(tokenizer):
    doc = tokenizer("Il 5 marzo 2018 fu arrestato. Il giorno dopo fu liberato.")
    assert [found["certainty"] for found in layers.times(Times()(doc))] == ["stated", "carried"]


@pytest.mark.parametrize(
    ("text", "approximate"),
    [
        ("Ieri verso le 15 era a Riga.", True),
        ("Circa due anni fa era a Riga.", True),
        ("Ai primi di maggio era a Riga.", True),
        ("Poco prima delle sei di questa mattina era a Riga.", True),
        ("Ieri alle 15 era a Riga.", False),
        ("Due anni fa era a Riga.", False),
        ("A maggio era a Riga.", False),
    ],
)
def test_approximate(item, text, approximate):
    assert item(text)["approximate"] is approximate


@pytest.mark.parametrize(
    ("text", "published", "reason"),
    [
        ("Ieri era a Riga.", None, "no_publication_date"),
        ("Il 12 marzo era a Riga.", None, "no_publication_date"),
        ("Nei prossimi giorni sarà a Riga.", "2021-05-13", "vague"),
        ("Qualche mese fa era a Riga.", "2021-05-13", "vague"),
        ("Il giorno dopo era a Riga.", "2021-05-13", "no_reference"),
        ("Due giorni prima del vertice era a Riga.", "2021-05-13", "no_reference"),
        ("Il 30 febbraio era a Riga.", "2021-05-13", "no_such_day"),
        ("Il 30 febbraio 2019 era a Riga.", "2021-05-13", "no_such_day"),
        ("Ieri era a Riga.", "2021-05-13", None),
    ],
)
def test_reason_for_no_value(item, text, published, reason):
    found = item(text, published)
    assert (found["value"] is None) == (reason is not None)
    assert found["reason"] == reason
    assert (found["certainty"] is None) == (reason is not None)


@pytest.mark.parametrize(
    ("value", "exact"),
    [
        ("2024-05-02T15:00", "time"),
        ("2024-05-02", "day"),
        ("2024-W18", "week"),
        ("2024-05", "month"),
        ("2024-SU", "season"),
        ("2024-Q2", "quarter"),
        ("2024-H1", "half"),
        ("2024", "year"),
        ("2024-05-02/2024-05-04", "interval"),
        ("maggio", None),
    ],
)
def test_granularity(value, exact):
    assert granularity(value) == exact
