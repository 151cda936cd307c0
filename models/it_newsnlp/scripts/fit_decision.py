"""Learn the weights of the decision from articles that the network behind them has not seen, and measure it.

usage: python fit_decision.py DATA.pkl [--scores scores-*.pkl] --output weights.tsv [--records FOLDER]

Without --scores the weights are those for the rules alone. Figures for articles that may be read are made by
cross-validation (each is decided by weights that were learned without it); those for unread ones by all weights.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import numpy as np
import torch

from gold_examples import Example, GoldEvent
from newsnlp import Document, evaluate
from newsnlp.annotation.decision.candidates import Candidate, candidates_of
from newsnlp.annotation.decision.decide import Decided, decide, question
from newsnlp.annotation.decision.facts import (
    TIME,
    Facts,
    argument_facts,
    event_facts,
    fillers,
    open_arguments,
    status_facts,
)  # fmt: skip
from newsnlp.annotation.decision.weights import ANSWER, THRESHOLD, Row, weights_of, write_rows
from newsnlp.annotation.layers import ROLES, STATUSES, EventScores
from newsnlp.schema import Event, Span, TimeExpression, granularity

FOLDS = 5
# A fact that is seen less often has no weight.
LEAST_SEEN = 6
STRENGTH = 1.0  # of the prior that holds weights near nought
# From which probability on the answer is yes: chosen by the figures on articles that may be read, for precision first.
# "held" is that of being shown as held: below it a meeting is shown as possible. "overruled" is that of being shown as
# held although a word says otherwise to the rules. "short" is for what no rule says in a text of a sentence or two.
THRESHOLDS = {
    "event.MEETING": 0.5, "participants.MEETING": 0.43, "held.MEETING": 0.65, "agent.MEETING": 0.43,
    "overruled.MEETING": 0.9, "short.event.MEETING": 0.7, "short.participants.MEETING": 0.8,
    "place.MEETING": 0.4, "time.MEETING": 0.4,
    "event.other": 0.4, "held.other": 0.4, "overruled.other": 0.9, "participants.other": 0.4, "agent.other": 0.4,
    "target.other": 0.4, "place.other": 0.4, "time.other": 0.4,
}  # fmt: skip
# How much an article counts whose rules were written on it: they look better there than they are.
TUNED = 0.25


class Cases:
    """What a question was asked about, with the right answers."""

    def __init__(self) -> None:
        self.facts: list[Facts] = []
        self.right: list[int] = []
        self.weight: list[float] = []

    def add(self, facts: Facts, right: int, weight: float) -> None:
        self.facts.append(facts)
        self.right.append(right)
        self.weight.append(weight)


def matched(example: Example, candidate: Candidate) -> list[GoldEvent]:
    """Return the gold events of the candidate's type that share a trigger with it.

    Of several that one word tells ("ha visto separatamente A e B") those whose parties are most like the candidate's.
    """
    tokens = set(candidate.tokens())
    found = [g for g in example.gold if g.type == candidate.type and not tokens.isdisjoint(g.triggers)]
    if len(found) < 2 or candidate.rule is None:
        return found
    parties = set(candidate.rule["participants"])
    alike = [len(parties & g.roles["participants"]) / max(len(parties | g.roles["participants"]), 1) for g in found]
    return [gold for gold, share in zip(found, alike, strict=True) if share == max(alike)]


def is_right(example: Example, golds: list[GoldEvent], role: str, owner: int) -> bool:
    if role != TIME:
        return any(owner in gold.roles[role] for gold in golds)
    value = example.article.times[owner - len(example.article.entities)]
    return bool(value) and any(gold.time and gold.time.split("T")[0] == value.split("T")[0] for gold in golds)


def collect(example: Example, candidates: list[Candidate], cases: dict[str, Cases]) -> None:
    """Add what is to be learned from an article."""
    weight = TUNED if example.column == "known" else 1.0
    article = example.article
    for candidate in candidates:
        golds = matched(example, candidate)
        cases[question("event", candidate)].add(event_facts(article, candidate), int(bool(golds)), weight)
        if not golds:
            continue
        cases[question("status", candidate)].add(
            status_facts(article, candidate), STATUSES.index(golds[0].status), weight
        )
        common = open_arguments(article, candidate)
        for role in ROLES:
            for owner in fillers(article, candidate, role):
                facts = argument_facts(article, candidate, common, role, owner)
                cases[question(role, candidate)].add(facts, int(is_right(example, golds, role, owner)), weight)


def fitted(name: str, cases: Cases) -> list[Row]:
    """Return the weights of a question: penalised logistic regression, by L-BFGS."""
    seen = Counter(fact for facts in cases.facts for fact in facts)
    names = sorted(fact for fact, count in seen.items() if count >= LEAST_SEEN)
    if not names:
        return []
    column = {fact: number for number, fact in enumerate(names)}
    table = torch.zeros(len(cases.facts), len(names), dtype=torch.float64)
    for row, facts in enumerate(cases.facts):
        for fact, value in facts.items():
            if fact in column:
                table[row, column[fact]] = value
    right, weight = torch.tensor(cases.right), torch.tensor(cases.weight, dtype=torch.float64)
    answers = len(STATUSES) if name.startswith("status") else 1
    learned = torch.zeros(len(names), answers, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([learned], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = table @ learned
        if answers == 1:
            wrong = torch.nn.functional.binary_cross_entropy_with_logits(
                scores[:, 0], right.double(), weight=weight, reduction="sum"
            )
        else:
            wrong = (torch.nn.functional.cross_entropy(scores, right, reduction="none") * weight).sum()
        total = wrong + STRENGTH * (learned**2).sum() / 2
        total.backward()
        return total

    optimizer.step(loss)
    rows: list[Row] = []
    for answer in range(answers):
        asked = name if answers == 1 else f"{name}{ANSWER}{STATUSES[answer]}"
        yes = np.array(cases.right) == (1 if answers == 1 else answer)
        for fact, number in column.items():
            has = np.array([fact in facts for facts in cases.facts])
            rows.append((asked, fact, float(learned[number, answer].detach()), int(has.sum()), float(yes[has].mean())))
    return rows


def learned(examples: Iterable[Example], candidates: Mapping[str, list[Candidate]]) -> list[Row]:
    cases: dict[str, Cases] = defaultdict(Cases)
    for example in examples:
        collect(example, candidates[example.id], cases)
    return [row for name in sorted(cases) for row in fitted(name, cases[name])]


def fold_of(name: str) -> int:
    return int(hashlib.sha256(f"decision {name}".encode()).hexdigest(), 16) % FOLDS


def record(example: Example, events: list[Decided]) -> Document:
    """Return the record of an article with these events."""
    return example.predicted.model_copy(
        update={"events": tuple(_event(example, number, event) for number, event in enumerate(events, 1))}
    )


def _event(example: Example, number: int, event: Decided) -> Event:
    times = (example.article.times[owner - len(example.article.entities)] for owner in event.fillers[TIME])
    places = ((example.spans[start][0], example.spans[end - 1][1]) for start, end in sorted(event.candidate.triggers))
    spans = [Span(start=start, end=end, text=example.document.text[start:end]) for start, end in places]
    return Event(
        id=f"V{number}",
        type=event.candidate.type,
        status=event.status,
        mentions=tuple(spans),
        time=next((_time(value, spans[0]) for value in times if value), None),
        rule="decision",
        confidence=event.confidence,
        **{role: tuple(f"E{owner + 1}" for owner in event.fillers[role]) for role in ROLES[:-1]},
    )


def _time(value: str, span: Span) -> TimeExpression:
    """Return a time with this value; scores do not look at its words."""
    return TimeExpression(start=span.start, end=span.end, text=span.text, value=value, granularity=granularity(value))


SHOWN = (
    "events.MEETING", "meeting.participants", "network", "meeting.false_happened", "meeting.status", "meeting.place",
    "meeting.time", "events", "args", "status",
)  # fmt: skip


def show(title: str, examples: list[Example], decided: Callable[[Example], list[Decided]]) -> None:
    found = evaluate([e.document for e in examples], [record(e, decided(e)) for e in examples]).figures()
    cells = []
    for name in SHOWN:
        row = found[name]
        numbers = [row[key] for key in ("p", "r", "f", "accuracy", "share") if key in row]
        cells.append(f"{name} " + " ".join(f"{number or 0:.3f}" for number in numbers))
    print(f"{title} ({len(examples)}): " + " | ".join(cells), flush=True)


def expected_error(pairs: list[tuple[float, bool]], bins: int = 10) -> float:
    """Return the expected calibration error of probabilities: the mean gap in bins of equal width."""
    total = 0.0
    for number in range(bins):
        inside = [(p, right) for p, right in pairs if number / bins <= p < (number + 1) / bins or (p == number == 1)]
        if inside:
            mean = sum(p for p, _ in inside) / len(inside)
            total += abs(mean - sum(right for _, right in inside) / len(inside)) * len(inside)
    return total / max(len(pairs), 1)


def calibration(examples: list[Example], decided: Callable[[Example], list[Decided]]) -> dict[str, float]:
    """Return the expected calibration error of events (type and status) and of arguments."""
    events: list[tuple[float, bool]] = []
    arguments: list[tuple[float, bool]] = []
    for example in examples:
        for event in decided(example):
            golds = matched(example, event.candidate)
            # what is too unsure to be shown as held has the probability that it was
            status = STATUSES[0] if event.unsure else event.status
            events.append((event.confidence, bool(golds) and golds[0].status == status))
            for role, likely in event.fillers.items():
                arguments += [(p, is_right(example, golds, role, owner)) for owner, p in likely.items() if golds]
    return {"events": expected_error(events), "arguments": expected_error(arguments)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--scores", type=Path, nargs="*", default=[])
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--threshold", nargs="*", default=[], help="question=probability, for others than usual")
    args = parser.parse_args()
    torch.set_num_threads(1)
    _, examples = pickle.loads(args.data.read_bytes())
    scores: dict[str, EventScores] = {}
    for path in args.scores:
        scores |= pickle.loads(path.read_bytes())
    if scores:
        examples = [example for example in examples if example.id in scores]
    candidates = {e.id: candidates_of(e.events, scores.get(e.id)) for e in examples}
    given = {name: float(value) for name, _, value in (text.rpartition("=") for text in args.threshold)}
    thresholds: list[Row] = [(name, THRESHOLD, value, 0, 0.0) for name, value in (THRESHOLDS | given).items()]
    seen = [e for e in examples if e.column != "unread"]
    unread = [e for e in examples if e.column == "unread"]
    rows = learned(seen, candidates)
    by_fold = {
        fold: weights_of([*learned([e for e in seen if fold_of(e.id) != fold], candidates), *thresholds])
        for fold in range(FOLDS)
    }
    all_weights = weights_of([*rows, *thresholds])

    def crossed(example: Example) -> list[Decided]:
        return decide(example.article, candidates[example.id], by_fold[fold_of(example.id)])

    def by_all(example: Example) -> list[Decided]:
        return decide(example.article, candidates[example.id], all_weights)

    for column in ("known", "own", "read"):
        chosen = [e for e in seen if e.column == column]
        if chosen:
            show(column, chosen, crossed)
            print("  calibration", calibration(chosen, crossed))
    if unread:
        show("unread", unread, by_all)
        print("  calibration", calibration(unread, by_all))
    write_rows(args.output, [*rows, *thresholds], "Weights of the decision; made by fit_decision.py")


if __name__ == "__main__":
    main()
