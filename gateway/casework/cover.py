"""Who acts in whose place: deputies and absences with their days.

Nobody chooses who judges them: a deputy is named by one who answers for the rules, never for an
office of their own and never themselves.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import Table, insert, or_, select

from gateway.audit.entries import Kind
from gateway.casework.known import known_posts
from gateway.casework.record import record
from gateway.casework.rule_books import refuse_unless_answerable
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import known_person
from gateway.domain.case_forms import (
    AbsenceForm,
    DeputyForm,
    ShownDeputy,
)
from gateway.errors import InputError, NotAllowedError
from gateway.policy.life.own_cause import same_people
from gateway.store.tables import absences, deputies

_ONE_DAY = timedelta(days=1)


class NameDeputy(Struct, frozen=True, kw_only=True):
    """Somebody who answers for the rules names a deputy for an office."""

    by: str
    deputy: DeputyForm

    def carry_out(self, turn: Turn) -> int:
        """Record it; gives the number of the entry.

        Raises NotAllowedError for anybody else, for an office of one's own and for oneself, also
        where the register has them twice; and InputError for days that are over or somebody who
        holds no office.
        """
        refuse_unless_answerable(turn, self.by)
        form = self.deputy
        named = known_person(turn, form.person)
        posts = known_posts(turn)
        mine = same_people(frozenset({self.by}), posts.aliases)
        if form.person in mine or mine & posts.holders.get(form.office, frozenset()):
            raise NotAllowedError("Somebody else names the deputy for your office, and never you.")
        if named is None or not named.offices - {"auditor"}:
            raise InputError("A deputy must hold an office.", where="person")
        row = {"office": form.office, "person": form.person}
        body = {"office": form.office, "person": form.person}
        return _record(
            turn, self.by, "deputy.named", deputies, row, body=body, days=(form.first, form.last)
        )


class RecordAbsence(Struct, frozen=True, kw_only=True):
    """Somebody who holds an office is away."""

    by: str
    absence: AbsenceForm

    def carry_out(self, turn: Turn) -> int:
        """Record it; gives the number of the entry.

        Raises NotAllowedError for somebody without an office, InputError for days that are over.
        """
        known = known_person(turn, self.by)
        if known is None or not known.offices - {"auditor"}:
            raise NotAllowedError("Only who holds an office records an absence.")
        days = self.absence.first, self.absence.last
        return _record(
            turn, self.by, "absence.recorded", absences, {"person": self.by}, body={}, days=days
        )


def deputies_named(reading: Reading) -> tuple[ShownDeputy, ...]:
    """The deputies of today and of days to come."""
    rows = reading.connection.execute(
        select(deputies)
        .where(or_(deputies.c.valid_to.is_(None), deputies.c.valid_to > reading.local))
        .order_by(deputies.c.valid_from, deputies.c.id)
    )
    return tuple(
        ShownDeputy(
            office=row.office,
            person=row.person,
            first=row.valid_from.date(),
            last=(row.valid_to - _ONE_DAY).date(),
        )
        for row in rows
    )


def _record(
    turn: Turn,
    by: str,
    kind: Kind,
    table: Table,
    row: dict[str, Any],
    *,
    body: dict[str, Any],
    days: tuple[date, date],
) -> int:
    """Record a row that holds for some days."""
    first, last = days
    if last < first or last < turn.local.date():
        raise InputError("These days are over, or in the wrong order.", where="last")
    since, until = datetime.combine(first, time()), datetime.combine(last + _ONE_DAY, time())
    body = {**body, "first": first.isoformat(), "last": last.isoformat()}
    entry = record(turn, by=by, kind=kind, body=body)
    period = {"valid_from": since, "valid_to": until, "recorded_at": turn.moment}
    turn.connection.execute(insert(table).values(**row, **period, entry=entry))
    return entry
