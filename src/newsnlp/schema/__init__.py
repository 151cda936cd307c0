"""The record of an annotated article and its parts."""

from newsnlp.schema.document import (
    SCHEMA_VERSION,
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

__all__ = [
    "SCHEMA_VERSION",
    "Attribution",
    "Document",
    "Entity",
    "Event",
    "Failure",
    "Mention",
    "PipelineInfo",
    "Quote",
    "Relation",
    "Role",
    "Span",
    "TimeExpression",
]
