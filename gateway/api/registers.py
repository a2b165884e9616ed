"""Registers: declared interests, and what officers wrote for or told political groups."""

from typing import Annotated, Any, Final

from litestar import Response, get
from litestar.params import QueryParameter
from msgspec.structs import asdict

from gateway.api.incoming import After, Format, Limit, PathId, Search, Visit
from gateway.api.tables import page
from gateway.casework.registers import (
    InterestSort,
    Offer,
    OfferSort,
    ShownInterest,
    listed_interests,
    listed_offers,
)
from gateway.casework.short_lists import Cut

INTERESTS: Final = ShownInterest.__struct_fields__
COLUMNS: Final = ("kind", "sentence", "about", "told_at")


@get("/api/people/{person:str}/interests", sync_to_thread=True)
def list_interests(
    request: Visit,
    person: PathId,
    *,
    words: Search = "",
    sort: Annotated[InterestSort, QueryParameter()] = "oldest",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[Cut[ShownInterest]]:
    """What somebody has declared; of sensitive interests the details for who may see them."""
    found = listed_interests(
        request.office,
        by=request.user.person,
        person=person,
        words=words,
        sort=sort,
        after=after,
        limit=limit,
    )
    rows = [asdict(one) for one in found.items]
    return page(request, found, rows, columns=INTERESTS, after=found.next, wanted=wanted)


@get("/api/group-offers", sync_to_thread=True)
def list_offers(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[OfferSort, QueryParameter()] = "newest",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[Cut[Offer]]:
    """Reports and briefings given to one political group, which the others may ask for."""
    with request.office.reading() as reading:
        found = listed_offers(reading, words=words, sort=sort, after=after, limit=limit)
    rows = [_row(one) for one in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)


def _row(one: Offer) -> dict[str, Any]:
    return {name: getattr(one, name) for name in COLUMNS}
