"""Records in and out of files."""

from newsnlp.store.failures import FailureFile, failures_beside, failures_path
from newsnlp.store.jsonl import from_gold, holds_records, read_documents, read_gold, to_line

__all__ = [
    "FailureFile",
    "failures_beside",
    "failures_path",
    "from_gold",
    "holds_records",
    "read_documents",
    "read_gold",
    "to_line",
]
