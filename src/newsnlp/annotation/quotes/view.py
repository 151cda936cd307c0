"""An article as the quote rules see it: words, quoted stretches, sentences, and who stands where. Offsets in tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from newsnlp.annotation import layers
from newsnlp.annotation.quotes.dashes import dash_speech
from newsnlp.annotation.quotes.marks import OPENING, Marked, find_marked
from newsnlp.annotation.spellings import WordFact
from newsnlp.annotation.tokens import Tokens, tokens_of

TERMINAL = frozenset({".", "!", "?", "…", "...", "?!", "!?", "!!!"})
# What goes on for so many words without a full stop is parted where the parser parts it, else after twice as many: what
# a rule looks through to the end of a sentence is then no whole text.
LONGEST_SENTENCE = 300


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted stretch: opening mark from `open`, content `start`:`end`, `close` is one past the closing mark."""

    open: int
    start: int
    end: int
    close: int
    closed: bool


class View:
    """One Doc with everything that the rules ask for more than once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens = tokens_of(doc)
        self.words = self.tokens.lower
        self.tagged = doc.has_annotation("POS")
        self.pos = self.tokens.pos if self.tagged else [""] * len(doc)
        self.parsed = doc.has_annotation("DEP")
        self.entities = layers.entities(doc)
        self.owner = _owners(doc)
        self.zero = layers.zero_subjects(doc)
        marked = find_marked(_text_of(doc, self.tokens)) if any(self.tokens.facts(_OPENS_QUOTE)) else []
        self.quoted = _with_dashes(_on_tokens(self.tokens, marked), self.words)
        self._inside: dict[int, Quoted] = {t: q for q in self.quoted for t in range(q.open, q.close)}
        self.starts = self._sentence_starts()

    def __len__(self) -> int:
        return len(self.words)

    def inside(self, token: int) -> Quoted | None:
        """Return the quoted stretch that holds `token`, marks included."""
        return self._inside.get(token)

    def sentence(self, token: int) -> tuple[int, int]:
        """Return start and end of the sentence around `token`; full stops in quoted words do not end it."""
        index = bisect_right(self.starts, token) - 1
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.words)
        return self.starts[index], end

    def is_word(self, token: int) -> bool:
        """Say whether a token has a letter or a digit."""
        return _has_letter(self.words[token])

    def is_capital(self, token: int) -> bool:
        """Say whether a token begins with a capital letter."""
        return self.tokens.texts[token][:1].isupper()

    def is_finite(self, token: int, words: Mapping[str, frozenset[str]]) -> bool:
        """Say whether a token is a finite verb; without tags only auxiliaries are known (`words` of the lexicon)."""
        if not self.tagged:
            return self.words[token] in words["auxiliary"]
        return self.pos[token] in {"VERB", "AUX"} and "VerbForm=Fin" in self.tokens[token].morph.text

    def _sentence_starts(self) -> list[int]:
        starts, token, after_end = [0], 0, False
        words, inside = self.words, self._inside
        while token < len(words):
            quoted, word = inside.get(token), words[token]
            if after_end and (quoted or word.strip()):
                if token > starts[-1] and (quoted is None or quoted.open == token):
                    starts.append(token)
                after_end = False
            if quoted and token < quoted.close:
                after_end = self._ends_with_quote(quoted)
                token = quoted.close
                continue
            after_end = after_end or word in TERMINAL or "\n" in word
            token += 1
            after_end = after_end or self._is_too_long(starts[-1], token)
        return starts

    def _is_too_long(self, start: int, token: int) -> bool:
        """Say whether a sentence has to be parted before a token."""
        size = token - start
        parted = size >= LONGEST_SENTENCE and token < len(self.tokens) and self.tokens[token].is_sent_start
        return parted or size >= 2 * LONGEST_SENTENCE

    def _ends_with_quote(self, quoted: Quoted) -> bool:
        """Say whether the sentence ends with the quotation: "...che accadano." Il presidente..."""
        if quoted.close >= len(self.words) or "\n" in self.words[quoted.close]:
            return True
        following = quoted.close
        return self.words[quoted.end - 1] in TERMINAL and self.is_capital(following)


def _with_dashes(marked: list[Quoted], words: Sequence[str]) -> list[Quoted]:
    """Return the marked stretches and, in their order, the speech between dashes that holds none of them."""
    held = {token for item in marked for token in range(item.open, item.close)}
    found = [Quoted(opening, opening + 1, end, close, True) for opening, end, close in dash_speech(words)]
    free = [item for item in found if held.isdisjoint(range(item.open, item.close))]
    return sorted([*marked, *free], key=lambda item: item.open) if free else marked


@lru_cache(maxsize=16384)
def _has_letter(word: str) -> bool:
    return any(letter.isalnum() for letter in word)


def _owners(doc: Doc) -> dict[int, int]:
    """Return token -> entity over mentions and the titles beside names ("il presidente russo Putin")."""
    owner = {}
    for index, entity in enumerate(layers.entities(doc)):
        for role in entity["roles"]:
            owner.update(dict.fromkeys(range(role["start"], role["end"]), index))
    owner.update(layers.entity_of_token(doc))
    return owner


# A mark that can open a quotation, or one of two straight apostrophes that may stand for one.
_OPENS_QUOTE = WordFact(lambda word: word.text[:1] == "'" or "''" in word.text or not OPENING.isdisjoint(word.text))


def _text_of(doc: Doc, tokens: Tokens) -> str:
    """Return the text of `doc`, from words that are read already."""
    if not tokens:
        return ""
    places = [*tokens.offsets[1:], tokens.offsets[-1] + len(doc[-1].text_with_ws)]
    return "".join(
        [word.ljust(end - start) for word, start, end in zip(tokens.texts, tokens.offsets, places, strict=True)]
    )


def _on_tokens(tokens: Tokens, marked: list[Marked]) -> list[Quoted]:
    """Return the marked stretches in tokens; blanks beside the marks are left out of the content."""
    if not marked:
        return []
    offsets = tokens.offsets
    found = []
    for item in marked:
        start = bisect_left(offsets, item.start)
        if start == len(offsets) or (start and offsets[start] > item.start and item.start > offsets[start - 1]):
            start = bisect_right(offsets, item.start) - 1  # the mark is glued to the word
        end = bisect_left(offsets, item.end)
        while start < end and tokens[start].is_space:
            start += 1
        while end > start and tokens[end - 1].is_space:
            end -= 1
        if start < end:
            first = min(start, bisect_right(offsets, item.open) - 1)
            found.append(Quoted(first, start, end, max(end, bisect_left(offsets, item.close)), item.closed))
    return found
