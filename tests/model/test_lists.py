"""The table of the packages that the lists of names are made from."""

from __future__ import annotations

import re
from pathlib import Path

TABLE = Path(__file__).parents[2] / "models" / "it_newsnlp" / "lists.tsv"
COPYLEFT = re.compile("GPL|GFDL|ODbL")


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_every_package_is_pinned_and_has_licences() -> None:
    assert len(rows()) >= 10
    for row in rows():
        registry, package, version, archive, checksum, licence, data = row
        assert registry in {"pypi", "npm"}
        assert version in archive
        assert re.fullmatch("[0-9a-f]{64}", checksum), package
        assert licence
        assert ":" in data


def test_no_list_has_a_licence_that_the_pipeline_cannot_have() -> None:
    assert [row[1] for row in rows() if COPYLEFT.search("\t".join(row[5:]))] == []


def test_the_card_names_every_package(nlp) -> None:
    named = " ".join(source["name"] for source in nlp.meta["sources"])
    assert [row[1] for row in rows() if row[1] not in named] == []
