"""Keeps the answers for all papers in memory, and true of what the database holds.

Every question says which state of the papers it sees; what changed since then, or changed because
time went by, is read again. When that is much, or nothing is known yet, it is done beside the
questions, and until then the database itself is asked.
"""

import threading
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from time import monotonic
from typing import Any, Final

import structlog
from msgspec.structs import replace
from pyroaring import BitMap
from sqlalchemy import Connection, Engine, select

from gateway.domain.facts import Request, Requester
from gateway.policy.council import Council
from gateway.store.listing.asker import values_of
from gateway.store.listing.kept.answers import (
    Answers,
    Gathered,
    TooManyPartsError,
    nothing_known,
    with_changed,
)
from gateway.store.listing.kept.noted import OF_PAPERS
from gateway.store.listing.kept.places import OutOfOrderError, Places
from gateway.store.listing.kept.rows import AT_ONCE, Rows, Said, turning
from gateway.store.listing.kept.simple import asked_of_all
from gateway.store.listing.question import case_of_nobody
from gateway.store.tables import documents

_STATES: Final = 4
"""So many states are kept: a question may have begun before the latest change."""
_WAIT: Final = 300.0
"""Seconds after which it is tried again when reading all papers has failed."""
_NOBODY: Final = Requester(kind="councillor", person="?")

_say = structlog.get_logger(__name__)


class _Rules:
    """What is asked of all papers under the rules of a council, by one kind of request."""

    def __init__(self, council: Council, request: Request) -> None:
        of = case_of_nobody(council, _NOBODY, request)
        self.of = (council, request)
        self.questions = asked_of_all(council, of)
        self.rows = Rows(of, self.questions)


class _ClosedError(Exception):
    """The keeper was closed while it read."""


class PaperAnswers:
    """The answers of one database. For use by many threads.

    `engine` opens connections that only read, for what is done beside the questions; without one
    only what can be read at once is kept.
    """

    def __init__(self, engine: Engine | None = None, *, at_once: int = AT_ONCE) -> None:
        self._engine = engine
        self._at_once = at_once
        self._changing = threading.RLock()
        self._rules: _Rules | None = None
        self._states: deque[Answers] = deque(maxlen=_STATES)
        self._reading: threading.Thread | None = None
        self._not_before = 0.0
        self._closed = False

    def close(self) -> None:
        """Stop reading; nothing is kept from now on."""
        self._closed = True
        if self._reading is not None:
            self._reading.join()

    def at(
        self, connection: Connection, council: Council, request: Request, now: datetime
    ) -> Answers | None:
        """The answers for the papers that the connection's transaction sees, at a moment.

        None while they are not known: then the database must be asked.
        """
        with self._changing:
            if self._closed:
                return None
            if self._rules is None or self._rules.of != (council, request):
                self._rules = _Rules(council, request)
                self._states.clear()
            rules = self._rules
            with suppress(OutOfOrderError, TooManyPartsError):
                return self._known(connection, rules, now)
            return self._begin(connection, rules, now)

    def _known(self, connection: Connection, rules: _Rules, now: datetime) -> Answers | None:
        for state in reversed(self._states):
            changed = OF_PAPERS.since(connection, state.version, 4 * self._at_once)
            if changed is None or now < state.since:
                continue
            if not changed and state.holds_at(now):
                return state
            due = {state.places.id(place) for place in state.due(now)}
            touched = due.union(document for *_, document in changed)
            if None in touched or len(touched) > self._at_once:
                break
            version = (changed[-1][0], changed[-1][1]) if changed else state.version
            read = rules.rows.some(connection, values_of(_NOBODY, now), sorted(touched))
            moments = turning(connection, now.date().isoformat(), sorted(touched))
            found = replace(_with(rules, state, read, moments, now), version=version)
            if state is self._states[-1]:
                self._states.append(found)
            return found
        else:
            latest = OF_PAPERS.latest(connection)
            if any(latest[0] < one.version[0] or now < one.since for one in self._states):
                return None  # it is of a moment before one that others have seen
        return self._begin(connection, rules, now)

    def _begin(self, connection: Connection, rules: _Rules, now: datetime) -> Answers | None:
        """Read all papers: now when they are few, else beside the questions."""
        few = select(documents.c.id).limit(self._at_once + 1)
        if len(connection.execute(few).all()) <= self._at_once:
            self._states.clear()
            with suppress(OutOfOrderError, TooManyPartsError):
                self._states.append(self._read(connection, rules, now))
                return self._states[-1]
            return None
        idle = self._reading is None or not self._reading.is_alive()
        if self._engine is not None and idle and monotonic() >= self._not_before:
            self._reading = threading.Thread(
                target=self._read_beside, args=(self._engine, rules, now), daemon=True
            )
            self._reading.start()
        return None

    def _read_beside(self, engine: Engine, rules: _Rules, now: datetime) -> None:
        try:
            with engine.connect() as connection:
                read = self._read(connection, rules, now)
        except _ClosedError:
            return
        except Exception:  # noqa: BLE001 - the database is asked instead
            _say.exception("list.not_kept")
            self._not_before = monotonic() + _WAIT
            return
        with self._changing:
            if self._rules is rules:
                self._states.clear()
                self._states.append(read)

    def _read(self, connection: Connection, rules: _Rules, now: datetime) -> Answers:
        version = OF_PAPERS.latest(connection)
        places, gathered = Places(), Gathered()
        for some in rules.rows.all(connection, values_of(_NOBODY, now)):
            if self._closed:
                raise _ClosedError
            for said in some:
                gathered.add(places.add(said.registered_at, said.id, said.title), said)
        empty = nothing_known(rules.questions, places)
        read = with_changed(empty, BitMap(), gathered, rules.questions)
        moments = _placed(places, turning(connection, now.date().isoformat(), None))
        return replace(read.turning(moments, now), version=version)


def _with(
    rules: _Rules, before: Answers, read: list[Said], moments: list[Any], now: datetime
) -> Answers:
    """The answers once some documents, and the moments at which theirs change, are read again."""
    gathered, changed, retitled = Gathered(), BitMap(), dict(before.retitled)
    places = before.places
    for said in read:
        place = places.add(said.registered_at, said.id, said.title)
        changed.add(place)
        gathered.add(place, said)
        retitled.pop(place, None)
        if places.title(place) != said.title:
            retitled[place] = said.title
    known = with_changed(before, changed, gathered, rules.questions)
    return replace(known, retitled=retitled).turning(_placed(places, moments), now)


def _placed(places: Places, moments: Iterable[Any]) -> list[tuple[str, int]]:
    """Moments with the numbers of the documents' places."""
    found = []
    for newest, moment in moments:
        registered, _, document = newest.partition("~")
        found.append((moment, places.after(registered, document)))
    return found
