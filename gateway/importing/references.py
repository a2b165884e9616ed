"""What documents refer to: bodies, meetings, groups and people of the register they name."""

from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection, select

from gateway.domain.papers import Papers, PaperSegment
from gateway.domain.profile import Profile
from gateway.errors import ImportFileError
from gateway.importing.fault import Place
from gateway.importing.held import Ids, ids_from
from gateway.policy.wellformed import PARAGRAPHS
from gateway.store import tables

_FIRST: Final = "Import the register that it is in first."


class Known(Struct, frozen=True):
    """A register: its name, our ids of what is in it, and whose each meeting is."""

    ids: Ids
    body_of: dict[str, str]
    """For each meeting, its body; both by our ids."""


def known_from(connection: Connection, papers: Papers, place: Place) -> Known:
    """The register that the documents refer to.

    Raises ImportFileError where the file does not name it and there are several.
    """
    source = papers.register
    if source is None:
        sources = connection.scalars(select(tables.people.c.source).distinct()).all()
        if len(sources) > 1:
            raise place.fault(
                "People were imported from several sources; name the one whose ids the file uses"
                " under 'register'."
            )
        source = sources[0] if sources else ""
    meetings: Any = connection.execute(select(tables.meetings.c.id, tables.meetings.c.body))
    return Known(ids_from(connection, source), {row.id: row.body for row in meetings})


def check_references(papers: Papers, known: Known, profile: Profile, place: Place) -> None:
    """Raises ImportFileError, with its place, for a reference to nothing.

    So it is for a meeting of another body, and for a paragraph of Schedule 12A that does not apply
    to the council.
    """
    for number, paper in enumerate(papers.documents):
        for row, segment in enumerate(paper.segments):
            _check(segment, known, profile, place.at(f"documents[{number}].segments[{row}]"))


def _check(segment: PaperSegment, known: Known, profile: Profile, place: Place) -> None:
    ids = known.ids
    for number, item in enumerate(segment.business):
        at = place.at(f"business[{number}]")
        if item.body not in ids["bodies"]:
            raise _unknown(at.at("body"), "body")
        if item.meeting is None:
            continue
        if item.meeting not in ids["meetings"]:
            raise _unknown(at.at("meeting"), "meeting")
        if known.body_of[ids["meetings"][item.meeting]] != ids["bodies"][item.body]:
            raise at.fault("This meeting is not one of that body; correct one of them.")
    if segment.owner_group is not None and segment.owner_group not in ids["party_groups"]:
        raise _unknown(place.at("owner_group"), "group")
    if segment.advice_to is not None and segment.advice_to not in ids["people"]:
        raise _unknown(place.at("advice_to"), "person")
    allowed = PARAGRAPHS[profile.exemption_scheme]
    for number, tag in enumerate(segment.exempt):
        if tag.paragraph not in allowed:
            raise place.at(f"exempt[{number}].paragraph").fault(
                f"The paragraphs that apply to this council are {allowed[0]} to {allowed[-1]}."
            )


def _unknown(place: Place, word: str) -> ImportFileError:
    return place.fault(f"There is no such {word} in the register. {_FIRST}")
