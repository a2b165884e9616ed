"""Who asks, in two parts: what shapes the question, and the values that are handed over with it.

A statement takes longer to write than to answer. So all who are alike ask with one statement: the
ids of people, groups, bodies and matters are no part of it, nor is the moment.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from msgspec.structs import replace
from sqlalchemy import TableValuedAlias, Text, bindparam, literal, select, true

from gateway.domain.facts import Interest, Requester, Substitute
from gateway.store.json_lists import ListElements
from gateway.store.listing.operands import Clause, Given, InRows, Operand
from gateway.store.tables.columns import Day, LocalTime, local_text

_SOMEBODY: Final = "?"
"""Stands for an id that is no part of the question's shape."""
AMONG: Final = "among"
"""The list of documents that are asked about."""
OWN_BODIES: Final = "own_bodies"
NO_TIME: Final = datetime.fromisoformat("0001-01-01T00:00:00")
"""Stands for a moment that is no part of the question's shape."""
MATTERS: Final = {False: "matters", True: "matters_freed"}
"""The lists of matters with a declared interest, by whether a dispensation frees from it."""
SUBSTITUTING: Final = "substituting"
"""The list of meetings at which the requester is a substitute: the start, then the body."""
ID_WIDTH: Final = 32
MOMENT_WIDTH: Final = len(local_text(NO_TIME))


def given_list(name: str) -> TableValuedAlias:
    """The elements of a list that is handed over under a name: a table with the column `value`."""
    return ListElements(bindparam(name, type_=Text)).table_valued("value")


def _given_set(name: str) -> InRows:
    """A set that is handed over as a list under a name, and is never empty."""

    def holding(element: Any) -> Clause:
        if element is None:
            return true()
        element = literal(element) if isinstance(element, str) else element
        among: Clause = element.in_(select(given_list(name).c.value))
        return among

    return InRows(holding)


OPEN: Final[dict[str, Operand]] = {
    "now": Given(bindparam("now", type_=LocalTime)),
    "today": Given(bindparam("today", type_=Day)),
    "requester.person": Given(bindparam("person", type_=Text)),
    "requester.group": Given(bindparam("party_group", type_=Text)),
    "reader.group": Given(bindparam("party_group", type_=Text)),
    "requester.bodies": _given_set(OWN_BODIES),
    "requester.adverse": _given_set("adverse"),
}
"""The fields that are handed over, unless there is nothing in them."""


def shape_of(requester: Requester) -> Requester:
    """The requester without ids: who is of one shape asks with one statement."""
    return replace(
        requester,
        person=_SOMEBODY,
        group=requester.group and _SOMEBODY,
        bodies=_any(requester.bodies),
        adverse=_any(requester.adverse),
        wards=frozenset(),
        substitutes=tuple(
            Substitute(body=_SOMEBODY, meeting=NO_TIME) for _ in requester.substitutes[:1]
        ),
        interests=tuple(
            Interest(matter=_SOMEBODY, kind="personal_or_prejudicial", dispensation=freed)
            for freed in sorted({one.dispensation for one in requester.interests})
        ),
    )


def values_of(requester: Requester, now: datetime) -> dict[str, Any]:
    """What is handed over: the driver's own values, by the names of the parameters."""
    matters: dict[bool, list[str]] = {freed: [] for freed in MATTERS}
    for interest in requester.interests:
        matters[interest.dispensation].append(interest.matter)
    return {
        "now": local_text(now),
        "today": now.date().isoformat(),
        "person": requester.person,
        "party_group": requester.group,
        OWN_BODIES: listed(requester.bodies),
        "adverse": listed(requester.adverse),
        **{MATTERS[freed]: listed(some) for freed, some in matters.items()},
        SUBSTITUTING: listed(local_text(one.meeting) + one.body for one in requester.substitutes),
    }


def listed(texts: Iterable[str]) -> str:
    """Texts as a JSON list, as they are handed over."""
    return json.dumps(list(texts), ensure_ascii=False)


def _any(ids: frozenset[str]) -> frozenset[str]:
    return frozenset({_SOMEBODY}) if ids else ids
