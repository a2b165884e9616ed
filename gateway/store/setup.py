"""Setting a council up: data folder, database, keys, and the first entries of the log. Once."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert

from gateway.domain.people import OPERATOR
from gateway.errors import SetupError
from gateway.policy.book import RuleBook
from gateway.store import engine, migrate, rule_books
from gateway.store.content_place import CONTENT_NAME
from gateway.store.engine import open_for_writing
from gateway.store.keys import PRIVATE_NAME, PUBLIC_NAME, make_keys
from gateway.store.log import Log
from gateway.store.tables import council


def create(
    *,
    data: Path,
    database_url: str,
    profile: str,
    title: str,
    rule_book: RuleBook,
    moment: datetime,
) -> None:
    """Make everything that a council's gateway needs: the profile's name, the council's title.

    `moment` has its offset. Raises SetupError when the rule book has no such profile or any of it
    is there already; what was begun is taken away again when it cannot be finished.
    """
    made = [data / PRIVATE_NAME, data / PUBLIC_NAME]
    if profile not in rule_book.profiles:
        known = ", ".join(sorted(rule_book.profiles))
        raise SetupError(f"The rule book has no profile of that name. It has: {known}.")
    if engine.is_set_up(database_url) or any(path.exists() for path in made):
        raise SetupError("A gateway is set up here already; nothing is written over.")
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    data.chmod(0o700)
    (data / CONTENT_NAME).mkdir(mode=0o700, exist_ok=True)
    made += engine.files(database_url)
    try:
        signer = make_keys(data, f"{profile}-{secrets.token_hex(8)}")
        with _new_database(database_url) as connection:
            row = {"id": 1, "profile": profile, "title": title, "created_at": moment}
            connection.execute(insert(council), row)
            log = Log(connection)
            log.append(
                actor=OPERATOR,
                at=moment,
                kind="gateway.initialised",
                body={"council": profile, "key": signer.public.key_id.hex()},
                committed={},
            )
            rule_books.take_up(connection, log, moment, rule_book)
            log.write()
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise


@contextmanager
def _new_database(url: str) -> Iterator[Connection]:
    """A database with all tables; they and what is put into them are kept, or neither is."""
    made = open_for_writing(url, create=True)
    try:
        with made.begin() as connection:
            migrate.upgrade_in(connection)
            yield connection
    finally:
        made.dispose()
