"""Registration of the components of the shipped pipeline; exported as ``spacy_factories`` entry points."""

# No `from __future__ import annotations` here: older releases of confection, which spaCy builds components with, cannot
# read annotations that are kept as text.
from spacy.language import Language

from newsnlp.neural.components import EncoderPart, LemmatizerPart, NamesPart, ParserPart, TaggerPart
from newsnlp.neural.event_heads.component import EventHeads
from newsnlp.neural.transformer_part import TransformerPart


@Language.factory("newsnlp_encoder", assigns=["doc.tensor", "token.is_sent_start", "doc.sents"])
def create_encoder(nlp: Language, name: str) -> EncoderPart:
    """Return the component that computes the vectors all others read, and sentence boundaries."""
    return EncoderPart(nlp.vocab, name)


@Language.factory("newsnlp_transformer", assigns=["doc.tensor", "token.is_sent_start", "doc.sents"])
def create_transformer(nlp: Language, name: str) -> TransformerPart:
    """Return the component that computes the vectors all others read by a transformer, and sentence boundaries."""
    return TransformerPart(nlp.vocab, name)


@Language.factory(
    "newsnlp_tagger",
    requires=["doc.tensor"],
    assigns=["token.tag", "token.pos", "token.morph"],
    default_score_weights={"tag_acc": 0.4, "pos_acc": 0.3, "morph_acc": 0.3},
)
def create_tagger(nlp: Language, name: str) -> TaggerPart:
    """Return the component that tells word classes and morphology."""
    return TaggerPart(nlp.vocab, name)


@Language.factory(
    "newsnlp_lemmatizer",
    requires=["doc.tensor", "token.pos"],
    assigns=["token.lemma"],
    default_score_weights={"lemma_acc": 1.0},
)
def create_lemmatizer(nlp: Language, name: str) -> LemmatizerPart:
    """Return the component that tells lemmas."""
    return LemmatizerPart(nlp.vocab, name)


@Language.factory(
    "newsnlp_parser",
    requires=["doc.tensor"],
    assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"],
    default_score_weights={"dep_uas": 0.5, "dep_las": 0.5, "sents_f": 0.0},
)
def create_parser(nlp: Language, name: str) -> ParserPart:
    """Return the component that tells heads and dependencies."""
    return ParserPart(nlp.vocab, name)


@Language.factory(
    "newsnlp_ner",
    requires=["doc.tensor"],
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_score_weights={"ents_f": 1.0},
)
def create_ner(nlp: Language, name: str) -> NamesPart:
    """Return the component that finds names of people, organisations and places."""
    return NamesPart(nlp.vocab, name)


@Language.factory(
    "newsnlp_event_heads",
    requires=["doc.tensor", "token.dep", "token.pos", "doc._.newsnlp_entities", "doc._.newsnlp_events"],
)
def create_event_heads(nlp: Language, name: str) -> EventHeads:
    """Return the component that tells how likely words tell of events, and who takes part in them."""
    return EventHeads(nlp.vocab, name)
