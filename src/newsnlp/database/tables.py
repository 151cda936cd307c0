"""The tables of a store. Every row that is read out of an article names it in `doc_id`, and goes when it goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

# Of the tables below; a store of a newer one is refused, one of an older is built again from its records.
STORE_VERSION = 1

# The order of keys must not hang on the language of the server: that of SQLite is by code point, as is "C".
Key = Text().with_variant(Text(collation="C"), "postgresql")
# A number of the full text of SQLite; PostgreSQL needs none, and leaves it empty.
Number = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData()


def _text(*names: str) -> list[Column[Any]]:
    return [Column(name, Text) for name in names]


def _words() -> list[Column[Any]]:
    """Return the columns of a span: where it stands (in "text" or "title"), and its words."""
    place = (Column(name, Integer, nullable=False) for name in ("start", "stop"))
    return [Column("part", Text, nullable=False), *place, Column("text", Text, nullable=False)]


def derived_table(name: str, *columns: Column[Any] | Index, key: Sequence[str] = ("n",)) -> Table:
    """Return a table of rows that are worked out of single articles, for a `Derived` of a store.

    Its first column is `doc_id`, the article that supports the row; the row goes when the article goes.

    Args:
        name: of the table.
        columns: the others, and indexes on them.
        key: the columns of the primary key after `doc_id`; where "n" is among them, the table has it.
    """
    return _of_article(name, *columns, key=key, listed=MetaData())


def _of_article(
    name: str, *columns: Column[Any] | Index, key: Sequence[str] = ("n",), listed: MetaData | None = None
) -> Table:
    counted = [Column("n", Integer, nullable=False)] if "n" in key else []
    support = Column("doc_id", Key, ForeignKey(article.c.doc_id, ondelete="CASCADE"), nullable=False)
    primary = PrimaryKeyConstraint("doc_id", *key)
    return Table(
        name, metadata if listed is None else listed, support, *counted, *columns, primary, sqlite_with_rowid=False
    )


info = Table(
    "store_info",
    metadata,
    Column("name", Key, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)
article = Table(
    "article",
    metadata,
    Column("doc_id", Key, primary_key=True),
    Column("number", Number),
    Column("digest", Text, nullable=False),
    Column("title", Text),
    Column("published", Date),
    *_text("source", "url"),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("schema_version", Text, nullable=False),
    Column("record", Text, nullable=False),
)
entity = _of_article(
    "entity",
    Column("entity", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("name", Text, nullable=False),
    *_text("kb_id", "gender"),
    Column("mentions", Integer, nullable=False),
    Column("confidence", Double, nullable=False),
)
mention = _of_article(
    "mention", Column("entity", Text, nullable=False), Column("kind", Text, nullable=False), *_words()
)
office = _of_article(
    "office",
    Column("entity", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("held_at", Text),
    *_words()[:-1],
)
event = _of_article(
    "event",
    Column("event", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    *_text("status_detail", "mode", "time_value", "time_text"),
    Column("first_day", Date),
    Column("last_day", Date),
    *_text("topic", "duration", "parent"),
    Column("rule", Text, nullable=False),
    Column("confidence", Double, nullable=False),
)
event_mention = _of_article("event_mention", Column("event", Text, nullable=False), *_words())
participant = _of_article(
    "participant",
    Column("event", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("entity", Text, nullable=False),
    *_text("via", "rule"),
    Column("confidence", Double, nullable=False),
)
argument = _of_article(
    "argument",
    Column("event", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("entity", Text),
    Column("via", Text, nullable=False),
    *_text("path", "rule"),
    Column("confidence", Double, nullable=False),
    *_words(),
)
evidence = _of_article("evidence", Column("number", Number), Column("event", Text, nullable=False), *_words())
attribution = _of_article("attribution", Column("event", Text, nullable=False), Column("entity", Text), *_words())
quote = _of_article(
    "quote",
    *_text("speaker", "addressee", "cue", "source"),
    Column("direct", Boolean, nullable=False),
    *_words(),
)
relation = _of_article(
    "relation",
    Column("source", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("type", Text, nullable=False),
    *_text("event", "status", "rule", "words", "evidence"),
)
time_expression = _of_article(
    "time_expression",
    *_text("value", "granularity", "certainty", "reason"),
    Column("approximate", Boolean, nullable=False),
    *_words(),
)
# What users say of two names; no article supports it, and nothing else can bring it back.
judgement = Table(
    "judgement",
    metadata,
    Column("judgement_id", Key, primary_key=True),
    Column("pair_id", Key, nullable=False, index=True),
    *_text("left_doc", "left_name", "left_kb", "right_doc", "right_name", "right_kb"),
    Column("verdict", Text, nullable=False),
    Column("judged_at", Key, nullable=False),
    Column("judge", Text),
    Column("score", Double),
    Column("note", Text),
    Column("withdrawn_at", Text),
    sqlite_with_rowid=False,
)

# What is read out of an article, in the order in which it is written.
ARTICLE_TABLES = (
    entity,
    mention,
    office,
    event,
    event_mention,
    participant,
    argument,
    evidence,
    attribution,
    quote,
    relation,
    time_expression,
)
# What a store keeps when it is built again.
KEPT = (info, judgement)

for _table in (article, evidence):
    Index(f"{_table.name}_number", _table.c.number, unique=True).ddl_if(dialect="sqlite")
Index("article_published", article.c.published)
Index("event_type_day", event.c.type, event.c.first_day)
# Of any length: as keys of a tree, PostgreSQL takes no more than a third of a page.
Index("entity_name", entity.c.name, postgresql_using="hash")
Index("entity_kb_id", entity.c.kb_id, postgresql_using="hash")
