"""From records to files of other programs: the network first, then what a format needs of both."""

from __future__ import annotations

from collections.abc import Collection as Several
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

from newsnlp.errors import InputError
from newsnlp.export import Collection, Format, format_of
from newsnlp.graph import build_graph, build_network
from newsnlp.schema import Document, Failure, confident_part, with_statuses
from newsnlp.schema.given import choice, records_only, share
from newsnlp.types import Status

__all__ = ["check_statuses", "collect", "export_records", "format_of"]
FACTS = frozenset({"happened"})


def export_records(
    documents: Iterable[Document | Failure],
    path: str | Path,
    *,
    format: str | None = None,
    statuses: Several[Status] | None = None,
    min_confidence: float = 0.0,
) -> None:
    """Write annotated articles for another program: as a network, as triples, as events, as tables.

    Args:
        documents: records, as `newsnlp.annotate_many` yields them with its failures, which are left out.
        path: the file, or the folder of a format that has several files.
        format: its name ("gexf", "ftm"...); by default the suffix of the path decides.
        statuses: of events and relations, those that are written: "happened", "planned", "possible", "negated"; by
            default all that the format can tell apart. What people said of each other and who holds which office stays.
        min_confidence: leaves out events, and who takes part in them, where and when, of less confidence, 0 to 1.

    Raises:
        FormatError: there is no such format, or none of this suffix.
        GraphError: the records hold something that the format cannot carry.
        InputError: something else than records is given, two records share an id, `statuses` or `min_confidence` is
            not what it should be, or the format cannot tell one of the statuses from what happened.
        OutputError: the file cannot be written, or a library that the format needs is not installed.
    """
    form = format_of(path, format)
    share("min_confidence", min_confidence)
    check_statuses(form, statuses)
    with form.saving(path) as save:
        save(collect(documents, form, statuses=statuses, min_confidence=min_confidence))


def check_statuses(form: Format, statuses: Several[str] | None) -> None:
    """Check that a format can carry what is asked for.

    Raises:
        InputError: there is no such status, or the format would make a fact of it.
    """
    if isinstance(statuses, str):
        raise InputError(f"statuses must be a list of words, as [{statuses!r:.20}], not one word")
    for status in statuses or ():
        choice("status", status, get_args(Status))
    beyond = sorted(set(statuses or ()) - FACTS)
    if beyond and form.carries == "facts":
        raise InputError(
            f"the format {form.name} has no word for {', '.join(beyond)}: it would say that it happened; "
            "ask for happened alone, or for another format"
        )


def collect(
    documents: Iterable[Document | Failure],
    form: Format,
    *,
    statuses: Several[str] | None = None,
    min_confidence: float = 0.0,
) -> Collection:
    """Return what a format needs: the network alone, for which no record is held, or the records with it.

    Raises:
        InputError: see `export_records`.
    """
    chosen = _chosen(documents, statuses)
    if form.needs == "network":
        return Collection(build_graph(chosen, min_confidence=min_confidence))
    held = [confident_part(item, min_confidence) for item in records_only(chosen, "documents")]
    network = build_network(held)
    return Collection(network.graph, held, network.nodes)


def _chosen(documents: Iterable[Document | Failure], statuses: Several[str] | None) -> Iterable[Document | Failure]:
    if statuses is None:
        return documents
    return _with_statuses(records_only(documents, "documents"), frozenset(statuses))


def _with_statuses(documents: Iterable[Document], statuses: frozenset[str]) -> Iterator[Document]:
    return (with_statuses(document, statuses) for document in documents)
