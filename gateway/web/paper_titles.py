"""The title of a paper on a councillor's page, where they may know of it."""

from gateway.api.evenly import tells_nothing
from gateway.api.incoming import Visit
from gateway.casework.known_papers import title_known
from gateway.casework.turn import Reading


def known_title(request: Visit, reading: Reading, document: str) -> str | None:
    """The title; None for the absent and the hidden, of which the page's time does not tell."""
    title = title_known(reading, request.user, document)
    if title is None:
        tells_nothing(request.scope)
    return title
