"""The records of many articles in one database: added, replaced and retracted exactly, searched, judged."""

from newsnlp.database.derived import Derived
from newsnlp.database.fulltext import Hit
from newsnlp.database.store import BATCH_SIZE, Status, Store, open_store
from newsnlp.database.tables import STORE_VERSION, derived_table
from newsnlp.database.writing import Added

__all__ = [
    "BATCH_SIZE",
    "STORE_VERSION",
    "Added",
    "Derived",
    "Hit",
    "Status",
    "Store",
    "derived_table",
    "open_store",
]
