"""Who is told of an answer (section 9.6)."""

from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct

from gateway.domain.decision import Notice
from gateway.policy import citations
from gateway.policy.council import Council
from gateway.policy.decide import Look
from gateway.policy.links import entries, to_come

_NOT_ON_CASEWORK: frozenset[Notice] = frozenset({"board_member", "committee_chair"})
_NOT_ON_WRONGDOING: frozenset[Notice] = frozenset({"board_member", "committee_chair", "all_groups"})
TOLD_BY: Final[dict[Notice, tuple[str, ...]]] = {
    "board_member": ("N8", "B5"),
    "committee_chair": ("B5",),
    "all_groups": ("B4", "O2"),
    "scrutiny_committee": (),
}
"""The rules whose releases are told of; the scrutiny committee is told of refusals."""
_TELLING_ROWS = frozenset(row for rows in TOLD_BY.values() for row in rows)
_OFFERS = ("offer_to_all", "copy_on_request")


class Duty(Struct, frozen=True):
    """One notice that is owed, and for whom.

    `body`: whose chair or executive member is told, None where no body is known. `about` and
    `group`: what officers did for which political group; the other groups are told.
    """

    notice: Notice
    body: str | None = None
    about: Literal["report", "briefing"] | None = None
    group: str | None = None


def notices(council: Council, looks: list[Look]) -> dict[Notice, frozenset[str]]:
    """Each notice with the clause ids that it adds."""
    found: dict[Notice, frozenset[str]] = {}
    for duty, ids in _owed(council, looks):
        found[duty.notice] = found.get(duty.notice, frozenset()) | council.cited(ids)
    return found


def reasons_owed(looks: list[Look]) -> tuple[str, ...]:
    """The segments for which the executive owes the scrutiny committee a statement of reasons."""
    return tuple(look.case.segment.id for look in looks if _reasons_owed(look))


def duties(council: Council, looks: list[Look]) -> tuple[Duty, ...]:
    """Each notice with whom it is for, once."""
    return tuple(dict.fromkeys(duty for duty, _ in _owed(council, looks)))


def _owed(council: Council, looks: list[Look]) -> Iterator[tuple[Duty, tuple[str, ...]]]:
    for look in looks:
        if look.verdict.row not in _TELLING_ROWS and look.verdict.outcome != "refuse":
            continue
        for duty, ids in _of_segment(council, look):
            if _allowed(look, duty.notice):
                yield duty, ids


def _allowed(look: Look, name: Notice) -> bool:
    request = look.case.request
    if request.purpose == "casework" and name in _NOT_ON_CASEWORK:
        return False
    return not (request.channel == "wrongdoing" and name in _NOT_ON_WRONGDOING)


def _of_segment(council: Council, look: Look) -> Iterator[tuple[Duty, tuple[str, ...]]]:
    if look.released:
        yield from _of_release(council, look)
    if _reasons_owed(look):
        yield Duty("scrutiny_committee"), citations.SCRUTINY_REASONS


def _reasons_owed(look: Look) -> bool:
    """Whether a scrutiny member is refused what regulation 17(3) lets the executive refuse."""
    told = look.case.told
    closed_and_irrelevant = "closed" in told and "not_relevant" in told
    return (
        look.verdict.outcome == "refuse"
        and "reg17_link" in told
        and ("adviser_advice" in told or closed_and_irrelevant)
    )


def _of_release(council: Council, look: Look) -> Iterator[tuple[Duty, tuple[str, ...]]]:
    case, row = look.case, look.verdict.row
    if row == "N8" and case.request.use_at_meeting:
        bodies: list[str | None] = [one.body for one in case.segment.business if one.executive]
        for body in bodies or [None]:
            yield Duty("board_member", body=body), citations.USED_AT_MEETING
    if row == "B5":
        for entry in entries(case, to_come):
            notice: Notice = "board_member" if entry.executive else "committee_chair"
            yield Duty(notice, body=entry.body), ()
    if row == "B4":
        yield Duty("all_groups", about="report", group=case.segment.owner_group), ()
    if row == "O2" and case.audience.group and council.profile.group_report_rule in _OFFERS:
        yield (
            Duty("all_groups", about="briefing", group=case.audience.group),
            citations.BRIEFING_OFFERED,
        )
