"""The rule book as a page for people: every rule, every word, links that lead somewhere."""

import re

import pytest

from gateway.policy.book import RuleBook
from gateway.policy.cases import all_rows
from gateway.policy.clocks import STARTED_BY
from gateway.policy.conditions import CONDITIONS
from gateway.policy.letters import CLOCKS, NOTICES
from gateway.policy.letters import CONDITIONS as RELEASE_CONDITIONS
from gateway.policy.matrix import matrix
from gateway.policy.notices import TOLD_BY
from gateway.policy.render import render, rule_text
from gateway.policy.sentence import clause
from tests.policy.books import rule_book, with_text

LINK = re.compile(r"\]\((?P<page>[a-z]*\.?[a-z]*)#(?P<name>[^)\s]+)\)")
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')


def marks(text: str) -> list[str]:
    """Where a link on a page can lead: its marks, and its headings as Markdown names them."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return [*ANCHOR.findall(text), *(one.lower().replace(" ", "-") for one in headings)]


def section(text: str, heading: str) -> str:
    """What stands below a heading, up to the next one."""
    return text.partition(f"\n### {heading}\n")[2].partition("\n#")[0]


def test_every_rule_and_hold_has_its_heading_once():
    """The page holds each row and the second look, and nothing twice."""
    headings = re.findall(r"^### ([A-Z]+\d+|GO)$", render(rule_book()), re.MULTILINE)

    assert sorted(all_rows(rule_book())) == sorted(headings)


def test_every_clause_that_a_rule_cites_is_linked():
    """Below each rule stand its clauses, each with its section and a link to what it says."""
    text = render(rule_book())

    for council in rule_book().councils.values():
        for row in council.rows:
            if row.row == "GO":
                continue
            for ground in set(row.grounds) - {"TAGS"}:
                words = rule_book().clauses[ground].section
                linked = f"[{words}](clauses.md#{ground.lower()}) (`{ground}`)"
                assert linked in section(text, row.row), (row.row, ground)
            assert ("TAGS" in row.grounds) is ("- Schedule 12A: the" in section(text, row.row))


def test_every_link_leads_somewhere():
    """Every link of the two pages leads to a mark or heading that is there, and there once."""
    pages = {"rules.md": render(rule_book()), "clauses.md": matrix(rule_book())}
    found = {page: marks(text) for page, text in pages.items()}

    for page, text in pages.items():
        links = list(LINK.finditer(text))
        assert len(links) > 200
        for link in links:
            assert 1 == found[link["page"] or page].count(link["name"]), (page, link[0])


def test_every_term_that_takes_in_more_is_told_once():
    """A word that is a link is explained, and no two explanations have the same mark."""
    text = render(rule_book())
    told = ANCHOR.findall(text)

    assert len(told) == len(set(told))
    assert {"term-member", "term-in_effect", "term-to_come", "term-closed"} <= set(told)
    assert "term-public" not in told  # its words say it all
    assert "[it is not exempt information](#term-tagged)" in section(text, "S1")


def test_what_comes_with_an_answer_is_told():
    """Each condition, notice and clock has its sentence and its name."""
    text = render(rule_book())

    for words in (RELEASE_CONDITIONS, NOTICES, CLOCKS):
        for name, sentence in words.items():
            assert any(
                f"`{name}`" in line and sentence.split("{")[0] in line for line in text.split("\n")
            ), name


def test_the_councils_of_a_rule_are_told():
    """A rule says where it is in force: everywhere, in a few councils, in all but a few."""
    text = render(rule_book())

    assert "In force for every council." in section(text, "R1")
    assert "In force for the City of Wolverhampton Council." in section(text, "B1")
    assert (
        "That follows from a setting: membership of a body gives a right to read its papers."
        in section(text, "B1")
    )
    assert (
        "In force for every council but Lydney Town Council and a Welsh council without a protocol."
        in section(text, "S3")
    )
    assert "In force for a large borough council and Lydney Town Council." in section(text, "L13")


def test_a_rule_that_no_council_uses_says_so():
    """In a rule book with other councils, a rule can be in force for none."""
    own = RuleBook(with_text("policies/clauses.toml", "Openness", "Openness"))

    assert "In force for no council." in section(render(own), "B1")


def test_an_alternative_stands_below_its_heading():
    """Each "or" of a term is set below "one of these", so that no "and" is mistaken for it."""
    told = rule_text(rule_book(), "tags_clear").split("\n")

    assert ["- one of these:", f"  - {clause(CONDITIONS['no_tags'])}"] == told[1:3]


def test_every_line_has_its_subject():
    """What is said of a mark or of business names it: no point begins with a bare verb."""
    text = render(rule_book())

    assert [] == re.findall(r"^ *- \[?(?:is|has|does|comes|counts|leaves) .*$", text, re.MULTILINE)
    assert "- the mark is under paragraph 6 or paragraph 17\n" in text
    assert "- [the business is not still to come](#term-to_come)\n" in text


def test_what_starts_a_clock_and_what_is_told_of_an_answer_is_linked():
    """Beside a clock stands the right by which it runs, beside a notice the rules that bring it."""
    text = render(rule_book()).partition("## What can come with an answer")[2]
    lines = text.partition("\n## ")[0].split("\n")

    for clock, right in STARTED_BY.items():
        [line] = [one for one in lines if f"(`{clock}`" in one]
        assert f"](#term-{right}))" in line
    for notice, rows in TOLD_BY.items():
        [line] = [one for one in lines if f"(`{notice}`" in one]
        assert list(rows) == re.findall(r"\[([A-Z]\d+)\]", line)


def test_a_hold_says_after_which_chapters_it_is_looked_at():
    """The chapters stand in quotation marks, the last two joined by "or"."""
    text = render(rule_book())

    assert 'when a rule under "What the law gives" has allowed the part.' in section(text, "H2")
    assert (
        'under "What the council\'s protocol gives" or "What an officer\'s finding decides" has'
        in section(text, "H3")
    )


def test_the_page_is_well_made():
    """No gaps, no trailing spaces, one line end at the end."""
    text = render(rule_book())

    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\n\n\n" not in text
    assert "None" not in text
    assert [] == [line for line in text.split("\n") if line != line.rstrip()]


@pytest.mark.parametrize("row", all_rows(rule_book()))
def test_one_rule_can_be_read_alone(row):
    """The text of one rule has no links and tells its clauses in full."""
    alone = rule_text(rule_book(), row)

    assert alone.startswith(f"### {row}\n")
    assert "](" not in alone
    found = next((one for one in rule_book().councils["oxford"].rows if one.row == row), None)
    for ground in set(found.grounds) - {"TAGS"} if found else {"SCH12A-10"}:
        said = rule_book().clauses[ground]
        assert f"- **{ground}** ({said.citation}): {said.says}\n" in alone


@pytest.mark.parametrize("name", sorted(CONDITIONS))
def test_one_term_can_be_read_alone(name):
    """A condition is told in its own words, with what it takes in."""
    first, *more = rule_text(rule_book(), name).rstrip("\n").split("\n")

    assert f"{name}: {clause(CONDITIONS[name])}" == first
    assert all(line.lstrip().startswith("- ") for line in more)


def test_an_unknown_rule_is_said_to_be_unknown():
    """There is no text for a rule or term that is not there."""
    with pytest.raises(KeyError):
        rule_text(rule_book(), "X99")
