"""Whether an event took place: tense, mood, negation and cue words around its trigger.

A status is read from the inside outwards: first the trigger's own clause (tense, modal verb, negation, "se"),
then the words that the clause depends on. Each word that decides is asked in its turn what its own clause says:
"il Cremlino smentisce di voler annullare l'incontro" goes from incontro to annullare to smentire.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from newsnlp.annotate.events.openings import (
    adjective_before,
    fronted_participle,
    is_asked,
    is_unset,
    noun_before,
    phrase_before,
    stopped_before,
)
from newsnlp.annotate.events.view import View, preposition
from newsnlp.annotate.tokens import Token, is_mark
from newsnlp.lang.it.event_words import is_form_of, word_class
from newsnlp.lang.it.status_words import Cue, cue_lemmas, status_cues

HAPPENED, PLANNED, POSSIBLE, NEGATED = "happened", "planned", "possible", "negated"
# How many words up from a trigger may still decide its status.
MAX_GOVERNORS = 5
# Meetings, visits and invitations can be announced before they are; an announced agreement is there already.
CONTACTS = frozenset({"MEETING", "VISIT", "INVITATION"})
# What is said in words was said, whoever rejects it: "respinge le accuse".
UTTERED = frozenset({"ACCUSATION", "THREAT", "DENIAL"})
VERBS = frozenset({"VERB", "AUX"})
OBJECTS = frozenset({"obj", "nsubj:pass"})
CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass", "acl", "advcl"})
FREE = frozenset({"acl:relcl", "parataxis", "appos", "vocative", "discourse", "dislocated"})
NOUN_REACH = frozenset({"di", "per", "a", "", "clause", "subject"})
GOVERNED_BY_ADJECTIVE = frozenset({"nsubj", *CLAUSES})
# What a cue asks besides its reach (see status_cues.tsv).
QUALIFIERS = frozenset({"indefinite", "dated", "affirmed", "passive"})
REFLEXIVES = frozenset({"si", "s'", "mi", "ci", "vi", "ti"})


@dataclass(frozen=True)
class Verdict:
    """A status with its detail and the words that decided it; `strong` tells that something said so."""

    status: str
    detail: str | None
    cues: tuple[str, ...] = ()
    strong: bool = True


DEFAULT = Verdict(HAPPENED, "held", strong=False)


def status_of(view: View, trigger: Token, *, event_type: str = "MEETING", as_noun: bool = False) -> Verdict:
    """Return the status of the event that `trigger` names.

    Args:
        view: the article.
        trigger: the word that names the event.
        event_type: its type; what is announced of a meeting is to come, of an agreement is there.
        as_noun: whether to read the word as a noun whatever its tag ("faccia a faccia").
    """
    reader = _Reader(view, contact=event_type in CONTACTS, uttered=event_type in UTTERED)
    by_verb = trigger.pos_ in VERBS and not as_noun
    verdict = reader.verb(trigger) if by_verb else reader.noun(trigger)
    if verdict.status == HAPPENED and reader.contact and is_asked(view, trigger, by_verb=by_verb):
        # "Ferrante ha davvero incontrato Weber?"
        return Verdict(POSSIBLE, "hypothetical", ("?",))
    return verdict


class _Reader:
    """Reads one trigger.

    Attributes:
        contact: announcing the event comes before the event.
        uttered: the event is something said, which rejecting does not undo.
    """

    def __init__(self, view: View, *, contact: bool, uttered: bool) -> None:
        self.view = view
        self.contact = contact
        self.uttered = uttered

    # -- the trigger's own clause ------------------------------------------------------------------

    def negation(self, verb: Token) -> str | None:
        """Return the word that negates a verb, or None: "non solo" and "finché non" do not negate."""
        marks = {self.view.lower[child.i] for child in verb.children if child.dep_ == "mark"}
        for child in verb.children:
            word = self.view.lower[child.i]
            if child.dep_ in {"nsubj", "nsubj:pass"} and _lemma(child) in {"nessuno", "nessuna"}:
                return word
            if child.dep_ not in {"advmod", "cc", "mark", "case"} or "finché" in marks:
                continue
            if word == "senza" or (word in word_class("negation") and self._negates(verb, child)):
                return word
        return self._negation_of_subject(verb)

    def _negates(self, verb: Token, negator: Token) -> bool:
        """ "non solo ha incontrato" does not negate; "mai" does so with "non" or before a bare participle."""
        words = self.view.lower
        following = words[negator.i + 1] if negator.i + 1 < len(words) else ""
        if words[negator.i] == "mai" and negator.i > verb.i:
            return False
        return following not in {"solo", "soltanto", "solamente"}

    def _negation_of_subject(self, verb: Token) -> str | None:
        """ "Né Rossi né Verdi hanno incontrato Bianchi"."""
        for child in verb.lefts:
            if child.dep_ == "nsubj" and self.view.lower[child.left_edge.i] == "né":
                return "né"
        return None

    def _negation_above(self, verb: Token) -> str | None:
        """ "non è da escludere un incontro"."""
        head = verb.head
        return self.negation(head) if head.pos_ == "AUX" and head.i != verb.i and "da" in self._marks(verb) else None

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
            return Verdict(NEGATED, "refused" if _is_future(verb) or _has_modal(verb) else "denied", (denied,))
        return self._modal(verb) or self._tense(verb)

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
            elif child.dep_ == "obl" and self._case(child) in {"secondo", "stando"}:
                # "secondo indiscrezioni"; what a named source reports is taken as told
                cue = status_cues("N", "hearsay").get(_lemma(child))
            else:
                continue
            if cue:
                return _verdict(cue)
        return self._unparsed_condition(verb) or self._doubt_ahead(verb)

    def _doubt_ahead(self, verb: Token) -> Verdict | None:
        """ "Difficilmente Rossi incontrerà Verdi": the adverb opens the sentence, whatever it hangs on."""
        opening, following = self.view.tokens[verb.sent.start], self.view.tokens[verb.sent.start + 1 : verb.i]
        cue = status_cues("ADV", "opening").get(self.view.lower[opening.i])
        clear = not any((token.pos_ in VERBS and token.head.i != verb.i) or token.is_punct for token in following)
        return _verdict(cue) if cue and clear else None

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
                return _verdict(cue)
            if token.pos_ in VERBS or is_mark(token.text):
                return None
        return None

    def _modal(self, verb: Token) -> Verdict | None:
        """Return the verdict of a modal verb: "potrebbe incontrare", "vuole vedere", "dovrà ricevere"."""
        auxiliaries = [child for child in verb.children if child.dep_ == "aux"]
        conditional = any("Cnd" in child.morph.get("Mood", []) for child in auxiliaries)
        for child in auxiliaries:
            lemma = _lemma(child)
            if lemma in {"potere", "dovere", "volere"}:
                return self._modal_verdict(lemma, child, conditional=conditional)
        return self._periphrasis(verb)

    def _periphrasis(self, verb: Token) -> Verdict | None:
        """ "va ricevuto subito" asks for it; "sta per incontrare" is about to."""
        before = self.view.tokens[max(verb.i - 2, verb.sent.start) : verb.i]
        for token in before:
            if _lemma(token) == "andare" and token.dep_.startswith("aux") and "Part" in verb.morph.get("VerbForm", []):
                return Verdict(POSSIBLE, "requested", (self.view.lower[token.i],))
            about = _lemma(token) == "stare" and self.view.lower[token.i + 1] == "per"
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

    def _tense(self, verb: Token) -> Verdict:
        """Return what mood and tense say."""
        finite = _finite(verb)
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
        marks = self._marks(verb)
        if any(mark in status_cues("M", "concession") for mark in marks):
            return False
        return "Imp" in tense or (verb.dep_ == "advcl" and bool(marks))

    def _called_for(self, verb: Token) -> Verdict | None:
        """ "ha convocato per domani i capigruppo": called now for a day to come."""
        lemmas = cue_lemmas(self.view.lower[verb.i], _lemma(verb), reflexive=False)
        if not any(lemma in status_cues("V", "schedule") for lemma in lemmas):
            return None
        for child in verb.rights:
            if self._case(child) == "per" and self._is_day(child):
                return Verdict(PLANNED, "planned", ("per", self.view.lower[child.i]))
        return None

    def _is_day(self, token: Token) -> bool:
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
                return _verdict(cue)
        return None

    def _is_progressive(self, verb: Token) -> bool:
        """ "sta incontrando"."""
        return "Ger" in verb.morph.get("VerbForm", []) and any(
            child.dep_ == "aux" and _lemma(child) == "stare" for child in verb.children
        )

    def _conditional(self, verb: Token, finite: Token) -> Verdict:
        """ "avrebbe incontrato" is hearsay; after a past verb of saying it is future: "disse che lo avrebbe visto"."""
        word = (self.view.lower[finite.i],)
        compound = finite.i != verb.i
        if compound and verb.dep_ == "ccomp" and _lemma(verb.head) in word_class("reporting_past"):
            outer = _finite(verb.head)
            if outer is not None and (outer.i != verb.head.i or "Past" in outer.morph.get("Tense", [])):
                return Verdict(PLANNED, "planned", (*word, self.view.lower[verb.head.i]))
        return Verdict(POSSIBLE, "reported" if compound else "hypothetical", word)

    # -- the words above ---------------------------------------------------------------------------

    def governed(self, token: Token, depth: int = 0) -> Verdict | None:
        """Return the verdict of the word that `token` depends on, or None where that leaves its status open."""
        head = token.head
        if head.i == token.i or token.dep_ in FREE or depth > MAX_GOVERNORS:
            return None
        if token.dep_ == "conj":
            # "ha annullato l'incontro e la cena", "vuole vedere Weber e visitare Kiev"
            same = (token.pos_ in VERBS) == (head.pos_ in VERBS) and not (token.pos_ in VERBS and _finite(token))
            return self.governed(head, depth + 1) if same else None
        if head.pos_ in VERBS or (head.pos_ == "ADJ" and self._verb_cue(head)):
            return self._under_verb(token, head, depth)
        if head.pos_ == "ADJ":
            return self._under_adjective(token, head, depth)
        return self._under_noun(token, head, depth)

    def _under_verb(self, token: Token, head: Token, depth: int) -> Verdict | None:
        doubted = self._doubted(token, head)
        if doubted:
            return doubted
        cue = self._verb_cue(head)
        if cue and "affirmed" in cue.reach and self.negation(head):
            # "non dubita che si siano visti"
            return None
        if cue and self._reaches(token, cue):
            if cue.detail == "postponed" and self._has_new_date(head):
                return Verdict(PLANNED, "postponed", (cue.lemma,))
            return self._combine(cue, self.verb(head, depth + 1))
        willing = self._participle_as_adjective(head) if cue is None else None
        if willing and (token.dep_ in CLAUSES or self._case(token) == "a"):
            # "è disposto a incontrare"
            return self._combine(willing, self.group(head))
        if token.dep_ in CLAUSES:
            return self._beside_noun(head)
        if token.dep_ not in OBJECTS | {"nsubj"}:
            return None
        # "ritiene possibile un incontro", "definisce falsa la notizia dell'incontro"
        for child in head.children:
            predicate = status_cues("A", "governor").get(_lemma(child)) if child.pos_ == "ADJ" else None
            if predicate and child.dep_ in {"xcomp", "ccomp", "obj", "amod"}:
                return self._combine(predicate, self.verb(head, depth + 1))
        return None

    def _participle_as_adjective(self, head: Token) -> Cue | None:
        """Return the cue that a participle is as an adjective, in whatever gender and number: "disposti a"."""
        word = self.view.lower[head.i]
        known = "Part" in head.morph.get("VerbForm", []) and word[:-1] + "o" in status_cues("A", "governor")
        return status_cues("A", "governor")[word[:-1] + "o"] if known else None

    def _doubted(self, token: Token, head: Token) -> Verdict | None:
        """ "non risulta che si siano visti", "non è certo che", "nessuno crede che": denied, these leave it open."""
        cue = self._doubt_cue(head)
        if cue is None:
            return None
        clause = token.dep_ in CLAUSES and token.pos_ in VERBS | {"NOUN", "PROPN"}
        if "passive" in cue.reach and not any(_lemma(c) == "essere" for c in head.children if c.dep_.startswith("aux")):
            return None
        touched = clause or ("object" in cue.reach and token.dep_ in OBJECTS | {"nsubj"})
        return _verdict(cue) if touched else None

    def _doubt_cue(self, head: Token) -> Cue | None:
        """Return the cue that a denied verb or adjective of belief or proof is."""
        part = "V" if head.pos_ in VERBS else "A"
        forms = [self.view.lower[head.i], _lemma(head)]
        if part == "V":
            forms += cue_lemmas(forms[0], forms[1], reflexive=False)
        known = _doubted_by(part)
        cue = next((known[form] for form in forms if form in known), None)
        return cue if cue and self.negation(head) else None

    def _beside_noun(self, head: Token) -> Verdict | None:
        """ "corre voce che si siano visti", "ha espresso la speranza che": a noun of the verb rules the clause."""
        for child in head.children:
            cue = self._noun_cue(child) if child.dep_ in {"obj", "nsubj"} and child.pos_ == "NOUN" else None
            if cue and "clause" in (cue.reach or NOUN_REACH):
                return self._combine(cue, self.group(head))
        return None

    def _under_adjective(self, token: Token, head: Token, depth: int) -> Verdict | None:
        """ "è possibile un incontro", "si è detto contrario a un vertice", "è falso che si siano visti"."""
        doubted = self._doubted(token, head)
        if doubted:
            return doubted
        cue = status_cues("A", "governor").get(_lemma(head))
        if cue and "indefinite" in cue.reach and not is_unset(self.view, token):
            # "inutile un incontro"; "inutile l'incontro" tells of one that was held
            return None
        if cue and "clause" in cue.reach and token.pos_ not in VERBS:
            # "tutto pronto per il vertice" plans, "pronto a incontrare" offers
            cue = status_cues("A", "announce").get(_lemma(head))
        hung = token.dep_ in GOVERNED_BY_ADJECTIVE or (token.dep_ == "obj" and token.pos_ not in VERBS)
        if not cue or not (hung or self._case(token) in {"a", "per"}):
            return None
        own = self.group(head)
        return self._combine(cue, own if own.status != HAPPENED else self.governed(head, depth + 1) or own)

    def _under_noun(self, token: Token, head: Token, depth: int) -> Verdict | None:
        """ "la richiesta di un incontro"; "la notizia dell'incontro" hands on what is said of the news."""
        case = self._case(token)
        clause = token.dep_ in CLAUSES and token.pos_ in VERBS
        kind = "clause" if clause else "subject" if token.dep_.startswith("nsubj") else case
        cue = self._noun_cue(head)
        if cue and kind in (cue.reach or NOUN_REACH):
            return self._by_noun(cue, head, depth)
        framed = status_cues("N", "frame").get(_lemma(head)) if kind == "subject" else None
        if framed and self._case(head) in {"in", "a"}:
            # "è a rischio il vertice"
            return self._combine(framed, self.group(head))
        above = self._verb_cue(head.head) if head.head.pos_ in VERBS else None
        if above and case and case in above.reach:
            # "mancano tre giorni al vertice": the phrase belongs to the verb
            return self._combine(above, self.verb(head.head, depth + 1))
        return self.governed(head, depth + 1) if case == "di" and not clause else None

    def _by_noun(self, cue: Cue, head: Token, depth: int = 0) -> Verdict:
        """Return what a cue noun says together with what is said of itself: "respinta la proposta di"."""
        outer = self.modified(head) or self._participle(head) or self.governed(head, depth + 1) or self.carrier(head)
        return self._combine(cue, outer or DEFAULT)

    def _combine(self, cue: Cue, outer: Verdict) -> Verdict:
        """Return what a cue and the status of the cue itself say together."""
        words = (*outer.cues, cue.lemma)
        if outer.status == NEGATED:
            return _denied(cue, words)
        if outer.status == POSSIBLE and not (cue.status == NEGATED and outer.detail == "reported"):
            return Verdict(POSSIBLE, outer.detail, words)
        if cue.status == POSSIBLE and outer.status == PLANNED and "accettare" in outer.cues:
            return Verdict(PLANNED, "planned", words)
        return Verdict(cue.status, cue.detail, words)

    def _verb_cue(self, verb: Token) -> Cue | None:
        """Return the cue that a verb or participle is, reflexive or not."""
        reflexive = self.view.lower[verb.i].endswith("si") or any(
            self.view.lower[child.i] in REFLEXIVES for child in verb.children if child.i < verb.i
        )
        for lemma in cue_lemmas(self.view.lower[verb.i], _lemma(verb), reflexive=reflexive):
            cue = status_cues("V", "governor").get(lemma)
            if cue is None and self.contact:
                cue = status_cues("V", "announce").get(lemma)
            if cue:
                return cue
        return None

    def _noun_cue(self, noun: Token) -> Cue | None:
        lemma = _lemma(noun)
        found = status_cues("N", "governor").get(lemma)
        return found or (status_cues("N", "announce").get(lemma) if self.contact else None)

    def _case(self, token: Token) -> str:
        cases = self.view.prepositions(token)
        return cases[0] if cases else ""

    def _reaches(self, token: Token, cue: Cue) -> bool:
        """Say whether a cue verb acts on what depends on it this way.

        "ha annunciato al vertice": what stands in an adjunct is untouched; object and clause are touched. A
        subject is so by few verbs only ("salta il vertice"), but the parser takes many an object behind its
        verb for the subject.
        """
        if self.uttered and cue.status == NEGATED and token.pos_ not in VERBS:
            return False
        if "indefinite" in cue.reach and token.pos_ not in VERBS and not is_unset(self.view, token):
            # "si parla di un vertice segreto" is hearsay, "si parla del vertice" is talk about it
            return False
        if "dated" in cue.reach and not self._has_new_date(token.head):
            return False
        reach = cue.reach - QUALIFIERS or frozenset({"object", "clause"})
        if "attempt" in reach:
            # "è fallito il tentativo di incontrarlo"; a summit that fails was held
            return self._noun_cue(token) is not None
        if token.dep_ in OBJECTS:
            return bool(reach & {"object", "subject"})
        if token.dep_ == "nsubj":
            return "subject" in reach or ("object" in reach and self._stands_for_object(token))
        if token.dep_ in CLAUSES and token.pos_ in VERBS | {"PROPN", "NOUN"} and token.dep_ != "advcl":
            return "clause" in reach
        if token.dep_ == "advcl":
            # "si prepara a incontrare" is often taken for an adverbial clause
            return "clause" in reach and _finite(token) is None and set(self._marks(token)) <= {"a", "ad", "di"}
        return self._case(token) in reach

    def _stands_for_object(self, subject: Token) -> bool:
        """ "non è escluso un incontro", "previsto un vertice": a participle's subject; an active verb's is not."""
        return "Part" in subject.head.morph.get("VerbForm", []) and not any(
            child.dep_ == "aux" and _lemma(child) == "avere" for child in subject.head.children
        )

    def _marks(self, verb: Token) -> list[str]:
        return [self.view.lower[child.i] for child in verb.children if child.dep_ in {"mark", "case"}]

    def _has_new_date(self, verb: Token) -> bool:
        """ "rinviato a giovedì", "slitta al 12 marzo": put off to a day that is told."""
        return any(self._case(child) == "a" and self._is_day(child) for child in verb.rights)

    # -- verbs -------------------------------------------------------------------------------------

    def verb(self, verb: Token, depth: int = 0) -> Verdict:
        """Return the status of what a verb tells."""
        predicated = self._copula(verb)
        if predicated:
            return predicated
        own = self.group(verb)
        if own.status == NEGATED or depth > MAX_GOVERNORS:
            return own
        outer = self._above(verb, depth)
        if own.status == POSSIBLE:
            # "esclude che possa riceverlo"; but "non ha deciso se riceverlo"
            asked = any(mark in status_cues("M", "clause") for mark in self._marks(verb))
            return outer if outer and outer.status == NEGATED and not asked else own
        if _finite(verb) is not None:
            return self._finite_clause(verb, own, outer)
        if own.strong:
            return outer if outer and outer.status != PLANNED else own
        if _is_participle(verb):
            return own
        if _is_perfect(verb):
            # "conferma di aver visto": only doubt and denial reach into the past
            return outer if outer and outer.status != PLANNED else own
        return outer or self._infinitive(verb)

    def _above(self, verb: Token, depth: int) -> Verdict | None:
        """Return what the clause above says of a clause; participles and gerunds stand on their own."""
        if verb.dep_ not in CLAUSES | {"conj", "obj", "nsubj"}:
            return self._unparsed_clause(verb)
        if _is_participle(verb) or "Ger" in verb.morph.get("VerbForm", []):
            return None
        found = self.governed(verb, depth)
        if found is not None or _finite(verb) is not None:
            return found
        return self._carried(verb, depth) if verb.head.pos_ in VERBS else self._cleft(verb)

    def _cleft(self, verb: Token) -> Verdict | None:
        """ "sarà la Svizzera a ospitare il vertice"."""
        copula = any(child.dep_ == "cop" for child in verb.head.children)
        return self.group(verb.head) if copula and set(self._marks(verb)) & {"a", "ad"} else None

    def _carried(self, verb: Token, depth: int) -> Verdict | None:
        """ "non è riuscito a incontrare", "torneranno a vedersi": tense and negation of the verb above."""
        head = verb.head
        lemmas = cue_lemmas(self.view.lower[head.i], _lemma(head), reflexive=False)
        if not any(lemma in status_cues("V", "carrier") for lemma in lemmas):
            return None
        marks = set(self._marks(verb))
        if verb.dep_ == "advcl" and not marks <= {"a", "ad", "di", *(["per"] if "finire" in lemmas else [])}:
            return None
        if "stare" in lemmas and "per" in marks:
            # "sta per incontrare" is about to; "ha finito per incontrare" has
            return None
        return self.verb(head, depth + 1)

    def _unparsed_clause(self, verb: Token) -> Verdict | None:
        """ "è improbabile che Rossi incontri Verdi" where the parser made one name of it."""
        if not verb.dep_.startswith("flat"):
            return None
        for index in range(verb.i - 1, max(verb.sent.start, verb.i - 6), -1):
            if self.view.lower[index] == "che":
                head = self.view.tokens[index - 1]
                doubt = self._doubt_cue(head)
                cue = self._verb_cue(head) if head.pos_ in VERBS else status_cues("A", "governor").get(_lemma(head))
                return _verdict(doubt) if doubt else self._combine(cue, self.group(head)) if cue else None
        return None

    def _finite_clause(self, verb: Token, own: Verdict, outer: Verdict | None) -> Verdict:
        """Return the status of a finite clause under what is said of it."""
        outer = outer or self._noun_of_clause(verb)
        if outer is None or outer.status == HAPPENED:
            return self._not_yet_real(verb) or own if own == DEFAULT else own
        if outer.status in {NEGATED, POSSIBLE}:
            return outer
        finite = _finite(verb)
        if finite is not None and "Sub" in finite.morph.get("Mood", []) and finite.i == verb.i:
            # "vuole che incontri i sindacati": wished for by somebody else
            return Verdict(POSSIBLE, "requested", outer.cues)
        return own

    def _noun_of_clause(self, verb: Token) -> Verdict | None:
        """ "gira voce che si siano visti": the noun before "che", whatever the clause hangs on."""
        mark = next(
            (child for child in verb.children if self.view.lower[child.i] == "che" and child.dep_ == "mark"), None
        )
        if mark is None or mark.i == verb.sent.start:
            return None
        noun = self.view.tokens[mark.i - 1]
        cue = self._noun_cue(noun) if noun.pos_ == "NOUN" else None
        return self._by_noun(cue, noun) if cue and "clause" in (cue.reach or NOUN_REACH) else None

    def _not_yet_real(self, verb: Token) -> Verdict | None:
        """ "è ora che incontri Weber", "serve tempo perché lo riceva": a present subjunctive tells nothing that was.

        "Benché lo riceva" does, and "non sorprende che lo riceva".
        """
        subjunctive = {"Sub"} & set(verb.morph.get("Mood", [])) and "Pres" in verb.morph.get("Tense", [])
        concession = any(mark in status_cues("M", "concession") for mark in self._marks(verb))
        factive = is_form_of(self.view.lower[verb.head.i], "factive") or self.view.lower[verb.head.i] == "fatto"
        if not subjunctive or concession or factive:
            return None
        return Verdict(POSSIBLE, "hypothetical", (self.view.lower[verb.i],))

    def _infinitive(self, verb: Token) -> Verdict:
        """ "è volato a Mosca per incontrare X" is a plan; "nell'incontrare X" has happened."""
        marks = set(self._marks(verb))
        if "Ger" in verb.morph.get("VerbForm", []):
            return DEFAULT
        if marks & {"dopo", "nel", "nell'", "ad", "a", "al", "nello", "del"}:
            return DEFAULT
        purpose = "per" in marks and not self.contact and _told_as_past(verb.head)
        if verb.dep_ in CLAUSES and not purpose:
            return Verdict(PLANNED, "planned", (self.view.lower[verb.i],))
        return DEFAULT

    # -- nouns -------------------------------------------------------------------------------------

    def noun(self, noun: Token) -> Verdict:
        """Return the status of the event that a noun names."""
        modified = self.modified(noun)
        if modified and modified.status != PLANNED:
            return modified
        governed = self.governed(noun) or self._told_ahead(noun)
        if governed:
            return self._undone(noun) or governed
        if noun.pos_ == "ADJ" and noun.dep_ == "amod":
            # "l'atteso bilaterale", "l'incontro bilaterale": what is said of the noun
            return self.noun(noun.head)
        carried = self._headed(noun) or self.carrier(noun) or self._participle(noun) or self._relative(noun)
        return carried or modified or self._title(noun) or DEFAULT

    def _told_ahead(self, noun: Token) -> Verdict | None:
        """Return what the words ahead of a noun say by their order, wherever the parser hangs it."""
        phrase = phrase_before(self.view, noun) if self.contact else None
        if phrase and (not phrase.reach or is_unset(self.view, noun)):
            return _verdict(phrase)
        adjective = adjective_before(self.view, noun)
        if adjective and adjective.status != PLANNED:
            return _verdict(adjective)
        stopped = stopped_before(self.view, noun)
        if stopped:
            return _verdict(stopped)
        before = noun_before(self.view, noun)
        cue = self._noun_cue(before.token) if before else None
        if before and cue and before.case in (cue.reach or NOUN_REACH) and before.token.i != noun.head.i:
            return self._by_noun(cue, before.token)
        return self._fronted(noun)

    def _fronted(self, noun: Token) -> Verdict | None:
        """ "Mai avvenuta, per la Casa Bianca, la telefonata", "Spostata a giovedì la riunione"."""
        participle = fronted_participle(self.view, noun)
        if participle is None:
            return None
        negated = participle.i > participle.sent.start and self.view.lower[participle.i - 1] in {"mai", "non"}
        own = Verdict(NEGATED, "denied", (self.view.lower[participle.i - 1],)) if negated else DEFAULT
        cue = self._verb_cue(participle)
        if cue and cue.detail == "postponed" and self._has_new_date(participle):
            return Verdict(PLANNED, "postponed", (cue.lemma,))
        if cue and "dated" not in cue.reach and ({"object", "subject"} & (cue.reach or {"object"})):
            return self._combine(cue, own)
        return own if negated and self._is_light(participle) else None

    def modified(self, noun: Token) -> Verdict | None:
        """Return the verdict of an adjective, determiner or preposition: "il mancato incontro"."""
        before = self._before(noun)
        if before:
            return before
        for child in [*noun.children, *self._behind_name(noun)]:
            if child.head.i == noun.i and child.dep_ not in {"amod", "acl", "det", "advmod"}:
                continue
            lemma = _lemma(child)
            modifiers = status_cues("A", "modifier")
            cue = modifiers.get(lemma) or modifiers.get(self.view.lower[child.i])
            if cue:
                return self._combine(cue, self.group(child))
        return None

    def _behind_name(self, noun: Token) -> list[Token]:
        """Return the participle behind the name of a meeting, however it is parsed: "al vertice Nato previsto"."""
        end = self.view.mention_end.get(noun.i + 1)
        return [self.view.tokens[end]] if end is not None and end < noun.sent.end else []

    def _headed(self, noun: Token) -> Verdict | None:
        """ "Vertice annullato, A e B non si vedranno": noun and participle open a headline, whatever they hang on."""
        behind = noun.i + 1
        if noun.i != noun.sent.start or not self.view.lower[behind].endswith(("to", "ta", "ti", "te", "so", "sa")):
            return None
        participle = self.view.tokens[behind]
        closed = behind + 1 >= noun.sent.end or self.view.tokens[behind + 1].is_punct
        cue = self._verb_cue(participle) if closed and participle.pos_ in {"VERB", "ADJ"} else None
        return _verdict(cue) if cue and "dated" not in cue.reach and "object" in (cue.reach or {"object"}) else None

    def _participle(self, noun: Token) -> Verdict | None:
        """ "l'incontro chiesto da Okafor"; weaker than the clause: "l'incontro chiesto da Okafor si è svolto"."""
        for child in noun.children:
            cue = self._verb_cue(child) if child.dep_ in {"acl", "amod"} and _is_participle(child) else None
            if cue and self._tells_the_host(child):
                continue
            if cue and (not cue.reach or "object" in cue.reach):
                return self._combine(cue, self.group(child))
        return None

    def _tells_the_host(self, participle: Token) -> bool:
        """ "la cena offerta da Rossi", "la conferenza organizzata da Rossi" say whose it was, not that it will be."""
        lemma = _lemma(participle)
        named = any(child.dep_ == "obl:agent" or self._case(child) == "da" for child in participle.rights)
        return named and lemma in word_class("convene_verbs") and lemma != "convocare"

    def _before(self, noun: Token) -> Verdict | None:
        """ "no a un incontro", "niente vertice", "nessun nuovo incontro", "senza un incontro", "nessuna data per"."""
        if word_class("undated") <= set(self.view.lower[max(noun.i - 8, noun.sent.start) : noun.i]):
            return Verdict(POSSIBLE, "hypothetical", tuple(sorted(word_class("undated"))))
        for index in range(noun.i - 1, max(noun.sent.start, noun.i - 5) - 1, -1):
            word, token = self.view.lower[index], self.view.tokens[index]
            cue = status_cues("ADV", "before").get(word)
            if cue:
                return _verdict(cue)
            if word == "senza":
                return self._without(noun)
            if token.pos_ not in {"DET", "ADJ", "NUM"} and preposition(word) != "a" and word not in {"più", "ancora"}:
                return None
        return None

    def _without(self, noun: Token) -> Verdict:
        """ "è ripartito senza un incontro" denies; "senza un incontro non ci sarà tregua" asks for one."""
        open_future = noun.head.pos_ in VERBS and self._tense(noun.head).status != HAPPENED
        return Verdict(POSSIBLE, "hypothetical", ("senza",)) if open_future else Verdict(NEGATED, "denied", ("senza",))

    def carrier(self, noun: Token) -> Verdict | None:
        """Return what the verb that carries the noun says: "si terrà un vertice", "non c'è stato alcun incontro"."""
        head = noun.head
        if any(child.dep_ == "cop" for child in noun.children):
            found = self._copula(noun) or self.group(noun)
            if found.status == HAPPENED and _is_present(noun) and self._case(noun) in {"in", "a"}:
                # "è in visita a Tunisi", "sono a colloquio"
                return Verdict(HAPPENED, "ongoing", (self._case(noun), self.view.lower[noun.i]))
            return found if found.strong else None
        if head.i == noun.i:
            return None
        if head.pos_ not in VERBS:
            return self._with_noun(noun, head)
        if noun.dep_ in {"nsubj", "nsubj:pass"}:
            return self._with_subject(noun, head)
        framed = self._frame(head) if noun.dep_ == "obj" else None
        if framed:
            return framed
        if noun.dep_ in {"obj", "xcomp", "ccomp"} or head.pos_ == "AUX":
            return self._with_object(noun, head)
        return self._with_adjunct(noun, head)

    def _with_noun(self, noun: Token, head: Token) -> Verdict | None:
        """ "sarà ad Atene per una serie di colloqui": counted by a noun, or beside a future predicate."""
        if _lemma(head) in status_cues("N", "quantity") and self._case(noun) == "di":
            return self.modified(head) or self.governed(head) or self.carrier(head) or self._participle(head)
        if noun.dep_ == "nsubj" and self._case(head) == "per" and self._is_day(head):
            # "l'appuntamento è per martedì"
            return Verdict(PLANNED, "planned", ("per", self.view.lower[head.i]))
        if noun.dep_ in {"obl", "nsubj"} and any(child.dep_ == "cop" for child in head.children):
            tense = self._tense(head)
            if noun.dep_ == "nsubj" and is_unset(self.view, noun) and tense.status == POSSIBLE:
                # "un incontro sarebbe un errore"
                return Verdict(POSSIBLE, "hypothetical", tense.cues)
            return tense if tense.status == PLANNED and self._case(noun) not in {"dopo", "da"} else None
        return None

    def _with_subject(self, noun: Token, head: Token) -> Verdict | None:
        """ "si terrà un vertice"; "il vertice non ha risolto nulla" tells of one that was held."""
        if self._goes_on(noun, head):
            return Verdict(HAPPENED, "ongoing", (self.view.lower[head.i],))
        phase = any(
            lemma in status_cues("V", "phase")
            for lemma in cue_lemmas(self.view.lower[head.i], _lemma(head), reflexive=True)
        )
        stays = self._stays(noun, head)
        if stays:
            return stays
        framed = self._frame(head)
        if framed and not self._is_light(head):
            # "nell'agenda figura un colloquio"
            return framed
        if self._is_light(head) and not phase:
            verdict = self.verb(head)
            return framed if framed and verdict.status == HAPPENED else verdict if verdict.strong else framed
        tense = self._modal(head) or self._tense(head)
        if tense.status == PLANNED or (phase and tense.strong and tense.status == HAPPENED):
            return tense
        # "nuovi colloqui permetterebbero": without an article they are not there yet
        unset = is_unset(self.view, noun) and ("Plur" in noun.morph.get("Number", []) or _is_indefinite(noun))
        unsure = tense.status == POSSIBLE and (unset or self._unconfirmed(head))
        return tense if unsure else None

    def _goes_on(self, noun: Token, head: Token) -> bool:
        """ "proseguono i colloqui", "la trattativa va avanti", "la visita, cominciata lunedì, si concluderà sabato"."""
        lemmas = cue_lemmas(self.view.lower[head.i], _lemma(head), reflexive=True)
        cue = next((status_cues("V", "phase")[lemma] for lemma in lemmas if lemma in status_cues("V", "phase")), None)
        if cue is None or self.negation(head):
            return False
        begun = any(
            c.dep_ in {"acl", "amod"} and _is_participle(c) and _lemma(c) in word_class("starts") for c in noun.rights
        )
        if begun and _is_future(head):
            return True
        present = {"Ind"} & set(head.morph.get("Mood", [])) and "Pres" in head.morph.get("Tense", [])
        said = not cue.reach or not cue.reach.isdisjoint(self.view.lower[head.i + 1 : head.i + 2])
        return cue.detail == "ongoing" and bool(present) and said

    def _stays(self, noun: Token, head: Token) -> Verdict | None:
        """ "il vertice resta un'ipotesi", "l'incontro si rivela un'invenzione": what the noun behind the verb says."""
        if _lemma(head) not in word_class("copular"):
            return None
        for child in head.rights:
            cue = self._noun_cue(child) if child.i != noun.i and child.pos_ == "NOUN" else None
            if cue and not self.view.prepositions(child) and "subject" in (cue.reach or NOUN_REACH):
                return self._combine(cue, self.group(head))
        return None

    def _unconfirmed(self, verb: Token) -> bool:
        """ "la cena, se confermata, aprirebbe un caso"."""
        return any(
            child.dep_ in {"advcl", "acl"} and "se" in self._marks(child) and _is_participle(child)
            for child in verb.children
        )

    def _with_object(self, noun: Token, head: Token) -> Verdict | None:
        """ "ha avuto un colloquio", "si è offerta di mediare un incontro".

        A verb that takes the event for granted gives it a future only: "aprirà il vertice", but not "ha
        rifiutato di commentare l'incontro".
        """
        if self._is_light(head):
            verdict = self.verb(head)
            return verdict if verdict.strong else None
        if self.contact and _is_indefinite(noun):
            verdict = self.verb(head)
            return verdict if verdict.status != HAPPENED else None
        return self.group(head) if self.contact and _is_future(head) and not self.negation(head) else None

    def _with_adjunct(self, noun: Token, head: Token) -> Verdict | None:
        """ "parteciperà al vertice", "discuterà durante il colloquio": the future of the verb is that of the noun."""
        if self._case(noun) in {"dopo", "da"}:
            return None
        verdict = self.verb(head)
        if self._case(noun) == "per" and self._verb_cue(head) and verdict.status == HAPPENED:
            return self.governed(noun)
        if _is_future(head):
            # "non andrà al vertice": the others will
            return self._tense(head)
        return verdict if verdict.status == PLANNED and _lemma(head) in word_class("participate") else None

    def _is_light(self, verb: Token) -> bool:
        return verb.pos_ == "AUX" or _lemma(verb) in word_class("light")

    def _frame(self, verb: Token) -> Verdict | None:
        """ "ha in programma un incontro", "l'incontro resta in forse"."""
        for child in verb.children:
            cue = status_cues("N", "frame").get(_lemma(child)) if child.dep_ == "obl" else None
            if cue and self._case(child) in {"in", "a", "tra", "fra"}:
                return self._combine(cue, self.group(verb))
        return None

    def _copula(self, token: Token) -> Verdict | None:
        """ "l'obiettivo è incontrare Weber", "il sogno di Dubois è un vertice": what the subject says."""
        if not any(child.dep_ == "cop" for child in token.children):
            return None
        for child in token.children:
            cue = status_cues("N", "copula").get(_lemma(child)) if child.dep_ == "nsubj" else None
            if cue:
                return self._combine(cue, self.group(token))
        return None

    def _relative(self, noun: Token) -> Verdict | None:
        """ "il vertice che si terrà a Vienna", "l'incontro che Okafor ha chiesto"."""
        for child in noun.rights:
            if child.dep_ != "acl:relcl" or child.pos_ not in VERBS:
                continue
            role = next((c.dep_ for c in child.children if self.view.lower[c.i] in {"che", "quale", "cui"}), "")
            if role not in {"nsubj", "nsubj:pass", "obj"}:
                return None
            cue = self._verb_cue(child)
            # "il vertice che Prodi aveva voluto" tells who called it, not that it is still to come
            wanted = cue is not None and cue.lemma == "volere"
            if cue and not wanted and (role != "nsubj" or "subject" in cue.reach):
                return self._combine(cue, self.group(child))
            verdict = self.group(child)
            return verdict if self._is_light(child) and verdict.strong else None
        return None

    def _undone(self, noun: Token) -> Verdict | None:
        """ "era in programma un vertice, poi annullato"."""
        around = [*noun.rights, *noun.head.rights]
        for token in around:
            then = any(self.view.lower[child.i] in {"poi", "infine", "successivamente"} for child in token.lefts)
            cue = self._verb_cue(token) if then and token.dep_ in {"acl", "advcl", "conj", "amod"} else None
            if cue and cue.status == NEGATED and _is_participle(token):
                return _verdict(cue)
        return None

    def _title(self, noun: Token) -> Verdict | None:
        """ "Domani il vertice a Trieste", "In arrivo un vertice": a day or phrase heads a sentence without verb."""
        sent = noun.sent
        ahead = range(sent.start, noun.i)
        days = [i for i in ahead if self.view.lower[i] in status_cues("ADV", "headline")]
        if any(token.pos_ in VERBS for token in self.view.tokens[sent.start : sent.end] if token.i not in days):
            return None
        if days:
            return Verdict(PLANNED, "planned", (self.view.lower[days[0]],))
        # "In arrivo un vertice", "Ancora in corso la riunione"
        opening = [i for i in ahead if self.view.lower[i] not in {"ancora", "sempre", "già", "di", "nuovo"}][:2]
        if len(opening) < 2 or preposition(self.view.lower[opening[0]]) not in {"in", "a"}:
            return None
        framed = status_cues("N", "frame").get(_lemma(self.view.tokens[opening[1]]))
        return _verdict(framed) if framed else None


def _lemma(token: Token) -> str:
    """Return the lemma in lower case, without enclitics: "dire lo" -> "dire"."""
    return _plain(token.lemma_)


@lru_cache(maxsize=16384)
def _plain(lemma: str) -> str:
    return lemma.partition(" ")[0].lower()


@cache
def _doubted_by(part: str) -> Mapping[str, Cue]:
    """Return the adjectives and words of a part of speech that leave a clause open where they are denied."""
    return status_cues("A", "doubted") | status_cues(part, "doubted")


def _verdict(cue: Cue) -> Verdict:
    return Verdict(cue.status, cue.detail, (cue.lemma,))


def _denied(cue: Cue, words: tuple[str, ...]) -> Verdict:
    """Return what is left of a cue that is itself negated: a cancellation becomes a plan, a plan is off."""
    if cue.status != NEGATED:
        return Verdict(NEGATED, "denied", words)
    if cue.detail in {"cancelled", "postponed"}:
        return Verdict(PLANNED, "planned", words)
    return Verdict(POSSIBLE, "hypothetical", words)


def _finite(verb: Token) -> Token | None:
    """Return the finite token of a verb group: itself, an auxiliary or a copula."""
    for child in verb.children:
        if child.dep_ in {"aux", "aux:pass", "cop"} and "Fin" in child.morph.get("VerbForm", []):
            return child
    return verb if "Fin" in verb.morph.get("VerbForm", []) else None


def _is_present(noun: Token) -> bool:
    """ "è in visita", not "era in visita"."""
    return any(child.dep_ == "cop" and "Pres" in child.morph.get("Tense", []) for child in noun.children)


def _is_indefinite(noun: Token) -> bool:
    return any(_lemma(child) == "uno" for child in noun.children if child.dep_ == "det")


def _is_future(verb: Token) -> bool:
    finite = _finite(verb)
    return finite is not None and "Fut" in finite.morph.get("Tense", [])


def _has_modal(verb: Token) -> bool:
    return any(child.dep_ == "aux" and _lemma(child) in {"volere", "potere", "dovere"} for child in verb.children)


def _is_participle(verb: Token) -> bool:
    """Say whether a verb is a participle without auxiliary: "ricevuto ieri da Weber"."""
    bare = not any(child.dep_.startswith("aux") for child in verb.children)
    return bare and "Part" in verb.morph.get("VerbForm", [])


def _is_perfect(verb: Token) -> bool:
    """Say whether a verb is a compound without finite auxiliary: "aver incontrato", "essendo stato ricevuto"."""
    helpers = [child for child in verb.children if child.dep_.startswith("aux")]
    if len(helpers) == 1 and helpers[0].dep_ == "aux:pass" and "Inf" in helpers[0].morph.get("VerbForm", []):
        # "attende di essere ricevuto" is still to come, "dopo essere stato ricevuto" is not
        return False
    return "Part" in verb.morph.get("VerbForm", []) and bool(helpers)


def _told_as_past(verb: Token) -> bool:
    """Say whether a verb is told as past: "ha telefonato per congratularsi"."""
    finite = _finite(verb)
    return finite is not None and (finite.i != verb.i or "Past" in finite.morph.get("Tense", []))
