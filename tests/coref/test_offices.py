"""Descriptions that the table of office holders resolves by the day of the article."""

from __future__ import annotations

import pytest

from newsnlp.annotation.layers import entities

BOTH = "{0} PROPN nsubj 4|e CCONJ cc 3|{1} PROPN conj 1|parlano VERB ROOT 0 fin-p|. PUNCT punct 4"


def silent(words: str) -> str:
    """Return "<words> tace"; words as word/POS/link, the first noun being the subject."""
    tokens = [token.split("/") for token in words.split()]
    head = next(place for place, (_, pos) in enumerate(tokens, start=1) if pos == "NOUN")
    verb = len(tokens) + 1
    links = {"DET": f"det {head}", "ADJ": f"amod {head}", "PROPN": f"nmod {head}", "ADP": f"case {head + 2}"}
    rows = [f"{w} {p} {f'nsubj {verb}' if i == head else links.get(p, f'nmod {head}')}"
            for i, (w, p) in enumerate(tokens, start=1)]  # fmt: skip
    return "|".join([*rows, f"tace VERB ROOT 0 fin-s|. PUNCT punct {verb}"])


def called(build, people: tuple[str, str], words: str, published: str | None) -> list[str]:
    """Return the names of those whom the description `words` means in an article that names `people`."""
    build.sentence(BOTH.format(*people))
    build.sentence(silent(words))
    doc = build.doc(list(people), published=published)
    return [e["name"] for e in entities(doc) if any(m["kind"] == "nominal" for m in e["mentions"])]


RUSSIAN = "Il/DET presidente/NOUN russo/ADJ"
PAIR = ("Putin", "Medvedev")
CASES = [
    # The day decides.
    (PAIR, RUSSIAN, "2010-05-01", ["Medvedev"]),
    (PAIR, RUSSIAN, "2014-05-01", ["Putin"]),
    (PAIR, "Il/DET premier/NOUN russo/ADJ", "2010-05-01", ["Putin"]),
    (PAIR, "L'/DET ex/ADJ presidente/NOUN russo/ADJ", "2010-05-01", ["Putin"]),
    # Both have held it, and no day is known.
    (PAIR, RUSSIAN, None, []),
    (("Putin", "Merkel"), RUSSIAN, None, ["Putin"]),
    # Another day, another country, another person, another first name.
    (("Medvedev", "Merkel"), RUSSIAN, "2014-05-01", []),
    (("Putin", "Merkel"), "Il/DET presidente/NOUN cinese/ADJ", "2014-05-01", []),
    (("Rossi", "Merkel"), RUSSIAN, "2014-05-01", []),
    # Offices of one place only, and Italian ones.
    (("Putin", "Merkel"), "La/DET cancelliera/NOUN", "2014-05-01", ["Merkel"]),
    (("Putin", "Renzi"), "Il/DET premier/NOUN", "2014-05-01", ["Renzi"]),
    (("Putin", "Renzi"), "Il/DET premier/NOUN", "2019-05-01", []),
    (("Sarkozy", "Merkel"), "Il/DET capo/NOUN dell'/ADP Eliseo/PROPN", "2009-05-01", ["Sarkozy"]),
    (("Sarkozy", "Merkel"), "Il/DET capo/NOUN dell'/ADP Eliseo/PROPN", "2014-05-01", []),
    # The head of state, not who presides over a chamber; nobody where another country is spoken of.
    (("Casini", "Ciampi"), "Il/DET presidente/NOUN della/ADP Repubblica/PROPN", "2004-05-01", ["Ciampi"]),
    (("Casini", "Ciampi"), "Il/DET presidente/NOUN della/ADP Repubblica/PROPN", "2010-05-01", []),
    # What papers call one person, where that person is named; never as an office of somebody else's.
    (("Erdogan", "Merkel"), "Il/DET sultano/NOUN", "2018-05-01", ["Erdogan"]),
    (("Rossi", "Merkel"), "Il/DET sultano/NOUN", "2018-05-01", []),
    # Somebody of another time.
    (("Putin", "Merkel"), "L'/DET allora/ADJ presidente/NOUN russo/ADJ", "2014-05-01", []),
]


@pytest.mark.parametrize(("people", "words", "published", "expected"), CASES)
def test_offices_by_day(build, people, words: str, published: str | None, expected: list[str]) -> None:
    assert called(build, people, words, published) == expected


def test_two_bearers_of_the_surname_stay_open(build) -> None:
    build.sentence("Anna PROPN nsubj 3|Putin PROPN flat:name 1|parla VERB ROOT 0 fin-s|. PUNCT punct 3")
    build.sentence(BOTH.format("Rossi", "Merkel"))
    build.sentence(silent(RUSSIAN))
    found = build.mentions(["Anna Putin", "Rossi", "Merkel"], published="2014-05-01")
    assert found == {"Anna Putin": [], "Rossi": [], "Merkel": []}


def test_what_the_article_says_goes_before_the_table(build) -> None:
    # Il presidente russo Orlov parla. Putin e Rossi parlano. Il presidente russo tace.
    build.sentence(
        "Il DET det 2 ms|presidente NOUN nsubj 5 ms|russo ADJ amod 2 ms|Orlov PROPN nmod 2|parla VERB ROOT 0 fin-s"
    )
    build.sentence(BOTH.format("Putin", "Rossi"))
    build.sentence(silent(RUSSIAN))
    found = build.mentions(["Orlov", "Putin", "Rossi"], published="2014-05-01")
    assert found == {"Orlov": ["presidente russo"], "Putin": [], "Rossi": []}


def test_palace_is_nobody(build) -> None:
    build.sentence(BOTH.format("Putin", "Rossi"))
    build.sentence("Il DET det 2|Cremlino PROPN nsubj 3|tace VERB ROOT 0 fin-s|. PUNCT punct 3")
    assert build.mentions(["Putin", "Rossi"], published="2014-05-01") == {"Putin": [], "Rossi": []}


def test_items_of_full_names_only(build) -> None:
    build.sentence("Angela PROPN nsubj 3|Merkel PROPN flat:name 1|vede VERB ROOT 0 fin-s|Obama PROPN obj 3")
    known = {e["name"]: (e["kb_id"], e["gender"]) for e in entities(build.doc(["Angela Merkel", "Obama"]))}
    assert known["Angela Merkel"] == ("Q567", "f")
    assert known["Obama"][0] is None
