"""Signing in as a browser does, whatever way somebody shows who they are."""

from litestar.testing import TestClient
from msgspec import Struct

from gateway.casework.sessions import begin
from gateway.casework.turn import Turn
from gateway.domain.sign_in import BegunSession
from tests.api.town import Town

OURS = {"Sec-Fetch-Site": "same-origin"}
"""What a browser says of a form on a page of ours."""


class Begin(Struct, frozen=True):
    """Begin a session of a person's."""

    person: str

    def carry_out(self, turn: Turn) -> BegunSession:
        """Begin it."""
        return begin(turn, account=None, person=self.person, way="demonstration", replaced=None)


def session_for(client: TestClient, town: Town, name: str) -> str:
    """The secret of a new session of somebody of the town."""
    office = client.app.state.office
    return office.carry_out_now(Begin(town.people[name])).secret
