"""The relation layer on the Doc and in the record."""

from __future__ import annotations

import spacy
from spacy.tokens import DocBin

import newsnlp
from newsnlp.annotation import keys, layers
from newsnlp.annotation.relations.component import Relations


def test_nothing_to_find():
    doc = spacy.blank("it")("La moglie tace.")
    assert Relations().find(doc) == []


def test_find_changes_nothing_and_docbin_keeps_the_layer(nlp):
    doc = nlp("Anna Verdi, moglie di Marco Ferri, ha parlato a Oslo.")
    before = layers.relations(doc)
    doc._.set(keys.RELATION_LAYER, None)
    assert Relations().find(doc) == before
    assert layers.relations(doc) == []
    Relations()(doc)
    restored = next(DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab))
    assert [r["type"] for r in layers.relations(restored)] == ["SPOUSE_OF"]


def test_the_record_and_the_network(nlp):
    text = "Anna Verdi, moglie di Marco Ferri, ha parlato. La Croce Rossa, con sede a Ginevra, ha risposto."
    record = newsnlp.annotate(text, nlp=nlp)
    spouse, seat = record.relations
    names = {entity.id: entity.name for entity in record.entities}
    assert (names[spouse.source], spouse.type, names[spouse.target]) == ("Anna Verdi", "SPOUSE_OF", "Marco Ferri")
    assert [span.text for span in spouse.mentions] == ["moglie"]
    assert [span.text for span in spouse.evidence] == ["Anna Verdi, moglie di Marco Ferri, ha parlato."]
    assert (seat.type, seat.status, names[seat.target]) == ("BASED_IN", "happened", "Ginevra")
    edges = {data["type"]: data for *_, data in newsnlp.build_graph([record]).edges(data=True)}
    assert edges["SPOUSE_OF"]["trigger"] == "moglie"
    assert "BASED_IN" in edges
