"""A gold article beside what the pipeline sees of it; a module of its own, so that any step can read files of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from newsnlp import Document
from newsnlp.annotation import layers
from newsnlp.annotation.decision.facts import Article
from newsnlp.neural.event_heads import inputs


@dataclass
class GoldEvent:
    """An event as it should be found; entities are indices of the pipeline's own."""

    type: str
    status: str
    triggers: list[int]
    roles: dict[str, set[int]]
    time: str | None


@dataclass
class Example:
    """An article: what the network sees of it, what the rules say, and what is right."""

    id: str
    column: str
    text: inputs.EventText
    vectors: np.ndarray
    events: list[layers.EventItem]
    gold: list[GoldEvent]
    article: Article
    spans: list[tuple[int, int]]
    document: Document
    predicted: Document
