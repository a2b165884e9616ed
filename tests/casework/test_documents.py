"""Documents: what a caller may see now, and what they may not even know of."""

from datetime import timedelta

import pytest

from gateway.casework.documents import document_for, documents_for, waits_if_asked
from gateway.casework.writer import Office
from gateway.domain.people import Caller
from gateway.errors import InputError, NotAllowedError, NotFoundError
from gateway.store import tables
from tests.casework.asking import ADAS, AUDREYS, BENS, FAYS, OLIVES, caller
from tests.casework.thornmere import CLOSED, HIDDEN, LOOSE, MIXED, NOT_HELD, OPEN, TIED
from tests.store.borough import FOUNDED, NOW, Borough, id_of

STRANGER = caller("0" * 32)


def _titles(office: Office, who: Caller) -> set[str]:
    with office.reading() as reading:
        return {view.title for view in documents_for(reading, who).items}


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (ADAS, {"open", "mixed", "tied"}),
        (BENS, {"open", "mixed", "tied"}),
        (caller(id_of("Cleo")), {"open", "mixed", "tied", "hidden"}),
        (FAYS, set()),
        (OLIVES, {"open", "closed", "mixed", "hidden", "loose", "tied"}),
    ],
)
def test_the_list_is_what_is_released_now(town: Borough, who: Caller, expected: set[str]):
    """Councillors see what is released with no purpose stated; officers see all."""
    with town.office() as office:
        assert expected == _titles(office, who)


def test_the_list_agrees_with_each(town: Borough):
    """What the list shows is what is shown one by one, for everybody."""
    papers = (OPEN, CLOSED, MIXED, HIDDEN, LOOSE, TIED)
    with town.office() as office, office.reading() as reading:
        for who in (ADAS, BENS, FAYS, OLIVES):
            listed = {view.id: view for view in documents_for(reading, who).items}
            alone = {}
            for paper in papers:
                try:
                    alone[paper] = document_for(reading, who, paper)
                except NotFoundError:
                    continue
            released = {
                paper: view
                for paper, view in alone.items()
                if view.decision is None or any(one.released for one in view.decision.segments)
            }
            assert released == listed


@pytest.mark.parametrize("who", [AUDREYS, STRANGER, caller(id_of("Olive"), kind="officer")])
def test_others_see_no_documents(town: Borough, who: Caller):
    """Auditors, strangers and officers without an office see no titles."""
    with town.office() as office, office.reading() as reading:
        with pytest.raises(NotAllowedError):
            documents_for(reading, who)
        with pytest.raises(NotAllowedError):
            document_for(reading, who, OPEN)


def test_a_paper_on_the_agenda_may_be_known(town: Borough):
    """The title of an exempt paper stands on the agenda, so it is shown with what was decided."""
    with town.office() as office, office.reading() as reading:
        view = document_for(reading, BENS, CLOSED)
    assert ("closed", ("body",)) == (view.title, view.segments)
    assert view.decision is not None
    assert "proper_officer" == view.decision.refer_to


@pytest.mark.parametrize("document", [HIDDEN, LOOSE, NOT_HELD])
def test_what_is_not_to_be_known_is_as_absent(town: Borough, document: str):
    """A secret paper, one that is nobody's business yet, and none at all: the same answer."""
    with town.office() as office, office.reading() as reading:
        with pytest.raises(NotFoundError) as caught:
            document_for(reading, BENS, document)
        assert ("There is no such document.", None) == (caught.value.detail, caught.value.where)


def test_a_hidden_part_is_not_listed(town: Borough):
    """Of a paper with a secret part the other parts are shown, as if they were all."""
    with town.office() as office, office.reading() as reading:
        view = document_for(reading, BENS, MIXED)
    assert ("body",) == view.segments
    assert view.decision is not None
    assert "disclose" == view.decision.outcome


@pytest.mark.parametrize(
    ("document", "who", "waits"),
    [
        (CLOSED, BENS, {"body"}),
        (OPEN, BENS, set()),
        (MIXED, BENS, set()),
        (HIDDEN, BENS, set()),
        (NOT_HELD, BENS, set()),
        (CLOSED, OLIVES, set()),
    ],
    ids=["closed", "open", "hidden part", "hidden", "absent", "officer"],
)
def test_what_would_wait_if_one_asked_for_work(
    town: Borough, document: str, who: Caller, waits: set[str]
):
    """Of the parts that one may know of, those that an office would look at."""
    with town.office() as office, office.reading() as reading:
        assert waits == waits_if_asked(reading, who, document)


@pytest.mark.parametrize(
    "private",
    [{"kind": "correspondence"}, {"kind": "group_internal"}, {"kind": "advice_to_member"}],
)
def test_a_private_part_keeps_a_paper_from_being_known(town: Borough, private: dict[str, str]):
    """A paper with an unreleased private part is not known by being business of a body."""
    paper = town.document("letter", body={"business": "Board", "exempt": (1,)}, part=private)
    with town.office() as office, office.reading() as reading, pytest.raises(NotFoundError):
        document_for(reading, BENS, paper)


def test_an_officer_sees_a_paper_whole(town: Borough):
    """An officer is shown every part, and no decision: they do not ask for themselves."""
    with town.office() as office, office.reading() as reading:
        view = document_for(reading, OLIVES, MIXED)
        assert (("body", "advice"), None) == (view.segments, view.decision)
        with pytest.raises(NotFoundError):
            document_for(reading, OLIVES, NOT_HELD)


def test_pages_cover_all_and_tell_of_nothing_else(town: Borough):
    """Page after page every visible paper comes once, newest first, across loads of many."""
    for number in range(7):
        title = f"paper {number}"
        town.document(title, body={"public": True})
        moment = FOUNDED + timedelta(days=number % 3)
        town.change(tables.documents, tables.documents.c.id == id_of(title), registered_at=moment)
    with town.office() as office, office.reading() as reading:
        whole = documents_for(reading, ADAS, limit=100)
        found, after = [], None
        while True:
            page = documents_for(reading, ADAS, after=after, limit=2)
            found += page.items
            after = page.next
            if after is None:
                break
        assert list(whole.items) == found
        assert 10 == len(found)
        moments = [view.registered_at for view in found]
        assert sorted(moments, reverse=True) == moments


def test_the_last_page_is_the_last_though_more_is_hidden(town: Borough):
    """A page key is given only when something that may be seen comes after."""
    with town.office() as office, office.reading() as reading:
        assert documents_for(reading, ADAS, limit=3).next is None


def test_many_papers_are_loaded_in_turn(town: Borough, monkeypatch: pytest.MonkeyPatch):
    """However many are loaded at once, the list is the same."""
    with town.office() as office, office.reading() as reading:
        whole = documents_for(reading, ADAS)
        for most in (1, 2, 6):
            monkeypatch.setattr("gateway.store.listing.lists._MOST", most)
            assert whole == documents_for(reading, ADAS)


@pytest.mark.parametrize("key", ["", "x", "2026", "~"])
def test_a_key_that_is_none(town: Borough, key: str):
    """A page key that was made up is refused."""
    with town.office() as office, office.reading() as reading, pytest.raises(InputError):
        documents_for(reading, ADAS, after=f"{key}~x" if key != "2026" else "no~x")


def test_a_number_is_of_what_may_be_seen(town: Borough):
    """How many there are is said when asked: for officers all, for others what is released."""
    with town.office() as office, office.reading() as reading:
        for who, expected in ((ADAS, 3), (FAYS, 0), (OLIVES, 6)):
            assert expected == documents_for(reading, who, limit=1, counted=True).number
        assert 1 == documents_for(reading, ADAS, words="OPE", counted=True).number
        assert 0 == documents_for(reading, ADAS, words="hidden", counted=True).number
        assert documents_for(reading, ADAS).number is None


def test_a_search_for_spaces_is_none(town: Borough):
    """Without a word to look for, everything is listed."""
    with town.office() as office, office.reading() as reading:
        assert documents_for(reading, ADAS) == documents_for(reading, ADAS, words="  ")
        with pytest.raises(InputError):
            documents_for(reading, ADAS, words="a\x00b")


def test_a_withdrawn_paper_is_gone(town: Borough):
    """A paper that was withdrawn is not shown to anybody."""
    town.change(tables.documents, tables.documents.c.id == OPEN, withdrawn_at=NOW)
    with town.office() as office:
        assert "open" not in _titles(office, OLIVES) | _titles(office, ADAS)
