"""What tests of several rooms share: the shipped pipeline, a small one of it_core_news's shape, the gold files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.training import Example
from spacy.util import fix_random_seed

import newsnlp
from budget import set_profile

set_profile()
ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
NER_LABELS = ("LOC", "MISC", "ORG", "PER")
DEPENDENCIES = (
    "ROOT", "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "ccomp",
    "compound", "conj", "cop", "csubj", "dep", "det", "det:poss", "det:predet", "discourse", "expl", "expl:impers",
    "expl:pass", "fixed", "flat", "flat:foreign", "flat:name", "iobj", "mark", "nmod", "nsubj", "nsubj:pass", "nummod",
    "obj", "obl", "obl:agent", "parataxis", "punct", "vocative", "xcomp",
)  # fmt: skip
LEMMA_TABLES = ("num", "det", "adp", "adj", "noun", "pron", "verb", "aux", "adv", "other")
WORDS = ("Anna", "Bo", "ha", "visto", "Carlo", "a", "Roma", ".")
LEMMAS = ("Anna", "Bo", "avere", "vedere", "Carlo", "a", "Roma", ".")
POS = ("PROPN", "PROPN", "AUX", "VERB", "PROPN", "ADP", "PROPN", "PUNCT")
HEADS = (3, 0, 3, 3, 3, 6, 3, 3)
DEPS = ("nsubj", "flat:name", "aux", "ROOT", "obj", "case", "obl", "punct")
PipelineMaker = Callable[..., Language]


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped pipeline with newsnlp's components."""
    try:
        return newsnlp.load()
    except newsnlp.ModelNotFound as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def make_pipeline() -> PipelineMaker:
    """Makes small pipelines of the components and labels of it_core_news, trained on next to nothing."""
    return build_pipeline


@pytest.fixture(scope="session")
def drop_in() -> Language:
    """A pipeline as it_core_news is one, without newsnlp's components."""
    return build_pipeline()


@pytest.fixture(scope="session")
def tiny(drop_in: Language, tmp_path_factory: pytest.TempPathFactory) -> Language:
    """The pipeline `drop_in` as `newsnlp.load` returns it: it knows no Italian, but everything runs."""
    path = tmp_path_factory.mktemp("model") / "tiny"
    drop_in.to_disk(path)
    return newsnlp.load(path)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold files, samples and the reference scorer that lies beside the repository."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared with the gold files is not here")
    return SHARED


def build_pipeline(
    *,
    lang: str = "it",
    ner_labels: tuple[str, ...] = NER_LABELS,
    dependencies: tuple[str, ...] = DEPENDENCIES,
    without: tuple[str, ...] = (),
) -> Language:
    """Return a pipeline with the components of it_core_news, less those in `without`."""
    fix_random_seed(0)
    nlp = spacy.blank(lang)
    nlp.meta["name"] = "core_news_test"
    for name in ("tok2vec", "morphologizer", "tagger", "parser", "lemmatizer", "attribute_ruler", "ner"):
        if name not in without:
            _add(nlp, name, ner_labels, dependencies)
    nlp.initialize(lambda: [_example(nlp)])
    nlp.get_pipe("attribute_ruler").add([[{"ORTH": "\n"}]], {"TAG": "_SP", "POS": "SPACE"})  # type: ignore[attr-defined]
    return nlp


def _add(nlp: Language, name: str, ner_labels: tuple[str, ...], dependencies: tuple[str, ...]) -> None:
    if name == "lemmatizer":
        nlp.config["initialize"]["components"]["lemmatizer"] = {"lookups": {"@misc": "newsnlp_test_lookups.v1"}}
        nlp.add_pipe(name, config={"mode": "pos_lookup"})
        return
    pipe = nlp.add_pipe(name)
    labels = {"parser": dependencies, "ner": ner_labels}.get(name, ())
    for label in labels:
        pipe.add_label(label)  # type: ignore[attr-defined]


@spacy.registry.misc("newsnlp_test_lookups.v1")
def _lookups() -> Lookups:
    lookups = Lookups()
    lookups.add_table("lemma_lookup", {"ha": "avere"})
    for table in LEMMA_TABLES:
        lookups.add_table(f"lemma_lookup_{table}", {"visto": "vedere"})
    return lookups


def _example(nlp: Language) -> Example:
    fields = {"words": WORDS, "lemmas": LEMMAS, "pos": POS, "tags": POS, "heads": HEADS, "deps": DEPS}
    fields["morphs"] = ["Number=Sing"] * len(WORDS)
    return Example.from_dict(nlp.make_doc(" ".join(WORDS)), {name: list(value) for name, value in fields.items()})
