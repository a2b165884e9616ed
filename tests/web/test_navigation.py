"""The menu: short enough for one line, and the page that is open is marked in it."""

import pytest

from gateway.domain.people import Caller
from gateway.web.navigation import groups_for, menu_for

OFFICER = Caller(
    person="moira", kind="officer", offices=frozenset({"officer", "monitoring_officer"})
)
MEMBER = Caller(person="ada", kind="councillor")
AUDITOR = Caller(person="audrey", kind="officer", offices=frozenset({"auditor"}))


@pytest.mark.parametrize("caller", [OFFICER, MEMBER, AUDITOR], ids=lambda one: one.person)
def test_the_menu_fits_on_one_line(caller):
    """Six entries at most, however many pages there are."""
    assert len(menu_for(caller, "/home").groups) <= 6
    assert [] == menu_for(caller, "/home").pages


@pytest.mark.parametrize("caller", [OFFICER, MEMBER, AUDITOR], ids=lambda one: one.person)
def test_every_page_is_reached_from_the_menu(caller):
    """An entry by itself, or below its group; where it is open it is marked, and no other is."""
    for entry in (one for group in groups_for(caller) for one in group.entries):
        menu = menu_for(caller, entry.address)
        marked = [one for one in menu.groups if one["current"] or one["active"]]
        here = [one["href"] for one in menu.pages if one["here"]] or [marked[0]["href"]]
        assert (1, [entry.address]) == (len(marked), here)


def test_a_page_below_belongs_to_the_longest_address_above_it():
    """A check of the log is not the log."""
    menu = menu_for(AUDITOR, "/log/check")

    assert ["/log/check"] == [one["href"] for one in menu.pages if one["here"]]


def test_a_page_beside_an_entry_belongs_to_it():
    """Declaring a relationship belongs to the list of them; an officer finds both elsewhere."""
    pages = [menu_for(one, "/cover/relationships").pages for one in (MEMBER, OFFICER)]

    assert [["/cover/close"], ["/cover"]] == [
        [one["href"] for one in found if one["here"]] for found in pages
    ]


def test_a_stranger_has_no_menu():
    """Nor is anything marked where no entry is open."""
    assert ([], []) == menu_for(None, "/help")
    assert not any(one["active"] for one in menu_for(MEMBER, "/help").groups)
