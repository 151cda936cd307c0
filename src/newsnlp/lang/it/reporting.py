"""Typed access to the words that report speech: verbs, nouns, source phrases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from newsnlp.lang.contract import TableSpec
from newsnlp.lang.it.conjugation import Form
from newsnlp.lang.it.verb_tables import Readings, VerbTable, table_of
from newsnlp.lang.loader import cached_table, word_set

PACKAGE = "newsnlp.lang.it"
_VERBS = TableSpec(columns=("lemma", "frames"))
_NOUNS = TableSpec(columns=("form", "uses"))
_PHRASES = TableSpec(columns=("phrase", "link"))
_BLOCKERS = TableSpec(columns=("form",))
_CLASSES = TableSpec(columns=("class", "words"))


@dataclass(frozen=True, slots=True)
class ReportingForm:
    """One inflected form of a reporting verb.

    Attributes:
        frames: what its verbs can govern, see ``data/reporting_verbs.tsv``.
        kinds: "Fin", "Inf", "Ger", "Part": which forms of the verb it can be, third persons only.
        lemmas: the verbs.
        reflexive: whether si is attached ("dicendosi").
    """

    frames: frozenset[str]
    kinds: frozenset[str]
    lemmas: frozenset[str]
    reflexive: bool


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """Words before a source, in lower case; `cue` is the index of the word that is the cue."""

    words: tuple[str, ...]
    cue: int
    link: str


@dataclass(frozen=True, slots=True)
class ReportingLexicon:
    """Everything that reports speech, looked up by lower-case form with plain apostrophes.

    Attributes:
        phrases: first word -> source phrases, longest first.
        blockers: nouns that are no source after "secondo".
        words: class of function words -> forms, see ``data/quote_words.tsv``.
    """

    verbs: Mapping[str, ReportingForm]
    nouns: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[SourcePhrase, ...]]
    blockers: frozenset[str]
    words: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1)
def reporting_lexicon() -> ReportingLexicon:
    """Return the reporting words, read once per process."""
    return ReportingLexicon(
        verbs=_verbs(),
        nouns={
            row["form"]: frozenset(row["uses"].split()) for row in cached_table(PACKAGE, "reporting_nouns.tsv", _NOUNS)
        },
        phrases=_phrases(),
        blockers=word_set(cached_table(PACKAGE, "source_blockers.txt", _BLOCKERS), "form"),
        words={
            row["class"]: frozenset(row["words"].split()) for row in cached_table(PACKAGE, "quote_words.tsv", _CLASSES)
        },
    )


def _verbs() -> VerbTable[ReportingForm]:
    return table_of(_frames(), _reporting_form)


@lru_cache(maxsize=1)
def _frames() -> Mapping[str, tuple[str, ...]]:
    """Return reporting verb -> what it can govern."""
    return {row["lemma"]: tuple(row["frames"].split()) for row in cached_table(PACKAGE, "reporting_verbs.tsv", _VERBS)}


def _reporting_form(readings: Readings) -> ReportingForm | None:
    """Return the readings that news report with as one, None where there are none."""
    usable = [form for form in readings if _can_report(form)]
    if not usable:
        return None
    return ReportingForm(
        frames=frozenset(frame for form in usable for frame in _frames()[form.lemma]),
        kinds=frozenset(form.verb_form for form in usable),
        lemmas=frozenset(form.lemma for form in usable),
        reflexive=all(form.enclitics == "si" for form in usable),
    )


def _can_report(form: Form) -> bool:
    """Say whether news report with the form: no first or second person, no imperative, no wish."""
    return form.mood != "Imp" and form.person in {None, 3} and not (form.mood == "Sub" and form.tense == "Pres")


def _phrases() -> dict[str, tuple[SourcePhrase, ...]]:
    table: defaultdict[str, list[SourcePhrase]] = defaultdict(list)
    for row in cached_table(PACKAGE, "source_phrases.tsv", _PHRASES):
        words = row["phrase"].split()
        cue = next(index for index, word in enumerate(words) if word.startswith("*"))
        phrase = SourcePhrase(tuple(word.lstrip("*") for word in words), cue, row["link"])
        table[phrase.words[0]].append(phrase)
    return {first: tuple(sorted(found, key=lambda p: -len(p.words))) for first, found in table.items()}
