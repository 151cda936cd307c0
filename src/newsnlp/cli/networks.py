"""``newsnlp graph``: records become a network."""

from __future__ import annotations

from typing import Annotated

import typer

from newsnlp.cli.options import MinConfidence, Quiet
from newsnlp.cli.output import exit_codes, with_progress
from newsnlp.files import refuse_overlap, shown
from newsnlp.viewing.console import say


def graph(
    documents: Annotated[str, typer.Argument(metavar="DOCS.jsonl", help="Records of `newsnlp annotate`; - is stdin.")],
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="NETWORK.graphml|.json|.gexf",
            help="The suffix names the format; `newsnlp export` has them all.",
        ),
    ],
    min_confidence: MinConfidence = 0.0,
    quiet: Quiet = False,
) -> None:
    """Write the network of annotated articles: people, organisations, places, and who did what with whom."""
    from newsnlp import build_graph, workflow

    with exit_codes():
        form = workflow.graph_format(output)
        refuse_overlap([documents], {str(path): "the output" for path in form.paths(output)})
        with form.saving(output) as save:
            records = with_progress(workflow.read_documents(documents), quiet=quiet)
            network = build_graph(records, min_confidence=min_confidence)
            save(network)
        if not quiet:
            say(f"{len(network)} nodes, {network.size()} edges: {shown(output)}")
