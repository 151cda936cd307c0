"""From records to rows: what of an entity, and of an event, is compared across articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from newsnlp.resolve.names import normal_name, parse_name
from newsnlp.resolve.rows import EntityMention, EventMention, Key
from newsnlp.schema import Document, Entity, Event
from newsnlp.schema.mentioned import Mentioned

_SLOTS = ("participants", "agent", "target")


def entity_mentions(documents: Iterable[Document]) -> Iterator[EntityMention]:
    """Yield a row for each entity of each record, in their order."""
    for document in documents:
        yield from _of_document(document)


def _of_document(document: Document) -> Iterator[EntityMention]:
    same = Counter((entity.type, normal_name(entity.name)) for entity in document.entities)
    names = {entity.id: entity.name for entity in document.entities}
    partners = _partners(document)
    for entity in document.entities:
        yield EntityMention(
            doc_id=document.id,
            entity_id=entity.id,
            type=entity.type,
            name=entity.name,
            names=_names(entity),
            kb_id=entity.kb_id,
            gender=entity.gender,
            roles=tuple(sorted({(role.title, names.get(role.of or "", role.of)) for role in entity.roles}, key=str)),
            day=document.published,
            partners=frozenset(partners[entity.id]),
            is_twin=same[entity.type, normal_name(entity.name)] > 1,
        )


def _names(entity: Entity) -> tuple[str, ...]:
    return tuple(sorted({entity.name, *(m.text for m in entity.mentions if m.kind == "name")}))


def _partners(document: Document) -> Mapping[str, set[str]]:
    """Return entity -> those that it shares an event with, who can be told again in another article."""
    tokens = {entity.id: token for entity in document.entities if (token := partner_token(entity)) is not None}
    found: dict[str, set[str]] = defaultdict(set)
    for event in document.events:
        together = sides(event)
        for one in together:
            found[one] |= {tokens[other] for other in together if other != one and other in tokens}
    return found


def partner_token(entity: Entity) -> str | None:
    """Return what stands for a person in other articles: a Wikidata item or a full name; None for others.

    States and bodies meet everybody, and so tell nothing of whom they meet.
    """
    if entity.type != "PER":
        return None
    if entity.kb_id is not None:
        return entity.kb_id
    return f"PER:{normal_name(entity.name)}" if parse_name(entity.name).is_full else None


def sides(event: Event) -> tuple[str, ...]:
    """Return the entities that take part in an event, act in it or are acted upon, each once."""
    return tuple(dict.fromkeys(entity for slot in _SLOTS for entity in getattr(event, slot)))


def event_mentions(documents: Iterable[Document], clusters: Mapping[Key, str]) -> Iterator[EventMention]:
    """Yield a row for each event of each record.

    Args:
        documents: the records.
        clusters: (article, entity) -> id of its cluster, see `Resolver.cluster_ids`.

    Raises:
        KeyError: a record has an entity that was not resolved.
    """
    for document in documents:
        mentioned = Mentioned(document)
        for event in document.events:
            evidence = mentioned.evidence(event)
            yield EventMention(
                doc_id=document.id,
                event_id=event.id,
                type=event.type,
                status=event.status,
                detail=event.status_detail,
                parties=tuple(sorted({clusters[document.id, one] for one in sides(event)})),
                places=tuple(sorted({clusters[document.id, one] for one in event.place})),
                value=event.time.value if event.time else None,
                published=document.published,
                source=document.source,
                sentence=evidence.text if evidence else None,
                confidence=event.confidence,
            )
