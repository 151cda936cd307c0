"""What stands above a text between two lines of hyphens."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnlp.reading import read
from newsnlp.reading.front_matter import split_front_matter

GOOD = "Anna Neri ha incontrato Carlo Bo a Roma."


def test_a_block_tells_title_day_and_address(tmp_path):
    path = tmp_path / "a.txt"
    block = '---\ntitle: "Neri: «Sì»"\ndate: 19 giugno 2024\nurl: https://x.it/1\nid: faro-1\n'
    block += "tags:\n  - porti\n  - treni\n---\n"
    path.write_bytes((block + GOOD + "\n").encode())
    (article,) = read(path, published=datetime.date(2000, 1, 1))
    assert (article.id, article.title, article.url) == ("faro-1", "Neri: «Sì»", "https://x.it/1")
    assert article.published == datetime.date(2024, 6, 19)
    assert article.meta == {"tags": ["porti", "treni"]}
    assert article.text == GOOD + "\n"  # offsets count in what stands below the block
    assert article.warnings == ()


@pytest.mark.parametrize(
    ("text", "fields", "rest"),
    [
        ("---\ntitle: A\n---\nTesto", {"title": "A"}, "Testo"),
        ("---\r\ntitle: A\r\n---\r\nTesto", {"title": "A"}, "Testo"),
        ("---  \ntitle:\n...\n\nTesto", {"title": ""}, "\nTesto"),
        ("---\n# nota\n\ntitle: 'A: B'\nlead: >\n  una\n  due\n---\n", {"title": "A: B", "lead": "una due"}, ""),
        ("---\ntitle: A\n---", {"title": "A"}, ""),
        ("---\nurl: https://x.it/a:b\n---\nT", {"url": "https://x.it/a:b"}, "T"),
        # No block: never closed, a line that is no field, nothing in it, not at the start.
        ("---\ntitle: A\nTesto", None, None),
        ("---\n---\nTesto", None, None),
        ("\n---\ntitle: A\n---\nTesto", None, None),
        ("--- title: A\n---\nTesto", None, None),
        ("---\n- a\n---\nTesto", None, None),
        ("---\n" + "a: b\n" * 300 + "---\nTesto", None, None),
        ("---", None, None),
        ("", None, None),
    ],
)
def test_blocks(text, fields, rest):
    assert split_front_matter(text) == (fields or {}, text if rest is None else rest)


def test_lines_of_hyphens_around_a_sentence_are_text(tmp_path):
    path = tmp_path / "a.txt"
    text = f"---\nIl ministro ha detto: «Sì».\n---\n{GOOD}"
    path.write_text(text, encoding="utf8")
    (article,) = read(path)
    assert (article.text, article.meta) == (text, {})


lines = st.lists(st.sampled_from(["---", "...", "a: b", "c:", " d", "- e", "# f", "", "Testo.", "g : 'h'"]), max_size=8)


@given(lines, st.sampled_from(["\n", "\r\n", "\r"]))
def test_nothing_is_lost(parts, end):
    text = end.join(["---", *parts])
    fields, rest = split_front_matter(text)
    assert text.endswith(rest)
    assert fields or rest == text
