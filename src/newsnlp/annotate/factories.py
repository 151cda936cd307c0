"""Registration of every newsnlp component as a spaCy factory; exported as ``spacy_factories`` entry points."""

from __future__ import annotations

from spacy.language import Language

from newsnlp.annotate.breaks import Breaks
from newsnlp.annotate.layers import register_extensions

register_extensions()


@Language.factory("newsnlp_breaks", assigns=["token.is_sent_start"])
def create_breaks(nlp: Language, name: str) -> Breaks:
    """Return the component that ends sentences where paragraphs end."""
    return Breaks()
