"""Bytes -> text: UTF-8, else Windows-1252 with a warning, else refused."""

from __future__ import annotations

import pytest

from newsnlp.errors import FormatError
from newsnlp.reading.encoding import CP1252_WARNING, decode

TEXT = "Perché il ministro è a Città del Vaticano: «lì»"


@pytest.mark.parametrize(
    ("data", "warnings"),
    [
        (TEXT.encode("utf8"), ()),
        (b"\xef\xbb\xbf" + TEXT.encode("utf8"), ()),
        (TEXT.encode("cp1252"), (CP1252_WARNING,)),
    ],
)
def test_encodings(data, warnings):
    assert decode(data) == (TEXT, warnings)


def test_no_bytes_are_an_empty_text():
    assert decode(b"") == ("", ())


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x00\x00\x00Roma", "binary data"),
        (b"Roma e Milano" * 20 + b"\x00" * 20, "binary data"),
        (TEXT.encode("utf-16-le"), "looks like UTF-16 text: save it as UTF-8"),
        (bytes(range(256)) * 4, "binary data"),
        (b"\x01\x02\x03abc", "control characters"),
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"PK\x03\x04 ...", r"a ZIP file \(perhaps \.docx or \.odt\)"),
        (b"\x1f\x8b\x08 ...", "a gzip file"),
        (TEXT.encode("utf-16"), "UTF-16 text: save it as UTF-8"),
        # 0x81 is no character of Windows-1252.
        (b"citt\xe0 \x81", "neither UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(data, told):
    with pytest.raises(FormatError, match=told):
        decode(data)


@pytest.mark.parametrize(
    "data", [b"Roma\x00Milano", b"\x01Roma", b"Il ministro\x1b[0m \x07", b"Roma e Milano" * 90 + b"\x00" * 20]
)
def test_a_few_control_characters_are_text(data):
    assert decode(data) == (data.decode("ascii"), ())
