"""Passwords: long rather than odd, kept as argon2id, a few checked at once."""

import asyncio

import pytest
from argon2 import PasswordHasher

from gateway.errors import BusyError
from gateway.identity.passwords import NOBODY, WAITING, Passwords, fault_of

QUICK = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)


@pytest.mark.parametrize(
    "password",
    [
        "velvet anchor marigold",
        "Xk9#mQ2$vL7!wR",
        "p" * 3 + "ondering lighthouses",
        "żółta gęś idzie",
    ],
)
def test_a_long_password_is_taken(password):
    """Whatever it is made of; nobody must put in a digit or a sign."""
    assert fault_of(password) is None


@pytest.mark.parametrize(
    ("password", "known"),
    [
        ("velvet ancho", ("velvet", "anchor", "ancho")),
        ("short", ()),
        ("x" * 201, ()),
        ("aaaaaaaaaaaaaaaa", ()),
        ("abababababababab", ()),
        ("123456789012345", ()),
        ("Password1234!", ()),
        ("P@ssw0rdP@ssw0rd", ()),
        ("qwertyuiop123456", ()),
        ("councillor2026!!", ()),
        ("wolverhampton1877", ()),
        ("summer-winter-2026", ()),
        ("ada.lovelace.2026", ("ada.lovelace", "Thornmere Borough Council")),
        ("thornmere-thornmere", ("ada", "Thornmere Borough Council")),
        ("letmein letmein letmein", ()),
    ],
)
def test_what_everybody_tries_is_refused(password, known):
    """Too short, too long, hardly any different characters, or made of common words and digits."""
    assert fault_of(password, known=known)


async def test_a_hash_fits_its_password_only():
    """And without a hash nothing fits."""
    passwords = Passwords(QUICK)
    kept = await passwords.hash("velvet anchor marigold")

    assert kept.startswith("$argon2id$")
    assert await passwords.fits("velvet anchor marigold", kept)
    assert not await passwords.fits("velvet anchor marigolds", kept)
    assert not await passwords.fits("velvet anchor marigold", None)
    assert not await passwords.fits("nobody has this password", None)
    assert not await passwords.fits("x", "no hash at all")


def test_somebody_who_is_not_there_takes_as_long():
    """The hash for names of nobody is made like all others, so it is never out of date."""
    assert not Passwords().is_out_of_date(NOBODY)
    assert Passwords().is_out_of_date(QUICK.hash("x"))


async def test_a_flood_of_sign_ins_is_turned_away():
    """When too many wait, the next ones are told to come again; those who wait get their answer."""
    passwords = Passwords(QUICK)
    checks = [passwords.fits("x", None) for _ in range(WAITING + 5)]
    answers = await asyncio.gather(*checks, return_exceptions=True)

    assert 5 == sum(isinstance(answer, BusyError) for answer in answers)
    assert WAITING == answers.count(False)
    assert not await passwords.fits("x", None)
