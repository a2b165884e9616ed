"""What officers do at pages besides cases: checks, marks, the register, and who stands in."""

import csv
import re
import secrets
from datetime import UTC, datetime, timedelta
from html import unescape

from sqlalchemy import insert

from gateway.domain.people import OPERATOR
from gateway.importing.confirming import ProposeRegister
from gateway.store import tables
from gateway.web.terms import STATES
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


def test_a_briefing_is_approved_at_a_page(at, town):
    """Who asks is given its address; what is typed stays, and the reason must be there."""
    paper = town.document({"main": {"exempt": (2,)}}, title="Quay wages")
    group = secrets.token_hex(16)
    row = {"id": group, "source": "test", "source_id": "Greens", "name": "Greens"}
    with town.writing() as connection:
        connection.execute(insert(tables.party_groups), row)
    olive, sid = at("olive"), at("sid")
    path = f"/checks/{paper}/meeting"
    meeting = {"group": group, "councillors": "3", "others": "0"}
    used = {"form": "inspect", "purpose": "political", "statement": "They meet on Monday."}
    asked = olive.post(path, form_of(olive.get(path).text, path) | meeting | used)
    (address,) = re.findall(rf"{path}\?check=[0-9]+", asked.text)
    shown = sid.get(address)
    missing = send(sid, shown, action=path, value="true")
    approved = send(sid, missing, action=path, words="All may have it.")

    assert 403 == olive.get(address).status_code
    assert 404 == sid.get(f"/checks/{town.paper}/meeting?check=1").status_code
    for words in ("Greens", "They meet on Monday."):
        assert words in shown.text
    assert (422, True) == (missing.status_code, "Say why." in missing.text)
    assert "Yes" in approved.text
    assert path + "?check=" not in approved.text


def test_a_message_to_an_office_leads_to_the_case(at, client, town):
    """For as long as its reader may open the case; then its reference alone stands there."""
    paper = town.document({"main": {"exempt": (2,)}}, title="Quay pay")
    ben, peter = town.sign("ben"), at("peter")
    asked = client.post("/api/requests", json={"document": paper}, headers=ben)
    reference = asked.json()["reference"]
    link = f'href="/cases/{reference}"'

    assert link in peter.get("/notices").text
    assert 200 == peter.get(f"/cases/{reference}").status_code
    client.post(f"/api/requests/{reference}/withdrawal", headers=ben)
    after = peter.get("/notices").text
    assert (True, False) == (reference in after, link in after)
    assert 404 == peter.get(f"/cases/{reference}").status_code


def test_a_request_that_is_decided_is_found_again(at, client, town):
    """By whoever acted in it: searched, as a file, and from the page where they begin."""
    paper = town.document({"main": {}}, title="Quay lights", business=False)
    body = {"document": paper, "purpose": "official_duty"}
    asked = client.post("/api/requests", json=body, headers=town.sign("ben"))
    reference = asked.json()["reference"]
    sid, olive = at("sid"), at("olive")
    home, due = sid.get("/home"), sid.get("/cases?q=quay+lights")
    page = sid.get(f"/cases/{reference}/findings?finding=reasonably_necessary")
    words = {"value": "false", "words": "No need was shown.", "now": "send"}
    case = send(sid, page, **words)
    assert 200 == case.status_code
    assert "Found by the service director on " in case.text
    found = sid.get("/cases?show=decided&q=quay+lights")
    (address,) = re.findall(r'href="(/api/cases[^"]+csv)"', found.text)
    sheet = sid.get(unescape(address)).text.splitlines()

    (day,) = set(re.findall(r"In 10 working days</strong><br>(\w+ \d+ \w+ \d{4})<", home.text))
    assert day in due.text
    assert "/cases?show=decided" in home.text
    assert "Quay lights" not in sid.get("/cases").text
    assert (True, True) == (f'href="/cases/{reference}"' in found.text, "Not agreed" in found.text)
    assert [reference] == [line.split(",")[0] for line in sheet[1:]]
    assert "No request fits this." in olive.get("/cases?show=decided&q=quay+lights").text


def test_the_list_says_of_a_request_what_its_page_says(at, client, town):
    """While it waits, once it is refused, disputed, and taken back."""
    ben, sid, headers = at("ben"), at("sid"), town.sign("ben")
    paper = town.document({"main": {}, "annex": {}}, title="Quay gates", business=False)
    body = {"document": paper, "purpose": "official_duty"}
    reference = client.post("/api/requests", json=body, headers=headers).json()["reference"]
    address = f"/api/requests/{reference}"
    seen = [told_of(ben, reference)]
    waits = ben.get(f"/requests/{reference}").text
    case = sid.get(f"/cases/{reference}").text
    opens = case.partition("Any one of these would open it to the councillor:")[2]
    needed = "<li>The officer finds that the councillor needs to know.</li>"
    assert needed in opens.partition("</ul>")[0]
    assert "If you have no answer by " in waits
    page = sid.get(f"/cases/{reference}/findings?finding=reasonably_necessary")
    send(sid, page, value="false", words="No need was shown.", now="send")
    seen.append(told_of(ben, reference))
    form = ben.get(f"/requests/{reference}/dispute").text
    assert "Choose which one below." not in form
    disputed = {"ground": "refusal", "words": "I sit on the panel."}
    client.post(f"{address}/disputes", json=disputed, headers=headers)
    seen.append(told_of(ben, reference))
    client.post(f"{address}/withdrawal", headers=headers)
    seen.append(told_of(ben, reference))

    taken_back = ben.get(f"/requests?state=withdrawn&q={reference}").text
    assert f'href="/requests/{reference}"' in taken_back
    assert f'href="/requests/{reference}"' not in ben.get("/requests?state=not_agreed").text
    assert ["With an officer", "Not agreed", "Passed on"] == [page for page, *_ in seen[:3]]
    assert all(page == listed == in_file for page, listed, in_file in seen)


def told_of(ben, reference: str) -> tuple[str, str, str]:
    """The state of a request on its page, in the list, and in the list as a file."""
    tag = r"govuk-tag--[^>]*>\s*([^<]*?)\s*<"
    page = ben.get(f"/requests/{reference}").text
    listed = ben.get(f"/requests?q={reference}").text
    (found,) = re.findall(tag, listed)
    (row,) = csv.DictReader(ben.get(f"/api/requests?q={reference}&format=csv").text.splitlines())
    return re.findall(tag, page)[0], found, STATES[row["state"]][0]


def test_an_officer_sees_what_they_must_decide_and_what_comes_of_it(at, client, town):
    """At the case and at the question: to whom it goes on; and afterwards, that it did."""
    paper = town.document({"main": {"exempt": (4,), "personal_data": "special"}}, title="Quay")
    body = {"document": paper, "purpose": "official_duty"}
    asked = client.post("/api/requests", json=body, headers=town.sign("ben"))
    case, sid = f"/cases/{asked.json()['reference']}", at("sid")
    shown, findings = sid.get(case).text, sid.get(f"{case}/findings").text
    page = sid.get(f"{case}/findings?finding=reasonably_necessary")
    told = send(sid, page, value="true", words="They sit on the panel.", now="send").text
    decide, _, folded = findings.partition("<details")

    assert "talks with staff" in shown
    assert f'href="/papers/{paper}"' in shown
    assert 200 == sid.get(f"/papers/{paper}").status_code
    question = "?finding=reasonably_necessary"
    assert (True, True) == (question in shown, question in decide)
    assert (False, True) == ("?finding=briefing_approved" in decide, "_approved" in folded)
    assert "(optional)" in page.text
    for words in (shown, decide, page.text):
        assert "t goes on to the Data Protection Officer." in words
    assert "Decide whether they need it" in shown
    assert "Your part is done: it waits for the office that is named below." in told
    assert "It waits for the Data Protection Officer, and not for you." in told
    assert "The proper officer clears the personal data in it." in told


def test_every_reason_stands_in_a_case_once(at, client, town):
    """Why something was found, with the finding; why an office stands aside, where it did."""
    paper = town.document({"main": {}}, title="Quay cranes", business=False)
    body = {"document": paper, "purpose": "official_duty"}
    asked = client.post("/api/requests", json=body, headers=town.sign("ben"))
    reference = asked.json()["reference"]
    case, sid, moira = f"/cases/{reference}", at("sid"), at("moira")
    form = sid.get(f"{case}/findings?finding=good_faith")
    send(sid, form, value="true", words="They said so openly.", now="send")
    assert 1 == sid.get(case).text.count("They said so openly.")
    aside = {"office": "service_director", "words": "We run the cranes."}
    send(sid, sid.get(f"{case}/standing-aside"), **aside)
    assert 404 == sid.get(case).status_code
    after = moira.get(case)
    assert [1, 1] == [after.text.count(one) for one in ("They said so openly.", aside["words"])]
    client.post(f"/api/requests/{reference}/withdrawal", headers=town.sign("ben"))  # nothing waits


def test_a_mark_is_said_of_the_part_that_has_it(at, client, town):
    """Where a paper has several parts, the mark names its own; where it has one, it need not."""
    sid = at("sid")
    for parts, said in (
        ({"report": {}, "prices-paid": {"exempt": (4,)}}, "“Prices paid” is marked as exempt"),
        ({"main": {"exempt": (4,)}}, "It is marked as exempt"),
    ):
        paper = town.document(parts, title="Quay prices", business=False)
        body = {"document": paper, "purpose": "official_duty"}
        asked = client.post("/api/requests", json=body, headers=town.sign("ben"))
        assert f"{said} under paragraph 4" in sid.get(f"/cases/{asked.json()['reference']}").text


def test_where_the_councillor_stands_is_said_where_it_is_decided(at, client, town):
    """At the case and on the form: the bodies that they sit on, and whose business the paper is."""
    paper = town.document({"main": {"personal_data": "special"}}, title="Quay pilots")
    body = {"document": paper, "purpose": "official_duty"}
    asked = client.post("/api/requests", json=body, headers=town.sign("ada"))
    case, sid = f"/cases/{asked.json()['reference']}", at("sid")

    for address in (case, f"{case}/findings?finding=personal_data_cleared"):
        words = sid.get(address).text
        assert re.search(r"Councillor\s+</dt>.*?Sits on: Harbour", words, re.DOTALL)
        assert "(this paper is its business)" in words


def test_a_check_says_that_the_office_is_the_reader_s(at, town):
    """Who decides first is told so; another officer reads which office it is."""
    paper = town.document({"main": {"exempt": (2,)}}, title="Quay watch")
    path = f"/checks/{paper}"
    told = {}
    for who in ("sid", "olive"):
        page = at(who).get(f"{path}?to={town.people['ben']}")
        use = {"form": "inspect", "purpose": "official_duty", "councillor": town.people["ben"]}
        told[who] = at(who).post(path, form_of(page.text, path) | use).text

    assert all("The service director must decide first." in words for words in told.values())
    assert ["sid"] == [who for who, words in told.items() if "That is your office" in words]


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
    assert "It counts. To end it, ask the Monitoring Officer" in done.text


def test_the_adviser_sees_what_a_relationship_leads_to_and_ends_it(at, town):
    """Who acts instead; then says why it ends, and it counts no longer."""
    sid, moira = at("sid"), at("moira")
    send(sid, sid.get("/cover/relationships?q=ben"), other=town.people["ben"])
    pair = f"person={town.people['sid']}&other={town.people['ben']}"
    address = f"/cover/relationships/end?{pair}"
    idle = "requests, the service director: the Monitoring Officer acts instead"
    assert idle in told(moira)
    assert idle not in told(sid)
    assert [403, 404] == [who.get(address).status_code for who in (sid, at("olive"))]

    page = moira.get(address)
    empty = send(moira, page, words="")
    assert 422 == empty.status_code
    assert "Write why it does not count any more." in empty.text
    done = send(moira, page, words="It was declared by mistake.")

    assert 200 == done.status_code
    assert idle not in told(moira)
    assert 404 == moira.get(address).status_code


def told(browser) -> str:
    """What the list of close relationships says, without the line breaks of its template."""
    return " ".join(browser.get("/cover/close").text.split())


def checks(town) -> int:
    """How many checks are recorded."""
    return sum(entry["kind"] == "check.decided" for entry in town.entries())
