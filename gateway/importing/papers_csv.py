"""Reads documents from CSV: one row for each segment, under the names of the facts as headings.

`document` is the document's id, `title` its title, `segment` the segment's id; `service` may say to
which service the document belongs. A cell with several
entries separates them with semicolons. `business` holds `body` or `body@meeting`, `exempt` holds
`3`, `3 negotiation` or `3 tested 2026-11-20`, and `executive_decision` holds
`member 2026-11-20T10:00:00`.
"""

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from gateway.domain.papers import Paper, Papers, PaperSegment
from gateway.domain.plain_words import explain
from gateway.errors import ImportFileError
from gateway.importing.fault import Place
from gateway.importing.sheet import lines_of, text_of
from gateway.importing.values import content_text, required, words, yes_no

_OWN: Final = ("document", "title", "segment")
_SERVICE: Final = "service"
_FLAGS: Final = frozenset(
    {"public", "registered_information", "own_development", "keep_from_others", "author_consents"}
)
_FACTS: Final = frozenset(PaperSegment.__struct_fields__) - {"id", "findings"}


def read_papers_csv(data: bytes, place: Place) -> Papers:
    """The documents in the file; rows of one document stand together or apart."""
    titles: dict[str, str] = {}
    services: dict[str, str | None] = {}
    segments: dict[str, list[PaperSegment]] = {}
    for at, cells in _rows(data, place):
        document = required(cells.pop("document"), at.at("column 'document'"), what="id")
        title = required(cells.pop("title"), at.at("column 'title'"), what="title")
        if titles.setdefault(document, title) != title:
            raise at.fault("The same document has another title above; use one of them.")
        service = words(cells.pop(_SERVICE, ""), at.at("column 'service'")) or None
        if services.setdefault(document, service) != service:
            raise at.fault("The same document has another service above; use one of them.")
        segment = _segment(cells, at)
        listed = segments.setdefault(document, [])
        if segment.id in {other.id for other in listed}:
            raise at.fault("The document has a segment of that id already; give it another.")
        listed.append(segment)
    return Papers(
        documents=tuple(
            Paper(
                id=document,
                title=titles[document],
                service=services[document],
                segments=tuple(listed),
            )
            for document, listed in segments.items()
        )
    )


def _rows(data: bytes, place: Place) -> Iterator[tuple[Place, dict[str, str]]]:
    lines = lines_of(text_of(data, place), place)
    at, headings = next(lines, (place, []))
    columns = [heading.strip().lower() for heading in headings]
    missing = [name for name in _OWN if name not in columns]
    known = {*_OWN, _SERVICE, *_FACTS}
    if missing or len(set(columns)) < len(columns) or not set(columns) <= known:
        raise at.fault(
            f"The headings must be {', '.join(_OWN)}, each once, and besides only"
            f" {', '.join(sorted({_SERVICE, *_FACTS}))}."
        )
    for row_at, row in lines:
        if len(row) != len(columns):
            raise row_at.fault(f"There are {len(row)} cells and {len(columns)} headings.")
        yield row_at, dict(zip(columns, row, strict=True))


def _segment(cells: dict[str, str], place: Place) -> PaperSegment:
    uid = required(cells.pop("segment"), place.at("column 'segment'"), what="id of the segment")
    values: dict[str, Any] = {"id": uid}
    for column, cell in cells.items():
        if cell.strip():
            values[column] = _value(column, cell, place.at(f"column '{column}'"))
    try:
        return msgspec.convert(values, PaperSegment)
    except msgspec.ValidationError as error:
        found = explain(error, where="the row")
        raise ImportFileError(found.detail, where=str(place.at(found.where or ""))) from error


def _value(column: str, cell: str, place: Place) -> Any:
    entries = [words(entry, place) for entry in cell.split(";") if entry.strip()]
    match column:
        case "text":
            return content_text(cell, place)
        case "subjects" | "matters":
            return entries
        case "business":
            return [_business(entry) for entry in entries]
        case "exempt":
            return [_exempt(entry, place) for entry in entries]
        case "executive_decision":
            by, _, made = words(cell, place).partition(" ")
            return {"by": by, "made": made}
        case _:
            return yes_no(cell, place) if column in _FLAGS else words(cell, place)


def _business(entry: str) -> dict[str, str]:
    body, _, meeting = entry.partition("@")
    return {"body": body, "meeting": meeting} if meeting else {"body": body}


def _exempt(entry: str, place: Place) -> dict[str, Any]:
    """A tag such as `3 negotiation tested 2026-11-20`."""
    paragraph, *rest = entry.split()
    if not paragraph.isdecimal():
        raise place.fault("An exemption begins with the number of its paragraph, such as 3.")
    tag: dict[str, Any] = {"paragraph": int(paragraph)}
    if rest[:1] == ["negotiation"]:
        tag["negotiation_terms"] = True
        rest = rest[1:]
    if rest[:1] == ["tested"]:
        tag["tested"] = rest[1] if len(rest) > 1 else ""
        rest = rest[2:]
    if rest:
        raise place.fault("Write an exemption as 3, 3 negotiation or 3 tested 2026-11-20.")
    return tag
