"""The component of a transformer in a spaCy pipeline: its weights and settings, and the graph of its layers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from spacy.vocab import Vocab

from newsnlp.damage import fault_of
from newsnlp.errors import ModelMismatch
from newsnlp.neural.components import EncoderPart
from newsnlp.neural.features import SHAPES, Lexicon, Lists
from newsnlp.neural.part import OTHER_VERSION
from newsnlp.neural.pieces import Pieces
from newsnlp.neural.shapes import transformer_shapes
from newsnlp.neural.transformer import WINDOW, TransformerEncoder, make_layers
from newsnlp.neural.weights import Shape

GRAPH_FILE = "layers.onnx"
# The two marks at the ends of a window have places too.
PLACES = WINDOW + 2
SIZE_BYTES = 8


class TransformerPart(EncoderPart):
    """Leaves the vectors of tokens in `doc.tensor`, and says where sentences start.

    The first columns are the transformer's, as many as `width`; those behind them are for the entity recogniser.
    """

    def __init__(self, vocab: Vocab, name: str) -> None:
        """Take the vocabulary and the name of the component."""
        super().__init__(vocab, name)
        self.graph = b""

    def __getstate__(self) -> dict[str, Any]:
        """Return what the component is made of."""
        return {**super().__getstate__(), "graph": self.graph}

    @property
    def width(self) -> int:
        """How many columns of `doc.tensor` are the vectors of the transformer."""
        return int(self.arrays["marks"].shape[1])

    def shapes(self) -> Mapping[str, Shape]:
        """Return the shape of every array of weights."""
        return transformer_shapes()

    def sizes(self) -> dict[str, int]:
        """Return the sizes that the settings tell."""
        given = self.settings
        if not self.graph:
            raise ValueError("there is no graph of the layers")
        if len(self.arrays["positions"]) < PLACES:
            raise ValueError(f"a window has {PLACES} places, there are weights for {len(self.arrays['positions'])}")
        return {"pieces": len(given["pieces"]), "lists": given["list_count"], "shape": SHAPES, "one": 1}

    def prepare(self) -> None:
        """Set up pieces and layers."""
        given = self.settings
        keys, masks = (self.arrays[name].astype(np.uint64, copy=False) for name in ("lists.keys", "lists.masks"))
        lexicon = Lexicon({}, {}, Lists(keys, masks, given["list_count"]))
        marked = given["marked"]
        pieces = Pieces(given["pieces"], given["scores"], marked["unknown"])
        ends = marked["begin"], marked["end"]
        self.encoder = TransformerEncoder(self.arrays, lexicon, pieces, ends, make_layers(self.graph))

    def load_graph(self, graph: bytes) -> None:
        """Take the graph of the layers; it is read when weights and settings are loaded."""
        self.graph = graph

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return graph, weights and settings as bytes."""
        return len(self.graph).to_bytes(SIZE_BYTES, "big") + self.graph + super().to_bytes()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> TransformerPart:
        """Take graph, weights and settings from bytes.

        Raises:
            ModelMismatch: they are not what `to_bytes` has made.
        """
        end = SIZE_BYTES + int.from_bytes(data[:SIZE_BYTES], "big")
        if end >= len(data):
            raise ModelMismatch(f"{len(data):,} bytes hold no component {self.name}: {OTHER_VERSION}")
        self.load_graph(data[SIZE_BYTES:end])
        super().from_bytes(data[end:])
        return self

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write graph, weights and settings to a folder."""
        super().to_disk(path)
        (Path(path) / GRAPH_FILE).write_bytes(self.graph)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> TransformerPart:
        """Take graph, weights and settings from a folder.

        Raises:
            ModelMismatch: a file is missing or damaged.
            ModelError: ONNX Runtime, which computes the layers, is not installed.
        """
        file = Path(path) / GRAPH_FILE
        fault = fault_of(file)
        if fault is not None:
            raise ModelMismatch(f"{file} holds no layers of a transformer: {fault}; then install the pipeline anew")
        self.load_graph(file.read_bytes())
        super().from_disk(path)
        return self
