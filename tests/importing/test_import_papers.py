"""Documents come in through the database: all of a file or nothing, and once only."""

import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from gateway.audit.entries import read as read_entry
from gateway.domain.people import OPERATOR
from gateway.errors import ConflictError, ImportFileError
from gateway.importing.contents import Contents, contents_of
from gateway.importing.fault import file
from gateway.importing.import_papers import ImportPapers, counts, find_changes
from gateway.importing.import_register import ImportRegister
from gateway.importing.merge import merge
from gateway.importing.papers_difference import PaperChange
from gateway.importing.read_papers import read_papers
from gateway.importing.read_register import read_register
from gateway.store import tables
from gateway.store.content import StoredContent
from gateway.store.facts_of_documents import document_of
from tests.importing import invented
from tests.importing.conftest import TODAY, Turns

PLACE = file("papers.json")
DIGEST = "cd" * 32
OPEN: dict[str, Any] = {
    "id": "report",
    "public": True,
    "business": [{"body": "11", "meeting": "5001"}],
    "text": "All of this is open.",
}
CLOSED: dict[str, Any] = {
    "id": "appendix",
    "held_by": "executive",
    "business": [{"body": "11", "meeting": "5001"}, {"body": "12"}],
    "exempt": [{"paragraph": 3, "tested": "2026-11-20"}, {"paragraph": 1}],
    "personal_data": "ordinary",
    "subjects": ["701", "resident-7"],
    "owner_group": "Meadow Party",
    "advice_to": "702",
    "executive_decision": {"by": "officer", "made": "2026-11-02T10:00:00"},
    "matters": ["depot"],
    "author_consents": False,
    "text": "The price is a secret.",
}
PAPER: dict[str, Any] = {"id": "d1", "title": "Depot sale", "segments": [OPEN, CLOSED]}
OTHER: dict[str, Any] = {"id": "d2", "title": "Cash book", "segments": [{"id": "accounts"}]}


@pytest.fixture
def register(turns: Turns) -> None:
    """The invented council is there."""
    with turns() as turn:
        files = (invented.councillors(), invented.committees())
        registers = merge(read_register("f", data, today=TODAY) for data in files)
        ImportRegister(by=OPERATOR, registers=registers, digests=(DIGEST,)).carry_out(turn)
        private = b"meeting id,cid,date,time,private\n5001,11,2026-12-03,18:30,no\n"
        registers = merge([read_register("f", private, today=TODAY)])
        ImportRegister(by=OPERATOR, registers=registers, digests=(DIGEST,)).carry_out(turn)


def bring_in(turns: Turns, *papers: dict[str, Any], stored: bool = True) -> tuple[PaperChange, ...]:
    """Import these documents."""
    told = read_papers("papers.json", json.dumps({"documents": papers}).encode())
    contents = contents_of(told, Path(), PLACE)
    with turns() as turn:
        return ImportPapers(
            by=OPERATOR,
            papers=told,
            contents=contents,
            stored=kept(contents) if stored else {},
            place=PLACE,
            digest=DIGEST,
        ).carry_out(turn)


def kept(contents: Contents) -> dict[tuple[str, str], StoredContent]:
    """Where the bytes would be kept."""
    return {
        key: StoredContent(name="ef" * 16, sha256=content.sha256, size=len(content.data or b""))
        for key, content in contents.items()
    }


def told(changes: Sequence[PaperChange]) -> list[tuple[str, str, str | None, bool]]:
    """The changes in short."""
    return [
        (change.what, change.paper.id, change.segment and change.segment.id, change.new_content)
        for change in changes
    ]


def held(turns: Turns, paper: str = "d1") -> Any:
    """The document as the decision loads it."""
    with turns() as turn:
        own_id = turn.connection.scalar(
            select(tables.documents.c.id).where(tables.documents.c.source_id == paper)
        )
        return document_of(turn.connection, own_id or "")


@pytest.mark.usefixtures("register")
def test_a_document_has_every_fact_that_the_file_gives(turns: Turns):
    """As the decision loads it, people, groups, bodies and meetings under our own ids."""
    bring_in(turns, PAPER, OTHER)
    with turns() as turn:
        people = ids(turn, tables.people)
        groups = ids(turn, tables.party_groups)
        bodies = ids(turn, tables.bodies)
    appendix = held(turns).facts.segments[1]

    assert "Depot sale" == held(turns).facts.title
    assert {people["701"], "resident-7"} == appendix.subjects
    assert (groups["Meadow Party"], people["702"]) == (appendix.owner_group, appendix.advice_to)
    assert {(bodies["11"], True), (bodies["12"], False)} == {
        (item.body, item.start is not None) for item in appendix.business
    }
    assert {(1, False), (3, True)} == {
        (tag.paragraph, tag.tested is not None) for tag in appendix.exempt
    }
    assert ("officer", "executive", "ordinary") == (
        appendix.executive_decision.by,
        appendix.held_by,
        appendix.personal_data,
    )
    assert (frozenset({"depot"}), False) == (appendix.matters, appendix.author_consents)
    assert "text/plain; charset=utf-8" == held(turns).content["appendix"].content_type


def ids(turn: Any, table: Any) -> dict[str, str]:
    """Our ids by the source's."""
    return {row.source_id: row.id for row in turn.connection.execute(select(table))}


@pytest.mark.usefixtures("register")
def test_one_entry_counts_and_names_nothing(turns: Turns):
    """Counts and the file's digest stand in the log, no titles."""
    bring_in(turns, PAPER, OTHER)
    with turns() as turn:
        data = turn.connection.scalars(select(tables.log_entries.c.bytes)).all()[-1]
    entry = read_entry(data)

    assert "documents.imported" == entry.kind
    assert {
        "files": [DIGEST],
        "documents": {"added": 2},
        "segments": {"added": 3},
    } == dict(entry.body)
    assert b"Depot" not in data


@pytest.mark.usefixtures("register")
def test_a_second_import_changes_nothing_and_writes_nothing(turns: Turns):
    """Whatever the order of markings and business."""
    turned = CLOSED | {
        "exempt": CLOSED["exempt"][::-1],
        "business": CLOSED["business"][::-1],
        "subjects": CLOSED["subjects"][::-1],
    }
    bring_in(turns, PAPER, OTHER)

    assert () == bring_in(turns, PAPER, OTHER)
    assert () == bring_in(turns, PAPER | {"segments": [OPEN, turned]})
    with turns() as turn:
        assert 3 == turn.connection.scalar(select(func.count()).select_from(tables.log_entries))


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (PAPER | {"title": "Sale of the depot"}, [("changed", "d1", None, False)]),
        (
            PAPER | {"segments": [OPEN, CLOSED | {"exempt": []}]},
            [("changed", "d1", "appendix", False)],
        ),
        (
            PAPER | {"segments": [OPEN, CLOSED | {"text": "The price is another."}]},
            [("changed", "d1", "appendix", True)],
        ),
        (
            PAPER | {"segments": [OPEN, {k: v for k, v in CLOSED.items() if k != "text"}]},
            [],
        ),
        (PAPER | {"segments": [OPEN]}, [("ended", "d1", "appendix", False)]),
        (
            PAPER | {"segments": [CLOSED, OPEN]},
            [("changed", "d1", "appendix", False), ("changed", "d1", "report", False)],
        ),
        (
            PAPER | {"segments": [OPEN, CLOSED, {"id": "map"}]},
            [("added", "d1", "map", False)],
        ),
    ],
)
def test_only_what_differs_changes(
    turns: Turns, paper: dict[str, Any], expected: list[tuple[str, str, str | None, bool]]
):
    """And then it is held; a content that the file does not give stays."""
    bring_in(turns, PAPER, OTHER)

    assert expected == told(bring_in(turns, paper))
    assert () == bring_in(turns, paper)
    assert {segment["id"] for segment in paper["segments"]} == {
        segment.id for segment in held(turns).facts.segments
    }
    assert {"report", "appendix"} & {s["id"] for s in paper["segments"]} <= set(held(turns).content)


@pytest.mark.usefixtures("register")
def test_a_part_that_was_withdrawn_can_come_back(turns: Turns):
    """It is the same part again, with its content."""
    bring_in(turns, PAPER)
    bring_in(turns, PAPER | {"segments": [OPEN]})

    assert [("changed", "d1", "appendix", False)] == told(bring_in(turns, PAPER))
    assert 2 == len(held(turns).facts.segments)


@pytest.mark.usefixtures("register")
def test_a_document_belongs_to_a_service(turns: Turns):
    """A file that says another moves it and keeps where it was; one that says none changes none."""
    table, changes = tables.document_services, []
    for said in ({"service": "Housing"}, {}, {"service": "Housing"}, {"service": "Planning"}):
        changes.append(len(bring_in(turns, {**OTHER, **said})))
        with turns() as turn:  # each was some time ago when the next comes
            earlier = turn.moment - timedelta(days=len(changes))
            turn.connection.execute(
                update(table).where(table.c.since == turn.moment).values(since=earlier)
            )
    with turns() as turn:
        services = turn.connection.execute(select(table.c.service).order_by(table.c.service))
        assert ["Housing", "Planning"] == list(services.scalars())
    assert [2, 0, 0, 1] == changes


@pytest.mark.usefixtures("register")
def test_a_document_that_the_file_does_not_list_stays(turns: Turns):
    """A file need not list all documents."""
    bring_in(turns, PAPER, OTHER)

    assert () == bring_in(turns, OTHER)
    assert held(turns) is not None


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({"business": [{"body": "99"}]}, "business[0], body"),
        ({"business": [{"body": "11", "meeting": "9"}]}, "business[0], meeting"),
        ({"business": [{"body": "12", "meeting": "5001"}]}, "business[0]"),
        ({"owner_group": "Nobody's Party"}, "owner_group"),
        ({"advice_to": "999"}, "advice_to"),
        ({"exempt": [{"paragraph": 12}]}, "exempt[0].paragraph"),
    ],
)
def test_a_reference_to_nothing_stores_nothing(turns: Turns, facts: dict[str, Any], where: str):
    """An unknown body, a meeting of another body, a paragraph of another country."""
    wrong = OTHER | {"segments": [{"id": "accounts"} | facts]}

    with pytest.raises(ImportFileError) as refused:
        bring_in(turns, PAPER, wrong)

    assert f"papers.json, documents[1].segments[0], {where}" == refused.value.where
    with turns() as turn:
        assert 0 == turn.connection.scalar(select(func.count()).select_from(tables.documents))


def test_with_several_registers_the_file_must_name_one(turns: Turns):
    """An id means something else in another source."""
    with turns() as turn:
        registers = merge(
            read_register("f", data, today=TODAY)
            for data in (invented.COUNCILLORS_CSV.encode(), invented.PEOPLE_CSV.encode())
        )
        ImportRegister(by=OPERATOR, registers=registers, digests=(DIGEST,)).carry_out(turn)

    with pytest.raises(ImportFileError) as refused:
        bring_in(turns, OTHER)

    assert "'register'" in refused.value.detail


def test_without_a_register_documents_can_still_come_in(turns: Turns):
    """If they refer to nothing in it."""
    assert 2 == len(bring_in(turns, OTHER))


@pytest.mark.usefixtures("register")
def test_a_dry_run_stores_nothing(turns: Turns):
    """The changes are found without a trace."""
    papers = read_papers("papers.json", json.dumps({"documents": [PAPER]}).encode())
    with turns() as turn:
        _, changes = find_changes(turn, papers, contents_of(papers, Path(), PLACE), PLACE)

    assert {"documents": {"added": 1}, "segments": {"added": 2}} == counts(changes)
    with turns() as turn:
        assert 0 == turn.connection.scalar(select(func.count()).select_from(tables.documents))


@pytest.mark.usefixtures("register")
def test_no_row_points_to_bytes_that_are_not_kept(turns: Turns):
    """When something else changed the documents meanwhile, nothing is stored."""
    with pytest.raises(ConflictError):
        bring_in(turns, PAPER, stored=False)
