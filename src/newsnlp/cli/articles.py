"""``newsnlp annotate``: articles become records."""

from __future__ import annotations

import sys
from itertools import islice
from typing import Annotated

import typer

from newsnlp.cli.options import (
    DateField,
    IdField,
    Limit,
    MinConfidence,
    Model,
    Published,
    Quiet,
    TextField,
    TitleField,
    field_names,
)
from newsnlp.cli.output import Exit, exit_codes, tell_skipped
from newsnlp.cli.results import refuse_overwriting, results_to
from newsnlp.cli.summary import Run
from newsnlp.files import STDIO


def annotate(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help=".txt (one article), .jsonl (an object a line: text and, if known, id title published url source), "
            ".json, .gz of them, folders or patterns of them; - is stdin.",
        ),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="OUT.jsonl", help="Where the records go; - is stdout.")
    ] = STDIO,
    min_confidence: MinConfidence = 0.0,
    limit: Limit = None,
    model: Model = None,
    published: Published = None,
    text_field: TextField = None,
    title_field: TitleField = None,
    date_field: DateField = None,
    id_field: IdField = None,
    quiet: Quiet = False,
) -> None:
    """Annotate articles: one JSON record a line, in the order of the input.

    Articles that fail are listed in OUT.failures.jsonl beside OUT.jsonl, the first of them on stderr too; where
    records go to stdout, a pipe or a device, all of them on stderr. Stderr has warnings and counts at the end.
    """
    from newsnlp import workflow

    run = Run(quiet=quiet, progress=not (output == STDIO and sys.stdout.isatty()))
    with exit_codes():
        day = workflow.parse_date(published)
        refuse_overwriting(inputs, output, model=model)
        found = workflow.article_sources(inputs)
        refuse_overwriting(found.paths, output, model=model)  # what lies in folders too
        tell_skipped(found.skipped, quiet=quiet)
        names = field_names(text_field, title_field, date_field, id_field)
        articles = workflow.read_many(found, published=day, fields=names)
        with results_to(output) as results:
            articles = islice(articles, limit)
            nlp = workflow.load(model)
            for result in run.over(workflow.annotate_many(articles, nlp=nlp, min_confidence=min_confidence)):
                results.add(result)
        results.report()
        run.tell()
    raise typer.Exit(Exit.SOME_FAILED if results.failed else Exit.OK)
