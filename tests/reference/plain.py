"""A decision as plain values, so that the gateway's and the reference's can be compared."""

from gateway.domain.decision import Decision, SegmentDecision

_OF_SEGMENT = (
    "outcome",
    "next",
    "rules",
    "conditions",
    "row",
    "holds",
    "dispute_to",
    "neither_confirm_nor_deny",
)
_LISTS = {"rules", "conditions", "holds", "notify"}


def plain(decision: Decision) -> dict:
    """Every key of section 2.6, as `reference_decide` gives them."""
    keys = ("outcome", "refer_to", "rules", "conditions", "notify", "due")
    return {key: _value(decision, key) for key in keys} | {
        "segments": {
            segment.id: {key: _value(segment, key) for key in _OF_SEGMENT}
            for segment in decision.segments
        }
    }


def _value(holder: Decision | SegmentDecision, key: str) -> object:
    value = getattr(holder, key)
    return list(value) if key in _LISTS else value
