"""A report of suspected wrongdoing, looked for with everybody's eyes at every address."""

import json
import secrets
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from litestar.testing import TestClient
from sqlalchemy import insert

from gateway.app import create_app
from gateway.policy.life.routes import ROUTES
from gateway.store import tables
from tests.api.conftest import ADDRESS
from tests.api.eyes import Eyes, filled
from tests.api.test_permissions import BODIES
from tests.api.town import LONG_AGO, PEOPLE, Town
from tests.databases import Databases

POSTS = {"dee": "deputy_monitoring_officer", "ext": "external_monitoring_officer"}
SINCE: dict[str, Any] = {"valid_from": LONG_AGO.replace(tzinfo=None), "recorded_at": LONG_AGO}
OTHERS = [name for name in (*PEOPLE, "dot") if name != "ben"]
"""Everybody but who reports; Dee and Ext, who may come to act on it, are looked at by name."""
TELLING = ("sid", "moira", "peter", "dina", "olive")
"""Who acts, who finds and who counts: an ordinary request is seen by each of them."""


class Place:
    """A town with officers who stand in for the Monitoring Officer, and one who deputises."""

    def __init__(self, town: Town, client: TestClient[Any]) -> None:
        self.town = town
        self.client = client
        for name, office in {**POSTS, "dot": "officer"}.items():
            self._appoint(name, office)
        deputy = {"office": "monitoring_officer", "person": town.people["dot"], "entry": 0}
        deputy["valid_to"] = SINCE["valid_from"] + timedelta(days=3650)
        with town.writing() as connection:
            connection.execute(insert(tables.deputies).values(**SINCE, **deputy))
        self.paper = town.document({"main": {}}, business=False)
        self.eyes = Eyes(
            town,
            client,
            document=self.paper,
            reference="NTK-2026-0001",
            person=town.people["ben"],
            digest="0" * 64,
        )
        self._seen: tuple[Any, dict[str, Any]] = (None, {})

    def report(self, *names: str, **more: Any) -> str:
        """Ben reports what may concern these people; gives the reference."""
        asked = {"document": self.paper, "channel": "wrongdoing", **more}
        asked["concerned"] = [self.town.people[name] for name in names]
        made = self.client.post("/api/requests", json=asked, headers=self.town.sign("ben"))
        assert 201 == made.status_code, made.text
        return str(made.json()["reference"])

    def seen(self) -> dict[str, Any]:
        """What everybody sees who is not to see a report.

        Where nothing was recorded since they last looked, that is what they see.
        """
        if self._seen[0] != self._stands():
            seen = {who: self.eyes.sees(who) for who in OTHERS}
            self._seen = (self._stands(), seen)
        return self._seen[1]

    def _stands(self) -> Any:
        """How far the log goes, and where is looked."""
        return len(self.town.entries()), dict(self.eyes.places)

    def _appoint(self, name: str, office: str) -> None:
        person = self.town.people[name] = secrets.token_hex(16)
        row = {"id": person, "source": "test", "source_id": name, "name": name, "kind": "officer"}
        with self.town.writing() as connection:
            connection.execute(insert(tables.people).values(**row))
            for table, held in ((tables.terms, {}), (tables.offices, {"office": office})):
                connection.execute(insert(table).values(**SINCE, person=person, **held))
        self.town.give_token(name)


@pytest.fixture(scope="module")
def place(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A town of these tests alone, on each kind of database; they only add to it."""
    town = Town(tmp_path_factory.mktemp("protected") / "data", databases=databases)
    with TestClient(create_app(town.settings), base_url=ADDRESS) as client:
        yield Place(town, client)


def looks(place: Place, who: str, reference: str) -> int:
    """The status with which somebody is answered who looks at a case."""
    address = f"/api/requests/{reference}/case"
    return place.client.get(address, headers=place.town.sign(who)).status_code


def test_nobody_else_sees_that_there_is_a_report(place: Place):
    """It concerns the Monitoring Officer, so the office that stands in sees it.

    For all others nothing changes at any address: no list, count, notice, calendar or statistics.
    """
    before = place.seen()
    reference = place.report("moira")
    place.eyes.places["reference"] = reference

    after = place.seen()
    changed = {
        (who, call)
        for who in OTHERS
        for call in after[who]
        if after[who][call] != before[who][call]
    }
    assert set() == changed
    assert (200, 200) == (looks(place, "ben", reference), looks(place, "dee", reference))
    assert 404 == looks(place, "ext", reference)
    waits, *_ = place.client.get("/api/requests", headers=place.town.sign("dee")).json()["items"]
    assert reference == waits["reference"]
    assert [place.town.people["moira"]] == waits["asked"]["concerned"]


def test_a_report_that_concerns_nobody_by_name_is_the_named_offices(place: Place):
    """The Monitoring Officer sees it and nobody else does, the deputy in her office neither."""
    before = place.seen()
    reference = place.report()
    after = place.seen()

    assert {"moira"} == {who for who in OTHERS if after[who] != before[who]}
    assert (404, 404) == (looks(place, "dot", reference), looks(place, "dee", reference))


def test_an_ordinary_request_is_seen(place: Place):
    """The same eyes see what is no report, over the API and on pages: they are not shut."""
    before = place.seen()
    place.eyes.places["reference"] = place.report(channel="standard", purpose="official_duty")

    calls: set[str] = set()
    for who in TELLING:
        after = place.eyes.sees(who)
        changed = {call for call, told in after.items() if told != before[who][call]}
        assert changed, who
        calls |= changed
    both = {"GET /api/notices", "GET /notices", "GET /api/deadlines", "GET /deadlines"}
    assert both & set(place.eyes.calls) <= calls


def test_no_step_tells_that_there_is_a_report(place: Place):
    """Whoever is concerned, or is not, is answered about it as about none, whatever the step."""
    reference = place.report("moira", "sid")
    steps = [call.split() for call in ROUTES if "{reference}/" in call]
    for (method, path), who in product(steps, ("moira", "sid", "dot", "peter", "ada")):
        body = {"json": BODIES.get(path.rpartition("/")[2])} if method == "POST" else {}
        answers = [
            place.client.request(
                method, filled(path, reference=one), headers=place.town.sign(who), **body
            )
            for one in (reference, "NTK-1999-0001")
        ]
        assert answers[0].status_code in {403, 404, 415}
        assert answers[1].status_code == answers[0].status_code
        assert answers[1].json()["detail"] == answers[0].json()["detail"]


def test_the_deadline_of_a_report_is_nobody_elses_to_move(place: Place):
    """Whoever knows its id is told that there is none."""
    place.report("moira")
    mine = place.client.get("/api/deadlines", headers=place.town.sign("dee")).json()["items"]
    asked = {"working_days": 1, "reason": "I am away."}
    address = f"/api/deadlines/{mine[0]['id']}/extension"
    for who in OTHERS:
        tried = place.client.post(address, json=asked, headers=place.town.sign(who))
        assert tried.status_code in ({401} if who == "fay" else {403, 404}), who
    assert (
        409 == place.client.post(address, json=asked, headers=place.town.sign("dee")).status_code
    )  # it is hers, and counted as the law says


def test_whoever_is_named_later_sees_no_more_of_it(place: Place):
    """The Monitoring Officer acted on it; then it turns out to concern her."""
    reference = place.report()
    asked = place.client.post(
        f"/api/requests/{reference}/questions",
        json={"words": "Whom does it concern?"},
        headers=place.town.sign("moira"),
    )
    assert 201 == asked.status_code
    answered = place.client.post(
        f"/api/requests/{reference}/information",
        json={"words": "You.", "concerned": [place.town.people["moira"]]},
        headers=place.town.sign("ben"),
    )

    assert 201 == answered.status_code
    assert (404, 200) == (looks(place, "moira", reference), looks(place, "dee", reference))
    told = place.client.get("/api/notices", headers=place.town.sign("moira")).json()["items"]
    assert reference not in {one["about"] for one in told}
    told = place.client.get("/api/notices", headers=place.town.sign("dee")).json()["items"]
    assert reference in {one["about"] for one in told}


def test_a_dispute_about_a_report_goes_to_no_stage(place: Place):
    """Who stands in for the adviser and for whom it is about hears it, not the council's stages."""
    reference = place.report("moira")
    said = {"ground": "conflict", "office": "deputy_monitoring_officer", "words": "A friend."}
    made = place.client.post(
        f"/api/requests/{reference}/disputes", json=said, headers=place.town.sign("ben")
    )

    assert 201 == made.status_code, made.text
    assert {404} == {looks(place, who, reference) for who in ("moira", "sid", "peter", "dot")}
    assert "external_monitoring_officer" == made.json()["disputes"][0]["heard_by"]


def test_the_log_does_not_say_who_reported_what(place: Place):
    """An auditor reads that something was done in confidence.

    Not by whom, about which paper, in which case, nor who is passed over. A search by person or by
    paper finds none of it.
    """
    town = place.town
    ids = [town.people[name] for name in ("ben", "moira", "dee")] + [place.paper]
    before = {one: searched(place, one) for one in ids}
    start = len(town.entries())
    reference = place.report("moira")
    town_step = {"words": "Which paper?"}
    asked = place.client.post(
        f"/api/requests/{reference}/questions", json=town_step, headers=town.sign("dee")
    )
    assert 201 == asked.status_code
    made = town.entries()[start:]
    exported = place.client.get("/api/log/export", headers=town.sign("audrey")).text
    sample = place.client.get("/api/log/sample?seed=a&size=200", headers=town.sign("audrey")).json()
    (drawn,) = (one for one in sample["items"] if one["entry"] == made[0]["seq"])

    assert ["request.decided", "information.asked"] == [one["kind"] for one in made]
    assert {"in-confidence"} == {one["actor"] for one in made}
    for one in (*ids, reference):
        assert one not in json.dumps(made)
    assert reference not in exported
    assert (None, None, "same") == (drawn["reference"], drawn["outcome"], drawn["again"])
    assert "Somebody, in confidence," in drawn["sentence"]
    assert before == {one: searched(place, one) for one in ids}


def searched(place: Place, one: str) -> list[Any]:
    """What the log finds of a person and of a paper of this id, but for readings of the log."""
    found: list[Any] = []
    for what in ("person", "document"):
        answer = place.client.get(
            f"/api/log?limit=200&{what}={one}", headers=place.town.sign("audrey")
        ).json()
        found += [item for item in answer["items"] if item["entry"]["kind"] != "log.read"]
    return found


def test_only_a_report_names_whom_it_concerns(place: Place):
    """An ordinary request that does is refused, and so is somebody whom nobody knows."""
    asked = {"document": place.paper, "concerned": [place.town.people["moira"]]}
    sign = place.town.sign("ben")
    ordinary = place.client.post("/api/requests", json=asked, headers=sign)
    unknown = place.client.post(
        "/api/requests",
        json={**asked, "channel": "wrongdoing", "concerned": ["0" * 32]},
        headers=sign,
    )

    assert (400, 400) == (ordinary.status_code, unknown.status_code)
