"""Registration of every newsnlp component as a spaCy factory; exported as ``spacy_factories`` entry points."""

from __future__ import annotations

from spacy.language import Language

from newsnlp.annotate.breaks import Breaks
from newsnlp.annotate.entities.component import Entities
from newsnlp.annotate.layers import register_extensions

register_extensions()


@Language.factory("newsnlp_breaks", assigns=["token.is_sent_start"])
def create_breaks(nlp: Language, name: str) -> Breaks:
    """Return the component that ends sentences where paragraphs end."""
    return Breaks()


@Language.factory(
    "newsnlp_entities",
    requires=["doc.ents"],
    assigns=["doc._.newsnlp_entities", "doc.spans"],
)
def create_entities(nlp: Language, name: str) -> Entities:
    """Return the component that groups names into people, organisations and places."""
    return Entities()
