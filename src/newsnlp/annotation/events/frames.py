"""Role-to-syntax rules: one function per frame of triggers.tsv, from a trigger token to who fills which role."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from newsnlp.annotation.events.view import View, is_plural, preposition
from newsnlp.annotation.tokens import Token
from newsnlp.lang.it.event_words import is_meeting_word, word_class
from newsnlp.lang.it.places import demonym_places

# Prepositions by which nouns and verbs of motion name where one goes.
DESTINATION = frozenset({"a", "in", "presso", "verso", "per"})
# What ends the phrase of a noun.
NOUN_ENDS = frozenset({";", ":", ".", "che", "—"})
# How far behind its verb an object is looked for by the order of words.
OBJECT_REACH = 10
DEPARTURES = frozenset({"partire", "ripartire", "decollare"})


@dataclass
class Roles:
    """Who fills the roles of one trigger: entity indices, in order of finding.

    Attributes:
        towards: of the participants of a meeting those whom the others met, where syntax tells ("con B").
    """

    participants: list[int] = field(default_factory=list)
    agent: list[int] = field(default_factory=list)
    target: list[int] = field(default_factory=list)
    place: list[int] = field(default_factory=list)
    towards: list[int] = field(default_factory=list)

    def all(self) -> list[int]:
        """Return everyone but the places."""
        return unique([*self.participants, *self.agent, *self.target])


Frame = Callable[[View, Token], Roles]


def unique(items: Iterable[int]) -> list[int]:
    """Return the items without repetition, in order."""
    return list(dict.fromkeys(items))


def is_passive(verb: Token) -> bool:
    """Say whether a verb is passive: "è stato ricevuto", "ricevuto da", "verrà accolto"."""
    links = {child.dep_ for child in verb.children}
    if links & {"aux:pass", "nsubj:pass", "obl:agent"}:
        return True
    return verb.dep_ == "acl" and "Part" in verb.morph.get("VerbForm", [])


def by_phrase(view: View, verb: Token) -> list[int]:
    """Return the agent of a passive, also where the parser hangs it on a noun in between.

    "è stato ricevuto nel pomeriggio da Mattarella": da-phrase after the verb, before the next verb.
    """
    for case, token in view.obliques(verb):
        if case == "da" and view.phrase(token):
            return people_or_bodies(view, view.phrase(token))
    for index in range(verb.i + 1, min(verb.sent.end, verb.i + 14)):
        token = view.tokens[index]
        if token.pos_ in {"VERB", "AUX", "SCONJ"} or view.lower[index] in {".", ";", "che"}:
            return []
        if preposition(token.text) == "da" and token.pos_ in {"ADP", "DET"}:
            # of "insieme dalla segretaria" the article is split off the preposition
            return people_or_bodies(view, view.chain_from(index + 1))
    return []


def people_or_bodies(view: View, entities: Iterable[int]) -> list[int]:
    """Return the entities that can act: people, organisations, and places that stand for a state."""
    return [e for e in entities if view.type_of(e) != "MISC"]


def people_only(view: View, entities: Iterable[int]) -> list[int]:
    """Return people only."""
    return [e for e in entities if view.type_of(e) == "PER"]


def people_and_orgs(view: View, entities: Iterable[int]) -> list[int]:
    """Return people and organisations only."""
    return [e for e in entities if view.type_of(e) in {"PER", "ORG"}]


def with_phrases(view: View, head: Token) -> list[int]:
    """Return the second party of a symmetric event: "con X", "insieme a X", also further right in the clause."""
    found: list[int] = []
    for case, token in view.obliques(head):
        if case in word_class("with"):
            met = view.phrase(token) or view.chain_from(token.left_edge.i + 1)
            # "hanno cenato insieme a Trastevere"
            found += met if case == "con" else people_and_orgs(view, met)
    if found:
        return people_or_bodies(view, found)
    for index in range(head.i + 1, min(head.sent.end - 1, head.i + 20)):
        token = view.tokens[index]
        if token.pos_ in {"VERB", "SCONJ"} or view.lower[index] in {";", ":", "che"}:
            break
        if token.pos_ == "ADP" and preposition(token.text) == "con":
            return people_or_bodies(view, view.chain_from(index + 1))
        if view.lower[index] in word_class("with") and preposition(view.lower[index + 1]) == "a":
            # "ha condotto la mediazione assieme all'inviato Verdi"
            return people_and_orgs(view, view.chain_from(index + 2))
    return []


def is_finite(token: Token) -> bool:
    """Say whether a token is a finite verb."""
    return token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm", [])


def names_before(view: View, verb: Token) -> list[int]:
    """Return the names right before a finite verb where the parser hung them elsewhere.

    "Da Minsk Rossi e Verdi sono volati", "La stretta di mano: Rossi e Verdi firmano".
    """
    group = [c.i for c in verb.children if c.i < verb.i and c.dep_ in {"aux", "aux:pass", "expl", "advmod"}]
    start = verb.i
    while start - 1 in group:
        start -= 1
    last = start - 1
    if last not in view.mention_start or not _is_finite_group(verb):
        return []
    found = view.left_chain(last)
    first = min(
        (i for i in range(view.mention_start[last], max(last - 20, -1), -1) if _opens(view, i, found)), default=0
    )
    if first and (
        view.tokens[first - 1].pos_ in {"ADP", "DET", "NOUN"}
        or preposition(view.lower[first - 1]) != view.lower[first - 1]
    ):
        return []
    plural = any("Plur" in t.morph.get("Number", []) for t in (verb, *verb.children) if t.pos_ in {"VERB", "AUX"})
    return people_or_bodies(view, found) if (len(found) > 1) == plural else []


def _opens(view: View, index: int, found: list[int]) -> bool:
    return index in view.mention_end and not set(view.owners.get(index, ())).isdisjoint(found)


def _is_finite_group(verb: Token) -> bool:
    return is_finite(verb) or any(is_finite(c) for c in verb.children if c.dep_.startswith("aux"))


def parties_before(view: View, verb: Token) -> list[int]:
    """Return the subjects of a verb; where the parser hung them elsewhere, the names right before it."""
    return people_or_bodies(view, view.subjects(verb)) or names_before(view, verb)


def object_by_order(view: View, verb: Token) -> list[int]:
    """Return the person named behind a verb with a subject of its own, where the parser hung the name elsewhere.

    "Rossi ha ricevuto lunedì al Cremlino Weber": the name is neither behind a preposition nor behind a comma.
    """
    subject = view.subject_token(verb)
    if subject is None or subject.i > verb.i or any(child.dep_.startswith("expl") for child in verb.children):
        return []
    for index in range(verb.i + 1, min(verb.i + OBJECT_REACH, verb.sent.end)):
        token = view.tokens[index]
        if index in view.mention_end and view.type_of(view.owners[index][0]) == "PER":
            return people_only(view, view.chain_from(index)) if not _is_prepositional(view, index) else []
        if token.pos_ in {"VERB", "AUX", "SCONJ", "PUNCT"} or view.lower[index] in {",", ":", ";", "che"}:
            return []
    return []


def _is_prepositional(view: View, start: int) -> bool:
    """Say whether a name or the title before it follows a preposition: "con il premier Weber"."""
    for index in range(start - 1, max(start - 6, 0), -1):
        if view.tokens[index].pos_ == "ADP" or preposition(view.lower[index]) != view.lower[index]:
            return True
        if index in view.owners or view.tokens[index].pos_ not in {"NOUN", "ADJ", "DET", "PROPN"}:
            return False
    return False


def symmetric(view: View, verb: Token) -> Roles:
    """ "A ha incontrato B", "A e B si sono incontrati", "A si è incontrato con B"."""
    if is_passive(verb):
        # "i ministri riuniti a Vienna": who meets is what the participle modifies
        modifies = verb.dep_ in {"acl", "amod"}
        met = people_or_bodies(view, _modified(view, verb) if modifies else view.subjects(verb))
        if modifies and len(met) < 2 and not people_only(view, met):
            # "il Parlamento riunito in seduta comune" is how a body sits
            return Roles()
        return Roles(participants=unique([*met, *by_phrase(view, verb)]))
    met = people_or_bodies(view, [*view.objects(verb), *with_phrases(view, verb)]) or object_by_order(view, verb)
    seen = _seen_by_subject(view, verb) if not met else []
    if seen:
        above = next(token for token in verb.head.ancestors if token.pos_ in {"VERB", "AUX"})
        return Roles(participants=unique([*people_only(view, view.subjects(above)), *seen]), towards=seen)
    return Roles(participants=unique([*parties_before(view, verb), *met]), towards=unique(met))


def _seen_by_subject(view: View, verb: Token) -> list[int]:
    """ "X ha incontrato Y, che aveva visto a gennaio": of a verb that must have an object "che" is the object.

    Y is returned; who saw him is the subject of the clause above.
    """
    relative = next((c for c in verb.lefts if view.lower[c.i] == "che" and c.dep_ in {"nsubj", "obj"}), None)
    active = verb.lemma_.partition(" ")[0] in word_class("transitive") and not any(
        child.dep_.startswith("expl") for child in verb.children
    )
    behind = view.tokens[verb.i + 1 : verb.i + 2]
    bare = not behind or behind[0].pos_ in {"ADP", "PUNCT", "ADV", "CCONJ"}
    if relative is None or verb.dep_ != "acl:relcl" or not active or not bare or is_plural(verb):
        return []
    above = next((token for token in verb.head.ancestors if token.pos_ in {"VERB", "AUX"}), None)
    seen = people_only(view, view.antecedent(relative))
    subjects = view.subjects(above) if above is not None else []
    return seen if len(people_only(view, subjects)) == 1 and not set(seen) & set(subjects) else []


def symmetric_with(view: View, verb: Token) -> Roles:
    """ "A ha parlato con B", "A e B hanno discusso"; a direct object is the topic, never a party."""
    if is_impersonal(view, verb):
        return Roles()
    met = with_phrases(view, verb)
    return Roles(participants=unique([*parties_before(view, verb), *met]), towards=unique(met))


def host(view: View, verb: Token) -> Roles:
    """ "A ha ricevuto B": A is host; "B è stato ricevuto da A"."""
    if is_passive(verb):
        hosts, guests = by_phrase(view, verb), view.subjects(verb) or _modified(view, verb)
    else:
        hosts, guests = view.subjects(verb), view.objects(verb) or object_by_order(view, verb)
        if not hosts:
            hosts = _after_clitic(view, verb)
    hosts, guests = people_and_orgs(view, hosts), people_and_orgs(view, guests)
    return Roles(participants=unique([*guests, *hosts]), agent=hosts, towards=guests)


def _after_clitic(view: View, verb: Token) -> list[int]:
    """Return the subject behind the verb where a clitic is the object: "li ha accolti il governatore Musumeci"."""
    objects = [child for child in verb.children if child.dep_ == "obj"]
    clitic = any(child.i < verb.i and view.kinds.get(child.i) == "pronoun" for child in objects)
    behind = [e for child in objects if child.i > verb.i for e in view.phrase(child)]
    return behind if clitic else []


def _modified(view: View, verb: Token) -> list[int]:
    """Return the noun that a participle modifies: "Draghi, ricevuto da Mattarella"."""
    return view.phrase(verb.head) if verb.dep_ in {"acl", "acl:relcl", "amod"} else []


def convene(view: View, verb: Token) -> Roles:
    """ "A ha convocato B": A calls the meeting."""
    roles = host(view, verb)
    return Roles(participants=roles.participants, agent=roles.agent, towards=roles.towards)


def call(view: View, verb: Token) -> Roles:
    """ "A ha telefonato a B", "A chiama B"."""
    called = view.objects(verb)
    for case, token in view.obliques(verb):
        if case == "a":
            called += view.phrase(token)
    if not called:
        called = _to_whom(view, verb)
    called = people_and_orgs(view, called)
    return Roles(participants=unique([*parties_before(view, verb), *called]), towards=called)


def turn(view: View, token: Token) -> Roles:
    """ "oggi tocca a A", "è stata la volta di B": who is next; with whom is told by the meeting before."""
    following = range(token.i + 1, min(token.i + 3, token.sent.end))
    opening = next((i for i in following if preposition(view.lower[i]) in {"a", "di"}), None)
    met = people_or_bodies(view, view.chain_from(opening + 1)) if opening is not None else []
    return Roles(participants=list(met), towards=list(met))


def visit(view: View, verb: Token) -> Roles:
    """ "A si è recato a Mosca", "A è volato da B"."""
    roles = Roles(agent=people_and_orgs(view, view.subjects(verb) or _modified(view, verb)))
    leaving = verb.lemma_.partition(" ")[0] in DEPARTURES or view.lower[verb.i].startswith(("part", "ripart", "decoll"))
    accepted = frozenset({"per", "verso", "in"}) if leaving else DESTINATION
    for case, token in view.obliques(verb):
        found = view.phrase(token)
        if case in accepted:
            roles.place += [e for e in found if view.type_of(e) in {"LOC", "ORG"}]
            roles.target += [e for e in found if view.type_of(e) == "PER"] if case != "per" else []
        elif case == "da" and not leaving:
            roles.target += [e for e in found if view.type_of(e) == "PER"]
    return roles


def visit_object(view: View, verb: Token) -> Roles:
    """ "A ha visitato la Corea"; "Roma è stata visitata da A"."""
    passive = is_passive(verb)
    visitors = by_phrase(view, verb) if passive else view.subjects(verb)
    visited = view.subjects(verb) if passive else view.objects(verb)
    return Roles(
        agent=people_and_orgs(view, visitors),
        place=[e for e in visited if view.type_of(e) != "PER"],
        target=[e for e in visited if view.type_of(e) == "PER"],
    )


def awaited(view: View, verb: Token) -> Roles:
    """ "A è atteso a Seul": a visit to come."""
    return visit(view, verb) if is_passive(verb) else Roles()


def invite(view: View, verb: Token) -> Roles:
    """ "A ha invitato B a Roma"; "B è stato invitato da A"."""
    roles = act(view, verb)
    for case, token in view.obliques(verb):
        if case in {"a", "in"}:
            roles.place += [e for e in view.phrase(token) if view.type_of(e) == "LOC"]
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"}:
            inner = visit_object(view, child) if child.lemma_.startswith("visitar") else visit(view, child)
            roles.place += inner.place
    return roles


def act(view: View, verb: Token) -> Roles:
    """ "A ha accusato B"; "B è stato accusato da A"."""
    if is_passive(verb):
        agent, target = by_phrase(view, verb), view.subjects(verb) or _modified(view, verb)
    else:
        agent, target = view.subjects(verb), view.objects(verb)
        if not target:
            target = [e for case, token in view.obliques(verb) if case in {"a", "contro"} for e in view.phrase(token)]
            target = people_and_orgs(view, target)
    return Roles(agent=people_or_bodies(view, agent), target=people_or_bodies(view, target))


def act_towards(view: View, verb: Token) -> Roles:
    """ "A si è congratulato con B", "A si è scagliato contro B"."""
    target = [
        e for case, token in view.obliques(verb) if case in {"a", "con", "contro", "di"} for e in view.phrase(token)
    ]
    return Roles(agent=people_or_bodies(view, view.subjects(verb)), target=people_or_bodies(view, target))


def give(view: View, verb: Token) -> Roles:
    """ "A ha fornito armi a B"."""
    giver = by_phrase(view, verb) if is_passive(verb) else view.subjects(verb)
    receiver = [e for case, token in view.obliques(verb) if case in {"a", "per"} for e in view.phrase(token)]
    return Roles(agent=people_or_bodies(view, giver), target=people_or_bodies(view, receiver))


def protest(view: View, verb: Token) -> Roles:
    """ "I sindacati manifestano contro il governo"."""
    against = [e for case, token in view.obliques(verb) if case == "contro" for e in view.phrase(token)]
    return Roles(agent=people_or_bodies(view, view.subjects(verb)), target=against)


def agree(view: View, verb: Token) -> Roles:
    """ "A e B hanno concordato", "A ha firmato con B", "firmato da A e B"."""
    if is_passive(verb):
        return Roles(participants=unique(by_phrase(view, verb)))
    return Roles(participants=unique(people_or_bodies(view, [*view.subjects(verb), *with_phrases(view, verb)])))


def subject_target(view: View, verb: Token) -> Roles:
    """ "È morto X": the subject is the one it happens to."""
    return Roles(target=people_or_bodies(view, view.subjects(verb) or _modified(view, verb)))


def subject_agent(view: View, verb: Token) -> Roles:
    """ "X si è dimesso"."""
    return Roles(agent=people_or_bodies(view, view.subjects(verb)))


def noun_phrases(view: View, noun: Token) -> dict[str, list[int]]:
    """Return preposition -> entities of the phrases that depend on a noun, found by the parse and by order.

    The words right after the noun are read as well ("l'incontro tra Meloni e il cancelliere Scholz"),
    since long coordinations are where the parser fails most.
    """
    found: dict[str, list[int]] = {}
    for case, token in view.obliques(noun):
        entities = view.phrase(token)
        if case in word_class("between") or (case in word_class("with") and not entities):
            entities = unique([*entities, *view.chain_from(token.left_edge.i + 1)])
        found.setdefault(_family(case), []).extend(entities)
    for case, index in _following_prepositions(view, noun):
        if not found.get(case):
            found[case] = view.chain_from(index + 1)
    return found


def _family(case: str) -> str:
    if case in word_class("between"):
        return "tra"
    return "con" if case in word_class("with") else case


def _following_prepositions(view: View, noun: Token) -> list[tuple[str, int]]:
    """Return (preposition, token) in the noun's own neighbourhood: up to the next verb, stop or clause."""
    found = []
    for index in range(noun.i + 1, min(noun.sent.end, noun.i + 24)):
        token = view.tokens[index]
        if token.pos_ in {"VERB", "SCONJ"} or view.lower[index] in NOUN_ENDS:
            break
        if view.lower[index] in word_class("anaphora"):
            break
        if _is_other_meeting(token):
            # "l'appuntamento nato da una telefonata fra A e B"
            break
        if token.pos_ == "ADP" or view.lower[index] in {"tra", "fra", "con"}:
            case = _family(preposition(token.text))
            if case in {"tra", "con"}:
                found.append((case, index))
    return found


def _is_other_meeting(token: Token) -> bool:
    named = token.pos_ == "NOUN" and is_meeting_word(token.lower_)
    return named and token.lower_ not in word_class("sittings")


def governor(noun: Token) -> Token | None:
    """Return the verb that a noun depends on, through nouns like "termine", "margine", "corso"."""
    token = noun
    for _ in range(5):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            return token
    return None


def _tells_of_one(view: View, noun: Token) -> bool:
    """Say whether a noun only tells something of a person: "un colloquio con Rossi, in città per un convegno"."""
    token = noun.head
    while token.head.i != token.i and token.pos_ not in {"VERB", "AUX"}:
        if token.i < noun.i and any(view.type_of(entity) == "PER" for entity in view.phrase(token)):
            return True
        token = token.head
    return False


def governing_subject(view: View, noun: Token) -> list[int]:
    """Return the subject of the verb that carries a noun: "Kim ha avuto un colloquio con Xi".

    Whoever speaks of an event without being in it ("ha criticato l'incontro") is left out.
    """
    verb = governor(noun)
    if verb is None or noun.dep_ in {"nsubj", "nsubj:pass"} or is_margin(view, noun) or _tells_of_one(view, noun):
        return []
    lemma = verb.lemma_.partition(" ")[0]
    if is_impersonal(view, verb):
        return []
    said_there = noun.dep_ == "obl" and bool({"in", "durante"} & set(view.prepositions(noun)))
    own = said_there or lemma in word_class("tells_of_own")
    if lemma in word_class("outside") and not (own and _with_whom(view, noun)):
        return []
    if noun.lemma_ in word_class("negotiations"):
        # "La Siria vuole negoziati diretti"
        return people_or_bodies(view, view.subjects(verb))
    bodies = lemma in word_class("body_takes_part")
    return [e for e in view.subjects(verb) if view.type_of(e) == "PER" or (bodies and view.type_of(e) == "ORG")]


def is_impersonal(view: View, verb: Token) -> bool:
    """ "nel colloquio si è parlato di gas", "si discuterà": with "si" a singular verb of talking has no subject."""
    talks = verb.lemma_.partition(" ")[0] in word_class("talk_verbs")
    bare = talks and view.subject_token(verb) is None and not is_plural(verb)
    return bare and not {"si", "s'"}.isdisjoint(view.lower[max(verb.i - 3, verb.sent.start) : verb.i])


def is_margin(view: View, noun: Token) -> bool:
    """Say whether a meeting is only where another took place: "a margine del vertice", "ai margini dei lavori"."""
    return not word_class("margins").isdisjoint(view.lower[max(noun.i - 2, noun.sent.start) : noun.i])


def _with_whom(view: View, noun: Token) -> bool:
    """Say whether a noun says with whom: "ha definito utile il colloquio con Rossi", "in una telefonata a Rossi"."""
    following = {preposition(word) for word in view.lower[noun.i + 1 : noun.i + 4]}
    return "con" in following or ("a" in following and view.lower[noun.i].startswith("telefonat"))


def _to_whom(view: View, verb: Token) -> list[int]:
    """Return the a-phrase by word order, where it hangs on the noun: "ha stretto la mano al presidente Moon"."""
    for index in range(verb.i + 1, min(verb.i + 5, verb.sent.end)):
        if preposition(view.lower[index]) == "a" and view.tokens[index].pos_ == "ADP":
            return view.chain_from(index + 1)
    return []


def convener(view: View, noun: Token) -> list[int]:
    """Return who called a meeting: "il vertice che Prodi aveva voluto", "la cena offerta da Isaias"."""
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return []
    for child in noun.rights:
        if child.dep_ == "acl:relcl":
            subject = next((c for c in child.children if c.dep_ == "nsubj" and c.pos_ != "PRON"), None)
            return people_and_orgs(view, view.phrase(subject)) if subject is not None and _convenes(child) else []
        if child.dep_ == "acl":
            # "voluto da Rossi e mediato da Verdi"
            also = [c for c in child.rights if c.dep_ == "conj"]
            found = [e for verb in (child, *also) if _convenes(verb) for e in by_phrase(view, verb)]
            if found:
                return people_and_orgs(view, unique(found))
    return _convened_by(view, noun) or _convened_near(view, noun)


def _convened_near(view: View, noun: Token) -> list[int]:
    """ "la conferenza dei donatori ospitata da Rossi": the parser may hang the participle on the noun between."""
    for index in range(noun.i + 1, min(noun.i + 7, noun.sent.end - 1)):
        token = view.tokens[index]
        if token.i in view.mention_end or is_finite(token):
            return []
        agrees = token.morph.get("Gender", []) == noun.morph.get("Gender", [])
        if token.dep_ in {"acl", "amod"} and _convenes(token) and agrees and preposition(view.lower[index + 1]) == "da":
            return people_and_orgs(view, view.chain_from(index + 2))
    return []


def _convened_by(view: View, noun: Token) -> list[int]:
    """ "I colloqui erano stati convocati da Rossi", "Rossi aveva convocato il vertice"."""
    if noun.dep_ == "obj" and _convenes(noun.head) and noun.head.lemma_ != "volere":
        return people_and_orgs(view, view.subjects(noun.head))
    passive = noun.dep_ in {"nsubj:pass", "nsubj"} and _convenes(noun.head) and is_passive(noun.head)
    return people_and_orgs(view, by_phrase(view, noun.head)) if passive else []


def unnamed_between(view: View, noun: Token) -> bool:
    """Say whether the parties are told without a name: "al centro delle trattative tra le forze politiche"."""
    following = [preposition(word) for word in view.lower[noun.i + 1 : noun.i + 3]]
    return "tra" in following


def _had_with(view: View, noun: Token) -> tuple[list[int], list[int]]:
    """Return who had a meeting and with whom, of a relative clause: "il colloquio che il premier ha avuto con Xi"."""
    for child in noun.rights:
        if child.dep_ == "acl:relcl" and child.lemma_.partition(" ")[0] in {"avere", "tenere", "fare", "svolgere"}:
            subject = next((c for c in child.children if c.dep_ == "nsubj" and c.pos_ != "PRON"), None)
            owner = view.phrase(subject) if subject is not None else []
            return people_and_orgs(view, owner), people_and_orgs(view, with_phrases(view, child))
    return [], []


def _at_whose_table(view: View, noun: Token) -> list[int]:
    """Return who eats and at whose house: "Rossi è stato a cena all'Eliseo da Duval"."""
    if noun.lemma_ not in word_class("family_meal") or preposition(view.lower[noun.i - 1]) != "a":
        return []
    head = noun if any(child.dep_ == "cop" for child in noun.children) else governor(noun)
    if head is None:
        return []
    hosts = [e for case, token in view.obliques(head) if case == "da" for e in people_only(view, view.phrase(token))]
    return [*people_only(view, view.subjects(head)), *hosts, *with_phrases(view, head)] if hosts else []


def _put_at_table(view: View, noun: Token) -> list[int]:
    """Return who brings whom together: "Rossi ha messo attorno allo stesso tavolo Verdi e Bianchi"."""
    verb = governor(noun)
    if noun.lemma_ != "tavolo" or verb is None or verb.lemma_.partition(" ")[0] not in word_class("brings_together"):
        return []
    brought = people_or_bodies(view, [*view.objects(verb), *view.chain_from(noun.i + 1)])
    return [*people_or_bodies(view, view.subjects(verb)), *brought] if brought else []


def _asked_of(view: View, noun: Token) -> list[int]:
    """Return who asks for a meeting and who is asked: "la Fiom chiede un incontro al ministro"."""
    verb = noun.head
    if noun.dep_ != "obj" or verb.lemma_.partition(" ")[0] not in word_class("asks_for"):
        return []
    towards = [token for head in (verb, noun) for case, token in view.obliques(head) if case == "a"]
    asked = [e for token in towards for e in view.phrase(token)]
    # whom a union asks may have no name: "chiede un incontro ai ministri"
    return people_and_orgs(view, [*view.subjects(verb), *asked]) if towards else []


def _convenes(verb: Token) -> bool:
    return verb.lemma_.partition(" ")[0] in word_class("convene_verbs")


def meeting(view: View, noun: Token) -> Roles:
    """ "l'incontro tra A e B", "il colloquio di A con B", "A ha avuto un incontro con B"."""
    parts = noun_phrases(view, noun)
    pair = _pair(view, noun)
    parties = [*parts.get("tra", []), *parts.get("con", []), *pair]
    second = [] if parts.get("tra") or pair else people_or_bodies(view, parts.get("con", []))
    if view.lower[noun.i].startswith(("telefonat", "videochiamat")):
        second += people_and_orgs(view, parts.get("a", []))
        parties += second
    owners = [e for e in parts.get("di", []) if view.type_of(e) in {"PER", "ORG"}]
    owners += _named_after(view, noun)
    places = [e for case in ("a", "in", "presso") for e in parts.get(case, []) if view.type_of(e) == "LOC"]
    places += [e for e in parts.get("di", []) if view.type_of(e) == "LOC"]
    if not parts.get("tra") and not pair and not unnamed_between(view, noun):
        owners = unique([*owners, *governing_subject(view, noun)])
        verb = governor(noun)
        if verb is not None and not parties and noun.dep_ in {"obj", "obl"}:
            parties = with_phrases(view, verb)
    host_of_wait = _what_for(view, noun)
    if host_of_wait is not None:
        # "è atteso a Oslo da X per un colloquio"
        owners = unique([*owners, *view.subjects(host_of_wait)])
        parties = [*parties, *by_phrase(view, host_of_wait)]
    having, had = _had_with(view, noun)
    parties += [*having, *had, *_widened(view, noun), *_asked_of(view, noun)]
    second += had
    parties += [*_at_whose_table(view, noun), *_put_at_table(view, noun)]
    hosts = convener(view, noun)
    met = unique(people_or_bodies(view, [*owners, *parties, *hosts]))
    return Roles(participants=met, agent=hosts, place=unique(places), towards=unique(second))


def _what_for(view: View, noun: Token) -> Token | None:
    """Return the passive verb that somebody waits or is received by "per un colloquio"; None where there is none."""
    verb = noun.head
    passive = noun.dep_ == "obl" and "per" in view.prepositions(noun) and verb.pos_ == "VERB" and is_passive(verb)
    return verb if passive and by_phrase(view, verb) else None


def _widened(view: View, noun: Token) -> list[int]:
    """Return who joined for one meeting: "una cena allargata ai ministri Rossi e Verdi"."""
    for index in range(noun.i + 1, min(noun.i + 5, noun.sent.end - 1)):
        widened = view.lower[index].rstrip("aeio") in word_class("widened_stems")
        if widened and preposition(view.lower[index + 1]) == "a":
            token = next((t for t in view.tokens[index + 2 : index + 4] if t.pos_ in {"NOUN", "PROPN"}), None)
            return people_only(view, view.phrase(token)) if token is not None else []
    return []


def names_second_party(view: View, noun: Token) -> bool:
    """Say whether a meeting noun says with whom: "un colloquio con il leader russo"."""
    parts = noun_phrases(view, noun)
    towards = [e for e in parts.get("a", []) if view.type_of(e) == "PER"]
    return bool(parts.get("con") or parts.get("tra") or towards)


def _named_after(view: View, noun: Token) -> list[int]:
    """Return the body whose name stands right behind the noun: "al vertice Nato", "riunione Opec"."""
    owners = view.owners.get(noun.i + 1, ())
    return [e for e in owners if view.type_of(e) == "ORG" and view.kinds.get(noun.i + 1) == "name"]


def _pair(view: View, noun: Token) -> list[int]:
    """Return the two parties written as one word: "il vertice Italia-Germania", "il bilaterale italo-francese".

    The adjective counts where the article names the countries as well.
    """
    words, after = view.lower, noun.i + 1
    end = view.mention_end.get(after, 0)
    if end and words[end : end + 1] in (["-"], ["–"]) and end + 1 in view.mention_end:
        third = view.mention_end[end + 1]
        more = third + 1 if words[third : third + 1] in (["-"], ["–"]) else third
        last = view.owners.get(more, ()) if more > third and more in view.mention_end else ()
        return unique([*view.owners.get(after, ()), *view.owners.get(end + 1, ()), *last])
    places = demonym_places(words[after]) if after < len(words) and "-" in words[after] else ()
    if not places:
        return []
    named = {entity["name"]: index for index, entity in enumerate(view.entities) if entity["type"] == "LOC"}
    found = [named[place] for place in places if place in named]
    return found if len(found) >= 2 else []


def visit_noun(view: View, noun: Token) -> Roles:
    """ "la visita di A a Roma", "A è in visita in Ghana"."""
    parts = noun_phrases(view, noun)
    agent = [e for e in parts.get("di", []) if view.type_of(e) in {"PER", "ORG"}]
    if not agent:
        agent = people_and_orgs(view, governing_subject(view, noun) or _predicated(view, noun))
    goals = [e for case in ("a", "in", "presso", "da") for e in parts.get(case, [])]
    return Roles(
        agent=unique(agent),
        target=[e for e in goals if view.type_of(e) == "PER"],
        place=[e for e in goals if view.type_of(e) == "LOC"],
    )


def _predicated(view: View, noun: Token) -> list[int]:
    """Return the subject of a noun used as predicate, or what it modifies: "Abiy, in visita ad Asmara"."""
    own = next((child for child in noun.children if child.dep_ in {"nsubj", "nsubj:pass"}), None)
    if own is not None:
        return view.phrase(own)
    return view.phrase(noun.head) if noun.dep_ in {"nmod", "appos"} and noun.head.pos_ == "PROPN" else []


def invitation(view: View, noun: Token) -> Roles:
    """ "l'invito di A a B", "A ha rivolto a B l'invito"."""
    parts = noun_phrases(view, noun)
    agent = [e for case in ("di", "da") for e in parts.get(case, []) if view.type_of(e) != "MISC"]
    goals = parts.get("a", [])
    return Roles(
        agent=unique(agent or governing_subject(view, noun)),
        target=people_and_orgs(view, goals),
        place=[e for e in goals if view.type_of(e) == "LOC"],
    )


def agreement(view: View, noun: Token) -> Roles:
    """ "l'accordo tra A e B", "A e B hanno raggiunto un'intesa"."""
    parts = noun_phrases(view, noun)
    parties = [*parts.get("tra", []), *parts.get("con", [])]
    if not parts.get("tra"):
        verb = governor(noun)
        carried = noun.dep_ == "obj" and verb is not None
        parties = [*(view.subjects(verb) if carried and verb is not None else []), *parties]
    return Roles(participants=unique(people_or_bodies(view, parties)))


def act_noun(view: View, noun: Token) -> Roles:
    """ "le accuse di A contro B", "il sostegno di A a B"."""
    parts = noun_phrases(view, noun)
    agent = [e for case in ("di", "da") for e in parts.get(case, [])]
    if not agent and noun.dep_ == "obj":
        agent = governing_subject(view, noun)
    target = [e for case in ("contro", "a", "verso") for e in parts.get(case, [])]
    return Roles(agent=unique(people_or_bodies(view, agent)), target=unique(people_or_bodies(view, target)))


def target_noun(view: View, noun: Token) -> Roles:
    """ "l'arresto di B", "la morte di B"."""
    parts = noun_phrases(view, noun)
    return Roles(target=[e for e in parts.get("di", []) if view.type_of(e) in {"PER", "ORG"}])


def agent_noun(view: View, noun: Token) -> Roles:
    """ "le dimissioni di A"."""
    parts = noun_phrases(view, noun)
    agent = [e for e in parts.get("di", []) if view.type_of(e) in {"PER", "ORG"}]
    return Roles(agent=agent or people_and_orgs(view, governing_subject(view, noun)))


FRAMES: dict[str, Frame] = {
    "sym": symmetric,
    "sym_con": symmetric_with,
    "host": host,
    "convene": convene,
    "call": call,
    "turn": turn,
    "visit": visit_noun,
    "invite": invite,
    "act": act,
    "act_a": act_towards,
    "give": give,
    "protest": protest,
    "agree": agree,
    "subject_target": subject_target,
    "subject_agent": subject_agent,
    "meeting": meeting,
    "invitation": invitation,
    "agreement": agreement,
    "act_n": act_noun,
    "target_n": target_noun,
    "agent_n": agent_noun,
    "visit_obj": visit_object,
    "awaited": awaited,
    "move": visit,
}
