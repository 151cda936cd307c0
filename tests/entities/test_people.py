"""Which name mentions mean the same person."""

from __future__ import annotations

import pytest

from newsnlp.annotation.entities.likeness import edit_distance, same_full_name, similar
from newsnlp.annotation.entities.people import (
    first_name_gender,
    group_people,
    is_full,
    person_pieces,
)

# Mentions in text order and the number of the person that each of them means.
GROUPS = [
    (["Anna Bianchi", "Bianchi"], [0, 0]),
    (["Bianchi", "Anna Bianchi"], [0, 0]),
    (["Anna Bianchi", "Anna"], [0, 0]),
    (["Anna Bianchi", "Verdi"], [0, 1]),
    # Order and spelling of East Asian names.
    (["Park Min-jun", "Park", "Park Min Jun"], [0, 0, 0]),
    (["Park Min-jun", "Park Min-ho"], [0, 1]),
    # Particles.
    (["Karla von der Linde", "von der Linde", "Linde"], [0, 0, 0]),
    (["Pietro De Santi", "De Santi"], [0, 0]),
    (["Omar al-Hadi", "al-Hadi"], [0, 0]),
    (["Omar al-Hadi", "al-Hariri"], [0, 1]),
    # Middle names, initials, short first names.
    (["Mario Rossi", "Mario Paolo Rossi"], [0, 0]),
    (["Joseph Miller", "Joe Miller", "J. Miller"], [0, 0, 0]),
    (["Joseph Miller", "Peter Miller"], [0, 1]),
    # Transliteration; short words must agree to the letter.
    (["Olga Petrovskaja", "Petrovskaya"], [0, 0]),
    (["Olga Kova", "Kuva"], [0, 1]),
    # Other names of one person of the table of office holders; a namesake of half the name is not enough.
    (["Benedetto XVI", "Ratzinger", "Joseph Ratzinger"], [0, 0, 0]),
    (["Silvio Berlusconi", "Cavaliere"], [0, 0]),
    (["Benedetto Rossi", "Ratzinger"], [0, 1]),
    (["Mario Rossi", "Cavaliere"], [0, 1]),
    # Capitals of a headline.
    (["ROSSI", "Mario Rossi"], [0, 0]),
    # Namesakes: a bare surname means who was named last.
    (["Carlo Neri", "Marta Neri", "Neri"], [0, 1, 1]),
    (["Carlo Neri", "Marta Neri", "Carlo Neri", "Neri"], [0, 1, 0, 0]),
]


def grouped(names: list[str]) -> list[int]:
    people = group_people([name.split() for name in names], [None] * len(names))
    owner = {mention: number for number, person in enumerate(people) for mention in person.mentions}
    return [owner[number] for number in range(len(names))]


@pytest.mark.parametrize(("names", "expected"), GROUPS)
def test_groups(names: list[str], expected: list[int]) -> None:
    assert grouped(names) == expected


def test_title_gender_chooses_among_namesakes() -> None:
    names = ["Carlo Neri", "Marta Neri", "Neri"]
    people = group_people([n.split() for n in names], [None, None, "m"])
    assert [p.mentions for p in people] == [[0, 2], [1]]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("rossi mario", "mario rossi", True),
        ("mario rossi", "maria rossi", False),
        ("mario rossi", "mario russo", False),
        ("bob smith", "robert smith", True),
        ("bob smith", "william smith", False),
        ("kim jong il", "kim jong un", False),
    ],
)
def test_full_names(a: str, b: str, same: bool) -> None:
    assert same_full_name(tuple(a.split()), tuple(b.split())) is same


@pytest.mark.parametrize(
    ("name", "full"), [("anna bianchi", True), ("de luca", False), ("bianchi", False), ("von der linde", False)]
)
def test_full(name: str, full: bool) -> None:
    assert is_full(tuple(name.split())) is full


def test_pieces_drop_the_generation() -> None:
    assert person_pieces(["Sam", "Miller", "Jr."]) == ("sam", "miller")
    assert person_pieces(["Benedetto", "XVI"]) == ("benedetto", "xvi")


@pytest.mark.parametrize(("name", "gender"), [("anna bianchi", "f"), ("mario rossi", "m"), ("xyz bianchi", None)])
def test_gender(name: str, gender: str | None) -> None:
    assert first_name_gender(tuple(name.split())) == gender


def test_similar_words() -> None:
    assert similar("petrovskaja", "petrovskaya")
    assert not similar("rossi", "bossi")
    assert edit_distance("casa", "cosa") == 1
