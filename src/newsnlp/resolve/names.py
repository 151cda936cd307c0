"""The words of a person's name: first names, surname with its particles, initials, what stands behind the surname."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from newsnlp.lang.it.names import fold, honorifics, name_particles
from newsnlp.resolve.transliteration import letters_of, looks_foreign

_SPACES = re.compile(r"\s+")
_QUOTED = re.compile(r"[\"«“‟„(].*?[\"»”)]")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "ʼ": "'", "ʿ": "'", "–": "-", "‐": "-", "‑": "-", ",": " "})
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?|[^\W\d_]")
_SUFFIX = re.compile(r"jr|junior|sr|senior|(?=[ivx])(?:x{0,2}(?:ix|iv|v?i{0,3}))")
_ARABIC_ARTICLES = frozenset({"al", "el", "ul", "as", "ash", "ar", "an", "ad", "az", "at"})
# Written with an article or another word of the family: "bin", "ibn" and "ben" are one.
_SONS = frozenset({"bin", "ibn", "ben"})
# "Abdel Fattah", "Abd al-Fattah", "Abdul Fattah": servant of, whatever the article.
_SERVANT = re.compile(r"^abd(?:[aeu]l|[aeu](?=r)|[aeu](?=[^aeioul]))(?=.{3})")
_NOBLE = frozenset({"von", "van", "der", "den", "zu", "zum", "zur", "ten", "ter", "af", "vander"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a person in the pieces that are compared.

    Attributes:
        tokens: its words folded, with the marks of č, ć, š and ž; particles are glued to what follows.
        initials: those of `tokens` that are letters with a full stop behind.
        bare: the surname without particles of nobility ("leyen"), the surname itself where it has none.
        suffix: "jr", "sr" or a numeral in lower case; "" for none.
    """

    tokens: tuple[str, ...]
    initials: frozenset[str]
    bare: str
    suffix: str

    @property
    def surname(self) -> str:
        """The last word, particles glued; "" where there is none."""
        return self.tokens[-1] if self.tokens else ""

    @property
    def first(self) -> tuple[str, ...]:
        """All words before the surname."""
        return self.tokens[:-1]

    @property
    def is_full(self) -> bool:
        """Whether there is a surname and at least one first name that is no initial."""
        return len([t for t in self.tokens if t not in self.initials]) > 1

    @property
    def is_foreign(self) -> bool:
        """Whether any word is written as no Italian name is."""
        return any(looks_foreign(token) for token in self.tokens if token not in self.initials)

    @property
    def joined(self) -> str:
        """All words without spaces: "Gian Carlo" and "Giancarlo" are one."""
        return "".join(self.tokens)


def normal_name(name: str) -> str:
    """Return a name without the differences that are only spelling: case, accents, hyphens, full stops, spaces."""
    folded = fold(unicodedata.normalize("NFC", name).translate(_APOSTROPHES))
    return " ".join(folded.replace("-", " ").replace(".", "").split())


@lru_cache(maxsize=131072)
def parse_name(name: str) -> Name:
    """Return the pieces of a person's name: "Ursula von der Leyen" -> ("ursula", "vonderleyen").

    Titles before it ("papa", "mr") and nicknames in quotes are left out; a title alone is kept as a name.
    """
    words = _SPACES.split(_QUOTED.sub(" ", name).translate(_APOSTROPHES).strip())
    words = _without_honorifics([word for word in words if word])
    words, suffix = _without_suffix(words)
    pieces: list[tuple[str, bool]] = []
    for at, word in enumerate(words):
        pieces.extend(_pieces(word, inside=at > 0))
    glued, bare = _glued([(piece, initial) for piece, initial in pieces if piece])
    return Name(
        tokens=tuple(token for token, _ in glued),
        initials=frozenset(token for token, initial in glued if initial),
        bare=bare,
        suffix=suffix,
    )


def _without_honorifics(words: list[str]) -> list[str]:
    while len(words) > 1 and fold(words[0]).rstrip(".") in honorifics():
        words = words[1:]
    return words


def _without_suffix(words: list[str]) -> tuple[list[str], str]:
    """Return the words without "Jr." or a numeral at their end, and that."""
    last = fold(words[-1]).strip(".") if words else ""
    numeral = words[-1:] != [] and words[-1].isupper()
    if len(words) > 1 and last and _SUFFIX.fullmatch(last) and (numeral or last[0] in "js"):  # "Jinping Xi"
        return words[:-1], {"junior": "jr", "senior": "sr"}.get(last, last)
    return words, ""


def _pieces(word: str, *, inside: bool) -> list[tuple[str, bool]]:
    """Return the parts of one word, and whether each is an initial: "H.W." is two, "Jong-un" is two."""
    if _INITIALS.fullmatch(word):
        return [(letter, True) for letter in letters_of(word) if letter.isalpha()]
    found: list[tuple[str, bool]] = []
    parts = letters_of(word).split("-")
    for at, part in enumerate(parts):
        # "al-Assad", "Bashar el Assad"; "Al Gore" keeps his
        article = part in _ARABIC_ARTICLES and (at + 1 < len(parts) or (inside and part in ("al", "el", "ul")))
        if not article:
            found.extend(_apostrophes(part.replace(".", "")))
    return found


def _apostrophes(part: str) -> list[tuple[str, bool]]:
    """Return "d'alema" as two pieces, to be glued as a particle is, and "sha'ath" as one."""
    before, apostrophe, after = part.partition("'")
    if apostrophe and before in name_particles() and after:
        return [(before, False), (after.replace("'", ""), False)]
    return [(part.replace("'", ""), False)]


def _glued(pieces: list[tuple[str, bool]]) -> tuple[list[tuple[str, bool]], str]:
    """Return the pieces with particles glued to what follows, and the last of them without those of nobility."""
    found: list[tuple[str, bool]] = []
    held: list[str] = []
    bare = ""
    for at, (piece, initial) in enumerate(pieces):
        opens = at > 0 or (len(pieces) == 2 and piece not in ("ben", "van", "al", "la", "san", "mac", "lo"))
        if not initial and piece in name_particles() and at + 1 < len(pieces) and opens:
            held.append("bin" if piece in _SONS else piece)
            continue
        bare = "".join([part for part in held if part not in _NOBLE] + [piece])
        found.append((_SERVANT.sub("abd", "".join([*held, piece])), initial))
        held = []
    return _with_servants(found), bare


def _with_servants(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Return the pieces with "abdel" at the beginning joined to its name: "Abdel Fattah" is "Abdelfattah"."""
    found: list[tuple[str, bool]] = []
    for piece, initial in pieces:
        if found and found[-1][0] in ("abd", "abdel", "abdul", "abdal", "abdur", "abdu"):
            found[-1] = (f"abd{piece}", False)
        else:
            found.append((piece, initial))
    return found
