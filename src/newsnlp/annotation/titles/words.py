"""What the title rules need to know of each token, read from the Doc once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from newsnlp.annotation.layers import entities
from newsnlp.annotation.spellings import WordFact
from newsnlp.annotation.tokens import Tokens, tokens_of
from newsnlp.lang.it.places import demonym_places, demonyms
from newsnlp.lang.it.titles import opens_title, title_blocks

# (first token, one past the last, type)
Name = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class TitleWords:
    """Parallel lists over the tokens of a Doc, and its names.

    Attributes:
        text: words as written.
        lower: words in lower case, typographic apostrophes plain.
        pos: coarse parts of speech, "" where the Doc carries none.
        name_end: first token of a name -> one past its last token.
        in_name: whether a token belongs to a name.
        people: first tokens of the names of people.
        openers: tokens at which a title may begin, by their word alone.
    """

    text: list[str]
    lower: list[str]
    pos: list[str]
    name_end: Mapping[int, int]
    in_name: list[bool]
    people: frozenset[int]
    openers: Sequence[int]


TITLE_OPENER = WordFact(lambda word: opens_title(word.plain))


def name_spans(doc: Doc) -> list[Name]:
    """Return (start, end, type) of the names of the entity layer, or of the tagged entities where there is none yet."""
    layer = entities(doc)
    if layer:
        return [(m["start"], m["end"], item["type"]) for item in layer for m in item["mentions"] if m["kind"] == "name"]
    return [(ent.start, ent.end, ent.label_) for ent in doc.ents]


def read_words(doc: Doc, names: Iterable[Name] | None = None) -> TitleWords:
    """Return the word lists of `doc`; `names` are (start, end, type), taken from `name_spans` where left out."""
    return words_of(tokens_of(doc), name_spans(doc) if names is None else list(names))


def words_of(tokens: Tokens, spans: Sequence[Name]) -> TitleWords:
    """Return the word lists of tokens and names."""
    text = tokens.texts
    name_end: dict[int, int] = {}
    in_name = [False] * len(text)
    for start, end, _ in spans:
        name_end[start] = max(end, name_end.get(start, end))
        in_name[start:end] = [True] * (end - start)
    return TitleWords(
        text=text,
        lower=tokens.lower,
        pos=tokens.pos,
        name_end=name_end,
        in_name=in_name,
        people=frozenset([start for start, _, label in spans if label == "PER"]),
        openers=tokens.places(TITLE_OPENER),
    )


def names_place(words: TitleWords, at: int) -> bool:
    """Return whether the token is an adjective of place ("russo")."""
    return bool(demonym_places(words.lower[at]))


def is_closed(words: TitleWords, end: int) -> bool:
    """Return whether a title of several words can end before token `end`: "presidente del Consiglio".

    It cannot where the next word makes it another one ("del Consiglio regionale") or belongs to the same
    name ("della Repubblica Ceca"); an adjective of country never does ("segretario di Stato americano").
    """
    if end >= len(words.text):
        return True
    if words.lower[end] in title_blocks().get(words.lower[end - 1], ()):
        return False
    cut = words.in_name[end - 1] and words.in_name[end] and end not in words.name_end
    known = demonyms().get(words.lower[end])
    return not cut or (known is not None and known.kind == "country" and words.text[end][0].islower())
