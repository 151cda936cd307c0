"""What pyproject.toml declares has lowest versions, which `make test-lowest` can install."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from spacy.util import is_compatible_version

ROOT = Path(__file__).parents[1]


def lowest(pyproject: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "tools" / "lowest.py"), str(pyproject)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_every_dependency_has_a_lowest_version() -> None:
    done = lowest(ROOT / "pyproject.toml")
    assert done.returncode == 0, done.stderr
    for line in done.stdout.splitlines():
        name, bound = line.split("==")
        assert is_compatible_version(version(name), f">={bound}"), line


@pytest.mark.parametrize("dependency", ["spacy", "spacy<3.9", "spacy~=3.8", "spacy==3.8.7"])
def test_one_without_is_told(dependency: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[project]\ndependencies = [{dependency!r}]\n", encoding="utf8")
    done = lowest(tmp_path / "pyproject.toml")
    assert done.returncode != 0
    assert dependency in done.stderr
