"""Auditing over the API: lists as files, any receipt, checks, samples; and the gateway itself."""

import csv
import io
from datetime import UTC, datetime

from gateway.audit import receipt
from gateway.casework.backups import RecordBackup
from gateway.casework.system import WorkerSeen
from gateway.domain.people import OPERATOR
from gateway.store.keys import read_keys


def get(client, town, path, who="audrey", **params):
    """An answer of the API to the auditor."""
    return client.get(path, params=params, headers=town.sign(who))


def test_the_log_as_a_spreadsheet(client, town):
    """Ids and words of the model, one line for each entry; names and titles stand nowhere."""
    answer = get(client, town, "/api/log", format="csv", topic="running", limit=200)
    rows = list(csv.DictReader(io.StringIO(answer.text)))

    assert "text/csv; charset=utf-8" == answer.headers["content-type"]
    assert {"gateway.initialised"} <= {row["kind"] for row in rows}
    assert "ZzCanary" not in answer.text


def test_days_and_topics_that_are_none(client, town):
    """A slip is told, and nothing wider is answered."""
    for params in ({"since": "yesterday"}, {"topic": "everything"}, {"until": "2026-02-30"}):
        assert 400 == get(client, town, "/api/log", **params).status_code


def test_any_receipt(client, town):
    """An auditor takes the proof of an entry that somebody else made; it is recorded."""
    made = receipt.read(get(client, town, "/api/log/0/receipt").content)

    entry = receipt.check(made, read_keys(town.settings.data).public)
    assert "gateway.initialised" == entry.kind
    assert {"entry": 0, "entries": 1} == town.entries()[-1]["body"]
    assert 404 == get(client, town, "/api/log/99999/receipt").status_code


def test_a_check_of_the_log(client, town):
    """It is begun, recorded, and told in one sentence."""
    begun = client.post("/api/log/check", headers=town.sign("audrey"))
    while (found := get(client, town, "/api/log/check").json())["report"] is None:
        assert found["fault"] is None

    assert 200 == begun.status_code
    assert found["report"]["ok"]
    assert found["report"]["answer"].startswith("All ")
    assert "log.verified" in {entry["kind"] for entry in town.entries()}


def test_a_sample(client, town):
    """Drawn with the same words it is the same; as a file too."""
    asked = {"document": town.paper}
    assert 201 == client.post("/api/requests", json=asked, headers=town.sign("ada")).status_code
    first = get(client, town, "/api/log/sample", seed="dice", size=2).json()
    again = get(client, town, "/api/log/sample", seed="dice", size=2, among=first["among"])
    as_file = get(client, town, "/api/log/sample", seed="dice", format="csv")

    assert first == again.json()
    assert {"same"} == {one["again"] for one in first["items"]}
    assert as_file.text.startswith("entry,at,sentence,reference,outcome,again,differences")
    assert 400 == get(client, town, "/api/log/sample", seed="A b").status_code
    assert 400 == get(client, town, "/api/log/sample", seed="d", among=10**9).status_code


def test_the_gateway_itself(client, town):
    """Versions, mail, the last of worker and backup, and the doctor's findings; nobody's name."""
    answer = get(client, town, "/api/system", who="moira")
    found = answer.json()

    assert found["ready"]
    assert {"gateway", "python", "rule_book", "database"} == set(found["versions"])
    assert (None, None) == (found["worker_seen"], found["backup_made"])
    assert {"data folder", "the log"} <= {one["about"] for one in found["findings"]}
    assert "ZzCanary" not in answer.text


def test_when_a_worker_and_a_backup_were_last(client, town):
    """Both leave a sign, and the newest one counts."""
    office = client.app.state.office
    before = datetime.now(UTC)
    for _ in range(2):
        office.carry_out_now(WorkerSeen())
        office.carry_out_now(RecordBackup(by=OPERATOR))
    found = get(client, town, "/api/system").json()

    for name in ("worker_seen", "backup_made"):
        assert before <= datetime.fromisoformat(found[name]) <= datetime.now(UTC)
