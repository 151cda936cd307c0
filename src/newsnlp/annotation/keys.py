"""Every name under which newsnlp keeps something on a spaCy Doc."""

from __future__ import annotations

# Span groups, for spaCy users: label = type, id = index of the entity or event, kb_id = Wikidata QID.
MENTIONS = "newsnlp.mentions"
EVENTS = "newsnlp.events"
TIMES = "newsnlp.times"
QUOTES = "newsnlp.quotes"

# Doc extensions. Layers are lists of plain dicts of ints and strings (annotation/layers.py), so that
# a Doc goes through to_bytes, DocBin and worker processes.
# The day of publication: takes a date or ISO 8601 text, gives the text "2024-03-14".
PUBLISHED = "newsnlp_published"
# Where the context of `nlp.pipe(..., as_tuples=True)` may hold it.
CONTEXT_PUBLISHED = "published"
# What annotated the Doc, and how many tokens it had then.
MAKING = "newsnlp_making"
ENTITY_LAYER = "newsnlp_entities"
TIME_LAYER = "newsnlp_times"
QUOTE_LAYER = "newsnlp_quotes"
ZERO_LAYER = "newsnlp_zero_subjects"
ENCLITIC_LAYER = "newsnlp_enclitics"
EVENT_LAYER = "newsnlp_events"
# What the network for events says, until the decision has read it.
SCORE_LAYER = "newsnlp_event_scores"
RELATION_LAYER = "newsnlp_relations"
WARNINGS = "newsnlp_warnings"

LAYERS = (ENTITY_LAYER, TIME_LAYER, QUOTE_LAYER, ZERO_LAYER, ENCLITIC_LAYER, EVENT_LAYER, RELATION_LAYER, WARNINGS)
