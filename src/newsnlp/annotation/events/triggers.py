"""Find trigger words and decide which of their readings hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsnlp.annotation.events.acts import ALL_FRAMES
from newsnlp.annotation.events.frames import (
    FRAMES,
    Roles,
    governor,
    is_impersonal,
    is_passive,
    names_second_party,
    unique,
    with_phrases,
)
from newsnlp.annotation.events.guards import GUARDS
from newsnlp.annotation.events.senses import is_other_sense
from newsnlp.annotation.events.unnamed import meets_unnamed, unnamed_subject
from newsnlp.annotation.events.view import View, is_plural, preposition
from newsnlp.annotation.spellings import Word, WordFact
from newsnlp.annotation.tokens import Token
from newsnlp.lang.it.event_words import EventLexicon, Trigger, event_lexicon, is_meeting_word, word_class
from newsnlp.lang.it.organisations import bodies_of_states

# A participle that tells who called a meeting stands at most this many tokens behind its noun.
CONVENER_REACH = 6
# Participles of "partire" that are also matches.
GONE = frozenset({"partita", "partite"})
REFLEXIVES = frozenset({"si", "s'", "mi", "ci", "vi", "ti"})


@dataclass(frozen=True)
class Candidate:
    """A trigger token in one reading, with the roles that syntax gives it.

    Attributes:
        width: how many words the trigger has.
        apart: whether it is one of several meetings that one word tells ("colloqui separati").
        within: of several meetings that share a word, the tokens that tell of this one alone (half-open).
        without: the tokens that tell of the others.
    """

    token: Token
    width: int
    entry: Trigger
    roles: Roles
    apart: bool = False
    within: tuple[int, int] | None = None
    without: tuple[int, int] | None = None


def find_candidates(view: View, lexicon: EventLexicon) -> Iterator[Candidate]:
    """Yield the first reading that holds of every trigger word, in text order."""
    covered = -1
    latest: Candidate | None = None
    anaphora, alone = word_class("anaphora"), view.tokens.facts(_ALONE)
    for index in view.tokens.places(_OPENER):
        if index <= covered:
            continue
        word = view.lower[index]
        if not alone[index] and not lexicon.phrases_from(word, view.word(index + 1)):
            # "a", "in": most words that open a phrase are met without it
            continue
        if word in anaphora and latest is not None:
            again = _anaphoric(view, index, latest)
            if again is not None:
                yield again
                continue
        for token, width, readings in _readings_at(view, lexicon, index, word):
            candidate = _first_that_holds(view, lexicon, token, width, readings)
            if candidate is not None:
                covered = max(index, token.i + width - 1) if width > 1 else index
                latest = candidate if candidate.entry.frame == "meeting" else latest
                yield candidate
                break


def _is_trigger(word: Word) -> bool:
    """Say whether a word may be a trigger by itself, or stand for one."""
    lexicon = event_lexicon()
    return word.plain in lexicon.verb_forms or word.plain in lexicon.nouns or word.plain in word_class("anaphora")


_ALONE = WordFact(_is_trigger)
_OPENER = WordFact(lambda word: word.plain in event_lexicon().phrases or _is_trigger(word))


def _anaphoric(view: View, index: int, latest: Candidate) -> Candidate | None:
    """Return the meeting that a pronoun stands for: "Oggi il bilaterale con A, domani quello con B".

    Where there is none, "quelli di A con B" need only a meeting noun shortly before.
    """
    token = view.tokens[index]
    following = view.lower[index + 1] if index + 1 < len(view.lower) else ""
    near = token.sent.start - latest.token.sent.end <= 1
    phrase = [preposition(word) for word in view.lower[index + 1 : index + 12]]
    of_whom = preposition(following) == "di" and "con" in phrase
    if not near or not (of_whom or preposition(following) in {"con", "tra"}):
        return None
    roles = FRAMES["meeting"](view, token)
    complete(view, token, latest.entry, roles)
    return Candidate(token, 1, latest.entry, roles) if len(roles.participants) >= 2 else None


def _readings_at(
    view: View, lexicon: EventLexicon, index: int, word: str
) -> Iterator[tuple[Token, int, tuple[Trigger, ...]]]:
    """Yield (trigger token, words, readings) of the phrases, nouns and verbs that start at a token."""
    for phrase in lexicon.phrases_from(word, view.word(index + 1)):
        if tuple(view.lower[index : index + len(phrase.words)]) == phrase.words:
            yield view.tokens[index + phrase.offset], len(phrase.words) - phrase.offset, (phrase.trigger,)
    nouns = lexicon.nouns.get(word)
    verbs = lexicon.verb_forms.get(word)
    if nouns is None and verbs is None:
        return
    token = view.tokens[index]
    # the "Incontro a" of a headline is tagged as if it were "incontro a qualcuno"
    headline = token.pos_ == "ADP" and bool(token.is_sent_start) and token.text[0].isupper()
    if nouns and (headline or token.pos_ in {"NOUN", "PROPN", "X", "ADJ", "NUM"}) and not _inside_name(view, index):
        yield token, 1, nouns
    if verbs and _can_be_verb(view, token):
        yield token, 1, tuple(reading for lemma in sorted(verbs) for reading in lexicon.verbs[lemma])


def _inside_name(view: View, index: int) -> bool:
    """Say whether a token stands inside a longer proper name: "Forum Italia"; a lone "G20" is no obstacle."""
    owned = view.kinds.get(index) == "name"
    return owned and view.tokens[index].lower_ not in {"g7", "g8", "g20"}


def _can_be_verb(view: View, token: Token) -> bool:
    if view.kinds.get(token.i) == "name":
        return False
    if token.pos_ in {"VERB", "AUX"}:
        return True
    # participles are often tagged as adjectives: "ricevuto dal presidente"
    return token.pos_ == "ADJ" and view.lower[token.i].endswith(("to", "ta", "ti", "te", "so", "sa", "si", "se"))


def _first_that_holds(
    view: View, lexicon: EventLexicon, token: Token, width: int, readings: tuple[Trigger, ...]
) -> Candidate | None:
    for entry in readings:
        if entry.part == "V" and not _reflexive_fits(view, token, entry):
            continue
        if entry.type == "MEETING" and is_habit(view, token):
            continue
        if _blocked(view, lexicon, token, entry) or _tells_convener(view, token, entry):
            continue
        roles = ALL_FRAMES[entry.frame](view, token)
        if entry.type == "MEETING":
            complete(view, token, entry, roles)
        if entry.type == "MEETING" and is_other_sense(view, token, entry, roles):
            continue
        if _is_way_of_meeting(token, entry) or _is_unnamed_series(view, token, entry, roles):
            continue
        if holds(view, token, entry, roles):
            return Candidate(token, width, entry, roles)
    return None


def _tells_convener(view: View, token: Token, entry: Trigger) -> bool:
    """ "la riunione dei Sette presieduta da Rossi": the participle adds to the noun, it names no other meeting."""
    if entry.frame != "convene" or not _is_participle(token) or token.dep_ not in {"acl", "amod", "advcl"}:
        return False
    start = max(token.i - CONVENER_REACH, token.sent.start)
    return any(t.pos_ == "NOUN" and is_meeting_word(t.lower_) for t in view.tokens[start : token.i])


def _reflexive_fits(view: View, token: Token, entry: Trigger) -> bool:
    if not entry.reflexive:
        return True
    if is_impersonal(view, token):
        # "si è parlato di gas" is no "si sono parlati"
        return False
    enclitic = view.lower[token.i].endswith(("si", "ci", "vi"))
    return enclitic or any(
        view.lower[child.i] in REFLEXIVES for child in token.children if child.dep_.startswith(("expl", "obj", "iobj"))
    )


def _blocked(view: View, lexicon: EventLexicon, token: Token, entry: Trigger) -> bool:
    """Say whether a context of trigger_blocks.tsv denies the reading, or the article is about sport."""
    if entry.lemma in word_class("sport_senses") and view.is_sport() and _of_sport(view, token, entry):
        return True
    for lemma in (entry.lemma, "*"):
        for where, words in lexicon.contexts.get((entry.type, lemma), ()):
            if not words.isdisjoint(_context(view, token, where)):
                return True
    return False


def _of_sport(view: View, token: Token, entry: Trigger) -> bool:
    """Say whether a word has its sporting sense in a report on sport.

    "l'incontro è finito due a zero" has; of verbs only beside other words of sport, for a king may be received
    on the page that tells of a match.
    """
    sent = token.sent
    return entry.part != "V" or not word_class("sport").isdisjoint(view.lower[sent.start : sent.end])


def _is_top(view: View, token: Token) -> bool:
    """Say whether vertice is the top of an organisation: "i vertici di Lufthansa", "al vertice dell'azienda".

    Control: "al vertice della Nato", "al vertice di Helsinki" are meetings.
    """
    following = view.lower[token.i + 1] if token.i + 1 < len(view.lower) else ""
    if preposition(following) != "di":
        return False
    owners = view.owners.get(token.i + 2, ())
    if view.lower[token.i] == "vertici":
        # "i vertici di Germanwings e di Lufthansa": one of them is known to be a company
        named = [token.i + 2, *(child.i for child in view.tokens[token.i + 2].children if child.dep_ == "conj")]
        types = {view.type_of(owner) for index in named for owner in view.owners.get(index, ())[:1]}
        return not types or "ORG" in types
    if owners and view.type_of(owners[0]) == "ORG" and view.lower[token.i - 1] in word_class("heads_up"):
        # "resta al vertice di Lufthansa", "il nuovo vertice della Federazione"
        return view.entities[owners[0]]["name"] not in bodies_of_states()
    plain_noun = token.i + 2 < len(view.lower) and view.tokens[token.i + 2].pos_ == "NOUN" and not owners
    return plain_noun and view.lower[token.i + 2] in word_class("companies")


def _acts(noun: Token) -> bool:
    """Say whether an assembly is those who sit in it: "l'assemblea ha deciso di votare Rossi"."""
    return noun.dep_ == "nsubj" and noun.head.lemma_ in word_class("resolves")


def _context(view: View, token: Token, where: str) -> Sequence[str]:
    if where == "object":
        # whoever is called Oscar is no prize
        things = (c for c in token.children if "PER" not in map(view.type_of, view.owners.get(c.i, ())[:1]))
        return [view.lower[child.i] for child in things if child.dep_ in {"obj", "nsubj:pass", "nsubj"}]
    if where == "modifier":
        return view.lower[token.i + 1 : token.i + 3]
    if where == "before2":
        return [" ".join(view.lower[max(token.i - 2, 0) : token.i])]
    if where == "phrase":
        return view.lower[token.i + 1 : token.i + 5]
    if where == "before":
        return [view.lower[token.i - 1]] if token.i else []
    sent = token.sent
    # "è partita dopo l'incontro" tells of no match
    return [t.lower_ for t in view.tokens[sent.start : sent.end] if t.pos_ != "VERB" or t.lower_ not in GONE]


def _is_way_of_meeting(token: Token, entry: Trigger) -> bool:
    """Say whether a meal only tells how somebody was met: "lo ha ricevuto a cena"."""
    verb = token.head.lemma_.partition(" ")[0]
    return entry.lemma in word_class("family_meal") and entry.part == "N" and verb in word_class("meets_at_table")


def _is_unnamed_series(view: View, token: Token, entry: Trigger, roles: Roles) -> bool:
    """Say whether a plural counts meetings that are told one by one elsewhere: "tre incontri in un giorno"."""
    if entry.frame != "meeting" or roles.participants:
        return False
    counted = any(child.dep_ in {"nummod", "det"} and child.pos_ in {"NUM", "DET"} for child in token.lefts)
    plural = "Plur" in token.morph.get("Number", [])
    definite = any("Def" in child.morph.get("Definite", []) for child in token.lefts)
    return plural and counted and not definite


def complete(view: View, token: Token, entry: Trigger, roles: Roles) -> None:
    """Add the second party of a meeting that names one, where the text is about a person already.

    "Ha poi incontrato Blanc" after "Rossi è arrivato ieri": the left-out subject is Rossi.
    """
    contrasted = contrasted_with(view, token)
    roles.participants = [e for e in roles.participants if e not in contrasted]
    roles.towards = [e for e in roles.towards if e not in contrasted]
    if sum(view.type_of(e) == "PER" for e in roles.participants) > 1:
        # "i ministri degli Esteri di Serbia, Rossi, e Kosovo, Verdi": people met, not their countries
        roles.participants = [e for e in roles.participants if view.type_of(e) != "LOC"]
        roles.towards = [e for e in roles.towards if view.type_of(e) != "LOC"]
    if not roles.participants and entry.frame == "meeting" and _takes_part(token):
        # "Rossi non rinuncia al viaggio: parteciperà al G20"
        roles.participants += view.topic(token)
        return
    only_second = bool(roles.towards) and set(roles.participants) == set(roles.towards)
    if len(roles.participants) != 1 and not (only_second and entry.frame == "meeting"):
        return
    if unnamed_subject(view, token) is not None or (entry.part == "V" and _has_named_subject(view, token)):
        return
    if entry.part == "V" and is_passive(token):
        # who is received without being named is left to the left-out subjects of coreference
        return
    if (entry.frame == "call" and entry.part == "P") or entry.lemma in word_class("seat_verbs"):
        # "accanto a Rossi sedeva Verdi" adds Verdi to the meeting told before
        return
    if entry.frame == "meeting" and not names_second_party(view, token):
        # "Napolitano ha avviato le consultazioni": whoever carries the noun is no second party
        return
    roles.participants += view.topic(token, roles.participants)


def contrasted_with(view: View, token: Token) -> set[int]:
    """Return who is named in a sentence only as not meant: "ha incontrato Rossi, non [il ministro] Verdi"."""
    sent = token.sent
    meant: set[int] = set()
    denied: set[int] = set()
    for start in view.starts_in(sent.start, sent.end):
        if view.kinds.get(start) == "name":
            (denied if _is_contrast(view, start) else meant).update(view.owners[start])
    return denied - meant


def _is_contrast(view: View, start: int) -> bool:
    """Say whether "non" stands before a name and its title, behind a comma, "e" or "ma", and no verb follows."""
    first = start
    while first > 0 and view.tokens[first - 1].pos_ in {"DET", "NOUN", "ADJ"}:
        first -= 1
    behind = view.lower[view.mention_end[start] : view.mention_end[start] + 1]
    opened = first > 1 and view.lower[first - 1] == "non" and view.lower[first - 2] in {",", "e", "ma"}
    return opened and (not behind or not behind[0][:1].isalnum())


def _takes_part(noun: Token) -> bool:
    """Say whether a meeting noun is what somebody takes part in."""
    verb = governor(noun)
    return verb is not None and verb.lemma_.partition(" ")[0] in word_class("attend")


def _has_named_subject(view: View, token: Token) -> bool:
    """Say whether the verb has a subject of its own: then nobody is left out.

    "Ha incontrato Weber" has none: a lone name behind the verb is its object, whatever the parser says.
    """
    subject = view.subject_token(token)
    if subject is None or not view.phrase(subject):
        return False
    links = {child.dep_ for child in token.children}
    return subject.i < token.i or bool(links & {"obj", "iobj", "expl"})


def holds(view: View, token: Token, entry: Trigger, roles: Roles) -> bool:
    """Say whether the guard of a reading is met by the roles that were found."""
    actors = [e for e in roles.all() if view.type_of(e) in {"PER", "ORG"}]
    people = [e for e in actors if view.type_of(e) == "PER"]
    if entry.part == "V" and entry.type == "MEETING" and not actors:
        return False
    if not entry.guard:
        return True
    if entry.guard == "two_people" and entry.part == "V":
        other_sense = _is_absence(view, token) or _is_named(token, entry) or is_predicative(view, token)
        if other_sense or (entry.frame == "sym" and _met_nobody(view, token, roles)):
            return False
    if entry.guard == "not_top":
        return not _is_top(view, token)
    if entry.guard == "not_body":
        return not _acts(token)
    if entry.guard in GUARDS:
        return GUARDS[entry.guard](view, token, roles)
    return _has_parties(view, token, entry, roles, people, actors)


def _has_parties(view: View, token: Token, entry: Trigger, roles: Roles, people: list[int], actors: list[int]) -> bool:
    """Say whether the guards that only count parties are met."""
    two = len(roles.participants) >= 2
    match entry.guard:
        case "person":
            return bool(actors)
        case "two":
            return two
        case "two_people":
            # "ha visto Roma" is no meeting, "ha visto la Merkel" is one
            seen = two and bool(people) and len(unique(actors)) >= 2
            unnamed = bool(people) and entry.part == "V" and meets_unnamed(view, token)
            return seen or unnamed or (bool(people) and is_given(token, entry))
        case "strong":
            # "alla conferenza organizzata da Rossi c'erano": who convened it is enough
            return two or bool(roles.agent)
        case "con":
            # "i due hanno parlato con i cronisti" names no second party, "davanti a migliaia di persone" neither
            return two and (_at_length(view, token) or bool(with_phrases(view, token)))
        case "together":
            # "un gruppo di imprenditori ha pranzato con Rossi"
            return two or (bool(people) and bool(roles.towards) and meets_unnamed(view, token))
        case "received":
            # "sarà ricevuto lunedì": the host may stay unnamed, the guest not
            guest_only = (is_passive(token) and _is_participle(token)) or meets_unnamed(view, token)
            return two or (bool(people) and guest_only)
    raise KeyError(entry.guard)


def is_given(token: Token, entry: Trigger) -> bool:
    """ "ha offerto una cena": who gives a dinner has guests, named or not."""
    meal = entry.part == "N" and entry.lemma in word_class("family_meal")
    return meal and token.dep_ == "obj" and token.head.lemma_.partition(" ")[0] in word_class("gives_dinner")


def _is_named(token: Token, entry: Trigger) -> bool:
    """ "l'ultimo premier si chiamava Rossi" gives a name; "si sono chiamati" is a call."""
    reflexive = any(child.dep_.startswith("expl") for child in token.children)
    return entry.lemma == "chiamare" and reflexive and not is_plural(token)


def _is_absence(view: View, token: Token) -> bool:
    """ "alla cena non si è visto Rossi": nobody saw nobody."""
    before = view.lower[max(token.i - 3, token.sent.start) : token.i]
    return before[:2] == ["non", "si"] and not is_plural(token) and not with_phrases(view, token)


def _met_nobody(view: View, token: Token, roles: Roles) -> bool:
    """ "Rossi e Verdi hanno visto una partita": a thing is seen, and nothing says that they saw each other."""
    things = [c for c in token.children if c.dep_ == "obj" and c.i > token.i and c.pos_ in {"NOUN", "PROPN"}]
    following = view.tokens[token.i + 1 : min(token.i + 2, token.sent.end)]
    things += [t for t in following if "Inf" in t.morph.get("VerbForm", [])]
    return bool(things) and not roles.towards and not _is_reflexive(view, token) and not is_passive(token)


def _is_reflexive(view: View, token: Token) -> bool:
    ahead = view.lower[max(token.i - 3, token.sent.start) : token.i]
    return not REFLEXIVES.isdisjoint(ahead) or view.lower[token.i].endswith(("si", "ci", "vi"))


def is_predicative(view: View, token: Token) -> bool:
    """ "si sono visti costretti a lasciare", "si è vista rifiutare", "si sono ritrovati senza maggioranza"."""
    following = view.tokens[token.i + 1 : min(token.i + 3, token.sent.end)]
    if not following or not _is_reflexive(view, token):
        return False
    if following[0].lower_ in word_class("plights"):
        return True
    adverb = len(following) > 1 and following[0].pos_ == "ADV"
    word = following[1] if adverb else following[0]
    return word.pos_ in {"VERB", "ADJ"} and bool({"Part", "Inf"} & set(word.morph.get("VerbForm", [])))


def is_habit(view: View, token: Token) -> bool:
    """ "Ogni estate si vedono a Salisburgo", "di solito si riuniscono il lunedì": what recurs is no event."""
    finite = [t for t in (carrier_verb(token) or token, *token.children) if "Fin" in t.morph.get("VerbForm", [])]
    if any(not {"Pres", "Imp"} & set(t.morph.get("Tense", [])) for t in finite):
        return False
    if "Part" in token.morph.get("VerbForm", []) and token.pos_ in {"VERB", "AUX"}:
        return False
    start = token.sent.start
    found = view.kept.get(("habit", start))
    if found is None:
        words = view.lower[start : token.sent.end]
        found = view.kept["habit", start] = (start,) if _tell_habit(words) else ()
    return bool(found)


def _tell_habit(words: list[str]) -> bool:
    """Say whether the words of a sentence say that what it tells recurs."""
    often = any(word in _EVERY and _is_span(words[i + 1 : i + 3]) for i, word in enumerate(words))
    usually = word_class("usually")
    return often or not usually.isdisjoint(words) or not usually.isdisjoint(map(" ".join, pairwise(words)))


_EVERY = frozenset({"ogni", "tutti", "tutte"})


def _is_span(words: list[str]) -> bool:
    """ "ogni [estate]", "tutti [gli anni]"."""
    if words[:1] in (["gli"], ["le"], ["i"]):
        words = words[1:]
    return bool(words) and words[0] in word_class("recurring")


def _at_length(view: View, token: Token) -> bool:
    """ "hanno parlato al telefono", "per un'ora", "a lungo": with each other; "ai cronisti" is to others."""
    following = view.lower[token.i + 1 : token.i + 8]
    audience = {"a", "con", "davanti"} & {preposition(word) for word in following[:2]}
    alone = "telefono" in following[:4] or "lungo" in following[:3]
    return alone or (not audience and is_plural(token) and not word_class("lengths_of_talk").isdisjoint(following))


def _is_participle(token: Token) -> bool:
    return "Part" in token.morph.get("VerbForm", [])


def carrier_verb(token: Token) -> Token | None:
    """Return the verb of the clause that a trigger stands in."""
    return token if token.pos_ in {"VERB", "AUX"} else governor(token)
