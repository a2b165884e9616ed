"""Files of any format: told by their content, and refused with the place of a fault."""

import json
from datetime import date
from typing import Any

import pytest

from gateway.errors import ImportFileError
from gateway.importing import gathering
from gateway.importing.read_register import LARGEST, read_register
from tests.importing import invented

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("data", "source", "people", "bodies"),
    [
        (invented.COUNCILLORS_XML.encode(), "modern-gov", 4, 0),
        (invented.COUNCILLORS_XML.encode("utf-8-sig"), "modern-gov", 4, 0),
        (invented.COMMITTEES_XML.encode(), "modern-gov", 0, 3),
        (invented.councillors(), "modern-gov", 4, 0),
        (b"\xef\xbb\xbf \n" + invented.committees(), "modern-gov", 0, 3),
        (invented.meetings(), "modern-gov", 0, 3),
        (invented.popolo(), "popolo", 3, 4),
        (invented.COUNCILLORS_CSV.encode(), "modern-gov", 2, 0),
        (invented.PEOPLE_CSV.encode(), "council", 4, 0),
    ],
)
def test_the_content_tells_the_format(data: bytes, source: str, people: int, bodies: int):
    """Whatever a file is called, what stands in it decides how it is read."""
    register = read_register("download.txt", data, today=TODAY)

    assert (source, people, bodies) == (
        register.source,
        len(register.people),
        len(register.bodies),
    )


def pages(part: str, rows: list[dict[str, Any]]) -> bytes:
    """A file of committee pages with these rows."""
    return json.dumps({part: rows}).encode()


def xml(councillor: str) -> bytes:
    """GetCouncillorsByWard with one councillor."""
    return (
        "<councillorsbyward><ward><wardtitle>Larkfield</wardtitle><councillor>"
        f"{councillor}</councillor></ward></councillorsbyward>"
    ).encode()


def term(start: str, end: str) -> bytes:
    """A councillor with one term of office."""
    return xml(
        "<councillorid>1</councillorid><fullusername>Ivo Larch</fullusername>"
        f"<termofoffice><startdate>{start}</startdate><enddate>{end}</enddate></termofoffice>"
    )


IVO = {"name": "Ivo Larch", "moderngov_uid": "1"}
BODY = {"name": "Panel", "moderngov_cid": "5"}
LINK = "https://council.example/x?CId=5&MId=9"
MEETING = {"date": "2026-12-01", "time": "10:00", "link": LINK}
SEAT = {"name": "Ivo Larch", "uid": "1", "role": "Member"}

MALFORMED: list[tuple[bytes, str]] = [
    # whole files
    (b"", "f"),
    (b" \n\t ", "f"),
    (b"\xff\xfeN\0a\0m\0e\0", "f"),
    (b"id,name\n\0,x\n", "f"),
    (b"\x81\x8d\n", "f"),
    (b'{"people": []}', "f"),
    (b'{"committees": ', "f"),
    (b'[{"name": "\xff"}]', "f"),
    (b"[" * 100_000, "f, [0]"),
    (b'{"x":' + b"[" * 100_000, "f"),
    (b"[1]", "f, [0]"),
    (b'["x"]', "f, [0]"),
    (b'{"committees": 3}', "f, committees"),
    (b"<nothing", "f, line 1, column 1"),
    (b"<records/>", "f"),
    # councillors, JSON
    (json.dumps([IVO, IVO]).encode(), "f, [1]"),
    (json.dumps([{"name": "Ivo Larch"}]).encode(), "f, [0]"),
    (json.dumps([{"moderngov_uid": "1"}]).encode(), "f, [0]"),
    (json.dumps([IVO | {"name": ""}]).encode(), "f, [0]"),
    (json.dumps([IVO | {"name": 7}]).encode(), "f, [0].name"),
    (json.dumps([IVO | {"moderngov_uid": ""}]).encode(), "f, [0]"),
    (json.dumps([IVO | {"moderngov_uid": 1.5}]).encode(), "f, [0].moderngov_uid"),
    (json.dumps([IVO | {"ward": "a\u202eb"}]).encode(), "f, [0], ward"),
    (json.dumps([IVO | {"party": "x" * 501}]).encode(), "f, [0], party"),
    # committees and meetings, JSON
    (pages("committees", [BODY, BODY]), "f, committees[1]"),
    (pages("committees", [{"name": "Panel"}]), "f, committees[0]"),
    (pages("committees", [BODY | {"name": " "}]), "f, committees[0], name"),
    (pages("committees", [BODY | {"members": {}}]), "f, committees[0].members"),
    (
        pages("committees", [BODY | {"members": [SEAT, SEAT]}]),
        "f, committees[0], members[1]",
    ),
    (
        pages("committees", [BODY | {"members": [SEAT | {"uid": None}]}]),
        "f, committees[0], members[0]",
    ),
    (pages("meetings", [MEETING, MEETING]), "f, meetings[1]"),
    (pages("meetings", [MEETING | {"link": "agenda.pdf"}]), "f, meetings[0], link"),
    (pages("meetings", [MEETING | {"link": "?CId=5"}]), "f, meetings[0], link"),
    (pages("meetings", [MEETING | {"date": "2026-02-30"}]), "f, meetings[0], date"),
    (pages("meetings", [MEETING | {"date": ""}]), "f, meetings[0], date"),
    (pages("meetings", [MEETING | {"time": "late"}]), "f, meetings[0], time"),
    (pages("meetings", [MEETING | {"cancelled": "no"}]), "f, meetings[0].cancelled"),
    # XML
    (xml("<councillorid>1</councillorid>"), "f, ward 1, councillor 1"),
    (xml("<fullusername>Ivo Larch</fullusername>"), "f, ward 1, councillor 1"),
    (term("1 May 2025", "unspecified"), "f, ward 1, councillor 1, termofoffice 1, startdate"),
    (term("01/05/2025", "01/05/2021"), "f, ward 1, councillor 1, termofoffice 1"),
    (
        b"<councillorsbyward><ward><wardtitle/></ward></councillorsbyward>",
        "f, ward 1, wardtitle",
    ),
    (b"<committees><committee/></committees>", "f, committee 1, committeeid"),
    (
        invented.COMMITTEES_XML.replace("True", "maybe").encode(),
        "f, committee 3, committeeexpired",
    ),
    (
        b"<meeting><meetingid>1</meetingid><meetingdate>1/1/2027</meetingdate></meeting>",
        "f, meeting 1",
    ),
    (
        b"<meeting><committeeid>1</committeeid><meetingid>1</meetingid></meeting>",
        "f, meeting 1, date",
    ),
    # CSV
    (b"Name,Party\nIvo Larch,Meadow\n", "f"),
    (b",,\n,\n", "f"),
    (b"id,name\nz1\n", "f, line 2"),
    (b"id,name\nz1,Ivo Larch,extra\n", "f, line 2"),
    (b'id,name\nz1,"Ivo" Larch\n', "f, line 2"),
    (b'id,name\nz1,"Ivo Larch\n', "f, line 2"),
    (b"id,name,Full Name\nz1,Ivo,Larch\n", "f, line 1"),
    (b"id,name\n,Ivo Larch\n", "f, line 2, column 'person'"),
    (b"id,name\nz1,\n", "f, line 2"),
    (b"id,name\nz1,Ivo Larch\nz1,Ivo Larch\n", "f, line 3"),
    (b"Name,Page\nIvo Larch,https://council.example/\n", "f, line 2, column 'link'"),
    (b"id,name,kind\nz1,Ivo Larch,king\n", "f, line 2, column 'kind'"),
    (b"id,name,kind\nz1,Ivo Larch,\n", "f, line 2, column 'kind'"),
    (b"id,name,kind,offices\nz1,Ivo,officer,clerk\n", "f, line 2, column 'offices'"),
    (b"id,name,positions\nz1,Ivo Larch,boss\n", "f, line 2, column 'positions'"),
    (b"id,name,offices\nz1,Ivo,auditor;auditor\n", "f, line 2"),
    (b"id,name,from,until\nz1,Ivo,1/1/2026,1/1/2025\n", "f, line 2"),
    (b"body id,id,role\n,z1,Member\n", "f, line 2, column 'body'"),
    (b"body id,body name,executive\nb1,Panel,x\n", "f, line 2, column 'executive'"),
    (b"body id,body name\nb1,\n", "f, line 2, column 'body name'"),
    (b"meeting id,body id,date\nm1,b1,\n", "f, line 2, date"),
    (
        b"meeting id,body id,date,time,ended\nm1,b1,1/1/2027,10:00,1/1/2027 9:00\n",
        "f, line 2, ended",
    ),
]


@pytest.mark.parametrize(("data", "where"), MALFORMED)
def test_a_malformed_file_is_refused_with_the_place_of_its_fault(data: bytes, where: str):
    """Nothing is guessed: the first fault ends the reading, and the clerk is told where it is."""
    with pytest.raises(ImportFileError) as refused:
        read_register("f", data, today=TODAY)

    assert where == refused.value.where
    assert "Ivo" not in str(refused.value)


def test_there_are_more_than_fifty_ways_to_be_malformed():
    """The list above is long enough to be worth its name."""
    assert 50 < len({data for data, _ in MALFORMED})


def test_a_file_that_is_too_large_is_refused():
    """Twenty mebibytes hold a hundred registers."""
    with pytest.raises(ImportFileError):
        read_register("f", b" " * LARGEST + b"<a/>", today=TODAY)


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch):
    """A file of millions of rows is no register."""
    monkeypatch.setattr(gathering, "MOST_ROWS", 3)

    with pytest.raises(ImportFileError) as refused:
        read_register("f", b"id,name\n1,A\n2,B\n3,C\n4,D\n", today=TODAY)

    assert "f, line 5" == refused.value.where
