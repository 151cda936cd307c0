"""Words of meetings that tell of something else: things received, applause, works gathered, matches, the top."""

from __future__ import annotations

from newsnlp.annotation.events.frames import Roles, governor, is_passive
from newsnlp.annotation.events.verb_forms import finite_of, lemma_of
from newsnlp.annotation.events.view import View, preposition
from newsnlp.annotation.tokens import Token
from newsnlp.lang.it.event_words import Trigger, is_form_of, is_meeting_word, word_class
from newsnlp.lang.it.people import is_person_word

VERBS = frozenset({"VERB", "AUX"})
QUOTES = frozenset({"«", "“", '"', "‘"})
# How far behind a trigger the stage of a contest is told: "incontrerà X in finale".
STAGE_REACH = 12
# How far before a word a summit is known from the text: "al vertice" alone then means it.
SUMMIT_REACH = 200


def is_other_sense(view: View, token: Token, entry: Trigger, roles: Roles) -> bool:
    """Say whether a trigger of a meeting names something else in the company that it keeps."""
    if entry.part == "V":
        return any(sense(view, token) for sense in VERB_SENSES.get(entry.lemma, ())) or is_background(view, token)
    if entry.lemma in word_class("two_sided_words"):
        return is_adjective(view, token)
    if entry.lemma in {"faccia a faccia", "a tu per tu", "testa a testa", "incontro", "riunione"}:
        return is_match(view, token) or _is_between_clubs(view, roles)
    if entry.lemma in word_class("family_phone") and len(roles.participants) < 2:
        # "ha ricevuto centinaia di telefonate"
        verb = governor(token)
        return verb is not None and lemma_of(verb) == "ricevere"
    return entry.lemma == "vertice" and is_top(view, token)


def receives_things(view: View, verb: Token) -> bool:
    """ "ne ha ricevuti 98", "ha ricevuto centinaia di telefonate e il sostegno di X", "da X le chiavi"."""
    if is_passive(verb):
        return False
    partitive = any(view.lower[i] in {"ne", "n'"} for i in range(max(verb.i - 3, verb.sent.start), verb.i))
    if partitive:
        return True
    objects = [child for child in verb.children if child.dep_ == "obj" and child.i > verb.i]
    return any(_is_thing(view, child) for child in objects)


def _is_thing(view: View, noun: Token) -> bool:
    """Say whether an object is a common noun that is nobody: no name, title or word for people."""
    if any(item["start"] <= noun.i < item["end"] for item in view.times):
        # "ha ricevuto lunedì X": the parser takes the day for the object
        return False
    if noun.pos_ == "NUM":
        return noun.i not in view.owners
    if noun.pos_ != "NOUN" or noun.i in view.owners or noun.i in view.titled:
        return False
    return not is_person_word(view.lower[noun.i]) and not view.resolve(noun)


def meets_things(view: View, verb: Token) -> bool:
    """ "ha incontrato lo sguardo di X", "parecchi muri", "dissensi": no people are met."""
    objects = [child for child in verb.children if child.dep_ == "obj" and child.i > verb.i]
    things = [child for child in objects if _is_thing(view, child) and child.pos_ == "NOUN"]
    return bool(things) and not any(view.lower[child.i] in word_class("groups") for child in things)


def is_naming(view: View, verb: Token) -> bool:
    """ "lo chiamavano il Bulldozer", "si fa chiamare Simba", "li ha chiamati a Massa": a name or a summons, no call."""
    finite = finite_of(verb)
    habit = finite is not None and finite.i == verb.i and "Imp" in finite.morph.get("Tense", [])
    before = view.lower[max(verb.i - 2, verb.sent.start) : verb.i]
    made = any(is_form_of(word, "causes") for word in before[-1:])
    following = view.lower[verb.i + 1 : min(verb.i + 4, verb.sent.end)]
    quoted = not QUOTES.isdisjoint(following) and "." not in following
    to = bool(following) and preposition(following[0]) == "a" and verb.i + 2 in view.mention_end
    summoned = to and view.type_of(view.owners[verb.i + 2][0]) == "LOC"
    return habit or made or quoted or summoned


def is_applauded(view: View, verb: Token) -> bool:
    """ "il pubblico ha accolto X con un'ovazione", "è stato accolto dai fischi dei tifosi", "tra gli applausi"."""
    words = set(view.lower[verb.i + 1 : verb.sent.end])
    if not words.isdisjoint(word_class("ovations")):
        return True
    subject = view.subject_token(verb)
    return subject is not None and not is_passive(verb) and view.lower[subject.i] in word_class("audiences")


def gathers_things(view: View, verb: Token) -> bool:
    """ "riunisce nel suo album i brani di X e Y": what is gathered is no people."""
    things = [child for child in verb.children if child.dep_ == "obj" and child.i > verb.i]
    subject = view.subject_token(verb)
    by_work = subject is not None and view.lower[subject.i] in word_class("works") | word_class("fictions")
    return by_work or any(view.lower[child.i] in word_class("gathered_works") for child in things)


def is_match(view: View, token: Token) -> bool:
    """ "incontrerà X in finale", "nel prossimo turno", "faccia a faccia con il portiere": a contest.

    "Prima della finale X ha incontrato Y in tribuna" is none.
    """
    sent = token.sent
    words = view.lower[sent.start : sent.end]
    if not word_class("match_words").isdisjoint(words) or (token.pos_ not in VERBS and "portiere" in words):
        # a "portiere" may also tell who was seen in his hotel
        return True
    for index in range(sent.start + 1, min(token.i + STAGE_REACH, sent.end)):
        if view.lower[index] in word_class("stages"):
            opening = [preposition(word) for word in view.lower[max(index - 2, sent.start) : index]]
            if opening[-1] in {"in", "a"} or (
                opening[0] in {"in", "a"} and view.tokens[index - 1].pos_ in {"ADJ", "NUM"}
            ):
                return True
    return False


def _is_between_clubs(view: View, roles: Roles) -> bool:
    """ "l'incontro di domenica fra Genoa e Torino": two clubs play, at least one of which is nothing else."""
    names = [view.entities[e]["name"].lower() for e in roles.participants]
    clubs = word_class("clubs") | word_class("club_towns")
    return len(names) > 1 and all(name in clubs for name in names) and not word_class("clubs").isdisjoint(names)


def is_adjective(view: View, token: Token) -> bool:
    """ "rapporti bilaterali", "cooperazione economica bilaterale": says how relations are, not that two met."""
    before = token.i - 1
    while before > token.sent.start and view.tokens[before].pos_ == "ADJ" and before not in view.owners:
        before -= 1
    noun = view.tokens[before] if before >= token.sent.start else token
    if noun.i == token.i or noun.pos_ != "NOUN" or is_meeting_word(view.lower[noun.i]):
        return False
    return not any(item["start"] <= noun.i < item["end"] for item in view.times)


def is_top(view: View, token: Token) -> bool:
    """ "dopo dieci anni al vertice", "resta al vertice": the head of a firm, where no summit was spoken of before."""
    following = view.word(token.i + 1)
    named = token.i + 1 in view.mention_end
    pair = named and (view.type_of(view.owners[token.i + 1][0]) != "PER" or _is_pair(view, token.i + 1))
    bare = preposition(following) not in {"di", "con", "tra", "su", "a", "in", "per"} and not pair
    if not bare or view.lower[token.i - 1] != "al" or not token.i:
        return False
    verb = governor(token)
    attends = verb is not None and lemma_of(verb) in word_class("attend") | word_class("talk_verbs") | {"prendere"}
    early = view.lower[max(token.i - SUMMIT_REACH, 0) : token.i - 1]
    known = not word_class("gatherings").isdisjoint(early)
    opens = token.i - 1 == token.sent.start
    rises = verb is None or lemma_of(verb) in word_class("rises") or token.head.pos_ not in VERBS
    return not attends and not known and rises and not opens


def _is_pair(view: View, start: int) -> bool:
    """ "al vertice Rossi-Verdi"."""
    return view.word(view.mention_end[start]) in {"-", "–"}


def chairs_body(view: View, verb: Token) -> bool:
    """ "la fondazione che X presiede": a body is chaired; "ha presieduto il vertice con X" is a meeting."""
    objects = [child for child in verb.children if child.dep_ in {"obj", "nsubj:pass"}]
    return not any(is_meeting_word(view.lower[child.i]) for child in objects)


def is_background(view: View, verb: Token) -> bool:
    """ "non si vedevano da mesi", "per mesi non si erano parlati": how long it was before they met; no event."""
    words = view.lower[verb.sent.start : verb.sent.end]
    if "non" not in view.lower[max(verb.i - 5, verb.sent.start) : verb.i]:
        return False
    finite = finite_of(verb)
    past = finite is not None and "Imp" in finite.morph.get("Tense", [])
    spoken = finite is not None and not {"1", "2"}.isdisjoint(finite.morph.get("Person", []))
    present = finite is not None and finite.i == verb.i
    # "«Non ti vedo da molto tempo»" is a greeting
    return (past or (spoken and present)) and _tells_since(words)


def _tells_since(words: list[str]) -> bool:
    """ "da mesi", "dal 2010", "da molto tempo", "per due anni"."""
    for index, word in enumerate(words[:-1]):
        if preposition(word) in {"da", "per"}:
            behind = words[index + 1 : index + 4]
            dated = behind[0].isdigit() and len(behind[0]) == len("2010")
            if dated or not word_class("stretches").isdisjoint(behind):
                return True
    return False


# The lemma of a trigger -> what it may mean instead of a meeting.
VERB_SENSES = {
    "ricevere": (receives_things, is_applauded),
    "accogliere": (is_applauded,),
    "incontrare": (meets_things, is_match),
    "chiamare": (is_naming,),
    "richiamare": (is_naming,),
    "riunire": (gathers_things,),
    "radunare": (gathers_things,),
    "presiedere": (chairs_body,),
}
