"""Train floret subword vectors and write the table that ``spacy init vectors --mode floret`` reads."""

from __future__ import annotations

import argparse
from pathlib import Path

import floret


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--dim", type=int, default=96)
    parser.add_argument("--buckets", type=int, default=40_000)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    args.output.parent.mkdir(parents=True, exist_ok=True)
    model = floret.train_unsupervised(
        str(args.text),
        model="cbow",
        mode="floret",
        dim=args.dim,
        bucket=args.buckets,
        hashCount=2,
        minn=4,
        maxn=5,
        minCount=10,
        epoch=args.epochs,
        lr=0.05,
        thread=args.threads,
        verbose=1,
    )
    model.save_floret_vectors(str(args.output))


if __name__ == "__main__":
    main()
