"""Events: who did what with whom, where, when, and whether."""

from newsnlp.annotate.events.component import Events

__all__ = ["Events"]
