"""A council's settings are read strictly: every key, every value, every clause."""

import pytest

from gateway.errors import RuleBookError
from gateway.policy.book import RuleBook
from gateway.policy.profiles import read_profile
from tests.policy.books import COUNCILS, all_texts, rule_book, texts_for
from tests.reference.profiles import PROFILES

FILE = "policies/councils/rutland/profile.toml"
GOOD = all_texts()[FILE]
CLAUSES = frozenset(rule_book().clauses)
BAD = [
    ('title = "Rutland County Council"', "title = 5", "title"),
    ('title = "Rutland County Council"', "", "title"),
    ('force = "guidance"', 'force = "strict"', "force"),
    ('force = "guidance"', 'Force = "guidance"', "Force"),
    ('rule_prefix = "RUT"', 'rule_prefix = "RUTLAND"', "rule_prefix"),
    ('authority_type = "principal"', 'authority_type = "county"', "authority_type"),
    ('authority_type = "principal"', 'authority_type = "local"', "exemption_scheme"),
    ('exemption_scheme = "england"', 'exemption_scheme = "scotland"', "exemption_scheme"),
    ("executive_arrangements = true", 'executive_arrangements = "true"', "executive_arrangements"),
    ("executive_arrangements = true", "executive_arrangements = 1", "executive_arrangements"),
    ("executive_arrangements = true", "executive_arrangements = True", "line"),
    ("executive_arrangements = true", "", "executive_arrangements"),
    ('body_member_right = "weight"', 'body_member_right = "Weight"', "body_member_right"),
    ("general_enquiry_route = false", "general_enquiry_route = 0", "general_enquiry_route"),
    ('casework = "lawful"', 'casework = ""', "casework"),
    ("barred_purposes = []", 'barred_purposes = ["politics"]', "barred_purposes"),
    ("barred_purposes = []", 'barred_purposes = "political"', "barred_purposes"),
    ('need_findings = ["reasonably_necessary"]', "need_findings = []", "need_findings"),
    ('need_findings = ["reasonably_necessary"]', 'need_findings = ["good_faith"]', "need_findings"),
    ('need_findings = ["reasonably_necessary"]', 'need_findings = ["need"]', "need_findings"),
    ('interest_office = "first_decider"', 'interest_office = "determiner"', "interest_office"),
    ('first_decider = "director"', 'first_decider = "Director"', "first_decider"),
    ('first_decider = "director"', 'first_decider = "first_decider"', "first_decider"),
    ('first_decider = "director"', 'first_decider = ["director"]', "first_decider"),
    ('adviser = "strategic_director_law_governance"', 'adviser = "solicitor"', "adviser"),
    ('dispute_stages = ["director", "chief_executive"]', "dispute_stages = []", "dispute_stages"),
    ('dispute_stages = ["director", ', 'dispute_stages = ["mayor", ', "dispute_stages"),
    ("response_working_days = 0", "response_working_days = -1", "response_working_days"),
    ("response_working_days = 0", "response_working_days = 61", "response_working_days"),
    ("response_working_days = 0", "response_working_days = 5.0", "response_working_days"),
    ("response_working_days = 0", "response_working_days = true", "response_working_days"),
    ('standard_conditions = ["no_onward"]', 'standard_conditions = ["secret"]', "standard_cond"),
    ('standard_conditions = ["no_onward"]', 'standard_conditions = ["confidential"]', "standard"),
    ('advice_rules = ["RUT-5.1"]', 'advice_rules = ["RUT-5.9"]', "RUT-5.9"),
    ('reasons_rules = ["RUT-9.2b"]', 'reasons_rules = ["RUT-99"]', "RUT-99"),
    ('dispute_rules = ["RUT-9.2c"]', 'dispute_rules = ["rut-9.2c"]', "rut-9.2c"),
    ('where = "Part 4 of the constitution"', 'where = ""', "where"),
    ('where = "Part 4 of the constitution"', 'where = "P"\nlink = "http://x"', "link"),
    ('where = "Part 4 of the constitution"', 'where = "P"\nlink = "https://x\\n"', "link"),
    ('where = "Part 4 of the constitution"', 'at = "P"', "at"),
    ("[stand_in]\n", "access_ends = 0\n[stand_in]\n", "access_ends"),
    ("[stand_in]\n", 'access_ends = "open"\n[stand_in]\n', "access_ends"),
    ("[stand_in]\n", "access_ends = true\n[stand_in]\n", "access_ends"),
    ("[stand_in]\n", '[stand_in]\nclerk = "chairman"\n', "clerk"),
    ("[stand_in]\n", '[stand_in]\ndirector = "deputy"\n', "deputy"),
    ("[stand_in]\n", '[stand_ins]\ndirector = "chairman"\n', "stand_ins"),
    ("[stand_in]\n", "force = 1\n[stand_in]\n", "line"),
    ("[stand_in]\n", "secret_route = true\n[stand_in]\n", "secret_route"),
    ("[stand_in]\n", "\x00\n[stand_in]\n", "line"),
    ("[stand_in]\n", "[[stand_in]]\n", "stand_in"),
]


@pytest.mark.parametrize("council", COUNCILS)
def test_the_shipped_settings_are_those_of_the_model(council):
    """Each shipped profile says what the decision model's table says for that council."""
    profile = rule_book().profiles[council]

    for key, value in PROFILES[council].items():
        found = getattr(profile, key)
        if isinstance(found, tuple | frozenset):
            found, value = set(found), set(value)  # noqa: PLW2901 - the order does not matter here
        assert value == found, key


@pytest.mark.parametrize(("old", "new", "reason"), BAD)
def test_a_setting_that_is_not_understood_is_refused(old, new, reason):
    """A wrong key, type or value is refused with the file and the setting or line."""
    assert old in GOOD

    with pytest.raises(RuleBookError) as fault:
        read_profile(FILE, GOOD.replace(old, new, 1), clauses=CLAUSES)

    assert FILE == fault.value.where
    assert reason in fault.value.detail


@pytest.mark.parametrize(
    ("text", "ends"), [("30", 30), ('"meeting"', "meeting"), ('"request"', "request")]
)
def test_the_usual_end_of_access(text, ends):
    """A number of days, or an event; the shipped councils have set none."""
    good = GOOD.replace("[stand_in]\n", f"access_ends = {text}\n[stand_in]\n", 1)

    assert ends == read_profile(FILE, good, clauses=CLAUSES).access_ends
    assert {None} == {one.access_ends for one in rule_book().profiles.values()}


@pytest.mark.parametrize("key", sorted(set(PROFILES["rutland"]) - {"stand_in"}))
def test_every_setting_must_be_given(key):
    """No setting that decides has a silent default."""
    line = next(line for line in GOOD.split("\n") if line.startswith(f"{key} = "))

    with pytest.raises(RuleBookError, match=key):
        read_profile(FILE, GOOD.replace(f"{line}\n", "", 1), clauses=CLAUSES)


def test_a_fault_in_a_profile_stops_the_whole_rule_book():
    """One council's fault is not passed over for the sake of the others."""
    with pytest.raises(RuleBookError) as fault:
        RuleBook(texts_for("rutland") | {FILE: GOOD.replace("guidance", "strict")})

    assert FILE == fault.value.where
