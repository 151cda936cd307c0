"""The record of an annotated article and its parts."""

from newsnlp.schema.article import RawArticle, content_id, is_missing, parse_date, shown
from newsnlp.schema.document import (
    SCHEMA_VERSION,
    Argument,
    Attribution,
    Document,
    Entity,
    Event,
    Failure,
    Mention,
    PipelineInfo,
    Quote,
    Relation,
    Role,
    Span,
    TimeExpression,
    Words,
    reading_order,
)
from newsnlp.schema.iso import ISO_FORMS, granularity

__all__ = [
    "ISO_FORMS",
    "SCHEMA_VERSION",
    "Argument",
    "Attribution",
    "Document",
    "Entity",
    "Event",
    "Failure",
    "Mention",
    "PipelineInfo",
    "Quote",
    "RawArticle",
    "Relation",
    "Role",
    "Span",
    "TimeExpression",
    "Words",
    "content_id",
    "granularity",
    "is_missing",
    "parse_date",
    "reading_order",
    "shown",
]
