"""Who asks: the shape of the question holds nobody's ids, and the values hold all of them."""

import json

from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.facts import Interest, Requester, Substitute
from gateway.store.listing.asker import listed, shape_of, values_of
from tests.store.borough import at

AT = at("2026-12-04T18:00")
ADA = Requester(
    kind="councillor",
    person="ada",
    group="oaks",
    bodies=frozenset({"board"}),
    substitutes=(Substitute(body="board", meeting=AT),),
    interests=(
        Interest(matter="wall", kind="other_registrable"),
        Interest(matter="quay", kind="other_registrable", dispensation=True),
    ),
    adverse=frozenset({"dues"}),
    wards=frozenset({"north"}),
)


def test_who_are_alike_ask_alike():
    """Other ids, and more of them, make the same question; other facts make another."""
    ben = Requester(
        kind="councillor",
        person="ben",
        group="elms",
        bodies=frozenset({"cabinet", "panel"}),
        substitutes=(Substitute(body="panel", meeting=AT), Substitute(body="x", meeting=AT)),
        interests=(
            Interest(matter="a", kind="disclosable_pecuniary", dispensation=True),
            Interest(matter="b", kind="personal_or_prejudicial", sensitive=True),
            Interest(matter="c", kind="other_registrable"),
        ),
        adverse=frozenset({"m", "n"}),
    )
    assert shape_of(ADA) == shape_of(ben)
    assert shape_of(ADA) != shape_of(Requester(kind="councillor", person="cy"))


def test_the_shape_holds_no_ids():
    """Nothing by which somebody could be known stands in a statement."""
    shape = repr(shape_of(ADA))
    assert not [name for name in ("ada", "oaks", "board", "wall", "dues", "north") if name in shape]


def test_the_values_hold_what_the_shape_leaves_out():
    """Matters with and without a dispensation are handed over apart; a meeting with its body."""
    values = values_of(ADA, AT)
    assert ("2026-12-04T18:00:00", "2026-12-04") == (values["now"], values["today"])
    assert ("ada", "oaks", '["board"]') == (
        values["person"],
        values["party_group"],
        values["own_bodies"],
    )
    assert ('["wall"]', '["quay"]') == (values["matters"], values["matters_freed"])
    assert '["2026-12-04T18:00:00board"]' == values["substituting"]


@given(st.lists(st.text()))
def test_a_list_is_handed_over_whole(texts: list[str]):
    """Whatever the texts, the list is read as it was."""
    assert texts == json.loads(listed(texts))
