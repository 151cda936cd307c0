"""Make the table of `newsnlp_lemma_table`: what the treebanks say, and every form of the verbs that they know.

Readings come from five sources, the safer first: forms that stand in the treebanks with one dominating lemma; the
conjugations of known verbs; other inflections of known nouns and adjectives; pronouns at the end of verbs; endings.
Nothing is read of the files that the pipeline is scored on. The same corpora give the same bytes.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from lemma_evidence import (
    INFLECTED,
    VERBS,
    WRITTEN,
    Lemmas,
    Text,
    attested,
    bare_forms,
    commonest,
    counted,
    known_verbs,
    read_text,
    tokens,
)
from newsnlp.annotation.lemmas.table import (
    ANY,
    ENCLITIC,
    ENDING,
    LONGEST_ENDING,
    NAME,
    SHORTEST_REST,
    LemmaTable,
    Reading,
    apply_edit,
    edit_between,
)
from newsnlp.lang.it.conjugation import Form, verb_forms

# Treebanks with lemmas made by hand; those of PUD are automatic, and tweets are spelled as they please.
SOURCES = ("it_isdt-train", "it_vit-dev", "it_parlamint-train", "it_markit-train")
# How the figures were set: lemmas of MarkIT and PUD (of which the lemmatizer has seen nothing), with the table made
# without the file that is read. None of them moves the score by more than 0.001 between half and twice its value.
# Share of the tokens of a form that must have its commonest lemma; below it the context decides.
DOMINANT = 0.75
# A verb is so many times commoner than another for their common forms to be its own: salire, but salare.
COMMONER = 5
# A rule on endings is right for this share of at least so many forms of the treebanks.
RULE_PRECISION = 0.9
RULE_FORMS = 5
# What stands less often may be a slip of an annotator.
CERTAIN = 3
# Share of the places of a word where it may follow an article, or be capitalised, by chance.
SLIPS = 0.02
# Shorter words change in their own ways.
SHORTEST_CHANGED = 4

Table = defaultdict[str, list[Reading]]
# Form -> verb -> the features that tell its readings apart ("Mood=Ind", "VerbForm=Part").
Conjugated = Mapping[str, Mapping[str, list[str]]]
# What of the form is replaced by what in the lemma.
Change = tuple[str, str]


def make_table(lemmas: Lemmas, text: Text) -> LemmaTable:
    """Return the table of what is counted in treebanks and raw text."""
    table: Table = defaultdict(list)
    verbs = known_verbs(lemmas, text)
    conjugated = conjugations(verbs)
    add_attested(table, lemmas, conjugated)
    add_conjugated(table, conjugated, verbs)
    add_inflected(table, lemmas, verbs, text.words)
    add_mistagged(table, verbs, text)
    add_enclitics(table, lemmas)
    add_short_imperatives(table, verbs)
    add_endings(table, lemmas)
    return LemmaTable.of({form: found for form, found in table.items() if found})


def add(table: Table, form: str, pos: str, lemma: str, *features: str) -> None:
    table[form].append(Reading(pos, frozenset(features), edit_between(form, lemma)))


def has(table: Table, form: str, pos: str) -> bool:
    return form in table and any(reading.pos == pos for reading in table[form])


def add_attested(table: Table, lemmas: Lemmas, conjugated: Conjugated) -> None:
    """Add what the treebanks say about a form as a part of speech."""
    for (form, pos), found in sorted(lemmas.items()):
        lemma, count = commonest(found)
        if count < DOMINANT * found.total() or (pos in VERBS and " " in lemma):
            continue
        if pos in VERBS and count < CERTAIN and lemma not in conjugated.get(form, {lemma: []}):
            continue  # a slip: "fissi" as a form of figgere
        add(table, form, pos, lemma)


def conjugations(verbs: Iterable[str]) -> Conjugated:
    """Return the forms of verbs."""
    result: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for verb in verbs:
        for form in bare_forms(verb):
            feature = f"Mood={form.mood}" if form.mood else f"VerbForm={form.verb_form}"
            if feature not in result[form.text][verb]:
                result[form.text][verb].append(feature)
    return result


def add_conjugated(table: Table, conjugated: Conjugated, verbs: Mapping[str, int]) -> None:
    """Add the forms of known verbs that the treebanks do not have."""
    for form, readings in sorted(conjugated.items()):
        if has(table, form, "VERB"):
            continue
        by_feature: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for verb, features in readings.items():
            for feature in features:
                by_feature[feature][verb] += verbs[verb]
        owners = {feature: own_verb(found) for feature, found in sorted(by_feature.items())}
        if len(set(owners.values())) == 1:
            verb = next(iter(owners.values()))
            if verb:
                add(table, form, "VERB", verb)
            continue
        for feature, verb in owners.items():
            if verb:
                add(table, form, "VERB", verb, feature)


def own_verb(found: Counter[str]) -> str | None:
    """Return the verb that a form is of, None if two share it that are about as common."""
    verb, count = commonest(found)
    return verb if count >= COMMONER * (found.total() - count) else None


def add_inflected(table: Table, lemmas: Lemmas, verbs: Iterable[str], words: Counter[str]) -> None:
    """Add forms of nouns and adjectives that the treebanks do not have: ministeri, of ministero.

    The lemma is one of the treebanks or, failing that, it and the form are words of raw text.
    """
    participles = {f.text for verb in verbs for f in bare_forms(verb) if f.gender == "Masc" and f.number == "Sing"}
    written = Counter({word: CERTAIN for word, count in sorted(words.items()) if count >= WRITTEN})
    for pos in INFLECTED:
        seen = attested(lemmas, pos)
        known = Counter(seen.values())
        if pos == "ADJ":  # "affumicato" is one where the tagger says so
            known += Counter(dict.fromkeys(sorted(participles), CERTAIN))
        for dictionary, may_be in ((known, None), (written, written)):
            for form, lemma in inflected(seen, dictionary, may_be).items():
                if not has(table, form, pos):
                    add(table, form, pos, lemma)


def inflected(seen: Mapping[str, str], known: Counter[str], may_be: Counter[str] | None) -> dict[str, str]:
    """Return form -> lemma for what can be made of the known lemmas in one way only.

    Args:
        seen: form -> lemma of one part of speech, from which the changes are learnt.
        known: the lemmas, with the number of proofs for each.
        may_be: the forms that are wanted; None for all.
    """
    counts = Counter(change(form, lemma) for form, lemma in seen.items() if len(form) >= SHORTEST_CHANGED)
    changes = [found for found, count in sorted(counts.items()) if count >= RULE_FORMS and found != ("", "")]
    sound = sound_changes(seen, known, changes)
    result: defaultdict[str, set[str]] = defaultdict(set)
    for lemma in known:
        for old, new in changes:
            form = lemma.removesuffix(new) + old
            is_sound = lemma.endswith(new) and (old, new, context(form, old)) in sound
            if is_sound and (may_be is None or form in may_be):
                result[form].add(lemma)
    return {form: next(iter(found)) for form, found in sorted(result.items()) if len(found) == 1}


def change(form: str, lemma: str) -> Change:
    """Return what of the form is replaced by what in the lemma: ministeri, ministero -> i, o."""
    put = edit_between(form, lemma).lstrip("0123456789")
    return form[len(lemma) - len(put) :], put


def context(form: str, ending: str) -> str:
    """Return the end of a form on which the change of its ending depends."""
    return form[-max(2, len(ending)) :]


def sound_changes(seen: Mapping[str, str], known: Counter[str], changes: list[Change]) -> set[tuple[str, str, str]]:
    """Return the changes, each with its context, that lead to the lemma wherever they lead to a known one."""
    right, total = Counter[tuple[str, str, str]](), Counter[tuple[str, str, str]]()
    for form, lemma in seen.items():
        for old, new in changes:
            made = form.removesuffix(old) + new
            # a lemma that is known from this form alone proves nothing
            if form.endswith(old) and made != form and known[made] > (made == lemma):
                key = (old, new, context(form, old))
                total[key] += 1
                right[key] += made == lemma
    return {key for key, count in total.items() if right[key] >= max(RULE_FORMS, RULE_PRECISION * count)}


def add_mistagged(table: Table, verbs: Iterable[str], text: Text) -> None:
    """Give the forms that only one verb has their lemma whatever the tagger says: "luccicano" is no noun.

    Words that follow an article in raw text are left out, and so is the first person singular, which is a noun
    more often: "sbaglio", "stimolo". "Chiesero", which opens a sentence, is no name either; but "Tosi", "Salò" are.
    """
    finite: defaultdict[str, list[Form]] = defaultdict(list)
    for verb in verbs:
        for form in bare_forms(verb):
            if form.verb_form in {"Fin", "Ger"}:
                finite[form.text].append(form)
    for text_form, forms in sorted(finite.items()):
        edits = {reading.edit for reading in table[text_form]}
        only_verb = len(edits) == 1 and {reading.pos for reading in table[text_form]} <= VERBS
        if not only_verb or is_use(text.nouns, text, text_form) or all(is_first_singular(form) for form in forms):
            continue
        edit = edits.pop()
        table[text_form] = [Reading(ANY, frozenset(), edit)]
        if not is_use(text.names, text, text_form) and not any(is_present_singular(form) for form in forms):
            table[text_form].append(Reading(NAME, frozenset(), edit))


def is_use(use: Counter[str], text: Text, form: str) -> bool:
    """Return whether raw text has a form so used often enough for it to be no slip."""
    return use[form] > SLIPS * text.words[form]


def is_present_singular(form: Form) -> bool:
    return (form.tense, form.number) == ("Pres", "Sing")


def is_first_singular(form: Form) -> bool:
    return is_present_singular(form) and form.person == 1


def add_enclitics(table: Table, lemmas: Lemmas) -> None:
    """Add the pronouns at the end of verbs, each with its lemma as the treebanks have it."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (form, pos), counts in lemmas.items():
        for lemma, count in counts.items() if pos in VERBS else ():
            verb, _, pronouns = lemma.partition(" ")
            hosts = {bare.text for bare in bare_forms(verb)} if pronouns else set()
            sizes = (size for size in range(2, LONGEST_ENDING + 1) if form[:-size] in hosts)
            if size := next(sizes, 0):
                found[form[-size:]][pronouns] += count
    for pronouns, counts in sorted(found.items()):
        lemma, count = commonest(counts)
        if count >= CERTAIN:
            table[ENCLITIC + pronouns].append(Reading(ANY, frozenset(), edit_between(pronouns, lemma)))


def add_short_imperatives(table: Table, verbs: Iterable[str]) -> None:
    """Add the imperatives that lose their apostrophe before a pronoun: di', dimmi, digli."""
    for verb in verbs:
        bare = {form.text for form in bare_forms(verb)}
        if not any(text.endswith("'") for text in bare):
            continue
        for form in sorted(verb_forms(verb), key=str):
            pronouns = table.get(ENCLITIC + form.enclitics)
            is_short = form.mood == "Imp" and form.text.removesuffix(form.enclitics) not in bare
            if is_short and pronouns and not has(table, form.text, "VERB"):
                add(table, form.text, "VERB", f"{verb} {apply_edit(form.enclitics, pronouns[0].edit)}")


def add_endings(table: Table, lemmas: Lemmas) -> None:
    """Add the endings that tell the lemma of a form that nobody has seen."""
    for pos in (*INFLECTED, "VERB", "ADV"):
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for form, lemma in attested(lemmas, pos).items():
            if " " not in lemma and len(form) >= SHORTEST_CHANGED:
                for size in range(1, min(LONGEST_ENDING, len(form) - SHORTEST_REST) + 1):
                    found[form[-size:]][edit_between(form, lemma)] += 1
        for ending, edit in ending_rules(found).items():
            table[ENDING + ending].append(Reading(pos, frozenset(), edit))


def ending_rules(found: Mapping[str, Counter[str]]) -> dict[str, str]:
    """Return ending -> edit; an ending that says the same as a shorter one is left out."""
    rules: dict[str, str] = {}
    for ending, counts in sorted(found.items(), key=lambda item: (len(item[0]), item[0])):
        edit, count = commonest(counts)
        shorter = next((rules[ending[i:]] for i in range(1, len(ending)) if ending[i:] in rules), None)
        if count >= max(RULE_FORMS, RULE_PRECISION * counts.total()) and edit != shorter:
            rules[ending] = edit
    return rules


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder with ud/*.conllu and raw/*.jsonl.xz")
    parser.add_argument("output", type=Path, help="file of the table")
    args = parser.parse_args()
    lemmas = counted(token for name in SOURCES for token in tokens(args.corpora / "ud" / f"{name}.conllu"))
    table = make_table(lemmas, read_text(args.corpora, lemmas))
    args.output.parent.mkdir(parents=True, exist_ok=True)
    args.output.write_bytes(table.to_bytes())
    print(f"{len(table):,} forms and endings, {args.output.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
