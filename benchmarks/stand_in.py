"""The trained pipeline against a stand-in with the architecture of it_core_news_lg, both in one run.

usage: python benchmarks/stand_in.py [--model it_newsnlp] [--articles 200] [--rounds 5] [--keep FOLDER]

it_core_news_lg cannot be had everywhere; what it costs depends on its architecture, not on what it has learned:
tok2vec 96 wide with 300-wide static vectors of 500,000 rows, then morphologizer, tagger, parser, trainable lemmatizer,
attribute_ruler, and named entities with a tok2vec of their own. The stand-in has random vectors, the tags, morphology
and dependencies of our pipeline, and the edit trees of the articles. It is taught for a few passes by what our pipeline
says of the articles, so that its parser and its lemmatizer go through as many actions as trained ones. The first run
takes some minutes; `--keep` saves the stand-in in a folder and takes it from there the next time.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

import numpy as np
import spacy
from articles import alternate, articles, by_component, ratio, run, words_of
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch
from spacy.vectors import Vectors

OURS = "it_newsnlp"
VECTORS, WIDTH = 500_000, 300
PASSES = 10
LOAD = """
import resource, sys, time, spacy
from pathlib import Path
start = time.process_time()
spacy.load(sys.argv[1])
seconds = time.process_time() - start
status = Path("/proc/self/status")
if status.exists():  # the peak that getrusage tells may be that of the process that started this one
    peak = int(next(line for line in status.read_text().splitlines() if line.startswith("VmHWM")).split()[1])
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(seconds, peak)
"""
TOK2VEC = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 96,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
        "rows": [5000, 1000, 2500, 2500, 50, 50],
        "include_static_vectors": True,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 96,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}
TAGGER = {"@architectures": "spacy.Tagger.v2", "tok2vec": LISTENER}


def transitions(state: str, tok2vec: dict[str, object]) -> dict[str, object]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": tok2vec,
    }


COMPONENTS: dict[str, dict[str, object]] = {
    "tok2vec": {"model": TOK2VEC},
    "morphologizer": {"model": TAGGER},
    "tagger": {"model": TAGGER},
    "parser": {"model": transitions("parser", LISTENER)},
    "trainable_lemmatizer": {"model": TAGGER, "min_tree_freq": 1, "top_k": 1},
    "attribute_ruler": {},
    "ner": {"model": transitions("ner", TOK2VEC)},
}


def make(texts: list[str], teacher: Language) -> Language:
    """Return the stand-in, with the labels of `teacher` and a little of its behaviour on `texts`."""
    fix_random_seed(0)
    nlp = spacy.blank("it")
    for name, config in COMPONENTS.items():
        nlp.add_pipe(name, config=config)
    nlp.vocab.vectors = random_vectors(nlp, texts)
    examples = [Example(nlp.make_doc(text), taught) for text, taught in zip(texts, teacher.pipe(texts), strict=True)]
    optimizer = nlp.initialize(lambda: [*examples, *every_label(nlp, teacher)])
    nlp.get_pipe("attribute_ruler").add([[{"ORTH": "\n"}]], {"POS": "SPACE"})  # type: ignore[attr-defined]
    draw = random.Random(0)  # noqa: S311 - order of training, not secrecy
    for _ in range(PASSES):
        draw.shuffle(examples)
        for batch in minibatch(examples, 4):
            nlp.update(batch, sgd=optimizer, drop=0.1)
    return nlp


def every_label(nlp: Language, teacher: Language) -> list[Example]:
    """Return one example in which every tag, every morphology and every dependency of `teacher` stands."""
    tagger = teacher.get_pipe("tagger").settings  # type: ignore[attr-defined]
    deps = [dep for dep in teacher.get_pipe("parser").labels if dep != "ROOT"]  # type: ignore[attr-defined]
    count = max(len(tagger["morphs"]), len(tagger["labels"]), len(deps))
    take = [number % len(deps) for number in range(1, count)]
    doc = Doc(
        nlp.vocab,
        words=["parola"] * count,
        tags=[tagger["labels"][number % len(tagger["labels"])] for number in range(count)],
        pos=[tagger["pos"][number % len(tagger["pos"])] for number in range(count)],
        morphs=[tagger["morphs"][number % len(tagger["morphs"])] for number in range(count)],
        heads=[0] * count,
        deps=["ROOT", *(deps[number] for number in take)],
    )
    return [Example(nlp.make_doc(doc.text), doc)]


def random_vectors(nlp: Language, texts: list[str]) -> Vectors:
    """Return the table of vectors, the words of the texts spread over it, the other rows with words of their own."""
    known = sorted({token.text for doc in nlp.tokenizer.pipe(texts) for token in doc})
    words = known + [f"parola{number}" for number in range(VECTORS - len(known))]
    random.Random(0).shuffle(words)  # noqa: S311 - no secret
    data = np.random.default_rng(0).standard_normal((VECTORS, WIDTH), dtype=np.float32)
    keys = [nlp.vocab.strings.add(word) for word in words]
    return Vectors(strings=nlp.vocab.strings, data=data, keys=keys, name="stand_in_vectors")


def loading(path: Path, times: int = 5) -> tuple[float, float]:
    """Return processor seconds to load a pipeline in a process of its own, and the peak of its memory in MB."""
    command = [sys.executable, "-c", LOAD, str(path)]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(times)]  # noqa: S603
    pairs = [[float(figure) for figure in found.stdout.split()] for found in runs]
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024  # bytes on macOS, KB elsewhere
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs) / scale


def size(path: Path) -> float:
    """Return the size of a saved pipeline in MB."""
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / 1e6


def report(model: str, other: Path, texts: list[str], rounds: int) -> None:
    """Print figures of both pipelines and their ratios."""
    pipelines = {model: spacy.load(model), "stand-in": spacy.load(other)}
    loads = {model: loading(pipelines[model].path), "stand-in": loading(other)}
    for nlp in pipelines.values():
        run(nlp, texts)  # caches are warm before the clock starts
    seconds = alternate({name: (lambda n=nlp: run(n, texts)) for name, nlp in pipelines.items()}, rounds)
    words, sizes = words_of(texts), {name: size(nlp.path) for name, nlp in pipelines.items()}
    print(f"{len(texts)} articles, {words} words, {rounds} rounds\n{'':28}{model:>15}{'stand-in':>12}{'ratio':>9}")
    speeds = {name: words / median(found) for name, found in seconds.items()}
    row("words per second", speeds, ratio(seconds["stand-in"], seconds[model]))
    row("size on disk, MB", sizes)
    row("loading, seconds", {name: found[0] for name, found in loads.items()}, digits=2)
    row("peak memory when loaded, MB", {name: found[1] for name, found in loads.items()})
    parts = {name: by_component(nlp, texts) for name, nlp in pipelines.items()}
    print("\nµs/token")
    for name in dict.fromkeys(part for found in parts.values() for part in found):
        print(
            f"{name:28}" + "".join(f"{found[name]:15.1f}" if name in found else f"{'':15}" for found in parts.values())
        )


def row(name: str, figures: dict[str, float], of: float | None = None, *, digits: int = 0) -> None:
    ours, other = figures.values()
    print(f"{name:28}{ours:15.{digits}f}{other:12.{digits}f}{ours / other if of is None else of:9.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=OURS, help="pipeline of newsnlp that is measured")
    parser.add_argument("--articles", type=int, default=200, help="how many articles a round annotates")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="folder of the stand-in, made if it is not there")
    args = parser.parse_args()
    teacher = spacy.load(OURS)
    texts = [article["text"] for article in articles(args.articles)]
    with tempfile.TemporaryDirectory() as folder:
        other = args.keep or Path(folder) / "stand_in"
        if not (other / "config.cfg").is_file():
            print("making the stand-in ...", file=sys.stderr)
            make(list(dict.fromkeys(texts)), teacher).to_disk(other)
        report(args.model, other, texts, args.rounds)


if __name__ == "__main__":
    main()
