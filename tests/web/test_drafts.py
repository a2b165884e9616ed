"""A request before it is sent: what its pages ask, keep, and show before it goes."""

import re
from typing import Any

import pytest

from tests.web.form_of import form_of, send


@pytest.fixture
def draft(at, town) -> str:
    """The address of a request of Ben's that is begun, for a paper that is closed to him."""
    title = "Quay lanterns"
    paper = town.document({"annex": {"exempt": (1,)}}, title=title)
    begun = send(at("ben"), at("ben").get(f"/ask?q={title}"), action="/ask", document=paper)
    address: str = begun.url.path
    assert address.endswith("/why")
    return address.removesuffix("/why")


def test_whoever_gave_no_reason_is_told_before_they_send(at, draft):
    """It may be sent so, and says that there is no interest; said once, the words are gone."""
    told = "You have not said why you need it.", "By sending it you tell us"
    page = at("ben").get(f"{draft}/check").text
    assert all(words in page for words in told)
    page = _says_why(at("ben"), draft, interested="false").text
    assert "Send your request" in page
    assert not any(words in page for words in told)


def _says_why(ben: Any, draft: str, **interest: str) -> Any:
    """The page after why it is needed was answered."""
    at = f"{draft}/why"
    return send(ben, ben.get(at), action=at, purpose="official_duty", **interest)


def _chosen(page: str, name: str) -> list[str]:
    """Which of the radios of a name is chosen."""
    radios = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    return [re.findall(r'value="(\w+)"', one)[0] for one in radios if " checked" in one]


def test_whether_there_is_an_interest_is_asked_with_the_reason(at, draft):
    """Nobody is given an answer; what was answered stands there again, and before they send."""
    ben, why = at("ben"), f"{draft}/why"
    assert [] == _chosen(ben.get(why).text, "interested")
    page = _says_why(ben, draft)
    missing = "Say whether you, or somebody close to you"
    assert (422, True) == (page.status_code, missing in page.text)
    _says_why(ben, draft, interested="false")
    assert ["false"] == _chosen(ben.get(why).text, "interested")
    _says_why(ben, draft, interested="true", interests="A field\r\n\r\nA shop")
    page = ben.get(why).text
    assert ["true"] == _chosen(page, "interested")
    assert "A field\nA shop</textarea>" in page
    assert re.search(r"A field\n\s*A shop</span>", ben.get(f"{draft}/check").text)


@pytest.mark.parametrize(
    ("interested", "interests", "told"),
    [
        ("true", "", "Write down your interest."),
        ("false", "A field", "You chose No and wrote down an interest."),
        ("true", "\n".join(map(str, range(21))), "20"),
        ("true", "x" * 201, "200"),
    ],
    ids=["none", "one after all", "too many", "too long"],
)
def test_interests_that_cannot_be_kept_are_said(at, draft, interested, interests, told):
    """What was typed stands there in plain sight, and the draft is what it was."""
    page = _says_why(at("ben"), draft, interested=interested, interests=interests)
    assert 422 == page.status_code
    assert told in re.findall(r'(?s)govuk-error-summary".*?</ul>', page.text)[0]
    assert ('class="app-follows"' in page.text) != bool(interests)
    assert f">{interests}</textarea>" in page.text
    assert "None declared here" in at("ben").get(f"{draft}/check").text


def test_who_is_asked_for_stays_folded_until_somebody_is_named(at, draft):
    """Most ask for themselves: they see no field for others, and no line when they check."""
    ben, why = at("ben"), f"{draft}/why"
    assert '<details class="govuk-details">' in ben.get(why).text
    assert "For somebody else" not in ben.get(f"{draft}/check").text
    _says_why(ben, draft, interested="false", authority="Mrs Rook, by letter")
    assert '<details class="govuk-details" open>' in ben.get(why).text
    assert "Mrs Rook, by letter" in ben.get(f"{draft}/check").text


def test_nobody_is_asked_how_who_does_not_come_to_change_it(at, draft):
    """From the reason straight to the check: the usual stands there already, and can be changed."""
    ben = at("ben")
    page = _says_why(ben, draft, interested="false")
    assert f"{draft}/check" == page.url.path
    assert "To read it, as a councillor" in page.text
    assert "If you want a copy, or ask for a meeting or for scrutiny, change this." in page.text
    assert f'href="{draft}/how"' in page.text
    tasks = ben.get(draft).text
    assert re.search(r"(?s)How you ask.*To read it, as a councillor.*Optional", tasks)
    assert ["inspect"] == _chosen(ben.get(f"{draft}/how").text, "form")


def test_how_it_is_asked_says_only_what_was_chosen(at, draft):
    """A meeting, scrutiny and another role once they are; until then no word of them."""
    ben, how = at("ben"), f"{draft}/how"
    another = {"form": "copy", "capacity": "ward_member", "use_at_meeting": "true"}
    another |= form_of(ben.get(how).text, how) | {"scrutiny_link": "call_in"}
    for page in (ben.post(how, another).text, ben.get(draft).text):
        assert (
            "To have a copy, as the councillor for a ward<br>To use at a meeting<br>"
            "For scrutiny: a decision that was called in"
        ) in page
        assert "Change this for" not in page
    usual = form_of(ben.get(how).text, how)
    usual |= {"form": "inspect", "capacity": "member_of_council"}
    ben.post(how, usual | {"use_at_meeting": "false", "scrutiny_link": "none"})
    page = ben.get(f"{draft}/check").text
    assert not any(words in page for words in ("To use at a meeting", "For scrutiny", "a ward"))


def test_whoever_asks_for_more_than_reading_begins_with_a_copy(at, town):
    """From a paper that is wholly open, where another button would ask to read it once more."""
    ben = at("ben")
    paper = town.document({"main": {"public": True}}, title="Quay steps")
    begun = send(ben, ben.get(f"/documents/{paper}"), action="/ask").url.path
    page = ben.get(begun.replace("/why", "/check")).text
    assert "To have a copy, as a councillor" in page


def test_whoever_passes_it_on_is_asked_to_whom(at, draft, town):
    """They are not told that they may leave that empty."""
    ben = at("ben")
    paper = town.document({"annex": {"exempt": (1,)}}, title="Quay ropes")
    passing = {"type": "onward_disclosure"}
    begun = send(ben, ben.get("/ask?q=ropes"), action="/ask", document=paper, **passing).text
    to_whom, empty = "To whom do you want to pass it on", "Leave it empty if you like."
    assert (True, False) == (to_whom in begun, empty in begun)
    begun = ben.get(f"{draft}/why").text
    assert (False, True) == (to_whom in begun, empty in begun)


def test_what_most_leave_as_it_is_stays_folded_until_it_is_changed(at, draft):
    """Role, meeting and scrutiny: open once one is another."""
    ben, how = at("ben"), f"{draft}/how"
    usual = {"form": "copy", "capacity": "member_of_council", "use_at_meeting": "false"}
    usual |= {"scrutiny_link": "none"}

    def unfolded(address: str) -> bool:
        (found,) = re.findall(r'<details class="govuk-details"( open)?>', ben.get(address).text)
        return bool(found)

    assert not unfolded(how)
    ben.post(how, {**form_of(ben.get(how).text, how), **usual})
    assert not unfolded(how)
    for name, value in (
        ("capacity", "ward_member"),
        ("use_at_meeting", "true"),
        ("scrutiny_link", "review"),
    ):
        ben.post(how, {**form_of(ben.get(how).text, how), **usual, name: value})
        assert unfolded(how), name
