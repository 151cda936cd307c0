"""The layers of the transformer as a graph that ONNX Runtime computes with, their matrices in 8 bits.

The graph reads a window of pieces, (1, pieces, width) in single precision: the sum of what `newsnlp.neural` knows of
each piece. It returns vectors of the same shape.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET, MICROSOFT = 17, 1
IR_VERSION = 10
EPSILON = 1e-5
HIGHEST = 127
Arrays = Mapping[str, np.ndarray]


class Graph:
    """Nodes and weights as they are added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(value, name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, *, microsoft: bool = False, **settings: object) -> str:
        domain = "com.microsoft" if microsoft else ""
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **settings))
        return output

    def linear(self, x: str, name: str, matrix: np.ndarray, bias: np.ndarray) -> str:
        """Add a product with a matrix (into, out) in 8 bits, and a bias; what meets it is quantised on the way."""
        numbers, scale = quantised(matrix)
        packed, scales = self.weight(f"{name}.packed", numbers), self.weight(f"{name}.scale", scale)
        inputs = [x, packed, scales, "", self.weight(f"{name}.bias", bias)]
        return self.node("DynamicQuantizeMatMul", inputs, f"{name}.out", microsoft=True)

    def norm(self, x: str, name: str, gain: np.ndarray, shift: np.ndarray) -> str:
        inputs = [x, self.weight(f"{name}.gain", gain), self.weight(f"{name}.shift", shift)]
        return self.node("LayerNormalization", inputs, f"{name}.normed", axis=-1, epsilon=EPSILON)

    def layer(self, x: str, name: str, weights: Arrays, heads: int) -> str:
        """Add a layer; `weights` are those of `layer_arrays`."""
        parts = []
        for part in "qkv":
            parts.append(self.linear(x, f"{name}.{part}", weights[f"{name}.{part}"], weights[f"{name}.{part}.bias"]))
        seen = self.node("MultiHeadAttention", parts, f"{name}.seen", microsoft=True, num_heads=heads)
        for inner, norm in ((None, "aln"), ("fi", "oln")):
            h = seen
            if inner is not None:
                h = self.linear(x, f"{name}.fi", weights[f"{name}.fi"], weights[f"{name}.fi.bias"])
                h = self.node("Gelu", [h], f"{name}.gelu", microsoft=True)
            out = "ao" if inner is None else "fo"
            h = self.linear(h, f"{name}.{out}", weights[f"{name}.{out}"], weights[f"{name}.{out}.bias"])
            added = self.node("Add", [x, h], f"{name}.{out}.added")
            x = self.norm(added, f"{name}.{norm}", weights[f"{name}.{norm}.gain"], weights[f"{name}.{norm}.shift"])
        return x


def quantised(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a matrix (into, out) in 8 bits, and the scale of each of its columns."""
    scale = np.abs(matrix).max(axis=0) / HIGHEST
    scale[scale == 0] = 1.0
    return np.rint(matrix / scale).astype(np.int8), scale.astype(np.float32)


def make_graph(weights: Arrays, heads: int) -> onnx.ModelProto:
    """Return the graph of the layers whose `weights` cut_vocabulary.py, or the export, names so."""
    graph = Graph()
    single = {name: np.asarray(value, dtype=np.float32) for name, value in weights.items()}
    width = len(single["gain"])
    x = graph.norm("pieces", "first", single["gain"], single["shift"])
    number = 0
    while f"layer{number}.q" in single:
        x = graph.layer(x, f"layer{number}", single, heads)
        number += 1
    graph.node("Identity", [x], "vectors")
    shape = [1, "count", width]
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in ("pieces", "vectors")]
    made = helper.make_graph(graph.nodes, "transformer", ends[:1], ends[1:], graph.weights)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", MICROSOFT)]
    return helper.make_model(made, opset_imports=opsets, ir_version=IR_VERSION)
