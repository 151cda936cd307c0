"""Starting stays cheap: nothing is read or made beforehand that an article may not need."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

import spacy.util

import newsnlp

# Beside importing spaCy alone, of which nobody can take anything away; it was 4.2 when all forms of verbs were listed.
MOST_OF_SPACY = 2.4
ROUNDS = 3


def seconds(code: str) -> float:
    """Return the processor time of a process that runs some code, the least of some rounds."""
    found = []
    for _ in range(ROUNDS + 1):  # the first may have to compile modules
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"OMP_NUM_THREADS": "1"})
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(found[1:])


def test_loading_takes_little_more_than_importing_spacy() -> None:
    if not spacy.util.is_package("it_newsnlp"):
        raise newsnlp.ModelNotFound("the trained pipeline is not installed")
    ratio = seconds("import newsnlp; newsnlp.load()") / seconds("import spacy")
    assert ratio < MOST_OF_SPACY
