"""`gateway doctor`: each thing that can be wrong is found, with what to do about it."""

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import Distribution, PackageNotFoundError
from pathlib import Path
from types import SimpleNamespace

import pysqlite3
import pytest
from sqlalchemy import insert, update

from gateway.casework import installation as checks
from gateway.policy.book import load, read_texts, shipped
from gateway.settings import Settings
from gateway.store import tables
from gateway.store.engine import open_for_writing
from tests.buckets import Buckets, names_in
from tests.clamd import clamd
from tests.cli.conftest import Place
from tests.identity.providers import provider
from tests.store.putting_in_force import put_in_force

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def findings(place: Place, **settings: str) -> dict[str, tuple[str, str]]:
    """What the doctor finds: how each thing is, and what is said of it."""
    answer = place.gateway("doctor", "--json", **settings)
    found = [json.loads(line) for line in answer.stdout.splitlines()]
    return {one["about"]: (one["state"], f"{one['says']} {one['do']}") for one in found}


def apart(place: Place, **settings: str) -> dict[str, tuple[str, str]]:
    """The same in a thread of its own: the browser of another test keeps a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(findings, place, **settings).result()


def states(found: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Only how things are, where they are not well."""
    return {about: state for about, (state, _) in found.items() if state != "ok"}


def test_a_fresh_installation_is_well(place: Place):
    """Straight after init there is no finding, and the exit code says so."""
    assert {} == states(findings(place))
    assert 0 == place.gateway("doctor").exit_code


def test_nothing_set_up_is_a_fault_with_the_way_out(empty: Place):
    """Before init the doctor says what to run, and ends with exit code 1."""
    found = findings(empty)

    broken = {
        "data folder",
        "disk",
        "content",
        "keys",
        "database",
        "rule book",
        "rule files",
        "the log",
    }
    assert broken | {"bank holidays", "notices"} == set(states(found))
    assert "gateway init" in found["data folder"][1]
    assert 1 == empty.gateway("doctor").exit_code


def test_a_bucket_is_tried_out(place: Place, buckets: Buckets):
    """A bucket that takes, gives and lets go is well; one that is not there is a fault."""
    url = buckets.new()

    well = findings(place, GATEWAY_CONTENT_URL=url)
    absent = findings(place, GATEWAY_CONTENT_URL="s3://no-such-bucket")
    clear = findings(place, GATEWAY_CONTENT_URL=url, AWS_ENDPOINT_URL="http://store.example")

    assert {} == states(well)
    assert url in well["content"][1]
    assert {"content": "fault"} == states(absent) == states(clear)
    assert "who may read, write and delete there" in absent["content"][1]
    assert "HTTPS" in clear["content"][1]
    assert set() == names_in(url)


def test_the_scanner_is_tried_out(place: Place, clamd_socket: str):
    """One that finds what it must is well; one without signatures is doubtful; none at all told."""
    well = findings(place, GATEWAY_CLAMD=clamd_socket)
    with clamd(knows_trial=False) as address:
        doubtful = findings(place, GATEWAY_CLAMD=address)
    away = findings(place, GATEWAY_CLAMD=f"{clamd_socket}-not")

    assert {} == states(well)
    assert "scanned for malware" in well["scanner"][1]
    assert {"scanner": "warning"} == states(doubtful)
    assert {"scanner": "fault"} == states(away)
    assert "Start clamd" in away["scanner"][1]
    assert "without a scan" in findings(place)["scanner"][1]


def test_a_setting_that_is_not_understood_is_a_fault(place: Place):
    """A misspelt setting is told as such, not passed over."""
    found = findings(place, GATEWAY_PROT="1")

    assert {"settings": "fault"} == states(found)
    assert "did you mean port?" in found["settings"][1]


@pytest.mark.parametrize(
    ("harm", "about", "says"),
    [
        (lambda data: data.chmod(0o755), "data folder", "chmod 700"),
        (lambda data: (data / "log-signing-key.pem").chmod(0o644), "keys", "chmod 600"),
        (lambda data: (data / "log-signing-key.pem").unlink(), "keys", "missing"),
        (lambda data: (data / "gateway.sqlite").unlink(), "database", "gateway init"),
        (lambda data: (data / "gateway.sqlite").write_bytes(b"x" * 4096), "database", ""),
    ],
)
def test_what_was_harmed_is_found(
    place: Place, harm: Callable[[Path], object], about: str, says: str
):
    """An open folder, an open or missing key, a missing or broken database: each is a fault."""
    harm(place.data)

    found = findings(place)

    assert "fault" == found[about][0]
    assert says in found[about][1]


def test_a_changed_log_is_found(place: Place):
    """An entry changed behind the gateway's back is a fault that names the entry."""
    with pysqlite3.connect(place.data / "gateway.sqlite") as connection:
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(
            "UPDATE log_entries SET bytes = CAST(REPLACE(CAST(bytes AS TEXT), 'england', 'scotlan')"
            " AS BLOB) WHERE seq = 0"
        )
    connection.close()

    found = findings(place)

    assert "fault" == found["the log"][0]
    assert "Entry 0" in found["the log"][1]


def test_a_database_of_another_version_is_found(place: Place):
    """A database that this version does not understand is a fault with the command for it."""
    with pysqlite3.connect(place.data / "gateway.sqlite") as connection:
        connection.execute("DELETE FROM alembic_version")
    connection.close()

    assert "gateway init --upgrade" in findings(place)["database"][1]


def test_files_that_are_no_rule_book_are_a_warning(place: Place, tmp_path: Path):
    """A folder without a rule book changes nothing yet, and is told."""
    found = findings(place, GATEWAY_POLICIES=str(tmp_path))

    assert {"rule files": "warning"} == states(found)


def test_files_that_are_not_in_force_are_a_warning(place: Place, tmp_path: Path):
    """Files that were changed, or came with a new version of the program, decide nothing."""
    shutil.copy(shipped() / "model.conf", tmp_path)
    shutil.copytree(shipped() / "policies", tmp_path / "policies")
    with (tmp_path / "model.conf").open("a") as model:
        model.write("# a remark\n")
    found = findings(place, GATEWAY_POLICIES=str(tmp_path))

    assert {"rule files": "warning"} == states(found)
    assert load(tmp_path).digest in found["rule files"][1]


def test_a_rule_book_in_force_that_cannot_be_used_is_found(place: Place):
    """It decides nothing, and the doctor names file, line and the two ways out."""
    texts = {**read_texts(shipped()), "policies/national/wales.csv": "p, nonsense\n"}
    put_in_force(Settings(data=place.data).database_url, texts)
    found = findings(place)

    wrong = {"rule book": "fault", "rule files": "warning", "bank holidays": "fault"}
    assert wrong == states(found)
    assert "policies/national/wales.csv, line 1" in found["rule book"][1]


def test_an_address_open_to_the_network_without_https_is_found(place: Place):
    """Tokens never cross the network in the clear."""
    assert {"hosts": "fault"} == states(findings(place, GATEWAY_HOST="192.0.2.1"))


def test_names_that_nobody_can_use_are_a_warning(place: Place):
    """Behind a proxy, the name that people type must be allowed."""
    found = findings(place, GATEWAY_HTTPS="true")

    assert {"hosts": "warning"} == states(found)
    assert "GATEWAY_ALLOWED_HOSTS" in found["hosts"][1]


def told(look: checks.Look, settings: Settings, now: datetime = NOW) -> tuple[str, str]:
    """How one look ends, and what it says."""
    (finding,) = checks._run((look,), settings, lambda: now)
    return finding.state, finding.says


@pytest.mark.parametrize(
    ("free", "state"),
    [(2**31, "ok"), (2**30 - 1, "warning"), (2**26 - 1, "fault")],
)
def test_a_full_disk_is_found_before_it_is_full(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int, state: str
):
    """Little room is a warning, none is a fault."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))

    assert state == told(checks.disk, Settings(data=tmp_path))[0]


def test_an_old_python_is_found(monkeypatch: pytest.MonkeyPatch):
    """A Python older than 3.11 is a fault."""
    monkeypatch.setattr(checks, "OLDEST_PYTHON", (99, 0))

    assert "fault" == told(checks.python, Settings())[0]


def test_the_old_casbin_is_found(monkeypatch: pytest.MonkeyPatch):
    """The distribution that overwrites pycasbin is a fault where it is installed."""
    found: dict[str, str] = {}

    def distribution(name: str) -> Distribution | str:
        found[name] = name
        return name

    monkeypatch.setattr(checks, "distribution", distribution)

    assert "fault" == told(checks.packages, Settings())[0]
    assert {"casbin": "casbin"} == found


def test_it_is_well_where_only_pycasbin_is_installed():
    """The installation of this very test run is looked at."""
    with pytest.raises(PackageNotFoundError):
        checks.distribution("casbin")

    assert "ok" == told(checks.packages, Settings())[0]


def test_a_provider_is_asked_whether_it_is_the_one(place: Place, tmp_path: Path):
    """A real one; then an empty secret, one that is not there, and half of its settings."""
    secret = tmp_path / "secret"
    secret.write_text("of the client")
    with provider() as issuer:
        named = {
            "GATEWAY_OIDC_ISSUER": issuer,
            "GATEWAY_OIDC_CLIENT_ID": "gateway",
            "GATEWAY_OIDC_CLIENT_SECRET_FILE": str(secret),
            "GATEWAY_PUBLIC_URL": "http://127.0.0.1:8080",
        }
        assert {} == states(apart(place, **named))
        secret.write_text("")
        assert "fault" == apart(place, **named)["sign in provider"][0]
    gone = apart(place, **named | {"GATEWAY_OIDC_CLIENT_SECRET_FILE": ""})
    assert "does not answer" in gone["sign in provider"][1]
    half = findings(place, GATEWAY_OIDC_CLIENT_ID="gateway")
    assert "GATEWAY_OIDC_CLIENT_ID" in half["sign in provider"][1]


def test_a_clock_behind_the_log_is_found(place: Place):
    """A clock that goes back before what is recorded is a fault, and so is one never set."""
    settings = Settings(data=place.data)

    assert "fault" == told(checks.clock, settings, datetime.now(UTC) - timedelta(hours=1))[0]
    assert "fault" == told(checks.clock, settings, datetime(1970, 1, 1, tzinfo=UTC))[0]
    assert "ok" == told(checks.clock, settings, datetime.now(UTC))[0]


def test_what_others_write_meanwhile_does_not_put_the_clock_behind(place: Place):
    """A gateway starts while a worker writes to its log: the clock is read after the log."""

    def while_others_write() -> datetime:
        moment = datetime.now(UTC)
        assert 0 == place.gateway("audit", "verify").exit_code  # which stands in the log
        return moment

    (finding,) = checks._run((checks.clock,), Settings(data=place.data), while_others_write)
    assert "ok" == finding.state


def test_the_page_for_people_says_the_same(place: Place):
    """Without --json there is one row for each finding."""
    answer = place.gateway("doctor")

    assert all(about in answer.output for about in findings(place))


def notice(place: Place, state: str, told_at: datetime) -> None:
    """Somebody was told something that was not sent."""
    row = {"id": "c" * 32, "entry": 0, "kind": "determined", "recipient_kind": "office"}
    row |= {"recipient": "chairman", "about": "NTK-2026-0001", "told_at": told_at}
    row |= {"state": state, "attempts": 7, "next_at": told_at, "fault": "unreachable"}
    engine = open_for_writing(Settings(data=place.data).database_url)
    with engine.begin() as connection:
        connection.execute(insert(tables.notices), row)
    engine.dispose()


MAIL = {"GATEWAY_MAIL_HOST": "127.0.0.1", "GATEWAY_MAIL_FROM": "gateway@example.org"}


def test_notices_that_are_not_sent_are_found(place: Place):
    """Stuck, or waiting for long although there is a mail server; and where to look."""
    notice(place, "waiting", datetime.now(UTC) - timedelta(days=2))
    without, waiting = findings(place)["notices"], findings(place, **MAIL)["notices"]
    engine = open_for_writing(Settings(data=place.data).database_url)
    with engine.begin() as connection:
        connection.execute(update(tables.notices).values(state="stuck"))
    engine.dispose()
    stuck = findings(place)["notices"]

    assert ("ok", "warning", "warning") == (without[0], waiting[0], stuck[0])
    assert "No mail server is named; 1 notices wait" in without[1]
    assert "gateway worker" in waiting[1]
    assert "1 notices could not be sent" in stuck[1]
    assert "fault" == findings(place, GATEWAY_MAIL_HOST="mail.example.org")["notices"][0]


def test_notices_that_wait_a_little_are_well(place: Place):
    """They are sent soon."""
    notice(place, "waiting", datetime.now(UTC))

    assert ("ok", "1 notices wait to be sent. ") == findings(place, **MAIL)["notices"]


def test_a_holiday_that_the_rule_book_does_not_know_is_found(place: Place):
    """A proclaimed day was added to the calendar, and decisions do not count with it yet."""
    day = {"day": date(2027, 5, 10), "kind": "bank_holiday", "entry": 0}
    engine = open_for_writing(Settings(data=place.data).database_url)
    with engine.begin() as connection:
        connection.execute(insert(tables.council_days), day)
    engine.dispose()
    state, says = findings(place)["bank holidays"]

    assert "warning" == state
    assert "Monday 10 May 2027" in says


def test_a_calendar_that_ends_is_found(place: Place):
    """In its last year somebody must add the next ones."""
    settings = Settings(data=place.data)

    assert "agree up to 2028" in checks.bank_holidays(
        settings, lambda: datetime(2027, 12, 31, tzinfo=UTC)
    )
    with pytest.raises(checks.Doubt, match="2028"):
        checks.bank_holidays(settings, lambda: datetime(2028, 1, 1, tzinfo=UTC))
