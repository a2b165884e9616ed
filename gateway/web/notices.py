"""What I was told: the notices to me, and to what I hold, lead or chair."""

from typing import Annotated, Final, Literal

from litestar import Response, get
from litestar.params import QueryParameter

from gateway.api.incoming import After, Search, Visit
from gateway.casework.briefings import paper_of
from gateway.casework.standing import open_to
from gateway.casework.told import ShownNotice, notices_for
from gateway.casework.turn import Reading
from gateway.domain.notices import NoticeKind
from gateway.domain.people import Caller
from gateway.errors import NotAllowedError, NotFoundError, NotNowError
from gateway.policy.life.routes import opens_to
from gateway.web.lists import ListPage
from gateway.web.rendering import page

AT_ONCE: Final = 20
_OF_COPIES: Final[frozenset[NoticeKind]] = frozenset(
    {"copies_asked_back", "access_ended", "copy_given_back"}
)
_OF_BRIEFINGS: Final[frozenset[NoticeKind]] = frozenset(
    {"briefing_waits", "briefing_approved", "briefing_not_approved"}
)
SORTS: Final = {"newest": "newest first", "oldest": "oldest first"}


@get("/notices", include_in_schema=False, sync_to_thread=True)
def list_notices(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[Literal["newest", "oldest"], QueryParameter()] = "newest",
    after: After = None,
) -> Response[bytes]:
    """The newest first."""
    with request.office.reading() as reading:
        found = notices_for(
            reading,
            request.user,
            words=words,
            oldest_first=sort == "oldest",
            after=after,
            limit=AT_ONCE,
        )
        places = {one.id: _place(reading, one, request.user) for one in found.items}
    listed = ListPage(
        address="/notices",
        api="/api/notices",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "sort": sort if sort != "newest" else ""},
        searched="Words of the message, or the reference",
        sorts=SORTS,
        later=after is not None,
    )
    return page(
        request,
        "notices.html",
        title="Messages",
        list=listed,
        notices=found.items,
        places=places,
    )


def _place(reading: Reading, one: ShownNotice, caller: Caller) -> str:
    """The page of what a notice is about, where the reader has one; "" otherwise."""
    if one.about.startswith("NTK-"):
        if one.recipient_kind == "person" and opens_to("GET /requests", caller):
            return f"/requests/{one.about}"
        return f"/cases/{one.about}" if _may_look(reading, one.about, caller) else ""
    if one.kind in _OF_COPIES:
        holds = opens_to("GET /copies", caller)
        return "/copies" if holds else f"/copies-out/{one.about}"
    if one.kind == "incident_recorded":
        return f"/incidents/{one.about}"
    if one.kind in _OF_BRIEFINGS:
        paper = paper_of(reading, int(one.about))
        waits = f"/meeting?check={one.about}" if one.kind == "briefing_waits" else ""
        return f"/checks/{paper}{waits}" if paper else ""
    return f"/advice/{one.about}" if one.kind.startswith("advice_") else ""


def _may_look(reading: Reading, reference: str, caller: Caller) -> bool:
    """Whether the caller may open the case of a request by office."""
    if not opens_to("GET /cases/{reference}", caller):
        return False
    try:
        open_to(reading, reference, caller.person, "look")
    except (NotAllowedError, NotFoundError, NotNowError):
        return False
    return True
