"""When two names may be one person's: order, middle names, initials, spelling."""

from __future__ import annotations

from newsnlp.lang.it.names import first_names, nicknames
from newsnlp.lang.it.offices import people_called, people_fully_called

Pieces = tuple[str, ...]
# Shortest words in which one (two) other letters are taken for another transliteration.
ONE_LETTER = 5
TWO_LETTERS = 9


def same_full_name(a: Pieces, b: Pieces) -> bool:
    """Tell whether two full names can be the same person's: order, middle names, initials, spelling."""
    if len(a) == len(b) and sorted(a) == sorted(b):
        return True
    long, short = (a, b) if len(a) >= len(b) else (b, a)
    if len(long) > len(short):
        # "Silvio Maria Berlusconi" / "Silvio Berlusconi", but "Kim Jong" is not a full "Kim Jong-un".
        return long[-1] == short[-1] and _in_order(short, long) and same_first(long[0], short[0])
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(differing) != 1:
        return False
    x, y = differing[0]
    if x == a[0] and same_first(x, y):
        return True
    # "Petrovskaja" / "Petrovskaya" are one name, "Mario" / "Maria" are two.
    return similar(x, y) and not (x in first_names() and y in first_names())


def same_first(a: str, b: str) -> bool:
    """Tell whether two first names can be one: "joe" / "joseph", "j" / "joe"."""
    if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    table = nicknames()
    return b in table.get(a, ()) or a in table.get(b, ())


def _in_order(short: Pieces, long: Pieces) -> bool:
    rest = iter(long)
    return all(any(same_first(piece, other) for other in rest) for piece in short)


def same_holder(name: Pieces, form: Pieces) -> bool:
    """Tell whether two names are borne by one person of the table of office holders: "Benedetto XVI" / "Ratzinger"."""
    bearers = people_called(" ".join(form))
    return len(bearers) == 1 and bearers == people_fully_called(" ".join(name))


def similar(a: str, b: str) -> bool:
    """Tell whether two words are spellings of one name: "ivinskaja" / "ivinskaya"."""
    shorter = min(len(a), len(b))
    if shorter < ONE_LETTER or abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    return edit_distance(a, b) <= (2 if shorter >= TWO_LETTERS else 1)


def edit_distance(a: str, b: str) -> int:
    """Return the Levenshtein distance of two words."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, start=1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]
