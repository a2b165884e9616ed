"""Casbin is asked in its own way, by rows that were checked, and any fault of it is a no."""

import logging
from concurrent.futures import ThreadPoolExecutor, wait

import casbin
import pytest
from casbin.persist.adapters import FileAdapter
from msgspec.structs import replace

from gateway.errors import FactsError, RuleBookError
from gateway.policy.book import shipped
from gateway.policy.engine import MODEL_COLUMNS, SecondOpinion, check_model, enforcer
from gateway.policy.rules import COLUMNS
from tests.policy.books import COUNCILS, MODEL, all_texts, facts, rule_book
from tests.strategies import seeded_facts

GOOD = all_texts()[MODEL]
CHANGED = [
    # C1: only the first effect counts, whatever the others say
    ("|| deny", "|| deny\ne2 = some(where (p.eft == allow))"),
    ("e = priority", "e = some(where (p.eft == allow))\ne = priority"),
    ("e = priority", "e2 = priority"),
    ("priority(p.eft) || deny", "some(where (p.eft == allow))"),
    ("priority(p.eft) || deny", "!some(where (p.eft == deny))"),  # C3: an empty policy allows
    ("priority(p.eft) || deny", "some(where (p.eft == allow)) && !some(where (p.eft == deny))"),
    ("priority(p.eft) || deny", "subjectPriority(p.eft) || deny"),
    ("priority(p.eft) || deny", "priority(p.eft) || allow"),
    ("e = priority(p.eft) || deny", ""),
    # F2: a policy line could void a matcher with eval
    ("when(r.case, p.when)", "eval(p.when)"),
    ("when(r.case, p.when)", "when(r.case, p.when) && eval(p.when)"),
    ("m = r.act", "m2 = r.act"),
    ("m = r.act == p.act", "m = r.act == p.act || r.act == p.act"),
    ("m = r.act == p.act", "m = true || r.act == p.act"),
    ("m = r.act == p.act && ", "m = "),
    ("r.act == p.act", "r.act != p.act"),
    (" && in_layer(r.layer, p.act, p.layer)", ""),
    (" && who(r.case, p.who)", ""),
    (" && what(r.case, p.what)", ""),
    (" && use(r.case, p.use)", ""),
    (" && where(r.case, p.where)", ""),
    (" && when(r.case, p.when)", ""),
    ("when(r.case, p.when)", "when(r.case, p.who)"),
    ("when(r.case, p.when)", "when(r.case, p.when) && when(r.case, p.when)"),
    ("when(r.case, p.when)", "not when(r.case, p.when)"),
    ("when(r.case, p.when)", "when(r.case, p.when) or True"),
    # columns
    ("where, when, eft", "when, where, eft"),
    ("eft, next", "effect, next"),
    ("p = priority, row", "p = row"),
    ("p = priority, row", "p = priority, row, more"),
    ("p = priority, row", "p2 = priority, row"),
    ("r = case, act, layer", "r = case, act, layer\nr2 = case"),
    ("[policy_effect]", "[role_definition]\ng = _, _\n\n[policy_effect]"),
    ("[matchers]", ""),
    ("[matchers]", "[matcher]"),
    ("[request_definition]", "[request definition]"),
    ("[policy_definition]", "nonsense\n[policy_definition]"),
]


def test_the_shipped_model_is_understood():
    """The model that is shipped passes, and its columns are those of a row."""
    check_model(MODEL, GOOD)

    assert COLUMNS == len(MODEL_COLUMNS)


@pytest.mark.parametrize(("old", "new"), CHANGED)
def test_a_model_that_could_grant_more_is_refused(old, new):
    """Any change of what the model asks is refused, with the file."""
    assert old in GOOD

    with pytest.raises(RuleBookError) as fault:
        check_model(MODEL, GOOD.replace(old, new, 1))

    assert MODEL == fault.value.where


@pytest.mark.parametrize("text", ["", "\x00", "# only words\n", "[a]\nb = c\n"])
def test_a_text_that_is_no_model_is_refused(text):
    """What Casbin cannot read as a model is refused."""
    with pytest.raises(RuleBookError) as fault:
        check_model(MODEL, text)

    assert MODEL == fault.value.where


@pytest.mark.parametrize("council", COUNCILS)
def test_casbins_own_adapter_loads_the_same_rows(council):
    """Casbin's file adapter makes of the shipped files the policy that the strict reader makes."""
    stock = casbin.Enforcer(str(shipped() / MODEL))
    for folder in ("national", f"councils/{council}"):
        for file in sorted((shipped() / "policies" / folder).glob("*.csv")):
            FileAdapter(str(file)).load_policy(stock.model)
    stock.model.sort_policies_by_priority()

    ours = enforcer(GOOD, rule_book().councils[council].rows)

    assert stock.model["p"]["p"].policy == ours.model["p"]["p"].policy


@pytest.mark.parametrize("council", COUNCILS)
def test_the_second_opinion_agrees_with_every_release(council):
    """On random facts Casbin releases exactly the segments that the decision releases."""
    for one in seeded_facts(council, seed=11, count=60):
        try:
            decision = rule_book().decide(one)
        except FactsError:  # a clock would count beyond the calendar
            continue
        released = {part.id for part in decision.segments if part.released}

        assert released == rule_book().casbin_releases(one, decision)


def opinion_on_accounts():
    """A second opinion of England, facts that release the accounts, and the decision on them."""
    asked = facts(segment='kind = "accounts"')
    decision = rule_book().decide(asked)
    opinion = SecondOpinion(GOOD, rule_book().council("england"))
    assert frozenset({"part"}) == opinion.releases(asked, decision)
    return opinion, asked, decision


def test_a_fault_inside_a_function_releases_nothing():
    """Facts that no reader lets through make a registered function fail: that is a no."""
    opinion, asked, decision = opinion_on_accounts()
    broken = replace(asked, requester=None)

    assert frozenset() == opinion.releases(broken, decision)
    assert frozenset() == opinion.would_release(broken)


@pytest.mark.parametrize("answer", ["yes", 1, None, [True]])
def test_only_a_plain_yes_counts(answer):
    """A function that answers with something like yes releases nothing that it would not."""
    opinion, asked, decision = opinion_on_accounts()
    opinion._enforcer.add_function(
        "when", lambda _case, when: answer if when == "always" else False
    )

    assert frozenset() == opinion.releases(asked, decision)


def test_casbin_switched_off_releases_nothing():
    """An enforcer that is switched off allows everything and names no row: that is a no."""
    opinion, asked, decision = opinion_on_accounts()
    opinion._enforcer.enable_enforce(False)

    assert frozenset() == opinion.releases(asked, decision)


def test_a_policy_that_lost_a_column_releases_nothing():
    """Casbin's own fault over a row that is too short is a no."""
    opinion, asked, decision = opinion_on_accounts()
    opinion._enforcer.model["p"]["p"].policy[0].pop()

    assert frozenset() == opinion.releases(asked, decision)


def test_what_waits_is_not_asked_about():
    """A segment that the decision does not release is never in Casbin's answer."""
    opinion, asked, decision = opinion_on_accounts()
    waits = replace(decision.segments[0], outcome="refer", next="monitoring_officer")

    assert frozenset() == opinion.releases(asked, replace(decision, segments=(waits,)))


def test_threads_ask_one_after_the_other():
    """Python cannot parse a matcher in two threads at once, so who asks meanwhile waits."""
    opinion, asked, decision = opinion_on_accounts()
    another, _, _ = opinion_on_accounts()
    answers, early = [], []

    def who(_case, _who):
        if not answers:
            answers.append(other.submit(another.releases, asked, decision))
            early.extend(wait(answers, timeout=0.1).done)
        return True

    opinion._enforcer.add_function("who", who)
    with ThreadPoolExecutor(1) as other:
        opinion.releases(asked, decision)

    assert [] == early
    assert frozenset({"part"}) == answers[0].result()


def test_casbins_log_is_silent(capfd, caplog):
    """Casbin would write every request, with its facts, to the error stream; it writes nothing."""
    with caplog.at_level(logging.DEBUG):
        opinion, asked, decision = opinion_on_accounts()
        opinion.releases(asked, decision)
        opinion.would_release(facts())

    assert ("", "") == capfd.readouterr()
    assert [] == [one for one in caplog.records if one.name.startswith("casbin")]
