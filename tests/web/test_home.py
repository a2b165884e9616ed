"""The page after sign-in says what waits for whom."""

from tests.web.form_of import send


def test_a_question_waits_on_the_page_where_a_councillor_begins(at, client, town):
    """From when an officer asks until it is answered; nobody else is told of it."""
    ben, sid = at("ben"), at("sid")
    paper = town.document({"main": {}}, title="Quay cranes", business=False)
    body = {"document": paper, "purpose": "official_duty"}
    asked = client.post("/api/requests", json=body, headers=town.sign("ben"))
    reference = asked.json()["reference"]
    words = f"Answer our question about {reference}"
    assert words not in ben.get("/home").text
    send(sid, sid.get(f"/cases/{reference}/questions"), words="Which crane?")
    home = ben.get("/home").text
    assert "We need to hear from you" in home
    assert f'<a class="govuk-link" href="/requests/{reference}">{words}</a>' in home
    assert words not in at("ada").get("/home").text
    page = ben.get(f"/requests/{reference}/information")
    send(ben, page, action=f"/requests/{reference}/information", words="The last one.")

    assert words not in ben.get("/home").text


def test_a_reference_that_is_none_is_told_beside_its_field(at):
    """With one as an example: "the text does not have its form" helps nobody."""
    ada = at("ada")
    page = ada.get("/advice/new")
    wrong = send(ada, page, action="/advice/new", request="the bridge", words="May I?")

    assert 422 == wrong.status_code
    assert "Write the reference as it stands on its page, such as NTK-2026-483920." in wrong.text


def test_the_page_where_a_councillor_begins_shows_the_latest_requests(at, client, town):
    """What waits by its status; what was answered since comes first, and says so."""
    ada, sid = at("ada"), at("sid")
    papers = [town.document({"main": {}}, title=name, business=False) for name in ("Buoy", "Mast")]
    references = []
    for paper in papers:
        body = {"document": paper, "purpose": "official_duty"}
        sent = client.post("/api/requests", json=body, headers=town.sign("ada"))
        references.append(sent.json()["reference"])
    home = ada.get("/home").text
    assert "Your latest requests" in home
    assert home.index(references[1]) < home.index(references[0])
    assert f"You have an answer: {references[0]}" not in home
    finding = sid.get(f"/cases/{references[0]}/findings?finding=reasonably_necessary")
    send(sid, finding, value="false", words="No need was shown.", now="send")
    home = ada.get("/home").text

    assert home.index(f"You have an answer: {references[0]}") < home.index(references[1])
    assert references[0] not in at("ben").get("/home").text


def test_where_a_councillor_sits_is_said_at_once(at):
    """Ada reads on which body her answers rest; who sits on none reads nothing of it."""
    assert "You sit on: Harbour" in at("ada").get("/home").text
    assert "You sit on" not in at("ben").get("/home").text


def test_an_officer_for_whom_nothing_waits_reads_what_will_come(at):
    """On the first visit the page is not empty: it says what stands here, and when."""
    home = at("olive").get("/home").text

    assert "Nothing waits for you now. When a councillor asks for something that an" in home
