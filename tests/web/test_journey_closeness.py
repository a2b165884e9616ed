"""Close relationships at a browser: a councillor declares them, and ends what is hers to end."""

import re

import pytest
from playwright.sync_api import Browser

from tests.api.signing_in import OURS
from tests.api.town import Town
from tests.web.browsing import visiting
from tests.web.form_of import form_of
from tests.web.serving import serving

WHY = "It was declared by mistake."
ASK = "It counts. To end it, ask the Monitoring Officer"


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """Withermere, served."""
    town = Town(tmp_path_factory.mktemp("closeness") / "data")
    with serving(town) as (address, _):
        yield town, address


def find(visitor, name: str) -> None:
    """Look for somebody by name."""
    visitor.page.get_by_label("Find the person by name").fill(name)
    visitor.press("Find")


def declare(visitor, name: str) -> None:
    """Declare that the visitor is close to somebody."""
    visitor.follow("Declare that you are close to somebody")
    find(visitor, name)
    visitor.page.get_by_role("radio", name=name.title()).check()
    visitor.press("Declare it")


def go_back(visitor, words: str) -> None:
    """Follow the link back, which says where it leads."""
    link = visitor.page.locator(".govuk-back-link")
    assert words == link.inner_text()
    with visitor.page.expect_navigation():
        link.click()


@pytest.mark.parametrize(
    ("scripts", "officer"), [(True, "olive"), (False, "dina")], ids=["scripts", "no-scripts"]
)
def test_a_councillor_declares_whom_she_is_close_to(
    browser: Browser, hall, *, scripts: bool, officer: str
):
    """The adviser sees it. She ends what is between councillors, and not what bars an officer."""
    town, address = hall
    ada, ben, other = (town.people[one] for one in ("ada", "ben", officer))
    with visiting(browser, address, town.sign("ada"), scripts=scripts) as she:
        she.open("/requests")
        with she.page.expect_navigation():
            she.page.get_by_role("link", name="Close relationships", exact=True).click()
        she.look("close-councillor-none")
        she.follow("Declare that you are close to somebody")
        for nobody in ("nora", "audrey", "fay", "ada"):  # no office, none but the auditor's, gone
            find(she, nobody)
            assert she.page.get_by_text("We found nobody else of that name.").count()
        she.look("close-councillor-nobody")
        find(she, officer)
        she.press("Declare it")
        assert she.page.get_by_text("Find the person by name, and choose them.").count()
        she.look("close-councillor-choose")
        go_back(she, "Close relationships")
        declare(she, officer)
        assert she.page.get_by_text(ASK).count()
        assert 0 == she.page.get_by_role("link", name="End it").count()
        assert 403 == she.open(f"/cover/relationships/end?person={ada}&other={other}")
        she.open("/cover/close")
        declare(she, "ben")
        she.look("close-councillor")
    with visiting(browser, address, town.sign("moira"), scripts=scripts) as adviser:
        adviser.open("/cover/close")
        for name in (officer, "ben"):
            assert adviser.page.get_by_role("cell", name=name.title()).count()
        go_back(adviser, "Who stands in for whom")
    with visiting(browser, address, town.sign("ben"), scripts=scripts) as he:
        assert 403 == he.open(f"/cover/relationships/end?person={ada}&other={ben}")
        assert 404 == he.open(f"/cover/relationships/end?person={ada}&other={other}")
    with visiting(browser, address, town.sign("ada"), scripts=scripts) as she:
        she.open("/cover/close")
        she.follow(re.compile("^End it"))
        she.look("close-councillor-end")
        she.press("End it")
        assert she.page.get_by_text("Write why it does not count any more.").count()
        she.page.get_by_label("Why does it not count any more?").fill(WHY)
        she.press("End it")
        assert she.page.get_by_text("We recorded it.").count()
        assert 0 == she.page.get_by_role("link", name="End it").count()
        go_back(she, "Home")
        assert "See council information" == she.heading


def test_it_says_in_welsh_what_is_missing(in_wales):
    """And ends nothing."""
    client, headers = in_wales.client, in_wales.signed_in("cy") | OURS
    page = client.get(
        "/cover/relationships/end?person={ben}&other={ada}".format_map(in_wales.places),
        headers=headers,
    )
    action = "/cover/relationships/end"
    answer = client.post(action, data=form_of(page.text, action), headers=headers)

    assert 422 == answer.status_code
    assert "Ysgrifennwch pam nad yw&#39;n cyfrif mwyach." in answer.text
