"""The corridor: the order of the rooms, batches, and what becomes of an article that fails."""

from __future__ import annotations

import datetime
import logging
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path, PurePath
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, get_args

from spacy.language import Language
from spacy.tokens import Doc

from newsnlp import __version__
from newsnlp.annotation import keys
from newsnlp.annotation.desk import doc_maker
from newsnlp.annotation.pipeline import check_components, load, load_base, model_name
from newsnlp.cleaning import CleanText, clean, with_headline
from newsnlp.errors import ArticleError, FormatError, InputError, LanguageDataError
from newsnlp.files import STDIO
from newsnlp.lang.loader import fingerprint
from newsnlp.reading import (
    FieldNames,
    Inputs,
    Names,
    Source,
    article_of,
    check_source,
    expand,
    given_id,
    read_checked,
    read_stream,
    readable_name,
)
from newsnlp.records import build_document, gaps
from newsnlp.schema import Document, Failure, PipelineInfo, RawArticle, confident_part, content_id, parse_date, shown
from newsnlp.schema.given import choice, count, seconds, share
from newsnlp.schema.kinds import Kind
from newsnlp.store import (
    FailureFile,
    TakenIds,
    failures_beside,
    failures_path,
    file_kind,
    look_into,
    read_documents,
    read_gold,
    read_records,
    to_line,
)
from newsnlp.time_limit import within

if TYPE_CHECKING:
    from newsnlp.export import Format

__all__ = [
    "FailureFile",
    "annotate",
    "annotate_again",
    "annotate_many",
    "article_sources",
    "default_pipeline",
    "expand",
    "failures_beside",
    "failures_path",
    "graph_format",
    "load",
    "model_facts",
    "parse_date",
    "pipeline_info",
    "read_documents",
    "read_gold",
    "read_many",
    "records_of",
    "records_of_many",
    "score_pipeline",
    "to_line",
    "versions",
]
JSON_SUFFIXES = frozenset({".jsonl", ".json"})
_ADVICE = {
    Kind.RECORD: "they are annotated already; newsnlp show, explain, graph and evaluate take them",
    Kind.FAILURE: "they say which articles could not be annotated, and why; give the articles themselves",
}
LANGUAGE_PACKAGE = "newsnlp.lang.it"
BATCH_SIZE = 32
# So many characters are in work at once, but for an article that has more by itself; they take some 150 MB.
BATCH_CHARACTERS = 100_000
# Of processor time that one article may take: ten times what the longest that is taken (`nlp.max_length`) needs.
MAX_SECONDS = 600.0
OnError = Literal["record", "raise"]
Article = RawArticle | Failure | Mapping[str, Any] | str

log = logging.getLogger("newsnlp")
log.addHandler(logging.NullHandler())  # traces go where the program that uses newsnlp wants them


def annotate(
    text: str,
    *,
    published: datetime.date | str | None = None,
    id: str | None = None,
    title: str | None = None,
    nlp: Language | None = None,
    max_seconds: float | None = MAX_SECONDS,
    min_confidence: float = 0.0,
) -> Document:
    """Return the record of one article: who met whom, where, when, and the sentences that say so.

    Args:
        text: the article; all offsets of the record count its code points, but for those of the headline.
        published: day of publication, ISO 8601; without it "ieri" has no value.
        id: id of the record; derived from the text where None.
        title: the headline. Where the text does not begin with it, it is annotated as a line before the text, and
            what is found there has the ``part`` "title".
        nlp: a pipeline of `newsnlp.load`; by default the shipped one, loaded once.
        max_seconds: of processor time that the article may take; None for no limit.
        min_confidence: leaves out events, and who takes part in them, where and when, of less confidence, 0 to 1.

    Raises:
        ArticleError: the text is empty, too long or not text, `published` is no date, or the time is over.
        InputError: `max_seconds` or `min_confidence` is not what it should be.
        ModelError: `nlp` is None and the shipped pipeline is not installed, or `nlp` is no pipeline of newsnlp.
    """
    if not isinstance(text, str):
        raise ArticleError(f"the text must be a string, not {type(text).__name__}")
    share("min_confidence", min_confidence)
    language = None if nlp is None else check_components(nlp)
    article = article_of({"text": text, "id": id, "title": title, "published": parse_date(published)})
    language = language or default_pipeline()
    with within(seconds(max_seconds)):
        prepared = _prepare(article, language)
        found = _record(language(_doc(*prepared, doc_maker(language))), *prepared, language)
    return confident_part(found, min_confidence)


def annotate_many(
    articles: Iterable[Article],
    *,
    nlp: Language | None = None,
    on_error: OnError = "record",
    batch_size: int = BATCH_SIZE,
    max_seconds: float | None = MAX_SECONDS,
    min_confidence: float = 0.0,
) -> Iterator[Document | Failure]:
    """Yield the record of every article in order, or a `Failure` in the place of one that cannot be annotated.

    Args:
        articles: a list or a stream of what `newsnlp.reading.read` yields, of mappings with the fields of
            `RawArticle` (only ``text`` is needed, others go along as ``meta``), or of bare texts; a `Failure` of the
            reader is passed on. A second article of the same id is renamed ("x" -> "x#2"), with a warning.
        nlp: a pipeline of `newsnlp.load`; by default the shipped one, loaded once.
        on_error: "record" yields a `Failure`, "raise" stops at the first article that fails.
        batch_size: how many articles are in work at once, fewer where they are long: see `BATCH_CHARACTERS`. Nothing
            else is held in memory.
        max_seconds: of processor time that an article may take before it becomes a `Failure`; None for no limit.
        min_confidence: leaves out events, and who takes part in them, where and when, of less confidence, 0 to 1.

    Raises:
        ArticleError: an article fails and `on_error` is "raise".
        InputError: `articles` is one article, or something else than articles; an option is not what it should be.
            Told at once, before the first article is asked for.
        LanguageDataError: the data files of newsnlp are broken; no article is to blame.
        ModelError: `nlp` is None and the shipped pipeline is not installed, or `nlp` is no pipeline of newsnlp.
    """
    _check_articles(articles)
    choice("on_error", on_error, get_args(OnError))
    count("batch_size", batch_size)
    seconds(max_seconds)
    share("min_confidence", min_confidence)
    language = None if nlp is None else check_components(nlp)
    found = _annotated(articles, language, on_error=on_error, batch_size=batch_size, most=max_seconds)
    return (item if isinstance(item, Failure) else confident_part(item, min_confidence) for item in found)


def _check_articles(articles: object) -> None:
    if isinstance(articles, str | bytes | Mapping | RawArticle | PurePath):
        raise InputError(
            f"articles must be a list or a stream of articles, not {shown(articles)}: newsnlp.annotate(text) takes one "
            "article, annotate_many([article]) a list of one, newsnlp.reading.read(path) yields those of a file"
        )
    if hasattr(articles, "columns"):
        raise InputError("articles must be a list or a stream of articles, not a table: table.to_dict('records')")
    if not isinstance(articles, Iterable):
        raise InputError(f"articles must be a list or a stream of articles, not {shown(articles)}")


def _annotated(
    articles: Iterable[Article], nlp: Language | None, *, on_error: OnError, batch_size: int, most: float | None
) -> Iterator[Document | Failure]:
    language = default_pipeline() if nlp is None else nlp
    for batch in _batches(_distinct(articles), batch_size):
        for result in _annotate_batch(batch, language, most):
            if on_error == "raise" and isinstance(result, Failure):
                raise ArticleError(f"{result.id}: {result.reason}")
            yield result


def read_many(
    sources: Iterable[str | Path | Source] | Inputs,
    *,
    published: datetime.date | None = None,
    fields: Names | None = None,
) -> Iterator[RawArticle | Failure]:
    """Yield the articles of all files, folders and patterns in order; see `newsnlp.reading.read`.

    Raises:
        FormatError: one of the files is missing, of unknown format, or holds records or failures instead of
            articles; raised before the first is read.
        InputError: `fields` names a field that newsnlp does not have.
    """
    names, found = FieldNames(fields), sources if isinstance(sources, Inputs) else article_sources(sources)
    return (a for source in found.sources for a in read_checked(source, published=published, names=names))


def article_sources(given: Iterable[str | Path | Source]) -> Inputs:
    """Return the files of articles that were given by name, in folders and by patterns.

    Records and failures that lie in a folder beside the articles are skipped.

    Raises:
        FormatError: see `read_many`.
    """
    found = expand(given)
    others = {source.path: None for source in found.sources if source.is_found and _kind_of_others(source.path)}
    for source in found.sources:
        if not source.is_found and (kind := _kind_of_others(source.path)):
            raise FormatError(f"{source} holds {kind}, not articles: {_ADVICE[kind]}")
    kept = tuple(source for source in found.sources if source.path not in others)
    return replace(found, sources=kept, skipped=(*found.skipped, *others))


def records_of_many(
    sources: Iterable[str | Path | Source],
    *,
    model: str | None = None,
    published: datetime.date | None = None,
    batch_size: int = 1,
    fields: Names | None = None,
) -> Iterator[Document | Failure]:
    """Yield the records of several files in order; see `records_of`. The pipeline is loaded once, or not at all.

    Raises:
        FormatError: one of the files is missing or of unknown format; raised before the first is read.
    """
    found = (item for item in expand(sources).sources if not (item.is_found and _is_failures(item.path)))
    pipeline = cache(lambda: load(model))
    options: dict[str, Any] = {"published": published, "pipeline": pipeline, "batch_size": batch_size, "fields": fields}
    return chain.from_iterable(records_of(source, **options) for source in found)


def _kind_of_others(name: str) -> Kind | None:
    """Return what a file holds, if it is neither articles nor anything that only reading it can tell."""
    path = Path(name)
    if name == STDIO or path.suffix.lower() not in JSON_SUFFIXES or not path.is_file():
        return None  # what comes through a pipe is told article by article
    try:
        kind = file_kind(path)
    except FormatError:
        return None  # opened, but not to be read: that is a failure in its place, and the other files go on
    return kind if kind in (Kind.RECORD, Kind.FAILURE) else None


def _is_failures(name: str) -> bool:
    return _kind_of_others(name) is Kind.FAILURE


def records_of(
    source: str | Path | Source,
    *,
    model: str | None = None,
    published: datetime.date | None = None,
    pipeline: Callable[[], Language] | None = None,
    batch_size: int = 1,
    fields: Names | None = None,
) -> Iterator[Document | Failure]:
    """Yield the records of a file: those that it holds, or new ones where it holds articles.

    Args:
        source: records of `newsnlp annotate`, or articles as `newsnlp.reading.read` takes them.
        model: the pipeline that annotates articles; not loaded for records.
        published: day of publication of articles that do not state theirs.
        pipeline: gives the pipeline, in the place of `model`.
        batch_size: how many articles are in work at once.
        fields: under which names the fields of articles stand; see `newsnlp.reading.read`.

    Raises:
        FormatError: the file is missing, of unknown format, or holds a broken record.
        ModelError: the pipeline is needed and not there.
    """
    check_source(source)
    path = source.path if isinstance(source, Source) else source
    kind, stream = look_into(path)
    if kind is Kind.RECORD:
        return read_documents(path) if stream is None else read_records(stream, str(path))
    if kind is Kind.FAILURE:
        raise FormatError(f"{source} holds {kind}, neither articles nor records: {_ADVICE[kind]}")
    names = FieldNames(fields)
    if stream is None:
        articles = read_checked(source, published=published, names=names)
    else:
        name = "stdin" if str(source) == STDIO else readable_name(str(source))
        articles = read_stream(stream, name=name, published=published, names=names)
    nlp = load(model) if pipeline is None else pipeline()
    return annotate_many(articles, nlp=nlp, batch_size=batch_size)


_loading = Lock()


def default_pipeline() -> Language:
    """Return the shipped pipeline, loaded once per process; a thread that comes meanwhile waits for it."""
    with _loading:
        return shipped_pipeline()


@cache
def shipped_pipeline() -> Language:
    """Return the shipped pipeline, loaded at the first call; `default_pipeline` lets one thread in at a time."""
    return load()


def pipeline_info(nlp: Language) -> PipelineInfo:
    """Return what a record says about its making."""
    return PipelineInfo(newsnlp=__version__, model=model_name(nlp), language_data=fingerprint(LANGUAGE_PACKAGE))


def annotate_again(golds: Iterable[Document], *, nlp: Language | None = None) -> Iterator[Document | Failure]:
    """Yield new records of the texts of `golds`, as if they had never been annotated."""
    fields = ("id", "text", "title", "published", "url", "source", "meta")
    articles = (RawArticle.model_validate({name: getattr(gold, name) for name in fields}) for gold in golds)
    return annotate_many(articles, nlp=nlp)


def score_pipeline(path: Path, *, model: str | Path | None = None, together: int | None = None) -> dict[str, float]:
    """Return the figures of a spaCy pipeline on a treebank (.conllu) or on named entities (.tsv, IOB2).

    Args:
        path: see `newsnlp.annotation.scoring` for the form of the files and the figures.
        model: name or path of any pipeline; None for the shipped one.
        together: of named entities, how many sentences are read as one document; None for `SENTENCES_PER_DOCUMENT`.

    Raises:
        FormatError: the file has another suffix, cannot be read or is no such file.
        InputError: `together` is below 1.
        ModelError: the pipeline is not there, or lacks a component that is scored.
    """
    from newsnlp.annotation.scoring import SENTENCES_PER_DOCUMENT, score_entities, score_treebank

    suffix = path.suffix.lower()
    if suffix not in (".conllu", ".tsv"):
        raise FormatError(f"{path}: a pipeline is scored on .conllu (CoNLL-U) or .tsv (IOB2: word, tab, tag)")
    if not path.is_file():
        raise FormatError(f"cannot read {path}: no such file")
    nlp = load_base(model)
    if suffix == ".conllu":
        return score_treebank(nlp, path)
    return score_entities(nlp, path, together=SENTENCES_PER_DOCUMENT if together is None else together)


def graph_format(path: str | Path) -> Format:
    """Return how a network is written in the format that `path` names.

    Raises:
        FormatError: no format has this suffix, or a network is not enough for it.
    """
    from newsnlp.export import network_format  # brings networkx, which annotating does not need

    return network_format(path)


def versions() -> dict[str, str]:
    """Return what takes part besides the trained pipeline, with versions and licences."""
    return {
        "newsnlp": f"{__version__} (MIT)",
        "language data": f"{LANGUAGE_PACKAGE} {fingerprint(LANGUAGE_PACKAGE)} (MIT, or as the files say)",
        "spaCy": f"{version('spacy')} (MIT)",
        "Python": platform.python_version(),
    }


def model_facts(nlp: Language) -> dict[str, str]:
    """Return name, licence and origin of a pipeline, and the components that run."""
    meta = nlp.meta
    return {
        "model": model_name(nlp),
        "model licence": str(meta.get("license") or "not stated"),
        "model author": str(meta.get("author") or "not stated"),
        "model sources": "; ".join(_source(source) for source in meta.get("sources") or ()) or "not stated",
        "components": ", ".join(nlp.pipe_names),
    }


def _source(source: Any) -> str:
    if not isinstance(source, Mapping):
        return str(source)
    return f"{source.get('name')} ({source.get('license', 'licence not stated')})"


def _distinct(articles: Iterable[Article]) -> Iterator[RawArticle | Failure]:
    """Yield raw articles of which no two share an id, and failures for what is no article."""
    with TakenIds() as taken:
        for item in articles:
            try:
                article = item if isinstance(item, Failure) else _raw_article(item)
            except ArticleError as error:
                yield Failure(id=_given_id(item), stage="read", reason=str(error))
                continue
            yield article if isinstance(article, Failure) else _renamed(article, taken.unique(article.id))


def _renamed(article: RawArticle, name: str) -> RawArticle:
    if name == article.id:
        return article
    warning = f"the id {article.id!r} stands for an earlier article too"
    return article.model_copy(update={"id": name, "warnings": (*article.warnings, warning)})


def _batches(articles: Iterable[RawArticle | Failure], most: int) -> Iterator[list[RawArticle | Failure]]:
    """Yield batches of at most `most` articles and `BATCH_CHARACTERS` characters, or of one article that has more."""
    batch: list[RawArticle | Failure] = []
    characters = 0
    for article in articles:
        size = 0 if isinstance(article, Failure) else len(article.text)
        if batch and characters + size > BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
        batch.append(article)
        characters += size
        if len(batch) >= most:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _annotate_batch(batch: list[RawArticle | Failure], nlp: Language, most: float | None) -> list[Document | Failure]:
    """Return a record or a failure for each article of the batch, in its order."""
    results: list[Document | Failure | None] = []
    ready: list[tuple[RawArticle, CleanText]] = []
    for item in batch:
        with within(most):
            prepared = _try_prepare(item, nlp)
        results.append(prepared if isinstance(prepared, Failure) else None)
        if not isinstance(prepared, Failure):
            ready.append(prepared)
    annotated = iter(_annotate_ready(ready, nlp, most))
    return [next(annotated) if result is None else result for result in results]


def _annotate_ready(
    ready: list[tuple[RawArticle, CleanText]], nlp: Language, most: float | None
) -> list[Document | Failure]:
    """Annotate together; where a component fails or the time is over, one by one: only the article at fault is lost.

    Raises:
        LanguageDataError: newsnlp itself is at fault: then no article could be annotated.
    """
    try:
        with within(most):  # of all together: which of them took it is found out below
            make_doc = doc_maker(nlp)
            docs = list(nlp.pipe([_doc(*pair, make_doc) for pair in ready]))
            return [_record(doc, *pair, nlp) for doc, pair in zip(docs, ready, strict=True)]
    except LanguageDataError:
        raise
    except Exception:  # any component may fail in any way on an article; which one is found out below
        log.debug("a batch of %d articles failed, annotating one by one", len(ready), exc_info=True)
    return [_annotate_one(*pair, nlp, most) for pair in ready]


def _annotate_one(article: RawArticle, cleaned: CleanText, nlp: Language, most: float | None) -> Document | Failure:
    try:
        with within(most):
            return _record(nlp(_doc(article, cleaned, doc_maker(nlp))), article, cleaned, nlp)
    except ArticleError as error:
        return Failure(id=article.id, stage="annotate", reason=f"{error} ({len(cleaned.text):,} characters)")
    except LanguageDataError:
        raise
    except Exception as error:  # recorded, with the trace in the log: one article never stops the others
        log.warning("article %s cannot be annotated", article.id, exc_info=True)
        return Failure(id=article.id, stage="annotate", reason=f"{type(error).__name__}: {error}")


def _try_prepare(item: RawArticle | Failure, nlp: Language) -> tuple[RawArticle, CleanText] | Failure:
    if isinstance(item, Failure):
        return item
    try:
        return _prepare(item, nlp)
    except ArticleError as error:
        return Failure(id=item.id, stage="clean", reason=str(error))
    except LanguageDataError:
        raise
    except Exception as error:  # recorded, with the trace in the log: one article never stops the others
        log.warning("article %s cannot be cleaned", item.id, exc_info=True)
        return Failure(id=item.id, stage="clean", reason=f"{type(error).__name__}: {error}")


def _given_id(item: Article) -> str:
    """Return the id by which the failure of something that is no article can be traced."""
    if isinstance(item, Document):
        return item.id
    given = given_id(item) if isinstance(item, Mapping) else None
    return given or content_id(shown(item.get("text") if isinstance(item, Mapping) else item))


def _raw_article(item: RawArticle | Mapping[str, Any] | str) -> RawArticle:
    """Return the article of whatever the caller gave.

    Raises:
        ArticleError: it has no text, or is annotated already. Fields of a wrong type are left out with a warning.
    """
    if isinstance(item, RawArticle):
        return item
    if isinstance(item, Document):
        raise ArticleError("annotated already: a record of newsnlp, not an article")
    if not isinstance(item, Mapping | str):
        raise ArticleError(f"the text must be a string, not {type(item).__name__}")
    return article_of(item if isinstance(item, Mapping) else {"text": item})


def _prepare(article: RawArticle, nlp: Language) -> tuple[RawArticle, CleanText]:
    """Return the article with its cleaned text, below the headline where that was given apart.

    Raises:
        ArticleError: nothing is left to annotate, or more than the pipeline takes.
    """
    cleaned = clean(article.text)
    if not cleaned.text.strip():
        raise ArticleError("the text is empty")
    cleaned = with_headline(cleaned, article.title)
    if len(cleaned.text) > nlp.max_length:
        raise ArticleError(
            f"the text has {len(cleaned.text):,} characters, at most {nlp.max_length:,} are annotated at once: split it"
        )
    return article, cleaned


def _doc(article: RawArticle, cleaned: CleanText, make_doc: Callable[[str], Doc]) -> Doc:
    """Return the tokenised text, with the day that its components count from."""
    doc = make_doc(cleaned.text)
    doc._.set(keys.PUBLISHED, article.published.isoformat() if article.published else None)
    return doc


def _record(doc: Doc, article: RawArticle, cleaned: CleanText, nlp: Language) -> Document:
    warnings = (*gaps(doc), *cleaned.warnings)
    return build_document(doc, article, offsets=cleaned.offsets, pipeline=pipeline_info(nlp), warnings=warnings)
