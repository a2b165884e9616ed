"""Ending a close relationship: who may, for every small world; and what closeness leaves idle."""

from collections.abc import Iterator
from itertools import chain, combinations, product
from typing import NamedTuple

import pytest

from gateway.domain.facts import Office
from gateway.policy.life.closeness import Idle, acts, left_idle, who_ends
from gateway.policy.life.posts import Posts, able, unable
from gateway.policy.offices import resolved
from tests.policy.life.test_posts import ENGLAND, posts

HELD: tuple[Office, ...] = ("monitoring_officer", "deputy_monitoring_officer")
PAIRS = tuple(frozenset(pair) for pair in combinations("abcd", 2))
NOBODY = frozenset[str]()


class World(NamedTuple):
    """Who holds what, who is close to whom, and whose relationship somebody wants to end."""

    posts: Posts
    pairs: tuple[frozenset[str], ...]
    two: frozenset[str]

    @property
    def humans(self) -> frozenset[str]:
        """The two, under whatever entry."""
        return self.two | {"d"} if self.posts.aliases and "c" in self.two else self.two | self._c

    @property
    def _c(self) -> frozenset[str]:
        return frozenset("c") if self.posts.aliases and "d" in self.two else NOBODY

    @property
    def close(self) -> frozenset[str]:
        """Whoever is close to one of the two."""
        return NOBODY.union(*(pair for pair in self.pairs if pair & self.humans))

    def enders(self) -> frozenset[str]:
        """Who ends it by office."""
        return who_ends(self.posts, ENGLAND, self.two, self.close).people


def worlds() -> Iterator[World]:
    """Four entries, two offices held by anybody or nobody, every set of relationships."""
    every = chain.from_iterable(combinations(PAIRS, size) for size in range(1, len(PAIRS) + 1))
    for pairs, aliases in product(every, (frozenset(), frozenset({("c", "d")}))):
        for holders in product(["", *"abcd"], repeat=len(HELD)):
            held = {
                office: frozenset(one) for office, one in zip(HELD, holders, strict=True) if one
            }
            named = Posts(holders=held, deputies={}, aliases=aliases)
            yield from (World(named, pairs, two) for two in pairs)


def test_neither_of_the_two_ends_it_and_somebody_does_where_anybody_can():
    """In every world of four: not the two under any entry, and none who is close if another can.

    Whoever acts as adviser without the two can always mend it.
    """
    seen = 0
    for world in worlds():
        seen += 1
        enders = world.enders()
        left = unable(world.posts, ENGLAND, world.humans)
        office = resolved("monitoring_officer", ENGLAND, left)
        others = able(world.posts, office, world.humans)
        assert not enders & world.humans, world
        assert bool(enders) == bool(others), world
        far = {one for names in world.posts.holders.values() for one in names}
        far -= world.close | world.humans
        if world.posts.aliases and world.close & set("cd"):
            far -= set("cd")
        assert enders <= far or not far, world
    assert 2 * 25 * 6 * 2**5 == seen


def test_declaring_it_to_everybody_does_not_keep_it_from_being_ended():
    """The Monitoring Officer ends all but their own, and then the deputy can end that one too."""
    found = posts(monitoring_officer="m", deputy_monitoring_officer="n", service_director="s")
    everybody = frozenset("mns")
    assert {"m"} == who_ends(found, ENGLAND, frozenset("xs"), everybody).people
    assert {"n"} == who_ends(found, ENGLAND, frozenset("xm"), everybody).people
    assert (
        NOBODY == who_ends(posts(monitoring_officer="m"), ENGLAND, frozenset("xm"), NOBODY).people
    )


def test_who_is_close_to_one_of_them_ends_it_only_if_nobody_else_can():
    """The stand-in comes first."""
    found = posts(monitoring_officer="m", deputy_monitoring_officer="n")
    ending = who_ends(found, ENGLAND, frozenset("xs"), frozenset("m"))
    assert ("deputy_monitoring_officer", {"n"}) == (ending.office, ending.people)


@pytest.mark.parametrize(
    ("people", "expected"), [("ab", True), ("d", True), ("e", True), ("fg", False)]
)
def test_who_acts_for_an_office(people: str, expected: bool):  # noqa: FBT001  a parameter
    """As a holder, as a deputy, or under another entry."""
    found = Posts(
        holders={"director": frozenset("b")},
        deputies={"director": frozenset("d")},
        aliases=frozenset({("b", "e")}),
    )
    assert expected == acts(found, frozenset(people))


def test_an_office_is_idle_that_closeness_bars():
    """Each with the office that acts instead; or with none, where its stand-in is barred too."""
    found = posts(
        service_director="s", chief_executive="c", monitoring_officer="m", proper_officer="p"
    )
    assert () == left_idle(found, ENGLAND, "x", NOBODY)
    assert (Idle(office="service_director", instead="chief_executive"),) == left_idle(
        found, ENGLAND, "x", frozenset("s")
    )
    assert {
        "chief_executive": None,
        "monitoring_officer": None,
        "service_director": None,
    } == {one.office: one.instead for one in left_idle(found, ENGLAND, "x", frozenset("scm"))}


def test_an_office_is_not_idle_that_somebody_else_acts_for():
    """A colleague or a deputy is enough; and whoever asks never acted on their own."""
    found = posts(deputies={"director": "d"}, director="ab", chairman="x")
    assert () == left_idle(found, ENGLAND, "x", frozenset("ab"))
    assert () == left_idle(posts(director="ab"), ENGLAND, "x", frozenset("b"))
    assert () == left_idle(posts(chairman="x"), ENGLAND, "x", frozenset("b"))


def test_closeness_to_one_entry_is_closeness_to_the_human_being():
    """Also where the office is held under another entry."""
    found = Posts(
        holders={"director": frozenset("b")}, deputies={}, aliases=frozenset({("b", "e")})
    )
    assert ["director"] == [one.office for one in left_idle(found, ENGLAND, "x", frozenset("e"))]
