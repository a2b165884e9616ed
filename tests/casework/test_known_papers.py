"""What exists, as far as somebody may know: the papers for which they can ask."""

import itertools
import secrets
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select

from gateway.casework.known_papers import known_papers, title_known
from gateway.casework.turn import LONDON
from gateway.casework.writer import open_office
from gateway.domain.people import Caller
from gateway.errors import InputError, NotAllowedError
from gateway.store import tables
from tests.api.town import Town
from tests.store.borough import SECRET


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Town:
    """A town with five papers on the agenda, of which some are private to a group."""
    town = Town(tmp_path_factory.mktemp("known") / "data", "wolverhampton")
    for number in range(5):
        town.document({"main": {"exempt": (1,)}}, title=f"Quay {number}")
    town.hidden = town.document({"main": {"kind": "group_internal"}}, title="Quay of a group")
    public, closed = {"public": True}, {"exempt": (1,)}
    town.whole = town.document({"main": public}, title="Slipway")
    town.part = town.document({"main": public, "annex": closed}, title="Slipway")
    for days in (30, -30, 9):
        _at_meeting(town, town.document({"main": public}, business=False), days)
    for _ in range(2):
        _at_meeting(town, town.document({"main": public}, business=False), None)
    town.half = town.document({"main": public, "advice": {**SECRET, "advice_to": "ada"}})
    _at_meeting(town, town.half, 60, part="advice")
    return town


def _at_meeting(town: Town, document: str, days: int | None, *, part: str = "main") -> None:
    """Make a part business of the committee, some days from now; without them, of no meeting."""
    segments, meeting = tables.segments, None
    start = (datetime.now(LONDON) + timedelta(days=days or 0)).replace(microsecond=0, tzinfo=None)
    with town.writing() as connection:
        if days is not None:
            meeting = secrets.token_hex(16)
            row = {"id": meeting, "source": "test", "source_id": meeting, "body": town.harbour}
            row |= {"start": start, "private": False, "cancelled": False}
            connection.execute(insert(tables.meetings).values(**row))
        of = select(segments.c.id).where(segments.c.document == document, segments.c.name == part)
        business = {"segment": connection.scalars(of).one(), "body": town.harbour}
        connection.execute(insert(tables.segment_business).values(**business, meeting=meeting))


@pytest.fixture
def reading(town):
    """The database of the town, to be read."""
    office = open_office(town.settings.data, town.settings.database_url)
    with office.reading() as reading:
        yield reading
    office._reading.dispose()
    office.writer._transactions._engine.dispose()


def caller(town: Town, name: str = "ben") -> Caller:
    """A councillor of the town."""
    return Caller(person=town.people[name], kind="councillor")


def test_what_stands_on_an_agenda_is_known_and_what_is_private_is_not(town, reading):
    """Closed papers are listed too, as their titles are public; a group's own paper is not."""
    found = known_papers(reading, caller(town), words="quay")

    assert {f"Quay {number}" for number in range(5)} == {one.title for one in found.items}
    assert {(False, False)} == {(one.open, one.whole) for one in found.items}
    assert all(one.meeting and one.meeting > reading.local for one in found.items)
    assert all(one.body and one.body.startswith("Harbour Committee") for one in found.items)
    assert found.next is None


def test_it_tells_the_whole_from_a_part(town, reading):
    """What is wholly open is said to be so, as is what is open in part."""
    found = known_papers(reading, caller(town), words="slipway")

    assert {town.whole: (True, True), town.part: (True, False)} == {
        one.id: (one.open, one.whole) for one in found.items
    }


@pytest.mark.parametrize("sort", ["newest", "oldest", "title"])
def test_the_list_goes_on_from_page_to_page(town, reading, sort):
    """Each paper once, by the meeting that is shown, whatever the length of a page."""
    items = known_papers(reading, caller(town), sort=sort).items
    whole = [one.id for one in items]
    met = [one for one in items if one.meeting]
    unmet = [one for one in items if not one.meeting]
    newest = sort == "newest"
    assert (4, 2) == (len({one.meeting for one in met}), len(unmet))
    expected = [
        *sorted(met, key=lambda one: (one.meeting, one.id), reverse=newest),
        *sorted(unmet, key=lambda one: (one.registered_at, one.id), reverse=newest),
    ]
    if sort == "title":
        expected.sort(key=lambda one: (one.title.lower(), one.id))
    assert expected == list(items)
    for limit in (1, 2, 3):
        pages, after = [], None
        for _ in itertools.count():
            page = known_papers(reading, caller(town), sort=sort, after=after, limit=limit)
            pages += [one.id for one in page.items]
            after = page.next
            if after is None:
                break
        assert whole == pages


def test_a_hidden_part_does_not_move_its_paper(town, reading):
    """Nobody learns from the place of a paper that a part of it goes to a later meeting."""

    def place(name: str) -> tuple[int, int]:
        items = known_papers(reading, caller(town, name)).items
        whole = next(one.meeting for one in items if one.id == town.whole)
        half = next(one for one in items if one.id == town.half)
        assert half.meeting
        return [one.id for one in items].index(town.half), (half.meeting - whole).days

    assert (0, 52) == place("ada")
    later, days = place("ben")
    assert days == 0
    assert later > 0


def test_a_title_is_told_to_those_who_may_know_it(town, reading):
    """The absent and the hidden are told alike: not at all."""
    assert "Harbour wall" in str(title_known(reading, caller(town), town.paper))
    assert [None] * 3 == [
        title_known(reading, caller(town), document)
        for document in (town.hidden, town.secret, town.absent)
    ]
    assert title_known(reading, caller(town, "ada"), town.secret) is not None


def test_only_those_who_ask_for_themselves_have_the_list(town, reading):
    """An officer makes checks; somebody whom nobody knows has nothing."""
    officer = Caller(person=town.people["olive"], kind="officer", offices=frozenset({"officer"}))
    for other in (officer, Caller(person="0" * 32, kind="councillor")):
        with pytest.raises(NotAllowedError):
            known_papers(reading, other)


def test_no_page_goes_on_from_what_may_not_be_known(town, reading):
    """By title, what comes after a hidden paper would tell its title."""
    for document in (town.hidden, town.secret, town.absent):
        with pytest.raises(InputError, match="not the key"):
            known_papers(reading, caller(town), sort="title", after=document)


@pytest.mark.parametrize("how", [{"after": "no key"}, {"words": "a\x00b"}, {"words": "a " * 11}])
def test_what_is_no_key_and_no_search_is_refused(town, reading, how):
    """With the name of what is wrong."""
    with pytest.raises(InputError):
        known_papers(reading, caller(town), **how)
