"""Doc -> Document: every field of the layers arrives, over the raw text."""

from __future__ import annotations

import datetime

import pytest
import spacy
from spacy.tokens import Doc

from newsnlp.annotation import keys
from newsnlp.annotation.layers import register_extensions
from newsnlp.cleaning import OffsetMap, clean
from newsnlp.records import build_document
from newsnlp.schema import Document, PipelineInfo, RawArticle

register_extensions()
# "Ieri a Roma Anna Neri ha visto Ugo Bo: «Tutto bene», ha detto il ministro. Forse."
WORDS = (
    *("Ieri", "a", "Roma", "Anna", "Neri", "ha", "visto", "Ugo", "Bo", ":"),
    *("«", "Tutto", "bene", "»", ",", "ha", "detto", "il", "ministro", ".", "Forse", "."),
)
ENTITIES = [
    {
        "type": "PER",
        "name": "Anna Neri",
        "kb_id": "Q1",
        "gender": "f",
        "mentions": [{"start": 3, "end": 5, "kind": "name"}, {"start": 18, "end": 19, "kind": "nominal"}],
        "roles": [{"title": "ministro", "of": "Italia", "start": 18, "end": 19}],
        "confidence": 0.9,
    },
    {
        "type": "PER",
        "name": "Ugo Bo",
        "kb_id": None,
        "gender": None,
        "mentions": [{"start": 7, "end": 9, "kind": "name"}],
        "roles": [{"title": "sindaco", "of": 2, "start": 7, "end": 8}],
        "confidence": 1.0,
    },
    {
        "type": "LOC",
        "name": "Roma",
        "kb_id": None,
        "gender": None,
        "mentions": [{"start": 2, "end": 3, "kind": "name"}],
        "roles": [],
        "confidence": 1.0,
    },
]
EVENT = {
    "type": "MEETING",
    "status": "happened",
    "status_detail": "held",
    "mode": "bilateral",
    "triggers": [(6, 7)],
    "participants": [0, 1, 1],
    "agent": [0],
    "target": [1],
    "place": [2],
    "time": 0,
    "topic": (11, 13),
    "sources": [(0, 15, 17), (None, 20, 21)],
    "open_slots": [(20, 21)],
    "absent": [1],
    "parent": 0,
    "duration": (11, 13),
    "evidence": [(0, 20)],
    "rule": "sym(vedere)",
    "confidence": 0.8,
    "arguments": [
        {
            "role": "agent",
            "entity": 0,
            "via": "name",
            "start": 3,
            "end": 5,
            "trigger": 0,
            "path": [(">", "nsubj", 3)],
            "rule": "sym",
            "confidence": 0.75,
        },
        {"role": "time", "entity": None, "via": "time", "start": 0, "end": 1, "trigger": None, "path": []},
    ],
}
QUOTES = [
    {"speaker": 0, "addressee": 1, "cue": (16, 17), "content": (11, 13), "direct": True},
    {"speaker": None, "addressee": None, "cue": None, "content": (20, 21), "direct": False, "source": (17, 19)},
]


@pytest.fixture
def doc() -> Doc:
    doc = Doc(spacy.blank("it").vocab, words=WORDS)
    doc._.set(keys.ENTITY_LAYER, ENTITIES)
    doc._.set(keys.TIME_LAYER, [{"start": 0, "end": 1, "value": "2024-05-02"}])
    doc._.set(keys.EVENT_LAYER, [EVENT])
    doc._.set(keys.QUOTE_LAYER, QUOTES)
    doc._.set(keys.WARNINGS, ["two people named Neri"])
    return doc


def built(doc: Doc, raw: str | None = None, offsets: OffsetMap | None = None) -> Document:
    text = doc.text if raw is None else raw
    article = RawArticle(id="a", text=text, title="T", published=datetime.date(2024, 5, 3), url="u", source="s")
    return build_document(doc, article, offsets=offsets or OffsetMap.identity(len(text)))


def test_the_head_of_the_record(doc):
    record = built(doc)
    assert (record.id, record.title, record.url, record.source) == ("a", "T", "u", "s")
    assert record.published == datetime.date(2024, 5, 3)
    assert record.language == "it"
    assert record.text == doc.text


def test_entities(doc):
    anna, ugo, roma = built(doc).entities
    assert [entity.id for entity in (anna, ugo, roma)] == ["E1", "E2", "E3"]
    assert [(m.text, m.kind) for m in anna.mentions] == [("Anna Neri", "name"), ("ministro", "nominal")]
    assert (anna.kb_id, anna.gender, anna.confidence) == ("Q1", "f", 0.9)
    assert [(role.title, role.of) for role in (*anna.roles, *ugo.roles)] == [("ministro", "Italia"), ("sindaco", "E3")]
    assert doc.text[anna.roles[0].start : anna.roles[0].end] == "ministro"
    assert (roma.type, roma.name) == ("LOC", "Roma")


def test_events(doc):
    (event,) = built(doc).events
    assert (event.id, event.type, event.status, event.status_detail) == ("V1", "MEETING", "happened", "held")
    assert (event.mode, event.rule, event.confidence) == ("bilateral", "sym(vedere)", 0.8)
    assert (event.participants, event.agent, event.target, event.place) == (("E1", "E2"), ("E1",), ("E2",), ("E3",))
    assert [span.text for span in event.mentions] == ["visto"]
    assert event.time is not None
    assert (event.time.text, event.time.value) == ("Ieri", "2024-05-02")
    assert event.topic is not None
    assert event.topic.text == "Tutto bene"
    assert [(a.source, a.text) for a in event.attribution] == [("E1", "ha detto"), (None, "Forse")]
    assert [span.text for span in event.open_slots] == ["Forse"]
    assert (event.absent, event.parent) == (("E2",), "V1")
    assert event.duration is not None
    assert event.duration.text == "Tutto bene"
    assert event.evidence[0].text.startswith("Ieri a Roma")


def test_arguments_of_an_event(doc):
    agent, time = built(doc).events[0].arguments
    assert (agent.role, agent.entity, agent.via, agent.text) == ("agent", "E1", "name", "Anna Neri")
    assert agent.path == "visto >nsubj Anna"
    assert (agent.rule, agent.confidence) == ("sym", 0.75)
    assert (time.role, time.entity, time.via, time.text, time.path) == ("time", None, "time", "Ieri", None)
    assert (time.rule, time.confidence) == (None, 1.0)  # nobody has weighed it


def test_quotes_times_and_warnings(doc):
    record = built(doc)
    first, second = record.quotes
    assert (first.speaker, first.addressee, first.direct) == ("E1", "E2", True)
    assert first.cue is not None
    assert (first.cue.text, first.content.text) == ("detto", "Tutto bene")
    assert (second.speaker, second.cue, second.direct) == (None, None, False)
    assert first.source is None
    assert second.source is not None
    assert second.source.text == "il ministro"
    assert [(time.text, time.value) for time in record.times] == [("Ieri", "2024-05-02")]
    assert record.times[0].granularity == "day"
    assert record.warnings == ("two people named Neri",)


def test_relations(doc):
    item = {"source": 0, "target": 1, "type": "SPOUSE_OF", "status": "happened", "rule": "beside"}
    doc._.set(keys.RELATION_LAYER, [{**item, "words": [(17, 19)], "evidence": [(0, 20)]}])
    (relation,) = built(doc).relations
    assert (relation.source, relation.type, relation.target, relation.status) == ("E1", "SPOUSE_OF", "E2", "happened")
    assert [span.text for span in relation.mentions] == ["il ministro"]
    assert relation.evidence[0].text.startswith("Ieri a Roma")
    assert (relation.rule, relation.event) == ("beside", None)


def test_a_doc_without_layers_gives_an_empty_record():
    record = built(Doc(spacy.blank("it").vocab, words=["Roma"]))
    assert (record.entities, record.events, record.quotes, record.times, record.warnings) == ((), (), (), (), ())


def test_spans_are_cut_from_the_raw_text(doc):
    # The raw page: markup, curly apostrophes; the record never shows the cleaned text.
    raw = doc.text.replace("Anna Neri", "<b>Anna</b> Neri").replace("bene", "b&egrave;ne")
    cleaned = clean(raw)
    again = Doc(doc.vocab, words=[word.replace("bene", "bène") for word in WORDS])
    assert cleaned.text.split() == again.text.split()
    for name in (*keys.LAYERS,):
        again._.set(name, doc._.get(name))
    record = built(again, raw, cleaned.offsets)
    assert record.text == raw
    assert record.entities[0].mentions[0].text == "Anna</b> Neri"
    assert record.quotes[0].content.text == "Tutto b&egrave;ne"
    assert all(raw[m.start : m.end] == m.text for entity in record.entities for m in entity.mentions)


def test_the_record_goes_through_json_and_back(doc):
    record = built(doc)
    assert Document.model_validate_json(record.model_dump_json()) == record


def test_the_same_doc_gives_the_same_bytes(doc):
    assert built(doc).model_dump_json() == built(doc).model_dump_json()


def test_warnings_are_told_once_and_in_order(doc):
    article = RawArticle(id="a", text=doc.text, warnings=("read", "clean"))
    info = PipelineInfo(newsnlp="1", model="m 1", language_data="abc")
    offsets = OffsetMap.identity(len(doc.text))
    record = build_document(doc, article, offsets=offsets, pipeline=info, warnings=("clean", "more"))
    assert record.warnings == ("read", "clean", "more", "two people named Neri")
    assert record.pipeline == info
