"""From the layers of an annotated spaCy Doc to the record of the article."""

from newsnlp.records.build import build_document
from newsnlp.records.complete import COMPONENT_OF, gaps

__all__ = ["COMPONENT_OF", "build_document", "gaps"]
