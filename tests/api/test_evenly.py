"""Answers that leave at the end of a step, whichever of two documents they say nothing of."""

import asyncio
from time import perf_counter

import pytest

from gateway.api import evenly, front_door
from gateway.api.evenly import Door, passes_over, step_of, tells_nothing, until_the_step_ends

ASKING = (
    ("GET", "/api/documents/{document}", None),
    ("GET", "/api/documents/{document}/content", None),
    ("GET", "/documents/{document}", None),
    ("GET", "/advice/new?document={document}", None),
    ("POST", "/api/requests", {"document": "{document}"}),
    ("POST", "/api/advice", {"document": "{document}", "words": "May I see it?"}),
)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The step of each answer that was held back."""
    found: list[float] = []

    async def until_the_step_ends(_came: float, step: float) -> None:
        found.append(step)

    monkeypatch.setattr(front_door, "until_the_step_ends", until_the_step_ends)
    return found


@pytest.mark.parametrize("asking", ASKING, ids=str)
def test_what_tells_of_nothing_is_held_back(client, town, waits, asking):
    """The hidden and the absent alike, each once, over the API and on pages."""
    method, path, body = asking
    for number, document in enumerate((town.secret, town.absent), start=1):
        asked = {name: one.format(document=document) for name, one in (body or {}).items()}
        client.request(
            method,
            path.format(document=document),
            json=asked if body else None,
            headers=town.sign("ben"),
        )
        assert number == len(waits)


@pytest.mark.parametrize("place", ["/api/drafts", "/drafts"])
def test_so_is_what_a_draft_is_answered(client, town, waits, place):
    """However a request is sent: that it tells of nothing is seen when it leaves."""
    headers = town.sign("ben") | {"Accept": "text/html"}
    for number, document in enumerate((town.secret, town.absent), start=1):
        made = client.post("/api/drafts", json={"document": document}, headers=headers)
        draft = made.headers["location"].rpartition("/")[2]
        sent = client.post(f"{place}/{draft}/sending", headers=headers, follow_redirects=False)
        assert sent.status_code in {201, 303}
        assert number == len(waits)


def test_so_is_a_question_at_its_page(client, town, waits):
    """It names a document that is hidden, or one that there is not."""
    for number, document in enumerate((town.secret, town.absent), start=1):
        typed = {"document": document, "words": "May I see it?"}
        put = client.post(
            "/advice/new", data=typed, headers=town.sign("ben"), follow_redirects=False
        )
        assert 303 == put.status_code
        assert number == len(waits)


def test_what_is_told_leaves_at_once(client, town, waits):
    """A paper that Ben may see, and a request for it, are answered when they are ready."""
    found = client.get(f"/api/documents/{town.paper}", headers=town.sign("ben"))
    asked = client.post("/api/requests", json={"document": town.paper}, headers=town.sign("ben"))

    assert (200, 201) == (found.status_code, asked.status_code)
    assert [] == waits


@pytest.mark.parametrize("address", ["/ask", "/ask?q=harbour", "/ask?after=no+key"])
def test_a_list_that_passes_something_over_leaves_by_the_long_step(
    client, town, waits, monkeypatch, address
):
    """Whatever is found, and whether or not the list can be given."""
    monkeypatch.setattr(evenly, "LONG_STEP", 0.5)
    client.get(address, headers=town.sign("ben") | {"Accept": "text/html"})

    assert [0.5] == waits


@pytest.mark.parametrize(
    ("status", "mark", "step"),
    [
        (404, None, "STEP"),
        (200, tells_nothing, "STEP"),
        (200, passes_over, "LONG_STEP"),
        (404, passes_over, "LONG_STEP"),
        (200, None, None),
    ],
)
def test_which_answers_are_held_back(monkeypatch, status, mark, step):
    """Whatever is not found, what is said to tell of nothing, and lists without what is hidden."""
    steps = {"STEP": 1.0, "LONG_STEP": 2.0, None: None}
    for name in ("STEP", "LONG_STEP"):
        monkeypatch.setattr(evenly, name, steps[name])
    scope = {"state": {}}
    if mark:
        mark(scope)

    assert steps[step] == step_of(scope, status)


@pytest.mark.parametrize("step", [0.012, 0.1])
@pytest.mark.parametrize("took", [0.0, 0.003, 0.011, 0.055, 0.1201])
def test_an_answer_leaves_at_the_end_of_a_step(monkeypatch, step, took):
    """The first end after it is ready."""
    moments: list[float] = []

    async def opens_at(moment: float) -> None:
        moments.append(moment)

    monkeypatch.setattr(evenly, "perf_counter", lambda: 5.0 + took)
    monkeypatch.setattr(evenly._DOOR, "opens_at", opens_at)
    asyncio.run(until_the_step_ends(5.0, step))

    assert [pytest.approx(5.0 + (took // step + 1) * step)] == moments


def test_nobody_leaves_before_their_moment():
    """Each at their own, whoever came first; one that is past already lets go at once."""
    left: list[int] = []
    door, now = Door(), perf_counter()

    async def wait(number: int, moment: float) -> None:
        await door.opens_at(moment)
        assert perf_counter() >= moment
        left.append(number)

    async def all_wait() -> None:
        moments = (now + 0.06, now + 0.02, now - 1, now + 0.04)
        await asyncio.gather(*(wait(*one) for one in enumerate(moments)))

    asyncio.run(all_wait())

    assert [2, 1, 3, 0] == left


def test_whoever_leaves_early_keeps_nobody():
    """A request that is given up, or a server that ends, does not hold the others back."""
    door, now = Door(), perf_counter()

    async def give_up() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(door.opens_at(now + 0.05), 0.01)
        await door.opens_at(now + 0.06)

    async def end_first() -> None:
        waiting = asyncio.ensure_future(door.opens_at(now + 0.1))
        await asyncio.sleep(0)
        waiting.cancel()

    asyncio.run(give_up())
    asyncio.run(end_first())
    asyncio.run(asyncio.wait_for(door.opens_at(now + 0.15), 10))
    assert perf_counter() >= now + 0.15
