"""The addresses against the table of permissions, cell by cell, over HTTP."""

from typing import Any, get_args

import pytest

from gateway.domain.casework import Relation, RequestState, Role
from gateway.policy.life.permissions import may
from gateway.policy.life.routes import ROUTES
from tests.api.standing import ALSO, REQUESTER, WHERE, WORDS, Standing
from tests.api.test_who_may import calls

BODIES: dict[str, Any] = {
    "questions": WORDS,
    "narrowing": WORDS,
    "information": WORDS,
    "withdrawal": None,
    "end": None,
    "drafts": None,
    "findings": {"finding": "good_faith", "value": True, "words": "Asked and answered."},
    "consultations": {"working_days": 5, "words": "May we?"},
    "advice-sought": WORDS,
    "advice": WORDS,
    "standing-aside": {"office": "service_director", **WORDS},
    "disputes": {"ground": "refusal", "words": "I need it."},
    "determinations": {
        "dispute": 1,
        "answers": [{"segment": "main", "answer": "uphold", "words": "So it stays."}],
    },
    "limits": {"lasts": "open", **WORDS},
    "renewals": {"lasts": "open", **WORDS},
    "revocations": WORDS,
    "undertaking": None,
    "onward-answers": {"answers": [{"segment": "main", "may": False, "words": "It stays here."}]},
}
"""For each address below a request that takes a step, a body that is well-formed."""
BELONGS_TO = {"findings": {"sid"}, "advice": {"moira"}, "standing-aside": {"sid"}}
"""Whose office a step belongs to, of those who may take such steps: good faith is for the first
decider to find, advice is the adviser's, and of an office only whoever acts for it says that it
stands aside."""
OPEN = {"information_asked", "with_officer", "with_determiner"}
STATES = list(WHERE)
WAITS = {*OPEN, "given_in_part", "given_and_asked", "disputed_and_asked"}
"""Where something waits for an office."""
GIVEN = {one for one in WHERE if one.startswith("given")}
"""Where something is released because a need was found."""
SEEN_BY_SID = {*GIVEN, "found_no", "asked_and_withdrawn", "disputed_and_asked", "information_asked"}
"""Where Sid took a step before."""
STATUTE, STAGES = {"disputed"}, {"given_disputed", "disputed_and_asked"}
"""Where a refusal is disputed, before the proper officer or at the stages."""
PEOPLE: dict[str, tuple[set[Role], dict[Relation, set[str]]]] = {
    "ben": ({"member"}, {"requester": set(WHERE)}),
    "ada": ({"member"}, {}),
    "sid": (
        {"officer", "office_holder"},
        {
            "acting": WAITS - {"with_determiner"},
            "finder": WAITS,
            "keeper": GIVEN,
            "earlier": SEEN_BY_SID,
        },
    ),
    "moira": (
        {"officer", "office_holder"},
        {"acting": {"with_determiner"}, "finder": WAITS, "keeper": GIVEN, "hearer": STAGES},
    ),
    "peter": (
        {"officer", "office_holder"},
        {"finder": WAITS, "keeper": GIVEN, "hearer": STATUTE},
    ),
    "dina": ({"officer", "office_holder"}, {"finder": WAITS}),
    "olive": ({"officer", "office_holder"}, {}),
    "audrey": ({"auditor"}, {}),
    "nora": (set(), {}),
}
"""The roles of each person, and how they stand to a request of Ben's in which states."""
IN_VAIN = {
    "disputes": {
        **dict.fromkeys((*OPEN, "agreed", "given", "given_in_part"), 400),
        **dict.fromkeys(("disputed", "given_disputed"), 409),
    },
    "determinations": dict.fromkeys(STATUTE | STAGES, 404),
    "renewals": dict.fromkeys(GIVEN, 409),
    "onward-answers": dict.fromkeys(WAITS - {"with_determiner"}, 400),
    "undertaking": dict.fromkeys(WAITS | STATUTE | STAGES, 409),
}
"""Where a step that is allowed finds nothing to work on: nothing is refused, it is disputed
already, there is no dispute of that number, or nothing was limited or waits for a promise."""


@pytest.fixture(scope="module")
def standing(town, client) -> Standing:
    """Requests in every state."""
    return Standing(town, client)


def relations_of(who: str, state: str) -> set[Relation]:
    """How somebody stands to a request of Ben's in a state."""
    return {one for one, states in PEOPLE[who][1].items() if state in states}


def expected(step: str, state: str, who: str) -> set[int]:
    """The statuses with which a step may be answered."""
    roles, relations = PEOPLE[who][0], relations_of(who, state)
    in_vain = IN_VAIN.get(step, {}).get(state)
    state = ALSO.get(state, state)
    if not roles & set(ROUTES[f"POST /api/requests/{{reference}}/{step}"].roles):
        return {403}
    if "allowed" != may("look", state, roles=roles, relations=relations):
        return {404}
    taken = ROUTES[f"POST /api/requests/{{reference}}/{step}"].step
    answer = may(taken, state, roles=roles, relations=relations)
    if answer == "allowed" and who not in BELONGS_TO.get(step, {who}):
        return {403}  # it belongs to another office, and says so
    if answer == "allowed" and in_vain:
        return {in_vain}
    return {"allowed": {201}, "not_theirs": {403}, "not_now": {409}}[answer]


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", STATES)
def test_every_step_in_every_state_by_everybody(standing, state, who):
    """Allowed where the table says so; else refused, and as absent to whoever may not know."""
    reference = standing.request_in(state)
    for step, body in BODIES.items():
        answer = standing.step(who, reference, step, body)
        assert {answer.status_code} == expected(step, state, who), (step, answer.text)
        if answer.status_code == 201:
            reference = standing.request_in(state)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", STATES)
def test_who_may_look(standing, state, who):
    """The request and its case open to those related to it, with the steps that they may take."""
    roles, relations = PEOPLE[who][0], relations_of(who, state)
    reference = standing.request_in(state)
    looks = may("look", ALSO.get(state, state), roles=roles, relations=relations) == "allowed"
    for address in (f"/api/requests/{reference}", f"/api/requests/{reference}/case"):
        answer = standing.client.get(address, headers=standing.town.sign(who))
        inside = bool(roles & set(ROUTES["GET /api/requests/{reference}"].roles))
        assert (200 if looks else 404 if inside else 403) == answer.status_code


def test_every_cell_of_the_table_is_tried():
    """Each relation is met in each state in which there can be it; the rest cannot come about."""
    met = {
        (relation, ALSO.get(state, state))
        for _, standing in PEOPLE.values()
        for relation, states in standing.items()
        for state in states
    }
    open_or_over = {"requester": set(get_args(RequestState)) - {"draft"}}
    waiting = {"information_asked", "with_officer", "with_determiner"}
    possible = {
        **open_or_over,
        "acting": waiting,  # nothing waits for an office once it is answered or over
        "finder": waiting,
        "hearer": {"information_asked", "with_determiner"},  # where a dispute is open
        "earlier": open_or_over["requester"],
        "keeper": open_or_over["requester"] - {"not_agreed", "withdrawn"},  # nothing was given
    }
    assert {(one, state) for one, states in possible.items() for state in states} == met


def test_every_address_has_a_row_in_the_table_of_routes(client):
    """An address that is added without a row there fails here, and opens to nobody."""
    assert set(ROUTES) == calls(client.app)


def test_every_step_below_a_request_is_tried():
    """An address that takes a step is added to the bodies above."""
    below = "POST /api/requests/{reference}/"
    assert {call.removeprefix(below) for call in ROUTES if call.startswith(below)} == set(BODIES)


def test_drafts_are_their_authors_own(standing):
    """Every address of a draft answers another person as if there were none."""
    town, client = standing.town, standing.client
    asked = {"document": standing.papers["waits"], "purpose": "casework"}
    made = client.post("/api/drafts", json=asked, headers=town.sign(REQUESTER))
    address = made.headers["location"]
    kept = client.get("/api/drafts", headers=town.sign(REQUESTER)).json()["items"]
    assert {**made.json(), "title": kept[0]["title"]} == kept[0]
    for method, rest, body in (
        ("GET", "", None),
        ("PUT", "", asked),
        ("POST", "/sending", None),
        ("DELETE", "", None),
    ):
        answer = client.request(method, address + rest, json=body, headers=town.sign("ada"))
        assert 404 == answer.status_code
    mine = {"headers": town.sign(REQUESTER)}
    assert made.json() == client.get(address, **mine).json()
    changed = client.put(address, json={**asked, "purpose": "none"}, **mine)
    assert "none" == changed.json()["asked"]["purpose"]
    sent = client.post(f"{address}/sending", **mine)
    assert (201, "none") == (sent.status_code, sent.json()["asked"]["purpose"])
    again = client.post(f"{sent.headers['location']}/drafts", **mine).json()
    assert sent.json()["reference"] == again["again_from"]
    assert 204 == client.delete(f"/api/drafts/{again['id']}", **mine).status_code
    assert len(kept) - 1 == len(client.get("/api/drafts", **mine).json()["items"])
