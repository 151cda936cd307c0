"""Whether a Doc has all that a record needs: layers that count its tokens, and what is lacking without a component."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc

from newsnlp.annotation import keys, layers
from newsnlp.errors import ArticleError

# Layer -> the component that writes it, and what a record lacks without it.
COMPONENT_OF: Mapping[str, tuple[str, str]] = {
    keys.ENTITY_LAYER: ("newsnlp_entities", "entities"),
    keys.ZERO_LAYER: ("newsnlp_coref", "mentions by descriptions and pronouns"),
    keys.TIME_LAYER: ("newsnlp_times", "times"),
    keys.QUOTE_LAYER: ("newsnlp_quotes", "quotes"),
    keys.EVENT_LAYER: ("newsnlp_events", "events"),
    keys.RELATION_LAYER: ("newsnlp_relations", "relations"),
}


def check_tokens(doc: Doc) -> None:
    """Check that the layers of a Doc count the tokens that it has; else they would name other words.

    Raises:
        ArticleError: they count others.
    """
    making = layers.making(doc)
    if making is not None and making["tokens"] != len(doc):
        raise ArticleError(
            f"newsnlp's layers count {making['tokens']} tokens, the Doc has {len(doc)}: tokens were merged or parted "
            "after them; let merge_entities and its like run before newsnlp_entities, or convert the Doc before"
        )


def gaps(doc: Doc) -> list[str]:
    """Return what the record of a Doc lacks because components did not run."""
    return [
        f"{component} did not run: the record has no {lacking}"
        for layer, (component, lacking) in COMPONENT_OF.items()
        if not layers.is_annotated(doc, layer)
    ]
