"""Forms: every error at once, by the limits of the domain, and nothing that was typed is lost."""

from datetime import date
from typing import Annotated, Literal

import pytest
from msgspec import Meta, Struct

from gateway.web.forms import Typed, fill, typed_day, typed_of


class Trip(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A form with a field of each kind."""

    where: Annotated[str, Meta(min_length=2, max_length=10)]
    by: Literal["train", "boat"]
    nights: Annotated[int, Meta(ge=1, le=9)] = 1
    back_on: date | None = None
    with_dog: bool = False
    packed: Annotated[Literal[True], Meta(description="Nothing is forgotten.")] = True
    sights: Annotated[tuple[Annotated[str, Meta(max_length=5)], ...], Meta(max_length=2)] = ()

    def __post_init__(self) -> None:
        """No boat goes for one night."""
        if (self.by, self.nights) == ("boat", 1):
            raise ValueError("take the train for one night")


MISSING = {
    "where": "Say where you go.",
    "by": "Choose how you go.",
    "packed": "Tick the box when you have packed.",
}


def typed(**pairs: str | tuple[str, ...]) -> Typed:
    """What was typed, by field; `__` stands for a hyphen."""
    as_all = {k: v if isinstance(v, tuple) else (v,) for k, v in pairs.items()}
    return Typed({name.replace("__", "-"): values for name, values in as_all.items()})


def test_a_form_fills_its_struct():
    """Texts, choices, numbers, days in three fields, ticks, and lists without their empty lines."""
    full = typed(
        where=" Ely ",
        by="boat",
        nights="2",
        back_on__day="3",
        back_on__month="9",
        back_on__year="2027",
        with_dog="true",
        packed="true",
        sights=("mill", "", "inn"),
    )
    trip = Trip(
        where="Ely",
        by="boat",
        nights=2,
        back_on=date(2027, 9, 3),
        with_dog=True,
        sights=("mill", "inn"),
    )

    assert (trip, {}) == fill(Trip, full, missing=MISSING)


def test_every_error_is_told_at_once_beside_its_field():
    """Missing, too long, no such choice, no such day: one look is enough to mend them all."""
    wrong = typed(where="", by="plane", nights="99", back_on__day="31", back_on__month="2")
    filled, errors = fill(Trip, wrong, missing=MISSING)

    assert filled is None
    assert {
        "where": "Say where you go.",
        "by": "This value is not one of those that are allowed here.",
        "nights": "The number must be 9 or less.",
        "back_on": "The date must include a year.",
        "packed": "Tick the box when you have packed.",
    } == errors


@pytest.mark.parametrize(
    ("day", "month", "year", "told"),
    [
        ("", "12", "2026", "The date must include a day."),
        ("4", "", "", "The date must include a month and a year."),
        (" ", "12", "", "The date must include a day and a year."),
        ("31", "2", "2026", "The date must be a real date, such as 27 3 2027."),
        ("4", "December", "2026", "The date must be a real date, such as 27 3 2027."),
    ],
)
def test_a_day_that_is_none_says_what_it_lacks(day, month, year, told):
    """The fields that stand empty are named; a day that there is not is told with an example."""
    wrong = typed(where="Ely", by="train", packed="true", back_on__day=day, back_on__month=month)
    _, errors = fill(Trip, wrong.plus("back_on-year", year), missing=MISSING)

    assert {"back_on": told} == errors


def test_what_a_day_lacks():
    """The fields in which nothing stands, or only spaces; none of a day that is whole."""
    assert ("day", "year") == typed(back_on__day=" ", back_on__month="2").lacking("back_on")
    assert () == Typed(typed_day("back_on", date(2027, 9, 3))).lacking("back_on")


def test_a_day_comes_back_as_it_was_typed():
    """Into the three fields from which it is read; no day fills none."""
    assert "2027-09-03" == Typed(typed_day("back_on", date(2027, 9, 3))).day("back_on")
    assert {} == typed_day("back_on", None)


def test_what_was_typed_stands_over_what_was_kept():
    """Only fields in which nothing stands are filled."""
    over = typed(where="Ely", by="").over({"by": ("train",), "where": ("York",), "nights": ("2",)})

    assert ("Ely", "train", "2") == (over.one("where"), over.one("by"), over.one("nights"))


def test_what_the_struct_checks_itself_is_told_of_the_whole_form():
    """In the struct's own words."""
    assert (None, {"form": "take the train for one night."}) == fill(
        Trip, typed(where="Ely", by="boat", packed="true"), missing=MISSING
    )


def test_what_the_page_knows_is_not_read_from_the_form():
    """A field that is given cannot be overridden by what is sent."""
    filled, _ = fill(
        Trip, typed(where="Ely", by="boat", packed="true"), missing=MISSING, by="train"
    )

    assert filled == Trip(where="Ely", by="train")


def test_a_struct_can_be_typed_again():
    """What is kept comes back into the form as it was typed."""
    again = typed_of(Trip(where="Ely", by="train", with_dog=True, sights=("mill", "inn")))

    assert ("Ely", "true", ("mill", "inn"), "") == (
        again.one("where"),
        again.one("with_dog"),
        again.all("sights"),
        again.one("back_on"),
    )


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/json", b"{}", 415),
        ("application/x-www-form-urlencoded", b"a=%FF", 400),
        ("application/x-www-form-urlencoded", b"\xff=1", 400),
        ("application/x-www-form-urlencoded", b"a=%E2%80%AE", 400),
        ("application/x-www-form-urlencoded", b"&".join([b"a=1"] * 501), 400),
        ("application/x-www-form-urlencoded", b"a=" + b"1" * 70_000, 413),
    ],
    ids=["json", "no-utf8", "no-ascii", "turns-text", "many", "long"],
)
def test_what_no_browser_sends_is_refused(client, town, content_type, body, status):
    """Another type, bytes that are no text, text that hides, too many fields, too much."""
    headers = town.sign("ada") | {"Content-Type": content_type}

    assert status == client.post("/ask", content=body, headers=headers).status_code
