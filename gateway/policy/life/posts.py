"""Who acts for an office: its holders, else its deputies; and the offices for which nobody may."""

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from gateway.domain.facts import Office
from gateway.domain.profile import Profile
from gateway.policy.offices import STAND_INS


class Posts(Struct, frozen=True, kw_only=True):
    """Who holds each office now, who deputises for it now, and who is away.

    `aliases` are pairs of entries of the register that are known to be the same person.
    """

    holders: Mapping[Office, frozenset[str]]
    deputies: Mapping[Office, frozenset[str]]
    away: frozenset[str] = frozenset()
    aliases: frozenset[tuple[str, str]] = frozenset()

    def named(self, office: Office) -> frozenset[str]:
        """Everybody who is named for an office, able to act or not."""
        nobody = frozenset[str]()
        return self.holders.get(office, nobody) | self.deputies.get(office, nobody)


def without_offices_of(posts: Posts, concerned: frozenset[str]) -> Posts:
    """The posts where nobody acts for an office one of whose holders is concerned. Pure.

    Neither a colleague in the same office nor a deputy is far enough from what is reported of its
    holder: the office is left to the one that it concerns, who is barred, and the next takes over.
    """
    shut = {office for office, people in posts.holders.items() if people & concerned}
    return msgspec.structs.replace(
        posts,
        holders={
            office: people & concerned if office in shut else people
            for office, people in posts.holders.items()
        },
        deputies={
            office: people for office, people in posts.deputies.items() if office not in shut
        },
    )


def able(posts: Posts, office: Office, barred: frozenset[str]) -> frozenset[str]:
    """Who may act for an office: its holders who are there and not barred, else its deputies."""
    nobody = frozenset[str]()
    holders = posts.holders.get(office, nobody) - posts.away - barred
    return holders or posts.deputies.get(office, nobody) - posts.away - barred


def unable(
    posts: Posts,
    profile: Profile,
    barred: frozenset[str],
    taken: frozenset[Office] = frozenset(),
) -> frozenset[Office]:
    """The offices that are held or deputised, and for which nobody may act (section 10.3).

    Those from which the case was `taken` are among them, whoever could act for them. An office
    that nobody holds is passed over as well where it would stand in for such a one and somebody
    further on can act: otherwise the case would lie with nobody.
    """
    named: set[Office] = {*posts.holders, *posts.deputies}
    found = {office for office in named if posts.named(office) and not able(posts, office, barred)}
    found |= taken
    for office in tuple(found):
        empty: set[Office] = set()
        stand_in = _stand_in(office, profile)
        while stand_in is not None and stand_in not in empty | {office}:
            if stand_in not in taken and able(posts, stand_in, barred):
                found |= empty
                break
            empty.add(stand_in)
            stand_in = _stand_in(stand_in, profile)
    return frozenset(found)


def _stand_in(office: Office, profile: Profile) -> Office | None:
    return profile.stand_in.get(office) or STAND_INS.get(office)
