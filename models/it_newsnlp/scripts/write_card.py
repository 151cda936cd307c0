"""Write the model card from its template and the scores and sources recorded in the package."""

from __future__ import annotations

import argparse
from pathlib import Path

import srsly

TREEBANK = ("uas", "las", "upos", "morph", "lemma", "verb_lemma", "sentences")
NAMES = {"verb_lemma": "lemma, finite verbs", "sentences": "sentences F"}
GENRES = {
    "wikinews": "news (KIND Wikinews)",
    "wikinews_alone": "the same, sentence by sentence",
    "fiction": "fiction (KIND)",
    "fiction_alone": "the same, sentence by sentence",
    "de_gasperi": "De Gasperi (KIND)",
    "de_gasperi_alone": "the same, sentence by sentence",
}
# What stands behind the name of a source -> what it was used for.
USES = {
    " (raw text)": "raw text",
    " (lists of names)": "lists of names",
    " (pretrained transformer)": "transformer",
}


def treebank_table(scores: dict[str, float]) -> str:
    """Return the scores on ISDT dev as a Markdown table."""
    heads = [NAMES.get(name, name.upper()) for name in TREEBANK]
    cells = [f"{scores[name]:.3f}" for name in TREEBANK]
    return "\n".join(_row(row) for row in (["ISDT dev", *heads], ["---"] * (len(heads) + 1), ["", *cells]))


def entity_table(performance: dict[str, dict[str, float]]) -> str:
    """Return the entity scores by genre as a Markdown table."""
    heads = ["dev file", "exact F1", "P", "R", "tokens F1", "PER", "LOC", "ORG"]
    keys = ["ents_f", "ents_p", "ents_r", "tokens_f", "tokens_f_per", "tokens_f_loc", "tokens_f_org"]
    rows = [[title, *(f"{performance[name][key]:.3f}" for key in keys)] for name, title in GENRES.items()]
    return "\n".join(_row(row) for row in [heads, ["---"] * len(heads), *rows])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


# Measure, our score in the package's meta.json, and what is published for it_core_news_lg or the NERMuD task.
PUBLISHED = (
    ("UAS", ("isdt", "uas"), "0.911"),
    ("LAS", ("isdt", "las"), "0.876"),
    ("UPOS", ("isdt", "upos"), "0.974"),
    ("morphology", ("isdt", "morph"), "0.974"),
    ("lemma", ("isdt", "lemma"), "0.975"),
    ("sentences F, raw text", ("isdt", "sentences"), "0.975"),
    ("lemma of finite verbs", ("isdt", "verb_lemma"), ""),
    ("entities, tokens micro F1", ("wikinews", "tokens_f"), "0.84 (IT5), 0.90 (LLaMA 7B with LoRA)"),
    ("entities, exact micro F1", ("wikinews", "ents_f"), ""),
    ("the same, sentence by sentence: tokens", ("wikinews_alone", "tokens_f"), ""),
    ("the same, sentence by sentence: exact", ("wikinews_alone", "ents_f"), ""),
)


def comparison_table(performance: dict[str, dict[str, float]]) -> str:
    """Return our scores beside the published ones as a Markdown table."""
    rows = [[name, f"{performance[file][key]:.3f}", published] for name, (file, key), published in PUBLISHED]
    return "\n".join(_row(row) for row in (["measure", "here, dev", "published, test"], ["---"] * 3, *rows))


def source_rows(sources: list[dict[str, str]]) -> str:
    """Return the corpora as rows: name, use, licence."""
    rows = []
    for source in sources:
        name = source["name"]
        use = "entities" if name.startswith(("KIND", "Wiki")) else "grammar"
        for mark, told in USES.items():
            if name.endswith(mark):
                name, use = name.removesuffix(mark), told
        rows.append(_row([f"{name} ({source['author']})", use, source["license"]]))
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path)
    parser.add_argument("card", type=Path)
    parser.add_argument("--template", type=Path, default=Path(__file__).parents[1] / "card.md")
    args = parser.parse_args()
    meta = srsly.read_json(args.package / "meta.json")
    found = meta["performance"]
    name = f"{meta['lang']}_{meta['name']}"
    size = sum(p.stat().st_size for p in (args.package / name).rglob("*") if p.is_file()) / 1e6
    text = args.template.read_text(encoding="utf8").format(
        size=round(size),
        scores=f"{treebank_table(found['isdt'])}\n\n{entity_table(found)}",
        comparison=comparison_table(found),
        sources=source_rows(meta["sources"]),
        verb_lemma=f"{found['isdt']['verb_lemma']:.0%}",
    )
    args.card.write_text(text, encoding="utf8")
    for copy in (args.package / "README.md", *args.package.glob(f"{name}/{name}-*/README.md")):
        copy.write_text(text, encoding="utf8")


if __name__ == "__main__":
    main()
