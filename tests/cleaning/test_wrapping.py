"""Lines that were broken at a width are joined again, and only those."""

from __future__ import annotations

import json
import textwrap
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from wrapping import FILES, FORMS, annotated, articles_of, broken_articles, compare, pairs_of

from newsnlp.cleaning import clean
from newsnlp.cleaning.wrapping import unwrap
from newsnlp.lang.it.lines import line_rules

BODY = (
    "Il ministro degli Esteri Carlo Ferri ha incontrato ieri a Lubiana la premier slovena Ana Novak. Al centro del "
    "colloquio, durato più di un'ora, la crisi dei porti e la situazione nei Balcani; domani Ferri vedrà a Vienna il "
    "cancelliere Karl Huber, che ha chiesto un incontro bilaterale prima del vertice italo-sloveno di giugno."
)
MORE = (
    "«Abbiamo parlato con franchezza», ha detto la premier al termine dell'incontro, «e ci rivedremo presto a Roma». "
    "Secondo fonti della Farnesina il governo Conte-bis non cambierà linea, almeno fino alle elezioni di settembre."
)
HEADLINE = "Ferri a Lubiana: vertice sui porti"
ARTICLE = f"{HEADLINE}\n{BODY}\n{MORE}"


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("width", [40, 72, 80, 100, 120])
@pytest.mark.parametrize("form", sorted(FORMS))
def test_broken_lines_are_joined(form: str, width: int):
    assert lines(clean(FORMS[form](ARTICLE, width)).text) == ARTICLE.split("\n")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_every_word_leads_back_to_where_it_stands(between: str):
    raw = between.join("\r\n".join(textwrap.wrap(paragraph, 60)) for paragraph in ARTICLE.split("\n"))
    cleaned = clean(raw)
    start = cleaned.text.index("Carlo Ferri")
    first, last = cleaned.offsets.to_part(start, start + len("Carlo Ferri"))[1:]
    assert raw[first:last].split() == ["Carlo", "Ferri"]
    for position, character in enumerate(cleaned.text):
        _, begin, end = cleaned.offsets.to_part(position, position + 1)
        assert raw[begin:end].strip() == character.strip()


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("Il presidente ha incon-\ntrato la premier.", "Il presidente ha incontrato la premier."),
        ("La ministra è arri-\r\nvata a Roma.", "La ministra è arrivata a Roma."),
        ("Un vertice a pa-\nlazzo Chigi.", "Un vertice a palazzo Chigi."),
        ("Il mini\u00ad\nstro è a Roma.", "Il ministro è a Roma."),
        ("Il mini¬\nstro è a Roma.", "Il ministro è a Roma."),
        # The hyphen stands in the text.
        ("Il governo Conte-\nbis è in crisi.", "Il governo Conte-bis è in crisi."),
        ("Un vertice italo-\nfrancese a Roma.", "Un vertice italo-francese a Roma."),
        ("Il leader Kim Jong-\nun è a Mosca.", "Il leader Kim Jong-un è a Mosca."),
        ("Resta a nord-\nest di Kiev.", "Resta a nord-est di Kiev."),
        ("Parla l'ex-\nministro Rossi.", "Parla l'ex-ministro Rossi."),
        ("Un esame tecnico-\nscientifico del piano.", "Un esame tecnico-scientifico del piano."),
        # The text writes the word elsewhere.
        ("Il filo-\nrusso è qui, con un altro filo-russo.", "Il filo-russo è qui, con un altro filo-russo."),
        ("Il filo-\nrusso è qui, con un altro filorusso.", "Il filorusso è qui, con un altro filorusso."),
        # No hyphen between letters.
        ("Il ministro -\nche era a Roma", "Il ministro -\nche era a Roma"),
    ],
)
def test_hyphens_at_line_ends(raw: str, cleaned: str):
    assert clean(raw).text == cleaned


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        f"{HEADLINE}\n\n{BODY}\n\nLa giornata\n\n{MORE}",
        # Headlines, one a line, two of them nearly as long as the longest.
        "Marchetti riceve Havelka: «Con Praga un'agenda comune»\nEnergia, Macron vede Havelka e von der Leyen a Nizza\n"
        "Turchia, smentito l'incontro con il ministro Benhaddad\nOslo, Haugen firma l'accordo sull'energia eolica",
        # Short sentences, a paragraph each.
        "Il ministro è arrivato a Lubiana ieri sera con un volo di linea.\nLa premier lo ha ricevuto questa mattina.\n"
        "I due hanno parlato di porti e di confini per più di un'ora.\nNessuna dichiarazione alla fine dell'incontro.",
        "Hanno partecipato:\n- il premier Rossi\n- la ministra Bianchi\n- il sindaco di Trieste\n- la console",
        "Presenti:\n1. Mario Rossi, sindaco\n2. Anna Bianchi, ministra degli Esteri\n3. Carlo Neri, ambasciatore",
    ],
)
def test_a_paragraph_a_line_stays_as_it_is(text: str):
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("headline", "opening"),
    [
        # As long as the lines; below it a small word opens a sentence, or a place the text.
        ("Ferri a Lubiana con la ministra: i porti, i Balcani, i dazi", ""),
        ("Ferri a Lubiana con la ministra: i porti, i Balcani, i dazi", "LUBIANA - "),
        ("Ferri a Lubiana con la ministra: i porti, i Balcani, i dazi", "(ANSA) - LUBIANA, 3 MAG - "),
        ("Il vertice di Lubiana", ""),
    ],
)
def test_a_headline_stays_a_line(headline: str, opening: str):
    raw = "\n".join([headline, *textwrap.wrap(opening + BODY, 60)])
    assert lines(clean(raw).text) == [headline, opening + BODY]


def test_lists_in_broken_text_stay_lists():
    items = ["- la riapertura dei valichi", "- il prezzo dell'energia", "- la tutela dei lavoratori"]
    raw = "\n".join([*textwrap.wrap(BODY, 60), "I temi:", *items, *textwrap.wrap(MORE, 60)])
    assert [line for line in lines(clean(raw).text) if line.startswith("- ")] == items


def test_marks_of_quoted_mail_are_left_out():
    quoted = "\n".join(f"> {line}" for line in textwrap.wrap(BODY, 66))
    nested = "\n".join(f">> {line}" for line in textwrap.wrap(MORE, 60))
    raw = f"Il 3 maggio Anna ha scritto:\n{quoted}\n>\n{nested}\nD'accordo."
    assert lines(clean(raw).text) == ["Il 3 maggio Anna ha scritto:", BODY, MORE, "D'accordo."]


WORDS = st.sampled_from(
    ("Roma", "il", "la", "premier", "ministro", "ha", "incontrato", "ieri", "Ferri", "Novak", "a", "di", "e", "crisi,",
     "vertice.", "Italia-Francia", "l'incontro", "«sì»", "12", "è", "internazionalizzazione")
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.lists(WORDS, min_size=40, max_size=80), min_size=1, max_size=3), st.integers(50, 110))
def test_no_word_is_lost(paragraphs: list[list[str]], width: int):
    whole = [" ".join(words) for words in paragraphs]
    paragraph_lines = (textwrap.wrap(paragraph, width, break_on_hyphens=False) for paragraph in whole)
    broken = "\n\n".join("\n".join(parts) for parts in paragraph_lines)
    joined, _ = unwrap(broken, line_rules(), is_apart=lambda line: False)
    assert joined.split() == broken.split()
    assert len(lines(joined)) <= len(lines(broken))


@given(st.text(alphabet="ab A.-\n\r>\t\u00ad«", max_size=120))
def test_any_lines_lead_back(raw: str):
    cleaned = clean(raw)
    spans = [cleaned.offsets.to_part(i, i + 1)[1:] for i in range(len(cleaned.text))]
    assert all(0 <= first < last <= len(raw) for first, last in spans)
    assert all(one[0] <= other[0] for one, other in pairwise(spans))


@pytest.fixture(scope="module")
def whole(nlp: Language):
    articles = articles_of(FILES)
    return articles, annotated(articles, nlp)


@pytest.mark.parametrize(("form", "width"), [("apart", 60), ("hyphens, plain", 72), ("quoted", 80)])
def test_pairs_of_broken_articles_are_kept(nlp: Language, whole, form: str, width: int):
    articles, records = whole
    score = compare(records, annotated(broken_articles(articles, form, width), nlp), pairs_of)
    assert score.whole > 100
    assert score.kept >= 0.98
    assert score.right >= 0.98


def test_gold_articles_have_no_width(shared):
    for name in ("dev_written.jsonl", "dev_wikinews.jsonl"):
        for line in (shared / "gold" / name).read_text(encoding="utf8").splitlines():
            text = json.loads(line)["text"]
            assert len(lines(clean(text).text)) <= len(lines(text))
