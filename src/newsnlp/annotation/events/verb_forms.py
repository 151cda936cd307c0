"""Forms of verbs and nouns as the parse and the morphology tell them."""

from __future__ import annotations

from functools import lru_cache

from newsnlp.annotation.tokens import Token


def lemma_of(token: Token) -> str:
    """Return the lemma in lower case, without enclitics: "dire lo" -> "dire"."""
    return _plain(token.lemma_)


@lru_cache(maxsize=16384)
def _plain(lemma: str) -> str:
    return lemma.partition(" ")[0].lower()


def finite_of(verb: Token) -> Token | None:
    """Return the finite token of a verb group: itself, an auxiliary or a copula."""
    for child in verb.children:
        if child.dep_ in {"aux", "aux:pass", "cop"} and "Fin" in child.morph.get("VerbForm", []):
            return child
    return verb if "Fin" in verb.morph.get("VerbForm", []) else None


def is_present(noun: Token) -> bool:
    """ "è in visita", not "era in visita"."""
    return any(child.dep_ == "cop" and "Pres" in child.morph.get("Tense", []) for child in noun.children)


def is_indefinite(noun: Token) -> bool:
    """ "un incontro", not "l'incontro"."""
    return any(lemma_of(child) == "uno" for child in noun.children if child.dep_ == "det")


def is_future(verb: Token) -> bool:
    """ "incontrerà", "sarà ricevuto"."""
    finite = finite_of(verb)
    return finite is not None and "Fut" in finite.morph.get("Tense", [])


def has_modal(verb: Token) -> bool:
    """ "vuole incontrare"."""
    return any(child.dep_ == "aux" and lemma_of(child) in {"volere", "potere", "dovere"} for child in verb.children)


def is_participle(verb: Token) -> bool:
    """Say whether a verb is a participle without auxiliary: "ricevuto ieri da Weber"."""
    bare = not any(child.dep_.startswith("aux") for child in verb.children)
    return bare and "Part" in verb.morph.get("VerbForm", [])


def is_perfect(verb: Token) -> bool:
    """Say whether a verb is a compound without finite auxiliary: "aver incontrato", "essendo stato ricevuto"."""
    helpers = [child for child in verb.children if child.dep_.startswith("aux")]
    if len(helpers) == 1 and helpers[0].dep_ == "aux:pass" and "Inf" in helpers[0].morph.get("VerbForm", []):
        # "attende di essere ricevuto" is still to come, "dopo essere stato ricevuto" is not
        return False
    return "Part" in verb.morph.get("VerbForm", []) and bool(helpers)


def told_as_past(verb: Token) -> bool:
    """Say whether a verb is told as past: "ha telefonato per congratularsi"."""
    finite = finite_of(verb)
    return finite is not None and (finite.i != verb.i or "Past" in finite.morph.get("Tense", []))
