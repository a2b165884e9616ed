"""Why the strict reader is needed: what stock Casbin makes of policies that are a little wrong.

Each test gives Casbin, as it comes, a policy with a slip that any text editor allows. It grants
access. The strict reader refuses every one of them.
"""

import logging
from pathlib import Path

import casbin
import pytest
from casbin.persist.adapters import FileAdapter

from gateway.errors import RuleBookError
from gateway.policy.book import RuleBook
from gateway.policy.engine import check_model, register
from tests.policy.books import MODEL, all_texts, case, facts, line_of, texts_for, with_text

COURT_ORDER = 'kind = "accounts"\nconfidential = "court_order"'
SMALL_MODEL = """
[request_definition]
r = sub, obj
[policy_definition]
p = rule, eft
[policy_effect]
e = {effect}
[matchers]
m = {matcher}
"""


@pytest.fixture(autouse=True)
def _quiet():
    logging.getLogger("casbin.enforcer").setLevel(logging.CRITICAL)


def stock(texts: dict[str, str], folder: Path) -> casbin.Enforcer:
    """Casbin with the shipped model and these policy files, each loaded by its file adapter."""
    (folder / MODEL).write_text(texts[MODEL], encoding="utf-8")
    made = casbin.Enforcer(str(folder / MODEL))
    for name, text in texts.items():
        if name.endswith(".csv"):
            file = folder / name.replace("/", "-")
            file.write_text(text, encoding="utf-8")
            FileAdapter(str(file)).load_policy(made.model)
    made.model.sort_policies_by_priority()
    register(made)
    return made


def small(folder: Path, policy: str, *, effect: str, matcher: str) -> casbin.Enforcer:
    """Casbin with a model of two columns."""
    (folder / "small.conf").write_text(SMALL_MODEL.format(effect=effect, matcher=matcher))
    (folder / "small.csv").write_text(policy)
    return casbin.Enforcer(str(folder / "small.conf"), str(folder / "small.csv"))


def test_rules_as_shipped_deny_a_paper_under_a_court_order(tmp_path):
    """The control: with the rules as they are shipped, stock Casbin denies."""
    closed = case(facts(segment=COURT_ORDER, findings="order_covers_members = true"))

    assert not stock(texts_for(), tmp_path).enforce(closed, "release", "")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" deny ", " Deny "),
        (" deny ", " DENY "),
        (" deny ", " denied "),
        (" deny ", ' "deny" '),
        (" deny ", " d\u0435ny "),  # a Cyrillic e
        (" deny ", " deny\u200b "),  # a space without width
        ("p, 150", "P, 150"),
        ("p, 150", "p2, 150"),
        ("p, 150", "deny, 150"),
        ("p, 150", "\ufeffp, 150"),  # a byte order mark
        ("p, 150", "\u0440, 150"),  # a Cyrillic letter that looks like a p
        ("p, 150", "\u00a0# p, 150"),
    ],
)
def test_a_slip_in_one_prohibition_opens_the_paper(tmp_path, old, new):
    """A misspelt effect or prefix drops the line in silence; we refuse the rule book."""
    closed = case(facts(segment=COURT_ORDER, findings="order_covers_members = true"))
    file, line = line_of("P1")
    assert old in line
    texts = with_text(file, line, line.replace(old, new, 1))

    assert stock(texts, tmp_path).enforce(closed, "release", "")
    with pytest.raises(RuleBookError):
        RuleBook(texts)


def test_a_quoted_rule_is_always_true(tmp_path):
    """Casbin keeps quotes, and the text between them is as good as true; we refuse quotes."""
    made = small(
        tmp_path,
        "p, \"r.obj == 'nothing at all'\", allow\n",
        effect="some(where (p.eft == allow))",
        matcher="eval(p.rule) && r.sub != ''",
    )

    assert made.enforce("anybody", "secret")


def test_a_rule_can_void_a_matcher_with_eval(tmp_path):
    """With `eval` in the matcher a policy line comments out the rest of it; we refuse `eval`."""
    matcher = "eval(p.rule) && r.sub == 'owner'"
    made = small(tmp_path, "", effect="some(where (p.eft == allow))", matcher=matcher)
    made.add_policy("True) #", "allow")

    assert made.enforce("anybody", "secret")
    with pytest.raises(RuleBookError):
        check_model(MODEL, all_texts()[MODEL].replace("when(r.case, p.when)", "eval(p.when)"))


@pytest.mark.parametrize("policy", ["", "# all rules are gone\n"])
def test_an_empty_policy_allows(tmp_path, policy):
    """Under "allow unless denied" a lost policy file opens everything; we refuse to start."""
    made = small(tmp_path, policy, effect="!some(where (p.eft == deny))", matcher="r.sub == p.rule")

    assert made.enforce("anybody", "secret")
    empty = {name: policy for name in texts_for() if name.endswith(".csv")}
    with pytest.raises(RuleBookError):
        RuleBook(texts_for() | empty)


def test_a_second_effect_is_ignored(tmp_path):
    """A denial in a second effect is not read; we refuse a model with two."""
    made = small(
        tmp_path,
        "p, x, allow\np, x, deny\n",
        effect="some(where (p.eft == allow))\ne2 = !some(where (p.eft == deny))",
        matcher="p.rule == 'x'",
    )

    assert made.enforce("anybody", "secret")
    with pytest.raises(RuleBookError):
        check_model(MODEL, all_texts()[MODEL].replace("|| deny", "|| deny\ne2 = priority(p.eft)"))


def test_an_enforcer_that_is_switched_off_allows(tmp_path):
    """One call switches all denials off; no code of ours makes it, and its answer names no row."""
    closed = case(facts(segment=COURT_ORDER, findings="order_covers_members = true"))
    made = stock(texts_for(), tmp_path)
    made.enable_enforce(False)

    assert [True, []] == made.enforce_ex(closed, "release", "")
