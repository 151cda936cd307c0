"""Scores a spaCy pipeline on a treebank (CoNLL-U) or on named entities (IOB2 columns).

Both read raw text, as a user's article would be: sentences, tokens and everything above them are predicted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example, iob_to_biluo
from spacy.training.converters.conllu_to_docs import conllu_to_docs
from spacy.training.iob_utils import tags_to_entities
from spacy.vocab import Vocab

from newsnlp.errors import FormatError, InputError, ModelMismatch

Sentence = tuple[list[str], list[str]]
LABELS = ("PER", "LOC", "ORG")
IOB2_TAG = re.compile(r"O|[BI]-\S+")
# spaCy's name of a score -> what a component must predict for it.
TREEBANK_SCORES = {"dep_uas": "parser", "pos_acc": "morphologizer", "lemma_acc": "lemmatizer"}
ENTITY_SCORES = {"ents_f": "entity recogniser"}
# Treebank sentences joined to one text, so that sentence boundaries have to be found.
SENTENCES_PER_TEXT = 8
# Sentences of an IOB2 file read as one document: the files have no article marks, and articles are about as long.
SENTENCES_PER_DOCUMENT = 20
PARAGRAPH = "\n\n"
NO_SPACE_BEFORE = frozenset({",", ".", ";", ":", "!", "?", ")", "]", "»", "”", "%", "…", "..."})
NO_SPACE_AFTER = frozenset("([«“")


def score_treebank(nlp: Language, path: Path) -> dict[str, float]:
    """Return uas, las, upos, morph, lemma, verb_lemma and sentences (F1) on a CoNLL-U file.

    Multiword tokens (della, dirlo) are merged to the surface token, as articles have them; punctuation
    counts for nothing in uas and las. `verb_lemma` is the accuracy on finite forms of verbs.

    Raises:
        FormatError: the file cannot be read or holds no CoNLL-U sentence.
        ModelMismatch: the pipeline lacks a component that is scored.
    """
    text = _text_of(path)
    _check_components(nlp, TREEBANK_SCORES)
    try:
        docs = list(conllu_to_docs(text, n_sents=SENTENCES_PER_TEXT, merge_subtokens=True, no_print=True))  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError) as error:
        raise FormatError(f"{path}: not CoNLL-U ({error})") from error
    if not docs:
        raise FormatError(f"{path}: no CoNLL-U sentence found; ten columns parted by tabs are expected")
    # spaCy's scorer looks predicted features up in the vocabulary of the gold documents
    shared = DocBin(docs=docs).get_docs(nlp.vocab)
    golds = list(shared)
    examples = [Example(doc, gold) for doc, gold in zip(nlp.pipe(d.text for d in golds), golds, strict=True)]
    scores = Scorer(nlp).score(examples)
    return {
        "uas": scores["dep_uas"],
        "las": scores["dep_las"],
        "upos": scores["pos_acc"],
        "morph": scores["morph_acc"],
        "lemma": scores["lemma_acc"],
        "verb_lemma": _finite_verb_lemmas(examples),
        "sentences": scores["sents_f"],
    }


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf8")
    except OSError as error:
        raise FormatError(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise FormatError(f"{path}: not UTF-8: {error.reason} at byte {error.start}") from error


def _check_components(nlp: Language, wanted: dict[str, str]) -> None:
    """Check that every figure has a component that predicts what it counts."""
    scored = {name for pipe in nlp.pipe_names for name in nlp.get_pipe_meta(pipe).default_score_weights or ()}
    missing = [what for name, what in wanted.items() if name not in scored]
    if missing:
        raise ModelMismatch(
            f"the pipeline {nlp.meta['lang']}_{nlp.meta['name']} cannot be scored: no {', no '.join(missing)}"
        )


def _finite_verb_lemmas(examples: list[Example]) -> float:
    """Return the share of finite verb forms with the right lemma, over gold tokens that are one predicted token."""
    right = total = 0
    for example in examples:
        partners = example.alignment.y2x
        for token in example.reference:
            if token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm", []):
                found = partners[token.i]
                total += 1
                right += len(found) == 1 and example.predicted[int(found[0])].lemma_ == token.lemma_
    return right / total if total else 0.0


def score_entities(nlp: Language, path: Path, *, together: int = SENTENCES_PER_DOCUMENT) -> dict[str, float]:
    """Return entity and token micro F1 over PER, LOC and ORG on an IOB2 file (word, tab, tag).

    Entity scores need exact spans; token scores compare the type of every token, as NERMuD does.

    Args:
        nlp: any pipeline with named entities.
        path: the file.
        together: how many sentences that follow each other are read as one document, a paragraph each. 1 for files
            whose sentences do not belong together.

    Raises:
        FormatError: the file cannot be read or holds no IOB2 sentence.
        InputError: `together` is below 1.
        ModelMismatch: the pipeline has no named entities.
    """
    if together < 1:
        raise InputError(f"{together} sentences cannot make a document; give 1 or more")
    sentences = list(read_iob2(path))
    _check_components(nlp, ENTITY_SCORES)
    if not sentences:
        raise FormatError(f"{path}: no sentence found; a word, a tab and an IOB2 tag are expected on each line")
    exact, tokens = Counter[str](), Counter[str]()
    golds = [to_doc(nlp.vocab, sentences[at : at + together]) for at in range(0, len(sentences), together)]
    for gold, predicted in zip(golds, nlp.pipe(gold.text for gold in golds), strict=True):
        _count(exact, _spans(gold), _spans(predicted))
        _count(tokens, _characters(gold), _aligned_characters(gold, predicted))
    result = {f"ents_{name}": value for name, value in _prf(exact, "all").items()}
    result |= {f"ents_f_{label.lower()}": _prf(exact, label)["f"] for label in LABELS}
    result["tokens_f"] = _prf(tokens, "all")["f"]
    return result | {f"tokens_f_{label.lower()}": _prf(tokens, label)["f"] for label in LABELS}


def _spans(doc: Doc) -> set[tuple[str, int, int]]:
    return {(e.label_, e.start_char, e.end_char) for e in doc.ents if e.label_ in LABELS}


def _characters(gold: Doc) -> set[tuple[str, int, int]]:
    """Return (type, start, end) of every gold token that is part of an entity."""
    return {(t.ent_type_, t.idx, t.idx + len(t)) for t in gold if t.ent_type_ in LABELS}


def _aligned_characters(gold: Doc, predicted: Doc) -> set[tuple[str, int, int]]:
    """Return the predicted type of every gold token, by its first character."""
    types = {index: t.ent_type_ for t in predicted if t.ent_type_ in LABELS for index in range(t.idx, t.idx + len(t))}
    return {(types[t.idx], t.idx, t.idx + len(t)) for t in gold if t.idx in types}


def _count(counter: Counter[str], gold: set[tuple[str, int, int]], predicted: set[tuple[str, int, int]]) -> None:
    for name, items in (("tp", gold & predicted), ("fp", predicted - gold), ("fn", gold - predicted)):
        for label, *_ in items:
            counter[f"{name}.{label}"] += 1
            counter[f"{name}.all"] += 1


def _prf(counter: Counter[str], label: str) -> dict[str, float]:
    tp, fp, fn = (counter[f"{name}.{label}"] for name in ("tp", "fp", "fn"))
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    return {"p": precision, "r": recall, "f": 2 * tp / (2 * tp + fp + fn) if tp else 0.0}


def read_iob2(path: Path) -> Iterator[Sentence]:
    """Yield (words, tags) of each sentence of an IOB2 file; the last two columns are word and tag.

    Labels other than PER, LOC and ORG become O.

    Raises:
        FormatError: the file cannot be read, or a line has no word, tab and IOB2 tag.
    """
    words: list[str] = []
    tags: list[str] = []
    for number, line in enumerate([*_text_of(path).splitlines(), ""], start=1):
        if line.strip():
            *_, word, tag = ["", *line.split("\t")]
            if not word or not IOB2_TAG.fullmatch(tag):
                raise FormatError(
                    f"{path}:{number}: {line[:60]!r} is not a word, a tab and an IOB2 tag (O, B-PER, I-PER)"
                )
            words.append(word)
            tags.append(tag if tag[2:] in LABELS else "O")
        elif words:
            yield words, tags
            words, tags = [], []


def spaces(words: list[str]) -> list[bool]:
    """Return whether a space follows each word, as Italian is printed: "dell'Eliseo", "(ieri)"."""
    result = []
    in_quotes = False
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        if word == '"':
            in_quotes = not in_quotes
        opened = word in NO_SPACE_AFTER or (word == '"' and in_quotes)
        elided = len(word) > 1 and word[-1] in "'’" and word.lower() not in {"po'", "po’"}
        closes = following in NO_SPACE_BEFORE or (following == '"' and in_quotes)
        result.append(not (opened or elided or closes))
    return result


def to_doc(vocab: Vocab, sentences: list[Sentence]) -> Doc:
    """Return one Doc of several IOB2 sentences with its entities set, an empty line between two of them."""
    words: list[str] = []
    tags: list[str] = []
    gaps: list[bool] = []
    for sentence, sentence_tags in sentences:
        if words:
            words.append(PARAGRAPH)
            tags.append("O")
            gaps.append(False)
        words += sentence
        tags += sentence_tags
        gaps += [*spaces(sentence)[:-1], False]
    doc = Doc(vocab, words=words, spaces=gaps)
    doc.ents = [Span(doc, first, last + 1, label=label) for label, first, last in tags_to_entities(iob_to_biluo(tags))]
    return doc
