"""Briefings: they wait until a senior officer approves, somebody else than who asks."""

from typing import Any

import pytest
from sqlalchemy import true

from gateway.audit import entries
from gateway.casework.checks import MakeCheck
from gateway.casework.explained import answer_of
from gateway.casework.registers import offers_of
from gateway.casework.writer import Office
from gateway.casework.written import noted
from gateway.domain.facts import Audience
from gateway.domain.requests import Approval, AskedCheck, CheckAnswer
from gateway.errors import GatewayError, InputError, NotAllowedError, NotFoundError, NotNowError
from gateway.store import log, tables
from tests.casework.doing import rows
from tests.casework.thornmere import ADA, CLOSED, MOIRA, OLIVE, OPEN
from tests.store.borough import Borough, id_of

DORA = id_of("Dora")
GREENS = Audience(councillors=3, others=0, group=id_of("Greens"))
FIRST_DECIDERS = {"borough": "service_director", "rutland": "director"}


@pytest.fixture(params=FIRST_DECIDERS)
def council(town: Borough, request: pytest.FixtureRequest) -> Borough:
    """A council where every briefing needs approval; two groups; Dora decides first."""
    town.change(tables.council, true(), profile=request.param)
    town.person("Dora", "officer", offices=FIRST_DECIDERS[request.param])
    for name in ("Greens", "Blues"):
        town.add(tables.party_groups, name=name)
    return town


def _check(office: Office, by: str, *, about: int | None = None, **other: Any) -> CheckAnswer:
    """A check of the open paper for the Greens' meeting; an approval of the one it is about."""
    approval = None
    if about is not None:
        approval = Approval(check=about, value=other.pop("value", True), words="All may have it.")
    asked = {"document": OPEN, "audience": GREENS, "approval": approval} | other
    return answer_of(office.carry_out_now(MakeCheck(by=by, asked=AskedCheck(**asked))))


def _rows_and_outcomes(answer: CheckAnswer) -> list[tuple[str, str]]:
    return [(one.row, one.outcome) for one in answer.decision.segments]


def test_a_briefing_is_cleared_once_a_senior_officer_approves(council: Borough):
    """Row O2 releases then, and only then is the same offered to all other groups, once."""
    with council.office() as office:
        first = _check(office, OLIVE)
        with office.reading() as reading:
            assert () == offers_of(reading)
        approved = _check(office, DORA, about=first.entry)
        again = _check(office, DORA, about=approved.entry)
        with office.reading() as reading:
            offers = offers_of(reading)

    assert ["Z1"] == [row for row, _ in _rows_and_outcomes(first)]
    for answer in (approved, again):
        assert ["O2"] == [one.row for one in answer.decision.segments]
        assert all(one.released for one in answer.decision.segments)
    assert [("briefing", str(first.entry))] == [(one.kind, one.about) for one in offers]


@pytest.mark.parametrize("value", [True, False])
def test_each_is_told(council: Borough, *, value: bool):
    """Whoever approves, that it waits; who asked, what was found. Nobody is told of their own."""
    with council.office() as office:
        first = _check(office, OLIVE)
        _check(office, DORA, about=first.entry, value=value)
        _check(office, DORA)
    told = [
        (row.kind, row.recipient, row.about)
        for row in sorted(rows(council, "notices"), key=lambda row: row.entry)
        if row.kind.startswith("briefing_")
    ]
    answer = "briefing_approved" if value else "briefing_not_approved"
    *others, (kind, stands_in, _) = told
    assert others == [
        ("briefing_waits", DORA, str(first.entry)),
        (answer, OLIVE, str(first.entry)),
    ]
    assert ("briefing_waits", False) == (kind, stands_in == DORA)


def test_an_approval_is_on_record_as_a_finding(council: Borough):
    """By whom, for which office, about whose check; the reason is kept beside it."""
    with council.office() as office:
        first = _check(office, OLIVE)
        approved = _check(office, DORA, about=first.entry)
        with office.reading() as reading:
            found, decided = (
                entries.read(one.data)
                for one in reversed(log.page(reading.connection, first=approved.entry - 1, limit=2))
            )
            words = noted(reading, (found.seq,)).words(found.seq)

    assert ("finding.recorded", DORA) == (found.kind, found.actor)
    assert ("briefing_approved", OLIVE, first.entry) == tuple(
        found.body[name] for name in ("finding", "person", "check")
    )
    assert "All may have it." == words
    assert ("check.decided", DORA, OLIVE, first.entry) == (
        decided.kind,
        decided.actor,
        decided.body["person"],
        decided.body["check"],
    )


def test_what_is_not_approved_waits(council: Borough):
    """Nothing is released, and no group is told."""
    with council.office() as office:
        first = _check(office, OLIVE)
        refused = _check(office, DORA, about=first.entry, value=False)

    assert not any(one.released for one in refused.decision.segments)
    kinds = {row.kind for row in rows(council, "notices")}
    assert {"briefing_waits", "briefing_not_approved"} == kinds


def test_nobody_approves_their_own_briefing(council: Borough):
    """Who asks and who finds are two people: it is for whoever stands in."""
    with council.office() as office:
        own = _check(office, DORA)
        with pytest.raises(NotAllowedError):
            _check(office, DORA, about=own.entry)


@pytest.mark.parametrize(
    ("by", "changed", "error"),
    [
        (OLIVE, {}, NotAllowedError),
        (MOIRA, {}, NotAllowedError),
        (DORA, {"audience": Audience(councillors=4, group=id_of("Greens"))}, InputError),
        (DORA, {"document": CLOSED}, InputError),
        (DORA, {"about": 1}, NotFoundError),
        (DORA, {"about": 2**53}, NotFoundError),
    ],
)
def test_an_approval_is_of_what_another_officer_asked(
    council: Borough, by: str, changed: dict[str, Any], error: type[GatewayError]
):
    """By the office whose finding it is, of the same paper and the same audience."""
    with council.office() as office:
        first = _check(office, OLIVE)
        with pytest.raises(error):
            _check(office, by, **{"about": first.entry} | changed)


def test_what_waits_for_nobody_needs_no_approval(council: Borough):
    """As a briefing that the rules clear by themselves."""
    council.change(tables.council, true(), profile="wolverhampton")
    with council.office() as office:
        first = _check(office, OLIVE)
        with pytest.raises(NotNowError):
            _check(office, DORA, about=first.entry)


def test_a_check_for_a_councillor_is_not_approved(council: Borough):
    """It is no briefing."""
    with council.office() as office:
        asked = AskedCheck(document=CLOSED, councillor=ADA)
        first = answer_of(office.carry_out_now(MakeCheck(by=OLIVE, asked=asked)))
        with pytest.raises(NotFoundError):
            _check(office, DORA, about=first.entry)
