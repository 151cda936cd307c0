"""Plurals of meetings that are of two: one with each; talks may be one with all."""

from __future__ import annotations

import pytest
from spacy.language import Language

from newsnlp.annotation import layers


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        ("Aldo Ferrante avrà bilaterali con Karl Weber e Paul Dubois.", 2),
        ("Aldo Ferrante avrà colloqui con Karl Weber e Paul Dubois.", 1),
        ("Aldo Ferrante avrà un bilaterale con Karl Weber.", 1),
    ],
)
def test_bilaterals_are_one_with_each(nlp: Language, text: str, meetings: int) -> None:
    assert sum(event["type"] == "MEETING" for event in layers.events(nlp(text))) == meetings
