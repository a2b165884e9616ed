"""The demonstration: one click, at this machine only, and never in a real council."""

import httpx
import pytest

from gateway.casework.demonstration import OfferPeople
from gateway.casework.writer import open_office
from gateway.domain.people import OPERATOR
from gateway.domain.register import INVENTED
from gateway.domain.sign_in import Offered
from gateway.store import tables
from tests.api.signing_in import OURS
from tests.api.town import Town
from tests.web.form_of import send
from tests.web.serving import serving
from tests.web.test_sign_in import PAGE


@pytest.fixture(scope="module")
def invented(tmp_path_factory) -> Town:
    """A town in which everybody is invented, as `gateway demo` makes one; Ada and Moira offered."""
    town = Town(tmp_path_factory.mktemp("invented") / "data")
    with town.writing() as connection:
        connection.execute(tables.people.update().values(source=INVENTED))
    with open_office(town.settings.data, town.settings.database_url) as office:
        offered = tuple(
            Offered(person=town.people[name], who=f"the {name}") for name in ("ada", "moira")
        )
        office.carry_out_now(OfferPeople(by=OPERATOR, offered=offered))
    return town


@pytest.fixture(scope="module")
def address(invented):
    """Where it is served."""
    with serving(invented) as (address, _office):
        yield address


def browser(address: str, **headers: str) -> httpx.Client:
    """Somebody at this machine."""
    return httpx.Client(
        base_url=address, headers=PAGE | OURS | headers, follow_redirects=True, timeout=30
    )


def click(visitor: httpx.Client, person: str) -> httpx.Response:
    """Be one of the people."""
    page = visitor.get("/sign-in")
    form = "/sign-in/demonstration" if "/sign-in/demonstration" in page.text else "/sign-in"
    return send(visitor, page, action="/sign-in/demonstration", form=form, person=person)


def test_one_click_signs_in_and_every_page_says_that_it_is_invented(invented, address):
    """Without a name or a password, to the start page."""
    with browser(address) as visitor:
        assert "Be the ada" in visitor.get("/sign-in").text
        page = click(visitor, invented.people["ada"])
        assert (200, "/home") == (page.status_code, page.url.path)
        for path in ("/home", "/sessions", "/sign-in", "/nowhere"):
            assert "Everybody and everything here is invented" in visitor.get(path).text


def test_only_those_who_are_offered(invented, address):
    """Nobody else of the register, invented or not."""
    with browser(address) as visitor:
        assert 404 == click(visitor, invented.people["audrey"]).status_code
        assert 200 == visitor.get("/sign-in").status_code


def test_not_under_another_name(invented, address):
    """A proxy passes the name of the council's host on: then nobody is offered."""
    with browser(address, Host="withermere.test") as visitor:
        assert "invented people" not in visitor.get("/sign-in").text
        assert 404 == click(visitor, invented.people["ada"]).status_code


def test_a_real_person_ends_it(invented, address):
    """From the moment at which the register holds one."""
    with invented.writing() as connection:
        this = tables.people.c.id == invented.people["fay"]
        connection.execute(tables.people.update().where(this).values(source="council"))
    with browser(address) as visitor:
        assert "invented people" not in visitor.get("/sign-in").text
        assert 404 == click(visitor, invented.people["ada"]).status_code
    with invented.writing() as connection:
        connection.execute(tables.people.update().where(this).values(source=INVENTED))
