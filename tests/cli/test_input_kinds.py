"""Folders, patterns, packed files and named fields on the command line."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newsnlp.cli import Exit, app

GOOD = "Anna Neri ha incontrato Carlo Bo a Roma."


@pytest.fixture(scope="module")
def model(tiny, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("kinds") / "model"
    tiny.to_disk(path)
    return str(path)


@pytest.fixture
def folder(tmp_path) -> Path:
    news = tmp_path / "news"
    (news / "2024").mkdir(parents=True)
    (news / "a.txt").write_text(GOOD, encoding="utf8")
    (news / "2024" / "a.txt").write_text(GOOD, encoding="utf8")
    (news / "2024" / "foto.jpg").write_bytes(b"x")
    (news / "feed.jsonl.gz").write_bytes(gzip.compress(json.dumps({"id": "f", "text": GOOD}).encode()))
    (news / "list.json").write_text(json.dumps([{"id": "g", "body": GOOD, "desk": "esteri"}]), encoding="utf8")
    return news


def run(*arguments: object):
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf8").splitlines()]


def test_a_folder_is_annotated_and_what_is_skipped_is_told(folder, model, tmp_path):
    out = tmp_path / "out.jsonl"
    result = run("annotate", folder, "-o", out, "--model", model)
    assert result.exit_code == Exit.OK
    assert ids(out) == ["a", "f", "g", "2024/a"]
    assert "skipped 1 files that hold no articles" in result.stderr
    assert "foto.jpg" in result.stderr
    assert "skipped" not in run("annotate", folder, "-o", out, "--model", model, "--quiet").stderr


def test_an_output_in_the_folder_is_no_article_of_the_next_run(folder, model):
    out = folder / "out.jsonl"
    assert run("annotate", folder, "-o", out, "--model", model).exit_code == Exit.OK
    again = run("annotate", folder, "-o", folder / "again.jsonl", "--model", model)
    assert again.exit_code == Exit.OK
    assert ids(folder / "again.jsonl") == ids(out)
    assert "out.jsonl" in again.stderr


def test_an_output_that_is_an_article_of_the_folder_is_refused(folder, model):
    result = run("annotate", folder, "-o", folder / "list.json", "--model", model)
    assert result.exit_code == Exit.INPUT
    assert "is one of the inputs" in result.stderr


def test_a_pattern_in_quotation_marks(folder, model, tmp_path):
    out = tmp_path / "out.jsonl"
    assert run("annotate", f"{folder}/**/*.txt", "-o", out, "--model", model).exit_code == Exit.OK
    assert ids(out) == ["2024/a", "a"]
    assert run("annotate", f"{folder}/*.pdf", "-o", out, "--model", model).exit_code == Exit.INPUT


def test_fields_are_named_by_options(tmp_path, model):
    path, out = tmp_path / "f.jsonl", tmp_path / "out.jsonl"
    item = {"pezzo": GOOD, "occhiello": "Un incontro a Roma", "uscita": "19/06/2024", "codice": 7, "text": "altro"}
    path.write_text(json.dumps(item), encoding="utf8")
    options = ("--text-field", "pezzo", "--title-field", "occhiello", "--date-field", "uscita", "--id-field", "codice")
    assert run("annotate", path, "-o", out, "--model", model, *options).exit_code == Exit.OK
    record = json.loads(out.read_text(encoding="utf8"))
    assert (record["id"], record["text"], record["title"], record["published"]) == (
        "7",
        GOOD,
        "Un incontro a Roma",
        "2024-06-19",
    )
    assert record["meta"] == {"text": "altro"}
    for command in ("show", "explain", "meetings"):
        assert run(command, path, "--model", model, *options).exit_code == Exit.OK
    missing = run("annotate", path, "-o", out, "--model", model, "--text-field", "testo")
    assert missing.exit_code == Exit.SOME_FAILED
    assert "the field 'testo' is missing; found: pezzo, occhiello" in missing.stderr


def test_folders_are_shown_too(folder, model):
    result = run("show", folder, "--model", model)
    assert result.exit_code == Exit.OK
    assert "2024/a" in result.stdout
