"""Faults of one line, for the control of the stateful gate: each must be caught by the model.

Nothing of this is shipped. Each fault stands while its block is entered.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Final
from unittest.mock import patch

from gateway.casework import access, content, marks, steps, who
from gateway.casework.cases import Case, case_of
from gateway.casework.turn import Reading, Turn
from gateway.policy.life import own_cause, permissions
from gateway.policy.life.permissions import Permission

_record = content.record
_set_mark = steps.set_mark
_person_of = who.person_of
_Fault = AbstractContextManager[object]


def _hears_own() -> _Fault:
    """Whoever found something hears the dispute about it."""
    return patch.dict(own_cause.BARS, {"hear": own_cause.BARS["decide"]})


def _refused_unrecorded() -> _Fault:
    """A refused fetch leaves no entry."""

    def forgetful(turn: Turn, **what: Any) -> int:
        return 0 if what["kind"] == "content.refused" else _record(turn, **what)

    return patch.object(content, "record", forgetful)


def _withdrawn_opens() -> _Fault:
    """A request that was withdrawn still opens its papers."""

    def lenient(reading: Reading, _by: str, _document: str, reference: str) -> Case:
        return case_of(reading, reference)

    return patch.object(access, "_own_case", lenient)


def _revoked_opens() -> _Fault:
    """Access that was ended is not."""
    return patch.object(access, "_has_ended", lambda *_: False)


def _nothing_accepted_first() -> _Fault:
    """Conditions need not be accepted before the first byte."""
    return patch.object(content, "refuse_unless_accepted", lambda *_: None)


def _marks_not_looked_at() -> _Fault:
    """A mark as exempt does not decide again on the requests for its paper."""
    return patch.object(marks, "decide_open_requests", lambda *_, **__: None)


def _ends_too_soon() -> _Fault:
    """One more cell of the table: a request that waits can be ended."""
    more = Permission("end", "member", "requester", frozenset({"with_officer"}))
    return patch.object(permissions, "PERMISSIONS", (*permissions.PERMISSIONS, more))


def _waits_when_over() -> _Fault:
    """What was withdrawn stays open."""

    def lenient(turn: Turn, case: Case, mark: Any) -> None:
        _set_mark(turn, case, "open" if mark == "withdrawn" else mark)

    return patch.object(steps, "set_mark", lenient)


def _seats_kept() -> _Fault:
    """A seat is looked up once, and then remembered."""
    seen: dict[str, Any] = {}

    def remembered(connection: Any, person: str, **when: Any) -> Any:
        known = _person_of(connection, person, **when)
        return seen.setdefault(person, known) if known else known

    return patch.object(who, "person_of", remembered)


FAULTS: Final[dict[str, Callable[[], _Fault]]] = {
    "hears own": _hears_own,
    "refused unrecorded": _refused_unrecorded,
    "withdrawn opens": _withdrawn_opens,
    "revoked opens": _revoked_opens,
    "nothing accepted first": _nothing_accepted_first,
    "marks not looked at": _marks_not_looked_at,
    "ends too soon": _ends_too_soon,
    "waits when over": _waits_when_over,
    "seats kept": _seats_kept,
}
