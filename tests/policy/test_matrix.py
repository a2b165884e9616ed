"""Every clause with where it lives: worked out from the rule book, and nothing left out."""

import re

from gateway.policy import citations
from gateway.policy.book import RuleBook
from gateway.policy.matrix import for_a_lawyer, matrix, resting_on
from gateway.policy.quoted import quotes
from tests.policy.books import CLAUSES, all_texts, rule_book

OXFORD = "policies/councils/oxford/profile.toml"


def changed(file: str, old: str, new: str) -> RuleBook:
    """The shipped rule book with one text changed."""
    text = all_texts()[file]
    assert old in text
    return RuleBook(all_texts() | {file: text.replace(old, new, 1)})


def line_of(page: str, clause: str) -> str:
    """The one line of a clause."""
    [line] = [one for one in page.split("\n") if f'<a id="{clause.lower()}"></a>' in one]
    return line


def test_every_clause_has_its_line():
    """Each clause stands on the page once, with its section, its words and a place."""
    page = matrix(rule_book())

    for name, clause in rule_book().clauses.items():
        cells = line_of(page, name).removeprefix("| ").removesuffix(" |").split(" | ")
        assert 4 == len(cells), name
        heading, says, lives, read = cells
        assert f"**{name}**" in heading
        assert clause.section in heading
        assert clause.says == says
        assert lives.strip()
        assert read.strip()
    assert len(rule_book().clauses) == page.count("\n| <a id=")


def test_the_rules_that_rest_on_a_clause_stand_beside_it():
    """Every rule and hold that quotes a clause is linked from its line, and no other is."""
    page = matrix(rule_book())

    for name, rows in resting_on(rule_book()).items():
        quoting = re.findall(r"(?:Rules?|Holds?) (.*?)(?:<br>| \|)", line_of(page, name))
        linked = re.findall(r"\[([A-Z0-9]+)\]\(rules\.md#", " ".join(quoting))
        assert [row.row for row in rows] == linked, name
        for row in rows:
            assert name in row.grounds or ("TAGS" in row.grounds and name in citations.TAGS)


def test_a_change_of_the_rules_changes_the_page():
    """Nobody keeps the page by hand: a rule that quotes one clause more is told at once."""
    file = "policies/national/local-government-act.csv"
    ours = changed(file, ", LGA-228 LYD-2.4", ", LGA-228 LYD-2.4 LGA-100H")

    assert "[S8]" not in line_of(matrix(rule_book()), "LGA-100H")
    assert "Rule [S8](rules.md#s8)" in line_of(matrix(ours), "LGA-100H")


def test_a_setting_stands_with_the_value_of_its_council():
    """Beside a clause of a protocol stands what that council set; beside the law only the name."""
    page = matrix(rule_book())
    ours = changed(OXFORD, "response_working_days = 5", "response_working_days = 7")

    assert "(`response_working_days`): 5<br>" in line_of(page, "OXF-23.5")
    assert "(`response_working_days`): 7<br>" in line_of(matrix(ours), "OXF-23.5")
    none_set = "Setting: working days until an answer is due (`response_working_days`): none"
    assert none_set in line_of(page, "LYD-3.1d")
    alone = "Setting: whether only one officer can decide (`sole_decider`): yes"
    assert alone in line_of(page, "LYD-3.2f")
    assert "; that you need it, within reason; " in line_of(page, "000-4.29b")
    assert "(`assistants_as_councillors`): yes" in line_of(page, "WLV-13.5")
    assert "Setting: purposes that are barred (`barred_purposes`): none" in line_of(
        page, "OXF-23.2"
    )
    assert "(`barred_purposes`): personal, political" in line_of(page, "000-4.29e")
    assert "(`dispute_stages`): director, Chief Executive" in line_of(page, "RUT-8.3")
    assert "Setting: the kind of council (`authority_type`) |" in line_of(page, "LGA-100K")
    no = changed(OXFORD, 'force = "guidance"', 'force = "none"')
    assert "Setting: the force of the protocol (`force`): none" in line_of(matrix(no), "OXF-23.1")
    several = changed(
        "policies/councils/lydney/profile.toml", "sole_decider = true", "sole_decider = false"
    )
    assert "(`sole_decider`): no" in line_of(matrix(several), "LYD-3.2f")


def test_what_quotes_a_clause_besides_rules_is_told():
    """Conditions, notices, clocks, notes of answers, and what goes with every refusal."""
    page = matrix(rule_book())

    assert citations.ALL - set(citations.TAGS) == set(quotes())
    for name, words in quotes().items():
        for one in words:
            assert one in line_of(page, name)
    assert "Quoted with every refusal<br>" in line_of(page, "RUT-9.2b")
    assert "Quoted with every answer of the adviser to a councillor" in line_of(page, "RUT-5.1")
    assert "Quoted with every refusal that can be disputed" in line_of(page, "WLV-15.4a")


def test_each_kind_of_place_has_words():
    """A rule, term, fact, office, condition or clock; a design, a step, a gap, a reason."""
    page = matrix(rule_book())

    for name, words in {
        "000-4.40": "Carried by [L1](rules.md#l1), which does not quote it",
        "R2012-16-7": 'The meaning of "[a right by law to papers on this business may reach it](',
        "DPA-S1-36": 'The meaning of "it holds special category data or criminal offence data" |',
        "RUT-6.1": "Fact: the request is very wide (`request.broad`)",
        "000-4.21d": "Fact: a senior officer approves its disclosure (`findings.brief",
        "RUT-10": "Fact: the offices that may not act (`findings.conflicted_offices`)",
        "LOC-32": "Fact: the interest has a dispensation (`interest.dispensation`)",
        "LGA-102": "Fact: you are a councillor, the elected mayor, a co-opted",
        "LYD-1.1": "Office: Town Clerk",
        "000-4.21i": 'Condition on a release: "Keep it confidential."',
        "R2012-17-2": 'Clock: "A scrutiny member',
        "000-4.4": "By design: Rules of the law stand before those of a protocol",
        "WLV-12.1": "Step: An officer asks before disclosing",
        "000-4.39": "Step: A dispute is heard stage by stage",
        "WLV-4.1": "Step: A councillor or an officer asks the adviser",
        "WLV-15.1": "(`other_rules`): Access to Information Rules, in Part 4 of the",
        "RUT-15": "**We have not read them**",
        "000-4.32": "Not software: a complaint about conduct has its own procedure",
    }.items():
        assert words in line_of(page, name)


def test_what_a_lawyer_should_look_at_is_what_was_not_read_whole():
    """Only clauses read in part or not at all on which a rule rests; a clause that is read goes."""
    found = for_a_lawyer(rule_book())
    assert {"LGA-228", "CL-CONF", "GDPR-9"} <= set(found)
    assert all(rule_book().clauses[name].verified in ("part", "no") for name in found)
    assert ["S8"] == [row.row for row in found["LGA-228"]]
    assert "CL-GAMPER" not in found  # no rule rests on it

    page = matrix(rule_book())
    assert (
        "[LGA-228](#lga-228), Local Government Act 1972, section 228 (**read only in part**)"
        in page
    )
    assert "[CL-CONF](#cl-conf), Common law, Duty of confidence (**not read at all**)" in page

    text = all_texts()[CLAUSES]
    entry = text[text.index('["LGA-228"]') :].split("\n\n")[0]
    ours = changed(CLAUSES, entry, entry.replace('"part"', '"primary"'))
    assert set(found) - {"LGA-228"} == set(for_a_lawyer(ours))


def test_each_instrument_says_whom_it_reaches():
    """A protocol reaches its own council, a statute those under it; no instrument stands twice."""
    page = matrix(rule_book())
    headings = re.findall(r"^## (.*)$", page, re.MULTILINE)

    assert len(headings) == len(set(headings))
    assert {clause.instrument for clause in rule_book().clauses.values()} == set(headings)
    assert 1 == page.count("It reaches Oxford City Council.")
    assert 1 == page.count(
        "It reaches every council. Some of its clauses reach only some of these."
    )
    assert (
        "It reaches every council but Lydney Town Council and a Welsh council without a protocol."
        in page
    )
