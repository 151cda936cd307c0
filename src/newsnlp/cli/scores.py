"""``newsnlp evaluate``: records, or a trained pipeline, against gold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsnlp.cli.options import Model
from newsnlp.cli.output import Exit, exit_codes, report, with_progress, write_json
from newsnlp.cli.results import refuse_overwriting
from newsnlp.errors import FormatError, InputError
from newsnlp.viewing.console import make_console

if TYPE_CHECKING:
    from newsnlp.schema import Failure

ENTITY_GOLD = ".tsv"
PIPELINE_GOLD = frozenset({".conllu", ENTITY_GOLD})
RECORD_GOLD = frozenset({".jsonl", ".json", ""})


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD.jsonl|FILE.conllu|FILE.tsv",
            help="Gold records; or a treebank (CoNLL-U) or named entities (IOB2) to score the trained pipeline itself.",
        ),
    ],
    predicted: Annotated[
        Path | None,
        typer.Argument(metavar="[PRED.jsonl]", help="Records to score; without them the gold texts are annotated."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    together: Annotated[
        int | None,
        typer.Option(
            help="Sentences of FILE.tsv read as one document, 20 by default; 1 where they do not belong together."
        ),
    ] = None,
    model: Model = None,
) -> None:
    """Score records against gold: names, chains, roles, events, meetings, network, quotes.

    With FILE.conllu or FILE.tsv, score a spaCy pipeline: UAS, LAS, UPOS, morphology, lemmas, sentences, or
    named entities by entity and by token.
    """
    failures: list[Failure] = []
    with exit_codes():
        refuse_overwriting([str(path) for path in (gold, predicted) if path is not None])
        suffix = gold.suffix.lower()
        if together is not None and suffix != ENTITY_GOLD:
            raise InputError(f"--together is for {ENTITY_GOLD} files alone: {gold} has its own documents")
        if suffix in PIPELINE_GOLD:
            _score_pipeline(gold, predicted, as_json=as_json, model=model, together=together)
        elif suffix in RECORD_GOLD:
            failures = _score_records(gold, predicted, as_json=as_json, model=model)
        else:
            raise FormatError(f"{gold}: unknown format; use .jsonl (records), .conllu (treebank) or .tsv (IOB2)")
    raise typer.Exit(Exit.SOME_FAILED if failures else Exit.OK)


def _score_pipeline(
    gold: Path, predicted: Path | None, *, as_json: bool, model: str | None, together: int | None
) -> None:
    """Print the figures of a trained pipeline."""
    from newsnlp import workflow
    from newsnlp.viewing.figures import pipeline_table

    if predicted is not None:
        raise InputError(f"{predicted}: with {gold.suffix} a pipeline is scored (--model), not records")
    figures = workflow.score_pipeline(gold, model=model, together=together)
    if as_json:
        write_json(figures)
    else:
        make_console().print(pipeline_table(figures))


def _score_records(gold: Path, predicted: Path | None, *, as_json: bool, model: str | None) -> list[Failure]:
    """Print the figures of records against gold; return the articles that could not be annotated."""
    from newsnlp import workflow
    from newsnlp.evaluation import evaluate as score
    from newsnlp.schema import Failure
    from newsnlp.viewing.figures import score_table

    golds = list(workflow.read_gold(gold))
    if predicted is None:
        results = list(with_progress(workflow.annotate_again(golds, nlp=workflow.load(model))))
    else:
        results = list(workflow.read_gold(predicted))
    failures = [result for result in results if isinstance(result, Failure)]
    scores = score(golds, (result for result in results if not isinstance(result, Failure)))
    if as_json:
        write_json(scores.figures())
    else:
        console = make_console()
        console.print(f"{scores.articles} gold articles, {scores.annotated} of them annotated")
        console.print(score_table(scores.figures()))
    report(failures)
    return failures
