"""Separation of duties for every way in which four people can be tied at once.

Whom a step bars follows from two sets only: those barred from deciding and those barred from
hearing (`own_cause.barred`). Every way to be tied, with any number of ties at once, and every order
of the flow leads to some pair of them. So it is enough to try

- that each tie, in one's own name or another's, bars just whom it must, and that ties together bar
  whom they bar one by one (`test_ties_together_bar_whom_they_bar_one_by_one`); and
- every pair of such sets with every assignment of offices and deputies (`placements`,
  `barred_pairs`), which is more than any order of the flow can come to.

Who asks is always tied. The other three people are alike but for what they hold, so of assignments
that differ by their names only one is tried (`placements`); a test tries others as well. Whoever is
away acts no more than whoever is barred.
"""

from collections.abc import Iterator
from itertools import combinations, permutations, product
from typing import NamedTuple

from gateway.domain.facts import Office
from gateway.policy.life.own_cause import Ties
from gateway.policy.life.permissions import may
from gateway.policy.life.posts import Posts
from gateway.policy.life.relations import Bearings, Stage, relations_of
from tests.policy.life.separation import DECIDES, ENGLAND, HEARS, HELD, PEOPLE, REQUESTER

OTHERS = "bcd"
NOBODY = ""


class Placement(NamedTuple):
    """Who holds each office, and who deputises for the first decider and for the hearer."""

    holders: tuple[str, ...]
    deputies: tuple[str, str]


class Pair(NamedTuple):
    """Who is barred from deciding, and who from hearing as well."""

    decide: frozenset[str]
    hear: frozenset[str]


def subsets(people: str) -> list[str]:
    """Every set of these people."""
    return ["".join(some) for size in range(len(people) + 1) for some in combinations(people, size)]


def barred_pairs() -> list[Pair]:
    """Every pair: who asks is barred from both, and who may not decide may not hear."""
    return [
        Pair(frozenset(REQUESTER + decide), frozenset(REQUESTER + hear))
        for hear in subsets(OTHERS)
        for decide in subsets(hear)
    ]


def placements(*, alike: bool = True) -> Iterator[Placement]:
    """Every assignment; with `alike`, one of those that differ by the names of the others only."""
    one_or_none = (*PEOPLE, NOBODY)
    for holders in product(one_or_none, repeat=len(HELD)):
        for first, hearing in product(one_or_none, repeat=2):
            made = Placement(holders, (first, hearing))
            if not alike or made == _first_of(made):
                yield made


def _first_of(made: Placement) -> Placement:
    """Of all assignments that differ by the names of the others, the first one."""
    return min(_renamed(made, dict(zip(OTHERS, names, strict=True))) for names in _NAMES)


_NAMES = list(permutations(OTHERS))


def _renamed(made: Placement, names: dict[str, str]) -> Placement:
    first, hearing = (names.get(who, who) for who in made.deputies)
    return Placement(tuple(names.get(who, who) for who in made.holders), (first, hearing))


def acting_in_own_cause(made: Placement, pair: Pair) -> list[tuple[str, str]]:
    """Who may take which part in spite of being barred from it: by the gateway's own relations."""
    return [
        (who, part)
        for who, part in allowed(made, pair)
        if who in (pair.decide if part == "decide" else pair.hear)
    ]


def allowed(made: Placement, pair: Pair) -> Iterator[tuple[str, str]]:
    """Everybody who may decide or hear, with the part."""
    around = _around(made, pair)
    for who in PEOPLE:
        relations = relations_of(
            who,
            around,
            asked=who == REQUESTER,
            waits=frozenset({DECIDES}),
            stages=frozenset({Stage(HEARS)}),
            earlier=frozenset(),
            over=False,
            in_confidence=False,
            given=False,
        )
        for part, step in (("decide", "find"), ("decide", "give_advice"), ("hear", "determine")):
            roles, stands = {"member", "office_holder"}, relations.keys()
            if may(step, "with_determiner", roles=roles, relations=stands) == "allowed":  # type: ignore[arg-type]
                yield who, part


def _around(made: Placement, pair: Pair) -> Bearings:
    holders: dict[Office, frozenset[str]] = {
        office: frozenset(who) for office, who in zip(HELD, made.holders, strict=True)
    }
    deputies: dict[Office, frozenset[str]] = {
        DECIDES: frozenset(made.deputies[0]),
        HEARS: frozenset(made.deputies[1]),
    }
    posts = Posts(holders=holders, deputies=deputies)
    ties = Ties(requester=pair.decide, decided=pair.hear)
    return Bearings(posts=posts, ties=ties, profile=ENGLAND)
