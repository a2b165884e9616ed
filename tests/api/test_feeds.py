"""The calendar over HTTP: subscribed to by its secret address, answered like nothing without it."""

from icalendar import Calendar

from gateway.api.calendar_file import calendar_file
from gateway.casework.owed import ShownDeadline
from tests.api.test_who_may import masked
from tests.api.town import CANARY
from tests.store.borough import NOW


def made(client, town, who):
    """A new secret address of somebody's calendar."""
    answer = client.post("/api/calendar-feed", headers=town.sign(who))
    assert 201 == answer.status_code
    return answer.json()["address"]


def test_a_calendar_program_reads_it_without_signing_in(client, town):
    """Events with references and without titles or names."""
    closed = town.document({"main": {"exempt": (1,)}})
    asked = {"document": closed, "purpose": "official_duty"}
    reference = client.post("/api/requests", json=asked, headers=town.sign("ben")).json()[
        "reference"
    ]
    answer = client.get(made(client, town, "ben"))
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    (event,) = (one for one in events if one["SUMMARY"].startswith(reference))

    assert (200, "text/calendar") == (answer.status_code, answer.headers["content-type"][:13])
    assert f"{reference}: the meeting that deals with it" == event["SUMMARY"]
    assert CANARY not in answer.text


def test_an_ended_or_unknown_address_is_answered_like_any_other(client, town):
    """A stranger cannot tell an address that was from one that never was."""
    address = made(client, town, "ada")
    assert 200 == client.get(address).status_code
    assert 204 == client.delete("/api/calendar-feed", headers=town.sign("ada")).status_code
    unknown = client.get("/api/no-such-address")

    for other in (address, f"/calendars/{'x' * 43}.ics", "/calendars/", "/calendars/x/y"):
        assert masked(unknown) == masked(client.get(other))
    assert 404 == client.get(address, headers=town.sign("ada")).status_code


def test_the_secret_address_opens_nothing_else(client, town):
    """Neither other addresses nor other methods."""
    address = made(client, town, "olive")
    secret = address.rpartition("/")[2].removesuffix(".ics")
    headers = {"Authorization": f"Bearer {secret}"}

    assert 401 == client.get("/api/deadlines", headers=headers).status_code
    assert {403, 405} >= {client.post(address).status_code, client.delete(address).status_code}


def shown(due: str) -> ShownDeadline:
    """A deadline as it is shown."""
    return ShownDeadline(
        id="a" * 32,
        kind="response",
        what="an answer or a holding reply",
        about="NTK-2026-0001",
        owed_by_kind="office",
        owed_by="head_of_service",
        state="running",
        due=due,
        first_due=due,
        late=False,
        how_counted="Counted 5 working days on.",
        calendar=None,
        entry=1,
        changes=(),
    )


def test_days_and_moments_are_events():
    """A day lasts all day; a moment is told in UTC, in summer an hour earlier than in London."""
    data = calendar_file([shown("2026-07-06"), shown("2026-07-06T18:30:00")], made=NOW)
    calendar = Calendar.from_ical(data)
    day, moment = calendar.walk("VEVENT")

    assert b"DTSTART;VALUE=DATE:20260706\r\n" in data
    assert b"DTSTART:20260706T173000Z\r\n" in data
    assert ("2.0", "NTK-2026-0001: an answer or a holding reply") == (
        calendar["VERSION"],
        day["SUMMARY"],
    )
    assert ("Counted 5 working days on.", "TRANSPARENT") == (
        moment["DESCRIPTION"],
        moment["TRANSP"],
    )
