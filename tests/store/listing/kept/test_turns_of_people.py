"""When the facts about people change by themselves: found from the register, forwards and back."""

from datetime import date

from gateway.store import tables
from gateway.store.listing.kept.turns_of_people import Clock, Turns, turns
from tests.store.borough import FOUNDED, Borough, at, id_of

TODAY = Clock("2026-11-23", "2026-11-23")
MORNING = Clock("2026-11-23T09:30:00", "2026-11-23T09:30:00.000000Z")


def _later(now: str, known: str = MORNING.known) -> Clock:
    return Clock(now, known)


def _turns(borough: Borough) -> Turns:
    with borough.reading() as connection:
        everybody = turns(connection, TODAY)
        ids = sorted({person for _, person in (*everybody.now, *everybody.known)})
        assert everybody == turns(connection, TODAY, ids)
        assert not turns(connection, TODAY, []).now
    return everybody


def test_a_term_that_begins_and_one_that_ends(borough: Borough):
    """Facts are others from the moment on, and whichever of two moments is the earlier."""
    for name, period in {
        "Ada": {"valid_from": at("2026-11-24T12:00")},
        "Ben": {"valid_to": at("2026-11-25T12:00"), "ended_recorded_at": FOUNDED},
    }.items():
        borough.add(tables.people, name=name, kind="councillor")
        borough.add(tables.terms, person=id_of(name), **period)
    found = _turns(borough)
    for moment, expected in (
        ("2026-11-24T11:59:59", set()),
        ("2026-11-24T12:00:00", {"Ada"}),
        ("2026-11-25T12:00:00", {"Ada", "Ben"}),
    ):
        assert {id_of(one) for one in expected} == found.between(MORNING, _later(moment))
        assert {id_of(one) for one in expected} == found.between(_later(moment), MORNING)
    assert set() == found.between(_later("2026-11-25T12:00:00"), _later("2026-11-26T12:00:00"))


def test_the_last_day_of_a_body(borough: Borough):
    """From its first moment on, seats there count no more."""
    borough.person("Ada")
    borough.body("Harbour Committee")
    borough.seat("Ada", "Harbour Committee")
    own = tables.bodies.c.id == id_of("Harbour Committee")
    borough.change(tables.bodies, own, ended_on=date(2026, 11, 24))
    found = _turns(borough)
    assert set() == found.between(MORNING, _later("2026-11-23T23:59:59"))
    assert {id_of("Ada")} == found.between(MORNING, _later("2026-11-24T00:00:00"))


def test_what_is_known_only_later(borough: Borough):
    """What somebody recorded, of a beginning or an end, counts from that moment on."""
    borough.add(tables.people, name="Ada", kind="councillor")
    borough.add(tables.terms, person=id_of("Ada"), recorded_at=at("2026-11-23T10:00Z"))
    found = _turns(borough)
    known = "2026-11-23T10:00:00.000000Z"
    assert {id_of("Ada")} == found.between(MORNING, _later(MORNING.now, known))
    assert found.tell_of(MORNING)
    assert not found.tell_of(_later("2026-11-22T23:59:59"))


def test_those_of_some_people_are_read_again():
    """Theirs are as they were read; the others' stay."""
    before = Turns(TODAY, [("a", "Ada"), ("b", "Ben")], [("c", "Ben")])
    read = Turns(TODAY, [("0", "Ben")], [])
    assert Turns(TODAY, [("0", "Ben"), ("a", "Ada")], []) == before.read_again({"Ben"}, read)
