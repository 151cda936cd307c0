"""Words of our own, as a treebank and raw text would hold them, and Docs made by hand."""

from __future__ import annotations

from collections import Counter
from types import ModuleType
from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

# Lemma and forms, as a treebank would hold them.
NOUNS = """
chiesa chiese; corso corsi; corsa corse; letto letti; porta porte; faccia facce; stato stati; visita visite;
ministro ministri; monastero monasteri; magistero magisteri; emisfero emisferi; sentiero sentieri; pensiero pensieri;
cimitero; censura; parte parti; conto conti; posta poste; sale sali; sala sale
"""
ADJECTIVES = """
famoso famosa famosi famose; noioso noiosa noiosi noiose; geloso gelosa gelosi gelose; curioso curiosa curiosi curiose;
prezioso preziosa preziosi preziose; nervoso nervosa nervosi nervose; ansioso ansiosa ansiosi ansiose;
corto corta corti corte; colto colta colti colte; netto netta netti nette; stretto stretta stretti strette;
esatto esatta esatti esatte; salato salata salati salate; dolce dolci; grande grandi
"""
VERBS = "salire salì; salare salano; porre pone; posare posano; luccicare luccicava; scortare scorta; stare sta"
COMMON_VERBS = ("salire", "porre")
ENCLITICS = "incontrarlo incontrare lo; vederlo vedere lo; farlo fare lo; dirgli dire gli; vedergli vedere gli"
CLOSED = "ADP della di il; ADP nel in il; DET la il; DET una uno; PRON lo lo; NUM due due; AUX stato essere"
# Words of raw text, those that follow an article, and names inside a sentence.
WRITTEN = """
tracimare tracimò tracimava tracimando tracimato ministero monastero magistero emisfero sentiero pensiero
guerriero guerrieri
"""
NOUNS_IN_TEXT = "chiesa isola"
NAMES_IN_TEXT = "salò"


def treebank(evidence: ModuleType) -> list[Any]:
    found = []
    for pos, lines in (("NOUN", NOUNS), ("ADJ", ADJECTIVES)):
        for line in lines.split(";"):
            lemma, *forms = line.split()
            found += [evidence.Token(form, pos, lemma) for form in (lemma, *forms)] * 2
    for line in VERBS.split(";"):
        lemma, form = line.split()
        found += [evidence.Token(form, "VERB", lemma)] * (40 if lemma in COMMON_VERBS else 1)
    for line in ENCLITICS.split(";"):
        form, lemma = line.split(maxsplit=1)
        found += [evidence.Token(form, "VERB", lemma)] * 3
    for line in CLOSED.split(";"):
        pos, form, lemma = line.split(maxsplit=2)
        found += [evidence.Token(form, pos, lemma)] * 3
    return [token for token in found if evidence.is_evidence(token)]


def text(evidence: ModuleType) -> Any:
    words = Counter(dict.fromkeys(WRITTEN.split(), 5))
    return evidence.Text(words, Counter(NOUNS_IN_TEXT.split()), Counter(NAMES_IN_TEXT.split()))


def make_doc(vocab: Vocab, *tokens: tuple[str, str, str] | tuple[str, str, str, str]) -> Doc:
    """Return a Doc of (form, part of speech, lemma that the lemmatizer gave, morphology)."""
    return Doc(
        vocab,
        words=[token[0] for token in tokens],
        pos=[token[1] for token in tokens],
        lemmas=[token[2] for token in tokens],
        morphs=[token[3] if len(token) > 3 else "" for token in tokens],
    )
