"""Reads a council's profile, and refuses a setting or clause that is not understood."""

from gateway.domain.profile import Profile
from gateway.errors import RuleBookError
from gateway.policy.toml import read_toml


def read_profile(file: str, text: str, *, clauses: frozenset[str]) -> Profile:
    """The profile. Raises RuleBookError with the file and the setting."""
    profile: Profile = read_toml(file, text, Profile)
    for name in ("reasons_rules", "dispute_rules", "advice_rules"):
        for clause in getattr(profile, name):
            if clause not in clauses:
                raise RuleBookError(f"{name} cites {clause}, which is no clause id", where=file)
    if "reasonably_necessary" not in profile.need_findings:
        raise RuleBookError("need_findings must hold 'reasonably_necessary'", where=file)
    if profile.authority_type == "local" and profile.exemption_scheme != "none":
        raise RuleBookError(
            "a local council is outside Schedule 12A, so exemption_scheme must be 'none'",
            where=file,
        )
    return profile
