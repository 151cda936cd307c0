"""What the entity rules need to know of each token, read from the Doc once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from newsnlp.annotation.spellings import WordFact
from newsnlp.annotation.titles.words import TITLE_OPENER
from newsnlp.annotation.tokens import BLANK, tokens_of
from newsnlp.lang.it.names import fold


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists over the tokens of a Doc.

    Attributes:
        text: the words as written.
        lower: the words in lower case, typographic apostrophes made plain.
        folded: the words in lower case without accents.
        upper: whether the word begins with a capital or a digit.
        opens: whether the word is the first of a sentence, quotation marks passed over.
        space: whether the token is white space.
        pos: coarse part of speech, "" where the Doc carries none.
        openers: tokens at which a title may begin.
    """

    text: list[str]
    lower: list[str]
    folded: list[str]
    upper: list[bool]
    opens: list[bool]
    space: list[bool]
    pos: list[str]
    openers: Sequence[int]


def read_words(doc: Doc) -> Words:
    """Return the word lists of `doc`."""
    tokens = tokens_of(doc)
    space = list(tokens.facts(BLANK))
    text = tokens.texts
    return Words(
        text=text,
        lower=tokens.lower,
        folded=list(tokens.facts(_FOLDED)),
        upper=list(tokens.facts(_CAPITAL)),
        opens=_openers(text, space, [token.is_sent_start for token in tokens]),
        space=space,
        pos=tokens.pos,
        openers=tokens.places(TITLE_OPENER),
    )


_FOLDED = WordFact(lambda word: fold(word.text))
_CAPITAL = WordFact(lambda word: word.text[:1].isupper() or word.text[:1].isdigit())

_SENTENCE_END = frozenset(".!?…:;")


def _openers(text: list[str], space: list[bool], starts: list[bool]) -> list[bool]:
    """Return which words open a sentence, or follow its final mark where the Doc has no sentences."""
    opens = [False] * len(text)
    pending = True
    for index, word in enumerate(text):
        if space[index]:
            pending = pending or "\n" in word
            continue
        pending = pending or starts[index]
        if word[0].isalnum():
            opens[index] = pending
            pending = False
        elif word in _SENTENCE_END or word in {"«", "“", '"'}:
            pending = True
    return opens
