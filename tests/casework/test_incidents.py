"""Misuse: recorded beside the release, seen by few, judged by nobody whom it concerns."""

from typing import Any

import pytest

from gateway.casework.cases import case_of
from gateway.casework.content import ReleaseContent
from gateway.casework.copies import copies_seen_by
from gateway.casework.incident_list import listed_incidents
from gateway.casework.incidents import (
    CloseIncident,
    Enquire,
    RecordIncident,
    incidents_seen_by,
    one_incident,
)
from gateway.casework.standing import bearings
from gateway.casework.told import notices_for
from gateway.casework.writer import Office
from gateway.domain.incidents import IncidentForm, IncidentOutcomeForm
from gateway.errors import InputError, NotAllowedError, NotFoundError, NotNowError
from gateway.policy.life.relations import Stage
from gateway.store import tables
from tests.casework.asking import caller, submit
from tests.casework.casing import DEE, PAT, SID, deputy, last_entries, staffed, take, tie
from tests.casework.doing import rows
from tests.casework.giving import given, opened
from tests.casework.thornmere import ADA, AUDREY, BEN, CLOSED, MOIRA, NOT_HELD, OLIVE, OPEN
from tests.store.borough import NOW, RULES, Borough

WORDS = "It stood in the Gazette on Monday."
CLOSED_SO = IncidentOutcomeForm(outcome="words_of_advice", words="She was spoken to.")


def recorded(office: Office, by: str = SID, **more: Any) -> str:
    """The id of an incident about the closed paper."""
    form = IncidentForm(document=CLOSED, words=WORDS, **more)
    incident: str = take(office, RecordIncident(by=by, form=form))
    return incident


def seen(office: Office, person: str) -> list[str]:
    """The incidents that somebody may see."""
    with office.reading() as reading:
        return [one.id for one in incidents_seen_by(reading, person)]


def close(incident: str, by: str = MOIRA) -> CloseIncident:
    """What came of it."""
    return CloseIncident(by=by, incident=incident, form=CLOSED_SO)


def copy_of(office: Office, person: str) -> str:
    """The id of the only copy that somebody holds."""
    with office.reading() as reading:
        (copy,) = copies_seen_by(reading, person)
    return copy.id


def test_an_incident_is_linked_to_the_release(town: Borough):
    """By its copy, whose holder is concerned; the Monitoring Officer is told and closes it."""
    with staffed(town).office() as office:
        opened(office, given(office))
        copy = copy_of(office, BEN)
        incident = recorded(office, copies=(copy,))
        assert [[incident]] * 2 == [seen(office, person) for person in (SID, MOIRA)]
        assert [[]] * 4 == [seen(office, person) for person in (BEN, OLIVE, PAT, AUDREY)]
        entry = take(office, close(incident))
        with office.reading() as reading:
            shown = one_incident(reading, MOIRA, incident)
        with pytest.raises(NotNowError, match="closed"):
            take(office, close(incident))
    assert ((BEN,), (copy,), WORDS, entry, "words_of_advice", CLOSED_SO.words) == (
        shown.people,
        shown.copies,
        shown.words,
        shown.closed,
        shown.outcome,
        shown.why,
    )
    log = last_entries(town, 2)
    assert ["incident.recorded", "incident.closed"] == [one.kind for one in log]
    assert (BEN in str(log), "Gazette" in str(log)) == (False, False)
    assert [MOIRA] == [
        one.recipient for one in rows(town, "notices") if one.kind == "incident_recorded"
    ]


def test_the_list_goes_on_and_is_searched(town: Borough):
    """The newest first, from page to page; by what happened, and by what came of it."""
    with staffed(town).office() as office:
        made = [recorded(office) for _ in range(3)]
        take(office, close(made[0]))
        with office.reading() as reading:
            first = listed_incidents(reading, MOIRA, limit=2)
            rest = listed_incidents(reading, MOIRA, limit=2, after=first.next)
            spoken = listed_incidents(reading, MOIRA, words="monday SPOKEN")
        assert ([made[2], made[1]], [made[0]], None) == (
            [one.id for one in first.items],
            [one.id for one in rest.items],
            rest.next,
        )
        assert [made[0]] == [one.id for one in spoken.items]


def test_nobody_judges_their_own_misuse(town: Borough):
    """It concerns the Monitoring Officer: the deputy is told, sees and closes it."""
    with staffed(town).office() as office:
        incident = recorded(office, people=(MOIRA,))
        assert ([], [incident]) == (seen(office, MOIRA), seen(office, DEE))
        with pytest.raises(NotFoundError):
            take(office, close(incident))
        take(office, close(incident, by=DEE))
    told = [one.recipient for one in rows(town, "notices") if one.kind == "incident_recorded"]
    assert [DEE] == told


def test_it_is_not_told_to_a_mailbox_of_whom_it_concerns(town: Borough):
    """The office has a mailbox, which they read as well: the deputy is told in person."""
    at_office = {"recipient_kind": "office", "recipient": "monitoring_officer"}
    town.add(tables.address_book, **at_office, address="mo@thornmere.example", recorded_at=NOW)
    with staffed(town).office() as office:
        deputy(town, "monitoring_officer", "Dee")
        recorded(office, people=(MOIRA,))
        recorded(office, people=(BEN,))
        with office.reading() as reading:
            holder = caller(MOIRA, "monitoring_officer", kind="officer")
            shown = notices_for(reading, holder, words="misuse").items
    told = {one.recipient for one in rows(town, "notices") if one.kind == "incident_recorded"}
    assert {DEE, "monitoring_officer"} == told
    assert ["monitoring_officer"] == [one.recipient for one in shown]


@pytest.mark.parametrize("same", [True, False])
def test_who_is_close_to_them_does_not_see_it(town: Borough, *, same: bool):
    """Declared close, or another entry of the same human being: neither office nor record helps."""
    with staffed(town).office() as office:
        incident = recorded(office, people=(BEN,))
        for person in (MOIRA, SID):
            tie(town, tables.relationships, person=person, other=BEN, same_person=same)
        assert ([], [], [incident]) == (
            seen(office, MOIRA),
            seen(office, SID),
            seen(office, DEE),
        )
        with office.reading() as reading, pytest.raises(NotFoundError):
            one_incident(reading, SID, incident)


def test_who_recorded_it_does_not_close_it(town: Borough):
    """An officer sees what they recorded; what comes of it is the adviser's."""
    with staffed(town).office() as office:
        incident = recorded(office, people=(BEN,))
        with pytest.raises(NotAllowedError):
            take(office, close(incident, by=SID))
        with pytest.raises(NotFoundError):
            take(office, close(incident, by=PAT))
        with pytest.raises(NotFoundError):
            take(office, close("0" * 32))


@pytest.mark.parametrize("by", [BEN, AUDREY, "0" * 32])
def test_an_officer_whom_it_does_not_concern_records_it(town: Borough, by: str):
    """Councillors and auditors do not; nor does an officer whom it concerns."""
    with staffed(town).office() as office:
        with pytest.raises(NotAllowedError):
            recorded(office, by=by)
        with pytest.raises(NotAllowedError):
            recorded(office, by=SID, people=(SID,))
        assert [] == seen(office, MOIRA)


@pytest.mark.parametrize(
    "form",
    [
        {"document": NOT_HELD},
        {"document": CLOSED, "people": ("0" * 32,)},
        {"document": CLOSED, "copies": ("0" * 32,)},
    ],
)
def test_what_there_is_not(town: Borough, form: Any):
    """A document, a person or a copy that there is not."""
    with staffed(town).office() as office, pytest.raises(InputError):
        take(office, RecordIncident(by=SID, form=IncidentForm(words=WORDS, **form)))


def test_a_copy_of_another_paper_is_none_of_this(town: Borough):
    """The link is to a release of the document that leaked."""
    with staffed(town).office() as office:
        take(office, ReleaseContent(by=ADA, document=OPEN))
        with pytest.raises(InputError, match="no such copy"):
            recorded(office, copies=(copy_of(office, ADA),))


def test_a_copy_fetched_by_a_report_in_confidence_does_not_tell_of_it(town: Borough):
    """Its holder sees by which request it was fetched; who gets copies back or enquires does not.

    What they accepted for it does not tell it either.
    """
    with staffed(town).office() as office:
        reference = submit(office, BEN, OPEN, channel="wrongdoing").reference
        opened(office, reference, OPEN)
        take(office, ReleaseContent(by=BEN, document=OPEN))
        with office.reading() as reading:
            seen_by = [list(copies_seen_by(reading, person)) for person in (BEN, PAT, MOIRA)]
        assert [[reference, None], [None, None], [None, None]] == [
            [fetch.request for copy in found for fetch in copy.fetched] for found in seen_by
        ]
        tie(
            town,
            tables.acceptances,
            segment="body",
            person=BEN,
            document=OPEN,
            reference=reference,
            conditions="[]",
            rule_book=RULES.digest,
        )
        (reader,) = take(office, Enquire(by=MOIRA, document=OPEN)).readers
        assert [None, None] == [fetch.request for copy in reader.copies for fetch in copy.fetched]
        assert [None] == [one.request for one in reader.accepted]


def test_who_is_close_to_another_entry_of_theirs_does_not_see_it(town: Borough):
    """One human being: what the officer declared bars from what concerns the councillor."""
    with staffed(town).office() as office:
        tie(town, tables.relationships, person=PAT, other=MOIRA)
        tie(town, tables.relationships, person=BEN, other=PAT, same_person=True)
        incident = recorded(office, people=(BEN,))
        assert ([], [incident]) == (seen(office, MOIRA), seen(office, DEE))
        reference = submit(office, BEN, CLOSED).reference
        with office.reading() as reading:
            around = bearings(reading, case_of(reading, reference))
        assert {BEN, PAT, MOIRA} == around.from_hearing(Stage("monitoring_officer"))


def test_an_enquiry_says_who_had_it(town: Borough):
    """Which copy, when, by which request, on which accepted conditions; the look is on record."""
    with staffed(town).office() as office:
        reference = given(office)
        released = opened(office, reference)
        found = take(office, Enquire(by=MOIRA, document=CLOSED))
        (reader,) = found.readers
        ((fetched,),) = [copy.fetched for copy in reader.copies]
        assert (BEN, released.entry, reference, ("confidential",), released.files[0].sha256) == (
            reader.person,
            fetched.entry,
            fetched.request,
            fetched.conditions,
            fetched.sha256,
        )
        assert [(reference, ("confidential",))] == [
            (one.request, one.conditions) for one in reader.accepted
        ]
        for person in (SID, PAT, BEN, OLIVE):
            with pytest.raises(NotAllowedError):
                take(office, Enquire(by=person, document=CLOSED))
        with pytest.raises(NotFoundError):
            take(office, Enquire(by=MOIRA, document=NOT_HELD))
        tie(town, tables.relationships, person=MOIRA, other=BEN)
        with pytest.raises(NotAllowedError):
            take(office, Enquire(by=MOIRA, document=CLOSED))
        assert take(office, Enquire(by=DEE, document=CLOSED)).readers
    (last,) = last_entries(town, 1)
    assert ("enquiry.made", DEE, CLOSED) == (last.kind, last.actor, last.body["document"])
