"""The names that RDF of newsnlp is written in."""

from __future__ import annotations

from collections.abc import Mapping

# Of what is exported: articles, nodes, events, sentences.
BASE = "urn:newsnlp:"
# Of what no public vocabulary has a name for.
TERMS = "urn:newsnlp:terms:"
PREFIXES: Mapping[str, str] = {
    "nn": TERMS,
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "wd": "http://www.wikidata.org/entity/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
CONTEXT: Mapping[str, str] = dict(PREFIXES)
# Type of a node -> classes beside that of its part in events.
CLASSES: Mapping[str, str] = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "MISC": "Thing"}
# Relations that schema.org has a property for, said of what holds now.
PROPERTIES: Mapping[str, str] = {
    "SPOUSE_OF": "spouse",
    "PARENT_OF": "children",
    "SIBLING_OF": "sibling",
    "MEMBER_OF": "memberOf",
}
