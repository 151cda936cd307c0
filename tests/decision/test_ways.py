"""Through which words an argument came into an event: nearest along the parse, else the text before."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import spacy
from spacy.attrs import SENT_START
from spacy.tokens import Doc, DocBin

from newsnlp.annotation import keys, layers
from newsnlp.annotation.decision.ways import arguments_of, open_sight, path_between
from newsnlp.annotation.layers import register_extensions
from newsnlp.annotation.tokens import tokens_of

register_extensions()
# Ferri ha visto ieri Novak. Poi ne parlò con lui a governo sloveno.
ROWS = [
    ("Ferri", 2, "nsubj"),
    ("ha", 2, "aux"),
    ("visto", 2, "ROOT"),
    ("ieri", 2, "advmod"),
    ("Novak", 2, "obj"),
    (".", 2, "punct"),
    ("Poi", 8, "advmod"),
    ("ne", 8, "obl"),
    ("parlò", 8, "ROOT"),
    ("con", 10, "case"),
    ("lui", 8, "obl"),
    ("a", 12, "case"),
    ("governo", 8, "obl"),
    ("sloveno", 12, "amod"),
    (".", 8, "punct"),
]
FERRI, NOVAK, SLOVENIA = 0, 1, 2


def entity(kind: str, name: str, *mentions: tuple[int, int, str]) -> dict[str, Any]:
    listed = [{"start": start, "end": end, "kind": how} for start, end, how in mentions]
    return {
        "type": kind,
        "name": name,
        "kb_id": None,
        "gender": None,
        "mentions": listed,
        "roles": [],
        "confidence": 1.0,
    }


def event(trigger: int, **roles: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {"participants": [], "agent": [], "target": [], "place": [], "time": None}
    return {"type": "MEETING", "triggers": [(trigger, trigger + 1)], **fields, **roles}


@pytest.fixture
def doc() -> Doc:
    words, heads, deps = zip(*ROWS, strict=True)
    doc = Doc(spacy.blank("it").vocab, words=words, heads=list(heads), deps=list(deps))
    listed = [
        entity("PER", "Ferri", (0, 1, "name"), (10, 11, "pronoun")),
        entity("PER", "Novak", (4, 5, "name")),
        entity("LOC", "Slovenia", (4, 5, "name")),
    ]
    doc._.set(keys.ENTITY_LAYER, listed)
    doc._.set(keys.TIME_LAYER, [{"start": 3, "end": 4, "value": None}])
    doc._.set(keys.ZERO_LAYER, [{"verb": 8, "entities": [NOVAK]}])
    return doc


def with_arguments(doc: Doc, events: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
    sight = open_sight(doc)
    return [{**item, "arguments": arguments_of(sight, item)} for item in events]


def told(doc: Doc, *events: dict[str, Any]) -> list[tuple[str, int | None, str, str, list[str]]]:
    """Return role, entity, via, words and the steps of the path of all arguments."""
    doc._.set(keys.EVENT_LAYER, with_arguments(doc, events))
    return [
        (a["role"], a["entity"], a["via"], doc[a["start"] : a["end"]].text, [f"{d}{dep}" for d, dep, _ in a["path"]])
        for item in layers.events(doc)
        for a in item["arguments"]
    ]


def test_names_and_time_of_the_own_sentence(doc):
    assert told(doc, event(2, participants=[FERRI, NOVAK], time=0)) == [
        ("participants", FERRI, "name", "Ferri", [">nsubj"]),
        ("participants", NOVAK, "name", "Novak", [">obj"]),
        ("time", None, "time", "ieri", [">advmod"]),
    ]


def test_left_out_subject_pronoun_and_adjective(doc):
    # Novak, subject of parlò, is not named in the second sentence; Ferri is "lui", Slovenia "sloveno"
    assert told(doc, event(8, agent=[NOVAK], participants=[FERRI, SLOVENIA])) == [
        ("participants", FERRI, "pronoun", "lui", [">obl"]),
        ("participants", SLOVENIA, "adjective", "sloveno", [">obl", ">amod"]),
        ("agent", NOVAK, "zero", "parlò", []),
    ]


def test_what_the_sentence_does_not_say_is_carried_over(doc):
    doc._.set(keys.ZERO_LAYER, [])
    ((_, _, via, words, path),) = told(doc, event(8, participants=[NOVAK]))
    assert (via, words, path) == ("context", "Novak", [])
    (argument,) = layers.events(doc)[0]["arguments"]
    assert argument["trigger"] is None


def test_time_of_another_sentence_has_no_path(doc):
    assert told(doc, event(8, time=0)) == [("time", None, "time", "ieri", [])]


def test_the_nearer_trigger_is_taken(doc):
    two = {**event(2, participants=[FERRI]), "triggers": [(2, 3), (8, 9)]}
    assert told(doc, two) == [("participants", FERRI, "name", "Ferri", [">nsubj"])]


def test_path_goes_up_and_down(doc):
    steps = path_between(doc[13], doc[10])
    assert steps == [("<", "amod", 12), ("<", "obl", 8), (">", "obl", 10)]
    assert path_between(doc[10], doc[10]) == []


def test_nothing_to_tell(doc):
    assert told(doc, event(2)) == []


def test_docbin_keeps_the_arguments(doc):
    told(doc, event(2, participants=[FERRI], time=0))
    restored = next(DocBin(docs=[doc], store_user_data=True).get_docs(doc.vocab))
    assert len(layers.events(restored)[0]["arguments"]) == 2


def test_every_argument_of_real_articles_is_told(nlp):
    doc = nlp(
        "Il ministro Carlo Ferri ha incontrato ieri a Praga Ana Novak. Poi ha visto Karl Huber. "
        "Il colloquio italo-ceco tra i due è stato rinviato. L'Italia insiste."
    )
    assert layers.events(doc)
    for item in layers.events(doc):
        filled = {(role, e) for role in ("participants", "agent", "target", "place") for e in item[role]}
        assert {(a["role"], a["entity"]) for a in item["arguments"] if a["role"] != "time"} == filled
        for argument in item["arguments"]:
            if argument["path"]:
                assert argument["path"][-1][2] in range(argument["start"], argument["end"])


def test_no_path_where_the_parse_does_not_link_the_words(doc):
    # two trees in one sentence: a foreign parser, or none
    split = Doc(
        doc.vocab, words=["Ferri", "incontra", "Novak"], heads=[0, 1, 1], deps=["ROOT", "ROOT", "obj"],
    )  # fmt: skip
    split.from_array([SENT_START], np.array([1, -1, -1]).astype(np.uint64))
    tokens = tokens_of(split)
    assert path_between(tokens[1], tokens[0]) is None
    assert path_between(tokens[1], tokens[2]) == [(">", "obj", 2)]


def test_a_name_in_which_a_sentence_ends_has_its_way_within_the_sentence(nlp):
    doc = nlp.make_doc("Secondo il premier Emmanuel Macron incontra Meloni")
    doc.from_array([SENT_START], np.array([1, -1, -1, -1, 1, -1, -1]).astype(np.uint64))
    for name, component in nlp.pipeline:
        if name in {"encoder", "tagger", "lemmatizer", "parser"}:
            doc = component(doc)
    name = {"type": "PER", "name": "Emmanuel Macron", "kb_id": None, "gender": None, "roles": [], "confidence": 1.0,
            "mentions": [{"start": 3, "end": 5, "kind": "name"}]}  # fmt: skip
    doc._.set(keys.ENTITY_LAYER, [name])
    told(doc, event(2, participants=[0]))
    (argument,) = layers.events(doc)[0]["arguments"]
    assert argument["trigger"] == 0
    assert argument["path"]
    assert all(token < 4 for _, _, token in argument["path"])
