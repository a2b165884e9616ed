"""The page of permissions."""

from gateway.policy.life.afterwards import AFTERWARDS
from gateway.policy.life.permissions import PERMISSIONS
from gateway.policy.life.render import page
from gateway.policy.life.routes import ROUTES


def test_the_page_has_a_line_for_every_row():
    """Nothing that is permitted is left out, and nothing else is in it."""
    lines = page().splitlines()
    rows = [line for line in lines if line.startswith("| `") and "/" not in line.split("|")[1]]
    addresses = [line for line in lines if line.startswith("| `") and "/" in line.split("|")[1]]
    assert len(PERMISSIONS) + len(AFTERWARDS) == len(rows)
    assert list(ROUTES) == [line.split("`")[1] for line in addresses]


def test_a_row_says_yes_in_its_states():
    """Withdrawing is for a request that is open."""
    (line,) = [one for one in page().splitlines() if one.startswith("| `withdraw`")]
    assert 3 == line.count("| yes")
