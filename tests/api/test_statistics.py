"""Statistics over the API and at the command line."""

import csv
import json

from tests.cli.conftest import Place, empty, made, place

__all__ = ["empty", "made", "place"]


def test_a_quarter_that_is_over(client, town):
    """As JSON or as CSV, for office holders and auditors."""
    whole = client.get("/api/statistics?quarter=2026-Q2", headers=town.sign("audrey"))
    table = client.get("/api/statistics?quarter=2026-Q2&format=csv", headers=town.sign("moira"))

    assert ("2026-Q2", []) == (whole.json()["quarter"], whole.json()["left_out"])
    assert ["list", "of", "agreed", "agreed_in_part", "not_agreed", "usual_days"] == next(
        csv.reader(table.text.splitlines())
    )


def test_one_that_is_not_is_refused(client, town):
    """Its place is named."""
    answer = client.get("/api/statistics?quarter=2999-Q1", headers=town.sign("moira"))

    assert (400, "quarter") == (answer.status_code, answer.json()["where"])


def test_at_the_command_line(place: Place):
    """CSV or JSON on the standard output."""
    table = place.gateway("statistics", "2026-Q2")
    whole = place.gateway("statistics", "2026-Q2", "--json")

    assert "list,of,agreed,agreed_in_part,not_agreed,usual_days" == table.output.strip()
    assert "2026-Q2" == json.loads(whole.output)["quarter"]
