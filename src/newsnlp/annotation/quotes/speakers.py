"""Whose words they are: the subject of the reporting verb, by word order around quotation marks and by the parse."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from newsnlp.annotation.quotes.cues import Cue
from newsnlp.annotation.quotes.view import LONGEST_SENTENCE, View
from newsnlp.annotation.tokens import Token
from newsnlp.lang.it.reporting import ReportingLexicon
from newsnlp.lang.it.titles import title_forms

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
NAME_LINKS = frozenset({"flat", "flat:name", "flat:foreign", "appos", "compound", "nmod"})
# A subject after its verb stands within this many tokens: "ha detto ieri a Bruxelles il portavoce della ...".
LONGEST_INVERSION = 16
OBJECT_PRONOUNS = frozenset({"lo", "la", "li", "le", "gli", "ne", "l'"})
# From the first to the last of several who speak.
LONGEST_LIST = 20
# "fonti della presidenza del Consiglio vicine al dossier"
LONGEST_NAME_OF_SOURCE = 8
# "il vecchio custode della diga, Piero": from the noun to the comma before the name.
LONGEST_DESCRIPTION = 7
DASHES = frozenset({"-", "–", "—"})
STOPS = frozenset({".", ";", ":", "(", "!", "?", ","})


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A subject that is there but is no listed entity ("ha detto un testimone"): its noun, where it has one."""

    noun: int | None = None


UNNAMED = Unnamed()
# None: no subject is written. An int: the entity.
Subject = int | Unnamed | None


class Speakers:
    """Finds the speaker of a cue; remembers who spoke last, for verbs that leave the subject out."""

    def __init__(self, view: View, lexicon: ReportingLexicon) -> None:
        self.view = view
        self.words = lexicon.words
        self.nouns = lexicon.nouns
        # Token of a cue -> the noun of a speaker that is no listed entity.
        self.unnamed: dict[int, int] = {}
        self._subjects = self._written_subjects()

    def of_cue(self, cue: Cue, *, inverted: bool) -> int | None:
        """Return the entity that is subject of a cue, or None where it is none of the listed ones.

        Args:
            inverted: whether the cue follows what is said, so that its subject is expected after it
                ("«...», ha detto Draghi") before it is looked for elsewhere.
        """
        if "si" in cue.frames:
            return self._of_text(cue)
        house = self.house(cue)
        if house is not None:
            return house
        for route in self._routes(cue, inverted):
            subject = route(cue)
            if isinstance(subject, Unnamed):
                self.note(cue, subject)
                return None
            if subject is not None:
                return self._first_of_list(cue, subject)
        # "basta alla stampa per scrivere che": the subject of a purpose clause is not the one spoken about last
        purpose = cue.form.kinds == {"Inf"} and self.view.words[cue.start - 1] == "per"
        return None if purpose or self._has_open_pronoun(cue) else self.left_out(cue)

    def leaves_subject_out(self, cue: Cue) -> bool:
        """Say whether a cue behind quoted words has no subject beside it, and is no text: "sibila", not "si legge"."""
        if "si" in cue.frames or self.house(cue) is not None:
            return False
        return all(route(cue) is None for route in self._routes(cue, True))

    def note(self, cue: Cue, subject: Unnamed) -> None:
        """Remember the noun of a speaker that is no listed entity."""
        if subject.noun is not None:
            self.unnamed[cue.token] = subject.noun

    def _has_open_pronoun(self, cue: Cue) -> bool:
        """Say whether a pronoun that coreference leaves open is the subject: "Egli ha commentato, dicendo"."""
        view = self.view
        start, _ = view.sentence(cue.token)
        return any(
            view.words[t] in self.words["subject_pronoun"] and t not in view.owner and not view.inside(t)
            for t in range(start, cue.start)
        )

    def _first_of_list(self, cue: Cue, subject: int) -> int:
        """Return the first of several who speak: "Norvegia, Giappone e Islanda hanno sostenuto"."""
        view = self.view
        if not any("Number=Plur" in t.morph.text for t in view.tokens[cue.start : cue.token + 1]):
            return subject
        before = cue.start - 1
        if view.owner.get(before) != subject:
            return subject
        first = self._start_of(before)
        while first > 1 and view.words[first - 1] in {"e", "ed", ","} and first - 2 in view.owner:
            earlier = self._start_of(first - 2)
            if view.inside(earlier) or self.is_oblique(earlier, cue.start - LONGEST_LIST):
                break  # "della Commissione, Norvegia, Giappone e Islanda"
            first = earlier
        return view.owner[first]

    def _start_of(self, token: int) -> int:
        """Return the first token of the mention at `token`."""
        floor = token - LONGEST_LIST
        while token in self.view.owner and self.view.owner.get(token - 1) == self.view.owner[token] and token > floor:
            token -= 1
        return token

    def _routes(self, cue: Cue, inverted: bool) -> tuple[Callable[[Cue], Subject], ...]:
        """Return the ways to a written subject, in order; the first one that finds a subject decides."""
        if inverted:
            return (self.after, self.beside)
        if "Inf" in cue.form.kinds and "fare" not in cue.frames:
            return (self.cleft, self.parsed)
        return (self.parsed, self.near, self.before)

    def house(self, cue: Cue) -> int | None:
        """Return the house that speaks in "spiegano da Palazzo Chigi", "fanno sapere dalla Farnesina"."""
        view, after = self.view, cue.token + 1
        if not self._is_plural(cue) or after + 1 >= len(view) or view.words[after] not in self.words["prep_da"]:
            return None
        entity = view.owner.get(after + 1)
        return None if entity is None or view.entities[entity]["type"] == "PER" else entity

    def _of_text(self, cue: Cue) -> int | None:
        """Return whose text it is in "si legge nella nota del Quirinale"."""
        _, end = self.view.sentence(cue.token)
        for token in range(cue.token + 1, min(end, cue.token + LONGEST_INVERSION)):
            if "document" in self.nouns.get(self.view.words[token], ()):
                subject = self._of_document(token)
                return subject if isinstance(subject, int) else None
        return None

    def beside(self, cue: Cue) -> Subject:
        """Return a subject between the quoted words and the verb: "«...», il premier ha detto"."""
        view = self.view
        furthest = max(cue.start - LONGEST_SENTENCE, 0)
        before = range(cue.start - 1, furthest - 1, -1)
        floor = next((t for t in before if view.words[t] in STOPS or view.inside(t)), furthest)
        return self.nearest_left(cue.start, floor + 1)

    def cleft(self, cue: Cue) -> Subject:
        """Return the subject of "Ad annunciarlo, «...», è stato il presidente Michel"."""
        view = self.view
        if "Inf" not in cue.form.kinds or view.words[cue.start - 1] not in {"a", "ad"}:
            return None
        _, end = view.sentence(cue.token)
        copula = next((t for t in range(cue.token + 1, end) if view.words[t] in {"è", "sono", "era", "fu"}), end)
        owned = (t for t in range(copula, end) if t in view.owner and not self.is_oblique(t, copula))
        token = next(owned, None)
        return None if token is None else view.owner[token]

    def near(self, cue: Cue) -> Subject:
        """Return a subject that follows a verb at the head of its clause: "Ha affermato il sindaco Rossi: «...»"."""
        before = self.view.words[cue.start - 1] if cue.start else "."
        if before not in {";", ":", "come"} and cue.start not in self.view.starts:
            return None
        subject = self.after(cue)
        return None if isinstance(subject, Unnamed) else subject  # "Ha aggiunto alcuni dettagli"

    def after(self, cue: Cue) -> Subject:
        """Return the subject that follows the verb, by word order."""
        view, unnamed = self.view, None
        inverted = self._parsed_behind(cue)
        if inverted is not None:
            return inverted
        end = min(len(view), cue.token + 1 + LONGEST_INVERSION)
        for token in range(cue.token + 1, end):
            if self._stops(token) and not self._same_quotation(token, cue.token):
                break
            if token in view.owner:
                if not self.is_oblique(token, cue.token):
                    return view.owner[token]
            elif unnamed is None and self._opens_subject(token, cue.token):
                unnamed = token
        if unnamed is None:
            return None
        named = self._named_behind(unnamed)
        return self._of_document(unnamed) if named is None else named

    def _parsed_behind(self, cue: Cue) -> int | None:
        """Return the person whom the parse gives as subject behind the verb: "ha scherzato a fine gara Luca Riva"."""
        view = self.view
        for child in view.tokens[cue.token].rights if view.parsed else ():
            person = child.i in view.owner and view.entities[view.owner[child.i]]["type"] == "PER"
            near = child.i - cue.token <= LONGEST_INVERSION and not view.inside(child.i)
            if child.dep_ in SUBJECTS and person and near and view.is_capital(child.i) and not self._has_case(child):
                return view.owner[child.i]
        return None

    def _named_behind(self, noun: int) -> int | None:
        """Return the person set off behind a description: "giura il giardiniere, Celeste, che", "la madre, Anna"."""
        view = self.view
        for comma in range(noun + 1, min(noun + LONGEST_DESCRIPTION, len(view) - 1)):
            if view.words[comma] == ",":
                break
            if self._stops(comma) or view.pos[comma] in {"VERB", "AUX"} or comma in view.owner:
                return None
        else:
            return None
        entity, end = view.owner.get(comma + 1), comma + 1
        if entity is None or view.entities[entity]["type"] != "PER" or not view.is_capital(comma + 1):
            return None
        while view.owner.get(end) == entity:
            end += 1
        closed = end >= len(view) or view.words[end] in STOPS or view.words[end] in self.words["prep_a"]
        return entity if closed else None

    def _same_quotation(self, token: int, cue: int) -> bool:
        """Say whether a word belongs to the insertion in "«... - spiega ancora Rossi - ...»"."""
        inside, word = self.view.inside(cue), self.view.words[token]
        is_stop = word in STOPS or word in self.words["complementizer"] or word in DASHES
        return inside is not None and not is_stop

    def parsed(self, cue: Cue) -> Subject:
        """Return the subject that the parse gives, through coordination, control and relative clauses."""
        if not self.view.parsed:
            return None
        verb = self.view.tokens[cue.token]
        if self._is_passive(cue):
            agent = next((c for c in verb.children if c.dep_ in {"obl:agent", "obl"} and self._has_da(c)), None)
            return UNNAMED if agent is None else self.phrase(agent)
        token = self._subject_token(verb)
        return None if token is None else self.phrase(token)

    def before(self, cue: Cue) -> Subject:
        """Return the nearest mention before the verb, in its sentence, that no preposition governs."""
        start, _ = self.view.sentence(cue.token)
        noun = cue.start - 1
        while noun > start and self.view.pos[noun] in {"ADJ", "ADV"}:
            noun -= 1
        if self.view.pos[noun] == "NOUN" and noun not in self.view.owner and not self.is_oblique(noun, start - 1):
            return self._of_document(noun)  # "... Ghizzoni, e gli investigatori sostengono"
        return self.nearest_left(cue.start, start)

    def nearest_left(self, end: int, start: int) -> Subject:
        """Return the last mention between two tokens that no preposition governs."""
        view = self.view
        for token in range(end - 1, start - 1, -1):
            if view.words[token] in {";", ":"} and token < end - 1:
                return None
            opens = token in view.owner and view.owner.get(token - 1) != view.owner[token]
            if opens and not self._is_barred(token) and not self.is_oblique(token, start - 1):
                return view.owner[token]
        return None

    def _is_barred(self, token: int) -> bool:
        """Say whether a mention is no subject whatever governs it: quoted, or an object pronoun ("lo", "gli")."""
        return self.view.inside(token) is not None or self.view.words[token] in OBJECT_PRONOUNS

    def left_out(self, cue: Cue) -> int | None:
        """Return who is meant where the verb has no subject: "Ha poi aggiunto che ..."."""
        for token in (cue.token, *range(cue.start, cue.token), *self._governing(cue)):
            if token in self.view.zero:
                return self.view.zero[token][0]
        # "assicurano nello staff": nobody who speaks alone
        return None if self._is_plural(cue) else self.last_before(cue.start)

    def _is_plural(self, cue: Cue) -> bool:
        group = self.view.tokens[cue.start : cue.token + 1]
        return any("Number=Plur" in t.morph.text and "VerbForm=Fin" in t.morph.text for t in group)

    def _governing(self, cue: Cue) -> list[int]:
        """Return the verbs whose subject an infinitive borrows, with their auxiliaries: "si è limitato a dire"."""
        found: list[int] = []
        verb = self.view.tokens[cue.token]
        while self.view.parsed and verb.head.i != verb.i and self._borrows(verb) and len(found) < LONGEST_INVERSION:
            verb = verb.head
            found += [verb.i, *(child.i for child in verb.children if child.dep_ in {"aux", "aux:pass", "cop"})]
        return found

    def last_before(self, token: int) -> int | None:
        """Return the last subject before `token`, a person where there is one in the last two."""
        index = bisect_left(self._subjects, (token,))
        earlier = [entity for _, entity in self._subjects[max(0, index - 2) : index]]
        people = [e for e in earlier if self.view.entities[e]["type"] == "PER"]
        return people[-1] if people else earlier[-1] if earlier else None

    def spoke(self, token: int, speaker: int | None) -> None:
        """Remember that `speaker` spoke at `token`."""
        if speaker is not None:
            insort(self._subjects, (token, speaker))

    def phrase(self, token: Token) -> Subject:
        """Return the entity that a noun phrase headed by `token` stands for."""
        view = self.view
        if view.words[token.i] in self.words["relative"]:
            return self.antecedent(token)
        if token.i in view.owner:
            return view.owner[token.i]
        named = self._name_beside(token.i, token.right_edge.i + 1)
        if named is not None:
            return named
        for child in token.rights:
            if child.dep_ in NAME_LINKS and child.i in view.owner and not self._has_case(child):
                return view.owner[child.i]
        if view.pos[token.i] == "PRON":
            return None if view.words[token.i] in {"si", "lo", "ne"} else UNNAMED
        return self._of_document(token.i)

    def antecedent(self, pronoun: Token) -> Subject:
        """Return whom a relative pronoun stands for: the mention right before it, past a comma and prepositions."""
        view, token = self.view, pronoun.i - 1
        furthest = max(token - LONGEST_LIST, 0)
        while token >= furthest and (view.words[token] in {","} or view.pos[token] in {"ADP", "DET"}):
            token -= 1
        if token >= 0 and token in view.owner:
            return self._head_of_apposition(token)
        for ancestor in pronoun.ancestors:
            if ancestor.dep_ == "acl:relcl" and ancestor.head.i < pronoun.i:
                return self._first_of_apposition(ancestor.head)
        start, _ = view.sentence(pronoun.i)
        return self.nearest_left(pronoun.i, start)

    def _first_of_apposition(self, token: Token) -> Subject:
        """Return whom a description is said of: "Morla, avvocato e amico di lei, che denuncia" is Morla."""
        subject = self.phrase(token)
        while not isinstance(subject, int) and token.dep_ in {"appos", "conj"} and token.head.pos_ != "VERB":
            token = token.head
            subject = self.phrase(token)
        return subject

    def _head_of_apposition(self, token: int) -> Subject:
        """Return the person an apposition belongs to: "Morla, avvocato dell'ex calciatore, che denuncia" is Morla."""
        view = self.view
        start, _ = view.sentence(token)
        if not self.is_oblique(token, start - 1):
            return view.owner[token]
        before = self.nearest_left(token, start)
        return view.owner[token] if before is None else before

    def _subject_token(self, verb: Token) -> Token | None:
        """Return the subject of a verb, borrowed from its head where the verb has none of its own."""
        for _ in range(5):
            # Of two subjects the nearer one: the parser gives a verb that of the clause before as well.
            own = min((c for c in verb.children if c.dep_ in SUBJECTS), key=lambda c: abs(c.i - verb.i), default=None)
            if own is not None and not self.view.inside(own.i) and self._agrees(verb, own):
                return own
            if verb.i in self.view.zero or verb.head.i == verb.i or not self._borrows(verb):
                return None
            verb = verb.head
        return None

    @staticmethod
    def _agrees(verb: Token, subject: Token) -> bool:
        """Say whether a noun can be the subject: in "Ha aggiunto alcuni dettagli" the parser may take it for one."""
        if subject.i < verb.i or subject.pos_ != "NOUN":
            return True
        finite = next((c for c in verb.lefts if c.dep_ in {"aux", "aux:pass"}), verb)
        return not ("Number=Sing" in str(finite.morph) and "Number=Plur" in str(subject.morph))

    @staticmethod
    def _borrows(verb: Token) -> bool:
        if verb.dep_ == "conj":
            return bool(verb.head.pos_ in {"VERB", "AUX", "ADJ"})
        finite = "VerbForm=Fin" in str(verb.morph) or any(c.dep_ in {"aux", "aux:pass", "cop"} for c in verb.children)
        return not finite and verb.dep_ in {"xcomp", "advcl", "ccomp", "acl"}

    def _is_passive(self, cue: Cue) -> bool:
        """Say whether the verb is passive: "è stato detto", but not "si è detto"."""
        group = self.view.words[cue.start : cue.token]
        return bool(self.words["passive"].intersection(group)) and "Part" in cue.form.kinds

    def _has_da(self, token: Token) -> bool:
        return any(self.view.words[c.i] in self.words["prep_da"] for c in token.lefts)

    @staticmethod
    def _has_case(token: Token) -> bool:
        return any(child.dep_ == "case" for child in token.lefts)

    def _stops(self, token: int) -> bool:
        word = self.view.words[token]
        return (
            word in STOPS
            or word in DASHES
            or word in self.words["complementizer"]
            or self.view.inside(token) is not None
        )

    def _opens_subject(self, token: int, verb: int) -> bool:
        """Say whether a noun phrase without preposition begins here: "un testimone"."""
        view = self.view
        if self.is_oblique(token, verb):
            return False
        if view.tagged:
            return view.pos[token] in {"NOUN", "PROPN"}
        return view.words[token - 1] in self.words["article"]

    def is_oblique(self, token: int, floor: int) -> bool:
        """Say whether a preposition behind `floor` governs the phrase of `token`: "a Repubblica", "del premier"."""
        view, in_title = self.view, False
        if self._follows_adverbial(self._start_of(token)):
            return False
        for position in range(token - 1, floor, -1):
            word = view.words[position]
            if view.owner.get(position) == view.owner.get(token, -1):
                continue
            if self._is_preposition(word):
                if not in_title:
                    return True
                in_title = False  # "il ministro dell'Istruzione Yoav Gallant": dell' governs Istruzione
                continue
            if word in self.words["article"]:
                return position - 1 > floor and self._is_preposition(view.words[position - 1])
            if view.owner.get(position, view.owner.get(token)) != view.owner.get(token):
                return False
            if not self._continues_phrase(position):
                return False
            in_title = in_title or view.is_capital(position)
        return False

    def _follows_adverbial(self, start: int) -> bool:
        """Say whether a name follows a phrase that it does not belong to.

        "ha detto al termine Rossi", "al binario 3 Rossi", "ai cronisti Rossi": nobody of one name is "cronisti".
        """
        if not start:
            return False
        view, before = self.view, start - 1
        word = view.words[before]
        if word in self.words["adverbial"] or word.isdigit():
            return True
        entity = view.owner.get(start)
        person = entity is not None and view.entities[entity]["type"] == "PER"
        several = view.pos[before] == "NOUN" and "Number=Plur" in view.tokens[before].morph.text
        named = word in title_forms() or word in self.words["of_several"] or before in view.owner
        return person and several and not named

    def _is_preposition(self, word: str) -> bool:
        words = self.words
        return (
            word in words["preposition"]
            or word in words["prep_di"]
            or word in words["prep_a"]
            or word in words["prep_da"]
        )

    def _continues_phrase(self, token: int) -> bool:
        """Say whether a token can stand between a preposition and the name it governs: "del segretario dem Rossi"."""
        if self.view.tagged:
            return self.view.pos[token] in {"NOUN", "PROPN", "ADJ", "NUM", "X"}
        return self.view.is_word(token) and self.view.words[token] not in self.words["filler"]

    def _name_beside(self, start: int, end: int) -> int | None:
        """Return the person named after a title: "il portavoce del Dipartimento della Difesa americano Pat Ryder"."""
        view = self.view
        for token in range(start + 1, min(end, len(view))):
            entity = view.owner.get(token)
            if self._stops(token):
                # "il segretario del sindacato, Giovanni Durante, afferma"
                if view.words[token] == "," and view.owner.get(token + 1) is not None:
                    continue
                return None
            if entity is not None and view.entities[entity]["type"] == "PER" and not self.is_oblique(token, start):
                return entity
        return None

    def _of_document(self, noun: int) -> Subject:
        """Return whose text speaks: "le stime degli Stati Uniti indicano"; any other noun is an unnamed speaker."""
        view = self.view
        if "document" not in self.nouns.get(view.words[noun], ()):
            return Unnamed(noun)
        for token in range(noun + 1, min(noun + 6, len(view))):
            if self._stops(token):
                break
            if token in view.owner:
                return view.owner[token]
        return Unnamed(noun)

    def words_of(self, noun: int) -> tuple[int, int]:
        """Return the words that name an unlisted speaker: "fonti di Palazzo Chigi", without article and clauses."""
        view, start, end = self.view, noun, noun + 1
        while start > 0 and view.pos[start - 1] in {"ADJ", "NUM"} and not view.inside(start - 1):
            start -= 1
        while end < len(view) and end - noun < LONGEST_NAME_OF_SOURCE and not self._ends_source(end):
            end += 1
        while end > noun + 1 and self._is_preposition(view.words[end - 1]):
            end -= 1
        return start, end

    def _ends_source(self, token: int) -> bool:
        """Say whether the name of a source ends before a token: at a stop, a verb, a conjunction."""
        view, word = self.view, self.view.words[token]
        if self._stops(token) or not word.strip() or word in self.words["relative"] or word in {"e", "ed", '"'}:
            return True
        # "fonti vicine al dossier", but "fonti al confine"
        near = word in self.words["prep_a"] and view.words[token - 1] in self.words["near"]
        linked = token in view.owner or word in self.words["prep_di"] or near
        return not linked and view.pos[token] not in {"NOUN", "PROPN", "ADJ", "DET", "X", ""}

    def _written_subjects(self) -> list[tuple[int, int]]:
        """Return (token, entity) of all subjects outside quotation marks; without a parse, of all people."""
        view = self.view
        found: Iterable[int]
        if view.parsed:
            found = (t.i for t in view.tokens if t.dep_ in SUBJECTS and t.i in view.owner)
        else:
            found = (t for t in sorted(view.owner) if view.entities[view.owner[t]]["type"] == "PER")
        return [(token, view.owner[token]) for token in found if view.inside(token) is None]
