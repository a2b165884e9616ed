"""Every answer, every case that is shown and what the log has grown by, against the model."""

from collections import Counter
from collections.abc import Callable
from typing import Any, ClassVar

import httpx
from hypothesis.stateful import RuleBasedStateMachine

from gateway.domain.people import IssuedToken
from tests.stateful.model import Answer, Asked, Entry, ended
from tests.stateful.serving import InAnother, InProcess
from tests.stateful.steps import LEAVES, Steps

_STEPS = frozenset(LEAVES.values())
"""What is recorded of steps with a request: each entry names the rule book."""


class Compared(RuleBasedStateMachine):
    """What the steps of a sequence share: they ask the gateway, and compare."""

    serving: ClassVar[InProcess | InAnother]
    taken: ClassVar[Counter[str]] = Counter()
    """How many sequences and steps there were, and how often each address gave which status."""

    model: Steps
    tokens: dict[str, IssuedToken]
    refused: Counter[str]
    size: int

    def _look(self, person: str, asked: Asked) -> None:
        """The case as the model has it."""
        status = self.model.refusal(person, asked, "look") or 200
        case = self._check(Answer(status), person, "GET", f"/api/requests/{asked.reference}/case")
        if status == 200:
            self._same(case.json(), person, asked)

    def _same(self, case: dict[str, Any], person: str, asked: Asked) -> None:
        """A case that is shown against the model."""
        parts = asked.told if person == asked.by else asked.whole
        shown = {one["id"]: one["state"] for one in case["segments"]}
        assert self.model.state(asked, person) == case["state"]
        over = dict.fromkeys(ended(asked, parts), "access_ended")
        assert self.model.part_states(asked, parts) | over == shown
        assert self.model.offered(person, asked) - {"dispute"} == set(case["may"]) - {"dispute"}
        about = {ground: set(parts) for ground, parts in case["may_dispute"].items()}
        offered = bool(about) and "dispute" in self.model.may(person, asked)
        assert offered == ("dispute" in case["may"])
        if person == asked.by:
            about.pop("condition", None)
            assert self.model.disputable(asked) == about
        waiting = {one["id"]: one["office"] for one in case["segments"] if one["office"]}
        assert {one: office for one, office in asked.waits.items() if one in parts} == waiting

    def _step(self, answer: Answer, person: str, asked: Asked, end: str, body: Any) -> None:
        path = f"/api/requests/{asked.reference}/{end}"
        told = self._check(answer, person, "POST", path, body)
        if answer.status == 201:
            self._same(told.json(), person, asked)

    def _check(
        self,
        answer: Answer | Callable[[httpx.Response], Answer],
        person: str,
        method: str,
        path: str,
        body: Any = None,
    ) -> httpx.Response:
        """Ask the gateway, and compare status and log; with what was drawn, where it was told."""
        told = self.serving.ask(method, path, self.tokens[person].text, body)
        answer = answer if isinstance(answer, Answer) else answer(told)
        self.taken[f"{method} {path.rpartition('/')[2].partition('?')[0]} {told.status_code}"] += 1
        assert answer.status == told.status_code, (method, path, body, told.text)
        self.refused[person] += told.status_code == 401
        self._logged(answer.entries)
        return told

    def _logged(self, expected: tuple[Entry, ...]) -> None:
        """The log has grown by exactly these entries, and by refused sign-ins at most."""
        entries = []
        for entry in self.serving.log(self.size):
            self.size += 1
            body = entry["body"]
            if entry["kind"] == "sign_in.refused":
                self.refused[body["person"]] -= body["times"]
                continue
            assert entry["kind"] not in _STEPS or len(body["rule_book"]) == len(entry["prev"])
            about = body.get("reference", body.get("document"))
            outcome = body["outcome"] if entry["kind"].startswith("request.decided") else None
            entries.append(Entry(entry["kind"], entry["actor"], about, outcome))
        assert list(expected) == entries
