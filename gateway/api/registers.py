"""Registers: declared interests, and what officers wrote for or told political groups."""

from litestar import get

from gateway.api.incoming import PathId, Visit
from gateway.casework.registers import Offer, ShownInterest, interests_of, offers_of


@get("/api/people/{person:str}/interests", sync_to_thread=True)
def list_interests(request: Visit, person: PathId) -> tuple[ShownInterest, ...]:
    """What somebody has declared; of sensitive interests the details for who may see them."""
    return interests_of(request.office, by=request.user.person, person=person)


@get("/api/group-offers", sync_to_thread=True)
def list_offers(request: Visit) -> tuple[Offer, ...]:
    """Reports and briefings given to one political group, which the others may ask for."""
    with request.office.reading() as reading:
        return offers_of(reading)
