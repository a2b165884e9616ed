"""Registers that people look things up in: declared interests, and what groups may ask for.

The details of a sensitive interest (Localism Act 2011, section 32) are told to the person and to
whoever acts as Monitoring Officer, and to nobody else; that it is there, everybody is told.
"""

import re
from datetime import datetime
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Select, bindparam, func, select

from gateway.casework.known import known_posts
from gateway.casework.page_keys import no_key
from gateway.casework.paging import asked_words, first_of, mentions
from gateway.casework.record import record
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import known_person
from gateway.casework.writer import Office
from gateway.domain.facts import InterestKind
from gateway.domain.notices import SENTENCES, NoticeKind
from gateway.errors import NotAllowedError, NotFoundError
from gateway.policy.life.posts import able
from gateway.store.facts_of_people import holds_now
from gateway.store.tables import interests, notices
from gateway.store.tables.columns import moment_text

_OFFERS: Final[tuple[NoticeKind, ...]] = ("group_report", "briefing")
_KEY: Final = re.compile(r"[0-9T:.-]{26}Z~[0-9a-f]{1,32}")
"""When an offer was told of, and what it is about: where a page ends."""
_OF_PERSON: Final = (
    select(interests)
    .where(interests.c.person == bindparam("person"), holds_now(interests))
    .order_by(interests.c.valid_from, interests.c.id)
)


class ShownInterest(Struct, frozen=True, kw_only=True):
    """An interest that somebody declared. Of a sensitive one, `matter` and `kind` are withheld."""

    matter: str | None
    kind: InterestKind | None
    dispensation: bool | None
    sensitive: bool
    since: datetime


class ReadSensitiveInterests(Struct, frozen=True, kw_only=True):
    """The Monitoring Officer looks at somebody's interests, the sensitive ones too."""

    by: str
    person: str

    def carry_out(self, turn: Turn) -> tuple[ShownInterest, ...]:
        """Record that they looked, and show them. Raises NotAllowedError for anybody else."""
        if not may_read_sensitive(turn, self.by):
            raise NotAllowedError("Only the Monitoring Officer may see sensitive interests.")
        found = _declared(turn, self.person, whole=True)
        if any(one.sensitive for one in found):
            record(turn, by=self.by, kind="interests.read", body={"person": self.person})
        return found


def interests_of(office: Office, *, by: str, person: str) -> tuple[ShownInterest, ...]:
    """What a person has declared, as far as `by` may see it.

    That the Monitoring Officer saw sensitive ones is on record. Raises NotFoundError for a person
    whom the register does not know.
    """
    with office.reading() as reading:
        if known_person(reading, person) is None:
            raise NotFoundError("The register has no person of that id.")
        if by == person or not may_read_sensitive(reading, by):
            return _declared(reading, person, whole=by == person)
    return office.carry_out_now(ReadSensitiveInterests(by=by, person=person))


def may_read_sensitive(reading: Reading, person: str) -> bool:
    """Whether somebody acts as Monitoring Officer now."""
    posts = known_posts(reading)
    return person in able(posts, "monitoring_officer", frozenset())


def _declared(reading: Reading, person: str, *, whole: bool) -> tuple[ShownInterest, ...]:
    asked = {"person": person, "now": reading.local, "known": reading.moment}
    return tuple(
        ShownInterest(
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


class OfferPage(Struct, frozen=True, kw_only=True):
    """One page of offers; `next` is the key of the page after it, None at the end."""

    items: tuple[Offer, ...]
    next: str | None


def offers_page(
    reading: Reading, *, words: str = "", after: str | None = None, limit: int = 50
) -> OfferPage:
    """Some of what is on offer, the newest first.

    `words` must each occur in its sentence. `after` is the `next` of the page before. Raises
    InputError when it is not one.
    """
    asked = asked_words(words)
    if after is not None and not _KEY.fullmatch(after):
        raise no_key()
    found = (one for one in offers_of(reading) if mentions(asked, one.sentence))
    items, more = first_of((one for one in found if after is None or _beyond(one, after)), limit)
    return OfferPage(
        items=items, next=f"{moment_text(more.told_at)}~{more.about}" if more else None
    )


def _beyond(one: Offer, key: str) -> bool:
    """Whether an offer stands after the one that a key names."""
    told_at, _, about = key.partition("~")
    told = moment_text(one.told_at)
    return told < told_at or (told == told_at and one.about > about)


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
