"""What every list has: links to other orders, to the next page, and to the list as a file."""

from gateway.web.lists import Filter, ListPage

LIST = ListPage(
    address="/papers",
    api="/api/documents",
    number=3,
    next="2026~b",
    asked={"q": "harbour & wall", "sort": "oldest", "kind": ""},
    searched="Search",
    filters=(Filter("kind", "Kind", {"": "All", "report": "Reports"}),),
    sorts={"newest": "newest first", "oldest": "oldest first"},
)


def test_links_keep_what_was_asked():
    """And leave out what was not; the page after goes on from its key."""
    assert "/papers?q=harbour+%26+wall&sort=oldest&after=2026~b" == LIST.next_link
    assert "/papers?q=harbour+%26+wall&sort=oldest" == LIST.first_link
    assert "/api/documents?q=harbour+%26+wall&sort=oldest&format=csv" == LIST.export_link("csv")
    assert LIST.narrowed


def test_the_order_that_is_shown_is_marked():
    """Each order has its link."""
    assert [
        ("newest first", "/papers?q=harbour+%26+wall&sort=newest", False),
        ("oldest first", "/papers?q=harbour+%26+wall&sort=oldest", True),
    ] == [tuple(link) for link in LIST.sort_links]


def test_a_list_without_search_leads_to_itself():
    """No question mark without a question."""
    assert "/papers" == ListPage(address="/papers", number=0).first_link


def test_what_is_fixed_goes_with_the_file_unless_something_else_was_asked():
    """As the quarter that a page shows to whoever chose none."""
    shown = {"address": "/statistics", "api": "/api/statistics", "number": 1}
    usual, chosen = (
        ListPage(**shown, fixed={"quarter": "2026-Q3"}, asked={"quarter": asked})
        for asked in ("", "2026-Q1")
    )

    assert "/api/statistics?quarter=2026-Q3&format=csv" == usual.export_link("csv")
    assert "/api/statistics?quarter=2026-Q1&format=csv" == chosen.export_link("csv")
    assert (False, True) == (usual.narrowed, chosen.narrowed)
