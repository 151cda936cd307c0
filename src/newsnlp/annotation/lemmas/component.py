"""Corrects the lemmas of a statistical lemmatizer from a table."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from spacy.attrs import LEMMA, MORPH, NORM, ORTH, POS
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.vocab import Vocab

from newsnlp.annotation.batches import Component
from newsnlp.annotation.lemmas.table import LemmaTable
from newsnlp.errors import FormatError, ModelMismatch

# Parts of speech whose lemma is the form as it is written.
AS_WRITTEN = frozenset({"PROPN", "PUNCT", "SYM"})
# Foreign words, interjections, blanks: whatever the lemmatizer says.
UNTOUCHED = frozenset({"X", "SPACE", "INTJ", ""})
# So many words, each with part of speech and morphology, are looked up only once; then the memory starts anew.
# 1,800 articles of local news hold 35,000, of which most come once.
REMEMBERED = 12_000

# The hash of a lemma, and its text: a memory zone of spaCy forgets what a hash stands for.
Lemma = tuple[int, str]
UNKNOWN: Lemma = (0, "")


class LemmaCorrector(Component):
    """Sets `token.lemma` where the table knows it; the rest keeps the lemma that it has."""

    def __init__(self, vocab: Vocab, table: LemmaTable | None = None) -> None:
        self.vocab = vocab
        self.table = table or LemmaTable()
        self._seen: dict[tuple[int, ...], Lemma] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Correct the lemmas of `doc`; the rest of it stays as it is."""
        for index, lemma in self.find(doc):
            doc[index].lemma_ = lemma
        return doc

    def find(self, doc: Doc) -> list[tuple[int, str]]:
        """Return (token, its lemma) where the lemma is another than it has."""
        *columns, lemmas = doc.to_array([ORTH, NORM, POS, MORPH, LEMMA]).T.tolist()
        words = zip(*columns, strict=True)
        seen = self._seen  # another thread may put an empty one in its place meanwhile
        found = []
        for index, word in enumerate(words):
            lemma = seen.get(word)
            if lemma is None:
                lemma = self._remember(word, doc, index)
            if lemma is not UNKNOWN and lemma[0] != lemmas[index]:
                found.append((index, lemma[1]))
        return found

    def _remember(self, word: tuple[int, ...], doc: Doc, index: int) -> Lemma:
        if len(self._seen) >= REMEMBERED:
            self._seen = {}
        token = doc[index]
        text = self._lemma(token.text, token.norm_, token.pos_, str(token.morph))
        lemma = (get_string_id(text), text) if text else UNKNOWN
        self._seen[word] = lemma
        return lemma

    def __getstate__(self) -> dict[str, Any]:
        """Return what the component is made of, without what it remembers."""
        return {**self.__dict__, "_seen": {}}

    def _lemma(self, text: str, norm: str, pos: str, morph: str) -> str | None:
        if pos in UNTOUCHED:
            return None
        form = norm.lower().replace("’", "'")
        if pos in AS_WRITTEN:
            # the treebank has "ROMA" as Roma and "ONU" as ONU: left to the lemmatizer
            as_written = None if text.isupper() and len(text) > 1 else text
            return self.table.lemma_of_name(form) or as_written
        # a name that the tagger takes for a noun has an ending too: "il Bosforo"
        return self.table.lemma(form, pos, frozenset(morph.split("|")), guess=text.islower())

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the table as bytes."""
        return self.table.to_bytes()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> LemmaCorrector:
        """Take the table that `to_bytes` has written."""
        self.table = LemmaTable.from_bytes(data)
        self._seen = {}
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the table to a file of that name."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> LemmaCorrector:
        """Read the table of a file, as `to_disk` or the script lemma_table.py has written it.

        Raises:
            ModelMismatch: the file is not there, or no such table.
        """
        try:
            return self.from_bytes(Path(path).read_bytes())
        except (OSError, FormatError) as error:
            raise ModelMismatch(f"{path}: {error}; install the pipeline anew") from error
