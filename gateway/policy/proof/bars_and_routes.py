"""The invariants of section 11 on what is added to facts: bars (18) and ways in (19)."""

from collections.abc import Iterator
from typing import Any, get_args

from gateway.domain.facts import Confidential, PersonalData, ScrutinyLink
from gateway.policy.conditions.meetings import TO_COME
from gateway.policy.expressions import Item
from gateway.policy.proof.any_facts import changed, given, more, settled
from gateway.policy.proof.claims import Part, Says, Subject
from gateway.policy.proof.logic import TRUE, either, no
from gateway.policy.proof.translate import View
from gateway.policy.proof.unknowns import Many, One, Shape
from gateway.policy.proof.verdict import Verdict

_BARS: tuple[tuple[str, Any, tuple[Any, ...]], ...] = (
    ("request.broad", False, (True,)),
    ("segment.keep_from_others", False, (True,)),
    ("requester.undertaking", True, (False,)),
    ("segment.third_party_confidence", "none", ("not_consulted",)),
    ("segment.personal_data", "none", get_args(PersonalData)[1:]),
    ("segment.confidential", "none", get_args(Confidential)[1:]),
)
"""Fields, the value without the bar, and the values that are a bar."""
_AGAINST = (
    ("findings.good_faith", False),
    ("findings.determination", "refuse"),
    ("segment.author_consents", False),
)
"""Bars that may take the place of any other value, or of none."""
_MAY_MOVE = frozenset({"segment.confidential", "segment.author_consents", "segment.exempt"})
"""Bars that may take a segment past the row under which it was held, to one with other holds."""


def bars_never_widen(subject: Subject) -> Iterator[Part]:
    """Adding a bar adds no released segment."""
    for about, before, after in _barred(subject):
        name = about.partition(" ")[0]

        def says(one: Verdict, other: Verdict, name: str = name) -> Says:
            held_before = one.held if name in _MAY_MOVE else no(TRUE)
            return other.released, either(one.released, held_before)

        yield subject.two(about, before, after, says)


def routes_never_refuse(subject: Subject) -> Iterator[Part]:
    """A further way in never turns a released segment into a refused one."""

    def says(before: Verdict, after: Verdict) -> Says:
        return before.released, no(after.refused)

    view = subject.any_facts()
    before = subject.verdict(view)
    for about, after in _with_routes(view):
        yield subject.two(about, before, after, says)


def _barred(subject: Subject) -> Iterator[tuple[str, Verdict, View]]:
    """What is added, the answer without it, and the facts with it."""
    view = subject.any_facts()
    any_ = subject.verdict(view)
    for name, without, bars in _BARS:
        free = settled(view, {name: without})
        before = subject.verdict(free)
        for bar in bars:
            yield f"{name} {bar}".lower(), before, settled(free, {name: bar})
    for name, bar in _AGAINST:
        yield name, any_, settled(view, {name: bar})
    yield "requester.interests", any_, _with(view, "interest")
    yield "segment.exempt", any_, _with(view, "tag")
    yield "requester.adverse", any_, _with_id(view, "requester.adverse")
    apart = settled(view, {"segment.not_severable": None})
    tie = One(known=TRUE, value=view.unknowns.new_id())
    yield (
        "segment.not_severable",
        subject.verdict(apart),
        changed(apart, {"segment.not_severable": tie}),
    )


def _with_routes(view: View) -> Iterator[tuple[str, View]]:
    seat: dict[str, Shape] = {"requester.positions": _and_scrutiny(view)}
    yield "a scrutiny seat", changed(view, seat)
    for link in get_args(ScrutinyLink)[1:]:
        tied = {"request.scrutiny_link": given("request.scrutiny_link", link)}
        yield f"a scrutiny link, {link}", changed(view, tied)
        yield f"a scrutiny seat and link, {link}", changed(view, seat | tied)
    yield "a body membership", _with_id(view, "requester.bodies")
    yield "a coming meeting", _with(view, "entry")


def _with(view: View, item: Item) -> View:
    """The same facts with one more item of a collection; a business entry is one to come."""
    thing = view.unknowns.thing(item)
    if item == "entry":
        view.unknowns.laws.append(view.holds_of(thing, TO_COME))
    return view.but(added={item: (thing,)})


def _with_id(view: View, name: str) -> View:
    """The same facts with one more value in a set."""
    return changed(view, {name: more(view.many(name), view.unknowns.new_id())})


def _and_scrutiny(view: View) -> Many:
    held = view.many("requester.positions")
    return more(held, held.kind.constant("scrutiny_member"))
