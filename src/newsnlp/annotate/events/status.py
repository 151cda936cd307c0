"""Whether an event took place: tense, mood, negation and cue words around its trigger."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from newsnlp.annotate.events.view import View
from newsnlp.lang.it.event_words import Cue, status_cues, word_class

HAPPENED, PLANNED, POSSIBLE, NEGATED = "happened", "planned", "possible", "negated"
# How far up from a trigger a word may still decide its status.
MAX_GOVERNORS = 4


@dataclass(frozen=True)
class Verdict:
    """A status with its detail and the words that decided it; `strong` tells that something said so."""

    status: str
    detail: str | None
    cues: tuple[str, ...] = ()
    strong: bool = True


DEFAULT = Verdict(HAPPENED, "held", strong=False)


def status_of(view: View, trigger: Token) -> Verdict:
    """Return the status of the event that `trigger` names."""
    if trigger.pos_ in {"VERB", "AUX"}:
        return _verb_status(view, trigger)
    return _noun_status(view, trigger)


def negation(view: View, verb: Token) -> str | None:
    """Return the word that negates a verb, or None; "non solo" and "non è escluso che" do not negate."""
    for child in verb.children:
        word = view.lower[child.i]
        if child.dep_ in {"advmod", "cc", "mark", "case"} and word in word_class("negation") | {"senza"}:
            follows = view.lower[child.i + 1] if child.i + 1 < len(view.lower) else ""
            if word != "mai" and follows not in {"solo", "soltanto"}:
                return word
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubj:pass"} and view.lower[child.i] in {"nessuno", "nessuna"}:
            return view.lower[child.i]
    return None


def _finite(verb: Token) -> Token | None:
    """Return the finite token of a verb group: itself or an auxiliary."""
    for child in verb.children:
        if child.dep_ in {"aux", "aux:pass", "cop"} and "Fin" in child.morph.get("VerbForm", []):
            return child
    return verb if "Fin" in verb.morph.get("VerbForm", []) else None


def verb_group(view: View, verb: Token) -> Verdict:
    """Return what the verb's own group says: negation, modal, mood and tense, a hypothetical conjunction."""
    denied = negation(view, verb)
    if denied:
        return Verdict(NEGATED, "refused" if _is_future(verb) else "denied", (denied,))
    modal = _modal(view, verb)
    if modal:
        return modal
    return _doubt(view, verb) or _tense(view, verb)


def _doubt(view: View, verb: Token) -> Verdict | None:
    """Return the verdict of "se" or "forse" beside a verb."""
    for child in verb.children:
        if child.dep_ == "mark" and view.lower[child.i] in word_class("hypothetical"):
            return Verdict(POSSIBLE, "hypothetical", (view.lower[child.i],))
        cue = status_cues("ADV", "modifier").get(view.lower[child.i]) if child.dep_ == "advmod" else None
        if cue:
            return _from_cue(cue)
    return None


def _tense(view: View, verb: Token) -> Verdict:
    """Return what mood and tense say."""
    finite = _finite(verb)
    if finite is None:
        return DEFAULT
    if "Cnd" in finite.morph.get("Mood", []):
        return _conditional(view, verb, finite)
    if "Fut" in finite.morph.get("Tense", []):
        return Verdict(PLANNED, "planned", (view.lower[finite.i],))
    if _is_progressive(view, verb):
        return Verdict(HAPPENED, "ongoing", (view.lower[finite.i],))
    return Verdict(HAPPENED, "held", strong="Past" in finite.morph.get("Tense", []) or finite.i != verb.i)


def _is_future(verb: Token) -> bool:
    finite = _finite(verb)
    return finite is not None and "Fut" in finite.morph.get("Tense", [])


def _is_progressive(view: View, verb: Token) -> bool:
    """ "sta incontrando"."""
    return "Ger" in verb.morph.get("VerbForm", []) and any(
        child.dep_ == "aux" and view.lower[child.i] in {"sta", "stanno", "stava", "stavano"} for child in verb.children
    )


def _modal(view: View, verb: Token) -> Verdict | None:
    """Return the verdict of a modal auxiliary: "potrebbe incontrare", "vuole vedere", "dovrà ricevere"."""
    for child in verb.children:
        if child.dep_ != "aux":
            continue
        lemma = child.lemma_.partition(" ")[0]
        word = (view.lower[child.i],)
        conditional = "Cnd" in child.morph.get("Mood", [])
        if lemma == "potere":
            future = "Fut" in child.morph.get("Tense", [])
            return Verdict(PLANNED, "planned", word) if future else Verdict(POSSIBLE, "hypothetical", word)
        if lemma == "dovere":
            return Verdict(POSSIBLE, "hypothetical", word) if conditional else Verdict(PLANNED, "planned", word)
        if lemma == "volere":
            return Verdict(POSSIBLE, "requested", word) if conditional else Verdict(PLANNED, "planned", word)
    return None


def _conditional(view: View, verb: Token, finite: Token) -> Verdict:
    """ "avrebbe incontrato" is hearsay; after a past verb of saying it is a future: "disse che lo avrebbe visto"."""
    head = verb.head
    if verb.dep_ in {"ccomp", "advcl", "acl:relcl"} and head.lemma_.partition(" ")[0] in word_class("reporting_past"):
        outer = _finite(head)
        past = outer is not None and (outer.i != head.i or "Past" in outer.morph.get("Tense", []))
        if past and verb.dep_ == "ccomp":
            return Verdict(PLANNED, "planned", (view.lower[finite.i], view.lower[head.i]))
    compound = finite.i != verb.i
    return Verdict(POSSIBLE, "reported" if compound else "hypothetical", (view.lower[finite.i],))


def _from_cue(cue: Cue, *, negated: str | None = None) -> Verdict:
    """Return the verdict of a cue word; negating it turns a cancellation to a plan and a plan to a negation."""
    if negated is None:
        return Verdict(cue.status, cue.detail, (cue.lemma,))
    if cue.status == NEGATED:
        return Verdict(POSSIBLE if cue.detail == "refused" else PLANNED, "planned", (negated, cue.lemma))
    return Verdict(NEGATED, "denied", (negated, cue.lemma))


def _governor_cue(view: View, token: Token) -> Verdict | None:
    """Return the verdict of the nearest governor that is a cue, with its own negation."""
    child, steps = token, 0
    while child.head.i != child.i and steps < MAX_GOVERNORS:
        head = child.head
        if child.dep_ in {"acl:relcl", "parataxis", "appos", "nsubj:outer"} or _separates(child, head):
            return None
        part = {"VERB": "V", "AUX": "V", "ADJ": "A"}.get(head.pos_, "N")
        cue = status_cues(part, "governor").get(head.lemma_.partition(" ")[0].lower())
        if cue is None and part == "A":
            cue = status_cues("V", "governor").get(_verb_of_participle(head))
        if cue and _reaches(child, head, cue):
            return _from_cue(cue, negated=negation(view, head))
        if head.pos_ in {"VERB", "AUX"} and child.dep_ in {"obl", "obl:agent", "advmod", "nsubj", "advcl"}:
            # "ha deciso di approfondire le relazioni durante un incontro": the adjunct is out of reach
            return None
        child, steps = head, steps + 1
    return None


def _verb_of_participle(token: Token) -> str:
    """Return a plausible infinitive of a participle tagged as adjective: "previsto" keeps its own entry."""
    lemma = token.lemma_.lower()
    return f"{lemma[:-2]}are" if lemma.endswith("ato") else lemma


def _separates(child: Token, head: Token) -> bool:
    """Say whether a dependency leaves the cue's scope: adverbial clauses and loose coordination."""
    return child.dep_ in {"advcl", "conj"} and child.pos_ in {"VERB", "AUX"} and head.pos_ in {"VERB", "AUX"}


def _reaches(child: Token, head: Token, cue: Cue) -> bool:
    """Say whether a cue verb acts on what depends on it this way.

    "ha annunciato al vertice": what stands in an adjunct is untouched by the verb; its subject and object
    are touched; so are complements.
    """
    if head.pos_ in {"VERB", "AUX"} or "Part" in head.morph.get("VerbForm", []):
        if child.dep_ in {"obl", "obl:agent", "advmod", "nmod"}:
            return cue.lemma in {"rinunciare", "sperare", "opporsi", "puntare", "mirare"}
        if child.dep_ == "nsubj":
            return cue.lemma in {"saltare", "slittare", "sfumare", "potere", "dovere", "rischiare", "attendere"}
        if cue.lemma in {"confermare", "annunciare", "decidere", "dovere"} and child.dep_ == "nsubj:pass":
            return True
        return True
    return child.dep_ in {"nmod", "acl", "nsubj", "csubj", "xcomp", "ccomp", "obl", "advcl"}


def _verb_status(view: View, verb: Token) -> Verdict:
    own = verb_group(view, verb)
    if own.strong:
        return own
    finite = _finite(verb) is not None
    governed = None if finite and verb.dep_ not in {"ccomp", "xcomp"} else _governor_cue(view, verb)
    if governed and not (finite and governed.status == PLANNED):
        return governed
    if not finite and "Part" not in verb.morph.get("VerbForm", []):
        return _infinitive(view, verb)
    return own


def _infinitive(view: View, verb: Token) -> Verdict:
    """ "è volato a Mosca per incontrare X" is a plan; "dopo aver incontrato" and "incontrando" have happened."""
    if "Ger" in verb.morph.get("VerbForm", []) or any(child.dep_ == "aux" for child in verb.children):
        return DEFAULT
    marks = {view.lower[child.i] for child in verb.children if child.dep_ in {"mark", "case"}}
    if marks & {"dopo", "nel", "nell'", "ad", "a", "al", "nello", "del"}:
        return DEFAULT
    if verb.dep_ in {"advcl", "acl", "xcomp", "ccomp", "csubj"}:
        return Verdict(PLANNED, "planned", (view.lower[verb.i],))
    return DEFAULT


def _noun_status(view: View, noun: Token) -> Verdict:
    modified = _modifier_cue(view, noun)
    if modified and modified.status != PLANNED:
        return modified
    governed = _governor_cue(view, noun)
    if governed:
        return governed
    carried = _carrier(view, noun)
    if carried:
        return carried
    return modified or DEFAULT


def _modifier_cue(view: View, noun: Token) -> Verdict | None:
    """Return the verdict of an adjective, participle or determiner of the noun: "il mancato incontro"."""
    before = view.lower[noun.i - 1] if noun.i else ""
    if before in {"nessun", "nessuna", "niente", "senza", "mancato", "mancata", "alcun", "alcuna"}:
        return Verdict(NEGATED, "denied", (before,))
    for child in noun.children:
        if child.dep_ not in {"amod", "acl", "det", "advmod"}:
            continue
        lemma = child.lemma_.partition(" ")[0].lower()
        cue = status_cues("A", "modifier").get(lemma) or status_cues("A", "modifier").get(view.lower[child.i])
        cue = cue or (status_cues("V", "governor").get(lemma) if child.dep_ in {"acl", "amod"} else None)
        if cue:
            return _from_cue(cue, negated=negation(view, child))
    return None


def _carrier(view: View, noun: Token) -> Verdict | None:
    """Return what the verb that carries the noun says: "si terrà un vertice", "non c'è stato alcun incontro"."""
    head = noun.head
    if noun.dep_ == "ROOT" or head.i == noun.i:
        return verb_group(view, noun) if any(child.dep_ == "cop" for child in noun.children) else None
    if head.pos_ not in {"VERB", "AUX"}:
        return None
    light = head.lemma_.partition(" ")[0] in word_class("light") or head.pos_ == "AUX"
    if not light and noun.dep_ not in {"nsubj", "nsubj:pass"}:
        verdict = _verb_status(view, head)
        # "parteciperà al vertice", "discuterà durante il colloquio": the future of the verb is that of the noun
        return verdict if verdict.status == PLANNED and noun.dep_ in {"obl", "obj"} else None
    verdict = _verb_status(view, head)
    if light:
        return verdict if verdict.strong else None
    # "il vertice non ha risolto nulla": only tense passes from other verbs, not their negation
    return verdict if verdict.status == PLANNED else None
