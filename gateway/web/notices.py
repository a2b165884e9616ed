"""What I was told: the notices to me, and to what I hold, lead or chair."""

from typing import Annotated, Final, Literal

from litestar import Response, get
from litestar.params import QueryParameter

from gateway.api.incoming import After, Search, Visit
from gateway.casework.briefings import paper_of
from gateway.casework.case_pages import shown_state
from gateway.casework.told import ShownNotice, notices_for
from gateway.casework.turn import Reading
from gateway.domain.notices import NoticeKind
from gateway.domain.people import Caller
from gateway.policy.life.routes import opens_to
from gateway.web.lists import ListPage
from gateway.web.rendering import page
from gateway.web.request_places import place_of

AT_ONCE: Final = 20
_REQUEST: Final = "NTK-"
"""How the reference of a request begins."""
_OF_COPIES: Final[frozenset[NoticeKind]] = frozenset(
    {"copies_asked_back", "access_ended", "copy_given_back"}
)
_OF_BRIEFINGS: Final[frozenset[NoticeKind]] = frozenset(
    {"briefing_waits", "briefing_approved", "briefing_not_approved"}
)
_OF_CLOSENESS: Final[frozenset[NoticeKind]] = frozenset(
    {"relationship_declared", "relationship_ended", "office_idle"}
)
_ABOUT: Final[dict[NoticeKind, str]] = {
    "address_changed": "Mail address",
    "relationship_declared": "Close relationship",
    "relationship_ended": "Close relationship",
}
"""What stands in place of the id that a notice is about, where there is no page of it."""
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
        stands = {
            one.about: shown_state(reading, request.user.person, one.about)
            for one in found.items
            if one.about.startswith(_REQUEST) and places[one.id]
        }
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
        stands=stands,
        about=_ABOUT,
    )


def _place(reading: Reading, one: ShownNotice, caller: Caller) -> str:
    """The page of what a notice is about, where the reader has one; "" otherwise."""
    if one.about.startswith(_REQUEST):
        return place_of(reading, one.about, caller)
    if one.kind in _OF_COPIES:
        holds = opens_to("GET /copies", caller)
        return "/copies" if holds else f"/copies-out/{one.about}"
    if one.kind in _OF_CLOSENESS:
        return "/cover/close" if opens_to("GET /cover/close", caller) else ""
    if one.kind == "incident_recorded":
        return f"/incidents/{one.about}"
    if one.kind in _OF_BRIEFINGS:
        paper = paper_of(reading, int(one.about))
        waits = f"/meeting?check={one.about}" if one.kind == "briefing_waits" else ""
        return f"/checks/{paper}{waits}" if paper else ""
    return f"/advice/{one.about}" if one.kind.startswith("advice_") else ""
