"""The record of an annotated article and its parts."""

from newsnlp.schema.article import RawArticle, content_id, parse_date
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
    "content_id",
    "granularity",
    "parse_date",
]
