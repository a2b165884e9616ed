"""An office that may not act on a request: a dispute took it from them, or they stood aside.

Either way it is the same fact of the case (section 10.3). Whoever stands in takes over all of it.
"""

from msgspec import Struct

from gateway.casework import deadlines
from gateway.casework.case_decisions import decide_again
from gateway.casework.cases import Case
from gateway.casework.request_rows import found_rows, to_json
from gateway.casework.standing import open_to
from gateway.casework.steps import record_step
from gateway.casework.turn import Turn
from gateway.domain.case_forms import AsideForm
from gateway.domain.facts import Office
from gateway.errors import InputError, NotAllowedError
from gateway.policy.life.found import Found
from gateway.policy.offices import LAST_RESORT, resolved


class StandAside(Struct, frozen=True, kw_only=True):
    """Whoever acts for an office in a case says that this office may not act on it, and why.

    Nobody takes it back: the office that said it does not act any more.
    """

    by: str
    reference: str
    form: AsideForm

    def carry_out(self, turn: Turn) -> int:
        """Record it and decide again without that office; gives the number of the entry.

        Raises as `open_to`, NotAllowedError for an office for which they do not act in it, and
        InputError for the last one, in whose place nobody stands.
        """
        case, stands = open_to(turn, self.reference, self.by, "stand_aside")
        office = self.form.office
        if office == LAST_RESORT:
            raise InputError("Nobody stands in for the full council: it acts.", where="office")
        if office not in stands.stands_aside_for:
            raise NotAllowedError("Only whoever acts for an office here says that it stands aside.")
        found = Found(name="conflicted_office", value=office)
        entry = record_step(
            turn,
            case,
            step="stand_aside",
            by=self.by,
            office=office,
            words=self.form.words,
            committed={"found": to_json(found).encode()},
            rows=found_rows(case.reference, (found,)),
        )
        decide_without(turn, case, office, by=self.by)
        return entry


def decide_without(turn: Turn, case: Case, office: Office, *, by: str) -> None:
    """Decide again on a case in which an office was found not to act; its stand-in takes over.

    `case` is as it was before. What the office owed is owed by its stand-in.
    """
    unable = decide_again(turn, case.reference, by=by).facts.findings.conflicted_offices
    profile = turn.rule_book.profiles[turn.council]
    acts = resolved(office, profile, unable)
    deadlines.hand_over(turn, about=case.reference, office=office, to=acts)
