"""Close relationships: who ends one, and the offices that they leave with nobody to act. Pure.

A relationship bars people, so ending it lets them act again. Neither of the two decides that, under
whatever entry of the register, unless it lets nobody act.
"""

from msgspec import Struct

from gateway.domain.facts import Office
from gateway.domain.profile import Profile
from gateway.policy.life.own_cause import same_people
from gateway.policy.life.posts import Posts, able, unable
from gateway.policy.offices import resolved


class Ending(Struct, frozen=True, kw_only=True):
    """The office by which a relationship is ended, and the people who may do so for it."""

    office: Office
    people: frozenset[str]


class Idle(Struct, frozen=True, kw_only=True):
    """An office for which nobody may act, and the one that does instead; None: nobody acts."""

    office: Office
    instead: Office | None


def who_ends(posts: Posts, profile: Profile, two: frozenset[str], close: frozenset[str]) -> Ending:
    """Who ends the relationship of two people by office: the adviser, or whoever stands in.

    Neither of the two, and nobody who is `close` to either. Where that leaves nobody, those who are
    close to one of them as well: somebody could declare a relationship to everybody who may end it.
    """
    two = same_people(two, posts.aliases)
    either = two | same_people(close, posts.aliases)
    first = _adviser(posts, profile, either)
    return first if first.people else _adviser(posts, profile, two)


def acts(posts: Posts, people: frozenset[str]) -> bool:
    """Whether any of these human beings holds an office now, or deputises for one."""
    every = same_people(people, posts.aliases)
    named = frozenset[Office]({*posts.holders, *posts.deputies})
    return any(every & posts.named(office) for office in named)


def left_idle(
    posts: Posts, profile: Profile, requester: str, close: frozenset[str]
) -> tuple[Idle, ...]:
    """The offices for which somebody could act on a person's requests, but for who is `close`."""
    own = same_people(frozenset({requester}), posts.aliases)
    barred = own | same_people(close, posts.aliases)
    closed = unable(posts, profile, barred)
    found = []
    for office in sorted({*posts.holders, *posts.deputies}):
        if able(posts, office, own) and not able(posts, office, barred):
            instead = resolved(office, profile, closed)
            acting = instead if able(posts, instead, barred) else None
            found.append(Idle(office=office, instead=acting))
    return tuple(found)


def _adviser(posts: Posts, profile: Profile, barred: frozenset[str]) -> Ending:
    office = resolved(profile.adviser, profile, unable(posts, profile, barred))
    return Ending(office=office, people=able(posts, office, barred))
