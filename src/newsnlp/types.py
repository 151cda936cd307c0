"""Closed sets of values and aliases that every room shares."""

from __future__ import annotations

from typing import Literal

EntityType = Literal["PER", "ORG", "LOC", "MISC"]
MentionKind = Literal["name", "nominal", "pronoun", "zero"]
EventType = Literal[
    "MEETING",
    "VISIT",
    "INVITATION",
    "AGREEMENT",
    "COOPERATION",
    "SUPPORT",
    "AID",
    "ARMS_SUPPLY",
    "SANCTION",
    "ACCUSATION",
    "DENIAL",
    "THREAT",
    "PROTEST",
    "ATTACK",
    "ARREST",
    "TRIAL",
    "APPOINTMENT",
    "RESIGNATION",
    "ELECTION",
    "DEATH",
    "DISASTER",
]
Status = Literal["happened", "planned", "possible", "negated"]
StatusDetail = Literal[
    "held",
    "ongoing",
    "planned",
    "proposed",
    "postponed",
    "reported",
    "hypothetical",
    "unsure",
    "requested",
    "cancelled",
    "refused",
    "denied",
]
MeetingMode = Literal[
    "bilateral",
    "multilateral",
    "summit",
    "visit",
    "audience",
    "phone_video",
    "negotiation",
    "mediation",
    "margin",
    "institutional",
    "conference",
]
RelationType = Literal[
    "HOLDS_OFFICE",
    "HELD_OFFICE",
    "MEMBER_OF",
    "WAS_MEMBER_OF",
    "SPOUSE_OF",
    "WAS_SPOUSE_OF",
    "PARENT_OF",
    "SIBLING_OF",
    "BASED_IN",
    "ALLY_OF",
    "WAS_ALLY_OF",
    "OPPONENT_OF",
    "WAS_OPPONENT_OF",
]
ArgumentRole = Literal["participants", "agent", "target", "place", "time"]
Via = Literal["name", "nominal", "pronoun", "zero", "adjective", "context", "time"]
Granularity = Literal["time", "day", "week", "month", "season", "quarter", "half", "year", "interval"]
Certainty = Literal["stated", "counted", "chosen", "carried"]
NoValue = Literal["no_publication_date", "vague", "no_reference", "no_such_day"]
Gender = Literal["f", "m"]
# Which string of a record a span counts in: its title, where that was given apart, or its text.
Part = Literal["text", "title"]
