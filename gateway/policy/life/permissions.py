"""Who may take which step with a request: step x role x relation x state. Nothing else permits.

Whoever is tied to a case (`own_cause`) has no relation by office, so no row here reaches them.
"""

from collections.abc import Collection
from typing import Final, Literal, get_args

from msgspec import Struct

from gateway.domain.casework import DECIDED, Relation, RequestState, Role, Step

Answer = Literal["allowed", "not_theirs", "not_now"]
"""`not_theirs`: no row is for this person; `not_now`: there is one, in another state."""


class Permission(Struct, frozen=True):
    """A row: people of the role who stand so to a request may take the step in these states."""

    step: Step
    role: Role
    relation: Relation
    states: frozenset[RequestState]


_ALL: Final = frozenset[RequestState](get_args(RequestState))
_DRAFT: Final = frozenset[RequestState]({"draft"})
_SENT: Final = _ALL - _DRAFT
_ASKED: Final = frozenset[RequestState]({"information_asked"})
_WAITING: Final = frozenset[RequestState]({"with_officer", "with_determiner"})
_HEARD: Final = _ASKED | frozenset[RequestState]({"with_determiner"})
_OPEN: Final = _WAITING | _ASKED
_ANSWERED: Final = DECIDED - frozenset[RequestState]({"ended", "withdrawn"})
_GIVEN: Final = _SENT - frozenset[RequestState]({"not_agreed", "withdrawn"})

PERMISSIONS: Final = (
    Permission("look", "member", "requester", _ALL),
    Permission("look", "office_holder", "acting", _SENT),
    Permission("look", "office_holder", "finder", _SENT),
    Permission("look", "office_holder", "hearer", _SENT),
    Permission("look", "office_holder", "earlier", _SENT),
    Permission("look", "office_holder", "keeper", _GIVEN),
    Permission("read_reasons", "member", "committee", _SENT),
    Permission("read_reasons", "member", "requester", _SENT),
    Permission("read_reasons", "office_holder", "acting", _SENT),
    Permission("read_reasons", "office_holder", "finder", _SENT),
    Permission("read_reasons", "office_holder", "hearer", _SENT),
    Permission("read_reasons", "office_holder", "earlier", _SENT),
    Permission("read_reasons", "office_holder", "keeper", _GIVEN),
    Permission("ask", "member", "requester", _DRAFT),
    Permission("save_draft", "member", "requester", _DRAFT),
    Permission("discard_draft", "member", "requester", _DRAFT),
    Permission("send_draft", "member", "requester", _DRAFT),
    Permission("ask_for_information", "office_holder", "acting", _WAITING),
    Permission("ask_to_narrow", "office_holder", "acting", _WAITING),
    Permission("give_information", "member", "requester", _OPEN),
    Permission("withdraw", "member", "requester", _OPEN),
    Permission("end", "member", "requester", _ANSWERED),
    Permission("ask_again", "member", "requester", _SENT),
    Permission("find", "office_holder", "finder", _OPEN),
    Permission("find", "office_holder", "acting", _OPEN),
    Permission("consult", "office_holder", "acting", _OPEN),
    Permission("ask_for_advice", "office_holder", "acting", _OPEN),
    Permission("give_advice", "office_holder", "finder", _OPEN),
    Permission("give_advice", "office_holder", "acting", _OPEN),
    Permission("stand_aside", "office_holder", "acting", _OPEN),
    Permission("stand_aside", "office_holder", "hearer", _HEARD),
    Permission("dispute", "member", "requester", _WAITING | _ANSWERED),
    Permission("determine", "office_holder", "hearer", _HEARD),
    Permission("limit_access", "office_holder", "acting", _OPEN),
    Permission("limit_access", "office_holder", "keeper", _GIVEN),
    Permission("renew_access", "office_holder", "keeper", _GIVEN),
    Permission("revoke_access", "office_holder", "keeper", _GIVEN),
    Permission("answer_onward", "office_holder", "acting", _OPEN),
    Permission("sign_undertaking", "member", "requester", _OPEN),
)

DOCUMENT_OFFICE: Final = "proper_officer"
"""The profile's key for the office that marks documents as exempt, and no other."""


def may(
    step: Step, state: RequestState, *, roles: Collection[Role], relations: Collection[Relation]
) -> Answer:
    """What the table says of a step. Pure."""
    rows = [
        row
        for row in PERMISSIONS
        if row.step == step and row.role in roles and row.relation in relations
    ]
    if not rows:
        return "not_theirs"
    return "allowed" if any(state in row.states for row in rows) else "not_now"


def steps_allowed(
    state: RequestState, *, roles: Collection[Role], relations: Collection[Relation]
) -> tuple[Step, ...]:
    """Every step that the table allows, in the order of the steps."""
    return tuple(
        step
        for step in get_args(Step)
        if may(step, state, roles=roles, relations=relations) == "allowed"
    )
