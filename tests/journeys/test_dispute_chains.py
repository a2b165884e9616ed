"""From the request to the end of the dispute chain, for each of five councils, over the network.

Ben asks; the first decider finds no need; Ben disputes stage by stage. Each stage is heard by the
office that the council's protocol names, and the last one determines. Nobody here lives.
"""

import secrets
from typing import Any

import pytest
from sqlalchemy import insert

from gateway.store import tables
from tests.api.town import LONG_AGO, Town
from tests.journeys.served import accept, gateway, serving

CHAINS = {
    "borough": ("service_director", ["line_manager", "executive_director", "monitoring_officer"]),
    "wolverhampton": ("designated_officer", ["monitoring_officer"]),
    "oxford": ("head_of_service", ["monitoring_officer"]),
    "lydney": ("town_clerk", ["chairman", "personnel_committee"]),
    "rutland": ("director", ["chief_executive"]),
}
"""For each council, who decides first and who hears a dispute, in turn."""
COUNCILLORS = {"chairman", "personnel_committee"}
"""Offices that a member of the council holds."""
FINDING = {"finding": "reasonably_necessary", "value": False, "words": "No need was shown."}


class Place:
    """A council, its gateway at work, and somebody in each office of its chain."""

    def __init__(self, council: str, served: Any) -> None:
        self.council = council
        self.served = served
        self.town: Town = served.town
        self.first, self.stages = CHAINS[council]

    def staff(self) -> None:
        """Put somebody who is named after it into each office that has nobody."""
        offices = {self.first, *self.stages, "executive", "deputy_monitoring_officer"}
        held = {"monitoring_officer": "moira", "service_director": "sid"}
        for office in offices:
            if office in held:
                self.town.people[office] = self.town.people[held[office]]
                continue
            self._appoint(office)

    def who(self, office: str) -> str:
        """The name of whoever holds the office."""
        return {"monitoring_officer": "moira", "service_director": "sid"}.get(office, office)

    def _appoint(self, office: str) -> None:
        person = self.town.people[office] = secrets.token_hex(16)
        kind = "councillor" if office in COUNCILLORS else "officer"
        period = {
            "valid_from": LONG_AGO.replace(tzinfo=None),
            "recorded_at": LONG_AGO,
            "person": person,
        }
        with self.town.writing() as connection:
            row = {"id": person, "source": "test", "source_id": office, "kind": kind}
            connection.execute(insert(tables.people).values(**row, name=office))
            connection.execute(insert(tables.terms).values(**period))
            connection.execute(insert(tables.offices).values(**period, office=office))
        self.town.give_token(office)

    def step(self, who: str, reference: str, step: str, body: Any = None) -> Any:
        """Somebody takes a step; gives the answer."""
        with self.served.client(who) as client:
            return client.post(f"/api/requests/{reference}/{step}", json=body)

    def case(self, who: str, reference: str) -> Any:
        """The case as somebody sees it."""
        with self.served.client(who) as client:
            return client.get(f"/api/requests/{reference}/case").json()

    def asked(self, **said: Any) -> str:
        """The reference of a request of Ben's for a paper that is no business of any body."""
        paper = self.town.document({"main": {}, "annex": {}}, business=False)
        body = {"document": paper, "purpose": "official_duty", **said}
        with self.served.client("ben") as client:
            return client.post("/api/requests", json=body).json()["reference"]

    def refused(self) -> str:
        """The reference of a request for which no need was found."""
        reference = self.asked()
        found = self.step(self.who(self.first), reference, "findings", FINDING)
        assert 201 == found.status_code, found.text
        return reference

    def dispute(self, reference: str, **said: Any) -> Any:
        """Ben disputes; gives the answer."""
        body = {"ground": "refusal", "words": "I sit on the panel.", **said}
        return self.step("ben", reference, "disputes", body)

    def answer(self, stage: str, reference: str, **answers: str) -> Any:
        """The stage answers the open dispute, part by part."""
        return self.answer_as(self.who(stage), reference, **answers)

    def answer_as(self, who: str, reference: str, **answers: str) -> Any:
        """Somebody answers the open dispute, whether they may or not."""
        (dispute,) = self.case("ben", reference)["disputes"]
        answers = answers or {"annex": "uphold", "main": "uphold"}
        body = {
            "dispute": dispute["entry"],
            "answers": [
                {"segment": part, "answer": what, "words": f"About {part}."}
                for part, what in answers.items()
            ],
        }
        return self.step(who, reference, "determinations", body)


@pytest.fixture(scope="module", params=CHAINS)
def place(request, tmp_path_factory, databases):
    """Each council in turn, on each kind of database."""
    town = Town(tmp_path_factory.mktemp(request.param) / "data", request.param, databases)
    with serving(town) as served:
        place = Place(request.param, served)
        place.staff()
        yield place


def test_the_chain_to_its_end(place: Place):
    """Each stage upholds and names the next; the last determines, and nothing is open then."""
    reference = place.refused()
    assert "not_agreed" == place.case("ben", reference)["state"]
    for stage in place.stages:
        filed = place.dispute(reference)
        assert 201 == filed.status_code, filed.text
        (shown,) = filed.json()["disputes"]
        assert (stage, stage, stage == place.stages[-1]) == (
            shown["stage"],
            shown["heard_by"],
            shown["last"],
        )
        seen = place.case(place.who(stage), reference)
        assert ["No need was shown.", "I sit on the panel."] == [
            step["words"] for step in seen["steps"] if step["step"] in {"find", "dispute"}
        ][:2]
        answered = place.answer(stage, reference, annex="uphold", main="uphold")
        assert 201 == answered.status_code, answered.text
    assert 409 == place.dispute(reference).status_code
    told = place.case("ben", reference)
    assert ("not_agreed", 2 * len(place.stages)) == (told["state"], len(told["determinations"]))
    assert {one["rule_book"] for one in told["determinations"]} != {""}
    kinds = [entry["kind"] for entry in place.town.entries()]
    assert 1 == kinds.count("dispute.determined")
    assert len(place.stages) - 1 == kinds.count("dispute.answered")


def test_the_first_stage_overturns_a_part(place: Place):
    """What is overturned is released at once and can be fetched; the rest may go on."""
    reference = place.refused()
    assert 201 == place.dispute(reference).status_code
    answered = place.answer(place.stages[0], reference, annex="uphold", main="overturn")
    assert 201 == answered.status_code, answered.text
    told = place.case("ben", reference)
    assert {"main": "released", "annex": "not_agreed"} == {
        part["id"]: part["state"] for part in told["segments"]
    }
    with place.served.client("ben") as client:
        document = told["asked"]["document"]
        accept(client, document, reference)
        content = client.get(f"/api/documents/{document}/content?request={reference}")
    assert 200 == content.status_code
    last = place.dispute(reference, segments=["annex"])
    assert (409 if len(place.stages) == 1 else 201) == last.status_code


def test_the_other_stages_neither_see_nor_answer_it(place: Place):
    """Only the office whose turn it is hears it, and never the one that decided."""
    reference = place.refused()
    place.dispute(reference)
    others = {"olive", *(place.who(stage) for stage in place.stages[1:])}
    for other in others:
        assert 404 == place.answer_as(other, reference).status_code
    assert 403 == place.answer_as(place.who(place.first), reference).status_code


def test_a_condition_of_the_council_is_varied(place: Place):
    """What the protocol attaches may be taken away; then the release carries it no more."""
    found = {"finding": "reasonably_necessary", "value": True, "words": "Shown."}
    reference = place.asked()
    place.step(place.who(place.first), reference, "findings", found)
    for more in ("good_faith", True), ("third_party_effect", "low"):
        place.step(
            place.who(place.first),
            reference,
            "findings",
            {"finding": more[0], "value": more[1], "words": "Asked."},
        )
    told = place.case("ben", reference)
    conditions = told["segments"][0]["conditions"]
    if not conditions:
        refused = place.dispute(
            reference, ground="condition", condition="no_onward", segments=["main"]
        )
        assert 400 == refused.status_code
        return
    filed = place.dispute(reference, ground="condition", condition=conditions[0], segments=["main"])
    assert 201 == filed.status_code, filed.text
    assert 201 == place.answer(place.stages[0], reference, main="vary").status_code
    after = {part["id"]: part["conditions"] for part in place.case("ben", reference)["segments"]}
    assert {"main": conditions[1:], "annex": conditions} == after
    with place.served.client("ben") as client:
        document = told["asked"]["document"]
        accept(client, document, reference)
        address = f"/api/documents/{document}/content?request={reference}"
        content = client.get(f"{address}&segment=main")
    assert 200 == content.status_code
    assert conditions[0] not in content.headers.get("x-conditions", "")


def test_the_log_verifies_after_all_of_it(place: Place):
    """Whatever was done is in one unbroken log, and no word of anybody's is in it."""
    verified = gateway(place.town, "audit", "verify")
    assert 0 == verified.returncode, verified.stdout + verified.stderr
    assert "panel" not in str(place.town.entries())
