"""Parties that a common noun tells and nothing names: "i sindacati hanno incontrato X", "il suo avvocato"."""

from __future__ import annotations

from newsnlp.annotation.events.frames import governor, is_passive
from newsnlp.annotation.events.view import View
from newsnlp.annotation.tokens import Token
from newsnlp.lang.it.event_words import is_meeting_word
from newsnlp.lang.it.people import is_person_word
from newsnlp.lang.it.titles import title_forms


def unnamed_subject(view: View, trigger: Token) -> Token | None:
    """Return the noun that is the subject of a meeting and means nobody who is listed; None where there is none.

    "I bambini hanno incontrato X", "la moglie ha avuto un colloquio con X": whoever the text spoke of before, it is
    not he. "La giornata è iniziata con un colloquio con X" leaves it open.
    """
    verb = trigger if trigger.pos_ in {"VERB", "AUX", "ADJ"} else _having(trigger)
    subject = view.subject_token(verb) if verb is not None else None
    if subject is None or subject.i == trigger.i or not _is_noun(view, subject) or view.phrase(subject):
        return None
    if any(subject.i in range(item["start"], item["end"]) for item in view.times):
        # "il giorno dopo ha incontrato X"
        return None
    own = trigger.pos_ in {"VERB", "AUX"} and subject.i < trigger.i and not is_meeting_word(view.lower[subject.i])
    return subject if own or is_person_word(view.lower[subject.i]) else None


def _is_noun(view: View, token: Token) -> bool:
    """Say whether a word is a noun: the parser takes a title with a capital for a name ("il Papa")."""
    title = token.pos_ == "PROPN" and view.lower[token.i] in title_forms() and token.i + 1 not in view.mention_end
    return token.pos_ == "NOUN" or title


def _having(noun: Token) -> Token | None:
    """Return the verb by which somebody has the meeting of a noun: "hanno avuto un colloquio", not "è iniziata con"."""
    verb = governor(noun)
    return verb if verb is not None and noun.dep_ not in {"nsubj", "nsubj:pass"} and not is_passive(verb) else None


def meets_unnamed(view: View, verb: Token) -> bool:
    """Say whether people without a name meet whoever is named: "il suo successore ha ricevuto X".

    Or are met: "X ha ricevuto gli omologhi di Francia e Spagna".
    """
    met = (child for child in verb.children if child.dep_ == "obj" and child.pos_ == "NOUN" and not view.phrase(child))
    if any(is_person_word(view.lower[child.i]) for child in met):
        return not is_passive(verb)
    subject = unnamed_subject(view, verb)
    return subject is not None and not is_passive(verb) and is_person_word(view.lower[subject.i])
