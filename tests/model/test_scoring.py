"""Gold of an IOB2 file as documents."""

from __future__ import annotations

from spacy.vocab import Vocab

from newsnlp.annotation.scoring import to_doc

SENTENCES = [
    (["Anna", "Ferri", "è", "a", "Roma", "."], ["B-PER", "I-PER", "O", "O", "B-LOC", "O"]),
    (["Parla", "l'", "Enel"], ["O", "O", "B-ORG"]),
]


def test_sentences_are_paragraphs_of_a_document() -> None:
    doc = to_doc(Vocab(), SENTENCES)
    assert doc.text == "Anna Ferri è a Roma.\n\nParla l'Enel"
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Anna Ferri", "PER"), ("Roma", "LOC"), ("Enel", "ORG")]
