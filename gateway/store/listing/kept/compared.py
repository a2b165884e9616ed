"""The simple questions that ask both a paper and a person, as keys that the two compare."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from gateway.policy.case import Case
from gateway.policy.conditions.meetings import TO_COME
from gateway.policy.expressions import Expression, Same, Some, both
from gateway.policy.predicate import item_predicate
from gateway.policy.vocabulary import getter
from gateway.store.listing.kept.simple import KEYED, Key, value_of
from gateway.store.tables.columns import local_text

Keys = Callable[[Case], Iterable[str]]

_to_come = item_predicate("entry", TO_COME)


def _bodies(case: Case) -> Iterable[str]:
    return {one.body for one in case.segment.business}


def _meetings_to_come(case: Case) -> Iterable[str]:
    entries = (one for one in case.segment.business if _to_come(case, one))
    return {one.body + local_text(one.start) for one in entries if one.start is not None}


def _substituted(case: Case) -> Iterable[str]:
    return {one.body + local_text(one.meeting) for one in case.requester.substitutes}


_OF_PAPERS: Final[Mapping[Key, Keys]] = {
    "advice_to": value_of("segment.advice_to"),
    "owner_group": value_of("segment.owner_group"),
    "body": _bodies,
    "matter": getter("segment.matters"),
}
_SUBSTITUTES: Final = Some(
    "entry",
    both(
        TO_COME,
        Some(
            "substitute",
            both(Same("substitute.body", "entry.body"), Same("substitute.meeting", "entry.start")),
        ),
    ),
)

COMPARED: Final[Mapping[Expression, tuple[Keys, Keys]]] = {
    **{one: (_OF_PAPERS[keyed.of], keyed.keys) for one, keyed in KEYED.items()},
    _SUBSTITUTES: (_meetings_to_come, _substituted),
}
"""For each question the keys of the paper and those of the person: it holds where one is shared."""
