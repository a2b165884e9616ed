"""The self-test asks of each council what nobody may have and what everybody may."""

import pytest

from gateway.policy.self_test import must_be_allowed, must_be_denied
from tests.policy.books import COUNCILS, rule_book


@pytest.mark.parametrize("council", COUNCILS)
def test_what_must_be_denied_is_denied_by_a_rule(council):
    """Each of these facts is well-formed, and no part of them goes out."""
    for reason, facts in must_be_denied(council):
        assert not any(one.released for one in rule_book().decide(facts).segments), reason


@pytest.mark.parametrize("council", COUNCILS)
def test_what_must_be_allowed_is_allowed(council):
    """A rule book that denied everything would be found as well."""
    assert "disclose" == rule_book().decide(must_be_allowed(council)).outcome


def test_the_reasons_are_different():
    """The self-test looks at the law's bars one by one."""
    reasons = [reason for reason, _ in must_be_denied("england")]

    assert len(reasons) == len(set(reasons)) >= 8
