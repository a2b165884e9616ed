"""What officers found, as the facts of a request (sections 2.3 to 2.5): the latest word counts."""

from types import UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from gateway.domain.casework import FindingName
from gateway.domain.facts import (
    Document,
    Findings,
    Office,
    Request,
    Segment,
    SegmentFindings,
    Text,
)
from gateway.errors import InputError

WHOLE_ONLY = frozenset({"authority_of", "broad"})
"""What can be found for the whole request only."""
SEGMENT_ONLY = frozenset({"author_consents", "third_party_view"})
"""What is a fact of one segment."""


class _Values(SegmentFindings, frozen=True):
    """Every finding with the values that it may have; a determination is none that is found."""

    author_consents: bool | None = None
    third_party_view: Literal["consents", "objects"] | None = None
    authority_of: Text | None = None
    broad: bool | None = None
    onward_consent: bool | None = None
    onward_required_by_law: bool | None = None
    onward_professional_advice: bool | None = None
    onward_public_interest: bool | None = None
    onward_good_faith: bool | None = None


_TYPES: Final = get_type_hints(_Values)


class Found(Struct, frozen=True, kw_only=True):
    """Something found: its name and value, for one segment or (None) for the whole request.

    A `determination` comes of a dispute or a referral only. A `conflicted_office` comes of a
    dispute, or of the word of whoever acts for that office.
    """

    name: FindingName | Literal["determination", "conflicted_office"]
    value: Any
    segment: str | None = None


def values_of(name: FindingName) -> tuple[bool | str, ...]:
    """The values that a finding may have; none where it is a text, such as a person. Pure."""
    kinds = _TYPES[name]
    some = get_args(kinds) if get_origin(kinds) in {UnionType, Union} else (kinds,)
    found: list[bool | str] = []
    for one in some:
        found += (True, False) if one is bool else get_args(one) if _is_choice(one) else ()
    return tuple(found)


def _is_choice(kind: Any) -> bool:
    return get_origin(kind) is Literal


def checked(name: FindingName, value: Any, segment: str | None) -> Found:
    """A finding that an office may record. Raises InputError for a value it cannot have."""
    try:
        read = msgspec.convert({name: value}, _Values)
    except msgspec.ValidationError as fault:
        raise InputError("This finding cannot have that value.", where="value") from fault
    if getattr(read, name) is None:
        raise InputError("Say what was found.", where="value")
    if segment is None and name in SEGMENT_ONLY:
        raise InputError("This is found for one part: name it.", where="segment")
    if segment is not None and name in WHOLE_ONLY:
        raise InputError("This is found for the whole request.", where="segment")
    return Found(name=name, value=value, segment=segment)


def request_with(request: Request, found: tuple[Found, ...]) -> Request:
    """The request with what was found about it. Pure."""
    broad = [one.value for one in found if one.name == "broad"]
    agreed = frozenset(one.value for one in found if one.name == "authority_of")
    return msgspec.structs.replace(
        request,
        broad=broad[-1] if broad else request.broad,
        consents=request.consents | agreed,
    )


def document_with(document: Document, found: tuple[Found, ...]) -> Document:
    """The document with what was found about each of its segments. Pure."""
    parts = tuple(
        _segment_with(part, tuple(one for one in found if one.segment == part.id))
        for part in document.segments
    )
    return msgspec.structs.replace(document, segments=parts)


def findings_with(found: tuple[Found, ...], conflicted: frozenset[Office]) -> Findings:
    """The findings for the whole request, with the offices that may not act. Pure."""
    whole = tuple(one for one in found if one.segment is None)
    return Findings(conflicted_offices=conflicted, **_as_findings(whole))


def taken_from(found: tuple[Found, ...]) -> frozenset[Office]:
    """The offices that a dispute took the case from, and those that stood aside. Pure."""
    return frozenset(one.value for one in found if one.name == "conflicted_office")


def _segment_with(segment: Segment, found: tuple[Found, ...]) -> Segment:
    changed: dict[str, Any] = {}
    for one in found:
        if one.name == "author_consents":
            changed["author_consents"] = one.value
        if one.name == "third_party_view":
            changed["third_party_confidence"] = one.value
    findings = SegmentFindings(**_as_findings(found))
    return msgspec.structs.replace(segment, findings=findings, **changed)


def _as_findings(found: tuple[Found, ...]) -> dict[str, Any]:
    names = SegmentFindings.__struct_fields__
    return {one.name: one.value for one in found if one.name in names}
