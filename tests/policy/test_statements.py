"""Who else is told of a decision, how its clocks were counted, and the reasons owed to scrutiny."""

from datetime import date

from gateway.policy.book import shipped
from gateway.policy.facts_reader import read_facts
from gateway.policy.reply import letter_lines, statement
from tests.policy.books import facts, rule_book

RECEIVED, DECIDED = date(2026, 12, 4), date(2026, 12, 7)
CASES = [
    read_facts(path.read_bytes())
    for path in sorted((shipped() / "policies" / "councils").glob("*/cases/*.toml"))
]


def told(one):
    """The decision as the person who asked is told it."""
    return rule_book().told(one, rule_book().decide(one))


def test_every_notice_is_somebodys():
    """Each notice of a decision has a duty that says whom it is for, and no other is there."""
    met = set()
    for one in CASES:
        duties = rule_book().duties(one)
        assert set(rule_book().decide(one).notify) == {duty.notice for duty in duties}
        met |= {duty.notice for duty in duties}

    assert {"scrutiny_committee", "all_groups"} & met


def test_every_clock_is_counted():
    """Each date of a decision has its count, which ends on that date."""
    met = set()
    for one in CASES:
        decision, counts = rule_book().decide(one), rule_book().counts(one)
        assert set(decision.due) == set(counts)
        met |= set(counts)

    assert {"response"} & met


def test_reasons_are_owed_where_the_committee_is_told_and_nowhere_else():
    """The statement has the words of the letter, of each part that is refused to scrutiny."""
    met = 0
    for one in CASES:
        decision = told(one)
        reasons = rule_book().reasons(one, decision)
        assert bool(reasons) == ("scrutiny_committee" in decision.notify)
        if reasons:
            met += 1
            answer = rule_book().reply(one, decision)
            lines = letter_lines(answer, reference="NTK-2026-0001", received=RECEIVED)
            text = " ".join(
                statement(
                    reasons, reference="NTK-2026-0001", received=RECEIVED, decided=DECIDED
                ).split()
            )
            for reason in reasons:
                for words in reason.why:
                    assert " ".join(words.split()) in text
                    assert any(words in line for line in lines)

    assert met


def test_an_ordinary_request_owes_no_reasons():
    """Nobody else is told of a councillor's own request for a public paper."""
    one = facts(segment="public = true")

    assert () == rule_book().reasons(one, told(one))
    assert () == rule_book().duties(one)
    assert "You can see it." in letter_lines(
        rule_book().reply(one, told(one)), reference="NTK-2026-0001", received=RECEIVED
    )
