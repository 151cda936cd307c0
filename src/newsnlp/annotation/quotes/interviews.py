"""Interviews: whose answers follow the questions of a paper.

"Ministro Rossi, vedrà Novak? «Lo vedrò giovedì»"; or line by line, a question and what follows it, with marks or not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from newsnlp.annotation.quotes.view import TERMINAL, Quoted, View
from newsnlp.lang.it.names import honorifics
from newsnlp.lang.it.titles import title_forms

# A question of a paper is no longer, in words.
LONGEST_QUESTION = 60
# So many questions that a line consists of make an interview whose answers need no marks.
FEWEST_QUESTIONS = 3
# Quoted answers to so many questions make an interview.
FEWEST_ANSWERS = 2
# "Signor ministro Rossi, ...": words before the comma of an address.
LONGEST_ADDRESS = 6


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered, in tokens."""

    start: int
    end: int


class Interview:
    """The questions and answers of one article."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.lines = list(_lines(view)) if "?" in view.words else []
        self._asked = {end for start, end in self.lines if self._is_question(start, end)}
        self._answered = [quoted for quoted in view.quoted if self.answers(quoted)]
        self.person = self._interviewed()

    def answers(self, quoted: Quoted) -> bool:
        """Tell whether a quotation follows a question of the paper at once and is all of the answer."""
        return self.follows_question(quoted) and self._closes(quoted)

    def follows_question(self, quoted: Quoted) -> bool:
        """Tell whether a quotation follows a question of the paper at once."""
        before = quoted.open - 1
        while before >= 0 and not self.view.words[before].strip():
            before -= 1
        return before >= 0 and self.view.words[before] == "?" and self.view.inside(before) is None

    def is_line(self, quoted: Quoted) -> bool:
        """Tell whether a quotation is all of a line."""
        opens = quoted.open == 0 or "\n" in self.view.words[quoted.open - 1]
        return opens and self._closes(quoted)

    def is_one(self) -> bool:
        """Tell whether the article is an interview."""
        return len(self._answered) >= FEWEST_ANSWERS or len(self._asked) >= FEWEST_QUESTIONS

    def addressed(self, quoted: Quoted) -> int | None:
        """Return whom the question before a quotation addresses by name, or asks about ("E Rossi? «...»")."""
        view, end = self.view, quoted.open
        while end > 0 and (not view.words[end - 1].strip() or view.words[end - 1] == "?"):
            end -= 1
        start, _ = view.sentence(end - 1) if end else (0, 0)
        named = self._address(start, end)
        short = view.words[start : start + 1] in (["e"], ["ed"]) and start + 1 in view.owner
        if named is None and short and view.owner.get(end - 1) == view.owner[start + 1] and not self.is_one():
            return self._person_at(start + 1)
        return named

    def bare_answers(self) -> list[Answer]:
        """Return the answers that stand without marks: the lines between those that are questions."""
        if len(self._asked) < FEWEST_QUESTIONS or self._answered or self.person is None:
            return []
        found, expects_answer, last = [], False, max(self._asked)
        for start, end in self.lines:
            if end in self._asked:
                expects_answer = True
            elif expects_answer and not any(self.view.inside(t) for t in (start, end - 1)):
                found.append(Answer(start, end))
                expects_answer = False
            elif end > last:
                break
            else:
                # "Poi però vi siete visti.": questions and answers take turns
                expects_answer = bool(found) and not self._is_label(start, end)
        return found

    def _is_question(self, start: int, end: int) -> bool:
        words = self.view.words
        asks = words[end - 1] == "?" and end - start <= LONGEST_QUESTION
        return asks and not any(self.view.inside(token) for token in range(start, end))

    def _is_label(self, start: int, end: int) -> bool:
        """Tell whether a line is a heading or a link of the page: it has no full stop."""
        return self.view.words[end - 1] not in TERMINAL

    def _closes(self, quoted: Quoted) -> bool:
        """Tell whether nothing but a full stop follows a quotation in its line."""
        after = self.view.words[quoted.close : quoted.close + 2]
        return not after or after[0] in TERMINAL or "\n" in after[0]

    def _interviewed(self) -> int | None:
        """Return who is asked: whoever a question addresses by name, else whom the lines before speak of most."""
        if not self.is_one():
            return None
        for start, end in self.lines:
            named = self._address(start, end) if end in self._asked else None
            if named is not None:
                return named
        first = min([*self._asked, *(quoted.open for quoted in self._answered)])
        counts = Counter(e for t in range(first) if (e := self._opens_mention(t)) is not None)
        if not counts:
            return None
        (person, most), *others = counts.most_common(2)
        return person if not others or others[0][1] < most else None

    def _opens_mention(self, token: int) -> int | None:
        person = self._person_at(token)
        return None if person is None or self.view.owner.get(token - 1) == person else person

    def _person_at(self, token: int) -> int | None:
        entity = self.view.owner.get(token)
        return entity if entity is not None and self.view.entities[entity]["type"] == "PER" else None

    def _address(self, start: int, end: int) -> int | None:
        """Return whom the first words address: "Ministro Rossi, ha incontrato ...", "Onorevole Neri, ..."."""
        view = self.view
        comma = next((t for t in range(start, min(end, start + LONGEST_ADDRESS)) if view.words[t] == ","), None)
        if comma is None or comma == start:
            return None
        titled = view.words[start].rstrip(".") in honorifics() or view.words[start] in title_forms()
        person = self._person_at(comma - 1)
        return person if titled or self._person_at(start) == person else None


def _lines(view: View) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line, blanks at its ends left out."""
    start = 0
    for at in range(len(view) + 1):
        if at == len(view) or "\n" in view.words[at]:
            end = at
            while end > start and not view.words[end - 1].strip():
                end -= 1
            if end > start:
                yield start, end
            start = at + 1
