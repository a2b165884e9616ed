"""What officers do at pages besides cases: checks, marks, the register, and who stands in."""

from datetime import UTC, datetime, timedelta

from gateway.domain.people import OPERATOR
from gateway.importing.confirming import ProposeRegister
from tests.importing import invented
from tests.importing.test_import_register import DIGEST, registers
from tests.web.form_of import form_of, send


def test_a_check_answers_for_each_councillor_and_is_recorded_once(at, town):
    """One answer a row, with its checks; the same form sent twice is one check."""
    olive = at("olive")
    path = f"/checks/{town.paper}"
    form = olive.get(f"{path}?to={town.people['ada']},{town.people['ben']}")
    before = checks(town)
    chosen = {"councillor": [town.people["ada"], town.people["ben"]]}
    filled = form_of(form.text, path) | chosen | {"form": "inspect", "purpose": "official_duty"}
    first, again = olive.post(path, filled), olive.post(path, filled)

    assert (200, 200) == (first.status_code, again.status_code)
    assert 2 == checks(town) - before
    for words in ("Ada", "Ben", "Yes, on conditions", "Local Government Act 1972, section 100F"):
        assert words in first.text


def test_a_check_without_a_reason_says_what_is_missing(at, town):
    """Nothing is recorded, and whoever was chosen stays chosen."""
    olive = at("olive")
    path = f"/checks/{town.paper}"
    form = olive.get(f"{path}?to={town.people['ada']}")
    before = checks(town)
    answer = send(olive, form, action=path)

    assert 422 == answer.status_code
    assert "Choose why." in answer.text
    assert town.people["ada"] in answer.text
    assert before == checks(town)


def test_a_check_for_a_meeting_needs_a_group(at, town):
    """Where the register has no groups, the page says so."""
    assert "no political groups" in at("olive").get(f"/checks/{town.paper}/meeting").text


def test_a_mark_is_tested_and_lifted(at, town):
    """It leaves the queue once it is tested, and the paper once it is taken away."""
    paper = town.document({"main": {"exempt": (2,)}}, title="Crane hire")
    peter = at("peter")
    path = f"/marks/{paper}"
    assert path in peter.get("/marks").text
    page = peter.get(f"{path}?segment=main&paragraph=2")
    day = datetime.now(UTC) - timedelta(days=3)
    mark = {"segment": "main", "paragraph": "2", "words": "Looked at it."}
    tested = {"tested-day": str(day.day), "tested-month": str(day.month)}
    done = send(peter, page, **mark, **tested, **{"tested-year": str(day.year)})

    assert "We recorded the mark" in done.text
    assert path not in peter.get("/marks").text
    lifted = send(peter, done, **mark, lifted="true")
    assert "No part of this paper is marked as exempt." in lifted.text


def test_a_mark_with_a_day_to_come_is_refused_beside_its_field(at, town):
    """What was typed stays."""
    peter = at("peter")
    page = peter.get(f"/marks/{town.paper}")
    days = {"tested-day": "1", "tested-month": "1", "tested-year": "2090"}
    answer = send(peter, page, segment="annex", paragraph="3", words="A test.", **days)

    assert 422 == answer.status_code
    assert "The test cannot lie in the future." in answer.text
    assert "A test." in answer.text


def test_changes_to_the_register_are_searched_and_dismissed(at, client):
    """Who would come stands in the list; once dismissed nothing waits."""
    said = registers(invented.councillors())
    command = ProposeRegister(by=OPERATOR, registers=said, digests=(DIGEST,))
    client.app.state.office.carry_out_now(command)
    olive = at("olive")
    page = olive.get("/register?what=added")

    assert "New" in page.text
    assert "No change fits this." in olive.get("/register?q=nobody+of+that+name").text
    assert "The register has changes to confirm" in olive.get("/home").text
    gone = send(olive, page)
    assert "You dismissed the changes." in gone.text
    assert "Nothing waits to be confirmed." in gone.text


def test_a_deputy_is_named_for_some_days(at, town):
    """By whoever answers for the rules; the page then lists them."""
    moira = at("moira")
    page = moira.get("/cover/deputies?q=olive")
    first = datetime.now(UTC) + timedelta(days=1)
    days = {
        f"{which}-{part}": str(getattr(first, part))
        for which in ("first", "last")
        for part in ("day", "month", "year")
    }
    named = send(moira, page, person=town.people["olive"], office="data_protection_officer", **days)

    assert "the Data Protection Officer" in named.text
    assert "Olive" in named.text
    again = send(moira, page, person="", office="data_protection_officer", **days)
    assert 422 == again.status_code
    assert "Find the person by name, and choose them." in again.text


def test_a_relationship_is_declared(at, town):
    """And is seen by whoever declared it."""
    olive = at("olive")
    page = olive.get("/cover/relationships?q=fay")
    done = send(olive, page, other=town.people["fay"])

    assert 200 == done.status_code
    assert "Fay" in done.text


def checks(town) -> int:
    """How many checks are recorded."""
    return sum(entry["kind"] == "check.decided" for entry in town.entries())
