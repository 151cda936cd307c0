"""The component that writes the entity layer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from newsnlp import __version__
from newsnlp.annotation import keys
from newsnlp.annotation.batches import Component
from newsnlp.annotation.entities.gazetteer import load_gazetteer
from newsnlp.annotation.entities.repair import Span
from newsnlp.annotation.entities.rules import build_entities, find_names
from newsnlp.annotation.entities.words import Words, read_words
from newsnlp.annotation.labels import ENTITY_LABELS, OTHER_ENTITY_LABELS, entity_type
from newsnlp.annotation.layers import EntityItem, Making, published, warnings
from newsnlp.annotation.titles import OFFICE_KINDS, TitleWords, phrases_of
from newsnlp.lang.loader import fingerprint

LABELS = ENTITY_LABELS | OTHER_ENTITY_LABELS
LANGUAGE_DATA = "newsnlp.lang.it"


class Entities(Component):
    """Groups the names of an article into entities: those of ``doc.ents`` labelled PER, LOC, ORG, MISC, or alike.

    Others stay in ``doc.ents`` and have no part in it; a warning tells of them. A name with an id (`Span.ent_id_`)
    comes from a rule of the user, and is taken as it is.
    """

    def __init__(self, meta: Mapping[str, Any] | None = None) -> None:
        """Take the description of the pipeline, with which Docs are marked."""
        self.meta = meta

    def __call__(self, doc: Doc) -> Doc:
        """Write the entity layer and the span group of name mentions on `doc`."""
        self.annotate(doc, self.find(doc))
        return doc

    def find(self, doc: Doc) -> list[EntityItem]:
        """Return the entities of `doc`, in order of their first mention."""
        words = read_words(doc)
        phrases = phrases_of(_title_words(words))
        # "il Santo Padre", "il Primo Ministro" are no names, whatever the tagger says.
        described = {(p.title_start, p.title_end) for p in phrases if p.definite and p.kind in OFFICE_KINDS}
        tagged = [Span(ent.start, ent.end, kind) for ent in doc.ents if (kind := entity_type(ent.label_))]
        # The head is left out: "Papa" and "Premier" may be names, "Consiglio" of "presidente del Consiglio" is none.
        titles = [(p.head + 1, p.title_end) for p in phrases]
        # the tables are no part of a component: they are large, and each process has them once
        gazetteer = load_gazetteer()
        names = find_names(words, tagged, gazetteer, titles)
        names = [name for name in names if name.type != "PER" or (name.start, name.end) not in described]
        # asked of a token, since spaCy looks for the root of a span first, which an odd parse may lack
        names = with_given(names, [span for span in tagged if doc[span.start].ent_id_])
        items = build_entities(words, names, gazetteer)
        for item in items:
            item["name"] = _written_name(doc, words, item)
        return items

    def annotate(self, doc: Doc, found: list[EntityItem]) -> None:
        """Write `found` on `doc`; the only method that changes it."""
        doc._.set(keys.ENTITY_LAYER, found)
        if unread := sorted({e.label_ for e in doc.ents if entity_type(e.label_) is None}):
            told = f"entities labelled {', '.join(unread)} were left out: newsnlp reads {', '.join(sorted(LABELS))}"
            doc._.set(keys.WARNINGS, [*warnings(doc), told])
        write_mention_spans(doc, found)
        link_ents(doc, found)
        published(doc)  # the context that may hold it is gone after the last component
        if self.meta is not None:
            doc._.set(keys.MAKING, self._making(doc, self.meta))

    def _making(self, doc: Doc, meta: Mapping[str, Any]) -> Making:
        return Making(
            newsnlp=__version__,
            model=f"{meta['lang']}_{meta['name']} {meta['version']}",
            language_data=fingerprint(LANGUAGE_DATA),
            tokens=len(doc),
        )


def with_given(names: Sequence[Span], given: Sequence[Span]) -> list[Span]:
    """Return the names in order, those of a user's rules in the place of all that they overlap."""
    if not given:
        return list(names)
    taken = {token for span in given for token in range(span.start, span.end)}
    return sorted([*given, *(name for name in names if taken.isdisjoint(range(name.start, name.end)))])


def link_ents(doc: Doc, found: Iterable[EntityItem]) -> None:
    """Give each of ``doc.ents`` the Wikidata id of the entity that it names; those that have an id keep it.

    Its words may be more or fewer than those of the name ("Presidente Putin"), but it is of the same type.
    """
    linked: dict[tuple[str, int], str] = {}
    for item in found:
        names = [mention for mention in item["mentions"] if mention["kind"] == "name"] if item["kb_id"] else []
        for mention in names:
            linked |= {(item["type"], token): item["kb_id"] or "" for token in range(mention["start"], mention["end"])}
    if not linked:
        return
    for ent in doc.ents:
        kind = entity_type(ent.label_)
        ids = {linked[kind, token.i] for token in ent if kind and (kind, token.i) in linked}
        if len(ids) == 1 and not ent.kb_id_:
            for token in ent:
                token.ent_kb_id_ = next(iter(ids))


def write_mention_spans(doc: Doc, found: list[EntityItem]) -> None:
    """Write the span group of mentions: label = type, id = index of the entity, kb_id = Wikidata id."""
    doc.spans[keys.MENTIONS] = [
        DocSpan(doc, m["start"], m["end"], label=item["type"], kb_id=item["kb_id"] or "", span_id=str(index))
        for index, item in enumerate(found)
        for m in item["mentions"]
    ]


def _title_words(words: Words) -> TitleWords:
    """Return the words as the title rules read them, no names marked."""
    return TitleWords(
        text=words.text,
        lower=words.lower,
        pos=words.pos,
        name_end={},
        in_name=[False] * len(words.text),
        people=frozenset(),
        openers=words.openers,
    )


def _written_name(doc: Doc, words: Words, item: EntityItem) -> str:
    """Return the fullest name as the text writes it, blanks included ("Servizio dell'Energia")."""
    if " " not in item["name"]:
        return item["name"]
    for mention in item["mentions"]:
        start, end = mention["start"], mention["end"]
        if " ".join(words.text[start:end]) == item["name"]:
            return str(doc[start:end].text)
    return item["name"]
