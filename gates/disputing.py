"""Kill -9 in the middle of disputes, determinations and the mail about them.

Chains of steps run side by side over HTTP: a councillor asks, the first decider finds no need, the
councillor disputes, the office that hears it determines. A real `gateway worker` tells of it over
SMTP meanwhile. At a random moment the server is killed, the worker, or both, and started again.

- Nothing that was acknowledged is lost: each chain stands as far as it was told, or one step
  further where the answer to the last one did not arrive; and each step is there wholly, with its
  entries and its notices, or not at all.
- In the end every notice has arrived by mail, and nothing else did; and the log verifies.
"""

import asyncio
import random
import secrets
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select

from benchmarks import council
from benchmarks.client import Client, post
from benchmarks.council import Served
from gates.mails import SlowMailbox, as_environment, send_the_rest, worker, wrong_mail
from gateway.casework.address_book import KeepAddress
from gateway.casework.writer import open_office
from gateway.domain.notices import to_office, to_person
from gateway.domain.people import OPERATOR
from gateway.store.engine import open_for_reading
from gateway.store.tables import log_entries, notices
from tests.api.town import Town
from tests.journeys.served import environment, gateway
from tests.mail import Mailbox, mail_server

CHAINS = 8
"""How many chains run side by side."""
LOAD_SECONDS = (0.05, 0.8)
"""How long they run before something is killed, at least and at most."""
MADE = 201
_DENIES: Final = {"finding": "reasonably_necessary", "value": False, "words": "No need was shown."}
_DISPUTES: Final = {"ground": "refusal", "words": "I need it for the panel."}
STEPS: Final = (
    ("request.decided", "request_waits"),
    ("finding.recorded", None),
    ("request.decided_again", "request_decided"),
    ("dispute.filed", "dispute_filed"),
    ("dispute.determined", "determined"),
    ("request.decided_again", "request_decided"),
)
"""What a chain leaves: its log entries in order, and the notice that each one gives somebody. The
last is given where the dispute is overturned, which changes the answer."""
_KINDS: Final = {kind for kind, _ in STEPS}
ENTRIES: Final = (1, 3, 4, 6)
"""How many of them there are after each step that somebody takes."""


class Result(Struct, kw_only=True):
    """What the rounds showed."""

    rounds: int = 0
    kills: int = 0
    steps: int = 0
    determined: int = 0
    in_flight: int = 0
    kept_in_flight: int = 0
    mails: int = 0
    violations: list[str] = []

    def __str__(self) -> str:
        return (
            f"{self.kills} kills in {self.rounds} rounds, {self.steps} steps acknowledged with "
            f"{self.determined} determinations, {self.in_flight} in flight when killed, "
            f"{self.kept_in_flight} of them kept, {self.mails} mails, "
            f"{len(self.violations)} violations"
        )


class Chain:
    """A request on its way, how far we were told that it came, and what may be under way."""

    def __init__(self, paper: str, *, upheld: bool) -> None:
        self.paper = paper
        self.answer = "uphold" if upheld else "overturn"
        self.key = secrets.token_hex(8)
        self.reference: str | None = None
        self.dispute = 0
        self.told = 0
        self.under_way = False

    def next_step(self, town: Town) -> bytes:
        """The bytes of the step that comes next."""
        below = f"/api/requests/{self.reference}/"
        match self.told:
            case 0:
                asked = {"document": self.paper, "purpose": "official_duty"}
                return post("/api/requests", asked, token=town.token("ben"), key=self.key)
            case 1:
                return post(below + "findings", _DENIES, token=town.token("sid"))
            case 2:
                return post(below + "disputes", _DISPUTES, token=town.token("ben"))
            case _:
                one = {"segment": "main", "answer": self.answer, "words": "I read it."}
                body = {"dispute": self.dispute, "answers": [one]}
                return post(below + "determinations", body, token=town.token("moira"))

    def hear(self, answer: dict[str, Any]) -> None:
        """The answer to the step arrived."""
        self.under_way = False
        self.told += 1
        if self.told == 1:
            self.reference = answer["reference"]
        if answer.get("disputes"):
            self.dispute = answer["disputes"][0]["entry"]

    @property
    def done(self) -> bool:
        """Whether it was determined."""
        return self.told == len(ENTRIES)

    def leaves(self, steps: int) -> tuple[tuple[str, str | None], ...]:
        """The entries and notices that so many steps leave."""
        left = STEPS[: ENTRIES[steps - 1]] if steps else ()
        return (*left[:5], (STEPS[5][0], None)) if self.answer == "uphold" and left[5:] else left


def run(
    serving: str,
    working: str,
    rounds: int,
    seed: int,
    say: Callable[[str], object],
    *,
    stop_early: bool = False,
) -> Result:
    """Kill the server and the worker that these modules start. `stop_early`: at a violation."""
    chance, result = random.Random(seed), Result()
    with _town() as town, mail_server(SlowMailbox(chance)) as mailbox:
        _keep_addresses(town)
        killing = Killing(town, mailbox, result, chance)
        killing.start(serving, working)
        try:
            for number in range(rounds):
                killing.round(serving, working)
                if number % 20 == 19:  # noqa: PLR2004  now and then
                    say(f"round {number + 1}: {result}")
                if stop_early and result.violations:
                    break
        finally:
            killing.stop()
        with open_office(town.settings.data, town.settings.database_url) as office:
            send_the_rest(working, killing.environment, office)
            result.violations += wrong_mail(office, mailbox)
        result.mails = len(mailbox.ids)
        verified = gateway(town, "audit", "verify")
        if verified.returncode:
            result.violations.append(f"the log does not verify: {verified.stdout}")
    return result


@contextmanager
def _town() -> Iterator[Town]:
    with tempfile.TemporaryDirectory() as folder:
        yield Town(Path(folder) / "data")


def _keep_addresses(town: Town) -> None:
    """Everybody who is told something gets mail."""
    with open_office(town.settings.data, town.settings.database_url) as office:
        for to in (to_person(town.people["ben"]), to_office("monitoring_officer")):
            office.carry_out_now(KeepAddress(by=OPERATOR, to=to, address=f"{to.kind}@example.org"))
        to = to_office("service_director")
        office.carry_out_now(KeepAddress(by=OPERATOR, to=to, address="first@example.org"))


class Killing:
    """The server and the worker of a town, the chains, and what is known of them."""

    def __init__(self, town: Town, mailbox: Mailbox, result: Result, chance: random.Random) -> None:
        self.town = town
        self.result = result
        self.environment = {**environment(town), **as_environment(mailbox)}
        self._chance = chance
        self._paper = town.document({"main": {}}, business=False)
        self._chains = [self._chain() for _ in range(CHAINS)]
        self._done: list[Chain] = []
        self._reading = open_for_reading(town.settings.database_url)
        self._read_to = -1
        self._logged: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)

    def _chain(self) -> Chain:
        return Chain(self._paper, upheld=self._chance.random() < 0.5)  # noqa: PLR2004  half of them

    def start(self, serving: str, working: str) -> None:
        """Start both."""
        self._server = Served([serving, "serve", "--port", "0"], self.environment)
        self._worker = worker(working, self.environment)

    def stop(self) -> None:
        """End both without a word."""
        self._server.kill()
        self._worker.kill()
        self._worker.wait()
        self._reading.dispose()

    def round(self, serving: str, working: str) -> None:
        """Let the chains run, kill one or both, start them again, and compare."""
        kill = self._chance.choice(("server", "server", "both", "worker"))
        asyncio.run(self._until_killed(kill))
        self.result.rounds += 1
        if kill != "server":
            self._worker.wait()
            self._worker = worker(working, self.environment)
        if kill != "worker":
            self._server.kill()
            self._server = Served([serving, "serve", "--port", "0"], self.environment)
        self._compare()
        self._chains = [self._chain() if one.done else one for one in self._chains]

    async def _until_killed(self, kill: str) -> None:
        stop = asyncio.Event()
        running = [asyncio.create_task(self._run(place, stop)) for place in range(CHAINS)]
        await asyncio.sleep(self._chance.uniform(*LOAD_SECONDS))
        if kill != "server":
            self._worker.kill()
            self.result.kills += 1
        if kill != "worker":
            council.kill(self._server.process)
            self.result.kills += 1
        stop.set()
        await asyncio.gather(*running)

    async def _run(self, place: int, stop: asyncio.Event) -> None:
        """One chain after the other, until the connection breaks or nobody wants more."""
        try:
            connection = await Client.open(self._server.port)
            while not stop.is_set():
                chain = self._chains[place]
                if chain.done:
                    self._done.append(chain)
                    chain = self._chains[place] = self._chain()
                chain.under_way = True
                chain.hear(await connection.ask(chain.next_step(self.town)))
                self.result.steps += 1
                self.result.determined += chain.done
            connection.close()
        except (OSError, asyncio.IncompleteReadError):
            return
        except RuntimeError as refused:
            self.result.violations.append(f"what was told is not so for the next step: {refused}")

    def _compare(self) -> None:
        """What is on record against what was told, for each chain; and go on from what there is."""
        with self._reading.connect() as connection:
            self._read_log(connection)
            told = connection.execute(select(notices.c.entry, notices.c.kind, notices.c.about))
            given: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
            for entry, kind, about in told:
                given[about].append((entry, kind))
        for chain in (*self._done, *self._chains):
            self._compare_one(chain, given)
        self._done = []

    def _read_log(self, connection: Connection) -> None:
        """What was added to the log since the last time, by reference."""
        columns = log_entries.c.seq, log_entries.c.bytes
        newer = select(*columns).where(log_entries.c.seq > self._read_to).order_by("seq")
        for seq, data in connection.execute(newer):
            entry, self._read_to = msgspec.json.decode(data), seq
            if (reference := entry["body"].get("reference")) and entry["kind"] in _KINDS:
                self._logged[reference].append((seq, entry["kind"]))

    def _compare_one(self, chain: Chain, given: Mapping[str, list[tuple[int, str]]]) -> None:
        self.result.in_flight += chain.under_way
        if chain.reference is None:  # asked again under its key, it will be told
            return
        logged, notes = self._logged[chain.reference], given.get(chain.reference, [])
        kinds = dict(notes)
        kept = tuple((kind, kinds.pop(seq, None)) for seq, kind in logged)
        if kinds or len(kinds) + sum(note is not None for _, note in kept) != len(notes):
            self._wrong(chain, f"is told of as {notes}")
        if chain.under_way and kept == chain.leaves(chain.told + 1):
            self.result.kept_in_flight += 1
            chain.told += 1
            chain.dispute = logged[-1][0] if chain.told == 3 else chain.dispute  # noqa: PLR2004
        elif kept != chain.leaves(chain.told):
            self._wrong(chain, f"stands so: {kept}")
        chain.under_way = False

    def _wrong(self, chain: Chain, what: str) -> None:
        steps = f"{chain.told} steps acknowledged"
        self.result.violations.append(f"{chain.reference}, {steps}, {what}")
