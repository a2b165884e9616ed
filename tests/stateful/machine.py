"""Sequences of steps, drawn by hypothesis, taken by the gateway over HTTP and by the model.

Each step must be answered as the model says, leave exactly the log entries that the model says, and
show the case as the model has it. A class attribute says in which council, and who serves it.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import ClassVar

import httpx
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from gateway.casework.tokens import RevokeToken
from gateway.domain.people import OPERATOR
from tests.stateful.comparing import Compared
from tests.stateful.council import COUNCILLORS, Council, issue
from tests.stateful.drawn import (
    ABSENT,
    ADDRESSES,
    ASIDE,
    CONTESTED,
    FOUND,
    KEEPING,
    PAPERS,
    PARTS,
    PURPOSES,
    STEPS,
    WORDS,
)
from tests.stateful.model import FINDERS, Answer, Asked, Paper, is_given
from tests.stateful.steps import Steps, by_operator

any_number = st.integers(0, 11)


class Sequence(Compared):
    """One sequence of steps."""

    councils: ClassVar[tuple[Council, ...]] = ()

    @initialize(which=any_number, seated=st.booleans())
    def begin(self, which: int, seated: bool) -> None:  # noqa: FBT001  drawn by hypothesis
        """A council just as it was made; somebody may sit on the committee."""
        self.taken["sequences"] += 1
        council = self.council = self.councils[which % len(self.councils)]
        self.serving.begin(council)
        self.people = council.people
        self.everybody = [*council.people.values(), *council.staff.values()]
        self.tokens = dict(council.tokens)
        self.refused: Counter[str] = Counter()
        self.size = len(self.serving.log(0))
        self.model = Steps(
            council.profile,
            staff=council.staff,
            councillors=council.people.values(),
            body=council.body,
            meeting=council.meeting,
            now=council.now,
        )
        self.create_paper("closed")
        if seated:
            self.join_or_leave("ann")

    def teardown(self) -> None:
        """Once it is over, however it ended."""
        if hasattr(self, "model"):
            self.serving.end()

    @rule(what=st.sampled_from(STEPS), who=any_number, which=any_number, how=any_number)
    def step(self, what: str, who: int, which: int, how: int) -> None:
        """One step, by somebody, with one of the papers or requests, in one of its ways."""
        self.taken["steps"] += 1
        if self.model.asked or what in {"outside", "mark_exempt", "fetch", "accept", "list_papers"}:
            getattr(self, what)(who, which, how)
        else:
            self.ask(who, which, how)

    # Papers, seats, tokens, and the gateway itself

    def outside(self, who: int, which: int, how: int) -> None:
        """Something that is done at the command line."""
        match how:
            case 0:
                self.restart()
            case 1 | 2:
                self.revoke_token(who)
            case 3 | 4 | 5 | 6:
                self.join_or_leave(COUNCILLORS[which % len(COUNCILLORS)])
            case _:
                self.create_paper(sorted(PAPERS)[which % len(PAPERS)])

    def create_paper(self, kind: str) -> None:
        """The council's system brings a paper in."""
        what = PAPERS[kind]
        day = self.council.now.date() - timedelta(days=2) if what.get("tested") else None
        business = [{"body": "quay", "meeting": "next"}] if what.get("business", True) else []
        advice = {"kind": "advice_to_member", "keep_from_others": True}
        advice |= {"advice_to": what.get("advice_to")}
        parts = [
            {
                "id": name,
                "text": f"{name} of a paper",
                "business": business,
                "exempt": [{"paragraph": 1, "tested": day}]
                if name in what.get("exempt", ())
                else [],
                **(advice if "advice_to" in what else {}),
            }
            for name in what["parts"]
        ]
        number = f"p{len(self.model.papers)}"
        document = self.serving.bring_paper({"id": number, "title": number, "segments": parts})
        self.model.papers[document] = Paper(
            document,
            {name: {1: day} if name in what.get("exempt", ()) else {} for name in what["parts"]},
            business=bool(business),
            advice_to=self.people[what["advice_to"]] if "advice_to" in what else None,
        )
        self._logged(by_operator("documents.imported"))

    def mark_exempt(self, who: int, which: int, how: int) -> None:
        """Somebody marks a part as exempt, untested or tested, or lifts the mark."""
        paper, lift = self._paper(which), how % 3 == 0
        name = sorted(paper.parts)[how % len(paper.parts)]
        person = self.model.staff[self.model.profile["proper_officer"]]
        person = person if who % 4 else self._anybody(who)
        day = self.council.now.date() - timedelta(days=1) if how % 3 == 1 else None
        body = {"segment": name, "paragraph": 1, **WORDS, "lifted": lift}
        body |= {"tested": day.isoformat()} if day else {}
        answer = self.model.mark(person, paper, name, day, lift=lift)
        self._check(answer, person, "POST", f"/api/documents/{paper.id}/exempt-marks", body)

    def join_or_leave(self, who: str) -> None:
        """Somebody takes a seat on the committee, or loses it."""
        self.model.seats ^= {self.people[who]}
        seated = tuple(one for one in COUNCILLORS if self.people[one] in self.model.seats)
        self.serving.bring_register(self.council.register(seated))
        self._logged(by_operator("register.imported"))

    def revoke_token(self, who: int) -> None:
        """Somebody's token is taken back, or whoever has none gets another one."""
        person = next(iter(self.model.signed_out), self._anybody(who))
        if person in self.model.signed_out:
            self.tokens[person] = self.serving.do(issue(person))
            self.model.signed_out.remove(person)
            self._logged(by_operator("token.issued"))
        else:
            self.serving.do(RevokeToken(by=OPERATOR, token=self.tokens[person].id))
            self.model.signed_out.add(person)
            self._logged(by_operator("token.revoked"))

    def restart(self) -> None:
        """The gateway is stopped and started again; refused sign-ins are on record by then."""
        self.serving.restart()
        entries = self.serving.log(self.size)
        refused: Counter[str] = Counter()
        for entry in entries:
            assert "sign_in.refused" == entry["kind"], entry
            refused[entry["body"]["person"]] += entry["body"]["times"]
        assert self.refused == refused
        self.refused.clear()
        self.size += len(entries)

    # Requests

    def ask(self, who: int, which: int, how: int) -> None:
        """Somebody asks for a paper, or for one that is not held; at once, or from a draft."""
        person = self._councillor(who) if who % 6 else self._anybody(who)
        paper = ABSENT if which == 0 else self._paper(which).id
        purpose, kind = PURPOSES[how % len(PURPOSES)], "onward_disclosure" if how == 5 else "access"
        body = {"document": paper, "purpose": purpose, "type": kind}
        path = "/api/requests"
        member = person in self.people.values() and person not in self.model.signed_out
        if how % 4 == 3 and member:
            kept = self._check(Answer(201), person, "POST", "/api/drafts", body)
            path, body = f"/api/drafts/{kept.json()['id']}/sending", {}

        def predicted(told: httpx.Response) -> Answer:
            return self.model.ask(person, paper, purpose, kind, told.json().get("reference", ""))

        told = self._check(predicted, person, "POST", path, body or None)
        if told.status_code == 201:
            self._look(person, list(self.model.asked.values())[-1])

    def take_step(self, who: int, which: int, how: int) -> None:
        """A step that only changes where a request stands, or nothing."""
        asked, step = self._asked(which), sorted(ADDRESSES)[how % len(ADDRESSES)]
        person = self._likely(who, asked, step)
        end, body = ADDRESSES[step]
        self._step(self.model.step(person, asked, step), person, asked, end, body)

    def give_information(self, who: int, which: int, how: int) -> None:
        """The requester adds something."""
        asked, purpose = self._asked(which), "official_duty" if how % 3 == 0 else None
        person = self._likely(who, asked, "give_information")
        body = {**WORDS, **({"purpose": purpose} if purpose else {})}
        answer = self.model.inform(person, asked, purpose)
        self._step(answer, person, asked, "information", body)

    def find(self, who: int, which: int, how: int) -> None:
        """An officer records what they found."""
        asked, (name, value) = self._asked(which), FOUND[how % len(FOUND)]
        part = PARTS[who % len(PARTS)]
        theirs = self.model.acting_for(FINDERS[name][0], asked, "decide")
        person = self._likely(who, asked, "find")
        person = self.model.staff.get(theirs, person) if who % 4 else person
        body = {"finding": name, "value": value, **WORDS, **({"segment": part} if part else {})}
        answer = self.model.find(person, asked, name, value, part)
        self._step(answer, person, asked, "findings", body)

    def stand_aside(self, who: int, which: int, how: int) -> None:
        """Somebody says that an office stands aside: mostly one for which they act there."""
        asked = self._asked(which, [one for one in self.model.asked.values() if one.waits])
        person = self._likely(who, asked, "stand_aside")
        theirs = sorted(self.model.stands_aside_for(person, asked))
        office = theirs[who % len(theirs)] if theirs and how % 4 else ASIDE[how // 4]
        answer = self.model.stand_aside(person, asked, office)
        path = f"/api/requests/{asked.reference}/standing-aside"
        self._check(answer, person, "POST", path, {"office": office, **WORDS})
        self._look(person, asked)

    def dispute(self, who: int, which: int, how: int) -> None:
        """The requester disputes every refusal, or that an office acts."""
        office = CONTESTED[how] if how < len(CONTESTED) else None
        ground = "conflict" if office else "refusal"
        asked = self._asked(which, [one for one in self.model.asked.values() if one.refused])
        person = self._likely(who, asked, "dispute")
        body = {"ground": ground, **WORDS, **({"office": office} if office else {})}
        answer = self.model.dispute(person, asked, ground, office, self.size)
        self._step(answer, person, asked, "disputes", body)

    def determine(self, who: int, which: int, how: int) -> None:
        """A dispute is answered, or what was referred; there may be neither."""
        answer = "overturn" if how % 2 else "uphold"
        put = [one for one in self.model.asked.values() if one.disputes or one.referred]
        asked = self._asked(which, put)
        if not asked.disputes and not asked.referred and who % 4:
            self.dispute(who, which, how)
            return
        person = self._likely(who, asked, "determine")
        number, parts = (None, asked.referred) if asked.referred else (0, ("main",))
        if asked.disputes:
            dispute = asked.disputes[which % len(asked.disputes)]
            number, parts = dispute.entry, dispute.parts or tuple(asked.whole)[:1]
        answers = [{"segment": one, "answer": answer, **WORDS} for one in parts]
        body = {"dispute": number, "answers": answers}
        predicted = self.model.determine(person, asked, number, answer)
        self._step(predicted, person, asked, "determinations", body)

    def keep_access(self, who: int, which: int, how: int) -> None:
        """Whoever watches over it limits access, gives it anew, or revokes it."""
        asked = self._asked(which, [one for one in self.model.asked.values() if is_given(one)])
        end, step = KEEPING[how % len(KEEPING)]
        person = self._likely(who, asked, step)
        lasts = "request" if how % 2 else "open"
        body = {**WORDS, **({} if step == "revoke_access" else {"lasts": lasts})}
        answer = self.model.keep(person, asked, step, lasts, self.size)
        self._step(answer, person, asked, end, body)

    def sign_undertaking(self, who: int, which: int, _how: int) -> None:
        """The requester gives the promise of confidence for which a request waits."""
        waiting = [one for one in self.model.asked.values() if self.model.waits_for_promise(one)]
        asked = self._asked(which, waiting)
        person = self._likely(who, asked, "sign_undertaking")
        self._step(self.model.sign(person, asked), person, asked, "undertaking", None)

    # Looking and fetching

    def look(self, who: int, which: int, _how: int) -> None:
        """Somebody looks at a request."""
        asked = self._asked(which)
        self._look(self._likely(who, asked, "look"), asked)

    def fetch(self, who: int, which: int, how: int) -> None:
        """Somebody fetches a paper, with a request or by merely looking."""
        person, paper, asked = self._wanted(who, which, how)
        path = f"/api/documents/{paper}/content"
        path += f"?request={asked.reference}" if asked else ""
        answer, released = self.model.fetch(person, paper, asked)
        got = self._check(answer, person, "GET", path)
        if answer.status == 200:
            assert (released > 1) == (got.headers["content-type"] == "application/zip")
            assert self.size - 1 == int(got.headers["x-log-entry"])

    def accept(self, who: int, which: int, how: int) -> None:
        """Somebody accepts the conditions on all that is open to them of a paper."""
        person, paper, asked = self._wanted(who, which, how)
        answer, bound = self.model.accept(person, paper, asked, self.size)
        parts = bound or {"no such part": ["purpose_only"]}
        accepted = [{"segment": name, "conditions": names} for name, names in parts.items()]
        body = {"accepted": accepted, **({"request": asked.reference} if asked else {})}
        self._check(answer, person, "POST", f"/api/documents/{paper}/acceptance", body)

    def _wanted(self, who: int, which: int, how: int) -> tuple[str, str, Asked | None]:
        """Who wants which paper, by which request if by any."""
        person = self._councillor(who) if who % 6 else self._anybody(who)
        paper = self._paper(which).id
        theirs = [one for one in self.model.asked.values() if one.by == person or how == 0]
        if how % 4 == 0 or not theirs:
            return person, paper, None
        if how % 3:
            theirs = [one for one in theirs if is_given(one)] or theirs
        asked = theirs[-1 - which % min(3, len(theirs))]
        return person, paper if how == 1 else asked.paper, asked

    def list_papers(self, who: int, _which: int, _how: int) -> None:
        """A councillor lists what is released to them."""
        person = self._councillor(who)
        out = person in self.model.signed_out
        got = self._check(Answer(401 if out else 200), person, "GET", "/api/documents?limit=200")
        if not out:
            listed = {one["id"] for one in got.json()["items"]}
            assert self.model.listed(person) == listed & self.model.papers.keys()

    # What the rules share

    def _paper(self, which: int) -> Paper:
        papers = list(self.model.papers.values())
        return papers[which % len(papers)]

    def _asked(self, which: int, better: Iterable[Asked] = ()) -> Asked:
        """One of the newest requests, if need be of better ones: so several steps meet in one."""
        newest = [*(better or self.model.asked.values())][-3:]
        return newest[which % len(newest)]

    def _anybody(self, who: int) -> str:
        return self.everybody[who % len(self.everybody)]

    def _councillor(self, who: int) -> str:
        return self.people[COUNCILLORS[who % len(COUNCILLORS)]]

    def _likely(self, who: int, asked: Asked, step: str) -> str:
        """Mostly somebody who may take the step, now and then anybody."""
        can = [one for one in self.everybody if step in self.model.may(one, asked)]
        return can[who % len(can)] if can and who % 4 else self._anybody(who)
