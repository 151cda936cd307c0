"""GEXF, the CSV files of Gephi and Neo4j, Cypher and Parquet: read back by what reads them, harmless, and no denial
among the facts."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from networkx.readwrite.gexf import GEXF
from told_articles import DATES, HOSTILE, STATUSES, hostile, of_every_status, told

from newsnlp.errors import FormatError, GraphError
from newsnlp.export import FORMATS, read_graph, write_graph
from newsnlp.export.tables import EDGES, NODES
from newsnlp.graph import build_graph
from newsnlp.graph.links import EdgeData

Network = nx.MultiDiGraph
NS = "{http://gexf.net/1.3}"
HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\ufffe\uffff]")
CSV_FILES = {"gephi": ("nodes.csv", "edges.csv"), "neo4j": ("nodes.csv", "relationships.csv")}


def read_gexf(path: Path) -> Network:
    text = path.read_text(encoding="utf8")
    if "1.3" not in GEXF.versions:  # networkx before 3.5: the same elements, under the name before
        text = text.replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft")
        path.write_text(text, encoding="utf8")
    return nx.read_gexf(path)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def test_columns_are_those_of_the_network() -> None:
    own = {"relation", "first_day", "last_day"}
    assert set(EDGES) - own == set(EdgeData.__annotations__) - {"type", "label", "weight"}
    graph = build_graph([of_every_status()])
    assert set(NODES) | {"label"} == set(next(iter(graph.nodes(data=True)))[1])


def test_gexf_is_read_by_networkx(tmp_path: Path) -> None:
    graph = build_graph([of_every_status()])
    write_graph(graph, tmp_path / "n.gexf")
    back = read_gexf(tmp_path / "n.gexf")
    assert back.is_directed()
    assert (len(back), back.size()) == (len(graph), graph.size())
    assert dict(back.nodes(data="label")) == dict(graph.nodes(data="label"))
    for source, target, data in back.edges(data=True):
        (original,) = [d for _, _, k, d in graph.edges(source, keys=True, data=True) if k == data["id"]]
        assert graph.has_edge(source, target)
        assert (data["relation"], data["status"]) == (original["type"], original["status"])
        assert (data["start"], data["end"]) == ("2024-05-01", "2024-05-31")
        assert data["weight"] == 1.0


@pytest.mark.parametrize(("value", "days"), DATES.items())
def test_gexf_has_partial_dates_as_intervals(tmp_path: Path, value: str, days: tuple[str, str]) -> None:
    write_graph(build_graph([told({"date": value}, names=("Anna Neri", "Ugo Bo"))]), tmp_path / "n.gexf")
    for _, _, data in read_gexf(tmp_path / "n.gexf").edges(data=True):
        assert (data["start"], data["end"], data["date"]) == (*days, value)


def test_gexf_edges_without_a_date_have_no_bounds(tmp_path: Path) -> None:
    write_graph(build_graph([told({}, names=("Anna Neri", "Ugo Bo"))]), tmp_path / "n.gexf")
    edges = list(ElementTree.parse(tmp_path / "n.gexf").iter(f"{NS}edge"))  # noqa: S314 - written just now
    assert edges
    assert [edge for edge in edges if {"start", "end"} & edge.attrib.keys()] == []


@pytest.mark.parametrize("make", [of_every_status, hostile])
def test_gexf_holds_to_the_schema(tmp_path: Path, make) -> None:
    """The rules of gexf.xsd and gexf.rnc, version 1.3, for what is written here."""
    write_graph(build_graph([make()]), tmp_path / "n.gexf")
    root = ElementTree.parse(tmp_path / "n.gexf").getroot()  # noqa: S314 - written just now
    assert (root.tag, root.attrib) == (f"{NS}gexf", {"version": "1.3"})
    assert [child.tag for child in root] == [f"{NS}meta", f"{NS}graph"]
    graph = root[1]
    modes = {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
    assert graph.attrib == modes
    assert [child.tag.removeprefix(NS) for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    declared = {part.get("class"): {one.get("id"): one for one in part} for part in graph[:2]}
    for part in declared.values():
        assert len({one.get("title") for one in part.values()}) == len(part)
        assert {one.get("type") for one in part.values()} <= {"string", "long", "double", "boolean"}
        assert not {one.get("title") for one in part.values()} & {"id", "label", "weight", "type_", "start", "end"}
    assert "type" not in {one.get("title") for one in declared["edge"].values()}
    _check_elements(graph, declared)


def _check_elements(graph: ElementTree.Element, declared: dict[str, dict[str, ElementTree.Element]]) -> None:
    ids = {kind: [one.get("id") for one in graph.iter(f"{NS}{kind}")] for kind in ("node", "edge")}
    for kind, known in ids.items():
        assert len(known) == len(set(known)) == int(graph.find(f"{NS}{kind}s").get("count"))
    for edge in graph.iter(f"{NS}edge"):
        assert {"id", "source", "target", "type", "label", "kind", "weight"} <= edge.attrib.keys()
        assert edge.attrib.keys() <= {"id", "source", "target", "type", "label", "kind", "weight", "start", "end"}
        assert {edge.get("source"), edge.get("target")} <= set(ids["node"])
        assert edge.get("type") == "directed"
        assert float(edge.get("weight")) > 0
        for bound in ("start", "end"):
            assert edge.get(bound) is None or date.fromisoformat(edge.get(bound))
    for kind in ids:
        for one in graph.iter(f"{NS}{kind}"):
            assert one.get("label") == " ".join(one.get("label").split()) != ""  # xsd:token
            values = [value for listed in one for value in listed]
            assert len({value.get("for") for value in values}) == len(values)
            assert {value.get("for") for value in values} <= declared[kind].keys()
            assert all(value.get("value") for value in values)


def test_gephi_never_merges_a_denial_with_a_fact(tmp_path: Path) -> None:
    """Gephi makes one edge of those that share both ends and a kind."""
    names = ("Anna Neri", "Ugo Bo")
    graph = build_graph([told({}, {"status": "negated"}, names=names)])
    write_graph(graph, tmp_path / "n.gexf")
    write_graph(graph, tmp_path / "n.gephi")
    in_xml = {
        (edge.get("kind"), edge.get("label"))
        for edge in ElementTree.parse(tmp_path / "n.gexf").iter(f"{NS}edge")  # noqa: S314 - written just now
    }
    in_csv = {(row["Kind"], row["Label"]) for row in rows_of(tmp_path / "n.gephi" / "edges.csv")}
    expected = {"MET_WITH", "MET_WITH (negated)", "MET_IN", "MET_IN (negated)"}
    assert in_xml == in_csv == {(kind, kind) for kind in expected}


@pytest.mark.parametrize("name", CSV_FILES)
@pytest.mark.parametrize("make", [of_every_status, hostile])
def test_csv_is_one_line_a_row_and_has_no_formulas(tmp_path: Path, name: str, make) -> None:
    graph = build_graph([make()])
    write_graph(graph, tmp_path / f"n.{name}")
    for file, count in zip(CSV_FILES[name], (len(graph), graph.size()), strict=True):
        content = (tmp_path / f"n.{name}" / file).read_bytes().decode("utf8")
        assert len(content.split("\r\n")) == count + 2
        assert content.count("\n") == content.count("\r") == count + 1
        assert not HARMFUL.search(content)
        rows = rows_of(tmp_path / f"n.{name}" / file)
        assert len(rows) == count
        assert [v for row in rows for v in row.values() if v.startswith(("=", "+", "-", "@", "＝"))] == []


def test_gephi_csv_has_the_headings_that_gephi_looks_for(tmp_path: Path) -> None:
    write_graph(build_graph([of_every_status()]), tmp_path / "n.gephi")
    nodes, edges = (rows_of(tmp_path / "n.gephi" / file) for file in CSV_FILES["gephi"])
    assert list(nodes[0])[:2] == ["Id", "Label"]
    assert list(edges[0])[:7] == ["Source", "Target", "Type", "Id", "Label", "Kind", "Weight"]
    assert {row["Type"] for row in edges} == {"Directed"}
    assert {end for row in edges for end in (row["Source"], row["Target"])} <= {row["Id"] for row in nodes}
    assert len({name.casefold() for name in edges[0]}) == len(edges[0])  # Gephi takes Type and type for one


def test_neo4j_csv_holds_to_the_rules_of_the_import(tmp_path: Path) -> None:
    write_graph(build_graph([of_every_status(), hostile()]), tmp_path / "n.neo4j")
    nodes, relationships = (rows_of(tmp_path / "n.neo4j" / file) for file in CSV_FILES["neo4j"])
    ids = [row["key:ID"] for row in nodes]
    assert len(ids) == len(set(ids))
    assert {row[":LABEL"] for row in nodes} == {"Entity;PER", "Entity;LOC"}
    assert {end for row in relationships for end in (row[":START_ID"], row[":END_ID"])} <= set(ids)
    typed = [name.split(":")[1] for row in (nodes[0], relationships[0]) for name in row]
    known = {"ID", "LABEL", "START_ID", "END_ID", "TYPE", "string", "long", "double", "date", "boolean"}
    assert set(typed) <= known
    kinds = {(row[":TYPE"], row["status:string"]) for row in relationships}
    names = {"happened": "", "planned": "PLANNED_", "possible": "POSSIBLE_", "negated": "NEGATED_"}
    assert kinds == {(f"{names[s]}{what}", s) for s in STATUSES for what in ("MET_WITH", "MET_IN")}


STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


@pytest.mark.parametrize("make", [of_every_status, hostile])
def test_cypher_keeps_texts_inside_of_strings(tmp_path: Path, make) -> None:
    graph = build_graph([make()])
    write_graph(graph, tmp_path / "n.cypher")
    script = (tmp_path / "n.cypher").read_text(encoding="utf8")
    assert not HARMFUL.search(script)
    assert "\\u" not in script  # Neo4j reads such an escape before it reads the query
    statements = script.splitlines()
    for statement in statements:
        skeleton = STRING.sub("S", statement)
        assert re.fullmatch(r"[\w\s{}\[\]:,.()<>=+-]*;", skeleton), skeleton
        assert "DELETE" not in skeleton
        assert re.match(r"CREATE CONSTRAINT|UNWIND \[\{.*\}\] AS row (MERGE|MATCH) ", skeleton)
        assert all(skeleton.count(a) == skeleton.count(b) for a, b in ("{}", "[]", "()"))
    assert script.count("key: ") >= len(graph) + graph.size()


def test_cypher_gives_back_what_was_written(tmp_path: Path) -> None:
    graph = build_graph([hostile()])
    write_graph(graph, tmp_path / "n.cypher")
    script = (tmp_path / "n.cypher").read_text(encoding="utf8")
    joined = script.replace('\\" + "', "\\")  # a text that was parted between a backslash and a "u"
    found = {text[1:-1].replace('\\"', '"').replace("\\\\", "\\") for text in STRING.findall(joined)}
    assert {data["label"] for _, data in graph.nodes(data=True)} - found <= {HOSTILE[13]}
    assert any(text.startswith("\\u0022}) DETACH") for text in found)


def test_cypher_names_what_is_no_fact(tmp_path: Path) -> None:
    write_graph(build_graph([of_every_status()]), tmp_path / "n.cypher")
    script = (tmp_path / "n.cypher").read_text(encoding="utf8")
    for line in script.splitlines():
        relation = re.search(r"\[r:(\w+) ", line)
        if relation:
            statuses = set(re.findall(r'status: "(\w+)"', line))
            assert len(statuses) == 1
            prefix = relation[1].removesuffix("MET_WITH").removesuffix("MET_IN").rstrip("_").lower()
            assert statuses == {prefix or "happened"}


@pytest.mark.parametrize("make", [of_every_status, hostile])
def test_parquet_has_the_same_columns_whatever_is_in_it(tmp_path: Path, make) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    graph = build_graph([make()])
    write_graph(graph, tmp_path / "n.parquet")
    write_graph(nx.MultiDiGraph(), tmp_path / "none.parquet")
    table = pq.read_table(tmp_path / "n.parquet")
    assert table.schema.equals(pq.read_schema(tmp_path / "none.parquet"))
    assert table.num_rows == graph.size()
    rows = table.to_pylist()
    assert {row["is_fact"] == (row["status"] == "happened") for row in rows} == {True}
    assert {row["status"] for row in rows if not row["is_fact"]} <= {"planned", "possible", "negated"}
    assert [v for row in rows for v in row.values() if isinstance(v, str) and HARMFUL.search(v)] == []
    assert {type(row["published"]) for row in rows} == {date}


@pytest.mark.parametrize("suffix", [".gexf", ".gephi", ".neo4j", ".parquet"])
def test_attributes_of_users_go_along(tmp_path: Path, suffix: str) -> None:
    pytest.importorskip("pyarrow")
    graph = build_graph([of_every_status()])
    for number, node in enumerate(graph):
        graph.nodes[node]["community"] = number
    for *_, data in graph.edges(data=True):
        data["rank"] = 0.5
    write_graph(graph, tmp_path / f"n{suffix}")
    if suffix == ".gexf":
        back = read_gexf(tmp_path / "n.gexf")
        assert sorted(value for _, value in back.nodes(data="community")) == list(range(len(graph)))
        assert {value for *_, value in back.edges(data="rank")} == {0.5}


@pytest.mark.parametrize("suffix", [".gexf", ".gephi", ".cypher"])
@pytest.mark.parametrize("bad", [{"weight": 0}, {"weight": float("nan")}, {"start": 1}, {"a b": 1}])
def test_what_a_format_cannot_carry_leaves_the_old_file(tmp_path: Path, suffix: str, bad: dict[str, object]) -> None:
    graph = build_graph([told({}, names=("Anna Neri", "Ugo Bo"))])
    path = tmp_path / f"n{suffix}"
    write_graph(graph, path)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    next(iter(graph.edges(data=True)))[2].update(bad)
    with pytest.raises(GraphError):
        write_graph(graph, path)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(("suffix", "fits"), [(".gexf", True), (".gephi", True), (".neo4j", False), (".cypher", False)])
def test_types_that_a_query_would_run(tmp_path: Path, suffix: str, fits: bool) -> None:
    graph = build_graph([told({}, names=("Anna Neri", "Ugo Bo"))])
    next(iter(graph.edges(data=True)))[2]["type"] = "A]->() DETACH DELETE n //"
    if fits:
        write_graph(graph, tmp_path / f"n{suffix}")
    else:
        with pytest.raises(GraphError, match="names of ASCII letters"):
            write_graph(graph, tmp_path / f"n{suffix}")


@pytest.mark.parametrize("suffix", [".ttl", ".jsonld", ".ftm.json", ".plover.jsonl", ".tables"])
def test_formats_of_records_are_not_written_of_a_network(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(FormatError, match="export_records"):
        write_graph(nx.MultiDiGraph(), tmp_path / f"n{suffix}")


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.read is None])
def test_formats_for_other_programs_are_not_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(FormatError, match=r"reads networks in \.graphml, \.json"):
        read_graph(tmp_path / f"n{FORMATS[name].suffixes[0]}")


@pytest.mark.parametrize("suffix", [".graphml", ".json"])
def test_pages_and_terminals_are_safe_from_networks(tmp_path: Path, suffix: str) -> None:
    graph = build_graph([hostile()])
    write_graph(graph, tmp_path / f"n{suffix}")
    content = (tmp_path / f"n{suffix}").read_text(encoding="utf8")
    assert "</script>" not in content
    assert "\x1b" not in content
    assert dict(read_graph(tmp_path / f"n{suffix}").nodes(data=True)) == dict(graph.nodes(data=True))
