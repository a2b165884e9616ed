"""Deputies and absences: who acts in whose place, and who may say so."""

from datetime import date, timedelta
from typing import Any

import pytest

from gateway.casework.cover import NameDeputy, RecordAbsence, deputies_named
from gateway.casework.findings import RecordFinding
from gateway.domain.case_forms import AbsenceForm, DeputyForm, FindingForm
from gateway.errors import InputError, NotAllowedError
from tests.casework.adding import log_size
from tests.casework.asking import submit
from tests.casework.casing import CEO, DEE, PAT, SID, last_entries, staffed, take
from tests.casework.relating import close
from tests.casework.thornmere import ADA, BEN, LOOSE, MOIRA
from tests.store.borough import Borough, id_of

TODAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)


def deputy(by: str = MOIRA, **more: Any) -> NameDeputy:
    """Pat is named deputy for the service director, for this week."""
    form = {"office": "service_director", "person": PAT, "first": TODAY, "last": FRIDAY, **more}
    return NameDeputy(by=by, deputy=DeputyForm(**form))


def away(by: str = SID, first: date = TODAY, last: date = FRIDAY) -> RecordAbsence:
    """Somebody is away."""
    return RecordAbsence(by=by, absence=AbsenceForm(first=first, last=last))


def found(reference: str, by: str) -> RecordFinding:
    """A need is found."""
    form = FindingForm(finding="reasonably_necessary", value=True, words="Shown.")
    return RecordFinding(by=by, reference=reference, found=form)


def test_two_entries_of_one_human_being_name_no_deputy_for_each_other(town: Borough):
    """Neither the other entry nor for the other entry's office: they are the same person."""
    with staffed(town).office() as office:
        take(office, close(MOIRA, PAT, same_person=True))
        for by, wrong in (
            (MOIRA, {}),
            (MOIRA, {"office": "proper_officer", "person": SID}),
        ):
            with pytest.raises(NotAllowedError, match="never you"):
                take(office, deputy(by, **wrong))
        take(office, deputy(DEE))


def test_a_deputy_acts_on_the_days_of_absence_only(town: Borough):
    """The holder has the office again the day after; both names stand in the log meanwhile."""
    with staffed(town).office() as office:
        take(office, deputy(last=date(2027, 1, 29)))
        take(office, away())
        asked = submit(office, BEN, LOOSE, purpose="official_duty")
        assert "service_director" == asked.decision.refer_to
        take(office, found(asked.reference, PAT))
        (entry,) = [one for one in last_entries(town, 20) if one.kind == "finding.recorded"]
        assert (PAT, [SID], "service_director") == (
            entry.actor,
            entry.body["deputy_for"],
            entry.body["office"],
        )
        town.now += timedelta(days=5)
        later = submit(office, BEN, LOOSE, purpose="official_duty")
        with pytest.raises(NotAllowedError):
            take(office, found(later.reference, PAT))
        take(office, found(later.reference, SID))


def test_without_a_deputy_the_next_office_acts(town: Borough):
    """The substitution stands in the decision, and in the log."""
    with staffed(town).office() as office:
        take(office, away())
        asked = submit(office, BEN, LOOSE, purpose="official_duty")
        assert "chief_executive" == asked.decision.refer_to
        take(office, found(asked.reference, CEO))
    decided = [one for one in last_entries(town, 20) if one.kind == "request.decided"]
    assert ["service_director"] == decided[-1].body["passed_over"]


@pytest.mark.parametrize("by", [SID, PAT, ADA])
def test_who_does_not_answer_for_the_rules_names_no_deputy(town: Borough, by: str):
    """Nor do they say who is the same person as whom."""
    with staffed(town).office() as office:
        for command in (deputy(by), close(by, BEN, same_person=True), close(by, BEN, person=DEE)):
            with pytest.raises(NotAllowedError):
                take(office, command)


@pytest.mark.parametrize("wrong", [{"office": "monitoring_officer"}, {"person": MOIRA}])
def test_nobody_chooses_who_judges_in_their_place(town: Borough, wrong: dict[str, Any]):
    """A deputy for one's own office, or oneself as deputy, is for somebody else to name."""
    with staffed(town).office() as office, pytest.raises(NotAllowedError, match="Somebody else"):
        take(office, deputy(**wrong))


def test_what_cannot_be(town: Borough):
    """Days that are over or turned round, strangers and people without office are refused."""
    with staffed(town).office() as office:
        before = log_size(town)
        for command in (
            deputy(person=BEN),
            deputy(person=id_of("nobody")),
            deputy(first=FRIDAY, last=TODAY),
            away(last=date(2026, 11, 20), first=date(2026, 11, 19)),
        ):
            with pytest.raises(InputError):
                take(office, command)
        with pytest.raises(NotAllowedError):
            take(office, away(by=BEN))
    assert before == log_size(town)


def test_deputies_are_listed_while_they_hold(town: Borough):
    """Today's and those to come, not those of the past."""
    with staffed(town).office() as office:
        take(office, deputy())
        with office.reading() as reading:
            (named,) = deputies_named(reading)
        assert ("service_director", PAT, TODAY, FRIDAY) == (
            named.office,
            named.person,
            named.first,
            named.last,
        )
        town.now += timedelta(days=5)
        with office.reading() as reading:
            assert () == deputies_named(reading)
