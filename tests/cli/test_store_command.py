"""``newsnlp store``: articles in, out, counted and searched from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newsnlp.cli import Exit, app
from newsnlp.store import to_line
from short_articles import articles, short_article


@pytest.fixture
def db(tmp_path, monkeypatch) -> str:
    monkeypatch.setenv("NEWSNLP_DB", str(tmp_path / "store.db"))
    records(tmp_path / "records.jsonl", articles(3))
    assert run("add", str(tmp_path / "records.jsonl")).exit_code == Exit.OK
    return str(tmp_path / "store.db")


def records(path: Path, documents) -> str:
    path.write_text("".join(map(to_line, documents)), encoding="utf8")
    return str(path)


def run(*arguments: str):
    return CliRunner().invoke(app, ["store", *arguments])


def test_articles_are_added_once(db, tmp_path):
    more = records(tmp_path / "more.jsonl", [*articles(2), short_article("a0002", version=3), short_article("new")])
    result = run("add", more)
    assert result.exit_code == Exit.OK
    assert "1 new, 1 changed, 2 there already" in result.stderr
    assert run("add", more, "--quiet", "--db", db).stderr == ""


def test_articles_are_retracted(db):
    result = run("remove", "a0001", "nosuch")
    assert result.exit_code == Exit.SOME_FAILED
    assert "1 removed" in result.stderr
    assert "not there: nosuch" in result.stderr
    assert run("remove", "a0000").exit_code == Exit.OK
    assert json.loads(run("status", "--json").stdout)["rows"]["article"] == 1


def test_the_status_tells_what_is_there(db):
    shown = run("status").stdout
    assert "articles: 3\n" in shown
    assert "meetings: 3\n" in shown
    assert "published: 2024-05-03 to 2024-05-03\n" in shown
    found = json.loads(run("status", "--json").stdout)
    assert (found["where"], found["meetings"], found["first"]) == (db, 3, "2024-05-03")


def test_words_are_found(db):
    shown = run("search", "neri", "--limit", "2").stdout
    assert "2024-05-03 Prova a0000\n" in shown
    assert "a0001" in shown
    assert "a0002" not in shown
    (hit,) = json.loads(run("search", "ha visto", "Bo", "--evidence", "--limit", "1", "--json").stdout)
    assert (hit["doc_id"], hit["event"]) == ("a0000", "V1")
    assert run("search", "nosuch").stdout == "nothing found\n"


@pytest.mark.parametrize("command", [["status"], ["search", "a"], ["remove", "a"]])
def test_no_store_is_made_by_asking(command, tmp_path):
    result = run(*command, "--db", str(tmp_path / "nosuch.db"))
    assert result.exit_code == Exit.INPUT
    assert "newsnlp store add makes a store" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_two_texts_of_one_id_are_an_error(db, tmp_path):
    both = records(tmp_path / "both.jsonl", [short_article("x"), short_article("x", version=1)])
    result = run("add", both)
    assert result.exit_code == Exit.INPUT
    assert "different texts have the id 'x'" in result.stderr


@pytest.mark.parametrize("command", ["add", "remove", "status", "search"])
def test_every_command_tells_its_options_and_an_example(command):
    shown = " ".join(run(command, "--help").stdout.replace("│", " ").split())
    assert "Exit codes: 0 all went well" in shown
    assert f"Example: newsnlp store {command}" in shown
    assert "--db" in shown


def test_what_an_article_holds_does_not_steer_the_terminal(tmp_path):
    db = str(tmp_path / "s.db")
    hostile = short_article("\x1b[2J\u202e", title="Anna \x1b]0;x\x07", source="\x9b31m")
    assert run("add", records(tmp_path / "r.jsonl", [hostile]), "--db", db).exit_code == Exit.OK
    shown = run("search", "anna", "--db", db).stdout
    assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(shown)
