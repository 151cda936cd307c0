"""Registration of every newsnlp component as a spaCy factory; exported as ``spacy_factories`` entry points."""

# No `from __future__ import annotations` here: older releases of confection, which spaCy builds components with, cannot
# read annotations that are kept as text.
from spacy.language import Language

from newsnlp.annotation.attribution.component import Attribution
from newsnlp.annotation.breaks import Breaks
from newsnlp.annotation.coref.component import Coref
from newsnlp.annotation.decision import Decision
from newsnlp.annotation.entities.component import Entities
from newsnlp.annotation.events import Events
from newsnlp.annotation.grammar.finite import FiniteForms
from newsnlp.annotation.grammar.objects import Objects
from newsnlp.annotation.layers import register_extensions
from newsnlp.annotation.lemmas.component import LemmaCorrector
from newsnlp.annotation.quotes.component import Quotes
from newsnlp.annotation.relations.component import Relations
from newsnlp.annotation.roles.component import Roles
from newsnlp.annotation.times.component import Times

register_extensions()


@Language.factory("newsnlp_breaks", assigns=["token.is_sent_start"])
def create_breaks(nlp: Language, name: str) -> Breaks:
    """Return the component that ends sentences where paragraphs end."""
    return Breaks()


@Language.factory("newsnlp_lemma_table", requires=["token.pos", "token.morph"], assigns=["token.lemma"])
def create_lemma_table(nlp: Language, name: str) -> LemmaCorrector:
    """Return the component that corrects lemmas from its table, which is empty until it is loaded."""
    return LemmaCorrector(nlp.vocab)


@Language.factory(
    "newsnlp_finite_forms",
    requires=["token.pos", "token.morph", "token.lemma", "token.dep"],
    assigns=["token.morph"],
)
def create_finite_forms(nlp: Language, name: str) -> FiniteForms:
    """Return the component that corrects mood, tense, person and number of finite verbs."""
    return FiniteForms(nlp.vocab)


@Language.factory("newsnlp_objects", requires=["token.pos", "token.lemma", "token.dep"], assigns=["token.dep"])
def create_objects(nlp: Language, name: str) -> Objects:
    """Return the component that makes the argument behind a verb that needs an object its object."""
    return Objects()


@Language.factory(
    "newsnlp_entities",
    requires=["doc.ents"],
    assigns=["doc._.newsnlp_entities", "doc.spans"],
)
def create_entities(nlp: Language, name: str) -> Entities:
    """Return the component that groups names into people, organisations and places."""
    return Entities(nlp.meta)


@Language.factory(
    "newsnlp_events",
    requires=["doc._.newsnlp_entities", "token.dep", "token.head", "token.pos"],
    assigns=["doc._.newsnlp_events", "doc.spans"],
)
def create_events(nlp: Language, name: str) -> Events:
    """Return the component that tells what happened, with whom, where and when."""
    return Events()


@Language.factory(
    "newsnlp_coref",
    requires=["doc._.newsnlp_entities", "token.dep"],
    assigns=["doc._.newsnlp_entities", "doc._.newsnlp_zero_subjects", "doc._.newsnlp_enclitics"],
)
def create_coref(nlp: Language, name: str) -> Coref:
    """Return the component that says whom descriptions, pronouns and left-out subjects mean."""
    return Coref()


@Language.factory(
    "newsnlp_quotes",
    requires=["doc._.newsnlp_entities", "token.dep", "token.pos"],
    assigns=["doc._.newsnlp_quotes", "doc.spans"],
)
def create_quotes(nlp: Language, name: str) -> Quotes:
    """Return the component that finds direct and indirect speech and who says it."""
    return Quotes()


@Language.factory("newsnlp_times", assigns=["doc._.newsnlp_times", "doc.spans"])
def create_times(nlp: Language, name: str) -> Times:
    """Return the component that finds dates and times and gives them ISO 8601 values."""
    return Times()


@Language.factory(
    "newsnlp_roles",
    requires=["doc._.newsnlp_entities"],
    assigns=["doc._.newsnlp_entities"],
)
def create_roles(nlp: Language, name: str) -> Roles:
    """Return the component that tells which offices and jobs the article gives to its people."""
    return Roles()


@Language.factory(
    "newsnlp_attribution",
    requires=["doc._.newsnlp_events", "doc._.newsnlp_quotes"],
    assigns=["doc._.newsnlp_events"],
)
def create_attribution(nlp: Language, name: str) -> Attribution:
    """Return the component that tells who says that an event is so."""
    return Attribution()


@Language.factory(
    "newsnlp_decision",
    requires=["doc._.newsnlp_events", "token.dep", "token.head"],
    assigns=["doc._.newsnlp_events", "doc.spans"],
)
def create_decision(nlp: Language, name: str) -> Decision:
    """Return the component that weighs what rules and network say of events."""
    return Decision()


@Language.factory(
    "newsnlp_relations",
    requires=["doc._.newsnlp_events", "doc._.newsnlp_times", "doc._.newsnlp_quotes", "token.pos"],
    assigns=["doc._.newsnlp_relations"],
)
def create_relations(nlp: Language, name: str) -> Relations:
    """Return the component that tells kin, offices, membership, seats, allies and opponents."""
    return Relations()
