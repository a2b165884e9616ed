"""A promise of confidence, signed here by whoever must give one before they see something."""

from msgspec import Struct
from sqlalchemy import insert

from gateway.casework.case_decisions import decide_again
from gateway.casework.cases import Case
from gateway.casework.standing import open_to
from gateway.casework.steps import record_step
from gateway.casework.turn import Turn
from gateway.errors import NotNowError
from gateway.policy.letters import CONDITIONS
from gateway.store.tables import undertakings


class SignUndertaking(Struct, frozen=True, kw_only=True):
    """The requester signs the promise for which their request waits; it is decided again."""

    by: str
    reference: str

    def carry_out(self, turn: Turn) -> int:
        """Put it on file and record it; gives the number of the entry.

        Raises as `open_to`, and NotNowError where nothing waits for a promise.
        """
        case, _ = open_to(turn, self.reference, self.by, "sign_undertaking")
        waits = any(
            "undertaking_first" in one.conditions for one in case.told.segments if not one.released
        )
        if not waits:
            raise NotNowError("Nothing waits for a promise of yours.")
        row = {"person": self.by, "valid_from": turn.local, "recorded_at": turn.moment}
        turn.connection.execute(insert(undertakings), row)
        entry = record_step(
            turn,
            case,
            step="sign_undertaking",
            by=self.by,
            office=None,
            words=CONDITIONS["confidential"],
        )
        decide_again(turn, case.reference, by=self.by)
        return entry


def waits_for_undertaking(case: Case) -> bool:
    """Whether a part of which the requester knows waits for a promise of theirs (hold H8)."""
    parts = case.told.segments
    return any("undertaking_first" in one.conditions for one in parts if not one.released)
