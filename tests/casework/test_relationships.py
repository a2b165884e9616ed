"""Declared relationships: whom they bar, who ends them, and that nobody can shut everybody out."""

from typing import Any

import pytest

from gateway.casework.capacities import ChooseCapacity, OpenCapacity
from gateway.casework.closeness import idle_offices, relationships_seen_by
from gateway.casework.cover import NameDeputy
from gateway.casework.findings import RecordFinding
from gateway.casework.past import decide_again
from gateway.casework.steps import AskForInformation
from gateway.casework.told import notices_for
from gateway.casework.writer import Office
from gateway.domain.case_forms import DeputyForm, FindingForm, Question
from gateway.domain.people import OPERATOR
from gateway.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from gateway.store import tables
from tests.casework.adding import log_size
from tests.casework.asking import caller, submit
from tests.casework.casing import (
    CEO,
    DEE,
    PAT,
    POSTS,
    SID,
    case_of,
    last_entries,
    staffed,
    take,
)
from tests.casework.disputing import answer, dispute, refused
from tests.casework.doing import rows
from tests.casework.relating import apart, close
from tests.casework.test_accounts import come, link
from tests.casework.test_cover import FRIDAY, TODAY
from tests.casework.test_sessions import is_over
from tests.casework.thornmere import ADA, BEN, LOOSE, MOIRA, OLIVE
from tests.store.borough import Borough, id_of

EVERYBODY = [*map(id_of, POSTS), MOIRA]
DUTY: dict[str, Any] = {"purpose": "official_duty"}


def found(reference: str, by: str) -> RecordFinding:
    """A need is found."""
    form = FindingForm(finding="reasonably_necessary", value=True, words="Shown.")
    return RecordFinding(by=by, reference=reference, found=form)


def pairs(office: Office, person: str) -> list[tuple[str, str]]:
    """The declarations that somebody sees and that count."""
    with office.reading() as reading:
        seen = relationships_seen_by(reading, person)
    return [(one.person, one.other) for one in seen if one.until is None]


def endable(office: Office, person: str) -> list[tuple[str, str]]:
    """The declarations that somebody may end."""
    with office.reading() as reading:
        seen = relationships_seen_by(reading, person)
    return [(one.person, one.other) for one in seen if one.may_end]


def ended_by(office: Office, person: str) -> list[str | None]:
    """The offices that may end what somebody sees."""
    with office.reading() as reading:
        return [one.ended_by for one in relationships_seen_by(reading, person)]


def idle(office: Office, person: str = MOIRA) -> dict[str, str | None]:
    """The offices that are idle on Ben's requests, as somebody sees it, and who acts instead."""
    with office.reading() as reading:
        seen = idle_offices(reading, person)
    assert {(BEN, "Ben")} >= {(one.person, one.name) for one in seen}
    return {one.office: one.instead for one in seen}


def told(office: Office, person: str, *offices: Any) -> list[tuple[str, str]]:
    """What somebody was told, the newest first, and about what."""
    kind = "officer" if offices else "councillor"
    with office.reading() as reading:
        seen = notices_for(reading, caller(person, *offices, kind=kind)).items  # type: ignore[arg-type]
    return [(one.kind, one.about) for one in seen]


def test_a_declared_relationship_bars_from_then_on(town: Borough):
    """Whichever of the two declared it, the case goes to the next office; the log names nobody."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, LOOSE, **DUTY)
        take(office, close(SID, BEN))
        (entry,) = last_entries(town, 1)
        assert BEN not in str(entry.body)
        with pytest.raises(NotFoundError):
            case_of(office, SID, asked.reference)
        take(office, found(asked.reference, CEO))
        assert [(SID, BEN)] == pairs(office, SID) == pairs(office, BEN) == pairs(office, MOIRA)
        assert [] == pairs(office, PAT) == pairs(office, ADA)
        assert ("relationship_declared", BEN) in told(office, BEN)


def test_a_second_entry_of_the_register_does_not_get_round_it(town: Borough):
    """Known to be one human being, who decided under one id does not hear under the other."""
    town.person("Sid again", "officer", offices="monitoring_officer")
    again = id_of("Sid again")
    with staffed(town).office() as office:
        take(office, close(DEE, again, person=SID, same_person=True))
        reference = refused(office)
        number = take(office, dispute(reference))
        with pytest.raises(NotFoundError):
            take(office, answer(reference, number, "uphold", by=again))
        take(office, answer(reference, number, "uphold"))
        assert [] == pairs(office, SID)


def test_what_cannot_be_declared(town: Borough):
    """Oneself, strangers, and what is declared already; and it leaves nothing."""
    with staffed(town).office() as office:
        take(office, close(SID, BEN))
        before = log_size(town)
        for command in (
            close(SID, SID),
            close(SID, id_of("nobody")),
            close(MOIRA, BEN, person=id_of("nobody")),
        ):
            with pytest.raises(InputError):
                take(office, command)
        with pytest.raises(ConflictError):
            take(office, close(SID, BEN))
    assert before == log_size(town)


def test_an_end_lets_both_act_again_from_then_on(town: Borough):
    """The adviser ends it; who, when and why is on record without a name, and both are told."""
    with staffed(town).office() as office:
        declared = take(office, close(SID, BEN))
        asked = submit(office, BEN, LOOSE, **DUTY)
        ended = take(office, apart(MOIRA, SID, BEN))
        take(office, found(asked.reference, SID))
        assert [] == pairs(office, MOIRA)
        with office.reading() as reading:
            (seen,) = relationships_seen_by(reading, BEN)
        assert (town.now, False) == (seen.until, seen.may_end)
        assert ("relationship_ended", BEN) in told(office, BEN)
        assert ("relationship_ended", SID) in told(office, SID, "service_director")

    (entry,) = [one for one in last_entries(town, 9) if one.kind == "relationship.ended"]
    assert (ended, MOIRA, [declared]) == (entry.seq, entry.actor, entry.body["declared"])
    assert SID not in str(entry.body)
    values = {row.value for row in rows(town, "log_secrets") if row.seq == ended}
    assert {b"By mistake.", f"{SID} {BEN}".encode()} == values
    assert 1 == len(rows(town, "relationships"))


def test_what_was_decided_before_the_end_replays_as_it_was(town: Borough):
    """The office that was passed over then is passed over again."""
    with staffed(town).office() as office:
        take(office, close(SID, BEN))
        asked = submit(office, BEN, LOOSE, **DUTY)
        take(office, apart(MOIRA, SID, BEN))
        with office.reading() as reading:
            past = decide_again(reading, asked.reference)
        later = submit(office, BEN, LOOSE, **DUTY)

    assert past.same
    assert "chief_executive" == past.again.refer_to == asked.decision.refer_to
    assert "service_director" == later.decision.refer_to


@pytest.mark.parametrize("officer", [SID, OLIVE])
@pytest.mark.parametrize("by_officer", [True, False])
@pytest.mark.parametrize("declared_by_officer", [True, False])
def test_neither_of_the_two_ends_what_bars_one_of_them(
    town: Borough, officer: str, *, declared_by_officer: bool, by_officer: bool
):
    """Whoever declared it: the one would act, the other would be judged by a friend.

    Nor where the officer holds no such office yet: they may be named deputy tomorrow.
    """
    declarer, other = (officer, BEN) if declared_by_officer else (BEN, officer)
    by = officer if by_officer else BEN
    with staffed(town).office() as office:
        take(office, close(declarer, other))
        assert [] == endable(office, by)
        with pytest.raises(NotAllowedError, match="Only the Monitoring Officer ends it"):
            take(office, apart(by, declarer, other))
        assert [(declarer, other)] == endable(office, MOIRA)


def test_who_declared_what_bars_nobody_ends_it(town: Borough):
    """Two councillors without an office; the other one does not."""
    with staffed(town).office() as office:
        take(office, close(ADA, BEN))
        with pytest.raises(NotAllowedError):
            take(office, apart(BEN, ADA, BEN))
        take(office, apart(ADA, ADA, BEN))
        assert [] == pairs(office, ADA) == pairs(office, MOIRA)


def test_who_does_not_see_it_learns_nothing(town: Borough):
    """Answered as if nothing were declared; so is what does not count any more."""
    with staffed(town).office() as office:
        take(office, close(SID, BEN))
        for command in (
            apart(PAT, SID, BEN),
            apart(ADA, SID, BEN),
            apart(id_of("nobody"), SID, BEN),
            apart(MOIRA, BEN, SID),
            apart(MOIRA, SID, BEN, same_person=True),
        ):
            with pytest.raises(NotFoundError):
                take(office, command)
        take(office, apart(MOIRA, SID, BEN))
        with pytest.raises(NotFoundError):
            take(office, apart(MOIRA, SID, BEN))


def test_the_adviser_does_not_end_their_own(town: Borough):
    """Whoever stands in does, and sees it to that end."""
    with staffed(town).office() as office:
        take(office, close(MOIRA, BEN))
        take(office, close(SID, ADA))
        assert [(MOIRA, BEN), (SID, ADA)] == pairs(office, MOIRA)
        assert [(SID, ADA)] == endable(office, MOIRA)
        assert [(MOIRA, BEN)] == pairs(office, DEE) == endable(office, DEE)
        assert ["deputy_monitoring_officer", "monitoring_officer"] == ended_by(office, MOIRA)
        with pytest.raises(NotAllowedError, match="Only the Deputy Monitoring Officer ends it"):
            take(office, apart(MOIRA, MOIRA, BEN))
        take(office, apart(DEE, MOIRA, BEN))


def test_declaring_it_to_everybody_is_seen_and_mended(town: Borough):
    """Each office is told of as it falls idle, and every declaration can be ended.

    What waited for nobody meanwhile is decided again, and waits for the first who may act.
    """
    with staffed(town).office() as office:
        for person in EVERYBODY:
            take(office, close(BEN, person))
        assert {"service_director", "monitoring_officer", "proper_officer"} < set(idle(office))
        assert {None} == set(idle(office).values())
        assert {} == idle(office, SID) == idle(office, BEN)
        seen = told(office, MOIRA, "monitoring_officer") + told(
            office, DEE, "deputy_monitoring_officer"
        )
        assert {("office_idle", one) for one in idle(office)} <= set(seen)
        asked = submit(office, BEN, LOOSE, **DUTY)
        for person in (SID, CEO, MOIRA):
            with pytest.raises(NotFoundError):
                case_of(office, person, asked.reference)

        take(office, apart(MOIRA, BEN, DEE))
        with pytest.raises(NotAllowedError):  # now that there is somebody who is not close to Ben
            take(office, apart(MOIRA, BEN, SID))
        for person in EVERYBODY:
            if person != DEE:
                take(office, apart(DEE, BEN, person))
        assert {} == idle(office)
        waits = case_of(office, DEE, asked.reference).segments[0]
        assert "deputy_monitoring_officer" == waits.office
        take(office, found(asked.reference, SID))


def test_the_only_adviser_has_a_deputy_named_first(town: Borough):
    """Where everybody is barred by one declaration, somebody else acts as adviser, and ends it."""
    with town.office() as office:
        take(office, close(BEN, MOIRA))
        assert [] == endable(office, MOIRA) == endable(office, OLIVE)
        assert [None] == ended_by(office, MOIRA) == ended_by(office, BEN)
        with pytest.raises(NotAllowedError, match="Have a deputy named"):
            take(office, apart(MOIRA, BEN, MOIRA))
        town.add(tables.offices, person=OLIVE, office="deputy_monitoring_officer")
        take(office, apart(OLIVE, BEN, MOIRA))
        assert [] == pairs(office, MOIRA)


def test_an_office_that_somebody_else_holds_is_not_idle(town: Borough):
    """Nobody is told of what needs no mending, nor twice of the same."""
    town.person("Tess", "officer", offices="service_director")
    with staffed(town).office() as office:
        take(office, close(SID, BEN))
        assert {} == idle(office)
        take(office, close(id_of("Tess"), BEN))
        assert {"service_director": "chief_executive"} == idle(office)
        take(office, close(PAT, BEN))
        idle_told = [
            about
            for kind, about in told(office, MOIRA, "monitoring_officer")
            if kind == "office_idle"
        ]
        assert ["proper_officer", "service_director"] == idle_told


def test_a_deputy_who_is_named_ends_the_idleness(town: Borough):
    """The other way to mend it."""
    with staffed(town).office() as office:
        take(office, close(SID, BEN))
        assert {"service_director": "chief_executive"} == idle(office)
        form = DeputyForm(office="service_director", person=PAT, first=TODAY, last=FRIDAY)
        take(office, NameDeputy(by=MOIRA, deputy=form))
        assert {} == idle(office)


def test_officers_make_no_requests_that_could_wait(town: Borough):
    """Two officers who are close leave nothing idle."""
    with staffed(town).office() as office:
        take(office, close(SID, CEO))
        assert {} == idle(office)


def test_what_waits_for_somebody_stays_there(town: Borough):
    """An end decides nothing again that somebody may act on, whether asked or not."""
    with staffed(town).office() as office:
        take(office, close(SID, BEN))
        asked = submit(office, BEN, LOOSE, **DUTY)
        question = Question(words="Which part?")
        take(office, AskForInformation(by=CEO, reference=asked.reference, question=question))
        take(office, apart(MOIRA, SID, BEN))
        assert "chief_executive" == case_of(office, CEO, asked.reference).segments[0].office
    kinds = [one.kind for one in last_entries(town, 4)]
    assert "request.decided_again" not in kinds


def test_the_end_of_being_one_person_ends_the_capacity(town: Borough):
    """Whoever chose the second entry is signed out; neither of them ends it, nor is told of it."""
    with staffed(town).office() as office:
        take(office, close(MOIRA, ADA, person=OLIVE, same_person=True))
        account = link(office)
        take(office, OpenCapacity(by=OPERATOR, account=account, person=OLIVE))
        begun = come(office)
        choice = ChooseCapacity(session=begun.session, secret=begun.secret, person=OLIVE)
        chosen = take(office, choice)
        for by in (OLIVE, ADA):
            with pytest.raises(NotFoundError):
                take(office, apart(by, OLIVE, ADA, same_person=True))
        assert not is_over(office, chosen.secret)
        take(office, apart(MOIRA, OLIVE, ADA, same_person=True))
        assert is_over(office, chosen.secret)
        assert [] == told(office, ADA)
