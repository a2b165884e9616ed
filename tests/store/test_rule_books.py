"""Rule books as they are kept: proposed, adopted, in force, and each found by its digest."""

import pytest
from sqlalchemy import insert

from gateway.errors import RuleBookError
from gateway.store import migrate, rule_books, tables
from gateway.store.engine import open_for_writing
from gateway.store.log import Log
from tests.store.borough import FOUNDED, NOW, RULES, Borough, id_of
from tests.store.putting_in_force import put_in_force

LATER = {"model.conf": "a later one"}
ADA, BEN = id_of("Ada"), id_of("Ben")


def test_setting_up_adopts_the_first(borough: Borough):
    """From the first moment on there is one in force, and its text is kept."""
    with borough.reading() as connection:
        assert RULES.digest == rule_books.digest_in_force(connection)
        assert RULES.texts == rule_books.texts_of(connection, RULES.digest)
        ((proposed, adopted),) = rule_books.history(connection)
    assert (1, "command-line", FOUNDED) == (proposed.entry, proposed.by, proposed.at)
    assert proposed == adopted


def test_the_one_adopted_last_is_in_force(borough: Borough):
    """Whatever is proposed meanwhile, and whichever was kept first."""
    later = put_in_force(borough.url, LATER, NOW)
    with borough.reading() as connection:
        assert later == rule_books.digest_in_force(connection)
        assert LATER == rule_books.texts_of(connection, later)
    put_in_force(borough.url, RULES.texts, NOW)
    with borough.reading() as connection:
        assert RULES.digest == rule_books.digest_in_force(connection)
        assert [RULES.digest, later, RULES.digest] == [
            proposed.digest for proposed, _ in rule_books.history(connection)
        ]


def test_a_proposal_is_open_until_another_one_is_adopted(borough: Borough):
    """What is proposed does not count, can be found, and lapses."""
    with borough.writing() as connection:
        log = Log(connection)
        made = rule_books.propose(connection, log, by=ADA, moment=NOW, rule_book=RULES)
        log.write()
        assert made == rule_books.open_proposal(connection, RULES.digest)
        assert rule_books.open_proposal(connection, "0" * 64) is None
        assert (made, None) == rule_books.history(connection)[0]
    put_in_force(borough.url, LATER, NOW)
    with borough.reading() as connection:
        assert rule_books.open_proposal(connection, RULES.digest) is None


def test_what_was_never_proposed_has_no_text(borough: Borough):
    """There is no rule book of that digest."""
    with borough.reading() as connection, pytest.raises(RuleBookError, match="holds no rule book"):
        rule_books.texts_of(connection, "0" * 64)


def test_upgrading_changes_nothing_in_force(borough: Borough):
    """In a database made before rule books were adopted, the one used last stays in force."""
    engine = open_for_writing(borough.url, create=True)
    migrate.downgrade(engine, "0002")
    with engine.begin() as connection:
        log = Log(connection)
        body = {"digest": "f" * 64, "texts": LATER}
        used = {"actor": "system", "at": NOW, "kind": "rule_book.used"}
        entry = log.append(**used, body=body, committed={})
        log.write()
        connection.execute(insert(tables.rule_books), {"digest": "f" * 64, "entry": entry})
    migrate.upgrade(engine)
    engine.dispose()
    with borough.reading() as connection:
        assert "f" * 64 == rule_books.digest_in_force(connection)
        ((proposed, adopted),) = rule_books.history(connection)
    assert (entry, "system") == (proposed.entry, proposed.by)
    assert proposed == adopted
