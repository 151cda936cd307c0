"""Who met whom over many articles: what is listed, in which order, in which form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from newsnlp.agenda import plain_words
from newsnlp.cli import Exit, app
from newsnlp.schema import Document, Meeting
from newsnlp.store import to_line
from newsnlp.viewing.meetings import FIELDS, to_csv, to_json

TEXT = "Anna Nèri ha visto Jean-Noël D'Alema a Roma. Lo dicono fonti."


def article(key: str, value: str | None = None, **changes: Any) -> Document:
    def span(words: str, **more: Any) -> dict[str, Any]:
        start = TEXT.index(words)
        return {"start": start, "end": start + len(words), "text": words, **more}

    named = [("E1", "PER", "Anna Nèri"), ("E2", "PER", "Jean-Noël D'Alema"), ("E3", "LOC", "Roma")]
    event = {
        "id": "V1",
        "type": "MEETING",
        "status": "happened",
        "status_detail": "held",
        "mentions": [span("visto")],
        "participants": ["E1", "E2"],
        "agent": ["E2"],
        "place": ["E3"],
        "time": span("Lo", value=value, granularity=None) if value else None,
        "attribution": [span("fonti")],
        "evidence": [span("Anna Nèri ha visto Jean-Noël D'Alema a Roma.")],
        "rule": "test",
        "confidence": 0.9,
        "arguments": [span("Anna Nèri", role="participants", entity="E1", via="context", path=None)],
        **changes,
    }
    entities = [{"id": i, "type": t, "name": n, "mentions": [span(n, kind="name")]} for i, t, n in named]
    other = {**event, "id": "V2", "type": "VISIT"}
    return Document.model_validate(
        {"id": key, "title": f"Titolo {key}", "text": TEXT, "entities": entities, "events": [event, other]}
    )


ARTICLES = [
    article("undated", confidence=0.5),
    article("march", "2024-03-13", status="planned", status_detail=None),
    article("year", "2023"),
    article("january", "2024-01-02T15:00", status="negated", status_detail="denied"),
]


@pytest.fixture
def records(tmp_path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(map(to_line, ARTICLES)), encoding="utf8")
    return path


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    result = CliRunner().invoke(app, ["meetings", *map(str, arguments)], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def listed(records: Path, *options: str) -> list[str]:
    result = run(records, *options, "--json")
    assert result.exit_code == Exit.OK, result.output
    return [meeting["article"] for meeting in json.loads(result.stdout)]


class TestWhichMeetings:
    def test_all_meetings_by_date_and_no_other_events(self, records):
        assert listed(records) == ["year", "january", "march", "undated"]

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            (["--person", "neri"], 4),
            (["--person", "ANNA NERI"], 4),
            (["--person", "Jean Noel D’Alema"], 4),
            (["--person", "alema"], 4),
            (["--person", "Neri Anna"], 0),
            (["--person", "ner"], 0),
            (["--person", "Roma"], 0),
            (["--place", "ROMA"], 4),
            (["--place", "Neri"], 0),
        ],
    )
    def test_by_name(self, records, options, expected):
        assert len(listed(records, *options)) == expected

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            (["--status", "planned"], ["march"]),
            (["--status", "planned", "--status", "negated"], ["january", "march"]),
            (["--min-confidence", "0.6"], ["year", "january", "march"]),
            (["--limit", "2"], ["march", "undated"]),
        ],
    )
    def test_by_status_confidence_and_number_of_articles(self, records, options, expected):
        assert listed(records, *options) == expected

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            (["--since", "2024-01-02"], ["january", "march"]),
            (["--until", "2024-01-02"], ["year", "january"]),
            (["--since", "2023-12-31", "--until", "2024-01-01"], ["year"]),
            (["--since", "2024-03-14"], []),
            (["--since", "2024-01", "--until", "2024-01"], ["january"]),
        ],
    )
    def test_by_day_and_what_has_none_is_told(self, records, options, expected):
        assert listed(records, *options) == expected
        told = run(records, *options).stderr
        assert "1 more without a known date, left out because of --since or --until" in told
        assert "--since" not in run(records, *options, "--quiet").stderr


class TestForms:
    def test_the_terminal_has_who_where_when_status_source_and_article(self, records):
        shown = " ".join(run(records, "--limit", "2").stdout.split())
        for told in (
            "2024-03-13",
            "Jean-Noël D'Alema, ~Anna",
            "Roma",
            "planned",
            "0.90",
            "source: fonti",
            "[march V1: ",
        ):
            assert told in shown
        assert "~ carried over" in shown

    def test_nothing_found_is_told(self, records):
        assert run(records, "--person", "Nessuno").stdout.strip() == "no meetings"
        assert run(records, "--person", "Nessuno", "--json").stdout == "[]\n"
        assert run(records, "--person", "Nessuno", "--csv").stdout == ",".join(FIELDS) + "\n"

    def test_csv_has_a_line_for_each(self, records):
        rows = list(csv.DictReader(io.StringIO(run(records, "--csv").stdout)))
        assert [row["date"] for row in rows] == ["2023", "2024-01-02T15:00", "2024-03-13", ""]
        assert rows[0]["names"] == "Jean-Noël D'Alema; Anna Nèri"
        assert (rows[0]["carried"], rows[0]["attribution"], rows[0]["title"]) == ("Anna Nèri", "fonti", "Titolo year")

    def test_json_has_the_same_fields(self, records):
        found = json.loads(run(records, "--json").stdout)[0]
        assert tuple(found) == FIELDS
        assert found["names"] == ["Jean-Noël D'Alema", "Anna Nèri"]
        assert (found["confidence"], found["mode"], found["place_names"]) == (0.9, None, ["Roma"])

    def test_machine_forms_are_utf8_in_every_terminal(self, records):
        for form in ("--csv", "--json"):
            result = CliRunner(charset="ascii").invoke(app, ["meetings", str(records), form])
            assert "Nèri" in result.stdout_bytes.decode("utf8")

    @given(st.sampled_from("=+-@\t\r\n "), st.text(max_size=20))
    def test_no_cell_is_a_formula(self, first, rest):
        text = first + rest
        found = Meeting.model_construct(
            date=text, date_text=text, participants=("E1",), names=(text,), places=("E2",), place_names=(text,),
            carried=("E1",), status="happened", status_detail=None, mode=None, topic=text, confidence=1.0,
            attribution=(text,), evidence=text, article=text, event=text, title=text, published=None, url=text,
            source=text, meta={text: text},
        )  # fmt: skip
        header, *lines = csv.reader(io.StringIO(to_csv([found])))
        assert (tuple(header), len(lines)) == (FIELDS, 1)
        assert [cell for cell in lines[0] if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
        assert json.loads(to_json([found]))[0]["evidence"] == text


class TestInput:
    def test_articles_are_annotated_and_records_read(self, tmp_path, records, tiny):
        tiny.to_disk(tmp_path / "model")
        text = tmp_path / "vertice.txt"
        text.write_text("Anna Neri ha incontrato Carlo Bo a Roma.", encoding="utf8")
        result = run(records, text, "-", "--model", tmp_path / "model", stdin=to_line(ARTICLES[1]))
        assert result.exit_code == Exit.OK, result.output
        assert result.stdout.count("[march V1") == 2

    def test_articles_that_fail_are_told_and_the_rest_is_listed(self, tmp_path, records, tiny):
        tiny.to_disk(tmp_path / "model")
        (tmp_path / "empty.txt").write_text(" ", encoding="utf8")
        result = run(tmp_path / "empty.txt", records, "--model", tmp_path / "model", "--json")
        assert result.exit_code == Exit.SOME_FAILED
        assert "failed: empty (clean): the text is empty" in result.stderr
        assert len(json.loads(result.stdout)) == len(ARTICLES)

    @pytest.mark.parametrize(
        ("options", "told"),
        [
            (["--since", "ieri"], "since must be a date"),
            (["--since", "2024-02-02", "--until", "2024-02-01"], "since (2024-02-02) is after until (2024-02-01)"),
            (["--csv", "--json"], "exclude each other"),
            (["--status", "held"], "Invalid value for '--status'"),
            (["--person", ""], "--person needs a name, '' has no letters: leave it out to ask for all"),
            (["--place", " -"], "--place needs a name, ' -' has no letters"),
            (["--limit", str(10**20)], "Invalid value for '--limit'"),
            (["--min-confidence", "2"], "Invalid value for '--min-confidence'"),
            (["--limit", "0"], "Invalid value for '--limit'"),
            (["nosuch.txt"], "cannot read nosuch.txt"),
        ],
    )
    def test_wrong_usage_is_told(self, records, options, told):
        result = run(records, *options)
        assert result.exit_code == Exit.INPUT
        assert told in " ".join(result.stderr.split())
        assert result.stdout == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Jean-Noël", ["jean", "noel"]),
        ("D’Alema", ["d", "alema"]),
        ("DALEMA", ["dalema"]),
        ("Škoda e\u0301", ["skoda", "e"]),
        ("  ", []),
    ],
)
def test_words_of_a_name(name, words):
    assert plain_words(name) == words
