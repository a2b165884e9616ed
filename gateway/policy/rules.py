"""A row of the rule book: one policy line, and the expression that says when it matches.

Section 6 (rules) and 7 (holds) of the decision model. The columns of a line are the fields of
`Row`; `model.conf` names them in the same order.
"""

from dataclasses import dataclass, fields
from typing import Literal, get_args

from gateway.domain.facts import Office, SegmentKind
from gateway.policy.conditions import CONDITIONS
from gateway.policy.conditions.papers import GROUP_KINDS, PRIVATE_KIND
from gateway.policy.conditions.people import WHO
from gateway.policy.expressions import (
    Always,
    And,
    Expression,
    Is,
    Not,
    OneOf,
    Or,
    Value,
)

Act = Literal["release", "hold"]
Layer = Literal[
    "redirect",
    "prohibition",
    "public",
    "statute",
    "protocol",
    "determined",
    "unsettled",
    "limit",
    "discretion",
    "default",
]
"""The layers in their order; a row's priority keeps that order."""
LAYERS: tuple[Layer, ...] = get_args(Layer)
OfficeKey = Literal[
    "first_decider",
    "proper_officer",
    "adviser",
    "determiner",
    "data_protection_lead",
    "interest_office",
]
"""The profile keys that a row may name for the office a segment waits for."""
Forum = Literal["-", "none", "stages", "proper_officer", "executive", "adviser"]
RowCondition = Literal[
    "standard", "confidential", "casework", "inspect_if_copy", "shareable", "briefing"
]
NEXTS: frozenset[str] = frozenset({"release", "refuse", *get_args(OfficeKey), *get_args(Office)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One policy line as read, with the file and line it came from."""

    priority: int
    row: str
    act: Act
    layers: tuple[Layer, ...]
    who: str
    what: str
    use: str
    where: str
    when: str
    eft: Literal["allow", "deny"]
    next: str
    forum: Forum
    conditions: tuple[RowCondition, ...]
    grounds: tuple[str, ...]
    file: str
    line: int

    @property
    def layer(self) -> Layer:
        """The layer that the row stands in (of a hold: the first that it applies to)."""
        return self.layers[0]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns as Casbin holds them."""
        return (
            str(self.priority),
            self.row,
            self.act,
            " | ".join(self.layers),
            self.who,
            self.what,
            self.use,
            self.where,
            self.when,
            self.eft,
            self.next,
            self.forum,
            " ".join(self.conditions) or "-",
            " ".join(self.grounds) or "-",
        )

    @property
    def matches(self) -> Expression:
        """The whole condition of the row: Who, What, Use, Where and When all hold."""
        return And((use_expression(self.use), self.asks))

    @property
    def asks(self) -> Expression:
        """The condition of the row but for the type of request."""
        return And(
            (
                who_expression(self.who),
                what_expression(self.what),
                where_expression(self.where),
                when_expression(self.when),
            )
        )


COLUMNS = len(fields(Row)) - 2
"""The columns of a line after its `p`: every field of `Row` but the file and line."""


def who_expression(who: str) -> Expression:
    """The set of requesters of a Who. Raises KeyError for an unknown set."""
    return WHO[who]


def what_expression(what: str) -> Expression:
    """The papers of a What, by their kind in effect. Raises KeyError for an unknown kind."""
    if what == "any":
        return Always()
    if what == "private_document":
        return PRIVATE_KIND
    if what == "council_document":
        return Not(PRIVATE_KIND)
    return Or(tuple(_kind(name) for name in what.split(" | ")))


def _kind(name: str) -> Expression:
    if name not in get_args(SegmentKind):
        raise KeyError(name)
    if name in GROUP_KINDS:
        return And((Is("segment.kind", name), Not(Is("findings.internal_to_group", False))))
    if name == "report":
        opened = And((OneOf("segment.kind", GROUP_KINDS), Is("findings.internal_to_group", False)))
        return Or((Is("segment.kind", name), opened))
    return Is("segment.kind", name)


def use_expression(use: str) -> Expression:
    """The types of request of a Use."""
    return Always() if use == "any" else Is("request.type", use)


def where_expression(where: str) -> Expression:
    """The setting that a Where reads: `key = value`, or `all`."""
    if where == "all":
        return Always()
    key, _, value = where.partition(" = ")
    return Is(f"profile.{key}", _setting(value))


def _setting(value: str) -> Value:
    return {"true": True, "false": False}.get(value, value)


def when_expression(when: str) -> Expression:
    """The named conditions of a When, joined by `&`. Raises KeyError for an unknown one."""
    return And(tuple(_term(term) for term in when.split(" & ")))


def _term(term: str) -> Expression:
    name = term.removeprefix("not ")
    return Not(CONDITIONS[name]) if name != term else CONDITIONS[name]
