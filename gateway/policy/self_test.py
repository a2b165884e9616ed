"""Proves, each time a rule book is loaded, that it denies what must be denied.

For every council: our engine and Casbin are both asked about papers that nobody may have, and
about one that everybody may have (so that a rule book that denies everything is found too).
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from gateway.domain.facts import (
    Audience,
    Document,
    Facts,
    Findings,
    Request,
    Requester,
    Segment,
)

_NOW = datetime(2026, 6, 8, 10, 0)  # noqa: DTZ001 - facts are local times
_MEMBER = Requester(kind="councillor", person="somebody")
_ACCESS = Request(type="access")


def must_be_denied(council: str) -> Iterator[tuple[str, Facts]]:
    """Facts on which nothing may be released, each with the reason."""
    closed = {"kind": "accounts"}
    yield (
        "a paper that a court order closes to members",
        _facts(
            council,
            segment={**closed, "confidential": "court_order"},
            findings=Findings(order_covers_members=True),
        ),
    )
    yield (
        "a paper of which nobody knows yet whether an enactment closes it",
        _facts(council, segment={**closed, "confidential": "enactment"}),
    )
    yield (
        "a member of the public",
        _facts(council, requester=Requester(kind="public", person="x"), segment=closed),
    )
    yield (
        "a former member",
        _facts(
            council,
            requester=Requester(kind="councillor", person="x", standing="former"),
            segment=closed,
        ),
    )
    yield (
        "a paper of another authority",
        _facts(council, segment={**closed, "held_by_council": "another authority"}),
    )
    yield (
        "a request to pass on what is held in confidence",
        _facts(council, request=Request(type="onward_disclosure"), segment=closed),
    )
    yield "a report with nothing in its favour", _facts(council)
    yield (
        "an officer's briefing with outsiders about personal data",
        _facts(
            council,
            requester=Requester(kind="officer", person="x"),
            request=Request(type="officer_check", audience=Audience(others=1)),
            segment={"personal_data": "special"},
        ),
    )


def must_be_allowed(council: str) -> Facts:
    """Facts on which everybody is shown the paper: it is public already."""
    return _facts(council, requester=Requester(kind="public", person="x"), segment={"public": True})


def _facts(
    council: str,
    *,
    requester: Requester = _MEMBER,
    request: Request = _ACCESS,
    segment: dict[str, Any] | None = None,
    findings: Findings | None = None,
) -> Facts:
    return Facts(
        id="self-test",
        title="",
        council=council,
        now=_NOW,
        requester=requester,
        request=request,
        document=Document(segments=(Segment(id="part", **(segment or {})),)),
        findings=findings or Findings(),
    )
