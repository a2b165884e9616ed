"""Who acts in whose place, and who is close to whom."""

from typing import Annotated, Final

from litestar import Response, get, post
from litestar.params import JSONBody, QueryParameter
from msgspec import Struct
from msgspec.structs import asdict

from gateway.api.incoming import After, Format, Limit, Search, Visit
from gateway.api.tables import page
from gateway.casework.cover import NameDeputy, RecordAbsence
from gateway.casework.cover_list import (
    DeputySort,
    ListedDeputy,
    ListedRelationship,
    RelationshipSort,
    listed_deputies,
    listed_relationships,
)
from gateway.casework.relationships import DeclareRelationship, EndRelationship
from gateway.casework.short_lists import Cut
from gateway.domain.case_forms import (
    AbsenceForm,
    DeputyForm,
    RelationshipEndForm,
    RelationshipForm,
)

DEPUTIES: Final = ListedDeputy.__struct_fields__
RELATIONSHIPS: Final = ListedRelationship.__struct_fields__


class CoverAnswer(Struct, frozen=True, kw_only=True):
    """The log entry that records it."""

    entry: int


@get("/api/deputies", sync_to_thread=True)
def list_deputies(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[DeputySort, QueryParameter()] = "first",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[Cut[ListedDeputy]]:
    """Who deputises for which office, today and on days to come."""
    with request.office.reading() as reading:
        found = listed_deputies(reading, words=words, sort=sort, after=after, limit=limit)
    rows = [asdict(one) for one in found.items]
    return page(request, found, rows, columns=DEPUTIES, after=found.next, wanted=wanted)


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
def list_relationships(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[RelationshipSort, QueryParameter()] = "newest",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[Cut[ListedRelationship]]:
    """Close relationships of yours, whoever declared them; for the adviser, all of them."""
    with request.office.reading() as reading:
        found = listed_relationships(
            reading, request.user.person, words=words, sort=sort, after=after, limit=limit
        )
    rows = [asdict(one) for one in found.items]
    return page(request, found, rows, columns=RELATIONSHIPS, after=found.next, wanted=wanted)


@post("/api/relationships")
async def declare_relationship(data: JSONBody[RelationshipForm], request: Visit) -> CoverAnswer:
    """Declare that you are close to somebody. Neither of you then judges the other's request."""
    command = DeclareRelationship(by=request.user.person, declared=data)
    return CoverAnswer(entry=await request.office.carry_out(command))


@post("/api/relationships/end")
async def end_relationship(data: JSONBody[RelationshipEndForm], request: Visit) -> CoverAnswer:
    """End what was declared of two people, from now on. What was decided until then stays."""
    command = EndRelationship(by=request.user.person, form=data)
    return CoverAnswer(entry=await request.office.carry_out(command))
