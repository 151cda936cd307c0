"""From documents to edges."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import networkx as nx
import pytest

from newsnlp.errors import InputError
from newsnlp.graph import build_graph
from newsnlp.graph.links import LINKS, EdgeData
from newsnlp.schema import Argument, Document, Event, Failure, Relation, Span
from newsnlp.types import EventType

TREATY_START = {"start": 0, "end": 10, "text": "Anna Verdi"}
VERDI, NOVAK, TRENTO, BOEMIA = "PER:anna verdi", "PER:karel novak", "LOC:trento", "LOC:boemia"


def edges(graph: nx.MultiDiGraph[str], kind: str) -> list[tuple[str, str]]:
    return [(source, target) for source, target, data in graph.edges(data=True) if data["type"] == kind]


def only(graph: nx.MultiDiGraph[str], kind: str) -> EdgeData:
    (found,) = (data for *_, data in graph.edges(data=True) if data["type"] == kind)
    return found


def shift(document: Document, by: int) -> Document:
    """Return the document with all its offsets moved."""

    def moved(value: object) -> object:
        if isinstance(value, dict):
            return {k: v + by if k in {"start", "end"} else moved(v) for k, v in value.items()}
        return [moved(item) for item in value] if isinstance(value, list | tuple) else value

    return Document.model_validate(moved(document.model_dump()))


def test_host_points_at_guest(treaty: Document) -> None:
    graph = build_graph([treaty])
    assert edges(graph, "MET_WITH") == [(VERDI, NOVAK)]
    assert sorted(edges(graph, "MET_IN")) == [(VERDI, TRENTO), (NOVAK, TRENTO)]


def test_host_points_at_guest_against_the_alphabet(treaty: Document) -> None:
    meeting = treaty.events[0].model_copy(update={"agent": ("E2",)})
    graph = build_graph([treaty.model_copy(update={"events": (meeting,)})])
    assert edges(graph, "MET_WITH") == [(NOVAK, VERDI)]


def test_edge_of_a_meeting(treaty: Document) -> None:
    told = {"title": "Il trattato", "url": "https://example.org/1", "source": "Prova", "meta": {"section": "esteri"}}
    data = only(build_graph([treaty.model_copy(update=told)]), "MET_WITH")
    assert data == {
        "type": "MET_WITH",
        "label": "MET_WITH",
        "weight": 1.0,
        "article": "a1",
        "event": "V1",
        "status": "happened",
        "status_detail": None,
        "mode": "bilateral",
        "host": [VERDI],
        "place": [TRENTO],
        "date": "2031-03-04",
        "date_granularity": "day",
        "date_text": "ieri",
        "topic": None,
        "published": "2031-03-05",
        "title": "Il trattato",
        "url": "https://example.org/1",
        "article_source": "Prova",
        "meta": {"section": "esteri"},
        "attribution": [],
        "carried": [],
        "trigger": "ricevuto",
        "evidence": "Anna Verdi ha ricevuto ieri a Trento il presidente boemo Karel Novak",
        "evidence_start": 0,
        "evidence_part": "text",
        "evidence_end": 68,
        "rule": "test",
        "confidence": 1.0,
    }


def test_every_edge_has_the_same_attributes_and_its_evidence(corpus: list[Document]) -> None:
    texts = {document.id: document.text for document in corpus}
    graph = build_graph(corpus)
    for _, _, data in graph.edges(data=True):
        assert set(data) == set(EdgeData.__annotations__)
        assert data["evidence"] == texts[data["article"]][data["evidence_start"] : data["evidence_end"]]


def test_evidence_is_the_sentence_that_tells_most(treaty: Document) -> None:
    """The headline comes first and names both; the sentence below has the place and the day too."""
    headline = "Verdi vede Novak\n"
    document = treaty.model_copy(update={"text": headline + treaty.text})
    shifted = shift(document, len(headline))
    meeting = shifted.events[0]
    title = {"start": 0, "end": 16, "text": "Verdi vede Novak"}
    trigger = {"start": 6, "end": 10, "text": "vede"}
    known = meeting.model_dump()
    event = Event.model_validate(
        known | {"evidence": [title, *known["evidence"]], "mentions": [trigger, *known["mentions"]]}
    )
    data = only(build_graph([shifted.model_copy(update={"events": (event,)})]), "MET_WITH")
    assert (data["trigger"], data["evidence_start"]) == ("ricevuto", len(headline))


def test_status_is_never_raised(corpus: list[Document]) -> None:
    graph = build_graph(corpus)
    seen = {
        (data["article"], data["event"]): data["status"]
        for *_, data in graph.edges(data=True)
        if data["type"] == "MET_WITH"
    }
    assert seen == {
        ("a1", "V1"): "happened",
        ("a2", "V1"): "negated",
        ("a2", "V2"): "planned",
        ("a3", "V1"): "possible",
    }


def test_speech_is_about_who_is_named_in_it(treaty: Document) -> None:
    graph = build_graph([treaty])
    assert edges(graph, "SAID_ABOUT") == [(NOVAK, VERDI)]
    data = only(graph, "SAID_ABOUT")
    assert (data["evidence"], data["trigger"], data["mode"]) == ("Con Anna Verdi lavoreremo bene", "detto", "direct")


def test_speech_without_speaker_gives_no_edge(treaty: Document) -> None:
    quote = treaty.quotes[0].model_copy(update={"speaker": None})
    assert edges(build_graph([treaty.model_copy(update={"quotes": (quote,)})]), "SAID_ABOUT") == []


def test_speech_about_oneself_gives_no_edge(treaty: Document) -> None:
    quote = treaty.quotes[0].model_copy(update={"speaker": "E1"})
    assert edges(build_graph([treaty.model_copy(update={"quotes": (quote,)})]), "SAID_ABOUT") == []


def test_addressee(treaty: Document) -> None:
    quote = treaty.quotes[0].model_copy(update={"addressee": "E1"})
    assert edges(build_graph([treaty.model_copy(update={"quotes": (quote,)})]), "SPOKE_TO") == [(NOVAK, VERDI)]


def test_country_that_only_an_adjective_names(treaty: Document) -> None:
    graph = build_graph([treaty])
    assert edges(graph, "HAS_ROLE_AT") == [(NOVAK, BOEMIA)]
    assert graph.nodes[BOEMIA]["mentions"] == 0
    assert only(graph, "HAS_ROLE_AT")["evidence"] == "presidente boemo"
    assert graph.nodes[NOVAK]["roles"] == ["presidente"]


@pytest.mark.parametrize(("kind", "link"), [(kind, link) for kind, links in LINKS.items() for link in links])
def test_every_event_type_has_its_edge(treaty: Document, kind: EventType, link: tuple[str, str, str]) -> None:
    edge, source, target = link
    sides = {"participants": ("E1", "E2")} if source == target else {source: ("E1",), target: ("E3",)}
    event = Event(id="V9", type=kind, status="planned", mentions=(), rule="test", **sides)
    graph = build_graph([treaty.model_copy(update={"events": (event,), "quotes": (), "entities": treaty.entities})])
    assert edges(graph, edge) == [(VERDI, NOVAK if source == target else TRENTO)]
    assert only(graph, edge)["status"] == "planned"


def test_all_event_types_are_in_the_table() -> None:
    assert set(LINKS) == set(get_args(EventType))


def test_pairs_of_a_large_meeting_stand_once(people: Callable[..., Document]) -> None:
    document = people("a", "Anna Verdi", "Bruno Neri", "Carla Bassi", "Dario Conti")
    event = Event(
        id="V1", type="MEETING", status="happened", mentions=(), rule="test", participants=("E4", "E1", "E2", "E3")
    )
    graph = build_graph([document.model_copy(update={"events": (event,)})])
    found = edges(graph, "MET_WITH")
    assert len(found) == 6
    assert all(source < target for source, target in found)


def test_one_sided_events_are_counted(treaty: Document) -> None:
    death = Event(id="V2", type="DEATH", status="happened", mentions=(), rule="test", target=("E1",))
    graph = build_graph([treaty.model_copy(update={"events": (*treaty.events, death)})])
    assert graph.graph == {"documents": 1, "events": 2, "unlinked_events": 1, "failures": 0}


def test_relations_keep_their_type(treaty: Document) -> None:
    sentence = Span(start=0, end=10, text="Anna Verdi")
    relation = Relation(
        source="E1", target="E2", type="SPOUSE_OF", mentions=(sentence,), evidence=(sentence,), rule="beside"
    )
    graph = build_graph([treaty.model_copy(update={"relations": (relation,)})])
    assert edges(graph, "SPOUSE_OF") == [(VERDI, NOVAK)]
    (data,) = [data for *_, data in graph.edges(data=True) if data["type"] == "SPOUSE_OF"]
    assert (data["trigger"], data["rule"], data["evidence"]) == ("Anna Verdi", "beside", "Anna Verdi")


def test_nothing_in_nothing_out() -> None:
    graph = build_graph([])
    assert (len(graph), graph.size()) == (0, 0)


def test_same_documents_same_graph(corpus: list[Document]) -> None:
    first, second = build_graph(corpus), build_graph(iter(corpus))
    assert list(first.nodes(data=True)) == list(second.nodes(data=True))
    assert list(first.edges(keys=True, data=True)) == list(second.edges(keys=True, data=True))


def test_failures_are_left_out_and_counted(treaty: Document, caplog: pytest.LogCaptureFixture) -> None:
    graph = build_graph([treaty, Failure(id="x", stage="clean", reason="the text is empty")])
    assert (graph.graph["documents"], graph.graph["failures"]) == (1, 1)
    assert "'x' could not be annotated: 'the text is empty'" in caplog.text


def test_one_document_is_a_list_of_one(treaty: Document) -> None:
    assert list(build_graph(treaty)) == list(build_graph([treaty]))  # type: ignore[arg-type]


def read_to_its_end() -> object:
    stream = (document for document in [])
    list(stream)
    return stream


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("docs.jsonl", "newsnlp.read_documents"),
        (Path("docs.jsonl"), "newsnlp.read_documents"),
        ({"id": "a", "text": "b"}, "Document.model_validate"),
        ([{"id": "a", "text": "b"}], "Document.model_validate"),
        (["Ieri a Roma."], "newsnlp.annotate"),
        (None, "documents must be a list of records"),
        ([None], "documents must be records"),
        (5, "documents must be a list of records"),
        (read_to_its_end(), "read to its end: keep its records in a list"),
    ],
)
def test_what_are_no_records_is_told(given: object, told: str) -> None:
    with pytest.raises(InputError, match=told):
        build_graph(given)  # type: ignore[arg-type]


def test_whoever_is_carried_over_is_told_by_the_edge(treaty: Document) -> None:
    carried = Argument(**TREATY_START, role="participants", entity="E1", via="context", path=None)
    event = treaty.events[0].model_copy(update={"arguments": (carried,)})
    data = only(build_graph([treaty.model_copy(update={"events": (event,)})]), "MET_WITH")
    assert data["carried"] == [VERDI]


def test_labels_stand_on_one_line(people: Callable[..., Document]) -> None:
    graph = build_graph([people("a", "Anna\nVerdi\x1b[31m", "\x01\x02")])
    assert [data["label"] for _, data in graph.nodes(data=True)] == ["Anna Verdi [31m", "?"]


def test_edge_keys_are_unique(corpus: list[Document]) -> None:
    keys = [key for *_, key in build_graph(corpus).edges(keys=True)]
    assert len(keys) == len(set(keys))


def test_repeated_article_id_is_refused(treaty: Document) -> None:
    with pytest.raises(InputError, match="two documents have the id 'a1'"):
        build_graph([treaty, treaty])


def test_unknown_entity_is_refused(treaty: Document) -> None:
    event = treaty.events[0].model_copy(update={"participants": ("E1", "E77")})
    with pytest.raises(InputError, match=r"'a1'.*E77"):
        build_graph([treaty.model_copy(update={"events": (event,)})])
