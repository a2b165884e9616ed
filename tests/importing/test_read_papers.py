"""Files of documents: read as strictly as facts are, from JSON and from CSV."""

import json
from datetime import date, datetime
from typing import Any

import pytest

from gateway.domain.facts import ExecutiveDecision, ExemptTag
from gateway.domain.papers import Paper, PaperBusiness, Papers, PaperSegment
from gateway.errors import ImportFileError
from gateway.importing import read_papers as module
from gateway.importing.read_papers import read_papers

SEGMENT: dict[str, Any] = {"id": "report"}
PAPER: dict[str, Any] = {"id": "d1", "title": "Depot sale", "segments": [SEGMENT]}


def as_json(*papers: dict[str, Any], **more: Any) -> bytes:
    """A file of these documents."""
    return json.dumps({"documents": papers, **more}).encode()


def with_segment(**facts: Any) -> bytes:
    """A file of one document with one segment."""
    return as_json(PAPER | {"segments": [SEGMENT | facts]})


CSV = (
    "document,title,segment,kind,public,business,exempt,subjects,executive_decision,text\n"
    "d1,Depot sale,report,report,yes,b1@m1; b2,,,,Open text\n"
    "d1,Depot sale,appendix,,no,b1@m1,3 negotiation tested 2026-11-20; 5,p1; resident-7,,\n"
    "d2,Decision,note,report,,,,,member 2026-11-02T10:00:00,\n"
)


def test_json_and_csv_say_the_same():
    """Whatever can be said in one can be said in the other."""
    business = {"body": "b1", "meeting": "m1"}
    told = as_json(
        {
            "id": "d1",
            "title": "Depot sale",
            "segments": [
                {
                    "id": "report",
                    "kind": "report",
                    "public": True,
                    "business": [business, {"body": "b2"}],
                    "text": "Open text",
                },
                {
                    "id": "appendix",
                    "business": [business],
                    "exempt": [
                        {"paragraph": 3, "negotiation_terms": True, "tested": "2026-11-20"},
                        {"paragraph": 5},
                    ],
                    "subjects": ["p1", "resident-7"],
                },
            ],
        },
        {
            "id": "d2",
            "title": "Decision",
            "segments": [
                {
                    "id": "note",
                    "executive_decision": {"by": "member", "made": "2026-11-02T10:00:00"},
                }
            ],
        },
    )
    expected = Papers(
        documents=(
            Paper(
                id="d1",
                title="Depot sale",
                segments=(
                    PaperSegment(
                        id="report",
                        public=True,
                        business=(
                            PaperBusiness(body="b1", meeting="m1"),
                            PaperBusiness(body="b2"),
                        ),
                        text="Open text",
                    ),
                    PaperSegment(
                        id="appendix",
                        business=(PaperBusiness(body="b1", meeting="m1"),),
                        exempt=(
                            ExemptTag(
                                paragraph=3, negotiation_terms=True, tested=date(2026, 11, 20)
                            ),
                            ExemptTag(paragraph=5),
                        ),
                        subjects=frozenset({"p1", "resident-7"}),
                    ),
                ),
            ),
            Paper(
                id="d2",
                title="Decision",
                segments=(
                    PaperSegment(
                        id="note",
                        executive_decision=ExecutiveDecision(
                            by="member",
                            made=datetime(2026, 11, 2, 10),  # noqa: DTZ001  local time
                        ),
                    ),
                ),
            ),
        )
    )

    assert expected == read_papers("papers.json", told)
    assert expected == read_papers("papers.csv", CSV.encode())


def test_the_sources_of_the_ids_can_be_named():
    """Where the ids of documents and of the register come from; else they are as usual."""
    named = read_papers("f", as_json(PAPER, source="records", register="popolo"))

    assert ("records", "popolo") == (named.source, named.register)
    assert ("council", None) == (
        read_papers("f", as_json(PAPER)).source,
        read_papers("f", as_json(PAPER)).register,
    )


def test_a_byte_order_mark_is_no_fault():
    """Windows writes one at the beginning."""
    assert read_papers("f", as_json(PAPER)) == read_papers("f", b"\xef\xbb\xbf" + as_json(PAPER))


def csv_row(**cells: str) -> bytes:
    """A file of one row."""
    row = {"document": "d1", "title": "T", "segment": "s"} | cells
    return f"{','.join(row)}\n{','.join(row.values())}\n".encode()


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"", "f"),
        (b"\0", "f"),
        (b"{", "f, line 1, column 2"),
        (b"\xff{}", "f, line 1"),
        (b'{"documents": "\xff"}', "f, byte 16"),
        (b'{"documents": [], "documents": []}', "f, the body"),
        (b'{"papers": []}', "f, the body"),
        (b"{}", "f, the body"),
        (as_json({"id": "d1", "segments": [SEGMENT]}), "f, documents[0]"),
        (as_json(PAPER | {"segments": []}), "f, documents[0].segments"),
        (as_json(PAPER | {"title": ""}), "f, documents[0].title"),
        (as_json(PAPER | {"id": 7}), "f, documents[0].id"),
        (as_json(PAPER | {"titel": "x"}), "f, documents[0]"),
        (as_json(PAPER, PAPER), "f, documents[1], id"),
        (as_json(PAPER | {"segments": [SEGMENT, SEGMENT]}), "f, documents[0]"),
        (with_segment(exemt=[]), "f, documents[0].segments[0]"),
        (with_segment(kind="memo"), "f, documents[0].segments[0].kind"),
        (with_segment(public="yes"), "f, documents[0].segments[0].public"),
        (with_segment(public=None), "f, documents[0].segments[0].public"),
        (with_segment(findings={"good_faith": True}), "f, documents[0].segments[0]"),
        (with_segment(text="a", file="b"), "f, documents[0].segments[0]"),
        (with_segment(text=""), "f, documents[0].segments[0].text"),
        (with_segment(text="a\u202eb"), "f, documents[0].segments[0].text"),
        (with_segment(business=[{"meeting": "m"}]), "f, documents[0].segments[0].business[0]"),
        (
            with_segment(exempt=[{"paragraph": 19}]),
            "f, documents[0].segments[0].exempt[0].paragraph",
        ),
        (
            with_segment(exempt=[{"paragraph": 3, "tested": "20/11/2026"}]),
            "f, documents[0].segments[0].exempt[0].tested",
        ),
        (
            with_segment(exempt=[{"paragraph": 3}, {"paragraph": 3}]),
            "f, documents[0], segments[0], exempt",
        ),
        (
            with_segment(business=[{"body": "b"}, {"body": "b"}]),
            "f, documents[0], segments[0], business",
        ),
        (
            with_segment(executive_decision={"by": "member", "made": "2026-11-02T10:00:00Z"}),
            "f, documents[0].segments[0].executive_decision.made",
        ),
        (b"document,title\nd1,T\n", "f, line 1"),
        (b"document,title,segment,colour\nd1,T,s,red\n", "f, line 1"),
        (b"document,title,segment,title\nd1,T,s,T\n", "f, line 1"),
        (b"document,title,segment\nd1,T\n", "f, line 2"),
        (csv_row(document=""), "f, line 2, column 'document'"),
        (csv_row(title=" "), "f, line 2, column 'title'"),
        (csv_row(segment=""), "f, line 2, column 'segment'"),
        (csv_row(public="maybe"), "f, line 2, column 'public'"),
        (csv_row(kind="memo"), "f, line 2, kind"),
        (csv_row(exempt="three"), "f, line 2, column 'exempt'"),
        (csv_row(exempt="3 perhaps"), "f, line 2, column 'exempt'"),
        (csv_row(exempt="3 tested"), "f, line 2, exempt[0].tested"),
        (csv_row(exempt="3 tested soon"), "f, line 2, exempt[0].tested"),
        (csv_row(exempt="0"), "f, line 2, exempt[0].paragraph"),
        (
            csv_row(executive_decision="clerk 2026-11-02T10:00:00"),
            "f, line 2, executive_decision.by",
        ),
        (csv_row(text="a\u202eb"), "f, line 2, column 'text'"),
        (csv_row() + b"d1,Another title,t\n", "f, line 3"),
        (csv_row() + b"d1,T,s\n", "f, line 3"),
    ],
)
def test_a_malformed_file_is_refused_with_its_place(data: bytes, where: str):
    """An unknown key, a wrong value, a missing one: nothing is passed over."""
    with pytest.raises(ImportFileError) as refused:
        read_papers("f", data)

    assert where == refused.value.where


def test_too_many_documents_are_refused(monkeypatch: pytest.MonkeyPatch):
    """Twenty thousand documents are enough for one file."""
    monkeypatch.setattr(module, "MOST_DOCUMENTS", 1)

    with pytest.raises(ImportFileError):
        read_papers("f", as_json(PAPER, PAPER | {"id": "d2"}))
