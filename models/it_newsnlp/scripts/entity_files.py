"""What the training of entities must not see: the sentences of the evaluation articles and of the dev file."""

from __future__ import annotations

import json
import re
from pathlib import Path

from newsnlp.annotation.scoring import read_iob2

SHORTEST_KEY = 12


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def excluded_text(gold: Path | None, dev: Path) -> str:
    """Return the letters of all articles and dev sentences that must not be trained on."""
    texts = [json.loads(line)["text"] for line in gold.open(encoding="utf8")] if gold else []
    texts += ["".join(words) for words, _ in read_iob2(dev)]
    return "\n".join(letters(text) for text in texts)


def is_in(left_out: str, words: list[str]) -> bool:
    """Say whether a sentence of some length stands in the letters of `excluded_text`."""
    key = letters("".join(words))
    return len(key) >= SHORTEST_KEY and key in left_out
