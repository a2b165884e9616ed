"""A town in Wales, and a councillor there who has something on every page that councillors have."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
from litestar.testing import TestClient
from msgspec import Struct

from gateway.app import create_app
from gateway.casework.accounts import Invite
from gateway.casework.capacities import OpenCapacity
from gateway.casework.sessions import begin
from gateway.casework.set_up import FinishSetUp, SetPassword
from gateway.casework.turn import Turn
from gateway.domain.people import OPERATOR
from gateway.identity.codes import new_authenticator, new_recovery_codes, recovery_hash
from gateway.store import tables
from tests.api.conftest import ADDRESS
from tests.api.standing import Standing
from tests.api.test_files import paper as pdf
from tests.api.town import CANARY, LONG_AGO, Town

WELSH = {"Cookie": "language=cy"}
INDIVIDUAL = 12
"""The paragraph about individuals in the Welsh schedule."""
SAME = re.compile(
    r"|[\W\d]+|NTK-\d{4}-\d+|[0-9a-f]{32}|Withermere|.*ZzCanaryzZ.*|.*[0-9a-f]{32}|Main|Annex|Data"
    r"|.* \u2013 Withermere|English|Cymraeg|For the meeting\."
    r"|[A-Z2-7 ]{32,}|[a-z]+-invited"
)
"""What may stand alike in both languages: names, numbers, what people wrote, and punctuation."""


class _Texts(HTMLParser):
    """What a reader reads on a page: texts, and what is read out for a control or a picture."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.found.add(" ".join(data.split()))

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        read_out = ("aria-label", "data-head", "alt")
        self.found |= {value for name, value in attrs if name in read_out and value}


def texts(page: str) -> set[str]:
    """What a reader reads on a page."""
    return _Texts(page).found


def shared(english: str, other: str) -> list[str]:
    """What stands alike on the same page in two languages, and is no name and no number."""
    both = texts(english) & texts(other)
    return sorted(one for one in both if not SAME.fullmatch(one))


def marked_english(page: str) -> list[str]:
    """What is marked as English on a page in another language."""
    return re.findall(r'<span lang="en-GB">(.*?)</span>', page)


class _Begin(Struct, frozen=True):
    """Begin a session of somebody who signed in with a password."""

    account: str
    person: str

    def carry_out(self, turn: Turn) -> str:
        """Begin it; gives its secret."""
        person = self.person
        return begin(
            turn, account=self.account, person=person, way="password", replaced=None
        ).secret


class InWales(Struct, frozen=True, kw_only=True):
    """The town, a browser at its gateway signed in as nobody, and what stands in addresses.

    `ben` is the session of a councillor who is in the register twice.
    """

    town: Town
    client: TestClient[Any]
    places: dict[str, str]
    ben: str

    def signed_in(self, language: str) -> dict[str, str]:
        """What Ben's browser sends once he has chosen a language."""
        return {"Cookie": f"session={self.ben}; language={language}"}


@contextmanager
def town_in_wales(data: Path) -> Iterator[InWales]:
    """It, while its gateway is at work. The council's sign-in provider does not answer."""
    town = Town(data, profile="wales")
    secret = town.settings.data / "oidc-secret"
    secret.write_text("of the client")
    settings = msgspec.structs.replace(
        town.settings,
        oidc_issuer="http://127.0.0.1:9",
        oidc_client_id="gateway",
        oidc_client_secret_file=secret,
        public_url="http://127.0.0.1:8080",
    )
    with TestClient(create_app(settings), base_url=ADDRESS) as client:
        client.headers["Accept"] = "text/html,application/xhtml+xml"
        made = _Makes(town, client)
        yield InWales(town=town, client=client, places=made.places(), ben=made.session())


class _Makes:
    """Fills the town."""

    def __init__(self, town: Town, client: TestClient[Any]) -> None:
        self.town = town
        self.client = client
        self.office = client.app.state.office
        self.standing = Standing(town, client, INDIVIDUAL)

    def places(self) -> dict[str, str]:
        """What stands in the addresses of pages."""
        town, standing = self.town, self.standing
        mixed = town.document({"main": {"public": True}, "annex": {"exempt": (INDIVIDUAL,)}})
        parts = {"main": {"public": True}, "data": {"public": True, "content_type": "text/x"}}
        return {
            "open": mixed,
            "read": town.document(parts, content=pdf("The harbour wall", "It leaks")),
            "waits": standing.papers["waits"],
            "mixed": self._asked(mixed),
            "other": self._asked(town.paper),
            "asked": standing.request_in("information_asked"),
            "given": standing.request_in("given"),
            "disputed": standing.request_in("disputed"),
            "withdrawn": standing.request_in("withdrawn"),
            "copy": self._copy(),
            "draft": self._made("drafts", document=town.paper),
            "question": self._made("advice", words=CANARY, in_confidence=True),
            "link": self._link("ada").secret,
            "half": self._half_way(self._link("dora").secret),
            "ben": town.people["ben"],
            **self._close(),
        }

    def session(self) -> str:
        """A session of Ben's, by his account; Nora is declared to be the same person."""
        ben, nora = (self.town.people[one] for one in ("ben", "nora"))
        link = self._link("ben")
        authenticator = new_authenticator()
        hashes = tuple(kept for one in new_recovery_codes() if (kept := recovery_hash(one)))
        for one in (
            SetPassword(secret=link.secret, password="no hash", authenticator=authenticator),
            FinishSetUp(secret=link.secret, authenticator=authenticator, step=0, recovery=hashes),
        ):
            self.office.carry_out_now(one)
        row = {"person": ben, "other": nora, "same_person": True, "entry": 0}
        times = {"valid_from": datetime(2026, 6, 1), "recorded_at": LONG_AGO}  # noqa: DTZ001  local
        with self.town.writing() as connection:
            connection.execute(tables.relationships.insert(), row | times)
        self.office.carry_out_now(OpenCapacity(by=OPERATOR, account=link.account, person=nora))
        begun: str = self.office.carry_out_now(_Begin(link.account, ben))
        return begun

    def _post(self, address: str, body: dict[str, Any]) -> Any:
        answer = self.client.post(f"/api/{address}", json=body, headers=self.town.sign("ben"))
        assert answer.is_success, answer.text
        return answer.json()

    def _made(self, what: str, **body: Any) -> str:
        made: str = self._post(what, body)["id"]
        return made

    def _asked(self, document: str) -> str:
        asked = {"document": document, "purpose": "official_duty", "statement": CANARY}
        reference: str = self._post("requests", asked)["reference"]
        return reference

    def _close(self) -> dict[str, str]:
        """To whom Ben is close: he may end what he declared of a councillor himself."""
        found = {who: self.town.people[who] for who in ("ada", "olive")}
        for other in found.values():
            self._post("relationships", {"other": other})
        return found

    def _copy(self) -> str:
        """The id of the copy that comes about when what was given on conditions is fetched."""
        waits = self.standing.papers["waits"]
        self.standing.papers["waits"] = self.town.document({"main": {"exempt": (INDIVIDUAL,)}})
        reference = self.standing.request_in("given")
        at = f"documents/{self.standing.papers['waits']}"
        self.standing.papers["waits"] = waits
        accepted = [{"segment": "main", "conditions": ["confidential"]}]
        self._post(f"{at}/acceptance", {"accepted": accepted, "request": reference})
        ben = self.town.sign("ben")
        self.client.get(f"/api/{at}/content", params={"request": reference}, headers=ben)
        (copy,) = self.client.get("/api/copies", headers=ben).json()["items"]
        named: str = copy["id"]
        return named

    def _link(self, who: str) -> Any:
        return self.office.carry_out_now(
            Invite(by=OPERATOR, person=self.town.people[who], name=f"{who}-invited")
        )

    def _half_way(self, secret: str) -> str:
        self.office.carry_out_now(
            SetPassword(secret=secret, password="no hash", authenticator=new_authenticator())
        )
        return secret
