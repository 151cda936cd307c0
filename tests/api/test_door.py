"""The public door: small, cheap to open, and what it says it is."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import newsnlp

LIMIT_S = 0.3


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_all_is_what_is_visible():
    visible = {name for name in dir(newsnlp) if not name.startswith("_")}
    assert visible == set(newsnlp.__all__)
    assert newsnlp.__all__ == sorted(newsnlp.__all__)


@pytest.mark.parametrize("name", newsnlp.__all__)
def test_every_name_can_be_had_and_is_documented(name):
    assert inspect.getdoc(getattr(newsnlp, name))


def test_all_errors_have_one_base():
    errors = [getattr(newsnlp, name) for name in newsnlp.__all__ if inspect.isclass(getattr(newsnlp, name))]
    raised = [error for error in errors if issubclass(error, Exception)]
    assert len(raised) == 13
    assert all(issubclass(error, newsnlp.NewsnlpError) for error in raised)


def test_names_that_are_not_there_are_told():
    with pytest.raises(AttributeError, match="annotaet"):
        newsnlp.annotaet  # noqa: B018


def test_import_brings_nothing_heavy():
    loaded = run("import sys, newsnlp; print(*sys.modules)").split()
    heavy = {"spacy", "pydantic", "networkx", "numpy", "typer", "rich", "sqlalchemy"}
    assert heavy.isdisjoint(loaded)


def test_import_takes_no_time():
    timed = "import time; s = time.perf_counter(); import newsnlp; print(time.perf_counter() - s)"
    assert min(float(run(timed)) for _ in range(3)) < LIMIT_S


def test_the_command_line_opens_without_spacy():
    assert "spacy" not in run("import sys, newsnlp.cli; print(*sys.modules)").split()


def test_the_version_is_that_of_the_package():
    from importlib.metadata import version

    assert newsnlp.__version__ == version("newsnlp")
