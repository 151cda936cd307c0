"""The component that reads events: it leaves what the network says on the Doc, for the decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from spacy.tokens import Doc

from newsnlp.annotation import keys, layers
from newsnlp.errors import ModelMismatch
from newsnlp.neural.event_heads.inputs import DISTANCE_COUNT, FLAGS, KIND_COUNT, SENTENCE_COUNT, TYPE_COUNT, open_text
from newsnlp.neural.event_heads.labels import Known
from newsnlp.neural.event_heads.network import COUNTS, SHAPES, EventNetwork
from newsnlp.neural.part import OTHER_VERSION, Part
from newsnlp.neural.weights import Shape


class EventHeads(Part):
    """Reads the vectors of a Doc and its layers up to the events; drops the vectors, unless its settings keep them."""

    def shapes(self) -> Mapping[str, Shape]:
        """Return the shape of every array of weights."""
        return SHAPES

    def sizes(self) -> dict[str, int]:
        """Return the sizes that the settings tell."""
        return {
            **COUNTS,
            "vectors": self.settings["width"],
            **{name: len(self.settings[name]) + 1 for name in ("pos", "deps", "lemmas")},
            "names": TYPE_COUNT + 1,
            "flags": FLAGS,
            "distance": DISTANCE_COUNT,
            "sentence": SENTENCE_COUNT,
            "kind": KIND_COUNT * TYPE_COUNT,
            "path": len(self.settings["paths"]) + 1,
        }

    def prepare(self) -> None:
        """Set up the network."""
        self.network = EventNetwork(self.arrays, Known.of(self.settings))

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Write what the network says of each Doc; one without vectors, or without layers, is left as it is.

        Raises:
            ModelMismatch: the vectors are those of another encoder.
        """
        # of wider vectors, the network may read the last columns alone
        columns = (self.settings.get("skip", 0), self.settings["width"])
        for doc in docs:
            if len(doc.tensor) != len(doc) or not layers.is_annotated(doc, keys.EVENT_LAYER):
                continue
            if doc.tensor.shape[1] != sum(columns):
                raise ModelMismatch(
                    f"the component {self.name} reads vectors of {sum(columns)} numbers, the encoder of this pipeline "
                    f"makes them of {doc.tensor.shape[1]}: {OTHER_VERSION}"
                )
            asked = [start for event in layers.events(doc) for start, _ in event["triggers"]]
            text = open_text(doc, self.network.known)
            layers.set_event_scores(
                doc, self.network.read(text, np.asarray(doc.tensor[:, columns[0] :], dtype=np.float32), asked)
            )
            if not self.settings.get("keep_vectors"):
                doc.tensor = np.zeros((0,), dtype=np.float32)
