"""Names by which the place or body of an office is compared: "russo", "Russia", "Cremlino" are one."""

from __future__ import annotations

from functools import lru_cache

from newsnlp.annotate.layers import EntityItem
from newsnlp.lang.it.names import fold
from newsnlp.lang.it.places import country_names


@lru_cache(maxsize=4096)
def place_names(name: str) -> frozenset[str]:
    """Return the folded names under which a country or body is known."""
    country = country_names().get(name.lower())
    return frozenset({fold(name)} | ({fold(country.name)} if country else set()))


def item_names(of: EntityItem | str) -> frozenset[str]:
    """Return the comparison names of an entity, or of a country that only an adjective names."""
    if isinstance(of, str):
        return place_names(of)
    return place_names(of["name"])
