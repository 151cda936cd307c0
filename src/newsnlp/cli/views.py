"""``newsnlp show`` and ``newsnlp explain``: articles and events made readable."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from newsnlp.cli.options import (
    DateField,
    IdField,
    Inputs,
    Limit,
    MinConfidence,
    Model,
    Published,
    TextField,
    TitleField,
    field_names,
)
from newsnlp.cli.output import Exit, exit_codes, report
from newsnlp.cli.records import records_in
from newsnlp.errors import InputError
from newsnlp.viewing.console import make_console
from newsnlp.viewing.safe import label

if TYPE_CHECKING:
    from newsnlp.schema import Document, Failure

# A message names so many articles at most.
LISTED = 20


def show(
    inputs: Inputs,
    events: Annotated[bool, typer.Option("--events", help="Show the events of all types, not meetings alone.")] = False,
    quotes: Annotated[bool, typer.Option("--quotes", help="Show who says what.")] = False,
    min_confidence: MinConfidence = 0.0,
    limit: Limit = None,
    model: Model = None,
    published: Published = None,
    text_field: TextField = None,
    title_field: TitleField = None,
    date_field: DateField = None,
    id_field: IdField = None,
) -> None:
    """Show articles in the terminal: the text with its entities marked, then a table of the meetings.

    Records are shown as they are; articles are annotated first.
    """
    from newsnlp.schema import Failure, confident_part
    from newsnlp.viewing.article import article_view

    console = make_console()
    failures: list[Failure] = []
    with exit_codes():
        names = field_names(text_field, title_field, date_field, id_field)
        for result in islice(records_in(inputs, model=model, published=published, names=names), limit):
            if isinstance(result, Failure):
                failures.append(result)
            else:
                found = confident_part(result, min_confidence)
                console.print(article_view(found, events=events, quotes=quotes))
        report(failures)
    raise typer.Exit(Exit.SOME_FAILED if failures else Exit.OK)


def explain(
    source: Annotated[
        str,
        typer.Argument(metavar="ARTICLE", help=".txt or .jsonl as for annotate, or records of annotate; - is stdin."),
    ],
    event: Annotated[str | None, typer.Option("--event", "-e", help="Id of one event, as V3; by default all.")] = None,
    article: Annotated[str | None, typer.Option(help="Id of the article, where the input holds several.")] = None,
    model: Model = None,
    published: Published = None,
    text_field: TextField = None,
    title_field: TitleField = None,
    date_field: DateField = None,
    id_field: IdField = None,
) -> None:
    """Tell why events are there: trigger, rule, status cues, how each participant was read, source, sentence."""
    from newsnlp.explanation import explain as explanations
    from newsnlp.schema import Failure

    with exit_codes():
        names = field_names(text_field, title_field, date_field, id_field)
        results = list(records_in([source], model=model, published=published, names=names))
        failures = [result for result in results if isinstance(result, Failure)]
        documents = _chosen([result for result in results if not isinstance(result, Failure)], article, event)
        console = make_console()
        for document in documents:
            told = [found.text(width=console.width) for found in explanations(document, event)] or ["no events"]
            heading = [label(document.id)] if len(documents) > 1 else []
            console.print("\n\n".join([*heading, *told]) + "\n" * len(heading), soft_wrap=True)
        report(failures)
    raise typer.Exit(Exit.SOME_FAILED if failures else Exit.OK)


def _chosen(documents: list[Document], article: str | None, event: str | None) -> list[Document]:
    """Return the articles to explain.

    Raises:
        InputError: there is no article of this id, or an event is asked for and which article it is of is open.
    """
    ids = ", ".join(document.id for document in documents[:LISTED]) or "none"
    ids += f" and {len(documents) - LISTED} more" if len(documents) > LISTED else ""
    if article is not None:
        documents = [document for document in documents if document.id == article]
        if not documents:
            raise InputError(f"there is no article {article!r}; there are: {ids}")
    if event is not None and len(documents) > 1:
        raise InputError(f"{event!r} may be of any of {len(documents)} articles; name one with --article: {ids}")
    return documents
