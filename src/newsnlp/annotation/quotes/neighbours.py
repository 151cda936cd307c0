"""Whose words stand alone: the sentence beside them tells it ("Il ministro Rossi va all'attacco. «Cambierà»")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newsnlp.annotation.quotes.speakers import Speakers, Unnamed
from newsnlp.annotation.quotes.view import TERMINAL, Quoted, View


class Neighbours:
    """Finds the speaker of quotations that are sentences of their own, without any cue."""

    def __init__(self, view: View, speakers: Speakers) -> None:
        self.view = view
        self.speakers = speakers

    def before(self, quoted: Quoted, *, alone: bool) -> int | None:
        """Return the person whom the sentence before speaks of, in the same paragraph: its subject, or nobody else.

        Args:
            quoted: a quotation that is a sentence of its own.
            alone: whether the one person of the sentence is meant that is not its subject; not where somebody has just
                been speaking, who may go on.
        """
        view, end = self.view, quoted.open
        if end < 2 or view.words[end - 1] not in TERMINAL - {"?"} or view.inside(end - 1):
            return None
        start, _ = view.sentence(end - 1)
        subject = self._subject(start, end)
        if subject is not None:
            return None if isinstance(subject, Unnamed) else subject
        people = {view.owner[t] for t in range(start, end) if self._is_person(t)}
        return people.pop() if alone and len(people) == 1 else None

    def _subject(self, start: int, end: int) -> int | Unnamed | None:
        """Return the subject of the main clause; None where the parse gives none, or a thing of which it is told."""
        view = self.view
        root = next((t for t in view.tokens[start:end] if t.dep_ == "ROOT" and t.pos_ != "PUNCT"), None)
        if root is None:
            return None
        for child in root.children:
            if child.dep_ in {"nsubj", "nsubj:pass"} and view.inside(child.i) is None:
                subject = self.speakers.phrase(child)
                if isinstance(subject, int) and view.entities[subject]["type"] == "PER":
                    return subject
        verbs = (root.i, *(c.i for c in root.children if c.dep_ in {"aux", "cop", "aux:pass"}))
        left_out = next((view.zero[t] for t in verbs if t in view.zero), ())
        return left_out[0] if len(left_out) == 1 else Unnamed() if len(left_out) > 1 else None

    def _is_person(self, token: int) -> bool:
        view = self.view
        entity = view.owner.get(token)
        return entity is not None and view.entities[entity]["type"] == "PER" and view.inside(token) is None


def leading_speaker(speakers: Sequence[int | None]) -> int | None:
    """Return who speaks most of the quotations of an article, if more than half of them: the words above it are his."""
    counts = Counter(speakers)
    known, count = counts.most_common(1)[0] if counts else (None, 0)
    return known if count * 2 > len(speakers) else None
