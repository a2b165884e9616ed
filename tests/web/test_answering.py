"""What an officer answers is checked before it is sent, and what was not agreed is said first."""

from tests.web.form_of import send


def asked(client, town, segments) -> str:
    """The reference of a request of Ben's for a paper that an officer must look at."""
    paper = town.document(segments, title="Quay cranes", business=False)
    body = {"document": paper, "purpose": "official_duty"}
    answer = client.post("/api/requests", json=body, headers=town.sign("ben"))
    reference: str = answer.json()["reference"]
    return reference


def test_what_was_not_agreed_stands_first_under_agreed_in_part(at, client, town):
    """For the councillor and for the officer, by the names of the parts."""
    ben, sid = at("ben"), at("sid")
    reference = asked(client, town, {"report": {"public": True}, "closed-appendix": {}})
    page = sid.get(f"/cases/{reference}/findings?finding=reasonably_necessary")
    send(sid, page, value="false", words="No need was shown.")

    for who, place, seen in (
        (ben, "requests", "You can see it"),
        (sid, "cases", "They can see it"),
    ):
        words = who.get(f"/{place}/{reference}").text.partition("<h1")[2]
        parts = words.partition("Agreed in part")[2]
        at_once = parts.partition("</ul>")[0]
        order = [at_once.index(said) for said in ("Not agreed", "Closed appendix", seen, "Report")]
        assert order == sorted(order)
