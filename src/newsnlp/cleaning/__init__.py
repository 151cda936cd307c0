"""From raw text to the text that is annotated, with the way back."""

from newsnlp.cleaning.article import CleanText, clean
from newsnlp.cleaning.headline import with_headline
from newsnlp.cleaning.offsets import OffsetMap

__all__ = ["CleanText", "OffsetMap", "clean", "with_headline"]
