"""Nothing of an article steers the terminal, and every kind of terminal can be written to."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from rich.cells import cell_len
from typer.testing import CliRunner

from newsnlp.cli import Exit, app
from newsnlp.cli.results import Results
from newsnlp.schema import Document
from newsnlp.store import to_line

FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u3164\ufe0f\uffa0\U000e0100"
# Every control character, bidi mark, zero-width mark and line separator but the line break, with what follows an
# escape character where it clears the screen or sets the title of the window.
STEERING = "".join(
    char
    for char in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") and char != "\n"
)
POISON = f"x\x1b[2J\x1b]0;owned\x07\x1b[8m[red]{STEERING}{FILLERS}x"
IN_A_NAME = "x\x1b[2J\x07\x9b8m\u202e\u200b[red]"
# The colours that newsnlp gives to words itself, and a line that is cleared for the next sign of progress.
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def model(tiny, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("terminal") / "model"
    tiny.to_disk(path)
    return str(path)


def hostile_record() -> Document:
    """Return a record that holds the poison in every field that can hold it."""
    text = f"{POISON} Anna{POISON}Neri ha visto{POISON} Ugo{POISON}Bo a Roma{POISON} ieri{POISON}, dice fonti{POISON}."

    def span(words: str, **more: Any) -> dict[str, Any]:
        start = text.index(words)
        return {"start": start, "end": start + len(words), "text": words, **more}

    anna, ugo, seen, rome = f"Anna{POISON}Neri", f"Ugo{POISON}Bo", f"visto{POISON}", f"Roma{POISON}"
    names = [("E1", "PER", anna), ("E2", "PER", ugo), ("E3", "LOC", rome)]
    entities = [
        {
            "id": key,
            "type": kind,
            "name": name,
            "kb_id": POISON,
            "mentions": [span(name, kind="name")],
            "roles": [{"title": POISON, "of": POISON, "start": 0, "end": len(POISON)}],
        }
        for key, kind, name in names
    ]
    event = {
        "id": f"V{POISON}",
        "type": "MEETING",
        "status": "planned",
        "mentions": [span(seen)],
        "participants": ["E1", "E2"],
        "place": ["E3"],
        "time": span(f"ieri{POISON}", value="2024-05-02"),
        "topic": span(seen),
        "attribution": [span(f"fonti{POISON}"), span(f"fonti{POISON}", source="E1")],
        "open_slots": [span(seen)],
        "parent": f"V{POISON}",
        "duration": span(seen),
        "evidence": [{"start": 0, "end": len(text), "text": text}],
        "rule": f"{POISON} status:{POISON}+{POISON}",
        "arguments": [
            span(anna, role="participants", entity="E1", via="nominal", path=POISON),
            span(ugo, role="participants", entity="E2", via="context", path=f"{POISON} {POISON}"),
        ],
    }
    visit = {**event, "id": "V2", "type": "VISIT", "time": None, "agent": ["E1"], "target": ["E2"]}
    quotes = [
        {"speaker": None, "cue": span(seen), "content": span(anna), "direct": True, "source": span(ugo)},
        {"speaker": "E1", "cue": None, "content": span(anna), "direct": False},
    ]
    told = {"id": POISON, "title": POISON, "url": POISON, "source": POISON, "warnings": [POISON, "a\nb"]}
    made_by = {"newsnlp": POISON, "model": POISON, "language_data": POISON}
    fields = {**told, "text": text, "entities": entities, "events": [event, visit], "quotes": quotes}
    return Document.model_validate({**fields, "pipeline": made_by})


def run(*arguments: str | Path, env: dict[str, str] | None = None) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], env=env)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def steering(written: bytes) -> list[str]:
    text = COLOURS.sub("", written.decode("utf8"))
    return sorted({repr(char) for char in text if char in STEERING or char in FILLERS})


def assert_harmless(result: Result) -> None:
    assert steering(result.stdout_bytes) == []
    assert steering(result.stderr_bytes) == []


@pytest.fixture
def records(tmp_path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text(to_line(hostile_record()), encoding="utf8")
    return path


@pytest.fixture
def articles(tmp_path) -> Path:
    path = tmp_path / f"{IN_A_NAME}.jsonl"
    record = hostile_record()
    good = {"id": POISON, "title": POISON, "url": POISON, "source": POISON, "published": POISON, "text": record.text}
    bad = [{"id": POISON, "text": " "}, {"id": POISON, "text": [POISON]}, {POISON: POISON}, POISON]
    lines = [json.dumps(item, ensure_ascii=False) for item in (good, *bad)]
    path.write_text("\n".join([*lines, POISON]) + "\n", encoding="utf8")
    return path


class TestEveryCommand:
    @pytest.mark.parametrize("env", [{}, {"FORCE_COLOR": "1"}, {"COLUMNS": "40"}], ids=["plain", "colours", "narrow"])
    @pytest.mark.parametrize(
        "arguments",
        [
            ["show", "{records}"],
            ["show", "{records}", "--events", "--quotes"],
            ["meetings", "{records}"],
            ["meetings", "{records}", "--csv"],
            ["meetings", "{records}", "--json"],
            ["meetings", "{records}", "--person", POISON.replace("\0", "")],
            ["meetings", "{records}", "--since", POISON.replace("\0", "")],
            ["explain", "{records}"],
            ["explain", "{records}", "--event", POISON.replace("\0", "")],
            ["explain", "{records}", "--article", POISON.replace("\0", "")],
            ["evaluate", "{records}", "{records}"],
            ["evaluate", "{records}", "{records}", "--json"],
            ["graph", "{records}", "-o", "{folder}/n.json"],
            ["graph", "{records}", "-o", "{folder}/" + IN_A_NAME + ".graphml"],
        ],
        ids=lambda arguments: " ".join(arguments)[:30].encode("ascii", "replace").decode().replace("\x1b", "?"),
    )
    def test_of_records(self, tmp_path, records, arguments, env):
        result = run(
            *(part.replace("{records}", str(records)).replace("{folder}", str(tmp_path)) for part in arguments), env=env
        )
        assert result.stdout or result.stderr
        assert_harmless(result)

    @pytest.mark.parametrize("command", ["annotate", "show", "explain", "meetings"])
    def test_of_articles(self, tmp_path, articles, model, command):
        more = ["-o", str(tmp_path / "out.jsonl")] if command == "annotate" else []
        result = run(command, articles, "--model", model, *more, env={"FORCE_COLOR": "1"})
        assert result.exit_code == Exit.SOME_FAILED
        assert result.stderr.count("failed: ") >= 4
        assert_harmless(result)

    @pytest.mark.parametrize("command", ["annotate", "show", "meetings", "evaluate", "graph", IN_A_NAME], ids=ascii)
    @pytest.mark.parametrize("name", [f"{IN_A_NAME}.jsonl", f"--{IN_A_NAME}", f"a\udce9{IN_A_NAME}.txt"], ids=ascii)
    def test_of_arguments(self, command, name):
        result = run(command, name)
        assert result.exit_code != Exit.OK
        assert_harmless(result)

    def test_of_what_a_pipeline_says_of_itself(self, tmp_path, tiny):
        path = tmp_path / "model"
        tiny.to_disk(path)
        meta = json.loads((path / "meta.json").read_text(encoding="utf8"))
        poisoned = {"author": POISON, "license": POISON, "sources": [{"name": POISON, "license": POISON}, POISON]}
        (path / "meta.json").write_text(json.dumps({**meta, **poisoned}), encoding="utf8")
        result = run("info", "--model", path)
        assert result.exit_code == Exit.OK, result.output
        assert "model author: x" in result.stdout
        assert_harmless(result)

    def test_what_python_prints_of_an_error(self):
        code = (
            "import warnings\nfrom newsnlp.cli.application import show_exceptions_safely\nshow_exceptions_safely()\n"
            f"warnings.warn({IN_A_NAME!r}, stacklevel=1)\nraise ValueError({IN_A_NAME!r} + '\\nb')"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert steering(done.stderr) == []
        assert b"UserWarning: x" in done.stderr
        assert done.stderr.decode("utf8").endswith("[red]\nb\n")


class TestRecordsOnATerminal:
    """What a program reads is written as it is; what a terminal shows has escapes for what would steer it."""

    class Terminal(io.BytesIO):
        def isatty(self) -> bool:
            return True

    def test_the_records_are_the_same(self):
        terminal, file = self.Terminal(), io.BytesIO()
        for stream in (terminal, file):
            Results(stream, None, None).add(hostile_record())
        assert steering(terminal.getvalue()) == []
        assert file.getvalue().decode("utf8") == to_line(hostile_record())
        assert Document.model_validate_json(terminal.getvalue()) == hostile_record()


class TestEveryTerminal:
    """Encodings that lack letters, terminals without colours, narrow ones: a text, and no exception."""

    TEXT = "L’incontro è andato «così»: perché no? – disse Zoë a Škoda, 東京 🙂"

    @pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252", "utf8"])
    def test_as_a_program(self, tmp_path, encoding):
        path = tmp_path / "città.jsonl"
        path.write_text(to_line(Document(id="Škoda", text=self.TEXT)), encoding="utf8")
        env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
        command = [sys.executable, "-m", "newsnlp", "explain", str(path), "--event", "È"]
        done = subprocess.run(command, capture_output=True, env=env, check=False)
        assert done.returncode == Exit.INPUT
        assert b"Traceback" not in done.stderr
        assert b"koda' has no event" in done.stderr
        assert done.stderr.decode(encoding)

    @pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252", "utf8"])
    @pytest.mark.parametrize("width", [40, 80, 120])
    def test_every_width_in_every_encoding(self, tmp_path, encoding, width):
        path = tmp_path / "records.jsonl"
        path.write_text(to_line(hostile_record().model_copy(update={"id": self.TEXT})), encoding="utf8")
        result = CliRunner(charset=encoding).invoke(app, ["show", "--quotes", str(path)], env={"COLUMNS": str(width)})
        assert result.exit_code == Exit.OK, result.exception
        lines = result.stdout_bytes.decode(encoding).splitlines()
        assert max(map(cell_len, lines)) <= width
        assert not steering("\n".join(lines).encode("utf8"))

    @pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {}])
    def test_no_colours_where_none_are_wanted(self, records, env):
        for command in ("explain", "show"):
            assert b"\x1b" not in run(command, records, env=env).stdout_bytes
