"""Recognise phrases that name a person by title: "l'ex ministro degli Esteri russo", "i due leader della coalizione".

Pure functions over the words of a Doc; any component may call them. The tokens and the title lexicon decide, the
parts of speech only help where the Doc carries them. All offsets are token offsets of the Doc, half-open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from newsnlp.annotate.layers import EntityItem, RoleItem, entities
from newsnlp.lang.it.places import country_names, demonym_places, demonyms
from newsnlp.lang.it.titles import (
    TitleForm,
    determiners,
    host_nouns,
    learned_title,
    strip_prefix,
    title_complements,
    title_forms,
    title_modifiers,
)

# "l'allora giovane e popolare ..." : no title stands further from its determiner than this.
MAX_MODIFIERS = 4
# "presidente della storica casa automobilistica torinese X": words between a body's noun and its name.
MAX_HOST_WORDS = 3
# "il ministro degli Esteri francese Rossi, che ha parlato a lungo, e quello russo": words between title and "quello".
MAX_ELLIPSIS = 12
# Classes that state an office or a job even where the name does not stand beside it.
OFFICE_KINDS = frozenset(
    {
        "head_of_state", "head_of_government", "minister", "office", "leader", "party", "church", "military",
        "diplomat", "law", "business", "job", "sport",
    }
)  # fmt: skip
_DEFINITE = frozenset({"definite", "demonstrative"})


@dataclass(frozen=True, slots=True)
class TitlePhrase:
    """A phrase whose head is a title.

    Attributes:
        start: first token after the determiner: modifier, cardinal or head ("due" of "i due leader").
        end: one past the last token, nationality and organisation included.
        title_start: first token of the title (prefix or head).
        title_end: one past the last token of the title, before the organisation.
        head: token of the head noun.
        title: the title as written, in the singular, without nationality and organisation.
        lemma: masculine singular of the head, without prefix.
        kind: class of the title ("head_of_state", "job", "kin"...), see `newsnlp.lang.it.titles.TitleForm`.
        unique: at one time one person holds it for a country.
        nationality: Italian name of the place that an adjective names ("Russia"), None where there is none or two.
        of_tokens: the name of the organisation, place or person where it is held.
        of_all: all such names: "i ministri degli Esteri di Grecia e Turchia" has two.
        gender: m, f or None where nothing tells.
        number: s or p.
        definite: the determiner is a definite article or a demonstrative.
        determiner: its token, None where the title stands bare.
        possessive: "il suo portavoce".
        cardinal: word of the number ("due"), lower case.
        prefix: "ex", "vice", "neo" where one stands apart from or joined to the head.
    """

    start: int
    end: int
    title_start: int
    title_end: int
    head: int
    title: str
    lemma: str
    kind: str
    unique: bool
    nationality: str | None
    of_tokens: tuple[int, int] | None
    of_all: tuple[tuple[int, int], ...]
    gender: str | None
    number: str
    definite: bool
    determiner: int | None
    possessive: bool
    cardinal: str | None
    prefix: str | None


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
    """

    text: list[str]
    lower: list[str]
    pos: list[str]
    name_end: Mapping[int, int]
    in_name: list[bool]
    people: frozenset[int]


@dataclass(slots=True)
class _Draft:
    """A phrase that is being read; `cursor` is the next token."""

    form: TitleForm
    cursor: int
    title_end: int
    words: list[str]
    nationality: str | None = None
    demonym: bool = False
    of_all: list[tuple[int, int]] = field(default_factory=list)
    opened: bool = False


Name = tuple[int, int, str]


def name_spans(doc: Doc) -> list[Name]:
    """Return (start, end, type) of the names of the entity layer, or of the tagged entities where there is none yet."""
    layer = entities(doc)
    if layer:
        return [(m["start"], m["end"], item["type"]) for item in layer for m in item["mentions"] if m["kind"] == "name"]
    return [(ent.start, ent.end, ent.label_) for ent in doc.ents]


def read_words(doc: Doc, names: Iterable[Name] | None = None) -> TitleWords:
    """Return the word lists of `doc`; `names` are (start, end, type), taken from `name_spans` where left out."""
    read = [(token.text, token.pos_) for token in doc]
    text = [word for word, _ in read]
    name_end: dict[int, int] = {}
    in_name = [False] * len(text)
    spans = name_spans(doc) if names is None else list(names)
    for start, end, _ in spans:
        name_end[start] = max(end, name_end.get(start, end))
        in_name[start:end] = [True] * (end - start)
    return TitleWords(
        text=text,
        lower=[word.lower().replace("’", "'") for word in text],
        pos=[pos for _, pos in read],
        name_end=name_end,
        in_name=in_name,
        people=frozenset(start for start, _, label in spans if label == "PER"),
    )


def find_title_phrases(doc: Doc, names: Iterable[Name] | None = None) -> list[TitlePhrase]:
    """Return the title phrases of `doc` in text order; none overlaps another's head.

    Args:
        doc: tokens; parts of speech help but are not needed.
        names: (start, end, type) of names; taken from `name_spans` where left out.
    """
    return phrases_of(read_words(doc, names))


def phrases_of(words: TitleWords) -> list[TitlePhrase]:
    """Return the title phrases among `words`, in text order."""
    found: list[TitlePhrase] = []
    index = 0
    while index < len(words.text):
        phrase = title_at(words, index) or (elliptic_at(words, index, found[-1]) if found else None)
        if phrase is not None:
            found.append(phrase)
        index = phrase.title_end if phrase is not None else index + 1
    return found


def title_at(words: TitleWords, index: int) -> TitlePhrase | None:
    """Return the title phrase whose head begins at token `index`, or None."""
    matched = _head(words, index)
    if matched is None:
        return None
    form, end, prefix = matched
    draft = _Draft(form=form, cursor=end, title_end=end, words=[])
    while any(take(words, draft) for take in (_take_complement, _take_nationality, _take_of, _take_adjective)):
        pass
    return _phrase(words, index, end, prefix, draft)


def elliptic_at(words: TitleWords, index: int, before: TitlePhrase) -> TitlePhrase | None:
    """Return the phrase of a title that is not said again: "il presidente francese A e quello russo B", or None.

    Args:
        words: the words of the Doc.
        index: token of "quello", "quella", "quelli", "quelle".
        before: the last title phrase before `index`.
    """
    known = determiners().get(words.lower[index])
    if (
        known is None
        or known.kind != "demonstrative"
        or index - before.end > MAX_ELLIPSIS
        or index + 1 >= len(words.text)
    ):
        return None
    head = next((form for form in title_forms().get(words.lower[before.head], ())), None)
    if head is None or "." in words.text[before.end : index]:
        return None
    form = replace(head, gender=known.gender or head.gender, number=known.number)
    draft = _Draft(form=form, cursor=index + 1, title_end=index + 1, words=[])
    if not (_take_complement(words, draft) or _take_nationality(words, draft) or _take_of(words, draft)):
        return None
    while any(take(words, draft) for take in (_take_complement, _take_nationality, _take_of)):
        pass
    title = _joined([head.singular, *draft.words]) if draft.words else before.title
    return replace(
        before,
        start=index,
        end=draft.cursor,
        title_start=index,
        title_end=draft.title_end,
        head=index,
        title=title,
        nationality=draft.nationality,
        of_tokens=draft.of_all[0] if draft.of_all else None,
        of_all=tuple(draft.of_all),
        gender=known.gender or before.gender,
        number=known.number or before.number,
        definite=True,
        determiner=None,
        possessive=False,
        cardinal=None,
        prefix=None,
    )


def _head(words: TitleWords, index: int) -> tuple[TitleForm, int, str | None] | None:
    """Return the longest title at `index`: form, one past its last token, joined prefix."""
    word = words.lower[index]
    if words.in_name[index] or words.pos[index] in {"VERB", "AUX"}:
        return None
    for form in title_forms().get(word, ()):
        end = index + len(form.words)
        if tuple(words.lower[index:end]) != form.words or _is_other_word(words, form, index):
            continue
        if _whole_names(words, index, end):
            return form, end, None
    joined = strip_prefix(word) if word[:2] in {"vi", "ne", "ex"} else None
    if joined is None:
        # "l'ittiologo Mario Rossi"
        learned = learned_title(word) if words.text[index][:1].islower() and _near_name(words, index + 1) else None
        return None if learned is None else (learned, index + 1, None)
    prefix, rest = joined
    return next(form for form in title_forms()[rest] if len(form.words) == 1), index + 1, prefix


def _near_name(words: TitleWords, at: int) -> bool:
    """Return whether a name begins at `at` or after one more word: "l'ittiologo (danese) Rossi"."""
    return at in words.name_end or at + 1 in words.name_end


def _whole_names(words: TitleWords, start: int, end: int) -> bool:
    """Return whether no name reaches over the edge `end`: "presidente del Consiglio europeo" is no premier."""
    if end < len(words.text) and words.in_name[end - 1] and words.in_name[end]:
        return end in words.name_end
    follows = words.lower[end] if end < len(words.text) else ""
    return not (end - start > 1 and words.lower[end - 1] == "consiglio" and follows in _COUNCILS)


def _may_follow_title(words: TitleWords, at: int) -> bool:
    """Return whether the token can follow a title that a tagger took for an adjective: a name or "di"."""
    if at >= len(words.text) or at in words.name_end:
        return at in words.name_end
    known = determiners().get(words.lower[at])
    return known is not None and known.preposition == "di"


_SURNAME_KINDS = frozenset({"job", "person", "kin", "sport", "leader"})
# "presidente del Consiglio regionale", "del Consiglio di sicurezza": councils, not the government.
_COUNCILS = frozenset({"europeo", "regionale", "comunale", "provinciale", "superiore", "nazionale", "federale", "di"})


def _is_other_word(words: TitleWords, form: TitleForm, index: int) -> bool:
    """Return whether the word is rather a name or a preposition: "con Sarto e Barbieri", "ad Anna"."""
    before = words.lower[index - 1] if index else ""
    if words.pos[index] == "ADJ" and len(form.words) == 1 and not _may_follow_title(words, index + 1):
        # "la storica voce della radio", "un vertice politico"
        return True
    if form.words[0] in determiners():
        # "ad Angela Merkel" is no managing director; "l'ad Angela Merkel" is.
        known = determiners().get(before)
        return before not in title_modifiers() and (known is None or known.kind == "bare")
    if form.kind not in _SURNAME_KINDS or not words.text[index][0].isupper():
        return False
    return bool(before) and before[-1].isalpha() and before not in determiners()


def _take_complement(words: TitleWords, draft: _Draft) -> bool:
    """Take "degli Esteri", "generale", "ad interim" after the head."""
    at = draft.cursor
    if at >= len(words.text) or draft.of_all:
        return False
    for complement in title_complements().get(words.lower[at], ()):
        end = at + len(complement.words)
        if tuple(words.lower[at:end]) == complement.words and _whole_names(words, at, end):
            singular = complement.singular if draft.form.number == "p" else None
            draft.words += [singular] if singular else words.text[at:end]
            draft.cursor = draft.title_end = end
            return True
    return _take_duty(words, draft)


def _take_duty(words: TitleWords, draft: _Draft) -> bool:
    """Take an area of duty: "capo della polizia", "responsabile delle attività italiane"."""
    at = draft.cursor
    opener = determiners().get(words.lower[at])
    if draft.opened or opener is None or opener.preposition not in draft.form.complement:
        return False
    noun = at + 1
    if opener.kind == "bare" and noun < len(words.text) and words.lower[noun] in determiners():
        noun += 1
    ministry = draft.form.kind == "minister" or draft.form.lemma == "assessore"
    if not _is_duty_noun(words, noun, capital=ministry):
        return False
    end = noun + 1
    while end < len(words.text) and words.pos[end] == "ADJ" and not words.in_name[end] and not _names_place(words, end):
        end += 1
    # "delle attività italiane": an adjective of place that agrees with the duty, not with the head.
    if end < len(words.text) and _names_place(words, end) and not _agrees(words.lower[end], draft.form):
        end += 1
    draft.words += words.text[at:end]
    draft.cursor = draft.title_end = end
    draft.opened = True
    return True


def _is_duty_noun(words: TitleWords, at: int, *, capital: bool) -> bool:
    """Return whether the token is a noun that is neither a person's title nor a body or place.

    With `capital` it may be the name of a ministry that no list has: "ministro delle Foreste".
    """
    if at >= len(words.text) or words.in_name[at]:
        return False
    word = words.text[at]
    if not word[0].isalpha() or words.pos[at] not in {"", "NOUN", "ADJ", "X", "PROPN"}:
        return False
    lower = words.lower[at]
    if not word[0].islower():
        return capital and lower not in host_nouns()
    return not (lower in host_nouns() or lower in title_forms() or lower in title_modifiers() or lower in determiners())


def _names_place(words: TitleWords, at: int) -> bool:
    return bool(demonym_places(words.lower[at]))


def _agrees(adjective: str, form: TitleForm) -> bool:
    """Return whether an adjective of place can modify the title: "presidente russo", not "presidente russe"."""
    known = demonyms().get(adjective) or demonyms().get(adjective.rpartition("-")[2])
    if known is None:
        return False
    number = known.number is None or form.number is None or known.number == form.number
    return number and (known.gender is None or form.gender is None or known.gender == form.gender)


def _take_nationality(words: TitleWords, draft: _Draft) -> bool:
    """Take "russo" of "presidente russo", "russi" of "ministri russi"; it is no part of the title."""
    at = draft.cursor
    if draft.demonym or at >= len(words.text) or words.in_name[at] or not words.text[at][0].islower():
        return False
    places = demonym_places(words.lower[at])
    if not places or not _agrees(words.lower[at], draft.form):
        return False
    draft.nationality = places[0] if len(places) == 1 else None
    draft.demonym = True
    draft.cursor = at + 1
    return True


def _take_of(words: TitleWords, draft: _Draft) -> bool:
    """Take "della Nato", "degli Stati Uniti", "della società Esselunga", "di Grecia e Turchia"."""
    if draft.of_all:
        return False
    name = _holder_beside(words, draft.cursor) or _name_after(words, draft.cursor)
    if name is None:
        return _take_host(words, draft)
    draft.of_all.append(name)
    draft.cursor = name[1]
    while draft.form.number != "s" and (name := _next_name(words, draft.cursor)) is not None:
        draft.of_all.append(name)
        draft.cursor = name[1]
    _take_trailing_demonym(words, draft)
    return True


def _holder_beside(words: TitleWords, at: int) -> tuple[int, int] | None:
    """Return the name of "il presidente Usa", "il segretario Pd", "il capogruppo M5S" at token `at`."""
    if at not in words.name_end or at in words.people:
        return None
    return at, words.name_end[at]


def _name_after(words: TitleWords, at: int, nouns: int = MAX_HOST_WORDS) -> tuple[int, int] | None:
    """Return the name in "di NAME", "del NAME", "della società (automobilistica) NAME" at token `at`."""
    opener = determiners().get(words.lower[at]) if at < len(words.text) else None
    if opener is None or opener.preposition != "di":
        return None
    name = at + 1
    if opener.kind == "bare" and name < len(words.text) and words.lower[name] in {"la", "il", "lo", "l'"}:
        name += 1
    if name < len(words.text) and words.lower[name] in host_nouns() and not words.in_name[name]:
        name = _skip_host(words, name, nouns)
    if name < len(words.text) and name in words.name_end:
        return name, words.name_end[name]
    return _capitals(words, name) if name == at + 1 else None


def _skip_host(words: TitleWords, at: int, nouns: int) -> int:
    """Return the token after "società automobilistica" or "comunità di" where a name follows, else `at`."""
    for name in range(at + 1, min(at + 2 + nouns, len(words.text))):
        if name in words.name_end:
            # "il presidente della fondazione Anna Rossi"
            return at if name in words.people else name
        opener = determiners().get(words.lower[name])
        if not words.lower[name][0].isalpha() or (opener is not None and opener.preposition != "di"):
            break
    return at


def _capitals(words: TitleWords, at: int) -> tuple[int, int] | None:
    """Return a run of capitalised words that no tagger found: "presidente della Camera"."""
    end = at
    while end < len(words.text) and words.text[end][:1].isupper() and not words.in_name[end]:
        end += 1
    if end > at and end < len(words.text) and words.pos[end] == "ADJ" and not _names_place(words, end):
        end += 1
    whole = end >= len(words.text) or not words.in_name[end] or end in words.name_end
    return (at, end) if end > at and whole else None


def _next_name(words: TitleWords, at: int) -> tuple[int, int] | None:
    """Return the second name of "di Grecia e Turchia", "di Grecia e della Turchia", "di Grecia, Turchia e ..."."""
    if at >= len(words.text) or words.lower[at] not in {"e", "ed", ","}:
        return None
    if at + 1 in words.name_end and not _opens_person_list(words, at):
        return at + 1, words.name_end[at + 1]
    return _name_after(words, at + 1, nouns=0) if at + 1 < len(words.text) else None


def _opens_person_list(words: TitleWords, at: int) -> bool:
    """Return whether a comma parts the title from the people: "di Grecia e Turchia, Kotzias e Cavusoglu"."""
    return words.lower[at] == ","


def _take_host(words: TitleWords, draft: _Draft) -> bool:
    """Take "della compagnia triestina", a body without a name, into the phrase but not into the title."""
    at = draft.cursor
    opener = determiners().get(words.lower[at]) if at < len(words.text) else None
    if draft.opened or opener is None or opener.preposition != "di" or opener.kind != "definite":
        return False
    if at + 1 >= len(words.text) or words.lower[at + 1] not in host_nouns() or words.in_name[at + 1]:
        return False
    draft.opened = True
    draft.cursor = at + 2
    while draft.cursor < len(words.text) and _is_adjective(words, draft.cursor):
        draft.cursor += 1
    return True


def _is_adjective(words: TitleWords, at: int) -> bool:
    return not words.in_name[at] and (words.pos[at] == "ADJ" or _names_place(words, at))


def _take_adjective(words: TitleWords, draft: _Draft) -> bool:
    """Take "ortodosso" of "patriarca ortodosso di Mosca", "frusinate" of "attaccante frusinate Mario Rossi"."""
    at = draft.cursor
    if at + 1 >= len(words.text) or words.pos[at] != "ADJ" or words.in_name[at] or not words.text[at][0].islower():
        return False
    following = determiners().get(words.lower[at + 1])
    if at + 1 not in words.name_end and (following is None or following.preposition != "di"):
        return False
    draft.cursor = at + 1
    return True


def _take_trailing_demonym(words: TitleWords, draft: _Draft) -> None:
    """Take "americano" of "portavoce del Dipartimento della Difesa americano"."""
    at = draft.cursor
    if not draft.demonym and at < len(words.text) and words.text[at][0].islower() and _names_place(words, at):
        draft.cursor = at + 1
        draft.demonym = True


def _phrase(words: TitleWords, head: int, head_end: int, prefix: str | None, draft: _Draft) -> TitlePhrase:
    """Return the finished phrase: determiner, number, gender and text of the title are settled."""
    form = draft.form
    before = _Before(words, head)
    number = form.number or before.number or "s"
    gender = form.gender or before.gender
    title = " ".join(words.text[head:head_end])
    if form.number == "p":
        title = (prefix or "") + form.singular
    parts = [*before.prefix_words, title, *draft.words]
    return TitlePhrase(
        start=before.start,
        end=draft.cursor,
        title_start=head - len(before.prefix_words),
        title_end=draft.title_end,
        head=head,
        title=_joined(parts),
        lemma=form.lemma,
        kind=form.kind,
        unique=form.unique,
        nationality=draft.nationality,
        of_tokens=draft.of_all[0] if draft.of_all else None,
        of_all=tuple(draft.of_all),
        gender=gender,
        number=number,
        definite=before.definite,
        determiner=before.determiner,
        possessive=before.possessive,
        cardinal=before.cardinal,
        prefix=prefix or (before.prefix_words[0].lower() if before.prefix_words else None),
    )


def _joined(parts: Sequence[str]) -> str:
    """Join words with blanks, none after an apostrophe: "ministro dell'Interno"."""
    return " ".join(parts).replace("' ", "'").replace("’ ", "’")


class _Before:
    """What stands before a title: determiner, cardinal, adjectives, prefix."""

    def __init__(self, words: TitleWords, head: int) -> None:
        self.start = head
        self.determiner: int | None = None
        self.definite = self.possessive = False
        self.cardinal: str | None = None
        self.prefix_words: list[str] = []
        self.gender: str | None = None
        self.number: str | None = None
        for at in range(head - 1, max(head - 2 - MAX_MODIFIERS, -1), -1):
            if words.in_name[at] or not self._take(words, at, head):
                break

    def _take(self, words: TitleWords, at: int, head: int) -> bool:
        """Take the word before the phrase; return whether a further one may belong to it."""
        lower = words.lower[at]
        kind = title_modifiers().get(lower)
        known = determiners().get(lower)
        if kind == "prefix" and lower != "già" and at == head - 1 - len(self.prefix_words):
            self.prefix_words.insert(0, words.text[at])
        elif kind == "cardinal":
            self.cardinal, self.number = lower, "p"
        elif known is not None and known.kind == "possessive":
            self.possessive = True
            self._agree(known.gender, known.number)
        elif known is not None and known.kind != "bare":
            self.determiner, self.definite = at, known.kind in _DEFINITE
            self._agree(known.gender, known.number)
            return False
        elif kind is None and not _is_praise(words, at):
            return False
        self.start = at
        return True

    def _agree(self, gender: str | None, number: str | None) -> None:
        self.gender = self.gender or gender
        self.number = self.number or number


def _is_praise(words: TitleWords, at: int) -> bool:
    """Return whether the token is an adjective before the title: "il potente capo", never one of place."""
    return words.pos[at] == "ADJ" and words.text[at][0].islower() and not _names_place(words, at)


def role_item(phrase: TitlePhrase, of: int | str | None) -> RoleItem:
    """Return the role that `phrase` states; `of` from `held_at`."""
    return {"title": phrase.title, "of": of, "start": phrase.title_start, "end": phrase.title_end}


def held_at(
    phrase: TitlePhrase, owner: Mapping[int, int], layer: Sequence[EntityItem], *, which: int = 0
) -> int | str | None:
    """Return where the title is held: entity index, name of the country of an adjective, or None.

    Args:
        phrase: a title phrase.
        owner: token -> entity index, from `layers.entity_of_token`.
        layer: the entity layer.
        which: number of the holder, for "i ministri di Grecia e Turchia, A e B".
    """
    if phrase.of_all:
        at = phrase.of_all[min(which, len(phrase.of_all) - 1)][0]
        return owner.get(at)
    if phrase.nationality is None:
        return None
    return place_entity(phrase.nationality, layer) if layer else phrase.nationality


def place_entity(name: str, layer: Sequence[EntityItem]) -> int | str:
    """Return the index of the place called `name` or by one of its other names, or `name` where there is none."""
    known = country_names().get(name.lower())
    names = {n.lower() for n in known.names} if known else {name.lower()}
    for index, item in enumerate(layer):
        if item["type"] in {"LOC", "ORG"} and item["name"].lower() in names:
            return index
    return name


def add_role(item: EntityItem, role: RoleItem) -> None:
    """Add `role` to `item` unless it is there; a role without `of` takes it from its repetition."""
    title = role["title"].casefold()
    for number, known in enumerate(item["roles"]):
        other = known["title"].casefold()
        # "presidente" beside "presidente della Repubblica" tells nothing more.
        if role["of"] is None and other.startswith(f"{title} "):
            return
        if known["of"] is None and title.startswith(f"{other} "):
            item["roles"][number] = role
            return
        if other != title:
            continue
        if known["of"] == role["of"] or role["of"] is None:
            return
        if known["of"] is None:
            item["roles"][number] = {**known, "of": role["of"]}
            return
    item["roles"].append(role)


def states_office(phrase: TitlePhrase) -> bool:
    """Return whether the title is a role even where it stands away from the name ("il premier", not "il rivale")."""
    return phrase.kind in OFFICE_KINDS


__all__ = [
    "OFFICE_KINDS", "TitlePhrase", "TitleWords", "add_role", "find_title_phrases", "held_at", "name_spans",
    "phrases_of", "place_entity", "read_words", "role_item", "states_office", "title_at",
]  # fmt: skip
