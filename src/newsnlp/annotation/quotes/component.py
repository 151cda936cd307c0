"""The component that writes the quote layer."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from newsnlp.annotation import keys
from newsnlp.annotation.batches import Component
from newsnlp.annotation.layers import QuoteItem
from newsnlp.annotation.quotes.addressees import Addressees
from newsnlp.annotation.quotes.cues import find_cues
from newsnlp.annotation.quotes.direct import DirectSpeech
from newsnlp.annotation.quotes.indirect import IndirectSpeech
from newsnlp.annotation.quotes.joined import join_parts
from newsnlp.annotation.quotes.sources import Sources
from newsnlp.annotation.quotes.speakers import Speakers
from newsnlp.annotation.quotes.speech import Speech
from newsnlp.annotation.quotes.view import View
from newsnlp.lang.it.reporting import reporting_lexicon


class Quotes(Component):
    """Finds direct and indirect speech and who says it; needs the entity layer, works best on a parsed Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Write the quote layer and its span group on `doc`."""
        self.annotate(doc, self.find(doc))
        return doc

    def find(self, doc: Doc) -> list[QuoteItem]:
        """Return direct and indirect speech in the order of the text."""
        view, lexicon = View(doc), reporting_lexicon()
        cues = find_cues(view, lexicon)
        speakers = Speakers(view, lexicon)
        sources = Sources(view, lexicon, speakers)
        attribution = DirectSpeech(view, lexicon, cues, speakers, sources)
        direct = join_parts(view, attribution.find())
        indirect = IndirectSpeech(view, lexicon, cues, speakers, sources, direct).find()
        fragments = attribution.within(indirect, direct)
        found = dict.fromkeys([*direct, *indirect, *fragments])
        addressees = Addressees(view, lexicon, cues)
        return [
            _as_item(speech, addressees.of(speech), _source(speech, speakers, sources))
            for speech in sorted(found, key=lambda s: (s.start, s.end, s.direct))
        ]

    def annotate(self, doc: Doc, found: list[QuoteItem]) -> None:
        """Write `found` on `doc`; the only method that changes it."""
        doc._.set(keys.QUOTE_LAYER, found)
        doc.spans[keys.QUOTES] = [
            Span(doc, *item["content"], label="DIRECT" if item["direct"] else "INDIRECT") for item in found
        ]


def _source(speech: Speech, speakers: Speakers, sources: Sources) -> tuple[int, int] | None:
    """Return the words for a speaker that is no listed entity: "fonti di Palazzo Chigi"."""
    if speech.speaker is not None or speech.cue is None:
        return None
    cue = speech.cue[0]
    noun = speakers.unnamed.get(cue)
    return sources.unnamed.get(cue) if noun is None else speakers.words_of(noun)


def _as_item(speech: Speech, addressee: int | None, source: tuple[int, int] | None) -> QuoteItem:
    return {
        "speaker": speech.speaker,
        "addressee": addressee,
        "cue": speech.cue,
        "content": (speech.start, speech.end),
        "direct": speech.direct,
        "source": source,
    }
