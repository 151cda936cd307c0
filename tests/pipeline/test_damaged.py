"""A pipeline of which a file is damaged is refused with the reason; nothing is annotated with half of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.util import is_compatible_version, split_requirement
from spacy.vectors import Vectors

import newsnlp
from newsnlp.annotation.base import DEFAULT_MODEL, FITTING, folder_of, load_base

PACKAGE = Path(__file__).parents[2] / "models/it_newsnlp/package/it_newsnlp"
(ROOT,) = [path.parent for path in PACKAGE.glob("*/config.cfg")]
FILES = sorted(path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab29\nsize 18073386\n"
TEXT = "Il ministro degli Esteri Carlo Ferri ha incontrato ieri a Roma la premier slovena Ana Novak."


def flipped(data: bytes) -> bytes:
    """Return the bytes with some of them changed, all over the file."""
    changed = bytearray(data)
    for place in range(len(data) // 7, len(data), max(1, len(data) // 11)):
        changed[place] ^= 0x55
    return bytes(changed)


DAMAGE: dict[str, Callable[[bytes], bytes | None]] = {
    "empty": lambda data: b"",
    "truncated": lambda data: data[: len(data) // 2],
    "flipped": flipped,
    "pointer": lambda data: POINTER,
    "removed": lambda data: None,
}
# What does not change what is annotated: the card of the model, and two tables that are empty.
HARMLESS = {("README.md", kind) for kind in DAMAGE} | {
    ("vocab/key2row", "removed"),
    ("vocab/lookups.bin", "removed"),
}


def copied(folder: Path, changes: dict[str, bytes | None]) -> Path:
    """Return a copy of the shipped pipeline in which files have other bytes, or are not there (None)."""
    for name in FILES:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if name.as_posix() not in changes:
            target.symlink_to(ROOT / name)
        elif (data := changes[name.as_posix()]) is not None:
            target.write_bytes(data)
    return folder


@pytest.mark.parametrize("kind", DAMAGE)
@pytest.mark.parametrize("name", [path.as_posix() for path in FILES])
def test_a_damaged_file_is_told(name: str, kind: str, tmp_path: Path) -> None:
    model = copied(tmp_path, {name: DAMAGE[kind]((ROOT / name).read_bytes())})
    if (name, kind) in HARMLESS:
        assert [ent.text for ent in load_base(model)(TEXT).ents] == ["Carlo Ferri", "Roma", "Ana Novak"]
        return
    with pytest.raises(newsnlp.ModelError, match=str(tmp_path)) as refused:
        newsnlp.load(model)
    if kind == "pointer" and name != "config.cfg":
        assert f"{name}: it is a Git LFS pointer" in str(refused.value)
        assert "git lfs pull" in str(refused.value)


def test_a_pointer_in_the_place_of_weights_is_told_in_spacy_too(tmp_path: Path) -> None:
    model = copied(tmp_path, {"ner/weights.npz": POINTER})
    told = "import spacy, sys\ntry: spacy.load(sys.argv[1])\nexcept Exception as error: print(error)"
    done = subprocess.run([sys.executable, "-c", told, str(model)], capture_output=True, text=True, check=True)
    assert "git lfs pull" in done.stdout
    assert str(tmp_path / "ner" / "weights.npz") in done.stdout


SETTINGS = [
    ("tagger", lambda s: s["morphs"].pop()),
    ("tagger", lambda s: s["labels"].append("XX")),
    ("tagger", lambda s: s.update(pos=["NO_SUCH_POS"] * len(s["pos"]))),
    ("tagger", lambda s: s.update(labels=7)),
    ("parser", lambda s: s["labels"].remove("ROOT")),
    ("parser", lambda s: s.pop("labels")),
    ("lemmatizer", lambda s: s["rows"].append(99_999)),
    ("lemmatizer", lambda s: s["rows"].__setitem__(0, 99_999)),
    ("lemmatizer", lambda s: s["trees"][5].update(prefix_tree=88_888)),
    ("lemmatizer", lambda s: s.update(trees={"a": 1})),
    ("ner", lambda s: s["tags"].pop()),
    ("encoder", lambda s: s["lexicon"]["words"].update(roma=40_000)),
    ("encoder", lambda s: s["lexicon"].update(list_count=3)),
    ("encoder", lambda s: s.update(lexicon=[])),
    ("encoder", lambda s: s.update(vectors="00000000 floret")),
]


@pytest.mark.parametrize(("part", "change"), SETTINGS)
def test_settings_that_do_not_fit_the_weights_are_told(
    part: str, change: Callable[[dict[str, object]], None], tmp_path: Path
) -> None:
    settings = json.loads((ROOT / part / "settings.json").read_text(encoding="utf8"))
    change(settings)
    model = copied(tmp_path, {f"{part}/settings.json": json.dumps(settings).encode()})
    with pytest.raises(
        newsnlp.ModelMismatch, match=rf"component {part} .*install the one that comes with this version"
    ):
        newsnlp.load(model)


@pytest.mark.parametrize("settings", [b"[]", b"7", b"null", b'"text"'])
def test_settings_that_are_no_object_are_told(settings: bytes, tmp_path: Path) -> None:
    with pytest.raises(newsnlp.ModelMismatch, match="tagger"):
        newsnlp.load(copied(tmp_path, {"tagger/settings.json": settings}))


def test_other_vectors_than_those_of_training_are_told(tmp_path: Path) -> None:
    nlp = load_base(ROOT)
    given = nlp.vocab.vectors
    changed = given.data.copy()
    changed[7, 7] += 1
    nlp.vocab.vectors = Vectors(
        data=changed, mode="floret", minn=given.minn, maxn=given.maxn, hash_count=given.hash_count
    )
    nlp.to_disk(tmp_path)
    with pytest.raises(newsnlp.ModelMismatch, match="not those that the network was trained with"):
        newsnlp.load(tmp_path)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"requirements": ["newsnlp>=9.0,<10"]}, r"needs newsnlp <10,>=9\.0, this is newsnlp"),
        ({"requirements": ["newsnlp<0.1"]}, "needs newsnlp <0.1"),
        ({"version": "0.2.0"}, r"needs it_newsnlp >=0\.5\.0,<0\.6\.0, this is it_newsnlp 0\.2\.0"),
        ({"version": "1.0.0"}, r"this is it_newsnlp 1\.0\.0"),
    ],
)
@pytest.mark.parametrize("damaged", [{}, {"encoder/weights.npz": b"x"}])
def test_a_pipeline_for_another_version_of_newsnlp_is_told(
    changes: dict[str, object], told: str, damaged: dict[str, bytes], tmp_path: Path
) -> None:
    meta = json.loads((ROOT / "meta.json").read_text(encoding="utf8")) | changes
    model = copied(tmp_path, {"meta.json": json.dumps(meta).encode(), **damaged})
    with pytest.raises(newsnlp.ModelMismatch, match=told):
        newsnlp.load(model)


def test_pipelines_of_others_need_no_version_of_newsnlp(make_pipeline, tmp_path: Path) -> None:
    nlp = make_pipeline()
    nlp.meta["version"] = "0.0.1"
    nlp.meta["requirements"] = ["spacy-lookups-data", "newsnlp"]
    nlp.to_disk(tmp_path)
    assert newsnlp.load(tmp_path).meta["version"] == "0.0.1"


def test_the_shipped_pipeline_says_which_newsnlp_it_fits() -> None:
    for meta in (ROOT / "meta.json", PACKAGE.parent / "meta.json", PACKAGE.parents[1] / "meta.json"):
        described = json.loads(meta.read_text(encoding="utf8"))
        ((name, versions),) = map(split_requirement, described["requirements"])
        assert name == "newsnlp"
        assert is_compatible_version(newsnlp.__version__, versions), "say in meta.json which newsnlp the pipeline fits"
        assert not is_compatible_version("99.0", versions)
        assert is_compatible_version(described["version"], FITTING[DEFAULT_MODEL])


def test_the_folder_of_the_installed_pipeline_is_found() -> None:
    assert (folder_of(DEFAULT_MODEL) / "encoder" / "weights.npz").is_file()
