"""A file says what it holds, and who wanted something else is told so."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich_record import rich_record
from typer.testing import CliRunner

from newsnlp.cli import app
from newsnlp.schema.kinds import Kind, kind_of
from newsnlp.store import read_documents
from newsnlp.store.lines import stream_kind

ARTICLE = {"id": "a", "text": "Ieri a Roma."}
GOLD = {**ARTICLE, "entities": [], "events": [], "quotes": []}
FAILURE = {"id": "a", "stage": "clean", "reason": "the text is empty"}
KINDS: dict[str, tuple[dict[str, Any], Kind]] = {
    "records": (rich_record(), Kind.RECORD),
    "articles": (ARTICLE, Kind.ARTICLE),
    "bodies": ({"body": "Ieri a Roma.", "meta": 1}, Kind.ARTICLE),
    "gold": (GOLD, Kind.GOLD),
    "failures": (FAILURE, Kind.FAILURE),
    "other": ({"a": 1}, Kind.OTHER),
}


@pytest.fixture
def files(tmp_path) -> dict[str, str]:
    paths = {}
    for name, (fields, _) in KINDS.items():
        path = tmp_path / f"{name}.jsonl"
        path.write_text(json.dumps(fields) + "\n", encoding="utf8")
        paths[name] = str(path)
    return paths


@settings(deadline=None)
@given(name=st.sampled_from(sorted(KINDS)), data=st.data())
def test_the_order_of_keys_is_no_matter(name, data):
    fields, kind = KINDS[name]
    order = data.draw(st.permutations(list(fields)))
    line = json.dumps({key: fields[key] for key in order}).encode() + b"\nmore\n"
    assert kind_of(order) is kind
    found, stream = stream_kind(io.BytesIO(b"\xef\xbb\xbf \n\n" + line))
    assert found is kind
    assert stream.read() == b"\xef\xbb\xbf \n\n" + line


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["graph", "{articles}", "-o", "{out}"], "holds articles, not records: annotate them first, as with:"),
        (["graph", "{bodies}", "-o", "{out}"], "holds articles, not records: annotate them first"),
        (["graph", "{failures}", "-o", "{out}"], "holds failures, not records: they say which articles"),
        (["graph", "{gold}", "-o", "{out}"], "holds gold annotations, not records: newsnlp evaluate"),
        (["graph", "{other}", "-o", "{out}"], "no annotated article"),
        (["evaluate", "{articles}", "{records}"], "holds articles, not gold annotations or records"),
        (["evaluate", "{articles}"], "holds articles, not gold annotations or records"),
        (["evaluate", "{gold}", "{articles}"], "holds articles, not gold annotations or records"),
        (["evaluate", "{gold}", "{failures}"], "holds failures, not gold annotations or records"),
        (["evaluate", "{gold}", "{records}"], "none of the 1 records has the id of one of the 1 gold articles"),
        (["annotate", "{records}"], "holds records, not articles: they are annotated already"),
        (["annotate", "{articles}", "{failures}"], "holds failures, not articles"),
        (["show", "{failures}"], "holds failures, neither articles nor records"),
        (["explain", "{failures}"], "holds failures, neither articles nor records"),
    ],
)
def test_another_kind_is_told(files, tmp_path, arguments, told):
    out = tmp_path / "out.json"
    result = CliRunner().invoke(app, [argument.format(**files, out=out) for argument in arguments])
    assert result.exit_code == 2, result.output
    assert told in " ".join(result.stderr.split())
    assert not out.exists()


def test_records_of_another_text_are_not_scored(files, tmp_path):
    other = tmp_path / "pred.jsonl"
    other.write_text(json.dumps({**GOLD, "text": "Domani."}), encoding="utf8")
    result = CliRunner().invoke(app, ["evaluate", files["gold"], str(other)])
    assert (result.exit_code, "of another text than its gold" in result.stderr) == (2, True)


@pytest.mark.parametrize("command", ["show", "explain"])
@pytest.mark.parametrize("way", ["file", "stdin"])
def test_records_are_shown_as_they_are(files, tmp_path, command, way):
    """No pipeline is loaded: there is none of this name. The keys stand in the order of another program."""
    record = rich_record()
    version = record.pop("schema_version")
    data = json.dumps({**record, "language": "it" * 20_000, "schema_version": version}).encode()
    source, given = "-", data
    if way == "file":
        source, given = str(tmp_path / "reordered.jsonl"), b""
        Path(source).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-m", "newsnlp", command, source, "--model", "nosuch"], input=given, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    assert "Ugo Bo" in done.stdout.decode()


def test_articles_among_records_are_broken_lines(tmp_path, files):
    path = tmp_path / "mixed.jsonl"
    path.write_text(json.dumps(rich_record()) + "\n" + json.dumps(ARTICLE) + "\n", encoding="utf8")
    result = CliRunner().invoke(app, ["graph", str(path), "-o", str(tmp_path / "n.json")])
    assert result.exit_code == 2
    told = "no annotated article (newsnlp annotate makes them): the field 'schema_version' is missing"
    assert f"mixed.jsonl:2 (article 'a'): {told}" in result.stderr


def test_an_empty_file_holds_no_records(tmp_path):
    (tmp_path / "empty.jsonl").write_bytes(b"\n")
    assert list(read_documents(tmp_path / "empty.jsonl")) == []
