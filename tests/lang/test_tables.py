"""The tables of places, organisations, titles and names: well formed, consistent with one another, and right."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

from newsnlp.annotation.entities.gazetteer import load_gazetteer, name_key
from newsnlp.lang.it import places as it_places
from newsnlp.lang.it.names import first_names
from newsnlp.lang.it.organisations import metonyms, organisations
from newsnlp.lang.it.places import cities, countries, country_names, demonym_places, demonyms, place_items, regions
from newsnlp.lang.it.titles import (
    determiners,
    host_nouns,
    learned_title,
    pieces,
    role_links,
    strip_prefix,
    title_blocks,
    title_complements,
    title_forms,
    title_modifiers,
)

DATA = files("newsnlp.lang.it") / "data"
TABLES = sorted(path.name for path in DATA.iterdir() if path.name.endswith((".tsv", ".txt")))
OWN = [
    "countries.tsv", "demonyms.tsv", "demonym_prefixes.tsv", "cities.tsv", "regions.tsv", "organisations.tsv",
    "metonyms.tsv", "titles.tsv", "title_complements.tsv", "title_modifiers.tsv", "title_suffixes.tsv",
    "title_blocks.tsv", "determiners.tsv", "host_nouns.tsv", "role_links.tsv", "first_names.tsv", "place_items.tsv",
]  # fmt: skip
LOADERS = [
    countries, demonyms, it_places.demonym_prefixes, cities, regions, organisations, metonyms, title_forms,
    title_complements, title_modifiers, title_blocks, determiners, host_nouns, role_links, first_names,
    place_items,
]  # fmt: skip


@pytest.mark.parametrize("load", LOADERS, ids=[load.__name__ for load in LOADERS])
def test_every_table_loads_once(load):
    assert len(load()) > 0
    assert load() is load()


@pytest.mark.parametrize("name", OWN)
def test_files_tell_origin_licence_and_gaps(name):
    head = [line for line in (DATA / name).read_text(encoding="utf8").splitlines() if line.startswith("#")]
    text = " ".join(head)
    assert re.search(r"Origin: .* Licen[cs]e|Origin: .* licence", text), name
    assert "Known gaps:" in text
    assert "Columns:" in text


@pytest.mark.parametrize("name", TABLES)
def test_files_end_lines_cleanly(name):
    text = (DATA / name).read_text(encoding="utf8")
    assert text.endswith("\n")
    assert "\r" not in text
    assert "\ufeff" not in text


def doubles(names) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def test_names_of_countries_are_told_once():
    assert doubles(name for country in countries() for name in country.names) == []
    assert doubles(country.code for country in countries()) == []


def test_wikidata_items_are_told_once_and_well_formed():
    for rows in (countries(), organisations()):
        items = [row.kb_id for row in rows if row.kb_id]
        assert doubles(items) == []
        assert [item for item in items if not re.fullmatch(r"Q[1-9]\d*", item)] == []


ITEMS = [
    ("Italia", "Q38"),
    ("Russia", "Q159"),
    ("Corea del Nord", "Q423"),
    ("Stati Uniti", "Q30"),
    ("Vaticano", "Q237"),
]


@pytest.mark.parametrize(("name", "item"), ITEMS)
def test_countries_by_name(name, item):
    assert country_names()[name.lower()].kb_id == item


def test_capitals_are_cities():
    capitals = {name for city in cities() if city.capital for name in city.names}
    assert [c.name for c in countries() if c.capital and c.capital[0] not in capitals] == []


def test_cities_and_regions_lie_in_known_countries():
    known = {country.name for country in countries()}
    assert {city.country for city in cities()} - known == set()
    assert {region.country for region in regions() if region.country} - known == set()
    assert {row.country for row in (*organisations(), *metonyms()) if row.country} - known == set()


def test_names_of_a_table_are_told_once():
    for rows in (cities(), regions(), organisations(), metonyms()):
        assert doubles(name for row in rows for name in row.names) == []


CITIES = [
    ("Mosca", "Russia", True),
    ("Parigi", "Francia", True),
    ("L'Aia", "Paesi Bassi", True),
    ("Monaco di Baviera", "Germania", False),
    ("Spalato", "Croazia", False),
    ("Ginevra", "Svizzera", False),
    ("Bra", "Italia", False),
]


@pytest.mark.parametrize(("name", "country", "capital"), [row for row in CITIES if row[0] != "Bra"])
def test_cities(name, country, capital):
    city = next(city for city in cities() if name in city.names)
    assert (city.country, city.capital) == (country, capital)


def test_names_that_mean_more_are_marked():
    marked = {city.name for city in cities() if city.ambiguous}
    assert {"Vittoria", "Prato", "Orlando", "Augusta"} <= marked
    assert marked.isdisjoint({"Milano", "Mosca", "Parigi", "Washington"})


PLACES = [
    ("russo", ("Russia",)),
    ("russa", ("Russia",)),
    ("russe", ("Russia",)),
    ("nordcoreani", ("Corea del Nord",)),
    ("statunitense", ("Stati Uniti",)),
    ("americana", ("Stati Uniti",)),
    ("inglesi", ("Regno Unito",)),
    ("turche", ("Turchia",)),
    ("greci", ("Grecia",)),
    ("belga", ("Belgio",)),
    ("belghe", ("Belgio",)),
    ("israelo-palestinese", ("Israele", "Palestina")),
    ("italo-americano", ("Italia", "Stati Uniti")),
    ("franco-tedesco", ("Francia", "Germania")),
    ("siciliano", ("Sicilia",)),
    ("moscovita", ("Mosca",)),
    ("politico", ()),
    ("filorusso", ()),
    ("russo-", ()),
    ("ex-russo", ()),
]


@pytest.mark.parametrize(("word", "expected"), PLACES)
def test_adjectives_of_place(word, expected):
    assert demonym_places(word) == expected


AGREEMENT = [
    ("russo", "m", "s"),
    ("russa", "f", "s"),
    ("russi", "m", "p"),
    ("russe", "f", "p"),
    ("francese", None, "s"),
    ("francesi", None, "p"),
    ("cipriota", None, "s"),
    ("cipriote", "f", "p"),
    ("saharawi", None, None),
    ("tedeschi", "m", "p"),
    ("polacche", "f", "p"),
]


@pytest.mark.parametrize(("form", "gender", "number"), AGREEMENT)
def test_adjectives_agree(form, gender, number):
    known = demonyms()[form]
    assert (known.gender, known.number) == (gender, number)


def test_adjectives_of_country_name_a_country():
    known = {country.name for country in countries()}
    assert {d.place for d in demonyms().values() if d.kind == "country"} - known == set()


def test_adjectives_of_region_and_city_name_a_known_place():
    places = {n for row in (*cities(), *regions()) for n in row.names} | {"mondo arabo", "Paesi baltici"}
    unknown = {d.place for d in demonyms().values() if d.kind in {"region", "city"}} - places
    assert unknown == set()


def test_metonyms_are_no_capitals():
    capitals = {name for country in countries() for name in country.capital}
    assert [m.name for m in metonyms() if m.name in capitals and m.kind == "government"] == []


TITLES = [
    ("ministra", "ministro", "f", "s", "minister"),
    ("ministri", "ministro", "m", "p", "minister"),
    ("presidenti", "presidente", None, "p", "head_of_state"),
    ("premier", "premier", None, None, "head_of_government"),
    ("cancelliera", "cancelliere", "f", "s", "head_of_government"),
    ("ambasciatrici", "ambasciatore", "f", "p", "diplomat"),
    ("moglie", "moglie", "f", "s", "kin"),
    ("tennista", "tennista", None, "s", "sport"),
    ("giornaliste", "giornalista", "f", "p", "job"),
]


@pytest.mark.parametrize(("form", "lemma", "gender", "number", "kind"), TITLES)
def test_title_forms(form, lemma, gender, number, kind):
    known = next(f for f in title_forms()[form] if f.words == (form,))
    assert (known.lemma, known.gender, known.number, known.kind) == (lemma, gender, number, kind)


def test_longer_titles_come_first():
    for forms in title_forms().values():
        lengths = [len(form.words) for form in forms]
        assert lengths == sorted(lengths, reverse=True)


def test_there_are_many_titles_of_closed_classes():
    forms = [form for group in title_forms().values() for form in group]
    assert len({form.lemma for form in forms}) > 600
    assert {form.kind for form in forms} == {
        "head_of_state", "head_of_government", "minister", "office", "leader", "party", "church", "military",
        "diplomat", "law", "business", "job", "sport", "person", "courtesy", "address", "kin",
    }  # fmt: skip
    assert {p for form in forms for p in form.complement} <= {"di", "a", "per", "in"}


PREFIXES = [
    ("vicepremier", ("vice", "premier")),
    ("ex-ministra", ("ex", "ministra")),
    ("neopresidente", ("neo", "presidente")),
    ("vicenda", None),
    ("neonato", None),
    ("presidente", None),
    ("extra", None),
]


@pytest.mark.parametrize(("word", "expected"), PREFIXES)
def test_joined_prefixes(word, expected):
    assert strip_prefix(word) == expected


LEARNED = [
    ("ittiologo", "ittiologo", "m"),
    ("ittiologhe", "ittiologa", "f"),
    ("dialogo", None, None),
    ("lista", None, None),
]


@pytest.mark.parametrize(("word", "singular", "gender"), LEARNED)
def test_learned_professions(word, singular, gender):
    known = learned_title(word)
    assert (known.singular if known else None, known.gender if known else None) == (singular, gender)


def test_pieces_part_elided_words():
    assert pieces("Capo dell’Esecutivo") == ("capo", "dell'", "esecutivo")
    assert pieces("degli Esteri") == ("degli", "esteri")


GIVEN = [("andrea", "m"), ("giulia", "f"), ("jose", "m"), ("kim", None), ("francois", "m"), ("zoe", "f")]


@pytest.mark.parametrize(("name", "gender"), GIVEN)
def test_given_names(name, gender):
    assert first_names()[name] == gender


def test_words_are_no_first_names():
    assert first_names().keys().isdisjoint({"presidente", "leader", "roma", "russo"})
    assert len(first_names()) > 1500


def test_items_of_places_are_told_once_of_known_places():
    known = {city.name for city in cities()} | {name for c in countries() for name in c.capital}
    known |= {seat.name for seat in metonyms()}
    assert doubles(place_items().values()) == []
    assert sorted(set(place_items()) - known) == []


@pytest.mark.parametrize(
    ("name", "other"), [("Tel Aviv", "Gerusalemme"), ("L'Aia", "Amsterdam"), ("Città del Capo", "Pretoria")]
)
def test_two_cities_of_one_country_are_two(name, other):
    table = load_gazetteer()
    assert table.entries[name_key(name)].thing != table.entries[name_key(other)].thing


def test_two_spellings_of_one_city_are_one():
    table = load_gazetteer()
    assert table.entries[name_key("Tokio")] == table.entries[name_key("Tokyo")]
    assert table.entries[name_key("Tokio")].kb_id == "Q1490"
