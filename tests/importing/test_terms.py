"""Terms of office: who is in office, and from when to when."""

from datetime import date

import pytest

from gateway.domain.register import Person, Register, Seat, Term
from gateway.importing.changes import Change
from gateway.importing.terms import changes_of_terms

TODAY = date(2026, 11, 22)
IVO = Person(id="1", name="Ivo Larch", kind="councillor")
PAST = Term(person="1", start=date(2017, 5, 4), end=date(2021, 5, 6))
NOW = Term(person="1", start=date(2025, 5, 1))
LIST = Register(source="s", people=(IVO,), whole=frozenset({"councillors"}))


def changes(*terms: Term, told: Register = LIST) -> list[Change]:
    """The changes for one held councillor with these terms."""
    return list(changes_of_terms(Register(source="s", people=(IVO,), terms=terms), told, TODAY))


def says(start: date | None = None, end: date | None = None) -> Register:
    """A list that gives the councillor's term."""
    return Register(
        source="s",
        people=(IVO,),
        terms=(Term(person="1", start=start, end=end),),
        whole=frozenset({"councillors"}),
    )


def test_a_new_person_is_in_office_from_today_or_from_the_date_given():
    """Where the source gives no date, the day of the import is all that we know."""
    assert [Change("terms", "added", after=Term(person="1", start=TODAY))] == changes()
    assert [Change("terms", "added", after=NOW)] == changes(told=says(NOW.start))


def test_a_term_without_news_stays():
    """A list without dates changes nothing."""
    assert [] == changes(PAST, NOW)


def test_a_date_that_becomes_known_corrects_the_term():
    """The term began before we first heard of it."""
    guess = Term(person="1", start=date(2026, 3, 11))

    assert [Change("terms", "changed", before=guess, after=NOW)] == changes(
        guess, told=says(NOW.start)
    )


def test_a_planned_end_is_kept():
    """The term holds until then."""
    until = date(2027, 5, 6)
    after = Term(person="1", start=NOW.start, end=until)

    assert [Change("terms", "changed", before=NOW, after=after)] == changes(
        NOW, told=says(NOW.start, until)
    )
    assert [] == changes(after, told=says(NOW.start, until))


@pytest.mark.parametrize("end", [TODAY, date(2026, 11, 1)])
def test_an_end_that_is_reached_ends_the_term(end: date):
    """On the day of its end a term holds no longer."""
    after = Term(person="1", start=NOW.start, end=end)

    assert [Change("terms", "ended", before=NOW, after=after)] == changes(
        NOW, told=says(NOW.start, end)
    )
    assert [] == changes(after, told=says(NOW.start, end))


def test_an_end_before_the_term_as_held_ends_it_where_it_began():
    """Such a term never held."""
    guess = Term(person="1", start=date(2026, 3, 11))
    (change,) = changes(guess, told=says(date(2025, 5, 1), date(2026, 1, 1)))

    assert guess.start == change.after.end


def test_a_former_member_comes_in_as_one():
    """Somebody whose term was over before the first import has that term."""
    assert [Change("terms", "added", after=PAST)] == changes(told=says(PAST.start, PAST.end))
    assert [
        Change("terms", "added", after=Term(person="1", start=PAST.end, end=PAST.end))
    ] == changes(told=says(None, PAST.end))
    assert [] == changes(PAST, told=says(PAST.start, PAST.end))


def test_whoever_is_missing_leaves_today():
    """The full list does not show the councillor."""
    nobody = Register(source="s", whole=frozenset({"councillors"}))

    assert [
        Change("terms", "ended", before=NOW, after=Term(person="1", start=NOW.start, end=TODAY))
    ] == changes(PAST, NOW, told=nobody)


def test_whoever_comes_back_begins_today_and_not_in_the_time_between():
    """A source that still shows the old date does not undo the time out of office."""
    left = Term(person="1", start=NOW.start, end=date(2026, 10, 1))
    begun = Term(person="1", start=TODAY)

    assert [Change("terms", "added", after=begun)] == changes(left, told=says(NOW.start))
    assert [] == changes(left, begun, told=says(NOW.start))


def test_whoever_is_elected_again_begins_at_the_new_date():
    """A date after the last term's end is believed."""
    assert [Change("terms", "added", after=NOW)] == changes(PAST, told=says(NOW.start))


def test_a_seat_alone_does_not_bring_back_a_former_member():
    """Only a list of people shows that somebody is in office again."""
    seat = Register(
        source="s",
        mentioned=(Person(id="1", name="Ivo Larch"),),
        seats=(Seat(person="1", body="b"),),
    )

    assert [] == changes(PAST, told=seat)


def test_a_term_to_come_is_not_cut_to_nothing_by_an_earlier_end():
    """An end is never before its start."""
    coming = Term(person="1", start=date(2027, 5, 6))
    (change,) = changes(coming, told=says(None, date(2026, 12, 31)))

    assert coming.start == change.after.end
