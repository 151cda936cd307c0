"""The component that fills the sources of events."""

from __future__ import annotations

from spacy.tokens import Doc

from newsnlp.annotation import keys, layers
from newsnlp.annotation.attribution.rules import Source, View, sources_of
from newsnlp.annotation.batches import Component
from newsnlp.lang.it.attribution import attribution_words


class Attribution(Component):
    """Tells for every event who says so; needs the event layer, works best on a parsed Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Write the sources on the event layer of `doc`."""
        self.annotate(doc, self.find(doc))
        return doc

    def find(self, doc: Doc) -> list[list[Source]]:
        """Return the sources of every event of the layer, in its order, innermost first; changes nothing."""
        events = layers.events(doc)
        if not events:
            return []
        view = View(doc, attribution_words())
        triggers = sorted({start for event in events for start, _ in event["triggers"]})
        told = view.quotes_around(triggers)
        return [sources_of(view, [start for start, _ in event["triggers"]], told) for event in events]

    def annotate(self, doc: Doc, found: list[list[Source]]) -> None:
        """Write `found` on `doc`; the only method that changes it."""
        if not layers.is_annotated(doc, keys.EVENT_LAYER):
            return
        events = layers.events(doc)
        doc._.set(
            keys.EVENT_LAYER,
            [{**event, "sources": sources} for event, sources in zip(events, found, strict=True)],
        )
