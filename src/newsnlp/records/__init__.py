"""From the layers of an annotated spaCy Doc to the record of the article."""

from newsnlp.records.build import build_document

__all__ = ["build_document"]
