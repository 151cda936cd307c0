"""Gold articles as the network for events and the decision learn from them: what the pipeline sees, and what is right.

usage: python event_data.py GOLD_FILE... [--own GOLD_FILE...] [--parted GOLD_FILE...] --output DATA.pkl [--model MODEL]

Everything before the events is the pipeline's own work, with its errors: what is learned has to live with them.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

import newsnlp
from gold_examples import Example, GoldEvent
from newsnlp import Document
from newsnlp.annotation import keys, layers
from newsnlp.annotation.base import DEFAULT_MODEL, folder_of, saved_components
from newsnlp.annotation.decision.component import open_article
from newsnlp.annotation.decision.ways import open_sight, with_arguments
from newsnlp.annotation.layers import ROLES
from newsnlp.annotation.pipeline import COMPONENTS
from newsnlp.cleaning import clean
from newsnlp.lang.it.event_words import word_class
from newsnlp.neural.event_heads import inputs
from newsnlp.neural.event_heads.labels import Known
from newsnlp.records import build_document
from newsnlp.schema import RawArticle
from newsnlp.store import read_gold

sys.path.append(str(Path(__file__).parents[3] / "tools" / "measure"))
from unread import drawn

# What is seen less often counts as unknown.
LEAST = {"pos": 1, "deps": 5, "lemmas": 6, "paths": 8}
# The network, which need not be there yet, and components that read what it and the decision write.
LATER = ("newsnlp_event_heads", "newsnlp_decision", "newsnlp_attribution", "newsnlp_relations")


Settings = dict[str, list[str]]


def pipeline(model: str | None) -> Language:
    """Return the pipeline up to the events, which leaves its vectors on the Doc."""
    saved = saved_components(folder_of(DEFAULT_MODEL if model is None else model))
    nlp = newsnlp.load(model, exclude=[name for name in LATER if name in saved or name in COMPONENTS])
    nlp.get_pipe("ner").settings["keep_vectors"] = True
    return nlp


def annotated(
    golds: Iterable[Document], nlp: Language
) -> Iterator[tuple[Document, Doc, list[tuple[int, int]], Document]]:
    """Yield each article with its Doc, the characters of the article that each token stands for, and its record."""
    for gold in golds:
        cleaned = clean(gold.text)
        doc = nlp.make_doc(cleaned.text)
        doc._.set(keys.PUBLISHED, gold.published)
        doc = nlp(doc)
        article = RawArticle(id=gold.id, text=gold.text, published=gold.published)
        spans = [cleaned.offsets.to_raw(t.idx, t.idx + len(t)) for t in doc]
        yield gold, doc, spans, build_document(doc, article, offsets=cleaned.offsets)


def known_of(docs: Iterable[Doc]) -> Settings:
    """Return the settings of what the network knows: all that is seen often enough in some Docs."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in LEAST}
    bare = Known({}, {}, {}, {}, frozenset())
    for doc in docs:
        counts["pos"].update(token.pos_ for token in doc)
        counts["deps"].update(token.dep_ for token in doc)
        counts["lemmas"].update(token.lemma_ for token in doc if token.pos_ not in ("PROPN", "NUM", "PUNCT", "SPACE"))
        text = inputs.open_text(doc, bare)
        triggers = {
            token for event in layers.events(doc) for start, end in event["triggers"] for token in range(start, end)
        }
        for token in triggers:
            counts["paths"].update(
                inputs.link(text, token, first, last)
                for _, first, last, _, _ in text.mentions.tolist()
                if text.sentences[first] == text.sentences[token]
            )
    kept = {name: sorted(w for w, n in found.items() if n >= LEAST[name] and w) for name, found in counts.items()}
    return {**kept, "negations": sorted(word_class("denying"))}


def aligned(gold: Document, doc: Doc, spans: list[tuple[int, int]]) -> dict[str, list[int]]:
    """Return for each gold entity the pipeline's entities that are it: those that share most mentions with it."""
    found: dict[str, list[int]] = {}
    for index, entity in enumerate(layers.entities(doc)):
        places = [(spans[m["start"]][0], spans[m["end"] - 1][1]) for m in entity["mentions"]]
        best, most = None, 0
        for other in gold.entities:
            shared = sum(any(a < m.end and m.start < b for m in other.mentions) for a, b in places)
            score = 2 * shared + (entity["type"] == other.type) if shared else 0
            if score > most:
                best, most = other.id, score
        if best is not None:
            found.setdefault(best, []).append(index)
    return found


def gold_events(gold: Document, doc: Doc, spans: list[tuple[int, int]]) -> list[GoldEvent]:
    """Return the events of the gold in tokens and entities of the Doc."""
    token_at = {c: i for i, (a, b) in enumerate(spans) for c in range(a, b)}
    entities = aligned(gold, doc, spans)
    return [
        GoldEvent(
            type=event.type,
            status=event.status,
            triggers=sorted({token_at[m.start] for m in event.mentions if m.start in token_at}),
            roles={
                role: {index for key in getattr(event, role) for index in entities.get(key, ())} for role in ROLES[:-1]
            },
            time=None if event.time is None else event.time.value,
        )
        for event in gold.events
    ]


def examples(
    columns: dict[str, list[Document]], nlp: Language, settings: Settings | None
) -> tuple[Settings, list[Example]]:
    """Return what the network knows, and all articles.

    Args:
        columns: to which part of the gold each article belongs.
        nlp: the pipeline.
        settings: what a network that is trained already knows.
    """
    done = [(name, *item) for name, golds in columns.items() for item in annotated(golds, nlp)]
    settings = settings or known_of(doc for name, _, doc, *_ in done if name != "unread")
    known = Known.of(settings)
    return settings, [
        Example(
            id=gold.id,
            column=name,
            text=inputs.open_text(doc, known),
            vectors=np.asarray(doc.tensor, dtype=np.float16),
            events=with_arguments(open_sight(doc)),
            gold=gold_events(gold, doc, spans),
            article=open_article(doc, range(len(doc))),
            spans=spans,
            document=gold,
            predicted=record,
        )
        for name, gold, doc, spans, record in done
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("known", type=Path, nargs="+", help="gold files of which all may be read")
    parser.add_argument("--parted", type=Path, nargs="*", default=[], help="gold files of which a third stays unread")
    parser.add_argument("--own", type=Path, nargs="*", default=[], help="gold files that were written to learn from")
    parser.add_argument("--checked", type=Path, nargs="*", default=[], help="what checked_sentences.py has made")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--settings", type=Path, help="what a network that is trained already knows")
    parser.add_argument("--model")
    args = parser.parse_args()
    columns: dict[str, list[Document]] = {"known": [], "own": [], "checked": [], "read": [], "unread": []}
    columns["known"] = [gold for path in args.known for gold in read_gold(path)]
    columns["own"] = [gold for path in args.own for gold in read_gold(path)]
    columns["checked"] = [gold for path in args.checked for gold in read_gold(path)]
    for path in args.parted:
        golds = list(read_gold(path))
        unread = drawn(gold.id for gold in golds)
        for gold in golds:
            columns["unread" if gold.id in unread else "read"].append(gold)
    settings = json.loads(args.settings.read_text(encoding="utf8")) if args.settings else None
    found = examples(columns, pipeline(args.model), settings)
    args.output.parent.mkdir(parents=True, exist_ok=True)
    args.output.write_bytes(pickle.dumps(found))
    settings, kept = found
    args.output.with_suffix(".json").write_text(json.dumps(settings, ensure_ascii=False), encoding="utf8")
    print({name: len(golds) for name, golds in columns.items()}, {name: len(words) for name, words in settings.items()})
    print(f"vectors of {kept[0].vectors.shape[1]}, {sum(len(e.spans) for e in kept)} tokens")


if __name__ == "__main__":
    main()
