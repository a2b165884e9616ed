"""The menu: for each role the pages that it opens with. The table of routes says who may."""

from typing import Final, NamedTuple

from gateway.domain.casework import Role
from gateway.domain.people import Caller
from gateway.language.speaking import say
from gateway.policy.life.routes import opens_to, roles_of


class Entry(NamedTuple):
    """A page in the menu of the roles of which one is enough, among those to whom it opens."""

    address: str
    words: str
    roles: frozenset[Role]


_MEMBER: Final[frozenset[Role]] = frozenset({"member"})
_AUDITOR: Final[frozenset[Role]] = frozenset({"auditor"})
_OFFICE: Final[frozenset[Role]] = frozenset({"office_holder"})
_OFFICER: Final[frozenset[Role]] = frozenset({"officer"})
_ALL: Final[frozenset[Role]] = frozenset({"signed_in"})

MENU: Final = (
    Entry("/home", "Home", _ALL),
    Entry("/cases", "What is due", _OFFICE),
    Entry("/checks", "May I disclose this?", _OFFICER),
    Entry("/ask", "Ask to see something", _MEMBER),
    Entry("/requests", "Your requests", _MEMBER),
    Entry("/documents", "What you may see", _MEMBER),
    Entry("/papers", "Papers", _OFFICER),
    Entry("/copies", "Your copies", _MEMBER),
    Entry("/advice", "Advice", _MEMBER | _OFFICE),
    Entry("/log", "The log", _AUDITOR),
    Entry("/log/check", "Check the log", _AUDITOR),
    Entry("/log/sample", "Samples", _AUDITOR),
    Entry("/log/even-handed", "Even-handedness", _AUDITOR),
    Entry("/disputes", "Disputes", _OFFICE),
    Entry("/rules", "Rules", _OFFICE),
    Entry("/statistics", "Statistics", _OFFICE | _AUDITOR),
    Entry("/system", "The gateway", _AUDITOR | _OFFICER),
    Entry("/notices", "Messages", _ALL),
    Entry("/deadlines", "Dates", _ALL),
)
"""In this order. Add a page of yours here, and its row to the table of routes."""

_OWN: Final = frozenset(one.address for one in MENU)
"""A page with an entry of its own is not marked at the one above it as well."""


def menu_for(caller: Caller | None, path: str) -> list[dict[str, object]]:
    """The menu as the Design System takes it; the page that is open is marked."""
    roles = roles_of(caller)
    return [
        {
            "href": one.address,
            "text": say(one.words),
            "current": path == one.address,
            "active": path.startswith(f"{one.address}/") and path not in _OWN,
        }
        for one in MENU
        if not roles.isdisjoint(one.roles) and opens_to(f"GET {one.address}", caller)
    ]
