"""Several mentions of one meeting are one event; other parties, other days and other media are others."""

from __future__ import annotations

from typing import Any

import pytest
from build import events, parsed

from newsnlp.annotation.events.merge import LOOK_BACK

MET = "Ferrante ha incontrato Weber a Roma."
# sentences, layers, how many meetings they tell
TABLE: list[tuple[list[str], dict[str, Any], int]] = [
    # the noun with its article refers back
    ([MET, "L'incontro si è svolto in un clima cordiale."], {}, 1),
    ([MET, "Il colloquio è durato un'ora."], {}, 1),
    # the same pair named again
    ([MET, "L'incontro tra Ferrante e Weber è durato un'ora."], {}, 1),
    # another pair
    ([MET, "Weber ha incontrato Dubois a Parigi."], {}, 2),
    # a new one
    ([MET, "Un nuovo incontro tra Ferrante e Weber si è tenuto ieri."], {}, 2),
    # a call is no handshake
    ([MET, "Ferrante ha telefonato a Weber."], {}, 2),
    # held and still to come
    ([MET, "Ferrante incontrerà Weber a Vienna."], {}, 2),
    # a meeting that nobody is named for opens none
    (["L'incontro si è svolto in un clima cordiale."], {}, 0),
]


@pytest.mark.parametrize(("sentences", "layers", "meetings"), TABLE)
def test_how_many_meetings(sentences: list[str], layers: dict[str, Any], meetings: int) -> None:
    assert len(events(parsed(*sentences, **layers), "MEETING")) == meetings


def test_two_days_are_two_meetings() -> None:
    # "Un nuovo incontro tra Ferrante e Weber si è tenuto ieri." twice, on days that differ
    sentence = "Ferrante si è incontrato con Weber."
    again = "L'incontro tra Ferrante e Weber è durato un'ora."
    same_day = {(0, 1): "2024-03-01", (7, 8): "2024-03-01"}
    other_day = {(0, 1): "2024-03-01", (7, 8): "2024-03-09"}
    assert len(events(parsed(sentence, again, times=same_day), "MEETING")) == 1
    assert len(events(parsed(sentence, again, times=other_day), "MEETING")) == 2


def test_both_mentions_are_kept() -> None:
    [found] = events(parsed(MET, "L'incontro si è svolto in un clima cordiale."), "MEETING")
    assert found["triggers"] == ["incontrato", "incontro"]
    assert found["participants"] == ["Ferrante", "Weber"]


def test_only_the_last_events_are_asked() -> None:
    # the same pair far back in a long text is another meeting: the cost grows with the text, not its square
    between = ["Dubois ha incontrato Petrov a Tokyo."] * (LOOK_BACK + 1)
    days = {(7 + 7 * n, 8 + 7 * n): f"2024-{1 + n // 28:02}-{1 + n % 28:02}" for n in range(len(between))}
    near = parsed(MET, *between[:3], MET, times=dict(list(days.items())[:3]))
    far = parsed(MET, *between, MET, times=days)
    assert sum(event["participants"] == ["Ferrante", "Weber"] for event in events(near, "MEETING")) == 1
    assert sum(event["participants"] == ["Ferrante", "Weber"] for event in events(far, "MEETING")) == 2
