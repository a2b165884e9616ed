"""Incidents as a list to work through, and one of them with the names of whom it concerns."""

from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import asdict

from gateway.casework.afterwards import may
from gateway.casework.incidents import incidents_seen_by, one_incident
from gateway.casework.short_lists import Cut, Order, ShortList
from gateway.casework.turn import Reading
from gateway.casework.who import names_of
from gateway.domain.incidents import ShownIncident
from gateway.store.facts_of_documents import document_of

IncidentSort = Literal["newest", "oldest"]
IncidentState = Literal["open", "closed"]


class ListedIncident(ShownIncident, frozen=True, kw_only=True):
    """An incident with the paper's title, None where none is held, and people's names by id."""

    title: str | None
    names: dict[str, str]


class OneIncident(Struct, frozen=True, kw_only=True):
    """An incident, and whether this person may record what came of it."""

    incident: ListedIncident
    may_close: bool


LIST: Final = ShortList[ListedIncident](
    id=lambda one: one.id,
    text=lambda one: " ".join(
        (one.title or "", one.words or "", one.why or "", *one.names.values())
    ),
    orders={
        "newest": Order(lambda one: f"{one.entry:012}", descending=True),
        "oldest": Order(lambda one: f"{one.entry:012}"),
    },
)


def listed_incidents(
    reading: Reading,
    person: str,
    *,
    state: IncidentState | None = None,
    words: str = "",
    sort: IncidentSort = "newest",
    after: str | None = None,
    limit: int = 50,
) -> Cut[ListedIncident]:
    """The incidents that somebody may see; of a search, those with its words in them.

    Raises InputError for an `after` that is no key.
    """
    found = (
        _named(reading, one)
        for one in incidents_seen_by(reading, person)
        if state is None or (one.closed is None) == (state == "open")
    )
    return LIST.cut(found, words=words, sort=sort, after=after, limit=limit)


def incident_page(reading: Reading, person: str, incident: str) -> OneIncident:
    """One of them. Raises NotFoundError where there is none that they may see."""
    one = one_incident(reading, person, incident)
    closes = may(reading, "close_incident", person, one.people)
    return OneIncident(incident=_named(reading, one), may_close=closes and one.closed is None)


def _named(reading: Reading, one: ShownIncident) -> ListedIncident:
    kept = document_of(reading.connection, one.document)
    return ListedIncident(
        **asdict(one),
        title=kept.facts.title if kept else None,
        names=names_of(reading, (one.by, *one.people)),
    )
