"""Wrap an assembled pipeline as a Python package that pip installs, and check that it is small enough to ship."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from spacy.cli import package

MOST_MEGABYTES, MOST_OF_A_FILE = 60, 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        package(args.pipeline, Path(folder), create_sdist=False, create_wheel=False, force=True)
        (made,) = Path(folder).iterdir()
        if args.output.exists():
            shutil.rmtree(args.output)
        shutil.copytree(made, args.output)
    sizes = [path.stat().st_size / 1e6 for path in args.output.rglob("*") if path.is_file()]
    size = sum(sizes)
    print(f"{args.output}: {size:.1f} MB")
    if size > MOST_MEGABYTES:
        sys.exit(f"the package may have {MOST_MEGABYTES} MB: take fewer or narrower vectors")
    if max(sizes) > MOST_OF_A_FILE:
        sys.exit(f"a file may have {MOST_OF_A_FILE} MB")


if __name__ == "__main__":
    main()
