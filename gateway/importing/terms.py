"""Who is in office: which terms begin, change or end when a register is imported.

Whoever appears for the first time gets a term. Whoever is missing from a full list of councillors
is out of office from today. A person who was out of office comes back only when a list of people
shows them again; a seat alone does not bring them back.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from gateway.domain.facts import MEMBERS
from gateway.domain.register import Person, Register, Term
from gateway.importing.changes import Change


def leaving(held: Register, said: Register) -> frozenset[str]:
    """The held members of the council who are missing from what is a full list of them."""
    if "councillors" not in said.whole:
        return frozenset()
    listed = {person.id for person in said.people}
    members = {person.id for person in held.people if person.kind in MEMBERS}
    return frozenset(members - listed)


def changes_of_terms(held: Register, said: Register, today: date) -> Iterator[Change]:
    """What happens to terms of office, person by person."""
    terms: dict[str, list[Term]] = {}
    for term in sorted(held.terms, key=lambda term: term.start or date.min):
        terms.setdefault(term.person, []).append(term)
    said_terms = {term.person: term for term in said.terms}
    for left in sorted(leaving(held, said)):
        yield from _over(terms.get(left, []), today, today)
    listed = {person.id for person in said.people}
    for person in _everybody(said):
        past = terms.get(person.id, [])
        term = said_terms.get(person.id) or Term(person=person.id)
        if term.end is not None and term.end <= today:
            yield from _over(past, term.end, today) if past else _long_over(term)
        elif past and _holds(past[-1], today):
            yield from _corrected(past, term)
        elif not past or person.id in listed:
            yield _begun(past, term, today)


def _everybody(said: Register) -> Iterable[Person]:
    return {person.id: person for person in (*said.mentioned, *said.people)}.values()


def _holds(term: Term, today: date) -> bool:
    return term.end is None or term.end > today


def _over(past: Sequence[Term], end: date, today: date) -> Iterator[Change]:
    """The current term ends; a term never ends before it began."""
    for term in past:
        if _holds(term, today):
            ended = replace(term, end=max(end, term.start or end))
            yield Change("terms", "ended", before=term, after=ended)


def _long_over(term: Term) -> Iterator[Change]:
    """A term that was over before we first heard of the person."""
    yield Change("terms", "added", after=replace(term, start=term.start or term.end))


def _corrected(past: Sequence[Term], said: Term) -> Iterator[Change]:
    """The current term takes the dates that the source gives.

    It never reaches back into a time in which the person was out of office.
    """
    current = past[-1]
    free_from = past[-2].end if len(past) > 1 else None
    start = current.start
    if said.start and not (free_from and said.start < free_from):
        start = said.start
    end = said.end or current.end
    after = replace(current, start=start, end=max(end, start) if end and start else end)
    if after != current:
        yield Change("terms", "changed", before=current, after=after)


def _begun(past: Sequence[Term], said: Term, today: date) -> Change:
    """A new term, from the source's date or from today."""
    start = said.start or today
    if past and past[-1].end and start < past[-1].end:
        start = today
    return Change("terms", "added", after=replace(said, start=start))
