"""A record is believed only where it fits together: damage is refused, and what passes works everywhere."""

from __future__ import annotations

import contextlib
import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich_record import TEXT, rich_record

import newsnlp
from newsnlp import FormatError, InputError
from newsnlp.schema import READABLE_VERSIONS, SCHEMA_VERSION, Document, confident_part
from newsnlp.store import read_documents, read_gold, to_line

Path_ = tuple[str | int, ...]


def paths(value: Any, at: Path_ = ()) -> Iterator[Path_]:
    """Yield the way to every value inside a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*at, key)
        yield from paths(inner, (*at, key))


def put(record: dict[str, Any], at: Path_, value: Any) -> None:
    holder: Any = record
    for step in at[:-1]:
        holder = holder[step]
    holder[at[-1]] = value


def got(record: dict[str, Any], at: Path_) -> Any:
    found: Any = record
    for step in at:
        found = found[step]
    return found


def removed(record: dict[str, Any], at: Path_) -> None:
    holder: Any = record
    for step in at[:-1]:
        holder = holder[step]
    del holder[at[-1]]


WHOLE = rich_record()
PATHS = sorted(paths(WHOLE), key=str)
OFFSETS = [at for at in PATHS if at[-1] in ("start", "end")]
# Ids of entities and events wherever one record refers to another.
REFERENCES = [
    at
    for at in PATHS
    if isinstance(got(WHOLE, at), str)
    and got(WHOLE, at)[:1] in "EV"
    and got(WHOLE, at)[1:].isdigit()
    and at[-1] != "id"
]


def read(folder: Path, *lines: bytes) -> list[Document]:
    path = folder / "docs.jsonl"
    path.write_bytes(b"\n".join(lines) + b"\n")
    return list(read_documents(path))


def line(record: Any) -> bytes:
    return json.dumps(record).encode()


def test_the_whole_record_is_read(tmp_path):
    (document,) = read(tmp_path, line(WHOLE))
    given = {name: value for name, value in WHOLE.items() if name not in ("entities", "events", "times")}
    assert json.loads(to_line(document)).items() >= (given | {"schema_version": SCHEMA_VERSION}).items()
    assert len(OFFSETS) > 60
    assert len(REFERENCES) > 15


BROKEN: list[tuple[Path_, Any, str]] = [
    (("entities", 0, "mentions", 0), {"start": 0, "end": 4, "text": "Anna", "kind": "name"}, "not 'Anna'"),
    (("entities", 1, "id"), "E1", "'E1' stands there 2 times"),
    (("events", 1, "id"), "V1", "'V1' stands there 2 times"),
    (("entities", 0, "id"), "", "at least 1 character"),
    (("entities", 0, "roles", 0, "end"), len(TEXT) + 1, "is no place in a text of"),
    (("entities", 0, "roles", 0, "start"), -1, "is no place in a text of"),
    (("entities", 0, "roles", 0, "of"), "E77", "there is no entity 'E77'"),
    (("entities", 0, "confidence"), 1.5, "less than or equal to 1"),
    (("entities", 0, "confidence"), float("nan"), "confidence"),
    (("entities", 0, "type"), "PERSON", "entities.0.type"),
    (("events", 0, "participants"), ["E1", "E1"], "'E1' stands there 2 times"),
    (("events", 0, "participants"), "E1", "events.0.participants"),
    (("events", 0, "parent"), "V9", "there is no event 'V9'"),
    (("events", 0, "attribution", 0, "source"), "E9", "there is no entity 'E9'"),
    (("events", 0, "attribution", 0, "start"), -3, "events[0].attribution[0]"),
    (("events", 0, "time", "value"), "2024-05-04", "none of the times of the record"),
    (("events", 0, "arguments", 0, "entity"), "E3", "not among the participants"),
    (("events", 0, "arguments", 0, "entity"), None, "only a time"),
    (("events", 0, "arguments", 0, "via"), "time", "only a time"),
    (("events", 0, "arguments", 0, "confidence"), 1.01, "less than or equal to 1"),
    (("events", 0, "arguments", 0, "confidence"), -0.1, "greater than or equal to 0"),
    (("events", 0, "arguments", 0, "confidence"), float("nan"), "events.0.arguments.0.confidence"),
    (("events", 0, "arguments", 0, "confidence"), None, "events.0.arguments.0.confidence"),
    (("events", 0, "arguments", 0, "rule"), 7, "events.0.arguments.0.rule"),
    (("events", 0, "evidence", 0, "end"), 10**9, "is not as long as its text"),
    (("times", 0, "value"), "2024-13-01", "no ISO 8601 value"),
    (("times", 0, "value"), "ieri", "no ISO 8601 value"),
    (("times", 0, "value"), "2024-05-02T", "no ISO 8601 value"),
    (("times", 0, "value"), "/".join(["2024"] * 5000), "no ISO 8601 value"),
    (("times", 0, "granularity"), "month", "is a day, not a month"),
    (("times", 1, "granularity"), "day", "neither granularity nor certainty"),
    (("relations", 0, "event"), "V9", "there is no event 'V9'"),
    (("title",), "La Neri in città", "entities[2].mentions[1]: at 10:14 the title has ' cit', not 'Roma'"),
    (("title",), None, "10:14 is no place in a title of 0 characters"),
    (("entities", 2, "mentions", 1, "part"), "text", "the text has"),
    (("entities", 0, "mentions", 0, "part"), "title", "is no place in a title of 14 characters"),
    (("entities", 0, "mentions", 0, "part"), "lead", "entities.0.mentions.0.part"),
    (("meta",), [], "meta"),
    (("published",), 1714694400, "write it as YYYY-MM-DD"),
    (("published",), "1714694400", "write it as YYYY-MM-DD"),
    (("published",), "2024-02-30", "published"),
    (("published",), "2024-05-03T00:00:00", "write it as YYYY-MM-DD"),
    (("schema_version",), "99.0", f"this newsnlp reads {', '.join(READABLE_VERSIONS)}"),
    (("schema_version",), 1.1, "schema_version"),
    (("text",), "Un altro testo.", "is no place in a text of 15 characters"),
    (("events", 0, "mentions", 0, "start"), "40", "start"),
    (("events", 0, "mentions", 0, "start"), True, "start"),
    (("extra",), 1, "extra"),
    (("ex\x1b[31m",), 1, r"'ex\x1b[31m'"),
]


@pytest.mark.parametrize(("at", "value", "told"), BROKEN)
def test_what_does_not_fit_is_refused(tmp_path, at, value, told):
    record = rich_record()
    put(record, at, value)
    with pytest.raises(FormatError) as error:
        read(tmp_path, line(record))
    assert told in str(error.value)
    assert str(error.value).startswith(f"{tmp_path / 'docs.jsonl'}:1 (article 'ricco'): a broken record: ")


@pytest.mark.parametrize("at", REFERENCES, ids=str)
def test_every_reference_leads_somewhere(tmp_path, at):
    record = rich_record()
    put(record, at, got(record, at)[0] + "77")
    with pytest.raises(FormatError, match="77"):
        read(tmp_path, line(record))


@settings(deadline=None)
@given(at=st.sampled_from(OFFSETS), by=st.integers(-400, 400).filter(bool))
def test_every_offset_that_moves_is_noticed(tmp_path_factory, at, by):
    record = rich_record()
    put(record, at, got(record, at) + by)
    if at[-3:-2] == ("roles",) and 0 <= record["entities"][at[1]]["roles"][0]["start"] <= len(TEXT):
        return  # the words of a role are not repeated beside its place
    with pytest.raises(FormatError):
        read(tmp_path_factory.getbasetemp(), line(record))


@settings(deadline=None)
@given(places=st.lists(st.integers(0, len(TEXT) - 1), min_size=1, max_size=3, unique=True))
def test_words_that_move_with_both_offsets_are_noticed(tmp_path_factory, places):
    """Spans of the right length that are somewhere else."""
    for at in {at[:-1] for at in OFFSETS}:
        record = rich_record()
        found = got(record, at)
        length = found["end"] - found["start"]
        start = next((p for p in places if TEXT[p : p + length] != TEXT[found["start"] : found["end"]]), None)
        if start is None or "text" not in found:
            continue
        found.update(start=start, end=start + length)
        with pytest.raises(FormatError):
            read(tmp_path_factory.getbasetemp(), line(record))


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 400),
    st.sampled_from([10**30, -(10**18), 0.5, 2.0, "", "x", "E1", "E9", "V1", "V9", "PER", "LOC", "MEETING", "2024-05"]),
    st.sampled_from([[], {}, ["E1"], ["E9"], [[]], [{}], {"start": 0, "end": 4, "text": "Ieri"}, "a\x00b", "\u202e"]),
    st.text(max_size=6),
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Return the line of a record with one to three of its values deleted, altered, swapped, doubled, or cut."""
    record = rich_record()
    for _ in range(draw(st.integers(1, 3))):
        here = draw(st.sampled_from(sorted(paths(record), key=str)))
        there = draw(st.sampled_from(sorted(paths(record), key=str)))
        how = draw(st.sampled_from(["delete", "alter", "swap", "double", "move"]))
        if how == "delete":
            removed(record, here)
        elif how == "alter":
            put(record, here, draw(ANYTHING))
        elif how == "swap" and here != there[: len(here)] and there != here[: len(there)]:
            one, other = got(record, here), got(record, there)
            put(record, here, other)
            put(record, there, one)
        elif how == "double" and isinstance(got(record, here), list):
            put(record, here, copy.deepcopy(got(record, here) * 2))
        elif how == "move" and isinstance(got(record, here), int):
            put(record, here, got(record, here) + draw(st.integers(-5, 5)))
        if not record:
            break
    data = line(record)
    return data[: draw(st.integers(0, len(data)))] if draw(st.integers(0, 9)) == 0 else data


def use(documents: list[Document], folder: Path) -> None:
    """Do with records whatever is done with records."""
    graph = newsnlp.build_graph(documents)
    for suffix in (".graphml", ".json"):
        newsnlp.write_graph(graph, folder / f"used{suffix}")
        newsnlp.read_graph(folder / f"used{suffix}")
    newsnlp.evaluate(documents, documents).figures()
    for document in documents:
        for found in newsnlp.explain(document):
            assert str(found)
        assert Document.model_validate_json(to_line(document), strict=True) == document
        for least in (0.0, 0.65, 1.0):
            part = confident_part(document, least)
            assert Document.model_validate_json(to_line(part), strict=True) == part


@settings(deadline=None)
@given(data=damaged())
def test_damage_is_refused_or_does_no_harm(tmp_path_factory, data):
    folder = tmp_path_factory.getbasetemp()
    for reader in (read_documents, read_gold):
        (folder / "damaged.jsonl").write_bytes(data)
        try:
            documents = list(reader(folder / "damaged.jsonl"))
        except FormatError:
            continue
        use(documents, folder)


@settings(deadline=None)
@given(data=st.binary(max_size=40) | st.text(max_size=40).map(str.encode))
def test_bytes_of_any_kind_are_refused_or_read(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "bytes.jsonl"
    path.write_bytes(data)
    for reader in (read_documents, read_gold):
        with contextlib.suppress(FormatError):
            assert list(reader(path)) == []


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'{"schema_version": "1.1", "id": "\\ud83d", "text": "a"}', "id"),
        (b'{"id": ' + b"9" * 5000 + b"}", "no JSON that can be read"),
        (b"[" * 100_000, "no JSON that can be read"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b"[1]", "a JSON list, expected an object"),
        (b"7", "a JSON int, expected an object"),
    ],
)
@pytest.mark.parametrize("reader", [read_documents, read_gold])
def test_lines_that_break_other_readers(tmp_path, reader, data, told):
    path = tmp_path / "docs.jsonl"
    path.write_bytes(data)
    with pytest.raises(FormatError, match=told):
        list(reader(path))


def test_all_broken_lines_are_told_at_once(tmp_path):
    broken = rich_record() | {"published": 5, "language": 7}
    with pytest.raises(FormatError) as error:
        read(tmp_path, line(WHOLE), line(broken), b"{no", line(WHOLE))
    told = str(error.value).splitlines()
    assert [row.split("docs.jsonl:")[1][:1] for row in told] == ["2", "3"]
    assert "published" in told[0]
    assert "language" in told[0]


def test_the_list_of_broken_lines_ends(tmp_path):
    with pytest.raises(FormatError) as error:
        read(tmp_path, *[b"{no"] * 100)
    told = str(error.value).splitlines()
    assert (len(told), told[-1].endswith("was not read on after 20 broken lines")) == (21, True)


def test_many_faults_of_one_record_are_counted(tmp_path):
    with pytest.raises(FormatError, match=r"; and \d+ more$"):
        read(tmp_path, line(rich_record() | {"text": "Altro."}))


@pytest.mark.parametrize("version", READABLE_VERSIONS)
def test_earlier_records_are_raised_to_this_version(tmp_path, version):
    (document,) = read(tmp_path, line(rich_record() | {"schema_version": version}))
    assert document.schema_version == SCHEMA_VERSION


def test_records_made_in_python_are_checked_too():
    with pytest.raises(ValueError, match="there is no entity 'E9'"):
        Document.model_validate(
            {**WHOLE, "entities": [], "events": [], "quotes": [{**WHOLE["quotes"][0], "speaker": "E9"}]}
        )


def test_a_byte_order_mark_and_blank_lines_are_no_matter(tmp_path):
    assert len(read(tmp_path, b"\xef\xbb\xbf" + line(WHOLE), b"  ", b"")) == 1


def test_a_line_without_an_end_is_not_read_into_memory(tmp_path, monkeypatch):
    monkeypatch.setattr("newsnlp.store.lines.MAX_BYTES", 100)
    with pytest.raises(FormatError, match=r"docs.jsonl:1: a line of more than 100 bytes is no record"):
        read(tmp_path, line(WHOLE))


def test_a_record_altered_by_hand_is_told():
    document = Document.model_validate(WHOLE)
    event = document.events[0].model_copy(update={"participants": ("E77",)})
    altered = document.model_copy(update={"events": (event,)})
    with pytest.raises(InputError, match="E77"):
        newsnlp.build_graph([altered])
    with pytest.raises(InputError, match="E77"):
        newsnlp.explain(altered)
