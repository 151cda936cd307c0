"""Who is who across articles, and which meeting is which: rows in, clusters and events out.

``resolve(entity_mentions(documents))`` does it at once; `Resolver` and `EventMerger` take articles as they come and go.
"""

from newsnlp.resolve.alignment import Likeness, likeness, same_name
from newsnlp.resolve.entities import Resolver, resolve
from newsnlp.resolve.events import EventMerger, merge_events
from newsnlp.resolve.judgements import Contradiction, Judgement, Ref, read_judgements, to_line, withdrawal
from newsnlp.resolve.mentions import entity_mentions, event_mentions
from newsnlp.resolve.rows import Cluster, EntityMention, EventMention, MergedEvent, Step, StepKind, UnsurePair

__all__ = [
    "Cluster",
    "Contradiction",
    "EntityMention",
    "EventMention",
    "EventMerger",
    "Judgement",
    "Likeness",
    "MergedEvent",
    "Ref",
    "Resolver",
    "Step",
    "StepKind",
    "UnsurePair",
    "entity_mentions",
    "event_mentions",
    "likeness",
    "merge_events",
    "read_judgements",
    "resolve",
    "same_name",
    "to_line",
    "withdrawal",
]
