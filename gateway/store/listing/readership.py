"""Who may see something of one paper, as a list: which people, in which order, and how many."""

from datetime import datetime
from itertools import islice

from sqlalchemy import Connection

from gateway.domain.facts import Document, Request
from gateway.policy.council import Council
from gateway.store.listing.kept.people import ReaderSort
from gateway.store.listing.kept.people_keeper import PeopleAnswers
from gateway.store.listing.kept.readers import readers_of
from gateway.store.listing.search import words_of


class Readership:
    """Who in office may see something of a paper now; of a search, names with all the `words`.

    What the rules ask of people is `kept` from one question to the next. Raises InputError when
    there are too many words.
    """

    def __init__(
        self,
        connection: Connection,
        council: Council,
        document: Document,
        request: Request,
        *,
        now: datetime,
        known: datetime,
        words: str = "",
        kept: PeopleAnswers | None = None,
    ) -> None:
        wanted = [word.lower() for word in words_of(words)]
        kept = kept or PeopleAnswers()
        rules, self._people = kept.at(connection, council, request, now=now, known=known)
        found = readers_of(self._people, rules, document, now)
        self._found = self._people.with_words(found, wanted) if wanted else found

    def number(self) -> int:
        """How many there are, exactly."""
        return len(self._found)

    def people(self, sort: ReaderSort, after: str | None, most: int) -> list[str]:
        """The ids of at most so many, in order, after the person `after`.

        Raises KeyError when there is no such person.
        """
        return list(islice(self._people.in_order(self._found, sort, after), most))
