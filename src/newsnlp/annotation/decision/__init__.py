"""One decision over what rules and network say: is it an event, did it happen, who takes part, where and when."""

from newsnlp.annotation.decision.component import Decision

__all__ = ["Decision"]
