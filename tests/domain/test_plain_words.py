"""What is wrong with a value, in plain words."""

from datetime import date, datetime
from typing import Annotated, Literal

import msgspec
import pytest
from msgspec import Meta, Struct

from gateway.domain.plain_words import explain

SECRET = "canary` - at `$.canary"


class _Place(Struct, forbid_unknown_fields=True):
    number: Annotated[int, Meta(ge=1, le=9)]


class _Form(Struct, forbid_unknown_fields=True, kw_only=True):
    name: Annotated[str, Meta(min_length=2, max_length=5)] = "name"
    code: Annotated[str, Meta(pattern="^[a-z]+$")] = "code"
    kind: Literal["one", "two"] = "one"
    day: date | None = None
    time: Annotated[datetime, Meta(tz=False)] | None = None
    sure: bool = False
    place: _Place | None = None
    places: Annotated[list[_Place], Meta(min_length=1, max_length=2)] = msgspec.field(
        default_factory=list
    )

    def __post_init__(self):
        if self.code == "both" and self.place:
            raise ValueError("give either a code or a place")


def said(value) -> tuple[str, str | None]:
    """What is said of a value that is not a form."""
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.convert(value, _Form)
    error = explain(refused.value, where="the body")
    return error.detail, error.where


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (7, ("This must be an object, not a whole number.", "the body")),
        ({"name": 7}, ("This must be a text, not a whole number.", "name")),
        ({"name": None}, ("This must be a text, not null.", "name")),
        ({"name": "n"}, ("The text must have at least 2 characters.", "name")),
        ({"name": "longer"}, ("The text must have at most 5 characters.", "name")),
        ({"code": SECRET}, ("The text does not have the form that is asked for.", "code")),
        ({"kind": SECRET}, ("This value is not one of those that are allowed here.", "kind")),
        ({"day": SECRET}, ("This must be a date such as 2026-12-04.", "day")),
        (
            {"day": 3},
            ("This must be a date such as 2026-12-04 or null, not a whole number.", "day"),
        ),
        ({"time": "2026-12-04T18:30:00Z"}, ("Give local time, without an offset.", "time")),
        ({"time": "soon"}, ("This must be a date and time such as 2026-12-04T18:30:00.", "time")),
        ({"sure": "yes"}, ("This must be true or false, not a text.", "sure")),
        ({"place": {}}, ("The name number is missing.", "place")),
        ({"place": {"number": 0}}, ("The number must be 1 or more.", "place.number")),
        ({"places": [{"number": 10}]}, ("The number must be 9 or less.", "places[0].number")),
        ({"places": []}, ("The list must have at least 1 entries.", "places")),
        ({"places": [{"number": 1}] * 3}, ("The list must have at most 2 entries.", "places")),
        ({SECRET: 1}, ("A name in this object is not known here.", "the body")),
        (
            {"code": "both", "place": {"number": 1}},
            ("Give either a code or a place.", "the body"),
        ),
    ],
    ids=ascii,
)
def test_each_fault_is_said_plainly_with_its_place(value, expected):
    """The words say what is wrong and where, and never repeat what was sent."""
    assert expected == said(value)
