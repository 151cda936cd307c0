"""Draw who met whom in a network file as an SVG picture, without a plotting library.

usage: python docs/draw_network.py [NETWORK.json] [PICTURE.svg]
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

import networkx as nx

import newsnlp
from newsnlp.graph import Contact, who_met_whom

HERE = Path(__file__).parent
WIDTH, HEIGHT, MARGIN, LEGEND = 960, 620, 90, 40
COLOURS = {"PER": "#1f5fa8", "ORG": "#8a4fa3", "LOC": "#2f7d4f", "MISC": "#666666"}
# status -> colour, dashes, what the legend says; the first that a pair has decides how its line is drawn
LINES = {
    "happened": ("#222222", "", "met"),
    "planned": ("#1687a7", "9 5", "will meet"),
    "possible": ("#c98a00", "2 5", "may have met"),
    "negated": ("#c0392b", "12 4 2 4", "did not meet"),
}


def status_of(contact: Contact) -> str:
    return next(status for status in LINES if getattr(contact, status))


def layout(contacts: list[Contact]) -> dict[str, tuple[float, float]]:
    """Return the place of every node on the page, the same in every run."""
    graph = nx.Graph((contact.first, contact.second) for contact in contacts)
    rough = nx.spring_layout(graph, k=1.4 / max(len(graph), 1) ** 0.5, iterations=500, seed=7)
    places: dict[str, tuple[float, float]] = {}
    for axis, size in ((0, WIDTH), (1, HEIGHT - LEGEND)):
        values = {node: float(place[axis]) for node, place in rough.items()}
        low, span = min(values.values()), max(values.values()) - min(values.values()) or 1
        for node, value in values.items():
            places[node] = (*places.get(node, ()), MARGIN + (value - low) / span * (size - 2 * MARGIN))  # type: ignore[assignment]
    return places


def line(contact: Contact, places: dict[str, tuple[float, float]], title: str) -> str:
    (x1, y1), (x2, y2) = places[contact.first], places[contact.second]
    colour, dashes, _ = LINES[status_of(contact)]
    width = 1.5 + min(contact.happened + contact.planned + contact.possible + contact.negated, 5) * 0.7
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{width:.1f}" '
        f'stroke-dasharray="{dashes}"><title>{escape(title)}</title></line>'
    )


def node(name: str, kind: str, place: tuple[float, float]) -> str:
    x, y = place
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8" fill="{COLOURS[kind]}"/>'
        f'<text x="{x:.1f}" y="{y - 14:.1f}" text-anchor="middle">{escape(name)}</text>'
    )


def legend() -> list[str]:
    parts = []
    for number, (colour, dashes, words) in enumerate(LINES.values()):
        x, y = MARGIN + number * 190, HEIGHT - LEGEND / 2
        parts.append(
            f'<line x1="{x}" y1="{y}" x2="{x + 45}" y2="{y}" stroke="{colour}" stroke-width="2.5" '
            f'stroke-dasharray="{dashes}"/><text x="{x + 55}" y="{y + 5}">{words}</text>'
        )
    return parts


def draw(graph: nx.MultiDiGraph[str]) -> str:
    """Return the picture of all pairs of a network that met or were said to."""
    contacts = who_met_whom(graph)
    places = layout(contacts)
    said = {(c.first, c.second): f"{' - '.join(c.names)}: {', '.join(c.articles)}" for c in contacts}
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            'font-family="system-ui, sans-serif" font-size="15">',
            "<title>Who met whom</title>",
            "<style>text { fill: #222; paint-order: stroke; stroke: #fff; stroke-width: 4px }</style>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
            *(line(contact, places, said[contact.first, contact.second]) for contact in reversed(contacts)),
            *(node(graph.nodes[key]["name"], graph.nodes[key]["type"], place) for key, place in places.items()),
            *legend(),
            "</svg>\n",
        ]
    )


def main() -> int:
    given = [Path(argument) for argument in sys.argv[1:]]
    source, picture = [*given, *(HERE.parent / "out" / "network.json", HERE / "network.svg")[len(given) :]]
    picture.write_text(draw(newsnlp.read_graph(source)), encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
