"""Registers that people look things up in: declared interests, and what groups may ask for.

The details of a sensitive interest (Localism Act 2011, section 32) are told to the person and to
whoever acts as the adviser, and to nobody else; that it is there, everybody is told.
"""

from datetime import datetime
from typing import Any, Final, Literal

from msgspec import Struct
from sqlalchemy import Select, bindparam, func, select

from gateway.casework.known import known_posts
from gateway.casework.record import record
from gateway.casework.short_lists import Cut, Order, ShortList, newest, oldest
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import known_person
from gateway.casework.writer import Office
from gateway.domain.facts import InterestKind
from gateway.domain.notices import SENTENCES, NoticeKind
from gateway.errors import NotAllowedError, NotFoundError
from gateway.policy.life.posts import able
from gateway.store.facts_of_people import holds_now
from gateway.store.tables import interests, notices

_OFFERS: Final[tuple[NoticeKind, ...]] = ("group_report", "briefing")
_OF_PERSON: Final = (
    select(interests)
    .where(interests.c.person == bindparam("person"), holds_now(interests))
    .order_by(interests.c.valid_from, interests.c.id)
)


class ShownInterest(Struct, frozen=True, kw_only=True):
    """An interest that somebody declared. Of a sensitive one, `matter` and `kind` are withheld."""

    id: int
    matter: str | None
    kind: InterestKind | None
    dispensation: bool | None
    sensitive: bool
    since: datetime


InterestSort = Literal["oldest", "newest"]
INTERESTS: Final = ShortList[ShownInterest](
    id=lambda one: f"{one.id:012}",
    text=lambda one: f"{one.matter or ''} {one.kind or ''}",
    orders={
        "oldest": Order(lambda one: one.since.isoformat()),
        "newest": Order(lambda one: one.since.isoformat(), descending=True),
    },
)


class ReadSensitiveInterests(Struct, frozen=True, kw_only=True):
    """The adviser looks at somebody's interests, the sensitive ones too."""

    by: str
    person: str

    def carry_out(self, turn: Turn) -> tuple[ShownInterest, ...]:
        """Record that they looked, and show them. Raises NotAllowedError for anybody else."""
        if not may_read_sensitive(turn, self.by):
            raise NotAllowedError("Only the council's adviser may see sensitive interests.")
        found = _declared(turn, self.person, whole=True)
        if any(one.sensitive for one in found):
            record(turn, by=self.by, kind="interests.read", body={"person": self.person})
        return found


def interests_of(office: Office, *, by: str, person: str) -> tuple[ShownInterest, ...]:
    """What a person has declared, as far as `by` may see it.

    That the adviser saw sensitive ones is on record. Raises NotFoundError for a person
    whom the register does not know.
    """
    with office.reading() as reading:
        if known_person(reading, person) is None:
            raise NotFoundError("The register has no person of that id.")
        if by == person or not may_read_sensitive(reading, by):
            return _declared(reading, person, whole=by == person)
    return office.carry_out_now(ReadSensitiveInterests(by=by, person=person))


def listed_interests(
    office: Office,
    *,
    by: str,
    person: str,
    words: str = "",
    sort: InterestSort = "oldest",
    after: str | None = None,
    limit: int = 50,
) -> Cut[ShownInterest]:
    """What a person has declared, as of `interests_of`; of a search, with its words in what shows.

    Raises InputError for an `after` that is no key.
    """
    found = interests_of(office, by=by, person=person)
    return INTERESTS.cut(found, words=words, sort=sort, after=after, limit=limit)


def may_read_sensitive(reading: Reading, person: str) -> bool:
    """Whether somebody acts as the adviser now: in most councils the Monitoring Officer."""
    adviser = reading.rule_book.profiles[reading.council].adviser
    return person in able(known_posts(reading), adviser, frozenset())


def _declared(reading: Reading, person: str, *, whole: bool) -> tuple[ShownInterest, ...]:
    asked = {"person": person, "now": reading.local, "known": reading.moment}
    return tuple(
        ShownInterest(
            id=row.id,
            matter=row.matter if whole or not row.sensitive else None,
            kind=row.kind if whole or not row.sensitive else None,
            dispensation=row.dispensation if whole or not row.sensitive else None,
            sensitive=row.sensitive,
            since=row.valid_from,
        )
        for row in reading.connection.execute(_OF_PERSON, asked)
    )


class Offer(Struct, frozen=True, kw_only=True):
    """A report or a briefing that officers gave to one political group, and that others may have.

    `about` is the id of the report, or the log entry of the briefing.
    """

    kind: NoticeKind
    sentence: str
    about: str
    told_at: datetime


OfferSort = Literal["newest", "oldest"]
OFFERS: Final = ShortList[Offer](
    id=lambda one: f"{one.kind} {one.about}",
    text=lambda one: f"{one.sentence} {one.about}",
    orders={"newest": newest(lambda one: one.told_at), "oldest": oldest(lambda one: one.told_at)},
)


def listed_offers(
    reading: Reading,
    *,
    words: str = "",
    sort: OfferSort = "newest",
    after: str | None = None,
    limit: int = 50,
) -> Cut[Offer]:
    """What groups, and members without one, may ask for. Raises InputError for no key."""
    return OFFERS.cut(offers_of(reading), words=words, sort=sort, after=after, limit=limit)


def offers_of(reading: Reading) -> tuple[Offer, ...]:
    """What groups, and members without one, may ask for; the newest first."""
    return tuple(
        Offer(kind=row.kind, sentence=SENTENCES[row.kind], about=row.about, told_at=row.told_at)
        for row in reading.connection.execute(_offers())
    )


def _offers() -> Select[Any]:
    told_at = func.min(notices.c.told_at, type_=notices.c.told_at.type).label("told_at")
    return (
        select(notices.c.kind, notices.c.about, told_at)
        .where(notices.c.kind.in_(_OFFERS))
        .group_by(notices.c.kind, notices.c.about)
        .order_by(told_at.desc(), notices.c.about)
    )
