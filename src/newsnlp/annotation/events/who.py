"""Who fills a slot of an act: noun phrases, bodies of a state, possessives, clitics, subjects left out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from newsnlp.annotation.events.frames import (
    by_phrase,
    governor,
    is_finite,
    names_before,
    people_or_bodies,
    unique,
)
from newsnlp.annotation.events.view import NAME_LINKS, View, once, preposition
from newsnlp.annotation.tokens import Token
from newsnlp.lang.it.event_words import word_class
from newsnlp.lang.it.places import countries, country_names, demonym_places

# How far behind a noun its arguments are looked for by the order of words.
NOUN_REACH = 18
# How many words a title may have before the name that it belongs to.
TITLE_REACH = 10
POSSESSIVES = frozenset({"suo", "sua", "suoi", "sue"})


def is_country(view: View, entity: int) -> bool:
    """Say whether an entity is a country by its name."""
    return view.entities[entity]["name"].lower() in country_names()


def is_power(view: View, entity: int) -> bool:
    """Say whether a place can stand for a government: a country or the capital of one."""
    name = view.entities[entity]["name"].lower()
    return name in country_names() or name in capitals()


@cache
def capitals() -> frozenset[str]:
    """Return the names of all capitals in lower case."""
    return frozenset(name.lower() for country in countries() for name in country.capital)


def country_entities(view: View, word: str) -> list[int]:
    """Return the listed entities that an adjective of place names: "turco" -> Turkey, if the article names it."""
    return [index for place in demonym_places(word) for index in view.by_place(place)]


def is_body(view: View, token: Token) -> bool:
    """Say whether a noun stands for its state or organisation when it acts: "il governo", "le truppe"."""
    return view.lower[token.i] in word_class("bodies")


def stands_for(view: View, token: Token) -> list[int]:
    """Return the entities that one noun phrase stands for, without its conjuncts.

    "il governo turco", "le truppe di Mosca", "i russi" stand for their country; "il figlio di Rossi" for nobody.
    """
    found = view.resolve(token)
    if found:
        return found
    if token.pos_ == "PRON":
        return _relative(view, token)
    if view.lower[token.i] in word_class("offices") or view.lower[token.i] in word_class("travellers"):
        return _named_behind(view, token)
    if view.lower[token.i] in word_class("countries"):
        return _countries_before(view, token)
    nationals = country_entities(view, view.lower[token.i]) if token.pos_ in {"NOUN", "PROPN", "ADJ"} else []
    if nationals or token.pos_ not in {"NOUN", "PROPN"} or not is_body(view, token):
        return nationals
    return adjective_countries(view, token) or _possessor(view, token)


def _named_behind(view: View, title: Token) -> list[int]:
    """Return the person behind a long title: "il capo della Protezione civile Franco Verdi"."""
    for index in range(title.i + 1, min(title.i + TITLE_REACH, title.sent.end)):
        owners = view.owners.get(index, ())
        if index in view.mention_end and owners and view.type_of(owners[0]) == "PER":
            return list(owners) if view.tokens[index - 1].pos_ != "ADP" and not _is_contraction(view, index - 1) else []
        if view.tokens[index].pos_ in {"VERB", "AUX", "PUNCT", "CCONJ", "SCONJ", "PRON"}:
            return []
    return []


def _is_contraction(view: View, index: int) -> bool:
    """Say whether a token is a preposition, with or without article: "del", "di"."""
    return preposition(view.lower[index]) in {"di", "a", "da", "in", "su", "con", "tra"}


def _countries_before(view: View, noun: Token) -> list[int]:
    """Return the countries that "i due paesi", "entrambi i paesi", "questi paesi" mean: the last ones named."""
    words = set(view.lower[max(noun.i - 3, noun.sent.start) : noun.i])
    if not words & {"due", "entrambi", "entrambe", "questi", "tre", "loro"}:
        return []
    wanted = 3 if "tre" in words else 2
    found: list[int] = []
    for index in range(noun.i - 1, max(noun.i - 120, -1), -1):
        found += [e for e in view.owners.get(index, ()) if is_country(view, e) and e not in found]
        if len(found) == wanted:
            return found[::-1]
    return []


def _relative(view: View, pronoun: Token) -> list[int]:
    """Return what a relative pronoun stands for where its antecedent is a body: "le truppe russe, che"."""
    if view.lower[pronoun.i] not in {"che", "quale", "quali"}:
        return []
    for ancestor in pronoun.ancestors:
        if ancestor.dep_ == "acl:relcl" and ancestor.head.pos_ in {"NOUN", "PROPN"}:
            return actors(view, ancestor.head)
    return []


def adjective_countries(view: View, noun: Token) -> list[int]:
    """Return the countries that the adjectives of a noun name: "le critiche americane", "raid israeliano"."""
    near = [c for c in noun.children if c.dep_ in {"amod", "nmod", "conj", "flat"} and abs(c.i - noun.i) <= 3]
    found = [e for c in near if c.i not in view.owners for e in country_entities(view, view.lower[c.i])]
    if not found and noun.i + 1 < len(view.lower) and noun.i + 1 not in view.owners:
        found = country_entities(view, view.lower[noun.i + 1])
    return unique(found)


def _possessor(view: View, noun: Token) -> list[int]:
    """Return who the di-phrase of a noun names: "il governo di Ankara"."""
    found = unique(e for case, token in view.obliques(noun) if case == "di" for e in view.phrase(token))
    if view.lower[noun.i] in word_class("local_bodies"):
        # "la procura di Roma" is no government: the town is only where it sits
        return [e for e in found if view.type_of(e) != "LOC" or is_country(view, e)]
    return found


@once
def actors(view: View, token: Token) -> list[int]:
    """Return the entities of a noun phrase with its conjuncts, bodies of a state included."""
    found = list(stands_for(view, token))
    for child in token.rights:
        if child.dep_ == "conj" and child.pos_ not in {"VERB", "AUX"}:
            found += actors(view, child)
        elif child.dep_ in NAME_LINKS and not view.prepositions(child):
            for conj in child.rights:
                if conj.dep_ == "conj" and conj.pos_ not in {"VERB", "AUX"}:
                    found += actors(view, conj)
    return people_or_bodies(view, unique(found))


def actors_from(view: View, index: int) -> list[int]:
    """Return the entities of the noun phrase that begins at a token, by the order of words."""
    chain = view.chain_from(index) if index < len(view.tokens) else []
    if chain:
        return people_or_bodies(view, chain)
    for token in view.tokens[index : index + 4]:
        if token.pos_ in {"NOUN", "PROPN"}:
            return actors(view, token)
    return []


def is_passive_act(view: View, verb: Token) -> bool:
    """Say whether a transitive verb is passive, with or without auxiliary: "arrestato ieri il boss", "fu ucciso".

    A bare participle is passive unless it goes on a verb with "avere": "ha invaso e occupato".
    """
    helpers = [child for child in verb.children if child.dep_ in {"aux", "aux:pass"}]
    words = {view.lower[child.i] for child in helpers}
    if words & word_class("forms_of_have"):
        return False
    if verb.pos_ == "ADJ":
        return True
    if "Part" not in verb.morph.get("VerbForm", []):
        return False
    if any(child.dep_ in {"aux:pass", "nsubj:pass", "obl:agent"} for child in verb.children) or helpers:
        return True
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        return is_passive_act(view, verb.head)
    return True


def doers(view: View, verb: Token) -> list[int]:
    """Return who a verb says its subject is; a left-out subject that coreference leaves open is continued."""
    controller = verb.head
    if verb.dep_ in {"xcomp", "ccomp"} and controller.lemma_.partition(" ")[0] in word_class("controls_object"):
        # "ha invitato Rossi a visitare Minsk": the object of the one is the subject of the other
        return patients(view, controller)
    before = names_before(view, verb)
    token = view.subject_token(verb)
    if token is not None:
        found = actors(view, token)
        if len(before) > len(found) and set(found) <= set(before):
            return before
        return _coordinated(view, verb, token, found) or before
    if before:
        return before
    return people_or_bodies(view, view.subjects(verb) or _hung_on_name(view, verb) or _continued(view, verb))


def _coordinated(view: View, verb: Token, subject: Token, found: list[int]) -> list[int]:
    """Add names before the subject that the parser cut off: "Singapore: Trump e Kim firmano"."""
    plural = "Plur" in verb.morph.get("Number", []) or any(
        "Plur" in c.morph.get("Number", []) for c in verb.children if c.dep_.startswith("aux")
    )
    if not found or not plural or subject.i not in view.owners:
        return found
    start = next((i for i in range(subject.left_edge.i, subject.i + 1) if i in view.mention_end), subject.i)
    chain = people_or_bodies(view, view.chain_from(start))
    if len(found) == 1 and start >= 2 and view.lower[start - 1] in {"e", "ed"}:
        chain = [*view.owners.get(start - 2, ()), *chain]
    return unique([*chain, *found]) if chain else found


def _hung_on_name(view: View, verb: Token) -> list[int]:
    """Return the name that a finite verb was taken for a modifier of: 'La CIA "aiutò" Pasternak'."""
    wrong = verb.dep_ in {"nmod", "acl", "flat:name", "appos", "amod"} and verb.head.i < verb.i
    finite = "Fin" in verb.morph.get("VerbForm", [])
    return view.phrase(verb.head) if wrong and finite and verb.head.i in view.owners else []


def _continued(view: View, verb: Token) -> list[int]:
    """Return the last person that was subject, for a singular verb without subject: "Nel 1962 venne arrestato".

    Only the sentence itself and the two before it are read; a verb in quotes or in the first person is left.
    """
    finite = next((c for c in verb.children if c.dep_.startswith("aux") and "Fin" in c.morph.get("VerbForm", [])), verb)
    singular = "Sing" in finite.morph.get("Number", []) and "3" in finite.morph.get("Person", [])
    if not singular or "Fin" not in finite.morph.get("VerbForm", []) or _impersonal(view, verb):
        return []
    for subject, who in reversed(view.past_subjects(verb.i)):
        if len(who) == 1 and _agrees(view, verb, who[0]) and subject < verb.i:
            return who
    hero = view.protagonist()
    return [hero] if hero is not None and _agrees(view, verb, hero) else []


def _impersonal(view: View, verb: Token) -> bool:
    return any(c.dep_.startswith("expl") or c.dep_ in {"csubj", "ccomp"} for c in verb.children)


def _agrees(view: View, verb: Token, entity: int) -> bool:
    """Say whether a participle has the gender of the person."""
    gender = view.entities[entity]["gender"]
    said = verb.morph.get("Gender", [])
    short = {"Masc": "m", "Fem": "f"}
    return view.type_of(entity) == "PER" and (not gender or not said or short[said[0]] == gender[0].lower())


def patients(view: View, verb: Token) -> list[int]:
    """Return who the object of a verb is: phrases, bodies of a state, clitics before and behind the verb."""
    found = view.objects(verb)
    for child in verb.children:
        if child.dep_ == "obj":
            found += actors(view, child)
        elif child.dep_ in {"iobj", "expl"} and view.kinds.get(child.i) == "pronoun" and child.i < verb.i:
            found += view.owners[child.i]
    return people_or_bodies(view, unique(found or clitic_referent(view, verb, CLITICS)))


CLITICS = frozenset({"lo", "la", "l'"})
DATIVES = frozenset({"gli", "le"})


def clitic_referent(view: View, verb: Token, forms: frozenset[str]) -> list[int]:
    """Return whom a clitic means that coreference leaves open: "lo ha nominato": the last person but the subject."""
    clitic = next((c for c in verb.children if c.i < verb.i and view.lower[c.i] in forms and c.pos_ == "PRON"), None)
    if clitic is None or clitic.i in view.owners:
        return []
    doing = view.subjects(verb)
    for _, who in reversed(view.past_subjects(verb.i)):
        if len(who) == 1 and who[0] not in doing and view.type_of(who[0]) == "PER":
            return who
    return []


def possessors_of_object(view: View, verb: Token) -> list[int]:
    """Return whose thing is the object: "respinge le accuse di Rossi", "ha lodato il coraggio del premier"."""
    found: list[int] = []
    for child in verb.children:
        if child.dep_ == "obj" and child.pos_ == "NOUN" and child.i not in view.owners:
            found += [e for case, token in view.obliques(child) if case == "di" for e in actors(view, token)]
            found += adjective_countries(view, child)
            found += possessive(view, child)
    return unique(found)


def agents_by(view: View, verb: Token) -> list[int]:
    """Return who a passive says it was done by."""
    for case, token in view.obliques(verb):
        if case == "da" and token.dep_ == "obl:agent":
            # "ucciso da due colpi a Roma": what is named but not listed is not looked for further on
            return [e for e in actors(view, token) if view.type_of(e) != "LOC" or is_power(view, e)]
    return by_phrase(view, verb)


def towards(view: View, verb: Token, cases: frozenset[str]) -> list[int]:
    """Return who the prepositional phrases of a verb name, "nei confronti di" included where `a` is asked for."""
    found = [
        e
        for case, token in view.obliques(verb)
        if case in cases
        for e in actors(view, token)
        if case != "a" or view.type_of(e) != "LOC" or is_power(view, e)
    ]
    if "a" in cases:
        found += clitic_referent(view, verb, DATIVES)
    if "contro" in cases:
        found += [e for role, who in compounds(view, verb.i + 1, verb.sent.end) if role == "target" for e in who]
    return unique(found)


def compounds(view: View, start: int, end: int) -> Iterator[tuple[str, list[int]]]:
    """Yield (role, entities) of "da parte di X", "nei confronti di X", "contro X" up to the next clause."""
    limit = min(end, start + NOUN_REACH)
    if word_class("compound_nouns").isdisjoint(view.lower[start:limit]):
        return
    for index in range(start, limit):
        word = view.lower[index]
        if word in {";", ":", "che", "."} or (index > start and is_finite(view.tokens[index])):
            return
        if word == "contro":
            yield "target", actors_from(view, index + 1)
        elif index + 1 < len(view.lower) and preposition(view.lower[index + 1]) == "di":
            opening = f"{preposition(view.lower[index - 1])} {word}"
            if opening in word_class("by_whom"):
                yield "agent", actors_from(view, index + 2)
            elif opening in word_class("to_whom"):
                yield "target", actors_from(view, index + 2)


def possessive(view: View, noun: Token) -> list[int]:
    """Return whose a noun is by its possessive: "le sue dimissioni": the subject of the clause, else the topic."""
    words = {view.lower[i] for i in range(max(noun.i - 3, noun.sent.start), min(noun.i + 2, noun.sent.end))}
    if not words & POSSESSIVES:
        return []
    verb = governor(noun)
    if verb is not None and noun.dep_ not in {"nsubj", "nsubj:pass"}:
        found = [e for e in view.subjects(verb) if view.type_of(e) != "MISC"]
        if len(found) == 1:
            return found
    return view.topic(noun)
