"""From raw text to the text that is annotated, with the way back."""

from newsnlp.clean.article import CleanText, clean
from newsnlp.clean.offsets import OffsetMap

__all__ = ["CleanText", "OffsetMap", "clean"]
