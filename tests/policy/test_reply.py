"""One decision for three readers: the same words on the page, in the letter and as data."""

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from gateway.domain.decision import Decision
from gateway.domain.facts import Business, Facts
from gateway.domain.profile import OtherRules
from gateway.domain.reply import NamedPaper, Reply
from gateway.errors import FactsError
from gateway.policy.letters import (
    CONDITIONS,
    HIDDEN,
    NOTICES,
    OTHER_ROUTES,
    OUTCOMES,
    clock_sentence,
)
from gateway.policy.reply import (
    IS_PUBLIC,
    OPEN_NOW,
    as_letter,
    letter_lines,
    paragraphs,
    record_words,
    reply,
    what,
    why,
)
from gateway.policy.told import nothing
from gateway.policy.what_would_help import in_words, what_would_help
from tests.policy.books import COUNCILS, facts, rule_book
from tests.strategies import seeded_facts

NO_NEED = "reasonably_necessary = false"
HIDDEN_PART = """
[[document.segments]]
id = "advice"
kind = "advice_to_member"
advice_to = "person-b"
keep_from_others = true
"""


def decided(one: Facts) -> Decision:
    """The decision with its grounds."""
    return rule_book().explain(one, rule_book().decide(one))


def answered(one: Facts):
    """The reply to the person who asked, as they are told."""
    return rule_book().reply(one, rule_book().told(one, rule_book().decide(one)))


def letter(answer: Reply) -> str:
    """The reply as a letter."""
    lines = letter_lines(answer, reference="NTK-2026-0001", received=date(2026, 12, 4))
    return as_letter(lines)


@pytest.mark.parametrize("council", COUNCILS)
def test_the_words_are_those_of_the_grounds(council):
    """Every outcome, reason, condition, notice and date has the words that it has elsewhere."""
    told = 0
    for one in seeded_facts(council, seed=41, count=40):
        try:
            decision = decided(one)
        except FactsError:  # a clock would count beyond the calendar
            continue
        answer = reply(decision)
        assert OUTCOMES[decision.outcome] == answer.what == what(decision)
        refused = any(one.outcome == "refuse" for one in decision.segments)
        notices = tuple(NOTICES[name] for name in decision.notify)
        assert (*notices, *([OTHER_ROUTES] if refused else [])) == answer.next
        assert [clock_sentence(*due) for due in decision.due.items()] == list(answer.by_when)
        for part, segment in zip(answer.parts, decision.segments, strict=True):
            sentences = [why(ground) for ground in segment.grounds]
            assert (segment.id, OUTCOMES[segment.outcome]) == (part.part, part.what)
            assert why(segment.grounds[0]) == part.why[0]
            assert set(part.why) <= set(sentences)
            assert {CONDITIONS[name] for name in segment.conditions} <= set(part.next)
            assert part.next
            told += 1
    assert told


@pytest.mark.parametrize("council", COUNCILS)
def test_the_letter_and_the_page_say_the_same(council):
    """Line by line, whatever the width: a letter is the page with a beginning and an end."""
    for one in seeded_facts(council, seed=43, count=10):
        try:
            answer = reply(decided(one))
        except FactsError:
            continue
        text = letter(answer)
        assert " ".join(" ".join(paragraphs(answer)).split()) in " ".join(text.split())
        assert "Your request NTK-2026-0001" == text.splitlines()[0]
        assert "on Friday 4 December 2026." in text


def test_a_letter_names_the_paper_as_far_as_it_may_be_known():
    """Its title and its meeting; not where nothing is told, nor where it is not to be known of."""
    book = rule_book()
    public = facts(segment="public = true")
    titled = replace(public, document=replace(public.document, title="Quay walls"))
    known = book.paper(titled, book.told(titled, book.decide(titled)))
    (part,) = titled.document.segments
    start = datetime.fromisoformat("2026-12-04T18:00")
    met = replace(part, business=(Business(body="harbour", start=start),))
    dated = replace(titled, document=replace(titled.document, segments=(met,)))

    assert NamedPaper(title="Quay walls", meeting=None) == known
    assert book.paper(public, book.told(public, book.decide(public))) is None
    assert book.paper(titled, nothing(book.decide(titled))) is None
    for business, title in (((), None), (met.business, "Quay walls")):
        waits = facts()
        (part,) = waits.document.segments
        document = replace(
            waits.document, title="Quay walls", segments=(replace(part, business=business),)
        )
        unseen = replace(waits, document=document)
        named = book.paper(unseen, book.told(unseen, book.decide(unseen)))
        assert title == (named.title if named else None)
    named = book.paper(dated, book.told(dated, book.decide(dated)))
    lines = letter_lines(
        answered(dated),
        reference="NTK-1",
        received=date(2026, 12, 1),
        answered=date(2026, 12, 2),
        paper=named,
    )
    assert (
        "We gave this answer on Wednesday 2 December 2026.",
        "The paper: Quay walls",
        "Its meeting: Friday 4 December 2026, 6pm",
    ) == lines[3:6]
    undated = letter_lines(
        answered(titled), reference="NTK-1", received=date(2026, 12, 1), paper=known
    )
    assert ("The paper: Quay walls", "") == undated[3:5]


def test_what_would_help_stands_under_one_heading():
    """It is said once, however many changes would help."""
    answer = answered(facts())
    lines = list(paragraphs(answer))
    place = lines.index("What would change the answer (any one of these is enough):")
    helps = answer.parts[0].would_help

    assert [f"- {words}" for words in helps] == lines[place + 1 : place + 1 + len(helps)]


def test_the_reader_learns_what_to_do():
    """What is open can be opened; what waits names the office; a refusal says who looks again."""
    opened = answered(facts(segment="public = true")).parts[0]
    waits = answered(facts()).parts[0]
    refused = answered(facts(findings=NO_NEED)).parts[0]

    assert OPEN_NOW == opened.next[0]
    assert () == opened.would_help
    assert waits.next[0].startswith("It waits for the ")
    assert "The officer finds that you need to know." in waits.would_help
    assert OUTCOMES["refuse"] == refused.what
    assert refused.next[0].startswith("If you disagree, you can ask the ")


def test_whoever_asks_to_pass_it_on_is_not_told_that_they_can_see_it():
    """What is public they may pass on; whatever else it is, they wait for the adviser."""
    public, kept = (
        answered(replace(one, request=replace(one.request, type="onward_disclosure")))
        for one in (facts(segment="public = true"), facts())
    )

    assert (IS_PUBLIC, IS_PUBLIC, ()) == (public.what, public.parts[0].what, public.parts[0].next)
    assert IS_PUBLIC not in {kept.what, kept.parts[0].what}
    assert kept.parts[0].next[0].startswith("It waits for the ")


def test_a_refusal_that_nobody_here_looks_at_again_says_so():
    """There is no office to ask."""
    decision = decided(facts(findings=NO_NEED))
    final = replace(decision.segments[0], dispute_to=None)

    answer = reply(replace(decision, segments=(final,)))

    assert "This answer is final here." == answer.parts[0].next[0]


def test_a_refusal_names_the_rules_that_it_does_not_quote():
    """The council's own, with where they stand; an answer that refuses nothing has none of it."""
    named, _ = answered(facts("borough", findings=NO_NEED)).next
    assert "its own Access to Information Procedure Rules, in Part 1 of the constitution." in named
    assert named.endswith("protocol.")

    rules = OtherRules(title="Rules", where="Part 9", link="https://thornmere.example/rules")
    decision = decided(facts(findings=NO_NEED))
    linked, _ = reply(decision, other_rules=(rules,)).next
    assert linked.endswith("You find them at https://thornmere.example/rules")
    for none in (facts("borough"), facts("borough", segment="public = true"), facts()):
        assert () == answered(none).next


def test_a_refusal_names_its_rules_and_the_other_routes():
    """The ids of the rule and its clauses, and what anybody may ask for (decision model, 9.8)."""
    one = facts(findings=NO_NEED)
    (refused,) = rule_book().decide(one).segments
    answer = answered(one)
    text = letter(answer)

    assert OTHER_ROUTES == answer.next[-1]
    assert (refused.row, *refused.rules) == answer.parts[0].rules
    assert f"Rules and clauses: {', '.join(answer.parts[0].rules)}" in " ".join(text.split())
    assert () == answered(facts()).parts[0].rules


def test_what_would_help_is_that_of_the_rules():
    """The sets of changes, in words, each beside the part that it would release."""
    one = facts("borough")
    council, decide = rule_book().council("borough"), rule_book().decide

    assert in_words(what_would_help(council, decide, one, "part")) == (
        answered(one).parts[0].would_help
    )


def test_of_what_may_not_be_confirmed_nothing_is_told():
    """The reply to a hidden part is that to nothing at all, and a mixed paper tells of the rest."""
    secret = 'kind = "advice_to_member"\nadvice_to = "person-b"\nkeep_from_others = true'
    hidden, open_part = answered(facts(segment=secret)), answered(facts())
    mixed = answered(facts(segment=HIDDEN_PART))

    assert (HIDDEN, (), (), ()) == (hidden.what, hidden.parts, hidden.next, hidden.by_when)
    assert [HIDDEN] == list(paragraphs(hidden))
    assert ["part"] == [part.part for part in mixed.parts]
    assert open_part.parts == mixed.parts


def test_without_grounds_the_answer_is_told_without_reasons():
    """What was made from facts that are erased still says what, what next and by when."""
    decision = rule_book().decide(facts())
    answer = reply(decision)

    assert ((), ()) == (answer.parts[0].why, answer.parts[0].would_help)
    assert answer.parts[0].next


def test_the_record_has_ids_alone():
    """The row, the holds, the conditions and the clauses: no sentence."""
    decision = rule_book().decide(facts(segment="exempt = [{paragraph = 3}]"))
    one = decision.segments[0]
    words = record_words(decision, one).split()

    assert [decision.id, one.id, one.outcome, f"{one.next}:", one.row] == words[:5]
    assert [*one.holds, *one.conditions, *one.rules] == words[5:]
