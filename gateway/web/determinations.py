"""The register of determinations: what was made of disputes before, without the cases."""

from typing import Annotated, Final, Literal

from litestar import Response, get
from litestar.params import QueryParameter

from gateway.api.incoming import After, Search, Visit
from gateway.casework.precedents import register
from gateway.domain.casework import Ground
from gateway.domain.facts import SegmentKind
from gateway.policy.pages import rows_of
from gateway.web import hearing_terms
from gateway.web.lists import Filter, ListPage
from gateway.web.rendering import page

ANY: Final = ""
AT_ONCE: Final = 20
SORTS: Final = {"newest": "newest first", "oldest": "oldest first"}


@get("/determinations", include_in_schema=False, sync_to_thread=True)
def list_determinations(
    request: Visit,
    *,
    row: Annotated[str, QueryParameter(max_length=10)] = ANY,
    kind: Annotated[SegmentKind | Literal[""], QueryParameter()] = ANY,
    ground: Annotated[Ground | Literal[""], QueryParameter()] = ANY,
    words: Search = "",
    sort: Annotated[Literal["newest", "oldest"], QueryParameter()] = "newest",
    after: After = None,
) -> Response[bytes]:
    """By rule, kind of paper and ground; the newest first."""
    with request.office.reading() as reading:
        found = register(
            reading,
            row=row or None,
            kind=kind or None,
            ground=ground or None,
            words=words,
            oldest_first=sort == "oldest",
            after=after,
            limit=AT_ONCE,
        )
        rules = [one.row for one in rows_of(reading.rule_book)]
    listed = ListPage(
        address="/determinations",
        api="/api/determinations",
        number=len(found.items),
        next=found.next,
        later=after is not None,
        searched="Words in the reasons",
        asked={
            "q": words,
            "row": row,
            "kind": kind,
            "ground": ground,
            "sort": sort if sort != "newest" else "",
        },
        sorts=SORTS,
        filters=(
            Filter("row", "Rule", {"": "Any rule"} | {one: one for one in rules}),
            Filter("kind", "Kind of paper", {"": "Any kind"} | hearing_terms.KINDS),
            Filter("ground", "About", {"": "Anything"} | dict(hearing_terms.GROUNDS)),
        ),
    )
    return page(
        request,
        "determinations.html",
        title="Determinations",
        list=listed,
        found=found.items,
        hearing_terms=hearing_terms,
    )
