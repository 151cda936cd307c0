"""``newsnlp annotate``: articles become records."""

from __future__ import annotations

from typing import Annotated

import typer

from newsnlp.cli.options import Model, Published
from newsnlp.cli.output import Exit, exit_codes, with_progress
from newsnlp.cli.results import refuse_overwriting, results_to
from newsnlp.files import STDIO


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

    Articles that fail are listed in OUT.failures.jsonl beside OUT.jsonl, the first of them on stderr too; where
    records go to stdout, a pipe or a device, all of them on stderr.
    """
    from newsnlp import workflow

    with exit_codes():
        day = workflow.parse_date(published)
        refuse_overwriting(inputs, output, model=model)
        articles = workflow.read_many(inputs, published=day)
        with results_to(output) as results:
            for result in with_progress(workflow.annotate_many(articles, nlp=workflow.load(model))):
                results.add(result)
        results.report()
    raise typer.Exit(Exit.SOME_FAILED if results.failed else Exit.OK)
