"""The address book: where people, offices, political groups and bodies get their mail.

Nobody's mail is turned away from them unnoticed: they are told at the address before, and where
they see their notices.
"""

from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Table, delete, func, insert, select

from gateway.audit.entries import Kind
from gateway.casework.notices import address_of, tell_at
from gateway.casework.record import record
from gateway.casework.rule_books import answers_for_rules
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import known_person
from gateway.domain.notices import AskedAddress, Recipient
from gateway.domain.people import OPERATOR
from gateway.errors import NotAllowedError, NotFoundError
from gateway.store import tables
from gateway.store.tables import address_book

_WHERE: Final[dict[str, Table]] = {
    "person": tables.people,
    "party_group": tables.party_groups,
    "body": tables.bodies,
}


class KeepAddress(Struct, frozen=True, kw_only=True):
    """Somebody keeps an address, in place of the one before; None takes it away.

    `by` is the person themselves, who holds the office, who answers for the rules, or `OPERATOR`.
    """

    by: str
    to: Recipient
    address: str | None

    def carry_out(self, turn: Turn) -> None:
        """Keep it, record that without the address, and tell whose it is.

        Raises NotAllowedError for others, NotFoundError for a recipient that is not in the
        register.
        """
        self._refuse_others(turn)
        _refuse_unknown(turn, self.to)
        before = address_of(turn, self.to)
        kept = address_book.c
        this = (kept.recipient_kind == self.to.kind, kept.recipient == self.to.id)
        turn.connection.execute(delete(address_book).where(*this))
        if self.address is not None:
            row: dict[str, Any] = {
                "recipient_kind": self.to.kind,
                "recipient": self.to.id,
                "address": self.address,
                "recorded_at": turn.moment,
            }
            turn.connection.execute(insert(address_book), row)
        kind: Kind = "address.taken_away" if self.address is None else "address.kept"
        body = {"recipient": self.to.id, "recipient_kind": self.to.kind}
        entry = record(turn, by=self.by, kind=kind, body=body)
        by_another = self.by not in {self.to.id, OPERATOR}
        if before != self.address and (before is not None or by_another):
            about = self.to.id
            tell_at(turn, before, kind="address_changed", to=self.to, about=about, entry=entry)

    def _refuse_others(self, turn: Turn) -> None:
        known = known_person(turn, self.by)
        own = known is not None and (
            self.to == Recipient("person", self.by)
            or (self.to.kind == "office" and self.to.id in known.offices)
        )
        if not (self.by == OPERATOR or own or answers_for_rules(turn, self.by)):
            raise NotAllowedError(
                "You may change your own mail address, and that of an office you hold. For any "
                "other, ask the Monitoring Officer or whoever else answers for the rules."
            )


def address_asked(by: str, asked: AskedAddress) -> KeepAddress:
    """The command that keeps what was asked."""
    return KeepAddress(
        by=by, to=Recipient(asked.recipient_kind, asked.recipient), address=asked.address
    )


def _refuse_unknown(reading: Reading, to: Recipient) -> None:
    """Raises NotFoundError for somebody who is not in the register; offices are words."""
    table = _WHERE.get(to.kind)
    if table is None:
        return
    known = select(func.count()).where(table.c.id == to.id)
    if not reading.connection.execute(known).scalar_one():
        raise NotFoundError("The register has nobody of that id.")
