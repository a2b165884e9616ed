"""Conditions over HTTP: the refusal says which, and how to accept them; then the content leaves."""

import pytest

from tests.api.standing import DUTY, NEEDED, WORDS, Standing


@pytest.fixture(scope="module")
def standing(town, client) -> Standing:
    """Requests for papers of the town."""
    return Standing(town, client)


def test_a_refusal_says_what_to_accept_and_where(standing):
    """Each part with its conditions in words; sent back as they were read, the paper leaves."""
    town, client, me = standing.town, standing.client, standing.town.sign("ben")
    paper = town.document({"annex": {"exempt": (1,)}})
    made = client.post("/api/requests", json={"document": paper, **DUTY}, headers=me)
    reference = made.json()["reference"]
    assert 201 == standing.step("sid", reference, "findings", NEEDED).status_code
    content = {"url": f"/api/documents/{paper}/content?request={reference}", "headers": me}
    address = f"/api/documents/{paper}/acceptance"

    refused = client.get(**content)
    assert (403, "/api/problems/conditions-not-accepted") == (
        refused.status_code,
        refused.json()["type"],
    )
    (part,) = refused.json()["accept"]
    assert ("annex", "Keep it confidential.") == (
        part["segment"],
        part["conditions"][0]["words"],
    )
    shown = client.get(address, params={"request": reference}, headers=me)
    assert refused.json()["accept"] == shown.json()
    accepted = {
        "segment": "annex",
        "conditions": [each["condition"] for each in part["conditions"]],
    }
    form = {"accepted": [accepted], "request": reference}
    done = client.post(address, json=form, headers=me)
    assert (201, True) == (done.status_code, done.json()[0]["accepted"] is not None)
    assert 200 == client.get(**content).status_code
    assert "annex" == standing.case("sid", reference)["acceptances"][0]["segment"]

    assert 201 == standing.step("peter", reference, "revocations", WORDS).status_code
    assert 403 == client.get(**content).status_code
    assert "access_ended" == standing.case("ben", reference)["segments"][0]["state"]
    renewed = standing.step("moira", reference, "renewals", {"lasts": "open", **WORDS})
    assert 201 == renewed.status_code
    assert "/api/problems/conditions-not-accepted" == client.get(**content).json()["type"]


@pytest.mark.parametrize(
    "form",
    [
        {"lasts": "day", **WORDS},
        {"lasts": "open", "until": "2026-12-01", **WORDS},
        {"lasts": "for ever", **WORDS},
        {"lasts": "open"},
    ],
)
def test_an_end_that_is_none(standing, form):
    """A day is named where access lasts until a day, and nowhere else; a reason always."""
    reference = standing.request_in("given")
    assert 400 == standing.step("sid", reference, "limits", form).status_code
