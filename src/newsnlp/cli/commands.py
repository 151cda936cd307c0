"""The command line as a whole: its commands, one function each, of the name of the function that it calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

import newsnlp
from newsnlp.cli import stores
from newsnlp.cli.application import Commands
from newsnlp.cli.articles import annotate
from newsnlp.cli.exports import export
from newsnlp.cli.information import info
from newsnlp.cli.meetings import meetings
from newsnlp.cli.networks import graph
from newsnlp.cli.output import Exit
from newsnlp.cli.scores import evaluate
from newsnlp.cli.views import explain, show
from newsnlp.viewing.console import make_console

EXIT_CODES = (
    "Exit codes: 0 all went well; 1 some articles could not be annotated (the others are written, the failures "
    "listed); 2 wrong usage, or a file that cannot be read or written; 3 the trained pipeline is missing or "
    "unfit, or newsnlp's own data files are broken; 70 a bug of newsnlp, or no memory is left; 128 and its number "
    "where a signal ended the run."
)
app = typer.Typer(
    cls=Commands,
    help="Who met whom, where and when in Italian news, with the sentence that says so.",
    epilog=f"Example: newsnlp show article.txt --published 2024-06-19\n\n{EXIT_CODES}",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
# In the order of the help, each with an example.
COMMANDS: tuple[tuple[Callable[..., None], str], ...] = (
    (annotate, "newsnlp annotate examples/articles.jsonl -o out/documents.jsonl"),
    (meetings, "newsnlp meetings out/documents.jsonl --person Havelka --since 2024-03-01 --csv"),
    (show, "newsnlp show out/documents.jsonl --limit 1 --events --quotes"),
    (explain, "newsnlp explain out/documents.jsonl --article roma-praga --event V1"),
    (graph, "newsnlp graph out/documents.jsonl -o out/network.graphml"),
    (export, "newsnlp export out/documents.jsonl -o out/network.gexf"),
    (evaluate, "newsnlp evaluate gold.jsonl out/documents.jsonl"),
    (info, "newsnlp info"),
)
for command, example in COMMANDS:
    app.command(epilog=f"Example: {example}\n\n{EXIT_CODES}")(command)
for command, example in stores.EXAMPLES:
    stores.group.command(epilog=f"Example: {example}\n\n{EXIT_CODES}")(command)
app.add_typer(stores.group, name="store", epilog=f"Example: {stores.EXAMPLES[0][1]}\n\n{EXIT_CODES}")


def _tell_version(asked: bool) -> None:
    if asked:
        make_console().print(f"newsnlp {newsnlp.__version__}")
        raise typer.Exit(Exit.OK)


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", "-V", help="Tell the version and stop.", callback=_tell_version, is_eager=True),
    ] = False,
) -> None:
    """Who met whom, where and when in Italian news, with the sentence that says so."""
