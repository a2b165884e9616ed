"""The demonstration: its invented people, as whom anybody at this machine may sign in by one click.

Only `gateway demo` offers people, and only in a database in which everybody is invented. If a real
person ever comes into the register, nobody is offered any more.
"""

from msgspec import Struct
from sqlalchemy import insert, select

from gateway.casework.sessions import begin
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import refuse_unless_operator
from gateway.domain.register import INVENTED
from gateway.domain.sign_in import BegunSession, Offered
from gateway.errors import NotAllowedError, NotFoundError
from gateway.store.tables import offered_people, people


class OfferPeople(Struct, frozen=True, kw_only=True):
    """Offer these people of the invented council, in this order; in place of those before."""

    by: str
    offered: tuple[Offered, ...]

    def carry_out(self, turn: Turn) -> None:
        """Offer them. Raises NotAllowedError in a real council, and for all but the operator."""
        refuse_unless_operator(self.by)
        if not everybody_is_invented(turn):
            raise NotAllowedError("The register holds real people, so nobody is offered.")
        turn.connection.execute(offered_people.delete())
        rows = [
            {"place": place, "person": one.person, "who": one.who}
            for place, one in enumerate(self.offered)
        ]
        turn.connection.execute(insert(offered_people), rows)


class SignInAsInvented(Struct, frozen=True, kw_only=True):
    """Somebody at this machine signs in as one of the people who are offered."""

    person: str
    replaced: str | None

    def carry_out(self, turn: Turn) -> BegunSession:
        """Begin a session. Raises NotFoundError for anybody who is not offered."""
        if self.person not in {one.person for one in offered(turn)}:
            raise NotFoundError("Nobody of that id is offered here.")
        return begin(
            turn, account=None, person=self.person, way="demonstration", replaced=self.replaced
        )


def offered(reading: Reading) -> tuple[Offered, ...]:
    """The people who are offered; nobody in a real council."""
    rows = reading.connection.execute(
        select(offered_people.c.person, offered_people.c.who).order_by(offered_people.c.place)
    )
    found = tuple(Offered(person=row.person, who=row.who) for row in rows)
    return found if found and everybody_is_invented(reading) else ()


def everybody_is_invented(reading: Reading) -> bool:
    """Whether the register holds people, and no real one among them."""
    sources = set(reading.connection.scalars(select(people.c.source).distinct()))
    return sources == {INVENTED}
