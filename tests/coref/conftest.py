"""Hand-built parses: tokens "word POS dep head [features]"; heads count within the sentence from 1, 0 is the root."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

import newsnlp.annotation.factories  # noqa: F401 - registers the components
from newsnlp.annotation import keys
from newsnlp.annotation.coref.component import Coref
from newsnlp.annotation.entities.component import Entities
from newsnlp.annotation.layers import entities, zero_subjects
from newsnlp.annotation.roles.component import Roles

FEATURES = {"m": "Gender=Masc", "f": "Gender=Fem", "s": "Number=Sing", "p": "Number=Plur"}
FORMS = {"fin": "Person=3|VerbForm=Fin", "part": "VerbForm=Part"}


def morph(text: str) -> str:
    """Return UD features of a short form: "ms" -> "Gender=Masc|Number=Sing", "fin-s", "part-fs"."""
    form, _, rest = text.partition("-") if "-" in text or text in FORMS else ("", "", text)
    found = [FORMS[form]] if form else []
    return "|".join(sorted("|".join([*found, *(FEATURES[letter] for letter in rest)]).split("|"))) if text else ""


@dataclass
class Builder:
    """Collects sentences and builds an annotated Doc."""

    nlp: Language
    words: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)

    def sentence(self, text: str) -> None:
        """Add one sentence, its tokens parted by |."""
        base = len(self.words)
        for token in text.split("|"):
            word, pos, dep, head, *rest = token.split()
            self.words.append(word)
            self.pos.append(pos)
            self.deps.append("ROOT" if head == "0" else dep)
            self.heads.append(len(self.heads) if head == "0" else base + int(head) - 1)
            self.morphs.append(morph(rest[0]) if rest else "")

    def doc(self, people: list[str], *, published: str | None = None) -> Doc:
        """Return the Doc with every mention of the names `people` tagged PER, after entities, roles and coref."""
        doc = Doc(self.nlp.vocab, words=self.words, pos=self.pos, deps=self.deps, heads=self.heads, morphs=self.morphs)
        spans = []
        taken: set[int] = set()
        for name in sorted(people, key=lambda name: -len(name.split())):
            size = len(name.split())
            for start in range(len(doc) - size + 1):
                if " ".join(self.words[start : start + size]) == name and not taken & set(range(start, start + size)):
                    spans.append(Span(doc, start, start + size, label="PER"))
                    taken |= set(range(start, start + size))
        doc.ents = spans
        doc._.set(keys.PUBLISHED, published)
        for component in (Entities(), Roles(), Coref()):
            doc = component(doc)
        return doc

    def mentions(self, people: list[str], *, published: str | None = None) -> dict[str, list[str]]:
        """Return name of each person -> its descriptions and pronouns, in order."""
        doc = self.doc(people, published=published)
        return {
            item["name"]: [doc[m["start"] : m["end"]].text for m in item["mentions"] if m["kind"] != "name"]
            for item in entities(doc)
            if item["type"] == "PER"
        }

    def left_out(self, people: list[str]) -> dict[str, list[str]]:
        """Return verb without subject -> names of who it is."""
        doc = self.doc(people)
        names = [item["name"] for item in entities(doc)]
        return {doc[verb].text: [names[index] for index in who] for verb, who in zero_subjects(doc).items()}

    def roles(self, people: list[str]) -> dict[str, list[str]]:
        """Return name of each person -> its titles."""
        return {item["name"]: [role["title"] for role in item["roles"]] for item in entities(self.doc(people))}


@pytest.fixture(scope="session")
def italian() -> Language:
    return spacy.blank("it")


@pytest.fixture
def build(italian: Language) -> Builder:
    return Builder(italian)
