"""The pipeline of spaCy that newsnlp builds on: found, loaded, and refused where it is damaged or does not fit."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import is_compatible_version, split_requirement

from newsnlp import __version__
from newsnlp.annotation import factories  # noqa: F401 - registers the components
from newsnlp.damage import faults_in
from newsnlp.errors import LanguageDataError, ModelError, ModelMismatch, ModelNotFound

DEFAULT_MODEL = "it_newsnlp"
ACCURATE_MODEL = "it_newsnlp_trf"
# The versions of the pipelines that belong to newsnlp whose components are those of this newsnlp.
FITTING = {DEFAULT_MODEL: ">=0.5.0,<0.6.0", ACCURATE_MODEL: ">=0.2.0,<0.3.0"}
PACKAGE = "newsnlp"


def load_base(
    model: str | Path | None = None, *, exclude: Iterable[str] = (), config: Mapping[str, Any] | None = None
) -> Language:
    """Return a spaCy pipeline as it was saved, whatever it holds; None for the one that belongs to newsnlp.

    Args:
        model: name of an installed pipeline package, or path of a saved pipeline.
        exclude: components that are not loaded; names that the pipeline does not have are passed over.
        config: settings in the place of those of the pipeline, as `spacy.load` takes them.

    Raises:
        ModelNotFound: the package is not installed, or there is no pipeline at the path.
        ModelMismatch: it was made for another version of newsnlp.
        ModelError: spaCy cannot load it; the text names the files that are damaged as far as that can be seen.
    """
    model = DEFAULT_MODEL if model is None else model
    folder = folder_of(model)
    try:
        nlp = spacy.load(model, exclude=list(exclude), config=dict(config or {}))
        _check_fit(nlp.meta)
    except LanguageDataError:
        raise
    except Exception as error:  # bytes that are lost may make any part of spaCy fail in any way
        raise _explained(model, folder, error, configured=bool(config)) from error
    return nlp


def is_own(meta: Mapping[str, Any]) -> bool:
    """Say by its description whether a pipeline is one of those that belong to newsnlp."""
    return f"it_{meta.get('name')}" in FITTING


def described(meta: Mapping[str, Any]) -> str:
    """Return name and version of a pipeline by its description, as in "it_newsnlp 0.1.0"."""
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def folder_of(model: str | Path) -> Path:
    """Return the folder with the files of a pipeline.

    Raises:
        ModelNotFound: the package is not installed, or there is no pipeline at the path.
    """
    if not isinstance(model, str | PurePath):
        raise ModelNotFound(f"the name or the path of a pipeline is needed, not a {type(model).__name__}")
    if isinstance(model, str) and spacy.util.is_package(model):
        return _folder_of_package(model)
    path = Path(model)
    try:
        is_there, is_pipeline = path.exists(), (path / "config.cfg").is_file()
    except (OSError, ValueError) as error:  # a name too long, an unreadable folder, characters that no name has
        raise ModelNotFound(f"{str(model)!r:.80} is no path of a pipeline: {error}") from error
    if not is_there:
        raise ModelNotFound(_not_found(str(model)))
    if not is_pipeline:
        raise ModelNotFound(f"there is no spaCy pipeline at {path}: it has no config.cfg")
    return path


def saved_components(folder: Path) -> list[str]:
    """Return the names of the components that a pipeline was saved with."""
    return list(spacy.util.load_config(folder / "config.cfg")["nlp"]["pipeline"])


def _folder_of_package(name: str) -> Path:
    """Return the folder of a package that holds its pipeline; that of the package itself where there is none."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModelNotFound(f"{_not_found(name)}: its name is known, but there is no such package")
    package = Path(spec.origin).parent
    return next((path.parent for path in sorted(package.glob("*/config.cfg"))), package)


def _check_fit(meta: Mapping[str, Any]) -> None:
    """Check that pipeline and newsnlp are made for each other.

    Raises:
        ModelMismatch: they are not.
    """
    misfit = _misfit(meta)
    if misfit is not None:
        raise ModelMismatch(misfit)


def _misfit(meta: Mapping[str, Any]) -> str | None:
    """Return why a pipeline does not fit this version of newsnlp, None where its description has nothing against it."""
    for requirement in meta.get("requirements") or ():
        name, versions = split_requirement(requirement)
        if name == PACKAGE and versions and not is_compatible_version(__version__, versions):
            return (
                f"the pipeline {described(meta)} needs newsnlp {versions}, this is newsnlp {__version__}: install the "
                "pipeline that comes with it, or the newsnlp that the pipeline needs"
            )
    if not is_own(meta):
        return None
    model = f"it_{meta['name']}"
    if is_compatible_version(meta["version"], FITTING[model]):
        return None
    return (
        f"newsnlp {__version__} needs {model} {FITTING[model]}, this is {described(meta)}: install the pipeline that "
        f"comes with this version of newsnlp: {_install(model, '--force-reinstall --no-deps')}"
    )


def _install(model: str, *options: str) -> str:
    """Return the command that installs a pipeline that belongs to newsnlp."""
    return " ".join(["pip install", *options, f"models/{model}/package"])


def _explained(model: str | Path, folder: Path, error: Exception, *, configured: bool) -> ModelError:
    """Return the error that tells why a pipeline cannot be loaded, the plainest reason first."""
    misfit = _misfit_of(folder)
    if misfit is not None:
        return ModelMismatch(misfit)
    faults = faults_in(folder)
    if faults:
        listed = "\n".join(f"  - {folder}/{fault}" for fault in faults)
        return ModelMismatch(f"the pipeline {str(model)!r} is damaged:\n{listed}\nthen {_anew(str(model))}")
    if isinstance(error, ModelError):
        return error if str(folder) in str(error) else type(error)(f"the pipeline in {folder}: {error}")
    cause = "the settings given do not fit it, or a file of it is damaged" if configured else "a file of it is damaged"
    return ModelError(
        f"spaCy cannot load the pipeline {str(model)!r} in {folder} ({type(error).__name__}: {error}); it may be that "
        f"{cause}: {_anew(str(model))}"
    )


def _anew(model: str) -> str:
    """Return how a damaged pipeline is replaced."""
    if model in FITTING:
        return f"install it anew: {_install(model, '--force-reinstall --no-deps')}"
    if model.startswith("it_core_news_"):
        return f"install it anew: python -m spacy download {model}"
    return "put it there anew"


def _misfit_of(folder: Path) -> str | None:
    """Return why the pipeline in a folder does not fit this newsnlp, as far as its description can be read."""
    try:
        return _misfit(json.loads((folder / "meta.json").read_text(encoding="utf8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # it is the description that is damaged: `faults_in` or spaCy's error tells


def _not_found(model: str) -> str:
    """Return what to do about a pipeline that is not installed."""
    if model in FITTING:
        return f"the pipeline {model!r} is not installed; install it with: {_install(model)}"
    if model.startswith("it_core_news_"):
        return f"the pipeline {model!r} is not installed; install it with: python -m spacy download {model}"
    return f"{model!r} is neither an installed pipeline package nor a path that exists"
