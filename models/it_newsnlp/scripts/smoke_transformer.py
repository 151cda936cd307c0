"""Run every step of the recipe of the transformer on two sentences, with a small one of random weights."""

from __future__ import annotations

import tempfile
from pathlib import Path

import spacy

from smoke import HOME, run, write_corpora

META = HOME.parent / "it_newsnlp_trf" / "meta.json"
(FAST,) = (HOME / "package" / "it_newsnlp").glob("it_newsnlp-*")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        write_corpora(work / "corpora")
        run("scripts/write_packed.py", work / "packed.bin")
        run("scripts/cut_vocabulary.py", work / "packed.bin", work / "corpora", work / "encoder")
        given = (work / "corpora", work / "encoder", FAST, work / "trained", "--layers", "2")
        run("scripts/fine_tune.py", *given, "--minutes", "0.03")
        run("scripts/fine_tune.py", *given, "--minutes", "0.05", "--resume", work / "trained")
        trained = (work / "trained", work / "encoder", FAST)
        run("scripts/export_transformer.py", *trained, work / "corpora", META, work / "pipeline")
        run("scripts/make_package.py", work / "pipeline", work / "package")
        nlp = spacy.load(work / "pipeline")
        print("smoke run complete:", nlp.pipe_names, [t.text for t in nlp("L'on. Ferri è a Lubiana.")])


if __name__ == "__main__":
    main()
