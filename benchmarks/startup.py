"""What it costs to start: processor time of whole processes, each beside that of importing spaCy alone.

usage: python benchmarks/startup.py [--rounds 5]

The least of the rounds counts, for nothing makes a process faster than it is. The first round, which writes the
bytecode of modules that have none, is not counted; with PYTHONDONTWRITEBYTECODE set, every process
compiles newsnlp anew.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ARTICLE = (
    "LUBIANA - Il ministro degli Esteri Carlo Ferri ha incontrato ieri la premier slovena Ana Novak. "
    "Domani vedrà a Vienna il cancelliere Karl Huber."
)
BESIDE = "import spacy"


def processes(article: Path) -> dict[str, list[str]]:
    """Return name -> arguments of Python."""
    return {
        BESIDE: ["-c", "import spacy"],
        "import newsnlp": ["-c", "import newsnlp"],
        "newsnlp --help": ["-m", "newsnlp", "--help"],
        "newsnlp.load()": ["-c", "import newsnlp; newsnlp.load()"],
        "load and one article": ["-c", f"import newsnlp; newsnlp.annotate({ARTICLE!r})"],
        "newsnlp show": ["-m", "newsnlp", "show", str(article), "--published", "2024-05-02"],
    }


def seconds(arguments: Sequence[str]) -> float:
    """Return the processor time of a new Python, user and system together."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)  # noqa: S603 - this Python
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "article.txt"
        article.write_text(ARTICLE, encoding="utf8")
        todo = processes(article)
        found = {name: [seconds(arguments)] for name, arguments in todo.items()}
        for _ in range(rounds):
            for name, arguments in todo.items():
                found[name].append(seconds(arguments))
    least = {name: min(values[1:]) for name, values in found.items()}
    for name, value in least.items():
        print(f"{name:22}{value:7.2f} s   {value / least[BESIDE]:5.2f} of {BESIDE}")


if __name__ == "__main__":
    main()
