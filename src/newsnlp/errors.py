"""The exceptions of newsnlp.

NewsnlpError
├── InputError            an article or a file that cannot be read as asked
│   ├── ArticleError      one article: empty text, wrong type, bad date, too long
│   └── FormatError       a file: unknown format, broken line, wrong encoding
├── OutputError           a file that cannot be written as asked
├── ModelError            a spaCy pipeline that newsnlp cannot work on
│   ├── ModelNotFound     not installed, no such path
│   └── ModelMismatch     lacks a parser, or has other labels
├── LanguageDataError     a data file of a language that breaks its contract
├── GraphError            a network file that cannot be read back
└── StoreError            a store of articles that cannot be opened, read or written
    ├── StoreLockedError  somebody else writes into it
    └── StoreVersionError a newer newsnlp has made it
"""

from __future__ import annotations


class NewsnlpError(Exception):
    """Base of all errors that newsnlp raises on purpose; its text says what was found, accepted and to be done."""


class InputError(NewsnlpError):
    """An article or a file cannot be read as asked."""


class ArticleError(InputError):
    """One article cannot be annotated: its text, id or date is unusable."""


class FormatError(InputError):
    """A file, or a line of it, is not in the format it should be in."""


class OutputError(NewsnlpError):
    """A file cannot be written as asked, or would be written over what is read."""


class ModelError(NewsnlpError):
    """A spaCy pipeline cannot be used."""


class ModelNotFound(ModelError):  # noqa: N818 - reads better at the call, as ModuleNotFound does
    """The pipeline is not installed, or the path does not exist."""


class ModelMismatch(ModelError):  # noqa: N818 - see ModelNotFound
    """The pipeline lacks a component or uses labels other than UD dependencies and PER, LOC, ORG."""


class LanguageDataError(NewsnlpError):
    """Data files of a language break their contract; the text lists every fault with file and line."""


class GraphError(NewsnlpError):
    """A network file cannot be read back as a network of newsnlp."""


class StoreError(NewsnlpError):
    """A store of articles cannot be opened, read or written as asked; what was in it is still there."""


class StoreLockedError(StoreError):
    """Somebody else has been writing into the store for longer than was to be waited."""


class StoreVersionError(StoreError):
    """The store was made by a newer newsnlp, which this one must not touch."""
