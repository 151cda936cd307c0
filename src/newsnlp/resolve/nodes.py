"""Nodes: mentions that nothing can part are one, so that a name of ten thousand articles is compared once.

A node is known by what parts it from others: type, name, and a persona, which is who a mention is by a knowledge base,
or what its roles tell, or the article alone where that is all there is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from newsnlp.lang.it.names import function_words, name_particles, nicknames
from newsnlp.lang.it.organisations import organisations
from newsnlp.lang.it.places import cities, country_names
from newsnlp.lang.it.variants import common_surnames, name_variants
from newsnlp.resolve.known import countries_of, identity_of, offices_of, walks_of
from newsnlp.resolve.names import Name, normal_name, parse_name
from newsnlp.resolve.rows import EntityMention, Key
from newsnlp.resolve.transliteration import block_keys

# type, normal name, persona
NodeKey = tuple[str, str, str]
LONGEST_ACRONYM = 6


@dataclass(slots=True)
class Node:
    """Mentions of one name and one persona, and what they tell together.

    Attributes:
        key: see `NodeKey`.
        identity: item of a knowledge base or of the table of offices; None for none.
        mentions: by article and entity.
        partners: how many of them have each partner.
    """

    key: NodeKey
    identity: str | None
    mentions: dict[Key, EntityMention] = field(default_factory=dict)
    partners: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    offices: Counter[tuple[str, str]] = field(default_factory=Counter)
    walks: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)

    def count(self, mention: EntityMention, times: int) -> None:
        """Add a mention (`times` is 1) or take it away (-1)."""
        tallies: tuple[tuple[Counter[object], frozenset[object]], ...] = (
            (self.partners, mention.partners),  # type: ignore[assignment]
            (self.names, frozenset({mention.name, *mention.names})),
            (self.genders, frozenset({mention.gender} - {None})),
            (self.offices, offices_of(mention.roles)),
            (self.walks, walks_of(mention.roles)),
            (self.countries, countries_of(mention.roles)),
            (self.years, frozenset({mention.day.year} if mention.day else ())),
        )
        for tally, values in tallies:
            for value in values:
                tally[value] += times
                if not tally[value]:
                    del tally[value]
        if times > 0:
            self.mentions[mention.key] = mention
        else:
            del self.mentions[mention.key]

    @property
    def type(self) -> str:
        """PER, ORG, LOC or MISC."""
        return self.key[0]

    @property
    def name(self) -> str:
        """The name that most mentions have."""
        return most(Counter(m.name for m in self.mentions.values()))


def most(tally: Counter[str]) -> str:
    """Return the most frequent value, the first by the alphabet of several."""
    return min(tally, key=lambda value: (-tally[value], value))


def node_key(mention: EntityMention, *, judged: bool) -> tuple[NodeKey, str | None]:
    """Return the node that a mention belongs to, and who it is by a knowledge base.

    Args:
        mention: a row.
        judged: a judgement points at it, so that it stands for itself.
    """
    identity = identity_of(mention)
    name = canonical(mention)
    if judged or mention.is_twin:
        persona = f"@{mention.doc_id}#{mention.entity_id}"
    elif identity is not None:
        persona = f"={identity}"
    elif mention.type != "PER":
        persona = ""
    else:
        persona = _persona(mention, parse_name(mention.name))
    return (mention.type, name, persona), identity


def _persona(mention: EntityMention, name: Name) -> str:
    """Return what roles and years tell of a person; the article alone where that is nothing for a frequent name."""
    if not is_whole(name) or (is_common(name) and not mention.roles):
        return f"@{mention.doc_id}#{mention.entity_id}"
    decade = str(mention.day.year // 10) if mention.day else "-"
    if is_common(name):
        return "|".join((repr(sorted(offices_of(mention.roles))), decade))
    told = (sorted(walks_of(mention.roles)), sorted(countries_of(mention.roles)), mention.gender)
    return "|".join((repr(told), decade))


def is_whole(name: Name) -> bool:
    """Tell whether a name is more than a surname: a first name or a numeral stands beside it ("Benedetto XVI")."""
    return name.is_full or bool(name.suffix and name.suffix != "jr")


@lru_cache(maxsize=65536)
def is_common(name: Name) -> bool:
    """Tell whether a surname is so frequent that a first name beside it may be two people's."""
    return name.surname in common_surnames()


@lru_cache(maxsize=1)
def _usual_names() -> MappingProxyType[tuple[str, str], str]:
    """Return (type, normal name) -> usual name, for organisations and places of the tables with one owner."""
    found: dict[tuple[str, str], set[str]] = {}
    named = [("ORG", o.names) for o in organisations()]
    named += [("LOC", c.names) for c in {c.code: c for c in country_names().values()}.values()]
    named += [("LOC", c.names) for c in cities()]
    for kind, names in named:
        for name in names:
            found.setdefault((kind, normal_name(name)), set()).add(normal_name(names[0]))
    return MappingProxyType({key: next(iter(names)) for key, names in found.items() if len(names) == 1})


def canonical(mention: EntityMention) -> str:
    """Return the normal name of an entity, the usual one where a table knows it: "Onu" is "nazioni unite"."""
    name = normal_name(mention.name)
    return _usual_names().get((mention.type, name), name)


@lru_cache(maxsize=65536)
def acronym(name: str) -> str:
    """Return the initials of a normal name of several words, "" for one: "federazione italiana tennis" -> "fit"."""
    small = function_words() | name_particles()
    words = [word for word in name.replace("'", " ").split() if word not in small]
    return "".join(word[0] for word in words) if 1 < len(words) <= LONGEST_ACRONYM else ""


def keys_of(node: Node) -> list[str]:
    """Return the keys under which a node is looked up; two nodes without a key in common are never compared."""
    kind, name, _ = node.key
    found = [f"id:{node.identity}"] if node.identity else []
    if kind != "PER":
        letters = acronym(name) or (name if name.isalpha() and len(name) <= LONGEST_ACRONYM else "")
        return [*found, f"{kind}:{name}", *([f"acronym:{letters}"] if kind == "ORG" and letters else [])]
    parsed = parse_name(name_for_keys(node))
    if not is_whole(parsed):
        return [*found, f"short:{name}"]
    found += [f"PER:{name}", *_name_keys(parsed), *_variant_keys(name)]
    if is_common(parsed):  # too many bear it for one block: these are the smaller ones
        found += [f"PER:{name}&{told}" for told in (*node.partners, *map("@".join, node.offices))]
    return found


def name_for_keys(node: Node) -> str:
    """Return the name of a node as it is written, since capitals and hyphens tell more than the normal form."""
    return min(m.name for m in node.mentions.values())


def _name_keys(name: Name) -> list[str]:
    """Return word~initial for each word and each initial of another word, those of nicknames included."""
    found: dict[str, None] = {}
    for at, token in enumerate(name.tokens):
        if token in name.initials:
            continue
        others = {x for i, other in enumerate(name.tokens) if i != at for x in _openings(other)}
        for key in block_keys(name.bare if at == len(name.tokens) - 1 else token):
            found.update(dict.fromkeys(f"{key}~{opening}" for opening in sorted(others)))
    return list(found)


@lru_cache(maxsize=65536)
def _openings(word: str) -> frozenset[str]:
    """Return the first sounds of a first name in all its forms: "bill" -> b, w."""
    variants = name_variants("first")
    groups = variants.get(word, frozenset())
    forms = {word, *nicknames().get(word, ()), *(form for form in _forms_of("first", groups))}
    return frozenset(key.lstrip("=")[:1] for form in forms for key in block_keys(form))


@lru_cache(maxsize=4096)
def _forms_of(kind: str, groups: frozenset[int]) -> tuple[str, ...]:
    return tuple(form for form, own in name_variants(kind).items() if own & groups)


def _variant_keys(name: str) -> list[str]:
    """Return keys of the tables of variants: of the whole name, and of the surname."""
    plain = name.replace(" ", "").replace("'", "")
    surname = parse_name(name).surname
    return [
        *(f"full:{group}" for group in sorted(name_variants("full").get(plain, ()))),
        *(f"surname:{group}" for group in sorted(name_variants("surname").get(surname, ()))),
    ]


def surname_keys(name: Name) -> tuple[str, ...]:
    """Return the keys under which a surname alone finds the full names that it may stand for."""
    words = {name.surname, name.bare, *(name.tokens[:1] if name.is_foreign else ())}
    return tuple(sorted({f"surname:{key}" for word in words if word for key in block_keys(word)}))
