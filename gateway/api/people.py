"""People: an officer looks for the councillor that a check is about, an auditor for anybody."""

from typing import Annotated, Any, Final

from litestar import Response, get
from litestar.params import QueryParameter

from gateway.api.incoming import After, Counted, Format, Limit, Search, Visit
from gateway.api.tables import page
from gateway.casework.people import PeoplePage, PersonView, people_in_register
from gateway.store.register_list import PeopleSort

COLUMNS: Final = ("id", "name", "kind", "standing", "offices")


@get("/api/people", sync_to_thread=True)
def list_people(
    request: Visit,
    *,
    sort: Annotated[PeopleSort, QueryParameter()] = "name",
    after: After = None,
    limit: Limit = 50,
    words: Search = "",
    counted: Counted = False,
    wanted: Format = None,
) -> Response[PeoplePage]:
    """Everybody in the register, by name or by what they are."""
    with request.office.reading() as reading:
        found = people_in_register(
            reading, words=words, sort=sort, after=after, limit=limit, counted=counted
        )
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
