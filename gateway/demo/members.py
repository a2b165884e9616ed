"""The councillors of the invented council: five groups and three who sit alone, in 27 wards."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from gateway.demo.bodies import PLANS
from gateway.domain.register import (
    GroupMembership,
    HeldPosition,
    PartyGroup,
    Person,
    Seat,
    Term,
    Ward,
    WardSeat,
)

GROUPS: Final = {
    "meadow": ("Meadow Group", 38),
    "harbour": ("Harbour Group", 20),
    "lantern": ("Lantern Group", 9),
    "millstone": ("Millstone Group", 6),
    "orchard": ("Orchard Group", 4),
}
"""The groups, the largest first, and how many councillors are in each."""
ALONE: Final = 3
FORMER: Final = 2
COUNCILLORS: Final = sum(size for _, size in GROUPS.values()) + ALONE
CABINET: Final = 10
"""The first councillors of the largest group are the cabinet; the very first leads the council."""
_WARDS: Final = (
    "Abbot's Larder, Bellhanger, Candlewick Moor, Dovecote, East Quarry, Fiddler's Reach, Gallows"
    " Hill, Heron Water, Ironbridge Row, Jubilee Fields, Kiln Lane, Larkwold, Mill Pond, Nether"
    " Larkwold, Orchard End, Pinfold, Quarry Bank, Ropewalk, Saltway, Tannery, Under Wold,"
    " Vinegar Yard, Wharfside, Yew Tree, Upper Saltway, Clockhouse, Weavers' Green"
)


def members(random: Random, today: date, names: list[str]) -> dict[str, tuple[Any, ...]]:
    """Everything that a register says about councillors; `names` holds one for each."""
    groups = [group for group, (_, size) in GROUPS.items() for _ in range(size)]
    sitting = [f"councillor-{number:02}" for number in range(1, COUNCILLORS + 1)]
    former = [f"former-{number}" for number in range(1, FORMER + 1)]
    elected, left = date(today.year - 1, 5, 1), today - timedelta(days=60)
    wards = tuple(
        Ward(id=f"ward-{number:02}", name=name) for number, name in enumerate(_WARDS.split(", "), 1)
    )
    drawn = random.sample(sitting, len(sitting))
    return {
        "people": tuple(
            Person(id=person, name=f"Councillor {name}", kind="councillor")
            for person, name in zip((*sitting, *former), names, strict=True)
        ),
        "party_groups": tuple(PartyGroup(id=key, name=name) for key, (name, _) in GROUPS.items()),
        "wards": wards,
        "terms": tuple(
            Term(person=person, start=elected, end=left if person in former else None)
            for person in (*sitting, *former)
        ),
        "group_memberships": tuple(
            GroupMembership(person=person, group=group)
            for person, group in zip(sitting, groups, strict=False)
        ),
        "ward_seats": tuple(
            WardSeat(person=person, ward=wards[place // 3].id) for place, person in enumerate(drawn)
        ),
        "seats": tuple(_seats(random, sitting)),
        "positions": tuple(_positions(sitting, groups)),
    }


def _seats(random: Random, sitting: list[str]) -> Iterator[Seat]:
    """All sit on the council, the cabinet on the executive's bodies, the others on the rest."""
    cabinet, others = sitting[:CABINET], sitting[CABINET:]
    for plan in PLANS:
        match plan.part:
            case "council":
                chosen = [*others, *cabinet]
            case "executive":
                chosen = [*cabinet[:2], *random.sample(cabinet[2:], plan.seats - 2)]
            case _:
                chosen = random.sample(others, plan.seats)
        for place, person in enumerate(chosen):
            match place:
                case 0:
                    yield Seat(person=person, body=plan.id, role="chair")
                case 1:
                    yield Seat(person=person, body=plan.id, role="vice_chair")
                case _:
                    yield Seat(person=person, body=plan.id)


def _positions(sitting: list[str], groups: list[str]) -> Iterator[HeldPosition]:
    yield HeldPosition(person=sitting[0], position="leader")
    yield HeldPosition(person=sitting[1], position="deputy_leader")
    yield HeldPosition(person=sitting[CABINET], position="civic_mayor")
    for person in sitting[:CABINET]:
        yield HeldPosition(person=person, position="executive_member")
    for group in GROUPS:
        first = sitting[groups.index(group)]
        yield HeldPosition(person=first, position="group_leader")
        if group != groups[0]:
            yield HeldPosition(person=first, position="minority_group_leader")
