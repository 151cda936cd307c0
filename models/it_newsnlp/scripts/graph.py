"""The layers of the transformer as a graph that ONNX Runtime computes with, their matrices in 8 bits.

The graph reads a window of pieces, (1, pieces, width) in single precision: the sum of what `newsnlp.neural` knows of
each piece. It returns vectors of the same shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

OPSET, MICROSOFT = 17, 1
IR_VERSION = 10
EPSILON = 1e-5
HIGHEST = 127
# Parts of a layer whose matrices read a few numbers that are far larger than the others.
EVENED = ("fi", "fo")
# An input is one of those if its highest number is so many times that of the middle one.
OUTLYING = 2.5
Arrays = Mapping[str, np.ndarray]


class Graph:
    """Nodes and weights as they are added."""

    def __init__(self, evening: Arrays) -> None:
        self.evening = evening
        self.read: dict[str, str] = {}
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
        self.read[name] = x
        if name in self.evening:
            even = self.evening[name].astype(np.float32)
            x = self.node("Mul", [x, self.weight(f"{name}.even", 1 / even)], f"{name}.evened")
            matrix = matrix * even[:, None]
        numbers, scale = quantised(matrix)
        packed, scales = self.weight(f"{name}.packed", numbers), self.weight(f"{name}.scale", scale)
        inputs = [x, packed, scales, "", self.weight(f"{name}.bias", bias)]
        return self.node("DynamicQuantizeMatMul", inputs, f"{name}.out", microsoft=True)

    def norm(self, x: str, name: str, gain: np.ndarray, shift: np.ndarray) -> str:
        inputs = [x, self.weight(f"{name}.gain", gain), self.weight(f"{name}.shift", shift)]
        return self.node("LayerNormalization", inputs, f"{name}.normed", axis=-1, epsilon=EPSILON)

    def layer(self, x: str, name: str, weights: Arrays, heads: int) -> str:
        """Add a layer."""

        def linear(read: str, part: str) -> str:
            return self.linear(read, f"{name}.{part}", weights[f"{name}.{part}"], weights[f"{name}.{part}.bias"])

        def added(read: str, out: str, norm: str) -> str:
            # a sum, not an addition: ONNX Runtime would join that with the norm, which takes a fifth longer
            both = self.node("Sum", [x, linear(read, out)], f"{name}.{out}.added")
            return self.norm(both, f"{name}.{norm}", weights[f"{name}.{norm}.gain"], weights[f"{name}.{norm}.shift"])

        parts = [linear(x, part) for part in "qkv"]
        seen = self.node("MultiHeadAttention", parts, f"{name}.seen", microsoft=True, num_heads=heads)
        x = added(seen, "ao", "aln")
        inner = self.node("Gelu", [linear(x, "fi")], f"{name}.gelu", microsoft=True)
        return added(inner, "fo", "oln")


def quantised(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a matrix (into, out) in 8 bits, and the scale of each of its columns."""
    scale = np.abs(matrix).max(axis=0) / HIGHEST
    scale[scale == 0] = 1.0
    return np.rint(matrix / scale).astype(np.int8), scale.astype(np.float32)


def make_graph(weights: Arrays, heads: int, evening: Arrays | None = None, *, told: bool = False) -> onnx.ModelProto:
    """Return the graph of the layers.

    Args:
        weights: the layers, as cut_vocabulary.py names them.
        heads: how many heads attention has.
        evening: name of a matrix -> what its inputs are divided by, and its rows multiplied with: see `even_inputs`.
        told: whether the graph returns, behind the vectors, what the matrices of EVENED read.
    """
    graph = Graph(evening or {})
    single = {name: np.asarray(value, dtype=np.float32) for name, value in weights.items()}
    width = len(single["gain"])
    x = graph.norm("pieces", "first", single["gain"], single["shift"])
    for number in range(layers_of(weights)):
        x = graph.layer(x, f"layer{number}", single, heads)
    graph.node("Identity", [x], "vectors")
    ends = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "count", width]) for name in ("pieces", "vectors")
    ]
    if told:
        names = (graph.read[name] for name in evened(weights))
        ends += [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names]
    made = helper.make_graph(graph.nodes, "transformer", ends[:1], ends[1:], graph.weights)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", MICROSOFT)]
    return helper.make_model(made, opset_imports=opsets, ir_version=IR_VERSION)


def layers_of(weights: Arrays) -> int:
    """Return how many layers there are."""
    return sum(name.endswith(".q") for name in weights)


def evened(weights: Arrays) -> list[str]:
    """Return the names of the matrices whose inputs are evened."""
    return [f"layer{number}.{part}" for number in range(layers_of(weights)) for part in EVENED]


def even_inputs(weights: Arrays, heads: int, windows: Iterable[np.ndarray]) -> dict[str, np.ndarray]:
    """Return what the inputs of some matrices are divided by.

    A few inputs are ten or more times as large as the others; in steps that fit them the others would be lost.

    Args:
        weights, heads: see `make_graph`.
        windows: what the graph reads, for some typical text.

    Source: after Xiao et al. 2023, SmoothQuant; here the other inputs, and their rows, stay as they are.
    """
    graph = make_graph(weights, heads, told=True).SerializeToString()
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    names = evened(weights)
    highest = {name: np.zeros(len(weights[name]), dtype=np.float32) for name in names}
    for window in windows:
        _, *read = session.run(None, {"pieces": window})
        for name, found in zip(names, read, strict=True):
            np.maximum(highest[name], np.abs(found[0]).max(axis=0), out=highest[name])
    return {name: np.maximum(1, found / (OUTLYING * np.median(found))) for name, found in highest.items()}
