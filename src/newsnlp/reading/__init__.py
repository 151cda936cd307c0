"""From bytes to raw articles, one at a time."""

from newsnlp.reading.source import check_source, read

__all__ = ["check_source", "read"]
