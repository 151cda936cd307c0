"""The command line as a whole: its commands, one function each, of the name of the function that it calls."""

from __future__ import annotations

import typer

from newsnlp.cli.application import Commands, show_exceptions_safely
from newsnlp.cli.articles import annotate
from newsnlp.cli.information import info
from newsnlp.cli.meetings import meetings
from newsnlp.cli.networks import graph
from newsnlp.cli.scores import evaluate
from newsnlp.cli.views import explain, show

EPILOG = (
    "Exit codes: 0 all went well; 1 some articles could not be annotated (the others are written, the failures "
    "listed); 2 wrong usage, or a file that cannot be read or written; 3 the trained pipeline is missing or "
    "unfit, or newsnlp's own data files are broken."
)
app = typer.Typer(
    cls=Commands,
    help="Who met whom, where and when in Italian news, with the sentence that says so.",
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
# In the order of the help.
for command in (annotate, meetings, show, explain, graph, evaluate, info):
    app.command(epilog=EPILOG)(command)


def main() -> None:
    """Run the command line."""
    show_exceptions_safely()
    app()
