"""The menu: for each role the pages that it opens with. The table of routes says who may.

A group with several pages stands in the menu as one, so that the menu fits on one line. On its own
pages they stand below it.
"""

from typing import Final, NamedTuple

from gateway.domain.casework import Role
from gateway.domain.people import Caller
from gateway.language.speaking import say
from gateway.policy.life.routes import opens_to, roles_of


class Entry(NamedTuple):
    """A page in the menu of the roles of which one is enough, among those to whom it opens.

    `beside` is the address of a page that belongs to it and does not stand below it.
    """

    address: str
    words: str
    roles: frozenset[Role]
    beside: str = ""


class Group(NamedTuple):
    """Pages that belong together, and what they are called where there are several."""

    words: str
    entries: tuple[Entry, ...]


class Menu(NamedTuple):
    """The menu as the Design System takes it, and below it the pages of the group that is open."""

    groups: list[dict[str, object]]
    pages: list[dict[str, object]]


_MEMBER: Final[frozenset[Role]] = frozenset({"member"})
_AUDITOR: Final[frozenset[Role]] = frozenset({"auditor"})
_OFFICE: Final[frozenset[Role]] = frozenset({"office_holder"})
_OFFICER: Final[frozenset[Role]] = frozenset({"officer"})
_ALL: Final[frozenset[Role]] = frozenset({"signed_in"})

MENU: Final = (
    Group("Home", (Entry("/home", "Home", _ALL),)),
    Group("Ask", (Entry("/ask", "Ask to see something", _MEMBER),)),
    Group(
        "Requests",
        (
            Entry("/cases", "What is due", _OFFICE),
            Entry("/disputes", "Disputes", _OFFICE),
            Entry("/requests", "Your requests", _MEMBER),
            Entry("/advice", "Advice", _MEMBER | _OFFICE),
            Entry("/cover/close", "Close relationships", _MEMBER, "/cover/relationships"),
        ),
    ),
    Group(
        "Papers",
        (
            Entry("/documents", "What you may see", _MEMBER),
            Entry("/copies", "Your copies", _MEMBER),
            Entry("/offers", "Reports for groups", _MEMBER),
            Entry("/papers", "All papers", _OFFICER),
            Entry("/checks", "May I disclose this?", _OFFICER),
            Entry("/copies-out", "Copies that are out", _OFFICE),
            Entry("/incidents", "Misuse", _OFFICER),
        ),
    ),
    Group(
        "The log",
        (
            Entry("/log", "The log", _AUDITOR),
            Entry("/log/check", "Check the log", _AUDITOR),
            Entry("/log/sample", "Samples", _AUDITOR),
            Entry("/log/even-handed", "Even-handedness", _AUDITOR),
        ),
    ),
    Group(
        "Rules",
        (
            Entry("/rules", "The rules", _OFFICE),
            Entry("/determinations", "Determinations", _OFFICE),
        ),
    ),
    Group(
        "The gateway",
        (
            Entry("/statistics", "Statistics", _OFFICE | _AUDITOR),
            Entry("/system", "Health", _AUDITOR | _OFFICER),
            Entry("/register", "The register", _OFFICER),
            Entry("/cover", "Who stands in", _OFFICE),
        ),
    ),
    Group(
        "Messages and dates",
        (Entry("/notices", "Messages", _ALL), Entry("/deadlines", "Dates", _ALL)),
    ),
)
"""In this order. Add a page of yours here, and its row to the table of routes."""


def groups_for(caller: Caller | None) -> list[Group]:
    """Every page that somebody starts from, in groups."""
    found = [Group(group.words, tuple(_open(group, caller))) for group in MENU]
    return [one for one in found if one.entries]


def menu_for(caller: Caller | None, path: str) -> Menu:
    """The menu on a page: the page that is open, or its group, is marked."""
    here = _at(caller, path)
    groups: list[dict[str, object]] = []
    pages: list[dict[str, object]] = []
    for words, found in groups_for(caller):
        alone = len(found) == 1
        groups.append(
            {
                "href": found[0].address,
                "text": say(found[0].words if alone else words),
                "current": alone and path == found[0].address,
                "active": here in found,
            }
        )
        if here in found and not alone:
            pages = [
                {"href": one.address, "text": say(one.words), "here": one is here} for one in found
            ]
    return Menu(groups, pages)


def _open(group: Group, caller: Caller | None) -> list[Entry]:
    roles = roles_of(caller)
    return [
        one
        for one in group.entries
        if not roles.isdisjoint(one.roles) and opens_to(f"GET {one.address}", caller)
    ]


def _at(caller: Caller | None, path: str) -> Entry | None:
    """The entry to which a page belongs: the one with the longest address above it."""
    entries = [one for group in groups_for(caller) for one in group.entries]
    above = {
        top: one
        for one in entries
        for top in (one.address, one.beside)
        if top and f"{path}/".startswith(f"{top}/")
    }
    return above[max(above, key=len)] if above else None
