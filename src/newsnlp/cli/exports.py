"""``newsnlp export``: records become files of other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from newsnlp.cli.meetings import Status
from newsnlp.cli.options import Inputs, Limit, MinConfidence, Model, Published, Quiet
from newsnlp.cli.output import Exit, exit_codes, report
from newsnlp.cli.records import records_in
from newsnlp.cli.summary import Run
from newsnlp.files import refuse_overlap, shown
from newsnlp.viewing.console import say

if TYPE_CHECKING:
    from newsnlp.schema import Document, Failure


def export(
    inputs: Inputs,
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to; the suffix names the format, unless --format does."
        ),
    ],
    name: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="graphml, json, gexf, gephi, neo4j, cypher, turtle, jsonld, ftm, plover, parquet or tables; gephi, "
            "neo4j and tables are folders.",
        ),
    ] = None,
    status: Annotated[
        list[Status] | None,
        typer.Option(help="Events and relations of this status alone; may be given several times."),
    ] = None,
    min_confidence: MinConfidence = 0.0,
    limit: Limit = None,
    model: Model = None,
    published: Published = None,
    quiet: Quiet = False,
) -> None:
    """Write articles for another program: Gephi, Neo4j, OpenAleph, a triple store, DuckDB...

    Articles are annotated; records are read as they are. What is planned, possible or denied is written with its
    status, or left out where a format has no word for it (ftm).
    """
    from newsnlp import transfer, workflow

    failures: list[Failure] = []
    run = Run(quiet=quiet)
    with exit_codes():
        form = transfer.format_of(output, name)
        statuses = [chosen.value for chosen in status] if status else None
        transfer.check_statuses(form, statuses)
        refuse_overlap(workflow.expand(inputs).paths, {str(path): "the output" for path in form.paths(output)})
        records = islice(records_in(inputs, model=model, published=published, names={}, batch_size=32), limit)
        with form.saving(output) as save:
            found = _annotated(run.over(records), failures)
            collection = transfer.collect(found, form, statuses=statuses, min_confidence=min_confidence)
            save(collection)
        report(failures)
        run.tell(total=False)
        if not quiet:
            graph = collection.graph
            say(f"{len(graph)} nodes, {graph.size()} edges as {form.name}: {shown(output)}")
    raise typer.Exit(Exit.SOME_FAILED if failures else Exit.OK)


def _annotated(results: Iterable[Document | Failure], failures: list[Failure]) -> Iterator[Document]:
    """Yield the records, and put the articles that could not be annotated into a list."""
    from newsnlp.schema import Failure

    for result in results:
        if isinstance(result, Failure):
            failures.append(result)
        else:
            yield result
