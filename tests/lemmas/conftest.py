"""A table made by the script of the recipe from words of our own, so that no corpus is needed."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest
import spacy
from lemma_words import text, treebank

from newsnlp.annotation.lemmas.component import LemmaCorrector
from newsnlp.annotation.lemmas.table import LemmaTable

SCRIPTS = Path(__file__).parents[2] / "models" / "it_newsnlp" / "scripts"


@pytest.fixture(scope="session")
def evidence() -> ModuleType:
    return script("lemma_evidence")


@pytest.fixture(scope="session")
def builder() -> ModuleType:
    return script("lemma_table")


def script(name: str) -> ModuleType:
    """Return a script of the training recipe as a module."""
    if str(SCRIPTS) not in sys.path:
        sys.path.append(str(SCRIPTS))
    return importlib.import_module(name)


@pytest.fixture(scope="session")
def table(builder: ModuleType, evidence: ModuleType) -> LemmaTable:
    return builder.make_table(evidence.counted(treebank(evidence)), text(evidence))


@pytest.fixture
def corrector(table: LemmaTable) -> LemmaCorrector:
    return LemmaCorrector(spacy.blank("it").vocab, table)
