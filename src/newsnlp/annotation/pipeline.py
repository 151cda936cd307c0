"""Loads an Italian spaCy pipeline and adds newsnlp's components to it."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from spacy.language import Language

from newsnlp.annotation.base import (
    ACCURATE_MODEL,
    DEFAULT_MODEL,
    described,
    folder_of,
    is_own,
    load_base,
    saved_components,
)
from newsnlp.annotation.labels import mismatches
from newsnlp.annotation.long_runs import LongRuns
from newsnlp.annotation.tokenizer import adapt_tokenizer
from newsnlp.errors import ModelError, ModelMismatch
from newsnlp.lang.it import tokenizer_data

__all__ = [
    "BREAKS",
    "COMPONENTS",
    "DEFAULT_MODEL",
    "EVENT_HEADS",
    "add_components",
    "check_components",
    "load",
    "load_base",
    "model_name",
    "try_out",
]
BREAKS = "newsnlp_breaks"
DECISION = "newsnlp_decision"
# In the order in which they run, after the components of the base pipeline.
COMPONENTS = (
    "newsnlp_entities",
    "newsnlp_roles",
    "newsnlp_coref",
    "newsnlp_times",
    "newsnlp_quotes",
    "newsnlp_events",
    DECISION,
    "newsnlp_attribution",
    "newsnlp_relations",
)
# Belongs to a trained pipeline, and reads what the components up to the decision write.
EVENT_HEADS = "newsnlp_event_heads"
# A text that a pipeline must be able to annotate; its words are in every vocabulary.
TRIED = "Roma."
Names = str | Iterable[str]


def load(
    model: str | Path | None = None,
    *,
    exclude: Names = (),
    disable: Names = (),
    enable: Names = (),
    config: Mapping[str, Any] | None = None,
) -> Language:
    """Return a spaCy pipeline that writes newsnlp's layers on every Doc.

    The options are those of `spacy.load`, and name components of the base pipeline ("ner") and newsnlp's own
    ("newsnlp_quotes") alike.

    Args:
        model: name of an installed pipeline package (``it_core_news_lg``) or path of a saved pipeline;
            None for the pipeline that belongs to newsnlp.
        exclude: components that are left out. Without one of newsnlp's the others find less, and a warning says what.
        disable: components that are there, but do not run until `Language.enable_pipe` is called.
        enable: the only components that run; all others are disabled.
        config: settings in the place of those of the pipeline, nested or with dots: ``{"nlp.batch_size": 64}``.

    Raises:
        ModelNotFound: the package is not installed, or there is no pipeline at the path; the text has
            the command that installs it.
        ModelMismatch: the pipeline is not Italian, lacks components or has other labels; the text lists
            all that is missing. Or it is damaged, or made for another version of newsnlp.
        ModelError: an option names a component that is not there, or spaCy cannot load the pipeline.
    """
    left_out, off, on = _names("exclude", exclude), _names("disable", disable), _names("enable", enable)
    nlp = load_base(model, exclude=left_out, config=config)
    faults = mismatches(nlp)
    if faults:
        listed = "\n".join(f"  - {fault}" for fault in faults)
        without = f" without {', '.join(left_out)}" if left_out else ""
        raise ModelMismatch(
            f"the pipeline {model_name(nlp)}{without} cannot be used:\n{listed}\n"
            f"newsnlp works on {DEFAULT_MODEL}, {ACCURATE_MODEL}, it_core_news_sm/md/lg and on pipelines labelled as "
            "they are"
        )
    try_out(nlp)
    add_components(nlp, exclude=left_out)
    nlp.tokenizer = LongRuns(nlp.tokenizer)
    _check_options(nlp, model, exclude=left_out, disable=off, enable=on)
    for name in nlp.pipe_names:
        if name in off or (on and name not in on):
            nlp.disable_pipe(name)
    return nlp


def check_components(nlp: object) -> Language:
    """Return `nlp`, which is a pipeline with components of newsnlp.

    Raises:
        ModelMismatch: it is something else; it would find nothing, and records would be empty without a word.
    """
    if not isinstance(nlp, Language):
        raise ModelMismatch(f"nlp must be a pipeline of newsnlp.load, not a {type(nlp).__name__}: newsnlp.load(name)")
    if frozenset(COMPONENTS).isdisjoint(nlp.component_names):
        raise ModelMismatch(
            f"the pipeline {model_name(nlp)} has none of newsnlp's components, and would find nothing: load it with "
            "newsnlp.load, by its name or its path, in the place of spacy.load"
        )
    return nlp


def model_name(nlp: Language) -> str:
    """Return name and version of a pipeline, as in "it_newsnlp 0.1.0"."""
    return described(nlp.meta)


def add_components(nlp: Language, *, exclude: Iterable[str] = ()) -> None:
    """Add newsnlp's components to `nlp` in place; those that it holds already stay as they are.

    Args:
        nlp: an Italian pipeline.
        exclude: components that are not added. Where another one reads what they write, a warning says so.
    """
    left_out = frozenset(exclude)
    there = frozenset(nlp.component_names)
    if BREAKS not in there | left_out:
        nlp.add_pipe(BREAKS, first=True)
    if not is_own(nlp.meta):
        # "l'on. Conte-bis": pipelines of other makers come without the abbreviations of news.
        adapt_tokenizer(nlp, **tokenizer_data())
    # a trained pipeline ends with its network for events and the decision, which read what the others write
    last = next((name for name in nlp.component_names if name in (EVENT_HEADS, DECISION)), None)
    for number, name in enumerate(COMPONENTS):
        if name not in there | left_out:
            nlp.add_pipe(name, before=last if number < COMPONENTS.index(DECISION) else None)
    _warn_of_gaps(nlp)


def _names(option: str, given: Names) -> tuple[str, ...]:
    """Return the names of components that an option was given: one, or several.

    Raises:
        ModelError: it was given something else.
    """
    if isinstance(given, str):
        return (given,)
    names = tuple(given) if isinstance(given, Iterable) else None
    if names is None or not all(isinstance(name, str) for name in names):
        raise ModelError(f"{option} must be the name of a component or a list of names, not {given!r:.60}")
    return names


def try_out(nlp: Language) -> None:
    """Annotate a word with the base pipeline: parts that do not fit each other are told now, not at the first article.

    Raises:
        ModelMismatch: the pipeline cannot do it.
    """
    doc = nlp.make_doc(TRIED)
    try:
        for name, component in nlp.pipeline:
            doc = doc if name in COMPONENTS else component(doc)
    except Exception as error:  # whatever a component of whatever pipeline raises
        told = f"{type(error).__name__}: {error}"
        raise ModelMismatch(
            f"the pipeline {model_name(nlp)} can be loaded, but not annotate a word ({told}): its components do not "
            "fit each other, or a file of it is damaged; install it anew"
        ) from error


def _warn_of_gaps(nlp: Language) -> None:
    """Warn of each of newsnlp's components that reads what no component writes."""
    metas = {name: nlp.get_pipe_meta(name) for name in nlp.component_names}
    # who adds to a layer reads it too, and does not begin it
    written = {layer for meta in metas.values() for layer in meta.assigns if layer not in meta.requires}
    for name, meta in metas.items():
        gaps = [layer for layer in meta.requires if layer.startswith("doc._.newsnlp") and layer not in written]
        if gaps:
            warnings.warn(
                f"{name} reads {', '.join(gaps)}, which no component of this pipeline writes: it will find less, or "
                "nothing; exclude it too if that is not wanted",
                stacklevel=4,
            )


def _check_options(
    nlp: Language, model: str | Path | None, *, exclude: Iterable[str], disable: Iterable[str], enable: Iterable[str]
) -> None:
    """Check that the options of `load` name components.

    Raises:
        ModelError: one of them names something else, or a component is both to run and not to run.
    """
    known = {*nlp.component_names, BREAKS, *COMPONENTS}
    if set(exclude) - known:
        known.update(saved_components(folder_of(DEFAULT_MODEL if model is None else model)))
    both = set(enable) & {*exclude, *disable}
    unknown = {*exclude, *disable, *enable} - known
    if unknown:
        raise ModelError(
            f"the pipeline {model_name(nlp)} has no component {', '.join(sorted(unknown))}; its components are "
            f"{', '.join(nlp.component_names)}"
        )
    if both:
        raise ModelError(f"{', '.join(sorted(both))}: a component cannot be enabled and excluded or disabled at once")
