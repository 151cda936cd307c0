"""A parsed Doc as the event rules see it: entities on tokens, prepositions, subjects, objects.

All indices are tokens. The parse is used where it speaks; where it is known to be weak (attachment of
prepositional phrases, coordination of names with titles) the rules fall back on the order of words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache, wraps
from typing import Any

from spacy.tokens import Doc

from newsnlp.annotation import layers
from newsnlp.annotation.tokens import Token, root_of, tokens_of
from newsnlp.lang.it.calendar import is_weekday
from newsnlp.lang.it.event_words import is_form_of, is_meeting_word, word_class
from newsnlp.lang.it.people import is_person_word
from newsnlp.lang.it.places import country_names
from newsnlp.lang.it.titles import title_forms

NAME_LINKS = frozenset({"flat", "flat:name", "flat:foreign", "appos", "compound", "nmod", "nummod"})
# Words that link the names of a list; those of "sia A che B".
LINKS = frozenset({"e", "ed", ",", "sia"})
BOTH = frozenset({"sia", "che", "quanto"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
OBLIQUES = frozenset({"obl", "obl:agent", "nmod", "iobj", "obl:arg"})
MERGED_PREPOSITIONS = {
    form: base
    for base, forms in {
        "a": "a ad al allo alla all' ai agli alle",
        "da": "da dal dallo dalla dall' dai dagli dalle",
        "di": "di d' del dello della dell' dei degli delle",
        "in": "in nel nello nella nell' nei negli nelle",
        "su": "su sul sullo sulla sull' sui sugli sulle",
        "con": "con col coi",
        "tra": "tra fra",
    }.items()
    for form in forms.split()
}
# A chain of coordinated names is not followed further than this many tokens from one name to the next.
LONGEST_GAP = 12
# A plural is spelled out at most this many tokens behind it.
LIST_REACH = 9
LIST_OPENERS = frozenset({",", ":", "—", "–", "-", "("})
# Set on the articles of the development gold: reports on matches have 5-15 such words, others up to 2.
SPORT_WORDS, SPORT_SHARE = 4, 100


@lru_cache(maxsize=8192)
def preposition(word: str) -> str:
    """Return the plain preposition of a form, articulated or elided: "dell'" -> "di"."""
    form = word.lower().replace("’", "'")
    return MERGED_PREPOSITIONS.get(form, form)


def is_plural(verb: Token) -> bool:
    """Say whether a verb or one of its auxiliaries is plural."""
    helpers = (child for child in verb.children if child.dep_.startswith("aux") or child.dep_ == "cop")
    return any("Plur" in token.morph.get("Number", []) for token in (verb, *helpers))


def once(find: Callable[[View, Token], list[int]]) -> Callable[[View, Token], list[int]]:
    """Return a method that answers for each token once; every trigger of a sentence asks the same."""
    name = find.__name__

    @wraps(find)
    def kept(view: View, token: Token) -> list[int]:
        found = view.kept.get((name, token.i))
        if found is None:
            found = view.kept[name, token.i] = tuple(find(view, token))
        return list(found)

    return kept


def _is_day(subject: Token) -> bool:
    """ "Martedì ha lasciato l'incarico": the parser takes the day for the subject; "Martedì è festa" has it."""
    bare = is_weekday(subject.lower_) and not subject.children
    return bare and all(child.dep_ != "cop" for child in subject.head.children)


class View:
    """One Doc with its entity layer turned towards tokens."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.entities = layers.entities(doc)
        self.tokens = tokens_of(doc)
        self.lower = self.tokens.lower
        self.times = layers.times(doc)
        self._time_starts = [item["start"] for item in self.times]
        self.published = layers.published(doc)
        self.kept: dict[tuple[str, int], tuple[int, ...]] = {}
        self._prepositions: dict[int, tuple[str, ...]] = {}
        self._obliques: dict[int, tuple[tuple[str, Token], ...]] = {}
        # what the group of a verb says of its status, by verb
        self.groups: dict[int, Any] = {}
        self.owners: dict[int, tuple[int, ...]] = {}
        self.mention_end: dict[int, int] = {}
        self.kinds: dict[int, str] = {}
        for index, entity in enumerate(self.entities):
            for mention in entity["mentions"]:
                self._own(index, mention)
        self.zero = layers.zero_subjects(doc)
        self.enclitics = layers.enclitics(doc)
        self.starts = sorted(self.mention_end)
        self.mention_start = {end - 1: start for start, end in self.mention_end.items()}
        self._sport: bool | None = None
        self._quotes: dict[int, list[layers.QuoteItem]] | None = None
        self._places: dict[str, list[int]] | None = None
        self._words: frozenset[str] | None = None
        self._starts_of_sentences = self.tokens.sentence_starts
        self._sentences = {start: number for number, start in enumerate(self._starts_of_sentences)}
        self.titled = {
            token: index
            for index, entity in enumerate(self.entities)
            for role in entity["roles"]
            for token in range(role["start"], role["end"])
            if token not in self.owners
        }

    def _own(self, index: int, mention: layers.MentionItem) -> None:
        """Record a mention on its tokens; a plural description ("i due leader") belongs to several entities."""
        for token in range(mention["start"], mention["end"]):
            present = self.owners.get(token, ())
            if mention["kind"] == "name" and self.kinds.get(token, "name") != "name":
                present = ()
            if mention["kind"] != "name" and self.kinds.get(token) == "name":
                continue
            self.owners[token] = (*present, index) if index not in present else present
            self.kinds[token] = mention["kind"]
        self.mention_end[mention["start"]] = max(mention["end"], self.mention_end.get(mention["start"], 0))

    def is_sport(self) -> bool:
        """Say whether the article reports on sport: at least `SPORT_WORDS` of its words, and one in a hundred."""
        if self._sport is None:
            count = sum(1 for word in self.lower if word in word_class("sport"))
            self._sport = count >= SPORT_WORDS and count * SPORT_SHARE >= len(self.lower)
        return self._sport

    def words(self) -> frozenset[str]:
        """Return all words of the article in lower case."""
        if self._words is None:
            self._words = frozenset(self.lower)
        return self._words

    def word(self, index: int) -> str:
        """Return the lower-case word at a token, "" behind the text."""
        return self.lower[index] if index < len(self.lower) else ""

    def by_place(self, place: str) -> list[int]:
        """Return the listed places that bear an Italian name of a country, region or city, other names included."""
        if self._places is None:
            self._places = {}
            for index, entity in enumerate(self.entities):
                name = entity["name"].lower()
                country = country_names().get(name)
                if entity["type"] != "PER":
                    self._places.setdefault(country.name.lower() if country else name, []).append(index)
        return self._places.get(place.lower(), [])

    def past_subjects(self, before: int) -> list[tuple[int, list[int]]]:
        """Return (token, entities) of the subjects up to a token, in its sentence and the two before, in order."""
        number = self.sentence_number(self.tokens[before].sent.start)
        start = self._starts_of_sentences[max(number - 2, 0)]
        found = []
        for token in self.tokens[start:before]:
            if token.dep_ in {"nsubj", "nsubj:pass"} and token.head.i != before:
                who = self.phrase(token)
            else:
                who = list(self.zero.get(token.i, ()))
            if who:
                found.append((token.i, who))
        return found

    def protagonist(self) -> int | None:
        """Return the person that an article is about: named at least thrice, twice as often as any other."""
        counts = sorted(
            (
                (len(entity["mentions"]), -index)
                for index, entity in enumerate(self.entities)
                if entity["type"] == "PER"
            ),
            reverse=True,
        )
        if not counts or counts[0][0] < 3 or (len(counts) > 1 and counts[1][0] * 2 > counts[0][0]):
            return None
        return -counts[0][1]

    def sentence_number(self, start: int) -> int:
        """Return the number of the sentence that begins at a token."""
        return self._sentences[start]

    def starts_in(self, start: int, end: int) -> list[int]:
        """Return the first tokens of the mentions between two tokens, in order."""
        return self.starts[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def times_in(self, start: int, end: int) -> range:
        """Return the numbers of the expressions of time that begin between two tokens."""
        return range(bisect_left(self._time_starts, start), bisect_left(self._time_starts, end))

    def sentence_count(self) -> int:
        """Return the number of sentences."""
        return len(self._starts_of_sentences)

    def sentence_start(self, number: int) -> int:
        """Return the first token of a sentence by its number."""
        return self._starts_of_sentences[number]

    def type_of(self, entity: int) -> str:
        """Return PER, ORG, LOC or MISC."""
        return self.entities[entity]["type"]

    def prepositions(self, token: Token) -> Sequence[str]:
        """Return the prepositions that mark `token`, plain, in order; compound ones give several."""
        found = self._prepositions.get(token.i) if token.lefts else ()
        if found is None:
            found = tuple([preposition(child.text) for child in token.lefts if child.dep_ in {"case", "mark"}])
            self._prepositions[token.i] = found
        return found

    def resolve(self, token: Token) -> list[int]:
        """Return the entities that a noun phrase headed by `token` stands for, without its conjuncts."""
        if token.i in self.owners:
            return list(self.owners[token.i])
        if token.pos_ == "PRON" and token.lower_ in {"che", "cui", "quale", "quali"}:
            return self.antecedent(token)
        if token.i in self.titled:
            # "i ministri degli Esteri, Rossi e Verdi": the title of one is that of the others
            several = self._spelled_out(token) or self._titled_list(token) if self._is_plural_noun(token) else []
            return several or [self.titled[token.i]]
        if self.lower[token.i] in word_class("delegations"):
            return self._led_by(token)
        if token.pos_ == "PROPN":
            # "Giovedì Rossi" is often one name to the parser
            parts = [child.i for child in token.rights if child.dep_ == "flat:name" and child.i in self.owners]
            return list(self.owners[parts[0]]) if parts else []
        if token.pos_ == "NOUN":
            return self._named_by(token)
        return []

    def _named_by(self, token: Token) -> list[int]:
        """Return the entity beside its title: "il presidente russo Vladimir Putin" is headed by presidente."""
        for child in token.rights:
            named = child.dep_ in NAME_LINKS and child.i in self.owners and not self.prepositions(child)
            if named and child.i - token.i <= LONGEST_GAP and self._only_words(token.i, child.i):
                return list(self.owners[child.i])
        return self._spelled_out(token) if "Plur" in token.morph.get("Number", []) else []

    def _titled_list(self, title: Token) -> list[int]:
        """Return the people right behind a plural title: "i vicepremier Rossi e Verdi"."""
        start = title.i + 1
        while start < len(self.lower) and self.tokens[start].pos_ == "ADJ" and start not in self.mention_end:
            start += 1
        chain = self.chain_from(start) if start in self.mention_end else []
        return [e for e in chain if self.type_of(e) == "PER"]

    def _spelled_out(self, token: Token) -> list[int]:
        """Return the people that a plural is spelled out by behind a comma, colon or dash.

        "i reali di Spagna, Felipe e Letizia", "i leader — l'italiano Rossi, la danese Holm — hanno".
        """
        # a sentence may be cut at the very colon
        for index in range(token.i + 1, min(token.i + LIST_REACH, token.sent.end, len(self.lower) - 1)):
            if self.tokens[index].pos_ in {"VERB", "AUX"}:
                return []
            if self.lower[index] in LIST_OPENERS:
                start = index + 1
                named = start in self.mention_end and self.type_of(self.owners[start][0]) == "PER"
                chain = self.chain_from(start) if named or self.lower[index] != "," else []
                people = [e for e in chain if self.type_of(e) == "PER"]
                return people if len(people) > 1 else []
        return []

    def _led_by(self, token: Token) -> list[int]:
        """Return who leads a delegation: "una delegazione guidata dal ministro Saleh"."""
        for child in token.rights:
            if child.dep_ in {"acl", "amod"} and self.lower[child.i].rstrip("aeio") in word_class("led_stems"):
                for index in range(child.i + 1, min(child.i + 4, len(self.lower))):
                    if preposition(self.lower[index]) == "da":
                        return self.chain_from(index + 1)
        return []

    def _only_words(self, start: int, end: int) -> bool:
        """Say whether no clause boundary stands between two tokens."""
        return not any(self.lower[i] in {";", ":", ".", "(", ")", "che"} for i in range(start + 1, end))

    def antecedent(self, pronoun: Token) -> list[int]:
        """Return the entities a relative pronoun stands for.

        "Conte, che ha incontrato Merkel": the name that ends right before the pronoun, else the head of
        the relative clause. Order comes first since the parser often hangs the clause on the verb.
        """
        before = pronoun.i - 1
        while before >= 0 and (self.lower[before] in {",", "con", "al", "a", "da", "dal", "di", "il", "la"}):
            before -= 1
        if before >= 0 and before in self.owners:
            found = list(self.owners[before])
            # "Meloni e Scholz, che hanno parlato": a plural verb takes the whole coordination
            return self._with_left_conjuncts(before, found) if is_plural(pronoun.head) else found
        for ancestor in pronoun.ancestors:
            if ancestor.dep_ == "acl:relcl":
                return self.phrase(ancestor.head) if ancestor.head.pos_ in {"NOUN", "PROPN", "PRON"} else []
        return []

    def left_chain(self, last: int) -> list[int]:
        """Return a coordination by word order, from the token where its last name ends leftwards."""
        return self._with_left_conjuncts(last, list(self.owners.get(last, ())))

    def _with_left_conjuncts(self, index: int, found: list[int]) -> list[int]:
        """Return a coordination by word order, read leftwards from the token where its last name ends.

        "il lavoro di Angela Merkel ed Emmanuel Macron, che avevano incontrato": both names.
        """
        result, linked, steps = list(found), False, 0
        position = self.mention_start.get(index, index) - 1
        while position >= 0 and steps < LONGEST_GAP:
            if position in self.mention_start and linked:
                result = [e for e in self.owners.get(position, ()) if e not in result] + result
                position, linked, steps = self.mention_start[position] - 1, False, 0
                continue
            word, token = self.lower[position], self.tokens[position]
            if word in {"e", "ed", ","}:
                linked = True
            elif token.pos_ not in {"NOUN", "ADJ", "DET"} or (token.pos_ == "DET" and not linked and steps > 3):
                break
            position, steps = position - 1, steps + 1
        return result

    @once
    def phrase(self, token: Token) -> list[int]:
        """Return the entities of a noun phrase with its conjuncts, in order."""
        found = self.resolve(token)
        for child in token.rights:
            if child.dep_ == "conj" and child.pos_ not in {"VERB", "AUX"}:
                found += [e for e in self.phrase(child) if e not in found]
            elif child.dep_ in NAME_LINKS and not self.prepositions(child):
                if child.dep_ == "appos" and any(conj.dep_ == "conj" for conj in child.rights):
                    # "Rossi, Verdi e Bianchi si sono riuniti": a list taken for an apposition
                    found += [e for e in self.resolve(child) if e not in found]
                for conj in child.rights:
                    if conj.dep_ == "conj" and conj.pos_ not in {"VERB", "AUX"}:
                        found += [e for e in self.phrase(conj) if e not in found]
        return found + [e for e in self._both(token) if e not in found]

    def _both(self, token: Token) -> list[int]:
        """Return the entities of "sia A sia B", "sia A che B", which parsers hang in many ways."""
        if "sia" not in self.words():
            return []
        left = token.left_edge.i
        near = [index for index in (left - 1, left) if index >= 0 and self.lower[index] == "sia"]
        if not near:
            return []
        # the parser may give the last name alone: "Sia A sia B hanno incontrato C"
        before = range(max(near[0] - LONGEST_GAP, token.sent.start), near[0])
        first = next((index for index in before if self.lower[index] == "sia"), near[0])
        return self.chain_from(first + 1, links=BOTH)

    def _opens_clause(self, position: int) -> bool:
        """Say whether a name behind a comma is the subject of what follows: "ha visto A, poi B ha parlato"."""
        behind, ahead = self.mention_end[position], self.lower[max(position - 3, 0) : position]
        verb = behind < len(self.tokens) and self.tokens[behind].pos_ in {"VERB", "AUX"}
        return verb and "," in ahead and not {"e", "ed"} & set(ahead)

    def chain_from(self, index: int, links: frozenset[str] = LINKS) -> list[int]:
        """Return coordinated entities by word order, from the first mention at or after `index`.

        "tra il ministro Rossi e il collega francese Blanc": names linked by commas and e, with titles
        between them. A verb, a stop or another preposition than di ends the chain.
        """
        found: list[int] = []
        position, gap, linked, affiliated = index, 0, True, False
        sentence_end = self.tokens[index].sent.end if index < len(self.tokens) else index
        while position < sentence_end and gap <= LONGEST_GAP:
            if position in self.mention_end:
                if not linked and found and self._is_affiliation(position):
                    # "Fassino per i Ds, Rutelli per la Margherita": the party is no link of the chain
                    position = self.mention_end[position]
                    continue
                if not linked or (found and self._opens_clause(position)):
                    break
                if self._is_complement(position) or (found and linked and self._is_on_behalf(position)):
                    position = self.mention_end[position]
                    continue
                if found and self._is_where(position) and self.type_of(found[0]) == "PER":
                    break
                found += [e for e in self.owners.get(position, ()) if e not in found]
                position, gap, linked = self.mention_end[position], 0, False
                continue
            word, token = self.lower[position], self.tokens[position]
            if word in links:
                # "sia Rossi sia Verdi"
                linked, affiliated = True, False
            elif self._ends_chain(token, word, begun=bool(found), linked=linked or affiliated):
                break
            elif token.pos_ == "ADP" and found and not linked:
                # "Giordano per Rifondazione comunista e Mastella": a party that is no entity is no end either
                affiliated = preposition(word) in {"per", "di"}
            position += 1
            gap += 1
        return found

    def _is_complement(self, start: int) -> bool:
        """Say whether a place or body belongs to the title of the person right after: "la sindaca di Roma Raggi"."""
        if start < 2 or preposition(self.lower[start - 1]) != "di":
            return False
        if self.type_of(self.owners[start][0]) == "PER":
            # "il segretario del papa, Rossi"
            named = self.mention_end[start] + 1 in self.mention_end and self.lower[self.mention_end[start]] == ","
            return named and self.kinds.get(start) == "nominal" and self.tokens[start - 2].pos_ in {"NOUN", "ADJ"}
        following = self.owners.get(self.mention_end[start])
        titled = self.tokens[start - 2].pos_ == "NOUN"
        return titled and following is not None and self.type_of(following[0]) == "PER"

    def _is_on_behalf(self, start: int) -> bool:
        """ "Rossi per la Francia, per l'Italia il ministro Verdi": whom the next one speaks for."""
        before = [preposition(word) for word in self.lower[max(start - 2, 0) : start]]
        return self.type_of(self.owners[start][0]) != "PER" and "per" in before

    def _is_where(self, start: int) -> bool:
        """Say whether a place tells where: "Rossi all'Eliseo, a Parigi" lists nobody besides Rossi."""
        return self.type_of(self.owners[start][0]) == "LOC" and preposition(self.lower[start - 1]) in {"a", "in"}

    def _is_affiliation(self, start: int) -> bool:
        """Say whether a mention tells whom the name before it belongs to: "per i Ds", "della Lega", "(Pd"."""
        owner = self.owners.get(start)
        before = [preposition(word) for word in self.lower[max(start - 2, 0) : start]]
        return owner is not None and self.type_of(owner[0]) != "PER" and bool({"per", "di", "a"} & set(before))

    @staticmethod
    def _ends_chain(token: Token, word: str, *, begun: bool, linked: bool) -> bool:
        """Say whether a word between two names shows that they are not coordinated."""
        if token.pos_ in {"VERB", "AUX", "SCONJ"} or word in {";", ":", ".", "(", "che"}:
            return True
        if begun and token.pos_ == "NOUN" and is_meeting_word(word):
            # "incontro con A e cena con B"
            return True
        if not begun:
            # "con lui nell'aula Paolo VI": another preposition before the first name opens another phrase
            return token.pos_ == "ADP" and preposition(word) not in {"di", "tra", "con"}
        if token.pos_ == "ADP":
            # "con il presidente Anastasiades e con il leader Akinci": the preposition may be said again
            return preposition(word) not in ({"di", "a", "per", "con", "tra"} if linked else {"di", "a", "per"})
        return not linked and token.pos_ in {"NOUN", "ADJ", "DET"}

    def subject_token(self, verb: Token) -> Token | None:
        """Return the subject of a verb, through control, coordination, participles and auxiliaries."""
        seen: set[int] = set()
        while verb.i not in seen:
            seen.add(verb.i)
            while verb.pos_ in {"NOUN", "PROPN"} and verb.head.i != verb.i:
                verb = verb.head
            own = next((child for child in verb.children if child.dep_ in SUBJECTS and not _is_day(child)), None)
            own = own or self._inverted_subject(verb)
            if own is not None:
                return own
            if verb.i in self.zero or not self._borrows_subject(verb):
                return None
            controlled = self._controlled(verb)
            if controlled is not None:
                return controlled
            verb = verb.head
        return None

    def _controlled(self, verb: Token) -> Token | None:
        """Return the object that is the subject of an infinitive: "ha convinto Rossi a incontrare Verdi".

        "ha chiesto a Rossi di incontrare Verdi" as well; "Rossi è stato invitato a" leaves it the subject.
        """
        head = verb.head
        form = self.lower[head.i]
        if "Inf" not in verb.morph.get("VerbForm", []) or any(c.dep_ == "aux:pass" for c in head.children):
            return None
        before = [child for child in head.children if child.i < verb.i]
        if is_form_of(form, "controls_object"):
            return next((c for c in before if c.dep_ == "obj" and self.phrase(c)), None)
        if is_form_of(form, "controls_dative"):
            to = (c for c in before if c.dep_ in OBLIQUES and (c.pos_ == "PRON" or "a" in self.prepositions(c)))
            return next((c for c in to if self.phrase(c)), None)
        return None

    @staticmethod
    def _borrows_subject(verb: Token) -> bool:
        """Say whether a verb without subject takes that of its head: infinitives, gerunds, second conjuncts."""
        if verb.head.pos_ not in {"VERB", "AUX", "ADJ", "NOUN", "PROPN"} or verb.head.i == verb.i:
            return False
        if verb.dep_ == "acl:relcl":
            # "in Arabia Saudita, dove avrebbe incontrato": the subject of the main clause goes on
            return any(child.lower_ in {"dove", "cui", "quando", "quale"} for child in verb.subtree if child.i < verb.i)
        finite = "Fin" in verb.morph.get("VerbForm", []) or any(
            c.dep_ in {"aux", "aux:pass", "cop"} and "Fin" in c.morph.get("VerbForm", []) for c in verb.children
        )
        if verb.dep_ == "conj":
            return True
        return verb.dep_ in {"xcomp", "advcl", "ccomp", "acl"} and not finite

    @once
    def subjects(self, verb: Token) -> list[int]:
        """Return the entities that are subject of `verb`; a left-out subject comes from the zero layer."""
        speaker = self._speaker(verb)
        if speaker is not None:
            return [speaker]
        token = self.subject_token(verb)
        if token is not None:
            return self._whole_list(token) if is_plural(verb) else self.phrase(token)
        probe: Token = verb
        for _ in range(4):
            if probe.i in self.zero:
                return list(self.zero[probe.i])
            for child in probe.children:
                if child.dep_ in {"aux", "aux:pass", "cop"} and child.i in self.zero:
                    return list(self.zero[child.i])
            if not self._borrows_subject(probe):
                break
            probe = probe.head
        return self._cleft(verb)

    def _spoken(self, index: int) -> Sequence[layers.QuoteItem]:
        """Return the direct quotations of listed speakers that a token stands in."""
        if self._quotes is None:
            self._quotes = {}
            for quote in layers.quotes(self.doc):
                if quote["direct"] and quote["speaker"] is not None:
                    for token in range(*quote["content"]):
                        self._quotes.setdefault(token, []).append(quote)
        return self._quotes.get(index, ())

    def is_quoted_apart(self, index: int, other: int) -> bool:
        """Say whether a token stands in a quotation that another token is outside of."""
        held = (quote["content"] for quote in self._spoken(index))
        return any(not start <= other < end for start, end in held)

    def _speaker(self, verb: Token) -> int | None:
        """Return who says a verb of the first person in direct speech: «Ho parlato con Weber», ha detto Rossi."""
        group = (verb, *(child for child in verb.children if child.dep_.startswith("aux")))
        if not any("1" in t.morph.get("Person", []) and "Sing" in t.morph.get("Number", []) for t in group):
            return None
        return next((quote["speaker"] for quote in self._spoken(verb.i)), None)

    def _whole_list(self, token: Token) -> list[int]:
        """Return a coordination by the parse and by word order, for a plural verb.

        "Sedevano Rossi, Verdi e Bianchi": of a list the parser often takes a name for an apposition of another.
        """
        found = self.phrase(token)
        start = next((i for i in self.starts_in(token.left_edge.i, token.right_edge.i + 1)), None)
        chain = self.chain_from(start) if start is not None else []
        return [*chain, *(e for e in found if e not in chain)] if set(found) & set(chain) else found

    def _cleft(self, verb: Token) -> list[int]:
        """Return the subject of a cleft: "Ad accogliere Abiy era stato Isaias", "A dirlo è il ministro"."""
        to = any(child.dep_ in {"mark", "case"} and self.lower[child.i] in {"a", "ad"} for child in verb.lefts)
        head = verb.head
        copula = any(child.dep_ == "cop" for child in head.children) or head.lemma_ == "essere"
        if not to or "Inf" not in verb.morph.get("VerbForm", []) or not copula:
            return []
        found = self.phrase(head)
        return found or [e for child in head.rights if child.dep_ != "punct" for e in self.phrase(child)]

    def topic(self, token: Token, besides: Collection[int] = ()) -> list[int]:
        """Return the person that the text before `token` is about, other than `besides`.

        Looks left in the sentence for a person outside prepositional phrases, then at the subject of the
        sentence before, told or left out. Empty where neither is found.
        """
        sent = token.sent
        found = self._last_free_person(sent.start, token.i, besides)
        number = self.sentence_number(sent.start)
        if found or not number:
            return found
        before = self._starts_of_sentences[number - 1]
        for verb in self._main_verbs(before, sent.start):
            people = [e for e in self.subjects(verb) if self.type_of(e) == "PER"]
            if people and not set(people) & set(besides):
                return people
        return self._last_free_person(before, sent.start, besides)

    def _main_verbs(self, start: int, end: int) -> list[Token]:
        """Return the verb of a sentence's main clause and those coordinated with it; relative clauses are left out."""
        root = root_of(self.tokens[start:end])
        return [root, *(t for t in root.rights if t.dep_ in {"conj", "parataxis"} and t.pos_ in {"VERB", "AUX"})]

    def _last_free_person(self, start: int, end: int, besides: Collection[int]) -> list[int]:
        """Return the last person but `besides` mentioned between two tokens outside a prepositional phrase."""
        for index in range(end - 1, start - 1, -1):
            if index not in self.mention_end or self.mention_end[index] > end:
                continue
            owners = self.owners.get(index, ())
            root = self._title_of(root_of(self.tokens[index : self.mention_end[index]]))
            free = not self.prepositions(root) and self.tokens[index - 1].pos_ != "ADP"
            if owners and self.type_of(owners[0]) == "PER" and free and not set(owners) & set(besides):
                return list(owners)
        return []

    @staticmethod
    def _title_of(name: Token) -> Token:
        """Return the title that a name hangs on: in "dal consigliere Rossi" the preposition stands before it."""
        return name.head if name.dep_ in NAME_LINKS and name.head.pos_ == "NOUN" and name.head.i < name.i else name

    @once
    def objects(self, verb: Token) -> list[int]:
        """Return the entities that are direct object of `verb`: clitics, noun phrases, lists after a colon."""
        found: list[int] = []
        inverted = self._inverted_subject(verb)
        for child in verb.children:
            if (child.dep_ == "obj" or self._is_second_subject(verb, child)) and child is not inverted:
                found += [e for e in self.phrase(child) if e not in found]
                found += [e for e in self._listed_after(child) if e not in found]
        if not found and verb.i in self.owners and self.kinds.get(verb.i) == "pronoun":
            found = list(self.owners[verb.i])
        return found or list(self.enclitics.get(verb.i, ()))

    def _inverted_subject(self, verb: Token) -> Token | None:
        """Return what stands behind a verb whose object is a clitic: "lo aveva ricevuto il premier X" is its subject.

        The parser often takes it for another object.
        """
        objects = [child for child in verb.children if child.dep_ == "obj"]
        before = (child for child in objects if child.i < verb.i and child.pos_ == "PRON")
        clitic = any("Yes" in child.morph.get("Clitic", []) for child in before)
        if not clitic or any(child.dep_ in SUBJECTS for child in verb.children):
            return None
        return next((child for child in objects if child.i > verb.i and child.pos_ in {"NOUN", "PROPN"}), None)

    @staticmethod
    def _is_second_subject(verb: Token, child: Token) -> bool:
        """ "Rossi ha riunito ieri i colleghi": of two subjects the one behind an active verb is its object."""
        before = any(other.dep_ == "nsubj" and other.i < verb.i for other in verb.children)
        return child.dep_ == "nsubj" and child.i > verb.i and before

    def _listed_after(self, token: Token) -> list[int]:
        """Return names that spell a phrase out or go on with it by word order.

        "incontrato i leader dei Paesi frugali: l'olandese Rutte, l'austriaco Kurz"; "ha visto Rutte, il
        cancelliere Kurz e la premier Frederiksen".
        """
        edge = token.right_edge.i
        for index in range(token.i + 1, min(edge + 3, token.sent.end)):
            named_next = index + 1 in self.mention_end and self.type_of(self.owners[index + 1][0]) == "PER"
            plural = self._is_plural_noun(token)
            spelled = plural if self.lower[index] == ":" else self.lower[index] == "," and named_next
            if token.i not in self.owners and spelled:
                return self.chain_from(index + 1)
        start = next((i for i in range(token.i, edge + 1) if i in self.mention_end), None)
        if start is None:
            return []
        chain = self.chain_from(start)
        if token.i not in self.owners and preposition(self.lower[start - 1]) == "di":
            # "i colleghi di Russia e Iran": people without a name, not their countries; "i film di A e B": things
            office = self.lower[token.i] in title_forms() and self.lower[token.i] not in word_class("delegations")
            people = [e for e in chain if self.type_of(e) == "PER"]
            chain = people if office else chain if is_person_word(self.lower[token.i]) else []
        return chain if len(chain) > 1 else []

    @staticmethod
    def _is_plural_noun(noun: Token) -> bool:
        """Say whether a noun or its article is plural: "i leader: l'olandese X"; not "il cancelliere: la Germania"."""
        return any("Plur" in t.morph.get("Number", []) for t in (noun, *noun.lefts))

    def obliques(self, head: Token) -> Sequence[tuple[str, Token]]:
        """Return (plain preposition, token) of the prepositional phrases of `head`."""
        found = self._obliques.get(head.i) if head.children else ()
        if found is None:
            phrases = [child for child in head.children if child.dep_ in OBLIQUES]
            found = self._obliques[head.i] = tuple([(self._case(child), child) for child in phrases])
        return found

    def _case(self, oblique: Token) -> str:
        cases = self.prepositions(oblique)
        return cases[-1] if cases else ("a" if oblique.dep_ == "iobj" else "")
