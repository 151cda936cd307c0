"""Reported clauses: "ha detto che ...", "secondo X, ...", "..., ha lamentato X, ..."."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from newsnlp.annotation.quotes.clauses import ENDS, Clauses
from newsnlp.annotation.quotes.cues import Cue
from newsnlp.annotation.quotes.sources import Sources
from newsnlp.annotation.quotes.speakers import Speakers, Unnamed
from newsnlp.annotation.quotes.speech import Speech
from newsnlp.annotation.quotes.view import TERMINAL, View
from newsnlp.annotation.spellings import Word, WordFact
from newsnlp.lang.it.reporting import ReportingLexicon, reporting_lexicon
from newsnlp.lang.it.titles import host_nouns, title_forms

# Of a reported clause: with more of it in quotation marks, it is the quotation that is reported.
MOST_QUOTED = 0.6
FEWEST_WORDS = 2
LONGEST_QUOTED_TAIL = 0.4
NEUTER = frozenset({"ciò", "questo", "quello", "esso", "nessuno", "niente", "nulla"})
# "lo ha detto", "l'ha detto": the words stand before
SAYS_IT = frozenset({"lo", "l'"})
# "si legge nella nota del Quirinale"
LONGEST_SOURCE_OF_TEXT = 7
# Of the part of a sentence before an inserted cue that has no verb: "Dietro la cattura, ha assicurato X, non ci sono".
FEWEST_WORDS_LEFT = 6
# Of a quotation that lost its marks.
LONGEST_UNMARKED = 1000
# From an inserted verb to the comma after its subject.
LONGEST_INSERTION = 14


def _tells_source(word: Word) -> bool:
    """Say whether a word may open a source phrase, or is a noun that reports."""
    lexicon = reporting_lexicon()
    return word.plain in lexicon.phrases or word.plain in lexicon.nouns


_TELLS_SOURCE = WordFact(_tells_source)


class IndirectSpeech:
    """Finds the reported clauses of one article."""

    def __init__(
        self,
        view: View,
        lexicon: ReportingLexicon,
        cues: list[Cue],
        speakers: Speakers,
        sources: Sources,
        direct: list[Speech],
    ) -> None:
        self.view = view
        self.lexicon = lexicon
        self.cues = cues
        self.cue_starts = [cue.start for cue in cues]
        self.speakers = speakers
        self.sources = sources
        self.direct = direct
        self.quoted = {token: speech for speech in direct for token in range(speech.start, speech.end)}
        self.used = {speech.cue[0] for speech in direct if speech.cue}
        self.clauses = Clauses(view, lexicon)

    def find(self) -> list[Speech]:
        """Return the reported clauses, by verbs first, then by nouns and source phrases."""
        found = [speech for cue in self.cues for speech in self._by_verb(cue)]
        phrases, nouns = self.lexicon.phrases, self.lexicon.nouns
        for token in self.view.tokens.places(_TELLS_SOURCE):
            if self.view.inside(token):
                continue
            word = self.view.words[token]
            if word in phrases:
                found += self._by_phrase(token)
            if word in nouns:
                found += self._by_noun(token)
        return [speech for speech in map(self._without_quotation, found) if self._is_reported(speech)]

    def _without_quotation(self, speech: Speech) -> Speech:
        """Leave out a long quotation at the end: che la visita si farà, «non appena le condizioni lo permetteranno»."""
        if speech.direct:
            return speech
        # the last token may be the closing mark
        quoted = self.quoted.get(speech.end - 1) or self.quoted.get(speech.end - 2)
        if quoted is None or quoted.start <= speech.start:
            return speech
        if quoted.end - quoted.start <= LONGEST_QUOTED_TAIL * (speech.end - speech.start):
            return speech
        if self.view.words[quoted.start - 2] != ",":
            # "afferma come gli avversari siano «la peggiore destra di sempre»": without the end it says nothing
            return Speech(speech.start, speech.start, speech.cue, speech.speaker, False)
        end = self.clauses.trimmed_end(speech.start, quoted.start - 1)
        return Speech(speech.start, end, speech.cue, speech.speaker, False)

    def _is_reported(self, speech: Speech) -> bool:
        """Say whether enough words are left that are not a direct quotation already."""
        words = [t for t in range(speech.start, speech.end) if self.view.is_word(t)]
        return len(words) >= FEWEST_WORDS and sum(t in self.quoted for t in words) < MOST_QUOTED * len(words)

    def _later_cues(self, token: int) -> list[Cue]:
        first = bisect_left(self.cue_starts, token)
        return self.cues[first : first + 6]

    def _by_verb(self, cue: Cue) -> list[Speech]:
        start = self.clauses.start(cue)
        if start is not None and start < len(self.view) and self.view.words[start] != ":":
            end = self.clauses.end(start, self._later_cues(start))
            speaker = self.speakers.of_cue(cue, inverted=False)
            if self._is_no_speech(cue, start, speaker):
                return []
            self.speakers.spoke(cue.token, speaker)
            return [Speech(start, end, (cue.token, cue.token + 1), speaker, False)]
        if cue.token in self.used or not {"quote", "che"} <= cue.frames:
            return []
        return self._after_colon(cue) or self._as_said(cue) or self._inserted(cue)

    def _as_said(self, cue: Cue) -> list[Speech]:
        """Come ha spiegato il ministro Rossi, il vertice si farà."""
        view = self.view
        start, end = view.sentence(cue.token)
        if view.words[start] != "come" or cue.start != start + 1:
            return []
        comma = self._insertion_end(cue)
        if comma is None or comma == cue.token + 1 or view.words[comma] != "," or comma + FEWEST_WORDS >= end:
            return []
        comma = self._past_apposition(comma)
        speaker = self.speakers.of_cue(cue, inverted=True)
        close = self.clauses.end(comma + 1, self._later_cues(comma + 1))
        return [Speech(comma + 1, close, (cue.token, cue.token + 1), speaker, False)]

    def _past_apposition(self, comma: int) -> int:
        """Return the second comma of "Come ammette Brandt, uno dei responsabili, dire ...", else the first."""
        view = self.view
        for token in range(comma + 1, min(comma + LONGEST_INSERTION, len(view))):
            if view.words[token] == ",":
                return token if token > comma + FEWEST_WORDS else comma
            if view.words[token] in ENDS or view.inside(token) or view.pos[token] in {"VERB", "AUX", "PRON", ""}:
                uno = view.words[token] in {"uno", "una"}
                if not uno:
                    return comma
        return comma

    def _is_no_speech(self, cue: Cue, start: int, speaker: int | None) -> bool:
        """Say whether a thing speaks ("ciò conferma che"), or nobody does ("la mostra promette di stupire")."""
        view = self.view
        before = view.words[cue.start - 1] if cue.start else ""
        if cue.form.reflexive or before in NEUTER:
            return True
        noun = self.speakers.unnamed.get(cue.token)
        if speaker is None and before in self.lexicon.words["relative"]:
            noun = None  # "gli agenti, che chiedono ai due di fermarsi"
        if speaker is None and noun is not None and view.words[noun] in self.lexicon.blockers:
            return True  # "la legge prevede che il sindaco decida"
        by_thing = speaker is None and view.words[start - 1] in self.lexicon.words["prep_di"]
        return by_thing and not self._can_speak(noun)

    def _can_speak(self, noun: int | None) -> bool:
        """Say whether a noun is a person or a body: "il legale", "il ministero"; a show or a law is neither."""
        word = "" if noun is None else self.view.words[noun]
        known = word in self.lexicon.words["speaking"] or word in host_nouns() or word in title_forms()
        return known and word != "capo"

    def _after_colon(self, cue: Cue) -> list[Speech]:
        """Manny ha dichiarato: Avevo l'uso del pugno limitato (a direct quotation that lost its marks)."""
        view, token = self.view, cue.token + 1
        if token < len(view) and view.words[token] == "che":
            token += 1
        if token + 1 >= len(view) or view.words[token] != ":" or view.inside(token + 1):
            return []
        if not view.is_capital(token + 1):
            return self._lower_after_colon(cue, token + 1)
        speaker = self.speakers.of_cue(cue, inverted=False)
        return [Speech(token + 1, self._unmarked_end(token + 1), (cue.token, cue.token + 1), speaker, True)]

    def _lower_after_colon(self, cue: Cue, start: int) -> list[Speech]:
        """Rossi ha chiarito: il vertice si farà."""
        view = self.view
        end = self.clauses.hard_end(start)
        if (
            not any(view.is_finite(t, self.lexicon.words) for t in range(start, end))
            or view.words[cue.start] in SAYS_IT
        ):
            return []
        speaker = self.speakers.of_cue(cue, inverted=False)
        return [Speech(start, self.clauses.trimmed_end(start, end), (cue.token, cue.token + 1), speaker, False)]

    def _unmarked_end(self, start: int) -> int:
        """Return where a quotation without marks ends: with its first sentence, or the last that says "io", "noi".

        The next sentence may also lie between two of those; a line break ends it.
        """
        ends = self._sentence_ends(start)
        last = begin = next(ends)
        for skipped, end in enumerate(ends):
            if ":" in self.view.words[begin:end]:
                break  # "L'allenatore Neri: È stata dura": another one speaks
            if self._is_first_person(begin, end):
                last = end
            elif skipped and last != begin:
                break
            begin = end
        return last

    def _sentence_ends(self, start: int) -> Iterator[int]:
        """Yield the ends of the sentences from `start` to the end of the line, full stops left out; at least one."""
        view, end, found = self.view, len(self.view), False
        for token in range(start, min(end, start + LONGEST_UNMARKED)):
            breaks = "\n" in view.words[token]
            if breaks or view.words[token] in TERMINAL:
                yield token
                found = True
            if breaks or view.inside(token):
                if not found:
                    yield end
                return
        yield min(end, start + LONGEST_UNMARKED)

    def _is_first_person(self, start: int, end: int) -> bool:
        """Say whether somebody speaks of himself: "non abbiamo potuto", "il nostro compito"."""
        words = self.lexicon.words["first_person"]
        return any(t.lower_ in words or "Person=1" in t.morph.text for t in self.view.tokens[start:end])

    def _inserted(self, cue: Cue) -> list[Speech]:
        """Convocare le parti ora, ha lamentato il segretario, significa comunicare decisioni già prese."""
        view = self.view
        infinite = cue.form.kinds <= {"Inf", "Ger"} and "fare" not in cue.frames
        passive = self.lexicon.words["passive"].intersection(view.words[cue.start : cue.token])
        if infinite or passive or cue.start < 2 or view.words[cue.start - 1] not in {",", ":", "-", "–"}:
            return []
        says_it = view.words[cue.start] in SAYS_IT
        if view.words[cue.start - 1] == ":" and not says_it:
            return []
        close = self._insertion_end(cue)
        if close is None or not self._has_subject(cue, close):
            return []
        speaker = self.speakers.of_cue(cue, inverted=True)
        self.speakers.spoke(cue.token, speaker)
        spans = self._around(cue, close)
        return [Speech(start, end, (cue.token, cue.token + 1), speaker, False) for start, end in spans]

    def _insertion_end(self, cue: Cue) -> int | None:
        """Return the comma or stop after an inserted verb and its subject; None where another clause begins."""
        view = self.view
        for token in range(cue.token + 1, min(cue.token + LONGEST_INSERTION, len(view))):
            word = view.words[token]
            if word == "," or word in ENDS or "\n" in word:
                return token
            if (
                view.inside(token)
                or word in self.lexicon.words["relative"]
                or view.is_finite(token, self.lexicon.words)
            ):
                return None
        return None

    def _has_subject(self, cue: Cue, close: int) -> bool:
        """Say whether a subject, and no object, follows the inserted verb."""
        view = self.view
        if "si" in cue.frames:
            return close - cue.token <= LONGEST_SOURCE_OF_TEXT
        if close == cue.token + 1:
            return "Part" in cue.form.kinds or view.words[close] == ","
        if self.speakers.house(cue) is not None:
            return True
        if view.parsed:
            subjects = (t for t in view.tokens[cue.token].rights if t.dep_.startswith("nsubj"))
            if any(cue.token < t.i < close for t in subjects):
                return True
        if "person" in cue.frames:
            return False  # ", ha riconosciuto Rossi": the person is the object
        subject = self.speakers.after(cue)
        if isinstance(subject, int):
            return view.entities[subject]["type"] != "LOC" or "fare" in cue.frames
        if isinstance(subject, Unnamed) and view.words[cue.start] in SAYS_IT and self._can_speak(subject.noun):
            return True  # ": lo riferisce una fonte vicina al governo"
        # ", ripete la difesa," stands between two commas; "..., ha spiegato i motivi." may be a clause of its own
        return subject is not None and view.tagged and view.words[close] == ","

    def _around(self, cue: Cue, close: int) -> list[tuple[int, int]]:
        """Return the parts of the sentence before and after an insertion; a short one without verb is a topic only."""
        view = self.view
        start = view.sentence(cue.token)[0]
        left_end = self.clauses.trimmed_end(start, cue.start - 1)
        left = next((t + 1 for t in range(left_end - 1, start - 1, -1) if view.words[t] in ENDS), start)
        closes = view.words[close] != ","
        if any(t in self.quoted or (view.inside(t) and not closes) for t in range(left, left_end)):
            left = left_end
        right_end = self.clauses.end(close + 1, self._later_cues(close + 1)) if view.words[close] == "," else close
        has_right = right_end - close > FEWEST_WORDS and not self._goes_on(cue, close)
        keeps_left = left_end - left >= FEWEST_WORDS and (not has_right or self._says_something(left, left_end))
        spans = [(left, left_end)] if keeps_left else []
        return [*spans, (close + 1, right_end)] if has_right else spans

    def _goes_on(self, cue: Cue, close: int) -> bool:
        """Say whether the words after an insertion are not reported: ": lo ha comunicato X, spiegando che"."""
        view = self.view
        return view.words[cue.start] in SAYS_IT or view.words[close + 1] in self.lexicon.verbs

    def _says_something(self, start: int, end: int) -> bool:
        return end - start >= FEWEST_WORDS_LEFT or "VERB" in self.view.pos[start:end]

    def _by_noun(self, token: int) -> list[Speech]:
        """L'annuncio che Addis Abeba avrebbe applicato l'accordo."""
        view = self.view
        if "che" not in self.lexicon.nouns.get(view.words[token], ()) or token + 2 >= len(view):
            return []
        if view.words[token + 1] != "che" or view.pos[token + 1] != "SCONJ" or view.pos[token] != "NOUN":
            return []
        end = self.clauses.end(token + 2, self._later_cues(token + 2))
        return [Speech(token + 2, end, (token, token + 1), None, False)]

    def _by_phrase(self, token: int) -> list[Speech]:
        """Secondo Kurti si tratta di un riconoscimento; a suo giudizio garantisce impunità."""
        source = self.sources.at(token)
        if source is None or (token and self.view.inside(token - 1)):
            return []  # "«irresponsabile», a suo avviso": the quoted words are what he says
        start, end = self._source_content(token, source.end)
        if start >= end or self.view.words[start] in {"che", "di"}:
            return []  # "ha scritto, secondo i media statali, che ...": the verb reports
        quoted = self.quoted.get(start) or self.quoted.get(start + 1)
        if quoted is not None and quoted.cue and quoted.start < token:
            return []  # "«...», ha detto Putin, secondo le agenzie"
        return [Speech(start, end, (source.cue, source.cue + 1), source.speaker, False)]

    def _source_content(self, token: int, name_end: int) -> tuple[int, int]:
        """Return the reported words: those after the source, or those before it where it closes the clause."""
        view, start = self.view, name_end
        skipped = self.lexicon.words["before_clause"] | {","}
        while start < len(view) and view.words[start] in skipped:
            start += 1
        sentence_start, sentence_end = view.sentence(token)
        if start < sentence_end and view.words[start] not in ENDS and "\n" not in view.words[start]:
            return start, self.clauses.end(start, self._later_cues(start))
        left = next((t + 1 for t in range(token - 1, sentence_start - 1, -1) if view.words[t] in ENDS), sentence_start)
        return left, self.clauses.trimmed_end(left, token)
