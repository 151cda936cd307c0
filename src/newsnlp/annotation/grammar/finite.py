"""Corrects mood, tense, person and number of finite verbs to what their form can be: "riceva" is a subjunctive."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
from spacy.attrs import LEMMA, MORPH, NORM, POS
from spacy.symbols import AUX, VERB
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from newsnlp.annotation.batches import Component
from newsnlp.lang.it.conjugation import Form, bare_forms, is_infinitive

VERBS = (AUX, VERB)
# What tells the readings of one form apart, and how much it counts that a reading agrees with the tagger in it.
WEIGHTS = {"Person": 4, "Number": 4, "Mood": 2, "Tense": 1}
YOU = {"Mood": "Ind", "Number": "Sing", "Person": "2", "Tense": "Pres"}
SUBJUNCTIVE = {"Mood": "Sub", "Number": "Sing", "Person": "3", "Tense": "Pres"}
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
NAMED = frozenset({"NOUN", "PROPN"})
# So many words with their morphology are looked up only once; then the memory starts anew.
REMEMBERED = 5_000

# The right morphology, and whether it is right only under a subject of the third person.
Correction = tuple[str, bool]
# The tagger may be right.
NONE: Correction = ("", False)


class FiniteForms(Component):
    """Sets `token.morph` of finite verbs whose form cannot be what the tagger says.

    What a form can be comes from the conjugation of its lemma; where that does not know the form, the tagger is
    right. "Incontri" may be *tu incontri*, but not beside a subject: "vuole che Ferrante incontri i sindacati".
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._seen: dict[tuple[int, ...], Correction] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Correct the morphology of `doc`; the rest of it stays as it is."""
        for index, morph in self.find(doc):
            token: Any = doc[index]  # spaCy's stubs lack set_morph
            # the text itself as well: an analysis that spaCy knows may have lost it at the end of a memory zone
            doc.vocab.strings.add(morph)
            token.set_morph(morph)
        return doc

    def find(self, doc: Doc) -> list[tuple[int, str]]:
        """Return (token, its morphology) where it is another than the tagger's."""
        table = doc.to_array([POS, NORM, LEMMA, MORPH])
        seen = self._seen  # another thread may put an empty one in its place meanwhile
        found = []
        for index in np.flatnonzero(np.isin(table[:, 0], VERBS)).tolist():
            word = tuple(table[index].tolist())
            correction = seen.get(word)
            if correction is None:
                correction = self._remember(word, doc[index])
            if correction[0] and (not correction[1] or _has_named_subject(doc[index])):
                found.append((index, correction[0]))
        return found

    def _remember(self, word: tuple[int, ...], token: Token) -> Correction:
        if len(self._seen) >= REMEMBERED:
            self._seen = {}
        correction = (_correction(token) if "VerbForm=Fin" in str(token.morph) else None) or NONE
        self._seen[word] = correction
        return correction

    def __getstate__(self) -> dict[str, Any]:
        """Return what the component is made of, without what it remembers."""
        return {**self.__dict__, "_seen": {}}

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return nothing: the conjugations are newsnlp's own."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> FiniteForms:
        """Take nothing."""
        return self


def _correction(token: Token) -> Correction | None:
    """Return what the form must be, None where the tagger may be right."""
    told = token.morph.to_dict()
    forms = _finite(token.lemma_.partition(" ")[0].lower())
    readings = [_features(form) for form in forms.get(token.norm_.lower(), ())]
    if not readings or "Clitic" in told:
        return None
    own = {name: told.get(name, "") for name in WEIGHTS}
    if own in readings:
        return (_written(told, SUBJUNCTIVE), True) if own == YOU and SUBJUNCTIVE in readings else None
    return _written(told, max(readings, key=lambda reading: _agreement(reading, own))), False


def _agreement(reading: dict[str, str], own: dict[str, str]) -> tuple[int, bool]:
    """Return how well a reading fits; of equal ones the third person is likelier in news."""
    return sum(weight * (reading[name] == own[name]) for name, weight in WEIGHTS.items()), reading["Person"] == "3"


def _written(told: dict[str, str], reading: dict[str, str]) -> str:
    """Return the morphology with the features of a reading, as Universal Dependencies write it."""
    return "|".join(f"{name}={value}" for name, value in sorted({**told, **reading}.items()))


def _features(form: Form) -> dict[str, str]:
    return {
        "Mood": form.mood or "",
        "Number": form.number or "",
        "Person": str(form.person),
        "Tense": form.tense or "",
    }


@lru_cache(maxsize=4096)
def _finite(lemma: str) -> dict[str, list[Form]]:
    """Return the finite forms of a verb without enclitics, by their text; none where it is no infinitive."""
    table: dict[str, list[Form]] = {}
    if lemma.endswith("si") or not is_infinitive(lemma):
        return table
    for form in bare_forms(lemma):
        if form.verb_form == "Fin":
            table.setdefault(form.text, []).append(form)
    return table


def _has_named_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS and child.pos_ in NAMED for child in verb.children)
