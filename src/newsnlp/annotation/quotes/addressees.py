"""To whom something is said: "ha detto al premier Rossi", "gli ha assicurato", "rivolto a Rossi". Offsets in tokens."""

from __future__ import annotations

from newsnlp.annotation.quotes.cues import Cue
from newsnlp.annotation.quotes.speech import Speech
from newsnlp.annotation.quotes.view import TERMINAL, View
from newsnlp.lang.it.reporting import ReportingLexicon
from newsnlp.lang.it.titles import title_forms

# "ha detto ieri sera Marco Rossi al cancelliere Karl Huber": words from the verb to the one spoken to.
LONGEST_REACH = 14
DATIVES = frozenset({"gli", "le"})
STOPS = TERMINAL | {";", ":", "(", "–", "—", "-", "«", "“", '"'}


class Addressees:
    """Finds the people and bodies that somebody speaks to."""

    def __init__(self, view: View, lexicon: ReportingLexicon, cues: list[Cue]) -> None:
        self.view = view
        self.words = lexicon.words
        self.cue_at = {cue.token: cue for cue in cues}

    def of(self, speech: Speech) -> int | None:
        """Return the entity that the words are said to, None where the text names none."""
        if speech.cue is None:
            return self._before_colon(speech)
        cue = self.cue_at.get(speech.cue[0])
        if cue is None:
            return None
        ways = (self._by_pronoun(cue), self._behind(cue), self._turned_to(cue))
        return next((entity for entity in ways if entity not in (None, speech.speaker)), None)

    def _before_colon(self, speech: Speech) -> int | None:
        """ "Rossi a Huber: «Non firmo»"."""
        view = self.view
        quoted = view.inside(speech.start)
        colon = -1 if quoted is None else quoted.open - 1
        if colon < 3 or view.words[colon] != ":":
            return None
        entity, first = view.owner.get(colon - 1), colon - 1
        while first > 0 and view.owner.get(first - 1) == entity:
            first -= 1
        if entity in (None, speech.speaker) or view.words[first - 1] not in self.words["prep_a"]:
            return None
        return self._spoken_to(first) if view.owner.get(first - 2) == speech.speaker else None

    def _by_pronoun(self, cue: Cue) -> int | None:
        """ "gli ha assicurato": whom coreference takes the pronoun for."""
        view = self.view
        group = (t for t in range(cue.start, cue.token) if view.words[t] in DATIVES)
        return next((view.owner[t] for t in group if t in view.owner), None)

    def _behind(self, cue: Cue) -> int | None:
        """ "ha detto a Rossi", "ha risposto Rossi al cancelliere Huber": the first a-phrase behind the verb."""
        view = self.view
        for token in range(cue.token + 1, min(cue.token + LONGEST_REACH, len(view) - 1)):
            word = view.words[token]
            if word in STOPS or word == "," or word in self.words["complementizer"] or "\n" in word:
                return None
            if view.inside(token) is not None or (view.is_finite(token, self.words) and token > cue.token):
                return None
            if word in self.words["prep_a"]:
                return self._spoken_to(token + 1)
        return None

    def _turned_to(self, cue: Cue) -> int | None:
        """ "ha detto, rivolto a Rossi", "Rivolgendosi a Rossi, ha detto"."""
        view = self.view
        start, end = view.sentence(cue.token)
        for token in range(start, end - 2):
            if view.words[token] not in self.words["turned"]:
                continue
            linked = view.words[token + 1] in self.words["prep_a"] or view.words[token + 1] == "con"
            if linked and view.inside(token) is None:
                return self._spoken_to(token + 2)
        return None

    def _spoken_to(self, token: int) -> int | None:
        """Return the person or body named at a token, past a title; places are where it is said."""
        view = self.view
        entity = view.owner.get(token)
        if entity is None and view.words[token] in title_forms():
            # "al segretario generale dell'Onu Rossi" is one phrase; "ai giornalisti della Rai" names nobody
            following = view.owner.get(token + 1)
            entity = following if following is not None and view.entities[following]["type"] == "PER" else None
        return None if entity is None or view.entities[entity]["type"] not in {"PER", "ORG"} else entity
