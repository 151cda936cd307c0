"""The network for events in NumPy: what PyTorch computed in training, from the same weights, without gradients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from newsnlp.annotation.layers import ROLES, STATUSES, EventScores
from newsnlp.neural.event_heads.inputs import EventText, Pairs, pairs_of
from newsnlp.neural.event_heads.labels import (
    LEAST_ARGUMENT,
    LEAST_COMMON,
    LEAST_TRIGGER,
    LOOK_BACK,
    TIME,
    TYPES,
    Known,
)
from newsnlp.neural.features import Floats, Ints
from newsnlp.neural.layers import ROWS, gated, gelu, layer_norm, sigmoid
from newsnlp.neural.weights import Arrays, Shape, single

# Sentences between two triggers; further ones count as these.
APART = 12
# Triggers whose links are looked at together: with more of them the mentions of a long text would not fit.
TRIGGERS = 64
# Sentences around a trigger in which mentions are looked at, so that the work grows with the text, not its square.
REACH = 60
SHAPES: Mapping[str, Shape] = {
    "pos": ("pos", "pos_width"),
    "deps": ("deps", "deps_width"),
    "lemmas": ("lemmas", "lemmas_width"),
    "names": ("names", "names_width"),
    "mix.bias": ("width",),
    "mix": ("vectors + pos_width + deps_width + lemmas_width + names_width + flags", "width"),
    "about": ("2*width", "width"),
    "norm.gain": ("width",),
    "norm.shift": ("width",),
    "gates": ("5*width", "2*width"),
    "gates.bias": ("2*width",),
    "out.gain": ("width",),
    "out.shift": ("width",),
    "trigger.hidden.bias": ("trigger",),
    "trigger.hidden": ("2*width", "trigger"),
    "trigger": ("trigger", "types"),
    "trigger.bias": ("types",),
    "status.hidden.bias": ("status",),
    "status.hidden": ("2*width", "status"),
    "status": ("status", "statuses"),
    "status.bias": ("statuses",),
    "act.bias": ("pair",),
    "act": ("2*width", "pair"),
    "actor": ("3*width", "pair"),
    "actor.bias": ("pair",),
    "biaffine": ("roles", "pair", "pair"),
    "act_link.bias": ("link",),
    "act_link": ("2*width", "link"),
    "actor_link": ("3*width", "link"),
    "link": ("link", "roles"),
    "link.bias": ("roles",),
    **{
        f"{name}.{part}": (name, width)
        for name in ("distance", "sentence", "kind", "path")
        for part, width in (("link", "link"), ("skip", "roles"))
    },
    "told.bias": ("told",),
    "told": ("2*width", "told"),
    "same.hidden.bias": ("same",),
    "same.hidden": ("3*told + apart", "same"),
    "same": ("same", "one"),
    "same.bias": ("one",),
}


class EventNetwork:
    """All heads; see models/it_newsnlp/scripts/event_network.py for what each of them learns."""

    def __init__(self, arrays: Arrays, known: Known) -> None:
        self.known = known
        self.w = {name: single(arrays, name) for name in SHAPES}

    def read(self, text: EventText, vectors: Floats, asked: Sequence[int]) -> EventScores:
        """Return what the network says of the words that may tell of an event.

        Args:
            text: the text.
            vectors: (tokens, width) what the encoder says of each token.
            asked: tokens that are read in any case, since a rule takes them for an event.
        """
        both = self._words(text, vectors)
        types = softmax(self._hidden(both, "trigger"))
        wanted = np.greater(1.0 - types[:, 0], LEAST_TRIGGER)
        wanted[list(asked)] = True
        triggers = np.flatnonzero(wanted)
        told = both[triggers]
        return {
            "triggers": triggers.tolist(),
            "types": types[triggers].tolist(),
            "statuses": softmax(self._hidden(told, "status")).tolist(),
            "arguments": self._arguments(text, both, triggers),
            "same": self._same(text, told, types[triggers], triggers),
        }

    def _words(self, text: EventText, vectors: Floats) -> Floats:
        """Return the vector of each word beside that of its governor: (tokens, 2 * width)."""
        w = self.w
        tables = (w["pos"], w["deps"], w["lemmas"], w["names"])
        x = np.empty((len(vectors), len(w["mix.bias"])), dtype=np.float32)
        for start in range(0, len(vectors), ROWS):
            part = slice(start, start + ROWS)
            read = [table[column] for table, column in zip(tables, text.words[part].T, strict=True)]
            x[part] = gelu(np.concatenate([vectors[part], *read, text.flags[part]], axis=1) @ w["mix"] + w["mix.bias"])
        x += self._about(x, text.sentences)
        h = layer_norm(x, w["norm.gain"], w["norm.shift"])
        below = governed(h, text.heads)
        for start in range(0, len(h), ROWS):
            places = np.arange(start, min(start + ROWS, len(h)))
            before, after = h[np.maximum(places - 1, 0)], h[np.minimum(places + 1, len(h) - 1)]
            before[places == 0] = 0.0
            after[places == len(h) - 1] = 0.0
            window = np.concatenate([before, h[places], after, h[text.heads[places]], below[places]], axis=1)
            x[places] += gated(window @ w["gates"] + w["gates.bias"])
        out = layer_norm(x, w["out.gain"], w["out.shift"])
        return np.concatenate([out, out[text.heads]], axis=1)

    def _about(self, x: Floats, sentences: Ints) -> Floats:
        """Return for each word what its sentence and the whole text are about."""
        starts = np.flatnonzero(np.diff(sentences, prepend=-1))
        lengths = np.diff(starts, append=len(x))
        means = np.add.reduceat(x, starts, axis=0) / lengths[:, None]
        whole = np.broadcast_to(x.mean(axis=0, keepdims=True), means.shape)
        told: Floats = np.concatenate([means, whole], axis=1) @ self.w["about"]
        return np.repeat(told, lengths, axis=0)

    def _hidden(self, x: Floats, name: str) -> Floats:
        hidden = gelu(x @ self.w[f"{name}.hidden"] + self.w[f"{name}.hidden.bias"])
        result: Floats = hidden @ self.w[name] + self.w[f"{name}.bias"]
        return result

    def _arguments(self, text: EventText, both: Floats, triggers: Ints) -> list[list[tuple[int, list[float]]]]:
        if not len(text.mentions):
            return [[] for _ in triggers]
        w, width = self.w, both.shape[1] // 2
        first, last = text.mentions[:, 1], text.mentions[:, 2]
        mentioned = np.concatenate([both[first, :width], both[last, :width], both[last, width:]], axis=1)
        actor = gelu(mentioned @ w["actor"] + w["actor.bias"])
        actor_link = mentioned @ w["actor_link"]
        sentence_of = text.sentences[first]
        found: list[list[tuple[int, list[float]]]] = []
        for start in range(0, len(triggers), TRIGGERS):
            block = triggers[start : start + TRIGGERS]
            near = np.flatnonzero(
                (sentence_of >= text.sentences[block[0]] - REACH) & (sentence_of <= text.sentences[block[-1]] + REACH)
            )
            part = text.with_mentions(near)
            scores = self._links(both[block], actor[near], actor_link[near], pairs_of(part, block.tolist(), self.known))
            found += _by_owner(scores, part)
        return found

    def _links(self, told: Floats, actor: Floats, actor_link: Floats, pairs: Pairs) -> Floats:
        """Return scores (triggers, mentions, roles)."""
        w = self.w
        act = gelu(told @ w["act"] + w["act.bias"])
        turned = np.einsum("te,ref->rtf", act, w["biaffine"], optimize=True)
        scores = (turned @ actor.T).transpose(1, 2, 0)
        linked = (told @ w["act_link"] + w["act_link.bias"])[:, None] + actor_link[None]
        for name, numbers in zip(("distance", "sentence", "kind", "path"), pairs, strict=True):
            linked += w[f"{name}.link"][numbers]
            scores = scores + w[f"{name}.skip"][numbers]
        result: Floats = scores + gelu(linked) @ w["link"] + w["link.bias"]
        return result

    def _same(self, text: EventText, told: Floats, types: Floats, triggers: Ints) -> list[tuple[int, int, float]]:
        first, second = near_pairs(types)
        x = gelu(told @ self.w["told"] + self.w["told.bias"])
        sentence = text.sentences[triggers]
        likely: list[float] = []
        for start in range(0, len(first), ROWS):
            a, b = first[start : start + ROWS], second[start : start + ROWS]
            far = np.zeros((len(a), APART), dtype=np.float32)
            far[np.arange(len(a)), np.minimum(np.abs(sentence[a] - sentence[b]), APART - 1)] = 1.0
            seen = np.concatenate([x[a], x[b], np.abs(x[a] - x[b]), far], axis=1)
            likely += sigmoid(self._hidden(seen, "same")[:, 0]).tolist()
        return list(zip(triggers[first].tolist(), triggers[second].tolist(), likely, strict=True))


def governed(h: Floats, heads: Ints) -> Floats:
    """Return for each word the mean of the words that it governs; a root governs itself too."""
    found = np.zeros_like(h)
    order = np.argsort(heads, kind="stable")
    starts = np.flatnonzero(np.diff(heads[order], prepend=-1))
    counts = np.diff(starts, append=len(order))
    found[heads[order[starts]]] = np.add.reduceat(h[order], starts, axis=0) / counts[:, None]
    return found


def near_pairs(types: Floats) -> tuple[Ints, Ints]:
    """Return pairs of near triggers that may tell of one event, as places in the list of triggers; the earlier second.

    Args:
        types: (triggers, types) probabilities, that of no event first.
    """
    may = types[:, 1:] >= LEAST_COMMON
    later = np.arange(len(types))[:, None]
    earlier = later - np.arange(LOOK_BACK, 0, -1)[None]
    common = (may[:, None] & may[np.maximum(earlier, 0)]).any(axis=2) & (earlier >= 0)
    rows, columns = np.nonzero(common)
    return rows, earlier[rows, columns]


def softmax(scores: Floats) -> Floats:
    """Return the probabilities of each row of scores."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = powers / powers.sum(axis=1, keepdims=True)
    return result


def _by_owner(scores: Floats, text: EventText) -> list[list[tuple[int, list[float]]]]:
    """Return for each trigger those who may fill a role, with the probabilities by their best mention."""
    owners, places = np.unique(text.mentions[:, 0], return_inverse=True)
    best = np.full((scores.shape[0], len(owners), len(ROLES)), -np.inf, dtype=np.float32)
    for mention, place in enumerate(places.reshape(-1).tolist()):
        np.maximum(best[:, place], scores[:, mention], out=best[:, place])
    likely = sigmoid(best)
    is_time = owners >= text.entities
    likely[:, is_time, :TIME] = 0.0
    likely[:, ~is_time, TIME] = 0.0
    kept = likely.max(axis=2) >= LEAST_ARGUMENT
    names = owners.tolist()
    return [
        [(names[column], likely[row, column].tolist()) for column in np.flatnonzero(kept[row]).tolist()]
        for row in range(len(likely))
    ]


COUNTS = {"types": len(TYPES), "statuses": len(STATUSES), "roles": len(ROLES), "apart": APART, "one": 1}
