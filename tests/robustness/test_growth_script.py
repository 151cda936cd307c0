"""The benchmark of growth runs; how fast anything grows is measured by it, not here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "growth.py", "--smallest", "600", "--sizes", "2", *arguments]
    environment = dict(os.environ)
    return subprocess.run(command, cwd=BENCHMARKS, capture_output=True, text=True, check=False, env=environment)


def test_a_shape_is_measured_and_judged(nlp):
    passed = run("--limit", "9", "articles")
    assert passed.returncode == 0, passed.stderr
    assert "articles" in passed.stdout
    failed = run("--limit", "-9", "articles")
    assert failed.returncode == 1
    assert "faster than with exponent -9" in failed.stdout


def test_a_shape_that_is_none_is_told():
    told = run("no such shape")
    assert told.returncode == 2
    assert "no such shape" in told.stderr
