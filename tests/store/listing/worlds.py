"""Random worlds: registers and papers in which everything that decides differs and overlaps.

All ids come from few names, and moments touch, so that rules meet. Nothing is left out for being
unlikely: cancelled meetings, bodies that ended, seats from tomorrow, tied and withdrawn parts.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, Final, TypeVar, get_args

from sqlalchemy import Connection, Table, insert

from gateway.domain import facts as words
from gateway.domain.people import SeatRole
from gateway.policy.wellformed import PARAGRAPHS
from gateway.store import tables
from tests.store.borough import FOUNDED, LOCAL, NOW, RULES, id_of

PEOPLE: Final = tuple(f"p{number}" for number in range(8))
GROUPS: Final = ("g1", "g2")
BODIES: Final = ("b1", "b2", "b3", "b4")
MATTERS: Final = ("m1", 'm"2', "m\\3")
TITLES: Final = ("Harbour", "harbour dues", "100% of 5_6", "Bridge! works", "bridge", "5x6 of 100")
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_STARTS: Final = (-400, -30, -9, -2, -1, 0, 1, 3, 30, 400)
Option = TypeVar("Option")


class World:
    """A register and papers, invented from a seed; `papers` are the ids of the documents."""

    def __init__(self, connection: Connection, council: str, seed: int, papers: int = 40) -> None:
        self._random = Random(seed)  # noqa: S311 - the same world again, not a secret
        self._council = council
        self._scheme = RULES.profiles[council].exemption_scheme
        self._rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        self._meetings: list[tuple[str, str]] = []
        self._invent_bodies()
        self._invent_people()
        self.papers = tuple(self._paper(f"d{number}") for number in range(papers))
        for table in tables.metadata.sorted_tables:
            if self._rows[table]:
                connection.execute(insert(table), self._rows[table])

    def _pick(self, *options: Option) -> Option:
        return self._random.choice(options)

    def _some(self, options: Sequence[Option], *counts: int) -> list[Option]:
        return self._random.sample(options, min(len(options), self._pick(*counts)))

    def _rarely(self, share: float = 0.15) -> bool:
        return self._random.random() < share

    def _add(self, table: Table, **row: Any) -> None:
        self._rows[table].append(row)

    def _add_named(self, table: Table, own: str, **row: Any) -> str:
        self._add(table, id=id_of(own), source="x", source_id=own, **row)
        return id_of(own)

    def _hold(self, table: Table, person: str, **row: Any) -> None:
        """A membership: mostly one that holds, else not yet, no more, or not yet known."""
        yesterday, tomorrow = LOCAL - _DAY, LOCAL + _DAY
        start, end, known, ended = self._pick(
            *[(LOCAL - 90 * _DAY, None, FOUNDED, None)] * 6,
            (yesterday, tomorrow, FOUNDED, FOUNDED),
            (tomorrow, None, FOUNDED, None),
            (yesterday - _DAY, yesterday, FOUNDED, FOUNDED),
            (yesterday - _DAY, yesterday, FOUNDED, NOW + _HOUR),
            (yesterday - _DAY, LOCAL, FOUNDED, NOW),
            (yesterday, None, NOW + _HOUR, None),
        )
        period = {"valid_from": start, "valid_to": end, "recorded_at": known}
        self._add(table, person=person, **period, ended_recorded_at=ended, **row)

    def _invent_bodies(self) -> None:
        for name in BODIES:
            ended = self._pick(None, None, None, LOCAL.date(), LOCAL.date() + _DAY)
            row = {"executive": self._rarely(0.4), "scrutiny": self._rarely(0.4)}
            self._add_named(tables.bodies, name, name=name, ended_on=ended, **row)
        for number in range(14):
            start = LOCAL + _HOUR * self._pick(*_STARTS)
            row = {
                "body": id_of(self._pick(*BODIES)),
                "start": start,
                "ended": self._pick(None, None, start + _HOUR, start + 2 * _HOUR),
                "private": self._pick(True, False, None),
                "cancelled": self._rarely(),
            }
            meeting = self._add_named(tables.meetings, f"meeting {number}", **row)
            self._meetings.append((row["body"], meeting))
        for name in GROUPS:
            self._add_named(tables.party_groups, name, name=name)

    def _invent_people(self) -> None:
        for name in PEOPLE:
            kind = self._pick(*["councillor"] * 6, *get_args(words.RequesterKind))
            person = self._add_named(tables.people, name, name=f"Name {name}", kind=kind)
            if not self._rarely(0.1):
                self._hold(tables.terms, person)
            if self._rarely():
                self._hold(tables.suspensions, person)
            if kind == "officer":
                self._hold(tables.offices, person, office="officer")
            for group in self._some(GROUPS, 0, 1, 1, 2):
                period = {"valid_from": LOCAL - _DAY, "recorded_at": FOUNDED}
                end = None if group == GROUPS[0] else LOCAL + _DAY
                self._add(
                    tables.group_memberships,
                    **period,
                    person=person,
                    party_group=id_of(group),
                    valid_to=end,
                    ended_recorded_at=end and FOUNDED,
                )
            self._invent_seats(person)
            self._invent_declarations(person)

    def _invent_seats(self, person: str) -> None:
        for body in self._some(BODIES, 0, 1, 1, 2, 3):
            role = self._pick(*get_args(SeatRole))
            self._hold(tables.seats, person, body=id_of(body), role=role, voting=True)
        for _, meeting in self._some(self._meetings, 0, 0, 1, 2):
            self._hold(tables.substitutions, person, meeting=meeting)
        for position in self._some(get_args(words.Position), 0, 0, 1, 2):
            self._hold(tables.positions, person, position=position)

    def _invent_declarations(self, person: str) -> None:
        for matter in self._some(MATTERS, 0, 0, 1, 2):
            freed, sensitive = self._rarely(0.3), self._rarely(0.3)
            row = {"kind": "other_registrable", "dispensation": freed, "sensitive": sensitive}
            self._hold(tables.interests, person, matter=matter, **row)
        for matter in self._some(MATTERS, 0, 0, 0, 1):
            self._hold(tables.adverse_matters, person, matter=matter)
        if self._rarely(0.3):
            self._hold(tables.undertakings, person)

    def _paper(self, name: str) -> str:
        moment = FOUNDED + _DAY * self._pick(0, 1, 2)
        withdrawn = NOW if self._rarely(0.05) else None
        row = {"title": self._pick(*TITLES), "registered_at": moment, "withdrawn_at": withdrawn}
        document = self._add_named(tables.documents, name, **row)
        for place in range(self._pick(1, 1, 2, 3)):
            self._part(document, f"s{place}", place)
        return document

    def _part(self, document: str, name: str, place: int) -> None:
        segment = id_of(document + name)
        by = self._pick(None, None, *get_args(words.DecisionMaker))
        self._add(
            tables.segments,
            id=segment,
            document=document,
            name=name,
            place=place,
            kind=self._pick(*["report"] * 8, *get_args(words.SegmentKind)),
            public=self._rarely(0.1),
            held_by=self._pick(*get_args(words.HeldBy)),
            held_by_council=self._pick(*[None] * 8, "elsewhere", self._council),
            executive_decision_by=by,
            executive_decision_made=by and LOCAL + _HOUR * self._pick(*_STARTS),
            registered_information=self._rarely(),
            own_development=self._rarely(),
            confidential=self._pick(*["none"] * 8, *get_args(words.Confidential)),
            third_party_confidence=self._pick(*["none"] * 4, *get_args(words.ThirdPartyConfidence)),
            personal_data=self._pick(*["none"] * 5, *get_args(words.PersonalData)),
            subjects=frozenset(self._some(("x", "y"), 0, 0, 1, 2)),
            owner_group=self._pick(None, *map(id_of, GROUPS)),
            advice_to=self._pick(None, *map(id_of, PEOPLE[:3])),
            keep_from_others=self._rarely(0.3),
            author_consents=self._pick(None, None, True, False),
            matters=frozenset(self._some(MATTERS, 0, 0, 1, 2)),
            not_severable=self._pick(None, None, None, "tie", "other tie"),
            withdrawn_at=NOW if self._rarely(0.05) else None,
        )
        for body, meeting in self._some(self._meetings, 0, 1, 1, 2):
            self._add(tables.segment_business, segment=segment, body=body, meeting=meeting)
        for body in self._some(BODIES, 0, 0, 1):
            self._add(tables.segment_business, segment=segment, body=id_of(body), meeting=None)
        for paragraph in self._some(PARAGRAPHS[self._scheme], 0, 0, 0, 1, 2):
            self._add(
                tables.segment_exemptions,
                segment=segment,
                paragraph=paragraph,
                negotiation_terms=self._rarely(0.3),
                tested=self._pick(None, date(2026, 1, 1), LOCAL.date(), date(2027, 1, 1)),
            )
