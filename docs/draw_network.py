"""Draw who met whom in a network file as an SVG picture, without a plotting library.

usage: python docs/draw_network.py [NETWORK.json] [PICTURE.svg]
"""

from __future__ import annotations

import sys
from html import escape
from itertools import combinations
from math import hypot
from pathlib import Path

import networkx as nx

import newsnlp
from newsnlp.files import writing
from newsnlp.graph import Contact, who_met_whom

HERE = Path(__file__).parent
WIDTH, HEIGHT, MARGIN, LEGEND = 960, 560, 90, 50
LETTER, ATTEMPTS = 8, 60
Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, width, height
COLOURS = {"PER": "#1f5fa8", "ORG": "#8a4fa3", "LOC": "#2f7d4f", "MISC": "#666666"}
# status -> colour, dashes, what the legend says
LINES = {
    "happened": ("#222222", "", "met"),
    "planned": ("#1687a7", "9 5", "will meet"),
    "possible": ("#c98a00", "2 5", "may have met"),
    "negated": ("#c0392b", "12 4 2 4", "did not meet"),
}


def boxes(sizes: list[int]) -> list[Box]:
    """Return a part of the page for every group of nodes: the largest left, the others at its right."""
    if len(sizes) == 1:
        return [(0, 0, WIDTH, HEIGHT - LEGEND)]
    middle, height = WIDTH * 0.66, (HEIGHT - LEGEND) / (len(sizes) - 1)
    rest = [(middle, number * height, WIDTH - middle, height) for number in range(len(sizes) - 1)]
    return [(0, 0, middle, HEIGHT - LEGEND), *rest]


def layout(contacts: list[Contact]) -> dict[str, Point]:
    """Return the place of every node on the page, the same in every run."""
    graph = nx.Graph((contact.first, contact.second) for contact in contacts)
    groups = sorted(map(sorted, nx.connected_components(graph)), key=lambda group: (-len(group), group))
    places: dict[str, Point] = {}
    for group, box in zip(groups, boxes([len(group) for group in groups]), strict=True):
        piece = nx.Graph()
        piece.add_nodes_from(group)  # sorted: a subgraph of networkx has its nodes in another order in every run
        piece.add_edges_from(sorted(graph.edges(group)))
        places |= min((attempt(piece, box, seed) for seed in range(ATTEMPTS)), key=overlaps)
    return places


def attempt(piece: nx.Graph[str], box: Box, seed: int) -> dict[str, Point]:
    rough = nx.spring_layout(piece, k=2.5 / len(piece) ** 0.5, iterations=200, seed=seed)
    return fitted({name: (float(x), float(y)) for name, (x, y) in rough.items()}, box)


def overlaps(places: dict[str, Point]) -> int:
    """Return how many pairs of labels cover each other; keys are about as long as the names."""
    return sum(
        abs(x1 - x2) < LETTER * (len(name1) + len(name2)) / 2 and abs(y1 - y2) < 3 * LETTER
        for (name1, (x1, y1)), (name2, (x2, y2)) in combinations(places.items(), 2)
    )


def fitted(rough: dict[str, Point], box: Box) -> dict[str, Point]:
    """Return points stretched over the inside of a box."""
    left, top, width, height = box
    low = [min(point[axis] for point in rough.values()) for axis in (0, 1)]
    span = [max(point[axis] for point in rough.values()) - low[axis] or 1 for axis in (0, 1)]
    room = max(width - 2 * MARGIN, 1), max(height - MARGIN, 1)
    return {
        name: (left + MARGIN + (x - low[0]) / span[0] * room[0], top + MARGIN / 2 + (y - low[1]) / span[1] * room[1])
        for name, (x, y) in rough.items()
    }


def lines(contact: Contact, places: dict[str, Point]) -> str:
    """Return one line for every status that meetings of a pair have, side by side."""
    (x1, y1), (x2, y2) = places[contact.first], places[contact.second]
    length = hypot(x2 - x1, y2 - y1) or 1
    found = [(status, getattr(contact, status)) for status in LINES if getattr(contact, status)]
    title = f"{' - '.join(contact.names)}: " + ", ".join(f"{status} {count}" for status, count in found)
    parts = []
    for number, (status, count) in enumerate(found):
        aside = 6 * (number - (len(found) - 1) / 2)
        dx, dy = aside * (y1 - y2) / length, aside * (x2 - x1) / length
        colour, dashes, _ = LINES[status]
        parts.append(
            f'<line x1="{x1 + dx:.1f}" y1="{y1 + dy:.1f}" x2="{x2 + dx:.1f}" y2="{y2 + dy:.1f}" stroke="{colour}" '
            f'stroke-width="{1.5 + min(count, 5) * 0.7:.1f}" stroke-dasharray="{dashes}"/>'
        )
    return f"<g><title>{escape(title)}</title>{''.join(parts)}</g>"


def node(name: str, kind: str, place: Point) -> str:
    x, y = place
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8" fill="{COLOURS[kind]}"/>'
        f'<text class="halo" x="{x:.1f}" y="{y - 14:.1f}">{escape(name)}</text>'
        f'<text class="name" x="{x:.1f}" y="{y - 14:.1f}">{escape(name)}</text>'
    )


def legend() -> list[str]:
    parts = []
    for number, (colour, dashes, words) in enumerate(LINES.values()):
        x, y = MARGIN + number * 190, HEIGHT - LEGEND / 2
        parts.append(
            f'<line x1="{x}" y1="{y}" x2="{x + 45}" y2="{y}" stroke="{colour}" stroke-width="2.5" '
            f'stroke-dasharray="{dashes}"/><text fill="#222" x="{x + 55}" y="{y + 5}">{words}</text>'
        )
    return parts


def draw(graph: nx.MultiDiGraph[str]) -> str:
    """Return the picture of all pairs of a network that met or were said to."""
    contacts = who_met_whom(graph)
    places = layout(contacts)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            'font-family="system-ui, sans-serif" font-size="15">',
            "<title>Who met whom</title>",
            "<style>.halo { fill: #fff; stroke: #fff; stroke-width: 4px; text-anchor: middle } "
            ".name { fill: #222; text-anchor: middle }</style>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
            *(lines(contact, places) for contact in contacts),
            *(node(graph.nodes[key]["name"], graph.nodes[key]["type"], place) for key, place in places.items()),
            *legend(),
            "</svg>\n",
        ]
    )


def main() -> int:
    given = [Path(argument) for argument in sys.argv[1:]]
    source, picture = [*given, *(HERE.parent / "out" / "network.json", HERE / "network.svg")[len(given) :]]
    with writing(picture) as stream:
        stream.write(draw(newsnlp.read_graph(source)).encode("utf8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
