"""The entity recogniser against the same computed word by word."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from newsnlp.neural.components import NamesPart
from newsnlp.neural.encoder import NameReader, Places
from newsnlp.neural.features import Floats
from newsnlp.neural.layers import gelu, lstm, pack
from newsnlp.neural.trees import best_tags

TEXTS = [
    "Roma attende. Il ministro parla di Roma, e Roma ascolta il ministro.",
    "Milano, Roma e Torino.",
    "il ministro ascolta il ministro",
]


def tags_word_by_word(nlp: Language, doc: Doc) -> list[int]:
    """Return the tags of a document without whitespace tokens, each word's vector made by itself."""
    encoder, part = nlp.get_pipe("encoder").encoder, nlp.get_pipe("ner")  # type: ignore[attr-defined]
    assert isinstance(part, NamesPart)
    reader: NameReader = encoder.names
    orths, norms = np.array([[t.orth, t.norm] for t in doc], dtype=np.uint64).T
    types = encoder.word_vectors.of(orths, norms, doc.vocab.strings)
    places = Places.of(np.array([len(doc)]))
    local = reader.trunk.local(types.vectors[:, encoder.trunk.width :], types.which, places)
    first = np.array([token.i for token in doc if token.is_sent_start])
    packed = pack(first, np.diff(np.append(first, len(doc))))
    vectors = np.concatenate([local, lstm(local, packed, reader.trunk.lstm)], axis=1)
    read = np.stack([_read(reader, doc, vectors, local, place) for place in range(len(doc))])
    scores = gelu(read) @ part.weight + part.bias
    found = np.empty(len(doc), dtype=np.int64)
    found[packed.forwards] = best_tags(scores[packed.forwards], packed.sizes, part.start, part.moves, part.end)
    return found.tolist()


def _read(reader: NameReader, doc: Doc, vectors: Floats, local: Floats, place: int) -> Floats:
    result = vectors[place] @ reader.down + reader.bias + local.mean(axis=0) @ reader.topic
    word = doc[place].text
    others = [other.i for other in doc if other.text == word and other.i != place]
    if word[0].isupper() and others:
        result = result + np.mean([vectors[other] @ reader.memory for other in others], axis=0)
    return result


@pytest.mark.parametrize("text", TEXTS)
def test_document_and_other_places_are_read(random_nlp: Language, text: str) -> None:
    doc = random_nlp(text)
    part = random_nlp.get_pipe("ner")
    assert isinstance(part, NamesPart)
    expected = [part.tags[number] for number in tags_word_by_word(random_nlp, doc)]
    found = [token.ent_type_ for token in doc]
    assert found == [label for _, label in expected]


def test_other_documents_tell_nothing(random_nlp: Language) -> None:
    alone = [[(ent.text, ent.label_) for ent in random_nlp(text).ents] for text in TEXTS]
    together = [[(ent.text, ent.label_) for ent in doc.ents] for doc in random_nlp.pipe(TEXTS)]
    assert together == alone
    assert any(alone)
