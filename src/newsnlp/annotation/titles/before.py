"""What stands before the head of a title: "l'allora giovane ex ministro", "i due leader"."""

from __future__ import annotations

from newsnlp.annotation.titles.words import TitleWords, names_place
from newsnlp.lang.it.titles import determiners, title_modifiers

# "l'allora giovane e popolare ..." : no title stands further from its determiner than this.
MAX_MODIFIERS = 4
_DEFINITE = frozenset({"definite", "demonstrative"})


class Before:
    """What stands before a title: determiner, cardinal, adjectives, prefix."""

    def __init__(self, words: TitleWords, head: int) -> None:
        self.start = head
        self.determiner: int | None = None
        self.definite = self.possessive = False
        self.cardinal: str | None = None
        self.prefix_words: list[str] = []
        self.gender: str | None = None
        self.number: str | None = None
        for at in range(head - 1, max(head - 2 - MAX_MODIFIERS, -1), -1):
            if words.in_name[at] or not self._take(words, at, head):
                break

    def _take(self, words: TitleWords, at: int, head: int) -> bool:
        """Take the word before the phrase; return whether a further one may belong to it."""
        lower = words.lower[at]
        kind = title_modifiers().get(lower)
        known = determiners().get(lower)
        if kind == "prefix" and at == head - 1 - len(self.prefix_words):
            self.prefix_words.insert(0, words.text[at])
        elif kind == "cardinal":
            self.cardinal, self.number = lower, "p"
        elif known is not None and known.kind == "possessive":
            self.possessive = True
            self._agree(known.gender, known.number)
        elif known is not None and known.kind != "bare":
            self.determiner, self.definite = at, known.kind in _DEFINITE
            self._agree(known.gender, known.number)
            return False
        elif kind is None and not _is_praise(words, at):
            return False
        self.start = at
        return True

    def _agree(self, gender: str | None, number: str | None) -> None:
        self.gender = self.gender or gender
        self.number = self.number or number


def _is_praise(words: TitleWords, at: int) -> bool:
    """Return whether the token is an adjective before the title: "il potente capo", never one of place."""
    return words.pos[at] == "ADJ" and words.text[at][0].islower() and not names_place(words, at)
