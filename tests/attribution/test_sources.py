"""Who says that an event is so: each rule with a sentence, and the near miss that must give no source."""

from __future__ import annotations

import pytest

from newsnlp.annotation import keys, layers
from newsnlp.annotation.attribution.component import Attribution
from newsnlp.cleaning import OffsetMap
from newsnlp.lang.it.attribution import attribution_words
from newsnlp.records import build_document
from newsnlp.schema import RawArticle

PEOPLE = {"Ferrante": "PER", "Weber": "PER"}
# "il Cremlino smentisce l'incontro" and its kin: sentence, names, sources as (entity or None, words)
TOLD = [
    (
        "Il/DET/det/2 Cremlino/PROPN/nsubj/3 smentisce/VERB/ROOT/3 l'/DET/det/5 incontro/NOUN/obj/3*",
        {"Cremlino": "ORG"},
        [("Cremlino", "Cremlino")],
    ),
    (
        "L'/DET/det/2 incontro/NOUN/nsubj:pass/5* è/AUX/aux/5 stato/AUX/aux:pass/5 smentito/VERB/ROOT/5 "
        "dal/ADP/case/7 Cremlino/PROPN/obl:agent/5",
        {"Cremlino": "ORG"},
        [("Cremlino", "Cremlino")],
    ),
    (
        "Weber/PROPN/nsubj/2 smentisce/VERB/ROOT/2 la/DET/det/4 notizia/NOUN/obj/2 dell'/ADP/case/6 "
        "incontro/NOUN/nmod/4*",
        {"Weber": "PER"},
        [("Weber", "Weber")],
    ),
    (
        "La/DET/det/2 smentita/NOUN/ROOT/2 del/ADP/case/4 Cremlino/PROPN/nmod/2 sull'/ADP/case/6 incontro/NOUN/nmod/2*",
        {"Cremlino": "ORG"},
        [("Cremlino", "Cremlino")],
    ),
    (
        "Fonti/NOUN/nsubj/3 diplomatiche/ADJ/amod/1 confermano/VERB/ROOT/3 l'/DET/det/5 incontro/NOUN/obj/3*",
        {},
        [(None, "Fonti diplomatiche")],
    ),
    (
        "Secondo/ADP/case/3 l'/DET/det/3 Ansa/PROPN/obl/6 ,/PUNCT/punct/3 Ferrante/PROPN/nsubj/6 vede/VERB/ROOT/6* "
        "Weber/PROPN/obj/6",
        {**PEOPLE, "Ansa": "ORG"},
        [("Ansa", "Ansa")],
    ),
    (
        "Secondo/ADP/case/2 fonti/NOUN/obl/6 del/ADP/case/4 Quirinale/PROPN/nmod/2 Ferrante/PROPN/nsubj/6 "
        "vede/VERB/ROOT/6* Weber/PROPN/obj/6",
        {**PEOPLE, "Quirinale": "LOC"},
        [(None, "fonti del Quirinale")],
    ),
    (
        "L'/DET/det/2 Ansa/PROPN/nsubj/3 cita/VERB/ROOT/3 Reuters/PROPN/obj/3 ,/PUNCT/punct/4 secondo/ADP/case/7 "
        "cui/PRON/obl/9 Ferrante/PROPN/nsubj/9 vede/VERB/acl:relcl/4* Weber/PROPN/obj/9",
        {**PEOPLE, "Ansa": "ORG", "Reuters": "ORG"},
        [("Reuters", "Reuters"), ("Ansa", "Ansa")],
    ),
    (
        "Secondo/ADP/case/3 l'/DET/det/3 Ansa/PROPN/obl/9 ,/PUNCT/punct/3 che/PRON/nsubj/6 cita/VERB/acl:relcl/3 "
        "fonti/NOUN/obj/6 Ferrante/PROPN/nsubj/9 vede/VERB/ROOT/9* Weber/PROPN/obj/9",
        {**PEOPLE, "Ansa": "ORG"},
        [(None, "fonti"), ("Ansa", "Ansa")],
    ),
    (
        "Secondo/ADP/case/2 fonti/NOUN/obl/7 citate/VERB/acl/2 dall'/ADP/case/5 Ansa/PROPN/obl:agent/3 "
        "Ferrante/PROPN/nsubj/7 vede/VERB/ROOT/7* Weber/PROPN/obj/7",
        {**PEOPLE, "Ansa": "ORG"},
        [(None, "fonti"), ("Ansa", "Ansa")],
    ),
]
NOT_TOLD = [
    # the programme, the second time and the agreement say nothing
    "Secondo/ADP/case/3 il/DET/det/3 programma/NOUN/obl/5 Ferrante/PROPN/nsubj/5 vede/VERB/ROOT/5* Weber/PROPN/obj/5",
    # hearsay in the conditional has no author
    "Ferrante/PROPN/nsubj/3 avrebbe/AUX/aux/3 visto/VERB/ROOT/3* Weber/PROPN/obj/3",
    # who wants, prepares or cancels a meeting does not report it
    "Weber/PROPN/nsubj/2 prepara/VERB/ROOT/2 l'/DET/det/4 incontro/NOUN/obj/2*",
    # what is said at the meeting is not said of it
    "Weber/PROPN/nsubj/2 parla/VERB/ROOT/2 durante/ADP/case/5 l'/DET/det/5 incontro/NOUN/obl/2*",
    "Weber/PROPN/nsubj/2 smentisce/VERB/ROOT/2 Ferrante/PROPN/obj/2 dopo/ADP/case/6 l'/DET/det/6 incontro/NOUN/obl/2*",
    # the second clause has a source, the first has none
    "Ferrante/PROPN/nsubj/2 vede/VERB/ROOT/2* Weber/PROPN/obj/2 e/CCONJ/cc/8 ,/PUNCT/punct/8 secondo/ADP/case/7 "
    "Bassani/PROPN/obl/8 parte/VERB/conj/2",
]


def sources(doc):
    component = Attribution()
    component(doc)
    names = layers.entities(doc)
    return [
        [(None if e is None else names[e]["name"], doc[start:end].text) for e, start, end in item["sources"]]
        for item in layers.events(doc)
    ]


@pytest.mark.parametrize(("text", "names", "expected"), TOLD)
def test_whoever_vouches_for_an_event_is_its_source(parsed, text, names, expected):
    assert sources(parsed(text, names)) == [expected]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_near_misses_have_no_source(parsed, text):
    present = {name: kind for name, kind in PEOPLE.items() if f"{name}/" in text}
    assert sources(parsed(text, present)) == [[]]


SAID = (
    "Bassani/PROPN/nsubj/2 dice/VERB/ROOT/2 che/SCONJ/mark/5 Ferrante/PROPN/nsubj/5 vede/VERB/ccomp/2* "
    "Weber/PROPN/obj/5"
)


def quote(speaker: int | None, content: tuple[int, int], cue: tuple[int, int] | None = (1, 2)) -> layers.QuoteItem:
    return {"speaker": speaker, "addressee": None, "cue": cue, "content": content, "direct": False}


def test_the_speaker_of_the_words_around_the_trigger(parsed):
    doc = parsed(SAID, {**PEOPLE, "Bassani": "PER"}, (quote(2, (3, 6)),))
    assert sources(doc) == [[("Bassani", "Bassani")]]


def test_words_that_do_not_hold_the_trigger_tell_nothing(parsed):
    assert sources(parsed(SAID, {**PEOPLE, "Bassani": "PER"}, (quote(2, (5, 6)),))) == [[]]


def test_quotes_within_quotes_end_with_the_outermost(parsed):
    outer, inner = quote(0, (2, 6), cue=None), quote(2, (3, 6))
    doc = parsed(SAID, {**PEOPLE, "Bassani": "PER"}, (outer, inner))
    assert [entity for entity, _ in sources(doc)[0]] == ["Bassani", "Ferrante"]


def test_a_speaker_that_is_no_entity_is_told_in_words(parsed):
    text = SAID.replace("Bassani", "Fonti")
    assert sources(parsed(text, PEOPLE, (quote(None, (3, 6)),))) == [[(None, "Fonti")]]


def test_a_left_out_speaker_is_told_by_the_cue(parsed):
    text = "Dice/VERB/ROOT/1 che/SCONJ/mark/4 Ferrante/PROPN/nsubj/4 vede/VERB/ccomp/1* Weber/PROPN/obj/4"
    doc = parsed(text, {"Weber": "PER"}, (quote(1, (2, 5), cue=(0, 1)),))
    doc._.set(
        keys.ENTITY_LAYER, [*layers.entities(doc), {**layers.entities(doc)[0], "name": "Bassani", "mentions": []}]
    )
    assert sources(doc) == [[("Bassani", "Dice")]]


def test_a_denial_without_subject_is_that_of_whoever_is_meant(parsed):
    text = "Weber/PROPN/ROOT/1 ./PUNCT/punct/1 Ha/AUX/aux/4 smentito/VERB/ROOT/4 l'/DET/det/6 incontro/NOUN/obj/4*"
    doc = parsed(text, {"Weber": "PER"})
    doc._.set(keys.ZERO_LAYER, [{"verb": 2, "entities": [0]}])
    assert sources(doc) == [[("Weber", "smentito")]]


def test_nothing_but_the_sources_changes_and_hearsay_stays_hearsay(parsed):
    doc = parsed("Ferrante/PROPN/nsubj/3 avrebbe/AUX/aux/3 visto/VERB/ROOT/3* Weber/PROPN/obj/3", PEOPLE)
    before = [{**layers.events(doc)[0], "status": "possible", "status_detail": "reported"}]
    doc._.set(keys.EVENT_LAYER, before)
    Attribution()(doc)
    assert layers.events(doc) == before
    record = build_document(doc, RawArticle(id="a", text=doc.text), offsets=OffsetMap.identity(len(doc.text)))
    assert (record.events[0].status_detail, record.events[0].attribution) == ("reported", ())


def test_a_source_without_a_name_reaches_the_record_as_words(parsed):
    doc = Attribution()(parsed(*TOLD[4][:2]))
    record = build_document(doc, RawArticle(id="a", text=doc.text), offsets=OffsetMap.identity(len(doc.text)))
    (source,) = record.events[0].attribution
    assert (source.source, source.text) == (None, "Fonti diplomatiche")
    assert record.text[source.start : source.end] == source.text


def test_the_words_are_there():
    words = attribution_words()
    assert all(word in words.telling for word in ("smentisce", "smentito", "confermano"))
    assert not any(word in words.telling for word in ("prepara", "annulla"))
    assert "citando" in words.citing
