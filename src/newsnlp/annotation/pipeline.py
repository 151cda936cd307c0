"""Loads an Italian spaCy pipeline and adds newsnlp's components to it."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

from newsnlp.annotation import factories  # noqa: F401 - registers the components
from newsnlp.annotation.labels import mismatches
from newsnlp.annotation.tokenizer import adapt_tokenizer
from newsnlp.errors import ModelError, ModelMismatch, ModelNotFound
from newsnlp.lang.it import tokenizer_data

DEFAULT_MODEL = "it_newsnlp"
BREAKS = "newsnlp_breaks"
# In the order in which they run, after the components of the base pipeline.
COMPONENTS = (
    "newsnlp_entities",
    "newsnlp_roles",
    "newsnlp_coref",
    "newsnlp_times",
    "newsnlp_quotes",
    "newsnlp_events",
    "newsnlp_attribution",
    "newsnlp_provenance",
    "newsnlp_relations",
)


def load(model: str | Path | None = None) -> Language:
    """Return a spaCy pipeline that writes newsnlp's layers on every Doc.

    Args:
        model: name of an installed pipeline package (``it_core_news_lg``) or path of a saved pipeline;
            None for the pipeline that belongs to newsnlp.

    Raises:
        ModelNotFound: the package is not installed, or there is no pipeline at the path; the text has
            the command that installs it.
        ModelMismatch: the pipeline is not Italian, lacks components or has other labels; the text lists
            all that is missing.
    """
    nlp = load_base(model)
    faults = mismatches(nlp)
    if faults:
        listed = "\n".join(f"  - {fault}" for fault in faults)
        raise ModelMismatch(
            f"the pipeline {model_name(nlp)} cannot be used:\n{listed}\n"
            f"newsnlp works on {DEFAULT_MODEL}, on it_core_news_sm/md/lg and on pipelines labelled as they are"
        )
    add_components(nlp)
    return nlp


def model_name(nlp: Language) -> str:
    """Return name and version of a pipeline, as in "it_newsnlp 0.1.0"."""
    meta = nlp.meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def add_components(nlp: Language) -> None:
    """Add newsnlp's components to `nlp` in place; those that it holds already stay as they are."""
    if BREAKS not in nlp.pipe_names:
        nlp.add_pipe(BREAKS, first=True)
    if nlp.meta["name"] != DEFAULT_MODEL.removeprefix("it_"):
        # "l'on. Conte-bis": pipelines of other makers come without the abbreviations of news.
        adapt_tokenizer(nlp, **tokenizer_data())
    for name in COMPONENTS:
        if name not in nlp.pipe_names:
            nlp.add_pipe(name)


def load_base(model: str | Path | None = None) -> Language:
    """Return a spaCy pipeline as it was saved, whatever it holds; None for the one that belongs to newsnlp.

    Raises:
        ModelNotFound: the package is not installed, or there is no pipeline at the path.
        ModelError: spaCy cannot load it.
    """
    model = DEFAULT_MODEL if model is None else model
    path = Path(model)
    is_package = isinstance(model, str) and spacy.util.is_package(model)
    if not is_package and not path.exists():
        raise ModelNotFound(_not_found(str(model)))
    if not is_package and not (path / "config.cfg").is_file():
        raise ModelNotFound(f"there is no spaCy pipeline at {path}: it has no config.cfg")
    try:
        return spacy.load(model)
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(f"spaCy cannot load the pipeline {str(model)!r}: {error}") from error


def _not_found(model: str) -> str:
    """Return what to do about a pipeline that is not installed."""
    if model == DEFAULT_MODEL:
        return f"the pipeline {model!r} is not installed; install it with: pip install models/it_newsnlp/package"
    if model.startswith("it_core_news_"):
        return f"the pipeline {model!r} is not installed; install it with: python -m spacy download {model}"
    return f"{model!r} is neither an installed pipeline package nor a path that exists"
