"""Quotations that go on after their cue: «A», ha detto Rossi, «e poi B» is one, whose content spans the cue."""

from __future__ import annotations

from dataclasses import replace

from newsnlp.annotation.quotes.speech import Speech
from newsnlp.annotation.quotes.view import TERMINAL, View

# Of what stands between the two parts: ", si difende il direttore del centro maree, Alvise Canal, respingendo, ".
LONGEST_BETWEEN = 24
_STOPS = TERMINAL | {":", "(", ")"}


def join_parts(view: View, found: list[Speech]) -> list[Speech]:
    """Return direct quotations in order, those joined that a comma, a cue and another comma part.

    The second part begins with a small letter: a capital begins another sentence, and with it another quotation.

    Args:
        view: the article.
        found: direct quotations in the order of the text.
    """
    joined: list[Speech] = []
    for speech in found:
        last = joined[-1] if joined else None
        if last is not None and _goes_on(view, last, speech):
            joined[-1] = replace(last, end=speech.end, cue=last.cue or speech.cue)
        else:
            joined.append(speech)
    return joined


def _goes_on(view: View, first: Speech, second: Speech) -> bool:
    """Tell whether a quotation is the second part of the one before it."""
    before, after = view.inside(first.end - 1), view.inside(second.start)
    if before is None or after is None or before is after or not 2 < after.open - before.close <= LONGEST_BETWEEN:
        return False
    between = view.words[before.close : after.open]
    parted = between[0] == "," and between[-1] in {",", "-", "–", "—", ";"}
    whole = not any(word in _STOPS or not word.strip() for word in between)
    small = view.tokens.texts[second.start][:1].islower()
    return parted and whole and small and second.speaker in (first.speaker, None)
