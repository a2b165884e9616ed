"""Documents of the invented council that few may see: casework, staff files, groups, advice."""

from collections.abc import Iterator
from typing import Any, Final, get_args

from gateway.demo.drafting import Drafting
from gateway.demo.members import GROUPS
from gateway.demo.texts import matter
from gateway.domain.facts import (
    Confidential,
    PersonalData,
    SegmentKind,
    ThirdPartyConfidence,
)
from gateway.domain.papers import Paper, PaperBusiness
from gateway.domain.register import Register

CASEWORK: Final = 12
FILES: Final = 8
_STAFF_BODIES: Final = ("appointments", "appeals")


def private_papers(drafting: Drafting, register: Register) -> Iterator[Paper]:
    """Documents of every private kind, and with every restriction that is not an exemption."""
    groups = tuple(GROUPS)
    yield from _casework(drafting)
    yield from _employment(drafting, register)
    yield from _of_groups(drafting, "officer_report_to_group", "Report for", (*groups, groups[0]))
    yield from _of_groups(drafting, "group_internal", "Paper of", (*groups, *groups[:3]))
    yield from _of_groups(drafting, "political_adviser_advice", "Advice for", groups[:2] * 2)
    yield from _of_groups(drafting, "officer_note_of_group_discussion", "Note of", groups[:4])
    yield from _to_members(drafting, "advice_to_member", "Advice to a councillor")
    yield from _to_members(drafting, "correspondence", "Letters with a councillor")
    yield from _restricted(drafting)
    yield from _odd(drafting)


def _casework(drafting: Drafting) -> Iterator[Paper]:
    """Records of residents whom councillors help, with every sort of personal data."""
    sorts = get_args(PersonalData)[1:]
    for number in range(CASEWORK):
        facts: dict[str, Any] = {
            "kind": "casework_record",
            "personal_data": sorts[number % len(sorts)],
            "subjects": {f"resident-{number + 1:02}"},
        }
        yield drafting.paper(
            f"Resident's case {number + 1}", {"record": facts}, about="A resident asks for help."
        )


def _employment(drafting: Drafting, register: Register) -> Iterator[Paper]:
    """Staff files: some are before a committee, some nobody is to know of."""
    officers = [person.id for person in register.people if person.kind == "officer"]
    for number in range(FILES):
        facts: dict[str, Any] = {
            "kind": "individual_employment",
            "personal_data": "special" if number % 3 == 0 else "ordinary",
            "subjects": {officers[number % len(officers)]},
        }
        if number % 2:
            facts["business"] = (PaperBusiness(body=_STAFF_BODIES[number // 2 % 2]),)
        yield drafting.paper(
            f"Staff file {number + 1}", {"file": facts}, about="About one person's work."
        )


def _of_groups(
    drafting: Drafting, kind: SegmentKind, title: str, groups: tuple[str, ...]
) -> Iterator[Paper]:
    """Papers by a group, for a group, or about its talk."""
    for group in groups:
        subject = drafting.subject()
        facts: dict[str, Any] = {"kind": kind, "owner_group": group, "matters": {matter(subject)}}
        name, _ = GROUPS[group]
        yield drafting.paper(
            f"{title} the {name}: {subject}", {"paper": facts}, about="For one group's eyes."
        )


def _to_members(drafting: Drafting, kind: SegmentKind, title: str) -> Iterator[Paper]:
    """Advice to one councillor, or letters with one; half of them asked for it to be kept."""
    for number in range(6):
        subject = drafting.subject()
        facts: dict[str, Any] = {
            "kind": kind,
            "advice_to": f"councillor-{20 + 7 * number:02}",
            "keep_from_others": number % 2 == 0,
            "matters": {matter(subject)},
        }
        yield drafting.paper(
            f"{title}: {subject}", {"text": facts}, about="One councillor asked about this."
        )


def _restricted(drafting: Drafting) -> Iterator[Paper]:
    """Papers confidential in the statutory sense, and papers given in confidence."""
    for restriction in get_args(Confidential)[1:]:
        yield drafting.paper(
            f"Confidential paper: {drafting.subject()}",
            {"report": {"confidential": restriction}},
            about="The law or a government department restricts this.",
        )
    for view in get_args(ThirdPartyConfidence)[1:]:
        yield drafting.paper(
            f"Offer from a company: {drafting.subject()}",
            {"offer": {"third_party_confidence": view}},
            about="A company gave us this in confidence.",
        )


def _odd(drafting: Drafting) -> Iterator[Paper]:
    """A paper of another authority, one on our own development, one that cannot be divided."""
    odd: dict[str, dict[str, dict[str, Any]]] = {
        "Paper of the Joint Fire Authority": {
            "report": {"held_by_council": "Joint Fire Authority"}
        },
        "Our own planning application": {"report": {"own_development": True}},
        "Charges to be registered": {"report": {"registered_information": True}},
        "Maps that cannot be divided": {
            "map": {"not_severable": "sheet", "public": True},
            "key": {"not_severable": "sheet", "third_party_confidence": "not_consulted"},
        },
    }
    for title, parts in odd.items():
        yield drafting.paper(title, parts, about="An unusual paper.")
