"""``newsnlp export`` on the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newsnlp.cli import Exit, app
from newsnlp.export import FORMATS

sys.path.insert(0, str(Path(__file__).parents[1] / "export"))
from told_articles import of_every_status


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text(of_every_status().model_dump_json() + "\n", encoding="utf8")
    return path


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["export", *map(str, arguments)])
    return result.exit_code, result.output


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_by_suffix_and_by_name(records: Path, tmp_path: Path, name: str) -> None:
    pytest.importorskip("rdflib")
    pytest.importorskip("pyarrow")
    by_suffix, by_name = tmp_path / f"out/x{FORMATS[name].suffixes[0]}", tmp_path / "other"
    code, output = run(records, "-o", by_suffix)
    assert code == Exit.OK, output
    assert f"nodes, 12 edges as {name}" in output.replace("\n", " ")
    assert run(records, "-o", by_name, "--format", name, "-q") == (Exit.OK, "")
    pairs = zip(FORMATS[name].paths(by_suffix), FORMATS[name].paths(by_name), strict=True)
    assert all(one.read_bytes() == other.read_bytes() for one, other in pairs)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "x.txt"], "use one of .graphml"),
        (["-o", "x", "--format", "nosuch"], "use one of graphml"),
        (["-o", "x.ftm.json", "--status", "planned"], "has no word for planned"),
    ],
)
def test_wrong_use_is_told(records: Path, tmp_path: Path, monkeypatch, arguments: list[str], told: str) -> None:
    monkeypatch.chdir(tmp_path)
    code, output = run(records, *arguments)
    assert code == Exit.INPUT
    assert told in " ".join(output.split())
    assert [file.name for file in tmp_path.iterdir()] == [records.name]


def test_the_input_is_never_written_over(records: Path) -> None:
    before = records.read_bytes()
    code, output = run(records, "-o", records, "--format", "plover")
    assert code == Exit.INPUT
    assert "one of the inputs" in output
    assert records.read_bytes() == before


def test_one_status(records: Path, tmp_path: Path) -> None:
    assert run(records, "-o", tmp_path / "x.plover", "--status", "negated")[0] == Exit.OK
    (line,) = (tmp_path / "x.plover").read_text(encoding="utf8").splitlines()
    assert json.loads(line)["context"] == ["negation"]
