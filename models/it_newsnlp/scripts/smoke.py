"""Run every step of the recipe on two sentences for a few training steps: does the recipe still work?"""

from __future__ import annotations

import json
import lzma
import subprocess
import sys
import tempfile
from pathlib import Path

import spacy

HOME = Path(__file__).parents[1]
SMOKE = HOME / "smoke"
REPEATS = 40
TREEBANKS = (
    "it_isdt-train",
    "it_isdt-dev",
    "it_vit-dev",
    "it_parlamint-train",
    "it_pud",
    "it_markit-train",
    "it_postwita-train",
    "it_twittiro-train",
)
ENTITIES = ("kind_WN_train", "kind_WN_dev", "kind_FIC_train", "kind_FIC_dev", "kind_ADG_train", "kind_ADG_dev")
RAW = (
    "europarl_it_1996_2001",
    "dice_gazzetta_di_modena",
    "squad_it_test_contexts",
    "blog_pratosmart",
    "blog_missotter",
    "blog_futbolismo",
)
FEW_STEPS = ("--steps", "4", "--processes", "1")


def write_corpora(folder: Path) -> None:
    """Write files of the names and formats of the corpora, with the smoke sentences repeated."""
    for name in ("ud", "ner", "raw"):
        (folder / name).mkdir(parents=True)
    treebank = (SMOKE / "treebank.conllu").read_text(encoding="utf8") * REPEATS
    entities = (SMOKE / "entities.tsv").read_text(encoding="utf8") * REPEATS
    for name in TREEBANKS:
        (folder / "ud" / f"{name}.conllu").write_text(treebank, encoding="utf8")
    for name in ENTITIES:
        # training must not hold the dev sentences, so theirs end in another word
        text = entities if name.endswith("train") else entities.replace("collega", "presidente")
        (folder / "ner" / f"{name}.tsv").write_text(text, encoding="utf8")
    for name in ("val", "test"):
        numbered = "\n".join(f"0\t{line}" if line else "" for line in entities.split("\n"))
        (folder / "ner" / f"wikineural_it_{name}.conllu").write_text(numbered, encoding="utf8")
    document = json.dumps({"text": "Il ministro ha incontrato la collega a Lubiana."}) + "\n"
    for name in RAW:
        with lzma.open(folder / "raw" / f"{name}.jsonl.xz", "wt", encoding="utf8") as out:
            out.write(document * REPEATS)


def write_lists(path: Path) -> None:
    """Write two lists in the format of `name_lists.py`."""
    with lzma.open(path, "wt", encoding="utf8") as out:
        out.write("city\tlubiana pola\nsurname\tferri neri\n")


def run(*args: str | Path) -> None:
    """Run one step as the project file does."""
    subprocess.run([sys.executable, *map(str, args)], cwd=HOME, check=True)  # noqa: S603 - own scripts


def learn_events(work: Path) -> None:
    """Run the steps of events on a dozen texts; the networks of the others know nothing, so there is little to find."""
    data, learned, weights = work / "events.pkl", work / "events", work / "weights.tsv"
    run("scripts/event_data.py", SMOKE / "gold.jsonl", "--model", work / "pipeline", "--output", data)
    run("scripts/train_events.py", data, "--output", learned, "--epochs", "1")
    run("scripts/fit_decision.py", data, "--scores", *sorted(learned.glob("scores-?.pkl")), "--output", weights)
    run("scripts/fit_decision.py", data, "--output", work / "rules_alone.tsv")
    network, settings = learned / "network-all.pt", work / "events.json"
    run("scripts/add_events.py", work / "pipeline", network, settings, weights, work / "with_events", "--check", data)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        write_corpora(work / "corpora")
        run("scripts/vector_text.py", work / "corpora", work / "vectors.txt")
        run("scripts/train_vectors.py", work / "vectors.txt", work / "floret", "--buckets", "500")
        run("-m", "spacy", "init", "vectors", "it", work / "floret", work / "vectors", "--mode", "floret")
        run("scripts/pretrain.py", work / "vectors.txt", work / "vectors", work / "trunk", *FEW_STEPS)
        write_lists(work / "lists.tsv.xz")
        given = (work / "corpora", work / "vectors", work / "trunk")
        lists = ("--lists", work / "lists.tsv.xz")
        teachers = [work / f"teacher{seed}" for seed in (1, 2)]
        for seed, teacher in enumerate(teachers, 1):
            run("scripts/train.py", "entities", *given, teacher, *lists, "--seed", str(seed), *FEW_STEPS)
        labelling = ("--vectors", work / "vectors", "--corpora", work / "corpora", "--output", work / "silver.tsv")
        run("scripts/silver.py", *teachers, *labelling)
        silver = ("--silver", work / "silver.tsv")
        run("scripts/train.py", "entities", *given, work / "entities", *lists, *silver, *FEW_STEPS)
        run("scripts/train.py", "grammar", *given, work / "first", *lists, *FEW_STEPS)
        again = ("--resume", work / "first", "--rate", "0.5")
        run("scripts/train.py", "grammar", *given, work / "grammar", *lists, *again, *FEW_STEPS)
        run("scripts/lemma_table.py", work / "corpora", work / "lemmas.gz")
        trained = (work / "grammar", work / "entities", work / "vectors", work / "lemmas.gz")
        run("scripts/export.py", *trained, work / "corpora", "meta.json", work / "pipeline")
        learn_events(work)
        run("scripts/make_package.py", work / "with_events", work / "package")
        nlp = spacy.load(work / "with_events")
        print("smoke run complete:", nlp.pipe_names, [t.text for t in nlp("L'on. Ferri è a Lubiana.")])


if __name__ == "__main__":
    main()
