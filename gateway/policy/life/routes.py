"""Which roles each address opens to, and the step that it takes with a request.

An address that is not listed opens to nobody. What a person sees behind it is decided by the table
of permissions, casework and the rule book.
"""

from typing import Final

from msgspec import Struct

from gateway.domain.casework import Role, Step
from gateway.domain.people import Caller


class Route(Struct, frozen=True):
    """The roles of which one is enough, and the step of the table of permissions, if it is one."""

    roles: tuple[Role, ...]
    step: Step | None = None


_ASKERS: Final[tuple[Role, ...]] = ("member",)
_CONCERNED: Final[tuple[Role, ...]] = ("member", "officer")
_EITHER: Final[tuple[Role, ...]] = ("member", "office_holder")
_OFFICES: Final[tuple[Role, ...]] = ("office_holder",)
_OFFICERS: Final[tuple[Role, ...]] = ("officer",)
_EVERYBODY: Final[tuple[Role, ...]] = ("anybody",)
_AUDITORS: Final[tuple[Role, ...]] = ("auditor",)
_WATCHING: Final[tuple[Role, ...]] = ("officer", "auditor")
_SIGNED_IN: Final[tuple[Role, ...]] = ("signed_in",)

ROUTES: Final[dict[str, Route]] = {
    "GET /": Route(_EVERYBODY),
    "GET /healthz": Route(_EVERYBODY),
    "GET /readyz": Route(_EVERYBODY),
    "GET /api/schema": Route(_SIGNED_IN),
    "GET /api/schema/openapi.json": Route(_SIGNED_IN),
    "GET /api/schema/{path}": Route(_SIGNED_IN),
    "POST /api/requests": Route(_ASKERS, "ask"),
    "GET /api/requests": Route(_CONCERNED),
    "GET /api/requests/{reference}": Route(_CONCERNED, "look"),
    "GET /api/requests/{reference}/letter": Route(_CONCERNED, "look"),
    "GET /api/requests/{reference}/letter.pdf": Route(_CONCERNED, "look"),
    "GET /api/requests/{reference}/statement-of-reasons": Route(
        ("member", "office_holder"), "read_reasons"
    ),
    "GET /api/requests/{reference}/case": Route(_CONCERNED, "look"),
    "POST /api/requests/{reference}/questions": Route(_OFFICES, "ask_for_information"),
    "POST /api/requests/{reference}/narrowing": Route(_OFFICES, "ask_to_narrow"),
    "POST /api/requests/{reference}/information": Route(_ASKERS, "give_information"),
    "POST /api/requests/{reference}/withdrawal": Route(_ASKERS, "withdraw"),
    "POST /api/requests/{reference}/end": Route(_ASKERS, "end"),
    "POST /api/requests/{reference}/drafts": Route(_ASKERS, "ask_again"),
    "POST /api/requests/{reference}/findings": Route(_OFFICES, "find"),
    "POST /api/requests/{reference}/consultations": Route(_OFFICES, "consult"),
    "POST /api/requests/{reference}/advice-sought": Route(_OFFICES, "ask_for_advice"),
    "POST /api/requests/{reference}/advice": Route(_OFFICES, "give_advice"),
    "POST /api/requests/{reference}/disputes": Route(_ASKERS, "dispute"),
    "POST /api/requests/{reference}/determinations": Route(_OFFICES, "determine"),
    "POST /api/requests/{reference}/limits": Route(_OFFICES, "limit_access"),
    "POST /api/requests/{reference}/renewals": Route(_OFFICES, "renew_access"),
    "POST /api/requests/{reference}/revocations": Route(_OFFICES, "revoke_access"),
    "POST /api/requests/{reference}/onward-answers": Route(_OFFICES, "answer_onward"),
    "POST /api/requests/{reference}/undertaking": Route(_ASKERS, "sign_undertaking"),
    "GET /api/cases": Route(_OFFICES),
    "GET /api/determinations": Route(_OFFICES),
    "GET /api/disputes": Route(_OFFICES),
    "GET /api/deputies": Route(_OFFICES),
    "POST /api/deputies": Route(_OFFICES),
    "POST /api/absences": Route(_OFFICES),
    "GET /api/relationships": Route(_CONCERNED),
    "POST /api/relationships": Route(_CONCERNED),
    "POST /api/drafts": Route(_ASKERS, "save_draft"),
    "GET /api/drafts": Route(_ASKERS),
    "GET /api/drafts/{draft}": Route(_ASKERS, "look"),
    "PUT /api/drafts/{draft}": Route(_ASKERS, "save_draft"),
    "DELETE /api/drafts/{draft}": Route(_ASKERS, "discard_draft"),
    "POST /api/drafts/{draft}/sending": Route(_ASKERS, "send_draft"),
    "POST /api/checks": Route(_OFFICERS),
    "GET /api/documents": Route(_CONCERNED),
    "GET /api/documents/{document}": Route(_CONCERNED),
    "GET /api/documents/{document}/content": Route(_ASKERS),
    "GET /api/documents/{document}/pages/{number}": Route(_ASKERS),
    "POST /api/files": Route(_OFFICES),
    "GET /api/files": Route(_OFFICES),
    "POST /api/documents": Route(_OFFICES),
    "GET /api/documents/{document}/parts/{part}/pages/{number}": Route(_OFFICES),
    "GET /api/documents/{document}/parts/{part}/pages/{number}/words": Route(_OFFICES),
    "POST /api/documents/{document}/parts/{part}/covering": Route(_OFFICES),
    "GET /api/documents/{document}/acceptance": Route(_ASKERS),
    "POST /api/documents/{document}/acceptance": Route(_ASKERS),
    "GET /api/documents/{document}/readers": Route(_OFFICERS),
    "POST /api/documents/{document}/exempt-marks": Route(_OFFICES),
    "GET /api/exempt-marks": Route(_OFFICES),
    "GET /api/documents/{document}/enquiry": Route(_OFFICES),
    "GET /api/copies": Route(_SIGNED_IN),
    "POST /api/copies/{copy}/return": Route(_SIGNED_IN),
    "GET /api/incidents": Route(_OFFICERS),
    "POST /api/incidents": Route(_OFFICERS),
    "GET /api/incidents/{incident}": Route(_OFFICERS),
    "POST /api/incidents/{incident}/outcome": Route(_OFFICES),
    "GET /api/advice": Route(_EITHER),
    "POST /api/advice": Route(_ASKERS),
    "GET /api/advice/{question}": Route(_EITHER),
    "POST /api/advice/{question}/answer": Route(_OFFICES),
    "POST /api/advice/{question}/departure": Route(_ASKERS),
    "GET /api/people": Route(_OFFICERS),
    "GET /api/rule-books": Route(_OFFICES),
    "POST /api/rule-books": Route(_OFFICES),
    "GET /api/rule-books/{digest}": Route(_OFFICES),
    "POST /api/rule-books/{digest}/adoption": Route(_OFFICES),
    "GET /api/deadlines": Route(_SIGNED_IN),
    "POST /api/deadlines/{deadline}/extension": Route(_SIGNED_IN),
    "GET /api/calendar": Route(_OFFICES),
    "POST /api/calendar": Route(_OFFICERS),
    "POST /api/calendar-feed": Route(_SIGNED_IN),
    "DELETE /api/calendar-feed": Route(_SIGNED_IN),
    "GET /calendars/{secret}": Route(_SIGNED_IN),
    "GET /api/notices": Route(_SIGNED_IN),
    "GET /api/outbox": Route(_OFFICERS),
    "POST /api/outbox/try-again": Route(_OFFICERS),
    "POST /api/address-book": Route(_SIGNED_IN),
    "GET /api/people/{person}/interests": Route(_SIGNED_IN),
    "GET /api/group-offers": Route(_CONCERNED),
    "GET /api/register-changes": Route(_OFFICERS),
    "POST /api/register-changes/{proposal}/confirmation": Route(_OFFICERS),
    "DELETE /api/register-changes/{proposal}": Route(_OFFICERS),
    "GET /api/statistics": Route(("office_holder", "auditor")),
    "GET /api/log": Route(_AUDITORS),
    "GET /api/receipts/{entry}": Route(_SIGNED_IN),
    "GET /api/log/checkpoint": Route(_AUDITORS),
    "GET /api/log/export": Route(_AUDITORS),
    "GET /api/log/{entry}/receipt": Route(_AUDITORS),
    "GET /api/log/check": Route(_AUDITORS),
    "POST /api/log/check": Route(_AUDITORS),
    "GET /api/log/sample": Route(_AUDITORS),
    "GET /api/system": Route(_WATCHING),
    "GET /assets/{version}/{name}": Route(_EVERYBODY),
    "GET /assets/council.css": Route(_EVERYBODY),
    "GET /help": Route(_EVERYBODY),
    "GET /language/{language}": Route(_EVERYBODY),
    "GET /accessibility": Route(_EVERYBODY),
    "GET /privacy": Route(_EVERYBODY),
    "GET /home": Route(_SIGNED_IN),
    "GET /sign-in": Route(_EVERYBODY),
    "POST /sign-in": Route(_EVERYBODY),
    "POST /sign-in/demonstration": Route(_EVERYBODY),
    "GET /sign-in/provider": Route(_EVERYBODY),
    "GET /sign-in/provider/back": Route(_EVERYBODY),
    "GET /sign-in/capacity": Route(_EVERYBODY),
    "POST /sign-in/capacity": Route(_EVERYBODY),
    "GET /sign-in/link/{secret}": Route(_EVERYBODY),
    "POST /sign-in/link/{secret}": Route(_EVERYBODY),
    "GET /sign-in/link/{secret}/authenticator": Route(_EVERYBODY),
    "POST /sign-in/link/{secret}/authenticator": Route(_EVERYBODY),
    "GET /signed-out": Route(_EVERYBODY),
    "POST /sign-out": Route(_EVERYBODY),
    "GET /sessions": Route(_SIGNED_IN),
    "POST /sessions/{session}/end": Route(_SIGNED_IN),
    "GET /ask": Route(_ASKERS),
    "POST /ask": Route(_ASKERS, "save_draft"),
    "GET /drafts": Route(_ASKERS),
    "GET /drafts/{draft}": Route(_ASKERS, "look"),
    "GET /drafts/{draft}/why": Route(_ASKERS, "look"),
    "POST /drafts/{draft}/why": Route(_ASKERS, "save_draft"),
    "GET /drafts/{draft}/how": Route(_ASKERS, "look"),
    "POST /drafts/{draft}/how": Route(_ASKERS, "save_draft"),
    "GET /drafts/{draft}/interests": Route(_ASKERS, "look"),
    "POST /drafts/{draft}/interests": Route(_ASKERS, "save_draft"),
    "GET /drafts/{draft}/check": Route(_ASKERS, "look"),
    "POST /drafts/{draft}/sending": Route(_ASKERS, "send_draft"),
    "POST /drafts/{draft}/discarding": Route(_ASKERS, "discard_draft"),
    "GET /requests": Route(_ASKERS),
    "GET /requests/{reference}": Route(_ASKERS, "look"),
    "GET /requests/{reference}/information": Route(_ASKERS, "look"),
    "POST /requests/{reference}/information": Route(_ASKERS, "give_information"),
    "GET /requests/{reference}/dispute": Route(_ASKERS, "look"),
    "POST /requests/{reference}/dispute": Route(_ASKERS, "dispute"),
    "GET /requests/{reference}/withdrawal": Route(_ASKERS, "look"),
    "POST /requests/{reference}/withdrawal": Route(_ASKERS, "withdraw"),
    "GET /requests/{reference}/undertaking": Route(_ASKERS, "look"),
    "POST /requests/{reference}/undertaking": Route(_ASKERS, "sign_undertaking"),
    "POST /requests/{reference}/end": Route(_ASKERS, "end"),
    "POST /requests/{reference}/drafts": Route(_ASKERS, "ask_again"),
    "GET /documents": Route(_ASKERS),
    "GET /documents/{document}": Route(_ASKERS),
    "GET /documents/{document}/open": Route(_ASKERS),
    "POST /documents/{document}/open": Route(_ASKERS),
    "GET /documents/{document}/content": Route(_ASKERS),
    "GET /papers": Route(("officer",)),
    "GET /papers/{document}": Route(("officer",)),
    "GET /papers/{document}/readers": Route(("officer",)),
    "GET /papers/new": Route(_OFFICES),
    "POST /papers/new": Route(_OFFICES),
    "GET /papers/new/{upload}": Route(_OFFICES),
    "POST /papers/new/{upload}": Route(_OFFICES),
    "GET /papers/{document}/parts/{part}/cover": Route(_OFFICES),
    "POST /papers/{document}/parts/{part}/cover": Route(_OFFICES),
    "GET /papers/{document}/parts/{part}/pages/{number}": Route(_OFFICES),
    "GET /copies": Route(_ASKERS),
    "GET /copies/{copy}": Route(_ASKERS),
    "POST /copies/{copy}": Route(_ASKERS),
    "GET /cases": Route(_OFFICES),
    "GET /cases/{reference}": Route(_OFFICES, "look"),
    "GET /cases/{reference}/questions": Route(_OFFICES, "ask_for_information"),
    "POST /cases/{reference}/questions": Route(_OFFICES, "ask_for_information"),
    "GET /cases/{reference}/narrowing": Route(_OFFICES, "ask_to_narrow"),
    "POST /cases/{reference}/narrowing": Route(_OFFICES, "ask_to_narrow"),
    "GET /cases/{reference}/findings": Route(_OFFICES, "find"),
    "POST /cases/{reference}/findings": Route(_OFFICES, "find"),
    "GET /cases/{reference}/consultations": Route(_OFFICES, "consult"),
    "POST /cases/{reference}/consultations": Route(_OFFICES, "consult"),
    "GET /cases/{reference}/advice-sought": Route(_OFFICES, "ask_for_advice"),
    "POST /cases/{reference}/advice-sought": Route(_OFFICES, "ask_for_advice"),
    "GET /cases/{reference}/advice": Route(_OFFICES, "give_advice"),
    "POST /cases/{reference}/advice": Route(_OFFICES, "give_advice"),
    "GET /cases/{reference}/limits": Route(_OFFICES, "limit_access"),
    "POST /cases/{reference}/limits": Route(_OFFICES, "limit_access"),
    "GET /cases/{reference}/renewals": Route(_OFFICES, "renew_access"),
    "POST /cases/{reference}/renewals": Route(_OFFICES, "renew_access"),
    "GET /cases/{reference}/revocations": Route(_OFFICES, "revoke_access"),
    "POST /cases/{reference}/revocations": Route(_OFFICES, "revoke_access"),
    "GET /cases/{reference}/onward-answers": Route(_OFFICES, "answer_onward"),
    "POST /cases/{reference}/onward-answers": Route(_OFFICES, "answer_onward"),
    "GET /cases/{reference}/deadlines/{deadline}/extension": Route(_OFFICES),
    "POST /cases/{reference}/deadlines/{deadline}/extension": Route(_OFFICES),
    "GET /checks": Route(_OFFICERS),
    "GET /checks/{document}": Route(_OFFICERS),
    "POST /checks/{document}": Route(_OFFICERS),
    "GET /checks/{document}/meeting": Route(_OFFICERS),
    "POST /checks/{document}/meeting": Route(_OFFICERS),
    "GET /register": Route(_OFFICERS),
    "POST /register/{proposal}/confirmation": Route(_OFFICERS),
    "POST /register/{proposal}/dismissal": Route(_OFFICERS),
    "GET /marks": Route(_OFFICES),
    "GET /marks/{document}": Route(_OFFICES),
    "POST /marks/{document}": Route(_OFFICES),
    "GET /cover": Route(_OFFICES),
    "GET /cover/deputies": Route(_OFFICES),
    "POST /cover/deputies": Route(_OFFICES),
    "GET /cover/absences": Route(_OFFICES),
    "POST /cover/absences": Route(_OFFICES),
    "GET /cover/relationships": Route(_OFFICES),
    "POST /cover/relationships": Route(_OFFICES),
    "GET /offers": Route(_ASKERS),
    "GET /advice": Route(_EITHER),
    "GET /advice/new": Route(_ASKERS),
    "POST /advice/new": Route(_ASKERS),
    "GET /advice/{question}": Route(_EITHER),
    "POST /advice/{question}/answer": Route(_OFFICES),
    "POST /advice/{question}/departure": Route(_ASKERS),
    "GET /log": Route(_AUDITORS),
    "GET /log/people": Route(_AUDITORS),
    "GET /log/entries/{entry}": Route(_AUDITORS),
    "GET /log/check": Route(_AUDITORS),
    "POST /log/check": Route(_AUDITORS),
    "GET /log/sample": Route(_AUDITORS),
    "GET /log/even-handed": Route(_AUDITORS),
    "GET /system": Route(_WATCHING),
    "POST /system/mail": Route(_OFFICERS),
    "GET /disputes": Route(_OFFICES),
    "GET /disputes/{reference}": Route(_OFFICES, "look"),
    "GET /disputes/{reference}/{dispute}": Route(_OFFICES, "look"),
    "POST /disputes/{reference}/{dispute}": Route(_OFFICES, "determine"),
    "GET /determinations": Route(_OFFICES),
    "GET /rules": Route(_OFFICES),
    "GET /rules/{row}": Route(_OFFICES),
    "GET /rules/trial": Route(_OFFICES),
    "POST /rules/trial": Route(_OFFICES),
    "GET /rules/versions": Route(_OFFICES),
    "GET /rules/versions/{digest}": Route(_OFFICES),
    "POST /rules/versions/{digest}/trial": Route(_OFFICES),
    "POST /rules/versions/{digest}/adoption": Route(_OFFICES),
    "GET /rules/proposal": Route(_OFFICES),
    "POST /rules/proposal": Route(_OFFICES),
    "GET /statistics": Route(("office_holder", "auditor")),
    "GET /notices": Route(_SIGNED_IN),
    "GET /deadlines": Route(_SIGNED_IN),
    "POST /deadlines/calendar": Route(_SIGNED_IN),
    "POST /deadlines/calendar/end": Route(_SIGNED_IN),
}

WORDS: Final[dict[Role, str]] = {
    "anybody": "everybody",
    "signed_in": "whoever has signed in",
    "member": "a councillor",
    "officer": "an officer",
    "office_holder": "somebody who holds an office",
    "auditor": "an auditor",
}
"""The roles as we call them."""


def roles_of(caller: Caller | None) -> frozenset[Role]:
    """The roles of a caller; None: nobody has signed in. Pure."""
    found: set[Role] = {"anybody"}
    if caller is None:
        return frozenset(found)
    found.add("signed_in")
    if caller.may_request:
        found.add("member")
    if caller.is_officer:
        found.add("officer")
    if caller.offices - {"auditor"}:
        found.add("office_holder")
    if caller.is_auditor:
        found.add("auditor")
    return frozenset(found)


def opens_to(call: str, caller: Caller | None) -> bool:
    """Whether an address, such as `GET /api/log`, opens to a caller. Pure."""
    route = ROUTES.get(call)
    return route is not None and not roles_of(caller).isdisjoint(route.roles)
