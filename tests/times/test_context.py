"""What a text tells before an expression, or about its own date, decides what the expression means."""

import pytest

from newsnlp.errors import ArticleError


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Il 5 marzo 2018 fu arrestato. Il giorno dopo fu liberato.", ["2018-03-05", "2018-03-06"]),
        ("Il 5 marzo 2018 fu arrestato. La sera prima era a Oslo.", ["2018-03-05", "2018-03-04"]),
        ("Il 5 marzo 2018 fu arrestato. Tre settimane più tardi fu liberato.", ["2018-03-05", "2018-03-26"]),
        ("Il 5 marzo 2018 fu arrestato. Il lunedì successivo fu liberato.", ["2018-03-05", "2018-03-12"]),
        ("Nel 1982 fu trasferito. Tre anni più tardi rifiutò.", ["1982", "1985"]),
        ("Nel maggio 2012 partì. Due mesi dopo, stanco, tornò.", ["2012-05", "2012-07"]),
        ("Ci andò 20 anni fa. In quel periodo conobbe il re.", ["2001", "2001"]),
        ("Martedì non si sono visti. Quello stesso giorno è partito.", ["2021-05-11", "2021-05-11"]),
        ("Ieri è atterrato a Roma. In serata ha visto i vescovi.", ["2021-05-12", "2021-05-12"]),
        # background does not carry the day
        ("La strage del 13 gennaio 2012 pesa. In serata parla il sindaco.", ["2012-01-13", "2021-05-13"]),
        # nothing was told before
        ("Il giorno dopo fu liberato.", [None]),
        ("Quel giorno fu liberato.", [None]),
    ],
)
def test_told_before(read, text, values):
    assert [value for _, value in read(text)] == values


@pytest.mark.parametrize(
    ("text", "published", "values"),
    [
        # the dateline says when "ieri" was, also where the page was put online later
        ("(ANSA) - ROMA, 12 MAR - Ieri il premier era a Bari.", "2019-03-13", ["2019-03-12", "2019-03-11"]),
        ("Roma, 12 marzo 2019 (Agenzia) - Ieri il premier era a Bari.", None, ["2019-03-12", "2019-03-11"]),
        ("ROMA, 12 MAR. (Agenzia) - Ieri il premier era a Bari.", "2019-03-12", ["2019-03-12", "2019-03-11"]),
        # no dateline: a date in the text moves nothing
        ("Il 12 marzo il premier era a Bari. Ieri era a Roma.", "2019-03-14", ["2019-03-12", "2019-03-13"]),
        # a dateline far from the date of publication is none
        ("Roma, 12 gennaio - Ieri il premier era a Bari.", "2019-03-14", ["2019-01-12", "2019-03-13"]),
        ("Il rogo di ieri, 23 agosto 2012, è spento. Oggi si conta.", None, ["2012-08-23", "2012-08-24"]),
        ("Nel 2015 si è votato. Si giura martedì 3 febbraio.", None, ["2015", "2015-02-03"]),
    ],
)
def test_date_of_the_article(read, text, published, values):
    assert [value for _, value in read(text, published)] == values


@pytest.mark.parametrize(
    "text",
    ["Ieri era a Roma.", "Martedì era a Roma.", "Il 12 marzo era a Roma.", "A marzo era a Roma.", "Due anni fa era lì.",
     "Entro l'anno tornerà.", "In serata è partito.", "A Natale era lì.", "Lo scorso autunno era lì."],
)  # fmt: skip
def test_unknown_without_publication(read, text):
    assert [value for _, value in read(text, None)] == [None]


def test_an_empty_publication_is_unknown(read):
    assert [value for _, value in read("Ieri era a Roma.", "")] == [None]


@pytest.mark.parametrize("published", ["ieri", "2021", "2021-13-45"])
def test_a_publication_that_is_no_date_is_refused(read, published):
    with pytest.raises(ArticleError, match="is no date: write it as YYYY-MM-DD"):
        read("Ieri era a Roma.", published)


def test_publication_with_clock_time(read):
    assert read("Ieri era a Roma.", "2021-05-13T23:59:00+02:00") == [("Ieri", "2021-05-12")]


@pytest.mark.parametrize("written", ["martedi'", "martedi", "MARTEDÌ", "MARTEDI'", "Martedí"])
def test_spellings_of_weekdays(read, written):
    assert [value for _, value in read(f"Il governo {written} scorso ha ceduto.")] == ["2021-05-11"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("L’altro ieri ha ceduto.", "2021-05-11"),
        ("QUEST’ANNO SI VOTA", "2021"),
        ("Nell’ottobre del 2018 ha ceduto.", "2018-10"),
        ("Fu eletto nel ’94.", "1994"),
        ("Il  19  giugno   2018 ha ceduto.", "2018-06-19"),
    ],
)
def test_apostrophes_capitals_and_spaces(read, text, value):
    assert [v for _, v in read(text)] == [value]
