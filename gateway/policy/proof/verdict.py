"""What the rules say of any facts, as formulas: the deciding row, the holds, the outcome.

The procedure is that of `gateway.policy.decide` and `compose` (sections 1, 7, 8 and 9); the rows
and conditions are those of the rule book itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gateway.domain.facts import Office
from gateway.policy.conditions import CONDITIONS
from gateway.policy.council import Council
from gateway.policy.offices import LAST_RESORT, named_office, office_key, resolved
from gateway.policy.proof.any_facts import given
from gateway.policy.proof.kinds import kind_of
from gateway.policy.proof.logic import FALSE, TRUE, both, either, no, some
from gateway.policy.proof.translate import View
from gateway.policy.proof.unknowns import One
from gateway.policy.rules import Row


@dataclass(frozen=True)
class Verdict:
    """The answer of one council for one segment of the facts in a view.

    `looks` says for each row whether it decides at the first look; a segment released by itself
    is asked once more whether it is tied to one that is not (hold H9).
    """

    council: Council
    view: View

    @cached_property
    def matches(self) -> dict[str, Any]:
        """Of each rule: it matches, whatever those before it do."""
        return matching(self.rules, self.view)

    @cached_property
    def decides(self) -> dict[str, Any]:
        """Of each rule: it is the first that matches."""
        return first(self.matches)

    @cached_property
    def rules(self) -> tuple[Row, ...]:
        """The rules, in order."""
        return tuple(row for row in self.council.rows if row.act == "release")

    @cached_property
    def undecided(self) -> Any:
        """No rule matches."""
        return no(some(self.decides.values()))

    @cached_property
    def holds(self) -> dict[str, Any]:
        """Of each hold: it stops the segment, or would stop it besides another."""
        tied = self._holding(waits=True)
        return {name: either(one, both(self.free, tied[name])) for name, one in self._alone.items()}

    @cached_property
    def free(self) -> Any:
        """A row allows it, and no hold stops it when it is looked at by itself."""
        return both(self._allowed, no(some(self._alone.values())))

    @cached_property
    def _alone(self) -> dict[str, Any]:
        return self._holding(waits=False)

    @cached_property
    def held(self) -> Any:
        """Some hold stops it."""
        return some(self.holds.values())

    @cached_property
    def released(self) -> Any:
        """It goes out now."""
        return both(self._allowed, no(self.held))

    @cached_property
    def refused(self) -> Any:
        """It is refused, on the second look too."""
        return both(self.refused_at_first, no(self.looked_at_again))

    @cached_property
    def looked_at_again(self) -> Any:
        """It waits because of the second look (row T1)."""
        again = self.view.but({"second_look": given("second_look", value=True)})
        untested = both(self.told("tagged"), no(self.told("tags_supported")))
        second = first(matching(self.rules, again))
        still = self._where(second, eft="deny", then="refuse")
        return both(self.refused_at_first, untested, no(still))

    @cached_property
    def waiting(self) -> Any:
        """It waits for an office."""
        return no(either(self.released, self.refused))

    def told(self, condition: str) -> Any:
        """Whether a condition of the rule book holds."""
        return self.view.holds(CONDITIONS[condition])

    def in_layer(self, *layers: str) -> Any:
        """The deciding row stands in one of these layers."""
        return some(self.decides[row.row] for row in self.rules if row.layer in layers)

    @cached_property
    def waits_for(self) -> dict[Office, Any]:
        """Of each office: the segment waits for it."""
        found: dict[Office, list[Any]] = {}
        for then, waits in self._nexts():
            for office, acts in self._acting(then):
                found.setdefault(office, []).append(both(waits, acts))
        return {office: some(each) for office, each in found.items()}

    def _nexts(self) -> Iterable[tuple[str, Any]]:
        yield "proper_officer", self.looked_at_again
        for row in self.rules:
            if row.next not in ("release", "refuse"):
                yield row.next, self.decides[row.row]
        earlier = FALSE
        for hold in self._hold_rows:
            yield hold.next, both(self.holds[hold.row], no(earlier))
            earlier = either(earlier, self.holds[hold.row])

    def _acting(self, then: str) -> Iterable[tuple[Office, Any]]:
        """The offices that may act for a Next, each with the conflicts that bring it in."""
        profile = self.council.profile
        named = named_office(office_key(then, profile), profile)
        conflicted = self.view.many("findings.conflicted_offices")
        passed: list[Office] = []
        so_far = TRUE
        while True:
            office = resolved(named, profile, frozenset(passed))
            barred = conflicted.has(kind_of("findings.conflicted_offices").constant(office))
            last = office == LAST_RESORT or office in passed
            yield office, so_far if last else both(so_far, no(barred))
            if last:
                return
            so_far = both(so_far, barred)
            passed.append(office)

    @cached_property
    def _hold_rows(self) -> tuple[Row, ...]:
        return tuple(row for row in self.council.rows if row.act == "hold" and row.eft == "deny")

    @cached_property
    def _allowed(self) -> Any:
        return self._where(self.decides, eft="allow")

    @cached_property
    def refused_at_first(self) -> Any:
        """The first rule that matches refuses it."""
        return self._where(self.decides, eft="deny", then="refuse")

    def _where(self, decides: dict[str, Any], *, eft: str, then: str = "") -> Any:
        return some(
            decides[row.row] for row in self.rules if row.eft == eft and then in ("", row.next)
        )

    def _holding(self, *, waits: bool) -> dict[str, Any]:
        found: dict[str, list[Any]] = {hold.row: [] for hold in self._hold_rows}
        for row in self.rules:
            if row.eft != "allow":
                continue
            fields = {"row": One(known=TRUE, value=None, settled=(row.row,))}
            if not waits:
                fields["sibling_waits"] = given("sibling_waits", value=False)
            view = self.view.but(fields)
            for hold in self._hold_rows:
                if row.layer in hold.layers:
                    found[hold.row].append(both(self.decides[row.row], view.holds(hold.matches)))
        return {name: some(each) for name, each in found.items()}


def matching(rows: Iterable[Row], view: View) -> dict[str, Any]:
    """Of each row: it matches."""
    return {row.row: view.holds(row.matches) for row in rows}


def first(matches: Mapping[str, Any]) -> dict[str, Any]:
    """Of each row: it matches, and none before it does."""
    found = {}
    left = TRUE
    for row, formula in matches.items():
        found[row] = both(left, formula)
        left = both(left, no(formula))
    return found
