"""Keeps the answers about all people in memory, and true of what the register holds.

As for papers, every question says which state of the register it sees; whose facts changed since
then, or changed because time went by, are read again. Nobody waits for long: ten thousand people
are read in a second or two, so it is done when somebody asks first.
"""

import threading
from collections import deque
from datetime import datetime
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection

from gateway.domain.facts import Request
from gateway.policy.council import Council
from gateway.store.facts_of_people import KnownPerson, everybody, people_of
from gateway.store.listing.kept.noted import OF_PEOPLE, Version
from gateway.store.listing.kept.people import People, Person, nobody, person_of, with_people
from gateway.store.listing.kept.reader_rules import ReaderRules
from gateway.store.listing.kept.turns_of_people import Clock, Turns, turns
from gateway.store.tables.columns import local_text, moment_text

_AT_ONCE: Final = 2000
"""When more people changed, everybody is read."""
_STATES: Final = 4
"""So many states are kept: a question may have begun before the latest change."""


class _State(Struct, frozen=True, kw_only=True):
    """Everybody in one state of the register, as of a moment, and when that changes."""

    version: Version
    at: Clock
    turns: Turns
    people: People


class PeopleAnswers:
    """The answers about the people of one database. For use by many threads."""

    def __init__(self) -> None:
        self._changing = threading.Lock()
        self._rules: ReaderRules | None = None
        self._states: deque[_State] = deque(maxlen=_STATES)

    def at(
        self,
        connection: Connection,
        council: Council,
        request: Request,
        *,
        now: datetime,
        known: datetime,
    ) -> tuple[ReaderRules, People]:
        """The rules, and what the connection's transaction sees of everybody at a moment.

        `now` is the local time, and `known` the moment up to which what was recorded counts.
        """
        with self._changing:
            if self._rules is None or self._rules.of != (council, request):
                self._rules = ReaderRules(council, request)
                self._states.clear()
            register = _Register(connection, self._rules, now, known)
            for state in reversed(self._states):
                found = register.brought_up_to_date(state)
                if found is not None:
                    break
            else:
                found = register.read()
            if all(found is not one for one in self._states):
                self._states.append(found)
            return self._rules, found.people


class _Register:
    """The register as a transaction sees it at a moment."""

    def __init__(
        self, connection: Connection, rules: ReaderRules, now: datetime, known: datetime
    ) -> None:
        self._connection = connection
        self._rules = rules
        self._moment = {"now": now, "known": known}
        self._at = Clock(local_text(now), moment_text(known))

    def brought_up_to_date(self, state: _State) -> _State | None:
        """The state as it is now; None when it must be read anew."""
        noted = OF_PEOPLE.since(self._connection, state.version, 4 * _AT_ONCE)
        if noted is None or not state.turns.tell_of(self._at):
            return None
        touched = state.turns.between(state.at, self._at).union(person for *_, person in noted)
        if not touched and not noted:
            return state
        if None in touched or len(touched) > _AT_ONCE:
            return None
        found = people_of(self._connection, touched, **self._moment)
        again = turns(self._connection, state.turns.since, touched)
        read = {own: self._person(found.get(own)) for own in touched}
        return _State(
            version=(noted[-1][0], noted[-1][1]) if noted else state.version,
            at=self._at,
            turns=state.turns.read_again(touched, again),
            people=with_people(state.people, read),
        )

    def read(self) -> _State:
        """Everybody."""
        found = everybody(self._connection, **self._moment)
        read = {own: self._person(known) for own, known in found.items()}
        day = len("2026-11-23")
        return _State(
            version=OF_PEOPLE.latest(self._connection),
            at=self._at,
            turns=turns(self._connection, Clock(self._at.now[:day], self._at.known[:day])),
            people=with_people(nobody(self._rules), read),
        )

    def _person(self, known: KnownPerson | None) -> Person | None:
        return None if known is None else person_of(self._rules, known)
