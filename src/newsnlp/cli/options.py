"""The options that several commands take."""

from __future__ import annotations

import sys
from math import isnan
from typing import Annotated

import typer

Model = Annotated[
    str | None, typer.Option(help="An installed spaCy pipeline or the path of one; by default newsnlp's own.")
]
Published = Annotated[
    str | None, typer.Option(help="Day of publication, YYYY-MM-DD, of articles that do not state theirs.")
]
Limit = Annotated[int | None, typer.Option(min=1, max=sys.maxsize, metavar="N", help="Stop after N articles.")]
Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Articles (.txt, one each; .jsonl, an object a line; .json; .gz of them), folders or patterns of them, or "
        "records of annotate; - is stdin.",
        show_default=False,
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Tell nothing on stderr but errors and articles that failed.")
]


def _no_nan(value: float) -> float:
    """Return a number that is one: "nan" passes every comparison with bounds, and nothing would be as sure as that.

    Raises:
        BadParameter: it is none.
    """
    if isnan(value):
        raise typer.BadParameter("nan is no number from 0 to 1.")
    return value


MinConfidence = Annotated[
    float,
    typer.Option(
        min=0.0,
        max=1.0,
        metavar="C",
        callback=_no_nan,
        help="Leave out events, and who takes part in them, where and when, below this confidence, 0 to 1.",
    ),
]
TextField = Annotated[str | None, typer.Option(metavar="NAME", help="The field of JSON that holds the text.")]
TitleField = Annotated[str | None, typer.Option(metavar="NAME", help="The field that holds the headline.")]
DateField = Annotated[str | None, typer.Option(metavar="NAME", help="The field that holds the day of publication.")]
IdField = Annotated[str | None, typer.Option(metavar="NAME", help="The field that holds the id.")]


def field_names(text: str | None, title: str | None, date: str | None, identity: str | None) -> dict[str, str]:
    """Return the names of fields that were given, as `newsnlp.reading.read` takes them."""
    given = {"text": text, "title": title, "published": date, "id": identity}
    return {field: name for field, name in given.items() if name is not None}
