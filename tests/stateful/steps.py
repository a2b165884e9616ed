"""The steps of the model: each says what it is answered with, and changes the model if done."""

from datetime import date
from typing import Any

from tests.stateful.copies import Copies
from tests.stateful.model import (
    FINDERS,
    FORUMS,
    OPERATOR,
    RELEASED,
    Answer,
    Asked,
    Dispute,
    Entry,
    Paper,
    by_law,
    ended,
    first,
)

LEAVES = {
    "ask_for_information": "information.asked",
    "ask_to_narrow": "narrowing.asked",
    "give_information": "information.given",
    "withdraw": "request.withdrawn",
    "end": "request.ended",
    "find": "finding.recorded",
    "consult": "third_party.consulted",
    "ask_for_advice": "advice.asked",
    "give_advice": "advice.given",
    "stand_aside": "office.stood_aside",
    "dispute": "dispute.filed",
    "limit_access": "access.limited",
    "renew_access": "access.renewed",
    "revoke_access": "access.revoked",
    "sign_undertaking": "undertaking.signed",
}


class Steps(Copies):
    """The model with all that can be done. `who` is a person's id."""

    def ask(self, who: str, paper: str, purpose: str, kind: str, reference: str) -> Answer:
        """A request for a paper, held or not; `reference` is the one that was drawn for it."""
        if refused := self._at_the_door(who, member=True):
            return Answer(refused)
        assert reference not in self.asked
        asked = self.asked[reference] = Asked(reference, who, paper, purpose, kind)
        return Answer(201, (self.decide_again(asked, who, "request.decided"),))

    def step(self, who: str, asked: Asked, step: str) -> Answer:
        """A step that changes nothing but where the request stands."""
        if refused := self.refusal(who, asked, step):
            return Answer(refused)
        office = None
        if step in {"ask_for_information", "ask_to_narrow"}:
            again = step == "ask_to_narrow" and any(one == step for one, *_ in asked.steps)
            if not asked.told or again:
                return Answer(409)
            asked.mark = "information_asked"
        if step in {"ask_for_information", "ask_to_narrow", "consult", "ask_for_advice"}:
            office = first(self.relations(who, asked)["acting"])
        if step == "give_advice":
            advisers = {self.acting_for(one, asked, "decide") for one in ("adviser", "determiner")}
            mine = advisers & self._by_office(who, asked)
            if not mine:
                return Answer(403)
            office = first(mine)
        if step in {"withdraw", "end"}:
            asked.mark, asked.waits = ("withdrawn" if step == "withdraw" else "ended"), {}
        return Answer(201, (self._take(asked, step, who, office),))

    def inform(self, who: str, asked: Asked, purpose: str | None) -> Answer:
        """The requester answers, or adds something."""
        if refused := self.refusal(who, asked, "give_information"):
            return Answer(refused)
        asked.mark, asked.purpose = "open", purpose or asked.purpose
        entry = self._take(asked, "give_information", who, None)
        return Answer(201, (entry, self.decide_again(asked, who)))

    def find(self, who: str, asked: Asked, name: str, value: Any, part: str | None) -> Answer:
        """An officer records a finding."""
        if refused := self.refusal(who, asked, "find"):
            return Answer(refused)
        if part is not None and part not in asked.whole:
            return Answer(400)
        theirs = {self.acting_for(one, asked, "decide") for one in FINDERS[name]}
        mine = theirs & self._by_office(who, asked)
        if not mine:
            return Answer(403)
        entry = self._take(asked, "find", who, first(mine))
        asked.found.append((name, value, part))
        return Answer(201, (entry, self.decide_again(asked, who)))

    def stand_aside(self, who: str, asked: Asked, office: str) -> Answer:
        """Somebody says that an office may not act on it: they must act for it there."""
        if refused := self.refusal(who, asked, "stand_aside"):
            return Answer(refused)
        if office == "full_council":
            return Answer(400)
        if office not in self.stands_aside_for(who, asked):
            return Answer(403)
        entry = self._take(asked, "stand_aside", who, office)
        asked.taken.add(office)
        return Answer(201, (entry, self.decide_again(asked, who)))

    def dispute(self, who: str, asked: Asked, ground: str, office: str | None, size: int) -> Answer:
        """The requester disputes every refusal, or the office that acts. `size` is the log's."""
        if refused := self.refusal(who, asked, "dispute"):
            return Answer(refused)
        parts, forum = (), "adviser"
        if ground == "refusal":
            parts = asked.refused if asked.told else tuple(asked.whole)
            forums = {FORUMS[asked.told[name]["row"]] if asked.told else "stages" for name in parts}
            if len(forums) != 1:
                return Answer(400)
            (forum,) = forums
        for one in asked.disputes:
            if one.ground == ground and (one.parts == parts or set(one.parts) & set(parts)):
                return Answer(409)
        before = [one for kind, one, at in asked.answered if (kind, at) == (ground, office)]
        counts = {sum(name in one for one in before) for name in parts} or {len(before)}
        if len(counts) > 1:
            return Answer(400)
        stages, place = self._stages(forum), counts.pop()
        if place >= len(stages):
            return Answer(409)
        last = place + 1 == len(stages)
        asked.disputes.append(Dispute(size, ground, forum, stages[place], last, parts, office))
        return Answer(201, (self._take(asked, "dispute", who, None),))

    def determine(self, who: str, asked: Asked, number: int | None, answer: str) -> Answer:
        """A dispute, or without a number what was referred, is answered: all of it alike."""
        if refused := self.refusal(who, asked, "determine"):
            return Answer(refused)
        dispute = next((one for one in asked.disputes if one.entry == number), None)
        if number is None and asked.referred:
            stage = self.profile["determiner"]
            dispute = Dispute(0, "refusal", "stages", stage, True, asked.referred, None)
        if dispute is None:
            return Answer(404)
        office = self.hears(who, asked, dispute.stage, dispute.office)
        if office is None:
            return Answer(403)
        held = self.papers.get(asked.paper)
        if answer == "overturn" and held is None:
            return Answer(400)
        kind = "referral.determined"
        if number is not None:
            asked.disputes.remove(dispute)
            asked.answered.append((dispute.ground, dispute.parts, dispute.office))
            kind = "dispute.determined" if dispute.last else "dispute.answered"
        asked.steps.append(("determine", who, office))
        lifted = self._follow(asked, dispute, answer, held)
        if held and lifted:
            held.marked_by.add(who)
        marks = [Entry("exempt_mark.changed", who, asked.paper)] * lifted
        again = self.decide_again(asked, who)
        return Answer(201, (Entry(kind, who, asked.reference), *marks, again))

    def _follow(self, asked: Asked, dispute: Dispute, answer: str, held: Paper | None) -> int:
        """What an answer settles; gives how many marks as exempt it lifts."""
        overturned, lifted = answer == "overturn", 0
        if dispute.ground == "conflict":
            asked.taken |= {dispute.office} if overturned and dispute.office else set()
            return 0
        for name in dispute.parts:
            if dispute.forum == "stages" and (overturned or dispute.last):
                value = "release" if overturned else "refuse"
                asked.found.append(("determination", value, name))
            if dispute.forum == "proper_officer" and overturned and held:
                lifted += len(held.parts[name])
                held.parts[name] = {}
        return lifted

    def mark(self, who: str, paper: Paper, part: str, tested: date | None, *, lift: bool) -> Answer:
        """The proper officer marks a part as exempt under paragraph 1, tests that, or lifts it."""
        if refused := self._at_the_door(who, member=False):
            return Answer(refused)
        if self.staff[self.profile["proper_officer"]] != who:
            return Answer(403)
        marks = paper.parts[part]
        if lift and 1 not in marks:
            return Answer(400)
        if lift:
            del marks[1]
        else:
            marks[1] = tested
        paper.marked_by.add(who)
        about = [one for one in self.asked.values() if (one.paper, one.mark) == (paper.id, "open")]
        again = [self.decide_again(one, who) for one in about]
        return Answer(201, (Entry("exempt_mark.changed", who, paper.id), *again))

    def sign(self, who: str, asked: Asked) -> Answer:
        """The requester gives the promise of confidence for which a request waits."""
        if refused := self.refusal(who, asked, "sign_undertaking"):
            return Answer(refused)
        if not self.waits_for_promise(asked):
            return Answer(409)
        self.promised.add(who)
        entry = self._take(asked, "sign_undertaking", who, None)
        return Answer(201, (entry, self.decide_again(asked, who)))

    def keep(self, who: str, asked: Asked, step: str, lasts: str, size: int) -> Answer:
        """Access to all that the law does not give is limited, given anew or revoked."""
        if refused := self.refusal(who, asked, step):
            return Answer(refused)
        names = [name for name, part in asked.whole.items() if not by_law(part)]
        if step == "revoke_access":
            over, released = ended(asked, asked.whole), asked.whole.items()
            held = {name for name, part in released if part["outcome"] in RELEASED}
            names, lasts = [name for name in names if name in held - over], "revoked"
            if not names:
                return Answer(409)
        elif any((name in asked.access) != (step == "renew_access") for name in names):
            return Answer(409)
        relations = self.relations(who, asked)
        asked.access |= dict.fromkeys(names, lasts)
        asked.renewed |= dict.fromkeys(names, size) if step == "renew_access" else {}
        office = first(relations.get("keeper") or relations["acting"])
        taken = self._take(asked, step, who, office)
        back = self.look_again(asked.by, asked.paper) if step == "revoke_access" else ()
        return Answer(201, (taken, *back))

    def opens(self, who: str, paper: str, asked: Asked | None) -> tuple[int, dict[str, Any]]:
        """The status with which content is refused, else 200; and the parts that are open."""
        if refused := self._at_the_door(who, member=True):
            return refused, {}
        if asked is not None and (asked.by, asked.paper) != (who, paper):
            return 404, {}
        if asked is not None and asked.mark == "withdrawn":
            return 409, {}
        _, told, _ = self.decide(who, paper, asked)
        released = {name: part for name, part in told.items() if part["outcome"] in RELEASED}
        over = ended(asked, told) if asked else set()
        if parts := {name: part for name, part in released.items() if name not in over}:
            return 200, parts
        held = self.papers.get(paper)
        known = released or (held is not None and told and held.business and not held.advice_to)
        return (403 if known else 404), {}

    def fetch(self, who: str, paper: str, asked: Asked | None) -> tuple[Answer, int]:
        """Content, with a request's purpose or without; and how many parts come."""
        status, parts = self.opens(who, paper, asked)
        recorded = who in self.councillors and who not in self.signed_out
        recorded &= asked is None or (asked.by, asked.paper) == (who, paper)
        recorded &= asked is None or asked.mark != "withdrawn"
        if not all(self._accepted(who, paper, asked, *part) for part in parts.items()):
            status, parts = 403, {}
        if parts:
            self.holds(who, paper, parts)
        kind = "content.released" if parts else "content.refused"
        return Answer(status, (Entry(kind, who, paper),) if recorded else ()), len(parts)

    def accept(
        self, who: str, paper: str, asked: Asked | None, size: int
    ) -> tuple[Answer, dict[str, list[str]]]:
        """The conditions on all that is open are accepted; and which these are, by part."""
        status, parts = self.opens(who, paper, asked)
        bound = {name: part["conditions"] for name, part in parts.items() if part["conditions"]}
        if not parts:
            return Answer(status), {}
        if not bound:
            return Answer(400), {}
        reference = asked.reference if asked else None
        for name, conditions in bound.items():
            self.accepted[who, paper, reference, name, frozenset(conditions)] = size
        return Answer(201, (Entry("conditions.accepted", who, reference or paper),)), bound

    def _accepted(self, who: str, paper: str, asked: Asked | None, name: str, part: Any) -> bool:
        if by_law(part) or not part["conditions"]:
            return True
        key = (who, paper, asked.reference if asked else None, name, frozenset(part["conditions"]))
        return self.accepted.get(key, -1) > (asked.renewed.get(name, -1) if asked else -1)

    def listed(self, who: str) -> set[str]:
        """The papers of which something is released to somebody who only looks."""
        looked = {paper: self.decide(who, paper, None)[1] for paper in self.papers}
        return {
            paper
            for paper, told in looked.items()
            if any(part["outcome"] in RELEASED for part in told.values())
        }

    def _at_the_door(self, who: str, *, member: bool) -> int | None:
        if who in self.signed_out:
            return 401
        return None if member == (who in self.councillors) else 403

    def _by_office(self, who: str, asked: Asked) -> set[str]:
        relations, nothing = self.relations(who, asked), set[str]()
        return relations.get("acting", nothing) | relations.get("finder", nothing)

    def disputable(self, asked: Asked) -> dict[str, set[str]]:
        """What the requester may dispute, but for conditions: parts or offices, by ground."""
        told, waits = asked.told, {asked.waits[one] for one in asked.told if one in asked.waits}
        if not told:
            return {"refusal": set()} if self._has_stage(asked, "refusal") else {}
        late = {one for one, part in told.items() if part["next"] not in {"release", "refuse"}}
        found = {
            "refusal": {one for one in asked.refused if self._has_stage(asked, "refusal", one)},
            "delay": {one for one in late if self._has_stage(asked, "delay", one)},
            "conflict": {one for one in waits if self._has_stage(asked, "conflict", None, one)},
        }
        return {ground: about for ground, about in found.items() if about}

    def _has_stage(
        self, asked: Asked, ground: str, part: str | None = None, office: str | None = None
    ) -> bool:
        """Whether a stage is left, and none hears it now; without a part it is the whole."""
        for one in asked.disputes:
            if one.ground == ground and (part is None or part in one.parts):
                return False
        about = [one for kind, one, at in asked.answered if (kind, at) == (ground, office)]
        answered = sum(part is None or part in one for one in about)
        forum = "adviser" if ground == "conflict" else "stages"
        if ground == "refusal" and part is not None:
            forum = FORUMS[asked.told[part]["row"]]
        return answered < len(self._stages(forum))

    def _stages(self, forum: str) -> tuple[str, ...]:
        profile, stages = self.profile, self.profile["dispute_stages"]
        match forum:
            case "stages":
                later = tuple(one for one in stages if one != profile["first_decider"])
                return later or stages[-1:]
            case "proper_officer" | "adviser":
                return (profile[forum],)
            case _:
                return ()

    def _take(self, asked: Asked, step: str, who: str, office: str | None) -> Entry:
        asked.steps.append((step, who, office))
        return Entry(LEAVES[step], who, asked.reference)


def by_operator(kind: str) -> tuple[Entry, ...]:
    """The one entry of something done at the command line."""
    return (Entry(kind, OPERATOR, None),)
