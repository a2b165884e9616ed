"""One segment to be decided, with everything that its conditions may read."""

from datetime import date, datetime
from typing import Any

import msgspec
from msgspec import Struct

from gateway.domain.facts import (
    Audience,
    Facts,
    Request,
    Requester,
    Segment,
    SegmentFindings,
)
from gateway.domain.profile import Profile

_NOBODY = Audience()


class Case(Struct, kw_only=True):
    """The facts of one segment under one profile, as the conditions read them.

    `second_look` decides as if no exempt tag were in effect (section 8). `row` is the deciding row
    and `sibling_waits` says that a segment inseparable from this one is not released; both are
    known only when holds are asked. `told` are the conditions that grounds, conditions, notices
    and clocks depend on; `memo` keeps those that a predicate has already worked out.
    """

    facts: Facts
    profile: Profile
    segment: Segment
    requester: Requester
    request: Request
    findings: SegmentFindings
    now: datetime
    second_look: bool = False
    row: str = ""
    sibling_waits: bool = False
    told: frozenset[str] = frozenset()
    memo: dict[str, bool] = {}

    @property
    def council(self) -> str:
        """The council whose profile decides."""
        return self.facts.council

    @property
    def today(self) -> date:
        """The date of the decision."""
        return self.now.date()

    @property
    def audience(self) -> Audience:
        """The audience of an officer's check; nobody for other requests."""
        return self.request.audience or _NOBODY

    @property
    def reader_group(self) -> str | None:
        """The requester's political group, or in an officer's check the group that meets."""
        if self.request.type == "officer_check":
            return self.audience.group
        return self.requester.group

    def again(self, *, row: str = "", second_look: bool = False, waits: bool = False) -> "Case":
        """The same case asked another question; nothing worked out is carried over."""
        return Case(
            facts=self.facts,
            profile=self.profile,
            segment=self.segment,
            requester=self.requester,
            request=self.request,
            findings=self.findings,
            now=self.now,
            second_look=second_look,
            row=row,
            sibling_waits=waits,
        )


def case_of(facts: Facts, profile: Profile, segment: Segment) -> Case:
    """The case of one segment. A finding of the segment replaces the request-wide one (2.4)."""
    return Case(
        facts=facts,
        profile=profile,
        segment=segment,
        requester=facts.requester,
        request=facts.request,
        findings=findings_for(facts, segment),
        now=facts.now,
    )


_NO_FINDINGS = Segment(id="-").findings
"""Those that all segments share which have none of their own."""
_FINDINGS = SegmentFindings.__struct_fields__


def findings_for(facts: Facts, segment: Segment) -> SegmentFindings:
    """The findings in force for a segment: its own where given, else the request-wide ones."""
    if segment.findings is _NO_FINDINGS or segment.findings == _NO_FINDINGS:
        return facts.findings
    own = {
        name: value for name in _FINDINGS if (value := getattr(segment.findings, name)) is not None
    }
    return msgspec.structs.replace(facts.findings, **own)


def finding_for(facts: Facts, segment: Segment, name: str) -> Any:
    """One of the findings in force for a segment; None when it was not made."""
    own = getattr(segment.findings, name)
    return getattr(facts.findings, name) if own is None else own
