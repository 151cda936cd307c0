"""Verbs that report only by their place: «Che fatica», ansima Rossi; «La pronuncia no», ha riso la sindaca.

Italian news put any verb of sound, mood or gesture behind a quotation, so that no list of them is complete. What makes
it a verb of saying is the word order: it follows the closing mark, and its subject follows it.
"""

from __future__ import annotations

from newsnlp.annotation.quotes.cues import Cue, group_start
from newsnlp.annotation.quotes.view import TERMINAL, Quoted, View
from newsnlp.lang.it.reporting import ReportingForm, ReportingLexicon
from newsnlp.lang.it.titles import title_forms

# Between the closing mark and the verb: ", gli ha poi".
LONGEST_GROUP = 5
# Between the verb and its subject: "protesta al binario 3 Teresa Bossi".
LONGEST_INVERSION = 6
_CLOSERS = frozenset({",", "-", "–", "—"})
_OPENERS = TERMINAL | {":", ",", ";", "-", "–", "—", "e", "ma", "(", "»", "”"}
_REPORTS = ReportingForm(frozenset({"quote"}), frozenset({"Fin"}), frozenset(), False)


def manner_cue(view: View, lexicon: ReportingLexicon, quoted: Quoted) -> Cue | None:
    """Return the verb that reports a quotation by its place behind it, None where there is none.

    Args:
        view: the article, which has to be tagged.
        lexicon: the closed classes.
        quoted: the quotation, which has to open its clause: in "per «La notte», vince Rossi" it is governed.
    """
    start, comma = quoted.close, view.words[quoted.close : quoted.close + 1]
    if not view.tagged or not comma or comma[0] not in _CLOSERS or not _opens_clause(view, quoted):
        return None
    verb = _verb_after(view, lexicon, start + 1)
    if verb is None or not _has_inverted_subject(view, lexicon, verb):
        return None
    return Cue(verb, max(start + 1, group_start(view, lexicon, verb)), _REPORTS)


def _opens_clause(view: View, quoted: Quoted) -> bool:
    """Tell whether nothing before a quotation can govern it."""
    before = view.words[quoted.open - 1] if quoted.open else "\n"
    return quoted.open in view.starts or before in _OPENERS or "\n" in before


def _verb_after(view: View, lexicon: ReportingLexicon, start: int) -> int | None:
    """Return the verb in the third person that follows at once, past auxiliaries, pronouns and adverbs."""
    words, finite = lexicon.words, False
    for token in range(start, min(start + LONGEST_GROUP, len(view))):
        morph = view.tokens[token].morph.text
        if view.pos[token] == "VERB" and (finite or "VerbForm=Fin" in morph):
            person = finite or "Person=3" in morph
            return token if person and "Mood=Imp" not in morph else None
        if view.pos[token] == "AUX" and "Person=3" in morph and view.words[token] in words["auxiliary"]:
            finite = True
        elif view.words[token] not in words["clitic"] and view.pos[token] != "ADV":
            return None
    return None


def _has_inverted_subject(view: View, lexicon: ReportingLexicon, verb: int) -> bool:
    """Tell whether somebody follows a verb as its subject, or nothing does: «Pesa», ansima, «ma poco»."""
    words = lexicon.words
    following = view.words[verb + 1] if verb + 1 < len(view) else "."
    if following == "," or following in TERMINAL:
        return True
    behind = (child for child in view.tokens[verb].rights if child.dep_.startswith("nsubj")) if view.parsed else ()
    if any(view.entities[view.owner[child.i]]["type"] == "PER" for child in behind if child.i in view.owner):
        return True
    for token in range(verb + 1, min(verb + 1 + LONGEST_INVERSION, len(view))):
        word = view.words[token]
        if view.inside(token) or word in TERMINAL or word in {",", ";", ":"} or word in words["complementizer"]:
            return False
        if token in view.owner:
            person = view.entities[view.owner[token]]["type"] == "PER"
            return person and not _governed(view, lexicon, token, verb)
        if word in words["subject_pronoun"] or word in {"quello", "quella"}:
            return token == verb + 1
        if word in title_forms() and not _governed(view, lexicon, token, verb):
            return True
    return False


def _governed(view: View, lexicon: ReportingLexicon, token: int, verb: int) -> bool:
    """Tell whether a preposition stands before a noun phrase: "ride con Rossi"."""
    words, at = lexicon.words, token - 1
    while at > verb and (view.words[at] in words["article"] or view.pos[at] in {"ADJ", "DET"}):
        at -= 1
    kinds = ("preposition", "prep_a", "prep_da", "prep_di")
    return at > verb and any(view.words[at] in words[kind] for kind in kinds)
