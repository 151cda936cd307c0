"""From bytes to raw articles, one at a time."""

from newsnlp.reading.fields import FieldNames, Names, article_of, given_id
from newsnlp.reading.inputs import Inputs, Source, expand, readable_name
from newsnlp.reading.source import check_source, read, read_checked, read_stream

__all__ = [
    "FieldNames",
    "Inputs",
    "Names",
    "Source",
    "article_of",
    "check_source",
    "expand",
    "given_id",
    "read",
    "read_checked",
    "read_stream",
    "readable_name",
]
