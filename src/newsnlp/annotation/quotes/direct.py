"""Which quoted stretches are somebody's words, and the cue that says so; the others are titles, nicknames, irony."""

from __future__ import annotations

from bisect import bisect_left

from newsnlp.annotation.quotes.clauses import Clauses
from newsnlp.annotation.quotes.cues import Cue
from newsnlp.annotation.quotes.headings import Headings
from newsnlp.annotation.quotes.interviews import Interview
from newsnlp.annotation.quotes.manner import manner_cue
from newsnlp.annotation.quotes.neighbours import Neighbours, leading_speaker
from newsnlp.annotation.quotes.sources import Sources
from newsnlp.annotation.quotes.speakers import Speakers, Unnamed
from newsnlp.annotation.quotes.speech import Speech
from newsnlp.annotation.quotes.view import TERMINAL, Quoted, View
from newsnlp.lang.it.reporting import ReportingLexicon

SKIPPED_AFTER_QUOTE = frozenset({",", "-", "–", "—", "."})
# Words between the closing mark and the verb: "», ha però subito voluto precisare".
LONGEST_GROUP = 6
# Words that stand alone in quotation marks without a cue are titles or irony more often than speech.
FEWEST_WORDS_FRAGMENT = 2
FEWEST_WORDS_SENTENCE = 4
FEWEST_WORDS_CONTINUED = 3
# From one quotation to the next of the same speaker, in words of the story between them.
LONGEST_STORY = 45
# So many words behind the last quotation nothing goes on with it.
FURTHEST_BACK = 1000
# From a verb that names or judges to the quoted word: "ha definito la visita del presidente una «svolta»".
LONGEST_FRAGMENT_GAP = 12


class DirectSpeech:
    """Attributes the quoted stretches of one article, in order."""

    def __init__(
        self, view: View, lexicon: ReportingLexicon, cues: list[Cue], speakers: Speakers, sources: Sources
    ) -> None:
        self.view = view
        self.lexicon = lexicon
        self.words = lexicon.words
        self.cues = cues
        self.cue_tokens = [cue.token for cue in cues]
        self.cue_at = {cue.token: cue for cue in cues}
        self.speakers = speakers
        self.sources = sources
        self.clauses = Clauses(view, lexicon)
        self.headings = Headings(view, self.words, speakers)
        self.neighbours = Neighbours(view, speakers)
        self.interview = Interview(view)
        self.last: Speech | None = None

    def find(self) -> list[Speech]:
        """Return the quoted stretches that are somebody's words."""
        found = []
        for quoted in self.view.quoted:
            speech = self._attribute(quoted)
            if speech is not None:
                found.append(speech)
                self.speakers.spoke(quoted.end, speech.speaker)
                self.last = speech
        found = self._above_the_text(self._repeated_in_title(found))
        bare = [Speech(a.start, a.end, None, self.interview.person, True) for a in self.interview.bare_answers()]
        return sorted([*found, *bare], key=lambda s: (s.start, s.end)) if bare else found

    def within(self, indirect: list[Speech], direct: list[Speech]) -> list[Speech]:
        """Return the quoted phrases inside reported clauses: "secondo il quale la Via dev'essere «a doppio senso»"."""
        found, known = [], {(s.start, s.end) for s in direct}
        holders = {t: s for s in reversed(indirect) if s.speaker is not None for t in range(s.start, s.end)}
        for quoted in self.view.quoted:
            holder = holders.get(quoted.start)
            if holder is None or (quoted.start, quoted.end) in known or quoted.end > holder.end:
                continue
            if not self._is_name(quoted) and self._length(quoted) >= FEWEST_WORDS_FRAGMENT:
                found.append(self._speech(quoted, holder.cue, holder.speaker))
        return found

    def _attribute(self, quoted: Quoted) -> Speech | None:
        """Try the ways in which Italian news attribute quoted words, the surest first."""
        ways = (
            self._by_inner_cue,
            self._by_cue_after,
            self._by_colon,
            self._by_cue_before,
            self._by_source,
            self._by_own_phrase,
            self._by_thus,
            self._by_manner,
            self._by_question,
            self._by_come_after,
            self._by_next_sentence,
            self._by_previous_sentence,
            self._by_inserted_name,
            self._by_opening,
            self._by_continuation,
            self._by_neighbour,
        )
        for way in ways:
            speech = way(quoted)
            if speech is not None:
                return speech
        return None

    def _speech(self, quoted: Quoted, cue: tuple[int, int] | None, speaker: int | None) -> Speech:
        return Speech(quoted.start, quoted.end, cue, speaker, True)

    def _by_inner_cue(self, quoted: Quoted) -> Speech | None:
        """«Le critiche si fanno – scrive il segretario – ma si possono anche ricevere»."""
        view = self.view
        for token in range(quoted.start + 1, quoted.end - 2):
            if view.words[token] not in {"-", "–", "—"}:
                continue
            form = self.lexicon.verbs.get(view.words[token + 1]) or self.lexicon.verbs.get(view.words[token + 2])
            if form is None or "quote" not in form.frames or not form.kinds & {"Fin", "Part"}:
                continue
            verb = token + 1 if view.words[token + 1] in self.lexicon.verbs else token + 2
            close = next((t for t in range(verb, quoted.end) if view.words[t] in {"-", "–", "—"}), None)
            if close is not None:
                cue = Cue(verb, token + 1, form)
                return self._speech(quoted, (verb, verb + 1), self._inner_speaker(cue, quoted))
        return None

    def _by_inserted_name(self, quoted: Quoted) -> Speech | None:
        """«La pace, ha detto Rossi, è vicina»: a verb of saying and a name between commas, and no verb outside."""
        view = self.view
        for token in range(quoted.start + 1, quoted.end - 3):
            form = self.lexicon.verbs.get(view.words[token])
            if form is None or "quote" not in form.frames or not form.kinds & {"Fin", "Part"}:
                continue
            before = token - 2 if view.words[token - 1] in self.words["auxiliary"] else token - 1
            named = token + 1
            speaker = view.owner.get(named)
            while view.owner.get(named) == speaker and named < quoted.end:
                named += 1
            if speaker is not None and view.words[before] == "," and view.words[named] == ",":
                return self._speech(quoted, (token, token + 1), speaker)
        return None

    def _inner_speaker(self, cue: Cue, quoted: Quoted) -> int | None:
        subject = self.speakers.after(cue)
        if isinstance(subject, Unnamed):
            self.speakers.note(cue, subject)
            return None
        if "si" in cue.frames:
            return self.speakers.of_cue(cue, inverted=True)  # "si legge in una nota del governo"
        return self.speakers.last_before(quoted.open) if subject is None else subject

    def _by_cue_after(self, quoted: Quoted) -> Speech | None:
        """«Siamo al vostro fianco», gli ha assicurato Mattarella."""
        view = self.view
        token = quoted.close
        while token < len(view) and (view.words[token] in SKIPPED_AFTER_QUOTE or not view.words[token].strip()):
            if view.words[token] == "." or "\n" in view.words[token]:
                return None
            token += 1
        for position in range(token, min(token + LONGEST_GROUP, len(view))):
            cue = self.cue_at.get(position)
            if cue is not None and "quote" in cue.frames:
                return self._after(quoted, cue)
            if not self._in_verb_group(position):
                break
        return self._by_noun_after(quoted, token)

    def _in_verb_group(self, token: int) -> bool:
        words, word = self.words, self.view.words[token]
        known = word in words["auxiliary"] or word in words["clitic"] or word in words["filler"]
        return known or word in words["made"] or self.view.pos[token] in {"AUX", "ADV", "VERB"}

    def _after(self, quoted: Quoted, cue: Cue) -> Speech | None:
        following = self.view.words[cue.token + 1] if cue.token + 1 < len(self.view) else ""
        if following in self.words["complementizer"]:
            return None  # "«...», ha aggiunto che": the verb governs what comes
        if "Ger" in cue.form.kinds and following in self.words["prep_di"]:
            return None
        return self._speech(quoted, (cue.token, cue.token + 1), self._inverted_speaker(quoted, cue))

    def _inverted_speaker(self, quoted: Quoted, cue: Cue) -> int | None:
        """Return the subject of a cue behind the marks; where it is left out, whom the sentence before speaks of.

        "Fausto ascolta per dieci minuti. «State svendendo tutto», sibila"; "E Rossi? «Lavora», dice".
        """
        left_out = self._stands_alone(quoted) and self.speakers.leaves_subject_out(cue)
        near = self._near_speaker(quoted) if left_out else None
        return self.speakers.of_cue(cue, inverted=True) if near is None else near

    def _near_speaker(self, quoted: Quoted) -> int | None:
        asked = self.interview.addressed(quoted) if self.interview.follows_question(quoted) else None
        return self.neighbours.before(quoted, alone=False) if asked is None else asked

    def _by_noun_after(self, quoted: Quoted, token: int) -> Speech | None:
        """«Vergogna», il commento di Rossi; «Vergogna», è il commento di lui; «Vergogna»: questo il commento di lui."""
        view = self.view
        if view.words[token : token + 1] == [":"] and view.words[token + 1 : token + 2] in (["questo"], ["queste"]):
            token += 2
        if view.words[token : token + 1] in (["è"], ["era"], ["fu"]):
            token += 1
        if token + 1 >= len(view) or token == quoted.close or view.words[token] not in self.words["article"]:
            return None
        noun = next((t for t in (token + 1, token + 2) if t < len(view) and self._quotes(t)), None)
        if noun is None:
            return None
        return self._speech(quoted, (noun, noun + 1), self._of_noun(noun, min(noun + 12, len(view))))

    def _quotes(self, token: int) -> bool:
        """Say whether a noun introduces quoted words: "queste parole"."""
        return "quote" in self.lexicon.nouns.get(self.view.words[token], ())

    def _of_noun(self, noun: int, end: int) -> int | None:
        """Return the entity that follows a noun of saying: "le parole del ministro Rossi"."""
        for token in range(noun + 1, end):
            if self.view.words[token] in {".", ";"}:
                return None
            if token in self.view.owner:
                return self.view.owner[token]
        return None

    def _by_colon(self, quoted: Quoted) -> Speech | None:
        """Küng ha dichiarato: «...»; Draghi accetta con riserva: «...»."""
        view, before = self.view, quoted.open - 1
        if before < 1 or view.words[before] != ":":
            return None
        start, _ = view.sentence(before)
        cue = self._last_cue(start, before, "quote")
        noun = next((t for t in range(before - 1, start - 1, -1) if self._quotes(t) and not view.inside(t)), None)
        if cue is not None and (noun is None or noun < cue.token or before - cue.token <= 2):
            return self._speech(quoted, (cue.token, cue.token + 1), self.speakers.of_cue(cue, inverted=False))
        if noun is not None:
            by_means = "con" in view.words[max(start, noun - 3) : noun]  # "con la seguente motivazione: «...»"
            speaker = self.headings.speaker(start, before) if by_means else self._last_mention(start, before)
            return self._speech(quoted, (noun, noun + 1), speaker)
        alone = view.is_capital(quoted.start) and view.words[quoted.close : quoted.close + 1] == ["."]
        if self._length(quoted) < FEWEST_WORDS_FRAGMENT and not self._is_sentence(quoted) and not alone:
            return None
        return self._speech(quoted, None, self.headings.speaker(start, before))

    def _noun_before(self, quoted: Quoted) -> int | None:
        """Return the noun of saying right before the quoted words: "ha rivolto un pensiero «...»"."""
        token = quoted.open - 1
        return token if token > 0 and self._quotes(token) and self._length(quoted) >= FEWEST_WORDS_FRAGMENT else None

    def _last_mention(self, start: int, end: int) -> int | None:
        token = next((t for t in range(end - 1, start - 1, -1) if t in self.view.owner), None)
        return None if token is None else self.view.owner[token]

    def _last_cue(self, start: int, end: int, *frames: str) -> Cue | None:
        """Return the last cue between two tokens that has one of the frames."""
        return next((cue for cue in self._cues_left(start, end) if cue.frames.intersection(frames)), None)

    def _by_cue_before(self, quoted: Quoted) -> Speech | None:
        """Ha parlato di «sollievo per l'Europa»; ha aggiunto che lo inviterà «al momento giusto»."""
        start, _ = self.view.sentence(quoted.open)
        noun = self._noun_before(quoted)
        if noun is not None:
            return self._speech(quoted, (noun, noun + 1), self.headings.speaker(start, quoted.open))
        unnamed = None
        for cue in self._cues_left(start, quoted.open):
            if not self._governs(cue, quoted) or self.view.words[cue.start - 1] == "quanto":
                continue  # "secondo quanto sottolinea l'Eliseo, «...»" names a source
            if unnamed is not None and self.view.words[cue.token + 1] != "che":
                continue
            speaker = self.speakers.of_cue(cue, inverted=False)
            if speaker is not None:
                return self._speech(quoted, (cue.token, cue.token + 1), speaker)
            if self.words["passive"].intersection(self.view.words[cue.start : cue.token]):
                continue  # "quella che viene definita «vicenda Unicredit»"
            # "ha scritto che l'incontro ha testimoniato «...»": an outer verb may have the speaker
            if unnamed is None:
                unnamed = cue
        return None if unnamed is None else self._speech(quoted, (unnamed.token, unnamed.token + 1), None)

    def _cues_left(self, start: int, end: int) -> list[Cue]:
        """Return the cues between two tokens, the last one first."""
        low, high = bisect_left(self.cue_tokens, start), bisect_left(self.cue_tokens, end)
        return self.cues[low:high][::-1]

    def _governs(self, cue: Cue, quoted: Quoted) -> bool:
        """Say whether the quoted words lie in what the verb reports."""
        between = self.view.words[cue.token + 1 : quoted.open]
        sentence = self.view.words[quoted.end - 1] in TERMINAL
        short = self._length(quoted) < FEWEST_WORDS_FRAGMENT and not sentence
        if ";" in between or ":" in between or self._is_appositive(quoted):
            return False
        if len(between) <= 1 and "quote" in cue.frames and (not short or not between):
            return True  # "Un giornalista chiede «È la sua Bibbia?»", "ha risposto «vedremo»", "si è detto «ottimista»"
        if self._is_cleft(cue, quoted):
            return sentence or not short
        if self._is_name(quoted) and not sentence:
            return False
        if "fragment" in cue.frames and "," not in between and len(between) <= LONGEST_FRAGMENT_GAP:
            return True  # "ha bollato il piano come «neofascista»"
        if short:
            return False
        start = self.clauses.start(cue)
        if start is not None and start <= quoted.open < self.clauses.hard_end(start):
            return True
        return len(between) <= LONGEST_GROUP and bool(cue.frames & {"quote", "che"})

    def _is_cleft(self, cue: Cue, quoted: Quoted) -> bool:
        """Ad annunciarlo su Twitter, con una parola, «Fatto!», è stato il ministro."""
        view, after = self.view, quoted.close
        opens = "Inf" in cue.form.kinds and cue.token and view.words[cue.start - 1] in {"a", "ad"}
        if not opens or view.words[after : after + 1] != [","]:
            return False
        return view.words[after + 1 : after + 2] in (["è"], ["sono"], ["era"], ["fu"], ["erano"])

    def _by_come_after(self, quoted: Quoted) -> Speech | None:
        """Una «chiara violazione» della sovranità, come Blinken l'ha definita."""
        view = self.view
        _, end = view.sentence(quoted.open)
        come = next((t for t in range(quoted.close, end) if view.words[t] == "come"), end)
        cue = next((c for c in self._cues_left(come, end)[::-1]), None)
        if cue is None or cue.token - come > LONGEST_GROUP or not cue.frames & {"quote", "fragment"}:
            return None
        speaker = self.speakers.nearest_left(cue.start, come)
        if not isinstance(speaker, int):
            speaker = self.speakers.of_cue(cue, inverted=True)
        return self._speech(quoted, (cue.token, cue.token + 1), speaker)

    def _by_source(self, quoted: Quoted) -> Speech | None:
        """Caruso, che secondo il giudice «ha un ruolo non secondario»."""
        start, _ = self.view.sentence(quoted.open)
        for token in range(max(start, quoted.open - LONGEST_FRAGMENT_GAP), quoted.open):
            source = None if self.view.inside(token) else self.sources.at(token)
            if source is not None and not self._is_name(quoted) and self._length(quoted) >= FEWEST_WORDS_FRAGMENT:
                return self._speech(quoted, (source.cue, source.cue + 1), source.speaker)
        return None

    def _by_own_phrase(self, quoted: Quoted) -> Speech | None:
        """La fuga di notizie, «irresponsabile» a suo avviso."""
        view, token = self.view, quoted.close
        for phrase in self.lexicon.phrases.get(view.words[token] if token < len(view) else "", ()):
            end = token + len(phrase.words)
            if phrase.link == "own" and tuple(view.words[token:end]) == phrase.words:
                start, _ = view.sentence(quoted.open)
                cue = (token + phrase.cue, token + phrase.cue + 1)
                return self._speech(quoted, cue, self.headings.speaker(start, quoted.open))
        return None

    def _by_thus(self, quoted: Quoted) -> Speech | None:
        """«Non mi candido», così il sindaco Rossi."""
        view, token = self.view, quoted.close
        while token < len(view) and view.words[token] in SKIPPED_AFTER_QUOTE - {"."}:
            token += 1
        if view.words[token : token + 1] != ["così"]:
            return None
        for named in range(token + 1, min(token + LONGEST_GROUP, len(view))):
            entity = view.owner.get(named)
            if entity is not None:
                speaks = view.entities[entity]["type"] != "LOC" and not self.speakers.is_oblique(named, token)
                return self._speech(quoted, (token, token + 1), entity) if speaks else None
            if not view.is_word(named) or view.is_finite(named, self.words):
                return None
        return None

    def _by_manner(self, quoted: Quoted) -> Speech | None:
        """«La pronuncia no», ha riso la sindaca: a verb that reports by its place alone."""
        cue = (
            None
            if self._is_name(quoted) and not self._is_sentence(quoted)
            else manner_cue(self.view, self.lexicon, quoted)
        )
        if cue is None:
            return None
        return self._speech(quoted, (cue.token, cue.token + 1), self._inverted_speaker(quoted, cue))

    def _by_question(self, quoted: Quoted) -> Speech | None:
        """Ministro Rossi, vedrà Novak? «Lo vedrò giovedì»; "E Rossi? «Lavora»"; a line of an interview."""
        interview = self.interview
        if interview.answers(quoted):
            addressed = interview.addressed(quoted)
            speaker = interview.person if addressed is None else addressed
            if speaker is None and self.last is not None:
                speaker = self.last.speaker
            return None if speaker is None else self._speech(quoted, None, speaker)
        if interview.person is not None and interview.is_line(quoted) and self._is_sentence(quoted):
            return self._speech(quoted, None, interview.person)
        return None

    def _by_neighbour(self, quoted: Quoted) -> Speech | None:
        """Il ministro Rossi va all'attacco. «La legge è sbagliata»."""
        if not self._stands_alone(quoted) or self._is_name(quoted):
            return None
        last = self.last
        away = last is None or any("\n" in word for word in self.view.words[last.end : quoted.open][:FURTHEST_BACK])
        speaker = self.neighbours.before(quoted, alone=away)
        return None if speaker is None else self._speech(quoted, None, speaker)

    def _above_the_text(self, found: list[Speech]) -> list[Speech]:
        """Give quoted sentences in the first line that nobody is named for to whom most other quotations belong."""
        view = self.view
        end = next((t for t in range(len(view)) if "\n" in view.words[t]), 0)
        below = [s.speaker for s in found if s.start >= end]
        speaker = leading_speaker(below) if end else None
        if speaker is None:
            return found
        known = {(s.start, s.end): s for s in found}
        for quoted in view.quoted:
            speech = known.get((quoted.start, quoted.end))
            unknown = speech is None or (speech.speaker is None and speech.cue is None)
            if quoted.close <= end and unknown and self._is_spoken_line(quoted):
                known[quoted.start, quoted.end] = self._speech(quoted, None, speaker)
        return sorted(known.values(), key=lambda s: (s.start, s.end))

    def _is_spoken_line(self, quoted: Quoted) -> bool:
        """Tell whether quoted words are a sentence that somebody says, and no title."""
        first = self.view.is_capital(quoted.start) and not self._is_name(quoted)
        return first and self._length(quoted) >= FEWEST_WORDS_CONTINUED

    def _by_next_sentence(self, quoted: Quoted) -> Speech | None:
        """«...». Con queste parole Abiy ha brindato; «...». Il sindaco, Sergio Pirozzi, lo ha ripetuto."""
        view = self.view
        if not self._opens_sentence(quoted) or quoted.close >= len(view):
            return None
        token = quoted.close
        while token < len(view) and view.words[token] in TERMINAL:
            token += 1
        if token >= len(view) or not view.words[token].strip():
            return None
        _, end = view.sentence(token)
        for position in range(token, min(token + 3, end)) if self._stands_alone(quoted) else ():
            if self._quotes(position):
                return self._speech(quoted, (position, position + 1), self._of_noun(position, end))
        following = bisect_left(self.cue_tokens, token)
        cue = self.cues[following] if following < bisect_left(self.cue_tokens, end) else None
        if cue is not None and view.words[cue.start] in {"lo", "l'"} and "quote" in cue.frames:
            return self._speech(quoted, (cue.token, cue.token + 1), self.speakers.of_cue(cue, inverted=False))
        return None

    def _by_opening(self, quoted: Quoted) -> Speech | None:
        """«Mai visto nulla di simile». Il sindaco Rossi è uscito: an article opens with words of its hero."""
        view = self.view
        if self.last is not None or not self._stands_alone(quoted):
            return None
        token = quoted.close
        while token < len(view) and view.words[token] in TERMINAL:
            token += 1
        if token >= len(view) or not view.words[token].strip() or view.inside(token):
            return None
        _, end = view.sentence(token)
        for position in range(token, min(token + LONGEST_GROUP, end)):
            entity = view.owner.get(position)
            if entity is not None:
                hero = view.entities[entity]["type"] == "PER" and not self.speakers.is_oblique(position, token - 1)
                return self._speech(quoted, None, entity) if hero else None
            if view.is_finite(position, self.words) or view.words[position] in {",", ":"}:
                return None
        return None

    def _by_previous_sentence(self, quoted: Quoted) -> Speech | None:
        """Il sindaco Caroli ha lanciato un appello. «...»."""
        view, before = self.view, quoted.open - 1
        if not self._stands_alone(quoted) or before < 1 or view.words[before] not in TERMINAL:
            return None
        start, _ = view.sentence(before)
        noun = next((t for t in range(before - 1, max(start, before - 4), -1) if self._quotes(t)), None)
        if noun is None or view.inside(noun):
            return None
        return self._speech(quoted, (noun, noun + 1), self.headings.speaker(start, before))

    def _by_continuation(self, quoted: Quoted) -> Speech | None:
        """Quoted words without a cue go on with the speaker of the sentence before."""
        last = self.last
        if last is None or last.speaker is None or quoted.open - last.end > FURTHEST_BACK or self._is_name(quoted):
            return None
        between = self.view.words[last.end : quoted.open]
        sentences = sum(word in TERMINAL for word in between)
        if self._goes_on(quoted, between):
            return self._speech(quoted, None, last.speaker)
        if self._stands_alone(quoted):
            near = self._only_marks(between) or self._tells_of_nobody_else(quoted, last.speaker)
            return self._speech(quoted, None, last.speaker) if near else None
        if self._length(quoted) < FEWEST_WORDS_CONTINUED or "\n" in "".join(between) or sentences > 2:
            return None
        if self._is_about_another(quoted, last.speaker):
            return None
        same_sentence = self.view.sentence(last.start) == self.view.sentence(quoted.open)
        if same_sentence or not self._is_appositive(quoted):
            return self._speech(quoted, last.cue if same_sentence else None, last.speaker)
        return None

    def _tells_of_nobody_else(self, quoted: Quoted, speaker: int) -> bool:
        """Say whether the story between two quotations has no other person: "«...». La sala applaude. «...»"."""
        view, last = self.view, self.last
        held = None if last is None else view.inside(last.start)
        if held is None or quoted.open - held.close > LONGEST_STORY:
            return False
        between = range(held.close, quoted.open)
        others = (view.owner[t] for t in between if t in view.owner and not view.inside(t))
        lines = sum("\n" in view.words[t] for t in between)
        spoken = any(t in self.cue_at and self.cue_at[t].frames & {"quote", "che"} for t in between[LONGEST_GROUP:])
        return lines <= 1 and not spoken and all(e == speaker or view.entities[e]["type"] != "PER" for e in others)

    def _goes_on(self, quoted: Quoted, between: list[str]) -> bool:
        """Say whether short words go on with the quotation before.

        A paragraph that opens with a mark after one that was not closed; "Molto tempo". after "ha aggiunto.".
        """
        view, last = self.view, self.last
        held = None if last is None else view.inside(last.start)
        if held is not None and not held.closed and not "".join(view.words[held.close : quoted.open]).strip():
            return True
        ends = view.words[quoted.close : quoted.close + 1] == ["."]
        near = "\n" not in "".join(between) and self._only_marks(between)
        return ends and near and self._opens_sentence(quoted)

    def _opens_sentence(self, quoted: Quoted) -> bool:
        """Say whether some quoted words, and not one alone, open a sentence."""
        start, _ = self.view.sentence(quoted.open)
        fits = start == quoted.open and self.view.is_capital(quoted.start)
        return fits and self._length(quoted) >= FEWEST_WORDS_FRAGMENT

    def _is_about_another(self, quoted: Quoted, speaker: int) -> bool:
        """Say whether the sentence speaks about a person other than the last speaker."""
        view = self.view
        start, _ = view.sentence(quoted.open)
        people = {view.owner[t] for t in range(start, quoted.open) if t in view.owner and not view.inside(t)}
        return any(view.entities[e]["type"] == "PER" and e != speaker for e in people)

    def _only_marks(self, between: list[str]) -> bool:
        """Say whether hardly anything stands between two quotations: a cue and its subject."""
        return sum(any(letter.isalnum() for letter in word) for word in between) <= LONGEST_GROUP

    def _stands_alone(self, quoted: Quoted) -> bool:
        """Say whether the quoted words are a sentence of their own."""
        start, _ = self.view.sentence(quoted.open)
        return start == quoted.open and self.view.is_capital(quoted.start) and self._is_sentence(quoted)

    def _is_sentence(self, quoted: Quoted) -> bool:
        return self._length(quoted) >= FEWEST_WORDS_SENTENCE or self.view.words[quoted.end - 1] in TERMINAL

    def _length(self, quoted: Quoted) -> int:
        """Return how many words are quoted."""
        return sum(self.view.is_word(token) for token in range(quoted.start, quoted.end))

    def _is_name(self, quoted: Quoted) -> bool:
        """Say whether the quoted words are a title or a name: Istituto "Filippo Pacini", il libro "Azzurro tenebra"."""
        view = self.view
        if self._is_appositive(quoted):
            return True
        words = [t for t in range(quoted.start, quoted.end) if view.is_word(t) and len(view.words[t]) > 3]
        capitals = sum(view.is_capital(token) for token in words)
        return bool(words) and view.is_capital(quoted.start) and capitals * 2 > len(words)

    def _is_appositive(self, quoted: Quoted) -> bool:
        """Say whether a noun that takes a name stands before the quoted words."""
        before = self.view.words[max(0, quoted.open - 2) : quoted.open]
        return bool(self.words["appositive"].intersection(before)) and self.view.is_capital(quoted.start)

    def _repeated_in_title(self, found: list[Speech]) -> list[Speech]:
        """Give quoted words without a speaker the one they have elsewhere: a title repeats the words of the text."""
        view = self.view
        known = {tuple(view.words[s.start : s.end]): s for s in found if s.speaker is not None}
        placed = {(s.start, s.end) for s in found}
        out = [self._with_speaker(s, known) for s in found]
        for quoted in view.quoted:
            same = known.get(tuple(view.words[quoted.start : quoted.end]))
            if same is not None and (quoted.start, quoted.end) not in placed:
                out.append(Speech(quoted.start, quoted.end, None, same.speaker, True))
        return sorted(out, key=lambda s: (s.start, s.end))

    def _with_speaker(self, speech: Speech, known: dict[tuple[str, ...], Speech]) -> Speech:
        same = known.get(tuple(self.view.words[speech.start : speech.end]))
        if same is None or (speech.speaker is not None and speech.cue is not None):
            return speech
        return Speech(speech.start, speech.end, speech.cue, same.speaker, True)
