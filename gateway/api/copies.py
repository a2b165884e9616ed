"""Copies of documents: which are out, and that one was given back."""

from typing import Annotated

from litestar import get, post
from litestar.params import JSONBody, QueryParameter
from msgspec import Struct

from gateway.api.incoming import PathId, QueryId, Visit
from gateway.casework.copies import GiveBackCopy, copies_seen_by
from gateway.domain.copies import ReturnForm, ShownCopy


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
) -> tuple[ShownCopy, ...]:
    """The copies that you hold; for whoever acts as proper officer or adviser, all that are out."""
    person = request.user.person
    with request.office.reading() as reading:
        return copies_seen_by(reading, person, out=not given_back, document=document)


@post("/api/copies/{copy:str}/return")
async def give_back_copy(data: JSONBody[ReturnForm], request: Visit, copy: PathId) -> CopyAnswer:
    """Certify that a copy was returned or destroyed, with all that was made of it."""
    command = GiveBackCopy(by=request.user.person, copy=copy, form=data)
    return CopyAnswer(entry=await request.office.carry_out(command))
