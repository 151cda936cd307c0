"""``newsnlp graph``: records become a network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsnlp.cli.output import exit_codes, with_progress
from newsnlp.viewing.console import say


def graph(
    documents: Annotated[str, typer.Argument(metavar="DOCS.jsonl", help="Records of `newsnlp annotate`; - is stdin.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="NETWORK.graphml|.json", help="The suffix names the format.")
    ],
) -> None:
    """Write the network of annotated articles: people, organisations, places, and who did what with whom."""
    from newsnlp import build_graph, workflow, write_graph

    with exit_codes():
        workflow.check_graph_path(output)
        with workflow.replacing(output) as unfinished:
            network = build_graph(with_progress(workflow.read_documents(documents)))
            write_graph(network, unfinished)
        say(f"{len(network)} nodes, {network.size()} edges: {output}")
