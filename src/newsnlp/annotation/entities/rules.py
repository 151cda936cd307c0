"""From name spans to entity items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsnlp.annotation.entities.broken import aliases, join_broken, nickname_of
from newsnlp.annotation.entities.gazetteer import Gazetteer
from newsnlp.annotation.entities.people import first_name_gender, group_people, person_pieces, title_gender
from newsnlp.annotation.entities.repair import Span, repair
from newsnlp.annotation.entities.surnames import firms_of_founders, surnames_of_cities
from newsnlp.annotation.entities.sweep import opens_with_surname, sweep
from newsnlp.annotation.entities.things import NameForm, group_things, name_form
from newsnlp.annotation.entities.votes import key_of, settle_types
from newsnlp.annotation.entities.words import Words
from newsnlp.annotation.layers import EntityItem
from newsnlp.lang.it.names import first_names
from newsnlp.lang.it.places import demonyms


def find_names(
    words: Words, tagged: Iterable[Span], gazetteer: Gazetteer, titles: Sequence[tuple[int, int]]
) -> list[Span]:
    """Return all name mentions of the article: repaired, with one type per name, missed ones added.

    Args:
        words: the words of the article.
        tagged: the spans of the tagger.
        gazetteer: known names.
        titles: token spans of titles; "Consiglio" in "presidente del Consiglio" is no name.
    """
    inside = {index for start, end in titles for index in range(start, _country_end(words, end))}
    whole = [_behind_title(words, s, inside, gazetteer) for s in join_broken(words, repair(words, tagged))]
    spans = [s for s in whole if not _in_title(s, inside)]
    spans = settle_types(words, split_joined_names(words, spans, gazetteer), gazetteer)
    found = [s for s in sweep(words, spans, gazetteer) if not _in_title(s, inside)]
    return firms_of_founders(words, surnames_of_cities(words, found, gazetteer))


def _country_end(words: Words, end: int) -> int:
    """Return the end of a title with the adjective of its country: "segretario di Stato americano"."""
    told = end < len(words.text) and not words.upper[end] and words.folded[end] in demonyms()
    return end + 1 if told else end


def _behind_title(words: Words, span: Span, inside: set[int], gazetteer: Gazetteer) -> Span:
    """Return the place that a name consists of beside words of a title: "Usa" in "segretario di (Stato Usa)"."""
    start = span.start
    while span.type != "PER" and start < span.end - 1 and start in inside:
        start += 1
    place = gazetteer.get(tuple(words.folded[start : span.end])) if start > span.start else None
    return Span(start, span.end, place.type) if place is not None and place.sure else span


def _in_title(span: Span, inside: set[int]) -> bool:
    return span.type != "PER" and inside.issuperset(range(span.start, span.end))


def split_joined_names(words: Words, spans: Sequence[Span], gazetteer: Gazetteer) -> list[Span]:
    """Return the spans with a place or body parted from the person named after it.

    "Da Minsk Hollande ha ...", "il capo del Mossad Yossi Cohen".
    """
    # "Minsk Hollande" itself must not make Hollande a surname.
    surnames = {
        words.folded[s.end - 1] for s in spans if s.type == "PER" and not _opens_with_place(words, s, gazetteer)
    }
    surnames |= {
        words.folded[s.start]
        for s in spans
        if s.type == "PER"
        and s.end - s.start > 1
        and not _opens_with_place(words, s, gazetteer)
        and opens_with_surname(tuple(words.folded[s.start : s.end]))
    }
    found: list[Span] = []
    for span in spans:
        cut = _person_begins(words, span, gazetteer, surnames)
        if cut is None:
            found.append(span)
        else:
            known = gazetteer.get(tuple(words.folded[span.start : cut]))
            found += [Span(span.start, cut, known.type if known else span.type), Span(cut, span.end, "PER")]
    return found


def _opens_with_place(words: Words, span: Span, gazetteer: Gazetteer) -> bool:
    known = gazetteer.get((words.folded[span.start],))
    return span.end - span.start > 1 and known is not None and known.sure


def _person_begins(words: Words, span: Span, gazetteer: Gazetteer, surnames: set[str]) -> int | None:
    """Return where a person's name begins inside a span that opens with another name, None where none does."""
    for cut in range(span.start + 1, span.end):
        known = gazetteer.get(tuple(words.folded[span.start : cut]))
        # "Virginia Raggi" is no woman from Virginia; "dell'Eliseo Paul Martin" is no man called Eliseo
        elided = span.start > 0 and words.lower[span.start - 1].endswith("l'")
        known = None if words.folded[span.start] in first_names() and not elided else known
        if known and known.sure and _is_person(words.folded[cut : span.end], surnames):
            return cut
    return None


def _is_person(rest: Sequence[str], surnames: set[str]) -> bool:
    return (len(rest) > 1 and rest[0] in first_names()) or (len(rest) == 1 and rest[0] in surnames)


def build_entities(words: Words, spans: Sequence[Span], gazetteer: Gazetteer) -> list[EntityItem]:
    """Return one item per real thing, in order of its first mention."""
    people = [span for span in spans if span.type == "PER"]
    items = _people_items(words, people)
    for label in sorted({span.type for span in spans} - {"PER"}):
        items += _thing_items(words, label, [s for s in spans if s.type == label], gazetteer)
    return sorted(items, key=lambda item: item["mentions"][0]["start"])


def _people_items(words: Words, spans: Sequence[Span]) -> list[EntityItem]:
    texts = [_words_of(words, s) for s in spans]
    genders = [title_gender(words.folded, s) for s in spans]
    items = []
    for person in group_people(texts, genders, aliases(words, list(spans))):
        mentions = [spans[number] for number in person.mentions]
        told = next((genders[number] for number in person.mentions if genders[number]), None)
        item = _item(words, "PER", mentions, None)
        item["gender"] = told or first_name_gender(person_pieces(item["name"].split()))
        items.append(item)
    return items


def _words_of(words: Words, span: Span) -> list[str]:
    """Return the words of a name without line ends, and without the nickname inside it."""
    inner = (
        range(*(nickname_of(words, span) or (0, 0))) if span.type == "PER" and span.end - span.start > 2 else range(0)
    )
    return [words.text[at] for at in range(span.start, span.end) if at not in inner and not words.space[at]]


def _thing_items(words: Words, label: str, spans: Sequence[Span], gazetteer: Gazetteer) -> list[EntityItem]:
    numbers: dict[tuple[str, ...], int] = {}
    forms: list[NameForm] = []
    form_of = []
    spans_of: dict[int, list[Span]] = {}
    for span in spans:
        key = key_of(words, span)
        if key not in numbers:
            numbers[key] = len(forms)
            forms.append(name_form(words.text[span.start : span.end], gazetteer.get(key)))
        form_of.append(numbers[key])
        spans_of.setdefault(numbers[key], []).append(span)
    items = []
    for group in group_things(forms, _bracketed(words, spans, form_of)):
        kb_id = next((known.kb_id for n in group if (known := forms[n].known) and known.kb_id), None)
        items.append(_item(words, label, sorted(span for number in group for span in spans_of[number]), kb_id))
    return items


def _bracketed(words: Words, spans: Sequence[Span], form_of: Sequence[int]) -> set[tuple[int, int]]:
    """Return the pairs of forms of which the second stands in brackets: "Partito Democratico (PD)"."""
    pairs = set()
    for number in range(1, len(spans)):
        before, span = spans[number - 1], spans[number]
        closed = span.end < len(words.text) and words.text[span.end] == ")"
        if closed and words.text[before.end : span.start] == ["("]:
            pairs.add((form_of[number - 1], form_of[number]))
    return pairs


def _item(words: Words, label: str, spans: Sequence[Span], kb_id: str | None) -> EntityItem:
    return {
        "type": label,
        "name": fullest_name([" ".join(_words_of(words, s)) for s in spans]),
        "kb_id": kb_id,
        "gender": None,
        "mentions": [{"start": s.start, "end": s.end, "kind": "name"} for s in spans],
        "roles": [],
        "confidence": 1.0,
    }


def fullest_name(names: Sequence[str]) -> str:
    """Return the name with the most words, rather in mixed case than in capitals, the first of equals."""
    return max(names, key=lambda name: (len(name.split()), not name.isupper(), len(name)))
