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
ArgumentRole = Literal["participants", "agent", "target", "place", "time"]
Via = Literal["name", "nominal", "pronoun", "zero", "adjective", "context", "time"]
Gender = Literal["f", "m"]
