"""Who met whom, where and when in Italian news, with the sentence that says so.

Everything behind the door is loaded when it is first used: ``import newsnlp`` alone is cheap.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsnlp.annotate.pipeline import load
    from newsnlp.errors import (
        ArticleError,
        FormatError,
        GraphError,
        InputError,
        LanguageDataError,
        ModelError,
        ModelMismatch,
        ModelNotFound,
        NewsnlpError,
    )
    from newsnlp.evaluate import evaluate
    from newsnlp.explain import Explanation, explain
    from newsnlp.export import read_graph, write_graph
    from newsnlp.graph import build_graph
    from newsnlp.schema import Document, Failure
    from newsnlp.workflow import annotate, annotate_many

__version__ = "0.1.0"
_HOMES = {
    "ArticleError": "newsnlp.errors",
    "Document": "newsnlp.schema",
    "Failure": "newsnlp.schema",
    "Explanation": "newsnlp.explain",
    "FormatError": "newsnlp.errors",
    "GraphError": "newsnlp.errors",
    "InputError": "newsnlp.errors",
    "LanguageDataError": "newsnlp.errors",
    "ModelError": "newsnlp.errors",
    "ModelMismatch": "newsnlp.errors",
    "ModelNotFound": "newsnlp.errors",
    "NewsnlpError": "newsnlp.errors",
    "annotate": "newsnlp.workflow",
    "annotate_many": "newsnlp.workflow",
    "build_graph": "newsnlp.graph",
    "evaluate": "newsnlp.evaluate",
    "explain": "newsnlp.explain",
    "load": "newsnlp.annotate.pipeline",
    "read_graph": "newsnlp.export",
    "write_graph": "newsnlp.export",
}
__all__ = [
    "ArticleError",
    "Document",
    "Explanation",
    "Failure",
    "FormatError",
    "GraphError",
    "InputError",
    "LanguageDataError",
    "ModelError",
    "ModelMismatch",
    "ModelNotFound",
    "NewsnlpError",
    "annotate",
    "annotate_many",
    "build_graph",
    "evaluate",
    "explain",
    "load",
    "read_graph",
    "write_graph",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'newsnlp' has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted((*__all__, "__version__"))


class _Door(ModuleType):
    """Keeps `newsnlp.annotate`, `newsnlp.evaluate` and `newsnlp.explain` the functions that they are called for.

    The import system binds every submodule to its package, so that ``import newsnlp.annotate.keys`` would
    put the room `annotate` in the place of the function. Rooms are imported with ``from newsnlp.annotate import ...``.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name not in _HOMES or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Door
