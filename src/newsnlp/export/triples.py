"""The triples of records: which resource says what of which."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from rdflib import RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef

from newsnlp.export.collection import Collection, Told
from newsnlp.export.plain import UNSTATED, address_part, first_and_last, identifier, is_fact, line, web_address
from newsnlp.export.vocabulary import BASE, CLASSES, PREFIXES, PROPERTIES
from newsnlp.schema import Document, PipelineInfo, Span, granularity
from newsnlp.schema.meetings import MEETING
from newsnlp.types import RelationType

NN, SEM, SCHEMA, PROV, WD = (Namespace(PREFIXES[name]) for name in ("nn", "sem", "schema", "prov", "wd"))
RELATIONS = frozenset(get_args(RelationType))
_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,15}")
_DATATYPES = {"year": XSD.gYear, "month": XSD.gYearMonth, "day": XSD.date, "time": XSD.dateTime}
_CLOCK = re.compile(r"T(\d\d)(?::(\d\d))?(?::(\d\d))?$")


def triples_of(collection: Collection) -> Graph:
    """Return all triples of a collection."""
    writer = _Writer(collection)
    for document in collection.documents:
        writer.add_article(document)
    for node, known in collection.graph.nodes(data=True):
        writer.add_node(node, known)
    for told in collection.events():
        writer.add_event(told)
    for source, target, key, data in collection.graph.edges(keys=True, data=True):
        if data["event"] is None or data["type"] in RELATIONS:
            writer.add_statement(source, target, key, data)
    return writer.graph


def resource(kind: str, key: str) -> URIRef:
    """Return the address of something that is exported."""
    return URIRef(f"{BASE}{kind}:{address_part(key)}")


def time_literal(value: str) -> Literal | None:
    """Return a value with its datatype; None where XML Schema has none, as for weeks, seasons and spans."""
    form = granularity(value)
    if form not in _DATATYPES or not first_and_last(value):
        return None
    if form == "time":
        clock = _CLOCK.search(value)
        if clock is None or int(clock[1]) > 23:
            return Literal(value[:10], datatype=XSD.date)
        hour, minute, second = (part or "00" for part in clock.groups())
        value = f"{value[:10]}T{hour}:{minute}:{second}"
    return Literal(value, datatype=_DATATYPES[form], normalize=False)


class _Writer:
    """A graph that grows."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.graph = Graph()
        for prefix, address in PREFIXES.items():
            self.graph.bind(prefix, address, override=True, replace=True)

    def say(self, subject: URIRef, predicate: URIRef, *values: URIRef | Literal | str | None) -> None:
        """Say something of a subject; texts are made plain, and what is not known is not said."""
        for value in values:
            if value is None:
                continue
            if isinstance(value, URIRef | Literal):
                self.graph.add((subject, predicate, value))
            elif text := line(value):
                self.graph.add((subject, predicate, Literal(text)))

    def add_article(self, document: Document) -> None:
        article = resource("article", document.id)
        self.say(article, RDF.type, SCHEMA.NewsArticle, PROV.Entity)
        self.say(article, SCHEMA.identifier, identifier(document.id))
        self.say(article, SCHEMA.headline, document.title)
        self.say(article, SCHEMA.inLanguage, document.language)
        self.say(article, NN.publisher, document.source)
        if document.published:
            self.say(article, SCHEMA.datePublished, Literal(document.published))
        if address := web_address(document.url):
            self.say(article, SCHEMA.url, Literal(address, datatype=XSD.anyURI))

    def add_node(self, node: str, known: Mapping[str, Any]) -> None:
        named = resource("node", node)
        self.say(named, RDF.type, SCHEMA[CLASSES[known["type"]]], SEM.Place if known["type"] == "LOC" else SEM.Actor)
        self.say(named, RDFS.label, line(known["label"]) or "?")
        self.say(named, SCHEMA.name, known["name"])
        self.say(named, SCHEMA.alternateName, *(alias for alias in known["aliases"] if alias != known["name"]))
        self.say(named, NN.role, *known["roles"])
        self.say(named, NN.mentionedIn, *(resource("article", article) for article in known["articles"]))
        if _WIKIDATA.fullmatch(known["kb_id"] or ""):
            self.say(named, SCHEMA.sameAs, WD[known["kb_id"]])

    def add_event(self, told: Told) -> None:
        event = resource("event", told.key)
        self.say(event, NN.eventType, NN[told.event.type])
        self.say(event, NN.status, NN[told.event.status])
        self.say(event, NN.statusDetail, told.event.status_detail)
        self.say(event, NN.mode, told.event.mode)
        self.say(event, NN.topic, told.event.topic.text if told.event.topic else None)
        self.say(event, NN.dateText, told.event.time.text if told.event.time else None)
        self.say(event, NN.confidence, Literal(f"{told.event.confidence:.4f}", datatype=XSD.decimal))
        self.say(event, NN.attribution, *(said.text for said in told.event.attribution))
        self.say(event, RDFS.label, self._title(told))
        self._derive(event, told.document, told.evidence, pipeline=told.document.pipeline)
        if told.is_fact:
            self._fact(event, told)
        else:
            self._claim(event, told)

    def _title(self, told: Told) -> str:
        names = ", ".join(map(self.collection.name, told.actors()))
        marked = told.event.type if told.is_fact else f"{told.event.type} ({told.event.status})"
        return f"{marked}: {names}" if names else marked

    def _fact(self, event: URIRef, told: Told) -> None:
        """Say who, where and when in the words of public vocabularies: it has happened."""
        self.say(event, RDF.type, SEM.Event, SCHEMA.Event)
        self.say(event, SEM.eventType, NN[told.event.type])
        self.say(event, SEM.hasActor, *self._nodes(told, "participants", "agent", "target"))
        self.say(event, SEM.hasPlace, *self._nodes(told, "place"))
        self.say(event, SCHEMA.location, *self._nodes(told, "place"))
        self.say(event, SCHEMA.name, self._title(told))
        if told.event.type == MEETING:
            self.say(event, SCHEMA.attendee, *self._nodes(told, "participants"))
            self.say(event, SCHEMA.organizer, *self._nodes(told, "agent"))
        else:
            self.say(event, NN.agent, *self._nodes(told, "agent"))
            self.say(event, NN.target, *self._nodes(told, "target"))
        self._when(event, told.date)

    def _when(self, event: URIRef, value: str | None) -> None:
        """Say when; what has no datatype is the span of its days."""
        if value is None:
            return
        exact = time_literal(value)
        self.say(event, NN.date, value)
        if exact is not None:
            self.say(event, SEM.hasTimeStamp, exact)
            self.say(event, SCHEMA.startDate, exact)
        elif span := first_and_last(value):
            self.say(event, SEM.hasBeginTimeStamp, Literal(span[0]))
            self.say(event, SEM.hasEndTimeStamp, Literal(span[1]))
            self.say(event, SCHEMA.startDate, Literal(span[0]))
            self.say(event, SCHEMA.endDate, Literal(span[1]))

    def _claim(self, event: URIRef, told: Told) -> None:
        """Say who, where and when in words of our own alone: it has not happened, as far as is known."""
        self.say(event, RDF.type, NN.Claim)
        self.say(event, NN.actor, *self._nodes(told, "participants", "agent", "target"))
        self.say(event, NN.place, *self._nodes(told, "place"))
        self.say(event, NN.date, told.date)

    def _nodes(self, told: Told, *sides: str) -> list[URIRef]:
        return [resource("node", node) for node in told.side(*sides)]

    def _derive(
        self, said: URIRef, document: Document, words: Span | None, *, pipeline: PipelineInfo | None = None
    ) -> None:
        """Say which article and which words of it something is taken from, and by which pipeline."""
        article = resource("article", document.id)
        self.say(said, RDF.type, PROV.Entity)
        self.say(said, PROV.hadPrimarySource, article)
        if words is not None:
            self._quote(said, document.id, words.part, words.start, words.end, words.text)
        if pipeline is not None:
            self._run(said, pipeline)

    def _quote(self, said: URIRef, article: str, part: str, start: int, end: int, text: str) -> None:
        sentence = resource("evidence", f"{article}/{part}/{start}-{end}")
        self.say(said, PROV.wasDerivedFrom, sentence)
        self.say(sentence, RDF.type, PROV.Entity, SCHEMA.Quotation)
        self.say(sentence, PROV.wasQuotedFrom, resource("article", article))
        self.say(sentence, SCHEMA.text, line(text) or "?")
        self.say(sentence, NN.part, part)
        self.say(sentence, NN.start, Literal(start))
        self.say(sentence, NN.end, Literal(end))

    def _run(self, said: URIRef, pipeline: PipelineInfo) -> None:
        made = f"newsnlp {pipeline.newsnlp}, {pipeline.model}, {pipeline.language_data}"
        run, agent = resource("annotation", made), resource("software", f"newsnlp {pipeline.newsnlp}")
        self.say(said, PROV.wasGeneratedBy, run)
        self.say(run, RDF.type, PROV.Activity)
        self.say(run, RDFS.label, made)
        self.say(run, PROV.wasAssociatedWith, agent)
        self.say(agent, RDF.type, PROV.SoftwareAgent)
        self.say(agent, RDFS.label, f"newsnlp {pipeline.newsnlp}")

    def add_statement(self, source: str, target: str, key: str, data: Mapping[str, Any]) -> None:
        """Say a relation, a role or a quote: by itself with its status, and as a property where it is so."""
        said = resource("statement", str(key))
        ends = resource("node", source), resource("node", target)
        self.say(said, RDF.type, NN.Statement, PROV.Entity)
        self.say(said, NN.relation, NN[data["type"]])
        self.say(said, NN.status, NN[data["status"] or UNSTATED])
        self.say(said, NN.subject, ends[0])
        self.say(said, NN.object, ends[1])
        self.say(said, NN.words, data["trigger"])
        self.say(said, PROV.hadPrimarySource, resource("article", data["article"]))
        if data["evidence"] is not None:
            place = data["evidence_part"], data["evidence_start"], data["evidence_end"]
            self._quote(said, data["article"], *place, data["evidence"])
        if is_fact(data["status"]) and data["type"] in PROPERTIES:
            self.say(ends[0], SCHEMA[PROPERTIES[data["type"]]], ends[1])
