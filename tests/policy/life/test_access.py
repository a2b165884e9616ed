"""When access that was given ends, and what of it is accepted first."""

from datetime import datetime

import msgspec
import pytest

from gateway.domain.access import LASTS_WORDS, Grant, Lasts, Revocation
from gateway.policy.facts_reader import read_facts
from gateway.policy.life.access import (
    by_law,
    given,
    is_over,
    layer_of,
    meeting_to_come,
    newest,
    revoked,
    to_accept,
)
from tests.policy.books import ORDINARY, rule_book
from tests.policy.life.test_states import decided
from tests.store.borough import at

NOW = at("2026-11-23T09:30")
ENGLAND = rule_book().council("england")


def grant(entry: int, lasts: Lasts = "open", until: datetime | None = None) -> Grant:
    """A grant of the body."""
    return Grant(entry, "body", lasts, until, None)


def released(row: str):
    """A part that a row releases."""
    (part,) = decided("c").segments
    return msgspec.structs.replace(part, row=row, conditions=("confidential",))


@pytest.mark.parametrize(
    ("row", "law", "somebody"),
    [
        ("Q1", True, False),
        ("S2", True, False),
        ("B2", False, False),
        ("D1", False, True),
        ("N11", False, True),
        ("gone", False, False),
    ],
)
def test_on_what_a_release_rests(row, law, somebody):
    """What the law gives binds without acceptance; only what somebody gave is watched over."""
    part = released(row)
    assert (law, somebody) == (by_law(ENGLAND, part), given(ENGLAND, part))
    assert (() if law else ("confidential",)) == to_accept(ENGLAND, part, part.conditions)
    assert (layer_of(ENGLAND, row) is None) == (row == "gone")


def test_what_is_not_released_is_not_given():
    """A refusal that a determination made is nothing to watch over."""
    (part,) = decided("n").segments
    assert not given(ENGLAND, msgspec.structs.replace(part, row="N11"))


def test_the_newest_word_counts():
    """A grant takes the place of earlier ones and of a revocation before it."""
    first, second = grant(3), grant(9)
    end = Revocation(5, "body")
    assert second == newest((second, first), "body")
    assert newest((first,), "annex") is None
    assert end == revoked((first,), (end,), "body")
    assert end == revoked((), (Revocation(4, "body"), end), "body")
    assert revoked((first, second), (end,), "body") is None
    assert revoked((), (end,), "annex") is None


@pytest.mark.parametrize(
    ("lasts", "until", "mark", "to_come", "over"),
    [
        ("open", None, "ended", False, False),
        ("day", NOW, "open", True, True),
        ("day", at("2026-11-23T09:31"), "open", False, False),
        ("day", None, "open", True, True),
        ("meeting", None, "open", True, False),
        ("meeting", None, "open", False, True),
        ("request", None, "open", False, False),
        ("request", None, "information_asked", False, False),
        ("request", None, "ended", True, True),
        ("request", None, "withdrawn", True, True),
    ],
)
def test_when_a_grant_is_over(lasts, until, mark, to_come, over):
    """At the moment, the event or the step that it names, and not before; a day unnamed is over."""
    found = is_over(grant(1, lasts, until), now=NOW, mark=mark, meeting_to_come=to_come)
    assert over == found
    assert lasts in LASTS_WORDS


def test_whether_a_meeting_is_to_come():
    """As the rules read the business of a part."""
    for now, to_come in (("2026-12-04T17:00:00", True), ("2026-12-05T09:00:00", False)):
        meeting = 'business = [{ body = "b", start = 2026-12-04T18:00:00 }]'
        blank = {"top": "", "requester": "", "request": "", "findings": ""}
        facts = read_facts(ORDINARY.format(council="england", now=now, segment=meeting, **blank))
        assert to_come == meeting_to_come(facts, ENGLAND.profile, "part")
