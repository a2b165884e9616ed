"""Random expressions over the vocabulary, for what must hold for every expression."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from typing import Any

import msgspec
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from gateway.domain.facts import Facts
from gateway.policy.case import Case
from gateway.policy.expressions import (
    Always,
    And,
    Before,
    Contains,
    Expression,
    Has,
    Is,
    Item,
    MoreThan,
    Named,
    Never,
    Not,
    OneOf,
    Or,
    Overlaps,
    Present,
    Same,
    SameDay,
    Some,
    Within,
)
from tests.policy.books import COUNCILS, case, rule_book
from tests.strategies import BODIES, GROUPS, MATTERS, PEOPLE, seeded_facts

Scope = tuple[Item, ...]
TEXTS: dict[str, Sequence[Any]] = {
    "requester.kind": ("councillor", "public", "officer", "political_assistant"),
    "requester.standing": ("current", "former"),
    "requester.person": PEOPLE,
    "requester.group": GROUPS,
    "reader.group": GROUPS,
    "request.type": ("access", "officer_check"),
    "request.purpose": ("none", "casework", "political"),
    "request.on_behalf_of": PEOPLE,
    "segment.kind": ("report", "accounts", "group_internal"),
    "segment.owner_group": GROUPS,
    "segment.advice_to": PEOPLE,
    "segment.held_by_council": ("elsewhere", *COUNCILS),
    "council": COUNCILS,
    "profile.exemption_scheme": ("england", "wales", "none"),
    "profile.first_decider": ("town_clerk", "director"),
    "decision.by": ("member", "officer"),
    "findings.third_party_effect": ("low", "severe"),
    "row": ("", "N4"),
}
FLAGS = (
    "segment.public", "segment.author_consents", "request.broad", "findings.good_faith",
    "findings.reasonably_necessary", "profile.sole_decider", "profile.group_note_bar",
    "second_look", "sibling_waits",
)  # fmt: skip
SETS: dict[str, Sequence[str]] = {
    "requester.bodies": BODIES,
    "requester.positions": ("leader", "scrutiny_member"),
    "requester.adverse": MATTERS,
    "request.consents": PEOPLE,
    "segment.subjects": PEOPLE,
    "segment.matters": MATTERS,
    "findings.conflicted_offices": ("town_clerk", "director"),
    "profile.barred_purposes": ("political", "personal"),
    "profile.need_findings": ("good_faith", "reasonably_necessary"),
}
TIMES = ("now", "decision.made")
OF_ITEMS: dict[Item, tuple[dict[str, Sequence[Any]], tuple[str, ...], tuple[str, ...]]] = {
    "entry": (
        {"entry.body": BODIES},
        ("entry.executive", "entry.private"),
        ("entry.start", "entry.ended"),
    ),
    "tag": ({"tag.paragraph": (3, 5, 14, 16)}, ("tag.negotiation_terms",), ()),
    "interest": ({"interest.matter": MATTERS}, ("interest.dispensation",), ()),
    "substitute": ({"substitute.body": BODIES}, (), ("substitute.meeting",)),
}
"""For each item: its texts, its flags, its times."""


@st.composite
def leaves(draw: DrawFn, scope: Scope) -> Expression:
    """One question about one or two fields."""
    texts, flags, times = dict(TEXTS), list(FLAGS), list(TIMES)
    for item in scope:
        texts |= OF_ITEMS[item][0]
        flags += OF_ITEMS[item][1]
        times += OF_ITEMS[item][2]
    text, other = draw(st.sampled_from(list(texts))), draw(st.sampled_from(list(texts)))
    flag = draw(st.sampled_from(flags))
    holder, another = draw(st.sampled_from(list(SETS))), draw(st.sampled_from(list(SETS)))
    one, two = draw(st.sampled_from(times)), draw(st.sampled_from(times))
    values = draw(st.lists(st.sampled_from(texts[text]), min_size=1, max_size=3, unique=True))
    return draw(
        st.sampled_from(
            [
                Is(text, values[0]),
                Is(flag, draw(st.booleans())),
                OneOf(text, tuple(values)),
                Same(text, other),
                Present(draw(st.sampled_from([text, flag, holder, one]))),
                Has(holder, text),
                Contains(holder, draw(st.sampled_from(SETS[holder]))),
                Overlaps(holder, another),
                Within(holder, draw(st.sampled_from([another, text]))),
                Before(one, two),
                SameDay(one, two),
                MoreThan("audience.others", draw(st.integers(0, 2))),
                Always(),
                Never(),
            ]
        )
    )


@st.composite
def expressions(draw: DrawFn, scope: Scope = (), depth: int = 3) -> Expression:
    """A tree of questions, no deeper than the rule book's own."""
    kinds = ["leaf"] if depth == 0 else ["leaf", "not", "and", "or", "named", "some"]
    kind = draw(st.sampled_from(kinds))
    if kind == "some" and len(scope) < 2:
        item = draw(st.sampled_from([one for one in OF_ITEMS if one not in scope]))
        return Some(item, draw(expressions((*scope, item), depth - 1)))
    if kind in ("and", "or"):
        parts = tuple(draw(st.lists(expressions(scope, depth - 1), min_size=1, max_size=3)))
        return And(parts) if kind == "and" else Or(parts)
    if kind == "not":
        return Not(draw(expressions(scope, depth - 1)))
    if kind == "named":
        part = draw(expressions(scope, depth - 1))
        return Named(f"n{sha256(repr(part).encode()).hexdigest()[:12]}", part)
    return draw(leaves(scope))


@cache
def pool() -> tuple[Facts, ...]:
    """Random facts of every council, the same each time."""
    return tuple(one for name in COUNCILS for one in seeded_facts(name, seed=5, count=30))


def fresh_cases(start: int, count: int) -> list[Case]:
    """So many cases of the pool from a place on; nothing about them is worked out yet."""
    facts = pool()
    return [case(facts[(start + step * 17) % len(facts)]) for step in range(count)]


def settled(council: str) -> dict[str, Any]:
    """What is known of a council before anybody asks."""
    profile = msgspec.structs.asdict(rule_book().profiles[council])
    return {"council": council} | {f"profile.{key}": value for key, value in profile.items()}


def of_kind(one: Case) -> dict[str, str]:
    """What is known of a case before the first rule is tried."""
    return {
        "request.type": one.request.type,
        "requester.kind": one.requester.kind,
        "requester.standing": one.requester.standing,
        "segment.kind": one.segment.kind,
    }
