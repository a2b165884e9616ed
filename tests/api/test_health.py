"""Health and readiness: whether the process answers, and whether it can record."""

import pytest
from litestar.testing import TestClient

from gateway.app import create_app
from tests.api.conftest import ADDRESS
from tests.api.town import Town


@pytest.fixture
def small_town(tmp_path) -> Town:
    """A town that a test may break."""
    return Town(tmp_path / "data")


def test_a_gateway_at_work_is_ready(client):
    """Both say so, to anybody."""
    assert {"status": "ok"} == client.get("/healthz").json()
    assert {"status": "ready", "notices": "not stuck"} == client.get("/readyz").json()


def test_when_the_writer_has_stopped_nothing_is_ready(small_town):
    """The process still answers, but nothing can be recorded, so nothing is decided."""
    app = create_app(small_town.settings)
    with TestClient(app, base_url=ADDRESS) as client:
        app.state.office.stop()
        healthy, ready = client.get("/healthz"), client.get("/readyz")

    assert 200 == healthy.status_code
    assert 503 == ready.status_code
    assert "5" == ready.headers["retry-after"]
    assert "The log cannot be written." == ready.json()["detail"]
