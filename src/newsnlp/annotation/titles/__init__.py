"""Recognise phrases that name a person by title: "l'ex ministro degli Esteri russo", "i due leader della coalizione".

Pure functions over the words of a Doc; any component may call them. The tokens and the title lexicon decide, the
parts of speech only help where the Doc carries them. All offsets are token offsets of the Doc, half-open.
"""

from newsnlp.annotation.titles.phrases import (
    TitlePhrase,
    elliptic_at,
    find_title_phrases,
    phrases_of,
    read_titles,
    title_at,
)
from newsnlp.annotation.titles.roles import OFFICE_KINDS, add_role, held_at, place_entity, role_item, states_office
from newsnlp.annotation.titles.words import TitleWords, name_spans, read_words

__all__ = [
    "OFFICE_KINDS",
    "TitlePhrase",
    "TitleWords",
    "add_role",
    "elliptic_at",
    "find_title_phrases",
    "held_at",
    "name_spans",
    "phrases_of",
    "place_entity",
    "read_titles",
    "read_words",
    "role_item",
    "states_office",
    "title_at",
]
