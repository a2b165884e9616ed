"""The invariants of section 11 that hold by the way the rules are built, with the reason.

What can be checked is checked: which facts the rules read, and what the notices do on every
combination of what they look at.
"""

from collections.abc import Iterator

from gateway.policy.conditions import CONDITIONS
from gateway.policy.expressions import Expression
from gateway.policy.proof.claims import Part, Settled, Subject
from gateway.policy.proof.reads import fields_read
from gateway.policy.table import TOLD
from gateway.policy.vocabulary import COLLECTIONS, FIELDS

_INERT = frozenset(
    {
        "facts.id",
        "facts.title",
        "facts.document.title",
        "requester.wards",
        "request.statement",
        "interest.kind",
        "interest.sensitive",
    }
)
"""Facts that must not decide, by their place in a case or an item."""


def order(subject: Subject) -> Iterator[Part]:
    """The order of segments, and of what a segment or requester lists, changes nothing."""
    yield Settled(
        reason=(
            f"{_count(subject)} conditions ask of a list only whether some item fits, and of a "
            "set what it holds; each segment is decided by itself and the lists of a decision "
            "are sorted"
        )
    )


def inert(subject: Subject) -> Iterator[Part]:
    """Names, wards, statements and the kind of an interest change nothing."""
    read = {_place(field) for one in asked(subject) for field in fields_read(one)}
    wrong = sorted(read & _INERT)
    yield Settled(
        reason=f"no condition of {_count(subject)} reads one of these fields",
        fault=f"conditions read {', '.join(wrong)}" if wrong else "",
    )


def repeatable(subject: Subject) -> Iterator[Part]:
    """The same facts give the same decision."""
    yield Settled(
        reason=(
            f"{_count(subject)} conditions read facts and settings only; deciding has no clock, "
            "no chance and no memory"
        )
    )


def asked(subject: Subject) -> list[Expression]:
    """Every condition that deciding asks for: those of rows and holds, and those told besides."""
    return [
        *(row.matches for row in subject.council.rows),
        *(CONDITIONS[name] for name in TOLD),
    ]


def _count(subject: Subject) -> int:
    return len(asked(subject))


def _place(field: str) -> str:
    head, at = field.partition(".")[0], FIELDS[field].at if field in FIELDS else field
    return f"{head}.{at}" if head in COLLECTIONS else at
