"""Who to be and what to ask for, to see the gateway of the invented council at work."""

from datetime import date
from typing import NamedTuple

from gateway.demo.bodies import COMING
from gateway.demo.council import Invented
from gateway.demo.members import GROUPS
from gateway.domain.dates import in_words
from gateway.domain.papers import Paper
from gateway.domain.people import HeldOffice
from gateway.domain.profile import Profile
from gateway.policy.letters import office_words


class Role(NamedTuple):
    """Somebody to be: who they are, and their id in the invented register."""

    who: str
    person: str


class Guide(NamedTuple):
    """A closed document, and the people who are answered differently about it.

    `title`, `body` and `day` are by which people find it: what meets then has it as business.
    """

    document: str
    title: str
    body: str
    day: date
    other: Role
    member: Role
    group_leader: Role
    officer: Role
    adviser: Role
    proper_officer: Role
    auditor: Role

    @property
    def roles(self) -> tuple[Role, ...]:
        """Everybody once, in the order in which to try them: small councils join offices."""
        return tuple(dict.fromkeys(part for part in self if isinstance(part, Role)))


def guide(invented: Invented, profile: Profile) -> Guide:
    """Around a closed paper of a committee's next meeting."""
    register = invented.register
    coming = next(meeting for meeting in register.meetings if meeting.id == COMING)
    paper = _closed_paper(invented)
    body = coming.body
    name = next(found.name for found in register.bodies if found.id == body)
    sitting = {seat.person for seat in register.seats if seat.body == body}
    plain = [person for person in plain_councillors(invented) if person not in sitting]
    member = next(person for person in plain_councillors(invented) if person in sitting)
    group, (group_name, _) = list(GROUPS.items())[1]
    of_group = {row.person for row in register.group_memberships if row.group == group}
    leader = next(
        row.person
        for row in register.positions
        if row.position == "group_leader" and row.person in of_group
    )

    def holder(office: HeldOffice) -> str:
        return next(row.person for row in register.offices if row.office == office)

    return Guide(
        document=paper.id,
        title=paper.title,
        body=name,
        day=coming.start.date(),
        other=Role(f"a councillor who is not on the {name}", plain[0]),
        member=Role(f"a member of the {name}", member),
        group_leader=Role(f"the leader of the {group_name}", leader),
        officer=Role(office_words(profile.first_decider), holder(profile.first_decider)),
        adviser=Role(office_words(profile.adviser), holder(profile.adviser)),
        proper_officer=Role(office_words(profile.proper_officer), holder(profile.proper_officer)),
        auditor=Role("the auditor", holder("auditor")),
    )


def in_a_browser(shown: Guide) -> str:
    """What a newcomer can do at the pages: the first of them says whom else they can be."""
    return f"""Everybody here is invented, and nobody needs a password. For example, be

  - {shown.other.who}, and ask for the closed part of
    "{shown.title}"
    ({shown.body}, {in_words(shown.day)});
  - {shown.officer.who}, and decide a request that waits;
  - {shown.member.who}, and find the same paper;
  - {shown.proper_officer.who}, and register a paper of your own."""


def plain_councillors(invented: Invented) -> list[str]:
    """Councillors in office with no post, no interest and nothing else out of the ordinary."""
    register = invented.register
    rows = (
        *register.positions,
        *register.suspensions,
        *register.substitutions,
        *register.interests,
        *register.adverse_matters,
        *register.offices,
        *(term for term in register.terms if term.end),
    )
    unusual = {row.person for row in rows}
    councillors = [person.id for person in register.people if person.kind == "councillor"]
    return [person for person in councillors if person not in unusual]


def _closed_paper(invented: Invented) -> Paper:
    """The first paper for the coming meeting of which a part is exempt."""
    return next(
        paper
        for paper in invented.papers.documents
        for segment in paper.segments
        if segment.exempt and any(item.meeting == COMING for item in segment.business)
    )
