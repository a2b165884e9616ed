"""A paper on a councillor's page, where they may know of it: its title, and its last meeting."""

from gateway.api.evenly import tells_nothing
from gateway.api.incoming import Visit
from gateway.casework.known_papers import KnownPaper, known_paper
from gateway.casework.turn import Reading


def known_to(request: Visit, reading: Reading, document: str) -> KnownPaper | None:
    """The paper; None for the absent and the hidden, of which the page's time does not tell."""
    paper = known_paper(reading, request.user, document)
    if paper is None:
        tells_nothing(request.scope)
    return paper
