"""``newsnlp annotate``: articles become records."""

from __future__ import annotations

import sys
from itertools import islice
from typing import Annotated

import typer

from newsnlp.cli.options import Limit, Model, Published, Quiet
from newsnlp.cli.output import Exit, exit_codes
from newsnlp.cli.results import refuse_overwriting, results_to
from newsnlp.cli.summary import Run
from newsnlp.files import STDIO


def annotate(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help=".txt (one article) or .jsonl (an object a line: text and, if known, id title published url source); "
            "- is stdin.",
        ),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="OUT.jsonl", help="Where the records go; - is stdout.")
    ] = STDIO,
    limit: Limit = None,
    model: Model = None,
    published: Published = None,
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
        articles = workflow.read_many(inputs, published=day)
        with results_to(output) as results:
            articles = islice(articles, limit)
            for result in run.over(workflow.annotate_many(articles, nlp=workflow.load(model))):
                results.add(result)
        results.report()
        run.tell()
    raise typer.Exit(Exit.SOME_FAILED if results.failed else Exit.OK)
