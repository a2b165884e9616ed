"""A paper with an exempt part, from the request to the check of the log, over the network.

Ada sits on the committee whose meeting is to come; Ben does not. They ask, an officer checks, the
content is fetched, and the auditor reads the log, takes it away and has it verified.
"""

import io
import zipfile

import pytest

from tests.api.town import CANARY, Town
from tests.journeys.served import accept, gateway, serving

STATEMENT = f"For my constituents {CANARY}"
EXPECTED = {
    "england": {
        "ada": {"main": "disclose", "annex": "officer_judgement"},
        "ben": {"main": "disclose", "annex": "officer_judgement"},
    },
    "wolverhampton": {
        "ada": {"main": "disclose", "annex": "disclose_with_conditions"},
        "ben": {"main": "disclose", "annex": "officer_judgement"},
    },
}
"""The annex is about an individual (paragraph 1 of Schedule 12A). Statute alone gives it to no
member as of right; Wolverhampton's protocol gives it to the members of the committee."""


@pytest.fixture(scope="module", params=EXPECTED)
def place(request, tmp_path_factory, databases):
    """A town with such a paper, and its gateway."""
    town = Town(tmp_path_factory.mktemp(request.param) / "data", request.param, databases)
    paper = town.document({"main": {}, "annex": {"exempt": (1,)}})
    with serving(town) as served:
        yield request.param, served, paper


def outcomes(answer) -> dict[str, str]:
    """What is decided about each segment."""
    return {one["id"]: one["outcome"] for one in answer.json()["decision"]["segments"]}


def test_the_whole_journey(place, tmp_path):
    """Each step is answered as the rules say, and every step stands in the log that verifies."""
    council, served, paper = place
    town, start = served.town, len(served.town.entries())
    for who, expected in EXPECTED[council].items():
        with served.client(who) as client:
            asked = client.post(
                "/api/requests",
                json={"document": paper, "purpose": "official_duty", "statement": STATEMENT},
                headers={"Idempotency-Key": "one"},
            )
            assert 201 == asked.status_code
            assert expected == outcomes(asked)
            reference = asked.json()["reference"]
            assert asked.json() == client.get(f"/api/requests/{reference}").json()

            accept(client, paper, reference)
            content = client.get(f"/api/documents/{paper}/content?request={reference}")
            released = [name for name, outcome in expected.items() if "disclose" in outcome]
            assert [f"{name} {CANARY}" for name in released] == parts(content)
            accept(client, paper)
            annex = client.get(f"/api/documents/{paper}/content?segment=annex")
            assert (200 if "annex" in released else 403) == annex.status_code

    with served.client("olive") as officer:
        for who, expected in EXPECTED[council].items():
            body = {"document": paper, "councillor": town.people[who], "purpose": "official_duty"}
            assert expected == outcomes(officer.post("/api/checks", json=body))
        readers = officer.get(f"/api/documents/{paper}/readers").json()["items"]
        assert {town.people["ada"], town.people["ben"]} <= {one["person"] for one in readers}

    with served.client("audrey") as auditor:
        page = auditor.get("/api/log", params={"document": paper, "limit": 200}).json()
        (tmp_path / "log.ndjson").write_bytes(auditor.get("/api/log/export").content)
        (tmp_path / "note").write_bytes(auditor.get("/api/log/checkpoint").content)
    kinds = [one["entry"]["kind"] for one in page["items"]][::-1]
    of_ada = (
        ["conditions.accepted", "content.released"] * 2
        if council == "wolverhampton"
        else ["content.released", "content.refused"]
    )
    assert [
        "request.decided",
        *of_ada,
        "request.decided",
        "content.released",
        "content.refused",
        "check.decided",
        "check.decided",
        "readers.listed",
    ] == kinds
    assert ["log.read", "log.exported"] == [entry["kind"] for entry in town.entries()[start:]][-2:]

    verified = gateway(town, "audit", "verify", str(tmp_path / "log.ndjson"))
    assert 0 == verified.returncode, verified.stdout + verified.stderr
    assert 0 == gateway(town, "audit", "verify", "--checkpoint", str(tmp_path / "note")).returncode


def test_a_changed_export_is_found_out(place, tmp_path):
    """One letter changed anywhere in what the auditor took away, and the check fails."""
    _, served, _ = place
    with served.client("audrey") as auditor:
        export = auditor.get("/api/log/export").content
    changed = tmp_path / "changed.ndjson"
    changed.write_bytes(export.replace(b"request.decided", b"request.decidee", 1))

    assert 1 == gateway(served.town, "audit", "verify", str(changed)).returncode


def test_nothing_secret_stands_in_a_log(place):
    """Titles, names, statements, content and tokens are in neither log, whatever was asked."""
    _, served, paper = place
    with served.client("ben") as client:
        client.get(f"/{CANARY}")
        client.get("/api/documents", params={"after": CANARY})
        client.post("/api/requests", json={"document": paper, CANARY: CANARY})
        client.post("/api/requests", content=CANARY * 100)
        client.get("/api/documents", headers={"Authorization": f"Bearer {CANARY}"})
        client.get("/api/documents", headers={"X-Canary": CANARY, "User-Agent": CANARY})
        client.request(CANARY.upper(), "/api/documents")
        client.post(
            "/api/requests", json={"document": paper, "statement": STATEMENT, "form": "copy"}
        )

    assert CANARY.lower() not in served.said().lower()
    assert CANARY not in str(served.town.entries())


def parts(answer) -> list[str]:
    """The texts of the files that came: one, or those in a zip file."""
    assert 200 == answer.status_code
    if answer.headers["content-type"] != "application/zip":
        return [answer.text]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return [archive.read(name).decode() for name in archive.namelist()]
