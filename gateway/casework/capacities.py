"""Capacities: the entries of the register as which the holder of an account may act.

One human being may be in the register twice, as a councillor and as an employee. Two people open
that way: whoever answers for the rules declares that both entries are the same person, and whoever
runs the gateway opens the second one to the account.
"""

from msgspec import Struct
from sqlalchemy import delete, insert, select

from gateway.casework.record import record
from gateway.casework.sessions import begin
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import in_office, known_person, refuse_unless_operator
from gateway.domain.sign_in import BegunSession, Capacity, Session
from gateway.errors import ConflictError, NotAllowedError, NotFoundError, NotSignedInError
from gateway.policy.life.own_cause import same_people
from gateway.store.posts import posts_of
from gateway.store.tables import account_capacities, accounts, sessions


def capacities_of(reading: Reading, account: str) -> tuple[Capacity, ...]:
    """As whom the holder of an account may act now, its holder first.

    Those who have left are left out, and so is an entry that is not, or no longer, declared to be
    the same person as the holder.
    """
    people = _entries(reading, account)
    same = _same_human(reading, people[0]) if len(people) > 1 else people
    found = []
    for person in people:
        known = known_person(reading, person) if person in same else None
        if known is not None and in_office(known):
            found.append(
                Capacity(
                    person=person,
                    name=known.name,
                    kind=known.requester.kind,
                    offices=tuple(sorted(known.offices)),
                )
            )
    return tuple(found)


def only_capacity(reading: Reading, account: str) -> str | None:
    """The one capacity of an account; None when one must be chosen.

    Raises NotSignedInError when there is none.
    """
    found = capacities_of(reading, account)
    if not found:
        raise NotSignedInError("The register has nobody in office for this account.")
    return found[0].person if len(found) == 1 else None


class ChooseCapacity(Struct, frozen=True, kw_only=True):
    """Somebody chooses as whom they act, when they sign in or later. The session gets a new id."""

    session: Session
    secret: str
    person: str

    def carry_out(self, turn: Turn) -> BegunSession:
        """Begin the session anew. Raises NotAllowedError for an entry that is not theirs."""
        account = self.session.account
        mine = () if account is None else capacities_of(turn, account)
        if self.person not in {capacity.person for capacity in mine}:
            raise NotAllowedError("This is not one of your capacities.")
        held = select(sessions.c.id).where(sessions.c.id == self.session.id)
        if turn.connection.execute(held).scalar_one_or_none() is None:
            raise NotSignedInError("The session has ended.")
        return begin(
            turn,
            account=account,
            person=self.person,
            way=self.session.way,
            replaced=self.secret,
            began_at=self.session.began_at,
        )


class OpenCapacity(Struct, frozen=True, kw_only=True):
    """The operator lets the holder of an account act as another entry of the register too."""

    by: str
    account: str
    person: str

    def carry_out(self, turn: Turn) -> None:
        """Open and record it.

        Raises NotAllowedError for anybody but the operator, and where nobody has declared that both
        entries are the same person; NotFoundError for no such account or person; ConflictError when
        it is open.
        """
        refuse_unless_operator(self.by)
        people = _entries(turn, self.account)
        if not people:
            raise NotFoundError("There is no open account of that id.")
        if known_person(turn, self.person) is None:
            raise NotFoundError("The register has no person of that id.")
        if self.person in people:
            raise ConflictError("The account has this capacity already.")
        if self.person not in _same_human(turn, people[0]):
            raise NotAllowedError(
                "Nobody has declared that both entries are the same person. Whoever answers for "
                "the rules does so first."
            )
        row = {"account": self.account, "person": self.person, "opened_at": turn.moment}
        turn.connection.execute(insert(account_capacities), row)
        body = {"account": self.account, "person": self.person}
        record(turn, by=self.by, kind="account.capacity_opened", body=body)


class CloseCapacity(Struct, frozen=True, kw_only=True):
    """The operator takes a further capacity away, and ends the sessions in it."""

    by: str
    account: str
    person: str

    def carry_out(self, turn: Turn) -> None:
        """Close and record it.

        Raises NotAllowedError for anybody but the operator, NotFoundError when the account has no
        such further capacity.
        """
        refuse_unless_operator(self.by)
        if self.person not in _entries(turn, self.account)[1:]:
            raise NotFoundError("The account has no such further capacity.")
        for table in (account_capacities, sessions):
            theirs = (table.c.account == self.account, table.c.person == self.person)
            turn.connection.execute(delete(table).where(*theirs))
        body = {"account": self.account, "person": self.person}
        record(turn, by=self.by, kind="account.capacity_closed", body=body)


def _entries(reading: Reading, account: str) -> list[str]:
    """The entries of the register that an account was opened for, its holder first; or none."""
    holder = select(accounts.c.holder).where(
        accounts.c.id == account, accounts.c.ended_at.is_(None)
    )
    further = select(account_capacities.c.person).where(account_capacities.c.account == account)
    found = [*reading.connection.scalars(holder)]
    return [*found, *reading.connection.scalars(further)] if found else []


def _same_human(reading: Reading, person: str) -> frozenset[str]:
    """Every entry that is declared to be the same human being as this one, itself included."""
    posts = posts_of(reading.connection, now=reading.local, known=reading.moment)
    return same_people(frozenset({person}), posts.aliases)
