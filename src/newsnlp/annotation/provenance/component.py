"""The component that tells of every event through which words its arguments came in."""

from __future__ import annotations

from spacy.tokens import Doc

from newsnlp.annotation import keys, layers
from newsnlp.annotation.batches import Component
from newsnlp.annotation.layers import ArgumentItem
from newsnlp.annotation.provenance.rules import arguments_of, open_sight


class Provenance(Component):
    """Writes on every event of the layer the words and the path behind each argument; needs a parsed Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Write the arguments on the event layer of `doc`."""
        self.annotate(doc, self.find(doc))
        return doc

    def find(self, doc: Doc) -> list[list[ArgumentItem]]:
        """Return the arguments of every event of the layer, in its order; changes nothing."""
        events = layers.events(doc)
        if not events:
            return []
        sight = open_sight(doc)
        return [arguments_of(sight, event) for event in events]

    def annotate(self, doc: Doc, found: list[list[ArgumentItem]]) -> None:
        """Write `found` on `doc`; the only method that changes it."""
        if not layers.is_annotated(doc, keys.EVENT_LAYER):
            return
        events = layers.events(doc)
        doc._.set(
            keys.EVENT_LAYER,
            [{**event, "arguments": arguments} for event, arguments in zip(events, found, strict=True)],
        )
