"""Changing facts by one fact, for the invariants that compare two decisions."""

from msgspec.structs import replace

from gateway.domain.facts import Facts, Segment, SegmentFindings

FINDINGS = tuple(SegmentFindings.__struct_fields__)


def of_request(facts: Facts, **changed: object) -> Facts:
    """The same facts with another request."""
    return replace(facts, request=replace(facts.request, **changed))


def of_requester(facts: Facts, **changed: object) -> Facts:
    """The same facts with another requester."""
    return replace(facts, requester=replace(facts.requester, **changed))


def of_segments(facts: Facts, **changed: object) -> Facts:
    """The same facts with every segment changed alike."""
    return with_segments(facts, [replace(one, **changed) for one in facts.document.segments])


def with_segments(facts: Facts, segments: list[Segment]) -> Facts:
    """The same facts about other segments."""
    return replace(facts, document=replace(facts.document, segments=tuple(segments)))


def with_segment(facts: Facts, segment: Segment) -> Facts:
    """The same facts with one segment put in the place of the one that has its id."""
    return with_segments(
        facts, [segment if one.id == segment.id else one for one in facts.document.segments]
    )


def of_finding(facts: Facts, name: str, value: object) -> Facts:
    """The same facts with one finding made for the request and for each of its segments."""
    changed = replace(facts, findings=replace(facts.findings, **{name: value}))
    return with_segments(
        changed,
        [
            replace(one, findings=replace(one.findings, **{name: None}))
            for one in facts.document.segments
        ],
    )


def without_findings(facts: Facts) -> Facts:
    """The same facts before anybody found anything."""
    nothing = dict.fromkeys(FINDINGS)
    changed = replace(facts, findings=replace(facts.findings, **nothing))
    return of_segments(changed, findings=SegmentFindings())


def separable(facts: Facts) -> Facts:
    """The same facts where every segment can be separated from the others."""
    return of_segments(facts, not_severable=None)
