"""A network read back is the one that was written."""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.utils import graphs_equal

from newsnlp.errors import FormatError, GraphError
from newsnlp.export import read_graph, write_graph

SUFFIXES = (".graphml", ".json")

texts = st.text(st.characters(codec="utf-8"), max_size=12)
awkward = st.sampled_from(["", " ", "\r\n", "\x00", "\x1b[1m", "json:1", "a\x85b", "<&\">'", "perché", "\ufffe", " x "])
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts | awkward
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=5
)
names = st.text(string.ascii_lowercase, min_size=2, max_size=4).filter(
    lambda name: name not in {"id", "key", "source", "target"}
)
rows = st.dictionaries(names, values, max_size=4)
keys = texts | awkward


@st.composite
def networks(draw: st.DrawFn) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph.update(draw(rows))
    nodes = draw(st.lists(keys, unique=True, max_size=5))
    for node in nodes:
        graph.add_node(node)
        graph.nodes[node].update(draw(rows))
    if nodes:
        ends = st.sampled_from(nodes)
        for source, target, key in draw(st.lists(st.tuples(ends, ends, keys), max_size=6)):
            graph.add_edge(source, target, key)
            graph.edges[source, target, key].update(draw(rows))
    return graph


def types(value: Any) -> Any:
    """Return the shape of a value, so that True and 1 and 1.0 differ."""
    if isinstance(value, list):
        return [types(item) for item in value]
    if isinstance(value, dict):
        return {key: types(item) for key, item in value.items()}
    return type(value)


def same(first: nx.MultiDiGraph[str], second: nx.MultiDiGraph[str]) -> bool:
    rows_of = [
        [graph.graph, *(data for _, data in graph.nodes(data=True)), *(data for *_, data in graph.edges(data=True))]
        for graph in (first, second)
    ]
    return graphs_equal(first, second) and [types(row) for row in rows_of[0]] == [types(row) for row in rows_of[1]]


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=150, deadline=None)
@given(graph=networks())
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, suffix: str, graph: nx.MultiDiGraph[str]) -> None:
    path = tmp_path_factory.getbasetemp() / f"network{suffix}"
    write_graph(graph, path)
    back = read_graph(path)
    assert type(back) is nx.MultiDiGraph
    assert same(back, graph)


def small() -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(documents=2)
    graph.add_node("PER:anna verdi", name="Anna Verdi", kb_id=None, roles=["ministra", "«vice»"], mentions=3)
    graph.add_node("LOC:forlì", name="Forlì", kb_id="Q13", roles=[], mentions=1)
    graph.add_edge("PER:anna verdi", "LOC:forlì", "a/V1/VISITED/1", type="VISITED", date=None, confidence=0.9)
    graph.add_edge("PER:anna verdi", "LOC:forlì", "a/V2/VISITED/1", type="VISITED", date="2031", confidence=1.0)
    return graph


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".GraphML"])
def test_small_network(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "new" / "folder" / f"network{suffix}"
    write_graph(small(), path)
    assert same(read_graph(path), small())
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_same_bytes(tmp_path: Path, suffix: str) -> None:
    for name in ("a", "b"):
        write_graph(small(), tmp_path / f"{name}{suffix}")
    assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


def test_graphml_is_plain_for_other_programs(tmp_path: Path) -> None:
    """Names and numbers stand as they are, and what is not known is left out."""
    path = tmp_path / "network.graphml"
    write_graph(small(), path)
    nodes = nx.read_graphml(path).nodes
    assert nodes["LOC:forlì"] == {"name": "Forlì", "kb_id": "Q13", "roles": "[]", "mentions": 1}
    assert nodes["PER:anna verdi"]["roles"] == '["ministra", "«vice»"]'
    assert "kb_id" not in nodes["PER:anna verdi"]


def test_json_is_plain_for_other_programs(tmp_path: Path) -> None:
    path = tmp_path / "network.json"
    write_graph(small(), path)
    assert "Forlì" in path.read_text(encoding="utf8")


@pytest.mark.parametrize("name", ["network.gml", "network", "network.graphml.gz"])
def test_unknown_suffix(tmp_path: Path, name: str) -> None:
    with pytest.raises(FormatError, match=r"\.graphml, \.json"):
        write_graph(small(), tmp_path / name)
    with pytest.raises(FormatError, match=r"\.graphml, \.json"):
        read_graph(tmp_path / name)


GRAPHML = b'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">%s</graphml>'
KEY = b'<key id="d0" for="graph" attr.name="newsnlp" attr.type="string"/>'


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".json", b""),
        (".json", b"{"),
        (".json", b"\xff\xfe{}"),
        (".json", b"[]"),
        (".json", b'{"nodes": [], "edges": []}'),
        (".json", b'{"format": "newsnlp network", "version": 99}'),
        (".json", b'{"format": "newsnlp network", "version": 1}'),
        (".json", b'{"format": "newsnlp network", "version": 1, "directed": true, "multigraph": true, "nodes": [3]}'),
        (".graphml", b""),
        (".graphml", b"<graphml>"),
        (".graphml", b"<html></html>"),
        (".graphml", GRAPHML % b'<graph edgedefault="directed"/>'),
        (".graphml", GRAPHML % (KEY + b'<graph edgedefault="undirected"><data key="d0">{}</data></graph>')),
        (".graphml", GRAPHML % (KEY + b'<graph edgedefault="directed"><data key="d0">{</data></graph>')),
        (".graphml", GRAPHML % (KEY + b'<graph edgedefault="directed"><data key="d0">[]</data></graph>')),
        (".graphml", GRAPHML % (KEY + b'<graph edgedefault="directed"><data key="d0">{"version":1}</data></graph>')),
        (".graphml", GRAPHML % (KEY + b'<graph edgedefault="directed"><data key="d0">{"version":9}</data></graph>')),
    ],
)
def test_broken_file(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"broken{suffix}"
    path.write_bytes(content)
    with pytest.raises(GraphError):
        read_graph(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_cut_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"cut{suffix}"
    write_graph(small(), path)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(GraphError):
        read_graph(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("value", [{1, 2}, float("nan"), object(), b"bytes"])
def test_value_that_no_file_holds_leaves_the_old_file(tmp_path: Path, suffix: str, value: object) -> None:
    path = tmp_path / f"network{suffix}"
    write_graph(small(), path)
    before = path.read_bytes()
    graph = small()
    graph.nodes["LOC:forlì"]["name"] = value
    with pytest.raises(GraphError):
        write_graph(graph, path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_reserved_name(tmp_path: Path) -> None:
    graph = small()
    graph.nodes["LOC:forlì"]["id"] = "x"
    with pytest.raises(GraphError, match="id"):
        write_graph(graph, tmp_path / "network.json")


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("key", ["", "0", "12"])
def test_edge_keys_stay_texts(tmp_path: Path, suffix: str, key: str) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "b", key)
    write_graph(graph, tmp_path / f"network{suffix}")
    assert list(read_graph(tmp_path / f"network{suffix}").edges(keys=True)) == [("a", "b", key)]
