"""``newsnlp graph``: records become a network."""

from __future__ import annotations

from typing import Annotated

import typer

from newsnlp.cli.options import Quiet
from newsnlp.cli.output import exit_codes, with_progress
from newsnlp.files import refuse_overlap, shown, writing
from newsnlp.viewing.console import say


def graph(
    documents: Annotated[str, typer.Argument(metavar="DOCS.jsonl", help="Records of `newsnlp annotate`; - is stdin.")],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="NETWORK.graphml|.json", help="The suffix names the format.")
    ],
    quiet: Quiet = False,
) -> None:
    """Write the network of annotated articles: people, organisations, places, and who did what with whom."""
    from newsnlp import build_graph, workflow

    with exit_codes():
        form = workflow.graph_format(output)
        refuse_overlap([documents], {output: "the output"})
        with writing(output) as stream:
            network = build_graph(with_progress(workflow.read_documents(documents), quiet=quiet))
            form.write(network, stream)
        if not quiet:
            say(f"{len(network)} nodes, {network.size()} edges: {shown(output)}")
