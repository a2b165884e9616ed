"""Where somebody reads about a request: on their own page of it, or on that of the case."""

from gateway.casework.standing import open_to
from gateway.casework.turn import Reading
from gateway.domain.people import Caller
from gateway.errors import NotAllowedError, NotFoundError, NotNowError
from gateway.policy.life.routes import opens_to


def place_of(reading: Reading, reference: str, caller: Caller) -> str:
    """The page of a request that opens to the caller; "" where none does."""
    try:
        _, stands = open_to(reading, reference, caller.person, "look")
    except (NotAllowedError, NotFoundError, NotNowError):
        return ""
    if "requester" in stands.relations:
        return f"/requests/{reference}"
    return f"/cases/{reference}" if opens_to("GET /cases/{reference}", caller) else ""
