"""People: an officer looks for the councillor that a check is about."""

from typing import Any, Final

from litestar import Response, get

from gateway.api.incoming import After, Counted, Format, Limit, Search, Visit
from gateway.api.tables import page
from gateway.casework.people import PeoplePage, PersonView, people_in_register

COLUMNS: Final = ("id", "name", "kind", "standing", "offices")


@get("/api/people", sync_to_thread=True)
def list_people(
    request: Visit,
    *,
    after: After = None,
    limit: Limit = 50,
    words: Search = "",
    counted: Counted = False,
    wanted: Format = None,
) -> Response[PeoplePage]:
    """Everybody in the register, in the order of their names."""
    with request.office.reading() as reading:
        found = people_in_register(reading, words=words, after=after, limit=limit, counted=counted)
    rows = [_row(person) for person in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)


def _row(person: PersonView) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "kind": person.kind,
        "standing": person.standing,
        "offices": " ".join(person.offices),
    }
