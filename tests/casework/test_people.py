"""People of the register, as an officer and the operator see them."""

import pytest

from gateway.casework.people import people_in_register, people_to_name
from gateway.domain.people import Caller
from gateway.errors import InputError
from gateway.store import tables
from tests.store.borough import NOW, Borough, at, id_of


@pytest.fixture
def peopled(borough: Borough) -> Borough:
    """Three people: a councillor, one whose term is over, an officer with two offices."""
    borough.person("Ada Vale")
    fay = borough.person("Fay Moss")
    borough.change(
        tables.terms,
        tables.terms.c.person == fay,
        valid_to=at("2026-11-01"),
        ended_recorded_at=NOW,
    )
    borough.person("Olive Wren", "officer", offices="officer monitoring_officer")
    return borough


def test_each_person_is_shown_as_they_stand_now(peopled: Borough):
    """Kind, standing and offices are those of the moment."""
    with peopled.office() as office, office.reading() as reading:
        page = people_in_register(reading, counted=True)
    shown = [(one.name, one.kind, one.standing, one.offices) for one in page.items]

    assert [
        ("Ada Vale", "councillor", "current", ()),
        ("Fay Moss", "councillor", "former", ()),
        ("Olive Wren", "officer", "current", ("monitoring_officer", "officer")),
    ] == shown
    assert (3, None) == (page.number, page.next)


def test_pages_follow_one_another(peopled: Borough):
    """The key of a page leads to the next; the last has none."""
    with peopled.office() as office, office.reading() as reading:
        first = people_in_register(reading, limit=2)
        second = people_in_register(reading, limit=2, after=first.next)

    assert ["Ada Vale", "Fay Moss", "Olive Wren"] == [
        one.name for page in (first, second) for one in page.items
    ]
    assert second.next is None


@pytest.mark.parametrize("asked", [{"after": "0" * 32}, {"words": "a\x00b"}], ids=str)
def test_what_is_no_key_and_no_words_is_refused(peopled: Borough, asked):
    """The caller is told which of the two is wrong."""
    with (
        peopled.office() as office,
        office.reading() as reading,
        pytest.raises(InputError),
    ):
        people_in_register(reading, **asked)


@pytest.fixture
def crowded(peopled: Borough) -> Borough:
    """Besides, an auditor, an employee without an office, an assistant, and one of the public."""
    peopled.person("Audrey Stone", "officer", offices="auditor")
    peopled.person("Nora Finch", "officer")
    peopled.person("Pat Lark", "political_assistant")
    peopled.person("Rob Heath", "public")
    peopled.person("Sue Brook", "committee_coopted_nonvoting")
    for number in range(60):
        peopled.person(f"Abe {number:02}", "public")
    return peopled


@pytest.mark.parametrize(
    ("by", "found"),
    [
        (Caller(person=id_of("Ada Vale"), kind="councillor"), ["Olive Wren", "Sue Brook"]),
        (
            Caller(person=id_of("Sue Brook"), kind="committee_coopted_nonvoting"),
            ["Ada Vale", "Olive Wren"],
        ),
        (Caller(person=id_of("Nora Finch"), kind="officer"), []),
    ],
    ids=lambda one: one.kind if isinstance(one, Caller) else "",
)
def test_a_councillor_finds_those_in_office(crowded: Borough, by: Caller, found: list[str]):
    """On the council now, or officers with an office, on whatever page of the register they are."""
    with crowded.office() as office, office.reading() as reading:
        named = people_to_name(reading, by, words="", limit=20)
        first = people_to_name(reading, by, words="", limit=1)

    assert found == [one.name for one in named]
    assert found[:1] == [one.name for one in first]


@pytest.mark.parametrize("office", ["officer", "auditor"])
def test_whoever_may_list_the_register_finds_everybody_else(crowded: Borough, office: str):
    """As the API lists it to them."""
    by = Caller(person=id_of("Olive Wren"), kind="officer", offices=frozenset({office}))
    with crowded.office() as working, working.reading() as reading:
        named = people_to_name(reading, by, words="", limit=200)
        everybody = people_in_register(reading, limit=200).items

    assert [one for one in everybody if one.id != by.person] == list(named)
