"""Which person bears a title: before the name, after it, in brackets, by a copula, in a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsnlp.annotation.layers import EntityItem
from newsnlp.annotation.titles import TitlePhrase, TitleWords
from newsnlp.lang.it.names import headline_nouns
from newsnlp.lang.it.places import demonym_places
from newsnlp.lang.it.titles import CONJUNCTIONS, OF, RELATIVES, TO, determiners, is_participle, role_links

# "un imprenditore di Roma di 50 anni, Mario Rossi,": words between a title and the comma before the name.
MAX_GAP = 6
# "i leader dei Paesi più ricchi:": words between a plural title and the colon of its list.
MAX_LIST_GAP = 4
# Of a person's name, in words.
MAX_NAME = 8
# Kinds of title that state no role.
NO_ROLE = frozenset({"person", "courtesy", "kin"})
_STOPS = frozenset({",", ".", ";", ":", ")", "»", "”", '"', "!", "?", "…", "–", "—", "-"}) | RELATIVES
_AND_LISTS = [[*comma, word] for word in sorted(CONJUNCTIONS) for comma in ([], [","])]


@dataclass(frozen=True, slots=True)
class Names:
    """Where the names of people stand: first token -> (one past the last, entity), last token + 1 -> entity."""

    start: dict[int, tuple[int, int]]
    end: dict[int, int]

    @classmethod
    def of_layer(cls, layer: Sequence[EntityItem]) -> Names:
        """Return the name mentions of people in `layer`."""
        start: dict[int, tuple[int, int]] = {}
        end: dict[int, int] = {}
        for index, item in enumerate(layer):
            if item["type"] != "PER":
                continue
            for mention in item["mentions"]:
                if mention["kind"] == "name":
                    start[mention["start"]] = (mention["end"], index)
                    end[mention["end"]] = index
        return cls(start, end)


@dataclass(frozen=True, slots=True)
class FoundRole:
    """A title and the person who bears it.

    Attributes:
        entity: index of the person.
        phrase: the title.
        which: number of the person in a list, for "i ministri di Grecia e Turchia, A e B".
        place: place named beside the person ("l'olandese Mark Rutte"), None where the phrase itself tells.
    """

    entity: int
    phrase: TitlePhrase
    which: int = 0
    place: str | None = None


def find_roles(words: TitleWords, phrases: Sequence[TitlePhrase], names: Names) -> list[FoundRole]:
    """Return the roles that `phrases` state of the people in `names`, in text order."""
    bearers: dict[int, list[FoundRole]] = {}
    reach = reaches(words, phrases, names)
    # From the last phrase to the first, as a title may lean on the next one: "attore e regista Mario Rossi".
    for number in range(len(phrases) - 1, -1, -1):
        owned = number > 0 and is_owner(words, phrases[number - 1], phrases[number])
        roles = _before_name(words, phrases[number], reach[number], names, owned=owned)
        if not roles and number + 1 < len(phrases):
            roles = _before_title(words, phrases[number], phrases[number + 1], bearers[number + 1])
        bearers[number] = roles
    for number, phrase in enumerate(phrases):
        bearers[number] = bearers[number] or _after_name(words, phrase, reach[number], names)
        if number and not bearers[number]:
            bearers[number] = _after_title(words, phrases[number - 1], phrase, bearers[number - 1], names)
    found = (role for number in range(len(phrases)) for role in bearers[number])
    return [role for role in found if _is_role(role.phrase, names)]


def _is_role(phrase: TitlePhrase, names: Names) -> bool:
    """Return whether a title states a role: "padre Rossi" does; "il padre Rossi" and "Rossi, padre di" do not."""
    if phrase.kind == "address":
        return phrase.determiner is None and not phrase.possessive and phrase.end in names.start
    return phrase.kind not in NO_ROLE


def is_owner(words: TitleWords, before: TitlePhrase, phrase: TitlePhrase) -> bool:
    """Return whether `phrase` is whose `before` is: "del papa" in "il segretario del papa"."""
    start = outer_start(phrase)
    if start == before.end and _preposition(words, start) == OF:
        return True
    return start == before.end + 1 and _preposition(words, before.end) == OF


def _preposition(words: TitleWords, at: int) -> str | None:
    known = determiners().get(words.lower[at])
    return None if known is None else known.preposition


def reaches(words: TitleWords, phrases: Sequence[TitlePhrase], names: Names) -> list[int]:
    """Return where each phrase ends with its owner: "il segretario del papa Francesco" ends after the name."""
    reach = [phrase.end for phrase in phrases]
    for number in range(len(phrases) - 2, -1, -1):
        following = phrases[number + 1]
        if is_owner(words, phrases[number], following):
            end = reach[number + 1]
            reach[number] = names.start[end][0] if end in names.start else end
    return reach


def outer_start(phrase: TitlePhrase) -> int:
    """Return the token where the phrase begins, determiner included."""
    return phrase.start if phrase.determiner is None else phrase.determiner


def _before_name(words: TitleWords, phrase: TitlePhrase, reach: int, names: Names, *, owned: bool) -> list[FoundRole]:
    """Return the bearers of a title that stands before them; an `owned` title only binds the name beside it."""
    at = phrase.end
    if at in names.start:
        # "il presidente russo Vladimir Putin", "i vicepremier Antonio Tajani e Matteo Salvini"
        people = _listed(words, at, names) if phrase.number == "p" else [names.start[at]]
        return _bear(phrase, people) if phrase.number == "s" or len(people) > 1 else []
    if owned:
        return []
    return (
        _before_comma(words, phrase, reach, names)
        or _before_colon(words, phrase, names)
        or _before_copula(words, phrase, names)
    )


def _bear(phrase: TitlePhrase, people: Sequence[tuple[int, int]]) -> list[FoundRole]:
    if phrase.also:
        # "i ministri degli Esteri e della Difesa, A e B": to each his own; who has which of two is told by nothing else
        phrases = [phrase, *(replace(phrase, title=title) for title in phrase.also)]
        paired = zip(phrases, people, strict=True) if len(phrases) == len(people) else ()
        return [FoundRole(entity, one) for one, (_, entity) in paired]
    return [FoundRole(entity, phrase, which) for which, (_, entity) in enumerate(people)]


def _listed(words: TitleWords, at: int, names: Names) -> list[tuple[int, int]]:
    """Return (end, entity) of the people in "A", "A e B", "A, B e C" from token `at`."""
    people = [names.start[at]]
    while True:
        joint = people[-1][0]
        pair = words.lower[joint : joint + 2]
        step = 2 if pair in _AND_LISTS else 1
        if not pair or pair[0] not in {*CONJUNCTIONS, ","} or joint + step not in names.start:
            return people
        people.append(names.start[joint + step])


def _before_comma(words: TitleWords, phrase: TitlePhrase, reach: int, names: Names) -> list[FoundRole]:
    """Il sindaco di Amatrice, Sergio Pirozzi, lo ha ripetuto."""
    comma = _comma_after(words, reach)
    before = words.lower[outer_start(phrase) - 1] if outer_start(phrase) else ""
    if comma is None or comma + 1 not in names.start or (phrase.determiner is None and before not in CONJUNCTIONS):
        return []
    people = _listed(words, comma + 1, names)
    if (phrase.number == "p") != (len(people) > 1):
        # "i ministri, Rossi" has too few; "il ministro, Rossi, Bianchi e Verdi" is a list of guests
        return []
    end = people[-1][0]
    # "il governatore della Florida, Mario Rossi e suo fratello"; but not "il governatore, Rossi e il prefetto"
    and_more = words.lower[end : end + 1] in _AND_LISTS and bool(phrase.of_all or phrase.nationality)
    return _bear(phrase, people) if and_more or _stops(words, end) else []


def _comma_after(words: TitleWords, at: int) -> int | None:
    """Return the comma at the end of the title, or after a complement such as "di Roma di 50 anni"."""
    if at < len(words.lower) and words.lower[at] == ",":
        return at
    opener = determiners().get(words.lower[at]) if at < len(words.lower) else None
    if opener is None or opener.preposition is None:
        return None
    for comma in range(at + 1, min(at + MAX_GAP, len(words.lower))):
        if words.lower[comma] == ",":
            return comma
        if words.pos[comma] in {"VERB", "AUX"} or words.lower[comma] in _STOPS or not words.lower[comma].strip():
            return None
    return None


def _stops(words: TitleWords, at: int) -> bool:
    """Return whether an apposition may end before token `at`."""
    return at >= len(words.lower) or words.lower[at] in _STOPS or not words.lower[at].strip()


def _before_colon(words: TitleWords, phrase: TitlePhrase, names: Names) -> list[FoundRole]:
    """I leader dei Paesi più ricchi: l'olandese Mark Rutte, la danese Mette Frederiksen e Sebastian Kurz."""
    if phrase.number != "p":
        return _after_label(words, phrase, names)
    for at in range(phrase.end, min(phrase.end + MAX_LIST_GAP, len(words.lower))):
        if words.lower[at] == ":":
            return list(_listed_by_place(words, phrase, at + 1, names))
        if words.lower[at] in _STOPS or words.pos[at] in {"VERB", "AUX"}:
            return []
    return []


def _after_label(words: TitleWords, phrase: TitlePhrase, names: Names) -> list[FoundRole]:
    """Allenatore: Rossi."""
    at = phrase.end
    if phrase.determiner is not None or phrase.possessive or words.lower[at : at + 1] not in ([":"], [".:"]):
        return []
    return _bear(phrase, [names.start[at + 1]]) if at + 1 in names.start else []


def _listed_by_place(words: TitleWords, phrase: TitlePhrase, at: int, names: Names) -> Iterator[FoundRole]:
    """Yield the people of a list, each with the place of its adjective: "l'olandese Mark Rutte"."""
    while at < len(words.lower):
        known = determiners().get(words.lower[at])
        if known is not None and known.kind == "definite" and at + 1 < len(words.lower):
            at += 1
        places = demonym_places(words.lower[at])
        at += 1 if places else 0
        if at not in names.start:
            return
        end, entity = names.start[at]
        yield FoundRole(entity, phrase, place=places[0] if places else None)
        end = _after_bracket(words, end)
        if end >= len(words.lower) or words.lower[end] not in {*CONJUNCTIONS, ",", ";"}:
            return
        at = end + 1


def _after_bracket(words: TitleWords, at: int) -> int:
    """Return the token after "(Messico)" where a bracket opens at `at`."""
    if at < len(words.lower) and words.lower[at] == "(":
        for end in range(at + 1, min(at + MAX_GAP, len(words.lower))):
            if words.lower[end] == ")":
                return end + 1
    return at


def _before_copula(words: TitleWords, phrase: TitlePhrase, names: Names) -> list[FoundRole]:
    """Il presidente è Mario Rossi; i tre questori sono Anna Bianchi (Pd), Mario Rossi e Carla Neri."""
    copula = _copula_after(words, phrase.end)
    if not phrase.definite or copula is None:
        return []
    at = copula + 1
    if phrase.number == "p":
        return _told_by_list(words, phrase, at, names)
    while at < len(words.lower) and words.lower[at] in role_links()["auxiliary"]:
        at += 1
    return _bear(phrase, [names.start[at]]) if at in names.start and _stops(words, names.start[at][0]) else []


def _told_by_list(words: TitleWords, phrase: TitlePhrase, at: int, names: Names) -> list[FoundRole]:
    """Return the bearers of a plural in "sono Anna Bianchi (Pd), Mario Rossi e Carla Neri", at least two."""
    people: list[tuple[int, int]] = []
    while at in names.start:
        people.append(names.start[at])
        end = _after_bracket(words, people[-1][0])
        pair = words.lower[end : end + 2]
        at = end + (2 if pair in _AND_LISTS else 1) if pair and pair[0] in {*CONJUNCTIONS, ","} else len(words.lower)
    return _bear(phrase, people) if len(people) > 1 else []


def _copula_after(words: TitleWords, at: int) -> int | None:
    """Return the copula of "il presidente è", "l'ultimo ministro a tornarci era stato"; None where there is none."""
    copulas = role_links()["copula"]
    if at < len(words.lower) and words.lower[at] in copulas:
        return at
    if at >= len(words.lower) or _preposition(words, at) != TO:
        return None
    for copula in range(at + 1, min(at + MAX_GAP, len(words.lower))):
        if words.lower[copula] in copulas:
            return copula
        if words.lower[copula] in _STOPS or not words.lower[copula].strip():
            return None
    return None


def _before_title(
    words: TitleWords, phrase: TitlePhrase, following: TitlePhrase, roles: list[FoundRole]
) -> list[FoundRole]:
    """Return the bearer of a title that shares the next one's: "attore e regista Mario Rossi"."""
    if len(roles) != 1 or phrase.number == "p" or following.number == "p":
        return []
    bare = following.determiner is None and not following.possessive
    between = words.lower[phrase.end : outer_start(following)]
    # "il cardinale segretario di Stato Mario Rossi", "il conduttore e attore Mario Rossi",
    # "il tecnico della Russia, ed ex allenatore della Roma, Mario Rossi"
    shared = bare and (not between or between in _AND_LISTS)
    # "il segretario di Stato, il cardinale Mario Rossi, ..."
    apposed = between == [","] and phrase.definite and following.kind in {"church", "courtesy"}
    return [FoundRole(roles[0].entity, phrase)] if shared or apposed else []


def _after_name(words: TitleWords, phrase: TitlePhrase, reach: int, names: Names) -> list[FoundRole]:
    """Return the bearer of a title that follows the name."""
    if phrase.number == "p" or phrase.end in names.start:
        return []
    entity = _apposed_to(words, phrase, reach, names)
    if entity is None:
        entity = _predicated_of(words, phrase, names)
    return [] if entity is None else [FoundRole(entity, phrase)]


def _apposed_to(words: TitleWords, phrase: TitlePhrase, reach: int, names: Names) -> int | None:
    """Return the person in "Mario Rossi, (dal 2012) presidente", "Mario Rossi, il presidente,", "Rossi (sindaco)"."""
    at = outer_start(phrase) - 1
    while at > 0 and (words.lower[at] in role_links()["gap"] or words.lower[at].isdigit()):
        at -= 1
    if at < 1 or at not in names.end or words.lower[at] not in {",", "(", "–", "—", "-"}:
        return None
    if _names_a_case(words, at, names):
        return None
    if phrase.determiner is None and not phrase.possessive:
        return names.end[at]
    return names.end[at] if _closes(words, reach) else None


def _names_a_case(words: TitleWords, end: int, names: Names) -> bool:
    """Return whether a name is that of an affair: "Processo Ferri, il pm: «Dieci anni»" makes Ferri no pm."""
    starts = (at for at in range(end - 1, max(end - MAX_NAME, -1), -1) if at in names.start)
    start = next(starts, 0)
    return start > 0 and words.lower[start - 1] in headline_nouns()


def _closes(words: TitleWords, at: int) -> bool:
    """Return whether an apposition with an article ends at `at`: a stop, a relative or a participle follows."""
    if _stops(words, at) or RELATIVES.intersection(words.lower[at + 1 : at + 2]):
        return True
    return words.pos[at] in {"VERB", ""} and is_participle(words.lower[at])


def _predicated_of(words: TitleWords, phrase: TitlePhrase, names: Names) -> int | None:
    """Return the person in "Mario Rossi è il presidente", "Rossi, eletto presidente", "Rossi quale volontario"."""
    links = role_links()
    at = outer_start(phrase) - 1
    seen = set()
    while at > 0 and at + 1 not in names.end:
        kind = next((k for k in ("copula", "appointed", "as", "auxiliary") if words.lower[at] in links[k]), None)
        if kind is None and words.lower[at] != ",":
            return None
        seen.add(kind)
        at -= 1
    definite_copula = "copula" in seen and None not in seen
    appointed = "appointed" in seen and phrase.determiner is None
    as_one = "as" in seen and phrase.determiner is None
    return names.end.get(at + 1) if definite_copula or appointed or as_one else None


def _after_title(
    words: TitleWords, before: TitlePhrase, phrase: TitlePhrase, roles: list[FoundRole], names: Names
) -> list[FoundRole]:
    """Mario Rossi, avvocato e consigliere comunale."""
    if len(roles) != 1 or phrase.number == "p" or phrase.determiner is not None or phrase.end in names.start:
        return []
    after_name = roles[0].phrase is before and before.end not in names.start
    joint = words.lower[before.end : phrase.start]
    shared = joint == [","] or joint in _AND_LISTS
    return [FoundRole(roles[0].entity, phrase)] if after_name and shared else []
