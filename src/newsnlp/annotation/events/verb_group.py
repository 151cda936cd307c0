"""What a verb's own group says of whether it took place: conjunction, adverb, negation, modal verb, mood, tense."""

from __future__ import annotations

from itertools import pairwise

from newsnlp.annotation.events.verb_forms import finite_of, has_modal, is_future, lemma_of
from newsnlp.annotation.events.verdicts import DEFAULT, HAPPENED, NEGATED, PLANNED, POSSIBLE, Verdict, verdict_of
from newsnlp.annotation.events.view import View
from newsnlp.annotation.tokens import Token, is_mark
from newsnlp.lang.it.event_words import word_class
from newsnlp.lang.it.status_words import cue_lemmas, status_cues

VERBS = frozenset({"VERB", "AUX"})
ONLY = frozenset({"solo", "soltanto", "solamente"})
# "aveva convocato il vertice per venerdì scorso": the day is over.
PAST_DAYS = frozenset({"scorso", "scorsa", "scorsi", "scorse", "ieri"})


class VerbGroup:
    """Reads the group of a verb, without what stands above it."""

    def __init__(self, view: View) -> None:
        self.view = view

    def negation(self, verb: Token) -> str | None:
        """Return the word that negates a verb, or None: "non solo" and "finché non" do not negate."""
        marks = {self.view.lower[child.i] for child in verb.children if child.dep_ == "mark"}
        for child in verb.children:
            word = self.view.lower[child.i]
            if child.dep_ in {"nsubj", "nsubj:pass"} and lemma_of(child) in {"nessuno", "nessuna"}:
                return word
            if child.dep_ not in {"advmod", "cc", "mark", "case"} or "finché" in marks:
                continue
            if word == "senza" or (word in word_class("negation") and self._negates(verb, child)):
                return word
        return self._negation_of_subject(verb)

    def _negates(self, verb: Token, negator: Token) -> bool:
        """ "non solo ha incontrato", "non appena" deny nothing; "mai" does with "non" or before a participle."""
        words = self.view.lower
        following = words[negator.i + 1] if negator.i + 1 < len(words) else ""
        if words[negator.i] == "mai" and negator.i > verb.i:
            return False
        return following not in word_class("undoes_not") and not self._is_undone(verb)

    def _is_undone(self, verb: Token) -> bool:
        """ "non ha solo incontrato X", "non lo ha visto per caso": what is denied is not that it took place."""
        behind = self.view.lower[verb.i + 1 : verb.sent.end]
        if behind[:1] and behind[0] in ONLY:
            return True
        if any(self.view.lower[child.i] in ONLY and child.dep_ == "advmod" for child in verb.children):
            return True
        pairs = [" ".join(pair) for pair in pairwise(behind)]
        by_chance = any(pair in word_class("by_chance") for pair in pairs)
        # "non lo ha ricevuto per cortesia, ma per calcolo"
        instead = "per" in behind and "ma per" in pairs and behind.index("per") < pairs.index("ma per")
        return by_chance or instead

    def _negation_of_subject(self, verb: Token) -> str | None:
        """ "Né Rossi né Verdi hanno incontrato Bianchi"."""
        for child in verb.lefts:
            if child.dep_ == "nsubj" and self.view.lower[child.left_edge.i] == "né":
                return "né"
        return None

    def _negation_above(self, verb: Token) -> str | None:
        """ "non è da escludere un incontro"."""
        head = verb.head
        copula = head.i != verb.i and lemma_of(head) == "essere"
        return self.negation(head) if copula and "da" in self.marks(verb) else None

    def group(self, verb: Token) -> Verdict:
        """Return what a verb's own group says: conjunction, adverb, negation, modal verb, mood and tense."""
        found: Verdict | None = self.view.groups.get(verb.i)
        if found is None:
            found = self.view.groups[verb.i] = self._group(verb)
        return found

    def _group(self, verb: Token) -> Verdict:
        doubt = self._doubt(verb)
        if doubt:
            return doubt
        denied = self.negation(verb) or self._negation_above(verb)
        if denied:
            return Verdict(NEGATED, "refused" if is_future(verb) or has_modal(verb) else "denied", (denied,))
        return self.modal(verb) or self.tense(verb)

    def _doubt(self, verb: Token) -> Verdict | None:
        """Return the verdict of "se", "qualora" or "forse" beside a verb; "anche se" is no doubt."""
        for child in verb.children:
            word = self.view.lower[child.i]
            if child.dep_ == "mark" and word != "senza" and not self._is_concessive(child):
                cue = status_cues("M", "clause").get(word)
            elif child.dep_ == "advmod":
                # "qualora" is often taken for an adverb
                cue = status_cues("ADV", "modifier").get(word)
                cue = cue or (status_cues("M", "clause").get(word) if child.pos_ == "SCONJ" else None)
            elif child.dep_ == "obl" and self.case(child) in {"secondo", "stando"}:
                # "secondo indiscrezioni"; what a named source reports is taken as told
                cue = status_cues("N", "hearsay").get(lemma_of(child))
            else:
                continue
            if cue:
                return verdict_of(cue)
        return self._unparsed_condition(verb) or self._doubt_ahead(verb)

    def _doubt_ahead(self, verb: Token) -> Verdict | None:
        """ "Difficilmente Rossi incontrerà Verdi": the adverb opens the sentence, whatever it hangs on."""
        opening, following = self.view.tokens[verb.sent.start], self.view.tokens[verb.sent.start + 1 : verb.i]
        cue = status_cues("ADV", "opening").get(self.view.lower[opening.i])
        clear = not any((token.pos_ in VERBS and token.head.i != verb.i) or token.is_punct for token in following)
        return verdict_of(cue) if cue and clear else None

    def _is_concessive(self, mark: Token) -> bool:
        return mark.i > 0 and self.view.lower[mark.i - 1] == "anche"

    def _unparsed_condition(self, verb: Token) -> Verdict | None:
        """ "se Rossi incontrerà Verdi" where the parser made one name of it: look left for the conjunction."""
        if not verb.dep_.startswith("flat"):
            return None
        for index in range(verb.i - 1, max(verb.sent.start, verb.i - 6) - 1, -1):
            token = self.view.tokens[index]
            cue = status_cues("M", "clause").get(self.view.lower[index])
            if cue and not self._is_concessive(token):
                return verdict_of(cue)
            if token.pos_ in VERBS or is_mark(token.text):
                return None
        return None

    def modal(self, verb: Token) -> Verdict | None:
        """Return the verdict of a modal verb: "potrebbe incontrare", "vuole vedere", "dovrà ricevere"."""
        auxiliaries = [child for child in verb.children if child.dep_ == "aux"]
        conditional = any("Cnd" in child.morph.get("Mood", []) for child in auxiliaries)
        for child in auxiliaries:
            lemma = lemma_of(child)
            if lemma in {"potere", "dovere", "volere"}:
                return self._modal_verdict(lemma, child, conditional=conditional)
        return self._periphrasis(verb)

    def _periphrasis(self, verb: Token) -> Verdict | None:
        """ "va ricevuto subito" asks for it; "sta per incontrare" is about to."""
        before = self.view.tokens[max(verb.i - 2, verb.sent.start) : verb.i]
        for token in before:
            if (
                lemma_of(token) == "andare"
                and token.dep_.startswith("aux")
                and "Part" in verb.morph.get("VerbForm", [])
            ):
                return Verdict(POSSIBLE, "requested", (self.view.lower[token.i],))
            about = lemma_of(token) == "stare" and self.view.lower[token.i + 1] == "per"
            if about and "Inf" in verb.morph.get("VerbForm", []):
                return Verdict(PLANNED, "planned", (self.view.lower[token.i], "per"))
        return None

    def _modal_verdict(self, lemma: str, modal: Token, *, conditional: bool) -> Verdict:
        word = (self.view.lower[modal.i],)
        if "Part" in modal.morph.get("VerbForm", []):
            if not conditional:
                # "ha dovuto incontrare", "ha voluto vedere": it took place
                return Verdict(HAPPENED, "held", word)
            # "avrebbe dovuto incontrare": the plan came to nothing
            return Verdict(NEGATED, "cancelled", word) if lemma == "dovere" else Verdict(POSSIBLE, "hypothetical", word)
        if conditional:
            return Verdict(POSSIBLE, "requested" if lemma == "volere" else "hypothetical", word)
        if lemma == "potere" and "Fut" not in modal.morph.get("Tense", []):
            return Verdict(POSSIBLE, "hypothetical", word)
        return Verdict(PLANNED, "planned", word)

    def tense(self, verb: Token) -> Verdict:
        """Return what mood and tense say."""
        finite = finite_of(verb)
        if finite is None:
            return DEFAULT
        mood, tense = finite.morph.get("Mood", []), finite.morph.get("Tense", [])
        word = (self.view.lower[finite.i],)
        if "Cnd" in mood:
            return self._conditional(verb, finite)
        if "Fut" in tense:
            return Verdict(PLANNED, "planned", word)
        if "Sub" in mood and finite.i == verb.i and self._is_unreal(verb, tense):
            return Verdict(POSSIBLE, "hypothetical", word)
        if self._is_progressive(verb):
            return Verdict(HAPPENED, "ongoing", word)
        if finite.i == verb.i and "Past" not in tense:
            return self._told_for(verb, "time") or DEFAULT
        return self._called_for(verb) or Verdict(HAPPENED, "held")

    def _is_unreal(self, verb: Token, tense: list[str]) -> bool:
        """ "nel caso in cui visitasse Kiev", "un appello perché si incontrino"; "benché incontrasse" is real."""
        marks = self.marks(verb)
        if any(mark in status_cues("M", "concession") for mark in marks):
            return False
        return "Imp" in tense or (verb.dep_ == "advcl" and bool(marks))

    def _called_for(self, verb: Token) -> Verdict | None:
        """ "ha convocato per domani i capigruppo": called now for a day to come."""
        lemmas = cue_lemmas(self.view.lower[verb.i], lemma_of(verb), reflexive=False)
        if not any(lemma in status_cues("V", "schedule") for lemma in lemmas):
            return None
        return self.day_for(verb)

    def day_for(self, verb: Token) -> Verdict | None:
        """ "per martedì" behind a verb: the day that something is for."""
        for child in verb.rights:
            past = PAST_DAYS & set(self.view.lower[child.left_edge.i : child.right_edge.i + 1])
            if self.case(child) == "per" and self.is_day(child) and not past:
                return Verdict(PLANNED, "planned", ("per", self.view.lower[child.i]))
        return None

    def is_day(self, token: Token) -> bool:
        """Say whether a phrase is a day: a weekday, "domani", a time expression."""
        if self.view.lower[token.i] in status_cues("ADV", "headline"):
            return True
        span = range(token.left_edge.i, token.right_edge.i + 1)
        return any(item["start"] in span for item in self.view.times)

    def _told_for(self, token: Token, side: str) -> Verdict | None:
        """ "Domani incontra Weber": an adverb of the future beside a present."""
        for child in token.children:
            cue = status_cues("ADV", side).get(self.view.lower[child.i])
            if cue and child.dep_ in {"advmod", "obl", "nmod"}:
                return verdict_of(cue)
        return None

    def _is_progressive(self, verb: Token) -> bool:
        """ "sta incontrando"."""
        return "Ger" in verb.morph.get("VerbForm", []) and any(
            child.dep_ == "aux" and lemma_of(child) == "stare" for child in verb.children
        )

    def _conditional(self, verb: Token, finite: Token) -> Verdict:
        """ "avrebbe incontrato" is hearsay; after a past verb of saying it is future: "disse che lo avrebbe visto"."""
        word = (self.view.lower[finite.i],)
        compound = finite.i != verb.i
        if compound and verb.dep_ == "ccomp" and lemma_of(verb.head) in word_class("reporting_past"):
            outer = finite_of(verb.head)
            if outer is not None and (outer.i != verb.head.i or "Past" in outer.morph.get("Tense", [])):
                return Verdict(PLANNED, "planned", (*word, self.view.lower[verb.head.i]))
        return Verdict(POSSIBLE, "reported" if compound else "hypothetical", word)

    def case(self, token: Token) -> str:
        """Return the preposition of a word without its article, or an empty string."""
        cases = self.view.prepositions(token)
        return cases[0] if cases else ""

    def marks(self, verb: Token) -> list[str]:
        """Return the conjunctions and prepositions that open the clause of a verb."""
        return [self.view.lower[child.i] for child in verb.children if child.dep_ in {"mark", "case"}]
