"""The branches of conditions: all of them, and those that one case takes."""

from gateway.policy.branches import Branch, branches_of, of_items
from gateway.policy.conditions import CONDITIONS
from gateway.policy.expressions import Always, And, Is, Named, Not, Or, Some

BROAD = Named("broad_unanswered", Is("request.broad", True))
CASEWORK = Named("casework", Is("request.purpose", "casework"))


def words(expression, owner="X1"):
    """The branches of an expression, each in one line."""
    return {f"{one.condition} {one.turns_out}" for one in branches_of(expression, owner)}


def test_a_named_condition_can_be_so_or_not():
    """Both ways are branches, wherever in the expression it stands."""
    both = {"casework is so", "casework is not so"}
    assert both == words(CASEWORK) == words(Not(CASEWORK)) == words(And((Always(), CASEWORK)))


def test_what_always_holds_has_one_branch():
    """Nothing could exercise the opposite."""
    assert {"always is so"} == words(CONDITIONS["always"])


def test_each_alternative_is_a_branch_of_its_own():
    """An alternative counts when it alone makes the whole so; it belongs to what it is part of."""
    either = Or((Is("request.broad", True), CASEWORK))
    assert {
        "X1 only because the request is very wide",
        "X1 only because the purpose is casework for a resident",
        "casework is so",
        "casework is not so",
    } == words(either)
    assert "mine only because the request is very wide" in words(Named("mine", either))


def test_what_is_said_of_an_item_is_told_apart():
    """Branches of a condition of items are those of a case with such an item."""
    some = Some("tag", Named("in_effect", Is("tag.paragraph", 3)))
    inside = {
        Branch(condition="in_effect", turns_out="is so"),
        Branch(condition="in_effect", turns_out="is not so"),
    }
    assert inside == of_items(And((CASEWORK, some)), "X1")
    assert inside < branches_of(And((CASEWORK, some)), "X1")
