"""The options that several commands take."""

from __future__ import annotations

from typing import Annotated

import typer

Model = Annotated[
    str | None, typer.Option(help="An installed spaCy pipeline or the path of one; by default newsnlp's own.")
]
Published = Annotated[
    str | None, typer.Option(help="Day of publication, YYYY-MM-DD, of articles that do not state theirs.")
]
Limit = Annotated[int | None, typer.Option(min=1, metavar="N", help="Stop after N articles.")]
Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Articles (.txt, one each, or .jsonl, an object a line), or records of annotate; - is stdin.",
        show_default=False,
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Tell nothing on stderr but errors and articles that failed.")
]
