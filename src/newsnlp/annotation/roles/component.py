"""The component that attaches roles to the people of the entity layer."""

from __future__ import annotations

from spacy.tokens import Doc

from newsnlp.annotation.batches import Component
from newsnlp.annotation.layers import EntityItem, entities, entity_of_token
from newsnlp.annotation.roles.rules import FoundRole, Names, find_roles
from newsnlp.annotation.titles import add_role, held_at, read_titles, role_item


class Roles(Component):
    """Adds the roles stated beside a name; needs the entity layer."""

    def __call__(self, doc: Doc) -> Doc:
        """Write the roles on the entity layer of `doc`."""
        self.annotate(doc, self.find(doc))
        return doc

    def find(self, doc: Doc) -> list[FoundRole]:
        """Return the roles of `doc` with the entity that each belongs to, in text order."""
        layer = entities(doc)
        people = Names.of_layer(layer)
        if not people.start:
            return []
        words, phrases = read_titles(doc)
        return find_roles(words, phrases, people)

    def annotate(self, doc: Doc, found: list[FoundRole]) -> None:
        """Write `found` on the entity layer; the only method that changes `doc`."""
        layer: list[EntityItem] = entities(doc)
        owner = entity_of_token(doc) if found else {}
        for role in found:
            of = role.place if role.place is not None else held_at(role.phrase, owner, layer, which=role.which)
            if of != role.entity:
                add_role(layer[role.entity], role_item(role.phrase, of))
            # "il primo ministro Benabderrahmane": where the first name tells nothing the title does
            if layer[role.entity]["gender"] is None and role.phrase.determiner:
                layer[role.entity]["gender"] = role.phrase.gender
