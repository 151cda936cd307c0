"""``newsnlp meetings``: who met whom over many articles."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
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
    Quiet,
    TextField,
    TitleField,
    field_names,
)
from newsnlp.cli.output import Exit, exit_codes, report, write_text
from newsnlp.cli.records import records_in
from newsnlp.cli.summary import Run
from newsnlp.errors import InputError
from newsnlp.viewing.console import make_console, say

if TYPE_CHECKING:
    from newsnlp.agenda import Agenda
    from newsnlp.schema import Document, Failure


class Status(StrEnum):
    """Whether a meeting took place."""

    happened = "happened"
    planned = "planned"
    possible = "possible"
    negated = "negated"


def meetings(
    inputs: Inputs,
    person: Annotated[
        str | None, typer.Option(metavar="NAME", help="With this person: a surname or a full name, accents or not.")
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="In this place.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="On this day (2024-03-14, 2024-03) or later.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="On this day or earlier.")] = None,
    status: Annotated[list[Status] | None, typer.Option(help="Of this status; may be given several times.")] = None,
    min_confidence: MinConfidence = 0.0,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, for spreadsheets.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
    limit: Limit = None,
    model: Model = None,
    published: Published = None,
    text_field: TextField = None,
    title_field: TitleField = None,
    date_field: DateField = None,
    id_field: IdField = None,
    quiet: Quiet = False,
) -> None:
    """Tell who met whom, over all articles, by date.

    Articles are annotated; records are read as they are. A name with ~ was carried over from the text around.
    """
    from newsnlp import workflow
    from newsnlp.agenda import Agenda, Wanted
    from newsnlp.schema.given import span_of_days

    failures: list[Failure] = []
    run = Run(quiet=quiet)
    with exit_codes():
        if as_csv and as_json:
            raise InputError("--csv and --json exclude each other: choose one")
        _refuse_empty(person=person, place=place)
        first, last = span_of_days(since, until)
        wanted = Wanted(
            person=person,
            place=place,
            since=first,
            until=last,
            statuses=frozenset(chosen.value for chosen in status or ()),
            min_confidence=min_confidence,
        )
        agenda = Agenda(wanted)
        size = min(limit or workflow.BATCH_SIZE, workflow.BATCH_SIZE)
        names = field_names(text_field, title_field, date_field, id_field)
        results = records_in(inputs, model=model, published=published, names=names, batch_size=size)
        failures = _read(run.over(islice(results, limit)), agenda)
        _print(agenda, as_csv=as_csv, as_json=as_json, quiet=quiet)
        report(failures)
        run.tell(total=False)
    raise typer.Exit(Exit.SOME_FAILED if failures else Exit.OK)


def _refuse_empty(**names: str | None) -> None:
    """Check that names that are asked for have letters: without any, no meeting would ever be found.

    Raises:
        InputError: one has none, as where a variable of a script is empty.
    """
    from newsnlp.agenda import plain_words

    for option, name in names.items():
        if name is not None and not plain_words(name):
            raise InputError(f"--{option} needs a name, {name!r} has no letters: leave it out to ask for all")


def _read(results: Iterable[Document | Failure], agenda: Agenda) -> list[Failure]:
    """Put the meetings of all articles into the agenda; return the articles that could not be annotated."""
    from newsnlp.schema import Failure

    failures: list[Failure] = []
    for result in results:
        if isinstance(result, Failure):
            failures.append(result)
        else:
            agenda.add(result)
    return failures


def _print(agenda: Agenda, *, as_csv: bool, as_json: bool, quiet: bool) -> None:
    from newsnlp.viewing.meetings import meeting_list, to_csv, to_json

    found = agenda.by_day()
    if as_csv or as_json:
        write_text(to_csv(found) if as_csv else to_json(found))
    elif found:
        make_console().print(meeting_list(found))
    else:
        make_console().print("no meetings")
    if agenda.undated and not quiet:
        say(f"{agenda.undated} more without a known date, left out because of --since or --until")
