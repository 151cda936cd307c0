"""The component that writes the relation layer."""

from __future__ import annotations

from spacy.tokens import Doc

from newsnlp.annotation import keys
from newsnlp.annotation.batches import Component
from newsnlp.annotation.layers import RelationItem
from newsnlp.annotation.relations.nouns import find_by_nouns
from newsnlp.annotation.relations.offices import find_by_roles, find_in_brackets
from newsnlp.annotation.relations.seats import find_seats
from newsnlp.annotation.relations.sight import Found, Sight, open_sight

# Relations that go both ways are told once, from whoever the article names first.
SYMMETRIC = frozenset({"SPOUSE_OF", "SIBLING_OF", "ALLY_OF", "OPPONENT_OF"})


class Relations(Component):
    """Finds what the text says plainly of how its entities stand to each other; runs after roles and times."""

    def __call__(self, doc: Doc) -> Doc:
        """Write the relation layer of `doc`."""
        self.annotate(doc, self.find(doc))
        return doc

    def find(self, doc: Doc) -> list[RelationItem]:
        """Return the relations of `doc` in the order of the words that state them; changes nothing."""
        sight = open_sight(doc)
        if not sight.starts:
            return []
        rules = (find_by_nouns, find_by_roles, find_in_brackets, find_seats)
        found = sorted((item for rule in rules for item in rule(sight)), key=lambda item: item.words)
        return merged(sight, found)

    def annotate(self, doc: Doc, found: list[RelationItem]) -> None:
        """Write `found` on `doc`; the only method that changes it."""
        doc._.set(keys.RELATION_LAYER, found)


def merged(sight: Sight, found: list[Found]) -> list[RelationItem]:
    """Return each relation once, with all words and sentences that state it."""
    items: dict[tuple[int, int, str, str], RelationItem] = {}
    for relation in found:
        source, target = relation.source, relation.target
        if relation.type.removeprefix("WAS_") in SYMMETRIC:
            source, target = sorted((source, target))
        item = items.setdefault(
            (source, target, relation.type, relation.status),
            {
                "source": source,
                "target": target,
                "type": relation.type,
                "status": relation.status,
                "words": [],
                "evidence": [],
                "rule": relation.rule,
            },
        )
        sentence = sight.sentence(relation.words[0])
        if relation.words not in item["words"]:
            item["words"].append(relation.words)
        if sentence not in item["evidence"]:
            item["evidence"].append(sentence)
    return list(items.values())
