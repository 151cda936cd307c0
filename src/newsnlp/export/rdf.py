"""RDF as Turtle and JSON-LD: events in the Simple Event Model and schema.org, their evidence in PROV-O.

What happened is a ``sem:Event`` with its actors, places and times. What is planned, possible or denied is a
``nn:Claim``, with properties of its own (``nn:actor``, ``nn:place``, ``nn:date``): whoever asks for events and who took
part in them never meets it. Both are derived from sentences (``prov:wasDerivedFrom``), which are quoted from articles.
``shapes.ttl`` beside this file says the same in SHACL, for a check.

Needs rdflib: ``pip install 'newsnlp[rdf]'``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from newsnlp.errors import OutputError
from newsnlp.export.plain import harmless_json
from newsnlp.export.vocabulary import CONTEXT

if TYPE_CHECKING:
    import rdflib

    from newsnlp.export.collection import Collection

SHAPES = Path(__file__).with_name("shapes.ttl")


def write_turtle(collection: Collection, stream: BinaryIO) -> None:
    """Write records as Turtle in UTF-8.

    Raises:
        OutputError: rdflib is not installed.
    """
    stream.write(to_rdf(collection).serialize(format="turtle").encode("utf8"))


def write_jsonld(collection: Collection, stream: BinaryIO) -> None:
    """Write records as JSON-LD in UTF-8; the same records give the same bytes.

    Raises:
        OutputError: rdflib is not installed.
    """
    text = to_rdf(collection).serialize(format="json-ld", context=CONTEXT, auto_compact=False)
    found = json.loads(text)
    listed = found.get("@graph", [found] if "@id" in found else [])
    data_set = {"@context": CONTEXT, "@graph": sorted(map(_sorted, listed), key=lambda one: str(one["@id"]))}
    stream.write((harmless_json(json.dumps(data_set, ensure_ascii=False, indent=1)) + "\n").encode("utf8"))


def _sorted(node: Mapping[str, Any]) -> dict[str, Any]:
    """Return a node whose keys and values stand in an order of their own: rdflib gives them as they come."""
    told = partial(json.dumps, sort_keys=True)
    return {
        name: sorted(value, key=told) if isinstance(value, list) else value
        for name, value in sorted(node.items())
        if name != "@context"
    }


def to_rdf(collection: Collection) -> rdflib.Graph:
    """Return records as a graph of rdflib.

    Raises:
        OutputError: rdflib is not installed.
    """
    try:
        from newsnlp.export.triples import triples_of
    except ModuleNotFoundError as error:
        if error.name != "rdflib":
            raise
        raise OutputError("RDF is written by rdflib, which is not installed: pip install 'newsnlp[rdf]'") from error
    return triples_of(collection)
