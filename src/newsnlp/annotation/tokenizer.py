"""Tokeniser settings for Italian news on top of spaCy's Italian tokeniser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, HYPHENS
from spacy.language import Language
from spacy.symbols import NORM, ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex

from newsnlp.errors import ModelMismatch

# spaCy splits every hyphen that a lower-case letter follows (Conte-bis, nord-est, Jong-un);
# the treebank keeps such words whole.
_HYPHEN_RULE = rf"(?<=[{ALPHA}])(?:{HYPHENS})(?=[{ALPHA_LOWER}])"


def adapt_tokenizer(
    nlp: Language,
    *,
    abbreviations: Iterable[str],
    respelled: Mapping[str, str],
    splittable: Iterable[str] = (),
) -> None:
    """Give the tokeniser of `nlp` the abbreviations and spellings of Italian news.

    Args:
        nlp: an Italian pipeline; its tokeniser is changed in place.
        abbreviations: forms that keep their final stop ("on.", "S.p.A.").
        respelled: typewriter spellings kept as one token, with the form used as NORM ("perche'" -> "perché").
        splittable: names after which a hyphen before a capital separates two names ("Italia-Germania").

    Raises:
        ModelMismatch: the pipeline has a tokeniser of another kind, which takes no rules.
    """
    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, Tokenizer):
        raise ModelMismatch(f"the tokeniser is a {type(tokenizer).__name__}; a spaCy Tokenizer is needed")
    tokenizer.infix_finditer = compile_infix_regex(_infixes(nlp, splittable)).finditer
    for form in abbreviations:
        # "l'on." needs no rule of its own: the tokeniser joins again what it has parted, behind an elided word too
        for spelling in dict.fromkeys((form, form[0].upper() + form[1:])):
            tokenizer.add_special_case(spelling, [{ORTH: spelling}])
    for written, correct in respelled.items():
        for form, norm in ((written, correct), (written.capitalize(), correct), (written.upper(), correct)):
            for spelling in _both_apostrophes(form):
                tokenizer.add_special_case(spelling, [{ORTH: spelling, NORM: norm}])


def _infixes(nlp: Language, splittable: Iterable[str]) -> list[str]:
    """Return the infix patterns: no hyphen split inside words, but one between two names."""
    infixes = [str(rule) for rule in nlp.Defaults.infixes or () if rule != _HYPHEN_RULE]
    names = sorted(splittable)
    if names:
        # the hyphen first: it is rare, and two hundred names tried at every character would triple the time
        before = "|".join(rf"(?<=\b{name}[-–])" for name in names)
        infixes.append(rf"[-–](?=[A-ZÀ-Ý])(?:{before})")
    return infixes


def _both_apostrophes(form: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((form, form.replace("'", "’"))))
