"""The words of casework: states, steps, and how a person stands to a request (section 10)."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from gateway.domain.facts import Office

RequestState = Literal[
    "draft",
    "information_asked",
    "with_officer",
    "with_determiner",
    "agreed",
    "agreed_in_part",
    "not_agreed",
    "ended",
    "withdrawn",
]
"""Where a request stands. Sending is a moment, not a state: the decision follows at once."""
DECIDED: frozenset[RequestState] = frozenset(
    {"agreed", "agreed_in_part", "not_agreed", "ended", "withdrawn"}
)
"""States in which nobody at the council has anything left to answer."""
Mark = Literal["open", "information_asked", "ended", "withdrawn"]
"""What is kept of the state; all else follows from the decision and the open disputes."""
SegmentState = Literal[
    "released", "access_ended", "with_officer", "with_determiner", "disputed", "not_agreed"
]
"""Where a part stands. `access_ended`: it was released, and access has ended since."""
Capacity = Literal["member_of_council", "ward_member", "political_group", "private_person"]
"""In which capacity somebody asks (Wolverhampton 17.5). It never decides; the purpose may."""
Role = Literal["anybody", "signed_in", "member", "officer", "office_holder", "auditor"]
"""What a person is in the council, whatever the request. A person may have several."""
Relation = Literal["requester", "acting", "finder", "hearer", "earlier", "keeper", "committee"]
"""How a person stands to one request.

`acting`: may act for an office that a segment waits for; `finder`: may act for an office whose
finding the answer may rest on; `hearer`: may act for the office that hears the open dispute or
determines what a rule passed on; `earlier`: took a step in it before, by office; `keeper`: may act
for an office that watches over what was given in it; `committee`: sits on the scrutiny committee to
which the executive owes its reasons.
"""
Step = Literal[
    "look",
    "ask",
    "save_draft",
    "discard_draft",
    "send_draft",
    "ask_for_information",
    "ask_to_narrow",
    "give_information",
    "withdraw",
    "end",
    "ask_again",
    "find",
    "consult",
    "ask_for_advice",
    "give_advice",
    "stand_aside",
    "dispute",
    "determine",
    "limit_access",
    "renew_access",
    "revoke_access",
    "sign_undertaking",
    "answer_onward",
    "read_reasons",
]
"""What somebody does with a request. A verb; what is recorded of it is a past participle."""


FindingName = Literal[
    "reasonably_necessary",
    "relates_to_work",
    "good_faith",
    "third_party_effect",
    "no_other_purpose",
    "relevant_to_scrutiny",
    "casework_lawful",
    "casework_ground",
    "order_covers_members",
    "breach_of_confidence",
    "internal_to_group",
    "own_development_connection",
    "personal_data_cleared",
    "interest_cleared",
    "briefing_approved",
    "author_consents",
    "third_party_view",
    "authority_of",
    "broad",
    "onward_consent",
    "onward_required_by_law",
    "onward_professional_advice",
    "onward_public_interest",
    "onward_good_faith",
]
"""What an office records. `determination` is none of them: it ends a dispute. From
`author_consents` to `broad` they are facts of other places of the model (2.3, 2.4) that somebody
finds out for one request; the last five are the limbs on which something may be passed on."""
OPINIONS: frozenset[Step] = frozenset(
    {"find", "give_advice", "limit_access", "renew_access", "revoke_access", "answer_onward"}
)
"""Steps in which somebody decides, finds or advises: they hear no dispute about it afterwards."""
HEARINGS: frozenset[Step] = frozenset({"determine"})
"""Steps in which somebody hears a dispute: they find nothing in the case afterwards."""
Ground = Literal["refusal", "delay", "condition", "conflict"]
"""What is disputed: a refused segment, a wait, a condition, or the office that acts (10.1)."""
DisputeAnswer = Literal["uphold", "vary", "overturn"]
"""What a stage makes of what is disputed: it stands, a condition is taken away, or it falls."""
MarkStep = Literal["marked", "tested", "reviewed", "lifted"]
"""What the proper officer did with a mark as exempt."""


class Wait(Struct, frozen=True):
    """A segment that waits, for which office now, and since when it has waited for any."""

    segment: str
    office: Office
    since: datetime
