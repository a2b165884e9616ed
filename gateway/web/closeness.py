"""Who is close to whom: as a list with the offices that it leaves idle, and ending one of them."""

from typing import Annotated, Any, Final

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import QueryParameter
from litestar.response import Redirect

from gateway.api.incoming import After, Search, Visit
from gateway.casework.closeness import idle_offices, relationships_seen_by
from gateway.casework.cover_list import RelationshipSort, listed_relationships
from gateway.casework.relationships import NOTHING, EndRelationship, not_yours
from gateway.casework.who import names_of
from gateway.domain.case_forms import RelationshipEndForm
from gateway.errors import NotAllowedError, NotFoundError
from gateway.policy.life.routes import opens_to
from gateway.web.attempts import attempt
from gateway.web.forms import REFUSED, Typed, fill, read_typed
from gateway.web.lists import ListPage
from gateway.web.rendering import page
from gateway.web.told_once import see_other

AT_ONCE: Final = 20
SORTS: Final = {"newest": "newest first", "oldest": "oldest first", "name": "by name"}
_MISSING: Final = {"words": "Write why it does not count any more."}


@get("/cover/close", include_in_schema=False, sync_to_thread=True)
def list_close(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[RelationshipSort, QueryParameter()] = "newest",
    after: After = None,
) -> Response[bytes]:
    """The close relationships that the caller may see; for the adviser, what they lead to."""
    with request.office.reading() as reading:
        found = listed_relationships(
            reading, request.user.person, words=words, sort=sort, after=after, limit=AT_ONCE
        )
        idle = idle_offices(reading, request.user.person)
    listed = ListPage(
        address="/cover/close",
        api="/api/relationships",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "sort": sort if sort != "newest" else ""},
        searched="Part of a name",
        sorts=SORTS,
        later=after is not None,
    )
    return page(
        request,
        "cover-close.html",
        title="Close relationships",
        list=listed,
        close=found.items,
        idle=idle,
        covers=opens_to("GET /cover", request.user),
    )


@get("/cover/relationships/end", include_in_schema=False, sync_to_thread=True)
def ask_end(
    request: Visit,
    *,
    person: Annotated[str, QueryParameter(max_length=32)] = "",
    other: Annotated[str, QueryParameter(max_length=32)] = "",
    same_person: Annotated[bool, QueryParameter()] = False,
) -> Response[bytes]:
    """Why it does not count any more."""
    pairs = {"person": person, "other": other, "same_person": str(same_person).lower()}
    return _form(request, Typed({name: (value,) for name, value in pairs.items()}))


@post("/cover/relationships/end", include_in_schema=False)
async def end_relationship(request: Visit) -> Redirect | Response[bytes]:
    """End it."""
    typed = await read_typed(request)
    form, errors = fill(RelationshipEndForm, typed, missing=_MISSING)
    status = REFUSED
    if form is not None:
        command = EndRelationship(by=request.user.person, form=form)
        _, errors, status = await attempt(request, command)
        if not errors:
            return see_other(request, "/cover/close", tell="recorded")
    return await sync_to_thread(_form, request, typed, errors=errors, status=status)


def _form(request: Visit, typed: Typed, **how: Any) -> Response[bytes]:
    asked = (typed.one("person"), typed.one("other"), typed.one("same_person") == "true")
    with request.office.reading() as reading:
        found = [
            one
            for one in relationships_seen_by(reading, request.user.person)
            if one.until is None and (one.person, one.other, one.same_person) == asked
        ]
        names = names_of(reading, asked[:2])
    if not found:
        raise NotFoundError(NOTHING)
    if not any(one.may_end for one in found):
        raise NotAllowedError(not_yours(found[0].ended_by))
    return page(
        request,
        "cover-end.html",
        title="It does not count any more",
        one=found[0],
        names=names,
        typed=typed,
        **how,
    )
