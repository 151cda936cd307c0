"""Every form of an Italian verb, regular or not, from its infinitive.

With it "chiese" is known to be chiedere whatever tagger and lemmatiser say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from newsnlp.lang.contract import TableSpec
from newsnlp.lang.loader import cached_table

PACKAGE = "newsnlp.lang.it"
_IRREGULAR = TableSpec(
    columns=("lemma", "past", "participle", "other", "members"),
    optional=frozenset({"past", "participle", "other", "members"}),
)
_ENDINGS = TableSpec(columns=("theme", "mood", "tense", "endings"), key=3)
_ENCLITICS = TableSpec(columns=("form",))

# A stem of letters, parts of it perhaps joined by hyphens ("co-dirigere").
_INFINITIVE = re.compile(r"(?:[^\W\d_]+-)*[^\W\d_]+(?:are|ere|ire|rre)")

VerbForm = Literal["Fin", "Inf", "Ger", "Part"]
# What is cut from the end of a short imperative: "di'".
APOCOPE = "'"
LONGEST_OF_PARTICIPLES = 3
# The forms of one tense: six persons, each with its alternatives ("devo", "debbo").
Cells = tuple[tuple[str, ...], ...]


class Form(NamedTuple):
    """One form of a verb; features are those of Universal Dependencies, None where the form has none.

    Attributes:
        text: the form in lower case, enclitics included ("incontrarlo").
        lemma: the infinitive as it was asked for.
        enclitics: the pronouns at the end of the form ("lo"), or the empty text.
    """

    text: str
    lemma: str
    verb_form: VerbForm
    mood: str | None = None
    tense: str | None = None
    person: int | None = None
    number: str | None = None
    gender: str | None = None
    enclitics: str = ""


@dataclass(frozen=True, slots=True)
class _Model:
    """What is irregular about a verb; empty fields are regular."""

    past: str = ""
    participle: str = ""
    other: Mapping[str, str] = field(default_factory=dict)


def verb_forms(lemma: str) -> frozenset[Form]:
    """Return every form of a verb, those with enclitics included: chiedere -> chiese, chiesto, chiedendogli...

    Args:
        lemma: infinitive in lower case; a reflexive one ("riunirsi") has the forms of the bare verb.

    Raises:
        ValueError: the text is no Italian infinitive.
    """
    bare = bare_forms(lemma)
    return frozenset((*bare, *(form for host in bare for form in with_enclitics(host))))


@lru_cache(maxsize=2048)
def bare_forms(lemma: str) -> tuple[Form, ...]:
    """Return the forms of a verb without pronouns at their end, mood by mood.

    Args:
        lemma: as for `verb_forms`.

    Raises:
        ValueError: the text is no Italian infinitive.
    """
    verb = _Verb(_infinitive(lemma))
    return (*_finite(verb, lemma), *_nonfinite(verb, lemma))


def irregular_verbs() -> frozenset[str]:
    """Return the infinitives of all verbs whose irregular forms are listed."""
    return frozenset(_models())


@lru_cache(maxsize=1)
def _models() -> Mapping[str, _Model]:
    """Return infinitive -> irregular forms, for the models and all that are conjugated like them."""
    models: dict[str, _Model] = {}
    for row in cached_table(PACKAGE, "irregular_verbs.tsv", _IRREGULAR):
        other = dict(pair.split("=", 1) for pair in row["other"].split(";") if pair)
        model = _Model(past=row["past"], participle=row["participle"], other=other)
        models[row["lemma"]] = model
        for member in row["members"].split():
            models[member] = _like(model, row["lemma"], member)
    return MappingProxyType(models)


# Values of the column "other" that are no forms or stems, and stay as they are in a member.
_SETTINGS = frozenset({"isc", "stressed"})
# Values to which endings are joined: "attraeva" has no accent, though "rifà" has one.
_STEMS = frozenset({"stem", "past2", "fut"})


def _like(model: _Model, lemma: str, member: str) -> _Model:
    """Return the forms of `member` made after `lemma`: prendere, presi -> comprendere, compresi."""
    tail = 0
    while lemma[-tail - 1 :] == member[-tail - 1 :] and tail < len(lemma):
        tail += 1
    old, new = lemma[: len(lemma) - tail], member[: len(member) - tail]

    def put(form: str, *, whole: bool) -> str:
        if not form.startswith(old) or form in {"+", ""}:
            return form
        accented = whole and bool(new) and _is_monosyllable(form)
        return _accented(new + form[len(old) :]) if accented else new + form[len(old) :]

    def put_all(value: str, *, whole: bool = True) -> str:
        return ",".join("|".join(put(form, whole=whole) for form in cell.split("|")) for cell in value.split(","))

    # "di'", but "contraddici": the short imperative is not inherited.
    other = {
        key: value if key in _SETTINGS else put_all(value, whole=key not in _STEMS)
        for key, value in model.other.items()
        if key != "imp"
    }
    return _Model(past=put_all(model.past), participle=put_all(model.participle), other=other)


def _is_monosyllable(form: str) -> bool:
    return form[-1] in "aeo" and not any(letter in "aeiou" for letter in form[:-1])


def _accented(form: str) -> str:
    """Return the form with an accent on its last vowel: fa -> rifà, sto -> sottostò."""
    return form[:-1] + {"a": "à", "e": "é", "o": "ò"}[form[-1]]


@lru_cache(maxsize=1)
def _endings() -> Mapping[tuple[str, str, str], Cells]:
    rows = cached_table(PACKAGE, "verb_endings.tsv", _ENDINGS)
    return {
        (row["theme"], row["mood"], row["tense"]): tuple(tuple(cell.split("|")) for cell in row["endings"].split())
        for row in rows
    }


def _cells(value: str) -> Cells:
    return tuple(tuple(cell.split("|")) for cell in value.split(","))


def is_infinitive(text: str) -> bool:
    """Return whether a text is spelt as an infinitive is: "vedere", "riunirsi"; not "rà", nor "are" without a stem.

    Lemmatisers put such endings on whatever they take for a verb: "eva" becomes "ere".
    """
    return _bare(text) is not None


def _bare(lemma: str) -> str | None:
    """Return the infinitive without reflexive pronoun: riunirsi -> riunire, porsi -> porre; None for another text."""
    bare = lemma
    if lemma.endswith("rsi"):
        contracted = lemma[:-2] + "re"  # sottrarsi -> sottrarre, but mostrarsi -> mostrare
        bare = contracted if contracted in _models() else lemma[:-2] + "e"
    return bare if _INFINITIVE.fullmatch(bare) else None


def _infinitive(lemma: str) -> str:
    bare = _bare(lemma)
    if bare is None:
        raise ValueError(
            f"{lemma!r} is no Italian infinitive: expected letters and -are, -ere, -ire, -rre, or one of them with -si"
        )
    return bare


class _Verb:
    """The stems of one verb, from which its tenses are built."""

    def __init__(self, infinitive: str) -> None:
        model = _models().get(infinitive, _Model())
        self.infinitive = infinitive
        self.past = model.past
        self.participle = model.participle
        self.other = model.other
        self.stem = model.other.get("stem", infinitive[:-3])
        # dire, fare, porre, trarre, condurre are conjugated like verbs in -ere on another stem.
        self.theme = "ere" if "stem" in model.other or infinitive.endswith("rre") else infinitive[-3:]
        self.stressed = model.other.get("stressed") == "i"

    def present_themes(self) -> tuple[str, ...]:
        """Return the themes of the present: -ire has -isc- unless its row says otherwise."""
        if self.theme != "ire":
            return (self.theme,)
        return {"no": ("ire",), "both": ("ire", "isc")}.get(self.other.get("isc", ""), ("isc",))

    def regular(self, mood: str, tense: str, themes: tuple[str, ...] = ()) -> Cells:
        """Return the six forms of a tense on the regular stem."""
        tables = [_endings()[theme, mood, tense] for theme in themes or (self.theme,)]
        return tuple(
            tuple(self._join(ending, person) for table in tables for ending in table[person]) for person in range(6)
        )

    def _join(self, ending: str, person: int) -> str:
        stem = self.stem
        if self.theme == "are":
            if stem[-1:] in {"c", "g"} and ending[0] in "ei":
                stem += "h"  # cercare: cerchi, cercherà
            elif stem.endswith("i") and ending[0] == "i" and not (self.stressed and person in {0, 1, 2, 5}):
                stem = stem[:-1]  # studiare: studi, but inviare: invii
            elif stem.endswith(("ci", "gi")) and ending[0] == "e":
                stem = stem[:-1]  # annunciare: annuncerà
        return stem + ending

    def future_stems(self) -> tuple[str, ...]:
        """Return the stems of future and conditional: incontrare -> incontrer, tenere -> terr."""
        if "fut" in self.other:
            return tuple(self.other["fut"].split("|"))
        return (self._join("ir" if self.theme == "ire" else "er", 0),)

    def present(self) -> Cells:
        """Return the present indicative."""
        return (
            _cells(self.other["pres"]) if "pres" in self.other else self.regular("Ind", "Pres", self.present_themes())
        )

    def subjunctive(self) -> Cells:
        """Return the present subjunctive: an irregular one follows from vengo, veniamo -> venga, veniamo, veniate."""
        if "pres" not in self.other:
            return self.regular("Sub", "Pres", self.present_themes())
        present = self.present()
        derived = "|".join(form[:-1] + "a" for form in present[0])
        singular = tuple(self.other.get("sub", derived).split("|"))
        second_plural = tuple(form[:-2] + "te" for form in present[3])
        return (singular, singular, singular, present[3], second_plural, tuple(form + "no" for form in singular))

    def remoto(self) -> Cells:
        """Return the passato remoto: chiesi, chiedesti, chiese, chiedemmo, chiedeste, chiesero."""
        regular = self.regular("Ind", "Past")
        if not self.past:
            return regular
        if "," in self.past:
            return _cells(self.past)
        first: list[str] = []
        third: list[str] = []
        third_plural: list[str] = []
        for form in self.past.split("|"):
            first += regular[0] if form == "+" else [form]
            third += regular[2] if form == "+" else [form[:-1] + "e"]
            third_plural += regular[5] if form == "+" else [form[:-1] + "ero"]
        second, we, you = regular[1], regular[3], regular[4]
        if "past2" in self.other:  # dare: desti, demmo, deste
            second, we, you = ((self.other["past2"] + ending,) for ending in ("esti", "emmo", "este"))
        return (tuple(first), second, tuple(third), we, you, tuple(third_plural))

    def stated_or_regular(self, key: str, mood: str, tense: str) -> Cells:
        """Return six forms of the data file, or the regular ones."""
        return _cells(self.other[key]) if key in self.other else self.regular(mood, tense)

    def on_future_stem(self, mood: str, tense: str) -> Cells:
        """Return the future or the conditional."""
        stems = self.future_stems()
        return tuple(tuple(s + end for s in stems for end in cell) for cell in _endings()["any", mood, tense])

    def imperative(self) -> Cells:
        """Return the imperative of 2nd singular, 1st and 2nd plural; the other persons are left empty."""
        present = self.present()
        singular = present[2] if self.theme == "are" else present[1]
        if "pres" in self.other and self.infinitive.endswith("are"):
            singular = present[2]
        stated = _cells(self.other["imp"]) if "imp" in self.other else (singular,)
        plural = stated[1] if len(stated) > 1 else present[4]
        return ((), stated[0], (), present[3], plural, ())

    def past_participles(self) -> tuple[str, ...]:
        """Return the past participle, masculine singular."""
        if self.participle:
            return tuple(self.participle.split("|"))
        if self.theme == "ere":
            return (self.stem + ("iuto" if self.stem[-1] in "cg" else "uto"),)
        return (self.infinitive[:-2] + "to",)


def _finite(verb: _Verb, lemma: str) -> Iterator[Form]:
    tenses = (
        ("Ind", "Pres", verb.present()),
        ("Ind", "Imp", verb.stated_or_regular("impf", "Ind", "Imp")),
        ("Ind", "Past", verb.remoto()),
        ("Ind", "Fut", verb.on_future_stem("Ind", "Fut")),
        ("Cnd", "Pres", verb.on_future_stem("Cnd", "Pres")),
        ("Sub", "Pres", verb.subjunctive()),
        ("Sub", "Imp", verb.stated_or_regular("subimpf", "Sub", "Imp")),
        ("Imp", "Pres", verb.imperative()),
    )
    for mood, tense, cells in tenses:
        for index, cell in enumerate(cells):
            person, number = index % 3 + 1, "Sing" if index < 3 else "Plur"
            for text in cell if len(cell) == 1 else dict.fromkeys(cell):
                yield Form(text, lemma, "Fin", mood, tense, person, number)


# Ending of the masculine singular -> endings with gender and number.
_PAST_PARTICIPLE = (("o", "Masc", "Sing"), ("a", "Fem", "Sing"), ("i", "Masc", "Plur"), ("e", "Fem", "Plur"))


def _nonfinite(verb: _Verb, lemma: str) -> Iterator[Form]:
    yield Form(verb.infinitive, lemma, "Inf")
    yield Form(_before_enclitic(verb.infinitive), lemma, "Inf")
    vowel = "a" if verb.theme == "are" else "e"
    yield Form(f"{verb.stem}{vowel}ndo", lemma, "Ger")
    for ending, number in (("e", "Sing"), ("i", "Plur")):
        yield Form(f"{verb.stem}{vowel}nt{ending}", lemma, "Part", tense="Pres", number=number)
    for participle in verb.past_participles():
        for ending, gender, number in _PAST_PARTICIPLE:
            yield Form(participle[:-1] + ending, lemma, "Part", tense="Past", number=number, gender=gender)


def _before_enclitic(infinitive: str) -> str:
    """Return the cut infinitive: incontrare -> incontrar, porre -> por."""
    return infinitive[:-2] if infinitive.endswith("rre") else infinitive[:-1]


@lru_cache(maxsize=1)
def enclitics() -> tuple[str, ...]:
    """Return the pronouns, and pairs of them, that may stand at the end of a form: "lo", "glielo"."""
    return tuple(row["form"] for row in cached_table(PACKAGE, "enclitics.txt", _ENCLITICS))


def with_enclitics(form: Form) -> Iterator[Form]:
    """Yield a form with each pronoun that may be attached to it."""
    for clitic in enclitics():
        if takes(form, clitic):
            yield form._replace(text=_host(form, clitic) + clitic, enclitics=clitic)


def takes(form: Form, clitic: str) -> bool:
    """Say whether a pronoun may be attached to a bare form: to no finite one but the imperative."""
    if form.verb_form == "Fin":
        return form.mood == "Imp"
    if form.verb_form == "Inf":
        return not form.text.endswith("e")  # incontrar + lo, not incontrare + lo
    if form.verb_form == "Part":
        # dettogli, but hardly ever dettoglielo
        return form.tense != "Pres" and len(clitic) <= LONGEST_OF_PARTICIPLES
    return True


def _host(form: Form, clitic: str) -> str:
    """Return what stands before the pronoun: incontrar + lo, but di' + mi -> dim + mi."""
    if not form.text.endswith(APOCOPE):
        return form.text
    return form.text.removesuffix(APOCOPE) + ("" if clitic.startswith("gli") else clitic[0])


def hosts(text: str, clitic: str) -> tuple[str, ...]:
    """Return the forms to which a pronoun may have been attached to make `text`: dimmi -> dim, di'."""
    host = text.removesuffix(clitic)
    if host.endswith(APOCOPE):
        return ()  # dimmi, not di'mi
    if clitic.startswith("gli"):
        return host, host + APOCOPE
    return (host, host[:-1] + APOCOPE) if host.endswith(clitic[0]) else (host,)
