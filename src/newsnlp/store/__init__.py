"""Records in and out of files."""

from newsnlp.store.atomic import replacing
from newsnlp.store.jsonl import from_gold, holds_records, read_documents, read_gold, to_line

__all__ = ["from_gold", "holds_records", "read_documents", "read_gold", "replacing", "to_line"]
