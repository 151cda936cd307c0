"""Sources named without a verb: "secondo X", "a detta di X", "stando a X", "per X". All offsets are tokens."""

from __future__ import annotations

from dataclasses import dataclass

from newsnlp.annotation.quotes.clauses import ENDS
from newsnlp.annotation.quotes.speakers import Speakers
from newsnlp.annotation.quotes.view import LONGEST_SENTENCE, View
from newsnlp.lang.it.reporting import ReportingLexicon, SourcePhrase

# From the comma before an apposition to the one after it: "secondo il dottor Yao, dell'Organizzazione mondiale, ...".
LONGEST_APPOSITION = 14


@dataclass(frozen=True, slots=True)
class Source:
    """A source phrase: its cue token, where it begins and ends, and the entity it names."""

    cue: int
    start: int
    end: int
    speaker: int | None


class Sources:
    """Finds the source phrases of one article."""

    def __init__(self, view: View, lexicon: ReportingLexicon, speakers: Speakers) -> None:
        self.view = view
        self.lexicon = lexicon
        self.speakers = speakers
        # Token of a cue -> the words of a source that is no listed entity.
        self.unnamed: dict[int, tuple[int, int]] = {}

    def at(self, token: int) -> Source | None:
        """Return the source phrase that begins at `token`."""
        for phrase in self.lexicon.phrases.get(self.view.words[token], ()):
            source = token + len(phrase.words)
            if tuple(self.view.words[token:source]) == phrase.words and self._opens_source(phrase, token, source):
                return self._read(phrase, token, source)
        return None

    def _read(self, phrase: SourcePhrase, token: int, source: int) -> Source | None:
        view, cue = self.view, token + phrase.cue
        if phrase.link == "own":
            return Source(cue, token, source, self.speakers.last_before(token))
        if phrase.words == ("secondo",) and self.lexicon.blockers.intersection(view.words[source : source + 3]):
            return None  # "secondo il programma"
        end = self._quanto_end(source) if view.words[source] == "quanto" else self._source_end(source)
        speaker = self._source(source, end, token)
        noun = next((t for t in range(source, end) if view.pos[t] in {"NOUN", "PROPN"}), None)
        if speaker is None and noun is not None:
            first, last = self.speakers.words_of(noun)
            self.unnamed[cue] = first, min(last, max(end, noun + 1))
        return Source(cue, token, end, speaker)

    def _opens_source(self, phrase: SourcePhrase, token: int, source: int) -> bool:
        """Say whether a source follows: "a detta di", and not "il secondo posto"."""
        view, words = self.view, self.lexicon.words
        if source >= len(view):
            return False
        if phrase.link in {"a", "di"}:
            return view.words[source] in words[f"prep_{phrase.link}"]
        if phrase.link == "opening":
            return token in view.starts and self._person_then_comma(source)
        if phrase.words == ("secondo",):
            before = view.words[token - 1] if token else ""
            ordinal = before in words["article"] or before in words["prep_a"] or before in words["prep_di"]
            return not ordinal and (not view.tagged or view.pos[token] in {"ADP", "SCONJ", "VERB", "PROPN"})
        return True

    def _person_then_comma(self, source: int) -> bool:
        """Say whether a person and a comma follow: "Per Jimmy Sham, le scuse non bastano"."""
        view = self.view
        start = source + (view.words[source] in self.lexicon.words["article"])
        entity = view.owner.get(start)
        if entity is None or view.entities[entity]["type"] != "PER":
            return False
        while start < len(view) and view.owner.get(start) == entity:
            start += 1
        return start < len(view) and view.words[start] == ","

    def _quanto_end(self, source: int) -> int:
        """Return the end of "secondo quanto afferma una terapista, ..."."""
        view = self.view
        limit = min(len(view), source + LONGEST_SENTENCE)
        return next((t for t in range(source, limit) if view.words[t] == "," or view.words[t] in ENDS), limit)

    def _source_end(self, source: int) -> int:
        """Return the end of the source: at a comma, at the verb, or where the parse ends the noun phrase."""
        view = self.view
        end = self._stop(source)
        if view.words[end : end + 1] == [","]:
            return self._past_apposition(end)
        if view.parsed:
            head = next((t for t in view.tokens[source:end] if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
            if head is not None:
                return min(end, max(head.right_edge.i + 1, self._mention_end(head.i)))
        return end

    def _mention_end(self, token: int) -> int:
        owner, end = self.view.owner, token + 1
        while token in owner and owner.get(end) == owner[token]:
            end += 1
        return end

    def _stop(self, source: int) -> int:
        """Return the first comma, finite verb or stop after `source`."""
        view = self.view
        limit = min(len(view), source + LONGEST_SENTENCE)
        for token in range(source + 1, limit):
            word = view.words[token]
            if word == "," or word in ENDS or view.inside(token) or "\n" in word:
                return token
            if self.view.is_finite(token, self.lexicon.words):
                return token
        return limit

    def _past_apposition(self, comma: int) -> int:
        """Return the second comma of "secondo il dottor Yao, dell'OMS, in un campione ..."."""
        view = self.view
        first = comma + 1
        if first >= len(view) or view.words[first] in self.lexicon.words["article"] or view.is_capital(first):
            is_name = first in view.owner and view.entities[view.owner[first]]["type"] == "PER"
            if not is_name:
                return comma
        stop = self._stop(comma + 1)
        short = stop - comma < LONGEST_APPOSITION
        return stop if short and view.words[stop : stop + 1] == [","] else comma

    def _source(self, source: int, end: int, token: int) -> int | None:
        """Return the entity that a source phrase names; an unlisted one is None."""
        view = self.view
        if view.words[source : source + 2] in (["il", "quale"], ["la", "quale"]):
            beside = self._any_left(token)
            subject = self.speakers.nearest_left(token, view.sentence(token)[0]) if beside is None else beside
            return subject if isinstance(subject, int) else None
        owned = [t for t in range(source, end) if t in view.owner]
        if view.words[source] == "quanto":
            return view.owner[owned[0]] if owned else None
        noun = next((t for t in range(source, end) if view.pos[t] in {"NOUN", "PROPN"} or t in view.owner), None)
        if noun is None:
            return None
        if noun in view.owner:
            return view.owner[noun]
        people = [view.owner[t] for t in owned if view.entities[view.owner[t]]["type"] == "PER"]
        apposed = [view.owner[t] for t in owned if view.words[t - 1] == ","]
        if "document" in self.lexicon.nouns.get(view.words[noun], ()):
            own = {"sua", "suo", "sue", "suoi"}.intersection(view.words[source:end])
            return view.owner[owned[0]] if owned else self.speakers.last_before(token) if own else None
        named = apposed or self._beside(noun, owned) if people else []
        return named[-1] if named else None

    def _beside(self, noun: int, owned: list[int]) -> list[int]:
        """Return the person right beside a title: "il responsabile del programma Massimiliano Rocco"."""
        phrase = self.speakers.phrase(self.view.tokens[noun]) if self.view.parsed else None
        if isinstance(phrase, int):
            return [phrase]
        free = [t for t in owned if self.view.pos[t - 1] not in {"ADP", "DET"}]
        people = [t for t in free if self.view.entities[self.view.owner[t]]["type"] == "PER"]
        return [self.view.owner[people[0]]] if people else []

    def _any_left(self, token: int) -> int | None:
        before = token - 1
        while before >= 0 and self.view.words[before] == ",":
            before -= 1
        return self.view.owner.get(before)
