"""What a command is as a process: signals end it tidily, streams may be closed or full, its end has a code."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, NoReturn, TextIO

from newsnlp.errors import OutputError
from newsnlp.files import OutputStream, remove_unfinished

# Sent by a reader that needs no more, as `head`; Windows has the number, but no such signal.
SIGPIPE = int(getattr(signal, "SIGPIPE", 13))
# What shells and service managers send; the last of them, when a terminal is closed.
_STOPPING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_SIGNAL_CODES = 128
AGAIN_S = 0.5


class Stopped(BaseException):
    """The process was told to end: no error, so that nothing on the way takes it for one of an article."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class _StandardOutput(OutputStream):
    """Standard output, of which the first fault is told and the rest is dropped."""

    broken = False

    def write(self, data: Any, /) -> int:
        return memoryview(data).nbytes if self.broken else super().write(data)

    def failure(self, error: OSError) -> BaseException:
        self.broken = True
        if error.errno == errno.EPIPE:
            return Stopped(SIGPIPE)
        if error.errno == errno.EBADF:
            return OutputError(f"cannot write {self.shown}: it is closed")
        return super().failure(error)


class _StandardError(OutputStream):
    """Standard error; where it cannot be written, nobody can be told, and the work goes on."""

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data)
        except OutputError:
            return memoryview(data).nbytes


def main() -> None:
    """Run the command line to its end, and end the process with its code.

    A process that is ended by a signal removes what it has not finished, and then dies of that signal: shells show
    128 and its number, and know that a loop is to end at Ctrl-C.
    """
    _open_standard_descriptors()
    with _guarded_streams():
        try:
            with _signals_stop():
                code = _code_of(_run_command)
                code = _code_of(sys.stdout.flush) or code
        except Stopped as stopped:
            with suppress(Stopped):
                _heed_no_more()
            _heed_no_more()  # once more, if the first time was disturbed
            remove_unfinished()
            _tell(stopped)
            _die(stopped.number)
    sys.exit(code)


def _run_command() -> None:
    from newsnlp.cli.application import show_exceptions_safely
    from newsnlp.cli.commands import app

    show_exceptions_safely()
    app()


def _code_of(step: Callable[[], object]) -> int:
    """Return the exit code of a step, 0 where it ends well."""
    # Loaded under the eyes of the signals: what the command line is made of takes half a second to load.
    import typer

    from newsnlp.cli.output import exit_codes

    try:
        with exit_codes():
            step()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except typer.Exit as end:
        return end.exit_code
    return 0


def _tell(stopped: Stopped) -> None:
    if stopped.number != SIGPIPE:
        from newsnlp.viewing.console import say

        say(f"stopped by {signal.Signals(stopped.number).name}")


def _die(number: int) -> NoReturn:
    if os.name != "nt":
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)
    sys.exit(_SIGNAL_CODES + number)  # the first process of a container does not die of its own signals


@contextmanager
def _signals_stop() -> Iterator[None]:
    """Make signals that end a process raise `Stopped`, so that unfinished files are removed; those ignored stay so."""
    before = {number: signal.getsignal(number) for number in _STOPPING}
    heeded = [number for number in _STOPPING if before[number] in (signal.SIG_DFL, signal.default_int_handler)]
    for number in heeded:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in heeded:
            if signal.getsignal(number) is _stop:
                signal.signal(number, before[number])


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    """Raise `Stopped` now, and again until it arrives: extensions in C let no exception out of some of their code."""

    def stop_again(*_: object) -> NoReturn:
        raise Stopped(number)

    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, stop_again)
        signal.setitimer(signal.ITIMER_REAL, AGAIN_S, AGAIN_S)
    raise Stopped(number)


def _heed_no_more() -> None:
    """Let nothing disturb the tidying up, as a second Ctrl-C would."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)
    for number in _STOPPING:
        signal.signal(number, signal.SIG_IGN)


def _open_standard_descriptors() -> None:
    """Fill the places of standard streams that are closed, or the next file that is opened would take one.

    What is then read from or written to them fails, as with a closed one.
    """
    for place, flags in enumerate((os.O_WRONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(place)
        except OSError:
            os.open(os.devnull, flags)  # takes the lowest place that is free


@contextmanager
def _guarded_streams() -> Iterator[None]:
    """Put streams that tell of their faults as newsnlp does in the place of those of Python."""
    before = sys.stdout, sys.stderr
    output = _guarded(sys.stdout, _StandardOutput(1, "standard output", closefd=False))
    errors = _guarded(sys.stderr, _StandardError(2, "standard error", closefd=False))
    sys.stdout, sys.stderr = output, errors
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def _guarded(stream: TextIO | None, raw: OutputStream) -> TextIO:
    """Return a stream that writes as another does, through `raw`."""
    if stream is None:
        return io.TextIOWrapper(io.BufferedWriter(raw), encoding="utf8", errors="backslashreplace")
    buffer = getattr(stream, "buffer", None)
    unbuffered = isinstance(buffer, io.FileIO)  # python -u
    if not (unbuffered or isinstance(getattr(buffer, "raw", None), io.FileIO)):
        return stream  # a console of Windows, which has a way of its own to write letters
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=unbuffered or bool(getattr(stream, "line_buffering", False)),
    )
