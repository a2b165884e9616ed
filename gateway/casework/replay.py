"""Trying a draft rule book: every past decision, and today's papers for everybody, made again.

Nothing is changed by it. What would come out otherwise is a flip, found segment by segment; a
segment with the same outcome for another reason is none.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any, Final, Literal

from msgspec import Struct
from sqlalchemy import Table, func, select

from gateway.audit import entries
from gateway.casework.deciding import decide
from gateway.casework.documents import JUST_LOOKING
from gateway.casework.kept_decisions import facts_from_kept, from_kept
from gateway.casework.readers import in_office
from gateway.casework.record import record
from gateway.casework.replay_counts import Counts, Pair
from gateway.casework.rule_books import refuse_unless_answerable
from gateway.casework.turn import LONDON, Reading, Turn
from gateway.domain.decision import Decision, SegmentOutcome
from gateway.domain.facts import Facts, Requester
from gateway.domain.people import CONFIDENT, OPERATOR
from gateway.errors import BusyError, FactsError
from gateway.policy.book import RuleBook
from gateway.store import log
from gateway.store.facts_of_documents import KeptDocument, documents_of
from gateway.store.tables import documents, log_entries, log_secrets, party_groups, people

Source = Literal["past", "today"]
_DECIDED: Final[frozenset[entries.Kind]] = frozenset(
    {"request.decided", "request.decided_again", "check.decided"}
)
_CHUNK: Final = 200
"""How many decisions or documents are loaded at once."""


class Asked(Struct, frozen=True, kw_only=True):
    """What was decided: the past decision of a log entry, or what somebody may see today.

    `reference` is that of a request. A check for an audience has the officer as its person.
    """

    source: Source
    entry: int | None = None
    reference: str | None = None
    person: str
    name: str
    group: str
    document: str
    title: str


class Flip(Struct, frozen=True, kw_only=True, tag_field="kind", tag="flip"):
    """A segment that would come out otherwise, with the row that decided and the one that would."""

    asked: Asked
    segment: str
    was: SegmentOutcome
    was_row: str
    would_be: SegmentOutcome
    would_be_row: str


class Undecided(Struct, frozen=True, kw_only=True, tag_field="kind", tag="undecided"):
    """Facts that cannot be decided, by the draft or (today's) by the rule book in force."""

    asked: Asked
    by_draft: bool
    key: str
    reason: str


Found = Flip | Undecided


class Replay:
    """One trial of a draft. `counts` grow while `found` is gone through."""

    def __init__(self, reading: Reading, draft: RuleBook, *, since: date | None = None) -> None:
        self.counts = Counts()
        self._reading = reading
        self._draft = draft
        self._first = 0 if since is None else _first_entry(reading, since)
        self._members = list(in_office(reading))
        self._groups, self._names = _names(reading, party_groups), _names(reading, people)

    def steps(self) -> int:
        """How many decisions there are to be made again."""
        count = select(func.count())
        kept = log_secrets.c.name == "facts", log_secrets.c.seq >= self._first
        past = self._reading.connection.execute(count.select_from(log_secrets).where(*kept))
        held = self._reading.connection.execute(
            count.select_from(documents).where(documents.c.withdrawn_at.is_(None))
        )
        return past.scalar_one() + held.scalar_one() * len(self._members)

    def found(self, step: Callable[[int], object]) -> Iterator[Found]:
        """Every flip, and what cannot be decided. `step` is told of how many were gone through.

        Raises RuleBookError when the draft releases what must be denied.
        """
        for asked, facts, was in self._past(step):
            self.counts.past += 1
            yield from self._again(asked, facts, was)
        for kept in self._held():
            for name, requester in self._members:
                asked = self._today(name, requester, kept)
                self.counts.today += 1
                try:
                    now = decide(self._reading, requester, JUST_LOOKING, kept, id=kept.id)
                except BusyError as fault:
                    yield self._undecided(asked, fault.__cause__, by_draft=False)
                else:
                    yield from self._again(asked, now.facts, now.decision)
            step(len(self._members))

    def _again(self, asked: Asked, facts: Facts, was: Decision) -> Iterator[Found]:
        try:
            again = self._draft.decide(facts)
        except FactsError as fault:
            yield self._undecided(asked, fault, by_draft=True)
            return
        for before, after in zip(was.segments, again.segments, strict=True):
            if before.outcome != after.outcome:
                pair = Pair(before.row, before.outcome, after.row, after.outcome)
                self.counts.add(asked.group, pair)
                yield Flip(asked=asked, segment=before.id, **pair._asdict())

    def _undecided(self, asked: Asked, fault: Any, *, by_draft: bool) -> Undecided:
        self.counts.undecided += 1
        return Undecided(
            asked=asked, by_draft=by_draft, key=fault.where or "facts", reason=fault.detail
        )

    def _past(self, step: Callable[[int], object]) -> Iterator[tuple[Asked, Facts, Decision]]:
        """Every decision on a request or a check whose facts the log kept, the oldest first.

        Reports in confidence are left out: a trial shows who asked for what.
        """
        kept_facts, kept_decision = log_secrets.alias("facts"), log_secrets.alias("decision")
        statement = (
            select(
                log_entries.c.seq, log_entries.c.bytes, kept_facts.c.value, kept_decision.c.value
            )
            .join(kept_facts, kept_facts.c.seq == log_entries.c.seq)
            .join(kept_decision, kept_decision.c.seq == log_entries.c.seq)
            .where(kept_facts.c.name == "facts", kept_decision.c.name == "decision")
            .order_by(log_entries.c.seq)
            .limit(_CHUNK)
        )
        first = self._first
        while rows := self._reading.connection.execute(
            statement.where(log_entries.c.seq >= first)
        ).all():
            for _, data, facts, decision in rows:
                entry = entries.read(data)
                if entry.kind in _DECIDED and entry.actor != CONFIDENT:
                    read = facts_from_kept(facts)
                    yield self._asked_in(entry, read), read, from_kept(decision)
            first = rows[-1].seq + 1
            step(len(rows))

    def _held(self) -> Iterator[KeptDocument]:
        """Every document that is held, with its facts, a chunk loaded at a time."""
        statement = select(documents.c.id).order_by(documents.c.id).limit(_CHUNK)
        last = ""
        connection = self._reading.connection
        while ids := connection.execute(statement.where(documents.c.id > last)).scalars().all():
            held = documents_of(connection, ids)
            yield from (held[document] for document in ids if document in held)
            last = ids[-1]

    def _asked_in(self, entry: entries.Entry, facts: Facts) -> Asked:
        return Asked(
            source="past",
            entry=entry.seq,
            reference=entry.body.get("reference"),
            person=facts.requester.person,
            name=self._names.get(facts.requester.person, ""),
            group=self._group(facts.requester),
            document=entry.body["document"],
            title=facts.document.title,
        )

    def _today(self, name: str, requester: Requester, kept: KeptDocument) -> Asked:
        return Asked(
            source="today",
            person=requester.person,
            name=name,
            group=self._group(requester),
            document=kept.id,
            title=kept.facts.title,
        )

    def _group(self, requester: Requester) -> str:
        """The name of the requester's political group; empty for those in none."""
        return self._groups.get(requester.group, "") if requester.group else ""


class RecordReplay(Struct, frozen=True, kw_only=True):
    """Somebody tried a draft beside what is in force (digests): how many answers would flip.

    It is for the operator, and for whoever answers for the rules.
    """

    by: str
    draft: str
    in_force: str
    counts: Counts

    def carry_out(self, turn: Turn) -> int:
        """Record it, before anything that was found is shown; gives the number of the entry."""
        if self.by != OPERATOR:
            refuse_unless_answerable(turn, self.by)
        body = {
            "draft": self.draft,
            "flips": self.counts.flips,
            "past": self.counts.past,
            "rule_book": self.in_force,
            "today": self.counts.today,
            "undecided": self.counts.undecided,
        }
        return record(turn, by=self.by, kind="rule_book.replayed", body=body)


def _names(reading: Reading, table: Table) -> dict[str, str]:
    """The name of everything in a table, by its id."""
    rows = reading.connection.execute(select(table.c.id, table.c.name))
    return {row.id: row.name for row in rows}


def _first_entry(reading: Reading, since: date) -> int:
    """The number of the first log entry of that day (in London) or later."""
    return log.first_since(reading.connection, datetime.combine(since, time(), LONDON))
