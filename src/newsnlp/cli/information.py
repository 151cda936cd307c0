"""``newsnlp info``: what takes part, in which version, under which licence."""

from __future__ import annotations

import typer

from newsnlp.cli.options import Model
from newsnlp.cli.output import exit_codes


def info(model: Model = None) -> None:
    """Tell versions, the trained pipeline and the licences of everything that takes part."""
    from newsnlp import workflow

    with exit_codes():
        for name, value in workflow.versions().items():
            typer.echo(f"{name}: {value}")
        for name, value in workflow.model_facts(workflow.load(model)).items():
            typer.echo(f"{name}: {value}")
