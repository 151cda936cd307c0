"""Title phrases: "l'ex ministro degli Esteri russo", "i due leader della coalizione"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from newsnlp.annotation.titles.before import Before
from newsnlp.annotation.titles.extent import Draft, extend
from newsnlp.annotation.titles.heads import find_head
from newsnlp.annotation.titles.words import Name, TitleWords, name_spans, read_words, words_of
from newsnlp.annotation.tokens import Tokens, tokens_of
from newsnlp.lang.it.titles import determiners, title_forms

# "il ministro degli Esteri francese Rossi, che ha parlato a lungo, e quello russo": words between title and "quello".
MAX_ELLIPSIS = 12


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
        also: the further titles of a plural: "i ministri degli Esteri e della Difesa" has "ministro della Difesa".
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
    also: tuple[str, ...] = ()


def find_title_phrases(doc: Doc, names: Iterable[Name] | None = None) -> list[TitlePhrase]:
    """Return the title phrases of `doc` in text order; none overlaps another's head.

    Args:
        doc: tokens; parts of speech help but are not needed.
        names: (start, end, type) of names; taken from `name_spans` where left out.
    """
    return list(read_titles(doc)[1]) if names is None else phrases_of(read_words(doc, names))


def read_titles(doc: Doc, tokens: Tokens | None = None) -> tuple[TitleWords, tuple[TitlePhrase, ...]]:
    """Return the words of `doc` and its title phrases, sought once as long as its names are the same.

    Args:
        doc: tokens and names.
        tokens: its tokens, where the caller has them.
    """
    tokens, names = tokens_of(doc) if tokens is None else tokens, name_spans(doc)
    kept = tokens.kept
    key = ("titles", *names)
    if key not in kept:
        words = words_of(tokens, names)
        kept[key] = words, tuple(phrases_of(words))
    found: tuple[TitleWords, tuple[TitlePhrase, ...]] = kept[key]
    return found


def phrases_of(words: TitleWords) -> list[TitlePhrase]:
    """Return the title phrases among `words`, in text order."""
    found: list[TitlePhrase] = []
    last = 0
    for index in words.openers:
        if index < last:
            continue
        phrase = title_at(words, index) or (elliptic_at(words, index, found[-1]) if found else None)
        if phrase is not None:
            found.append(phrase)
            last = phrase.title_end
    return found


def title_at(words: TitleWords, index: int) -> TitlePhrase | None:
    """Return the title phrase whose head begins at token `index`, or None."""
    matched = find_head(words, index)
    if matched is None:
        return None
    form, end, prefix = matched
    draft = Draft(form=form, cursor=end, title_end=end)
    extend(words, draft)
    return _phrase(words, index, end, prefix, draft)


def elliptic_at(words: TitleWords, index: int, before: TitlePhrase) -> TitlePhrase | None:
    """Return the phrase of a title that is not said again: "il presidente francese A e quello russo B", or None.

    Args:
        words: the words of the Doc.
        index: token of "quello", "quella", "quelli", "quelle".
        before: the last title phrase before `index`.
    """
    known = determiners().get(words.lower[index])
    if known is None or known.kind != "demonstrative" or index - before.end > MAX_ELLIPSIS:
        return None
    head = next(iter(title_forms().get(words.lower[before.head], ())), None)
    if head is None or "." in words.text[before.end : index]:
        return None
    form = replace(head, gender=known.gender or head.gender, number=known.number)
    draft = Draft(form=form, cursor=index + 1, title_end=index + 1)
    if not extend(words, draft):
        return None
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


def _phrase(words: TitleWords, head: int, head_end: int, prefix: str | None, draft: Draft) -> TitlePhrase:
    """Return the finished phrase: determiner, number, gender and text of the title are settled."""
    form = draft.form
    before = Before(words, head)
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
        also=tuple(_joined([*before.prefix_words, title, *area]) for area in draft.also),
    )


def _joined(parts: Sequence[str]) -> str:
    """Join words with blanks, none after an apostrophe or before a stop: "ministro dell'Interno", "All."."""
    return " ".join(parts).replace("' ", "'").replace("’ ", "’").replace(" .", ".")
