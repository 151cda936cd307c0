"""Every name in the trigger table means something to the engine."""

from newsnlp.annotation.events.acts import ALL_FRAMES
from newsnlp.annotation.events.guards import GUARDS
from newsnlp.lang.it.event_words import event_lexicon

# Guards that triggers.holds answers itself.
OWN_GUARDS = {"", "person", "two", "two_people", "strong", "received", "together", "not_top", "not_body", "con"}


def readings():
    lexicon = event_lexicon()
    for table in (lexicon.verbs, lexicon.nouns):
        for entries in table.values():
            yield from entries
    for phrases in lexicon.phrases.values():
        yield from (phrase.trigger for phrase in phrases)


def test_every_guard_is_known():
    assert {entry.guard for entry in readings()} - OWN_GUARDS <= set(GUARDS)


def test_every_frame_is_known():
    assert {entry.frame for entry in readings()} <= set(ALL_FRAMES)
