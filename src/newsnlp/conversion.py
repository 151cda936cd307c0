"""From a Doc that newsnlp's components have annotated to its record, and to what displaCy draws."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from spacy.tokens import Doc

from newsnlp.annotation import layers
from newsnlp.cleaning import OffsetMap
from newsnlp.errors import ArticleError
from newsnlp.records import COMPONENT_OF, build_document, gaps
from newsnlp.schema import Document, PipelineInfo, RawArticle, content_id, is_missing, parse_date, shown
from newsnlp.viewing import displacy


def to_document(
    doc: Doc,
    *,
    id: str | None = None,
    title: str | None = None,
    published: datetime.date | str | None = None,
    url: str | None = None,
    source: str | None = None,
    meta: Mapping[str, Any] | None = None,
) -> Document:
    """Return the record of a Doc that a pipeline of `newsnlp.load` has annotated; its text is that of the record.

    The Doc may come out of `nlp`, `nlp.pipe`, a DocBin (``store_user_data=True``) or `Doc.from_bytes`.

    Args:
        doc: the Doc, with newsnlp's layers.
        id: id of the record; derived from the text where None.
        title, url, source, meta: recorded only.
        published: day of publication; by default that of ``doc._.newsnlp_published``. The Doc must have been annotated
            with it for "ieri" to have a value.

    Raises:
        ArticleError: the Doc has no layers of newsnlp, its tokens were merged or parted after they were written,
            `published` is no date or another one than that of the Doc, or another argument is not what it should be.
    """
    _check(doc)
    told, given = parse_date(layers.published(doc)), parse_date(published)
    if told and given and told != given:
        raise ArticleError(f"the Doc was annotated with {told} as day of publication, not {given}: annotate it anew")
    article = _article(
        id=content_id(doc.text) if is_missing(id) else id,
        text=doc.text,
        title=title,
        published=told or given,
        url=url,
        source=source,
        meta=dict(meta or {}) if meta is None or isinstance(meta, Mapping) else meta,
    )
    making = layers.making(doc)
    return build_document(
        doc,
        article,
        offsets=OffsetMap.identity(len(doc.text)),
        pipeline=making
        and PipelineInfo.model_validate({key: value for key, value in making.items() if key != "tokens"}),
        warnings=[*gaps(doc), *([] if told or not given else [f"annotated without its day of publication, {given}"])],
    )


def displacy_ents(document: Document | Doc) -> dict[str, Any]:
    """Return what ``spacy.displacy.render(..., style="ent", manual=True)`` draws; see `newsnlp.viewing.displacy`.

    Args:
        document: a record, or a Doc as `to_document` takes it.

    Raises:
        ArticleError: the Doc has no layers of newsnlp.
    """
    return displacy.ents(document if isinstance(document, Document) else to_document(document))


def displacy_spans(document: Document | Doc) -> dict[str, Any]:
    """Return what ``spacy.displacy.render(..., style="span", manual=True)`` draws; see `newsnlp.viewing.displacy`.

    Args:
        document: a record, or a Doc as `to_document` takes it.

    Raises:
        ArticleError: the Doc has no layers of newsnlp.
    """
    return displacy.spans(document if isinstance(document, Document) else to_document(document))


def _article(**fields: Any) -> RawArticle:
    """Return the article of the fields given.

    Raises:
        ArticleError: one of them has another type than it should have; all such are told.
    """
    try:
        return RawArticle.model_validate(fields, strict=True)
    except ValidationError as error:
        told = (f"{fault['loc'][0]}: {fault['msg']}, not {shown(fault['input'])}" for fault in error.errors())
        raise ArticleError("; ".join(dict.fromkeys(told))) from error


def _check(doc: Doc) -> None:
    """Check that a Doc has layers.

    Raises:
        ArticleError: it has none, or is no Doc.
    """
    if not isinstance(doc, Doc):
        raise ArticleError(f"expected is a Doc of spaCy, not {type(doc).__name__}")
    if not any(layers.is_annotated(doc, name) for name in COMPONENT_OF):
        raise ArticleError(
            "the Doc has no layers of newsnlp: annotate it with a pipeline of newsnlp.load(); a DocBin keeps them with "
            "store_user_data=True, Doc.to_bytes unless user_data is excluded, Span.as_doc not at all"
        )
