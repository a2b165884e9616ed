"""Access that was given ends by a day, by an event or by somebody's word, at the very moment."""

from datetime import date, datetime

import pytest

from gateway.casework.content import ReleaseContent
from gateway.casework.steps import End
from gateway.casework.told import notices_for
from gateway.errors import InputError, NotFoundError, NotNowError, NotReleasedError
from gateway.store import tables
from tests.casework.asking import BENS, submit
from tests.casework.casing import PAT, SID, accept, case_of, last_entries, staffed, take, tie
from tests.casework.giving import WHY, given, limit, opened, renew, revoke
from tests.casework.test_findings import find
from tests.casework.thornmere import ADA, BEN, CLOSED, LOOSE, MOIRA, OLIVE, OPEN
from tests.policy.books import texts_for
from tests.store.borough import NOW, Borough, at
from tests.store.putting_in_force import changed, put_in_force

ENGLAND = "policies/councils/england/profile.toml"
NO_RULES = "dispute_rules = []"
TEXTS = texts_for()
FRIDAY = date(2026, 11, 27)
LAST_MINUTE = datetime.fromisoformat("2026-11-27T23:59:59+00:00")
MIDNIGHT = datetime.fromisoformat("2026-11-28T00:00:00+00:00")


def ends(office, reference: str, person: str = BEN) -> list[str]:
    """The state of each part, as somebody sees it."""
    return [one.state for one in case_of(office, person, reference).segments]


def test_access_is_revoked_at_once(town: Borough):
    """No fetch succeeds after it; the requester and the log know, and the reason is told."""
    with staffed(town).office() as office:
        reference = given(office)
        opened(office, reference)
        entry = take(office, revoke(reference))
        for _ in range(2):
            with pytest.raises(NotReleasedError):
                opened(office, reference)
        case = case_of(office, BEN, reference)
        assert ("agreed", ["access_ended"]) == (case.state, ends(office, reference))
        assert [(entry, None, None)] == [(one.entry, one.lasts, one.renews) for one in case.grants]
        assert WHY in [step.words for step in case.steps]
        with office.reading() as reading:
            told = {(one.kind, one.entry) for one in notices_for(reading, BENS).items}
        with pytest.raises(NotNowError, match="no access"):
            take(office, revoke(reference))
    assert ("access_revoked", entry) in told
    recorded = next(one for one in last_entries(town, 4) if one.kind == "access.revoked")
    assert (SID, "service_director") == (recorded.actor, recorded.body["office"])
    assert WHY not in str(last_entries(town, 4))


def test_a_renewal_is_another_grant(town: Borough):
    """It names what it takes the place of, and the earlier ones stay as they were."""
    with staffed(town).office() as office:
        reference = given(office)
        first = take(office, limit(reference, "day", FRIDAY))
        second = take(office, revoke(reference, by=PAT))
        third = take(office, renew(reference, by=MOIRA))
        fourth = take(office, renew(reference, "day", FRIDAY))
        accept(office, BEN, CLOSED, reference)
        opened(office, reference)
        shown = case_of(office, BEN, reference).grants
    assert [
        (first, "day", None),
        (second, None, None),
        (third, "open", second),
        (fourth, "day", third),
    ] == [(one.entry, one.lasts, one.renews) for one in shown]


def test_access_until_a_day(town: Borough):
    """It lasts to the end of that day and not a second longer, read when somebody opens it."""
    with staffed(town).office() as office:
        reference = given(office)
        take(office, limit(reference, "day", FRIDAY))
        town.now = LAST_MINUTE
        opened(office, reference)
        assert ["released"] == ends(office, reference)
        town.now = MIDNIGHT
        with pytest.raises(NotReleasedError):
            opened(office, reference)
        assert ["access_ended"] == ends(office, reference)


def test_access_until_the_meeting_is_over(town: Borough):
    """While a meeting on it is to come; a part that is no business of any cannot end so."""
    with staffed(town).office() as office:
        reference = given(office)
        take(office, limit(reference, "meeting"))
        opened(office, reference)
        town.now = datetime.fromisoformat("2026-12-05T09:00:00+00:00")
        with pytest.raises(NotReleasedError):
            opened(office, reference)
        loose = given(office, LOOSE, accepted=False)
        with pytest.raises(InputError, match="No meeting"):
            take(office, limit(loose, "meeting"))


def test_access_until_the_request_has_ended(town: Borough):
    """Whoever takes the answer as the last word has done with the paper."""
    with staffed(town).office() as office:
        reference, other = given(office), given(office)
        take(office, limit(reference, "request"))
        opened(office, reference)
        for one in (reference, other):
            take(office, End(by=BEN, reference=one))
        with pytest.raises(NotReleasedError):
            opened(office, reference)
        opened(office, other)


@pytest.mark.parametrize(
    ("ends", "lasts", "until"),
    [
        ("3", "day", datetime.fromisoformat("2026-11-27T00:00:00")),
        ('"meeting"', "meeting", None),
        ('"request"', "request", None),
    ],
)
def test_without_an_end_the_councils_own_counts(town: Borough, ends, lasts, until):
    """So many days after today, or an event: as the profile in force says at that moment."""
    now_so = changed(TEXTS, ENGLAND, NO_RULES, f"{NO_RULES}\naccess_ends = {ends}")
    with staffed(town).office() as office:
        reference = given(office)
        with pytest.raises(InputError, match="no usual end"):
            take(office, limit(reference, None))
        put_in_force(town.url, now_so, town.now)
        take(office, limit(reference, None))
        (grant,) = case_of(office, BEN, reference).grants
    assert (lasts, until) == (grant.lasts, grant.until)


def test_a_limit_may_be_set_before_the_answer(town: Borough):
    """Whoever it waits for says until when, and then finds; the release has that end."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, CLOSED, purpose="official_duty")
        take(office, limit(asked.reference, "day", FRIDAY))
        take(office, find(asked.reference, "reasonably_necessary", True))
        accept(office, BEN, CLOSED, asked.reference)
        opened(office, asked.reference)
        town.now = MIDNIGHT
        with pytest.raises(NotReleasedError):
            opened(office, asked.reference)


def test_what_the_law_gives_nobody_ends(town: Borough):
    """A right under the statute is neither limited nor revoked, in the same case or in another."""
    paper = town.document(
        "two", main={"business": "Board / next", "content": b"1"}, annex={"content": b"2"}
    )
    with staffed(town).office() as office:
        reference = given(office, paper, accepted=False)
        for command in (
            revoke(reference, segments=("main",)),
            limit(reference, "day", FRIDAY, segments=("main",)),
        ):
            with pytest.raises(InputError, match="The law"):
                take(office, command)
        take(office, revoke(reference))
        assert ["main"] == [file.segment for file in opened(office, reference, paper).files]
        automatic = submit(office, ADA, OPEN)
        with pytest.raises(NotFoundError):
            take(office, revoke(automatic.reference))


def test_one_part_of_several(town: Borough):
    """The others stay open."""
    paper = town.document("two", main={"content": b"1"}, annex={"content": b"2"})
    with staffed(town).office() as office:
        reference = given(office, paper, accepted=False)
        take(office, revoke(reference, segments=("annex",)))
        assert ["main"] == [file.segment for file in opened(office, reference, paper).files]
        with pytest.raises(NotReleasedError):
            opened(office, reference, paper, segment="annex")
        with pytest.raises(InputError, match="no such part"):
            take(office, revoke(reference, segments=("none",)))


def test_a_right_that_comes_later_is_not_ended(town: Borough):
    """What was revoked was the grant; who comes to sit on the body reads by that seat."""
    paper = town.document("seat", body={"content": b"x"})
    with staffed(town).office() as office:
        reference = given(office, paper, accepted=False)
        take(office, revoke(reference))
        part = tables.segments
        town.change(part, part.c.document == paper, public=True)
        take(office, ReleaseContent(by=BEN, document=paper))
        opened(office, reference, paper)


def test_limits_and_renewals_keep_apart(town: Borough):
    """What was never limited is not renewed; what was is not limited a second time."""
    with staffed(town).office() as office:
        reference = given(office)
        with pytest.raises(NotNowError, match="Nothing was limited"):
            take(office, renew(reference))
        take(office, limit(reference, "open"))
        with pytest.raises(NotNowError, match="renew it instead"):
            take(office, limit(reference, "request"))
        with pytest.raises(InputError, match="over"):
            take(office, renew(reference, "day", date(2026, 11, 1)))


def test_only_those_who_watch_over_it(town: Borough):
    """The first decider, the proper officer, the determiner; nobody else, nor one who is tied."""
    with staffed(town).office() as office:
        reference = given(office)
        for person in (OLIVE, ADA):
            with pytest.raises(NotFoundError):
                take(office, revoke(reference, by=person))
        tie(town, tables.relationships, person=SID, other=BEN)
        with pytest.raises(NotFoundError):
            take(office, revoke(reference))
        for person in (PAT, MOIRA):
            assert "revoke_access" in case_of(office, person, reference).may
        take(office, revoke(reference, by=MOIRA))


def test_a_seat_on_the_panel_is_not_cached(town: Borough):
    """A grant never outlives the office of whoever was given it."""
    with staffed(town).office() as office:
        reference = given(office)
        take(office, limit(reference, "day", FRIDAY))
        opened(office, reference)
        terms = tables.terms
        town.change(terms, terms.c.person == BEN, valid_to=at("2026-11-23"), ended_recorded_at=NOW)
        with pytest.raises(NotReleasedError):
            opened(office, reference)
