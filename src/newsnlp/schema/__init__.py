"""The record of an annotated article and its parts."""

from newsnlp.schema.article import RawArticle, content_id, is_missing, parse_date, shown
from newsnlp.schema.confidence import confident_part, with_statuses
from newsnlp.schema.document import (
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
from newsnlp.schema.fields import READABLE_VERSIONS, SCHEMA_VERSION, well_formed
from newsnlp.schema.iso import ISO_FORMS, days, granularity
from newsnlp.schema.judgement import Judgement, Named
from newsnlp.schema.meetings import Meeting

__all__ = [
    "ISO_FORMS",
    "READABLE_VERSIONS",
    "SCHEMA_VERSION",
    "Argument",
    "Attribution",
    "Document",
    "Entity",
    "Event",
    "Failure",
    "Judgement",
    "Meeting",
    "Mention",
    "Named",
    "PipelineInfo",
    "Quote",
    "RawArticle",
    "Relation",
    "Role",
    "Span",
    "TimeExpression",
    "Words",
    "confident_part",
    "content_id",
    "days",
    "granularity",
    "is_missing",
    "parse_date",
    "reading_order",
    "shown",
    "well_formed",
    "with_statuses",
]
