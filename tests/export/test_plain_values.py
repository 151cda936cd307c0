"""Values made plain: one function for all formats."""

from __future__ import annotations

import datetime
import json
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told_articles import HOSTILE

from newsnlp.errors import GraphError
from newsnlp.export.plain import (
    FORMULAS,
    address_part,
    cell,
    flat,
    harmless_json,
    identifier,
    kind_of,
    relation_name,
    web_address,
)

texts = st.text() | st.sampled_from(HOSTILE)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("", None),
        ([], None),
        ({}, None),
        (float("nan"), None),
        (True, True),
        (3, 3),
        (2**70, str(2**70)),
        (datetime.date(2024, 5, 2), "2024-05-02"),
        (["a", None, "b;c"], "a; b,c"),
        ({"b", "a"}, "a; b"),
        ({"é": [1]}, '{"é": [1]}'),
        ("a\r\n b\tc", "a b c"),
        ("\u202ea\x1b[31m\x00", "\ufffda\ufffd[31m\ufffd"),
    ],
)
def test_flat(value: Any, expected: Any) -> None:
    assert flat(value) == expected


@pytest.mark.parametrize("value", [object(), b"x", {"a": {1}}])
def test_what_no_table_holds_is_told(value: Any) -> None:
    with pytest.raises(GraphError, match="can hold"):
        flat(value)


@given(text=texts)
def test_cells_are_no_formulas_and_stand_on_one_line(text: str) -> None:
    found = str(cell(text))
    assert not found.startswith(FORMULAS)
    assert found.isprintable() or all(char.isprintable() or ord(char) > 0xFFFF for char in found)
    assert str(cell([text])).count("\n") == 0


@given(key=texts, other=texts)
def test_identifiers_stay_apart_and_tell_the_key(key: str, other: str) -> None:
    found = identifier(key)
    assert (found == identifier(other)) == (key == other)
    assert found
    assert not found.startswith(FORMULAS)
    assert not set("\"'`\\<>;,\n\r\x00\u202e") & set(found)
    if key:
        assert unquote(found, errors="surrogatepass") == key


@given(key=texts)
def test_parts_of_addresses_are_ascii(key: str) -> None:
    found = address_part(key)
    assert found.isascii()
    assert unquote(found, errors="surrogatepass") == key
    assert not set(' "<>\\^`{|}/#?') & set(found)


@given(text=texts)
def test_json_says_the_same_and_ends_no_script(text: str) -> None:
    written = json.dumps({text: [text]}, ensure_ascii=False)
    found = harmless_json(written)
    assert json.loads(found) == {text: [text]}
    assert "</" not in found
    assert "<!--" not in found
    assert "\u202e" not in found


@pytest.mark.parametrize("address", ["https://example.org/a?b=1", "HTTP://example.org"])
def test_addresses_of_the_web(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize("address", [None, "", "javascript:alert(1)", "https://a b", 'https://a"b', "https://a\u202eb"])
def test_other_addresses_are_left_out(address: str | None) -> None:
    assert web_address(address) is None


@pytest.mark.parametrize(
    ("row", "kind", "name"),
    [
        ({"type": "MET_WITH", "status": "happened"}, "MET_WITH", "MET_WITH"),
        ({"type": "MET_WITH", "status": "negated"}, "MET_WITH (negated)", "NEGATED_MET_WITH"),
        ({"type": "ALLY_OF", "status": None}, "ALLY_OF (unstated)", "UNSTATED_ALLY_OF"),
        ({"type": "TOGETHER"}, "TOGETHER", "TOGETHER"),
    ],
)
def test_types_tell_what_is_no_fact(row: dict[str, Any], kind: str, name: str) -> None:
    assert kind_of(row) == kind
    assert relation_name(row) == name


def test_types_that_a_query_would_run_are_refused() -> None:
    with pytest.raises(GraphError, match="names of ASCII letters"):
        relation_name({"type": "A]->() DETACH DELETE n //"})
