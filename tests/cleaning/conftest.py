from __future__ import annotations

import sys
from pathlib import Path

# The benchmarks break lines and compare what is found; the tests here hold them to floors.
BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
if str(BENCHMARKS) not in sys.path:
    sys.path.append(str(BENCHMARKS))
