"""These tests are of the rules: what they find, before it is weighed against the network."""

from __future__ import annotations

import pytest
from spacy.language import Language

import newsnlp
from newsnlp.annotation.pipeline import DECISION, EVENT_HEADS


@pytest.fixture(scope="package")
def nlp() -> Language:
    """The shipped pipeline without its network for events and without the decision."""
    try:
        return newsnlp.load(disable=[EVENT_HEADS, DECISION])
    except newsnlp.ModelNotFound as error:
        pytest.skip(str(error))
