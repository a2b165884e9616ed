"""Requests in each state, for the tests that try every step in every state."""

from datetime import date
from typing import Any, Final

from litestar.testing import TestClient

from tests.api.town import Town

WORDS: Final = {"words": "For the meeting."}
REQUESTER: Final = "ben"
DUTY: Final = {"purpose": "official_duty"}
NEEDED: Final = {"finding": "reasonably_necessary", "value": True, **WORDS}
MAIN: Final = {**NEEDED, "segment": "main"}
NOT_ANNEX: Final = {**NEEDED, "value": False, "segment": "annex"}
DISPUTE: Final = (REQUESTER, "disputes", {"ground": "refusal", **WORDS})
WHERE: Final = {
    "information_asked": ("waits", DUTY, [("sid", "questions", WORDS)]),
    "with_officer": ("waits", DUTY, []),
    "with_determiner": ("waits", {"type": "onward_disclosure"}, []),
    "agreed": ("open", {}, []),
    "agreed_in_part": ("part", {}, []),
    "not_agreed": ("refused", {}, []),
    "disputed": ("refused", {}, [DISPUTE]),
    "given": ("waits", DUTY, [("sid", "findings", NEEDED)]),
    "given_in_part": ("loose", DUTY, [("sid", "findings", MAIN)]),
    "given_and_asked": ("loose", DUTY, [("sid", "findings", MAIN), ("sid", "questions", WORDS)]),
    "given_not_all": ("loose", DUTY, [("sid", "findings", MAIN), ("sid", "findings", NOT_ANNEX)]),
    "given_disputed": (
        "loose",
        DUTY,
        [("sid", "findings", MAIN), ("sid", "findings", NOT_ANNEX), DISPUTE],
    ),
    "disputed_and_asked": (
        "loose",
        DUTY,
        [("sid", "findings", NOT_ANNEX), DISPUTE, ("sid", "questions", WORDS)],
    ),
    "given_and_ended": ("waits", DUTY, [("sid", "findings", NEEDED), (REQUESTER, "end", None)]),
    "found_no": (
        "loose",
        DUTY,
        [("sid", "findings", NOT_ANNEX), ("sid", "findings", {**NOT_ANNEX, "segment": "main"})],
    ),
    "asked_and_withdrawn": (
        "waits",
        DUTY,
        [("sid", "questions", WORDS), (REQUESTER, "withdrawal", None)],
    ),
    "ended": ("open", {}, [(REQUESTER, "end", None)]),
    "withdrawn": ("waits", DUTY, [(REQUESTER, "withdrawal", None)]),
}
"""For each state of a request that is sent: the paper, what is asked, and the steps to it."""

ALSO: Final = {
    "disputed": "with_determiner",
    "given": "agreed",
    "given_in_part": "with_officer",
    "given_and_asked": "information_asked",
    "given_not_all": "agreed_in_part",
    "given_disputed": "with_determiner",
    "disputed_and_asked": "information_asked",
    "given_and_ended": "ended",
    "found_no": "not_agreed",
    "asked_and_withdrawn": "withdrawn",
}
"""The state in which a request is to which more was done: it differs in who stands how to it."""


class Standing:
    """Requests for papers of the town, each put where it is wanted.

    `paragraph` is that of the exemption rules by which the papers are exempt.
    """

    def __init__(self, town: Town, client: TestClient[Any], paragraph: int = 1) -> None:
        self.town = town
        self.client = client
        marked = {"exempt": (paragraph,), "tested": date(2026, 11, 2)}
        self.papers = {
            "waits": town.document({"main": {"exempt": (paragraph,)}}),
            "open": town.document({"main": {}}),
            "loose": town.document({"main": {}, "annex": {}}, business=False),
            "part": town.document({"main": {}, "annex": marked}),
            "refused": town.document({"main": marked}),
        }

    def request_in(self, state: str, by: str = REQUESTER) -> str:
        """The reference of a new request that stands so."""
        paper, asked, steps = WHERE[state]
        body = {"document": self.papers[paper], **asked}
        made = self.client.post("/api/requests", json=body, headers=self.town.sign(by))
        reference = made.json()["reference"]
        for who, step, words in steps:
            assert 201 == self.step(who, reference, step, words).status_code
        assert ALSO.get(state, state) == self.case(by, reference)["state"]
        return reference

    def step(self, who: str, reference: str, step: str, body: Any = None) -> Any:
        """Somebody takes a step."""
        return self.client.post(
            f"/api/requests/{reference}/{step}", json=body, headers=self.town.sign(who)
        )

    def case(self, who: str, reference: str) -> Any:
        """The case as somebody sees it."""
        return self.client.get(
            f"/api/requests/{reference}/case", headers=self.town.sign(who)
        ).json()
