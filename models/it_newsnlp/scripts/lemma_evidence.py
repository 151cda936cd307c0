"""What treebanks and raw text say about lemmas, counted; what is plainly a slip of an annotator is left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from newsnlp.lang.it.conjugation import Form, irregular_verbs, verb_forms
from newsnlp.lang.it.event_words import event_lexicon
from newsnlp.lang.it.reporting import reporting_lexicon
from treebanks import documents
from vector_text import REPEATS, paragraphs

# Their lemma is the form as it is written, or they are too open for a table.
NOT_LISTED = frozenset({"PROPN", "PUNCT", "SYM", "X", "SPACE", "INTJ"})
INFLECTED = ("NOUN", "ADJ")
VERBS = frozenset({"VERB", "AUX"})
INFINITIVES = ("are", "ere", "ire", "rre")
# The treebanks lemmatise "XIX" now to itself, now to diciannovesimo.
ROMAN = re.compile("(x{0,3})(ix|iv|v?i{0,3})")
WORD = re.compile(r"\b[^\W\d_]+\b'?")
AFTER_WORD = re.compile(r"(?<=[^\W\d_] )[^\W\d_]+")
SHORTEST_WORD = 3
# A word of raw text stands there at least so often; a verb has so many kinds of its forms there.
WRITTEN = 3
VERB_FORMS = 4


class Token(NamedTuple):
    form: str
    pos: str
    lemma: str


class Text(NamedTuple):
    """What raw text holds, each word in lower case with its count.

    Attributes:
        words: words that are not capitalised.
        nouns: those of them that follow an article or the like.
        names: capitalised words inside a sentence.
    """

    words: Counter[str]
    nouns: Counter[str]
    names: Counter[str]


# (form, part of speech) -> its lemmas, counted.
Lemmas = Mapping[tuple[str, str], Counter[str]]


def tokens(path: Path) -> Iterator[Token]:
    """Yield the surface tokens of a treebank that say something about a lemma, forms in lower case."""
    for doc in documents(path, 1):
        for word in doc:
            token = Token(plain(word.text), word.pos_, word.lemma_)
            if is_evidence(token):
                yield token


def plain(text: str) -> str:
    return text.lower().replace("’", "'")


def is_evidence(token: Token) -> bool:
    """Return whether a token says something about the lemma of its form; "Qual", "politica|politico" do not."""
    if token.pos in NOT_LISTED or not (is_word(token.form) and is_word(token.lemma)):
        return False
    if token.pos in VERBS:
        return token.lemma.partition(" ")[0].endswith(INFINITIVES)
    if token.pos in INFLECTED and (len(token.form) == 1 or ROMAN.fullmatch(token.form)):
        return False
    return token.lemma == token.lemma.lower()


def is_word(text: str) -> bool:
    return text.translate({ord(mark): None for mark in " '-"}).isalpha()


def counted(found: Iterable[Token]) -> Lemmas:
    result: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for token in found:
        result[token.form, token.pos][token.lemma] += 1
    return result


def commonest(found: Counter[str]) -> tuple[str, int]:
    """Return the commonest and its count; of equals the first of the alphabet."""
    return min(found.items(), key=lambda item: (-item[1], item[0]))


def attested(lemmas: Lemmas, pos: str) -> dict[str, str]:
    """Return form -> its commonest lemma as that part of speech."""
    return {form: commonest(found)[0] for (form, p), found in sorted(lemmas.items()) if p == pos}


@cache
def bare_forms(verb: str) -> tuple[Form, ...]:
    """Return the forms of a verb without enclitics, in a fixed order."""
    return tuple(sorted((form for form in verb_forms(verb) if not form.enclitics), key=str))


def known_verbs(lemmas: Lemmas, text: Text) -> Counter[str]:
    """Return the verbs of the treebanks with their frequency, those of raw text and of newsnlp's tables as rare."""
    return treebank_verbs(lemmas) | Counter(dict.fromkeys(sorted(verbs_of(text.words) | listed_verbs()), 1))


def treebank_verbs(lemmas: Lemmas) -> Counter[str]:
    """Return the verbs of the treebanks, counted.

    A lemma most of whose forms are not its own ("passire" for passa) is a slip of an annotator.
    """
    total, own = Counter[str](), Counter[str]()
    for (form, pos), found in lemmas.items():
        for lemma, count in found.items() if pos in VERBS else ():
            verb, _, pronouns = lemma.partition(" ")
            total[verb] += count
            own[verb] += count if pronouns or any(f.text == form for f in bare_forms(verb)) else 0
    return Counter({verb: count for verb, count in sorted(total.items()) if own[verb] * 2 > count})


def listed_verbs() -> set[str]:
    """Return the verbs of newsnlp's own tables."""
    reporting = {verb for form in reporting_lexicon().verbs.values() for verb in form.lemmas}
    return {*irregular_verbs(), *event_lexicon().verbs, *reporting}


def verbs_of(words: Counter[str]) -> set[str]:
    """Return the verbs of raw text: infinitives with finite forms and a gerund or past participle beside them."""
    found = set()
    for word, count in words.items():
        if count >= WRITTEN and word.endswith(INFINITIVES) and len(word) > SHORTEST_WORD + 1:
            forms = [form for form in bare_forms(word) if form.text in words]
            finite = {(f.mood, f.tense, f.person, f.number) for f in forms if f.verb_form == "Fin"}
            other = {f.verb_form for f in forms if f.verb_form == "Ger" or (f.verb_form, f.tense) == ("Part", "Past")}
            if finite and other and len(finite) + len(other) >= VERB_FORMS:
                found.add(word)
    return found


def read_text(corpora: Path, lemmas: Lemmas) -> Text:
    """Return the words of raw text, counted."""
    before_noun = {form for form, lemma in attested(lemmas, "ADP").items() if " " in lemma}
    # "uno" itself is a pronoun too: "uno arrivò, l'altro no"
    before_noun |= {form for form, lemma in attested(lemmas, "DET").items() if lemma == "uno" != form}
    text = Text(Counter(), Counter(), Counter())
    for name in REPEATS:
        for paragraph in paragraphs(corpora / name) if name.startswith("raw/") else ():
            words = WORD.findall(paragraph.replace("’", "'"))
            text.words.update(word for word in words if is_written(word))
            text.nouns.update(w for before, w in pairwise(words) if is_written(w) and before.lower() in before_noun)
            text.names.update(w.lower() for w in AFTER_WORD.findall(paragraph) if w[0].isupper())
    return text


def is_written(word: str) -> bool:
    return word.islower() and len(word) >= SHORTEST_WORD and word[-1] != "'"
