"""RDF, FollowTheMoney, PLOVER and the tables: read back, checked, harmless, and no denial among the facts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from told_articles import DATES, HOSTILE, STATUSES, hostile, of_every_status, told

from newsnlp.errors import FormatError, InputError
from newsnlp.export import FORMATS
from newsnlp.export.plover import CATEGORIES, QUADS
from newsnlp.schema import Document, Failure
from newsnlp.transfer import export_records

HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\ufffe\uffff]")
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
NN = "urn:newsnlp:terms:"
TEXTS = [name for name, form in FORMATS.items() if "parquet" not in str(form.files) and name != "parquet"]
ARTICLES = (of_every_status, hostile)


def written(form: str, path: Path, *documents: Document, **options: Any) -> Path:
    target = path / f"x{FORMATS[form].suffixes[0]}"
    export_records(documents, target, format=form, **options)
    return target


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").split("\n")[:-1]]


def rdf_of(form: str, path: Path, *documents: Document) -> Any:
    rdflib = pytest.importorskip("rdflib")
    target = written(form, path, *documents)
    return rdflib.Graph().parse(target, format={"turtle": "turtle", "jsonld": "json-ld"}[form])


@pytest.mark.parametrize("make", ARTICLES)
def test_turtle_and_jsonld_are_the_same_graph(tmp_path: Path, make) -> None:
    compare = pytest.importorskip("rdflib.compare")
    turtle, jsonld = (rdf_of(form, tmp_path, make()) for form in ("turtle", "jsonld"))
    assert len(turtle) > 30
    assert compare.isomorphic(turtle, jsonld)
    assert not any(HARMFUL.search(str(term)) for triple in turtle for term in triple)


@pytest.mark.parametrize("make", ARTICLES)
def test_rdf_holds_to_the_shapes(tmp_path: Path, make) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    from newsnlp.export.rdf import SHAPES

    graph = rdf_of("turtle", tmp_path, make())
    fits, _, told_faults = pyshacl.validate(graph, shacl_graph=str(SHAPES), shacl_graph_format="turtle")
    assert fits, told_faults


def test_the_shapes_find_a_denial_among_the_facts(tmp_path: Path) -> None:
    rdflib, pyshacl = pytest.importorskip("rdflib"), pytest.importorskip("pyshacl")
    from newsnlp.export.rdf import SHAPES

    graph = rdf_of("turtle", tmp_path, of_every_status())
    claim = next(graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{NN}Claim")))
    graph.add((claim, rdflib.RDF.type, rdflib.URIRef(f"{SEM}Event")))
    fits, _, told_faults = pyshacl.validate(graph, shacl_graph=str(SHAPES), shacl_graph_format="turtle")
    assert not fits
    assert "An event must have the status happened" in told_faults


def test_who_asks_rdf_for_events_meets_what_happened_alone(tmp_path: Path) -> None:
    graph = rdf_of("turtle", tmp_path, of_every_status())
    asked = f"SELECT ?e ?who WHERE {{ ?e a <{SEM}Event> ; <{SEM}hasActor> ?who }}"
    found = {str(row.e).rsplit("%2F")[-1] for row in graph.query(asked)}
    assert found == {"V1", "V5"}  # the meeting that was held, and the death
    claims = f"SELECT ?e ?status WHERE {{ ?e a <{NN}Claim> ; <{NN}status> ?status }}"
    assert {str(row.status).removeprefix(NN) for row in graph.query(claims)} == {"planned", "possible", "negated"}
    using = f"SELECT ?e WHERE {{ ?e a <{NN}Claim> ; ?p ?o . FILTER(STRSTARTS(STR(?p), '{SEM}')) }}"
    assert list(graph.query(using)) == []


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("2024", "gYear"),
        ("2024-02", "gYearMonth"),
        ("2024-05-02", "date"),
        ("2024-05-02T15:30", "dateTime"),
        ("2024-W18", None),
        ("2024-06-12/2024-06-14", None),
    ],
)
def test_rdf_has_a_datatype_for_every_date(tmp_path: Path, value: str, datatype: str | None) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdf_of("turtle", tmp_path, told({"date": value}, names=("Anna Neri", "Ugo Bo")))
    stamps = list(graph.objects(None, rdflib.URIRef(f"{SEM}hasTimeStamp")))
    bounds = [
        str(day)
        for end in ("hasBeginTimeStamp", "hasEndTimeStamp")
        for day in graph.objects(None, rdflib.URIRef(f"{SEM}{end}"))
    ]
    if datatype is None:
        assert (stamps, bounds) == ([], list(DATES[value]))
    else:
        assert [stamp.datatype for stamp in stamps] == [rdflib.XSD[datatype]]
        assert str(stamps[0]).startswith(value)
        assert bounds == []
        assert not stamps[0].ill_typed


def test_evidence_leads_to_the_words_of_the_article(tmp_path: Path) -> None:
    article = of_every_status()
    graph = rdf_of("turtle", tmp_path, article)
    asked = f"""
        PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?start ?end ?text WHERE {{
            ?event a <{SEM}Event> ; prov:wasDerivedFrom ?words .
            ?words <{NN}start> ?start ; <{NN}end> ?end ; <https://schema.org/text> ?text ; prov:wasQuotedFrom ?article .
            ?article a <https://schema.org/NewsArticle>
        }}"""
    found = list(graph.query(asked))
    assert found
    for row in found:
        assert article.text[int(row.start) : int(row.end)] == str(row.text)


def test_ftm_has_what_happened_alone(tmp_path: Path) -> None:
    entities = lines(written("ftm", tmp_path, of_every_status()))
    by_schema: dict[str, list[dict[str, Any]]] = {}
    for one in entities:
        by_schema.setdefault(one["schema"], []).append(one["properties"])
    assert set(by_schema) == {"Article", "Person", "Address", "Event", "UnknownLink"}
    assert [event["name"] for event in by_schema["Event"]] == [["MEETING: Anna Neri, Ugo Bo"], ["DEATH: Lea Po"]]
    assert [link["role"] for link in by_schema["UnknownLink"]] == [["MET_WITH"], ["MET_IN"], ["MET_IN"]]
    assert by_schema["Event"][0]["date"] == ["2024-05"]


@pytest.mark.parametrize("make", ARTICLES)
def test_ftm_points_at_what_is_there(tmp_path: Path, make) -> None:
    entities = lines(written("ftm", tmp_path, make()))
    ids = [one["id"] for one in entities]
    assert len(ids) == len(set(ids))
    pointing = ("proof", "involved", "organizer", "addressEntity", "subject", "object")
    for one in entities:
        assert re.fullmatch(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?", one["id"])
        assert one["properties"].get("name") or one["schema"] == "UnknownLink"
        for name, values in one["properties"].items():
            assert values
            assert all(isinstance(value, str) and 0 < len(value) <= 65_000 for value in values)
            assert name not in pointing or set(values) <= set(ids)


@pytest.mark.parametrize("make", ARTICLES)
def test_ftm_itself_drops_nothing(tmp_path: Path, make) -> None:
    model = pytest.importorskip("followthemoney", reason="followthemoney (with pyicu) is not installed").model
    for one in lines(written("ftm", tmp_path, make())):
        proxy = model.get_proxy(one, cleaned=False)
        proxy.schema.validate(one)
        back = proxy.to_dict()["properties"]
        assert {name: sorted(values) for name, values in back.items()} == {
            name: sorted(values) for name, values in one["properties"].items()
        }


@pytest.mark.parametrize(("value", "days"), DATES.items())
def test_ftm_has_dates_that_it_knows(tmp_path: Path, value: str, days: tuple[str, str]) -> None:
    entities = lines(written("ftm", tmp_path, told({"date": value}, names=("Anna Neri", "Ugo Bo"))))
    for one in (one["properties"] for one in entities if one["schema"] in ("Event", "UnknownLink")):
        exact = re.fullmatch(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?", value)
        found = one.get("date", []), one.get("startDate", []), one.get("endDate", [])
        assert found == (([value], [], []) if exact else ([], [days[0]], [days[1]]))


def test_ftm_parts_a_text_that_is_too_long(tmp_path: Path) -> None:
    article = told({}, names=("Anna Neri", "Ugo Bo"))
    long = article.model_copy(update={"text": article.text + " parola" * 20_000})
    body = lines(written("ftm", tmp_path, long))[0]["properties"]["bodyText"]
    assert len(body) > 1
    assert " ".join(body) == long.text


def test_ftm_has_no_word_for_what_is_planned(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="it would say that it happened"):
        written("ftm", tmp_path, of_every_status(), statuses=["planned"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("make", ARTICLES)
def test_plover_has_what_its_manual_asks_for(tmp_path: Path, make) -> None:
    records = lines(written("plover", tmp_path, make()))
    assert len({record["id"] for record in records}) == len(records) > 0
    for record in records:
        assert {"id", "date", "source", "event"} <= record.keys()
        assert record["date"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", record["date"])
        assert set(record["event"]) <= set(QUADS)
        assert record["source"]
        assert record["quad_code"] in (1, 2, 3, 4)


def test_plover_tells_what_is_no_fact_by_its_context(tmp_path: Path) -> None:
    records = lines(written("plover", tmp_path, of_every_status()))
    contexts = {record["newsnlp"]["status"]: record.get("context") for record in records}
    assert contexts == {
        "happened": None,
        "planned": ["future"],
        "possible": ["hypothetical"],
        "negated": ["negation"],
    }
    assert [(record["date"], record["enddate"]) for record in records] == [("2024-05-01", "2024-05-31")] * 4


def test_plover_has_visitors_as_source_and_hosts_as_recipient(tmp_path: Path) -> None:
    (record,) = lines(written("plover", tmp_path, told({"agent": ["E1"]}, names=("Anna Neri", "Ugo Bo"))))
    names = {side: [actor["actor_text"] for actor in record[side]] for side in ("source", "recipient")}
    assert names == {"source": ["Anna Neri"], "recipient": ["Ugo Bo"]}
    assert record["mode"] == ["visit"]
    assert record["event_loc"]["name"] == "Roma"


def test_every_category_of_plover_has_its_quad() -> None:
    assert {category for category, _ in CATEGORIES.values()} == set(QUADS)


@pytest.mark.parametrize("make", ARTICLES)
def test_tables_have_every_event_and_article(tmp_path: Path, make) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    article = make()
    folder = written("tables", tmp_path, article)
    tables = {file.stem: pq.read_table(file) for file in folder.iterdir()}
    assert set(tables) == {"nodes", "edges", "events", "articles"}
    events = tables["events"].to_pylist()
    assert [row["status"] for row in events] == [event.status for event in article.events]
    assert {row["is_fact"] == (row["status"] == "happened") for row in events} == {True}
    nodes = set(tables["nodes"].column("id").to_pylist())
    edges = tables["edges"].to_pylist()
    assert {end for row in edges for end in (row["source"], row["target"])} <= nodes
    assert tables["articles"].column("characters").to_pylist() == [len(article.text)]
    empty = written("tables", tmp_path / "none")
    assert all(pq.read_schema(empty / f"{name}.parquet").equals(table.schema) for name, table in tables.items())


@pytest.mark.parametrize("form", TEXTS)
def test_nothing_breaks_out_of_a_file(tmp_path: Path, form: str) -> None:
    pytest.importorskip("rdflib")
    target = written(form, tmp_path, hostile())
    for file in FORMATS[form].paths(target):
        content = file.read_bytes().decode("utf8")
        assert "\x1b" not in content
        assert "\x00" not in content
        if form not in ("graphml", "cypher", "turtle", "gephi", "neo4j"):  # those stand in no page
            assert "</script>" not in content
        if form != "graphml":  # keeps names to the letter, but for its labels
            assert not HARMFUL.search(content)


@pytest.mark.parametrize("form", FORMATS)
def test_same_records_same_bytes(tmp_path: Path, form: str) -> None:
    pytest.importorskip("rdflib")
    pytest.importorskip("pyarrow")
    documents = of_every_status(), told({}, names=HOSTILE[:5], key="a2")
    first, second = (written(form, tmp_path / name, *documents) for name in "ab")
    for one, other in zip(FORMATS[form].paths(first), FORMATS[form].paths(second), strict=True):
        assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("status", STATUSES)
def test_one_status_alone(tmp_path: Path, status: str) -> None:
    records = lines(written("plover", tmp_path, of_every_status(), statuses=[status]))
    assert [record["newsnlp"]["status"] for record in records] == [status]


def test_unsure_events_are_left_out(tmp_path: Path) -> None:
    article = told({"confidence": 0.4}, {"confidence": 0.8}, names=("Anna Neri", "Ugo Bo"))
    (record,) = lines(written("plover", tmp_path, article, min_confidence=0.5))
    assert record["newsnlp"]["confidence"] == 0.8


def test_articles_that_failed_are_left_out(tmp_path: Path) -> None:
    failure = Failure(id="x", stage="read", reason="empty")
    export_records([failure, of_every_status()], tmp_path / "x.plover.jsonl")
    assert len(lines(tmp_path / "x.plover.jsonl")) == len(STATUSES)


@pytest.mark.parametrize(
    ("path", "options", "error"),
    [
        ("x.txt", {}, FormatError),
        ("x", {}, FormatError),
        ("x.gexf", {"format": "gefx"}, FormatError),
        ("x.gexf", {"statuses": "happened"}, InputError),
        ("x.gexf", {"statuses": ["held"]}, InputError),
        ("x.gexf", {"min_confidence": 2}, InputError),
    ],
)
def test_wrong_use_is_told_before_anything_is_written(
    tmp_path: Path, path: str, options: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        export_records([of_every_status()], tmp_path / path, **options)
    assert list(tmp_path.iterdir()) == []


def test_two_records_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="two documents have the id"):
        export_records([of_every_status(), of_every_status()], tmp_path / "x.ttl")
    assert list(tmp_path.iterdir()) == []
