"""What the components share: they go through a stream of Docs by small batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Doc
from spacy.util import raise_error
from spacy.vocab import Vocab

from newsnlp.time_limit import check_time

# So many Docs are read by one component before the next one has them. What a component needs, its code and its
# tables, then stays close to the processor from Doc to Doc; with more Docs, they themselves do not.
BATCH = 16
# Nor more tokens, but for a Doc that has more by itself.
TOKENS = 16_000

OnError = Callable[[str, Callable[[Doc], Doc], list[Doc], Exception], None]


class Component:
    """A component of the pipeline; what it does with one Doc is its `__call__`."""

    _on_error: OnError = staticmethod(raise_error)
    # set by spaCy
    name = "newsnlp"

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc` in place."""
        raise NotImplementedError

    def declare(self, vocab: Vocab) -> None:
        """Add to a vocabulary the strings of which the component writes only the hashes: here none."""

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = BATCH) -> Iterator[Doc]:
        """Yield the Docs of a stream annotated, in order; one that fails goes to the error handler and is left out.

        Args:
            stream: the Docs.
            batch_size: the most that is read ahead; never more than `BATCH`, nor once there are `TOKENS` tokens.
        """
        for batch in _batches(stream, min(batch_size, BATCH)):
            done: list[Doc] = []
            for doc in batch:
                try:
                    check_time()
                    done.append(self(doc))
                except Exception as error:  # what is to be done about it is up to the handler
                    yield from done
                    done = []
                    self._on_error(self.name, self, [doc], error)
            yield from done

    def get_error_handler(self) -> OnError:
        """Return what is called with a Doc that fails; by default it raises the error."""
        return self._on_error

    def set_error_handler(self, error_handler: OnError) -> None:
        """Set what is called with a Doc that fails: name of the component, component, the Docs, the error."""
        self._on_error = error_handler


def _batches(stream: Iterable[Doc], most: int) -> Iterator[list[Doc]]:
    batch: list[Doc] = []
    tokens = 0
    for doc in stream:
        batch.append(doc)
        tokens += len(doc)
        if len(batch) >= most or tokens >= TOKENS:
            yield batch
            batch, tokens = [], 0
    if batch:
        yield batch
