"""Who speaks after a colon without a verb of saying: "Draghi accetta: «...»"; "Caso Ferri, la madre: «...»"."""

from __future__ import annotations

from collections.abc import Mapping

from newsnlp.annotation.quotes.speakers import Speakers
from newsnlp.annotation.quotes.view import View
from newsnlp.lang.it.names import fold
from newsnlp.lang.it.reference import person_nouns
from newsnlp.lang.it.titles import title_forms


class Headings:
    """Reads what stands before a colon, or before words that stand in no cue's reach."""

    def __init__(self, view: View, words: Mapping[str, frozenset[str]], speakers: Speakers) -> None:
        self.view = view
        self.words = words
        self.speakers = speakers

    def speaker(self, start: int, colon: int) -> int | None:
        """Return who is spoken about before a colon without a verb of saying."""
        view = self.view
        label = self._label_start(start, colon)
        if label is not None:
            named = next((view.owner[t] for t in range(label, colon) if self._may_speak(t, label)), None)
            return named if named is not None or not self._is_description(label, colon) else None
        people = [view.owner[t] for t in range(start, colon) if self._is_person(t)]
        beside = self.speakers.nearest_left(colon, start)
        last = isinstance(beside, int) and view.owner.get(colon - 1) == beside and not self._is_object(colon - 1)
        if last and isinstance(beside, int) and view.entities[beside]["type"] != "LOC":
            return beside  # "A darne notizia è stato lo stesso Obama: «...»"
        if view.parsed:
            subjects = [t for t in view.tokens[start:colon] if t.dep_.startswith("nsubj")]
            for token in subjects:
                subject = self.speakers.phrase(token)
                if isinstance(subject, int) and (view.entities[subject]["type"] != "LOC" or not people):
                    return subject
        person = people[0] if people else None
        return self.speakers.last_before(start) if person is None and not self._is_label(start, colon) else person

    def _is_object(self, token: int) -> bool:
        """Say whether a name is what somebody else does something to: "Petrov chiama Verdi: «Grazie»" is Petrov's."""
        view = self.view
        head = view.tokens[token]
        while head.dep_ in {"flat", "flat:name", "nmod"} and head.head.i < head.i and view.parsed:
            head = head.head
        others = (c.i for c in head.head.children if c.dep_ == "nsubj")
        told = head.dep_ == "obj" and any(self._is_person(other) for other in others)
        return told or self._is_last_of_three(token)

    def _is_last_of_three(self, token: int) -> bool:
        """Say whether a line consists of a name, a word and this name: "Marani gela Ferri", whatever it is tagged."""
        view = self.view
        start, _ = view.sentence(token)
        first, word = start, token
        while word > start and view.owner.get(word) == view.owner[token]:
            word -= 1
        while first < word and view.owner.get(first) == view.owner.get(start):
            first += 1
        plain = first == word and view.words[word].isalpha() and view.pos[word] not in {"ADP", "CCONJ"}
        return plain and self._is_person(start) and view.owner.get(start) != view.owner[token]

    def _label_start(self, start: int, colon: int) -> int | None:
        """Return where the words after the last comma begin, where they have no verb: "Caso Ferri, (la madre): «...»".

        They are the heading of who speaks; "Conti, premier da un anno" has no article, and says who Conti is.
        """
        view = self.view
        comma = next((t for t in range(colon - 1, start, -1) if view.words[t] == ","), None)
        if comma is None or any(view.is_finite(t, self.words) for t in range(start, colon)):
            return None
        first = view.words[comma + 1]
        opens = first in self.words["article"] or self._is_person(comma + 1)
        return comma + 1 if opens and colon - comma > 1 else None

    def _may_speak(self, token: int, start: int) -> bool:
        """Say whether a mention of a person or body that no preposition governs stands here."""
        view = self.view
        known = token in view.owner and view.entities[view.owner[token]]["type"] != "LOC"
        return known and not self.speakers.is_oblique(token, start - 1)

    def _is_description(self, start: int, colon: int) -> bool:
        return any(self.view.pos[t] == "NOUN" or self.view.words[t] in title_forms() for t in range(start, colon))

    def _is_person(self, token: int) -> bool:
        view = self.view
        return token in view.owner and view.entities[view.owner[token]]["type"] == "PER"

    def _is_label(self, start: int, colon: int) -> bool:
        """Say whether only somebody who is no listed entity stands before a colon: "E un'altra maestra: «...»"."""
        view = self.view
        has_verb = any(view.is_finite(t, self.words) for t in range(start, colon))
        word = view.words[colon - 1]
        somebody = word in title_forms() or fold(word) in person_nouns() or word in self.words["speaking"]
        return view.tagged and not has_verb and view.pos[colon - 1] in {"NOUN", "ADJ"} and somebody
