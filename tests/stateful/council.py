"""The councils in which sequences of steps are tried: made once, copied for each sequence."""

import secrets
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import insert, select

from gateway.casework.in_force import RuleBooks
from gateway.casework.tokens import IssueToken
from gateway.casework.turn import LONDON
from gateway.casework.writer import Office, open_office
from gateway.cli.bringing_in import bring_register
from gateway.domain.people import OPERATOR, IssuedToken
from gateway.domain.register import Body, Meeting, Person, Register, Seat, Term
from gateway.settings import Settings
from gateway.store import tables
from tests.api.town import LONG_AGO, RULES, Town
from tests.reference.profiles import PROFILES

COUNCILLORS: Final = ("ann", "bob", "cat")
BEGAN: Final = date(2026, 5, 7)
KEYS: Final = ("first_decider", "proper_officer", "adviser", "determiner", "data_protection_lead")
HELD_IN_TOWN: Final = {
    "monitoring_officer": "moira",
    "proper_officer": "peter",
    "service_director": "sid",
    "data_protection_officer": "dina",
}
BOOKS: Final = RuleBooks(RULES)


PATIENT: Final = 300.0
"""Seconds that a command waits: a machine that is busy otherwise is no difference."""


def opened(settings: Settings) -> Office:
    """The office of a council, which works once it is started."""
    return open_office(settings.data, settings.database_url, rule_books=BOOKS, patience=PATIENT)


class Council:
    """What is copied: a data folder, who is who, and a token for each."""

    def __init__(self, profile: str, folder: Path) -> None:
        self.profile = profile
        self.town = Town(folder / profile, profile)
        self.now = datetime.now(LONDON).replace(tzinfo=None, microsecond=0)
        self.meeting = datetime.combine(self.now.date() + timedelta(days=20), datetime.min.time())
        self.staff = self._appoint()
        self.tokens: dict[str, IssuedToken] = {}
        settings = self.town.settings
        with opened(settings) as office:
            bring_register(office, (self.register(()),), ("ab" * 32,))
            with office.reading() as reading:
                ours = tables.people.c
                rows = reading.connection.execute(
                    select(ours.source_id, ours.id).where(ours.source == "register")
                )
                self.people: dict[str, str] = {row.source_id: row.id for row in rows}
                found = select(tables.bodies.c.id).where(tables.bodies.c.source == "register")
                self.body = reading.connection.execute(found).scalar_one()
            for person in (*self.people.values(), *self.staff.values()):
                self.tokens.setdefault(person, office.carry_out_now(issue(person)))

    def register(self, seated: tuple[str, ...]) -> Register:
        """The register as it is when these councillors sit on the committee."""
        return Register(
            source="register",
            people=tuple(Person(id=one, name=one, kind="councillor") for one in COUNCILLORS),
            terms=tuple(Term(person=one, start=BEGAN) for one in COUNCILLORS),
            bodies=(Body(id="quay", name="Quay", executive=False, scrutiny=False),),
            meetings=(Meeting(id="next", body="quay", start=self.meeting, private=False),),
            seats=tuple(Seat(person=one, body="quay", start=self.now.date()) for one in seated),
            complete={"seats": frozenset({("quay",)})},
        )

    def _appoint(self) -> dict[str, str]:
        """Somebody for each office that the profile names: one person for one office."""
        profile = PROFILES[self.profile]
        offices = {*(profile[key] for key in KEYS), *profile["dispute_stages"]}
        staff = {office: self.town.people[who] for office, who in HELD_IN_TOWN.items()}
        with self.town.writing() as connection:
            for office in sorted(offices - staff.keys()):
                staff[office] = secrets.token_hex(16)
                row = {"id": staff[office], "source": "test", "source_id": office}
                row |= {"name": office, "kind": "officer"}
                connection.execute(insert(tables.people).values(**row))
                since = {"valid_from": LONG_AGO.replace(tzinfo=None), "recorded_at": LONG_AGO}
                held = {"person": staff[office], "office": office, **since}
                connection.execute(insert(tables.offices).values(**held))
        return staff


def issue(person: str) -> IssueToken:
    """The command that gives somebody a token."""
    return IssueToken(by=OPERATOR, person=person, valid_for=timedelta(days=1))


def councils(folder: Path) -> tuple[Council, ...]:
    """One with statute only, one where the law's ways were narrowed, one with two stages."""
    return tuple(Council(name, folder) for name in ("england", "wolverhampton", "rutland"))
