"""One function a command, of the name of the function of newsnlp that it calls."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from newsnlp.cli.output import (
    STDIO,
    Exit,
    binary_output,
    exit_codes,
    refuse_overwriting,
    report,
    stderr,
    with_progress,
    write,
)
from newsnlp.errors import FormatError, InputError

if TYPE_CHECKING:
    from newsnlp.schema import Document, Failure

# A message names so many articles at most.
LISTED = 20
ENTITY_GOLD = ".tsv"
PIPELINE_GOLD = frozenset({".conllu", ENTITY_GOLD})
RECORD_GOLD = frozenset({".jsonl", ".json", ""})


EPILOG = (
    "Exit codes: 0 all went well; 1 some articles could not be annotated (the others are written, the failures "
    "listed); 2 wrong usage, or a file that cannot be read or written; 3 the trained pipeline is missing or "
    "unfit, or newsnlp's own data files are broken."
)
app = typer.Typer(
    help="Who met whom, where and when in Italian news, with the sentence that says so.",
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
Model = Annotated[
    str | None, typer.Option(help="An installed spaCy pipeline or the path of one; by default newsnlp's own.")
]
Published = Annotated[
    str | None, typer.Option(help="Day of publication, YYYY-MM-DD, of articles that do not state theirs.")
]


def main() -> None:
    """Run the command line."""
    app()


@app.command(epilog=EPILOG)
def annotate(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help=".txt (one article) or .jsonl (an object a line: text and, if known, id title published url source); "
            "- is stdin.",
        ),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="OUT.jsonl", help="Where the records go; - is stdout.")
    ] = STDIO,
    model: Model = None,
    published: Published = None,
) -> None:
    """Annotate articles: one JSON record a line, in the order of the input.

    Articles that fail are listed on stderr and, if OUT.jsonl is a file, in OUT.failures.jsonl beside it.
    """
    from newsnlp import workflow

    with exit_codes():
        day = workflow.parse_date(published)
        articles = workflow.read_many(inputs, published=day)
        refuse_overwriting(inputs, output)
        with binary_output(output) as stream:
            results = workflow.annotate_many(articles, nlp=workflow.load(model))
            failures = list(write(with_progress(results), stream))
        report(failures, None if output == STDIO else Path(output))
    raise typer.Exit(Exit.SOME_FAILED if failures else Exit.OK)


@app.command(epilog=EPILOG)
def graph(
    documents: Annotated[str, typer.Argument(metavar="DOCS.jsonl", help="Records of `newsnlp annotate`; - is stdin.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="NETWORK.graphml|.json", help="The suffix names the format.")
    ],
) -> None:
    """Write the network of annotated articles: people, organisations, places, and who did what with whom."""
    from newsnlp import build_graph, workflow, write_graph

    with exit_codes():
        workflow.check_graph_path(output)
        with workflow.replacing(output) as unfinished:
            network = build_graph(with_progress(workflow.read_documents(documents)))
            write_graph(network, unfinished)
        stderr().print(f"{len(network)} nodes, {network.size()} edges: {escape(str(output))}", highlight=False)


@app.command(epilog=EPILOG)
def show(
    source: Annotated[str, typer.Argument(metavar="INPUT", help=".txt or .jsonl as for annotate; - is stdin.")],
    model: Model = None,
    published: Published = None,
) -> None:
    """Show articles in the terminal: the text with its entities marked, then a table of the meetings."""
    from newsnlp import workflow
    from newsnlp.schema import Failure
    from newsnlp.viewing.terminal import article_view

    console = Console(soft_wrap=False)
    failures: list[Failure] = []
    with exit_codes():
        articles = workflow.read_many([source], published=workflow.parse_date(published))
        for result in workflow.annotate_many(articles, nlp=workflow.load(model), batch_size=1):
            if isinstance(result, Failure):
                failures.append(result)
            else:
                console.print(article_view(result))
        report(failures, None)
    raise typer.Exit(Exit.SOME_FAILED if failures else Exit.OK)


@app.command(epilog=EPILOG)
def explain(
    source: Annotated[
        str,
        typer.Argument(metavar="ARTICLE", help=".txt or .jsonl as for annotate, or records of annotate; - is stdin."),
    ],
    event: Annotated[str | None, typer.Option("--event", "-e", help="Id of one event, as V3; by default all.")] = None,
    article: Annotated[str | None, typer.Option(help="Id of the article, where the input holds several.")] = None,
    model: Model = None,
    published: Published = None,
) -> None:
    """Tell why events are there: trigger, rule, status cues, how each participant was read, source, sentence."""
    from newsnlp import workflow
    from newsnlp.explanation import explain as explanations
    from newsnlp.schema import Failure

    with exit_codes():
        results = list(workflow.records_of(source, model=model, published=workflow.parse_date(published)))
        failures = [result for result in results if isinstance(result, Failure)]
        documents = _chosen([result for result in results if not isinstance(result, Failure)], article, event)
        width = Console().width
        for document in documents:
            told = [found.text(width=width) for found in explanations(document, event)] or ["no events"]
            heading = [document.id] if len(documents) > 1 else []
            typer.echo("\n\n".join([*heading, *told]) + "\n" * len(heading))
        report(failures, None)
    raise typer.Exit(Exit.SOME_FAILED if failures else Exit.OK)


def _chosen(documents: list[Document], article: str | None, event: str | None) -> list[Document]:
    """Return the articles to explain.

    Raises:
        InputError: there is no article of this id, or an event is asked for and which article it is of is open.
    """
    ids = ", ".join(document.id for document in documents[:LISTED]) or "none"
    ids += f" and {len(documents) - LISTED} more" if len(documents) > LISTED else ""
    if article is not None:
        documents = [document for document in documents if document.id == article]
        if not documents:
            raise InputError(f"there is no article {article!r}; there are: {ids}")
    if event is not None and len(documents) > 1:
        raise InputError(f"{event!r} may be of any of {len(documents)} articles; name one with --article: {ids}")
    return documents


@app.command(epilog=EPILOG)
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
        typer.echo(json.dumps(figures, ensure_ascii=False, indent=1))
    else:
        Console().print(pipeline_table(figures))


def _score_records(gold: Path, predicted: Path | None, *, as_json: bool, model: str | None) -> list[Failure]:
    """Print the figures of records against gold; return the articles that could not be annotated."""
    from newsnlp import workflow
    from newsnlp.evaluation import evaluate as score
    from newsnlp.schema import Failure
    from newsnlp.viewing.terminal import score_table

    golds = list(workflow.read_gold(gold))
    if predicted is None:
        results = list(with_progress(workflow.annotate_again(golds, nlp=workflow.load(model))))
    else:
        results = list(workflow.read_gold(predicted))
    failures = [result for result in results if isinstance(result, Failure)]
    scores = score(golds, (result for result in results if not isinstance(result, Failure)))
    if as_json:
        typer.echo(json.dumps(scores.figures(), ensure_ascii=False, indent=1))
    else:
        console = Console()
        console.print(f"{scores.articles} gold articles, {scores.annotated} of them annotated", highlight=False)
        console.print(score_table(scores.figures()))
    report(failures, None)
    return failures


@app.command(epilog=EPILOG)
def info(model: Model = None) -> None:
    """Tell versions, the trained pipeline and the licences of everything that takes part."""
    from newsnlp import workflow

    with exit_codes():
        for name, value in workflow.versions().items():
            typer.echo(f"{name}: {value}")
        for name, value in workflow.model_facts(workflow.load(model)).items():
            typer.echo(f"{name}: {value}")
