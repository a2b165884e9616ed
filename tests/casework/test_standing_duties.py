"""The standing duties of the protocols: who else is told of an answer, by whose rule, how often."""

import re
from typing import Any

import msgspec
import pytest

from gateway.casework.deciding import Decided
from gateway.casework.standing_duties import tell_of_check, tell_of_decision
from gateway.domain.facts import Business
from gateway.policy.book import shipped
from gateway.policy.facts_reader import read_facts
from gateway.store import tables
from tests.casework.doing import Do, rows
from tests.casework.thornmere import ADA, BEN, CLOSED, OLIVE
from tests.store.borough import RULES, Borough, at, id_of

GREENS, REDS, PANEL, CLEO = (id_of(name) for name in ("Greens", "Reds", "Panel", "Cleo"))
REFERENCE = "NTK-2026-0042"


@pytest.fixture
def grouped(town: Borough) -> Borough:
    """The town with two groups: Ada leads the Greens, Ben is a Red, Cleo is in none."""
    for name, person in (("Greens", ADA), ("Reds", BEN)):
        town.add(tables.party_groups, name=name)
        town.add(tables.group_memberships, person=person, party_group=id_of(name))
    town.add(tables.positions, person=ADA, position="group_leader")
    town.body("Panel", scrutiny=True)
    town.seat("Ada", "Panel")
    return town


def decided(case: str) -> Decided:
    """A worked case as it is decided; its groups are the Greens, its requester is Ada."""
    council, name = case.split("/")
    file = shipped() / "policies" / "councils" / council / "cases" / f"{name}.toml"
    text = re.sub(r"group-[a-z]", GREENS, file.read_text(encoding="utf-8"))
    text = re.sub(r'person = "[^"]+"', f'person = "{ADA}"', text)
    text = re.sub(r'^id = "[^"]+"', f'id = "{REFERENCE}"', text)
    facts = read_facts(text)
    decision = RULES.decide(facts)
    return Decided(facts=facts, decision=decision, told=decision, held=True)


def tell(borough: Borough, made: Decided, document: str = CLOSED, **how: Any) -> None:
    """Let what follows from a decision follow."""
    tells = tell_of_check if made.facts.request.type == "officer_check" else tell_of_decision
    with borough.office() as office:
        office.carry_out_now(Do(lambda turn, entry: tells(turn, made, entry, document, **how)))


def told(borough: Borough) -> set[tuple[str, str, str]]:
    """What was told to whom: the kind, the kind of recipient, and the recipient."""
    return {(row.kind, row.recipient_kind, row.recipient) for row in rows(borough, "notices")}


BRIEFED = {("briefing", "person", BEN), ("briefing", "person", CLEO)}
REPORT = {("group_report", "person", BEN)}
OFFERED = REPORT | {("group_report", "person", CLEO)}


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("oxford/C19-general-enquiry-used-at-a-meeting", {("board_member", "office", "executive")}),
        ("oxford/B5-minority-leader", {("board_member", "body", "board")}),
        ("borough/O2-borough-approved", BRIEFED),
        ("rutland/O2-rutland-approved", BRIEFED),
        ("lydney/O2-town-council", BRIEFED),
        ("lydney/C24-officer-report-for-group-a", REPORT),
        ("borough/B4-offered-to-all", OFFERED),
        ("england/C34-scrutiny-member-no-review", {("scrutiny_committee", "body", PANEL)}),
        ("england/O2-briefing-of-a-group", set()),
        ("borough/B4-no-notice-on-the-wrongdoing-channel", set()),
    ],
)
def test_who_is_told(grouped: Borough, case: str, expected: set[tuple[str, str, str]]):
    """The Board member, the other groups and the ungrouped, or the committee; as the rules say."""
    tell(grouped, decided(case))

    assert expected == told(grouped)


def test_the_body_s_executive_member_is_told(grouped: Borough):
    """Where a paper is business of an executive body, whoever chairs that is told."""
    made = decided("oxford/C19-general-enquiry-used-at-a-meeting")
    (part,) = made.facts.document.segments
    business = (Business(body=id_of("Board"), executive=True),)
    document = msgspec.structs.replace(
        made.facts.document, segments=(msgspec.structs.replace(part, business=business),)
    )
    grouped.seat("Ben", "Board", role="chair")
    tell(
        grouped,
        msgspec.structs.replace(made, facts=msgspec.structs.replace(made.facts, document=document)),
    )

    assert {("board_member", "person", BEN)} == told(grouped)


def test_a_notice_names_the_request_and_no_paper(grouped: Borough):
    """A reference, and nothing of the title or the names."""
    tell(grouped, decided("oxford/C19-general-enquiry-used-at-a-meeting"))

    assert [REFERENCE] == [row.about for row in rows(grouped, "notices")]


def test_a_report_is_told_of_once(grouped: Borough):
    """Whoever asks for a copy later has nobody told again; of another report they are told."""
    made = decided("lydney/C24-officer-report-for-group-a")
    for document in (CLOSED, CLOSED, id_of("another")):
        tell(grouped, made, document)

    assert {CLOSED, id_of("another")} == {row.about for row in rows(grouped, "notices")}
    assert 2 == len(rows(grouped, "notices"))


def test_deciding_again_tells_only_what_is_new(grouped: Borough):
    """What the earlier decision had told is not told again."""
    made = decided("oxford/C19-general-enquiry-used-at-a-meeting")
    tell(grouped, made, before=made.told)
    assert set() == told(grouped)
    tell(grouped, made, before=msgspec.structs.replace(made.told, notify=()))
    assert 1 == len(told(grouped))


def test_a_co_opted_member_of_a_parish_is_offered_a_briefing(grouped: Borough):
    """Whoever fills a vacancy is a full member, in a group or in none."""
    grouped.person("Pru", "parish_coopted")
    tell(grouped, decided("lydney/O2-town-council"))

    assert BRIEFED | {("briefing", "person", id_of("Pru"))} == told(grouped)


def test_who_left_the_council_is_offered_nothing(grouped: Borough):
    """Briefings are offered to members in office, and to nobody else without a group."""
    term = tables.terms.c.person == CLEO
    grouped.change(tables.terms, term, valid_to=at("2026-11-01"))
    tell(grouped, decided("borough/O2-borough-approved"))

    assert {("briefing", "person", BEN)} == told(grouped)
    assert OLIVE not in {who for *_, who in told(grouped)}
