"""Joiners, movers and leavers: how files differ from the register, until a person confirms it.

A timer proposes what the files say each day; an officer looks at who would come, move and leave,
and confirms or dismisses it. Confirmed, it is worked out again at that moment and brought in. One
proposal waits at a time; it is kept only as long as it waits.
"""

import secrets
from datetime import datetime
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import Row, delete, insert, select

from gateway.domain.people import Caller
from gateway.domain.register import Register
from gateway.errors import NotAllowedError, NotFoundError
from gateway.importing.difference import Difference
from gateway.importing.import_register import ImportRegister, find_differences
from gateway.importing.kept_registers import from_kept, to_kept
from gateway.importing.turn import Reading, Turn
from gateway.store.facts_of_people import person_of
from gateway.store.tables import register_proposals

_DIGESTS: Final = msgspec.json.Decoder(tuple[str, ...])


class Proposed(Struct, frozen=True, kw_only=True):
    """A difference that waits to be confirmed, as it would be brought in now."""

    id: str
    found_at: datetime
    differences: tuple[Difference, ...]


class ProposeRegister(Struct, frozen=True, kw_only=True):
    """Somebody, or a timer, proposes what files say. `digests` are their SHA-256."""

    by: str
    registers: tuple[Register, ...]
    digests: tuple[str, ...]

    def carry_out(self, turn: Turn) -> str | None:
        """Keep and record it in place of what waited; gives its id, None when nothing differs.

        Raises ImportFileError for a reference to nothing.
        """
        found = find_differences(turn, self.registers)
        digests = msgspec.json.encode(self.digests).decode()
        waiting = _waiting(turn)
        if any(changes.changes for changes in found):
            if waiting is not None and waiting.digests == digests:
                return str(waiting.id)
        elif waiting is None:
            return None
        turn.connection.execute(delete(register_proposals))
        if not any(changes.changes for changes in found):
            return None
        proposal = secrets.token_hex(16)
        row = {
            "id": proposal,
            "found_at": turn.moment,
            "digests": digests,
            "registers": to_kept(self.registers),
        }
        turn.connection.execute(insert(register_proposals), row)
        body = {
            "files": list(self.digests),
            "proposal": proposal,
            "sources": {changes.source: changes.counts() for changes in found},
        }
        turn.log.append(
            actor=self.by, at=turn.moment, kind="register.proposed", body=body, committed={}
        )
        return proposal


class ConfirmRegister(Struct, frozen=True, kw_only=True):
    """An officer confirms who comes, moves and leaves. `by` is their id."""

    by: str
    proposal: str
    many_may_end: bool = False

    def carry_out(self, turn: Turn) -> tuple[Difference, ...]:
        """Bring it in under the officer's name, as it differs at this moment.

        Raises NotAllowedError for anybody but an officer, NotFoundError when it does not wait any
        more, and what `ImportRegister` raises.
        """
        row = _to_decide(turn, self.by, self.proposal)
        command = ImportRegister(
            by=self.by,
            registers=from_kept(row.registers),
            digests=_DIGESTS.decode(row.digests),
            many_may_end=self.many_may_end,
        )
        found = command.carry_out(turn)
        turn.connection.execute(delete(register_proposals))
        return found


class DismissRegister(Struct, frozen=True, kw_only=True):
    """An officer dismisses what was proposed: the register stays as it is."""

    by: str
    proposal: str

    def carry_out(self, turn: Turn) -> None:
        """Dismiss and record it. Raises NotAllowedError and NotFoundError as above."""
        _to_decide(turn, self.by, self.proposal)
        turn.connection.execute(delete(register_proposals))
        body = {"proposal": self.proposal}
        turn.log.append(
            actor=self.by, at=turn.moment, kind="register.dismissed", body=body, committed={}
        )


def proposed(reading: Reading) -> Proposed | None:
    """What waits to be confirmed, and what it would change now; None when nothing waits."""
    row = _waiting(reading)
    if row is None:
        return None
    registers = from_kept(row.registers)
    return Proposed(
        id=row.id, found_at=row.found_at, differences=find_differences(reading, registers)
    )


def _waiting(reading: Reading) -> Row[tuple[str, datetime, str, str]] | None:
    return reading.connection.execute(select(register_proposals)).one_or_none()


def _to_decide(turn: Turn, by: str, proposal: str) -> Row[tuple[str, datetime, str, str]]:
    known = person_of(turn.connection, by, now=turn.local, known=turn.moment)
    if known is None:
        raise NotAllowedError("Only an officer may do this.")
    caller = Caller(person=by, kind=known.requester.kind, offices=known.offices)
    if not caller.is_officer:
        raise NotAllowedError("Only an officer may do this.")
    row = _waiting(turn)
    if row is None or row.id != proposal:
        raise NotFoundError("This does not wait to be confirmed any more.")
    return row
