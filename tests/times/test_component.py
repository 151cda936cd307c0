"""The component on a Doc: layer, span group, names, serialisation."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from newsnlp.annotation import keys, layers
from newsnlp.annotation.times import Times
from newsnlp.annotation.times.component import published_day
from newsnlp.annotation.times.dates import easter, full_year, season_of

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "dev_written.jsonl"
# Share of the times of dev_written that have their value without any parse; goes up only.
FLOOR = 0.9


def annotated(tokenizer: Language, text: str, published: str | None = "2021-05-13") -> Doc:
    doc = tokenizer(text)
    doc._.set(keys.PUBLISHED, published)
    return Times()(doc)


def test_layer_and_spans_agree(tokenizer):
    doc = annotated(tokenizer, "Ieri a Riga.\n\nDal 12 al 14 giugno a Oslo, qualche anno fa a Bari.")
    items = layers.times(doc)
    spans = list(doc.spans[keys.TIMES])
    assert [(span.start, span.end) for span in spans] == [(item["start"], item["end"]) for item in items]
    assert {span.label_ for span in spans} == {"DATE"}
    assert [span.text for span in spans] == ["Ieri", "Dal 12 al 14 giugno", "qualche anno fa"]
    assert all(a["end"] <= b["start"] for a, b in pairwise(items))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Nessuna data qui.", "'", "1", ", - ("])
def test_nothing_to_find(tokenizer, text):
    doc = annotated(tokenizer, text)
    assert layers.times(doc) == []
    assert list(doc.spans[keys.TIMES]) == []


def test_find_changes_nothing(tokenizer):
    doc = tokenizer("Ieri a Riga.")
    Times().find(doc)
    assert keys.TIMES not in doc.spans
    assert doc._.get(keys.TIME_LAYER) is None


def test_docbin_keeps_the_layer(tokenizer):
    doc = annotated(tokenizer, "Ieri a Riga.")
    restored = next(DocBin(docs=[doc], store_user_data=True).get_docs(tokenizer.vocab))
    assert list(layers.times(restored)) == layers.times(doc)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        # the date is part of a longer name
        ("La brigata 17 ottobre sfila.", (1, 4), []),
        ("Il forum Giugno 2012 chiude.", (1, 4), []),
        # controls: no name; a name that ends where the date begins; a weekday taken into a name
        ("La brigata 17 ottobre sfila.", None, ["17 ottobre"]),
        ("Rossi il 17 ottobre sfila.", (0, 1), ["il 17 ottobre"]),
        ("Martedì Rossi sfila.", (0, 2), ["Martedì"]),
        ("Domenica Rossi sfila.", (0, 2), []),
    ],
)
def test_names(tokenizer, text, name, expected):
    doc = tokenizer(text)
    doc.ents = [Span(doc, *name, label="ORG")] if name else []
    assert [doc[item["start"] : item["end"]].text for item in Times().find(doc)] == expected


@pytest.mark.parametrize(
    ("year", "day"), [(1961, "1961-04-02"), (2000, "2000-04-23"), (2008, "2008-03-23"), (2024, "2024-03-31")]
)
def test_easter(year, day):
    assert easter(year).isoformat() == day


@pytest.mark.parametrize(
    ("published", "season", "side", "value"),
    [
        ("2024-06-19", "FA", -1, "2023-FA"),
        ("2024-06-19", "SU", -1, "2023-SU"),
        ("2024-09-10", "SU", -1, "2024-SU"),
        # winter belongs to the year in which it begins
        ("2024-04-10", "WI", -1, "2023-WI"),
        ("2024-01-10", "WI", 0, "2023-WI"),
        ("2024-11-10", "WI", 1, "2024-WI"),
        ("2024-07-10", "SU", 0, "2024-SU"),
    ],
)
def test_seasons(published, season, side, value):
    assert season_of(published_day(published), season, side, None) == value


@pytest.mark.parametrize(("look", "value"), [("past", "2023-WI"), ("future", "2024-WI"), (None, "2024-WI")])
def test_this_winter_in_spring_is_the_one_that_the_verb_means(look, value):
    assert season_of(published_day("2024-05-15"), "WI", 0, look) == value


@pytest.mark.parametrize(("written", "published", "year"), [("'94", "2021-05-13", 1994), ("'18", "2021-05-13", 2018)])
def test_short_years(written, published, year):
    assert full_year(written, published_day(published)) == year


@pytest.mark.skipif(not GOLD.exists(), reason="the shared gold files are not there")
def test_recall_on_gold(tokenizer):
    told = known = 0
    for line in GOLD.read_text(encoding="utf8").splitlines():
        article = json.loads(line)
        doc = annotated(tokenizer, article["text"], article["published"])
        found = [(span.start_char, span.end_char, item["value"]) for span, item in _with_values(doc)]
        for time in _gold_times(article):
            known += 1
            told += any(
                start < time["end"] and end > time["start"] and value == time["value"] for start, end, value in found
            )
    assert told / known >= FLOOR


def _with_values(doc: Doc) -> list[tuple[Span, layers.TimeItem]]:
    return list(zip(doc.spans[keys.TIMES], layers.times(doc), strict=True))


def _gold_times(article: dict) -> list[dict]:
    times = [event["time"] for event in article["events"] if event.get("time")]
    distinct = {(time["start"], time["end"]): time for time in times if time["value"] is not None}
    return list(distinct.values())
