"""Speech between dashes: "- Non ci saranno aumenti - ha assicurato il ministro", "— Firmo, — ha replicato Rossi"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsnlp.lang.it.reporting import reporting_lexicon

DASHES = frozenset({"-", "–", "—"})
# From the dash that closes to the verb: "— gli ha poi replicato".
LONGEST_GROUP = 5
# Speech of a paragraph of a novel is no longer; without end, each dash would be sought through the whole text.
LONGEST_SPEECH = 200
FEWEST_WORDS = 2


def dash_speech(words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the dash that opens, the end of what is said and one past the dash that closes it, in tokens.

    The first dash opens a line, and a verb of saying follows the second: "- Roma - tre punti" is a list.

    Args:
        words: the words of the article in lower case.
    """
    for at in (at for at, word in enumerate(words) if word in DASHES):
        if at and "\n" not in words[at - 1]:
            continue
        close = _closing(words, at + 1)
        if close is None or not _reports(words, close + 1):
            continue
        end = close - 1 if words[close - 1] == "," else close
        if end - at > FEWEST_WORDS:
            yield at, end, close + 1


def _closing(words: Sequence[str], start: int) -> int | None:
    """Return the dash of the same line that follows."""
    for at in range(start, min(start + LONGEST_SPEECH, len(words))):
        if "\n" in words[at]:
            return None
        if words[at] in DASHES:
            return at
    return None


def _reports(words: Sequence[str], start: int) -> bool:
    """Tell whether a verb of saying begins here: "ha poi replicato"."""
    lexicon = reporting_lexicon()
    between = lexicon.words["auxiliary"] | lexicon.words["clitic"] | lexicon.words["filler"]
    for at in range(start, min(start + LONGEST_GROUP, len(words))):
        form = lexicon.verbs.get(words[at])
        if form is not None and "quote" in form.frames and form.kinds & {"Fin", "Part"}:
            return True
        if words[at] not in between:
            return False
    return False
