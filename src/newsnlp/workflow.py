"""The corridor: the order of the rooms, batches, and what becomes of an article that fails."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any, Literal

from spacy.language import Language
from spacy.tokens import Doc

from newsnlp.annotate import keys
from newsnlp.annotate.pipeline import load, model_name
from newsnlp.clean import CleanText, clean
from newsnlp.errors import ArticleError
from newsnlp.lang.loader import fingerprint
from newsnlp.records import build_document
from newsnlp.schema import Document, Failure, PipelineInfo, RawArticle, content_id, parse_date

LANGUAGE_PACKAGE = "newsnlp.lang.it"
BATCH_SIZE = 32
OnError = Literal["record", "raise"]
Article = RawArticle | Failure | Mapping[str, Any] | str

log = logging.getLogger("newsnlp")


def annotate(
    text: str,
    *,
    published: datetime.date | str | None = None,
    id: str | None = None,
    title: str | None = None,
    nlp: Language | None = None,
) -> Document:
    """Return the record of one article: who met whom, where, when, and the sentences that say so.

    Args:
        text: the article, headline first where it has one; all offsets of the record count its code points.
        published: day of publication, ISO 8601; without it "ieri" has no value.
        id: id of the record; derived from the text where None.
        title: recorded only; it is annotated where it stands in the text.
        nlp: a pipeline of `newsnlp.load`; by default the shipped one, loaded once.

    Raises:
        ArticleError: the text is empty, too long or not text, or `published` is no date.
        ModelError: `nlp` is None and the shipped pipeline is not installed.
    """
    article = _raw_article({"text": text, "id": id, "title": title, "published": parse_date(published)})
    language = nlp or default_pipeline()
    prepared = _prepare(article, language)
    return _record(language(_doc(*prepared, language)), *prepared, language)


def annotate_many(
    articles: Iterable[Article],
    *,
    nlp: Language | None = None,
    on_error: OnError = "record",
    batch_size: int = BATCH_SIZE,
) -> Iterator[Document | Failure]:
    """Yield the record of every article in order, or a `Failure` in the place of one that cannot be annotated.

    Args:
        articles: what `newsnlp.read` yields, mappings with the fields of `RawArticle` (only ``text`` is
            needed), or bare texts; a `Failure` of the reader is passed on.
        nlp: a pipeline of `newsnlp.load`; by default the shipped one, loaded once.
        on_error: "record" yields a `Failure`, "raise" stops at the first article that fails.
        batch_size: how many articles are in work at once; nothing else is held in memory.

    Raises:
        ArticleError: an article fails and `on_error` is "raise".
        ModelError: `nlp` is None and the shipped pipeline is not installed.
    """
    language = nlp or default_pipeline()
    stream = iter(articles)
    while batch := list(islice(stream, batch_size)):
        for result in _annotate_batch(batch, language):
            if on_error == "raise" and isinstance(result, Failure):
                raise ArticleError(f"{result.id}: {result.reason}")
            yield result


@cache
def default_pipeline() -> Language:
    """Return the shipped pipeline, loaded once per process."""
    return load()


def pipeline_info(nlp: Language) -> PipelineInfo:
    """Return what a record says about its making."""
    from newsnlp import __version__

    return PipelineInfo(newsnlp=__version__, model=model_name(nlp), language_data=fingerprint(LANGUAGE_PACKAGE))


def _annotate_batch(batch: list[Article], nlp: Language) -> list[Document | Failure]:
    """Return a record or a failure for each article of the batch, in its order."""
    results: list[Document | Failure | None] = []
    ready: list[tuple[RawArticle, CleanText]] = []
    for item in batch:
        prepared = _try_prepare(item, nlp)
        results.append(prepared if isinstance(prepared, Failure) else None)
        if not isinstance(prepared, Failure):
            ready.append(prepared)
    annotated = iter(_annotate_ready(ready, nlp))
    return [next(annotated) if result is None else result for result in results]


def _annotate_ready(ready: list[tuple[RawArticle, CleanText]], nlp: Language) -> list[Document | Failure]:
    """Annotate together; where a component fails, one by one, so that only the article at fault is lost."""
    try:
        docs = list(nlp.pipe([_doc(*pair, nlp) for pair in ready]))
        return [_record(doc, *pair, nlp) for doc, pair in zip(docs, ready, strict=True)]
    except Exception:  # any component may fail in any way on an article; found out one by one
        log.debug("a batch of %d articles failed, annotating one by one", len(ready), exc_info=True)
        return [_annotate_one(*pair, nlp) for pair in ready]


def _annotate_one(article: RawArticle, cleaned: CleanText, nlp: Language) -> Document | Failure:
    try:
        return _record(nlp(_doc(article, cleaned, nlp)), article, cleaned, nlp)
    except Exception as error:  # recorded, with the trace in the log: one article never stops the others
        log.warning("article %s cannot be annotated", article.id, exc_info=True)
        return Failure(id=article.id, stage="annotate", reason=f"{type(error).__name__}: {error}")


def _try_prepare(item: Article, nlp: Language) -> tuple[RawArticle, CleanText] | Failure:
    if isinstance(item, Failure):
        return item
    name = _given_id(item)
    try:
        return _prepare(_raw_article(item), nlp)
    except ArticleError as error:
        return Failure(id=name, stage="clean", reason=str(error))


def _given_id(item: RawArticle | Mapping[str, Any] | str) -> str:
    """Return the id by which a failure of this article can be traced."""
    if isinstance(item, RawArticle):
        return item.id
    given = item.get("id") if isinstance(item, Mapping) else None
    return str(given) if given else content_id(_text_of(item))


def _text_of(item: Mapping[str, Any] | str) -> str:
    text = item.get("text") if isinstance(item, Mapping) else item
    return text if isinstance(text, str) else repr(text)


def _raw_article(item: RawArticle | Mapping[str, Any] | str) -> RawArticle:
    """Return the article of whatever the caller gave.

    Raises:
        ArticleError: it has no text, unknown fields, or fields of a wrong type.
    """
    from pydantic import ValidationError

    if isinstance(item, RawArticle):
        return item
    fields = dict(item) if isinstance(item, Mapping) else {"text": item}
    if not isinstance(fields.get("text"), str):
        raise ArticleError(f"the text must be a str, not {type(fields.get('text')).__name__}")
    fields["id"] = fields.get("id") or content_id(fields["text"])
    try:
        return RawArticle.model_validate(fields)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise ArticleError(f"article {fields['id']!r}: {faults}") from error


def _prepare(article: RawArticle, nlp: Language) -> tuple[RawArticle, CleanText]:
    """Return the article with its cleaned text.

    Raises:
        ArticleError: nothing is left to annotate, or more than the pipeline takes.
    """
    cleaned = clean(article.text)
    if not cleaned.text.strip():
        raise ArticleError("the text is empty")
    if len(cleaned.text) > nlp.max_length:
        raise ArticleError(
            f"the text has {len(cleaned.text):,} characters, at most {nlp.max_length:,} are annotated at once: split it"
        )
    return article, cleaned


def _doc(article: RawArticle, cleaned: CleanText, nlp: Language) -> Doc:
    """Return the tokenised text, with the day that its components count from."""
    doc = nlp.make_doc(cleaned.text)
    doc._.set(keys.PUBLISHED, article.published.isoformat() if article.published else None)
    return doc


def _record(doc: Doc, article: RawArticle, cleaned: CleanText, nlp: Language) -> Document:
    return build_document(doc, article, offsets=cleaned.offsets, pipeline=pipeline_info(nlp), warnings=cleaned.warnings)
