"""Notices: what happened, in a plain sentence, and who is told. Never what a paper is about."""

from datetime import datetime
from typing import Annotated, Final, Literal, get_args

from msgspec import Meta, Struct

from gateway.domain.decision import Notice
from gateway.domain.facts import Office

NoticeKind = (
    Notice
    | Literal[
        "request_received",
        "request_decided",
        "request_passed_on",
        "request_waits",
        "information_asked",
        "information_given",
        "third_party_asked",
        "dispute_filed",
        "dispute_answered",
        "determined",
        "access_limited",
        "access_renewed",
        "access_revoked",
        "access_ended",
        "copies_asked_back",
        "copy_given_back",
        "onward_answered",
        "incident_recorded",
        "advice_asked",
        "advice_given",
        "advice_not_followed",
        "advice_sought",
        "advice_answered",
        "deadline_near",
        "deadline_passed",
        "deadline_escalated",
        "deadline_moved",
        "holding_reply",
        "group_report",
        "briefing",
        "briefing_waits",
        "briefing_approved",
        "briefing_not_approved",
        "address_changed",
        "relationship_declared",
        "relationship_ended",
        "office_idle",
    ]
)
"""What a notice tells. Those of a decision (section 9.6) come first."""

RecipientKind = Literal["person", "office", "party_group", "body"]
NoticeState = Literal["waiting", "sent", "stuck"]
"""A notice waits until a mail server has taken it; it is stuck when that was tried in vain."""

SENTENCES: Final[dict[NoticeKind, str]] = {
    "board_member": "A councillor was given information that may be used at a meeting.",
    "committee_chair": "A councillor was given background on business of your meeting.",
    "all_groups": "Officers wrote a report for a political group, or briefed one. "
    "Your group may ask for the same.",
    "scrutiny_committee": "The executive refused a scrutiny member a document. "
    "Its written statement of reasons is there for the committee's members to read.",
    "request_received": "We received your request.",
    "request_decided": "Your request was decided.",
    "request_passed_on": "Your request was passed on, and waits for somebody else to decide.",
    "request_waits": "A request waits for you.",
    "information_asked": "We need to know more before we can answer your request.",
    "information_given": "The requester answered what was asked.",
    "third_party_asked": "We ask for your view before something is disclosed.",
    "dispute_filed": "A decision is disputed and waits for you.",
    "dispute_answered": "A stage of a dispute was answered.",
    "determined": "A dispute was determined.",
    "access_limited": "Your access to a document now has an end. The request says which, and why.",
    "access_renewed": "You were given access to a document again.",
    "access_revoked": "Your access to a document was ended. The request says why.",
    "access_ended": "Access that rested on a seat, a group, an office or a grant has ended.",
    "copies_asked_back": "Please return or destroy your copies, and confirm that you did.",
    "copy_given_back": "A copy was returned or destroyed, as its holder certifies.",
    "onward_answered": "You asked to pass something on, and were answered.",
    "incident_recorded": "Misuse of a document was recorded and waits for you.",
    "advice_asked": "Somebody asks for your advice.",
    "advice_given": "You asked for advice, and were answered.",
    "advice_not_followed": "A councillor says why they do not follow the advice that was given.",
    "advice_sought": "An officer asks for your advice on a request.",
    "advice_answered": "You asked for advice on a request, and were answered.",
    "deadline_near": "A deadline is near.",
    "deadline_passed": "A deadline has passed.",
    "deadline_escalated": "A deadline passed some time ago and nobody has acted on it.",
    "deadline_moved": "A deadline was moved.",
    "holding_reply": "We cannot answer your request yet. We say why, and by when we will.",
    "group_report": "Officers wrote a report for a political group. You may ask for a copy.",
    "briefing": "Officers briefed a political group. You may ask for the same briefing.",
    "briefing_waits": "An officer asks whether they may disclose a paper at a meeting.",
    "briefing_approved": "You may disclose the paper at the meeting that you asked about, "
    "as far as the rules allow.",
    "briefing_not_approved": "You may not disclose the paper at the meeting that you asked about.",
    "address_changed": "The mail address for these messages was changed. "
    "If you did not ask for that, tell the council at once.",
    "relationship_declared": "Somebody declared that you and they are close. "
    "Neither of you then judges the other's requests.",
    "relationship_ended": "That you and somebody else are close does not count any more.",
    "office_idle": "Close relationships that were declared leave an office with nobody who may act "
    "on somebody's requests.",
}
"""What happened, in one sentence for each kind."""


class Recipient(Struct, frozen=True):
    """Somebody who is told something: a person, or whoever stands for an office, group or body."""

    kind: RecipientKind
    id: str


class Letter(Struct, frozen=True, kw_only=True):
    """A notice on its way to a mail address. `about` is a reference or an id, never a title."""

    id: str
    kind: NoticeKind
    about: str
    told_at: datetime
    address: str


class AskedAddress(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Somebody asks that mail for a person, office, group or body go to this address.

    Without `address` the one in the book is taken away. An office is named by its word, anybody
    else by their id.
    """

    recipient_kind: RecipientKind
    recipient: Annotated[str, Meta(pattern="^[0-9a-f]{32}$|^[a-z_]{3,40}$", max_length=40)]
    address: (
        Annotated[str, Meta(max_length=254, pattern=r"^[!-?A-~]+@[A-Za-z0-9.-]+$(?!\n)")] | None
    ) = None

    def __post_init__(self) -> None:
        """Refuse an office that is none."""
        if self.recipient_kind == "office" and self.recipient not in get_args(Office):
            raise ValueError("there is no such office")


def to_person(person: str) -> Recipient:
    """The person of that id."""
    return Recipient("person", person)


def to_office(office: Office) -> Recipient:
    """Whoever holds the office."""
    return Recipient("office", office)


def to_group(party_group: str) -> Recipient:
    """Whoever leads the political group of that id."""
    return Recipient("party_group", party_group)


def to_body(body: str) -> Recipient:
    """Whoever chairs the body of that id."""
    return Recipient("body", body)
