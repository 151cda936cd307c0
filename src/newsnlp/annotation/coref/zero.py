"""Who is the subject of a verb that has none: "Rientrato a Roma, ha incontrato ..."."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from newsnlp.annotation.coref.discourse import Person
from newsnlp.annotation.coref.parse import NAME_LINKS, Parse, clause_of, governing_clause, has_case
from newsnlp.lang.it.calendar import is_weekday
from newsnlp.lang.it.reference import forms_of_be, impersonal_verbs
from newsnlp.lang.it.titles import title_forms

_FINITE_TAGS = frozenset({"VERB", "AUX"})
_LINKED = frozenset({"conj", "parataxis"})
_BELOW = frozenset({"ccomp", "advcl", "xcomp"})
# "sembra che": of the verbs that also have subjects.
_CLAUSES = frozenset({"ccomp", "csubj"})
# "si dice che", "si decide": no person does it.
_IMPERSONAL = frozenset({"expl:impers", "expl:pass"})
# "Rossi ha parlato con Verdi", "ha telefonato al presidente Verdi".
_COMPANY = frozenset({"con", "col", "a", "al", "allo", "alla", "all'", "ad"})
_FLAT = frozenset({"flat", "flat:name"})
_OBJECT_CLITICS = frozenset({"lo", "la", "l'", "li", "le"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_RELATIVE = frozenset({"che", "quale", "quali"})
# A subject that is left out this many clauses on end is taken for unknown.
_LONGEST_CHAIN = 6
# Of a coordination no more names than this are read.
_LONGEST_PHRASE = 200
# Words between subject and verb that change nothing.
_BETWEEN = frozenset({"non", "lo", "la", "gli", "li", "le", "l'", "ne", "si", "ci", "vi", "poi", "ha", "è"})


@dataclass(frozen=True, slots=True)
class Subjects:
    """What is known of subjects.

    Attributes:
        owner: token -> entities of the mention that it belongs to; grows while the text is read.
        main_before: head of a sentence -> head of the sentence before it in the same paragraph.
    """

    parse: Parse
    people: Mapping[int, Person]
    owner: Mapping[int, tuple[int, ...]]
    main_before: Mapping[int, int]

    def of_clause(self, clause: int, chain: int = 0) -> tuple[int, ...]:
        """Return the people who are the subject of a clause, overt or left out; () where it is no listed person."""
        subject = overt_subject(self.parse, clause)
        if subject is not None:
            return self.of_phrase(subject)
        if chain >= _LONGEST_CHAIN or impersonal(self.parse, clause):
            return ()
        verb = finite_verb(self.parse, clause)
        if verb is None:
            # "ha telefonato a Santos per congratularsi": an infinitive has the subject of the clause above.
            below = self.parse.dep[clause] in _BELOW and self.parse.head[clause] != clause
            return self.of_clause(self.parse.head[clause], chain + 1) if below else ()
        before = self.name_before(verb)
        if before:
            return before
        source = self._source(clause)
        if source is None:
            return ()
        found = self.of_clause(source, chain + 1)
        if found and self._agrees(verb, clause, found):
            return found
        if self.parse.features[verb].number == "p":
            return self._both(source, found)
        return self._other(source, found, participle_gender(self.parse, clause))

    def name_before(self, verb: int) -> tuple[int, ...]:
        """Return the person named directly before a verb in the singular, whatever the parser hangs the name on.

        "Nelle due settimane di trattative Clinton aveva visto più volte i due".
        """
        index = verb - 1
        while index > 0 and (self.parse.dep[index] == "expl" or self.parse.lower[index] in _BETWEEN):
            index -= 1
        found = self.owner.get(index, ()) if index >= 0 else ()
        if len(found) != 1 or self.parse.features[verb].number == "p":
            return ()
        return () if self._governed(index) else found

    def _governed(self, index: int) -> bool:
        """Tell whether a name is the object of another word: "A Rossi non piace", "Chi ha visto Rossi parla"."""
        while self.parse.dep[index] in _FLAT and self.parse.head[index] != index:
            index = self.parse.head[index]
        title = self.parse.head[index]
        under_title = self.parse.lower[title] in title_forms() and has_case(self.parse, title)
        return under_title or has_case(self.parse, index) or self.parse.dep[index] in {"obj", "iobj"}

    def of_phrase(self, head: int) -> tuple[int, ...]:
        """Return the people whom a noun phrase names: "il presidente Conte", "Merkel e Macron".

        A relative pronoun is the noun that its clause hangs on: "Mattarella, che gli ha detto".
        """
        return tuple(sorted(self._named(head, set())))

    def _named(self, head: int, asked: set[int]) -> set[int]:
        """Return whom a phrase names; `asked` holds the words that were looked at, none of which is again."""
        if head in asked or len(asked) >= _LONGEST_PHRASE:
            return set()
        asked.add(head)
        clause = self.parse.head[head]
        if self.parse.lower[head] in _RELATIVE and self.parse.dep[clause] == "acl:relcl":
            return self._named(self.parse.head[clause], asked)
        found = set(self.owner.get(head, ()))
        for child in self.parse.children[head]:
            dep = self.parse.dep[child]
            if dep == "conj" or (not found and dep in NAME_LINKS and not has_case(self.parse, child)):
                found |= self._named(child, asked)
        return found

    def _both(self, source: int, subject: tuple[int, ...]) -> tuple[int, ...]:
        """Return subject and object of the clause before a plural: "Rossi ha incontrato Verdi. Hanno parlato"."""
        others = self._others(source) - set(subject)
        return tuple(sorted({*subject, *others})) if len(subject) == len(others) == 1 else ()

    def _other(self, source: int, subject: tuple[int, ...], gender: str | None) -> tuple[int, ...]:
        """Return the one other person of the clause before, where the participle rules its subject out.

        "Rossi ha ricevuto Anna Verdi. Era arrivata in treno"; "La polizia ha arrestato Rossi. Era ricercato".
        """
        overt = overt_subject(self.parse, source)
        told = self.people[subject[0]].gender if len(subject) == 1 else None
        if not subject and overt is not None:
            told = self.parse.features[overt].gender
        if gender is None or told in (gender, None):
            return ()
        others = [entity for entity in self._others(source) if self.people[entity].gender in (gender, None)]
        return tuple(others) if len(others) == 1 else ()

    def _others(self, clause: int) -> set[int]:
        """Return the people who are objects of a clause, or with whom or to whom something is done."""
        found: set[int] = set()
        for child in self.parse.children[clause]:
            dep = self.parse.dep[child]
            if dep in {"obj", "iobj"} or (dep == "obl" and self._case(child) in _COMPANY):
                found |= set(self.of_phrase(child))
        return found

    def _case(self, index: int) -> str:
        return next((self.parse.lower[c] for c in self.parse.children[index] if self.parse.dep[c] == "case"), "")

    def _source(self, clause: int) -> int | None:
        """Return the clause whose subject is carried on.

        "Draghi ha visto Letta e ha poi chiamato Conte": the first conjunct; "ha detto che andrà": the clause above;
        "Draghi è tornato a Roma. Vedrà Letta": the main clause before.
        """
        dep, head = self.parse.dep[clause], self.parse.head[clause]
        if head == clause:
            return self.main_before.get(clause)
        if self.parse.quoted[head] and not self.parse.quoted[clause]:
            # "«Sono falsità», ha dichiarato": not who is spoken of between the marks.
            speaking = self._speaking(clause)
            return self.main_before.get(self._root(head)) if speaking is None else speaking
        if dep == "acl:relcl":
            # "a Riad, dove avrebbe incontrato il re": the subject of the clause in which "Riad" stands.
            return governing_clause(self.parse, head)
        return head if dep in _LINKED or dep in _BELOW else None

    def _speaking(self, clause: int) -> int | None:
        """Return the clause with a subject outside the marks: "«Vado», ha detto Rossi e ha salutato"."""
        for index in range(clause - 1, -1, -1):
            if self.parse.sentence[index] != self.parse.sentence[clause]:
                return None
            if self.parse.dep[index].startswith("nsubj") and not self.parse.quoted[self.parse.head[index]]:
                return self.parse.head[index]
        return None

    def _root(self, index: int) -> int:
        while self.parse.head[index] != index:
            index = self.parse.head[index]
        return index

    def _agrees(self, verb: int, clause: int, found: tuple[int, ...]) -> bool:
        number = self.parse.features[verb].number
        if number and (number == "p") != (len(found) > 1):
            return False
        gender = participle_gender(self.parse, clause)
        return gender is None or len(found) > 1 or self.people[found[0]].gender in (gender, None)


def main_clauses(parse: Parse) -> dict[int, int]:
    """Return head of a sentence -> head of the main clause of the sentence before it in the same paragraph."""
    before: dict[int, int] = {}
    spoken = _speech_clauses(parse)
    last: int | None = None
    for index, head in enumerate(parse.head):
        if "\n" in parse.lower[index]:
            last = None
        elif head == index and parse.pos[index] not in {"PUNCT", "SPACE"}:
            if last is not None:
                before[index] = last
            # A quotation that nobody is named for goes on with who spoke before.
            last = spoken.get(parse.sentence[index], last) if parse.quoted[index] else index
    return before


def _speech_clauses(parse: Parse) -> dict[int, int]:
    """Return number of a sentence -> its first clause with a subject outside quotations: "«Vado», ha detto Draghi"."""
    found: dict[int, int] = {}
    for index, dep in enumerate(parse.dep):
        clause = parse.head[index]
        if dep.startswith("nsubj") and not parse.quoted[clause] and parse.sentence[clause] not in found:
            found[parse.sentence[clause]] = clause
    return found


def zero_verbs(parse: Parse) -> list[int]:
    """Return the finite verbs in the third person outside quotations whose clause has no overt subject."""
    found = []
    for index, features in enumerate(parse.features):
        if features.finite and features.person == "3" and parse.pos[index] in _FINITE_TAGS and not parse.quoted[index]:
            clause = clause_of(parse, index)
            if overt_subject(parse, clause) is None and not impersonal(parse, clause):
                found.append(index)
    return found


def overt_subject(parse: Parse, clause: int) -> int | None:
    """Return the subject that depends on the head of a clause, None where there is none.

    "dove lo riceverà Carlo Rossi": beside the clitic that is the object, a second object after the verb is the subject,
    whatever the parser says.
    """
    if clause not in parse.subjects:
        parse.subjects[clause] = _overt_subject(parse, clause)
    return parse.subjects[clause]


def _overt_subject(parse: Parse, clause: int) -> int | None:
    children = parse.children[clause]
    for child in children:
        if parse.dep[child].startswith(("nsubj", "csubj")) and not tells_when(parse, child):
            return child
    if any(parse.dep[child] == "obj" and parse.lower[child] in _OBJECT_CLITICS for child in children):
        doubled = (c for c in children if c > clause and parse.dep[c] == "obj" and parse.pos[c] in _NOMINAL)
        return next((child for child in doubled if not has_case(parse, child)), None)
    return None


def tells_when(parse: Parse, subject: int) -> bool:
    """Tell whether what the parser takes for a subject is a day: "Martedì ha lasciato l'incarico".

    "Martedì è il giorno della verità" is said of the day.
    """
    bare = is_weekday(parse.lower[subject]) and not parse.children[subject]
    return bare and all(parse.dep[child] != "cop" for child in parse.children[parse.head[subject]])


def finite_verb(parse: Parse, clause: int) -> int | None:
    """Return the finite verb of a clause: the auxiliary, or the head itself."""
    if parse.features[clause].finite:
        return clause
    for child in parse.children[clause]:
        if parse.features[child].finite and parse.dep[child] in {"aux", "aux:pass", "cop"}:
            return child
    return None


def impersonal(parse: Parse, clause: int) -> bool:
    """Tell whether a verb has no subject to leave out: "si parla", "è stato deciso che", "è chiaro che"."""
    deps = {parse.dep[child] for child in parse.children[clause]}
    verb = impersonal_verbs().get(parse.lower[clause])
    if verb == "always" or (verb == "clause" and not deps.isdisjoint(_CLAUSES)):
        return True
    return bool(deps & _IMPERSONAL) or ("ccomp" in deps and ("cop" in deps or "aux:pass" in deps))


def participle_gender(parse: Parse, clause: int) -> str | None:
    """Return the gender of a participle that agrees with its subject: "è arrivata", "sarà ricevuta"."""
    features = parse.features[clause]
    auxiliaries = {parse.lower[c] for c in parse.children[clause] if parse.dep[c].startswith("aux")}
    return features.gender if features.participle and auxiliaries & forms_of_be() else None
