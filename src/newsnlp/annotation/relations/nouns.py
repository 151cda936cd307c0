"""Relations that a noun states: "la moglie Anna", "Anna, moglie di Marco", "la Siria, alleata della Russia"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from newsnlp.annotation.relations.sight import Found, Sight
from newsnlp.annotation.spellings import WordFact
from newsnlp.lang.it.relations import RelationNoun, relation_nouns, relation_words
from newsnlp.lang.it.titles import CONJUNCTIONS, OF

KIN = frozenset({"SPOUSE_OF", "PARENT_OF", "SIBLING_OF"})
# Who once was a father is one: only these can be over.
CAN_END = frozenset({"SPOUSE_OF", "ALLY_OF", "OPPONENT_OF", "MEMBER_OF"})
# "sposata con Marco Ferri"
WITH = "con"
# "i coniugi Marco Ferri e Anna Verdi" are each other's, "i figli Marco e Anna" are somebody else's.
_EACH_OTHER = frozenset({"SPOUSE_OF", "SIBLING_OF"})
# Between a name and the verb of being behind it, and between that and the noun, stand so many adverbs at most.
_MAX_ADVERBS = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun of relation with what stands around it; `start` is its first token, determiner included.

    Attributes:
        noun: what the noun states.
        head: its token.
        start: first token of the phrase.
        end: one past the noun and its adjectives.
        status: happened, planned or possible.
        past: the words say that it is over.
        determiner: kind of the determiner ("definite", "possessive"), None where there is none.
        preposition: the preposition that is one word with the article, or stands before it.
    """

    noun: RelationNoun
    head: int
    start: int
    end: int
    status: str
    past: bool
    determiner: str | None
    preposition: str | None

    def fits(self, entity_type: str) -> bool:
        """Say whether an entity of this type may stand at either end."""
        return entity_type == "PER" if self.noun.relation in KIN else entity_type in {"PER", "ORG", "LOC"}


_RELATION_NOUN = WordFact(lambda word: word.plain in relation_nouns())


def find_by_nouns(sight: Sight) -> Iterator[Found]:
    """Yield the relations that nouns state, in text order."""
    table = relation_nouns()
    heads = sight.tokens.places(_RELATION_NOUN)
    inside = {i for start, (end, _) in sight.starts.items() for i in range(start, end)} if heads else ()
    for head in heads:
        noun = table[sight.lower[head]]
        if head not in inside:
            yield from _relations(sight, _phrase(sight, head, noun))


def _phrase(sight: Sight, head: int, noun: RelationNoun) -> Phrase:
    """Return the phrase around a noun: adjectives on both sides, then determiner and preposition."""
    words = relation_words()
    start, end = head, head + 1
    status, past = "happened", noun.past
    while sight.word(start - 1) in words["rank"] | words["former"] | words["doubt"] | words["coming"] | {"-"}:
        start -= 1
        past = past or sight.word(start) in words["former"]
        status = "possible" if sight.word(start) in words["doubt"] else status
        status = "planned" if sight.word(start) in words["coming"] else status
    while sight.word(end) in words["rank"]:
        end += 1
    determiner, preposition = None, None
    while (known := sight.determiner(start - 1)) is not None and known.kind != "bare" and start - 1 not in sight.ends:
        start -= 1
        determiner = "possessive" if determiner == "possessive" else known.kind
        preposition = known.preposition
    known = sight.determiner(start - 1)
    if preposition is None and known is not None and known.kind == "bare":
        preposition = known.preposition
    return Phrase(noun, head, start, end, status, past, determiner, preposition)


def _relations(sight: Sight, phrase: Phrase) -> Iterator[Found]:
    owners, end = _owners(sight, phrase)
    if owners:
        for rule, bearers, read in _bearers(sight, phrase, end):
            yield from _linked(read, bearers, owners, rule)
            return
        return
    bearers = _named_beside(sight, phrase)
    owners = _owner_of(sight, phrase) if bearers and not (phrase.noun.named or phrase.noun.joined) else []
    if owners:
        yield from _linked(phrase, bearers, owners, "beside")
    elif _are_each_others(phrase, bearers):
        for one, other in combinations(bearers, 2):
            yield from _linked(phrase, [one], [other], "each_other")


def _are_each_others(phrase: Phrase, bearers: list[int]) -> bool:
    """ "i fratelli Marco e Luca Ferri"; "i coniugi Bo, Guido e Anna" are three names of two."""
    most = 2 if phrase.noun.relation == "SPOUSE_OF" else len(bearers)
    return phrase.noun.plural and phrase.noun.relation in _EACH_OTHER and 2 <= len(bearers) <= most


def _linked(phrase: Phrase, bearers: list[int], owners: list[int], rule: str) -> Iterator[Found]:
    """Yield the relation of each bearer of the noun to each owner of it."""
    kind = phrase.noun.relation
    kind = f"WAS_{kind}" if phrase.past and kind in CAN_END else kind
    for bearer in bearers:
        for owner in owners:
            pair = (owner, bearer) if phrase.noun.bearer == "target" else (bearer, owner)
            if bearer != owner:
                yield Found(*pair, kind, phrase.status, (phrase.head, phrase.head + 1), f"{rule}({kind.lower()})")


def _owners(sight: Sight, phrase: Phrase) -> tuple[list[int], int]:
    """Return whose the noun is by a di-phrase, a title before the name included, and where that ends.

    "moglie di Marco Ferri", "figlio del premier Marco Ferri"; but not "figlio di quella stagione".
    """
    known = sight.determiner(phrase.end)
    link = sight.word(phrase.end) if known is None else known.preposition
    if link != (WITH if phrase.noun.joined else OF):
        return [], phrase.end
    at = phrase.end + 1
    if sight.determiner(at) is not None and at not in sight.starts:
        at += 1
    title = sight.phrases.get(at)
    owners, end = sight.listed(title.end if title is not None and at not in sight.starts else at, phrase.fits)
    if not owners:
        return [], phrase.end
    # "fratello di Luca, Marco e Anna": whose brother Marco is cannot be told from a list with a comma
    first_end = sight.starts[title.end if title is not None and at not in sight.starts else at][0]
    return (owners, end) if sight.word(first_end) in CONJUNCTIONS else (owners[:1], first_end)


def _bearers(sight: Sight, phrase: Phrase, end: int) -> Iterator[tuple[str, list[int], Phrase]]:
    """Yield (rule, who bears the noun, the phrase as read) where the text says plainly whose kin or ally is named."""
    behind = _set_off_behind(sight, phrase, end)
    if behind:
        yield "named_behind", behind, phrase
    before = _before(sight, phrase, end)
    if before:
        yield "named_before", before, phrase
    linked = _by_being(sight, phrase)
    if linked is not None:
        yield "being", *linked


def _set_off_behind(sight: Sight, phrase: Phrase, end: int) -> list[int]:
    """ "La moglie di Marco Ferri, Anna Verdi, ha parlato": a name between two stops; not the next one of a list."""
    if phrase.determiner is None or sight.word(end) not in {",", ":"}:
        return []
    named, last = sight.listed(end + 1, phrase.fits)
    if not named or (len(named) > 1) != phrase.noun.plural or not sight.is_stop(last):
        return []
    more = sight.word(last) == "," and (last + 1 in sight.starts or sight.word(last + 1) in CONJUNCTIONS)
    return [] if more else named


def _before(sight: Sight, phrase: Phrase, end: int) -> list[int]:
    """ "Anna Verdi, moglie di Marco Ferri"; "(Anna Verdi, la moglie di Marco Ferri)"; not a list of people."""
    comma = sight.word(phrase.start - 1) in {",", "("}
    if phrase.preposition or (not comma and (phrase.determiner is not None or phrase.start not in sight.ends)):
        return []
    if phrase.determiner is not None and not sight.is_stop(end):
        # "Anna Verdi, la moglie di Marco Ferri e il figlio" is a list of three
        return []
    named = sight.listed_before(phrase.start - (1 if comma else 0), phrase.fits)
    return named if phrase.noun.plural else named[-1:]


def _by_being(sight: Sight, phrase: Phrase) -> tuple[list[int], Phrase] | None:
    """ "Anna Verdi è la moglie di Marco Ferri", "era", "sarebbe"; "non è" states nothing."""
    if phrase.preposition:
        return None
    words = relation_words()
    at, read, verb = phrase.start, phrase, False
    for _ in range(2 * _MAX_ADVERBS):
        word = sight.word(at - 1)
        if word in words["past"]:
            read, verb = replace(read, past=True), True
        elif word in words["maybe"]:
            read, verb = replace(read, status="possible"), True
        elif word in words["now"]:
            verb = True
        elif word not in words["adverb"]:
            break
        at -= 1
    named = sight.listed_before(at, phrase.fits) if verb else []
    if not named or (len(named) > 1) != phrase.noun.plural:
        return None
    return named, read


def _named_beside(sight: Sight, phrase: Phrase) -> list[int]:
    """ "la moglie Anna", "i figli Marco e Luca", "la moglie, Anna Verdi,"."""
    if phrase.determiner is None:
        return []
    at = phrase.end
    if sight.word(at) == "," and at + 1 in sight.starts:
        named, last = sight.listed(at + 1, phrase.fits)
        return named if len(named) == 1 and not phrase.noun.plural and sight.is_stop(last) else []
    named, _ = sight.listed(at, phrase.fits)
    return named if phrase.noun.plural else named[:1]


def _owner_of(sight: Sight, phrase: Phrase) -> list[int]:
    """Return whose kin is named beside: who stands before "e" or "con", or the only person that may be meant.

    "Marco Ferri e la moglie Anna"; "Marco Ferri è arrivato con la moglie Anna", "con sua moglie".
    """
    if phrase.noun.past and phrase.noun.relation == "SPOUSE_OF":
        # "il ministro e la vedova Anna": somebody else's
        return []
    beside = phrase.start - 1
    if sight.word(beside) in relation_words()["with"] and phrase.preposition in {None, "con"}:
        before = beside - 1 if sight.word(beside - 1) == "," else beside
        start, owner = sight.ends.get(before, (0, None))
        if owner is not None and phrase.fits(sight.type_of(owner)):
            return [] if _belongs_to_another(sight, start) else [owner]
    if relation_words()["mine"] & set(sight.lower[phrase.start : phrase.head]):
        return sight.speaker_at(phrase.head)
    if phrase.determiner == "possessive" or phrase.preposition in {"con", "da"}:
        return _only_person(sight, phrase)
    return []


def _belongs_to_another(sight: Sight, start: int) -> bool:
    """Say whether a name only tells whose somebody is, so that what is joined to it may be joined to that one.

    "la moglie Anna e le figlie Maria e Lucia", "il padre di Marco Ferri e sua moglie Anna".
    """
    title = next((p for p in sight.phrases.values() if p.end == start), None)
    left = start if title is None else title.start
    known = sight.determiner(left - 1)
    return sight.word(start - 1) in relation_nouns() or (known is not None and known.preposition == OF)


def _only_person(sight: Sight, phrase: Phrase) -> list[int]:
    """Return the one person named, or left out as subject, in the sentence before the phrase, if there is but one."""
    start, _ = sight.sentence(phrase.head)
    if any(word in relation_nouns() for word in sight.lower[start : phrase.start]):
        # "Il padre di Ferri e sua moglie": whose wife is open
        return []
    people = [*sight.named_in(start, phrase.start, lambda kind: kind == "PER")]
    people += [entity for verb in range(start, phrase.start) for entity in sight.zero.get(verb, ())]
    return people[:1] if len(set(people)) == 1 else []
