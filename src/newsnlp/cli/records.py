"""The records that a command shows: those of its files, or new ones of the articles in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from newsnlp.cli.results import refuse_overwriting

if TYPE_CHECKING:
    from newsnlp.schema import Document, Failure


def records_in(
    inputs: Sequence[str], *, model: str | None, published: str | None, names: Mapping[str, str], batch_size: int = 1
) -> Iterator[Document | Failure]:
    """Return the records of files, folders and patterns one by one; articles are annotated, what fails is a `Failure`.

    Args:
        inputs: as they were given on the command line.
        model: the pipeline that annotates articles; not loaded for records.
        published: day of publication of articles that do not state theirs.
        names: under which names the fields of articles stand.
        batch_size: how many articles are in work at once.

    Raises:
        FormatError: a file is missing or of unknown format; raised before the first is read.
        InputError: `published` is no day.
        OutputError: standard output leads into one of the files.
    """
    from newsnlp import workflow

    found = workflow.expand(inputs)
    refuse_overwriting(found.paths)
    day = workflow.parse_date(published)
    return workflow.records_of_many(found.sources, model=model, published=day, batch_size=batch_size, fields=names)
