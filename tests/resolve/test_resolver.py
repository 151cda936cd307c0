"""Who is who across articles: homonyms, variants, judgements; any order, and adding then removing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_rows import body, person

from newsnlp.errors import FormatError
from newsnlp.resolve import Judgement, Ref, Resolver, read_judgements, resolve, to_line, withdrawal

MAYOR, SENATOR = (("sindaco", "Fano"),), (("senatore", None),)
COACH = (("allenatore", "Juventus"),)


def groups(mentions, judgements=()):
    return sorted(cluster.members for cluster in resolve(mentions, judgements))


def together(*mentions, judgements=()):
    return len(groups(mentions, judgements)) == 1


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (person("a", "Elvira Brambati"), person("b", "Elvira Brambati"), True),
        (person("a", "Elvira Brambati"), person("b", "Elvira Brambati", year=1970), False),
        (person("a", "Sergej Markarov"), person("b", "Serghei Markarov"), True),
        (person("a", "Mario Rossi"), person("b", "Mario Rossi"), False),
        (person("a", "Mario Rossi", roles=MAYOR), person("b", "Mario Rossi", roles=MAYOR), True),
        (person("a", "Mario Rossi", roles=MAYOR), person("b", "Mario Rossi", roles=SENATOR), False),
        (person("a", "Elvira Brambati", roles=MAYOR), person("b", "Elvira Brambati", roles=COACH), False),
        (person("a", "Elvira Brambati", gender="f"), person("b", "Elvira Brambati", gender="m"), False),
        (person("a", "Elvira Brambati", kb_id="Q1"), person("b", "E. Brambati", kb_id="Q1"), True),
        (person("a", "Elvira Brambati", kb_id="Q1"), person("b", "Elvira Brambati", kb_id="Q2"), False),
        (person("a", "George Bush", year=1990), person("b", "George Bush", year=2003), False),
        (person("a", "George Bush", year=2003), person("b", "George W. Bush", year=2003), True),
        (person("a", "Brambati"), person("b", "Elvira Brambati"), False),
        (person("a", "Brambati", roles=MAYOR), person("b", "Elvira Brambati", roles=MAYOR), True),
        (body("a", "Onu"), body("b", "Nazioni Unite"), True),
        (
            body("a", "Federazione Cinofila Lunare", names=("FCL", "Federazione Cinofila Lunare")),
            body("b", "FCL"),
            True,
        ),
        (body("a", "Federazione Cinofila Lunare"), body("b", "FCL"), False),
        (body("a", "Lega Nord"), person("b", "Lega Nord"), False),
    ],
)
def test_two_mentions(left, right, same):
    assert together(left, right) is same
    assert together(right, left) is same


def test_shared_partners_bring_a_frequent_name_together():
    company = frozenset({"PER:anna verdi", "PER:karel novak"})
    one, other = person("a", "Mario Rossi", partners=company), person("b", "Mario Rossi", partners=company)
    assert together(one, other)


def test_an_initial_goes_with_the_one_that_it_fits_and_never_bridges_two():
    mentions = [person("a", "Mario Brambati", roles=MAYOR), person("b", "M. Brambati", roles=MAYOR)]
    assert together(*mentions)
    assert len(groups([*mentions, person("c", "Maria Brambati", roles=MAYOR)])) == 3


def test_twins_of_one_article_stay_two():
    twins = [person("a", "Elvira Brambati", entity=e, is_twin=True) for e in ("E1", "E2")]
    assert len(groups(twins)) == 2


def test_an_unsure_pair_is_listed():
    resolver = Resolver()
    resolver.add([person("a", "Mario Rossi"), person("b", "Mario Rossi")])
    (pair,) = resolver.unsure()
    assert {pair.left_mention, pair.right_mention} == {("a", "Mario Rossi"), ("b", "Mario Rossi")}
    assert pair.score < 0.75
    assert "frequent name" in pair.reasons


def judged(one, other, verdict, time="2031-01-01", **known):
    refs = [Ref(kb_id=x) if isinstance(x, str) else Ref(doc_id=x.doc_id, name=x.name) for x in (one, other)]
    return Judgement(*refs, verdict, known.pop("user", "anna"), time, **known)


ONE, TWO, THREE = (person(doc, "Elvira Brambati") for doc in "abc")


def test_different_wins_over_equal_names():
    assert len(groups([ONE, TWO], [judged(ONE, TWO, "different")])) == 2
    assert len(groups([ONE, TWO], [judged(ONE, TWO, "unsure")])) == 2


def test_same_wins_over_names_and_items():
    other = person("b", "Karel Novak", kb_id="Q2")
    assert together(person("a", "Elvira Brambati", kb_id="Q1"), other, judgements=[judged("Q1", other, "same")])


def test_a_contradiction_is_told_and_not_applied():
    verdicts = [judged(ONE, TWO, "different", "2031-01-01"), judged(TWO, ONE, "same", "2031-01-02")]
    resolver = Resolver(reversed(verdicts))
    resolver.add([ONE, TWO])
    assert len(resolver.clusters()) == 2
    (found,) = resolver.contradictions()
    assert found.judgement == verdicts[1]
    assert found.against == (verdicts[0],)


def test_a_contradiction_over_a_third_is_told():
    verdicts = [judged(ONE, TWO, "same", "1"), judged(TWO, THREE, "same", "2"), judged(ONE, THREE, "different", "3")]
    resolver = Resolver(verdicts)
    resolver.add([ONE, TWO, THREE])
    assert [c.judgement for c in resolver.contradictions()] == [verdicts[2]]
    assert len(resolver.clusters()) == 1


def test_a_withdrawn_judgement_is_as_if_never_given():
    given_once = judged(ONE, TWO, "different", "1")
    assert together(ONE, TWO, judgements=[given_once, withdrawal(given_once, user="anna", time="2")])


def test_a_judgement_about_what_is_not_there_is_kept_and_told():
    verdict = judged(ONE, TWO, "same")
    resolver = Resolver([verdict])
    resolver.add([ONE])
    assert resolver.dangling() == [verdict]


def test_judgements_come_back_from_their_lines():
    verdicts = [judged(ONE, TWO, "same"), judged("Q1", THREE, "different", withdrawn=True)]
    assert read_judgements(map(to_line, verdicts)) == verdicts


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "{",
        '{"left": {"kb_id": "Q1"}, "right": {"kb_id": "Q1"}, "verdict": "same", "user": "a", "time": "1"}',
        '{"left": {"kb_id": "Q1"}, "right": {"kb_id": "Q2"}, "verdict": "maybe", "user": "a", "time": "1"}',
        '{"left": {"doc_id": "a"}, "right": {"kb_id": "Q2"}, "verdict": "same", "user": "a", "time": "1"}',
    ],
)
def test_a_line_that_is_no_judgement_is_refused(line):
    with pytest.raises(FormatError, match="line 1"):
        read_judgements([line])


NAMES = ["Elvira Brambati", "E. Brambati", "Brambati", "Elvìra Brambati", "Mario Rossi", "Maria Rossi", "Rossi"]
NAMES += ["George Bush", "George W. Bush", "Sergej Markarov", "Sergei Markarov", "Karim Haidari", "Kareem Haydari"]
people = st.builds(
    person,
    doc=st.just("?"),
    name=st.sampled_from(NAMES),
    year=st.sampled_from([1990, 2003, 2020]),
    roles=st.sampled_from([(), MAYOR, SENATOR, COACH, (("presidente", "Stati Uniti"),)]),
    gender=st.sampled_from([None, None, "f", "m"]),
    kb_id=st.sampled_from([None, None, None, "Q1", "Q2"]),
    partners=st.frozensets(st.sampled_from(["PER:anna verdi", "PER:karel novak", "Q7"])),
)


@st.composite
def corpora(draw):
    from dataclasses import replace

    found = draw(st.lists(people, min_size=2, max_size=14))
    return [replace(mention, doc_id=f"d{n:02}") for n, mention in enumerate(found)]


@st.composite
def verdict_lists(draw, mentions):
    pairs = st.tuples(
        st.sampled_from(mentions), st.sampled_from(mentions), st.sampled_from(["same", "different", "unsure"])
    )
    drawn = draw(st.lists(pairs, max_size=4))
    return [judged(a, b, verdict, str(n)) for n, (a, b, verdict) in enumerate(drawn) if a != b]


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_any_order_and_any_detour_gives_the_same(data):
    mentions = data.draw(corpora())
    judgements = data.draw(verdict_lists(mentions))
    whole = Resolver(judgements)
    whole.add(mentions)
    expected = whole.clusters(), whole.unsure()
    other = Resolver()
    for mention in data.draw(st.permutations(mentions)):
        other.add([mention])
        if data.draw(st.booleans()):
            other.clusters()
    other.judge(reversed(judgements))
    assert (other.clusters(), other.unsure()) == expected
    guest = [person(f"x{n}", name, year=2003, roles=MAYOR) for n, name in enumerate(NAMES)]
    other.add(guest)
    other.clusters()
    for mention in guest:
        other.remove(mention.doc_id)
    assert (other.clusters(), other.unsure()) == expected


def test_a_block_that_grows_too_large_and_shrinks_again_gives_the_same():
    few = [person(f"d{n}", f"Mario Rossi{'ni' * n}", roles=MAYOR) for n in range(3)]
    resolver = Resolver()
    resolver.add([*few, person("z", "M. Rossi", roles=MAYOR)])
    before = resolver.clusters(), resolver.unsure()
    crowd = [person(f"c{n}", f"M{'ab'[n % 2]}rio Rossi {n}x", roles=MAYOR) for n in range(150)]
    resolver.add(crowd)
    resolver.clusters()
    for mention in crowd:
        resolver.remove(mention.doc_id)
    assert (resolver.clusters(), resolver.unsure()) == before
