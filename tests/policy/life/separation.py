"""The flow of a case in small, walked in every order by everybody.

The relations are the gateway's own; what must never be is written down here by itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from gateway.domain.facts import Office
from gateway.policy.life.own_cause import Ties, with_aliases
from gateway.policy.life.permissions import may
from gateway.policy.life.posts import Posts, without_offices_of
from gateway.policy.life.relations import Bearings, Stage, relations_of
from tests.policy.books import rule_book

PEOPLE = "abcd"
REQUESTER = "a"
"""By symmetry it is enough that one of the four asks: everything else is assigned in every way."""
NOBODY = ""
DECIDES: Office = "service_director"
HEARS: Office = "monitoring_officer"
HELD: tuple[Office, ...] = (DECIDES, HEARS, "deputy_monitoring_officer", "chief_executive")
TIED = ("subject", "author", "concerned", "related", "interested", "helped")
ENGLAND = rule_book().profiles["england"]
STEPS = (
    ("decide", "find"),
    ("decide", "give_advice"),
    ("decide", "revoke_access"),
    ("hear", "determine"),
)
"""What is done by office: which part it is, and a step in which it is done."""
LAST = 3
"""How often it is disputed, at most: further rounds add no new kind of state."""


class Roles(NamedTuple):
    """Who holds which office, who deputises for the first decider, and who is tied how."""

    holders: tuple[str, ...]
    deputy: str
    tied: tuple[str, ...]
    alias: str
    """Who else the third person is, under another entry of the register."""


class State(NamedTuple):
    """What was done so far: who found or advised, who heard, and whether a dispute is open."""

    decided: frozenset[str]
    heard: frozenset[str]
    disputed: bool
    rounds: int


class Act(NamedTuple):
    """Somebody takes a part in a state."""

    who: str
    part: str
    before: State


START = State(frozenset(), frozenset(), disputed=False, rounds=0)


def assignments(*, ties: Iterable[tuple[str, ...]], deputies: str) -> Iterator[Roles]:
    """Every way to assign the offices, a deputy, these ties and an alias to the four."""
    for holders, deputy, tied in product(product(PEOPLE, repeat=len(HELD)), deputies, ties):
        for alias in (NOBODY, "b"):
            yield Roles(holders, deputy, tied, alias)


def one_tie_at_a_time() -> Iterator[tuple[str, ...]]:
    """Nobody is tied, or one of the four is, in one way."""
    yield (NOBODY,) * len(TIED)
    for place, person in product(range(len(TIED)), PEOPLE):
        yield (NOBODY,) * place + (person,) + (NOBODY,) * (len(TIED) - place - 1)


def acts(roles: Roles) -> Iterator[Act]:
    """Every act that the gateway allows, in every order in which it can come to it."""
    seen, waiting = {START}, [START]
    while waiting:
        state = waiting.pop()
        for act, after in _steps(roles, state):
            yield act
            if after not in seen:
                seen.add(after)
                waiting.append(after)


def _steps(roles: Roles, state: State) -> Iterator[tuple[Act, State]]:
    around = _around(roles, state)
    for who in PEOPLE:
        relations = relations_of(
            who,
            around,
            asked=who == REQUESTER,
            waits=frozenset({DECIDES}),
            stages=frozenset({Stage(HEARS)} if state.disputed else ()),
            earlier=frozenset(),
            over=False,
            in_confidence=False,
            given=bool(state.decided),
        )
        standing = {"roles": {"member", "office_holder"}, "relations": relations.keys()}
        for part, step in STEPS:
            if may(step, "with_determiner", **standing) == "allowed":  # type: ignore[arg-type]
                yield Act(who, part, state), _after(state, who, part)
        asks = may("dispute", "with_officer", **standing) == "allowed"  # type: ignore[arg-type]
        if asks and not state.disputed and state.rounds < LAST:
            yield Act(who, "ask", state), state._replace(disputed=True, rounds=state.rounds + 1)


def _after(state: State, who: str, part: str) -> State:
    if part == "decide":
        return state._replace(decided=state.decided | {who})
    return state._replace(heard=state.heard | {who}, disputed=False)


def _around(roles: Roles, state: State) -> Bearings:
    holders: dict[Office, frozenset[str]] = {
        office: frozenset(who) for office, who in zip(HELD, roles.holders, strict=True)
    }
    deputies: Mapping[Office, frozenset[str]] = {DECIDES: frozenset(roles.deputy)}
    aliases = frozenset({("c", roles.alias)} if roles.alias else ())
    ties = Ties(
        requester=frozenset(REQUESTER),
        decided=state.decided,
        heard=state.heard,
        **{name: frozenset(who) for name, who in zip(TIED, roles.tied, strict=True)},
    )
    ties = with_aliases(ties, aliases)
    posts = Posts(holders=holders, deputies=deputies, aliases=aliases)
    posts = without_offices_of(posts, ties.concerned)
    return Bearings(posts=posts, ties=ties, profile=ENGLAND)


def own_cause(roles: Roles, act: Act) -> str:
    """What makes an act one on somebody's own cause; empty: nothing does. Written by itself."""
    if act.part == "ask":
        return "" if act.who == REQUESTER else "asks in another's name"
    for who in _the_same(roles, act.who):
        if who == REQUESTER:
            return "asked for it"
        if who in roles.tied:
            return "is tied to it"
        if who in act.before.heard:
            return "heard a dispute about it"
        if act.part == "hear" and who in act.before.decided:
            return "decided it"
    return ""


def _the_same(roles: Roles, who: str) -> tuple[str, ...]:
    if roles.alias and who in {"c", roles.alias}:
        return "c", roles.alias
    return (who,)
