"""Bytes -> text: UTF-8, else Windows-1252 with a warning; what is no text is refused."""

from __future__ import annotations

import codecs

from newsnlp.errors import FormatError

CP1252_WARNING = "not UTF-8: read as Windows-1252, accents may be wrong"
# Texts have next to no control characters besides tabs and line breaks: one in fifty of many bytes means binary data,
# and one in four of few. Single ones are blanks to the annotation.
CONTROL_SHARE, FEW_CONTROLS, SHARE_OF_FEW = 0.02, 20, 0.25
# One or two are no binary data, however short the text.
LEAST_CONTROLS = 3
_CONTROLS = bytes((*range(9), *range(14, 27), *range(28, 32), 127))
_SIGNATURES = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP file (perhaps .docx or .odt)",
    b"\x1f\x8b": "a gzip file, whose name should end in .gz",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    codecs.BOM_UTF16_LE: "UTF-16 text: save it as UTF-8",
    codecs.BOM_UTF16_BE: "UTF-16 text: save it as UTF-8",
}


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of `data`, without byte order mark, and warnings.

    UTF-8 with single bytes that are none (a character cut in two) stays UTF-8: U+FFFD stands in their place.

    Raises:
        FormatError: the bytes are no text in UTF-8 or Windows-1252.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    _refuse_binary(data)
    try:
        return data.decode("utf8"), ()
    except UnicodeDecodeError as error:
        return _mended(data) or _windows(data, error.start)


def _mended(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Return damaged UTF-8 with U+FFFD for what is damaged; None where most of what is not ASCII is no UTF-8."""
    text = data.decode("utf8", errors="replace")
    damaged = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    whole = sum(not char.isascii() for char in text) - damaged
    return (text, (f"not quite UTF-8: {damaged} damaged characters stand as U+FFFD",)) if whole > damaged else None


def _windows(data: bytes, utf8_fault: int) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode("cp1252"), (CP1252_WARNING,)
    except UnicodeDecodeError as error:
        raise FormatError(
            f"neither UTF-8 (byte {utf8_fault}) nor Windows-1252 (byte {error.start}): save it as UTF-8"
        ) from error


def refuse_signatures(data: bytes) -> None:
    """Check that `data`, the start of a file, is of no format that is known to be no text.

    Raises:
        FormatError: it is; the text names the format.
    """
    for signature, name in _SIGNATURES.items():
        if data.startswith(signature):
            raise FormatError(f"binary data, not text: it looks like {name}")


def _refuse_binary(data: bytes) -> None:
    refuse_signatures(data)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    share = CONTROL_SHARE if controls >= FEW_CONTROLS else SHARE_OF_FEW
    if controls >= LEAST_CONTROLS and controls > share * len(data):
        # every other byte of Italian in UTF-16 is zero
        wide = max(data[::2].count(0), data[1::2].count(0)) > SHARE_OF_FEW * len(data)
        kind = "it looks like UTF-16 text: save it as UTF-8" if wide else "not text"
        raise FormatError(f"binary data, {kind} ({controls} control characters in {len(data)} bytes)")
