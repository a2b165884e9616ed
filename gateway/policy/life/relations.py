"""How a person stands to a case: on the person, at one moment, whatever offices they hold. Pure."""

from functools import cached_property

import msgspec
from msgspec import Struct

from gateway.domain.casework import Relation
from gateway.domain.facts import Office
from gateway.domain.profile import Profile
from gateway.policy.life.finders import all_finders
from gateway.policy.life.own_cause import Ties, barred, same_people
from gateway.policy.life.posts import Posts, able, unable
from gateway.policy.offices import LAST_RESORT, resolved


class Stage(Struct, frozen=True):
    """What hears a dispute: the office that the profile names, and the one that it is `against`.

    Whoever is named for the office that should not act does not say whether it should.
    """

    office: Office
    against: Office | None = None

    @property
    def shut(self) -> frozenset[Office]:
        """The office that does not hear it; in place of the last one nobody could."""
        against = self.against
        return frozenset() if against is None or against == LAST_RESORT else frozenset({against})


class Bearings(Struct, frozen=True, kw_only=True, dict=True):
    """Who is tied to a request at this moment, and who may act for which office.

    `taken` are the offices that may not act on it, whoever holds them; `in_confidence`: it reports
    suspected wrongdoing.
    """

    posts: Posts
    ties: Ties
    profile: Profile
    taken: frozenset[Office] = frozenset()
    in_confidence: bool = False

    @cached_property
    def unable(self) -> frozenset[Office]:
        """The offices for which nobody may decide or find."""
        return unable(self.posts, self.profile, self.from_deciding, self.taken)

    def acts(self, office: Office) -> Office:
        """The office that decides in place of one that the request waits for."""
        return resolved(office, self.profile, self.unable)

    def hears(self, stage: Stage) -> Office:
        """The office that hears a dispute in place of the one that the profile names."""
        out, taken = self.from_hearing(stage), self.taken | stage.shut
        return resolved(stage.office, self.profile, unable(self.posts, self.profile, out, taken))

    def hearers(self, stage: Stage) -> frozenset[str]:
        """Who may hear a dispute."""
        return able(self.posts, self.hears(stage), self.from_hearing(stage))

    def from_hearing(self, stage: Stage) -> frozenset[str]:
        """Who may not hear a dispute."""
        return self._from_hearing | self.named_against(stage)

    def named_against(self, stage: Stage) -> frozenset[str]:
        """Who is named for the office that a dispute is against."""
        named = frozenset[str]().union(*(self.posts.named(one) for one in stage.shut))
        return same_people(named, self.posts.aliases)

    @cached_property
    def _from_hearing(self) -> frozenset[str]:
        return barred(self.ties, "hear")

    @cached_property
    def from_deciding(self) -> frozenset[str]:
        """Who may not decide or find."""
        return barred(self.ties, "decide")

    def able(self, office: Office) -> frozenset[str]:
        """Who may decide or find for the office."""
        return able(self.posts, office, self.from_deciding)


def relations_of(
    person: str,
    around: Bearings,
    *,
    asked: bool,
    waits: frozenset[Office],
    stages: frozenset[Stage],
    earlier: frozenset[Office],
    over: bool,
    in_confidence: bool,
    given: bool,
) -> dict[Relation, frozenset[Office]]:
    """How somebody stands to a case, and for each relation the offices on which it rests.

    `asked`: they are the requester. `waits` are the offices that it waits for, `stages` what hears
    its open disputes and what a rule passed on, and `earlier` those for which this person acted
    before. `over`: it has ended; `given`: something is released in it because somebody found or
    determined it.
    """
    found: dict[Relation, frozenset[Office]] = {}
    if asked:
        found["requester"] = frozenset()
    acting = frozenset(around.acts(one) for one in waits)
    finding = frozenset[Office]()
    if acting and not in_confidence:
        finding = all_finders(around.profile, around.unable)
    offices: dict[Relation, frozenset[Office]] = {
        "acting": frozenset(one for one in acting if person in around.able(one)),
        "finder": frozenset(one for one in finding if person in around.able(one)),
        "hearer": frozenset(
            around.hears(one) for one in stages if not over and person in around.hearers(one)
        ),
        "earlier": earlier - around.taken if person not in _tied(around.ties) else frozenset(),
        "keeper": keepers(around) if given and not in_confidence else frozenset(),
    }
    offices["earlier"] = frozenset(
        one for one in offices["earlier"] if person in around.posts.named(one)
    )
    offices["keeper"] = frozenset(one for one in offices["keeper"] if person in around.able(one))
    return {**found, **{relation: named for relation, named in offices.items() if named}}


def keepers(around: Bearings) -> frozenset[Office]:
    """The offices that watch over what was given: they limit, renew and end it (section 10.4)."""
    return frozenset(around.acts(one) for one in kept_by(around.profile))


def kept_by(profile: Profile) -> tuple[Office, ...]:
    """The offices that the profile names to watch over what was given."""
    return profile.first_decider, profile.proper_officer, profile.determiner


def _tied(ties: Ties) -> frozenset[str]:
    """Whose own cause it is, whatever they did in it."""
    return barred(msgspec.structs.replace(ties, heard=frozenset()), "decide")
