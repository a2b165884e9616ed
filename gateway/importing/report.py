"""An import's differences as people read them: counts, and one line for each row that changes."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, NamedTuple

import msgspec

from gateway.domain.dates import in_words
from gateway.domain.register import Collection
from gateway.importing.changes import WHATS, Change
from gateway.importing.difference import Difference
from gateway.importing.merge import ENTITIES, LINKS
from gateway.importing.names import Names
from gateway.importing.papers_difference import PaperChange

COLLECTIONS: Final[tuple[Collection, ...]] = (*ENTITIES, *LINKS)
_NAMED: Final[dict[str, Collection]] = {
    "person": "people",
    "group": "party_groups",
    "ward": "wards",
    "body": "bodies",
    "meeting": "meetings",
}
"""The fields that hold an id, and the collection in which it has a name."""
_UNSAID: Final = frozenset({"id", "start", "end", "named", "over"})


class Line(NamedTuple):
    """One row of the report: what happens, to what kind of thing, its name, and the details."""

    what: str
    collection: str
    name: str
    detail: str


def lines(difference: Difference) -> Iterator[Line]:
    """The report on a register, collection by collection."""
    for collection in COLLECTIONS:
        for what in WHATS:
            for change in difference.changes:
                if (change.collection, change.what) == (collection, what):
                    yield _line(change, difference.names)


def plain(difference: Difference) -> dict[str, Any]:
    """The report for programs."""
    return {
        "source": difference.source,
        "counts": difference.counts(),
        "changes": [
            {name: value for name, value in change._asdict().items() if value is not None}
            for change in difference.changes
        ],
        "notes": difference.notes,
    }


def paper_line(change: PaperChange) -> Line:
    """One row of the report on documents."""
    if change.segment is None:
        return Line(change.what, "documents", change.paper.title, change.paper.id)
    detail = "new content" if change.new_content else ""
    name = f"{change.paper.title}: {change.segment.id}"
    return Line(change.what, "segments", name, detail)


def _line(change: Change, names: Names) -> Line:
    row = change.before if change.what == "ended" else change.after
    fields = {name: getattr(row, name) for name in row.__struct_fields__ if name not in _UNSAID}
    known = (*_NAMED, "name")
    said = [_said(name, value, names) for name, value in fields.items() if name in known]
    if change.what == "changed":
        detail = "; ".join(_differences(change, names))
    else:
        rest = [f"{name} {_value(value)}" for name, value in fields.items() if name not in known]
        detail = "; ".join([*rest, *_dates(change)])
    return Line(change.what, change.collection.replace("_", " "), ": ".join(said), detail)


def _said(field: str, value: Any, names: Names) -> Any:
    return names.get((_NAMED[field], value), value) if field in _NAMED else value


def _differences(change: Change, names: Names) -> Iterator[str]:
    """Each value that is not what it was; dates are told only where nothing else differs."""
    before, after = msgspec.structs.asdict(change.before), msgspec.structs.asdict(change.after)
    differing = [name for name in before if before[name] != after[name]]
    for name in [field for field in differing if field not in _UNSAID] or differing:
        was, now = (_value(_said(name, side[name], names)) for side in (before, after))
        yield f"{name}: {was} -> {now}"


def _dates(change: Change) -> Iterator[str]:
    start, end = getattr(change.after, "start", None), getattr(change.after, "end", None)
    if change.what == "added" and start is not None:
        yield f"from {_value(start)}"
    if end is not None:
        yield f"until {_value(end)}"


def _value(value: Any) -> str:
    match value:
        case None:
            return "not known"
        case bool():
            return "yes" if value else "no"
        case date():
            return in_words(value)
        case _:
            return str(value)
