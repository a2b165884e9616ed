"""Every answer that is a list can be searched, put in another order, paged and taken as CSV.

An answer that is a list without one of these fails here, unless it is named with the reason.
"""

from collections import Counter
from typing import Any, get_args

import pytest
from litestar.routes import HTTPRoute
from litestar.testing import TestClient

from gateway.api.incoming import query_names
from gateway.app import create_app
from gateway.store import tables
from tests.api.conftest import ADDRESS
from tests.api.test_files import paper
from tests.api.town import Town

TOOLS = {"after", "limit", "sort", "q", "format"}
WITHOUT: dict[str, set[str]] = {
    "/api/log": {"q"},  # found by person, document, topic and day: no names or words stand in it
}
"""Lists without some of the tools, and why."""
NO_LISTS = {
    "/api/documents/{document}/acceptance": "the parts of one document",
    "/api/documents/{document}/parts/{part}/pages/{number}/words": "the words of one page",
}
"""Answers that are one thing after the other, but what one document holds."""
LISTS = (
    ("/api/calendar", "olive"),
    ("/api/deputies", "olive"),
    ("/api/files", "peter"),
    ("/api/people/{ada}/interests", "ada"),
    ("/api/relationships", "moira"),
    ("/api/rule-books", "olive"),
)
"""Lists without a page that goes through them, and somebody to whom each opens."""


def answers(app) -> dict[str, Any]:
    """By address, the handlers that answer a question."""
    return {
        route.path_format: handler
        for route in app.routes
        if isinstance(route, HTTPRoute) and route.path_format.startswith("/api/")
        for handler in route.route_handlers
        if "GET" in handler.http_methods
    }


def kind_of(handler) -> Any:
    """What it answers with, without the response around it and what a generic struct holds."""
    kind = handler.parsed_fn_signature.return_type.annotation
    inner = get_args(kind)[0] if "Response[" in str(kind) else kind
    return getattr(inner, "__origin__", inner)


def test_every_list_has_its_tools(client):
    """Those that answer with `items` and `next`; what has neither is no list, or is named."""
    bare = set()
    for address, handler in answers(client.app).items():
        kind = kind_of(handler)
        if kind in {tuple, list}:
            bare.add(address)
        if {"items", "next"} <= set(getattr(kind, "__struct_fields__", ())):
            assert TOOLS - query_names(handler) == WITHOUT.get(address, set()), address

    assert set(NO_LISTS) == bare


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Town:
    """A town of its own."""
    return Town(tmp_path_factory.mktemp("lists") / "data")


@pytest.fixture(scope="module")
def client(town):
    """Somebody at its gateway."""
    with TestClient(create_app(town.settings), base_url=ADDRESS) as client:
        yield client


@pytest.fixture(scope="module")
def filled(client, town):
    """Rows stand in each of the lists."""
    peter, people = town.sign("peter"), town.people
    with town.writing() as connection:
        for matter, sensitive in (("harbour", False), ("home", True)):
            town._membership(
                connection,
                tables.interests,
                "ada",
                matter=matter,
                kind="disclosable_pecuniary",
                dispensation=False,
                sensitive=sensitive,
            )
    for words in ("one", "two", "three"):
        headers = peter | {"Content-Type": "application/octet-stream"}
        assert 201 == client.post("/api/files", content=paper(words), headers=headers).status_code
    moira = town.sign("moira")
    for day in ("2027-05-10", "2027-05-11", "2027-05-12"):
        body = {"day": day, "kind": "closed"}
        assert 201 == client.post("/api/calendar", json=body, headers=moira).status_code
    days = {"first": "2027-01-01", "last": "2099-01-02", "person": people["olive"]}
    for office in ("proper_officer", "chief_executive"):
        body = {"office": office, **days}
        assert 201 == client.post("/api/deputies", json=body, headers=moira).status_code
    for who in ("ben", "dora"):
        body = {"other": people[who]}
        made = client.post("/api/relationships", json=body, headers=town.sign("ada"))
        assert 201 == made.status_code


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("address", "who"), LISTS, ids=str)
def test_page_by_page_the_whole_list_comes_once(client, town, address, who):
    """In every order, as JSON and as CSV; a search finds what has its words and nothing else."""
    path, headers = address.format(ada=town.people["ada"]), town.sign(who)

    def asked(**params: Any):
        answer = client.get(path, params=params, headers=headers)
        assert 200 == answer.status_code, answer.text
        return answer

    (sort,) = (
        one
        for name, one in answers(client.app)[
            address.replace("{ada}", "{person}")
        ].parsed_fn_signature.parameters.items()
        if name == "sort"
    )
    for order in get_args(sort.annotation):
        whole = asked(sort=order, limit=200).json()["items"]
        pages, after = [], {}
        while after is not None and len(pages) <= len(whole):
            page = asked(sort=order, limit=1, **after).json()
            pages += page["items"]
            after = {"after": page["next"]} if page["next"] else None
        assert (whole, True) == (pages, bool(whole)), order
        assert len(whole) + 1 == len(asked(sort=order, format="csv").text.splitlines())
    assert [] == asked(q="no such words anywhere").json()["items"]
    assert 400 == client.get(path, params={"after": "none"}, headers=headers).status_code


@pytest.mark.usefixtures("filled")
def test_a_search_finds_what_it_names(client, town):
    """By a name, an office, a day, a kind of file, a matter; never by what is withheld."""
    found = Counter()
    for who, address, words in (
        ("olive", "/api/deputies", "olive chief"),
        ("ada", "/api/relationships", "ada dora"),
        ("olive", "/api/calendar", "11 may"),
        ("olive", "/api/rule-books", "whoever set"),
        ("peter", "/api/files", "pdf"),
        ("ada", f"/api/people/{town.people['ada']}/interests", "home"),
        ("ben", f"/api/people/{town.people['ada']}/interests", "home"),
        ("ben", f"/api/people/{town.people['ada']}/interests", "harbour"),
    ):
        answer = client.get(address, params={"q": words}, headers=town.sign(who))
        found[who, words] = len(answer.json()["items"])

    assert 3 <= found.pop(("peter", "pdf"))
    assert 0 == found.pop(("ben", "home"))
    assert {1} == set(found.values())
