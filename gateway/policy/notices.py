"""Who is told of an answer (section 9.6)."""

from collections.abc import Iterator

from gateway.domain.decision import Notice
from gateway.policy import citations
from gateway.policy.council import Council
from gateway.policy.decide import Look
from gateway.policy.links import entries, to_come

_NOT_ON_CASEWORK: frozenset[Notice] = frozenset({"board_member", "committee_chair"})
_NOT_ON_WRONGDOING: frozenset[Notice] = frozenset({"board_member", "committee_chair", "all_groups"})
_TELLING_ROWS = frozenset({"N8", "B5", "B4", "O2"})
_OFFERS = ("offer_to_all", "copy_on_request")


def notices(council: Council, looks: list[Look]) -> dict[Notice, frozenset[str]]:
    """Each notice with the clause ids that it adds."""
    found: dict[Notice, frozenset[str]] = {}
    for look in looks:
        if look.row not in _TELLING_ROWS and look.outcome != "refuse":
            continue
        for name, ids in _of_segment(council, look):
            if _allowed(look, name):
                found[name] = found.get(name, frozenset()) | council.cited(ids)
    return found


def _allowed(look: Look, name: Notice) -> bool:
    request = look.case.request
    if request.purpose == "casework" and name in _NOT_ON_CASEWORK:
        return False
    return not (request.channel == "wrongdoing" and name in _NOT_ON_WRONGDOING)


def _of_segment(council: Council, look: Look) -> Iterator[tuple[Notice, tuple[str, ...]]]:
    case = look.case
    if look.released:
        yield from _of_release(council, look)
    closed_and_irrelevant = "closed" in case.told and "not_relevant" in case.told
    if (
        look.outcome == "refuse"
        and "reg17_link" in case.told
        and ("adviser_advice" in case.told or closed_and_irrelevant)
    ):
        yield "scrutiny_committee", citations.SCRUTINY_REASONS


def _of_release(council: Council, look: Look) -> Iterator[tuple[Notice, tuple[str, ...]]]:
    case = look.case
    if look.row == "N8" and case.request.use_at_meeting:
        yield "board_member", citations.USED_AT_MEETING
    if look.row == "B5":
        for entry in entries(case, to_come):
            yield ("board_member" if entry.executive else "committee_chair"), ()
    if look.row == "B4":
        yield "all_groups", ()
    if look.row == "O2" and case.audience.group and council.profile.group_report_rule in _OFFERS:
        yield "all_groups", citations.BRIEFING_OFFERED
