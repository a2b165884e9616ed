"""What a rule passed on to the determiner in a case, and nobody need dispute."""

from gateway.casework.cases import Case
from gateway.casework.turn import Reading
from gateway.policy.life.referrals import referred_in


def referred(reading: Reading, case: Case) -> tuple[str, ...]:
    """The parts that wait for the determiner to determine them.

    None of a report in confidence, which stays with the office that it waits for, and none where
    somebody asks to pass something on, which is answered in its own way.
    """
    if case.asked.in_confidence or case.asked.type == "onward_disclosure":
        return ()
    waiting = {one.segment for one in case.waits}
    council = reading.rule_book.council(reading.council)
    return tuple(one for one in referred_in(council, case.whole) if one in waiting)
