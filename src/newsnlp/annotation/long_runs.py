"""Runs of marks and emoji without a blank, thousands long, in the time of as many words.

spaCy's tokeniser takes one mark after the other off a run, and looks through what is left of it each time: a run of
4,000 exclamation marks takes it a second, one of 100,000 minutes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.tokens import Doc

# What spaCy has at once of a run. No article has as many marks on end, but as a line between its parts.
LONGEST_RUN = 256
_RUN = re.compile(rf"(?:[^\w\s]|_){{{LONGEST_RUN},}}")


class LongRuns:
    """A tokeniser that hands long runs of marks in pieces to the one that it stands before; else it does nothing."""

    def __init__(self, tokenizer: Callable[[str], Doc]) -> None:
        self.tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        """Return the tokens of a text."""
        cuts = [cut for run in _RUN.finditer(text) for cut in range(run.start() + LONGEST_RUN, run.end(), LONGEST_RUN)]
        if not cuts:
            return self.tokenizer(text)
        pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        joined = Doc.from_docs([self.tokenizer(piece) for piece in pieces], ensure_whitespace=False)
        return joined if joined is not None else self.tokenizer("")

    def __getattr__(self, name: str) -> Any:
        # rules, patterns, saving and loading are those of the tokeniser; while one is unpickled there is none yet
        if name == "tokenizer" or name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.tokenizer, name)

    def __setattr__(self, name: str, value: Any) -> None:
        # `nlp.tokenizer.infix_finditer = ...` is meant for spaCy's tokeniser: kept here it would do nothing
        if name == "tokenizer":
            super().__setattr__(name, value)
        else:
            setattr(self.tokenizer, name, value)
