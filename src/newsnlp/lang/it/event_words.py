"""Typed access to the event lexicon: triggers, blocking contexts and word classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from newsnlp.lang.contract import TableSpec
from newsnlp.lang.it.verb_tables import VerbTable, lemma_table
from newsnlp.lang.loader import cached_table

PACKAGE = "newsnlp.lang.it"
_TRIGGERS = TableSpec(
    columns=("type", "part", "frame", "guard", "mode", "words"), key=0, optional=frozenset({"guard", "mode"})
)
_BLOCKS = TableSpec(columns=("type", "lemma", "where", "words"), key=3)
_CLASSES = TableSpec(columns=("class", "words"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """One reading of a trigger word."""

    type: str
    part: str
    frame: str
    guard: str
    mode: str | None
    lemma: str
    reflexive: bool = False


@dataclass(frozen=True)
class PhraseTrigger:
    """A fixed phrase; `offset` is the word of it that is the trigger."""

    words: tuple[str, ...]
    offset: int
    trigger: Trigger


@dataclass(frozen=True)
class EventLexicon:
    """All trigger readings, looked up by lower-case form.

    Attributes:
        verb_forms: inflected form -> lemmas of trigger verbs (without -si).
        verbs: lemma -> readings.
        nouns: form -> readings.
        phrases: first word -> phrases.
    """

    verb_forms: Mapping[str, frozenset[str]]
    verbs: dict[str, tuple[Trigger, ...]]
    nouns: dict[str, tuple[Trigger, ...]]
    phrases: dict[str, tuple[PhraseTrigger, ...]]
    blocks: dict[tuple[str, str, str], frozenset[str]]

    @cached_property
    def _phrases_by_two(self) -> dict[str, dict[str, tuple[PhraseTrigger, ...]]]:
        """First word -> second word -> phrases; those of one word stand under every second word, and under ""."""
        found = {}
        for first, phrases in self.phrases.items():
            seconds = {"", *(phrase.words[1] for phrase in phrases if len(phrase.words) > 1)}
            found[first] = {two: tuple(p for p in phrases if p.words[1:2] in ((), (two,))) for two in seconds}
        return found

    def phrases_from(self, word: str, following: str) -> tuple[PhraseTrigger, ...]:
        """Return the phrases that may begin with two words; `following` is "" at the end of a text."""
        by_second = self._phrases_by_two.get(word)
        if by_second is None:
            return ()
        return by_second.get(following) or by_second[""]

    @cached_property
    def contexts(self) -> dict[tuple[str, str], list[tuple[str, frozenset[str]]]]:
        """Type and lemma of a trigger -> where which words deny it, from `blocks`."""
        found: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = {}
        for (kind, lemma, where), words in self.blocks.items():
            found.setdefault((kind, lemma), []).append((where, words))
        return found


def _phrase(text: str, trigger: Trigger) -> PhraseTrigger:
    words = text.split()
    offset = next((i for i, word in enumerate(words) if word.startswith("*")), 0)
    return PhraseTrigger(tuple(word.lstrip("*") for word in words), offset, trigger)


@cache
def event_lexicon() -> EventLexicon:
    """Return the trigger lexicon, read once per process."""
    verbs: dict[str, list[Trigger]] = {}
    nouns: dict[str, list[Trigger]] = {}
    phrases: dict[str, list[PhraseTrigger]] = {}
    for row in cached_table(PACKAGE, "triggers.tsv", _TRIGGERS):
        for word in row["words"].split(","):
            lemma = word.split("/")[0]
            reflexive = row["part"] == "V" and lemma.endswith("si")
            lemma = infinitive(lemma) if reflexive else lemma
            entry = Trigger(row["type"], row["part"], row["frame"], row["guard"], row["mode"] or None, lemma, reflexive)
            if row["part"] == "V":
                verbs.setdefault(lemma, []).append(entry)
            elif row["part"] == "N":
                for form in word.split("/"):
                    nouns.setdefault(form.lower(), []).append(entry)
            else:
                phrase = _phrase(word, entry)
                phrases.setdefault(phrase.words[0], []).append(phrase)
    return EventLexicon(
        verb_forms=lemma_table(verbs),
        verbs={key: tuple(value) for key, value in verbs.items()},
        nouns={key: tuple(value) for key, value in nouns.items()},
        phrases={key: tuple(value) for key, value in phrases.items()},
        blocks={
            (row["type"], row["lemma"], row["where"]): frozenset(row["words"].split(","))
            for row in cached_table(PACKAGE, "trigger_blocks.tsv", _BLOCKS)
        },
    )


def infinitive(reflexive: str) -> str:
    """Return the plain infinitive of a reflexive one: "riunirsi" -> "riunire", "opporsi" -> "opporre"."""
    stem = reflexive.removesuffix("si")
    if stem.endswith("por"):
        return stem + "re"
    return stem + "e"


@cache
def word_class(name: str) -> frozenset[str]:
    """Return a closed word class of the event rules.

    Raises:
        KeyError: no class has this name.
    """
    return _word_classes()[name]


@cache
def _word_classes() -> dict[str, frozenset[str]]:
    rows = cached_table(PACKAGE, "event_words.tsv", _CLASSES)
    return {row["class"]: frozenset(row["words"].split(",")) for row in rows}


@cache
def _forms_of_class(name: str) -> VerbTable[frozenset[str]]:
    return lemma_table(word_class(name))


def is_form_of(word: str, name: str) -> bool:
    """Say whether a word, in lower case, is a form of a verb of a class, whatever the lemmatiser makes of it."""
    return word in _forms_of_class(name)


@lru_cache(maxsize=8192)
def is_meeting_word(word: str) -> bool:
    """Say whether a noun, in lower case, names a meeting or a sitting: "colloquio", "vertici", "lavori"."""
    readings = event_lexicon().nouns.get(word, ())
    return word in word_class("sittings") or any(reading.type == "MEETING" for reading in readings)
