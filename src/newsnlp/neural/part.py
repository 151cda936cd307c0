"""What the components of the shipped pipeline have in common: weights in files, and batches of Docs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from spacy.tokens import Doc
from spacy.vocab import Vocab

from newsnlp.damage import fault_of
from newsnlp.errors import ModelMismatch
from newsnlp.neural import weights
from newsnlp.neural.docs import DOCS, batches
from newsnlp.neural.weights import Arrays, Shape, check_shapes

Settings = Mapping[str, Any]
OTHER_VERSION = (
    "the pipeline was made for another version of newsnlp, or is damaged; install the one that comes with this version"
)


class Part:
    """A component with weights: it computes a batch of documents at once and keeps arrays and settings in files."""

    def __init__(self, vocab: Vocab, name: str) -> None:
        self.vocab = vocab
        self.name = name
        self.arrays: Arrays = {}
        self.settings: dict[str, Any] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Return what the component is made of: what `prepare` sets up is set up again where it is unpickled."""
        return {name: getattr(self, name) for name in ("vocab", "name", "arrays", "settings")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take what `__getstate__` has returned."""
        self.__dict__.update(state)
        if self.arrays:
            self.prepare()

    def load(self, arrays: Arrays, settings: Settings) -> None:
        """Take weights and settings, as training exports them.

        Raises:
            ModelMismatch: some of them are not there or do not fit the others, as in a pipeline made for another
                version of newsnlp.
        """
        try:
            self.arrays, self.settings = dict(arrays), dict(settings)
            check_shapes(self.arrays, self.shapes(), self.sizes())
            self.prepare()
        except KeyError as error:
            raise ModelMismatch(
                f"the component {self.name} has no {error.args[0]!r} among its weights and settings: {OTHER_VERSION}"
            ) from error
        except (TypeError, ValueError, AttributeError, IndexError) as error:
            raise ModelMismatch(
                f"weights and settings of the component {self.name} do not fit each other ({error}): {OTHER_VERSION}"
            ) from error

    def shapes(self) -> Mapping[str, Shape]:
        """Return the shape of every array of weights."""
        raise NotImplementedError

    def sizes(self) -> dict[str, int]:
        """Return the sizes in these shapes that the settings tell.

        Raises:
            ValueError: settings do not fit each other.
        """
        raise NotImplementedError

    def prepare(self) -> None:
        """Set up what `annotate` needs from arrays and settings."""
        raise NotImplementedError

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Annotate documents, at least one of which has a token.

        They may have another vocabulary than the component, if it knows what `declare` adds.
        """
        raise NotImplementedError

    def declare(self, vocab: Vocab) -> None:
        """Add to a vocabulary the strings of which the component writes only the hashes."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the document annotated."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = DOCS) -> Iterator[Doc]:
        """Yield the documents annotated, `batch_size` of them computed together, or fewer: see `docs.batches`."""
        if not self.arrays:
            raise ModelMismatch(f"the component {self.name} has no weights; load a trained pipeline from its folder")
        for batch in batches(stream, batch_size):
            docs = [doc for doc in batch if len(doc)]
            if docs:
                self.annotate(docs)
            yield from batch

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the component tells apart."""
        return tuple(self.settings.get("labels", ()))

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return weights and settings as bytes."""
        settings = json.dumps(self.settings).encode()
        return len(settings).to_bytes(8, "big") + settings + weights.to_bytes(self.arrays)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Part:
        """Take weights and settings from bytes.

        Raises:
            ModelMismatch: they are not what `to_bytes` has made.
        """
        end = 8 + int.from_bytes(data[:8], "big")
        try:
            settings = json.loads(data[8:end])
        except ValueError as error:
            raise ModelMismatch(f"{len(data):,} bytes hold no settings of {self.name} ({error})") from error
        self.load(weights.from_bytes(data[end:]), settings)
        return self

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write weights and settings to a folder."""
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        weights.write(path / "weights.npz", self.arrays)
        (path / "settings.json").write_text(json.dumps(self.settings, ensure_ascii=False), encoding="utf8")

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Part:
        """Take weights and settings from a folder.

        Raises:
            ModelMismatch: a file is missing or damaged.
        """
        path = Path(path)
        self.load(weights.read(path / "weights.npz"), self._settings(path / "settings.json"))
        return self

    def _settings(self, path: Path) -> Settings:
        fault = fault_of(path)
        if fault is None:
            try:
                return cast(Settings, json.loads(path.read_text(encoding="utf8")))
            except (OSError, ValueError) as error:
                fault = str(error)
        raise ModelMismatch(f"{path} holds no settings of {self.name}: {fault}; install the pipeline anew")
