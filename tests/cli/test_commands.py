"""The command line: what each command writes, and the exit codes it promises."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

import newsnlp
from newsnlp.cli import Exit, app
from newsnlp.schema import Argument, Document, Event, Failure
from newsnlp.store import read_documents, to_line
from newsnlp.viewing.article import article_view, marked_text

TEXT = "Anna Neri ha incontrato ieri Carlo Bo a Roma.\n\nI due hanno parlato di porti."
COMMANDS = ["annotate", "meetings", "show", "explain", "graph", "export", "evaluate", "info"]


@pytest.fixture(scope="module")
def model(tiny, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("cli") / "model"
    tiny.to_disk(path)
    return str(path)


@pytest.fixture
def article(tmp_path) -> Path:
    path = tmp_path / "vertice.txt"
    path.write_text(TEXT, encoding="utf8")
    return path


@pytest.fixture
def records(tmp_path) -> Path:
    path = tmp_path / "docs.jsonl"
    path.write_text(to_line(meeting()), encoding="utf8")
    return path


def meeting() -> Document:
    text = "Anna Neri ha visto [Ugo] Bo a Roma."

    def span(words: str) -> dict[str, Any]:
        start = text.index(words)
        return {"start": start, "end": start + len(words), "text": words}

    named = [("E1", "PER", "Anna Neri"), ("E2", "PER", "[Ugo] Bo"), ("E3", "LOC", "Roma")]
    entities = [
        {"id": i, "type": kind, "name": name, "mentions": [{**span(name), "kind": "name"}]} for i, kind, name in named
    ]
    event = {
        "id": "V1",
        "type": "MEETING",
        "status": "planned",
        "status_detail": "proposed",
        "mentions": [span("visto")],
        "participants": ["E1", "E2"],
        "agent": ["E2"],
        "place": ["E3"],
        "time": {"start": 0, "end": 4, "text": "Anna", "value": "2024-05"},
        "evidence": [span(text)],
        "rule": "test",
    }
    fields = {"id": "a", "text": text, "entities": entities, "events": [event], "warnings": ["a doubt"]}
    return Document.model_validate(fields)


def treebank(folder: Path) -> Path:
    rows = (
        "1\tAnna\tAnna\tPROPN\tSP\t_\t3\tnsubj\t_\t_",
        "2\tha\tavere\tAUX\tVA\tVerbForm=Fin\t3\taux\t_\t_",
        "3\tparlato\tparlare\tVERB\tV\tVerbForm=Part\t0\troot\t_\tSpaceAfter=No",
        "4\t.\t.\tPUNCT\tFS\t_\t3\tpunct\t_\t_",
    )
    path = folder / "bank.conllu"
    path.write_text("# text = Anna ha parlato.\n" + "\n".join(rows) + "\n\n", encoding="utf8")
    return path


def named(folder: Path) -> Path:
    path = folder / "names.tsv"
    path.write_text("Anna\tB-PER\nparla\tO\na\tO\nRoma\tB-LOC\n.\tO\n\n", encoding="utf8")
    return path


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


class TestAnnotate:
    def test_a_file_becomes_a_record(self, tmp_path, article, model):
        out = tmp_path / "new" / "docs.jsonl"
        result = run("annotate", article, "-o", out, "--model", model, "--published", "2024-05-03")
        assert result.exit_code == Exit.OK, result.output
        (record,) = read_documents(out)
        assert (record.id, record.text, str(record.published)) == ("vertice", TEXT, "2024-05-03")
        assert sorted(path.name for path in out.parent.iterdir()) == ["docs.jsonl"]

    def test_records_are_those_of_the_function(self, tmp_path, article, tiny, model):
        result = run("annotate", article, "--model", model)
        assert result.stdout == to_line(newsnlp.annotate(TEXT, id="vertice", nlp=tiny))

    def test_stdin_to_stdout(self, model):
        line = json.dumps({"id": "x", "text": TEXT})
        result = run("annotate", "-", "--model", model, stdin=line)
        assert result.exit_code == Exit.OK
        assert json.loads(result.stdout)["id"] == "x"

    def test_failures_are_listed_and_the_rest_is_written(self, tmp_path, article, model):
        empty = tmp_path / "empty.txt"
        empty.write_text(" ", encoding="utf8")
        out = tmp_path / "docs.jsonl"
        result = run("annotate", empty, article, "-o", out, "--model", model)
        assert result.exit_code == Exit.SOME_FAILED
        assert "failed: empty (clean): the text is empty" in result.stderr
        assert [record.id for record in read_documents(out)] == ["vertice"]
        failures = tmp_path / "docs.failures.jsonl"
        assert [Failure.model_validate_json(line).id for line in failures.read_text().splitlines()] == ["empty"]
        # Once all goes well, the list of the earlier run is gone.
        assert run("annotate", article, "-o", out, "--model", model).exit_code == Exit.OK
        assert not failures.exists()

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["nosuch.txt"], "cannot read nosuch.txt"),
            (["nosuch.pdf"], "unknown format"),
            (["{article}", "nosuch.txt"], "cannot read nosuch.txt"),
            (["{article}", "-o", "{article}/x.jsonl"], "cannot write"),
            (["{article}", "-o", "{folder}"], "it is a directory"),
            (["{article}", "-o", "{article}"], "is one of the inputs"),
            (["{article}", "--published", "ieri"], "is no date"),
            (["{article}", "--nosuch"], "No such option"),
            ([], "Missing argument"),
        ],
    )
    def test_wrong_usage_stops_before_the_work(self, tmp_path, article, monkeypatch, arguments, told):
        monkeypatch.setattr("newsnlp.workflow.load", lambda model: pytest.fail("the work began"))
        given = [argument.format(article=article, folder=tmp_path) for argument in arguments]
        result = run("annotate", *given)
        assert result.exit_code == Exit.INPUT
        assert told in " ".join(result.stderr.split())
        assert sorted(path.name for path in tmp_path.iterdir()) == ["vertice.txt"]

    @pytest.mark.parametrize(
        "command", [["annotate", "{article}"], ["show", "{article}"], ["explain", "{article}"], ["info"]]
    )
    def test_a_model_that_is_missing_is_told_by_its_exit_code(self, article, command):
        given = [argument.format(article=article) for argument in command]
        result = run(*given, "--model", "it_core_news_nosuch")
        assert result.exit_code == Exit.MODEL
        assert "python -m spacy download it_core_news_nosuch" in result.stderr

    def test_an_output_that_cannot_be_finished_leaves_the_old_one(self, tmp_path, article):
        out = tmp_path / "docs.jsonl"
        out.write_text("old", encoding="utf8")
        assert run("annotate", article, "-o", out, "--model", "nosuch").exit_code == Exit.MODEL
        assert out.read_text(encoding="utf8") == "old"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["docs.jsonl", "vertice.txt"]


class TestSummary:
    def test_counts_and_warnings_by_kind_on_stderr(self, tmp_path, model):
        path = tmp_path / "news.jsonl"
        days = ("ieri", "oggi", "2024-03-14")
        path.write_text("".join(json.dumps({"text": TEXT, "published": day}) + "\n" for day in days), encoding="utf8")
        lines = run("annotate", path, "--model", model, "-o", tmp_path / "out.jsonl").stderr.splitlines()
        assert re.fullmatch(r"3 articles, 0 failed, \d+ meetings?, \d+\.\d s( \(\d+\.\d articles/s\))?", lines[-1]), (
            lines
        )
        assert any(line.startswith("warning: 2 articles: published left out: ... is no date") for line in lines)
        assert any(re.match("warning: 2 articles: no publication date: .* without a value", line) for line in lines)
        assert any(line.startswith("warning: 3 articles: no title") for line in lines)

    def test_quiet_tells_failures_alone(self, tmp_path, article, model):
        empty = tmp_path / "empty.txt"
        empty.write_text(" ", encoding="utf8")
        result = run("annotate", article, empty, "--model", model, "--quiet")
        assert result.stderr.splitlines() == ["failed: empty (clean): the text is empty"]

    def test_limit_stops_reading(self, tmp_path, article, model):
        broken = tmp_path / "broken.jsonl"
        broken.write_text("{no\n" * 3, encoding="utf8")
        result = run("annotate", article, broken, "--model", model, "--limit", "2")
        assert (len(result.stdout.splitlines()), result.stderr.count("failed: ")) == (1, 1)
        assert "2 articles, 1 failed" in result.stderr


class TestFaults:
    """A component that fails costs its article, and shows no trace."""

    @pytest.mark.parametrize("command", ["annotate", "show", "explain"])
    def test_as_a_program(self, article, model, command):
        code = "from newsnlp import cli, workflow\nworkflow.build_document = lambda *args, **more: 1 / 0\ncli.main()\n"
        done = subprocess.run(
            [sys.executable, "-c", code, command, str(article), "--model", model],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == Exit.SOME_FAILED
        assert done.stderr.splitlines()[0] == "failed: vertice (annotate): ZeroDivisionError: division by zero"
        assert "Traceback" not in done.stderr


class TestGraph:
    @pytest.mark.parametrize("name", ["network.graphml", "network.json"])
    def test_the_network_is_written(self, tmp_path, records, name):
        result = run("graph", records, "-o", tmp_path / name)
        assert result.exit_code == Exit.OK, result.output
        names = {data["name"] for _, data in newsnlp.read_graph(tmp_path / name).nodes(data=True)}
        assert names == {"Anna Neri", "[Ugo] Bo", "Roma"}

    def test_records_come_from_stdin_too(self, tmp_path, records):
        result = run("graph", "-", "-o", tmp_path / "n.json", stdin=records.read_text(encoding="utf8"))
        assert result.exit_code == Exit.OK

    @pytest.mark.parametrize(
        ("documents", "output", "told"),
        [
            ("nosuch.jsonl", "n.json", "cannot read"),
            ("docs.jsonl", "n.svg", "no network format has the suffix"),
            ("docs.jsonl", "docs.jsonl/n.json", "cannot write"),
            ("bad.jsonl", "n.json", "bad.jsonl:2: no JSON"),
            ("other.jsonl", "n.json", "other.jsonl holds articles, not records: annotate them first"),
            ("list.jsonl", "n.json", "list.jsonl:1: no annotated article"),
            ("latin.jsonl", "n.json", "latin.jsonl:1: not UTF-8"),
        ],
    )
    def test_bad_records_are_told(self, tmp_path, records, documents, output, told):
        (tmp_path / "bad.jsonl").write_text(records.read_text(encoding="utf8") + "{no\n", encoding="utf8")
        (tmp_path / "other.jsonl").write_text('{"text": "x"}\n', encoding="utf8")
        (tmp_path / "list.jsonl").write_text("[1]\n", encoding="utf8")
        (tmp_path / "latin.jsonl").write_bytes(b'{"text": "\xe8"}\n')
        result = run("graph", tmp_path / documents, "-o", tmp_path / output)
        assert result.exit_code == Exit.INPUT
        assert told in result.stderr
        assert not (tmp_path / "n.json").exists()
        assert not list(tmp_path.glob(".*"))


class TestShow:
    def test_the_article_is_shown(self, article, model):
        result = run("show", article, "--model", model)
        assert result.exit_code == Exit.OK
        assert "Anna Neri ha incontrato ieri Carlo Bo a Roma." in result.stdout

    def test_meetings_are_told_in_a_table(self):
        from rich.console import Console

        console = Console(width=180, record=True, force_terminal=False)
        console.print(article_view(meeting()))
        shown = console.export_text()
        for cell in ("[Ugo] Bo, Anna Neri", "Roma", "2024-05", "planned", "(proposed)", "warning: a doubt"):
            assert cell in shown

    def test_records_are_shown_as_they_are_and_articles_after_them(
        self, tmp_path, records, article, model, monkeypatch
    ):
        result = run("show", records, article, records, "--model", model)
        assert result.exit_code == Exit.OK, result.output
        assert re.findall("─ (vertice|a) ─", result.stdout) == ["a", "vertice", "a"]
        assert result.stdout.count("planned") == 2
        monkeypatch.setattr("newsnlp.workflow.load", lambda model: pytest.fail("the pipeline was loaded"))
        assert re.findall("─ (vertice|a) ─", run("show", records, article, "--limit", "1").stdout) == ["a"]

    def test_files_are_checked_before_the_first_is_shown(self, records):
        result = run("show", records, "nosuch.txt")
        assert (result.exit_code, result.stdout) == (Exit.INPUT, "")

    def test_entities_and_triggers_are_marked(self):
        marked = marked_text(meeting())
        assert marked.plain == meeting().text
        assert {marked.plain[span.start : span.end] for span in marked.spans} == {
            "Anna Neri",
            "[Ugo] Bo",
            "Roma",
            "visto",
        }

    def test_an_article_without_meetings_says_so(self):
        from rich.console import Console

        console = Console(width=80, record=True, force_terminal=False)
        console.print(article_view(Document(id="a", text="Piove.")))
        assert "no meetings" in console.export_text()


class TestExplain:
    def test_records_are_explained_without_a_pipeline(self, records, monkeypatch):
        monkeypatch.setattr("newsnlp.workflow.load", lambda model: pytest.fail("the pipeline was loaded"))
        result = run("explain", records, "--event", "V1")
        assert result.exit_code == Exit.OK, result.output
        assert result.stdout.startswith("V1 MEETING, planned (proposed)")
        assert "[Ugo] Bo (E2)" in result.stdout

    def test_records_come_from_stdin_too(self, records):
        result = run("explain", "-", stdin=records.read_text(encoding="utf8"))
        assert result.exit_code == Exit.OK
        assert "V1 MEETING" in result.stdout

    @pytest.mark.parametrize("stdin", [False, True])
    def test_articles_are_annotated_first(self, article, model, tiny, stdin):
        line = json.dumps({"id": "vertice", "text": TEXT})
        result = run("explain", "-" if stdin else article, "--model", model, stdin=line if stdin else None)
        assert result.exit_code == Exit.OK, result.output
        told = [found.text(width=120) for found in newsnlp.explain(newsnlp.annotate(TEXT, id="vertice", nlp=tiny))]
        assert result.stdout.strip() == "\n\n".join(told or ["no events"])

    def test_several_articles_stand_under_their_ids(self, tmp_path, records):
        second = meeting().model_copy(update={"id": "b", "events": ()})
        both = tmp_path / "both.jsonl"
        both.write_text(to_line(meeting()) + to_line(second), encoding="utf8")
        lines = run("explain", both).stdout.splitlines()
        assert (lines[0], lines[2][:10], lines[-4:]) == ("a", "V1 MEETING", ["b", "", "no events", ""])
        assert run("explain", both, "--event", "V1", "--article", "a").exit_code == Exit.OK

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["{records}", "--event", "V9"], "article 'a' has no event 'V9'; it has V1 (MEETING)"),
            (["{both}", "--event", "V1"], "may be of any of 2 articles; name one with --article: a, b"),
            (["{both}", "--article", "c"], "there is no article 'c'; there are: a, b"),
            (["{both}", "--article", "b", "--event", "V1"], "article 'b' has no event 'V1'; it has no events at all"),
            (["{broken}"], "broken.jsonl:2: no JSON"),
            (["nosuch.jsonl"], "cannot read nosuch.jsonl"),
            (["nosuch.pdf"], "unknown format"),
            (["{records}", "--published", "ieri"], "is no date"),
            ([], "Missing argument"),
        ],
    )
    def test_bad_input_is_told(self, tmp_path, records, arguments, told):
        second = meeting().model_copy(update={"id": "b", "events": ()})
        both, broken = tmp_path / "both.jsonl", tmp_path / "broken.jsonl"
        both.write_text(to_line(meeting()) + to_line(second), encoding="utf8")
        broken.write_text(to_line(meeting()) + "{no\n", encoding="utf8")
        result = run("explain", *(item.format(records=records, both=both, broken=broken) for item in arguments))
        assert result.exit_code == Exit.INPUT
        assert told in " ".join(result.stderr.split())
        assert result.stdout == ""

    def test_an_article_that_fails_is_told_by_the_exit_code(self, tmp_path, model):
        empty = tmp_path / "empty.txt"
        empty.write_text(" ", encoding="utf8")
        result = run("explain", empty, "--model", model)
        assert result.exit_code == Exit.SOME_FAILED
        assert "failed: empty (clean): the text is empty" in result.stderr


class TestMinConfidence:
    """The option of four commands that leaves out what is less sure; `newsnlp.schema.confident_part` has the rules."""

    @pytest.fixture
    def unsure(self, tmp_path) -> Path:
        """A meeting of 0.8, of whose participants the second is less sure, and an article without any."""
        event = meeting().events[0].model_copy(update={"agent": (), "confidence": 0.8})
        words = meeting().entities[1].mentions[0].model_dump(exclude={"kind"})
        second = Argument(**words, role="participants", entity="E2", via="name", path=None, confidence=0.6)
        document = meeting().model_copy(update={"events": (event.model_copy(update={"arguments": (second,)}),)})
        path = tmp_path / "unsure.jsonl"
        path.write_text(to_line(document) + to_line(Document(id="b", text="Piove.")), encoding="utf8")
        return path

    @pytest.mark.parametrize(
        ("least", "names"), [(0, ["Anna Neri", "[Ugo] Bo"]), (0.6, ["Anna Neri", "[Ugo] Bo"]), (0.7, ["Anna Neri"])]
    )
    def test_meetings(self, unsure, least, names):
        result = run("meetings", unsure, "--min-confidence", str(least), "--json")
        assert result.exit_code == Exit.OK, result.output
        assert [found["names"] for found in json.loads(result.stdout)] == [names]

    def test_meetings_that_are_less_sure_are_left_out(self, unsure):
        assert json.loads(run("meetings", unsure, "--min-confidence", "0.81", "--json").stdout) == []

    def test_show(self, unsure):
        assert "[Ugo] Bo, Anna" not in run("show", unsure, "--min-confidence", "0.7").stdout
        assert run("show", unsure, "--min-confidence", "0.7").stdout.count("no meetings") == 1
        assert run("show", unsure, "--min-confidence", "0.9").stdout.count("no meetings") == 2

    def test_graph(self, unsure, tmp_path):
        def met(least: str) -> int:
            result = run("graph", unsure, "-o", tmp_path / "n.json", "--min-confidence", least)
            assert result.exit_code == Exit.OK, result.output
            edges = newsnlp.read_graph(tmp_path / "n.json").edges(data=True)
            return sum(data["type"] == "MET_WITH" for *_, data in edges)

        assert (met("0"), met("0.7"), met("0.9")) == (1, 0, 0)

    def test_annotate(self, article, model, tiny):
        result = run("annotate", article, "--model", model, "--min-confidence", "0.5")
        assert result.exit_code == Exit.OK, result.output
        assert result.stdout == to_line(newsnlp.annotate(TEXT, id="vertice", nlp=tiny, min_confidence=0.5))

    @pytest.mark.parametrize("value", ["-0.1", "1.1", "nan", "inf", "much", ""])
    @pytest.mark.parametrize("command", ["annotate", "meetings", "show", "graph"])
    def test_what_is_no_confidence_stops_before_the_work(self, unsure, tmp_path, monkeypatch, command, value):
        monkeypatch.setattr("newsnlp.workflow.load", lambda model: pytest.fail("the work began"))
        output = ["-o", tmp_path / "n.json"] if command in ("annotate", "graph") else []
        result = run(command, unsure, *output, "--min-confidence", value)
        assert result.exit_code == Exit.INPUT
        assert "Invalid value for '--min-confidence'" in " ".join(result.stderr.split())
        assert (result.stdout, (tmp_path / "n.json").exists()) == ("", False)


class TestEvaluate:
    def test_json_has_the_figures_of_the_function(self, records):
        result = run("evaluate", records, records, "--json")
        assert result.exit_code == Exit.OK
        assert json.loads(result.stdout) == newsnlp.evaluate([meeting()], [meeting()]).figures()

    def test_the_table_has_every_row(self, records):
        result = run("evaluate", records, records)
        assert "1 gold articles, 1 of them annotated" in result.stdout
        for row in newsnlp.evaluate([meeting()], [meeting()]).figures():
            assert row in result.stdout

    def test_gold_texts_are_annotated_where_no_prediction_is_given(self, records, model):
        result = run("evaluate", records, "--model", model, "--json")
        assert result.exit_code == Exit.OK
        assert json.loads(result.stdout)["names"]["n"] == 3

    def test_a_treebank_scores_the_pipeline(self, tmp_path, model):
        result = run("evaluate", treebank(tmp_path), "--model", model, "--json")
        assert result.exit_code == Exit.OK, result.output
        figures = json.loads(result.stdout)
        assert set(figures) == {"uas", "las", "upos", "morph", "lemma", "verb_lemma", "sentences"}
        assert all(0 <= share <= 1 for share in figures.values())

    def test_named_entities_score_the_pipeline(self, tmp_path, model):
        result = run("evaluate", named(tmp_path), "--model", model)
        assert result.exit_code == Exit.OK, result.output
        for row in ("entities, F1", "entities PER, F1", "tokens, F1", "tokens LOC, F1"):
            assert row in result.stdout

    @pytest.mark.parametrize(
        ("name", "text", "told"),
        [
            ("gold.txt", "Roma", "unknown format; use .jsonl (records), .conllu (treebank) or .tsv"),
            ("gold.conllu", "", "not CoNLL-U"),
            ("gold.conllu", "Anna\tparla\n", "not CoNLL-U"),
            ("gold.tsv", "", "no sentence found; a word, a tab and an IOB2 tag"),
            ("gold.tsv", "Anna B-PER\n", "gold.tsv:1: 'Anna B-PER' is not a word, a tab and an IOB2 tag"),
            ("gold.tsv", None, "cannot read"),
        ],
    )
    def test_files_of_another_form_are_told(self, tmp_path, model, name, text, told):
        path = tmp_path / name
        if text is not None:
            path.write_text(text, encoding="utf8")
        result = run("evaluate", path, "--model", model)
        assert result.exit_code == Exit.INPUT
        assert told in " ".join(result.stderr.split())

    @pytest.mark.parametrize("together", ["1", "2", "20"])
    def test_sentences_are_read_together_or_apart(self, tmp_path, model, together):
        path = tmp_path / "names.tsv"
        path.write_text(named(tmp_path).read_text(encoding="utf8") * 3, encoding="utf8")
        result = run("evaluate", path, "--model", model, "--json", "--together", together)
        assert result.exit_code == Exit.OK, result.output
        assert json.loads(result.stdout) == json.loads(run("evaluate", path, "--model", model, "--json").stdout)

    @pytest.mark.parametrize(
        ("name", "together", "told"),
        [("names.tsv", "0", "0 sentences cannot make a document"), ("gold.jsonl", "5", "for .tsv files alone")],
    )
    def test_documents_that_cannot_be_are_told(self, tmp_path, model, name, together, told):
        named(tmp_path)
        result = run("evaluate", tmp_path / name, "--model", model, "--together", together)
        assert result.exit_code == Exit.INPUT
        assert told in " ".join(result.stderr.split())

    def test_records_are_no_answer_of_a_pipeline(self, tmp_path, records, model):
        result = run("evaluate", named(tmp_path), records, "--model", model)
        assert result.exit_code == Exit.INPUT
        assert "a pipeline is scored (--model), not records" in result.stderr

    def test_a_pipeline_without_the_component_is_told(self, tmp_path, make_pipeline):
        make_pipeline(without=("ner",)).to_disk(tmp_path / "model")
        result = run("evaluate", named(tmp_path), "--model", tmp_path / "model")
        assert result.exit_code == Exit.MODEL
        assert "no entity recogniser" in result.stderr

    def test_gold_that_is_missing_is_told(self):
        assert run("evaluate", "nosuch.jsonl").exit_code == Exit.INPUT


class TestInfo:
    def test_versions_and_licences(self, model):
        result = run("info", "--model", model)
        assert result.exit_code == Exit.OK
        for told in (f"newsnlp: {newsnlp.__version__} (MIT)", "spaCy: ", "model: it_core_news_test", "model licence: "):
            assert told in result.stdout


class TestHelp:
    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_tells_its_options_and_the_exit_codes(self, command):
        result = run(command, "--help")
        assert result.exit_code == Exit.OK
        shown = " ".join(result.stdout.replace("│", " ").split())
        assert "Exit codes: 0 all went well; 1 some articles could not be annotated" in shown
        assert "2 wrong usage" in shown
        assert "3 the trained pipeline is missing" in shown
        assert f"Example: newsnlp {command}" in shown

    def test_the_commands_are_the_functions(self):
        shown = run("--help").stdout
        assert all(command in shown for command in COMMANDS)

    def test_no_arguments_are_a_question_for_help(self):
        assert "Commands" in run().output

    @pytest.mark.parametrize("option", ["--version", "-V"])
    def test_the_version(self, option):
        assert run(option).stdout == f"newsnlp {newsnlp.__version__}\n"

    def test_it_runs_as_a_program(self):
        command = [sys.executable, "-m", "newsnlp", "annotate", "nosuch.txt"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == Exit.INPUT
        assert done.stderr.strip() == "error: cannot read nosuch.txt: No such file or directory"


def test_events_of_other_types_are_no_meetings():
    other = meeting().events[0].model_copy(update={"type": "VISIT"})
    assert isinstance(other, Event)
    document = meeting().model_copy(update={"events": (other,)})
    from rich.console import Console

    console = Console(width=80, record=True, force_terminal=False)
    console.print(article_view(document))
    assert "no meetings" in console.export_text()
