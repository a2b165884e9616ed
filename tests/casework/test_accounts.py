"""Accounts: opened by the operator for people in office, set up once, linked, and ended at once."""

from datetime import timedelta
from typing import Any

import pytest

from gateway.audit import entries
from gateway.casework.accounts import (
    EndAccount,
    Invite,
    LinkIdentity,
    UnlinkIdentity,
    accounts_open,
)
from gateway.casework.provider_sign_in import SignInByProvider
from gateway.casework.set_up import FinishSetUp, SetPassword, pending_account
from gateway.casework.writer import Office
from gateway.domain.people import OPERATOR
from gateway.domain.sign_in import BegunSession, SetUpLink
from gateway.errors import (
    ConflictError,
    InputError,
    NotAllowedError,
    NotFoundError,
    NotNowError,
    NotSignedInError,
)
from gateway.store import tables
from tests.casework.doing import rows
from tests.casework.test_sessions import caller, is_over
from tests.casework.thornmere import ADA, BEN, FAY, MOIRA
from tests.store.borough import NOW, Borough, at

HERE = "https://id.thornmere.test"


def invite(office: Office, person: str = ADA, name: str | None = "ada", **more: Any) -> SetUpLink:
    """A one-time link."""
    return office.carry_out_now(Invite(**{"by": OPERATOR, "person": person, "name": name, **more}))


def link(office: Office, person: str = ADA, subject: str = "s-1", by: str = OPERATOR) -> str:
    """Link a person to a subject of the provider."""
    return office.carry_out_now(LinkIdentity(by=by, person=person, issuer=HERE, subject=subject))


def come(office: Office, subject: str = "s-1", issuer: str = HERE) -> BegunSession:
    """Sign in through the provider."""
    return office.carry_out_now(SignInByProvider(issuer=issuer, subject=subject, replaced=None))


def set_up(office: Office, secret: str, codes: tuple[str, ...] = ("a" * 64,)) -> None:
    """Set an account up."""
    office.carry_out_now(SetPassword(secret=secret, password="hash", authenticator="SECRET"))
    office.carry_out_now(FinishSetUp(secret=secret, authenticator="SECRET", step=7, recovery=codes))


def test_a_link_sets_up_one_account_once(town: Borough):
    """Password first, then an authenticator; then the link is over, and the account can be used."""
    with town.office() as office:
        made = invite(office, name=" Ada.Lock ")
        with office.reading() as reading:
            pending = pending_account(reading, made.secret)
            (account,) = accounts_open(reading)
        assert (ADA, "ada.lock", None) == (pending.person, pending.name, pending.authenticator)
        assert (made.account, (ADA,), None) == (account.id, account.people, account.set_up_at)
        set_up(office, made.secret)
        with office.reading() as reading, pytest.raises(NotFoundError):
            pending_account(reading, made.secret)
        with pytest.raises(NotFoundError):
            set_up(office, made.secret)
    (row,) = rows(town, "accounts")

    assert ("hash", "SECRET", 7, NOW) == (
        row.password,
        row.authenticator,
        row.last_step,
        row.set_up_at,
    )


def test_a_link_ends_with_its_time(town: Borough):
    """After that it is as if it had never been."""
    with town.office() as office:
        made = invite(office, valid_for=timedelta(hours=1))
        town.now = NOW + timedelta(hours=1)
        for secret in (made.secret, "guess"):
            with office.reading() as reading, pytest.raises(NotFoundError):
                pending_account(reading, secret)


def test_an_authenticator_that_was_shown_before_does_not_count(town: Borough):
    """Two windows set the password: only the later one's authenticator can finish."""
    with town.office() as office:
        made = invite(office)
        for shown in ("FIRST", "SECOND"):
            office.carry_out_now(
                SetPassword(secret=made.secret, password="hash", authenticator=shown)
            )
        with pytest.raises(NotNowError):
            office.carry_out_now(
                FinishSetUp(secret=made.secret, authenticator="FIRST", step=1, recovery=())
            )


def test_a_new_link_ends_what_was_before(town: Borough):
    """After a lost telephone password, codes, sessions and the older link are worth nothing."""
    with town.office() as office:
        first = invite(office)
        set_up(office, first.secret)
        link(office)
        begun = come(office)
        older = invite(office, name=None)
        newer = invite(office, name=None)
        assert first.account == newer.account
        assert is_over(office, begun.secret)
        with office.reading() as reading, pytest.raises(NotFoundError):
            pending_account(reading, older.secret)
    (row,) = rows(town, "accounts")

    assert ("ada", None, None, None) == (
        row.name,
        row.password,
        row.authenticator,
        row.set_up_at,
    )
    assert [] == rows(town, "recovery_codes")


def test_nobody_is_invited_who_is_not_in_office(town: Borough):
    """Nor by anybody but the operator, nor with a name that is none or another's."""
    with town.office() as office:
        with pytest.raises(NotAllowedError):
            invite(office, FAY, "fay")
        with pytest.raises(NotFoundError):
            invite(office, "0" * 32)
        with pytest.raises(NotAllowedError):
            invite(office, by=MOIRA)
        for name in ("", "ab", "a b c", "añejo", "x" * 101, None):
            with pytest.raises(InputError):
                invite(office, name=name)
        invite(office)
        with pytest.raises(ConflictError):
            invite(office, BEN, "ADA")

    assert 1 == len(rows(town, "accounts"))


def test_the_provider_says_who_by_issuer_and_subject(town: Borough):
    """The same subject of another issuer, another subject, and one in other letters are nobody."""
    with town.office() as office:
        account = link(office)
        begun = come(office)
        assert (ADA, account, "provider") == (
            caller(office, begun.secret).person,
            begun.session.account,
            begun.session.way,
        )
        for subject, issuer in (("s-2", HERE), ("s-1", "https://other.test"), ("S-1", HERE)):
            with pytest.raises(NotSignedInError):
                come(office, subject, issuer)
        with pytest.raises(ConflictError):
            link(office, BEN)
        with pytest.raises(NotAllowedError):
            link(office, BEN, "s-2", by=MOIRA)
        with pytest.raises(NotAllowedError):
            link(office, FAY, "s-3")


def test_unlinking_ends_the_sessions_through_the_provider(town: Borough):
    """At once, and the subject is nobody from then on."""
    with town.office() as office:
        link(office)
        begun = come(office)
        gone = UnlinkIdentity(by=OPERATOR, issuer=HERE, subject="s-1")
        office.carry_out_now(gone)
        assert is_over(office, begun.secret)
        with pytest.raises(NotSignedInError):
            come(office)
        with pytest.raises(NotFoundError):
            office.carry_out_now(gone)


def test_an_account_that_ends_takes_everything_with_it(town: Borough):
    """Sessions, links, codes and the name; the person can be given another account."""
    with town.office() as office:
        made = invite(office)
        set_up(office, made.secret)
        link(office)
        begun = come(office)
        with pytest.raises(NotAllowedError):
            office.carry_out_now(EndAccount(by=MOIRA, account=made.account))
        office.carry_out_now(EndAccount(by=OPERATOR, account=made.account))
        assert is_over(office, begun.secret)
        with pytest.raises(NotSignedInError):
            come(office)
        with pytest.raises(NotFoundError):
            office.carry_out_now(EndAccount(by=OPERATOR, account=made.account))
        assert made.account != invite(office).account
    kept = {name: rows(town, name) for name in ("recovery_codes", "provider_identities")}

    assert {"recovery_codes": [], "provider_identities": []} == kept


def test_somebody_who_left_is_refused(town: Borough):
    """Though the provider still knows them: the register says what somebody is."""
    with town.office() as office:
        account = link(office)
        terms = tables.terms
        town.change(terms, terms.c.person == ADA, valid_to=at("2026-11-23"), ended_recorded_at=NOW)
        with pytest.raises(NotSignedInError):
            come(office)
    last = _entries(town)[-1]

    assert {"account": account, "reason": "not-in-office", "times": 1} == last.body


def test_everything_is_on_record_without_a_name_or_a_subject(town: Borough):
    """Who was invited, linked and refused; the subject stands in the erasable table only."""
    with town.office() as office:
        made = invite(office, name="ada.lock")
        set_up(office, made.secret)
        link(office, subject="subject-1")
        with pytest.raises(NotSignedInError):
            come(office, "subject-2")
    found = _entries(town)[-4:]
    text = str([row.bytes for row in rows(town, "log_entries")])

    assert ["account.invited", "account.set_up", "account.linked", "sign_in.refused"] == [
        entry.kind for entry in found
    ]
    assert [OPERATOR, ADA, OPERATOR, "system"] == [entry.actor for entry in found]
    assert not any(word in text for word in ("ada.lock", "subject-", HERE, made.secret))


def _entries(town: Borough) -> list[Any]:
    return [entries.read(bytes(row.bytes)) for row in rows(town, "log_entries")]
