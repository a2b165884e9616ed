"""The operational log: what it says of a request, and what never."""

import io
import json
import logging

import pytest
import structlog
from litestar.testing import TestClient

from gateway.api import operational_log
from gateway.app import create_app
from tests.api.conftest import ADDRESS
from tests.api.town import CANARY


def broken() -> None:
    """Fail with words that may hold anything."""
    raise ValueError(CANARY)


def lines(capsys) -> list[dict]:
    """The lines written since the last look."""
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_request_is_one_line_without_its_address(town, capsys):
    """The line names the template of the address, the answer and the time it took."""
    with TestClient(create_app(town.settings), base_url=ADDRESS) as client:
        answer = client.get(
            f"/api/documents/{town.paper}/content?segment=main", headers=town.sign("ada")
        )
    (line,) = lines(capsys)

    assert 200 == answer.status_code
    assert {"time", "level", "event", "request_id", "method", "route", "status", "ms"} == set(line)
    assert answer.headers["x-request-id"] == line["request_id"]
    assert ("GET", "/api/documents/{document}/content", 200) == (
        line["method"],
        line["route"],
        line["status"],
    )


@pytest.mark.parametrize("path", [f"/{CANARY}", f"/api/documents/{CANARY}", f"/?q={CANARY}"])
def test_an_address_that_leads_nowhere_is_not_repeated(town, capsys, path):
    """Nor is a method that nobody knows: both are words of a stranger."""
    with TestClient(create_app(town.settings), base_url=ADDRESS) as client:
        client.request(CANARY, path)
        client.request("GET", path, headers=town.sign("ada"))
    written = lines(capsys)

    assert ["other", "GET"] == [line["method"] for line in written]
    assert CANARY not in json.dumps(written)


def test_a_line_keeps_only_the_fields_that_are_listed(capsys):
    """Whoever writes a line, a title or a name in it is left out."""
    operational_log.configure("info")
    structlog.get_logger().info("event", title=CANARY, status=200)
    (line,) = lines(capsys)

    assert {"time", "level", "event", "status"} == set(line)


def test_an_exception_leaves_its_kind_and_place_only(capsys):
    """The words of an error may hold what was sent."""
    operational_log.configure("info")
    try:
        broken()
    except ValueError:
        structlog.get_logger().exception("failed")
    (line,) = lines(capsys)

    assert "ValueError" == line["error"]
    assert line["at"].startswith("tests.api.test_operational_log:")
    assert CANARY not in json.dumps(line)


def test_an_error_that_was_never_raised_has_no_place():
    """There is no line of code to name."""
    assert "unknown" == operational_log.place_of(ValueError())


def test_of_libraries_only_the_name_and_place_are_kept(capsys):
    """What a library says is not ours to answer for: it may hold a query or a token."""
    operational_log.configure("info")
    logging.getLogger("library").warning("said %s", CANARY)
    try:
        broken()
    except ValueError:
        logging.getLogger("library").exception(CANARY)
    said, failed = lines(capsys)

    assert ("library", "warning") == (said["event"], said["level"])
    assert said["at"].startswith("library:")
    assert "ValueError" == failed["error"]
    assert CANARY not in json.dumps([said, failed])


def test_a_higher_level_leaves_requests_out(capsys):
    """Who asks for errors only gets errors only."""
    operational_log.configure("error")
    structlog.get_logger().info("request")
    structlog.get_logger().error("failed")

    assert ["failed"] == [line["event"] for line in lines(capsys)]


def test_a_log_that_nobody_reads_stops_nothing(monkeypatch):
    """When the far end of the log is gone, the gateway answers on."""
    far_end = io.BytesIO()
    monkeypatch.setattr("sys.stderr", io.TextIOWrapper(far_end))
    operational_log.configure("info")
    structlog.get_logger().info("request")
    heard = far_end.getvalue()
    far_end.close()
    structlog.get_logger().error("failed")

    assert b"request" in heard
