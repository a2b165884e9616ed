"""Registers: declared interests, and what officers wrote for or told political groups."""

from typing import Annotated, Any, Final

from litestar import Response, get
from litestar.params import QueryParameter

from gateway.api.incoming import After, Format, Limit, PathId, Search, Visit
from gateway.api.tables import page
from gateway.casework.registers import (
    Offer,
    OfferSort,
    ShownInterest,
    interests_of,
    listed_offers,
)
from gateway.casework.short_lists import Cut

COLUMNS: Final = ("kind", "sentence", "about", "told_at")


@get("/api/people/{person:str}/interests", sync_to_thread=True)
def list_interests(request: Visit, person: PathId) -> tuple[ShownInterest, ...]:
    """What somebody has declared; of sensitive interests the details for who may see them."""
    return interests_of(request.office, by=request.user.person, person=person)


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
    return {name: getattr(one, name) for name in COLUMNS} | {"told_at": one.told_at.isoformat()}
