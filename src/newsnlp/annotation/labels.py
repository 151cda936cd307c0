"""The labels that newsnlp's components read, and what a pipeline must bring for them.

Universal Dependencies names stand here once: a pipeline labelled otherwise would run and find nothing,
so it is refused when it is loaded.
"""

from __future__ import annotations

from spacy.language import Language

LANGUAGE = "it"
# The components that set dependencies and entities: spaCy's and newsnlp's own.
PARSERS = frozenset({"parser", "newsnlp_parser"})
RECOGNISERS = frozenset({"ner", "newsnlp_ner"})
ENTITY_LABELS = frozenset({"PER", "LOC", "ORG"})
OTHER_ENTITY_LABELS = frozenset({"MISC"})
# What other makers call the same; labels of an entity_ruler or of an own ner, in capitals.
OTHER_NAMES = {
    **dict.fromkeys(("PERSON", "PERS", "HUMAN"), "PER"),
    **dict.fromkeys(("ORGANIZATION", "ORGANISATION", "COMPANY", "INSTITUTION"), "ORG"),
    **dict.fromkeys(("LOCATION", "GPE", "PLACE", "FAC", "CITY", "COUNTRY"), "LOC"),
    "MISCELLANEOUS": "MISC",
}
DEPENDENCIES = frozenset(
    {
        "ROOT", "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "ccomp",
        "conj", "cop", "det", "mark", "nmod", "nsubj", "nsubj:pass", "nummod", "obj", "obl", "punct", "xcomp",
    }
)  # fmt: skip
# ClearNLP names, telltale of a parser that was not trained on UD version 2.
FOREIGN_DEPENDENCIES = frozenset(
    {"dobj", "nsubjpass", "csubjpass", "auxpass", "pobj", "prep", "poss", "dative", "relcl"}
)
ATTRIBUTES = {
    "token.pos": "parts of speech (a morphologizer)",
    "token.morph": "morphology (a morphologizer)",
    "token.lemma": "lemmas (a lemmatizer)",
}


def entity_type(label: str) -> str | None:
    """Return the type of entity that a label of `doc.ents` stands for; None for what newsnlp does not read (DATE)."""
    return label if label in ENTITY_LABELS | OTHER_ENTITY_LABELS else OTHER_NAMES.get(label.upper())


def mismatches(nlp: Language) -> list[str]:
    """Return everything that keeps newsnlp from working on `nlp`, in words; empty where it fits."""
    return [*_language_faults(nlp), *_parser_faults(nlp), *_ner_faults(nlp), *_attribute_faults(nlp)]


def _language_faults(nlp: Language) -> list[str]:
    return [] if nlp.lang == LANGUAGE else [f"its language is {nlp.lang!r}, not {LANGUAGE!r}"]


def _labels(nlp: Language, factories: frozenset[str]) -> frozenset[str] | None:
    """Return the labels of all enabled components made by one of `factories`, or None where there is none."""
    names = [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory in factories]
    if not names:
        return None
    return frozenset(label for name in names for label in getattr(nlp.get_pipe(name), "labels", ()))


def _parser_faults(nlp: Language) -> list[str]:
    labels = _labels(nlp, PARSERS)
    if labels is None:
        return ["it has no parser"]
    faults = []
    missing = DEPENDENCIES - labels
    if missing:
        faults.append(f"its parser lacks the UD dependencies {', '.join(sorted(missing))}")
    foreign = FOREIGN_DEPENDENCIES & labels
    if foreign:
        faults.append(f"its parser has dependencies that are not UD version 2: {', '.join(sorted(foreign))}")
    return faults


def _ner_faults(nlp: Language) -> list[str]:
    labels = _labels(nlp, RECOGNISERS)
    if labels is None:
        return ["it has no ner component"]
    faults = []
    missing = ENTITY_LABELS - labels
    if missing:
        faults.append(f"its ner lacks the labels {', '.join(sorted(missing))}")
    foreign = labels - ENTITY_LABELS - OTHER_ENTITY_LABELS
    if foreign:
        faults.append(f"its ner has labels other than PER, LOC, ORG, MISC: {', '.join(sorted(foreign))}")
    return faults


def _attribute_faults(nlp: Language) -> list[str]:
    assigned = {attribute for name in nlp.pipe_names for attribute in nlp.get_pipe_meta(name).assigns}
    return [f"nothing in it sets {what}" for attribute, what in ATTRIBUTES.items() if attribute not in assigned]
