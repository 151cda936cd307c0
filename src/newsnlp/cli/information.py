"""``newsnlp info``: what takes part, in which version, under which licence."""

from __future__ import annotations

from newsnlp.cli.options import Model
from newsnlp.cli.output import exit_codes
from newsnlp.viewing.console import make_console
from newsnlp.viewing.safe import label


def info(model: Model = None) -> None:
    """Tell versions, the trained pipeline and the licences of everything that takes part."""
    from newsnlp import workflow

    console = make_console()
    with exit_codes():
        for facts in (workflow.versions(), workflow.model_facts(workflow.load(model))):
            for name, value in facts.items():
                console.print(label(f"{name}: {value}"), soft_wrap=True)
