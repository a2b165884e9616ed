"""Questions for advice as their two readers see them: each with its answer, and as a list."""

from collections.abc import Iterator
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Row, and_, not_, select

from gateway.casework.advice import asked_in, may_read, must_follow, open_question
from gateway.casework.cases import case_of
from gateway.casework.known_papers import title_for
from gateway.casework.page_keys import entry_in
from gateway.casework.paging import asked_words, first_of, mentions
from gateway.casework.turn import Reading
from gateway.casework.who import caller_from, known_person, name_of
from gateway.casework.written import Noted, noted
from gateway.domain.advice import (
    AdviceMove,
    AdviceState,
    ListedQuestion,
    QuestionPage,
    QuotedClause,
    ShownQuestion,
    Written,
)
from gateway.domain.people import Caller
from gateway.errors import NotFoundError
from gateway.policy.life.routes import roles_of
from gateway.store import log
from gateway.store.tables import advice_questions

_TOGETHER: Final = 100
"""How many questions are loaded at once."""
_ANSWERED: Final = advice_questions.c.answered.is_not(None)
_DEPARTED: Final = advice_questions.c.departed.is_not(None)
_IN_STATE: Final[dict[AdviceState, ColumnElement[bool]]] = {
    "waiting": not_(_ANSWERED),
    "answered": and_(_ANSWERED, not_(_DEPARTED)),
    "not_followed": _DEPARTED,
}
"""Which questions stand so; `state_of` says it of one."""


def questions_for(
    reading: Reading,
    caller: Caller,
    *,
    words: str = "",
    state: AdviceState | None = None,
    oldest_first: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> QuestionPage:
    """The questions that somebody may read, the newest first.

    `words` must each occur in the name of who asked or in the reference that it names. Raises
    InputError when `after` is no key.
    """
    asked = asked_words(words)
    rows = (
        row
        for row in _rows(reading, caller, state, after, oldest_first=oldest_first)
        if may_read(reading, asked_in(row), caller.person)
    )
    listed = (_listed(reading, row) for row in rows)
    items, more = first_of((one for one in listed if mentions(asked, one.name, one.request)), limit)
    return QuestionPage(items=items, next=str(more.entry) if more else None)


def shown_question(reading: Reading, caller: Caller, question: str) -> ShownQuestion:
    """One of them. Raises NotFoundError where there is none that they may read."""
    row, asked = open_question(reading, question, caller.person)
    rules = () if _asks_as_officer(reading, row) else must_follow(reading)
    clauses = reading.rule_book.clauses
    notes = noted(
        reading, (one for one in (row.entry, row.answered, row.departed) if one is not None)
    )
    may = tuple(
        move
        for move in _moves(row, follow=bool(rules))
        if may_read(reading, asked, caller.person, move)
    )
    return ShownQuestion(
        **msgspec.structs.asdict(_listed(reading, row)),
        title=title_for(reading, caller, row.document) if row.document else None,
        words=notes.words(row.entry),
        answer=_written(notes, row.answered),
        departure=_written(notes, row.departed),
        follow=tuple(QuotedClause(one, clauses[one].says) for one in rules),
        may=may,
        hears_none="answer_question" in may and _binds_adviser(reading, row),
    )


def state_of(row: Row[Any]) -> AdviceState:
    """Where a question stands."""
    if row.departed is not None:
        return "not_followed"
    return "waiting" if row.answered is None else "answered"


def _moves(row: Row[Any], *, follow: bool) -> Iterator[AdviceMove]:
    if row.answered is None:
        yield "answer_question"
    elif follow and row.departed is None:
        yield "depart_from_advice"


def _rows(
    reading: Reading,
    caller: Caller,
    state: AdviceState | None,
    after: str | None,
    *,
    oldest_first: bool,
) -> Iterator[Row[Any]]:
    """Questions that they may perhaps read, the newest first, a number loaded at a time."""
    table = advice_questions.c
    known = known_person(reading, caller.person)
    by_office = known is not None and "office_holder" in roles_of(caller_from(known))
    wanted = [] if by_office else [table.by == caller.person]
    if state is not None:
        wanted.append(_IN_STATE[state])
    last = entry_in(after) if after is not None else None
    order = table.entry if oldest_first else table.entry.desc()
    while True:
        beyond = []
        if last is not None:
            beyond = [table.entry > last if oldest_first else table.entry < last]
        statement = select(advice_questions).where(*wanted, *beyond).order_by(order)
        rows = reading.connection.execute(statement.limit(_TOGETHER)).all()
        yield from rows
        if len(rows) < _TOGETHER:
            return
        last = rows[-1].entry


def _listed(reading: Reading, row: Row[Any]) -> ListedQuestion:
    return ListedQuestion(
        id=row.id,
        entry=row.entry,
        at=log.moment_of(reading.connection, row.entry),
        by=row.by,
        name=name_of(reading, row.by),
        document=row.document,
        request=row.request,
        in_confidence=row.in_confidence,
        state=state_of(row),
    )


def _written(notes: Noted, entry: int | None) -> Written | None:
    if entry is None:
        return None
    return Written(entry=entry, at=notes.at(entry), words=notes.words(entry))


def _asks_as_officer(reading: Reading, row: Row[Any]) -> bool:
    known = known_person(reading, row.by)
    return known is not None and known.requester.kind == "officer"


def _binds_adviser(reading: Reading, row: Row[Any]) -> bool:
    """Whether advice on it is an opinion in a request: of who asks there, or of an officer."""
    try:
        case = None if row.request is None else case_of(reading, row.request)
    except NotFoundError:
        return False
    return case is not None and (case.requester == row.by or _asks_as_officer(reading, row))
