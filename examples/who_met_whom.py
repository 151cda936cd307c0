"""Who met whom in the example articles: a table on the screen, and the network in out/.

usage: python examples/who_met_whom.py [--model NAME_OR_PATH]
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

import newsnlp
from newsnlp.graph import Meeting, meetings

HERE = Path(__file__).parent
OUT = HERE.parent / "out"
STYLES = {"happened": "green", "planned": "cyan", "possible": "yellow", "negated": "red"}


def read_articles(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def table_of(found: list[Meeting]) -> Table:
    table = Table(title="Who met whom, by what the articles say", show_lines=True)
    for heading in ("who", "where", "when", "status", "article", "sentence"):
        table.add_column(heading, overflow="fold", no_wrap=heading == "when")
    for meeting in found:
        detail = f" ({meeting.status_detail})" if meeting.status_detail else ""
        table.add_row(
            escape(", ".join(meeting.names)),
            escape(", ".join(meeting.place_names)),
            meeting.date,
            f"[{STYLES[meeting.status]}]{meeting.status}[/]{detail}",
            escape(meeting.article),
            escape(meeting.evidence or ""),
        )
    return table


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", help="an installed pipeline or a path; by default the one of newsnlp")
    options = parser.parse_args()
    console = Console(width=None if sys.stdout.isatty() else 160)

    try:
        nlp = newsnlp.load(options.model)
    except newsnlp.ModelError as error:
        console.print(str(error), markup=False)
        return 2
    results = list(newsnlp.annotate_many(read_articles(HERE / "articles.jsonl"), nlp=nlp))
    documents = [result for result in results if isinstance(result, newsnlp.Document)]
    for failure in (result for result in results if isinstance(result, newsnlp.Failure)):
        console.print(f"{failure.id}: {failure.reason}", style="red", markup=False)

    graph = newsnlp.build_graph(documents)
    console.print(table_of(meetings(graph)))
    for name in ("network.graphml", "network.json"):
        newsnlp.write_graph(graph, OUT / name)
    console.print(f"{len(graph)} people, organisations and places, {graph.size()} statements about two of them")
    console.print(f"written to {OUT / 'network.graphml'} and {OUT / 'network.json'}")
    return 0 if len(documents) == len(results) else 1


if __name__ == "__main__":
    sys.exit(main())
