"""One question for all who are of one shape, written once."""

from msgspec.structs import replace

from gateway.domain.facts import Requester
from gateway.store.listing.asker import shape_of
from gateway.store.listing.question import question
from gateway.store.listing.ways import ALL
from tests.store.borough import RULES
from tests.store.listing.agreement import LOOKING

ADA = Requester(kind="councillor", person="ada", bodies=frozenset({"board"}))


def test_who_are_alike_share_a_question():
    """The ids of people and bodies are no part of it; what kind of member asks is."""
    england = RULES.council("england")
    ben = replace(ADA, person="ben", bodies=frozenset({"cabinet", "panel"}))
    suspended = replace(ADA, standing="suspended")
    asked = question(england, shape_of(ADA), LOOKING, words=0)

    assert asked is question(england, shape_of(ben), LOOKING, words=0)
    assert asked is not question(england, shape_of(suspended), LOOKING, words=0)
    assert asked is not question(england, shape_of(ADA), LOOKING, words=1)
    assert asked is not question(RULES.council("wales"), shape_of(ADA), LOOKING, words=0)


def test_for_every_council_indices_lead():
    """No question of a councillor in office has to go through every paper."""
    for name in RULES.profiles:
        asked = question(RULES.council(name), shape_of(ADA), LOOKING, words=0)
        assert ALL not in asked.ways
        assert asked.ways
