"""How long one article may take: whoever annotates sets a limit, and the components look at the clock as they go.

The clock is the processor time of the thread, so that other work on the machine costs an article nothing. Nothing is
interrupted from outside: that would break threads and servers of whoever uses newsnlp.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from newsnlp.errors import ArticleError

T = TypeVar("T")
_ends: ContextVar[float | None] = ContextVar("newsnlp_time_limit", default=None)


@contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """Give what runs in the block, in this thread, so many seconds of processor time; None for no limit.

    Raises:
        ArticleError: `check_time` was called in the block when they were over.
    """
    token = _ends.set(None if seconds is None else time.thread_time() + seconds)
    try:
        yield
    finally:
        _ends.reset(token)


def check_time() -> None:
    """Check that the time given by `within` is not over.

    Raises:
        ArticleError: it is.
    """
    end = _ends.get()
    if end is not None and time.thread_time() > end:
        raise ArticleError("it took more processor time than an article is given: split it, or raise max_seconds")


def timely(items: Iterable[T]) -> Iterator[T]:
    """Yield the items, with a look at the clock before each.

    Raises:
        ArticleError: see `check_time`.
    """
    for item in items:
        check_time()
        yield item
