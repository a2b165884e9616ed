"""Local accounts: every proof counts once, few guesses an hour, and nobody is locked out long."""

from datetime import timedelta
from typing import Any

import pytest

from gateway.audit import entries
from gateway.casework.accounts import EndAccount
from gateway.casework.local_sign_in import (
    AN_HOUR,
    BY_STRANGERS,
    FROM_ONE_SOURCE,
    BeginAttempt,
    FinishAttempt,
    LocalSignIn,
)
from gateway.casework.writer import Office
from gateway.domain.people import OPERATOR
from gateway.errors import NotSignedInError, TooManyTriesError
from tests.casework.doing import rows
from tests.casework.test_accounts import invite, set_up
from tests.casework.test_sessions import caller
from tests.casework.thornmere import ADA
from tests.store.borough import NOW, Borough

HOME, ELSEWHERE = "192.0.2.1", "198.51.100.7"
CODES = ("a" * 64, "b" * 64)


@pytest.fixture
def office(town: Borough) -> Any:
    """The office of a town in which Ada has an account."""
    with town.office() as office:
        set_up(office, invite(office).secret, CODES)
        yield office


def attempt(
    office: Office,
    *,
    name: str = "ada",
    source: str = HOME,
    device: str | None = None,
    **proof: Any,
) -> LocalSignIn:
    """One attempt, with what the proofs were found to be."""
    begun = office.carry_out_now(BeginAttempt(name=name, source=source, device=device))
    found = {"password_is_right": True, "step": None, "recovery": None, **proof}
    return office.carry_out_now(FinishAttempt(attempt=begun, replaced=None, device=device, **found))


def is_refused(office: Office, **given: Any) -> bool:
    """Whether an attempt is refused, as one that is wrong."""
    try:
        attempt(office, **given)
    except NotSignedInError:
        return True
    return False


def test_password_and_code_together_let_in(office: Office):
    """In whatever letters the name is written."""
    made = attempt(office, name=" ADA ", step=8)

    assert ADA == caller(office, made.begun.secret).person
    assert "password" == made.begun.session.way


def test_a_code_counts_once(office: Office):
    """Neither the same step of time again nor an earlier one, nor that of the set-up."""
    assert is_refused(office, step=7)
    attempt(office, step=9)
    assert is_refused(office, step=9)
    assert is_refused(office, step=8)
    attempt(office, step=10)


def test_a_recovery_code_counts_once(office: Office):
    """Each of them, in the place of the authenticator's."""
    attempt(office, recovery=CODES[0])
    assert is_refused(office, recovery=CODES[0])
    assert is_refused(office, recovery="c" * 64)
    attempt(office, recovery=CODES[1])


def test_one_proof_alone_is_none(office: Office):
    """A right code is not used up by a wrong password."""
    assert is_refused(office, password_is_right=False, step=8)
    assert is_refused(office)
    assert is_refused(office, name="nobody", step=8)
    attempt(office, step=8)


def test_strangers_have_few_guesses_at_an_account(town: Borough, office: Office):
    """From all addresses together; after an hour they have as many again."""
    for number in range(BY_STRANGERS):
        assert is_refused(office, source=f"198.51.100.{number}", password_is_right=False)
    with pytest.raises(TooManyTriesError):
        attempt(office, source=HOME, step=8)
    town.now = NOW + AN_HOUR
    attempt(office, step=8)


def test_guesses_count_before_they_are_checked(office: Office):
    """A hundred at the same moment are no way round."""
    for _ in range(BY_STRANGERS):
        office.carry_out_now(BeginAttempt(name="ada", source=HOME, device=None))
    with pytest.raises(TooManyTriesError):
        office.carry_out_now(BeginAttempt(name="ada", source=HOME, device=None))


def test_one_address_has_few_guesses_at_all_accounts(office: Office):
    """Whatever names are tried, those of nobody too; other addresses are as free as before."""
    for number in range(FROM_ONE_SOURCE):
        office.carry_out_now(BeginAttempt(name=f"n{number}", source=ELSEWHERE, device=None))
    with pytest.raises(TooManyTriesError):
        attempt(office, source=ELSEWHERE, step=8)
    attempt(office, source=HOME, step=8)


def test_a_name_of_nobody_is_limited_alike(office: Office):
    """Or else the limit would tell which names there are."""
    for _ in range(BY_STRANGERS):
        assert is_refused(office, name="nobody")
    with pytest.raises(TooManyTriesError):
        attempt(office, name="nobody")


def test_strangers_lock_nobody_out_of_a_known_browser(office: Office):
    """Ada signed in there before; what is tried elsewhere, or from her address, does not count."""
    device = attempt(office, step=8).device
    for _ in range(BY_STRANGERS):
        assert is_refused(office, source=HOME, password_is_right=False)
    with pytest.raises(TooManyTriesError):
        attempt(office, step=9)
    again = attempt(office, step=9, device=device)
    assert device != again.device
    with pytest.raises(TooManyTriesError):
        attempt(office, step=10, device=device)  # which was replaced, so it is not known any more
    attempt(office, step=10, device=again.device)


def test_a_known_browser_has_few_guesses_too(office: Office):
    """Somebody may have stolen it."""
    device = attempt(office, step=8).device
    for _ in range(5):
        assert is_refused(office, device=device, password_is_right=False)
    with pytest.raises(TooManyTriesError):
        attempt(office, device=device, step=9)


def test_a_browser_is_known_to_its_own_account_only(office: Office):
    """A browser of somebody else's is a stranger's."""
    device = attempt(office, step=8).device
    for _ in range(BY_STRANGERS):
        assert is_refused(office, name="ben", device=device)
    with pytest.raises(TooManyTriesError):
        attempt(office, name="ben", device=device)


def test_slips_are_forgotten_after_a_sign_in(office: Office):
    """Ada's own typing errors do not add up over the day."""
    for step in (8, 9, 10):
        for _ in range(BY_STRANGERS - 1):
            assert is_refused(office, password_is_right=False)
        attempt(office, step=step)


def test_an_account_that_is_invited_anew_meanwhile(office: Office):
    """The password was checked, and then it ended: that sign-in does not succeed."""
    begun = office.carry_out_now(BeginAttempt(name="ada", source=HOME, device=None))
    invite(office, name=None)
    with pytest.raises(NotSignedInError):
        office.carry_out_now(
            FinishAttempt(
                attempt=begun,
                password_is_right=True,
                step=8,
                recovery=None,
                replaced=None,
                device=None,
            )
        )


def test_an_account_that_has_ended_is_nobodys(town: Borough, office: Office):
    """Its name leads nowhere."""
    (account,) = rows(town, "accounts")
    office.carry_out_now(EndAccount(by=OPERATOR, account=account.id))
    assert is_refused(office, step=8)


def test_refusals_are_on_record(town: Borough, office: Office):
    """At which account, where there is one; never the name that was typed."""
    (account,) = rows(town, "accounts")
    assert is_refused(office, step=3)
    assert is_refused(office, name="some.body")
    kept = [entries.read(bytes(row.bytes)) for row in rows(town, "log_entries")][-2:]
    wrong = {"reason": "wrong", "times": 1}

    assert [{**wrong, "account": account.id}, wrong] == [entry.body for entry in kept]
    assert "some.body" not in str(rows(town, "log_entries")) + str(rows(town, "sign_in_attempts"))


def test_what_is_older_than_an_hour_is_forgotten(town: Borough, office: Office):
    """Names and addresses are not kept longer than they are needed, and only as hashes."""
    assert is_refused(office, source=ELSEWHERE, password_is_right=False)
    assert ELSEWHERE not in str(rows(town, "sign_in_attempts"))
    town.now = NOW + AN_HOUR + timedelta(seconds=1)
    office.carry_out_now(BeginAttempt(name="ben", source=HOME, device=None))

    assert 1 == len(rows(town, "sign_in_attempts"))
