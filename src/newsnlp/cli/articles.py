"""``newsnlp annotate``: articles become records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsnlp.cli.options import Model, Published
from newsnlp.cli.output import STDIO, Exit, binary_output, exit_codes, refuse_overwriting, report, with_progress, write


def annotate(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help=".txt (one article) or .jsonl (an object a line: text and, if known, id title published url source); "
            "- is stdin.",
        ),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="OUT.jsonl", help="Where the records go; - is stdout.")
    ] = STDIO,
    model: Model = None,
    published: Published = None,
) -> None:
    """Annotate articles: one JSON record a line, in the order of the input.

    Articles that fail are listed on stderr and, if OUT.jsonl is a file, in OUT.failures.jsonl beside it.
    """
    from newsnlp import workflow

    with exit_codes():
        day = workflow.parse_date(published)
        articles = workflow.read_many(inputs, published=day)
        refuse_overwriting(inputs, output)
        with binary_output(output) as stream:
            results = workflow.annotate_many(articles, nlp=workflow.load(model))
            failures = list(write(with_progress(results), stream))
        report(failures, None if output == STDIO else Path(output))
    raise typer.Exit(Exit.SOME_FAILED if failures else Exit.OK)
