"""Addresses: whom they open to."""

from collections import defaultdict

import pytest

from gateway.domain.people import Caller
from gateway.policy.life.permissions import PERMISSIONS
from gateway.policy.life.routes import ROUTES, WORDS, opens_to, roles_of

COUNCILLOR = Caller(person="a", kind="councillor")
CHAIRMAN = Caller(person="a", kind="councillor", offices=frozenset({"chairman"}))
OFFICER = Caller(person="a", kind="officer", offices=frozenset({"officer"}))
AUDITOR = Caller(person="a", kind="officer", offices=frozenset({"auditor"}))
EMPLOYEE = Caller(person="a", kind="officer")


@pytest.mark.parametrize(
    ("caller", "roles"),
    [
        (None, "anybody"),
        (EMPLOYEE, "anybody signed_in"),
        (COUNCILLOR, "anybody signed_in member"),
        (CHAIRMAN, "anybody signed_in member office_holder"),
        (OFFICER, "anybody signed_in officer office_holder"),
        (AUDITOR, "anybody signed_in auditor"),
    ],
)
def test_roles(caller: Caller | None, roles: str):
    """What a person is in the council follows from their kind and offices."""
    assert set(roles.split()) == roles_of(caller)


def test_an_address_opens_to_its_roles_only():
    """Somebody with one of the roles is let in, and nobody else."""
    assert opens_to("GET /api/log", AUDITOR)
    assert not opens_to("GET /api/log", OFFICER)
    assert opens_to("GET /healthz", None)
    assert not opens_to("GET /api/documents", None)


def test_an_address_that_is_not_listed_opens_to_nobody():
    """What nobody wrote down is refused."""
    assert not opens_to("GET /api/secrets", OFFICER)


def who_may_take(step: str) -> set[str]:
    """The roles that may take a step, by the table of steps."""
    return {row.role for row in PERMISSIONS if row.step == step}


STEPS = {call: route for call, route in ROUTES.items() if route.step not in {None, "look"}}


def test_an_address_that_takes_a_step_opens_to_whoever_may_take_it():
    """The two tables agree: nobody who may take a step is kept out at the door."""
    for call, route in STEPS.items():
        if " /api/" in call:
            assert who_may_take(route.step) == set(route.roles), call


def test_the_pages_of_a_step_open_to_whoever_may_take_it():
    """A councillor's page and an officer's are two doors: between them they let in the same."""
    doors = defaultdict(set)
    for call, route in STEPS.items():
        if " /api/" not in call:
            doors[route.step] |= set(route.roles)

    assert {step: who_may_take(step) for step in doors} == doors


def test_every_role_has_words():
    """Refusals name the roles as people call them."""
    assert {role for route in ROUTES.values() for role in route.roles} == set(WORDS)
