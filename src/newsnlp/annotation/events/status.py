"""Whether an event took place: tense, mood, negation and cue words around its trigger.

A status is read from the inside outwards: first the trigger's own clause (tense, modal verb, negation, "se"),
then the words that the clause depends on. Each word that decides is asked in its turn what its own clause says:
"il Cremlino smentisce di voler annullare l'incontro" goes from incontro to annullare to smentire.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from newsnlp.annotation.events.openings import (
    adjective_before,
    fronted_participle,
    is_asked,
    is_unset,
    noun_before,
    phrase_before,
    stopped_before,
)
from newsnlp.annotation.events.verb_forms import (
    finite_of,
    is_future,
    is_indefinite,
    is_participle,
    is_perfect,
    is_present,
    lemma_of,
    told_as_past,
)
from newsnlp.annotation.events.verb_group import VERBS, VerbGroup
from newsnlp.annotation.events.verdicts import (
    DEFAULT,
    HAPPENED,
    NEGATED,
    PLANNED,
    POSSIBLE,
    Verdict,
    denied,
    verdict_of,
)
from newsnlp.annotation.events.view import View, preposition
from newsnlp.annotation.tokens import Token
from newsnlp.lang.it.event_words import is_form_of, word_class
from newsnlp.lang.it.status_words import Cue, cue_lemmas, status_cues

# How many words up from a trigger may still decide its status.
MAX_GOVERNORS = 5
# Meetings, visits and invitations can be announced before they are; an announced agreement is there already.
CONTACTS = frozenset({"MEETING", "VISIT", "INVITATION"})
# What is said in words was said, whoever rejects it: "respinge le accuse".
UTTERED = frozenset({"ACCUSATION", "THREAT", "DENIAL"})
OBJECTS = frozenset({"obj", "nsubj:pass"})
CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass", "acl", "advcl"})
FREE = frozenset({"acl:relcl", "parataxis", "appos", "vocative", "discourse", "dislocated"})
NOUN_REACH = frozenset({"di", "per", "a", "", "clause", "subject"})
GOVERNED_BY_ADJECTIVE = frozenset({"nsubj", *CLAUSES})
# What a cue asks besides its reach (see status_cues.tsv).
QUALIFIERS = frozenset({"indefinite", "dated", "affirmed", "passive", "alone"})
REFLEXIVES = frozenset({"si", "s'", "mi", "ci", "vi", "ti"})


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


def clause_status(view: View, word: Token) -> Verdict:
    """Return whether what the clause of a word tells took place: of "era presente", "c'era", "con lui sarebbe".

    The word is a verb, a predicate with its copula, or stands beside either.
    """
    reader, head = _Reader(view, contact=False, uttered=False), word
    for _ in range(MAX_GOVERNORS):
        if head.pos_ in VERBS or finite_of(head) is not None or head.head.i == head.i:
            break
        head = head.head
    return reader.verb(head)


class _Reader(VerbGroup):
    """Reads one trigger.

    Attributes:
        contact: announcing the event comes before the event.
        uttered: the event is something said, which rejecting does not undo.
    """

    def __init__(self, view: View, *, contact: bool, uttered: bool) -> None:
        super().__init__(view)
        self.contact = contact
        self.uttered = uttered

    # -- the words above ---------------------------------------------------------------------------

    def governed(self, token: Token, depth: int = 0) -> Verdict | None:
        """Return the verdict of the word that `token` depends on, or None where that leaves its status open."""
        head = token.head
        if head.i == token.i or token.dep_ in FREE or depth > MAX_GOVERNORS:
            return None
        if token.dep_ == "conj":
            # "ha annullato l'incontro e la cena", "vuole vedere Weber e visitare Kiev"
            same = (token.pos_ in VERBS) == (head.pos_ in VERBS) and not (token.pos_ in VERBS and finite_of(token))
            return self.governed(head, depth + 1) if same else None
        if head.pos_ in VERBS or (head.pos_ == "ADJ" and self._verb_cue(head)):
            return self._under_verb(token, head, depth)
        if head.pos_ == "ADJ" or (head.pos_ == "ADV" and any(child.dep_ == "cop" for child in head.children)):
            # "l'accordo è ancora lontano" is often tagged as an adverb
            return self._under_adjective(token, head, depth)
        return self._under_noun(token, head, depth)

    def _denied_twice(self, token: Token, head: Token) -> Verdict | None:
        """ "non ha mancato di incontrare X", "non ha potuto fare a meno di vederlo": he did."""
        if token.dep_ not in CLAUSES | {"obl"} or token.pos_ not in VERBS or not self.negation(head):
            return None
        without = self.view.lower[max(token.i - 3, 0) : token.i] == ["a", "meno", "di"] and lemma_of(head) == "fare"
        if lemma_of(head) not in word_class("denied_twice") and not without:
            return None
        tense = self.tense(head)
        return Verdict(HAPPENED, "held", ("non", lemma_of(head))) if told_as_past(head) else tense

    def _under_verb(self, token: Token, head: Token, depth: int) -> Verdict | None:
        told = self._denied_twice(token, head) or self._doubted(token, head)
        if told:
            return told
        cue = self._verb_cue(head)
        if cue and "affirmed" in cue.reach and self.negation(head):
            # "non dubita che si siano visti"
            return None
        if cue and self._reaches(token, cue):
            if cue.detail == "postponed" and self._has_new_date(head):
                return Verdict(PLANNED, "postponed", (cue.lemma,))
            return self._combine(cue, self.verb(head, depth + 1))
        willing = self._participle_as_adjective(head) if cue is None else None
        if willing and (token.dep_ in CLAUSES or self.case(token) == "a"):
            # "è disposto a incontrare"
            return self._combine(willing, self.group(head))
        if token.dep_ in CLAUSES:
            return self._beside_noun(head)
        if token.dep_ not in OBJECTS | {"nsubj"} and not (token.dep_ == "obl" and self.case(token) in {"a", "per"}):
            return None
        # "ritiene possibile un incontro", "definisce falsa la notizia dell'incontro", "si dice contrario a un vertice"
        for child in head.children if token.dep_ != "obl" else self._words_before(token):
            predicate = status_cues("A", "governor").get(lemma_of(child)) if child.pos_ == "ADJ" else None
            if predicate and child.dep_ in {"xcomp", "ccomp", "obj", "amod"}:
                return self._combine(predicate, self.verb(head, depth + 1))
        return None

    def _words_before(self, token: Token) -> list[Token]:
        """Return the word before the phrase of a token, if both hang on the same verb: "contrario a un vertice"."""
        first = token.left_edge.i
        before = self.view.tokens[first - 1 : first] if first else []
        return [word for word in before if word.head.i == token.head.i]

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
        if "passive" in cue.reach and not any(
            lemma_of(c) == "essere" for c in head.children if c.dep_.startswith("aux")
        ):
            return None
        touched = clause or ("object" in cue.reach and token.dep_ in OBJECTS | {"nsubj"})
        return verdict_of(cue) if touched else None

    def _doubt_cue(self, head: Token) -> Cue | None:
        """Return the cue that a denied verb or adjective of belief or proof is."""
        part = "V" if head.pos_ in VERBS else "A"
        forms = [self.view.lower[head.i], lemma_of(head)]
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
        cue = status_cues("A", "governor").get(lemma_of(head))
        if cue and "indefinite" in cue.reach and not is_unset(self.view, token):
            # "inutile un incontro"; "inutile l'incontro" tells of one that was held
            return None
        if cue and "clause" in cue.reach and token.pos_ not in VERBS:
            # "tutto pronto per il vertice" plans, "pronto a incontrare" offers
            cue = status_cues("A", "announce").get(lemma_of(head))
        hung = token.dep_ in GOVERNED_BY_ADJECTIVE or (token.dep_ == "obj" and token.pos_ not in VERBS)
        if not cue or not (hung or self.case(token) in {"a", "per"}):
            return None
        own = self.group(head)
        return self._combine(cue, own if own.status != HAPPENED else self.governed(head, depth + 1) or own)

    def _under_noun(self, token: Token, head: Token, depth: int) -> Verdict | None:
        """ "la richiesta di un incontro"; "la notizia dell'incontro" hands on what is said of the news."""
        case = self.case(token)
        clause = token.dep_ in CLAUSES and token.pos_ in VERBS
        kind = "clause" if clause else "subject" if token.dep_.startswith("nsubj") else case
        cue = self._noun_cue(head)
        if cue and kind in (cue.reach or NOUN_REACH):
            return self._by_noun(cue, head, depth)
        framed = status_cues("N", "frame").get(lemma_of(head)) if kind == "subject" else None
        if framed and self.case(head) in {"in", "a"}:
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
            return denied(cue, words)
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
        for lemma in cue_lemmas(self.view.lower[verb.i], lemma_of(verb), reflexive=reflexive):
            cue = status_cues("V", "governor").get(lemma)
            if cue is None and self.contact:
                cue = status_cues("V", "announce").get(lemma)
            if cue:
                return cue
        return None

    def _noun_cue(self, noun: Token) -> Cue | None:
        lemma = lemma_of(noun)
        found = status_cues("N", "governor").get(lemma)
        return found or (status_cues("N", "announce").get(lemma) if self.contact else None)

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
        if "alone" in cue.reach and token.i < token.head.i and self._serves(token.head):
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
            return "clause" in reach and finite_of(token) is None and set(self.marks(token)) <= {"a", "ad", "di"}
        return self.case(token) in reach

    def _serves(self, verb: Token) -> bool:
        """ "il colloquio è servito a fare il punto" tells of one that was held, "serve un colloquio" of none."""
        return any(child.pos_ in VERBS and {"a", "ad"} & set(self.marks(child)) for child in verb.rights)

    def _stands_for_object(self, subject: Token) -> bool:
        """ "non è escluso un incontro", "previsto un vertice": a participle's subject; an active verb's is not."""
        return "Part" in subject.head.morph.get("VerbForm", []) and not any(
            child.dep_ == "aux" and lemma_of(child) == "avere" for child in subject.head.children
        )

    def _has_new_date(self, verb: Token) -> bool:
        """ "rinviato a giovedì", "slitta al 12 marzo": put off to a day that is told."""
        return any(self.case(child) == "a" and self.is_day(child) for child in verb.rights)

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
            asked = any(mark in status_cues("M", "clause") for mark in self.marks(verb))
            return outer if outer and outer.status == NEGATED and not asked else own
        if finite_of(verb) is not None:
            return self._finite_clause(verb, own, outer)
        if own.strong:
            return outer if outer and outer.status != PLANNED else own
        if is_participle(verb):
            return own
        if is_perfect(verb):
            # "conferma di aver visto": only doubt and denial reach into the past
            return outer if outer and outer.status != PLANNED else own
        return outer or self._infinitive(verb)

    def _above(self, verb: Token, depth: int) -> Verdict | None:
        """Return what the clause above says of a clause; participles and gerunds stand on their own."""
        if verb.dep_ not in CLAUSES | {"conj", "obj", "nsubj"}:
            return self._unparsed_clause(verb)
        if is_participle(verb) or "Ger" in verb.morph.get("VerbForm", []):
            return None
        found = self.governed(verb, depth)
        if found is not None or finite_of(verb) is not None:
            return found
        cleft = self._cleft(verb)
        return cleft if cleft or verb.head.pos_ not in VERBS else self._carried(verb, depth)

    def _cleft(self, verb: Token) -> Verdict | None:
        """ "sarà la Svizzera a ospitare il vertice"."""
        head = verb.head
        copula = any(child.dep_ == "cop" for child in head.children) or (
            lemma_of(head) == "essere" and any(child.dep_ == "nsubj" and child.i < verb.i for child in head.rights)
        )
        return self.group(head) if copula and set(self.marks(verb)) & {"a", "ad"} else None

    def _carried(self, verb: Token, depth: int) -> Verdict | None:
        """ "non è riuscito a incontrare", "torneranno a vedersi": tense and negation of the verb above."""
        head = verb.head
        lemmas = cue_lemmas(self.view.lower[head.i], lemma_of(head), reflexive=False)
        if not any(lemma in status_cues("V", "carrier") for lemma in lemmas):
            return None
        marks = set(self.marks(verb))
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
                cue = self._verb_cue(head) if head.pos_ in VERBS else status_cues("A", "governor").get(lemma_of(head))
                return verdict_of(doubt) if doubt else self._combine(cue, self.group(head)) if cue else None
        return None

    def _finite_clause(self, verb: Token, own: Verdict, outer: Verdict | None) -> Verdict:
        """Return the status of a finite clause under what is said of it."""
        outer = outer or self._noun_of_clause(verb)
        if outer is None or outer.status == HAPPENED:
            return self._not_yet_real(verb) or own if own == DEFAULT else own
        if outer.status in {NEGATED, POSSIBLE}:
            return outer
        finite = finite_of(verb)
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
        concession = any(mark in status_cues("M", "concession") for mark in self.marks(verb))
        factive = is_form_of(self.view.lower[verb.head.i], "factive") or self.view.lower[verb.head.i] == "fatto"
        if not subjunctive or concession or factive:
            return None
        return Verdict(POSSIBLE, "hypothetical", (self.view.lower[verb.i],))

    def _infinitive(self, verb: Token) -> Verdict:
        """ "è volato a Mosca per incontrare X" is a plan; "nell'incontrare X" has happened."""
        marks = set(self.marks(verb))
        if "Ger" in verb.morph.get("VerbForm", []):
            return DEFAULT
        if marks & {"dopo", "nel", "nell'", "ad", "a", "al", "nello", "del"}:
            return DEFAULT
        if marks & {"prima"} and verb.head.pos_ in VERBS:
            # "ha visitato il museo prima di incontrare X": what followed is as real as what went before
            before = self.verb(verb.head)
            return Verdict(HAPPENED, "held", ("prima",)) if before.status == HAPPENED else before
        purpose = "per" in marks and not self.contact and told_as_past(verb.head)
        if verb.dep_ in CLAUSES and not purpose:
            return Verdict(PLANNED, "planned", (self.view.lower[verb.i],))
        return DEFAULT

    # -- nouns -------------------------------------------------------------------------------------

    def noun(self, noun: Token) -> Verdict:
        """Return the status of the event that a noun names."""
        if self.view.lower[noun.i] == "appuntamento" and lemma_of(noun.head) in {"dare", "darsi"}:
            # "si sono dati appuntamento a Lubiana"
            return Verdict(PLANNED, "planned", (self.view.lower[noun.head.i],))
        mistaken = self._mistaken_for_verb(noun)
        if mistaken:
            return mistaken
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

    def _mistaken_for_verb(self, noun: Token) -> Verdict | None:
        """ "l'atteso faccia a faccia tra X e Y non c'è stato" where the parser takes "faccia" for a verb."""
        if noun.pos_ not in VERBS:
            return None
        # a relative clause between commas is not what is said of it
        inside = False
        for token in self.view.tokens[noun.i + 3 : noun.sent.end]:
            opens = token.lower_ == "," and self.view.word(token.i + 1) in {"che", "cui"}
            inside = opens or (inside and token.lower_ != ",")
            if not inside and token.pos_ in VERBS and not token.dep_.startswith("aux"):
                there = not {"c'", "ci", "si", "s'"}.isdisjoint(self.view.lower[token.i - 4 : token.i])
                verdict = self.group(token)
                return verdict if there and self._is_light(token) and verdict.strong else None
        return None

    def _told_ahead(self, noun: Token) -> Verdict | None:
        """Return what the words ahead of a noun say by their order, wherever the parser hangs it."""
        phrase = phrase_before(self.view, noun) if self.contact else None
        if phrase and (not phrase.reach or is_unset(self.view, noun)):
            return verdict_of(phrase)
        adjective = adjective_before(self.view, noun)
        if adjective and adjective.status != PLANNED:
            return verdict_of(adjective)
        stopped = stopped_before(self.view, noun)
        if stopped:
            return verdict_of(stopped)
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
            lemma = lemma_of(child)
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
        if noun.i != noun.sent.start or behind == len(self.view.tokens):
            return None
        if not self.view.lower[behind].endswith(("to", "ta", "ti", "te", "so", "sa")):
            return None
        participle = self.view.tokens[behind]
        closed = behind + 1 >= noun.sent.end or self.view.tokens[behind + 1].is_punct
        cue = self._verb_cue(participle) if closed and participle.pos_ in {"VERB", "ADJ"} else None
        return verdict_of(cue) if cue and "dated" not in cue.reach and "object" in (cue.reach or {"object"}) else None

    def _participle(self, noun: Token) -> Verdict | None:
        """ "l'incontro chiesto da Okafor"; weaker than the clause: "l'incontro chiesto da Okafor si è svolto"."""
        for child in noun.children:
            cue = self._verb_cue(child) if child.dep_ in {"acl", "amod"} and is_participle(child) else None
            if cue and self._tells_the_host(child):
                continue
            if cue and (not cue.reach or "object" in cue.reach):
                return self._combine(cue, self.group(child))
        return None

    def _tells_the_host(self, participle: Token) -> bool:
        """ "la cena offerta da Rossi", "la conferenza organizzata da Rossi" say whose it was, not that it will be."""
        lemma = lemma_of(participle)
        named = any(child.dep_ == "obl:agent" or self.case(child) == "da" for child in participle.rights)
        return named and lemma in word_class("convene_verbs") and lemma != "convocare"

    def _before(self, noun: Token) -> Verdict | None:
        """ "no a un incontro", "niente vertice", "nessun nuovo incontro", "senza un incontro", "nessuna data per"."""
        if word_class("undated") <= set(self.view.lower[max(noun.i - 10, noun.sent.start) : noun.i]):
            return Verdict(POSSIBLE, "hypothetical", tuple(sorted(word_class("undated"))))
        for index in range(noun.i - 1, max(noun.sent.start, noun.i - 5) - 1, -1):
            word, token = self.view.lower[index], self.view.tokens[index]
            cue = status_cues("ADV", "before").get(word)
            if cue:
                return verdict_of(cue)
            if word == "senza":
                return self._without(noun)
            if token.pos_ not in {"DET", "ADJ", "NUM"} and preposition(word) != "a" and word not in {"più", "ancora"}:
                return None
        return None

    def _without(self, noun: Token) -> Verdict:
        """ "è ripartito senza un incontro" denies; "senza un incontro non ci sarà tregua" asks for one."""
        open_future = noun.head.pos_ in VERBS and self.tense(noun.head).status != HAPPENED
        return Verdict(POSSIBLE, "hypothetical", ("senza",)) if open_future else Verdict(NEGATED, "denied", ("senza",))

    def carrier(self, noun: Token) -> Verdict | None:
        """Return what the verb that carries the noun says: "si terrà un vertice", "non c'è stato alcun incontro"."""
        head = noun.head
        if any(child.dep_ == "cop" for child in noun.children):
            distant = self._distant(noun)
            if distant:
                return distant
            found = self._copula(noun) or self.group(noun)
            if found.status == HAPPENED and is_present(noun) and self.case(noun) in {"in", "a"}:
                # "è in visita a Tunisi", "sono a colloquio"
                return Verdict(HAPPENED, "ongoing", (self.case(noun), self.view.lower[noun.i]))
            return found if found.strong else None
        if head.i == noun.i:
            return None
        if head.pos_ not in VERBS:
            listed = self.carrier(head) if noun.dep_ == "conj" and head.pos_ == "NOUN" and noun.i > head.i else None
            # "seguirà la colazione, quindi il colloquio"
            return listed if listed and listed.status == PLANNED else self._with_noun(noun, head)
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
        if lemma_of(head) in status_cues("N", "quantity") and self.case(noun) == "di":
            return self.modified(head) or self.governed(head) or self.carrier(head) or self._participle(head)
        if lemma_of(head) == "sede" and head.dep_ == "nsubj":
            # "potrebbe essere Ankara la sede del vertice"
            seat = self.group(head.head.head if head.head.dep_ == "cop" else head.head)
            return seat if seat.status in {PLANNED, POSSIBLE} else None
        if noun.dep_ == "nsubj" and self.case(head) == "per" and self.is_day(head):
            # "l'appuntamento è per martedì"
            return Verdict(PLANNED, "planned", ("per", self.view.lower[head.i]))
        beside = noun.dep_ in {"obl", "nsubj"} or (noun.dep_ == "nmod" and self.case(noun) == "per")
        if beside and any(child.dep_ == "cop" for child in head.children):
            tense = self.tense(head)
            if noun.dep_ == "nsubj" and is_unset(self.view, noun) and tense.status == POSSIBLE:
                # "un incontro sarebbe un errore"
                return Verdict(POSSIBLE, "hypothetical", tense.cues)
            return tense if tense.status == PLANNED and self.case(noun) not in {"dopo", "da"} else None
        return None

    def _with_subject(self, noun: Token, head: Token) -> Verdict | None:
        """ "si terrà un vertice"; "il vertice non ha risolto nulla" tells of one that was held."""
        if self._goes_on(noun, head):
            return Verdict(HAPPENED, "ongoing", (self.view.lower[head.i],))
        # "l'appuntamento è per martedì"
        day = self.day_for(head) if lemma_of(head) == "essere" else None
        if day:
            return day
        phase = any(
            lemma in status_cues("V", "phase")
            for lemma in cue_lemmas(self.view.lower[head.i], lemma_of(head), reflexive=True)
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
        tense = self.modal(head) or self.tense(head)
        if tense.status == PLANNED or (phase and tense.strong and tense.status == HAPPENED):
            return tense
        # "nuovi colloqui permetterebbero": without an article they are not there yet
        unset = is_unset(self.view, noun) and ("Plur" in noun.morph.get("Number", []) or is_indefinite(noun))
        unsure = tense.status == POSSIBLE and (unset or self._unconfirmed(head))
        return tense if unsure else None

    def _goes_on(self, noun: Token, head: Token) -> bool:
        """ "proseguono i colloqui", "la trattativa va avanti", "la visita, cominciata lunedì, si concluderà sabato"."""
        lemmas = cue_lemmas(self.view.lower[head.i], lemma_of(head), reflexive=True)
        cue = next((status_cues("V", "phase")[lemma] for lemma in lemmas if lemma in status_cues("V", "phase")), None)
        if cue is None or self.negation(head):
            return False
        begun = any(
            c.dep_ in {"acl", "amod"} and is_participle(c) and lemma_of(c) in word_class("starts") for c in noun.rights
        )
        if begun and is_future(head):
            return True
        present = {"Ind"} & set(head.morph.get("Mood", [])) and "Pres" in head.morph.get("Tense", [])
        said = not cue.reach or not cue.reach.isdisjoint(self.view.lower[head.i + 1 : head.i + 2])
        return cue.detail == "ongoing" and bool(present) and said

    def _distant(self, head: Token) -> Verdict | None:
        """ "È ancora lontano l'incontro", "resta lontano un vertice", whatever the parser takes the adjective for."""
        for child in head.children:
            cue = (
                status_cues("A", "governor").get(lemma_of(child)) if child.dep_ in {"advmod", "amod", "xcomp"} else None
            )
            if cue and lemma_of(child) in word_class("far_near") and preposition(self.view.word(child.i + 1)) != "da":
                return self._combine(cue, self.group(head))
        return None

    def _stays(self, noun: Token, head: Token) -> Verdict | None:
        """ "il vertice resta un'ipotesi", "l'incontro si rivela un'invenzione": what the noun behind the verb says."""
        if lemma_of(head) not in word_class("copular"):
            return None
        distant = self._distant(head)
        if distant:
            return distant
        for child in head.rights:
            cue = self._noun_cue(child) if child.i != noun.i and child.pos_ == "NOUN" else None
            if cue and not self.view.prepositions(child) and "subject" in (cue.reach or NOUN_REACH):
                return self._combine(cue, self.group(head))
        return None

    def _unconfirmed(self, verb: Token) -> bool:
        """ "la cena, se confermata, aprirebbe un caso"."""
        return any(
            child.dep_ in {"advcl", "acl"} and "se" in self.marks(child) and is_participle(child)
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
        if self.contact and is_indefinite(noun):
            verdict = self.verb(head)
            return verdict if verdict.status != HAPPENED else None
        return self.group(head) if self.contact and is_future(head) and not self.negation(head) else None

    def _with_adjunct(self, noun: Token, head: Token) -> Verdict | None:
        """ "parteciperà al vertice", "discuterà durante il colloquio": the future of the verb is that of the noun."""
        if self.case(noun) in {"dopo", "da"}:
            return None
        verdict = self.verb(head)
        if self.case(noun) == "per" and self._verb_cue(head) and verdict.status == HAPPENED:
            return self.governed(noun)
        if is_future(head):
            # "non andrà al vertice": the others will
            return self.tense(head)
        return verdict if verdict.status == PLANNED and lemma_of(head) in word_class("participate") else None

    def _is_light(self, verb: Token) -> bool:
        return verb.pos_ == "AUX" or lemma_of(verb) in word_class("light")

    def _frame(self, verb: Token) -> Verdict | None:
        """ "ha in programma un incontro", "l'incontro resta in forse"."""
        for child in verb.children:
            cue = status_cues("N", "frame").get(lemma_of(child)) if child.dep_ == "obl" else None
            if cue and self.case(child) in {"in", "a", "tra", "fra"}:
                return self._combine(cue, self.group(verb))
        return None

    def _copula(self, token: Token) -> Verdict | None:
        """ "l'obiettivo è incontrare Weber", "il sogno di Dubois è un vertice": what the subject says."""
        for child in token.children:
            cue = status_cues("N", "copula").get(lemma_of(child)) if child.dep_ == "nsubj" else None
            # the parser hangs many a copula on the subject
            if cue and any(word.dep_ == "cop" for word in (*token.children, *child.children)):
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
            if cue and cue.status == NEGATED and is_participle(token):
                return verdict_of(cue)
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
        framed = status_cues("N", "frame").get(lemma_of(self.view.tokens[opening[1]]))
        return verdict_of(framed) if framed else None


@cache
def _doubted_by(part: str) -> Mapping[str, Cue]:
    """Return the adjectives and words of a part of speech that leave a clause open where they are denied."""
    return status_cues("A", "doubted") | status_cues(part, "doubted")
