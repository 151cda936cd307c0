"""Put the network for events and the weights of the decision into a pipeline: what PyTorch trained, NumPy runs.

usage: python add_events.py PIPELINE NETWORK.pt SETTINGS.json WEIGHTS.tsv OUTPUT [--check DATA.pkl] [--skip N] [--keep]

With --check both are asked about articles, and it ends with an error where they do not say the same.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import torch

from event_batches import Item
from event_network import EventHeads
from newsnlp.annotation import factories as annotations  # noqa: F401 - registers the decision
from newsnlp.annotation.decision.weights import read_rows
from newsnlp.annotation.layers import EventScores
from newsnlp.neural import factories  # noqa: F401 - registers the network
from newsnlp.neural.event_heads.component import EventHeads as EventHeadsPart
from train_events import scores_of

# Articles that are asked about, and how much a probability may differ, since the package has numbers of 16 bits.
CHECKED, SAME = 60, 0.02
HEADS, DECISION = "newsnlp_event_heads", "newsnlp_decision"
LINKS = ("distance", "sentence", "kind", "path")
Weights = Mapping[str, torch.Tensor]


def arrays_of(weights: Weights) -> dict[str, np.ndarray]:
    """Return the weights as `newsnlp.neural.event_heads.network` has them."""

    def layer(name: str, own: str) -> dict[str, np.ndarray]:
        found = {own: weights[f"{name}.weight"].numpy().T}
        return found | ({f"{own}.bias": weights[f"{name}.bias"].numpy()} if f"{name}.bias" in weights else {})

    def norm(name: str) -> dict[str, np.ndarray]:
        return {f"{name}.gain": weights[f"{name}.weight"].numpy(), f"{name}.shift": weights[f"{name}.bias"].numpy()}

    tables = {
        name: weights[f"embedded.{n}.weight"].numpy() for n, name in enumerate(("pos", "deps", "lemmas", "names"))
    }
    links = {f"{name}.link": weights[f"links.{n}.weight"].numpy() for n, name in enumerate(LINKS)}
    skips = {f"{name}.skip": weights[f"skips.{n}.weight"].numpy() for n, name in enumerate(LINKS)}
    return {
        **tables, **links, **skips, "biaffine": weights["biaffine"].numpy(), **norm("norm"), **norm("out"),
        **layer("mix", "mix"), **layer("about", "about"), **layer("gates", "gates"),
        **layer("trigger.1", "trigger.hidden"), **layer("trigger.3", "trigger"),
        **layer("status.1", "status.hidden"), **layer("status.3", "status"),
        **layer("act", "act"), **layer("actor", "actor"), **layer("act_link", "act_link"),
        **layer("actor_link", "actor_link"), **layer("link_out", "link"),
        **layer("told", "told"), **layer("same.1", "same.hidden"), **layer("same.3", "same"),
    }  # fmt: skip


def difference(trained: Mapping[str, Any], heads: EventHeadsPart, data: Path) -> float:
    """Return by how much the probabilities of PyTorch and NumPy differ at most, over some articles.

    Only what both give is compared: what is just as likely as it must be to be given may be given by one alone.
    """
    network = EventHeads(**trained["sizes"]).eval()
    network.load_state_dict(trained["weights"])
    _, examples = pickle.loads(data.read_bytes())
    worst = 0.0
    for example in examples[:: max(1, len(examples) // CHECKED)]:
        one = scores_of(network, Item(example, heads.network.known), set())
        other = heads.network.read(example.text, np.asarray(example.vectors, dtype=np.float32), [])
        rows = {token: row for row, token in enumerate(other["triggers"])}
        for row, token in enumerate(one["triggers"]):
            if token in rows:
                worst = max(worst, *_gaps(one, row, other, rows[token]))
    return worst


def _gaps(one: EventScores, row: int, other: EventScores, place: int) -> list[float]:
    found = [abs(p - q) for p, q in zip(one["types"][row], other["types"][place], strict=True)]
    found += [abs(p - q) for p, q in zip(one["statuses"][row], other["statuses"][place], strict=True)]
    known = dict(other["arguments"][place])
    for owner, roles in one["arguments"][row]:
        found += [abs(p - q) for p, q in zip(roles, known.get(owner, roles), strict=True)]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("pipeline", "network", "settings", "weights", "output"):
        parser.add_argument(name, type=Path)
    parser.add_argument(
        "--skip", type=int, default=0, help="columns of the vectors before those that it was trained on"
    )
    parser.add_argument("--keep", action="store_true", help="keep the vectors on the Doc")
    parser.add_argument("--check", type=Path, help="what event_data.py has made, to compare PyTorch and NumPy on")
    parser.add_argument("--meta", type=Path, help="has version and requirements of the pipeline")
    args = parser.parse_args()
    # those that it has may be of another form
    nlp = spacy.load(args.pipeline, exclude=[HEADS, DECISION])
    nlp.get_pipe("ner").settings["keep_vectors"] = True
    trained = torch.load(args.network)
    heads = nlp.add_pipe(HEADS)
    settings = json.loads(args.settings.read_text(encoding="utf8"))
    heads.load(
        arrays_of(trained["weights"]),
        {**settings, "width": trained["sizes"]["vectors"], "skip": args.skip, "keep_vectors": args.keep},
    )
    if args.check:
        worst = difference(trained, heads, args.check)
        print(f"PyTorch and NumPy differ by {worst:.4f} at most")
        if worst > SAME:
            sys.exit(f"a probability may differ by {SAME}: the two networks do not compute the same")
    nlp.add_pipe(DECISION).load(read_rows(args.weights))
    if args.meta:
        meta = json.loads(args.meta.read_text(encoding="utf8"))
        nlp.meta.update({name: meta[name] for name in ("version", "requirements", "description")})
    nlp.to_disk(args.output)


if __name__ == "__main__":
    main()
