"""Changes to the register that wait, over the API: shown, confirmed and dismissed by officers."""

import pytest

from gateway.domain.people import OPERATOR
from gateway.importing.confirming import ProposeRegister
from tests.importing import invented
from tests.importing.test_import_register import DIGEST, registers


@pytest.fixture
def waiting(client):
    """The id of what waits to be confirmed."""
    said = registers(invented.councillors())
    command = ProposeRegister(by=OPERATOR, registers=said, digests=(DIGEST,))
    return client.app.state.office.carry_out_now(command)


def test_officers_see_and_decide(client, town, waiting):
    """Who would come; dismissed, it is gone."""
    olive = town.sign("olive")
    shown = client.get("/api/register-changes", headers=olive).json()
    gone = client.delete(f"/api/register-changes/{waiting}", headers=olive)
    late = client.post(f"/api/register-changes/{waiting}/confirmation", headers=olive)
    nothing = client.get("/api/register-changes", headers=olive).json()

    assert (waiting, 1) == (shown["id"], len(shown["sources"]))
    assert (204, 404) == (gone.status_code, late.status_code)
    assert {"id": None, "found_at": None, "sources": []} == nothing
