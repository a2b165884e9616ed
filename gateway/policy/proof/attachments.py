"""The conditions that come with a release, as formulas made from the code that attaches them.

That code reads the row, the form of the request and some of what a case was told. It is run once
for each way in which these can turn out, so that nothing of it is written a second time.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, cast, get_args

from gateway.domain.decision import Condition
from gateway.domain.facts import Document, Facts, Form, Request, Requester, Segment
from gateway.policy.attached import conditions_when_released
from gateway.policy.case import Case, case_of
from gateway.policy.council import Council
from gateway.policy.expressions import Is
from gateway.policy.proof.logic import every, no, some
from gateway.policy.proof.verdict import Verdict
from gateway.policy.rules import Row

_FORMS: tuple[Form, ...] = get_args(Form)
_Answers = dict[str, bool]


def attached(verdict: Verdict, row: Row) -> dict[Condition, Any]:
    """Of each condition that a row can attach to what it releases: when it does."""
    found: dict[Condition, list[Any]] = {}
    for form in _FORMS:
        for told, names in _outcomes(verdict.council, row, form, {}):
            so = every((verdict.view.holds(Is("request.form", form)), *_so(verdict, told)))
            for name in names:
                found.setdefault(name, []).append(so)
    return {name: some(each) for name, each in found.items()}


class _Asked(Exception):  # noqa: N818 - a question, not an error
    """The code asked about a condition of which nothing was told yet."""


class _Told:
    """What a case was told, one answer for each condition asked about so far."""

    def __init__(self, answers: _Answers) -> None:
        self._answers = answers

    def __contains__(self, name: str) -> bool:
        if name not in self._answers:
            raise _Asked(name)
        return self._answers[name]


def _outcomes(
    council: Council, row: Row, form: Form, told: _Answers
) -> Iterator[tuple[_Answers, Iterable[Condition]]]:
    """Each way in which the questions can be answered, and what is attached then."""
    case = _case(council, form)
    case.told = cast("frozenset[str]", _Told(told))
    try:
        names = conditions_when_released(council, case, row).keys()
    except _Asked as asked:
        for holds in (True, False):
            yield from _outcomes(council, row, form, {**told, asked.args[0]: holds})
    else:
        yield told, names


def _so(verdict: Verdict, told: _Answers) -> Iterator[Any]:
    for name, holds in told.items():
        yield verdict.told(name) if holds else no(verdict.told(name))


def _case(council: Council, form: Form) -> Case:
    segment = Segment(id="paper")
    facts = Facts(
        id="",
        title="",
        council=council.name,
        now=datetime(2026, 6, 10),  # noqa: DTZ001 - facts are local times
        requester=Requester(kind="councillor", person="x"),
        request=Request(type="access", form=form),
        document=Document(segments=(segment,)),
    )
    return case_of(facts, council.profile, segment)
