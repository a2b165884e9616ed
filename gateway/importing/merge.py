"""Brings together what several files say: one register for each source of ids.

Where two files disagree about a detail, the file named first counts, and a note says so. Where they
list the same body's seats or the same person's ward, group or posts in full, one of them counts
whole: the one named first, but a file that names groups goes before one that names only parties.
"""

from collections import ChainMap
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple, TypeVar, get_args

import msgspec

from gateway.domain.register import Collection, GroupMembership, Link, Owner, Register

ENTITIES: Final[tuple[Collection, ...]] = (
    "people",
    "party_groups",
    "wards",
    "bodies",
    "meetings",
)
LINKS: Final[tuple[Link, ...]] = get_args(Link)
Row = TypeVar("Row", bound=msgspec.Struct)


def merge(registers: Iterable[Register]) -> tuple[Register, ...]:
    """One register for each source, in the order in which the sources first appear."""
    by_source: dict[str, list[Register]] = {}
    for register in registers:
        by_source.setdefault(register.source, []).append(register)
    return tuple(_merge(source, files) for source, files in by_source.items())


def owner_of(link: Link, row: Any) -> Owner:
    """Whose list a row belongs to: a body's for a seat, a person's for a group or ward."""
    if link == "seats":
        return (row.body,)
    if link in {"group_memberships", "ward_seats"}:
        return (row.person,)
    key: Owner = row.key
    return key


def filled(first: Row, other: Row) -> Row:
    """The row `first`, with what it does not say taken from the row `other`."""
    return msgspec.structs.replace(
        first,
        **{
            name: getattr(other, name)
            for name in first.__struct_fields__
            if getattr(first, name) is None
        },
    )


def _merge(source: str, files: Sequence[Register]) -> Register:
    notes = [note for register in files for note in register.notes]
    rows: dict[str, tuple[Any, ...]] = {}
    for collection in ENTITIES:
        rows[collection], differ = _rows([getattr(register, collection) for register in files])
        _note(notes, differ, collection)
    complete: dict[Link, frozenset[Owner]] = {}
    for link in LINKS:
        files_lists = [_lists(link, register) for register in files]
        owners = dict.fromkeys(owner for lists in files_lists for owner in lists)
        chosen = {
            owner: _choose([lists[owner] for lists in files_lists if owner in lists])
            for owner in owners
        }
        rows[link] = tuple(row for listed in chosen.values() for row in listed.rows)
        complete[link] = frozenset(owner for owner in chosen if chosen[owner].whole)
        _note(notes, sum(listed.differs for listed in chosen.values()), link)
    return Register(
        source=source,
        mentioned=_rows([register.mentioned for register in files])[0],
        complete=complete,
        whole=frozenset().union(*(register.whole for register in files)),
        places=ChainMap(*(dict(register.places) for register in files)),
        notes=tuple(notes),
        **rows,
    )


def _note(notes: list[str], differ: int, collection: Collection) -> None:
    if differ:
        notes.append(
            f"The files do not agree about {collection.replace('_', ' ')} ({differ});"
            " where they do not, the file named first counts."
        )


def _rows(parts: Iterable[Iterable[Any]]) -> tuple[tuple[Any, ...], int]:
    """The rows of all parts, each completed from later ones, and how many of them differ."""
    rows: dict[Owner, Any] = {}
    differing: set[Owner] = set()
    for row in (row for part in parts for row in part):
        first = rows.setdefault(row.key, row)
        rows[row.key] = filled(first, row)
        if filled(row, first) != rows[row.key]:
            differing.add(row.key)
    return tuple(rows.values()), len(differing)


class _Listed(NamedTuple):
    """What one file lists for one owner; `whole`: in full; `named`: a group and not a party."""

    rows: tuple[Any, ...]
    whole: bool
    named: bool = False
    differs: bool = False


def _lists(link: Link, register: Register) -> dict[Owner, _Listed]:
    """What a file lists, owner by owner."""
    whole = register.complete.get(link, frozenset())
    rows: dict[Owner, list[Any]] = {owner: [] for owner in sorted(whole, key=repr)}
    named: set[Owner] = set()
    for row in getattr(register, link):
        owner = owner_of(link, row)
        plain = row
        if isinstance(row, GroupMembership):
            plain = msgspec.structs.replace(row, named=False)
            named |= {owner} if row.named else set()
        rows.setdefault(owner, []).append(plain)
    return {
        owner: _Listed(tuple(listed), whole=owner in whole, named=owner in named)
        for owner, listed in rows.items()
    }


def _choose(lists: Sequence[_Listed]) -> _Listed:
    """The list that counts for an owner, or all of them together where none is in full."""
    counts = next(
        (listed for listed in lists if listed.named),
        next((listed for listed in lists if listed.whole), None),
    )
    if counts is None:
        rows, differ = _rows(listed.rows for listed in lists)
        return _Listed(rows, whole=False, differs=bool(differ))
    differs = any(set(listed.rows) != set(counts.rows) for listed in lists if listed.whole)
    return counts._replace(differs=differs)
