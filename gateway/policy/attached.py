"""The conditions that go with a segment, and the clauses they cite (section 9.5)."""

from gateway.domain.decision import Condition
from gateway.policy import citations
from gateway.policy.case import Case
from gateway.policy.council import Council
from gateway.policy.rules import Row

_ASKS_UNDERTAKING = frozenset({"protocol", "determined", "discretion"})


def conditions_when_released(
    council: Council, case: Case, row: Row
) -> dict[Condition, frozenset[str]]:
    """The conditions on a released segment, each with the clause ids that it adds."""
    if row.layer == "public" or "shareable" in row.conditions:
        return {}
    return {name: _ids(council, case, name) for name in _names(council, case, row)}


def conditions_when_waiting(case: Case, row: Row, *, held: bool) -> dict[Condition, frozenset[str]]:
    """The duties that go on while a segment is not released; their clauses are not added."""
    names: set[Condition] = set()
    if row.eft == "deny" and "confidential" in row.conditions:
        names.add("confidential")
    if held and row.layer in _ASKS_UNDERTAKING and "undertaking_missing" in case.told:
        names.add("undertaking_first")
    return {name: frozenset() for name in names}


def _names(council: Council, case: Case, row: Row) -> set[Condition]:
    listed = row.conditions
    names: set[Condition] = set()
    if "standard" in listed:
        names.update(council.profile.standard_conditions)
    if "confidential" in listed or "sensitive" in case.told:
        names.add("confidential")
    if "casework" in listed:
        names.update(("confidential", "purpose_only", "controller_notice"))
    if "inspect_if_copy" in listed and case.request.form == "copy":
        names.add("inspect_only")
    if "briefing" in listed and council.profile.rule_prefix == "WLV":
        names.add("no_public_reference")
    if "privileged" in case.told:
        names.add("no_onward")
        if row.layer != "statute":
            names.add("inspect_only")
    if row.layer in _ASKS_UNDERTAKING and "undertaking_needed" in case.told:
        names.add("undertaking_first")
    return names


def _ids(council: Council, case: Case, name: Condition) -> frozenset[str]:
    ids = citations.CONDITIONS[name]
    if name == "confidential" and case.segment.personal_data != "none":
        ids += citations.CONFIDENTIAL_PERSONAL_DATA
    return council.cited(ids)
