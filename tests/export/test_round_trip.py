"""A network read back is the one that was written."""

from __future__ import annotations

import json
import string
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.utils import graphs_equal

from budget import examples
from newsnlp.errors import FormatError, GraphError
from newsnlp.export import flatten, read_graph, write_graph
from newsnlp.graph import build_graph
from newsnlp.schema import Document

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
@settings(max_examples=examples(150), deadline=None)
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


def record_of(names: list[str], meta: dict[str, Any]) -> Document:
    """Return a record in which all of `names` meet twice, and the first speaks to the others."""
    text = " ".join(names)
    starts = [len(" ".join(names[:index])) + bool(index) for index in range(len(names))]
    spans = [{"start": s, "end": s + len(n), "text": n} for s, n in zip(starts, names, strict=True)]
    people = [f"E{index}" for index in range(len(names))]
    entities = [
        {"id": key, "type": "PER", "name": name, "mentions": [span | {"kind": "name"}]}
        for key, name, span in zip(people, names, spans, strict=True)
    ]
    met = {"type": "MEETING", "status": "happened", "mentions": [spans[0]], "participants": people, "rule": "test"}
    events = [{**met, "id": "V1"}, {**met, "id": "V2", "status": "negated"}]
    quotes = [
        {"speaker": people[0], "addressee": who, "cue": None, "content": spans[0], "direct": True} for who in people
    ]
    told = {"id": text, "title": names[0], "url": names[-1], "source": text, "meta": meta}
    return Document.model_validate({**told, "text": text, "entities": entities, "events": events, "quotes": quotes})


hostile_names = st.text(min_size=1, max_size=6) | st.sampled_from(
    ["<b>", "\x00", "a\x1b[2J", "\ufffe", " ", "é\r\n", "]]>"]
)


@settings(max_examples=examples(60), deadline=None)
@given(
    names=st.lists(hostile_names.filter(str.isprintable) | hostile_names, min_size=2, max_size=4),
    meta=st.dictionaries(st.text(max_size=4), st.text(max_size=4) | st.integers(-9, 9) | st.none(), max_size=2),
)
def test_networks_of_records_come_back(tmp_path_factory: pytest.TempPathFactory, names: list[str], meta: Any) -> None:
    graph = build_graph([record_of(names, meta)])
    met = [key for *_, key, data in graph.edges(keys=True, data=True) if data["type"] == "MET_WITH"]
    assert len(met) == len(set(met)) == len(names) * (len(names) - 1)  # every pair twice, each a statement of its own
    for suffix in SUFFIXES:
        path = tmp_path_factory.getbasetemp() / f"records{suffix}"
        write_graph(graph, path)
        assert same(read_graph(path), graph)
    for _, data in graph.nodes(data=True):
        assert data["label"].isprintable()


def test_other_programs_find_labels_and_weights(tmp_path: Path) -> None:
    graph = build_graph([record_of(["Anna\nNeri", "Ugo \x07Bo"], {"section": "esteri"})])
    write_graph(graph, tmp_path / "network.graphml")
    nodes = nx.read_graphml(tmp_path / "network.graphml", force_multigraph=True)
    assert sorted(data["label"] for _, data in nodes.nodes(data=True)) == ["Anna Neri", "Ugo Bo"]
    kinds = {(data["label"], data["weight"]) for *_, data in nodes.edges(data=True)}
    assert kinds == {("MET_WITH", 1.0), ("SPOKE_TO", 1.0)}
    root = ElementTree.parse(tmp_path / "network.graphml").getroot()  # noqa: S314 - written just now
    tags = {element.tag.rpartition("}")[2]: element for element in root.iter()}
    assert tags["node"].get("labels") == ":PER"
    names = {edge.get("label") for edge in root.iter(tags["edge"].tag)}
    assert names == {"MET_WITH", "NEGATED_MET_WITH", "SPOKE_TO"}
    types = {(key.get("for"), key.get("attr.name")): key.get("attr.type") for key in root.iter(tags["key"].tag)}
    assert types["edge", "weight"] == "double"
    assert types["node", "label"] == types["edge", "label"] == "string"


def test_node_link_json_of_networkx_is_the_network(tmp_path: Path) -> None:
    """Without newsnlp: what networkx writes of the network, and what it reads of the file."""
    graph = build_graph([record_of(["Anna Neri", "Ugo Bo"], {"section": "esteri"})])
    assert same(
        nx.node_link_graph(json.loads(json.dumps(nx.node_link_data(graph, edges="edges"))), edges="edges"), graph
    )
    write_graph(graph, tmp_path / "network.json")
    data = json.loads((tmp_path / "network.json").read_text(encoding="utf8"))
    assert {"id", "label"} <= data["nodes"][0].keys()
    assert {"source", "target", "key", "label", "weight"} <= data["edges"][0].keys()


def test_flat_networks_are_written_by_networkx(tmp_path: Path) -> None:
    graph = build_graph([record_of(["Anna Neri", "Ugo Bo"], {})])
    with pytest.raises((TypeError, nx.NetworkXError)):
        nx.write_graphml(graph, tmp_path / "lists.graphml")  # it knows no lists and no None
    nx.write_graphml(flatten(graph), tmp_path / "flat.graphml")
    assert same(read_graph(tmp_path / "flat.graphml"), graph)


@pytest.mark.parametrize("graph", [None, "network.json", [], nx.Graph()])
def test_only_networks_are_written(tmp_path: Path, graph: Any) -> None:
    with pytest.raises(GraphError, match=r"a network of newsnlp\.build_graph is needed"):
        write_graph(graph, tmp_path / "network.json")
    assert list(tmp_path.iterdir()) == []
