"""People as the gateway knows them: what they hold, and who is asking."""

from datetime import datetime
from typing import Final, Literal

from msgspec import Struct

from gateway.domain.facts import Office, RequesterKind

HeldOffice = Office | Literal["officer", "auditor"]
"""What a person may hold: an office that a request can wait for, any officer's, the auditor's."""

SeatRole = Literal["member", "chair", "vice_chair"]

OPERATOR: Final = "command-line"
"""Stands for whoever runs the gateway's own machine, at its command line; never a person's id."""

CONFIDENT: Final = "in-confidence"
"""Stands in the log for somebody whom it may not name; never a person's id."""


class Caller(Struct, frozen=True, kw_only=True):
    """Who is asking: a person of the register and the offices that they hold at that moment."""

    person: str
    kind: RequesterKind
    offices: frozenset[HeldOffice] = frozenset()

    @property
    def is_officer(self) -> bool:
        """Whether they are an officer of the council and hold any office but the auditor's."""
        return self.kind == "officer" and bool(self.offices - {"auditor"})

    @property
    def is_auditor(self) -> bool:
        """Whether they may read the log."""
        return "auditor" in self.offices

    @property
    def may_request(self) -> bool:
        """Whether they ask for themselves: everybody but an officer, who makes checks."""
        return self.kind != "officer"


class IssuedToken(Struct, frozen=True, kw_only=True):
    """A bearer token. `text` is shown once and never stored; `id` is what revokes it."""

    id: str
    person: str
    text: str
    expires_at: datetime
