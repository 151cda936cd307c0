"""Check the corpora against their checksums; fetch those that are missing and have a public address."""

from __future__ import annotations

import argparse
import hashlib
import sys
import urllib.request
from pathlib import Path

TABLE = Path(__file__).parents[1] / "corpora.tsv"


def rows(table: Path) -> list[list[str]]:
    """Return the rows of a table; of the corpora they are file, checksum, address, upstream and licence."""
    lines = table.read_text(encoding="utf8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def fault(folder: Path, name: str, checksum: str, address: str) -> str | None:
    """Return what is wrong with a corpus file after trying to fetch it, or None."""
    path = folder / name
    if not path.exists() and address:
        path.parent.mkdir(parents=True, exist_ok=True)
        urllib.request.urlretrieve(address, path)  # noqa: S310 - https addresses of corpora.tsv only
    if not path.exists():
        return f"{name}: missing, and to be made by hand from its upstream"
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    return None if found == checksum else f"{name}: checksum {found[:12]}..., expected {checksum[:12]}..."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    args = parser.parse_args()
    corpora = rows(TABLE)
    faults = [f for name, checksum, address, *_ in corpora if (f := fault(args.corpora, name, checksum, address))]
    if faults:
        sys.exit("\n".join(["corpora are not as the recipe needs them:", *faults]))
    print(f"{len(corpora)} corpora as expected")


if __name__ == "__main__":
    main()
