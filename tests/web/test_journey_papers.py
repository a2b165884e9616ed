"""The proper officer at a browser: a file is sent, registered by its pages, and a name covered.

Peter is the proper officer of an invented town; Harriet Vane lives in no town at all.
"""

import pytest
from playwright.sync_api import Browser

from gateway.store import tables
from tests.api.test_files import paper
from tests.api.town import Town
from tests.web.browsing import Visitor, visiting
from tests.web.serving import serving


@pytest.fixture(scope="module", params=["wolverhampton", "lydney"])
def hall(request, tmp_path_factory):
    """A council that is served: its profile, the town, and the address."""
    town = Town(tmp_path_factory.mktemp(request.param) / "data", request.param)
    if request.param == "lydney":  # whose proper officer is the Town Clerk
        with town.writing() as connection:
            town._membership(connection, tables.offices, "peter", office="town_clerk")
    with serving(town) as (address, office):
        yield request.param, town, address, office


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_proper_officer_at_work(browser: Browser, hall, scripts, tmp_path):
    """Every page about papers, with scripts and without."""
    profile, town, address, office = hall
    file = tmp_path / "complaint.pdf"
    file.write_bytes(paper("The harbour wall", "Harriet Vane lives at 3 Mill Lane"))
    wrong = tmp_path / "page.html"
    wrong.write_text("<html><script>alert(1)</script></html>")
    with visiting(browser, address, {}, scripts=scripts) as at:
        at.sign_in(office, town.people["peter"])
        at.open("/papers")
        at.look(f"{profile}-papers")
        at.page.get_by_role("button", name="Register a paper").click()
        at.look(f"{profile}-paper-file")
        at.page.get_by_label("The file").set_input_files(wrong)
        at.press("Send and look at it")
        assert "web page or a program" in at.page.locator("main").inner_text()
        at.look(f"{profile}-paper-file-error")
        at.page.get_by_label("The file").set_input_files(file)
        at.press("Send and look at it")
        registers(at, profile)
        covers(at, profile, scripts=scripts)


def registers(at: Visitor, profile: str) -> None:
    """Say what it is, in two parts."""
    at.look(f"{profile}-paper-new")
    at.press("Register it")
    assert at.page.title().startswith("Error: ")
    at.look(f"{profile}-paper-new-error")
    at.page.get_by_label("Title of the paper").fill("Complaint about a wall")
    at.press("Add another part")
    assert "Complaint about a wall" == at.page.get_by_label("Title of the paper").input_value()
    for number, name in ((0, "report"), (1, "complaint")):
        group = at.page.get_by_role("group", name=f"Part {number + 1}")
        group.get_by_label("Name of the part").fill(name)
        group.get_by_label("First page").fill(str(number + 1))
        group.get_by_label("Last page").fill(str(number + 1))
    group.get_by_label("Paragraph 1", exact=True).check()
    at.look(f"{profile}-paper-new-parts")
    at.press("Register it")
    assert "Complaint about a wall" == at.heading
    at.look(f"{profile}-paper")
    at.follow("Who may see it now")
    at.look(f"{profile}-paper-readers")
    at.page.go_back()


def covers(at: Visitor, profile: str, *, scripts: bool) -> None:
    """Cover a name, by finding it, by its edges, and by drawing."""
    at.follow("Cover some of it (Complaint)")
    at.look(f"{profile}-cover")
    at.press("Go on")
    assert "Choose something to cover first." in at.page.locator("main").inner_text()
    at.page.get_by_label("Words to find on all pages").fill("Harriet Vane")
    at.press("Find and cover them")
    assert 2 == at.page.locator("input[name=box]").count()
    at.page.get_by_text("Cover a box by its edges").click()
    for name, edge in (
        ("Left edge", "10"),
        ("Upper edge", "90"),
        ("Right edge", "5"),
        ("Lower edge", "95"),
    ):
        at.page.get_by_label(name).fill(edge)
    at.press("Add this box")
    at.look(f"{profile}-cover-error")
    at.page.get_by_label("Right edge").fill("50")
    at.press("Add this box")
    assert 3 == at.page.locator("input[name=box]").count()
    if scripts:
        edges = at.page.locator(".app-page").bounding_box()
        at.page.mouse.move(edges["x"] + 20, edges["y"] + 60)
        at.page.mouse.down()
        at.page.mouse.move(edges["x"] + 120, edges["y"] + 100)
        at.page.mouse.up()
        assert 4 == at.page.locator("input[name=box]").count()
    at.look(f"{profile}-cover-boxes")
    at.press("Go on")
    at.look(f"{profile}-cover-left")
    at.press("Cover it and check")
    at.look(f"{profile}-cover-left-error")
    at.page.get_by_label("Name of what is left").fill("complaint, name covered")
    at.page.get_by_label("Why this is covered").fill("The name is not needed.")
    at.page.get_by_label("No personal data").check()
    at.press("Cover it and check")
    text = at.page.locator("main").inner_text()
    assert "It is covered, and we checked that it is gone." in text
    assert "Complaint, name covered" in text
    at.look(f"{profile}-paper-covered")
