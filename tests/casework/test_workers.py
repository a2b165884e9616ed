"""Workers as processes of their own: two at once do nothing twice, on SQLite and on PostgreSQL."""

import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import update

from gateway.casework.address_book import KeepAddress
from gateway.casework.log_check import check_log
from gateway.domain.notices import to_office, to_person
from gateway.domain.people import OPERATOR
from gateway.store import tables
from gateway.store.keys import read_keys
from tests.casework.adding import wait_until
from tests.casework.doing import rows
from tests.casework.test_deadlines import set_one
from tests.casework.test_outbox import tell_of
from tests.casework.thornmere import ADA
from tests.mail import Mailbox, mail_server
from tests.store.borough import NOW, Borough

MANY = 40
WORDS = [sys.executable, "-m", "tests.casework.working_alone"]


def environment(town: Borough, mailbox: Mailbox, now: datetime) -> dict[str, str]:
    """The settings of a worker of the town."""
    given = {"data": town.data, "database_url": town.url, **mailbox.settings(), "test_now": now}
    settings = {f"GATEWAY_{name.upper()}": str(value) for name, value in given.items()}
    return {"PATH": os.environ["PATH"], "PYTHONPATH": ".", **settings}


def start(town: Borough, mailbox: Mailbox, now: datetime, *words: str) -> "subprocess.Popen[str]":
    """A worker in a process of its own."""
    return subprocess.Popen(  # noqa: S603  our own
        [*WORDS, *words],
        env=environment(town, mailbox, now),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def owing(town: Borough) -> None:
    """Many deadlines of an office that has a mailbox, and as many notices to Ada."""
    with town.office() as office:
        for to in (to_office("head_of_service"), to_person(ADA)):
            keep = KeepAddress(by=OPERATOR, to=to, address=f"{to.kind}@thornmere.example")
            office.carry_out_now(keep)
        for number in range(MANY):
            set_one(office, about=f"NTK-2026-{number:04}")
            tell_of(office, to_person(ADA), f"NTK-2026-{number:04}")


def test_two_at_once_do_nothing_twice(town: Borough):
    """Each deadline is told of once and each notice is sent once, by one or by the other."""
    owing(town)
    town.close()
    with mail_server(Mailbox()) as mailbox:
        later = NOW + timedelta(days=5)
        both = [start(town, mailbox, later, "work-once") for _ in range(2)]
        said = [one.communicate(timeout=120) for one in both]
    kept = rows(town, "notices")
    told = Counter(message["To"] for message in mailbox.messages)

    assert [0, 0] == [one.returncode for one in both], said
    assert {"office@thornmere.example": MANY, "person@thornmere.example": MANY} == told
    assert 2 * MANY == len(set(mailbox.ids)) == len(mailbox.ids) == len(kept)
    assert {"sent"} == {row.state for row in kept}
    assert {"near"} == {row.stage for row in rows(town, "deadlines")}
    with town.reading() as connection:
        assert () == check_log(connection, read_keys(town.data).public).findings


def test_a_worker_works_until_it_is_stopped(town: Borough):
    """It sends what comes while it runs, and ends cleanly when told to."""
    owing(town)
    with mail_server(Mailbox()) as mailbox:
        worker = start(town, mailbox, NOW, "worker", "--every", "0.1")
        try:
            wait_until(lambda: MANY == len(mailbox.messages))
            with town.writing() as connection:
                connection.execute(update(tables.deadlines).values(next_at=datetime(2026, 11, 23)))  # noqa: DTZ001
            wait_until(lambda: 2 * MANY == len(mailbox.messages))
        finally:
            worker.send_signal(signal.SIGTERM)
            said = worker.communicate(timeout=30)

    assert (0, "Working. Stop with Ctrl-C.\n") == (worker.returncode, said[0]), said


def test_without_a_mail_server_notices_wait(town: Borough):
    """Deadlines are told of all the same, and the notices wait where people sign in."""
    owing(town)
    quiet = Mailbox()
    town.close()
    now = {**environment(town, quiet, NOW + timedelta(days=5)), "GATEWAY_MAIL_HOST": ""}
    done = subprocess.run(  # noqa: S603  our own
        [*WORDS, "work-once"], env=now, capture_output=True, text=True, timeout=60, check=True
    )

    assert (
        f"Told of {MANY} deadlines; looked at 0 copies; "
        f"ended 0 ways in of people who have left; sent 0 notices, 0 in vain.\n" == done.stdout
    )
    assert Counter({"waiting": 2 * MANY}) == Counter(row.state for row in rows(town, "notices"))


def test_what_a_killed_worker_had_claimed_is_sent_by_another(town: Borough):
    """After the lease; under the same Message-ID, so that getting it twice can be told."""
    owing(town)
    with town.writing() as connection:
        claimed = {"claim": "a" * 32, "next_at": NOW + timedelta(seconds=60), "attempts": 1}
        connection.execute(update(tables.notices).values(**claimed))
    town.close()
    with mail_server(Mailbox()) as mailbox:
        for seconds, sent in ((30, 0), (61, MANY)):
            worker = start(town, mailbox, NOW + timedelta(seconds=seconds), "work-once")
            worker.communicate(timeout=60)
            assert sent == len(mailbox.messages)

    assert {f"<{row.id}@thornmere.example>" for row in rows(town, "notices")} == set(mailbox.ids)
