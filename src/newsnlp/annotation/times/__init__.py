"""Date and time expressions and their ISO 8601 values."""

from newsnlp.annotation.times.component import Times

__all__ = ["Times"]
