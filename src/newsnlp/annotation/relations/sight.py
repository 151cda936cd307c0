"""What the rules of relations see of a Doc: its words, and where the names of its entities stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from newsnlp.annotation import layers
from newsnlp.annotation.layers import EntityItem
from newsnlp.annotation.titles import TitlePhrase, TitleWords, read_titles
from newsnlp.annotation.tokens import Tokens, tokens_of
from newsnlp.lang.it.titles import CONJUNCTIONS, Determiner, determiners

STOPS = frozenset({",", ".", ";", ":", ")", "»", "”", '"', "!", "?", "–", "—", "-", "\n"})


@dataclass(frozen=True, slots=True)
class Found:
    """A relation between two entities: the words that state it, whether it is over, how sure, by which rule."""

    source: int
    target: int
    type: str
    status: str
    words: tuple[int, int]
    rule: str


@dataclass(frozen=True, slots=True)
class Sight:
    """Parallel lists over the tokens of a Doc, and its names.

    Attributes:
        doc: the Doc.
        layer: its entity layer.
        lower: words in lower case with plain apostrophes.
        starts: first token of a name -> one past its last token and its entity.
        ends: one past the last token of a name -> its first token and its entity.
        words: the Doc as the rules of titles read it.
        phrases: first token, determiner left out, -> title phrase.
        tokens: the tokens of the Doc.
        zero: verb -> the entities that are its left-out subject.
    """

    doc: Doc
    layer: list[EntityItem]
    lower: list[str]
    starts: dict[int, tuple[int, int]]
    ends: dict[int, tuple[int, int]]
    words: TitleWords
    phrases: dict[int, TitlePhrase]
    tokens: Tokens
    zero: dict[int, tuple[int, ...]]

    def sentence(self, index: int) -> tuple[int, int]:
        """Return the first and one past the last token of the sentence of a token."""
        sent = self.tokens[index].sent
        return sent.start, sent.end

    def word(self, index: int) -> str:
        """Return the lower-case word at a token, a line break beyond the text."""
        return self.lower[index] if 0 <= index < len(self.lower) else "\n"

    def type_of(self, entity: int) -> str:
        """Return PER, ORG, LOC or MISC."""
        return self.layer[entity]["type"]

    def determiner(self, index: int) -> Determiner | None:
        """Return the determiner or preposition at a token."""
        return determiners().get(self.word(index))

    def is_stop(self, index: int) -> bool:
        """Say whether an apposition may end before a token."""
        return self.word(index) in STOPS or not self.word(index).strip()

    def listed(self, at: int, fits: Callable[[str], bool]) -> tuple[list[int], int]:
        """Return the entities of "A", "A e B", "A, B e C" from token `at`, and where the list ends."""
        found: list[int] = []
        end = at
        while at in self.starts and fits(self.type_of(self.starts[at][1])):
            end, entity = self.starts[at]
            found.append(entity)
            joint = self.word(end)
            at = end + (2 if joint == "," and self.word(end + 1) in CONJUNCTIONS else 1)
            if joint not in {*CONJUNCTIONS, ","}:
                break
        return found, end

    def listed_before(self, end: int, fits: Callable[[str], bool]) -> list[int]:
        """Return the entities of "A", "A e B", "A, B e C" that end before token `end`, in text order."""
        found: list[int] = []
        while end in self.ends and fits(self.type_of(self.ends[end][1])):
            start, entity = self.ends[end]
            found.insert(0, entity)
            if self.word(start - 1) not in {*CONJUNCTIONS, ","}:
                break
            end = start - (2 if self.word(start - 2) == "," else 1)
        return found

    def speaker_at(self, index: int) -> list[int]:
        """Return who speaks the words at a token, nobody where they are told."""
        said = [q for q in layers.quotes(self.doc) if q["content"][0] <= index < q["content"][1] and q["direct"]]
        return [speaker for quote in said[:1] if (speaker := quote["speaker"]) is not None]

    def named_in(self, start: int, end: int, fits: Callable[[str], bool]) -> Iterator[int]:
        """Yield the entities of the names between two tokens, in order."""
        for index in range(start, end):
            if index in self.starts and fits(self.type_of(self.starts[index][1])):
                yield self.starts[index][1]


def open_sight(doc: Doc) -> Sight:
    """Return what the rules see of `doc`."""
    starts: dict[int, tuple[int, int]] = {}
    ends: dict[int, tuple[int, int]] = {}
    layer = layers.entities(doc)
    tokens = tokens_of(doc)
    words, phrases = read_titles(doc, tokens)
    for index, item in enumerate(layer):
        for mention in item["mentions"]:
            if mention["kind"] == "name":
                starts[mention["start"]] = (mention["end"], index)
                ends[mention["end"]] = (mention["start"], index)
    return Sight(
        doc=doc,
        layer=layer,
        lower=words.lower,
        starts=starts,
        ends=ends,
        words=words,
        phrases={phrase.start: phrase for phrase in phrases},
        tokens=tokens,
        zero=layers.zero_subjects(doc),
    )
