"""The component that writes the entity layer."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from newsnlp.annotation import keys
from newsnlp.annotation.batches import Component
from newsnlp.annotation.entities.gazetteer import load_gazetteer
from newsnlp.annotation.entities.repair import Span
from newsnlp.annotation.entities.rules import build_entities, find_names
from newsnlp.annotation.entities.words import Words, read_words
from newsnlp.annotation.layers import EntityItem
from newsnlp.annotation.titles import OFFICE_KINDS, TitleWords, phrases_of


class Entities(Component):
    """Groups the names of an article into entities; needs ``doc.ents`` labelled PER, LOC, ORG (and MISC)."""

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
        tagged = [Span(e.start, e.end, e.label_) for e in doc.ents]
        # The head is left out: "Papa" and "Premier" may be names, "Consiglio" of "presidente del Consiglio" is none.
        titles = [(p.head + 1, p.title_end) for p in phrases]
        # the tables are no part of a component: they are large, and each process has them once
        gazetteer = load_gazetteer()
        names = find_names(words, tagged, gazetteer, titles)
        names = [name for name in names if name.type != "PER" or (name.start, name.end) not in described]
        items = build_entities(words, names, gazetteer)
        for item in items:
            item["name"] = _written_name(doc, words, item)
        return items

    def annotate(self, doc: Doc, found: list[EntityItem]) -> None:
        """Write `found` on `doc`; the only method that changes it."""
        doc._.set(keys.ENTITY_LAYER, found)
        write_mention_spans(doc, found)


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
