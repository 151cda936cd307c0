"""Make the table of `newsnlp_lemma_table`: what the treebanks say, and every form of the verbs that they know.

Readings come from five sources, the safer first: forms that stand in the treebanks with one dominating lemma; the
conjugations of known verbs; other inflections of known nouns and adjectives; pronouns at the end of verbs; endings.
Nothing is read of the files that the pipeline is scored on.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from newsnlp.annotate.lemmas.table import (
    ANY,
    ENCLITIC,
    ENDING,
    LONGEST_ENDING,
    SHORTEST_REST,
    LemmaTable,
    Reading,
    apply_edit,
    edit_between,
)
from newsnlp.lang.it.conjugation import Form, verb_forms
from ud_to_docbin import documents

SOURCES = ("it_isdt-train", "it_vit-dev", "it_parlamint-train", "it_markit-train")
# Their lemma is the form as it is written, or they are too open for a table.
NOT_LISTED = frozenset({"PROPN", "PUNCT", "SYM", "X", "SPACE", "INTJ"})
INFLECTED = ("NOUN", "ADJ")
VERBS = frozenset({"VERB", "AUX"})
ROMAN = re.compile("(x{0,3})(ix|iv|v?i{0,3})")
INFINITIVES = ("are", "ere", "ire", "rre")
# Share of the tokens of a form that must have its commonest lemma; below it the context decides.
DOMINANT = 0.75
# A verb is so many times commoner than another for their common forms to be its own: salire, but salare.
COMMONER = 5
# A rule on endings is right for this share of at least so many forms of the treebanks.
RULE_PRECISION = 0.95
RULE_FORMS = 10
INFLECTION_FORMS = 5
# A form that stands so often, always with one lemma, has it also where the tagger says another part of speech.
CERTAIN = 3
VERBAL_ENDING = 3
VERBAL_FORMS = 20


class Token(NamedTuple):
    form: str
    pos: str
    lemma: str


Lemmas = Mapping[tuple[str, str], Counter[str]]
Table = defaultdict[str, list[Reading]]


def tokens(path: Path) -> Iterator[Token]:
    """Yield the surface tokens of a treebank in lower case; what is no evidence for a lemma is left out."""
    for doc in documents(path, 1):
        for word in doc:
            token = Token(word.text.lower().replace("’", "'"), word.pos_, word.lemma_)
            if is_evidence(token):
                yield token


def is_evidence(token: Token) -> bool:
    """Return whether a token says something about the lemma of its form; "Qual", "politica|politico" do not."""
    if token.pos in NOT_LISTED or not (is_word(token.form) and is_word(token.lemma)):
        return False
    if token.pos in VERBS:
        return token.lemma.partition(" ")[0].endswith(INFINITIVES)
    if token.pos in INFLECTED and (len(token.form) == 1 or ROMAN.fullmatch(token.form)):
        return False
    return token.lemma == token.lemma.lower()


def is_word(text: str) -> bool:
    return text.translate({ord(mark): "" for mark in " '-"}).isalpha()


def counted(found: Iterable[Token]) -> Lemmas:
    """Return (form, part of speech) -> its lemmas, counted."""
    result: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for token in found:
        result[token.form, token.pos][token.lemma] += 1
    return result


@cache
def bare_forms(lemma: str) -> tuple[Form, ...]:
    """Return the forms of a verb without enclitics, in a fixed order."""
    return tuple(sorted((form for form in verb_forms(lemma) if not form.enclitics), key=str))


def known_verbs(lemmas: Lemmas) -> Counter[str]:
    """Return the verbs of the treebanks with their frequency.

    A lemma most of whose forms are not its own ("passire" for passa) is a slip of an annotator.
    """
    total, own = Counter[str](), Counter[str]()
    for (form, pos), found in lemmas.items():
        for lemma, count in found.items() if pos in VERBS else ():
            verb, _, pronouns = lemma.partition(" ")
            total[verb] += count
            own[verb] += count if pronouns or any(f.text == form for f in bare_forms(verb)) else 0
    return Counter({verb: count for verb, count in sorted(total.items()) if own[verb] * 2 > count})


def commonest(found: Counter[str]) -> tuple[str, int]:
    """Return the commonest lemma and its count; of equals the first of the alphabet."""
    return min(found.items(), key=lambda item: (-item[1], item[0]))


def add_attested(table: Table, lemmas: Lemmas, conjugated: Mapping[str, Mapping[str, list[str]]]) -> None:
    """Add what the treebanks say about a form as a part of speech."""
    for (form, pos), found in sorted(lemmas.items()):
        lemma, count = commonest(found)
        if count < DOMINANT * found.total() or (pos in VERBS and " " in lemma):
            continue
        if pos in VERBS and count < CERTAIN and lemma not in conjugated.get(form, {lemma: []}):
            continue  # a slip: "fissi" as a form of figgere
        table[form].append(Reading(pos, frozenset(), edit_between(form, lemma)))


def conjugations(verbs: Iterable[str]) -> Mapping[str, Mapping[str, list[str]]]:
    """Return form -> verb -> the features that tell its readings apart ("Mood=Ind", "VerbForm=Part")."""
    result: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for verb in verbs:
        for form in bare_forms(verb):
            feature = f"Mood={form.mood}" if form.mood else f"VerbForm={form.verb_form}"
            if feature not in result[form.text][verb]:
                result[form.text][verb].append(feature)
    return result


def add_conjugated(table: Table, conjugated: Mapping[str, Mapping[str, list[str]]], verbs: Mapping[str, int]) -> None:
    """Add the forms of known verbs that the treebanks do not have."""
    for form, readings in sorted(conjugated.items()):
        if any(reading.pos == "VERB" for reading in table[form]):
            continue
        by_feature: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for verb, features in readings.items():
            for feature in features:
                by_feature[feature][verb] += verbs[verb]
        lemmas = {feature: own_verb(found) for feature, found in sorted(by_feature.items())}
        if len(set(lemmas.values())) == 1:
            lemmas = {"": next(iter(lemmas.values()))}
        for feature, lemma in lemmas.items():
            if lemma:
                table[form].append(Reading("VERB", frozenset(filter(None, [feature])), edit_between(form, lemma)))


def own_verb(found: Counter[str]) -> str | None:
    """Return the verb that a form is of, None if two common ones share it."""
    verb, count = commonest(found)
    return verb if count >= COMMONER * (found.total() - count) else None


def add_inflected(table: Table, lemmas: Lemmas, participles: set[str]) -> None:
    """Add forms of known nouns and adjectives that the treebanks do not have: ministeri, of ministero."""
    for pos in INFLECTED:
        attested = {form: commonest(found)[0] for (form, p), found in sorted(lemmas.items()) if p == pos}
        known = Counter(attested.values()) + Counter(participles if pos == "ADJ" else ())
        endings = Counter(ending_change(form, lemma) for form, lemma in attested.items() if len(form) > LONGEST_REST)
        changes = [change for change, count in sorted(endings.items()) if count >= INFLECTION_FORMS]
        sound = sound_changes(attested, known, changes, participles if pos == "ADJ" else set())
        found: defaultdict[str, set[str]] = defaultdict(set)
        for lemma in known:
            for old, new in changes:
                form = lemma.removesuffix(new) + old
                if lemma.endswith(new) and (old, new, context(form, old)) in sound:
                    found[form].add(lemma)
        for form, candidates in sorted(found.items()):
            if len(candidates) == 1 and not any(reading.pos == pos for reading in table[form]):
                table[form].append(Reading(pos, frozenset(), edit_between(form, candidates.pop())))


# Shorter words change in their own ways.
LONGEST_REST = 3


def ending_change(form: str, lemma: str) -> tuple[str, str]:
    """Return what of the form is replaced by what in the lemma: ministeri, ministero -> i, o."""
    edit = edit_between(form, lemma)
    put = edit.lstrip("0123456789")
    return form[len(form) - int(edit[: len(edit) - len(put)]) :], put


def context(form: str, ending: str) -> str:
    """Return the end of a form on which a change of its ending depends."""
    return form[-max(2, len(ending)) :]


def sound_changes(
    attested: Mapping[str, str], known: Counter[str], changes: list[tuple[str, str]], participles: set[str]
) -> set[tuple[str, str, str]]:
    """Return the changes, with their contexts, that nearly always lead from a form to its lemma if to a known one."""
    right, total = Counter[tuple[str, str, str]](), Counter[tuple[str, str, str]]()
    for form, lemma in attested.items():
        for old, new in changes:
            made = form.removesuffix(old) + new
            # a lemma that is known from this form alone proves nothing
            if form.endswith(old) and made != form and known[made] > (made == lemma and made not in participles):
                key = (old, new, context(form, old))
                total[key] += 1
                right[key] += made == lemma
    return {k for k, n in total.items() if right[k] >= max(INFLECTION_FORMS, RULE_PRECISION * n)}


def add_enclitics(table: Table, lemmas: Lemmas) -> None:
    """Add the pronouns at the end of verbs, each with its lemma as the treebanks have it."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (form, pos), counts in lemmas.items():
        for lemma, count in counts.items() if pos in VERBS else ():
            verb, _, pronouns = lemma.partition(" ")
            hosts = {bare.text for bare in bare_forms(verb)} if pronouns else ()
            for size in range(2, LONGEST_ENDING + 1):
                if form[:-size] in hosts:
                    found[form[-size:]][pronouns] += count
    for form, counts in sorted(found.items()):
        lemma, count = commonest(counts)
        if count >= CERTAIN:
            table[ENCLITIC + form].append(Reading(ANY, frozenset(), edit_between(form, lemma)))


def add_endings(table: Table, lemmas: Lemmas) -> None:
    """Add the endings that tell the lemma of a form that nobody has seen."""
    for pos in (*INFLECTED, "VERB", "ADV"):
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for (form, p), counts in lemmas.items():
            lemma = commonest(counts)[0]
            if p == pos and " " not in lemma and len(form) > LONGEST_REST:
                for size in range(1, min(LONGEST_ENDING, len(form) - SHORTEST_REST) + 1):
                    found[form[-size:]][edit_between(form, lemma)] += 1
        rules: dict[str, str] = {}
        for ending, counts in sorted(found.items(), key=lambda item: (len(item[0]), item[0])):
            edit, count = commonest(counts)
            shorter = next((rules[ending[i:]] for i in range(1, len(ending)) if ending[i:] in rules), None)
            if count >= max(RULE_FORMS, RULE_PRECISION * counts.total()) and edit != shorter:
                rules[ending] = edit
        for ending, edit in rules.items():
            table[ENDING + ending].append(Reading(pos, frozenset(), edit))


def settle(table: Table, lemmas: Lemmas) -> None:
    """Give the lemma to a form whatever the tagger says, where only one is possible: "arrivò" is no noun."""
    seen = Counter[str]()
    for (form, _), found in lemmas.items():
        seen[form] += found.total()
    verbal = verbal_endings(lemmas)
    for form, readings in table.items():
        edits = {reading.edit for reading in readings}
        if len(edits) != 1 or form.startswith((ENCLITIC, ENDING)):
            continue
        only_verb = {reading.pos for reading in readings} <= VERBS and any(form.endswith(e) for e in verbal)
        if (only_verb and MODE in "ac") or (seen[form] >= CERTAIN and MODE in "bc") :
            table[form] = [Reading(ANY, frozenset(), edits.pop())]


MODE = "a"


def verbal_endings(lemmas: Lemmas) -> set[str]:
    """Return the endings that only verbs have: -ò, -arono, -asse."""
    right, total = Counter[str](), Counter[str]()
    for form, pos in lemmas:
        for size in range(1, LONGEST_ENDING - 1) if len(form) > LONGEST_REST else ():
            total[form[-size:]] += 1
            right[form[-size:]] += pos in VERBS
    return {ending for ending, n in total.items() if n >= VERBAL_FORMS and right[ending] >= 0.99 * n}


def make_table(lemmas: Lemmas) -> LemmaTable:
    """Return the table of what is counted in the treebanks."""
    table: Table = defaultdict(list)
    verbs = known_verbs(lemmas)
    conjugated = conjugations(verbs)
    add_attested(table, lemmas, conjugated)
    add_conjugated(table, conjugated, verbs)
    add_inflected(table, lemmas, participles(verbs))
    add_enclitics(table, lemmas)
    add_endings(table, lemmas)
    settle(table, lemmas)
    return LemmaTable.of({form: found for form, found in table.items() if found})


def participles(verbs: Iterable[str]) -> set[str]:
    """Return the past participles of verbs, which are adjectives too: "affumicato"."""
    return {f.text for verb in verbs for f in bare_forms(verb) if f.gender == "Masc" and f.number == "Sing"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder with ud/*.conllu")
    parser.add_argument("output", type=Path, help="file of the table")
    args = parser.parse_args()
    lemmas = counted(token for name in SOURCES for token in tokens(args.corpora / "ud" / f"{name}.conllu"))
    table = make_table(lemmas)
    args.output.write_bytes(table.to_bytes())
    print(f"{len(table):,} forms, {args.output.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
