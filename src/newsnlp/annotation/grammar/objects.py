"""Objects that a parser takes for subjects: "domani vedrà il cancelliere" tells whom somebody will see."""

from __future__ import annotations

from spacy.attrs import DEP
from spacy.tokens import Doc, Token

from newsnlp.annotation.batches import Component
from newsnlp.lang.it.event_words import word_class

NAMED = frozenset({"NOUN", "PROPN"})
# What else a verb may have instead of an object, and what makes it passive or reflexive.
OBJECTS = frozenset({"obj", "ccomp", "xcomp", "csubj", "expl", "expl:impers", "expl:pass", "aux:pass", "obl:agent"})


class Objects(Component):
    """Makes the only argument behind a verb that cannot be without object its object.

    Italian leaves the subject out and may put it behind the verb; a verb such as *incontrare* must have an object, so
    where there is neither object, clitic nor passive, what the parser calls the subject behind it is none.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Correct the dependencies of `doc`; heads stay as they are."""
        subject = doc.vocab.strings["nsubj"]
        for index in (doc.to_array(DEP) == subject).nonzero()[0].tolist():
            if _is_object(doc[index]):
                doc[index].dep_ = "obj"
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Return nothing: the list of verbs is newsnlp's own."""
        return b""

    def from_bytes(self, data: bytes, **_: object) -> Objects:
        """Take nothing."""
        return self


def _is_object(token: Token) -> bool:
    verb = token.head
    if token.i < verb.i or token.pos_ not in NAMED or verb.lemma_ not in word_class("transitive"):
        return False
    others = [child.dep_ for child in verb.children if child.i != token.i]
    return verb.pos_ == "VERB" and not any(dep in OBJECTS or dep.startswith("nsubj") for dep in others)
