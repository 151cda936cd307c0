"""Words in articles and in sentences of evidence: FTS5 in SQLite, tsvector in PostgreSQL."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from typing import Literal, NamedTuple

from sqlalchemy import Connection, text

from newsnlp.errors import InputError
from newsnlp.schema import shown

Among = Literal["articles", "evidence"]
# Characters around the first word that was found.
AROUND = 80
# PostgreSQL indexes so many characters of an article: more could be more than it takes (1 MB of words and places).
INDEXED_CHARACTERS = 150_000

_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_ACCENTED = "".join(c for c in map(chr, range(0xC0, 0x250)) if len(unicodedata.normalize("NFD", c)) > 1)
_PLAIN = "".join(unicodedata.normalize("NFD", c)[0] for c in _ACCENTED)
_FTS_TABLES = (("article", ("title", "text")), ("evidence", ("text",)))
_JOINED = {
    "articles": (
        "SELECT a.doc_id, a.title, a.published, a.source, NULL AS event, a.text FROM article a",
        "article",
        "a",
        "coalesce(a.title, '') || ' ' || a.text",
        "",
    ),
    "evidence": (
        "SELECT a.doc_id, a.title, a.published, a.source, e.event, e.text FROM evidence e "
        "JOIN article a ON a.doc_id = e.doc_id",
        "evidence",
        "e",
        "e.text",
        ", e.n",
    ),
}


class Hit(NamedTuple):
    """An article, or a sentence of evidence in it, that has the words that were looked for.

    Attributes:
        doc_id: of the article, as title, published and source.
        event: id of the event in the article whose evidence it is; None where the article itself was found.
        excerpt: the sentence, or the words around the first word found in the article.
    """

    doc_id: str
    title: str | None
    published: datetime.date | None
    source: str | None
    event: str | None
    excerpt: str


class Term(NamedTuple):
    """What must stand in a text: a word, words in a row, or the beginning of a word."""

    words: str
    is_beginning: bool


def terms_of(query: str) -> list[Term]:
    """Return the parts of a query, each of which must be found: words, "words in a row", beginnings of words (pres*).

    Raises:
        InputError: it has no letter and no digit.
    """
    found = []
    for quoted, word in _TERM.findall(query.replace("\0", " ")):
        if any(char.isalnum() for char in quoted or word):
            found.append(Term(quoted or word.rstrip("*"), word.endswith("*")))
    if not found:
        raise InputError(f"a search needs words, {shown(query)} has none")
    return found


def create_fulltext(connection: Connection) -> None:
    """Make what is searched; it follows the tables by itself."""
    if connection.dialect.name == "sqlite":
        for table, columns in _FTS_TABLES:
            _create_fts(connection, table, columns)
        return
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION newsnlp_words(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS "
        f"$$ SELECT to_tsvector('pg_catalog.italian', translate(left(words, {INDEXED_CHARACTERS}), "
        f"'{_ACCENTED}', '{_PLAIN}')) $$"
    )
    for name, indexed in (("article", "coalesce(title, '') || ' ' || text"), ("evidence", "text")):
        connection.exec_driver_sql(f"CREATE INDEX {name}_words ON {name} USING gin (newsnlp_words({indexed}))")


def drop_fulltext(connection: Connection) -> None:
    """Remove what does not go with the tables themselves."""
    if connection.dialect.name == "sqlite":
        for table, _ in _FTS_TABLES:
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}_fts")


def _create_fts(connection: Connection, table: str, columns: Sequence[str]) -> None:
    names = ", ".join(columns)
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    # With quotation marks round the table, Datasette finds what belongs to it.
    connection.exec_driver_sql(
        f'CREATE VIRTUAL TABLE {table}_fts USING fts5({names}, content="{table}", content_rowid="number", '
        'tokenize="unicode61 remove_diacritics 2")'
    )
    put = f"INSERT INTO {table}_fts (rowid, {names}) VALUES (new.number, {new});"  # noqa: S608 - names of our own
    take = f"INSERT INTO {table}_fts ({table}_fts, rowid, {names}) VALUES ('delete', old.number, {old});"  # noqa: S608
    for when, action in (("INSERT", put), ("DELETE", take), ("UPDATE", take + put)):
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_fts_{when.lower()} AFTER {when} ON {table} BEGIN {action} END"
        )


def search(connection: Connection, query: str, *, among: Among, limit: int) -> list[Hit]:
    """Return what has all the words of a query, the newest article first; see `Store.search`."""
    terms = terms_of(query)
    rows, table, alias, indexed, order = _JOINED[among]
    if connection.dialect.name == "sqlite":
        join, where, values = _match_fts(table, alias, terms)
    else:
        join, (where, values) = "", _match_tsvector(indexed, terms)
    statement = f"{rows} {join} WHERE {where} ORDER BY a.published DESC NULLS LAST, a.doc_id{order} LIMIT :most"
    found = connection.execute(text(statement), {**values, "most": limit}).all()
    return [_hit(row, terms, whole=among == "evidence") for row in found]


def _match_fts(table: str, alias: str, terms: Sequence[Term]) -> tuple[str, str, dict[str, str]]:
    """Return how SQLite finds the terms; each stands between quotation marks, so that nothing in it is syntax."""
    query = " AND ".join(f'"{term.words.replace(chr(34), " ")}"{" *" if term.is_beginning else ""}' for term in terms)
    return f"JOIN {table}_fts f ON f.rowid = {alias}.number", f"{table}_fts MATCH :query", {"query": query}


def _match_tsvector(indexed: str, terms: Sequence[Term]) -> tuple[str, dict[str, str]]:
    parts, values = [], {}
    for number, term in enumerate(terms):
        plain = term.words.translate(str.maketrans(_ACCENTED, _PLAIN))
        name = f"term{number}"
        if term.is_beginning:
            lexeme = plain.lower().replace("\\", " ").replace("'", "''")
            parts.append(f"to_tsquery('pg_catalog.italian', :{name})")
            values[name] = f"'{lexeme}':*"
        else:
            parts.append(f"phraseto_tsquery('pg_catalog.italian', :{name})")
            values[name] = plain
    return f"newsnlp_words({indexed}) @@ ({' && '.join(parts)})", values


def _hit(row: Sequence[object], terms: Sequence[Term], *, whole: bool) -> Hit:
    doc_id, title, published, source, event, words = row
    # SQLite has days as text
    day = datetime.date.fromisoformat(published) if isinstance(published, str) else published
    excerpt = " ".join(str(words).split()) if whole else _excerpt(str(words), terms)
    return Hit(doc_id, title, day, source, event, excerpt)  # type: ignore[arg-type]


def _excerpt(words: str, terms: Sequence[Term]) -> str:
    """Return the words around the first that was looked for, else the beginning: a stem may stand in another form."""
    folded = "".join(map(_folded, words))
    places = [folded.find("".join(map(_folded, term.words))) for term in terms]
    place = min((found for found in places if found >= 0), default=0)
    start, stop = max(0, place - AROUND), place + AROUND
    cut = " ".join(words[start:stop].split())
    return f"{'…' if start else ''}{cut}{'…' if stop < len(words) else ''}"


def _folded(char: str) -> str:
    """Return one character for one: small, without its accent."""
    return unicodedata.normalize("NFD", char)[0].lower()[0]
