"""The tokens of a parsed Doc as plain Python objects, read once and shared by the components.

Rules ask the same token for its head, children and morphology hundreds of times; spaCy makes these anew from its
C structs each time. The names here are spaCy's, so a rule reads the same on either.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import compress, count, pairwise, repeat
from math import inf
from typing import Any, NamedTuple, TypeVar
from weakref import ref

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, LEMMA, MORPH, POS, SENT_START
from spacy.lang.lex_attrs import is_punct
from spacy.strings import StringStore
from spacy.tokens import Doc

from newsnlp.annotation.batches import BATCH
from newsnlp.annotation.forest import sound_heads, sound_starts
from newsnlp.annotation.spellings import LEMMAS, LemmaFact, WordFact, columns_of

T = TypeVar("T")
BLANK = WordFact(lambda word: word.text.isspace())
# What a reading depends on; a Doc in which one of these has changed is read again. The text of a Doc never changes, so
# the places of its tokens tell which words they are: all these stand side by side in memory, the words do not.
_READ = [POS, DEP, MORPH, LEMMA, HEAD, SENT_START, IDX]
_STRINGS = 4


class Morph:
    """The morphology of a word; words with the same analysis share it."""

    __slots__ = ("_values", "text")

    def __init__(self, text: str) -> None:
        self.text = text.strip("_")
        pairs = (pair.split("=", 1) for pair in text.split("|") if "=" in pair)
        self._values = {field: values.split(",") for field, values in pairs}

    def __str__(self) -> str:
        return self.text

    def get(self, field: str, default: list[str]) -> list[str]:
        """Return the values of a field ("Number"), `default` where it has none."""
        return self._values.get(field, default)


class Sentence:
    """A sentence: its first token and one past its last."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


class Token:
    """One token: `lefts`, `rights` and `children` are its dependents in order, a root is its own head."""

    __slots__ = (
        "_reach", "children", "dep_", "head", "i", "is_sent_start", "lefts", "lemma_", "lower_", "morph", "pos_",
        "rights", "sent", "text",
    )  # fmt: skip
    children: Sequence[Token]
    head: Token
    lefts: Sequence[Token]
    rights: Sequence[Token]
    sent: Sentence
    is_sent_start: bool

    def __init__(
        self, i: int, text: str, lower: str, pos: str, dep: str, morph: Morph, lemma: str, sent: Sentence, opens: bool
    ) -> None:
        self.i = i
        self.text = text
        self.lower_ = lower
        self.pos_ = pos
        self.dep_ = dep
        self.morph = morph
        self.lemma_ = lemma
        self.sent = sent
        self.is_sent_start = opens
        self.lefts = self.rights = self.children = ()
        self._reach: tuple[int, int] | None = None

    def __repr__(self) -> str:
        return f"Token({self.i}, {self.text!r})"

    @property
    def is_space(self) -> bool:
        """Whether the token is white space."""
        return self.text.isspace()

    @property
    def is_punct(self) -> bool:
        """Whether the token is a mark of punctuation."""
        return is_mark(self.text)

    @property
    def left_edge(self) -> Token:
        """The first token of the subtree."""
        return self._edge(0) if self.children else self

    @property
    def right_edge(self) -> Token:
        """The last token of the subtree."""
        return self._edge(1) if self.children else self

    def _edge(self, side: int) -> Token:
        """Return the first (0) or last (1) token of the subtree.

        What is kept of it is its place: to keep the token itself would make a circle.
        """
        token, place = self, self._extent()[side]
        while token.i != place:
            token = next(child for child in token.children if child._extent()[side] == place)
        return token

    def _extent(self) -> tuple[int, int]:
        """Return the places of the first and the last token of the subtree."""
        if self._reach is None:
            # without recursion: a chain of dependents may be as long as a sentence
            unknown, order = [self], []
            while unknown:
                order.append(unknown.pop())
                unknown += [child for child in order[-1].children if child._reach is None]
            for token in reversed(order):
                reaches = [child._reach or (child.i, child.i) for child in token.children]
                first = min([token.i, *(reach[0] for reach in reaches)])
                token._reach = first, max([token.i, *(reach[1] for reach in reaches)])
        return self._reach or (self.i, self.i)

    @property
    def subtree(self) -> Iterator[Token]:
        """The token with all that depends on it, in order."""
        waiting: list[tuple[Token, bool]] = [(self, False)]
        while waiting:
            token, is_next = waiting.pop()
            if is_next:
                yield token
                continue
            waiting += [(child, False) for child in reversed(token.rights)]
            waiting.append((token, True))
            waiting += [(child, False) for child in reversed(token.lefts)]

    @property
    def ancestors(self) -> Iterator[Token]:
        """The heads above the token, the nearest first."""
        above = self
        while above.head is not above:
            above = above.head
            yield above


class Tokens(list[Token]):
    """The tokens of a Doc; keep them as long as one of them is used, for their links go with them.

    Tokens link to each other in circles, which would wait in millions for a full collection of garbage.

    Attributes:
        texts: the words as written.
        lower: the words in lower case, typographic apostrophes made plain.
        pos: the coarse parts of speech.
        dep: the dependencies.
        heads: the governors, in the same sentence; a root is its own. They are a forest: see `forest`.
        offsets: the first character of every token in the text.
        sentence_starts: the first token of every sentence.
        kept: what was found in these tokens once and may be asked for again, by a key of whoever found it.
    """

    _roots: Sequence[Token] = ()
    _dependents: Sequence[list[Token]] = ()

    def __init__(self, tokens: Iterable[Token], columns: _Columns) -> None:
        super().__init__(tokens)
        self.sentence_starts = columns.sentence_starts
        self.kept: dict[Hashable, Any] = {}
        self.texts = columns.texts
        self.lower = columns.plain
        self.pos = columns.pos
        self.dep = columns.dep
        self.heads = columns.heads
        self.offsets = columns.offsets
        self._words = columns.words
        self._lemmas = columns.lemmas
        self._roots, self._dependents = _link(self, columns.heads)

    def facts(self, of: WordFact[T] | LemmaFact[T]) -> Sequence[T]:
        """Return what a question finds of every word, or of every lemma."""
        return (self._words if isinstance(of, WordFact) else self._lemmas)[of.column]

    def places(self, of: WordFact[T] | LemmaFact[T]) -> list[int]:
        """Return the tokens of which a question finds anything."""
        return list(compress(count(), self.facts(of)))

    def __del__(self) -> None:
        # without these every way along the links ends
        for root in self._roots:
            del root.head
        for dependents in self._dependents:
            dependents.clear()


class _Columns(NamedTuple):
    """What tokens are made of, one list an attribute.

    Attributes:
        plain: the words in lower case with plain apostrophes.
        words: what is known of the words, a column for each question.
        lemmas: the same of the lemmas.
    """

    texts: list[str]
    plain: list[str]
    pos: list[str]
    dep: list[str]
    heads: list[int]
    offsets: list[int]
    sentence_starts: list[int]
    words: Sequence[Sequence[Any]]
    lemmas: Sequence[Sequence[Any]]


@lru_cache(maxsize=4096)
def is_mark(text: str) -> bool:
    """Say whether a word is a mark of punctuation."""
    return bool(is_punct(text))


def root_of(tokens: Sequence[Token]) -> Token:
    """Return the token of a span that heads it: the root of a sentence, else the one nearest to a root."""
    first, last = tokens[0].i, tokens[-1].i
    for token in tokens:
        if token.head is token:
            return token
    outward = [token for token in tokens if not first <= token.head.i <= last]
    if len(outward) < 2:
        return outward[0] if outward else tokens[0]
    return min(outward, key=_depth)


def _depth(token: Token) -> float:
    """Return how many heads stand above a token; a bare mark or white space is the last choice."""
    if not token.children and (token.is_space or is_mark(token.text)):
        return inf
    return sum(1 for _ in token.ancestors)


class _Reading(NamedTuple):
    doc: ref[Doc]
    read: bytes
    tokens: Tokens


# The Docs that were read last, by identity: each component of a pipeline sees a batch of them before the next one does.
# Those that die are forgotten at once. All threads share the readings; each of the steps below is one of Python's own,
# which no other thread can come into, and what is missing, or is of another Doc, is read anew.
MOST_READ = 4 * BATCH
_readings: OrderedDict[int, _Reading] = OrderedDict()


def tokens_of(doc: Doc) -> Tokens:
    """Return the tokens of `doc`, read anew only where the Doc is another one or has changed."""
    table = doc.to_array(_READ)
    read = table.tobytes()
    known = _readings.get(id(doc))
    if known is not None and known.doc() is doc and known.read == read:
        return known.tokens
    tokens = _read(doc, table)
    _keep(doc, read, tokens)
    return tokens


def _keep(doc: Doc, read: bytes, tokens: Tokens) -> None:
    key = id(doc)

    def forget(_: ref[Doc], readings: dict[int, _Reading] = _readings) -> None:
        readings.pop(key, None)

    _readings.pop(key, None)
    if len(_readings) >= MOST_READ:
        with suppress(KeyError):  # others may have emptied it
            _readings.popitem(last=False)
    _readings[key] = _Reading(ref(doc, forget), read, tokens)


def _read(doc: Doc, table: np.ndarray) -> Tokens:
    strings, size = doc.vocab.strings, len(doc)
    pos, dep, morph, lemma = table[:, :_STRINGS].T.tolist()
    offsets, starts, places = table[:, _STRINGS:].T.astype(np.int64)
    starts = sound_starts(starts)
    heads = sound_heads(offsets + np.arange(size), starts)
    words = columns_of(doc)
    lemmas = LEMMAS.columns(strings, lemma)
    opens: list[bool] = (starts == 1).tolist()
    sentence_starts = [i for i, is_start in enumerate(opens) if is_start or not i]
    columns = _Columns(
        texts=list(words[0]),
        plain=list(words[2]),
        pos=_named(strings, pos),
        dep=_rooted(_named(strings, dep), heads),
        heads=heads.tolist(),
        offsets=places.tolist(),
        sentence_starts=sentence_starts,
        words=words,
        lemmas=lemmas,
    )
    made = map(
        Token,
        range(size),
        words[0],
        words[1],
        columns.pos,
        columns.dep,
        _analyses(strings, morph),
        lemmas[0],
        _sentences(sentence_starts, size),
        opens,
    )
    return Tokens(made, columns)


# A code of spaCy is the hash of its string, the same in every pipeline; to look it up there takes ten times as long.
_names: dict[int, str] = {}
_morphs: dict[int, Morph] = {}


def _named(strings: StringStore, codes: Sequence[int]) -> list[str]:
    """Return the names of parts of speech or of dependencies, "" for 0."""
    try:
        return [_names[code] for code in codes]
    except KeyError:  # a name that was not met yet
        _names.update({code: strings[code] if code else "" for code in set(codes)})
    return [_names[code] for code in codes]


# What a root may be called; any other label tells of a governor, and rules would go on to it for ever.
ROOT = "ROOT"
_ROOT_LABELS = frozenset({"", ROOT, "root", "dep"})


def _rooted(labels: list[str], heads: np.ndarray) -> list[str]:
    """Return the dependencies, that of a root changed where it is no root's."""
    for root in np.flatnonzero(heads == np.arange(len(heads))).tolist():
        if labels[root] not in _ROOT_LABELS:
            labels[root] = ROOT
    return labels


def _analyses(strings: StringStore, codes: Sequence[int]) -> list[Morph]:
    """Return the morphology of words by its codes."""
    try:
        return [_morphs[code] for code in codes]
    except KeyError:  # an analysis that was not met yet
        _morphs.update({code: Morph(strings[code] if code else "") for code in {*codes}.difference(_morphs)})
    return [_morphs[code] for code in codes]


def _link(tokens: Sequence[Token], heads: Sequence[int]) -> tuple[list[Token], list[list[Token]]]:
    """Link each token with its head and its dependents; return the roots, and all lists of dependents."""
    roots: list[Token] = []
    lefts: dict[int, list[Token]] = {}
    rights: dict[int, list[Token]] = {}
    for token, head in zip(tokens, heads, strict=True):
        token.head = tokens[head]
        place = token.i
        if head > place:
            lefts.setdefault(head, []).append(token)
        elif head < place:
            rights.setdefault(head, []).append(token)
        else:
            roots.append(token)
    both: list[list[Token]] = []
    for head, children in lefts.items():
        tokens[head].lefts = tokens[head].children = children
    for head, children in rights.items():
        token = tokens[head]
        token.rights = token.children = children
        if token.lefts:
            token.children = [*token.lefts, *children]
            both.append(token.children)
    return roots, [*lefts.values(), *rights.values(), *both]


def _sentences(starts: Sequence[int], count: int) -> Iterator[Sentence]:
    """Yield the sentence of every token."""
    for start, end in pairwise([*starts, count]):
        yield from repeat(Sentence(start, end), end - start)
