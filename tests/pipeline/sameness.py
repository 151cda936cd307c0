"""Articles and what is compared of them: the same bytes however, wherever and beside whatever they are annotated."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

import newsnlp
from newsnlp.annotation import keys

ROOT = Path(__file__).parents[2]
FILES = (ROOT / "examples" / "articles.jsonl", ROOT / "tests" / "gate" / "dev_written.jsonl")


def read_articles(count: int) -> list[dict[str, Any]]:
    """Return the first articles of the repository, with ids of their own."""
    lines = [line for path in FILES for line in path.read_text(encoding="utf8").splitlines()]
    given = [json.loads(line) for line in lines[:count]]
    return [{"id": str(n), "text": a["text"], "published": a.get("published")} for n, a in enumerate(given)]


def one_by_one(nlp: Language, articles: Iterable[dict[str, Any]]) -> list[str]:
    return [newsnlp.annotate(nlp=nlp, **article).model_dump_json() for article in articles]


def together(nlp: Language, articles: Iterable[dict[str, Any]], batch_size: int = 32) -> list[str]:
    return [item.model_dump_json() for item in newsnlp.annotate_many(articles, nlp=nlp, batch_size=batch_size)]


def told_by(doc: Doc) -> str:
    """Return everything that the pipeline writes on a Doc."""
    words = [(t.text, t.tag_, t.lemma_, str(t.morph), t.dep_, t.head.i, t.is_sent_start, t.ent_type_) for t in doc]
    spans = {
        name: [(s.start, s.end, s.label_, s.kb_id_, s.id_) for s in doc.spans[name]]
        for name in (keys.MENTIONS, keys.EVENTS, keys.TIMES, keys.QUOTES)
    }
    return json.dumps([words, spans, [doc._.get(name) for name in keys.LAYERS]])
