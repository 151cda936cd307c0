"""Files, folders and patterns -> the files to read, in order, each of a name of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from newsnlp.errors import FormatError
from newsnlp.reading import expand, read
from newsnlp.schema import Failure

GOOD = "Anna Neri ha incontrato Carlo Bo a Roma."


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder of news as people have them: two years, the same names in both, a picture, hidden files."""
    texts = ("2023/a.txt", "2024/a.txt", "2024/b.TXT", "c.txt", ".hidden.txt", ".git/d.txt")
    for name in (*texts, "2024/foto.jpg", "note"):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(GOOD, encoding="utf8")
    (tmp_path / "news" / "2024" / "feed.jsonl").write_text('{"id": "f", "text": "Uno."}\n{\n', encoding="utf8")
    return tmp_path / "news"


def names(found) -> list[str]:
    return [source.name for source in found.sources]


def test_a_folder_is_read_at_any_depth_in_the_order_of_names(folder):
    found = expand([folder])
    assert names(found) == ["c", "2023/a", "2024/a", "2024/b", "2024/feed.jsonl"]
    assert [Path(name).name for name in found.skipped] == ["note", "foto.jpg"]
    assert [item.id for item in read(folder)] == ["c", "2023/a", "2024/a", "2024/b", "f", "2024/feed.jsonl:2"]


def test_the_order_does_not_hang_on_how_the_folder_is_named(folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert names(expand(["."])) == names(expand([folder])) == names(expand([f"{folder}/"]))


def test_a_pattern_names_files_by_what_follows_its_fixed_part(folder):
    assert names(expand([f"{folder}/*/a.txt"])) == ["2023/a", "2024/a"]
    assert names(expand([f"{folder}/20??/*.txt"])) == ["2023/a", "2024/a"]
    assert names(expand([f"{folder}/*"])) == ["2023/a", "2024/a", "2024/b", "2024/feed.jsonl", "c"]
    assert names(expand([f"{folder}/**/*.txt"])) == ["2023/a", "2024/a", "c"]
    assert names(expand([f"{folder}/**"])) == names(expand([f"{folder}/*"]))


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tmp_path):
    path = tmp_path / "a[1].txt"
    path.write_text(GOOD, encoding="utf8")
    assert names(expand([path])) == ["a[1]"]


def test_links_that_lead_up_are_not_followed_for_ever(folder):
    (folder / "2024" / "up").symlink_to(folder)
    (folder / "2023" / "self").symlink_to(".")
    assert names(expand([folder])) == ["c", "2023/a", "2024/a", "2024/b", "2024/feed.jsonl"]


@pytest.mark.parametrize("pattern", ["*", "**", "**/*"])
def test_a_pattern_reads_no_file_twice_and_ends_where_links_lead_up(folder, pattern):
    for place in ("2023", "2024"):  # the ways through two such links double at every step
        (folder / place / "up").symlink_to(folder)
        (folder / place / "z").symlink_to(folder)
    assert names(expand([f"{folder}/{pattern}"])) == ["2023/a", "2024/a", "2024/b", "2024/feed.jsonl", "c"]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
@pytest.mark.parametrize("given", ["", "/*", "/**", "/*/*"])
def test_nobody_waits_for_a_pipe_that_lies_in_a_folder(folder, given):
    os.mkfifo(folder / "2024" / "pipe.txt")
    found = expand([f"{folder}{given}"])
    assert str(folder / "2024" / "pipe.txt") in found.skipped
    assert not any("pipe" in name for name in names(found))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("nowhere.txt", "No such file"),
        ("", "cannot read a file without a name"),
        ("nowhere/*.txt", "no file has such a name"),
        ("foto.jpg", "unknown format '.jpg'; newsnlp reads .txt, .jsonl"),
        ("empty", "nothing to read"),
        ("*.jpg", "nothing to read"),
    ],
)
def test_what_cannot_be_read_is_told_before_anything_is(tmp_path, monkeypatch, given, told):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "foto.jpg").write_bytes(b"x")
    for refuse in (lambda: expand([given]), lambda: read(given)):
        with pytest.raises(FormatError, match=told.replace(".", r"\.")):
            refuse()


def test_a_folder_that_may_not_be_read_is_told(folder, monkeypatch):
    # as root every folder can be read: the fault is put where the system would
    def walk(top, *, onerror, followlinks):
        onerror(PermissionError(13, "Permission denied", str(top)))
        yield from ()

    monkeypatch.setattr(os, "walk", walk)
    with pytest.raises(FormatError, match=r"cannot read the folder .*Permission denied"):
        expand([folder])


def test_a_file_of_a_folder_that_is_gone_costs_itself_alone(folder):
    articles = read(folder)
    (folder / "2023" / "a.txt").unlink()
    assert [(item.id, isinstance(item, Failure)) for item in articles][:3] == [
        ("c", False),
        ("2023/a", True),
        ("2024/a", False),
    ]


TABLE = "file,title,date,url,source,desk\n2024/a.txt,Titolo,19/06/2024,https://x.it/1,Il Faro,esteri\nc,Altro,,,,\n"


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("metadata.csv", TABLE),
        ("metadata.csv", TABLE.replace(",", ";")),
        ("metadata.csv", "\ufeff" + TABLE.replace("file", "File").replace("\n", "\r\n")),
        ("metadata.csv", TABLE.replace("2024/a.txt", "./2024/a").replace("Titolo", '"Titolo"')),
        ("metadata.tsv", TABLE.replace(",", "\t")),
    ],
)
def test_a_table_tells_what_texts_do_not(folder, name, table):
    (folder / name).write_text(table, encoding="utf8", newline="")
    found = {item.id: item for item in read(folder)}
    article = found["2024/a"]
    assert (article.title, str(article.published), article.url, article.source, article.meta) == (
        "Titolo",
        "2024-06-19",
        "https://x.it/1",
        "Il Faro",
        {"desk": "esteri"},
    )
    assert found["c"].title == "Altro"
    assert found["2023/a"].title is None
    assert name not in str(expand([folder]).skipped)
    assert str(folder / name) in expand([folder]).paths


def test_the_nearest_table_counts_and_a_text_alone_has_that_of_its_folder(folder):
    (folder / "metadata.csv").write_text("file,title\n2024/a.txt,Lontano\n2024/b.TXT,Sopra\n", encoding="utf8")
    (folder / "2024" / "metadata.csv").write_text("file,title\na.txt,Vicino\n", encoding="utf8")
    found = {item.id: item for item in read(folder)}
    assert (found["2024/a"].title, found["2024/b"].title) == ("Vicino", "Sopra")
    (alone,) = read(folder / "2024" / "a.txt")
    assert (alone.id, alone.title) == ("a", "Vicino")


def test_what_a_text_tells_of_itself_goes_before_the_table(folder):
    (folder / "c.txt").write_text(f"---\ntitle: Suo\n---\n{GOOD}", encoding="utf8")
    (folder / "metadata.csv").write_text("file,headline,date\nc.txt,Tabella,2024-06-19\n", encoding="utf8")
    article = next(iter(read(folder)))
    assert (article.title, str(article.published), article.text) == ("Suo", "2024-06-19", GOOD)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (b"nome,title\nc.txt,x\n", "metadata.csv: the column 'file' is missing; found: nome, title"),
        (b"", "metadata.csv: the column 'file' is missing; found: nothing"),
        (b'file,title\na.txt,"Neri\nb.txt,Bo\n', "metadata.csv:2: no table: .* quotation mark left open"),
        (b"file,title\nc.txt," + b"x" * 200_000 + b"\n", "metadata.csv:2: no table: field larger"),
        (b"PK\x03\x04", "metadata.csv: binary data"),
    ],
)
def test_a_table_that_is_none_is_told_before_anything_is_read(folder, table, told):
    (folder / "metadata.csv").write_bytes(table)
    with pytest.raises(FormatError, match=told):
        read(folder)
