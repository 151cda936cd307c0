"""How many inputs the property tests try: few in `make test`, many in `make check`."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

LONG = os.environ.get("NEWSNLP_TESTS") == "long"
TIMES = 12
# Annotating takes longer than hypothesis expects of a test, and the pipelines are fixtures of the session.
CHECKS = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much]


def examples(short: int) -> int:
    """Return how many inputs a test tries where the short run tries `short`."""
    return short * TIMES if LONG else short


def set_profile() -> None:
    """Let every property test that says nothing else try as many inputs as this run is for."""
    settings.register_profile(
        "newsnlp", max_examples=examples(60), deadline=None, suppress_health_check=CHECKS, derandomize=not LONG
    )
    settings.load_profile("newsnlp")
