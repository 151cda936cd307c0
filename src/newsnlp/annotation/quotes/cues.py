"""Words that report speech, as they stand in a sentence: verbs first."""

from __future__ import annotations

from dataclasses import dataclass

from newsnlp.annotation.quotes.view import View
from newsnlp.annotation.spellings import WordFact
from newsnlp.lang.it.reporting import ReportingForm, ReportingLexicon, reporting_lexicon

# How many tokens may stand between an auxiliary and its participle: "ha, infatti, poi dichiarato".
AUXILIARY_REACH = 4


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb in the text; `start` is the first token of its verb group ("ha poi detto")."""

    token: int
    start: int
    form: ReportingForm

    @property
    def frames(self) -> frozenset[str]:
        """Return what the verb can govern."""
        return self.form.frames


def find_cues(view: View, lexicon: ReportingLexicon) -> list[Cue]:
    """Return the reporting verbs outside quotation marks, in order."""
    cues = []
    for token in view.tokens.places(_REPORTS):
        form = lexicon.verbs.get(view.words[token])
        if form is None or view.inside(token):
            continue
        cue = _as_cue(view, lexicon, token, form)
        if cue:
            cues.append(cue)
    return cues


_REPORTS = WordFact(lambda word: word.plain in reporting_lexicon().verbs)


def _as_cue(view: View, lexicon: ReportingLexicon, token: int, form: ReportingForm) -> Cue | None:
    if not _is_verb(view, lexicon, token, form):
        return None
    start = group_start(view, lexicon, token)
    group = view.words[start:token]
    has_auxiliary = bool(lexicon.words["auxiliary"].intersection(group))
    if form.kinds == {"Part"} and not has_auxiliary and not _shares_auxiliary(view, lexicon, start):
        return None
    if "si" in form.frames and "si" not in group:
        return None  # "la legge", but "si legge nella nota"
    if "si" in group and not form.frames & {"si", "reflexive"}:
        return None  # "si è conclusa"
    if "fare" in form.frames and not (start < token and _is_made(view, lexicon, token)):
        return None
    if "non" in view.words[max(0, start - 1) : token]:
        return None  # "non ha detto che": nothing is said
    return Cue(token, start, form)


def _is_verb(view: View, lexicon: ReportingLexicon, token: int, form: ReportingForm) -> bool:
    """Say whether the form is a verb here: "replica che", not "la replica"."""
    if view.tagged and view.pos[token] in {"VERB", "AUX"}:
        return True
    before = view.words[token - 1] if token else ""
    article, clitics = before in lexicon.words["article"], before in lexicon.words["clitic"]
    if (article and not clitics) or before in lexicon.words["prep_di"]:
        return False
    if not view.tagged:
        return "Part" in form.kinds or not article
    # Taggers take rare verbs for nouns: "la polizia, che stima che", "e bolla i manifestanti".
    opens_clause = before in {",", "e", "ed", "si"} or before in lexicon.words["relative"]
    after = view.words[token + 1] if token + 1 < len(view) else ""
    # "gli rimprovera di aver taciuto"; not "gli auguri di", "l'accusa di"
    clitic = clitics and not article
    clitic = clitic or (before == "gli" and not view.words[token].endswith("i"))
    with_clitic = clitic and after in lexicon.words["prep_di"]
    return "Fin" in form.kinds and (opens_clause or with_clitic or after in lexicon.words["complementizer"])


def _is_made(view: View, lexicon: ReportingLexicon, token: int) -> bool:
    """Say whether fare governs the infinitive: "ha fatto sapere"."""
    return view.words[token - 1] in lexicon.words["made"] or view.words[token - 2] in lexicon.words["made"]


def group_start(view: View, lexicon: ReportingLexicon, token: int) -> int:
    """Return the first token of a verb group: auxiliaries, pronouns and short adverbs before the verb."""
    words, start, position = lexicon.words, token, token - 1
    while position >= 0 and token - position <= AUXILIARY_REACH:
        word = view.words[position]
        if word in words["auxiliary"] or word in words["clitic"] or word in words["made"]:
            start = position
        elif word not in words["filler"] and view.pos[position] != "ADV":
            break
        position -= 1
    return start


def _shares_auxiliary(view: View, lexicon: ReportingLexicon, token: int) -> bool:
    """Say whether a participle shares the auxiliary of the one before: "ha detto e ribadito che"."""
    if token < 2 or view.words[token - 1] not in {"e", "ed", "o"}:
        return False
    form = lexicon.verbs.get(view.words[token - 2])
    if form is None or form.kinds != {"Part"}:
        return False
    start = group_start(view, lexicon, token - 2)
    return bool(lexicon.words["auxiliary"].intersection(view.words[start : token - 2]))
