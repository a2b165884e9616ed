"""What would change the answer: the smallest changes that release, where we may tell them."""

from itertools import combinations

import pytest
from msgspec.structs import replace

from gateway.domain.facts import Document, Facts, SegmentFindings
from gateway.errors import FactsError
from gateway.policy.changes import CHANGES, Change
from gateway.policy.what_would_help import MOST_CHANGES, for_officers, in_words, what_would_help
from tests.policy.books import COUNCILS, facts, rule_book
from tests.strategies import BODIES, GROUPS, PEOPLE, seeded_facts

RICH = facts(
    request='purpose = "casework"\non_behalf_of = "person-b"',
    segment='owner_group = "group-b"\nsubjects = ["person-b"]\nexempt = [{paragraph = 3}]\n'
    'third_party_confidence = "objects"\nbusiness = [{body = "body-b"}]',
)


def helps(one: Facts) -> list[tuple[str, ...]]:
    """The names of the changes of each set that would release the only part."""
    return [tuple(change.name for change in changes) for changes in sets(one)]


def sets(one: Facts, name: str = "part") -> tuple[tuple[Change, ...], ...]:
    """The sets of changes that would release a part."""
    return what_would_help(rule_book().council(one.council), rule_book().decide, one, name)


def released(one: Facts) -> bool:
    """Whether the only part goes out."""
    return rule_book().decide(one).segments[0].released


def changed(one: Facts, *changes: Change) -> Facts | None:
    """The facts after these changes; nothing where one of them is so already."""
    for change in changes:
        found = change.to(one, one.document.segments[0])
        if found is None:
            return None
        one = found
    return one


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_change_is_made_once(change):
    """Each change makes other facts that are still well-formed; made again, it changes nothing."""
    before = changed(RICH, change)

    assert before is not None
    assert before != RICH
    assert rule_book().decide(before).id == RICH.id
    assert change.to(before, before.document.segments[0]) is None


def test_after_the_last_word_no_other_is_promised():
    """What was refused in the end is not said to help if it were decided in the end."""
    refused = facts(segment='findings = {determination = "refuse"}')

    assert ("determination",) in helps(facts())
    assert ("determination",) not in helps(refused)
    assert helps(refused)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_change_names_nobody(change):
    """What would help is one plain sentence without a person, a group or a paper."""
    assert change.sentence.endswith(".")
    assert not any(name in change.sentence for name in (*PEOPLE, *GROUPS, *BODIES, "_"))


def test_changes_that_make_no_sense_are_not_offered():
    """No body to join, no owner to agree, nobody's confidence: those changes are not offered."""
    bare = facts(request='scrutiny_link = "call_in"')
    none = {change.name for change in CHANGES if changed(bare, change) is None}

    expected = {"body", "scrutiny_link", "author_consents", "third_party_confidence", "exempt"}
    assert expected | {"consents"} == none


def test_an_officer_reads_of_the_councillor():
    """No sentence of theirs says "you"; what it takes together is one, joined with "and"."""
    told = for_officers(sets(facts("borough")), "monitoring_officer")

    assert not [one for one in CHANGES if "you" in one.for_officer.lower().split()]
    assert (
        "The officer finds that the councillor needs to know, the officer finds that the "
        "councillor asks in good faith and the officer finds that the effect on other people is "
        "low."
    ) in told
    assert all(one.count(".") == 1 for one in told)
    last_word = "The Monitoring Officer, who has the last word here, decides to release it."
    assert last_word == told[0]


def test_each_change_has_its_own_name():
    """Names are unique, and those of findings are findings."""
    names = [change.name for change in CHANGES]

    assert len(names) == len(set(names))
    assert set(SegmentFindings.__struct_fields__) & set(names)


def test_a_report_is_released_once_the_need_is_found():
    """For an ordinary report, an officer's finding alone would help, or publication."""
    found = helps(facts())

    assert ("reasonably_necessary",) in found
    assert ("public",) in found


def test_several_changes_may_be_needed_together():
    """In the borough the need, good faith and a low effect must all be found."""
    together = ("reasonably_necessary", "good_faith", "third_party_effect")

    assert together in helps(facts("borough"))


@pytest.mark.parametrize("council", COUNCILS)
def test_each_set_releases_and_no_part_of_it_does(council):
    """On random facts: every set that is told releases, and nothing in it is needless."""
    tried = 0
    for one in seeded_facts(council, seed=29, count=40):
        alone = replace(one, document=Document(segments=one.document.segments[:1]))
        name = alone.document.segments[0].id
        try:
            if released(alone) or tried == 2:
                continue
        except FactsError:
            continue
        tried += 1
        for changes in sets(alone, name):
            assert len(changes) <= MOST_CHANGES
            after = changed(alone, *changes)
            assert after is not None
            assert released(after)
            for left_out in changes:
                fewer = changed(alone, *(change for change in changes if change != left_out))
                assert fewer is None or not released(fewer)
    assert tried


@pytest.mark.parametrize("council", ["wolverhampton", "borough"])
def test_no_pair_of_changes_is_missed(council):
    """Every set of one or two that would release is told, or a smaller one in it is."""
    for one in seeded_facts(council, seed=31, count=6):
        alone = replace(one, document=Document(segments=one.document.segments[:1]))
        told = [set(changes) for changes in sets(alone, alone.document.segments[0].id)]
        if not told:
            continue
        for changes in combinations(CHANGES, 2):
            after = changed(alone, *changes)
            if after is not None and released(after):
                assert any(one <= set(changes) for one in told)


def test_nothing_is_told_of_what_is_released_already():
    """Who may see it needs no help."""
    assert [] == helps(facts(segment="public = true"))


def test_nothing_is_told_of_what_may_not_be_confirmed():
    """Of a paper that we neither confirm nor deny, not even what would help is told."""
    hidden = 'kind = "advice_to_member"\nadvice_to = "person-b"\nkeep_from_others = true'

    assert [] == helps(facts(segment=hidden))


def test_a_change_that_cannot_be_decided_does_not_help():
    """Where the facts as changed would get no decision, the change is not offered."""
    first = rule_book().decide(facts())
    answers = [first]

    def decide(_one: Facts):
        if answers:
            return answers.pop()
        raise FactsError("the calendar ends here", where="now")

    assert () == what_would_help(rule_book().council("england"), decide, facts(), "part")


def test_each_set_can_be_told_in_words():
    """What is enough by itself as it stands; of what is needed together, that all of it is."""
    answers = sets(facts("borough"))
    alone, *_, three = in_words(answers)
    (pair,) = in_words((CHANGES[:2],))

    assert [1, 3] == sorted({len(one) for one in answers})
    assert answers[0][0].sentence == alone
    assert (
        "All three: the officer finds that you need to know, the officer finds that you ask in "
        "good faith and the officer finds that the effect on other people is low."
    ) == three
    assert (
        "Both: you join the body whose business it is and you sit on an overview and scrutiny "
        "committee."
    ) == pair
