"""Where a reported clause begins and ends. All offsets are tokens, half-open."""

from __future__ import annotations

from newsnlp.annotation.quotes.cues import Cue
from newsnlp.annotation.quotes.view import TERMINAL, View
from newsnlp.lang.it.reporting import ReportingLexicon

ENDS = TERMINAL | {";", ":", "–", "—"}
# From the verb to its che, past the subject and the place: "ha dichiarato in una conferenza stampa con il segretario
# di Stato americano Antony Blinken che ...".
LONGEST_WAY_TO_CHE = 25
# From the verb to di with an infinitive, past the person addressed: "chiede alla comunità internazionale di fermare".
LONGEST_WAY_TO_DI = 9
INFINITIVE_ENDINGS = ("are", "ere", "ire", "rre", "rsi", "rlo", "rla", "rli", "rle", "rne", "rci", "rvi", "rgli")


class Clauses:
    """Finds the clause that a verb reports, by word order and by the parse where there is one."""

    def __init__(self, view: View, lexicon: ReportingLexicon) -> None:
        self.view = view
        self.words = lexicon.words

    def start(self, cue: Cue) -> int | None:
        """Return the first token of the clause that the cue reports, after che or di; None where there is none."""
        if "che" in cue.frames:
            che = self._che(cue)
            if che is not None:
                return che + 1
        if cue.frames & {"di", "other_di"}:
            di = self._di(cue)
            if di is not None:
                return di + 1
        return None

    def _che(self, cue: Cue) -> int | None:
        """Return the complementizer of the cue."""
        view, following = self.view, self._past_fillers(cue.token + 1)
        if following < len(view) and view.words[following] in {"che", "come"}:
            is_clause = view.words[following] == "che" or self._is_clause_after(following)
            return following if is_clause else None
        return self._parsed_che(cue) if view.parsed else self._parenthesis_che(cue)

    def _past_fillers(self, token: int) -> int:
        view = self.view
        while token < len(view) and (view.words[token] in self.words["before_clause"] or view.pos[token] == "ADV"):
            if view.words[token] == "come":
                break
            token += 1
        return token

    def _is_clause_after(self, come: int) -> bool:
        """Say whether come opens a clause: "afferma come gli estremisti siano", not "definito come terrorista"."""
        if not self.view.tagged:
            return False
        pos = self.view.pos[come + 1 : come + 8]
        return "AUX" in pos or "VERB" in pos

    def _parsed_che(self, cue: Cue) -> int | None:
        for child in self.view.tokens[cue.token].rights:
            if child.dep_ not in {"ccomp", "csubj"}:
                continue
            mark = next((m.i for m in child.lefts if m.dep_ == "mark" and self.view.words[m.i] == "che"), None)
            if mark is not None and mark - cue.token <= LONGEST_WAY_TO_CHE:
                return mark
        return self._parenthesis_che(cue) or self._tagged_che(cue)

    def _tagged_che(self, cue: Cue) -> int | None:
        """Return the first conjunction che after the verb: "aveva dichiarato alle autorità che"."""
        view = self.view
        for token in range(cue.token + 1, min(cue.token + LONGEST_WAY_TO_CHE, len(view) - 1)):
            if view.words[token] in ENDS or view.words[token] == "," or view.inside(token):
                return None
            if view.words[token] == "che":
                return token if view.pos[token] == "SCONJ" or self._lacks_clause(cue, token) else None
            if view.pos[token] in {"VERB", "AUX"}:
                return None
        return None

    def _lacks_clause(self, cue: Cue, che: int) -> bool:
        """Say whether che is a conjunction although it was tagged a pronoun.

        "aveva dichiarato alle autorità che Rossi l'aveva aggredita": the verb has no object yet, and a subject follows.
        """
        view, words = self.view, self.words
        first, after = view.words[cue.token + 1], che + 1
        has_object = first not in words["prep_a"] and first not in words["preposition"]
        opens_verb = view.pos[after] in {"VERB", "AUX"} or view.words[after] in words["clitic"] - words["article"]
        return not has_object and not opens_verb and view.words[after] != "non"

    def _parenthesis_che(self, cue: Cue) -> int | None:
        """Return che after something between commas: "ha scritto, secondo i media statali, che"."""
        view = self.view
        if cue.token + 1 >= len(view) or view.words[cue.token + 1] != ",":
            return None
        for token in range(cue.token + 2, min(cue.token + LONGEST_WAY_TO_CHE, len(view) - 1)):
            if view.words[token] in ENDS:
                return None
            if view.words[token] == ",":
                return token + 1 if view.words[token + 1] == "che" else None
        return None

    def _di(self, cue: Cue) -> int | None:
        """Return di before an infinitive that the cue reports."""
        view = self.view
        for token in range(cue.token + 1, min(cue.token + 1 + LONGEST_WAY_TO_DI, len(view) - 1)):
            word = view.words[token]
            if word in ENDS or word == "che" or view.inside(token):
                return None
            if word in {"di", "d'"} and self.is_infinitive(token + 1):
                return token if token == cue.token + 1 or self._addressed(cue, token) else None
        return None

    def _addressed(self, cue: Cue, di: int) -> bool:
        """Say whether only an object or adverb stands between verb and di: "ricorda ai giornalisti di"."""
        between = self.view.words[cue.token + 1 : di]
        if all(
            word in self.words["filler"] or self.view.pos[cue.token + 1 + i] == "ADV" for i, word in enumerate(between)
        ):
            return True
        if between[0] == "," and between[-1] == ",":
            return True
        # "ha annunciato sui social di aver firmato", "ricorda ai giornalisti di"
        return "other_di" in cue.frames or between[0] in self.words["prep_a"] | self.words["preposition"]

    def is_infinitive(self, token: int) -> bool:
        """Say whether an infinitive stands at `token`, past non and a pronoun."""
        view = self.view
        for position in range(token, min(token + 4, len(view))):
            word = view.words[position]
            infinitive = word.endswith(INFINITIVE_ENDINGS) or word in {
                "aver",
                "esser",
                "voler",
                "poter",
                "dover",
                "far",
            }
            if infinitive and (not view.tagged or view.pos[position] in {"VERB", "AUX"}):
                return True
            skipped = word == "non" or word in self.words["clitic"] or word in self.words["filler"]
            if not skipped and view.pos[position] != "ADV":
                return False
        return False

    def end(self, start: int, cues: list[Cue]) -> int:
        """Return the end of a reported clause that begins at `start`; `cues` are those after it in the sentence."""
        limit = self.hard_end(start)
        for cue in cues:
            if start < cue.start < limit and self._starts_own_clause(cue):
                limit = self._before_conjunction(cue.start)
                break
        if self.view.parsed:
            limit = min(limit, self._parsed_end(start, limit), self._spliced_end(start, limit, cues))
        return self.trimmed_end(start, limit)

    def _spliced_end(self, start: int, limit: int, cues: list[Cue]) -> int:
        """Return the comma after which the sentence goes on with another act of the speaker, else `limit`.

        "ha chiesto di pregare per le vittime, poi in piazza ha dichiarato la propria rabbia": the second verb is
        coordinated with the first, or hangs on nothing in the clause.
        """
        view = self.view
        for cue in cues:
            verb = view.tokens[cue.token]
            inside = start <= cue.start < limit
            if not inside or not cue.form.kinds & {"Fin", "Part"} or self._hangs_in(verb.i, start, cue.start):
                continue
            comma = next((t for t in range(cue.start - 1, start, -1) if view.words[t] == ","), None)
            between = view.words[comma : cue.start] if comma is not None else []
            if comma is not None and not self.words["relative"].intersection(between):
                return comma
        return limit

    def _hangs_in(self, token: int, start: int, end: int) -> bool:
        """Say whether the parse hangs a token on a word between `start` and `end`."""
        return any(start <= ancestor.i < end for ancestor in self.view.tokens[token].ancestors)

    def trimmed_end(self, start: int, end: int) -> int:
        """Return `end` without commas, conjunctions and blanks at the tail."""
        view = self.view
        while end > start and (view.words[end - 1] in {",", "e", "ed", "ma", "-"} or not view.words[end - 1].strip()):
            end -= 1
        return end

    def hard_end(self, start: int) -> int:
        """Return where the sentence, or a semicolon, colon or dash ends whatever begins at `start`."""
        view, depth = self.view, 0
        _, sentence_end = view.sentence(start)
        for token in range(start, sentence_end):
            if view.inside(token):
                continue
            word = view.words[token]
            depth += (word == "(") - (word == ")")
            if depth < 0 or "\n" in word or (word in ENDS and not (word == ":" and self._lists(token, sentence_end))):
                return token
        return sentence_end

    def _lists(self, colon: int, end: int) -> bool:
        """Say whether a colon only opens a list: "avevano incontrato i frugali: l'olandese Rutte e la danese Lund"."""
        view = self.view
        if not view.tagged or colon + 2 >= end or view.inside(colon + 1):
            return False
        return not any(view.inside(t) or view.is_finite(t, self.words) for t in range(colon + 1, end))

    def _starts_own_clause(self, cue: Cue) -> bool:
        """Say whether a later cue goes on beside the clause: ", spiegando che", "e ha aggiunto che"."""
        before = self.view.words[cue.start - 1]
        if self.start(cue) is None:
            return False
        gerund = cue.form.kinds == {"Ger"} and before == ","
        return gerund or before in {"e", "ed", "ma"}

    def _before_conjunction(self, token: int) -> int:
        while self.view.words[token - 1] in {",", "e", "ed", "ma"}:
            token -= 1
        return token

    def _parsed_end(self, start: int, limit: int) -> int:
        """Return where the parse ends the clause, if a comma or a conjunction stands there; else `limit`.

        "sarebbe avvenuta ieri, mentre altri parlano di...": what follows hangs on the reporting verb.
        """
        view = self.view
        root = next((t for t in view.tokens[start:limit] if t.head.i < start or t.head.i == t.i), None)
        if root is None:
            return limit
        edge = root.right_edge.i + 1
        if edge - start < 3 or edge >= limit or view.words[edge] != ",":
            return limit
        return edge
