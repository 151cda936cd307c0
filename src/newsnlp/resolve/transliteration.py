"""Keys under which the spellings of one foreign name meet: "Gorbaciov" and "Gorbachev", "Lavrov" and "Lawrow"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

from newsnlp.lang.it.names import fold
from newsnlp.lang.it.variants import Sound, sounds

# A word with five ambiguous sounds would have 32 keys and more; the first ones are those that rules prefer.
MOST_KEYS = 12
# Below so many consonants a skeleton says too little: "Xi" and "Xu" have the same.
LEAST_SKELETON = 3
_KEPT = frozenset("čćšžđ")
_VOWELS = frozenset("aeiou")
_DOUBLED = re.compile(r"([^aeiouc])\1+|(c)c+|(aa)a*|(ii)i*")
_REPEATED = re.compile(r"(.)\1+")
# Endings of Italian names after a single consonant or a group that Italian has: nothing in them is a transliteration.
_FOREIGN = re.compile(r"[jkwxyčćšžđ]|[^aeio]$|kh|zh|sh|th|ph|dh|ou|oo|ee|gh(?![ei])|ch(?![ei])|q(?!u)|h(?<!ch)(?<!gh)")


@lru_cache(maxsize=65536)
def letters_of(word: str) -> str:
    """Return a word of a name folded, with the marks of č, ć, š and ž left on: they tell a sound."""
    lowered = unicodedata.normalize("NFC", word).casefold()
    return "".join(c if c in _KEPT else fold(c) for c in lowered)


@lru_cache(maxsize=65536)
def looks_foreign(word: str) -> bool:
    """Tell whether letters of a word are not those of an Italian name: "Lavrov", "Kiyv", not "Rosi"."""
    return _FOREIGN.search(word) is not None


@lru_cache(maxsize=65536)
def sound_keys(word: str) -> tuple[str, ...]:
    """Return what a word of a name may sound like, the likeliest first, at most `MOST_KEYS`.

    Args:
        word: one word as `letters_of` returns it, particles glued to it.
    """
    word = _DOUBLED.sub(lambda m: m[0][0], word)
    pieces: list[tuple[str, ...]] = []
    at = 0
    while at < len(word):
        sound = _sound_at(word, at)
        pieces.append(sound.keys if sound else (word[at],))
        at += len(sound.written) if sound else 1
    found: dict[str, None] = {}
    for choice in product(*pieces):
        found.setdefault(_REPEATED.sub(r"\1", "".join(choice)))
        if len(found) == MOST_KEYS:
            break
    return tuple(found)


def _sound_at(word: str, at: int) -> Sound | None:
    for sound in sounds().get(word[at], ()):
        end = at + len(sound.written)
        placed = (sound.where != "start" or at == 0) and (sound.where != "end" or end == len(word))
        followed = not sound.before or (end < len(word) and word[end] in sound.before)
        if placed and followed and word.startswith(sound.written, at):
            return sound
    return None


@lru_cache(maxsize=65536)
def skeleton(key: str) -> str:
    """Return the consonants of a key, with "a" for a vowel at its beginning: "mohamed" -> "mhmd", "obama" -> "abm"."""
    opening = "a" if key[:1] in _VOWELS else ""
    return opening + "".join(c for c in key if c not in _VOWELS)


@lru_cache(maxsize=65536)
def block_keys(word: str) -> tuple[str, ...]:
    """Return the keys under which a word is looked up: skeletons, or the whole key where a skeleton says too little."""
    found: dict[str, None] = {}
    for key in sound_keys(word):
        bones = skeleton(key)
        found.setdefault(bones if len(bones) >= LEAST_SKELETON else f"={key}")
    return tuple(found)
