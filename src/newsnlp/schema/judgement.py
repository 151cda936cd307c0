"""What users say of two names: the same, different, or not to be told."""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, Field, model_validator

from newsnlp.schema.fields import Confidence, Record, Text

Verdict = Literal["same", "different", "unsure"]


def _in_utc(moment: datetime.datetime) -> datetime.datetime:
    return moment.astimezone(datetime.UTC)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _without_nul(words: str) -> str:
    """Return words as the tables of a store have them, which hold no NUL."""
    return words.replace("\0", "\N{REPLACEMENT CHARACTER}")


Words = Annotated[Text, Field(min_length=1), AfterValidator(_without_nul)]
Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]


class Named(Record):
    """Whom a judgement is about: by the name that an article gives, or by the Wikidata id.

    Ids of entities count within one annotation of an article, so that none would survive the next one.

    Attributes:
        doc_id: id of the article.
        name: the name of the entity there.
        kb_id: Wikidata id; with it, article and name may be left out.
    """

    doc_id: Words | None = None
    name: Words | None = None
    kb_id: Words | None = None

    @model_validator(mode="after")
    def _check(self) -> Named:
        if self.kb_id is None and (self.doc_id is None or self.name is None):
            raise ValueError("a name needs the article that it stands in (doc_id and name), or a kb_id")
        return self

    @property
    def order(self) -> tuple[str, str, str]:
        """What the two sides of a judgement are sorted by."""
        return self.doc_id or "", self.name or "", self.kb_id or ""


class Judgement(Record):
    """What a user says of two names.

    Attributes:
        left: one of the two; which of them is first means nothing.
        right: the other.
        verdict: whether they are one.
        judged_at: when; of several judgements on one pair the last holds.
        judge: who says so.
        score: how alike the two were found before anybody was asked, 0 to 1.
        note: why, in words.
        withdrawn_at: since when it holds no more: it was taken back, or there is a later one on the pair.
    """

    left: Named
    right: Named
    verdict: Verdict
    judged_at: Moment = Field(default_factory=_now)
    judge: Words | None = None
    score: Confidence | None = None
    note: Words | None = None
    withdrawn_at: Moment | None = None

    @model_validator(mode="after")
    def _check(self) -> Judgement:
        if self.left == self.right:
            raise ValueError("a judgement is about two names, these are one")
        return self

    @property
    def pair(self) -> tuple[Named, Named]:
        """The two names, in an order that does not hang on which was given first."""
        first, second = sorted((self.left, self.right), key=lambda side: side.order)
        return first, second

    @property
    def pair_id(self) -> str:
        """Derived from the two names."""
        return _digest([side.order for side in self.pair])

    @property
    def id(self) -> str:
        """Derived from pair, verdict, judge and time: the same judgement read twice is one."""
        return _digest([self.pair_id, self.verdict, self.judge, self.judged_at.isoformat()])


def _digest(told: object) -> str:
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode("utf8")).hexdigest()[:32]
