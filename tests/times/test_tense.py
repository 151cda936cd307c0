"""The verb that governs a bare weekday says which one it is; parses built by hand, Thursday 13 May 2021."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from newsnlp.annotation import keys, layers
from newsnlp.annotation.times import Times
from newsnlp.annotation.times.tense import governed_look
from newsnlp.annotation.tokens import tokens_of
from newsnlp.lang.it.calendar import looks_future

FUTURE = "Mood=Ind|Tense=Fut|VerbForm=Fin"
PRESENT = "Mood=Ind|Tense=Pres|VerbForm=Fin"
IMPERFECT = "Mood=Ind|Tense=Imp|VerbForm=Fin"
REMOTE = "Mood=Ind|Tense=Past|VerbForm=Fin"
CONDITIONAL = "Mood=Cnd|Tense=Pres|VerbForm=Fin"
SUBJUNCTIVE = "Mood=Sub|Tense=Pres|VerbForm=Fin"
PARTICIPLE = "Tense=Past|VerbForm=Part"
INFINITIVE = "VerbForm=Inf"


def build(rows: list[tuple[str, str, str, int, str]]) -> Doc:
    """Return a Doc from rows of word, part of speech, dependency, head and morphology."""
    layers.register_extensions()
    words, pos, deps, heads, morphs = zip(*rows, strict=True)
    doc = Doc(Vocab(), words=words, pos=pos, deps=deps, heads=list(heads), morphs=list(morphs))
    doc._.set(keys.PUBLISHED, "2021-05-13")
    return doc


def values(doc: Doc) -> list[str | None]:
    return [item["value"] for item in layers.times(Times()(doc))]


CLAUSES = [
    # Il premier riceverà lunedì Rossi.
    ([("riceverà", "VERB", "ROOT", 0, FUTURE)], "future", "2021-05-17"),
    # Il premier riceve lunedì Rossi: papers announce so
    ([("riceve", "VERB", "ROOT", 0, PRESENT)], "present", "2021-05-17"),
    # Il premier ricevette lunedì Rossi.
    ([("ricevette", "VERB", "ROOT", 0, REMOTE)], "remote", "2021-05-10"),
    ([("riceveva", "VERB", "ROOT", 0, IMPERFECT)], "past", "2021-05-10"),
    # ha ricevuto / aveva ricevuto / è atteso / sarà ricevuto / era atteso
    ([("ha", "AUX", "aux", 1, PRESENT), ("ricevuto", "VERB", "ROOT", 1, PARTICIPLE)], "past", "2021-05-10"),
    ([("aveva", "AUX", "aux", 1, IMPERFECT), ("ricevuto", "VERB", "ROOT", 1, PARTICIPLE)], "before", "2021-05-10"),
    ([("è", "AUX", "aux:pass", 1, PRESENT), ("visto", "VERB", "ROOT", 1, PARTICIPLE)], "present", "2021-05-17"),
    ([("è", "AUX", "aux:pass", 1, PRESENT), ("atteso", "VERB", "ROOT", 1, PARTICIPLE)], "future", "2021-05-17"),
    ([("sarà", "AUX", "aux:pass", 1, FUTURE), ("ricevuto", "VERB", "ROOT", 1, PARTICIPLE)], "future", "2021-05-17"),
    ([("era", "AUX", "aux:pass", 1, IMPERFECT), ("guidato", "VERB", "ROOT", 1, PARTICIPLE)], "past", "2021-05-10"),
    # si è arreso lunedì, whatever the label of its auxiliary
    (
        [
            ("si", "PRON", "expl", 2, ""),
            ("è", "AUX", "aux:pass", 2, PRESENT),
            ("arreso", "VERB", "ROOT", 2, PARTICIPLE),
        ],
        "past",
        "2021-05-10",
    ),
    # si terrebbe lunedì / avrebbe incontrato lunedì
    ([("incontrerebbe", "VERB", "ROOT", 0, CONDITIONAL)], "future", "2021-05-17"),
    ([("avrebbe", "AUX", "aux", 1, CONDITIONAL), ("visto", "VERB", "ROOT", 1, PARTICIPLE)], "past", "2021-05-10"),
    ([("incontri", "VERB", "ROOT", 0, SUBJUNCTIVE)], "future", "2021-05-17"),
    # potrebbe partire lunedì
    ([("potrebbe", "AUX", "aux", 1, CONDITIONAL), ("partire", "VERB", "ROOT", 1, INFINITIVE)], "future", "2021-05-17"),
    # arrivato lunedì
    ([("arrivato", "VERB", "ROOT", 0, PARTICIPLE)], "past", "2021-05-10"),
]


@pytest.mark.parametrize(("verb", "look", "value"), CLAUSES)
def test_governing_verb(verb, look, value):
    root = len(verb) - 1
    doc = build([*verb, ("lunedì", "NOUN", "obl", root, "")])
    assert governed_look(tokens_of(doc), len(verb), len(verb) + 1) == look
    assert values(doc) == [value]


def test_verb_of_the_own_clause_decides():
    # Ha detto che lunedì partirà.
    doc = build(
        [
            ("Ha", "AUX", "aux", 1, PRESENT),
            ("detto", "VERB", "ROOT", 1, PARTICIPLE),
            ("che", "SCONJ", "mark", 4, ""),
            ("lunedì", "NOUN", "obl", 4, ""),
            ("partirà", "VERB", "ccomp", 1, FUTURE),
        ]
    )
    assert values(doc) == ["2021-05-17"]


@pytest.mark.parametrize(("morph", "value"), [(PRESENT, "2021-05-10"), (FUTURE, "2021-05-17")])
def test_date_of_a_noun(morph, value):
    # Il rapporto contesta le violenze di lunedì. / control: discuterà le misure di lunedì
    doc = build(
        [
            ("contesta", "VERB", "ROOT", 0, morph),
            ("le", "DET", "det", 2, ""),
            ("violenze", "NOUN", "obj", 0, ""),
            ("di", "ADP", "case", 4, ""),
            ("lunedì", "NOUN", "nmod", 2, ""),
        ]
    )
    assert values(doc) == [value]


def test_pluperfect_does_not_carry_the_day():
    # Martedì era partito. Ieri parlò. In serata tornò. / the evening is yesterday's
    rows = [
        ("Ieri", "ADV", "advmod", 1, ""),
        ("parlò", "VERB", "ROOT", 1, REMOTE),
        (".", "PUNCT", "punct", 1, ""),
        ("Martedì", "NOUN", "obl", 5, ""),
        ("era", "AUX", "aux", 5, IMPERFECT),
        ("partito", "VERB", "ROOT", 5, PARTICIPLE),
        (".", "PUNCT", "punct", 5, ""),
        ("In", "ADP", "case", 8, ""),
        ("serata", "NOUN", "obl", 9, ""),
        ("tornò", "VERB", "ROOT", 9, REMOTE),
    ]
    assert values(build(rows)) == ["2021-05-12", "2021-05-11", "2021-05-12"]
    still_before = [*rows[:9], ("era", "AUX", "aux", 10, IMPERFECT), ("tornato", "VERB", "ROOT", 10, PARTICIPLE)]
    still_before[8] = ("serata", "NOUN", "obl", 10, "")
    assert values(build(still_before)) == ["2021-05-12", "2021-05-11", "2021-05-11"]


def test_a_story_keeps_its_year():
    # Nel 1978 partì. Il 9 marzo tornò. / control: tornerà
    rows = [
        ("Nel", "ADP", "case", 1, ""),
        ("1978", "NUM", "obl", 2, ""),
        ("partì", "VERB", "ROOT", 2, REMOTE),
        (".", "PUNCT", "punct", 2, ""),
        ("Il", "DET", "det", 5, ""),
        ("9", "NUM", "obl", 7, ""),
        ("marzo", "NOUN", "flat", 5, ""),
        ("tornò", "VERB", "ROOT", 7, REMOTE),
    ]
    assert values(build(rows)) == ["1978", "1978-03-09"]
    assert values(build([*rows[:7], ("tornerà", "VERB", "ROOT", 7, FUTURE)])) == ["1978", "2022-03-09"]


@pytest.mark.parametrize("word", ["incontrerà", "saranno", "avremo", "previsto", "agenda"])
def test_future_by_form(word):
    assert looks_future(word)


@pytest.mark.parametrize("word", ["città", "però", "tiranno", "supremo", "incontrò", "hanno", "previsione"])
def test_no_future_by_form(word):
    assert not looks_future(word)


@pytest.mark.parametrize(
    ("month", "value"),
    # on 13 May 2021: seven months back, of the year before; ten months back is nearer ahead
    [("ottobre", "2020-10-10"), ("marzo", "2021-03-10"), ("giugno", "2021-06-10")],
)
def test_a_day_that_the_verb_calls_past(month, value):
    # Si è arreso il 10 ottobre.
    rows = [
        ("arrestato", "VERB", "ROOT", 0, PARTICIPLE),
        ("ha", "AUX", "aux", 0, PRESENT),
        ("10", "NUM", "nummod", 3, ""),
        (month, "NOUN", "obl", 0, ""),
    ]
    assert values(build(rows)) == [value]


def test_a_day_since_which_something_holds_is_near():
    # Ha disposto il blocco dal 10 ottobre: the October to come, in May
    rows = [
        ("disposto", "VERB", "ROOT", 0, PARTICIPLE),
        ("ha", "AUX", "aux", 0, PRESENT),
        ("dal", "ADP", "case", 4, ""),
        ("10", "NUM", "nummod", 4, ""),
        ("ottobre", "NOUN", "obl", 0, ""),
    ]
    assert values(build(rows)) == ["2021-10-10"]
