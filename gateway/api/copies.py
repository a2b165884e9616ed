"""Copies of documents: which are out, and that one was given back."""

from typing import Annotated, Any, Final

from litestar import Response, get, post
from litestar.params import JSONBody, QueryParameter
from msgspec import Struct

from gateway.api.incoming import After, Format, Limit, PathId, QueryId, Search, Visit
from gateway.api.tables import page
from gateway.casework.copies import GiveBackCopy
from gateway.casework.copy_list import CopySort, ListedCopy, Whose, listed_copies
from gateway.casework.short_lists import Cut
from gateway.domain.copies import CopyState, ReturnForm

COLUMNS: Final = ("id", "person", "name", "title", "document", "since", "state", "due", "late")


class CopyAnswer(Struct, frozen=True, kw_only=True):
    """The log entry that records it."""

    entry: int


@get("/api/copies", sync_to_thread=True)
def list_copies(
    request: Visit,
    *,
    document: QueryId = None,
    given_back: Annotated[
        bool, QueryParameter(name="all", description="Whether to list those given back as well.")
    ] = False,
    whose: Annotated[
        Whose | None, QueryParameter(description="Only your own, or only those of others.")
    ] = None,
    copy_state: Annotated[CopyState | None, QueryParameter(name="state")] = None,
    words: Search = "",
    sort: Annotated[CopySort, QueryParameter()] = "due",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[Cut[ListedCopy]]:
    """The copies that you hold; for whoever acts as proper officer or adviser, all that are out."""
    with request.office.reading() as reading:
        found = listed_copies(
            reading,
            request.user,
            whose=whose,
            out=not given_back,
            document=document,
            state=copy_state,
            words=words,
            sort=sort,
            after=after,
            limit=limit,
        )
    rows = [_row(one) for one in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)


@post("/api/copies/{copy:str}/return")
async def give_back_copy(data: JSONBody[ReturnForm], request: Visit, copy: PathId) -> CopyAnswer:
    """Certify that a copy was returned or destroyed, with all that was made of it."""
    command = GiveBackCopy(by=request.user.person, copy=copy, form=data)
    return CopyAnswer(entry=await request.office.carry_out(command))


def _row(one: ListedCopy) -> dict[str, Any]:
    return {name: getattr(one, name) for name in COLUMNS}
