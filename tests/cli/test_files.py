"""What commands write and what they leave alone."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from newsnlp.cli import Exit, app
from newsnlp.cli.results import TOLD, results_to
from newsnlp.schema import Document, Failure
from newsnlp.store import to_line

TEXT = "Anna Neri ha incontrato ieri Carlo Bo a Roma."
FAILURE = Failure(id="x", stage="clean", reason="the text is empty").model_dump_json() + "\n"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and devices of POSIX")


@pytest.fixture(scope="module")
def model(tiny, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("files") / "model"
    tiny.to_disk(path)
    return str(path)


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """The working folder: an article, a record."""
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + "\n", encoding="utf8")
    Path("docs.jsonl").write_text(to_line(Document(id="d", text="Piove.")), encoding="utf8")
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


class TestInputsStay:
    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ("annotate a.jsonl -o a.jsonl", "the output a.jsonl is one of the inputs"),
            ("annotate docs.jsonl a.jsonl -o ./a.jsonl", "the output ./a.jsonl is one of the inputs"),
            ("annotate a.jsonl -o link.jsonl", "the output link.jsonl is one of the inputs (a.jsonl)"),
            ("annotate hard.jsonl -o a.jsonl", "the output a.jsonl is one of the inputs (hard.jsonl)"),
            ("annotate b.failures.jsonl -o b.jsonl", "the list of failures b.failures.jsonl is one of the inputs"),
            ("annotate c.failures.jsonl -o c.jsonl", "the list of failures c.failures.jsonl is one of the inputs"),
            ("annotate a.jsonl -o b.jsonl", "b.failures.jsonl, where articles that fail are listed, holds something"),
            ("annotate a.jsonl --model m -o m/meta.json", "the output m/meta.json lies in m, which is read"),
            ("annotate a.jsonl -o", "requires an argument"),
            ("graph docs.json -o docs.json", "the output docs.json is one of the inputs"),
            ("graph docs.json -o network.json", "the output network.json is one of the inputs (docs.json)"),
        ],
    )
    def test_nothing_is_written_over_what_is_read(self, folder, monkeypatch, arguments, told):
        monkeypatch.setattr("newsnlp.workflow.load", lambda model: pytest.fail("the work began"))
        Path("link.jsonl").symlink_to("a.jsonl")
        os.link("a.jsonl", "hard.jsonl")
        Path("b.failures.jsonl").write_bytes(Path("a.jsonl").read_bytes())
        Path("c.failures.jsonl").symlink_to("a.jsonl")
        Path("docs.json").write_bytes(Path("docs.jsonl").read_bytes())
        Path("network.json").symlink_to("docs.json")
        Path("m").mkdir()
        before = contents(folder)
        result = run(*arguments.split())
        assert result.exit_code == Exit.INPUT
        assert told in " ".join(result.stderr.split())
        assert contents(folder) == before
        assert Path("link.jsonl").is_symlink()

    @pytest.mark.parametrize(
        "command", ["annotate a.jsonl", "show a.jsonl", "meetings docs.jsonl", "evaluate docs.jsonl"]
    )
    def test_standard_output_is_no_input(self, folder, command):
        # `>> a.jsonl` would be read again as soon as it is written.
        name = command.split()[1]
        before = contents(folder)
        with Path(name).open("ab") as stream:
            arguments = [sys.executable, "-m", "newsnlp", *command.split()]
            done = subprocess.run(arguments, stdout=stream, stderr=subprocess.PIPE, text=True, check=False)
        assert done.stderr == f"error: standard output is one of the inputs ({name}): write to another file\n"
        assert done.returncode == Exit.INPUT
        assert contents(folder) == before

    @pytest.mark.parametrize("command", ["annotate .", "show .", "show *.jsonl", "meetings .", "explain ."])
    def test_standard_output_is_no_file_of_a_folder_that_is_read(self, folder, command):
        before = contents(folder)
        with Path("a.jsonl").open("ab") as stream:
            arguments = [sys.executable, "-m", "newsnlp", *command.split()]
            done = subprocess.run(arguments, stdout=stream, stderr=subprocess.PIPE, text=True, check=False)
        assert done.stderr == "error: standard output is one of the inputs (a.jsonl): write to another file\n"
        assert done.returncode == Exit.INPUT
        assert contents(folder) == before

    def test_an_article_may_be_written_beside_itself(self, folder, model):
        assert run("annotate", "a.jsonl", "-o", "b.jsonl", "--model", model).exit_code == Exit.OK
        assert sorted(contents(folder)) == ["a.jsonl", "b.jsonl", "docs.jsonl"]


class TestListsOfFailures:
    @pytest.mark.parametrize("earlier", ["", FAILURE, FAILURE * 3])
    def test_the_list_of_an_earlier_run_goes(self, folder, model, earlier):
        Path("out.failures.jsonl").write_text(earlier, encoding="utf8")
        assert run("annotate", "a.jsonl", "-o", "out.jsonl", "--model", model).exit_code == Exit.OK
        assert not Path("out.failures.jsonl").exists()

    @pytest.mark.parametrize("others", ["{}\n", FAILURE + '{"id": "a", "text": "b"}\n', "notes", "[1]", "\n", '"id"'])
    def test_another_file_of_that_name_stays(self, folder, others):
        Path("out.failures.jsonl").write_text(others, encoding="utf8")
        result = run("annotate", "a.jsonl", "-o", "out.jsonl", "--model", "nosuch")
        assert result.exit_code == Exit.INPUT
        assert "holds something else: move it away" in " ".join(result.stderr.split())
        assert Path("out.failures.jsonl").read_text(encoding="utf8") == others

    def test_a_link_to_the_list_stays_a_link(self, folder, model):
        Path("old").write_text(FAILURE, encoding="utf8")
        Path("out.failures.jsonl").symlink_to("old")
        assert run("annotate", "a.jsonl", "-o", "out.jsonl", "--model", model).exit_code == Exit.OK
        assert Path("out.failures.jsonl").is_symlink()
        assert not Path("old").exists()

    def test_a_run_that_stops_leaves_the_list_of_the_earlier_one(self, folder):
        Path("out.failures.jsonl").write_text(FAILURE, encoding="utf8")
        assert run("annotate", "a.jsonl", "-o", "out.jsonl", "--model", "nosuch").exit_code == Exit.MODEL
        assert Path("out.failures.jsonl").read_text(encoding="utf8") == FAILURE
        assert sorted(contents(folder)) == ["a.jsonl", "docs.jsonl", "out.failures.jsonl"]

    def test_a_name_that_is_too_long_with_its_ending_is_told_first(self, folder, monkeypatch):
        monkeypatch.setattr("newsnlp.workflow.load", lambda model: pytest.fail("the work began"))
        result = run("annotate", "a.jsonl", "-o", "n" * 249 + ".jsonl")
        assert result.exit_code == Exit.INPUT
        assert "n.failures.jsonl: File name too long" in result.stderr
        assert sorted(contents(folder)) == ["a.jsonl", "docs.jsonl"]

    def test_a_folder_of_that_name_is_told_first(self, folder, monkeypatch):
        monkeypatch.setattr("newsnlp.workflow.load", lambda model: pytest.fail("the work began"))
        Path("out.failures.jsonl").mkdir()
        result = run("annotate", "a.jsonl", "-o", "out.jsonl")
        assert result.exit_code == Exit.INPUT
        assert "cannot write out.failures.jsonl: it is a directory" in result.stderr

    def test_the_first_are_told_and_all_are_listed(self, folder, model):
        count = TOLD + 5
        empty = "".join(json.dumps({"id": str(number), "text": ""}) + "\n" for number in range(count))
        Path("many.jsonl").write_text(empty + Path("a.jsonl").read_text(encoding="utf8"), encoding="utf8")
        result = run("annotate", "many.jsonl", "-o", "out.jsonl", "--model", model, "--quiet")
        assert result.exit_code == Exit.SOME_FAILED
        lines = result.stderr.strip().splitlines()
        assert lines[0] == "failed: 0 (clean): the text is empty"
        assert lines[-1] == f"failed: 5 more; all {count} are listed in out.failures.jsonl"
        assert len(lines) == TOLD + 1
        listed = Path("out.failures.jsonl").read_text(encoding="utf8").splitlines()
        assert [Failure.model_validate_json(line).id for line in listed] == list(map(str, range(count)))
        assert len(Path("out.jsonl").read_text(encoding="utf8").splitlines()) == 1

    def test_failures_are_not_held_in_memory(self, folder):
        failure = Failure(id="x" * 1000, stage="clean", reason="the text is empty")
        tracemalloc.start()
        with results_to("out.jsonl") as results:
            for _ in range(20_000):
                results.add(failure.model_copy(update={"id": failure.id + "y"}))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert results.failed == 20_000
        assert os.path.getsize("out.failures.jsonl") > 20_000_000
        assert peak < 2_000_000

    def test_all_are_told_where_no_file_is_beside(self, folder, model):
        Path("many.jsonl").write_text('{"text": ""}\n' * (TOLD + 5), encoding="utf8")
        result = run("annotate", "many.jsonl", "--model", model)
        assert result.exit_code == Exit.SOME_FAILED
        assert result.stderr.count("failed: ") == TOLD + 5


class TestInputsThatBreak:
    def test_the_others_go_on(self, folder, model):
        try:
            Path("/proc/self/mem").open("rb").close()
        except OSError:
            pytest.skip("no file here that can be opened and not be read")
        Path("broken.jsonl").symlink_to("/proc/self/mem")
        result = run("annotate", "broken.jsonl", "a.jsonl", "-o", "out.jsonl", "--model", model)
        assert result.exit_code == Exit.SOME_FAILED
        assert "failed: broken.jsonl:1 (read): cannot be read on from here: Input/output error" in result.stderr
        assert [json.loads(line)["id"] for line in Path("out.jsonl").read_text(encoding="utf8").splitlines()] == ["a"]


class TestOutputs:
    def test_devices_stay_and_have_no_list_beside_them(self, folder, model):
        try:
            os.mknod("null.jsonl", stat.S_IFCHR | 0o666, os.makedev(1, 3))
        except PermissionError:
            pytest.skip("only root makes device nodes")
        Path("empty.txt").write_bytes(b" ")
        result = run("annotate", "a.jsonl", "empty.txt", "-o", "null.jsonl", "--model", model)
        assert result.exit_code == Exit.SOME_FAILED
        assert stat.S_ISCHR(os.stat("null.jsonl").st_mode)
        assert not Path("null.failures.jsonl").exists()
        assert "failed: empty (clean)" in result.stderr

    @pytest.mark.parametrize("command", ["annotate a.jsonl -o full.jsonl", "graph docs.jsonl -o full.json"])
    def test_a_disk_that_is_full(self, folder, model, command):
        name = command.split()[-1]
        try:
            os.mknod(name, stat.S_IFCHR | 0o666, os.makedev(1, 7))
        except PermissionError:
            pytest.skip("only root makes device nodes")
        more = ["--model", model] if command.startswith("annotate") else []
        result = run(*command.split(), *more)
        assert result.exit_code == Exit.INPUT
        assert f"error: cannot write {name}: No space left on device" in result.stderr

    @pytest.mark.parametrize("command", ["annotate a.jsonl -o", "graph docs.jsonl -o"])
    @pytest.mark.parametrize("name", ["out.json", "new/out.json", "link.json", "with\nbreak.json", "\udce8.json"])
    def test_names_of_all_kinds(self, folder, model, command, name):
        Path("link.json").symlink_to("target.json")
        more = ["--model", model] if command.startswith("annotate") else []
        result = run(*command.split(), name, *more)
        assert result.exit_code == Exit.OK, result.output
        assert os.path.getsize(name) > 10
        assert Path("link.json").is_symlink()

    @pytest.mark.parametrize(
        ("name", "told"),
        [("", "without a name"), ("out/", "it names a directory"), (".", "it is a directory")],
    )
    def test_names_of_no_file(self, folder, name, told):
        result = run("annotate", "a.jsonl", "-o", name)
        assert result.exit_code == Exit.INPUT
        assert told in result.stderr
