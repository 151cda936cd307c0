"""Where a title begins: the longest listed title, a joined prefix, a learned profession."""

from __future__ import annotations

from newsnlp.annotation.titles.words import TitleWords, is_closed
from newsnlp.lang.it.titles import (
    OF,
    TitleForm,
    determiners,
    learned_title,
    strip_prefix,
    title_forms,
    title_modifiers,
)

# Titles that are surnames as well: "Sarto", "Pastore", "Leone".
_SURNAME_KINDS = frozenset({"job", "person", "kin", "sport", "leader"})


def find_head(words: TitleWords, index: int) -> tuple[TitleForm, int, str | None] | None:
    """Return the longest title at token `index`: form, one past its last token, prefix joined to it ("vice")."""
    word = words.lower[index]
    if words.in_name[index] or _is_verb(words, index):
        return None
    for form in title_forms().get(word, ()):
        end = index + len(form.words)
        if tuple(words.lower[index:end]) != form.words or _is_other_word(words, form, index):
            continue
        if end - index == 1 or is_closed(words, end):
            return form, end, None
    joined = strip_prefix(word)
    if joined is None:
        # "l'ittiologo Mario Rossi"
        learned = learned_title(word) if words.text[index][:1].islower() and _near_name(words, index + 1) else None
        return None if learned is None else (learned, index + 1, None)
    prefix, rest = joined
    return next(form for form in title_forms()[rest] if len(form.words) == 1), index + 1, prefix


def _is_verb(words: TitleWords, index: int) -> bool:
    """Return whether a tagger took the word for a verb and nothing around tells that it erred."""
    if words.pos[index] not in {"VERB", "AUX"}:
        return False
    before = determiners().get(words.lower[index - 1]) if index else None
    return index + 1 not in words.name_end and (before is None or before.kind == "bare")


def _near_name(words: TitleWords, at: int) -> bool:
    """Return whether a name begins at `at` or after one more word: "l'ittiologo (danese) Rossi"."""
    return at in words.name_end or at + 1 in words.name_end


def _may_follow_title(words: TitleWords, at: int) -> bool:
    """Return whether the token can follow a title that a tagger took for an adjective: a name or "di"."""
    if at >= len(words.text) or at in words.name_end:
        return at in words.name_end
    known = determiners().get(words.lower[at])
    return known is not None and known.preposition == OF


def _is_other_word(words: TitleWords, form: TitleForm, index: int) -> bool:
    """Return whether the word is rather a name or a preposition: "con Sarto e Barbieri", "ad Anna"."""
    before = words.lower[index - 1] if index else ""
    if words.pos[index] == "ADJ" and len(form.words) == 1 and not _may_follow_title(words, index + 1):
        # "la storica voce della radio", "un vertice politico"
        return True
    if form.words[0] in determiners():
        # "ad Angela Merkel" is no managing director; "l'ad Angela Merkel" is.
        known = determiners().get(before)
        return before not in title_modifiers() and (known is None or known.kind == "bare")
    if form.kind not in _SURNAME_KINDS or not words.text[index][0].isupper():
        return False
    return bool(before) and before[-1].isalpha() and before not in determiners()
