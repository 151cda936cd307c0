"""One type per name and article: the same words are rarely a person here and a place there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from newsnlp.annotation.entities.gazetteer import Gazetteer
from newsnlp.annotation.entities.repair import Span
from newsnlp.annotation.entities.words import Words
from newsnlp.lang.it.names import first_names, honorifics
from newsnlp.lang.it.places import demonyms

# Weights in units of one tagger decision; set on half of the development articles.
_FULL_NAME = 4.0
_TITLE = 1.5
_TITLE_OF_UNKNOWN = 3.0
_FIRST_NAME = 1.0
_KNOWN_FIRM = 2.5
_KNOWN = 1.0
_OTHER_THING = {"LOC": "ORG", "ORG": "LOC"}


def key_of(words: Words, span: Span) -> tuple[str, ...]:
    """Return the folded words of a span."""
    return tuple(words.folded[span.start : span.end])


def settle_types(words: Words, spans: list[Span], gazetteer: Gazetteer) -> list[Span]:
    """Return the spans with the type that most speaks for each name in the whole article."""
    votes: dict[tuple[str, ...], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    surnames = {key_of(words, s)[-1] for s in spans if s.type == "PER" and s.end - s.start > 1}
    keys = [key_of(words, span) for span in spans]
    for key, span in zip(keys, spans, strict=True):
        counts = votes[key]
        counts[span.type] += 1.0
        if after_title(words, span):
            counts["PER"] += _TITLE if gazetteer.get(key) else _TITLE_OF_UNKNOWN
    for key, counts in votes.items():
        if len(key) > 1 and key[0] in first_names() and key[0] not in _PLACES_LIKE_NAMES:
            counts["PER"] += _FIRST_NAME
        if len(key) == 1 and key[0] in surnames:
            counts["PER"] += _FULL_NAME
        known = gazetteer.get(key)
        if known and known.firm:
            # a country that acts is tagged as an organisation, a ministry where one waits as a place
            counts[known.type] += _KNOWN_FIRM + counts.pop(_OTHER_THING[known.type], 0.0)
        elif known:
            counts[known.type] += _KNOWN
    winners = {key: _winner(counts) for key, counts in votes.items()}
    return [Span(s.start, s.end, winners[key]) for key, s in zip(keys, spans, strict=True)]


# "San Francesco", "Santa Maria": more often a church or a city.
_PLACES_LIKE_NAMES = frozenset({"san", "santa", "sant"})


def after_title(words: Words, span: Span) -> bool:
    """Tell whether a title stands before a name, an adjective passed over: "il presidente sudcoreano Moon Jae-in"."""
    index = span.start - 1
    if index > 0 and words.folded[index] in demonyms():
        index -= 1
    return index >= 0 and words.folded[index].rstrip(".") in honorifics()


def _winner(counts: Mapping[str, float]) -> str:
    return max(counts.items(), key=lambda item: (item[1], item[0]))[0]
