"""Who acts: read again inside the transaction, so that an office lost counts at once."""

from collections.abc import Iterable

from gateway.casework.turn import Reading
from gateway.domain.facts import Requester
from gateway.domain.people import OPERATOR, Caller
from gateway.errors import InputError, NotAllowedError, NotFoundError
from gateway.store.facts_of_people import KnownPerson, person_of


def known_person(reading: Reading, person: str) -> KnownPerson | None:
    """A person of the register as of the moment; None when there is none of that id."""
    return reading.once(
        (KnownPerson, person),
        lambda: person_of(reading.connection, person, now=reading.local, known=reading.moment),
    )


def caller_from(known: KnownPerson) -> Caller:
    """The person as a caller."""
    return Caller(person=known.requester.person, kind=known.requester.kind, offices=known.offices)


def in_office(known: KnownPerson) -> bool:
    """Whether somebody may sign in: nobody does who has left."""
    return known.requester.standing != "former"


def refuse_unless_in_office(reading: Reading, person: str) -> None:
    """Raises NotFoundError for a person who is not known, NotAllowedError for one who has left."""
    known = known_person(reading, person)
    if known is None:
        raise NotFoundError("The register has no person of that id.")
    if not in_office(known):
        raise NotAllowedError("The register says that this person is not in office.")


def name_of(reading: Reading, person: str) -> str:
    """A person's name, for what is made for them; it never goes into the log."""
    known = known_person(reading, person)
    return known.name if known else ""


def names_of(reading: Reading, people: Iterable[str]) -> dict[str, str]:
    """The names of people by their ids."""
    return {person: name_of(reading, person) for person in dict.fromkeys(people)}


def requester_by(reading: Reading, person: str) -> Requester:
    """The facts about somebody who asks for themselves. Raises NotAllowedError for others."""
    known = known_person(reading, person)
    if known is None or not caller_from(known).may_request:
        raise NotAllowedError("Officers make checks; requests are for councillors.")
    return known.requester


def officer_by(reading: Reading, person: str) -> Requester:
    """The facts about an officer. Raises NotAllowedError for anybody else."""
    known = known_person(reading, person)
    if known is None or not caller_from(known).is_officer:
        raise NotAllowedError("Only an officer may do this.")
    return known.requester


def refuse_unknown(reading: Reading, concerned: tuple[str, ...]) -> None:
    """Raises InputError where the register does not know somebody whom a report concerns."""
    if any(known_person(reading, person) is None for person in concerned):
        raise InputError("The register has no person of that id.", where="concerned")


def refuse_unless_operator(by: str) -> None:
    """Raises NotAllowedError for anybody but whoever runs the gateway's own machine."""
    if by != OPERATOR:
        raise NotAllowedError("This is done at the command line.")


def refuse_unless_auditor(reading: Reading, person: str) -> None:
    """Raises NotAllowedError for anybody but an auditor."""
    known = known_person(reading, person)
    if known is None or not caller_from(known).is_auditor:
        raise NotAllowedError("Only an auditor may do this.")
