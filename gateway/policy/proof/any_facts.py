"""Any well-formed facts of a council: a view in which nothing but the council is settled."""

from collections.abc import Mapping
from typing import Any

import z3

from gateway.policy.council import Council
from gateway.policy.expressions import And, Is, MoreThan, Not, Present
from gateway.policy.proof.kinds import ID, kind_of
from gateway.policy.proof.logic import FALSE, TRUE, either, some
from gateway.policy.proof.translate import View
from gateway.policy.proof.unknowns import MIDDAY, Many, One, Shape, Unknowns
from gateway.policy.vocabulary import COLLECTIONS, FIELDS
from gateway.policy.wellformed import PARAGRAPHS

_OFFICER_CHECK = Is("request.type", "officer_check")
THIS_COUNCIL = z3.Const("this council", ID)


def any_facts(council: Council) -> View:
    """A view of one segment, of which nothing is known but that its facts are well-formed.

    The findings are those in effect for the segment. That is every case there is: the rules read
    no other, and whatever is in effect can be written for the whole request.
    """
    unknowns = Unknowns(paragraphs=PARAGRAPHS[council.profile.exemption_scheme])
    view = View(unknowns=unknowns, fields={})
    unknowns.ids.append(THIS_COUNCIL)
    view.fields |= {
        name: unknowns.fresh(name)
        for name in FIELDS
        if name.partition(".")[0] not in {*COLLECTIONS, "profile", *_CASE}
        and name not in COLLECTIONS.values()
    }
    view.fields |= {
        "council": One(known=TRUE, value=THIS_COUNCIL),
        "now": One(known=TRUE, value=z3.IntVal(MIDDAY)),
        "today": One(known=TRUE, value=z3.IntVal(0)),
        "second_look": given("second_look", value=False),
        "row": One(known=TRUE, value=None, settled=("",)),
    }
    view.fields["reader.group"] = _reader_group(view)
    view.fields["decision.by"] = One(
        known=view.one("decision.made").known, value=view.one("decision.by").value
    )
    unknowns.laws += _well_formed(view)
    return under(view, council)


_CASE = frozenset({"council", "now", "today", "second_look", "row", "reader"})
"""What is worked out, or the same for all facts."""


def under(view: View, council: Council) -> View:
    """The same facts under a council's settings."""
    names = [name for name in FIELDS if name.startswith("profile.")]
    return view.but({name: _setting(name, council) for name in names})


def changed(view: View, fields: Mapping[str, Shape]) -> View:
    """The same facts with something else in some fields."""
    after = view.but(fields)
    return after.but({"reader.group": _reader_group(after)})


def settled(view: View, values: Mapping[str, Any]) -> View:
    """The same facts with these values in some fields; None: the fact is not known."""
    return changed(view, {name: given(name, value) for name, value in values.items()})


def opened(view: View, *names: str) -> View:
    """The same facts with anything at all in some fields."""
    return changed(view, {name: view.unknowns.fresh(name) for name in names})


def given(field: str, value: Any) -> One:
    """A field with this value; None: the fact is not known."""
    kind = kind_of(field)
    if value is None:
        none = z3.Const(f"no {field}", kind.sort)
        return One(known=FALSE, value=none, settled=(None,))
    return One(known=TRUE, value=kind.constant(value), settled=(value,))


def more(held: Many, one: Any) -> Many:
    """A set with one more value in it."""
    return Many(
        has=lambda other: either(held.has(other), other == one),
        name=(held.name, one),
        kind=held.kind,
    )


def _setting(name: str, council: Council) -> Shape:
    value, kind = getattr(council.profile, name.partition(".")[2]), kind_of(name)
    if not kind.many:
        return given(name, value)
    constants = [kind.constant(one) for one in sorted(value)]
    return Many(
        has=lambda one: some(one == constant for constant in constants),
        name=(council.name, name),
        kind=kind,
    )


def _well_formed(view: View) -> list[Any]:
    """What `wellformed.check_facts` asks of a requester and a request."""
    check, officer = view.holds(_OFFICER_CHECK), view.holds(Is("requester.kind", "officer"))
    nobody = And((Not(MoreThan("audience.others", 0)), Not(Present("audience.group"))))
    return [check == officer, either(check, view.holds(nobody))]


def _reader_group(view: View) -> One:
    """As `Case.reader_group`."""
    check = view.holds(_OFFICER_CHECK)
    own, theirs = view.one("requester.group"), view.one("audience.group")
    return One(
        known=z3.If(check, theirs.known, own.known), value=z3.If(check, theirs.value, own.value)
    )
