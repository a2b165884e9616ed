"""The rule book in force: found anew for every transaction, whole or not at all."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from structlog.testing import capture_logs

from gateway.casework.in_force import RuleBooks
from gateway.casework.rule_books import AdoptRuleBook, ProposeRuleBook
from gateway.casework.turn import Turn
from gateway.casework.writer import open_office
from gateway.errors import BusyError, RuleBookError
from gateway.policy.book import RuleBook
from gateway.store import tables
from tests.casework.adding import AddPerson, people_in
from tests.casework.asking import submit
from tests.casework.thornmere import ADA, MOIRA, OPEN
from tests.policy.books import texts_for
from tests.store.borough import RULES, Borough
from tests.store.putting_in_force import changed, put_in_force

STATUTE = "policies/national/local-government-act.csv"
RENAMED = changed(RULES.texts, STATUTE, "S1 ", "S1a")
"""The same rules, where one row has another name."""
UNREADABLE = changed(RULES.texts, STATUTE, "s100f_link & no_tags", "no_such_condition")


def deciding_row(office) -> tuple[str, str]:
    """Which rule book and which row of it decide when Ada asks for the open paper."""
    decision = submit(office, ADA, OPEN).decision
    return decision.rule_book, decision.segments[0].row


def test_a_process_that_runs_takes_up_what_is_adopted(town: Borough):
    """The next decision is made under the rule book that another process has adopted."""
    with town.office() as office:
        assert (RULES.digest, "S1") == deciding_row(office)
        later = put_in_force(town.url, RENAMED, town.now)
        assert (later, "S1a") == deciding_row(office)
        with office.reading() as reading:
            assert later == reading.rule_book.digest


def test_a_reading_has_one_rule_book(town: Borough):
    """Who reads while another rule book comes into force goes on with the one they have."""
    with town.office() as office:
        with office.reading() as reading:
            before = reading.rule_book
            later = put_in_force(town.url, RENAMED, town.now)
            assert before is reading.rule_book
        with office.reading() as reading:
            assert later == reading.rule_book.digest


def test_a_reading_that_began_before_reads_what_was_in_force(town: Borough):
    """Its database stands still, and so does the rule book, also when it is asked for late."""
    with town.office() as office, office.reading() as reading:
        reading.connection.execute(tables.council.select())
        put_in_force(town.url, RENAMED, town.now)
        assert RULES.digest == reading.rule_book.digest


def test_going_back_is_adopting_too(town: Borough):
    """An earlier rule book comes into force again by being adopted again."""
    later = put_in_force(town.url, RENAMED, town.now)
    with town.office() as office:
        assert (later, "S1a") == deciding_row(office)
        put_in_force(town.url, RULES.texts, town.now)
        assert (RULES.digest, "S1") == deciding_row(office)


@pytest.mark.parametrize(
    "texts",
    [UNREADABLE, texts_for("wales"), {"model.conf": "nothing"}, {}],
    ids=["a condition that we do not have", "no profile", "no rows", "nothing"],
)
def test_a_rule_book_that_cannot_be_used_decides_nothing(town: Borough, texts):
    """No decision, under the old rule book least of all; said aloud; and everything else works."""
    with capture_logs() as said, town.office() as office:
        before = submit(office, ADA, OPEN).decision
        office.refuse_unless_ready()
        digest = put_in_force(town.url, texts, town.now)
        with pytest.raises(BusyError):
            submit(office, ADA, OPEN)
        with office.reading() as reading, pytest.raises(BusyError):
            _ = reading.rule_book
        with pytest.raises(BusyError, match="cannot be used"):
            office.refuse_unless_ready()
        office.carry_out_now(AddPerson("Zoe"))
        assert office.healthy
        put_in_force(town.url, RULES.texts, town.now)
        office.refuse_unless_ready()
        assert before.segments == submit(office, ADA, OPEN).decision.segments
    assert "Zoe" in people_in(town)
    assert ("rule_book.not_usable", digest) in [(one["event"], one.get("digest")) for one in said]


def test_a_text_that_is_not_of_its_digest_is_no_rule_book(town: Borough):
    """What the log holds under a digest must have that digest."""
    town.add(tables.rule_books, digest="f" * 64, entry=1)
    with town.reading() as connection, pytest.raises(RuleBookError, match="not the one"):
        RuleBooks().of(connection, "f" * 64)


def test_a_digest_that_nobody_proposed_is_no_rule_book(town: Borough):
    """There is nothing to read."""
    with town.reading() as connection, pytest.raises(RuleBookError, match="holds no rule book"):
        RuleBooks().of(connection, "0" * 64)


def test_it_is_read_once_however_many_ask(town: Borough, monkeypatch: pytest.MonkeyPatch):
    """Threads that ask for it at once get one and the same object, which one of them has read."""
    made = []
    read = RuleBook.__init__

    def counted(self: RuleBook, texts: dict[str, str]) -> None:
        made.append(threading.get_ident())
        read(self, texts)

    monkeypatch.setattr(RuleBook, "__init__", counted)
    gate = threading.Barrier(4)
    with open_office(town.data, town.url, clock=lambda: town.now) as office:

        def ask(_number: int) -> RuleBook:
            with office.reading() as reading:
                gate.wait()
                return reading.rule_book

        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(ask, range(4)))
    assert 1 == len(made)
    assert all(one is found[0] for one in found)


def test_only_a_few_are_kept_ready(town: Borough):
    """A process that runs for years under many rule books does not keep them all."""
    books = RuleBooks(RULES)
    for number in range(6):
        books.add(
            RuleBook(texts_for() | {"model.conf": f"{RULES.texts['model.conf']}# {number}\n"})
        )
    assert 4 == len(books._ready)
    with town.reading() as connection:
        assert RULES.digest == books.in_force(connection, "england").digest


class Ask:
    """Asks which rule book decides in its turn."""

    def carry_out(self, turn: Turn) -> str:
        """Its digest."""
        return turn.rule_book.digest


def test_a_command_after_an_adoption_is_decided_under_it(town: Borough):
    """Also in the same transaction: in the order of the log, what is adopted counts at once."""
    dan = town.person("Dan", "officer", offices="deputy_monitoring_officer")
    renamed = RuleBook(RENAMED)
    adoption = AdoptRuleBook(by=dan, digest=renamed.digest)
    with town.office() as office:
        office.carry_out_now(ProposeRuleBook(by=MOIRA, rule_book=renamed))
        before, _, after = office.writer._transactions.carry_out([[Ask()], [adoption], [Ask()]])
    assert (RULES.digest, renamed.digest) == (before, after)
