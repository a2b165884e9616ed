"""When something may be passed on: the limbs of the model code."""

from itertools import combinations

import pytest

from gateway.policy.life.found import Found
from gateway.policy.life.onward import LIMBS, may_be_passed_on

ALONE = {"onward_consent", "onward_required_by_law", "onward_professional_advice"}
TOGETHER = {"onward_public_interest", "onward_good_faith"}


def found(*names: str, value: bool = True, segment: str | None = None) -> tuple[Found, ...]:
    """What was found, of all or of one part."""
    return tuple(Found(name=name, value=value, segment=segment) for name in names)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "names",
    [names for size in range(len(LIMBS) + 1) for names in combinations(sorted(LIMBS), size)],
)
def test_every_set_of_findings(names: tuple[str, ...]):
    """One of three alone, or the public interest together with good faith; nothing else."""
    expected = bool(ALONE & set(names)) or set(names) >= TOGETHER
    assert expected == may_be_passed_on(found(*names), "body")


def test_a_part_has_its_own_findings():
    """What was found of the part takes the place of what was found of the whole."""
    whole = found("onward_consent")
    assert not may_be_passed_on((*whole, *found("onward_consent", value=False, segment="a")), "a")
    assert may_be_passed_on((*whole, *found("onward_consent", value=False, segment="a")), "b")
    assert may_be_passed_on(found("onward_consent", segment="a"), "a")
    assert not may_be_passed_on(found("onward_consent", segment="a"), "b")


def test_the_latest_word_counts():
    """A finding is never changed; a later one takes its place."""
    assert not may_be_passed_on(
        (*found("onward_consent"), *found("onward_consent", value=False)), "a"
    )
