"""An invented council as its website shows it, with the mess of real ones.

One person under several spellings, menu texts as roles, a vacancy, home addresses, entities written
twice, a committee that has expired, an "Independent" who leads a group.
"""

import json
from typing import Any

COUNCILLORS: list[dict[str, Any]] = [
    {
        "id": "cthistlewood",
        "name": "County Councillor Mrs Philippa Thistlewood OBE",
        "moderngov_uid": "701",
        "ward": "Larkfield & Nether Wold",
        "party": "Meadow Party",
        "roles": ["Council", "Calendar", "Subscribe to updates"],
        "group_role": "leader",
        "group_name": "Meadow Party",
        "dual_hatted": [],
    },
    {
        "id": "cokonjo",
        "name": "County Councillor Abayomi Okonjo-Fell",
        "moderngov_uid": 702,
        "ward": "Quarry Bank",
        "party": "Independent",
        "roles": [],
        "group_role": "leader",
        "group_name": "Wold Alliance",
    },
    {
        "id": "cpetherbridge",
        "name": "County Councillor Siân Petherbridge",
        "moderngov_uid": "703",
        "ward": "Quarry Bank",
        "party": "Harbour Group",
        "group_role": "deputy_leader",
        "group_name": "Wold Alliance",
    },
    {
        "id": "cmarchbank",
        "name": "County Councillor Rory O'Marchbank",
        "moderngov_uid": "704",
        "ward": "St Osyth",
        "party": "Independent",
        "group_role": None,
        "group_name": None,
    },
    {"id": "x", "name": "Vacancy", "moderngov_uid": None, "ward": "Tollgate", "party": None},
]

COMMITTEES: list[dict[str, Any]] = [
    {
        "id": "cabinet",
        "name": "Cabinet",
        "type": "executive",
        "moderngov_cid": "11",
        "members": [
            {
                "name": "Philippa Thistlewood",
                "uid": "701",
                "role": "Chair",
                "party": "Meadow Party",
            },
            {"name": "S Petherbridge", "uid": "703", "role": "Deputy Leader", "party": "?"},
        ],
    },
    {
        "id": "oversight",
        "name": "Oversight and Scrutiny Board",
        "type": "scrutiny",
        "moderngov_cid": "12",
        "members": [
            {"name": "CC A Okonjo-Fell", "uid": "702", "role": "Vice-Chair"},
            {"name": "CC R O'Marchbank", "uid": "704", "role": "Member"},
            {"name": "Vacancy", "uid": None, "role": "Member"},
            {"name": "Dr Wilhelmina Ashgrove", "uid": "9001", "role": "Co-opted Member"},
            {"name": "CC P Thistlewood OBE", "uid": "701", "role": "Substitute"},
        ],
    },
    {
        "id": "planning",
        "name": "Planning Committee",
        "type": "planning",
        "moderngov_cid": "13",
        "members": [],
    },
]

MEETINGS: list[dict[str, Any]] = [
    {
        "id": "cabinet-2026-12-03-5001",
        "date": "2026-12-03",
        "time": "18:30",
        "committee": "The Cabinet (renamed)",
        "status": "agenda_published",
        "cancelled": False,
        "link": "https://council.example/ieListDocuments.aspx?CId=11&MId=5001&Ver=4",
        "agenda_items": ["Apologies", "Exclusion of Press and Public"],
    },
    {
        "id": "board-2026-12-08-5002",
        "date": "2026-12-08",
        "time": None,
        "committee": "Board",
        "status": "Cancelled",
        "cancelled": False,
        "link": "https://council.example/ieListDocuments.aspx?MId=5002&cid=12",
    },
]


def councillors(rows: list[dict[str, Any]] | None = None) -> bytes:
    """The list of councillors, as JSON."""
    return json.dumps(COUNCILLORS if rows is None else rows).encode()


def committees(rows: list[dict[str, Any]] | None = None) -> bytes:
    """The committees with their seats, as JSON."""
    listed = COMMITTEES if rows is None else rows
    return json.dumps({"council_id": "wold_cc", "committees": listed}).encode()


def meetings(rows: list[dict[str, Any]] | None = None) -> bytes:
    """The meetings, as JSON, with the committees under their other key."""
    listed = [
        {"cid": row["moderngov_cid"], "name": row["name"], "type": row["type"]}
        for row in COMMITTEES
    ]
    return json.dumps(
        {"committees": listed, "meetings": MEETINGS if rows is None else rows}
    ).encode()


COUNCILLORS_XML = """<?xml version="1.0" encoding="utf-8"?>
<councillorsbyward><wardscount>3</wardscount><wards>
<ward><wardtitle>Larkfield &amp; Nether Wold</wardtitle><councillors>
  <councillor><councillorid>701</councillorid>
    <fullusername>County Councillor Mrs Philippa Thistlewood OBE</fullusername>
    <politicalpartytitle>Meadow Party</politicalpartytitle>
    <homeaddress><line1>1 Secret Lane</line1><postcode>WO1 1LD</postcode></homeaddress>
    <workaddress><email>member@council.example</email></workaddress>
    <termsofoffice>
      <termofoffice><startdate>06/05/2021</startdate><enddate>05/05/2025</enddate></termofoffice>
      <termofoffice><startdate>05/05/2025</startdate><enddate>unspecified</enddate></termofoffice>
    </termsofoffice></councillor>
</councillors></ward>
<ward><wardtitle>Quarry Bank</wardtitle><councillors>
  <councillor><councillorid>702</councillorid>
    <fullusername>County Councillor Abayomi Okonjo-Fell</fullusername>
    <politicalpartytitle>Independent</politicalpartytitle>
    <termsofoffice><termofoffice><startdate>05/05/2025</startdate>
      <enddate>06/05/2027</enddate></termofoffice></termsofoffice></councillor>
  <councillor><councillorid>703</councillorid>
    <fullusername>County Councillor Si&#226;n Petherbridge</fullusername>
    <politicalpartytitle>Harbour Group</politicalpartytitle></councillor>
</councillors></ward>
<ward><wardtitle>St Osyth</wardtitle><councillors>
  <councillor><councillorid>704</councillorid>
    <fullusername>County Councillor Rory O&amp;#39;Marchbank</fullusername>
    <politicalpartytitle>Independent</politicalpartytitle></councillor>
  <councillor><councillorid>0</councillorid><fullusername>Vacancy</fullusername></councillor>
</councillors></ward>
</wards></councillorsbyward>
"""

COMMITTEES_XML = """<committees>
<committee><committeeid>11</committeeid><committeetitle>Cabinet</committeetitle>
  <committeecategory>Executive bodies</committeecategory>
  <committeedeleted>False</committeedeleted><committeeexpired>False</committeeexpired></committee>
<committee><committeeid>12</committeeid><committeetitle>Oversight Board</committeetitle>
  <committeecategory>Overview and Scrutiny</committeecategory></committee>
<committee><committeeid>14</committeeid><committeetitle>Bypass Working Party</committeetitle>
  <committeedeleted>False</committeedeleted><committeeexpired>True</committeeexpired></committee>
</committees>
"""

MEETINGS_XML = """<getmeetings><committee><committeeid>11</committeeid><committeemeetings>
<meeting><meetingid>5001</meetingid><meetingdate>03/12/2026</meetingdate>
  <meetingtime>6.30 pm</meetingtime><meetingstatus>Confirmed</meetingstatus></meeting>
<meeting><meetingid>5003</meetingid><meetingdate>10/12/2026</meetingdate>
  <meetingtime></meetingtime><meetingstatus>Cancelled</meetingstatus></meeting>
</committeemeetings></committee></getmeetings>
"""

POPOLO: dict[str, Any] = {
    "persons": [
        {"id": "p1", "name": "Philippa Thistlewood", "email": "someone@council.example"},
        {"id": "p2", "name": "Abayomi Okonjo-Fell"},
        {"id": "p3", "name": "Wilhelmina Ashgrove"},
        {"id": "p9", "name": "Vacancy"},
    ],
    "organizations": [
        {"id": "wold", "name": "Wold County Council", "classification": "council"},
        {"id": "meadow", "name": "Meadow Party", "classification": "party"},
        {"id": "ind", "name": "Independent", "classification": "party"},
        {"id": "cab", "name": "The Executive", "classification": "executive"},
        {"id": "osb", "name": "Oversight Board", "classification": "scrutiny committee"},
        {"id": "old", "name": "Old Panel", "dissolution_date": "2024-03"},
    ],
    "areas": [{"id": "a1", "name": "Larkfield"}, {"id": "a2", "name": "Quarry Bank"}],
    "posts": [{"id": "seat-2", "area_id": "a2", "organization_id": "wold"}],
    "memberships": [
        {
            "person_id": "p1",
            "organization_id": "wold",
            "on_behalf_of_id": "meadow",
            "area_id": "a1",
            "role": "Member",
            "start_date": "2025-05",
        },
        {
            "person_id": "p1",
            "organization_id": "wold",
            "start_date": "2021-05-06",
            "end_date": "2025-05-01",
        },
        {
            "person_id": "p2",
            "organization_id": "wold",
            "on_behalf_of_id": "ind",
            "post_id": "seat-2",
            "start_date": "2023",
            "end_date": "2027-05-06",
        },
        {"person_id": "p1", "organization_id": "meadow", "role": "Leader"},
        {"person_id": "p1", "organization_id": "cab", "role": "Chair"},
        {"person_id": "p2", "organization_id": "osb", "role": "Chair"},
        {"person_id": "p3", "organization_id": "osb", "role": "Non-voting co-optee"},
        {"person_id": "p1", "organization_id": "osb", "role": "Observer"},
        {"person_id": "p9", "organization_id": "osb", "role": "Member"},
    ],
    "events": [
        {
            "id": "e1",
            "organization_id": "cab",
            "start_date": "2026-07-02T17:30:00Z",
            "status": "confirmed",
        },
        {"id": "e2", "name": "Carol service", "start_date": "2026-12-20"},
    ],
}


def popolo(**changes: Any) -> bytes:
    """The council as Popolo; `changes` replace whole parts of it."""
    return json.dumps(POPOLO | changes).encode()


COUNCILLORS_CSV = (
    "Name,Party,Ward,Page,Home address\r\n"
    "Councillor Philippa Thistlewood,Meadow Party,Larkfield,"
    "https://council.example/mgUserInfo.aspx?UID=701,1 Secret Lane\r\n"
    '"Councillor Rory O\u2019Marchbank",Independent,St Osyth,'
    "https://council.example/mgUserInfo.aspx?UID=704,2 Secret Lane\r\n"
    "Vacancy,,Tollgate,,\r\n"
)
PEOPLE_CSV = (
    "id,name,kind,offices,positions,group,from,until\n"
    "o1,Morwenna Castlereagh,officer,officer; monitoring officer,,,01/04/2020,\n"
    "o2,Desmond Plumtree,officer,auditor,,,,\n"
    "o3,Ffion Gladwyn,political_assistant,,,Meadow Party,,\n"
    "o4,Barnaby Quill,councillor,,leader; group_leader,Meadow Party,,31/12/2025\n"
)
SEATS_CSV = (
    "uid,cid,committee name,role\n"
    "701,21,Licensing Panel,Chairman\n"
    "704,21,Licensing Panel,\n"
    "702,22,Grants Panel,Observer\n"
)
BODIES_CSV = "cid,committee name,executive,scrutiny\n21,Licensing Panel,no,no\n23,Cabinet,yes,no\n"
MEETINGS_CSV = (
    "meeting id,cid,date,time,private,ended\n"
    "6001,21,12/01/2027,10.00 am,no,\n"
    "6002,21,2026-11-02,14:00,yes,2026-11-02 15:45\n"
)
