"""Puts the invented council together: its register, and its documents in `papers`."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, Final, NamedTuple

from gateway.demo.bodies import bodies, meetings
from gateway.demo.members import COUNCILLORS, FORMER, members
from gateway.demo.names import full_names
from gateway.demo.offices import OF_MEMBERS, WITHOUT_OFFICE, offices_of
from gateway.demo.papers import papers
from gateway.domain.facts import RequesterKind
from gateway.domain.papers import Papers
from gateway.domain.profile import Profile
from gateway.domain.register import (
    INVENTED,
    AdverseMatter,
    DeclaredInterest,
    GroupMembership,
    OfficeHeld,
    Person,
    Register,
    Seat,
    Substitution,
    Suspension,
    Term,
    Undertaking,
)

SOURCE: Final = INVENTED
TITLE: Final = "Larkwold Borough Council (invented)"
_COOPTED: Final[tuple[tuple[str, RequesterKind, str], ...]] = (
    ("coopted-1", "committee_coopted_voting", "scrutiny-children"),
    ("coopted-2", "committee_coopted_voting", "scrutiny-children"),
    ("coopted-3", "committee_coopted_nonvoting", "audit"),
    ("coopted-4", "committee_coopted_nonvoting", "standards"),
)
_ASSISTANTS: Final = (("assistant-1", "meadow"), ("assistant-2", "harbour"))


class Invented(NamedTuple):
    """A council that does not exist."""

    register: Register
    papers: Papers


def invent(today: date, profile: Profile, *, seed: int = 1) -> Invented:
    """The invented council of a day. The same day, profile and seed give the same council."""
    random = Random(seed)  # noqa: S311  it invents names; nothing here is a secret
    offices = (*offices_of(profile), *WITHOUT_OFFICE, "auditor")
    helpers = len(offices) + len(_COOPTED) + len(_ASSISTANTS)
    names = full_names(random, COUNCILLORS + FORMER + helpers)
    rows: dict[str, Any] = members(random, today, names[: COUNCILLORS + FORMER])
    for name, more in _others(today, offices, iter(names[COUNCILLORS + FORMER :])).items():
        rows[name] = (*rows.get(name, ()), *more)
    register = Register(source=SOURCE, bodies=bodies(), meetings=meetings(today), **rows)
    return Invented(register, papers(random, today, register, profile))


def _others(
    today: date, offices: tuple[Any, ...], names: Iterator[str]
) -> dict[str, tuple[Any, ...]]:
    """Officers, co-opted members and assistants; and what some councillors declared or did."""
    begun = today - timedelta(days=400)
    officers = [f"officer-{number:02}" for number in range(1, len(offices) + 1)]
    coopted = [person for person, _, _ in _COOPTED]
    assistants = [person for person, _ in _ASSISTANTS]
    kinds: list[tuple[str, RequesterKind]] = [
        *((person, "officer") for person in officers),
        *((person, kind) for person, kind, _ in _COOPTED),
        *((person, "political_assistant") for person in assistants),
    ]
    return {
        "people": tuple(
            Person(id=person, name=name, kind=kind)
            for (person, kind), name in zip(kinds, names, strict=True)
        ),
        "terms": tuple(
            Term(person=person, start=begun) for person in (*officers, *coopted, *assistants)
        ),
        "offices": tuple(_offices(officers, offices)),
        "seats": tuple(
            Seat(person=person, body=body, voting=kind == "committee_coopted_voting")
            for person, kind, body in _COOPTED
        ),
        "group_memberships": tuple(
            GroupMembership(person=person, group=group) for person, group in _ASSISTANTS
        ),
        "undertakings": (Undertaking(person="coopted-3", start=begun),),
        "suspensions": (Suspension(person="councillor-30", start=today - timedelta(days=10)),),
        "substitutions": (Substitution(person="councillor-80", meeting="meeting-09"),),
        "interests": (
            DeclaredInterest(
                person="councillor-12",
                matter="sale-of-the-saltway-depot",
                kind="disclosable_pecuniary",
                sensitive=True,
            ),
            DeclaredInterest(
                person="councillor-40",
                matter="new-homes-at-quarry-bank",
                kind="other_registrable",
                dispensation=True,
            ),
        ),
        "adverse_matters": (
            AdverseMatter(person="councillor-55", matter="claim-about-the-mill-pond-flood-works"),
        ),
    }


def _offices(officers: list[str], offices: tuple[Any, ...]) -> Iterator[OfficeHeld]:
    """One officer for each office; whoever holds one is an officer, but the auditor only audits.

    An office of members is held by whoever chairs the council.
    """
    for person, office in zip(officers, offices, strict=True):
        if office in OF_MEMBERS:
            yield OfficeHeld(person="councillor-11", office=office)
        elif office not in {"officer", "auditor"}:
            yield OfficeHeld(person=person, office=office)
        if office != "auditor":
            yield OfficeHeld(person=person, office="officer")
        else:
            yield OfficeHeld(person=person, office="auditor")
