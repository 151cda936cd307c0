"""Spellings of scraped news, for augmentation: a text is shown as printed, in capitals, in small letters..."""

from __future__ import annotations

from collections.abc import Callable

Rewrite = Callable[[list[str]], list[str]]


def wrong_accents(words: list[str]) -> list[str]:
    """Return the words with the grave accent everywhere (perchè)."""
    return [w.replace("é", "è") for w in words]


def upper(words: list[str]) -> list[str]:
    return [w.upper() for w in words]


def lower(words: list[str]) -> list[str]:
    return [w.lower() for w in words]


# Shares of the texts; the rest stays as it is. Typographic quotation marks and accents typed as apostrophes need no
# training: newsnlp.neural.features.plain undoes them.
VARIANTS: tuple[tuple[float, Rewrite], ...] = ((0.04, upper), (0.03, lower), (0.02, wrong_accents))
