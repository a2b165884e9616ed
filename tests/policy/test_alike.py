"""Cases that the rules cannot tell apart are answered alike, and each as if it stood alone."""

import sys
from collections.abc import Hashable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.decision import Decision
from gateway.domain.facts import Facts
from gateway.errors import FactsError
from gateway.policy.alike import alike
from gateway.policy.case import Case
from gateway.policy.council import MOST, Council
from gateway.policy.explain import decide_and_explain, explain
from gateway.policy.expressions import Always, And, Expression, Is, Named, Not, Or, Present, Some
from gateway.policy.predicate import item_predicate, predicate
from gateway.policy.vocabulary import items_of
from tests.policy.books import COUNCILS, case, facts, rule_book
from tests.policy.expressions_at_random import expressions, fresh_cases
from tests.strategies import BODIES, GROUPS, MATTERS, PEOPLE, seeded_facts


def fresh(council: str) -> Council:
    """The council as it is before the first decision: it remembers nothing."""
    known = rule_book().councils[council]
    return Council(known.name, known.profile, known.rows, known.calendar)


def explained(council: Council, one: Facts) -> Decision | str:
    """The whole decision with its grounds, or why there is none."""
    try:
        return decide_and_explain(council, one, rule_book="")
    except FactsError as fault:  # a clock would count beyond the calendar
        return str(fault)


def parts_of(expression: Expression) -> Iterator[Expression]:
    """The expression and all that it is made of, down to questions about items."""
    yield expression
    match expression:
        case Named(_, part) | Not(part):
            yield from parts_of(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from parts_of(part)


@given(st.lists(expressions(), min_size=1, max_size=3), st.integers(0, 1_000))
def test_what_is_alike_answers_alike(asked, start):
    """Of cases with one likeness, each expression says the same, and so does each of its parts.

    So does each business entry of theirs, in its place, when a question is about entries.
    """
    likeness = alike(tuple(asked), ())
    groups: dict[Hashable, list[Case]] = {}
    for one in fresh_cases(start, 40):
        groups.setdefault(likeness(one), []).append(one)

    for part in (part for expression in asked for part in parts_of(expression)):
        holds = predicate(part)
        for group in groups.values():
            assert 1 == len({holds(one) for one in group})
            if isinstance(part, Some):
                which = item_predicate(part.item, part.where)
                assert 1 == len(
                    {tuple(which(one, item) for item in items_of(part.item)(one)) for one in group}
                )


def test_nothing_asked_is_nothing_told_apart():
    """Where no question is asked, all cases are alike; a field that is named tells them apart."""
    cases = (case(facts()), case(facts(segment='kind = "accounts"')))

    assert 1 == len({alike((Always(),), ())(one) for one in cases})
    assert 2 == len({alike((), ("segment.kind",))(one) for one in cases})


def test_whether_it_is_there_tells_no_more():
    """A question whether something is known does not tell apart what is known of it."""
    cases = [case(facts(segment=f'owner_group = "{name}"')) for name in ("group-a", "group-b")]

    assert 1 == len({alike((Present("segment.owner_group"),), ())(one) for one in cases})
    asked = (Present("segment.owner_group"), Not(Is("segment.owner_group", "group-a")))
    assert 2 == len({alike(tuple(asked), ())(one) for one in cases})


def test_a_node_of_an_unknown_kind_is_found_at_once():
    """A new kind of question that nobody thought of here is never passed over."""

    @dataclass(frozen=True)
    class Perhaps:
        """A node of which it is not known what it asks about."""

    with pytest.raises(TypeError):
        alike((Perhaps(),), ())


@pytest.mark.parametrize("council", COUNCILS)
def test_a_verdict_that_is_remembered_is_the_one_that_would_be_made(council):
    """Decisions and grounds are the same after many others as for one alone.

    Each case comes twice: the second time about other people, bodies and papers, a week later.
    """
    used, alone = fresh(council), fresh(council)
    asked = list(seeded_facts(council, seed=31, count=60))
    for one in asked:
        explained(used, one)
    verdicts = len(used.verdicts)

    for one in (*asked, *map(of_others, asked)):
        alone.verdicts.clear()
        alone.clocks.clear()
        known = explained(used, one)
        assert explained(alone, one) == known
        if isinstance(known, Decision):
            assert explain(alone, one, known.bare()) == known
    assert verdicts == len(used.verdicts)


def of_others(one: Facts) -> Facts:
    """The same story told of others, a week later: the rules see no difference."""
    renamed = replaced(msgspec.to_builtins(one, builtin_types=(date, datetime)))
    return msgspec.convert(renamed | {"id": "another", "title": "Another"}, Facts)


def replaced(value: Any) -> Any:
    """A value in which every name is another, and every day and moment a week later."""
    match value:
        case dict():
            return {key: replaced(part) for key, part in value.items()}
        case list() | tuple():
            return [replaced(part) for part in value]
        case str() if value in {*PEOPLE, *GROUPS, *BODIES, *MATTERS}:
            return f"another {value}"
        case date():
            return value + timedelta(days=7)
        case _:
            return value


def test_a_meeting_is_told_by_its_own_moment():
    """Two alike but for the day of the meeting share a verdict, and each names its own day."""
    council = fresh("wolverhampton")
    days = ("15", "22")
    told = [
        explained(
            council,
            facts(segment=f'business = [{{body = "planning", start = 2026-06-{day}T18:30:00}}]'),
        )
        for day in days
    ]

    assert 1 == len(council.verdicts)
    for day, decision in zip(days, told, strict=True):
        [decided] = [one for one in decision.segments[0].grounds if one.part == "decided"]
        assert [f"Monday {day} June 2026"] == [
            fact.partition("(")[2].partition(",")[0] for fact in decided.facts if "(" in fact
        ]


def test_no_more_is_remembered_than_there_is_room_for():
    """However many different cases come, the memory of verdicts stays within its bound."""
    council = fresh("oxford")
    council.verdicts._most = council.clocks._most = 20

    for one in seeded_facts("oxford", seed=37, count=40):
        explained(council, one)
        assert len(council.verdicts) <= 20
        assert len(council.clocks) <= 20
    assert MOST == fresh("oxford").verdicts._most


def test_threads_share_what_is_remembered():
    """Threads that decide at once, with too little room to remember, all decide rightly."""
    asked = list(seeded_facts("borough", seed=41, count=20))
    right = [explained(fresh("borough"), one) for one in asked]
    shared = fresh("borough")
    shared.verdicts._most = shared.clocks._most = 7
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            rounds = pool.map(lambda _: [explained(shared, one) for one in asked], range(4))
            assert [right] * 4 == list(rounds)
    finally:
        sys.setswitchinterval(before)
