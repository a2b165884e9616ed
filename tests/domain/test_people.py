"""Who is asking decides which doors are open: officers, auditors, everybody else."""

import pytest

from gateway.domain.people import Caller


@pytest.mark.parametrize(
    ("kind", "offices", "officer", "auditor", "may_request"),
    [
        ("councillor", (), False, False, True),
        ("councillor", ("auditor",), False, True, True),
        ("councillor", ("chairman",), False, False, True),  # a member's office makes no officer
        ("political_assistant", (), False, False, True),
        ("public", (), False, False, True),
        ("officer", (), False, False, False),
        ("officer", ("officer",), True, False, False),
        ("officer", ("monitoring_officer",), True, False, False),
        ("officer", ("auditor",), False, True, False),
        ("officer", ("auditor", "proper_officer"), True, True, False),
    ],
)
def test_what_a_caller_may_do(kind, offices, officer, auditor, may_request):
    """Officers hold an office of theirs, auditors the auditor's; only officers never request."""
    caller = Caller(person="person-a", kind=kind, offices=frozenset(offices))

    assert (officer, auditor, may_request) == (
        caller.is_officer,
        caller.is_auditor,
        caller.may_request,
    )
