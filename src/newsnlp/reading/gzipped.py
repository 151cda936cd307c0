"""Files that are packed with gzip, read as what they hold."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Any, BinaryIO, cast

# No text is packed to a two-hundredth; what is, beyond so many bytes, was made to fill a memory.
MOST_TIMES, FREE_BYTES = 200, 64 * 2**20


SIGNATURE = b"\x1f\x8b"


class _Counted:
    """A stream of packed bytes that counts them; of a pipe it cannot be asked where it stands."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data


class Gunzipped(io.RawIOBase):
    """What a gzip stream holds; a damaged or malicious one raises OSError once all before it has been read."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = _Counted(packed)
        self._unpacked = gzip.GzipFile(fileobj=cast(BinaryIO, self._packed), mode="rb")
        self._count = 0

    def readable(self) -> bool:
        """Return True: it is a stream to read from."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill `buffer` and return the number of bytes.

        Raises:
            OSError: the stream breaks off, is no gzip, or unpacks to more than any text.
        """
        try:
            data = self._unpacked.read1(len(buffer))
        except EOFError as error:
            raise OSError("the gzip data breaks off") from error
        except (zlib.error, gzip.BadGzipFile) as error:
            raise OSError(f"damaged gzip data: {error}") from error
        self._count += len(data)
        if self._count > max(FREE_BYTES, MOST_TIMES * self._packed.count):
            raise OSError(f"{self._count:,} bytes out of {self._packed.count:,} of gzip: no text is packed so small")
        buffer[: len(data)] = data
        return len(data)


def gunzipped(packed: BinaryIO) -> BinaryIO:
    """Return a stream of what a gzip stream holds."""
    return io.BufferedReader(Gunzipped(packed))
