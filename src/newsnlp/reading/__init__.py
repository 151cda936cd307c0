"""From bytes to raw articles, one at a time."""

from newsnlp.reading.fields import article_of, given_id
from newsnlp.reading.source import check_source, read, read_checked, read_stream, readable_name

__all__ = ["article_of", "check_source", "given_id", "read", "read_checked", "read_stream", "readable_name"]
