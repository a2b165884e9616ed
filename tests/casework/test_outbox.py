"""The outbox: claimed by one at a time, sent at least once, and seen when it is stuck."""

from datetime import timedelta

import pytest

from gateway.casework.address_book import KeepAddress
from gateway.casework.notices import tell
from gateway.casework.outbox import (
    LEASE,
    TOGETHER,
    WAITS,
    ClaimNotices,
    NoticeFailed,
    NoticeSent,
    TryAgain,
    outbox_of,
    stuck_of,
)
from gateway.casework.told import notices_for
from gateway.casework.writer import Office
from gateway.domain.notices import Recipient, to_body, to_group, to_office, to_person
from gateway.domain.people import OPERATOR, Caller
from gateway.errors import InputError, NotAllowedError, NotFoundError
from gateway.store import tables
from tests.casework.asking import ADAS, BENS, OLIVES, caller
from tests.casework.doing import Do, rows
from tests.casework.thornmere import ADA, AUDREY, BEN, MOIRA, OLIVE
from tests.store.borough import NOW, Borough, id_of

ADDRESS = "ada@thornmere.example"


def tell_of(office: Office, to: Recipient, *abouts: str) -> None:
    """Tell somebody that requests wait."""

    def do(turn, entry):
        for about in abouts:
            tell(turn, kind="request_waits", to=to, about=about, entry=entry)

    office.carry_out_now(Do(do))


def keep(office: Office, to: Recipient, address: str | None = ADDRESS, by: str = OPERATOR) -> None:
    """Keep somebody's address."""
    office.carry_out_now(KeepAddress(by=by, to=to, address=address))


def kinds(borough: Borough) -> list[str]:
    """What the log says of notices and addresses, in order."""
    data = (row.bytes.decode() for row in rows(borough, "log_entries"))
    every = (entry.split('"kind":"')[-1].split('"')[0] for entry in data)
    return [kind for kind in every if kind.startswith(("notice.", "address."))]


def test_a_notice_is_claimed_by_one(town: Borough):
    """Who claims second gets nothing, until the lease is over; then it is sent again."""
    with town.office() as office:
        keep(office, to_person(ADA))
        tell_of(office, to_person(ADA), "NTK-2026-0001")
        first = office.carry_out_now(ClaimNotices())
        assert () == office.carry_out_now(ClaimNotices()).letters
        town.now += LEASE
        again = office.carry_out_now(ClaimNotices())
    (letter,) = first.letters

    assert (letter,) == again.letters
    assert (ADDRESS, "NTK-2026-0001", "request_waits", NOW) == (
        letter.address,
        letter.about,
        letter.kind,
        letter.told_at,
    )
    assert NOW < first.until < NOW + LEASE


def test_what_was_sent_is_sent_once(town: Borough):
    """It is marked and recorded once, and never claimed again."""
    with town.office() as office:
        keep(office, to_person(ADA))
        tell_of(office, to_person(ADA), "NTK-2026-0001")
        (letter,) = office.carry_out_now(ClaimNotices()).letters
        for _ in range(2):
            office.carry_out_now(NoticeSent(letter.id))
        office.carry_out_now(NoticeFailed(letter.id, "late"))
        town.now += timedelta(days=9)
        assert () == office.carry_out_now(ClaimNotices()).letters
    (row,) = rows(town, "notices")

    assert ("sent", NOW, None, None) == (row.state, row.sent_at, row.claim, row.fault)
    assert ["address.kept", "notice.sent"] == kinds(town)


def test_what_fails_waits_longer_each_time_and_is_stuck_at_last(town: Borough):
    """Nothing is tried before its time; who looks sees why; an officer has it tried again."""
    with town.office() as office:
        keep(office, to_person(ADA))
        tell_of(office, to_person(ADA), "NTK-2026-0001")
        for wait in WAITS:
            (letter,) = office.carry_out_now(ClaimNotices()).letters
            office.carry_out_now(NoticeFailed(letter.id, "smtp-450"))
            town.now += wait - timedelta(seconds=1)
            assert () == office.carry_out_now(ClaimNotices()).letters
            town.now += timedelta(seconds=1)
        with office.reading() as reading:
            stuck = outbox_of(reading)
            assert 1 == stuck_of(reading)
        with pytest.raises(NotAllowedError):
            office.carry_out_now(TryAgain(by=ADA))
        assert 1 == office.carry_out_now(TryAgain(by=OLIVE))
        assert (letter,) == office.carry_out_now(ClaimNotices()).letters

    assert (0, 1, {"smtp-450": 1}) == (stuck.waiting, stuck.stuck, stuck.faults)
    assert sorted(WAITS) == list(WAITS)
    assert ["address.kept", "notice.stuck", "notice.tried_again"] == kinds(town)


def test_without_an_address_it_waits_and_is_seen(town: Borough):
    """Nobody claims it; whoever looks sees for whom an address is missing."""
    with town.office() as office:
        tell_of(office, to_person(ADA), "NTK-2026-0001")
        assert () == office.carry_out_now(ClaimNotices()).letters
        with office.reading() as reading:
            seen = outbox_of(reading)
        keep(office, to_person(ADA))
        assert 1 == len(office.carry_out_now(ClaimNotices()).letters)

    assert (1, NOW, (to_person(ADA),)) == (
        seen.waiting,
        seen.oldest_waiting,
        seen.without_address,
    )


def test_claims_are_small(town: Borough):
    """A worker that is killed holds few, and the oldest go first."""
    abouts = [f"NTK-2026-{number:04}" for number in range(TOGETHER + 3)]
    with town.office() as office:
        keep(office, to_person(ADA))
        for about in abouts:
            tell_of(office, to_person(ADA), about)
            town.now += timedelta(seconds=1)
        first, second = (office.carry_out_now(ClaimNotices()).letters for _ in range(2))

    assert abouts == [letter.about for letter in (*first, *second)]
    assert TOGETHER == len(first)


def test_an_address_is_kept_replaced_and_taken_away(town: Borough):
    """By the person, who answers for the rules or the operator; the log holds no address."""
    with town.office() as office:
        for by, address in ((ADA, ADDRESS), (MOIRA, "new@thornmere.example"), (OPERATOR, None)):
            keep(office, to_person(ADA), address, by)
            assert [address] == ([row.address for row in rows(town, "address_book")] or [None])
        keep(office, to_office("monitoring_officer"), by=MOIRA)
        keep(office, to_body(id_of("Board")))

    assert [*["address.kept"] * 2, "address.taken_away", *["address.kept"] * 2] == kinds(town)
    assert not any(b"@" in row.bytes for row in rows(town, "log_entries"))


def told_of_changes(office: Office, caller_: Caller = ADAS) -> list[str]:
    """The addresses of mails about a changed address, after somebody saw as many notices."""
    with office.reading() as reading:
        seen = notices_for(reading, caller_).items
    letters = office.carry_out_now(ClaimNotices()).letters
    assert ["address_changed"] * len(letters) == [one.kind for one in seen]
    for letter in letters:
        office.carry_out_now(NoticeSent(letter.id))
    return [one.address for one in letters if one.kind == "address_changed"]


@pytest.mark.parametrize("address", ["new@thornmere.example", None])
@pytest.mark.parametrize("by", [ADA, MOIRA, OPERATOR])
def test_whose_address_is_changed_is_told_at_the_one_before(
    town: Borough, by: str, address: str | None
):
    """Whoever changes it or takes it away, and it is among their notices.

    Once it was sent the address is forgotten.
    """
    with town.office() as office:
        keep(office, to_person(ADA))
        keep(office, to_person(ADA), address, by)
        assert [ADDRESS] == told_of_changes(office)

    assert [None] == [row.address for row in rows(town, "notices")]


def test_who_is_given_an_address_by_another_is_told_there(town: Borough):
    """Not who gives it to themselves, nor when nothing changes or nothing was there."""
    with town.office() as office:
        keep(office, to_person(ADA), None, by=MOIRA)
        keep(office, to_person(ADA), by=MOIRA)
        keep(office, to_person(ADA), by=MOIRA)
        keep(office, to_person(BEN), by=BEN)
        assert [ADDRESS] == told_of_changes(office)


def test_an_office_is_told_at_its_mailbox_before(town: Borough):
    """And whoever holds it sees it, although the new mailbox is read by others."""
    moiras = caller(MOIRA, "monitoring_officer", kind="officer")
    with town.office() as office:
        keep(office, to_office("monitoring_officer"))
        keep(office, to_office("monitoring_officer"), "elsewhere@thornmere.example", by=MOIRA)
        assert [ADDRESS] == told_of_changes(office, moiras)


def test_where_the_address_before_takes_no_mail_the_new_one_is_told(town: Borough):
    """What nobody reads any more does not stay stuck: it goes on to the address in the book."""
    with town.office() as office:
        keep(office, to_person(ADA))
        keep(office, to_person(ADA), "new@thornmere.example")
        for wait in WAITS:
            (letter,) = office.carry_out_now(ClaimNotices()).letters
            assert ADDRESS == letter.address
            office.carry_out_now(NoticeFailed(letter.id, "smtp-550"))
            town.now += wait
        (letter,) = office.carry_out_now(ClaimNotices()).letters
        assert "new@thornmere.example" == letter.address
        with office.reading() as reading:
            assert 0 == stuck_of(reading)

    assert "notice.stuck" == kinds(town)[-1]


def test_who_waits_at_the_address_before_is_not_without_one(town: Borough):
    """What has an address of its own is not counted as without."""
    with town.office() as office:
        keep(office, to_person(ADA))
        keep(office, to_person(ADA), None)
        with office.reading() as reading:
            assert () == outbox_of(reading).without_address


@pytest.mark.parametrize(
    ("by", "to"),
    [
        (BEN, to_person(ADA)),
        (OLIVE, to_person(ADA)),
        (OLIVE, to_office("monitoring_officer")),
        (AUDREY, to_office("monitoring_officer")),
        ("0" * 32, to_person("0" * 32)),
    ],
)
def test_nobody_redirects_the_mail_of_another(town: Borough, by: str, to: Recipient):
    """A councillor keeps their own address only, and an officer that of an office they hold."""
    with town.office() as office, pytest.raises(NotAllowedError):
        keep(office, to, by=by)


@pytest.mark.parametrize("to", [to_person("0" * 32), to_group("0" * 32), to_body("0" * 32)])
def test_an_address_is_of_somebody(town: Borough, to: Recipient):
    """Who is not in the register has no address."""
    with town.office() as office, pytest.raises(NotFoundError):
        keep(office, to)


def test_each_sees_what_they_were_told(town: Borough):
    """In person, by an office, as a member of a group, or as the chair of a body; no more."""
    town.add(tables.party_groups, name="Greens")
    town.seat("Ben", "Board", role="chair")
    group, board = id_of("Greens"), id_of("Board")
    told = (to_person(ADA), to_office("head_of_service"), to_group(group), to_body(board))
    with town.office() as office:
        for to in (*told[1:], told[0]):
            keep(office, to)
            tell_of(office, to, f"NTK-2026-000{told.index(to)}")
        town.add(tables.group_memberships, person=ADA, party_group=group)
        with office.reading() as reading:
            seen = {
                who: {one.about[-1] for one in notices_for(reading, who).items}
                for who in (ADAS, BENS, OLIVES, caller(OLIVE, "head_of_service", kind="officer"))
            }

    assert [{"0", "2"}, {"3"}, set(), {"1"}] == list(seen.values())


def test_a_list_of_notices_goes_on_where_it_ended(town: Borough):
    """The newest first, page by page, nothing twice."""
    with town.office() as office:
        tell_of(office, to_person(ADA), *(f"NTK-2026-000{number}" for number in range(4)))
        tell_of(office, to_person(ADA), "NTK-2026-0009")
        with office.reading() as reading:
            whole = notices_for(reading, ADAS).items
            seen, after = [], None
            for _ in range(3):
                page = notices_for(reading, ADAS, after=after, limit=2)
                seen += page.items
                after = page.next
            with pytest.raises(InputError):
                notices_for(reading, ADAS, after="x~y")

    assert whole == tuple(seen)
    assert ("NTK-2026-0009", "A request waits for you.") == (whole[0].about, whole[0].sentence)
