"""From annotated articles to the network of who did what with whom, and questions to it."""

from newsnlp.graph.build import Network, build_graph, build_network
from newsnlp.graph.queries import Contact, find, meetings, who_met_whom
from newsnlp.schema import Meeting

__all__ = ["Contact", "Meeting", "Network", "build_graph", "build_network", "find", "meetings", "who_met_whom"]
