"""Who acts for an office, and when it goes to the next."""

from gateway.policy.life.posts import Posts, able, unable, without_offices_of
from gateway.policy.offices import resolved
from tests.policy.books import rule_book

ENGLAND = rule_book().profiles["england"]
RUTLAND = rule_book().profiles["rutland"]


def posts(away: str = "", deputies: dict[str, str] | None = None, **holders: str) -> Posts:
    """Posts with people named by letters."""
    return Posts(
        holders={office: frozenset(people) for office, people in holders.items()},  # type: ignore[misc]
        deputies={office: frozenset(people) for office, people in (deputies or {}).items()},  # type: ignore[misc]
        away=frozenset(away),
    )


def goes_to(office: str, found: Posts, barred: str = "", profile=ENGLAND) -> str:
    """The office that acts in place of one."""
    return resolved(office, profile, unable(found, profile, frozenset(barred)))  # type: ignore[arg-type]


def test_a_holder_who_is_there_and_not_barred_acts():
    """Of two holders, the one who may; the deputy waits."""
    found = posts(away="a", deputies={"director": "d"}, director="abc")
    assert {"c"} == able(found, "director", frozenset("b"))


def test_a_deputy_acts_when_no_holder_can():
    """Barred or away, it is the same to the deputy."""
    found = posts(away="a", deputies={"director": "de"}, director="ab")
    assert {"e"} == able(found, "director", frozenset("bd"))
    assert "director" == goes_to("director", found, "bd")


def test_the_case_goes_to_the_next_office():
    """Where neither holder nor deputy can, the stand-in's office acts."""
    found = posts(monitoring_officer="m", deputy_monitoring_officer="n")
    assert "deputy_monitoring_officer" == goes_to("monitoring_officer", found, "m")
    assert "monitoring_officer" == goes_to("monitoring_officer", found, "n")


def test_an_office_that_nobody_holds_is_passed_over():
    """It goes on to another authority's officer where there is no deputy Monitoring Officer."""
    found = posts(monitoring_officer="m", external_monitoring_officer="x")
    assert "external_monitoring_officer" == goes_to("monitoring_officer", found, "m")


def test_where_nobody_further_on_can_act_the_next_office_is_named():
    """Nobody is passed over in vain: the first stand-in is named, and must be filled."""
    assert "deputy_monitoring_officer" == goes_to(
        "monitoring_officer", posts(monitoring_officer="m"), "m"
    )
    found = posts(chief_executive="c", strategic_director_law_governance="s")
    assert "full_council" == goes_to("chief_executive", found, "cs", RUTLAND)


def test_an_office_that_nobody_holds_is_itself_no_conflict():
    """A vacant office waits for its holder; nothing is known against them."""
    assert "director" == goes_to("director", posts(monitoring_officer="m"), "a")


def test_nobody_acts_for_the_office_of_somebody_whom_a_report_concerns():
    """Neither a colleague nor a deputy: it goes to the next office, and other offices go on."""
    found = posts(
        deputies={"monitoring_officer": "d", "director": "e"},
        monitoring_officer="mn",
        deputy_monitoring_officer="d",
        director="f",
    )
    left = without_offices_of(found, frozenset("m"))

    assert "deputy_monitoring_officer" == goes_to("monitoring_officer", left, "m")
    assert {"d"} == able(left, "deputy_monitoring_officer", frozenset("m"))
    assert {"f"} == able(left, "director", frozenset("m"))
    assert {"e"} == able(left, "director", frozenset("mf"))
    assert "m" == "".join(left.named("monitoring_officer"))


def test_a_report_that_concerns_no_holder_moves_no_office():
    """A deputy whom it concerns does not act, and the holder does."""
    found = posts(deputies={"monitoring_officer": "d"}, monitoring_officer="m")
    assert found == without_offices_of(found, frozenset("d"))
