"""What speaks for and against two nodes being one, as a sum, and the two thresholds it is held against.

The weights were set by hand on constructed pairs (tests/resolve/test_resolver.py) so that each row of the table in
docs/resolution.md comes out; run those tests after any change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from newsnlp.resolve.alignment import Likeness, likeness
from newsnlp.resolve.names import normal_name, parse_name
from newsnlp.resolve.nodes import Node, acronym, is_common, name_for_keys

# From here on two nodes are one; from UNSURE on the pair is listed for review.
SAME = 0.75
UNSURE = 0.40
CERTAIN = 1.0
# A surname alone needs so much more for one full name than for the next.
MARGIN = 0.15
NAMES = MappingProxyType(
    {
        Likeness.EQUAL: 0.80,
        Likeness.SPELLING: 0.78,
        Likeness.INITIAL: 0.45,
        Likeness.SHORT: 0.40,
        Likeness.EDIT: 0.40,
    }
)
FREQUENT_NAME = -0.35
SAME_OFFICE = 0.35
SAME_COUNTRY = 0.10
PARTNER, MOST_PARTNERS = 0.20, 2
OTHER_WALK = -0.35
OTHER_COUNTRY = -0.25
YEARS_APART, FAR_APART = 25, 40
YEARS, FAR = -0.20, -0.45
ONLY_ONE = 0.15
ACRONYM, ACRONYM_TOLD = 0.50, 0.80


@dataclass(frozen=True, slots=True)
class Decision:
    """How two nodes stand: what speaks for one, why, and whether they can be one at all."""

    score: float
    reasons: tuple[str, ...]
    veto: bool = False

    @property
    def same(self) -> bool:
        """Whether they are one."""
        return not self.veto and self.score >= SAME

    @property
    def unsure(self) -> bool:
        """Whether they stay apart and are listed for review."""
        return not self.veto and UNSURE <= self.score < SAME


def decide(a: Node, b: Node) -> Decision:
    """Return how two nodes stand; the order makes no difference."""
    a, b = sorted((a, b), key=lambda node: node.key)
    if a.identity is not None and b.identity is not None:
        return _by_identity(a, b)
    if a.type != b.type:
        return Decision(0.0, ("other type",), veto=True)
    twins = {m.doc_id for m in a.mentions.values() if m.is_twin} & {m.doc_id for m in b.mentions.values() if m.is_twin}
    if twins and a.key[1] == b.key[1]:
        return Decision(0.0, ("two of one name in one article",), veto=True)
    return _people(a, b) if a.type == "PER" else _things(a, b)


def _by_identity(a: Node, b: Node) -> Decision:
    if a.identity == b.identity:
        return Decision(CERTAIN, ("same item of the knowledge base",))
    return Decision(0.0, ("other item of the knowledge base",), veto=True)


def _things(a: Node, b: Node) -> Decision:
    """Organisations and places: the same usual name, or an acronym that the other spells out."""
    one, other = a.key[1], b.key[1]
    if one == other:
        return Decision(CERTAIN, ("same name",))
    short, long = sorted((one, other), key=len)
    if a.type == "ORG" and acronym(long) == short:
        spelled = a if one == long else b
        told = short in {normal_name(name) for name in spelled.names}
        return Decision(ACRONYM_TOLD if told else ACRONYM, ("acronym",))
    return Decision(0.0, ())


def _people(a: Node, b: Node) -> Decision:
    alike = likeness(name_for_keys(a), name_for_keys(b))
    if alike not in NAMES:
        return Decision(0.0, (f"names: {alike}",), veto=True)
    if a.genders and b.genders and not a.genders.keys() & b.genders.keys():
        return Decision(0.0, ("other gender",), veto=True)
    told = [(f"names: {alike}", NAMES[alike]), *evidence(a, b)]
    if alike != Likeness.SHORT and is_common(parse_name(name_for_keys(a))):
        told.append(("frequent name", FREQUENT_NAME))
    score = round(sum(weight for _, weight in told), 2)
    if alike == Likeness.EDIT:  # never more than a candidate
        score = min(score, SAME - 0.01)
    return Decision(score, tuple(reason for reason, _ in told))


def evidence(a: Node, b: Node) -> Iterator[tuple[str, float]]:
    """Yield what besides the names speaks for or against two people being one, with its weight."""
    small, large = sorted((a.partners, b.partners), key=len)
    shared = sum(partner in large for partner in small)
    if shared:
        yield f"{shared} shared partners", PARTNER * min(shared, MOST_PARTNERS)
    if any(place for _, place in a.offices.keys() & b.offices.keys()):
        yield "same office", SAME_OFFICE
    if a.countries and b.countries:
        fits = a.countries.keys() & b.countries.keys()
        yield ("same country", SAME_COUNTRY) if fits else ("other country", OTHER_COUNTRY)
    if a.walks and b.walks and not a.walks.keys() & b.walks.keys():
        yield "other walk of life", OTHER_WALK
    gap = _years_between(a, b)
    if gap > YEARS_APART:
        yield f"{gap} years apart", FAR if gap > FAR_APART else YEARS


def _years_between(a: Node, b: Node) -> int:
    if not a.years or not b.years:
        return 0
    return max(min(a.years) - max(b.years), min(b.years) - max(a.years), 0)
