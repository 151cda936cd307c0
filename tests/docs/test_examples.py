"""The examples in the documentation run and print what they say."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest
import spacy.util

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```python\n(>>> .*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [
    (path.name, number, code)
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    for number, code in enumerate(BLOCK.findall(path.read_text(encoding="utf8")), start=1)
]


@pytest.mark.parametrize(("page", "number", "code"), BLOCKS, ids=[f"{page}-{number}" for page, number, _ in BLOCKS])
def test_example(page: str, number: int, code: str) -> None:
    if "annotate(" in code and not spacy.util.is_package("it_newsnlp"):
        pytest.skip("the trained pipeline is not installed")
    parsed = doctest.DocTestParser().get_doctest(code, {}, f"{page} {number}", page, 0)
    report: list[str] = []
    # by itself it would be verbose under `pytest -v`, and every example a failure
    doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS).run(parsed, out=report.append)
    assert not report, "".join(report)


def test_links_between_pages_lead_somewhere() -> None:
    for page in [*(ROOT / "docs").glob("*.md"), ROOT / "examples" / "README.md", ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
