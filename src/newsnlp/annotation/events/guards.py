"""What must hold besides its form for a word to name an act: the guards of triggers.tsv."""

from __future__ import annotations

from collections.abc import Callable

from newsnlp.annotation.events.frames import Roles, governor, is_passive
from newsnlp.annotation.events.verb_forms import lemma_of
from newsnlp.annotation.events.view import View, is_plural, preposition
from newsnlp.annotation.events.who import is_country, is_passive_act
from newsnlp.annotation.tokens import Token
from newsnlp.lang.it.event_words import is_meeting_word, word_class

Guard = Callable[[View, Token, Roles], bool]
# An object or predicate further from its verb than this many tokens is not looked for by word order.
NEAR = 6


def _window(view: View, token: Token, before: int, after: int) -> set[str]:
    sent = token.sent
    return set(view.lower[max(token.i - before, sent.start) : min(token.i + after + 1, sent.end)])


def near_arms(view: View, token: Token, roles: Roles) -> bool:
    """ "ha inviato carri armati": arms within the phrase that follows; "ha inviato aiuti" is none."""
    return not word_class("arms").isdisjoint(_window(view, token, 3, 8))


def judged(view: View, token: Token, roles: Roles) -> bool:
    """ "condannato a tre anni": by a court, not in words."""
    following = set(view.lower[token.i + 1 : token.i + 7])
    if following & word_class("court"):
        return True
    return bool(set(view.lower[token.i + 1 : token.i + 4]) & {"a", "all'", "ai", "alla", "per", "in"}) and not (
        roles.agent and roles.target
    )


def in_words(view: View, token: Token, roles: Roles) -> bool:
    """ "condanna l'attacco", "attacca il premier": somebody named speaks, and nothing of courts or arms is near."""
    sent = token.sent
    words = set(view.lower[sent.start : sent.end])
    return bool(roles.agent or roles.target) and words.isdisjoint(word_class("court"))


def verbal_attack(view: View, token: Token, roles: Roles) -> bool:
    """ "Rossi attacca Verdi", "duro attacco al ministro": people, no arms and no victims in the sentence."""
    sent = token.sent
    words = set(view.lower[sent.start : sent.end])
    if words & word_class("arms") or words & word_class("violence"):
        return False
    if _window(view, token, 2, 2) & word_class("harsh"):
        return True
    political = [e for e in roles.agent if view.type_of(e) == "PER"]
    attacked = [e for e in roles.target if view.type_of(e) in {"PER", "ORG"}]
    return bool(political and attacked)


def person(view: View, token: Token, roles: Roles) -> bool:
    """Somebody named takes part: a person or an organisation."""
    return any(view.type_of(e) in {"PER", "ORG"} for e in roles.all())


def hits_person(view: View, token: Token, roles: Roles) -> bool:
    """ "fermato il boss Rossi": a named person is the target; "fermare la guerra" is none."""
    return any(view.type_of(e) == "PER" for e in roles.target)


def hits_somebody(view: View, token: Token, roles: Roles) -> bool:
    """The target is a named person, organisation or country."""
    return bool(roles.target)


def going(view: View, token: Token, roles: Roles) -> bool:
    """ "è volato a Minsk": somebody goes to a named place or person."""
    if roles.agent:
        return bool(roles.place or roles.target)
    subject = view.subject_token(token) if token.pos_ in {"VERB", "AUX", "ADJ"} else None
    travellers = word_class("offices") | word_class("travellers")
    return bool(roles.place) and subject is not None and view.lower[subject.i] in travellers


def travels(view: View, token: Token, roles: Roles) -> bool:
    """ "andrà in Somalia": a named person goes to a named place; "va al voto" is none."""
    return bool(roles.place) and any(view.type_of(e) == "PER" for e in roles.agent)


def goes(view: View, token: Token, roles: Roles) -> bool:
    """ "si è recato a Minsk": a destination or a traveller is named."""
    return bool(roles.place or roles.target) or any(view.type_of(e) == "PER" for e in roles.agent)


def object_in(name: str) -> Guard:
    """Return a guard: the object, subject or predicate of the verb is of a word class."""

    def guard(view: View, token: Token, roles: Roles) -> bool:
        words = word_class(name)
        heads = {view.lower[c.i] for c in token.children if c.dep_ in {"obj", "nsubj:pass", "xcomp", "nsubj", "obl"}}
        return not words.isdisjoint(heads) or not words.isdisjoint(view.lower[token.i + 1 : token.i + NEAR])

    return guard


def sentence_has(name: str) -> Guard:
    """Return a guard: a word of the class stands in the sentence."""

    def guard(view: View, token: Token, roles: Roles) -> bool:
        return not word_class(name).isdisjoint(view.lower[token.sent.start : token.sent.end])

    return guard


def article_has(name: str) -> Guard:
    """Return a guard: a word of the class stands in the article."""
    return lambda view, token, roles: not word_class(name).isdisjoint(view.words())


def article_lacks(name: str) -> Guard:
    """Return a guard: no word of the class stands in the article."""
    return lambda view, token, roles: word_class(name).isdisjoint(view.words())


no_quake = article_lacks("quake")


def takes_town(view: View, token: Token, roles: Roles) -> bool:
    """ "hanno conquistato la città", "occupano l'aeroporto": a place is taken; titles and votes are not."""
    taken = any(view.type_of(e) == "LOC" for e in roles.target)
    objects = {view.lower[c.i] for c in token.children if c.dep_ in {"obj", "nsubj:pass", "nmod"}}
    return (taken or not objects.isdisjoint(word_class("strongholds"))) and not view.is_sport()


def of_person(view: View, token: Token, roles: Roles) -> bool:
    """ "l'elezione di Rossi", "l'elezione del presidente": of somebody to an office, not a vote."""
    if any(view.type_of(e) == "PER" for e in roles.target):
        return True
    return not word_class("offices").isdisjoint(view.lower[token.i + 1 : token.i + 4])


def praised(view: View, token: Token, roles: Roles) -> bool:
    """ "ha accolto con favore l'intesa", "salutato positivamente"."""
    return not word_class("favour").isdisjoint(view.lower[token.i + 1 : token.i + 4])


def helped(view: View, token: Token, roles: Roles) -> bool:
    """ "soccorsi dai camerieri"; "assisteva anche il presidente" at a match is none."""
    return bool(roles.target) and bool(roles.agent)


def ruled(view: View, token: Token, roles: Roles) -> bool:
    """The target of a ban is a person, an organisation or a country; "sospendere le esercitazioni" is none."""
    return any(view.type_of(e) in {"PER", "ORG"} or is_country(view, e) for e in roles.target)


def voiced(view: View, token: Token, roles: Roles) -> bool:
    """ "ha espresso vicinanza": somebody shows what he feels; "il dolore" alone is none."""
    verb = governor(token)
    return verb is not None and lemma_of(verb) in word_class("voice")


def is_noun(view: View, token: Token, roles: Roles) -> bool:
    """ "le critiche": not the adjective of "le tesi critiche"."""
    return token.pos_ == "NOUN"


def leaves(view: View, token: Token, roles: Roles) -> bool:
    """ "lascia la guida", "lascia il club": a post or an organisation is left; places and things are none."""
    following = view.lower[token.i + 1 : token.sent.end]
    if not word_class("seats_left").isdisjoint(following[:4]) and not word_class("walks_out").isdisjoint(following):
        # "ha lasciato il Quirinale diretto a Palazzo Chigi"
        return False
    left = [e for c in token.children if c.dep_ == "obj" for e in view.phrase(c)]
    return any(view.type_of(e) == "ORG" for e in left) or object_in("posts")(view, token, roles)


def known(view: View, token: Token, roles: Roles) -> bool:
    """ "la visita è durata un'ora": named roles, or the article; "dopo una breve visita" is none."""
    if roles.place or roles.all():
        return True
    words = {preposition(word) for word in view.lower[max(token.i - 3, token.sent.start) : token.i]}
    return not words.isdisjoint(word_class("before_known"))


def crashes(view: View, token: Token, roles: Roles) -> bool:
    """ "è precipitato un elicottero", "crolla il ponte"; "precipita la fiducia" is a figure of speech."""
    if not no_quake(view, token, roles):
        return False
    subject = view.subject_token(token)
    near = set(view.lower[token.i + 1 : token.i + 5])
    words = near | ({view.lower[subject.i]} if subject is not None else set())
    return not words.isdisjoint(word_class("wrecks")) or bool(roles.target)


def sides(view: View, token: Token, roles: Roles) -> bool:
    """ "resta al fianco di Kiev": somebody stands by; "sedeva al fianco del premier" is a place at a table."""
    verb = governor(token)
    return verb is not None and lemma_of(verb) in word_class("sides") and bool(roles.target)


def entrusted(view: View, token: Token, roles: Roles) -> bool:
    """ "ha affidato l'incarico a Rossi": an office is given; "l'incarico scade" is none."""
    verb = governor(token)
    return verb is not None and lemma_of(verb) in word_class("entrust") and bool(roles.target)


def both_sides(view: View, token: Token, roles: Roles) -> bool:
    """At least two parties are named."""
    return len(roles.participants) >= 2


def next_one(view: View, token: Token, roles: Roles) -> bool:
    """ "oggi tocca a Rossi"; "tocca a Rossi decidere" gives him a task, "il discorso è toccato a Rossi" a part."""
    subjects = [child for child in token.lefts if child.dep_ in {"nsubj", "nsubj:pass"} and child.pos_ == "NOUN"]
    if any(("Plur" in child.morph.get("Number", [])) == is_plural(token) for child in subjects):
        return False
    following = view.tokens[token.i + 1 : min(token.i + 1 + NEAR, token.sent.end)]
    return not any("Inf" in t.morph.get("VerbForm", []) for t in following)


def consulted(view: View, token: Token, roles: Roles) -> bool:
    """ "è stato ascoltato A" in an article on consultations; witnesses and speeches are listened to as well."""
    return bool(roles.participants) and not word_class("consultations").isdisjoint(view.words())


def heard(view: View, token: Token, roles: Roles) -> bool:
    """ "è stato ascoltato dalla pm Rossi": a magistrate who is named hears somebody who is named."""
    titles = {word for e in roles.agent for role in view.entities[e]["roles"] for word in role["title"].lower().split()}
    guests = [e for e in roles.towards if view.type_of(e) == "PER"]
    return bool(guests) and not word_class("magistrates").isdisjoint(titles)


def conference(view: View, token: Token, roles: Roles) -> bool:
    """ "la conferenza di pace", "la conferenza sulla Libia", or one whose parties or host are named."""
    named = len(roles.participants) >= 2 or bool(roles.agent)
    return named or not word_class("conference_of").isdisjoint(view.lower[token.i + 1 : token.i + 3])


def rings(view: View, token: Token, roles: Roles) -> bool:
    """ "ha sentito il presidente Rossi": two people, no witness, no speech ("ha sentito Rossi cantare"), no feeling.

    "In lui senti un po' di Rossi", "mi sento Rossi" are no calls.
    """
    told = "Part" in token.morph.get("VerbForm", []) or "3" in token.morph.get("Person", [])
    if not told or any(child.dep_.startswith("expl") for child in token.children):
        return False
    people = [e for e in roles.participants if view.type_of(e) == "PER"]
    words = view.lower[token.sent.start : token.sent.end]
    if len(people) < 2 or not roles.towards or not word_class("court_rooms").isdisjoint(words):
        return False
    following = view.tokens[token.i + 1 : min(token.i + 12, token.sent.end)]
    return not any("Inf" in t.morph.get("VerbForm", []) for t in following)


def welcomed(view: View, token: Token, roles: Roles) -> bool:
    """ "A ha accolto B"; "A è stato accolto nella biblioteca": somewhere, not "con favore" or "tra gli applausi"."""
    if len(roles.participants) >= 2:
        return True
    following = view.lower[token.i + 1 : token.i + 3]
    where = len(following) > 1 and preposition(following[0]) in {"a", "in"} and following[1] in word_class("rooms")
    return where and is_passive(token) and any(view.type_of(e) == "PER" for e in roles.towards)


def passes_away(view: View, token: Token, roles: Roles) -> bool:
    """ "è mancato ieri X", "X è scomparso a 80 anni"; "mancavano X e Y", "è scomparso da casa" are no deaths."""
    if not hits_person(view, token, roles):
        return False
    if lemma_of(token) == "mancare":
        helpers = [child for child in token.children if child.dep_.startswith("aux") or child.dep_ == "cop"]
        gone = "Part" in token.morph.get("VerbForm", []) and any(lemma_of(child) == "essere" for child in helpers)
        return gone and not any(
            is_meeting_word(view.lower[noun.i]) for case, noun in view.obliques(token) if case == "a"
        )
    behind = {preposition(word) for word in view.lower[token.i + 1 : token.i + 3]}
    return behind.isdisjoint({"da", "dietro", "nel", "tra"}) and word_class("searches").isdisjoint(view.words())


def struck(view: View, token: Token, roles: Roles) -> bool:
    """ "hanno attaccato la base"; "«Basta», ha attaccato X" speaks."""
    return bool(roles.target) or not word_class("violence").isdisjoint(view.lower[token.sent.start : token.sent.end])


def stopped(view: View, token: Token, roles: Roles) -> bool:
    """ "i carabinieri hanno fermato X", "fermato il boss X"; "i cronisti lo hanno fermato" is none."""
    if not hits_person(view, token, roles) or any(child.dep_.startswith("expl") for child in token.children):
        return False
    if is_passive_act(view, token):
        return True
    subject = view.subject_token(token)
    return (
        subject is None or view.lower[subject.i] in word_class("authorities") or "ORG" in map(view.type_of, roles.agent)
    )


def custody(view: View, token: Token, roles: Roles) -> bool:
    """ "il fermo di X", "in stato di fermo"; "è rimasto fermo" stood still."""
    articles = {"il", "lo", "un", "i", "dei", "del", "di", "al", "dal", "nel", "due", "tre"}
    return token.pos_ == "NOUN" and view.lower[token.i - 1] in articles and token.i > 0


GUARDS: dict[str, Guard] = {
    "passes_away": passes_away,
    "struck": struck,
    "stopped": stopped,
    "custody": custody,
    "welcomed": welcomed,
    "rings": rings,
    "conference": conference,
    "consulted": consulted,
    "heard": heard,
    "next_one": next_one,
    "arms": near_arms,
    "trial": judged,
    "in_words": in_words,
    "verbal": verbal_attack,
    "somebody": person,
    "hits_person": hits_person,
    "hits": hits_somebody,
    "loc": going,
    "goes": goes,
    "travels": travels,
    "ties": object_in("ties"),
    "post": object_in("posts"),
    "office": object_in("offices"),
    "grief": object_in("grief"),
    "help": object_in("help"),
    "vote": object_in("ballots"),
    "march": sentence_has("unrest"),
    "quake": article_has("quake"),
    "no_quake": article_lacks("quake"),
    "town": takes_town,
    "of_person": of_person,
    "praised": praised,
    "helped": helped,
    "ruled": ruled,
    "crashes": crashes,
    "sides": sides,
    "succeeds": lambda view, token, roles: any(view.type_of(e) == "PER" for e in roles.target),
    "entrusted": entrusted,
    "wreck": lambda view, token, roles: not word_class("wrecks").isdisjoint(view.lower[token.i + 1 : token.i + 5]),
    "leaves": leaves,
    "known": known,
    "battle": article_has("battle"),
    "bombs": article_has("bombs"),
    "no_bombs": article_lacks("bombs"),
    "parties": both_sides,
    "voiced": voiced,
    "noun": is_noun,
    "pact": object_in("pacts"),
}
