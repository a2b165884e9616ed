"""How a person stands to copies, incidents and questions: at the moment, and on the person."""

from collections.abc import Collection

from gateway.casework.known import known_posts
from gateway.casework.turn import Reading
from gateway.casework.who import caller_from, known_person
from gateway.domain.facts import Office
from gateway.policy.life.afterwards import Afterwards, Bearing, may_afterwards
from gateway.policy.life.own_cause import Ties, same_people, with_aliases
from gateway.policy.life.relations import Bearings
from gateway.policy.life.routes import roles_of
from gateway.policy.offices import resolved
from gateway.store.posts import tied_to


def around(reading: Reading, concerned: Collection[str]) -> Bearings:
    """Who may act for which office in what concerns these people: neither they nor who is close."""
    at = {"now": reading.local, "known": reading.moment}
    posts = known_posts(reading)
    people = same_people(frozenset(concerned), posts.aliases)
    tied = tied_to(reading.connection, people=people, documents=(), matters=(), **at)
    close = frozenset[str]().union(*tied.related.values())
    ties = Ties(subject=people, related=close)
    profile = reading.rule_book.profiles[reading.council]
    return Bearings(posts=posts, ties=with_aliases(ties, posts.aliases), profile=profile)


def adviser_in(bearings: Bearings) -> Office:
    """The office that handles misuse and advises: the adviser, or who stands in for them."""
    return resolved(bearings.profile.adviser, bearings.profile, bearings.unable)


def receiver_in(bearings: Bearings) -> Office:
    """The office to which copies go back: the proper officer, or who stands in."""
    return resolved(bearings.profile.proper_officer, bearings.profile, bearings.unable)


def may(
    reading: Reading,
    step: Afterwards,
    person: str,
    concerned: Collection[str],
    *,
    holder: str | None = None,
    recorder: str | None = None,
) -> bool:
    """Whether a person may take a step with what concerns these people."""
    bearings = around(reading, concerned)
    return may_in(reading, bearings, step, person, holder=holder, recorder=recorder)


def may_in(
    reading: Reading,
    bearings: Bearings,
    step: Afterwards,
    person: str,
    *,
    holder: str | None = None,
    recorder: str | None = None,
    asker: str | None = None,
) -> bool:
    """The same, where it is known who is tied to it and who acts for which office."""
    known = known_person(reading, person)
    if known is None:
        return False
    found: set[Bearing] = set()
    if person == holder:
        found.add("holder")
    if person == asker:
        found.add("asker")
    if person not in bearings.from_deciding:
        found.add("anybody")
        if person == recorder:
            found.add("recorder")
    if person in bearings.able(receiver_in(bearings)):
        found.add("receiver")
    if person in bearings.able(adviser_in(bearings)):
        found.add("adviser")
    return may_afterwards(step, roles=roles_of(caller_from(known)), bearings=found)
