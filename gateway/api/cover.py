"""Who acts in whose place, and who is close to whom."""

from litestar import get, post
from litestar.params import JSONBody
from msgspec import Struct

from gateway.api.incoming import Visit
from gateway.casework.cover import (
    DeclareRelationship,
    NameDeputy,
    RecordAbsence,
    deputies_named,
    relationships_seen_by,
)
from gateway.domain.case_forms import (
    AbsenceForm,
    DeputyForm,
    RelationshipForm,
    ShownDeputy,
    ShownRelationship,
)


class CoverAnswer(Struct, frozen=True, kw_only=True):
    """The log entry that records it."""

    entry: int


@get("/api/deputies", sync_to_thread=True)
def list_deputies(request: Visit) -> tuple[ShownDeputy, ...]:
    """Who deputises for which office, today and on days to come."""
    with request.office.reading() as reading:
        return deputies_named(reading)


@post("/api/deputies")
async def name_deputy(data: JSONBody[DeputyForm], request: Visit) -> CoverAnswer:
    """Name a deputy for an office that is not yours."""
    command = NameDeputy(by=request.user.person, deputy=data)
    return CoverAnswer(entry=await request.office.carry_out(command))


@post("/api/absences")
async def record_absence(data: JSONBody[AbsenceForm], request: Visit) -> CoverAnswer:
    """Say on which days you are away."""
    command = RecordAbsence(by=request.user.person, absence=data)
    return CoverAnswer(entry=await request.office.carry_out(command))


@get("/api/relationships", sync_to_thread=True)
def list_relationships(request: Visit) -> tuple[ShownRelationship, ...]:
    """The close relationships that you declared, or that were declared to you; the adviser: all."""
    with request.office.reading() as reading:
        return relationships_seen_by(reading, request.user.person)


@post("/api/relationships")
async def declare_relationship(data: JSONBody[RelationshipForm], request: Visit) -> CoverAnswer:
    """Declare that you are close to somebody. Neither of you then judges the other's request."""
    command = DeclareRelationship(by=request.user.person, declared=data)
    return CoverAnswer(entry=await request.office.carry_out(command))
