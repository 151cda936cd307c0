"""Which verbs a word can be a form of.

Some 500 verbs have 25,000 forms, and 200,000 with the pronouns that may be written together with them. Those are not
made beforehand, which would take longer than all the rest of loading: a word is taken apart when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Generic, TypeVar, overload

from newsnlp.lang.it.conjugation import Form, bare_forms, enclitics, hosts, takes, with_enclitics

T = TypeVar("T")
D = TypeVar("D")
Readings = tuple[Form, ...]


class VerbTable(Mapping[str, T], Generic[T]):
    """Form -> what is asked of its readings; to iterate over it, or to count it, makes all forms.

    What was found of a form is kept; there are no more of them than forms of the verbs.
    """

    def __init__(self, bare: Mapping[str, Readings], ask: Callable[[Readings], T | None], *, enclitics: bool) -> None:
        """Take the forms without pronouns and the question.

        Args:
            bare: form -> its readings, by the order of their verbs.
            ask: a function of a module; None is no answer, and the form is not in the table.
            enclitics: whether forms with pronouns attached are in ("incontrarlo").
        """
        self._bare = bare
        self._ask = ask
        self._enclitics = enclitics
        self._known: dict[str, T | None] = {}

    @overload
    def get(self, key: str, /) -> T | None: ...
    @overload
    def get(self, key: str, /, default: D) -> T | D: ...
    def get(self, key: str, /, default: D | None = None) -> T | D | None:
        """Return what is known of a form, `default` where it is none of these verbs."""
        if key in self._known:
            found = self._known[key]
        else:
            readings = self._readings(key)
            if not readings:
                return default
            found = self._known[key] = self._ask(readings)
        return default if found is None else found

    def __getitem__(self, key: str) -> T:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None

    def __iter__(self) -> Iterator[str]:
        forms = dict.fromkeys(self._bare)
        if self._enclitics:
            hosts = (form for readings in self._bare.values() for form in readings)
            forms |= dict.fromkeys(form.text for host in hosts for form in with_enclitics(host))
        return (form for form in forms if form in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _readings(self, text: str) -> Readings:
        bare = self._bare.get(text, ())
        if not self._enclitics or text[-2:] not in _last_letters():
            return bare
        attached = [
            form._replace(text=text, enclitics=clitic)
            for clitic in enclitics()
            if text.endswith(clitic)
            for host in hosts(text, clitic)
            for form in self._bare.get(host, ())
            if takes(form, clitic)
        ]
        return tuple(sorted(dict.fromkeys((*bare, *attached)), key=_lemma)) if attached else bare


def form_table(
    lemmas: Iterable[str], *, enclitics: bool = True, present_participles: bool = False
) -> VerbTable[Readings]:
    """Return form -> its readings among the verbs `lemmas`, in the order of the verbs.

    Args:
        lemmas: infinitives in lower case.
        enclitics: whether forms with pronouns attached are in ("incontrarlo", "riunitisi", "recandosi").
        present_participles: whether forms in -ante, -ente are in; in news they are nouns ("rappresentante").

    Raises:
        ValueError: one of the texts is no Italian infinitive.
    """
    return table_of(lemmas, _readings, enclitics=enclitics, present_participles=present_participles)


def lemma_table(
    lemmas: Iterable[str], *, enclitics: bool = True, present_participles: bool = False
) -> VerbTable[frozenset[str]]:
    """Return form -> the verbs among `lemmas` that it can be a form of; arguments as for `form_table`."""
    return table_of(lemmas, _lemmas, enclitics=enclitics, present_participles=present_participles)


def table_of(
    lemmas: Iterable[str],
    ask: Callable[[Readings], T | None],
    *,
    enclitics: bool = True,
    present_participles: bool = False,
) -> VerbTable[T]:
    """Return form -> what `ask`, a function of a module, says of its readings; arguments as for `form_table`.

    The same arguments bring the same table.
    """
    table: VerbTable[T] = _table(frozenset(lemmas), ask, enclitics, present_participles)
    return table


@lru_cache(maxsize=32)
def _table(
    lemmas: frozenset[str], ask: Callable[[Readings], Any], enclitics: bool, present_participles: bool
) -> VerbTable[Any]:
    return VerbTable(_bare_table(lemmas, present_participles), ask, enclitics=enclitics)


@lru_cache(maxsize=32)
def _bare_table(lemmas: frozenset[str], present_participles: bool) -> Mapping[str, Readings]:
    table: dict[str, Readings] = {}
    for lemma in sorted(lemmas):
        for form in bare_forms(lemma):
            if present_participles or form.verb_form != "Part" or form.tense != "Pres":
                known = table.get(form.text)
                if known is None:
                    table[form.text] = (form,)
                elif form not in known:
                    table[form.text] = (*known, form)
    return table


@lru_cache(maxsize=1)
def _last_letters() -> frozenset[str]:
    """Return how all pronouns end: few words end so."""
    return frozenset(clitic[-2:] for clitic in enclitics())


def _readings(forms: Readings) -> Readings:
    return forms


def _lemmas(forms: Readings) -> frozenset[str]:
    return frozenset(form.lemma for form in forms)


def _lemma(form: Form) -> str:
    return form.lemma
