"""Odd characters: what the pipelines read instead, and that spans still index the text as it was given."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

import newsnlp
from newsnlp.cleaning import clean
from newsnlp.cleaning.characters import tidy
from newsnlp.errors import ArticleError

TEXT = (
    "Vertice a Cantù\n"
    "CANTÙ - Il ministro degli Esteri Niccolò Cantù ha incontrato ieri a Forlì la premier slovena Zoë Žižek. "
    "«È andata bene», ha detto Niccolò Cantù. Domani vedrà a Vienna il cancelliere Karl Huber."
)


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("Cantu\u0300.", "Cantù."),
        ("Z\u030ciz\u030cek", "Žižek"),
        ("Ngu\u0079\u0302\u0303n", "Nguŷn"),
        # No letter has this mark; it is left out.
        ("Пу\u0301тин", "Путин"),
        ("Mario\u200e Rossi", "Mario Rossi"),
        ("\u202aMario\u202c Rossi", "Mario Rossi"),
        ("Ma\u200brio Ro\u00adssi", "Mario Rossi"),
        ("Mario\ufeff Rossi", "Mario Rossi"),
        ("Mario\ufe0f Rossi", "Mario Rossi"),
        ("Mario\tRossi", "Mario Rossi"),
        ("Mario\u00a0Rossi", "Mario Rossi"),
        ("Mario \u2009Rossi", "Mario Rossi"),
        ("Mario  Rossi", "Mario Rossi"),
        ("Mario\x01Rossi", "Mario Rossi"),
        ("Mario \x01 Rossi è arrivato", "Mario Rossi è arrivato"),
        ("\x1b[1mMario\x1b[0m Rossi", "Mario Rossi"),
        ("Mario\x92s", "Mario's"),
        ("\x93Sì\x94, ha detto \x96 poi basta\x85", "“Sì”, ha detto – poi basta…"),
        ("100 \x80", "100 €"),
        ("Uno.\x85Due.", "Uno.\nDue."),
        ("il ﬁglio, l'ofﬁcina", "il figlio, l'officina"),
        ("Ｍａｒｉｏ", "Mario"),
        ("𝐌𝐚𝐫𝐢𝐨", "Mario"),
        ("l\u02c8incontro del 5\u22126 maggio", "l'incontro del 5-6 maggio"),
        ("\u300aSì\u300b", "«Sì»"),
        ("Uno. \r\n \r\nDue. ", "Uno.\n\nDue."),
        # The columns of a table stay apart.
        ("Mario Rossi        Anna Bianchi", "Mario Rossi        Anna Bianchi"),
    ],
)
def test_what_is_read(raw: str, read: str):
    assert clean(raw).text == read


def test_what_was_meant_by_bytes_of_windows_is_told():
    assert any(
        "Windows-1252" in warning for warning in clean("\x93Sì, è andata bene\x94, ha detto la premier.").warnings
    )


@pytest.mark.parametrize(
    "raw",
    ["Il ministro\x01 è a Roma.", "Roma\0 e Milano", "Il\x07 punto\x08 di Rossi", "a\x01b", "\0Bo", "\x1b[31mRoma"],
)
def test_a_few_control_characters_are_blanks(raw: str):
    assert "\x01" not in clean(raw).text


@pytest.mark.parametrize(
    "raw",
    ["\0R\0o\0m\0a", "%PDF-1.7 Roma", "PK\x03\x04 word/document.xml", "Roma " * 100 + "\0" * 30, "\x01\x02\x03 abc"],
)
def test_binary_data_is_refused(raw: str):
    with pytest.raises(ArticleError, match="binary data"):
        clean(raw)


@given(st.text(max_size=60))
def test_composed_and_decomposed_text_read_the_same(text: str):
    assert tidy(text)[0] == tidy(nfd(text))[0] or unicodedata.normalize("NFC", text) != text


LETTERS = st.text(alphabet="aeèùñçž \u0300\u0301\u0327\u030c\u200d\u00ad\ufe0fﬁ\t\x93\n가", max_size=40)


@given(LETTERS)
def test_no_span_parts_a_letter_from_its_marks(raw: str):
    text, offsets, _ = tidy(raw)
    for position in range(len(text)):
        first, last = offsets.to_raw(position, position + 1)
        assert 0 <= first < last <= len(raw)
        if text[position].isalpha():
            # what follows is no mark that belongs to the letter
            assert last == len(raw) or not ("\u0300" <= raw[last] <= "\u036f")


def facts(document: newsnlp.Document) -> dict[str, object]:
    names = {entity.id: entity.name for entity in document.entities}
    return {
        "entities": [(entity.type, entity.name, len(entity.mentions), entity.gender) for entity in document.entities],
        "events": [(e.type, e.status, sorted(names[i] for i in e.participants)) for e in document.events],
        "quotes": [names.get(quote.speaker or "") for quote in document.quotes],
    }


def glued(text: str, mark: str) -> str:
    return text.replace(" ", f"{mark} ")


@pytest.mark.parametrize(
    "raw",
    [
        nfd(TEXT),
        glued(TEXT, "\u200e"),
        glued(TEXT, "\u200b"),
        "\u202a" + TEXT + "\u202c",
        TEXT.replace(" ", "  "),
        TEXT.replace(" ", "\u00a0"),
        TEXT.replace(" ", "\t"),
        TEXT.replace("Niccolò", "Nic\u00adcolò"),
        TEXT.replace("«", "\x93").replace("»", "\x94"),
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n", "\r\r\n"),
        TEXT.replace("Esteri ", "Esteri\x01 ").replace("premier ", "premier\x01"),
        TEXT.replace("fi", "ﬁ"),
    ],
    ids=range(13),
)
def test_odd_characters_change_nothing(nlp: Language, raw: str):
    plain, odd = (newsnlp.annotate(text, published="2024-05-02", nlp=nlp) for text in (TEXT, raw))
    assert facts(odd) == facts(plain)
    assert odd.text == raw
    for entity in odd.entities:
        assert entity.name == unicodedata.normalize("NFC", " ".join(entity.name.split()))
        for mention in entity.mentions:
            assert raw[mention.start : mention.end] == mention.text
            assert not unicodedata.combining(raw[mention.end : mention.end + 1] or " ")


def test_decomposed_names_are_names(nlp: Language):
    document = newsnlp.annotate(nfd(TEXT), published="2024-05-02", nlp=nlp)
    assert {"Niccolò Cantù", "Zoë Žižek", "Karl Huber"} <= {entity.name for entity in document.entities}
