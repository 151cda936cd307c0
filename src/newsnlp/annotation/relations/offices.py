"""Offices and memberships: what the roles of people say of where they are held, and whether they still are."""

from __future__ import annotations

from collections.abc import Iterator

from newsnlp.annotation import layers
from newsnlp.annotation.layers import RoleItem, TimeItem
from newsnlp.annotation.relations.sight import Found, Sight
from newsnlp.annotation.titles import TitlePhrase, title_at
from newsnlp.lang.it.organisations import organisations
from newsnlp.lang.it.relations import relation_titles, relation_words
from newsnlp.lang.it.titles import title_modifiers

OFFICE, FORMER_OFFICE, MEMBER, FORMER_MEMBER = "HOLDS_OFFICE", "HELD_OFFICE", "MEMBER_OF", "WAS_MEMBER_OF"
_OVER = {OFFICE: FORMER_OFFICE, MEMBER: FORMER_MEMBER}
# So many words before a title may tell its time: "era, per poco, il ministro" is not read, "era il nuovo ministro" is.
_REACH = 3
# "ministro dell'Interno dal 2001 al 2006": words between the title and its time.
_TIME_REACH = 2
OPEN_ENDED = "da"


def find_by_roles(sight: Sight) -> Iterator[Found]:
    """Yield offices and memberships that the roles of the entity layer state, by person."""
    told = [e for e in layers.events(sight.doc) if (e["type"], e["status"]) == ("DEATH", "happened")]
    dead = {who for event in told for who in event["target"]}
    for person, item in enumerate(sight.layer):
        for role in item["roles"]:
            of = role["of"]
            phrase = _phrase_of(sight, role) or title_at(sight.words, _head(sight, role))
            if not isinstance(of, int) or phrase is None or sight.type_of(of) not in {"ORG", "LOC"}:
                continue
            found = _office(sight, phrase, role, person, of, dead)
            if found is not None:
                yield found


def _head(sight: Sight, role: RoleItem) -> int:
    """Return the first token of a role behind its prefixes: "ex ministro"."""
    at = role["start"]
    while at + 1 < role["end"] and sight.word(at) in relation_words()["former"] | {"vice", "neo", "-"}:
        at += 1
    return at


def _phrase_of(sight: Sight, role: RoleItem) -> TitlePhrase | None:
    return next((p for p in sight.phrases.values() if p.title_start == role["start"]), None)


def _office(sight: Sight, phrase: TitlePhrase, role: RoleItem, person: int, of: int, dead: set[int]) -> Found | None:
    kind = relation_titles().get(phrase.lemma)
    if kind is None or (kind == MEMBER and sight.type_of(of) != "ORG") or is_open(sight, phrase):
        return None
    status = "happened"
    named_next = sight.starts.get(phrase.end, (0, None))[1] == person
    if is_coming(sight, phrase):
        status = "planned"
    elif person in dead or is_over(sight, phrase, named_next=named_next):
        kind = _OVER[kind]
    return Found(person, of, kind, status, (role["start"], role["end"]), f"role({phrase.lemma})")


def _words_before(sight: Sight, phrase: TitlePhrase) -> list[str]:
    """Return the words that lead to a title, back to the last stop."""
    start, _ = sight.sentence(phrase.head)
    found: list[str] = []
    for index in range(phrase.title_start - 1, max(start, phrase.title_start - 1 - _REACH) - 1, -1):
        if sight.is_stop(index):
            break
        found.append(sight.lower[index])
    return found


def is_open(sight: Sight, phrase: TitlePhrase) -> bool:
    """ "non è il presidente", "il presunto capo", "il primo presidente eletto": whether it is held cannot be told."""
    words = relation_words()
    within = sight.lower[phrase.start : phrase.head]
    before = {*_words_before(sight, phrase), *within}
    ordinal = any(title_modifiers().get(word) == "ordinal" for word in within)
    return ordinal or bool(before & ({"non"} | words["doubt"] | words["maybe"]))


def is_coming(sight: Sight, phrase: TitlePhrase) -> bool:
    """ "il presidente eletto", "la futura ministra", "il premier designato"."""
    near = {*_words_before(sight, phrase)[:1], sight.word(phrase.title_end), sight.word(phrase.end)}
    named = {*sight.lower[phrase.start : phrase.end]}
    return bool((near | named) & relation_words()["coming"])


def is_over(sight: Sight, phrase: TitlePhrase, *, named_next: bool) -> bool:
    """ "l'ex ministro", "già ministro", "l'allora premier", "era ministro", "ministro dal 2001 al 2006".

    Where the name follows the title, a verb of being before it says nothing of the office: "ad annunciarlo è
    stato il presidente Marco Ferri".
    """
    words = relation_words()
    if phrase.prefix == "ex" or sight.lower[phrase.title_start].startswith(("ex-", "ex ")):
        return True
    before = _words_before(sight, phrase)
    now = bool(words["now"] & set(before))
    if "già" in before and now:
        # "è già presidente"
        before = [word for word in before if word != "già"]
    told = {*before, sight.word(phrase.title_end), *sight.lower[phrase.start : phrase.title_start]}
    if told & words["former"] or (told & words["past"] and not named_next):
        return True
    return _is_dated_back(sight, phrase)


def _is_dated_back(sight: Sight, phrase: TitlePhrase) -> bool:
    """Say whether a year before that of publication stands beside a title, or opens its sentence.

    "sindaco dal 2001 al 2006"; "Nel 2009 il sindaco firmò"; but "sindaco dal 2021" still is one.
    """
    published = layers.published(sight.doc)
    if not published or not published[:4].isdigit():
        return False
    start, end = sight.sentence(phrase.head)
    for item in layers.times(sight.doc):
        last = _last_year(sight, item)
        if last is None or last >= int(published[:4]):
            continue
        opens = start <= item["start"] <= start + 1 and last < int(published[:4]) - 1
        beside = phrase.end <= item["start"] <= min(phrase.end + _TIME_REACH, end)
        if opens or beside:
            return True
    return False


def _last_year(sight: Sight, item: TimeItem) -> int | None:
    """Return the year in which a time ends; None where it is not told, or begins then and goes on ("dal 2021")."""
    first, _, last = (item["value"] or "").partition("/")
    known = sight.determiner(item["start"])
    if not last and known is not None and known.preposition == OPEN_ENDED:
        return None
    year = (last or first)[:4]
    return int(year) if year.isdigit() else None


def find_in_brackets(sight: Sight) -> Iterator[Found]:
    """ "Marco Ferri (Pd) ha replicato": a known party in brackets behind a name."""
    for end, person in sight.starts.values():
        inside = sight.starts.get(end + 1)
        if sight.type_of(person) != "PER" or sight.word(end) != "(" or inside is None:
            continue
        closed = sight.word(inside[0]) == ")"
        if closed and _is_party(sight, end + 1, inside[0]):
            yield Found(person, inside[1], MEMBER, "happened", (end + 1, inside[0]), "brackets(party)")


def _is_party(sight: Sight, start: int, end: int) -> bool:
    written = sight.doc[start:end].text.casefold()
    return any(
        written == name.casefold()
        for organisation in organisations()
        if organisation.kind == "party"
        for name in organisation.names
    )
