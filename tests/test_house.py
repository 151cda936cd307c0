"""What each room of the house may import: the table of the design, read off the code."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "newsnlp"
# Room -> rooms and modules of newsnlp that it may import besides itself.
ROOMS: dict[str, set[str]] = {
    "errors": set(),
    "types": set(),
    "time_limit": {"errors"},
    "files": {"errors"},  # a foundation: several rooms write
    "schema": {"errors", "types"},
    "lang": {"errors", "types"},
    "reading": {"schema", "errors", "lang", "files"},
    "cleaning": {"schema", "errors", "types", "lang"},
    "damage": set(),
    # the network for events reads what the components before it have written
    "neural": {"errors", "types", "damage", "time_limit", "annotation.keys", "annotation.layers"},
    "annotation": {
        "schema",
        "errors",
        "types",
        "lang",
        "damage",
        "time_limit",
        "",
    },  # "": a pipeline says which newsnlp it fits
    "records": {"schema", "errors", "types", "annotation.keys", "annotation.layers"},
    "store": {"schema", "errors", "files"},
    "database": {"schema", "errors", "files"},
    "graph": {"schema", "errors", "types", "lang"},  # particles of names
    "resolve": {"schema", "errors", "types", "lang"},
    "export": {"schema", "errors", "types", "files", "viewing.safe"},
    "transfer": {"schema", "errors", "types", "graph", "export"},  # from records to files: graph, then export
    "viewing": {"schema", "types", "agenda"},
    "agenda": {"schema", "types"},
    # the side door of spaCy
    "conversion": {"annotation", "cleaning", "errors", "records", "schema", "viewing.displacy"},
    "evaluation": {"schema", "errors"},
    "explanation": {"schema", "errors", "viewing.safe"},
    "workflow": {
        "errors",
        "files",
        "schema",
        "lang",
        "reading",
        "cleaning",
        "annotation",
        "records",
        "store",
        "graph",
        "export",
        "time_limit",
        "",
    },
    "cli": {
        "errors",
        "files",
        "schema",
        "workflow",
        "evaluation",
        "explanation",
        "agenda",
        "viewing",
        "database",
        "transfer",
        "",
    },
    "__main__": {"cli"},
    "": set(),
}
# Packages from outside that a room may import besides the standard library.
OUTSIDE: dict[str, set[str]] = {
    "": {"lazy_loader"},
    "schema": {"pydantic", "pydantic_core"},
    "neural": {"spacy", "numpy", "thinc"},
    "annotation": {"spacy", "numpy", "thinc"},
    "records": {"spacy"},
    "store": {"pydantic", "pydantic_core"},
    "database": {"sqlalchemy", "pydantic"},
    "graph": {"networkx", "pydantic"},
    "resolve": {"rapidfuzz"},
    "export": {"networkx", "rdflib", "pyarrow"},
    "viewing": {"rich"},
    "workflow": {"spacy", "pydantic"},
    "conversion": {"spacy", "pydantic"},
    "cli": {"typer", "rich"},
}
MODULES = sorted(SOURCE.rglob("*.py"))


def name_of(path: Path) -> str:
    """Return the name of a module inside newsnlp: "reading.text", "" for the door."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> Iterator[str]:
    """Yield every module that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = str(node.module)
            yield module
            yield from (f"{module}.{a.name}" for a in node.names if is_module(f"{module}.{a.name}"))


def is_module(name: str) -> bool:
    if not name.startswith("newsnlp."):
        return False
    path = SOURCE.joinpath(*name.split(".")[1:])
    return path.is_dir() or path.with_suffix(".py").is_file()


def inside(name: str) -> str | None:
    """Return the name inside newsnlp of what is imported, None for another package."""
    return name.removeprefix("newsnlp").lstrip(".") if name.split(".")[0] == "newsnlp" else None


def allowed(room: str, imported: str) -> bool:
    """Return whether a room may import a module of newsnlp; the package of a permitted module goes with it."""
    return any(
        imported == own or imported.startswith(f"{own}.") or own.startswith(f"{imported}.")
        for own in {room, *ROOMS[room]}
        if own or not imported
    )


@pytest.mark.parametrize("path", MODULES, ids=[name_of(path) or "newsnlp" for path in MODULES])
def test_rooms_import_what_they_may(path):
    room = name_of(path).split(".")[0]
    assert room in ROOMS, f"{room} is no room of the house"
    foreign = [name for name in imports_of(path) if (own := inside(name)) is not None and not allowed(room, own)]
    assert foreign == [], f"{room} may import only {sorted(ROOMS[room])}"


@pytest.mark.parametrize("path", MODULES, ids=[name_of(path) or "newsnlp" for path in MODULES])
def test_rooms_use_the_packages_they_may(path):
    room = name_of(path).split(".")[0]
    packages = {name.split(".")[0] for name in imports_of(path) if inside(name) is None}
    assert packages - set(sys.stdlib_module_names) <= OUTSIDE.get(room, set())


COMPONENTS = sorted(path.name for path in (SOURCE / "annotation").iterdir() if (path / "component.py").is_file())


@pytest.mark.parametrize("component", COMPONENTS)
def test_components_meet_only_on_the_doc(component):
    for path in (SOURCE / "annotation" / component).rglob("*.py"):
        names = {(inside(name) or "").split(".")[1] for name in imports_of(path) if (inside(name) or "").count(".")}
        assert names & set(COMPONENTS) <= {component}, path


def test_italian_knowledge_is_read_through_its_room():
    # Only `lang` opens its data files; everybody else calls its functions.
    for path in MODULES:
        if name_of(path).split(".")[0] != "lang":
            assert '"data"' not in path.read_text(encoding="utf8"), path


@pytest.mark.parametrize("path", MODULES, ids=[name_of(path) or "newsnlp" for path in MODULES])
def test_source_has_no_prints_and_no_asserts(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        assert not isinstance(node, ast.Assert), f"{path}:{node.lineno}"
        is_print = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
        assert not is_print, path


@pytest.mark.parametrize("path", MODULES, ids=[name_of(path) or "newsnlp" for path in MODULES])
def test_every_module_can_be_imported_by_its_name(path):
    # ``import a.b as c`` reads the attribute `b` of `a`: a function of that name would stand in the way.
    name = f"newsnlp.{name_of(path)}".rstrip(".")
    scope: dict[str, object] = {}
    exec(f"import {name} as found", scope)  # noqa: S102 - the statement itself is under test
    assert scope["found"] is sys.modules[name]


def test_no_two_test_files_have_one_name():
    # pytest would take the second for the first, and stop
    names = [path.name for path in Path(__file__).parent.rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
