"""The network for events: what it says has a form that the decision reads, whatever the text and its length."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from newsnlp import ModelMismatch
from newsnlp.annotation import keys, layers
from newsnlp.annotation.layers import register_extensions
from newsnlp.neural.event_heads import network as event_network
from newsnlp.neural.event_heads.component import EventHeads
from newsnlp.neural.event_heads.inputs import FLAGS, link, open_text, pairs_of
from newsnlp.neural.event_heads.labels import LEAST_ARGUMENT, LEAST_TRIGGER, LOOK_BACK, Known
from newsnlp.neural.event_heads.network import SHAPES, governed, near_pairs
from newsnlp.neural.weights import _size

register_extensions()
WIDTH = 7
SETTINGS = {
    "pos": ["NOUN", "PROPN", "VERB"], "deps": ["ROOT", "nsubj", "obj"], "lemmas": ["vedere"], "paths": ["<nsubj"],
    "negations": ["non"], "width": WIDTH,
}  # fmt: skip
SIZES = {
    "width": 6, "pos_width": 2, "deps_width": 3, "lemmas_width": 4, "names_width": 2, "trigger": 5, "status": 5,
    "pair": 4, "link": 5, "told": 4, "same": 5,
}  # fmt: skip


def heads(vocab: Vocab, seed: int = 0) -> EventHeads:
    """Return a component with random weights, so large that some words tell of events."""
    draw = np.random.default_rng(seed)
    made = EventHeads(vocab, "newsnlp_event_heads")
    made.settings = dict(SETTINGS)
    sizes = {**made.sizes(), **SIZES}
    arrays = {
        name: draw.normal(scale=0.7, size=[_size(part, sizes) for part in shape]).astype(np.float32)
        for name, shape in SHAPES.items()
    }
    made.load(arrays, SETTINGS)
    return made


def text(sentences: int = 1, vocab: Vocab | None = None) -> Doc:
    """Return "Ferri ha visto Novak ." so many times, with two people, an event of the rules, and vectors."""
    count = sentences
    doc = Doc(
        vocab or Vocab(),
        words=["Ferri", "ha", "visto", "Novak", "."] * count,
        pos=["PROPN", "AUX", "VERB", "PROPN", "PUNCT"] * count,
        lemmas=["Ferri", "avere", "vedere", "Novak", "."] * count,
        deps=["nsubj", "aux", "ROOT", "obj", "punct"] * count,
        heads=[5 * number + 2 for number in range(count) for _ in range(5)],
    )
    people = [
        {
            "type": "PER", "name": name, "kb_id": None, "gender": None, "roles": [], "confidence": 1.0,
            "mentions": [{"start": 5 * n + at, "end": 5 * n + at + 1, "kind": "name"} for n in range(count)],
        }
        for name, at in (("Ferri", 0), ("Novak", 3))
    ]  # fmt: skip
    doc._.set(keys.ENTITY_LAYER, people)
    doc._.set(keys.TIME_LAYER, [{"start": 1, "end": 2, "value": "2024"}])
    doc._.set(keys.EVENT_LAYER, [{"triggers": [(2, 3)], "type": "MEETING"}])
    doc.tensor = np.random.default_rng(1).normal(size=(len(doc), WIDTH)).astype(np.float32)
    return doc


def test_what_it_says_are_probabilities_of_words_people_and_times() -> None:
    scores = layers.event_scores(heads(Vocab())(text(4)))
    assert scores is not None
    assert 2 in scores["triggers"], "a trigger of the rules is read in any case"
    assert np.allclose(np.sum(scores["types"], axis=1), 1, atol=1e-5)
    assert np.allclose(np.sum(scores["statuses"], axis=1), 1, atol=1e-5)
    assert all(
        1 - row[0] > LEAST_TRIGGER or token == 2 for token, row in zip(scores["triggers"], scores["types"], strict=True)
    )
    for row in scores["arguments"]:
        for owner, roles in row:
            assert owner in (0, 1, 2)
            assert max(roles) >= LEAST_ARGUMENT
            assert (roles[4] == 0) == (owner < 2), "only a time fills the role of time"
    assert any(scores["arguments"])


def test_the_vectors_are_dropped() -> None:
    assert heads(Vocab())(text()).tensor.size == 0


@pytest.mark.parametrize("layer", [keys.EVENT_LAYER, "tensor"])
def test_a_doc_without_layers_or_vectors_is_left_as_it_is(layer: str) -> None:
    doc = text()
    if layer == "tensor":
        doc.tensor = np.zeros((0,), dtype=np.float32)
    else:
        doc._.set(layer, None)
    assert layers.event_scores(heads(Vocab())(doc)) is None


def test_a_text_without_anybody_has_triggers_without_arguments() -> None:
    doc = text(2)
    doc._.set(keys.ENTITY_LAYER, [])
    doc._.set(keys.TIME_LAYER, [])
    scores = layers.event_scores(heads(Vocab())(doc))
    assert scores is not None
    assert scores["triggers"]
    assert not any(scores["arguments"])


def test_vectors_of_another_width_are_refused() -> None:
    doc = text()
    doc.tensor = np.zeros((len(doc), WIDTH + 1), dtype=np.float32)
    with pytest.raises(ModelMismatch, match="8"):
        heads(Vocab())(doc)


def test_blocks_of_triggers_say_what_all_say_together(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = layers.event_scores(heads(Vocab())(text(12)))
    monkeypatch.setattr(event_network, "TRIGGERS", 3)
    parts = layers.event_scores(heads(Vocab())(text(12)))
    assert whole is not None
    assert parts is not None
    assert [[owner for owner, _ in row] for row in whole["arguments"]] == [
        [o for o, _ in row] for row in parts["arguments"]
    ]
    for one, other in zip(whole["arguments"], parts["arguments"], strict=True):
        assert np.allclose([r for _, r in one], [r for _, r in other], atol=1e-5)


def test_far_mentions_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_network, "REACH", 0)
    monkeypatch.setattr(event_network, "TRIGGERS", 1)
    doc = text(3)
    for entity in layers.entities(doc):
        entity["mentions"] = entity["mentions"][:1]
    scores = layers.event_scores(heads(Vocab())(doc))
    assert scores is not None
    told = dict(zip(scores["triggers"], scores["arguments"], strict=True))
    assert told[2]
    assert not any(row for token, row in told.items() if token >= 5)


def test_a_word_sees_the_mean_of_what_it_governs() -> None:
    h = np.array([[1.0, 10.0], [2.0, 20.0], [4.0, 40.0], [8.0, 80.0]], dtype=np.float32)
    heads = np.array([2, 2, 2, 1])
    # the third word is a root: it counts among those that it governs
    assert np.allclose(governed(h, heads), [[0, 0], [8, 80], [7 / 3, 70 / 3], [0, 0]])


def test_pairs_of_triggers_are_near_and_may_be_of_one_type() -> None:
    types = np.zeros((LOOK_BACK + 3, 22))
    types[:, 1] = 0.5
    types[1] = 0.0
    types[1, 2] = 0.9
    later, earlier = near_pairs(types)
    assert set((later - earlier).tolist()) == set(range(1, LOOK_BACK + 1))
    assert 1 not in {*later.tolist(), *earlier.tolist()}


def test_links_of_the_parse() -> None:
    known = Known.of(SETTINGS)
    doc = text()
    seen = open_text(doc, known)
    assert (link(seen, 2, 0, 0), link(seen, 2, 3, 3), link(seen, 2, 2, 2)) == ("<nsubj", "<obj", "self")
    assert link(seen, 3, 0, 0) == "^1<nsubj"
    pairs = pairs_of(seen, [2], known)
    assert pairs.path[0].tolist()[:2] == [1, 0], "a link that is not known counts as unknown"
    assert seen.flags.shape == (5, FLAGS)


def test_weights_go_to_disk_and_back(tmp_path: Path) -> None:
    vocab = spacy.blank("it").vocab
    made = heads(vocab)
    made.to_disk(tmp_path / "heads")
    back = EventHeads(vocab, made.name).from_disk(tmp_path / "heads")
    one, other = (layers.event_scores(component(text(2, vocab))) for component in (made, back))
    assert one is not None
    assert other is not None
    assert one["triggers"] == other["triggers"]
    assert np.allclose(one["types"], other["types"], atol=2e-2), "weights are kept in half precision"


def test_settings_that_do_not_fit_are_refused() -> None:
    made = heads(Vocab())
    with pytest.raises(ModelMismatch, match="newsnlp_event_heads"):
        made.load(made.arrays, {**SETTINGS, "lemmas": ["vedere", "parlare"]})


def test_it_may_read_the_last_columns_of_wider_vectors() -> None:
    doc, wider = text(2), text(2)
    wider.tensor = np.concatenate([np.ones((len(wider), 3), dtype=np.float32), wider.tensor], axis=1)
    narrow = heads(Vocab())
    skipping = heads(Vocab())
    skipping.load(skipping.arrays, {**SETTINGS, "skip": 3})
    assert layers.event_scores(narrow(doc)) == layers.event_scores(skipping(wider))
