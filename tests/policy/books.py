"""The shipped rule book and small ones made of its files, for the tests of the policy package."""

from functools import cache

from msgspec.structs import replace

from gateway.domain.facts import Audience, Facts
from gateway.policy.book import RuleBook, load, read_texts, shipped
from gateway.policy.case import Case, case_of
from gateway.policy.facts_reader import read_facts
from gateway.policy.self_test import must_be_denied
from tests.strategies import seeded_facts

NATIONAL = "policies/national/"
CALENDAR = f"{NATIONAL}calendar.toml"
CLAUSES = "policies/clauses.toml"
MODEL = "model.conf"
COUNCILS = ("borough", "england", "lydney", "oxford", "rutland", "wales", "wolverhampton")
ORDINARY = """
id = "1"
title = "An invented request"
council = "{council}"
now = {now}
{top}
[requester]
kind = "councillor"
person = "person-a"
{requester}
[request]
type = "access"
{request}
[findings]
{findings}
[[document.segments]]
id = "part"
{segment}
"""


@cache
def rule_book() -> RuleBook:
    """The rule book that is shipped, read once for all tests."""
    return load()


@cache
def all_texts() -> dict[str, str]:
    """The files of the shipped rule book; copy before you change one."""
    return read_texts(shipped())


def texts_for(council: str = "england", **changed: str) -> dict[str, str]:
    """The files of a rule book with one council, quick to load; `changed` are other texts."""
    other = tuple(f"policies/councils/{name}/" for name in COUNCILS if name != council)
    return {
        name: text for name, text in all_texts().items() if not name.startswith(other)
    } | changed


def with_text(file: str, old: str, new: str, council: str = "england") -> dict[str, str]:
    """The files of `texts_for`, where in one of them `old`, which must be there, became `new`."""
    texts = texts_for(council)
    assert old in texts[file]
    return texts | {file: texts[file].replace(old, new, 1)}


def with_own_row(row: str, council: str = "england") -> RuleBook:
    """The rule book of one council with a row in a file of the council's own."""
    own = {f"policies/councils/{council}/constitution.csv": f"{row}\n"}
    return RuleBook(texts_for(council) | own)


def in_use(texts: dict[str, str]) -> RuleBook:
    """The rule book of these files, every council proved by its self-test."""
    book = RuleBook(texts)
    for name in book.councils:
        book.council(name)
    return book


def line_of(row: str, council: str = "england") -> tuple[str, str]:
    """The file and the line of a row of the shipped rule book."""
    found = next(one for one in rule_book().councils[council].rows if one.row == row)
    return found.file, all_texts()[found.file].split("\n")[found.line - 1]


def facts(
    council: str = "england",
    *,
    now: str = "2026-06-08T10:00:00",
    top: str = "",
    requester: str = "",
    request: str = "",
    findings: str = "",
    segment: str = "",
) -> Facts:
    """An ordinary councillor's request for an ordinary report, with more lines of TOML."""
    return read_facts(
        ORDINARY.format(
            council=council,
            now=now,
            top=top,
            requester=requester,
            request=request,
            findings=findings,
            segment=segment,
        )
    )


def case(of: Facts | None = None, *, place: int = 0) -> Case:
    """A fresh case of one segment of the facts; nothing about it is worked out yet."""
    of = of or facts()
    return case_of(of, rule_book().profiles[of.council], of.document.segments[place])


def officer_check(council: str = "england", *, segment: str = "", findings: str = "") -> Facts:
    """An officer's check before a briefing of two councillors and one other person."""
    made = facts(council, segment=segment, findings=findings)
    audience = Audience(councillors=2, others=1)
    return replace(
        made,
        requester=replace(made.requester, kind="officer"),
        request=replace(made.request, type="officer_check", audience=audience),
    )


@cache
def never_released(council: str) -> tuple[Facts, ...]:
    """Facts on which nothing may be released whatever else is in them (invariants 2, 6 and 7)."""
    return (
        *(denied for _, denied in must_be_denied(council)),
        *(one for one in seeded_facts(council, seed=7, count=600) if _is_barred(one)),
    )


def _is_barred(one: Facts) -> bool:
    if any(segment.public for segment in one.document.segments):
        return False
    outside = one.requester.kind == "public" or one.requester.standing != "current"
    return (
        outside
        or one.request.type == "onward_disclosure"
        or all(
            segment.confidential in ("enactment", "court_order")
            and one.findings.order_covers_members is not False
            and segment.findings.order_covers_members is not False
            for segment in one.document.segments
        )
    )
