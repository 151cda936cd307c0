"""The component that adds descriptions and pronouns of people to the entity layer."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from newsnlp.annotation import keys
from newsnlp.annotation.batches import Component
from newsnlp.annotation.coref.descriptions import find_descriptions
from newsnlp.annotation.coref.holders import known_people
from newsnlp.annotation.coref.parse import read_parse
from newsnlp.annotation.coref.places import place_names
from newsnlp.annotation.coref.pronouns import find_enclitics, find_pronouns
from newsnlp.annotation.coref.rules import Found, open_reading, resolve, resolve_zero
from newsnlp.annotation.layers import entities, entity_of_token, is_annotated, published
from newsnlp.annotation.titles import add_role, held_at, role_item
from newsnlp.lang.it.offices import Holder


@dataclass(frozen=True, slots=True)
class References:
    """What was found: mentions without names, verb -> people who are its left-out subject or joined object, holders."""

    mentions: list[Found]
    zero: dict[int, tuple[int, ...]]
    enclitics: dict[int, tuple[int, ...]]
    known: dict[int, Holder]


class Coref(Component):
    """Says whom descriptions, pronouns and left-out subjects mean; runs after entities and roles."""

    def __call__(self, doc: Doc) -> Doc:
        """Add the mentions to the entity layer of `doc` and write its layer of left-out subjects."""
        self.annotate(doc, self.find(doc))
        return doc

    def find(self, doc: Doc) -> References:
        """Return the descriptions, pronouns and left-out subjects of `doc` that mean a listed person."""
        items = entities(doc)
        if not any(item["type"] == "PER" for item in items):
            return References([], {}, {}, {})
        parse = read_parse(doc)
        known = known_people(items)
        reading = open_reading(parse, items, known, published(doc))
        descriptions = find_descriptions(doc, parse, place_names)
        mentions = resolve(reading, descriptions, find_pronouns(parse), find_enclitics(parse))
        return References(mentions, resolve_zero(reading), reading.enclitics, known)

    def annotate(self, doc: Doc, found: References) -> None:
        """Write `found` on `doc`; the only method that changes it."""
        items = entities(doc)
        for index, holder in found.known.items():
            items[index]["kb_id"] = items[index]["kb_id"] or holder.kb_id
            items[index]["gender"] = items[index]["gender"] or holder.gender
        self._annotate_roles(doc, found.mentions)
        for mention in found.mentions:
            for index in mention.entities:
                items[index]["mentions"].append({"start": mention.start, "end": mention.end, "kind": mention.kind})
        for item in items:
            item["mentions"].sort(key=lambda m: (m["start"], m["end"]))
        if is_annotated(doc, keys.ENTITY_LAYER):
            doc._.set(keys.ENTITY_LAYER, items)
        for layer, table in ((keys.ZERO_LAYER, found.zero), (keys.ENCLITIC_LAYER, found.enclitics)):
            doc._.set(layer, [{"verb": verb, "entities": list(who)} for verb, who in sorted(table.items())])

    def _annotate_roles(self, doc: Doc, mentions: list[Found]) -> None:
        """Add the offices that descriptions state: "Il premier", said of Conte."""
        items = entities(doc)
        stated = [mention for mention in mentions if mention.role is not None]
        owner = entity_of_token(doc) if stated else {}
        for mention in stated:
            if mention.role is not None:
                of = held_at(mention.role, owner, items)
                if of != mention.entities[0]:
                    add_role(items[mention.entities[0]], role_item(mention.role, of))
