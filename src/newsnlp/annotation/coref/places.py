"""Names by which the place or body of an office is compared: "russo", "Russia", "Cremlino" are one."""

from __future__ import annotations

from functools import lru_cache

from newsnlp.annotation.layers import EntityItem
from newsnlp.lang.it.names import fold
from newsnlp.lang.it.organisations import metonyms, organisations
from newsnlp.lang.it.places import countries, country_names


@lru_cache(maxsize=1)
def _known() -> dict[str, frozenset[str]]:
    """Return name in lower case -> folded names of the country or body that it means."""
    found: dict[str, frozenset[str]] = {}
    for name, country in country_names().items():
        found[name] = frozenset({fold(country.name)})
    for body in organisations():
        for name in body.names:
            found.setdefault(name.lower(), frozenset({fold(body.name)}))
    for seat in metonyms():
        for name in seat.names:
            # "il capo dell'Eliseo" is "il presidente francese", but the head of a ministry does not lead the country.
            country_of = {fold(seat.country)} if seat.country and seat.kind in _POWERS else set()
            found.setdefault(name.lower(), frozenset({fold(seat.seat_of), *country_of}))
    return found


_POWERS = frozenset({"head_of_state", "government"})


@lru_cache(maxsize=4096)
def place_names(name: str) -> frozenset[str]:
    """Return the folded names under which a country or body is known."""
    return _known().get(name.lower(), frozenset()) | {fold(name)}


@lru_cache(maxsize=1)
def _capitals() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for country in countries():
        for name in country.capital:
            # Moscow has been the capital of two.
            found[fold(name)] = found.get(fold(name), frozenset()) | {fold(country.name)}
    return found


def capital_of(name: str) -> frozenset[str]:
    """Return the folded names of the countries of which a city is or was the capital."""
    return _capitals().get(fold(name), frozenset())


@lru_cache(maxsize=1)
def country_keys() -> frozenset[str]:
    """Return the folded names of all countries."""
    return frozenset(fold(country.name) for country in country_names().values())


def item_names(of: EntityItem | str) -> frozenset[str]:
    """Return the comparison names of an entity, or of a country that only an adjective names."""
    if isinstance(of, str):
        return place_names(of)
    return place_names(of["name"])
