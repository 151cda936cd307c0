"""From the trigger of an event to who says so: quotes, "secondo X", denials, sources that cite sources."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from spacy.tokens import Doc

from newsnlp.annotation import layers
from newsnlp.annotation.layers import QuoteItem
from newsnlp.annotation.tokens import Token, tokens_of
from newsnlp.lang.it.attribution import AttributionWords

Source = tuple[int | None, int, int]
NOMINAL = frozenset({"NOUN", "PROPN"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
AGENTS = frozenset({"obl:agent"})
# Where the words for a source end: "fonti del governo citate ieri", "fonti, che restano anonime".
ENDS_PHRASE = frozenset({"PUNCT", "CCONJ", "VERB", "AUX", "SCONJ", "PRON", "SPACE"})
BEFORE_PHRASE = frozenset({"DET", "ADP", "PUNCT", "SPACE", "CCONJ", "SCONJ", "ADV"})
# From a trigger up to the verb that "secondo X" belongs to: more heads are another statement.
MOST_HEADS = 6


class View:
    """One Doc with its entities as the rules ask for them."""

    def __init__(self, doc: Doc, words: AttributionWords) -> None:
        self.doc = doc
        self.tokens = tokens_of(doc)
        self.words = words
        self.parsed = doc.has_annotation("DEP")
        self.entities = layers.entities(doc)
        self.owner = _owners(doc)
        self.zero = layers.zero_subjects(doc)

    def lower(self, token: Token) -> str:
        """Return the word of a token in lower case with plain apostrophes."""
        return self.tokens.lower[token.i]

    def case(self, token: Token) -> set[str]:
        """Return the prepositions of a noun."""
        return {self.lower(child) for child in token.lefts if child.dep_ == "case"}

    def quotes_around(self, triggers: Sequence[int]) -> dict[int, list[QuoteItem]]:
        """Return trigger -> the quotes whose content holds it, the innermost first.

        Args:
            triggers: tokens in ascending order.
        """
        around: dict[int, list[QuoteItem]] = {}
        for quote in sorted(layers.quotes(self.doc), key=lambda q: q["content"][1] - q["content"][0]):
            start, end = quote["content"]
            for trigger in triggers[bisect_left(triggers, start) : bisect_left(triggers, end)]:
                around.setdefault(trigger, []).append(quote)
        return around


def _owners(doc: Doc) -> dict[int, int]:
    """Return token -> entity over mentions and the titles beside names: "il ministro Rossi"."""
    owner: dict[int, int] = {}
    for index, entity in enumerate(layers.entities(doc)):
        for role in entity["roles"]:
            owner.update(dict.fromkeys(range(role["start"], role["end"]), index))
    owner.update(layers.entity_of_token(doc))
    return owner


def sources_of(view: View, triggers: Sequence[int], told: Mapping[int, list[QuoteItem]]) -> list[Source]:
    """Return who says that an event is so, each source once, the outermost of a chain after the inner ones."""
    found: dict[tuple[int | None, str], Source] = {}
    for trigger in triggers:
        for source in _chain(view, trigger, told.get(trigger, ())):
            entity, start, end = source
            found.setdefault((entity, "" if entity is not None else view.doc[start:end].text.lower()), source)
    return list(found.values())


def _chain(view: View, trigger: int, quotes: Sequence[QuoteItem]) -> Iterator[Source]:
    if view.parsed:
        yield from _vouchers(view, view.tokens[trigger])
    for quote in quotes:
        yield from _of_quote(view, quote)
    if view.parsed:
        for head in _according(view, view.tokens[trigger]):
            yield from _with_cited(view, head)


# -- quotes ------------------------------------------------------------------------------------------


def _of_quote(view: View, quote: QuoteItem) -> Iterator[Source]:
    """Yield who says the quoted words, with the sources that they cite or that cite them."""
    cue, speaker = quote["cue"], quote["speaker"]
    head = _source_of_cue(view, view.tokens[cue[0]]) if cue is not None and view.parsed else None
    if head is not None and (speaker is None or is_anonymous(view, head) or view.owner.get(head.i) == speaker):
        yield from _with_cited(view, head)
    elif speaker is not None:
        if cue is not None and view.parsed:
            # "riferisce l'Ansa citando fonti diplomatiche"
            yield from _cited_by(view, view.tokens[cue[1] - 1].children)
        yield speaker, *_nearest_mention(view, speaker, cue or quote["content"])


def _source_of_cue(view: View, cue: Token) -> Token | None:
    """Return the head of the words for the source that a cue governs or introduces."""
    if view.lower(cue) in view.words.according and cue.dep_ != "case":
        # "stando a quanto riferito da fonti del ministero"
        below = next((child for child in cue.rights if child.dep_ in {"obl", "obj", "nmod", "ccomp"}), None)
        if below is not None and below.pos_ == "VERB":
            return _speaker_of_verb(view, below)
        return None if below is None else _meant(view, below)
    if cue.pos_ in {"VERB", "AUX"} and cue.dep_ != "case":
        return _speaker_of_verb(view, cue)
    if cue.dep_ == "case":
        return _meant(view, cue.head)
    # "a detta di fonti diplomatiche"
    noun = next((child for child in cue.rights if child.dep_ == "nmod"), None)
    return noun if noun is not None and noun.pos_ in NOMINAL else None


def _speaker_of_verb(view: View, verb: Token) -> Token | None:
    """Return the subject of a verb in the active, its agent in the passive: "riferito da fonti"."""
    kinds = AGENTS if _is_passive(verb) else SUBJECTS
    found = next((child for child in verb.children if child.dep_ in kinds), None)
    if found is None and verb.dep_ == "conj" and not _is_passive(verb):
        found = next((child for child in verb.head.children if child.dep_ == "nsubj"), None)
    if found is not None and found.pos_ == "PRON" and found.i not in view.owner and verb.dep_ == "acl:relcl":
        return verb.head if verb.head.pos_ in NOMINAL else None
    return found if found is not None and (found.pos_ in NOMINAL or found.i in view.owner) else None


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in {"aux:pass", "nsubj:pass", "obl:agent"} for child in verb.children)


def _meant(view: View, noun: Token) -> Token | None:
    """Return the source after "secondo": the noun, the antecedent of "cui", who is meant by "quanto dice X"."""
    word = view.lower(noun)
    if word in view.words.relative:
        # "cita Reuters, secondo cui Rossi ha incontrato Verdi"
        verb = noun.head
        return verb.head if verb.dep_ == "acl:relcl" and verb.head.pos_ in NOMINAL else None
    if noun.pos_ == "PRON":
        verb_below = next((child for child in noun.rights if child.pos_ == "VERB"), None)
        return None if verb_below is None else _speaker_of_verb(view, verb_below)
    return noun if noun.pos_ in NOMINAL else None


def _nearest_mention(view: View, entity: int, span: tuple[int, int]) -> tuple[int, int]:
    """Return the mention of a speaker beside the cue, in its sentence; the cue itself where there is none."""
    sentence = view.tokens[span[0]].sent
    mentions = view.entities[entity]["mentions"]
    first, last = (bisect_left(mentions, edge, key=itemgetter("start")) for edge in (sentence.start, sentence.end))
    near = [(m["start"], m["end"]) for m in mentions[first:last]]
    return min(near, key=lambda m: min(abs(m[0] - span[1]), abs(span[0] - m[1])), default=span)


# -- "secondo X" and "smentisce l'incontro" --------------------------------------------------------


def _according(view: View, trigger: Token) -> Iterator[Token]:
    """Yield the source of "secondo X" at the verb of the trigger or at one above it."""
    at = trigger
    for _ in range(MOST_HEADS):
        for child in at.children:
            # "è andato via e, secondo Rossi, ha visto Verdi": what stands behind one verb says nothing of the next
            reaches = at.i == trigger.i or child.i < min(at.i, trigger.i)
            if child.dep_ == "obl" and reaches and _is_source_phrase(view, child):
                head = _meant(view, child)
                if head is not None:
                    yield head
        if at.head.i == at.i:
            return
        at = at.head


def _is_source_phrase(view: View, noun: Token) -> bool:
    """Say whether "secondo" names a source: "secondo il programma" does not."""
    if not view.words.according & view.case(noun):
        return False
    return not any(view.lower(token) in view.words.blockers for token in view.tokens[noun.left_edge.i : noun.i + 2])


def _vouchers(view: View, trigger: Token) -> Iterator[Source]:
    """Yield who vouches for or denies the event that a noun names: "il Cremlino smentisce l'incontro"."""
    if trigger.pos_ not in NOMINAL:
        return
    noun = trigger
    if noun.dep_ == "nmod" and view.lower(noun.head) in view.words.news:
        noun = noun.head
    head = noun.head
    if noun.dep_ == "nmod" and view.lower(head) in view.words.account:
        for author in _authors(view, head, besides=noun):
            yield from _with_cited(view, author)
    elif head.pos_ == "VERB" and view.lower(head) in view.words.telling and _is_told(view, noun):
        speaker = _speaker_of_verb(view, head)
        if speaker is not None and speaker.i != noun.i:
            yield from _with_cited(view, speaker)
        elif speaker is None and not _is_passive(head):
            # "Ha annunciato un incontro con Verdi": the subject is left out
            finite = [head.i, *(child.i for child in head.lefts if child.dep_ == "aux")]
            yield from ((entity, head.i, head.i + 1) for token in finite for entity in view.zero.get(token, ()))


def _is_told(view: View, noun: Token) -> bool:
    """Say whether a noun is what a verb tells: its object, passive subject, or "riferisce dell'incontro"."""
    return noun.dep_ in {"obj", "nsubj:pass"} or (noun.dep_ == "obl" and bool(view.words.prep_di & view.case(noun)))


def _authors(view: View, account: Token, *, besides: Token) -> Iterator[Token]:
    """Yield whose an account is: "la smentita del Cremlino sull'incontro"."""
    for child in account.rights:
        own = (view.words.prep_di | view.words.prep_da) & view.case(child)
        if child.dep_ == "nmod" and child.i != besides.i and own and child.pos_ in NOMINAL:
            yield child


# -- sources that cite sources ------------------------------------------------------------------------


def _with_cited(view: View, head: Token) -> Iterator[Source]:
    """Yield what a source cites, the source, and who cites it: "l'Ansa cita Reuters, secondo cui ..."."""
    verb = head.head
    # "l'Ansa, che cita fonti di Palazzo Chigi"; "riferisce l'Ansa citando fonti diplomatiche"
    below = [*head.rights, *(child for child in verb.children if child.dep_ == "advcl")]
    yield from _cited_by(view, below)
    yield _source(view, head)
    if head.dep_ == "obj" and view.lower(verb) in view.words.citing:
        outer = _speaker_of_verb(view, verb)
        if outer is not None:
            yield _source(view, outer)
    # "fonti del ministero citate dall'Ansa"
    for citing in head.rights:
        if citing.dep_ == "acl" and view.lower(citing) in view.words.citing and _is_participle(citing):
            yield from (_source(view, child) for child in citing.rights if child.dep_ in AGENTS)


def _cited_by(view: View, verbs: Iterable[Token]) -> Iterator[Source]:
    """Yield the sources that those of `verbs` cite that cite any."""
    for citing in verbs:
        if citing.pos_ == "VERB" and view.lower(citing) in view.words.citing and not _is_participle(citing):
            yield from (_source(view, child) for child in citing.rights if _is_cited(child))


def _is_participle(verb: Token) -> bool:
    return "Part" in verb.morph.get("VerbForm", [])


def _is_cited(token: Token) -> bool:
    return token.dep_ == "obj" and token.pos_ in NOMINAL


def is_anonymous(view: View, head: Token) -> bool:
    """Say whether a noun is a source without a name; "La Stampa" is a newspaper, "la stampa israeliana" is not."""
    is_word = head.text[:1].islower() or head.i not in view.owner
    return is_word and view.lower(head) in view.words.anonymous


def _source(view: View, head: Token) -> Source:
    entity = None if is_anonymous(view, head) else view.owner.get(head.i)
    return entity, *_phrase(view, head)


def _phrase(view: View, head: Token) -> tuple[int, int]:
    """Return the words for a source without its article and its relative clause."""
    start = head.left_edge.i
    while start < head.i and view.tokens[start].pos_ in BEFORE_PHRASE:
        start += 1
    end, last = head.i + 1, head.right_edge.i
    while end <= last and view.tokens[end].pos_ not in ENDS_PHRASE:
        end += 1
    return start, end
