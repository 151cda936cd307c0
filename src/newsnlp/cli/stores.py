"""``newsnlp store``: articles into a store and out of it, what it holds, and words in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsnlp.cli.application import Commands
from newsnlp.cli.options import (
    DateField,
    IdField,
    Inputs,
    Limit,
    Model,
    Published,
    Quiet,
    TextField,
    TitleField,
    field_names,
)
from newsnlp.cli.output import Exit, exit_codes, tell_failure, with_progress, write_json
from newsnlp.cli.records import records_in
from newsnlp.viewing.console import make_console, say
from newsnlp.viewing.safe import label

if TYPE_CHECKING:
    from newsnlp.database import Hit
    from newsnlp.schema import Document, Failure

Db = Annotated[
    str,
    typer.Option(
        "--db",
        envvar="NEWSNLP_DB",
        metavar="FILE|URL",
        help="The store: a file of SQLite, or postgresql://user:password@host/name.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
DEFAULT = "store.db"
# Annotating an article takes longer than writing it: an interrupted run loses no more than these.
BATCH = 100

group = typer.Typer(
    cls=Commands,
    help="Keep the records of many articles in a database: add and retract articles, search them.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def add(
    inputs: Inputs,
    db: Db = DEFAULT,
    limit: Limit = None,
    model: Model = None,
    published: Published = None,
    text_field: TextField = None,
    title_field: TitleField = None,
    date_field: DateField = None,
    id_field: IdField = None,
    quiet: Quiet = False,
) -> None:
    """Add articles to a store, which is made if it is not there.

    Articles are annotated; records are taken as they are. One that is there already, exactly so, changes nothing;
    another one of the same id takes its place. A run that was interrupted is begun again: what is there stays.
    """
    from itertools import islice

    from newsnlp import workflow
    from newsnlp.database import open_store

    failures: list[Failure] = []
    with exit_codes():
        names = field_names(text_field, title_field, date_field, id_field)
        size = min(limit or workflow.BATCH_SIZE, workflow.BATCH_SIZE)
        results = records_in(inputs, model=model, published=published, names=names, batch_size=size)
        with open_store(db) as store:
            records = _records(with_progress(islice(results, limit), quiet=quiet), failures)
            found = store.add(records, batch_size=BATCH)
            if not quiet:
                say(f"{found.new:,} new, {found.changed:,} changed, {found.same:,} there already: {store.where}")
    raise typer.Exit(Exit.SOME_FAILED if failures else Exit.OK)


def remove(
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="Ids of articles.", show_default=False)],
    db: Db = DEFAULT,
    quiet: Quiet = False,
) -> None:
    """Retract articles: the store is as if it had never read them. Judgements on their names stay."""
    from newsnlp.database import open_store

    with exit_codes():
        with open_store(db, create=False) as store:
            removed = store.remove(ids)
            if not quiet:
                say(f"{len(removed):,} removed: {store.where}")
        missing = sorted(set(ids).difference(removed))
        for doc_id in missing:
            say(f"not there: {label(doc_id)}", style="yellow")
    raise typer.Exit(Exit.SOME_FAILED if missing else Exit.OK)


def status(db: Db = DEFAULT, as_json: AsJson = False) -> None:
    """Tell what a store holds: how many articles, people, meetings, from when to when."""
    from newsnlp.database import open_store

    with exit_codes():
        with open_store(db, create=False) as store:
            found = store.status()
        if as_json:
            write_json({**found._asdict(), "first": _day(found.first), "last": _day(found.last)})
            return
        make_console().print(label(found.where), soft_wrap=True)
        told: dict[str, Any] = {
            "articles": found.rows["article"],
            "published": f"{found.first} to {found.last}" if found.first else None,
            "sources": found.sources,
            "entities": found.rows["entity"],
            "events": found.rows["event"],
            "meetings": found.meetings,
            "quotes": found.rows["quote"],
            "judgements": found.rows["judgement"],
            "judgements on what is no longer there": found.lost or None,
            "bytes": found.bytes,
        }
        for name, value in told.items():
            if value is not None:
                make_console().print(f"{name}: {value:,}" if isinstance(value, int) else f"{name}: {value}")


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS", help="All must stand there; presid* finds what begins so.", show_default=False),
    ],
    db: Db = DEFAULT,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Look into the sentences behind events, not into whole articles.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Show at most N.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Find words in the articles of a store, the newest article first.

    Case and accents do not matter. Words given as one argument, "a Praga", must stand in a row.
    """
    from newsnlp.database import open_store

    with exit_codes():
        query = " ".join(_in_a_row(word) for word in words)
        with open_store(db, create=False) as store:
            found = store.search(query, among="evidence" if evidence else "articles", limit=limit)
        if as_json:
            write_json([{**hit._asdict(), "published": _day(hit.published)} for hit in found])
        else:
            _print(found)


def _records(results: Iterable[Document | Failure], failures: list[Failure]) -> Iterator[Document]:
    """Yield the records; articles that could not be annotated are told at once, and listed."""
    from newsnlp.schema import Failure

    for result in results:
        if isinstance(result, Failure):
            tell_failure(result)
            failures.append(result)
        else:
            yield result


def _in_a_row(word: str) -> str:
    """Return an argument as a part of a query: several words of it stand in a row."""
    return f'"{word}"' if " " in word.strip() and '"' not in word else word


def _day(day: Any) -> str | None:
    return None if day is None else str(day)


def _print(found: Iterable[Hit]) -> None:
    console = make_console()
    hits = list(found)
    for hit in hits:
        place = " ".join(filter(None, (str(hit.published or ""), hit.source, hit.doc_id, hit.event)))
        console.print(label(place), style="bold", soft_wrap=True)
        console.print(label(f"  {hit.excerpt}" if hit.event or not hit.title else f"  {hit.title}: {hit.excerpt}"))
    if not hits:
        console.print("nothing found")


# In the order of the help, each with an example.
EXAMPLES = (
    (add, "newsnlp store add out/documents.jsonl --db out/store.db"),
    (remove, "newsnlp store remove roma-praga --db out/store.db"),
    (status, "newsnlp store status --db out/store.db"),
    (search, "newsnlp store search Havelka --db out/store.db"),
)
