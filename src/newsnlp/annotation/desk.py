"""Docs that leave nothing behind: the words of articles go into a vocabulary apart, which is renewed when it is full.

spaCy keeps every word that a pipeline has ever met. For a user's own Docs that is right, for they look their words up
there; of an article that becomes a record nothing is needed afterwards. (spaCy's memory zones forget words as well, but
a zone holds for a whole vocabulary: another thread that makes a Doc meanwhile would lose its words with the zone.)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

from newsnlp.annotation.long_runs import LongRuns

# A vocabulary that has met so many more words than it began with is renewed. They take 8 MB; to renew it takes 0.15 s
# and the common words once more, which is two percent of the time for articles that have 50 words each that are new.
MOST_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Desk:
    """A vocabulary apart, and a tokeniser for it that does what the pipeline's does.

    Attributes:
        vocab: the vocabulary.
        tokenizer: makes Docs of it.
        first: how many words it began with.
        parts: what of the pipeline it was made for; where that changes, the desk is no longer right.
        rules: special cases of the tokeniser, likewise.
    """

    vocab: Vocab
    tokenizer: Callable[[str], Doc]
    first: int
    parts: tuple[object, ...]
    rules: dict[str, Any]

    def serves(self, nlp: Language, tokenizer: Tokenizer) -> bool:
        """Say whether the desk has room and the pipeline is as it was."""
        if len(self.vocab) - self.first > MOST_WORDS:
            return False
        parts = _parts(nlp, tokenizer)
        same = len(parts) == len(self.parts) and all(a is b for a, b in zip(parts, self.parts, strict=True))
        return same and self.rules == tokenizer.rules


# One desk a pipeline. Threads that find none at the same time make one each; the last one stays, all are right.
_desks: WeakKeyDictionary[Language, Desk] = WeakKeyDictionary()


def doc_maker(nlp: Language) -> Callable[[str], Doc]:
    """Return what makes Docs of texts for `nlp`, whose words are forgotten some time after the last of these Docs is.

    The Docs that it makes have one vocabulary, so a batch of them can go through the pipeline together. It is the
    pipeline's own where that has components of others, which may write what only their own vocabulary knows.
    """
    # what stands before spaCy's tokeniser is put before that of the desk as well
    tokenizer = nlp.tokenizer.tokenizer if isinstance(nlp.tokenizer, LongRuns) else nlp.tokenizer
    if type(tokenizer) is not Tokenizer or not all(hasattr(pipe, "declare") for _, pipe in nlp.pipeline):
        return cast("Callable[[str], Doc]", nlp.make_doc)
    desk = _desks.get(nlp)
    if desk is None or not desk.serves(nlp, tokenizer):
        desk = _desks[nlp] = _new_desk(nlp, tokenizer)
    return desk.tokenizer


def _new_desk(nlp: Language, given: Tokenizer) -> Desk:
    parts = _parts(nlp, given)
    rules = dict(given.rules)
    model: Any = nlp.vocab  # spaCy's stubs lack the attributes
    vocab = Vocab(
        lex_attr_getters=dict(model.lex_attr_getters),
        writing_system=model.writing_system,
        get_noun_chunks=model.get_noun_chunks,
    )
    for _, pipe in nlp.pipeline:
        pipe.declare(vocab)  # type: ignore[attr-defined]  # `doc_maker` has looked
    tokenizer = Tokenizer(
        vocab,
        rules=rules,
        prefix_search=given.prefix_search,
        suffix_search=given.suffix_search,
        infix_finditer=given.infix_finditer,
        token_match=given.token_match,
        url_match=given.url_match,
        faster_heuristics=given.faster_heuristics,
        max_cache_size=given.max_cache_size,
    )
    made = LongRuns(tokenizer) if isinstance(nlp.tokenizer, LongRuns) else tokenizer
    return Desk(vocab, made, len(vocab), parts, rules)


def _parts(nlp: Language, tokenizer: Tokenizer) -> tuple[object, ...]:
    """Return what a desk depends on, besides the special cases of the tokeniser: it is replaced where it changes."""
    vocab: Any = nlp.vocab  # spaCy's stubs lack the attribute
    getters = vocab.lex_attr_getters
    expressions = (
        tokenizer.prefix_search,
        tokenizer.suffix_search,
        tokenizer.infix_finditer,
        tokenizer.token_match,
        tokenizer.url_match,
        tokenizer.faster_heuristics,
    )
    pipes = (part for _, pipe in nlp.pipeline for part in (pipe, getattr(pipe, "settings", None)))
    return (nlp.tokenizer, tokenizer, *expressions, *getters, *getters.values(), *pipes)
