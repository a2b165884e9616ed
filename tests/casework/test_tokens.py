"""Tokens: shown once, kept as a hash, and worth nothing once they end."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from gateway.audit import entries
from gateway.casework.tokens import IssueToken, RevokeToken, caller_of
from gateway.casework.writer import Office
from gateway.domain.people import OPERATOR, Caller, IssuedToken
from gateway.errors import NotAllowedError, NotFoundError, NotSignedInError
from gateway.store import log, tables
from tests.casework.thornmere import ADA, AUDREY, MOIRA, OLIVE
from tests.store.borough import NOW, Borough, at

A_DAY = timedelta(days=1)


def _issue(office: Office, person: str = ADA, by: str = OPERATOR) -> IssuedToken:
    return office.carry_out_now(IssueToken(by=by, person=person, valid_for=A_DAY))


def _caller(office: Office, text: str) -> Caller:
    with office.reading() as reading:
        return caller_of(reading, text)


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (ADA, Caller(person=ADA, kind="councillor")),
        (OLIVE, Caller(person=OLIVE, kind="officer", offices=frozenset({"officer"}))),
        (AUDREY, Caller(person=AUDREY, kind="officer", offices=frozenset({"auditor"}))),
    ],
)
def test_a_token_says_who_is_asking(town: Borough, person: str, expected: Caller):
    """A token leads to its person and the offices held now."""
    with town.office() as office:
        token = _issue(office, person)
        assert expected == _caller(office, token.text)
    assert (person, NOW + A_DAY) == (token.person, token.expires_at)


def test_an_office_lost_counts_at_once(town: Borough):
    """The next request after an office ends comes without it; after the last one, none comes."""
    offices = tables.offices.c
    town.add(tables.offices, person=MOIRA, office="auditor")
    with town.office() as office:
        token = _issue(office, MOIRA)
        assert _caller(office, token.text).is_officer
        ended = {"valid_to": at("2026-11-23"), "ended_recorded_at": NOW}
        theirs = offices.person == MOIRA
        town.change(tables.offices, theirs & (offices.office != "auditor"), **ended)
        assert {"auditor"} == _caller(office, token.text).offices
        town.change(tables.offices, theirs, **ended)
        with pytest.raises(NotSignedInError):
            _caller(office, token.text)


@pytest.mark.parametrize("person", [ADA, "0" * 32])
def test_a_token_is_for_somebody_in_office(town: Borough, person: str):
    """Neither for whoever has left nor for whom the register does not know."""
    terms = tables.terms
    town.change(terms, terms.c.person == ADA, valid_to=at("2026-11-23"), ended_recorded_at=NOW)
    with town.office() as office, pytest.raises((NotAllowedError, NotFoundError)):
        _issue(office, person)


@pytest.mark.only_on("sqlite")  # whose files can be read whole
def test_the_text_is_kept_nowhere(town: Borough):
    """Neither database nor log holds the token, or the part of it that is secret."""
    with town.office() as office:
        token = _issue(office)
    secret = token.text.removeprefix("ntk_").encode()
    kept = b"".join(path.read_bytes() for path in town.data.iterdir() if path.is_file())
    assert token.id.encode() in kept
    assert secret not in kept


def test_a_token_ends_with_its_time(town: Borough):
    """At the moment at which it expires a token is worth nothing."""
    with town.office() as office:
        token = _issue(office)
        town.now = NOW + A_DAY - timedelta(microseconds=1)
        assert ADA == _caller(office, token.text).person
        town.now = NOW + A_DAY
        with pytest.raises(NotSignedInError):
            _caller(office, token.text)


def test_a_token_taken_back_is_worth_nothing(town: Borough):
    """After a token is revoked nobody signs in with it; another of the same person still works."""
    with town.office() as office:
        token, other = _issue(office), _issue(office)
        office.carry_out_now(RevokeToken(by=OPERATOR, token=token.id))
        with pytest.raises(NotSignedInError):
            _caller(office, token.text)
        assert ADA == _caller(office, other.text).person


@pytest.mark.parametrize("text", ["", "ntk_", "ntk_" + "A" * 43, "x" * 10_000, "é"])
def test_a_made_up_token(town: Borough, text: str):
    """What was never issued signs nobody in."""
    with town.office() as office:
        _issue(office)
        with pytest.raises(NotSignedInError):
            _caller(office, text)


def test_both_are_on_record(town: Borough):
    """The log says for whom a token was issued and which was taken back, and by whom."""
    with town.office() as office:
        token = _issue(office)
        office.carry_out_now(RevokeToken(by=OPERATOR, token=token.id))
    with town.reading() as connection:
        revoked, issued = (entries.read(kept.data) for kept in log.page(connection, limit=2))
    body = {"person": ADA, "token": token.id}
    assert ("token.issued", OPERATOR, body) == (issued.kind, issued.actor, issued.body)
    assert ("token.revoked", OPERATOR, body) == (revoked.kind, revoked.actor, revoked.body)


def test_nobody_gives_out_tokens_but_the_operator(town: Borough):
    """No person of the register issues or revokes tokens, whatever their office."""
    with town.office() as office:
        token = _issue(office)
        with pytest.raises(NotAllowedError):
            _issue(office, by=MOIRA)
        with pytest.raises(NotAllowedError):
            office.carry_out_now(RevokeToken(by=MOIRA, token=token.id))
        assert ADA == _caller(office, token.text).person


def test_a_token_is_for_somebody_of_the_register(town: Borough):
    """A token for nobody is not issued, and none that is unknown or over is revoked."""
    with town.office() as office:
        with pytest.raises(NotFoundError):
            _issue(office, "0" * 32)
        token = _issue(office)
        office.carry_out_now(RevokeToken(by=OPERATOR, token=token.id))
        for gone in (token.id, "0" * 32):
            with pytest.raises(NotFoundError):
                office.carry_out_now(RevokeToken(by=OPERATOR, token=gone))
    with town.reading() as connection:
        assert 1 == len(connection.execute(select(tables.tokens)).all())
