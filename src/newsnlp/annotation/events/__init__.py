"""Events: who did what with whom, where, when, and whether."""

from newsnlp.annotation.events.component import Events

__all__ = ["Events"]
