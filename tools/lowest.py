"""Write the lowest versions that newsnlp declares, as constraints of pip: `make test-lowest` installs just these.

usage: python tools/lowest.py pyproject.toml >lowest.txt
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

_BOUND = re.compile(r"(?P<name>[\w.-]+)>=(?P<version>[\d.]+)(?:,<[\d.]+)?")


def lowest(requirements: list[str]) -> list[str]:
    """Return the requirements with the lowest version alone.

    Raises:
        ValueError: one of them has no lower bound.
    """
    found = []
    for requirement in requirements:
        match = _BOUND.fullmatch(requirement)
        if match is None:
            raise ValueError(f"{requirement!r}: expected a name, >= and the lowest version, and at most < and another")
        found.append(f"{match['name']}=={match['version']}")
    return found


def main() -> None:
    """Write the constraints of the file that is named."""
    project = tomllib.loads(Path(sys.argv[1]).read_text(encoding="utf8"))["project"]
    sys.stdout.writelines(f"{line}\n" for line in lowest(project["dependencies"]))


if __name__ == "__main__":
    main()
