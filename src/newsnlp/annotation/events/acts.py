"""Frames of all events but meetings: from a trigger to who did what to whom, by verbs and by nouns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from newsnlp.annotation.events.frames import (
    DEPARTURES,
    DESTINATION,
    FRAMES,
    Frame,
    Roles,
    governing_subject,
    governor,
    noun_phrases,
    people_or_bodies,
    unique,
    with_phrases,
)
from newsnlp.annotation.events.verb_forms import lemma_of
from newsnlp.annotation.events.view import View, preposition
from newsnlp.annotation.events.who import (
    NOUN_REACH,
    actors,
    adjective_countries,
    agents_by,
    compounds,
    doers,
    is_country,
    is_passive_act,
    is_power,
    patients,
    possessive,
    possessors_of_object,
    towards,
)
from newsnlp.annotation.tokens import Token
from newsnlp.lang.it.event_words import word_class

TO = frozenset({"a", "contro", "verso"})
# How far behind a noun names are read by the order of words, and the prepositions that may open them.
READ_ON = 10
CASES = frozenset({"di", "a", "verso"})
# How far behind a word of travel its goal is looked for by the order of words.
GOAL_REACH = 12


def _modified(view: View, verb: Token) -> list[int]:
    """Return the noun that a participle modifies: "il boss arrestato ieri", "Rossi, accusato di frode"."""
    return actors(view, verb.head) if verb.dep_ in {"acl", "acl:relcl", "amod"} else []


def sufferers(view: View, verb: Token) -> list[int]:
    """Return who a passive verb is done to; in headlines the parser may take them for its object."""
    if verb.dep_ in {"acl", "amod", "advcl"} and not any(c.dep_.startswith("aux") for c in verb.children):
        found = _just_named(view, verb) or _modified(view, verb)
        if found:
            return found
    return doers(view, verb) or patients(view, verb) or _modified(view, verb) or _just_behind(view, verb)


def _just_behind(view: View, verb: Token) -> list[int]:
    """ "Assolto Rossi", "Arrestato il boss Verdi": the name behind a participle that opens a title."""
    opens = verb.i == verb.sent.start and not any(c.dep_.startswith("aux") for c in verb.children)
    following = range(verb.i + 1, min(verb.i + 5, verb.sent.end))
    ends = {"ADP", "VERB", "PUNCT"}
    start = next((i for i in following if i in view.mention_end or view.tokens[i].pos_ in ends), None)
    return people_or_bodies(view, view.owners.get(start, ())) if opens and start is not None else []


def _just_named(view: View, verb: Token) -> list[int]:
    """Return the name right before a participle: "il bilaterale con Rossi, invitato alla cena"."""
    before = verb.i - 2 if verb.i and view.lower[verb.i - 1] == "," else verb.i - 1
    return people_or_bodies(view, view.owners.get(before, ())) if before >= verb.sent.start else []


def act(view: View, verb: Token) -> Roles:
    """ "A ha colpito B"; "B è stato arrestato da A"."""
    if is_passive_act(view, verb):
        target = sufferers(view, verb)
        return Roles(agent=[e for e in agents_by(view, verb) if e not in target], target=target)
    target = patients(view, verb) or towards(view, verb, TO | {"su"})
    return _parted(doers(view, verb), target)


def judge(view: View, verb: Token) -> Roles:
    """ "A ha criticato B", "A respinge le accuse di B": whose thing is judged is the target."""
    if is_passive_act(view, verb):
        roles = act(view, verb)
        roles.target = roles.target or _whose_subject(view, verb)
        return roles
    target = patients(view, verb) or possessors_of_object(view, verb) or towards(view, verb, TO)
    return _parted(doers(view, verb), target)


def _whose_subject(view: View, verb: Token) -> list[int]:
    """ "la proposta di A è stata respinta": A."""
    subject = verb.head if verb.dep_ in {"acl", "amod"} else view.subject_token(verb)
    if subject is None or subject.pos_ != "NOUN":
        return []
    return [e for case, token in view.obliques(subject) if case == "di" for e in actors(view, token)]


def _parted(agent: list[int], target: list[int]) -> Roles:
    """Return roles in which nobody acts on himself."""
    return Roles(agent=agent, target=[e for e in target if e not in agent])


def act_towards(view: View, verb: Token) -> Roles:
    """ "A si è congratulato con B", "A si è scagliato contro B"."""
    return _parted(doers(view, verb), towards(view, verb, TO | {"con", "di", "su"}))


def give(view: View, verb: Token) -> Roles:
    """ "A ha fornito armi a B"."""
    giver = agents_by(view, verb) if is_passive_act(view, verb) else doers(view, verb)
    return _parted(giver, people_or_bodies(view, towards(view, verb, frozenset({"a", "per"}))))


def protest(view: View, verb: Token) -> Roles:
    """ "I sindacati manifestano contro il governo"."""
    return _parted(doers(view, verb), towards(view, verb, frozenset({"contro"})))


def agree(view: View, verb: Token) -> Roles:
    """ "A e B hanno concordato", "A ha firmato con B", "firmato da A e B"."""
    if is_passive_act(view, verb):
        return Roles(participants=agents_by(view, verb))
    return Roles(participants=unique(people_or_bodies(view, [*doers(view, verb), *with_phrases(view, verb)])))


def happens_to(view: View, verb: Token) -> Roles:
    """ "È morto X", "X è stato trovato senza vita", "giurerà X"."""
    found = doers(view, verb) or _modified(view, verb) or patients(view, verb)
    return Roles(target=people_or_bodies(view, found))


def done_by(view: View, verb: Token) -> Roles:
    """ "X si è dimesso", "X ha lasciato la guida"."""
    return Roles(agent=doers(view, verb) or _modified(view, verb))


def removed(view: View, verb: Token) -> Roles:
    """ "B è stato destituito", "il club ha esonerato B": who loses the office is the agent of leaving it."""
    return Roles(agent=sufferers(view, verb) if is_passive_act(view, verb) else patients(view, verb))


def replaced(view: View, verb: Token) -> Roles:
    """ "B è stato sostituito da A", "A prende il posto di B": A takes office."""
    return Roles(target=agents_by(view, verb) if is_passive_act(view, verb) else doers(view, verb))


def move(view: View, verb: Token) -> Roles:
    """ "A si è recato a Mosca", "A è volato da B", "A raggiunge Amatrice"."""
    agent = _travellers(view, doers(view, verb) or _modified(view, verb))
    roles = Roles(agent=_in_company(view, verb, agent))
    leaving = lemma_of(verb) in DEPARTURES or view.lower[verb.i].startswith(("part", "ripart", "decoll"))
    accepted = frozenset({"per", "verso", "in"}) if leaving else DESTINATION
    for case, token in view.obliques(verb):
        found = actors(view, token)
        if case in accepted:
            roles.place += [e for e in found if view.type_of(e) in {"LOC", "ORG"}]
            roles.target += [e for e in found if view.type_of(e) == "PER"] if case != "per" else []
        elif case == "da" and not leaving:
            roles.target += [e for e in found if view.type_of(e) == "PER"]
    reached = [e for e in patients(view, verb) if view.type_of(e) == "LOC"]
    roles.place = unique([*roles.place, *reached]) or ([] if leaving else _goal_by_order(view, verb))
    return roles


def _in_company(view: View, verb: Token, agent: list[int]) -> list[int]:
    """Return travellers with those who go along: "si è recata a Nizza insieme a Verdi"."""
    along = [e for e in with_phrases(view, verb) if view.type_of(e) == "PER"]
    return unique([*agent, *along]) if agent else agent


def _goal_by_order(view: View, token: Token) -> list[int]:
    """Return the place of the first phrase of direction behind a word: "la missione di Rossi in Cina"."""
    for index in range(token.i + 1, min(token.i + GOAL_REACH, token.sent.end)):
        word = view.lower[index]
        if word in {";", ":", ".", "che", "dove"} or view.tokens[index].pos_ == "VERB":
            return []
        if index in view.mention_end and preposition(view.lower[index - 1]) in {"a", "in"}:
            return [e for e in view.owners.get(index, ()) if view.type_of(e) == "LOC"]
    return []


def _travellers(view: View, found: list[int]) -> list[int]:
    return [e for e in found if view.type_of(e) in {"PER", "ORG"}]


def visit_object(view: View, verb: Token) -> Roles:
    """ "A ha visitato la Corea"; "Roma è stata visitata da A"."""
    passive = is_passive_act(view, verb)
    visitors = agents_by(view, verb) if passive else doers(view, verb)
    visited = sufferers(view, verb) if passive else patients(view, verb)
    return Roles(
        agent=_travellers(view, visitors),
        place=[e for e in visited if view.type_of(e) != "PER"],
        target=[e for e in visited if view.type_of(e) == "PER"],
    )


def awaited(view: View, verb: Token) -> Roles:
    """ "A è atteso a Seul": a visit to come."""
    return move(view, verb) if is_passive_act(view, verb) else Roles()


def visit_noun(view: View, noun: Token) -> Roles:
    """ "la visita di A a Roma", "A è in visita in Ghana", "la sua visita"."""
    parts = noun_phrases(view, noun)
    agent = _travellers(view, [*parts.get("di", []), *parts.get("con", [])])
    if not agent:
        agent = _travellers(view, possessive(view, noun) or governing_subject(view, noun) or _predicated(view, noun))
    if not agent:
        # "visita a sorpresa di Rossi a Roma"
        agent = _travellers(view, noun_parts(view, noun).of)
    goals = [e for case in ("a", "in", "presso", "da") for e in parts.get(case, [])]
    return Roles(
        agent=unique(agent),
        target=[e for e in goals if view.type_of(e) == "PER" and e not in agent],
        place=[e for e in goals if view.type_of(e) == "LOC"] or _goal_by_order(view, noun),
    )


def _predicated(view: View, noun: Token) -> list[int]:
    """Return the subject of a noun used as predicate, or what it modifies: "Abiy, in visita ad Asmara"."""
    own = next((child for child in noun.children if child.dep_ in {"nsubj", "nsubj:pass"}), None)
    if own is not None:
        return actors(view, own)
    return actors(view, noun.head) if noun.dep_ in {"nmod", "appos"} else []


def invite(view: View, verb: Token) -> Roles:
    """ "A ha invitato B a Roma"; "B è stato invitato da A"."""
    passive = is_passive_act(view, verb)
    roles = act(view, verb) if passive else _parted(doers(view, verb), patients(view, verb))
    for case, token in view.obliques(verb):
        if case in {"a", "in"}:
            roles.place += [e for e in actors(view, token) if view.type_of(e) in {"LOC", "ORG"}]
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"}:
            inner = visit_object(view, child) if child.lemma_.startswith("visitar") else move(view, child)
            roles.place += inner.place
    roles.target = [e for e in roles.target if e not in roles.place]
    return roles


@dataclass
class Parts:
    """The arguments of a noun, by what they say: of whom, by whom, against or for whom, where."""

    agent: list[int] = field(default_factory=list)
    target: list[int] = field(default_factory=list)
    of: list[int] = field(default_factory=list)
    place: list[int] = field(default_factory=list)


def noun_parts(view: View, noun: Token) -> Parts:
    """Return the arguments that stand with a noun itself or with a participle that modifies it."""
    parts = Parts()
    for role, who in compounds(view, noun.i + 1, min(noun.sent.end, noun.i + NOUN_REACH)):
        (parts.agent if role == "agent" else parts.target).extend(who)
    for case, token in view.obliques(noun):
        _sort(view, noun, parts, case, actors(view, token))
    _read_on(view, noun, parts)
    behind = noun.i + 1
    if not parts.of and behind in view.mention_end and view.type_of(view.owners[behind][0]) in {"PER", "ORG"}:
        # "il plauso Confindustria", "il voto Senato"
        parts.of += view.owners[behind]
    for child in noun.children:
        if child.dep_ in {"acl", "amod"} and child.pos_ in {"VERB", "ADJ"}:
            parts.agent += [e for c, token in view.obliques(child) if c == "da" for e in actors(view, token)]
            parts.target += towards(view, child, TO)
        if child.dep_ == "acl" and "Inf" in child.morph.get("VerbForm", []):
            # "il rifiuto di votare dei dissidenti Rossi e Verdi"
            parts.of += [e for c, token in view.obliques(child) if c == "di" for e in actors(view, token)]
        if child.dep_ == "acl:relcl":
            parts.agent += _relative_agent(view, child)
            parts.target += towards(view, child, TO)
    return parts


def _read_on(view: View, noun: Token, parts: Parts) -> None:
    """Add names behind a noun that the parser hung on each other: "le critiche di A a B"."""
    known = {*parts.agent, *parts.target, *parts.of, *parts.place}
    case = ""
    for index in range(noun.i + 1, min(noun.i + READ_ON, noun.sent.end)):
        token, word = view.tokens[index], view.lower[index]
        if token.pos_ in {"VERB", "AUX", "PUNCT", "SCONJ"} or word == "che":
            return
        if preposition(word) in CASES or word == "contro":
            case = preposition(word)
        elif index in view.mention_end and case:
            who = [e for e in view.chain_from(index) if e not in known]
            if case == "di" and (parts.of or parts.agent):
                who = []
            _sort(view, noun, parts, case, people_or_bodies(view, who))
            known.update(who)
            case = ""


def _stands(view: View, noun: Token) -> Callable[[View, int], bool]:
    """Return what places stand for a government beside a noun: capitals, but not where violence is named after them."""
    return is_country if view.lower[noun.i] in word_class("scene_nouns") else is_power


def _sort(view: View, noun: Token, parts: Parts, case: str, who: list[int]) -> None:
    """Put the entities of a prepositional phrase where its preposition says."""
    stands = _stands(view, noun)
    towns = [e for e in who if view.type_of(e) == "LOC" and not stands(view, e)]
    if case == "di":
        parts.of += who
    elif case == "da":
        parts.agent += who
    elif case in {"in", "presso"}:
        parts.place += [e for e in who if view.type_of(e) == "LOC"]
    elif case in {"a", "contro", "verso", "su", "con", "per"}:
        parts.target += [e for e in who if e not in towns or case == "contro"]
        parts.place += towns if case == "a" else []


def _relative_agent(view: View, verb: Token) -> list[int]:
    """ "le accuse che A ha rivolto a B": A."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ != "PRON"), None)
    return actors(view, subject) if subject is not None else []


def _carried(view: View, noun: Token) -> Roles:
    """Return what the verb that carries a noun says of it.

    "A ha lanciato un attacco a B", "B ha subito un attacco", "da A arrivano critiche a B".
    """
    verb = governor(noun)
    if verb is None or _distant(noun, verb) or lemma_of(verb) in word_class("outside"):
        return Roles()
    to = towards(view, verb, TO)
    if noun.dep_ in {"obj", "obl"} or noun.head.i != verb.i:
        if is_passive_act(view, verb):
            return Roles(agent=agents_by(view, verb), target=to)
        if lemma_of(verb) in word_class("undergo"):
            return Roles(agent=towards(view, verb, frozenset({"da"})), target=doers(view, verb))
        carries = lemma_of(verb) in word_class("carry") or lemma_of(verb) in word_class("light")
        return _parted(doers(view, verb) if carries else [], to if carries else [])
    if is_passive_act(view, verb):
        return _parted(agents_by(view, verb), to)
    struck = patients(view, verb) if lemma_of(verb) in word_class("strike") else []
    return _parted(towards(view, verb, frozenset({"da"})), struck or to)


def _distant(noun: Token, verb: Token) -> bool:
    """Say whether a noun is only deep inside a phrase of the verb: "ha deciso sul rinvio dell'esame delle accuse"."""
    return noun.head.i != verb.i and noun.head.head.i != verb.i


def act_noun(view: View, noun: Token) -> Roles:
    """ "le accuse di A contro B", "il sostegno di A a B", "gli Usa lanciano un attacco"."""
    return _act_noun(view, noun, genitive_is_target=False)


def deed_noun(view: View, noun: Token) -> Roles:
    """ "l'uccisione di B da parte di A", "l'invasione della Crimea": who the di-phrase names suffers."""
    return _act_noun(view, noun, genitive_is_target=True)


def _act_noun(view: View, noun: Token, *, genitive_is_target: bool) -> Roles:
    parts = noun_parts(view, noun)
    stands = _stands(view, noun)
    towns = [e for e in parts.of if view.type_of(e) == "LOC" and not stands(view, e)]
    of = [e for e in parts.of if e not in towns]
    carried = _carried(view, noun)
    national = adjective_countries(view, noun)
    agent, target = parts.agent, parts.target
    if genitive_is_target or agent:
        target = target or of or (towns if genitive_is_target else [])
        agent = agent or national or carried.agent
    else:
        agent = of or possessive(view, noun) or national or carried.agent
    target = target or carried.target or _mourned(view, noun)
    return Roles(
        agent=unique(people_or_bodies(view, agent)),
        target=[e for e in unique(people_or_bodies(view, target)) if e not in agent],
        place=unique([*parts.place, *(e for e in towns if e not in target)]),
    )


def _mourned(view: View, noun: Token) -> list[int]:
    """ "cordoglio per la scomparsa di A", "elogi per il lavoro di A": A."""
    holders = (noun, governor(noun))
    causes = [t for head in holders if head is not None for case, t in view.obliques(head) if case == "per"]
    return unique(e for t in causes for case, token in view.obliques(t) if case == "di" for e in actors(view, token))


def target_noun(view: View, noun: Token) -> Roles:
    """ "l'arresto di B", "il processo a B", "la sua condanna", "la procura ha disposto l'arresto di B"."""
    parts = noun_parts(view, noun)
    actors_of = [e for e in parts.of if view.type_of(e) in {"PER", "ORG"}]
    target = actors_of or [e for e in parts.target if view.type_of(e) in {"PER", "ORG"}] or possessive(view, noun)
    target = target or _ends_up(view, noun)
    carried = _carried(view, noun)
    agent = parts.agent or [e for e in carried.agent if _orders(noun)]
    places = [e for e in parts.of if view.type_of(e) == "LOC" and not is_country(view, e)]
    return Roles(
        agent=[e for e in agent if e not in target],
        target=unique(target or (carried.target if _undergone(noun) else [])),
        place=unique([*parts.place, *places]),
    )


def _ends_up(view: View, noun: Token) -> list[int]:
    """ "è stato tratto in arresto", "è finito sotto processo", "Rossi a processo": who is brought there."""
    cases = set(view.prepositions(noun)) | {view.lower[noun.i - 1] if noun.i else ""}
    if cases.isdisjoint({"in", "a", "ad", "sotto", "agli", "ai", "al"}):
        return []
    verb = governor(noun)
    if verb is None or _distant(noun, verb):
        return actors(view, noun.head) if noun.dep_ == "nmod" and noun.head.i in view.owners else []
    if lemma_of(verb) not in word_class("end_up"):
        return []
    return sufferers(view, verb) if is_passive_act(view, verb) else patients(view, verb) or doers(view, verb)


def _orders(noun: Token) -> bool:
    verb = governor(noun)
    return verb is not None and lemma_of(verb) in word_class("order")


def _undergone(noun: Token) -> bool:
    verb = governor(noun)
    return verb is not None and lemma_of(verb) in word_class("undergo")


def death_noun(view: View, noun: Token) -> Roles:
    """ "la morte di B", "la sua scomparsa"."""
    parts = noun_parts(view, noun)
    people = [e for e in parts.of if view.type_of(e) == "PER"]
    return Roles(target=people or possessive(view, noun), place=unique(parts.place))


def agent_noun(view: View, noun: Token) -> Roles:
    """ "le dimissioni di A", "A ha rassegnato le dimissioni", "da parte di A"."""
    parts = noun_parts(view, noun)
    agent = [e for e in (parts.agent or parts.of) if view.type_of(e) in {"PER", "ORG"}]
    return Roles(agent=agent or possessive(view, noun) or _carried(view, noun).agent)


def disaster(view: View, noun: Token) -> Roles:
    """ "il terremoto in Emilia", "l'incidente di Viareggio", "una scossa ha colpito le Marche"."""
    parts = noun_parts(view, noun)
    places = [e for e in [*parts.place, *parts.of] if view.type_of(e) == "LOC"]
    verb = governor(noun)
    if verb is not None and noun.head.i == verb.i:
        # "una scossa ha colpito le Marche", "il Nepal è stato colpito da un sisma"
        struck = patients(view, verb) if noun.dep_ == "nsubj" else []
        struck += doers(view, verb) if noun.dep_ in {"obl", "obl:agent"} and is_passive_act(view, verb) else []
        places += [e for e in struck if view.type_of(e) == "LOC"]
    return Roles(place=unique(places))


def falls(view: View, verb: Token) -> Roles:
    """ "È crollato un ponte": nobody named, only places."""
    return Roles(target=[e for e in doers(view, verb) if view.type_of(e) == "PER"])


def distrust(view: View, verb: Token) -> Roles:
    """ "Il Senato ha sfiduciato A", "A è stato sfiduciato dal Senato": who votes is the agent."""
    return Roles(agent=agents_by(view, verb) if is_passive_act(view, verb) else doers(view, verb))


def vote(view: View, noun: Token) -> Roles:
    """ "le elezioni in Francia", "A ha vinto le elezioni", "il voto del Senato", "le elezioni turche"."""
    parts = noun_parts(view, noun)
    verb = governor(noun)
    winners: list[int] = []
    if verb is not None and lemma_of(verb) in word_class("win") and not _distant(noun, verb):
        winners = doers(view, verb)
    elif noun.head.pos_ == "NOUN" and view.lower[noun.head.i] in word_class("win"):
        winners = noun_parts(view, noun.head).of
    voters = [e for e in parts.of if view.type_of(e) == "ORG"]
    places = [e for e in [*parts.place, *parts.of, *adjective_countries(view, noun)] if view.type_of(e) == "LOC"]
    return Roles(agent=voters, target=people_or_bodies(view, winners), place=unique(places))


def take_office(view: View, noun: Token) -> Roles:
    """ "la nomina di B", "l'elezione di B da parte di A", "A ha conferito l'incarico a B"."""
    parts = noun_parts(view, noun)
    carried = _carried(view, noun)
    target = [e for e in parts.of if view.type_of(e) == "PER"] or possessive(view, noun)
    target = target or [e for e in [*parts.target, *carried.target] if view.type_of(e) == "PER"]
    agent = parts.agent or (carried.agent if carried.target or _orders(noun) else [])
    return Roles(agent=[e for e in agent if e not in target], target=unique(target))


def invitation(view: View, noun: Token) -> Roles:
    """ "l'invito di A a B", "A ha rivolto a B l'invito", "su invito di A"."""
    parts = noun_parts(view, noun)
    carried = _carried(view, noun)
    agent = unique([*parts.agent, *parts.of]) or possessive(view, noun) or carried.agent
    verb = governor(noun)
    if verb is not None and lemma_of(verb) in word_class("answers") and noun.dep_ in {"obj", "nsubj:pass"}:
        # "ha accettato l'invito di Rossi": who answers is who was invited
        agent = unique([*parts.agent, *parts.of])
        carried = Roles(target=agents_by(view, verb) if is_passive_act(view, verb) else doers(view, verb))
    if verb is not None and noun.i and view.lower[noun.i - 1] in {"su", "dietro"}:
        # "Su invito di Rossi, Verdi è andato a Roma"
        carried = Roles(target=doers(view, verb))
    target = [e for e in [*parts.target, *carried.target] if view.type_of(e) != "LOC" and e not in agent]
    return Roles(agent=people_or_bodies(view, agent), target=unique(target), place=unique(parts.place))


def agreement(view: View, noun: Token) -> Roles:
    """ "l'accordo tra A e B", "A e B hanno raggiunto un'intesa", "il patto di A con B"."""
    between = noun_phrases(view, noun)
    parties = [*between.get("tra", []), *between.get("con", [])]
    if not between.get("tra"):
        parts, carried = noun_parts(view, noun), _carried(view, noun)
        people = [e for e in parts.of if view.type_of(e) == "PER"]
        parties = [*people, *parts.agent, *carried.agent, *parties]
        verb = governor(noun)
        if verb is not None and not _distant(noun, verb) and not between.get("con"):
            parties += with_phrases(view, verb)
    return Roles(participants=unique(people_or_bodies(view, parties)))


ACT_FRAMES: dict[str, Frame] = {
    "act": act,
    "judge": judge,
    "act_a": act_towards,
    "give": give,
    "protest": protest,
    "agree": agree,
    "subject_target": happens_to,
    "subject_agent": done_by,
    "removed": removed,
    "replaced": replaced,
    "move": move,
    "visit_obj": visit_object,
    "awaited": awaited,
    "visit": visit_noun,
    "invite": invite,
    "invitation": invitation,
    "agreement": agreement,
    "act_n": act_noun,
    "deed_n": deed_noun,
    "target_n": target_noun,
    "death_n": death_noun,
    "agent_n": agent_noun,
    "disaster": disaster,
    "falls": falls,
    "vote": vote,
    "distrust": distrust,
    "office_n": take_office,
}
ALL_FRAMES: dict[str, Frame] = {**FRAMES, **ACT_FRAMES}
