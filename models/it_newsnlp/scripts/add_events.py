"""Put the network for events and the weights of the decision into a pipeline: what PyTorch trained, NumPy runs.

usage: python add_events.py PIPELINE NETWORK.pt SETTINGS.json WEIGHTS.tsv OUTPUT [--skip COLUMNS] [--keep]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import spacy
import torch

from newsnlp.annotation import factories as annotations  # noqa: F401 - registers the decision
from newsnlp.annotation.decision.weights import read_rows
from newsnlp.neural import factories  # noqa: F401 - registers the network

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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("pipeline", "network", "settings", "weights", "output"):
        parser.add_argument(name, type=Path)
    parser.add_argument(
        "--skip", type=int, default=0, help="columns of the vectors before those that it was trained on"
    )
    parser.add_argument("--keep", action="store_true", help="keep the vectors on the Doc")
    parser.add_argument("--meta", type=Path, help="has version and requirements of the pipeline")
    args = parser.parse_args()
    nlp = spacy.load(args.pipeline)
    for name in (HEADS, DECISION):
        if name in nlp.pipe_names:
            nlp.remove_pipe(name)
    nlp.get_pipe("ner").settings["keep_vectors"] = True
    trained = torch.load(args.network)
    heads = nlp.add_pipe(HEADS)
    settings = json.loads(args.settings.read_text(encoding="utf8"))
    heads.load(
        arrays_of(trained["weights"]),
        {**settings, "width": trained["sizes"]["vectors"], "skip": args.skip, "keep_vectors": args.keep},
    )
    nlp.add_pipe(DECISION).load(read_rows(args.weights))
    if args.meta:
        meta = json.loads(args.meta.read_text(encoding="utf8"))
        nlp.meta.update({name: meta[name] for name in ("version", "requirements", "description")})
    nlp.to_disk(args.output)


if __name__ == "__main__":
    main()
