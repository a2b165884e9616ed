"""Advice over the API: asked, listed and answered."""

QUESTION = {"words": "May I speak of it at the ward meeting?"}


def test_from_the_question_to_the_answer(client, town):
    """The place of a new question is told; both see it, as JSON and as a table, page by page."""
    ada, adviser = town.sign("ada"), town.sign("moira")
    made = client.post("/api/advice", json=QUESTION | {"document": town.paper}, headers=ada)
    assert (201, "waiting") == (made.status_code, made.json()["state"])
    place = made.headers["location"]
    client.post("/api/advice", json=QUESTION, headers=ada)

    listed = client.get("/api/advice?q=ada&limit=1", headers=adviser)
    assert 'rel="next"' in listed.headers["link"]
    table = client.get("/api/advice?format=csv", headers=ada).text.splitlines()
    assert ("id,at,name,request,document,in_confidence,state", True) == (
        table[0],
        any(town.paper in row for row in table),
    )

    done = client.post(f"{place}/answer", json={"words": "Yes."}, headers=adviser)
    assert (201, "answered") == (done.status_code, done.json()["state"])
    assert "Yes." == client.get(place, headers=ada).json()["answer"]["words"]
    assert 409 == client.post(f"{place}/answer", json={"words": "No."}, headers=adviser).status_code
    assert 404 == client.get(place, headers=town.sign("olive")).status_code
    assert 404 == client.get(place, headers=town.sign("ben")).status_code
    assert 409 == client.post(f"{place}/departure", json={"words": "x"}, headers=ada).status_code


def test_it_names_one_thing_at_most(client, town):
    """A document and a request together are refused, as is an empty question."""
    both = QUESTION | {"document": town.paper, "request": "NTK-2026-0001"}
    for body in (both, {"words": ""}):
        assert 400 == client.post("/api/advice", json=body, headers=town.sign("ada")).status_code
