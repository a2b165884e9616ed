"""The named conditions of the rule book (section 5), each written once as an expression."""

from gateway.policy.conditions import findings, groups, meetings, papers, people
from gateway.policy.expressions import Named

CONDITIONS: dict[str, Named] = {
    **people.CONDITIONS,
    **papers.CONDITIONS,
    **meetings.CONDITIONS,
    **groups.CONDITIONS,
    **findings.CONDITIONS,
}
"""Every condition that a row or a hold may name."""
