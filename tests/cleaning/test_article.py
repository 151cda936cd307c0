"""Raw text -> text to annotate: characters, language, refusals, and the way back as a whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnlp.cleaning import clean
from newsnlp.errors import ArticleError

BODY = "Il ministro ha incontrato ieri a Torino la collega, ma non hanno firmato niente."


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("l’incontro", "l'incontro"),
        ("Roma\u00a0e\u202fMilano", "Roma e Milano"),
        ("«Sì», “no”", "«Sì», “no”"),
        ("mini\u00adstro", "ministro"),
        ("\ufeffRoma", "Roma"),
        ("Uno.\r\nDue.", "Uno.\nDue."),
        ("Uno.\rDue.", "Uno.\nDue."),
        ("a\x07b è una prova di testo lunga abbastanza, una riga di giornale come tante.", None),
    ],
)
def test_characters(raw, cleaned):
    text = clean(raw).text
    assert "\x07" not in text
    assert cleaned is None or text == cleaned


def test_line_ends_of_windows_are_line_ends():
    assert [line.strip() for line in clean("Titolo qui\r\n\r\nIl testo.").text.split("\n")] == [
        "Titolo qui",
        "",
        "Il testo.",
    ]


@given(st.text(max_size=200))
def test_any_text_is_cleaned_or_refused_and_leads_back(raw):
    try:
        cleaned = clean(raw)
    except ArticleError:
        return
    for position in range(len(cleaned.text)):
        first, last = cleaned.offsets.to_raw(position, position + 1)
        assert 0 <= first < last <= len(raw)


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("The minister met the president of the council in Rome and they said that it was a good day.", "English"),
        ("Le ministre a rencontré hier à Paris la présidente du conseil et ils ont parlé de la guerre.", "French"),
        (
            "El ministro se reunió ayer en Madrid con la presidenta y los dos hablaron de la guerra según fuentes.",
            "Spanish",
        ),
        (
            "Der Minister hat gestern in Berlin die Präsidentin getroffen und mit ihr über den Krieg gesprochen.",
            "German",
        ),
        (
            "O ministro encontrou ontem em Lisboa a presidente do conselho e os dois falaram da guerra, não do tempo.",
            "Portuguese",
        ),
        ("Министр встретился вчера с президентом", "another script"),
        ("1234 5678", "no words"),
    ],
)
def test_other_languages_are_told(text, looks):
    (warning,) = clean(text).warnings
    assert warning.startswith("text does not look Italian")
    assert looks in warning


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "Vertice a Roma",
        "Rossi, Bianchi, Neri",
        # Names and quotations of other languages do not make a text foreign.
        f"«The best is yet to come», ha detto. {BODY} Poi: «We are the champions of the world».",
        "Al Jazeera, Le Monde e El País",
    ],
)
def test_italian_is_not_warned_of(text):
    assert clean(text).warnings == ()


@pytest.mark.parametrize(
    ("raw", "told"),
    [("\0a\0b\0", "binary data"), ("\x01\x02\x03 testo", "binary data"), ("testo \ud800 rotto", "no valid Unicode")],
)
def test_what_is_no_text_is_refused(raw, told):
    with pytest.raises(ArticleError, match=told):
        clean(raw)


def test_markup_is_told():
    assert clean(f"<p>{BODY}</p>").warnings == ("HTML markup was left out of the annotation",)
