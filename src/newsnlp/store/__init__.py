"""Records in and out of files."""

from newsnlp.store.failures import FailureFile, failures_beside, failures_path
from newsnlp.store.ids import TakenIds
from newsnlp.store.jsonl import file_kind, from_gold, look_into, read_documents, read_gold, read_records, to_line

__all__ = [
    "FailureFile",
    "TakenIds",
    "failures_beside",
    "failures_path",
    "file_kind",
    "from_gold",
    "look_into",
    "read_documents",
    "read_gold",
    "read_records",
    "to_line",
]
