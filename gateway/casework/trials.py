"""Trying a draft rule book from a page: it takes long, so it runs beside, and says how far it is.

What came out is kept in this process alone, in numbers; that it was tried, and the totals, are on
record before anything is shown.
"""

import threading
from typing import Final, Literal

from gateway.casework.replay import RecordReplay, Replay
from gateway.casework.replay_counts import Counts
from gateway.casework.rule_books import checked, refuse_unless_answerable, texts_of
from gateway.casework.writer import Office
from gateway.errors import BusyError, GatewayError

KEPT: Final = 10
"""How many trials are kept; the oldest goes first."""
State = Literal["running", "done", "failed"]


class Trial:
    """One trial. `done` of `steps` decisions were made again; `counts` grow until it is over.

    `in_force` is the digest of the rule book beside which it was tried; `fault` says why it failed.
    """

    def __init__(self, digest: str) -> None:
        self.digest = digest
        self.in_force = ""
        self.state: State = "running"
        self.steps = 0
        self.done = 0
        self.counts = Counts()
        self.fault = ""


class Trials:
    """The trials of this process: one at a time."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._kept: dict[str, Trial] = {}
        self._lock = threading.Lock()

    def of(self, digest: str) -> Trial | None:
        """The newest trial of a draft; None where it was not tried since the gateway started."""
        return self._kept.get(digest)

    def start(self, *, by: str, digest: str) -> threading.Thread | None:
        """Begin to try a draft that was proposed; None while the same one is being tried.

        Raises NotAllowedError for somebody who does not answer for the rules, NotFoundError for a
        draft that was never proposed, InputError for one that cannot come into force, BusyError
        while another one is being tried.
        """
        with self._office.reading() as reading:
            refuse_unless_answerable(reading, by)
            texts, council = texts_of(reading, digest), reading.council
        with self._lock:
            running = [one for one in self._kept.values() if one.state == "running"]
            if any(one.digest == digest for one in running):
                return None
            if running:
                raise BusyError("Another draft is being tried. Try this one when that has ended.")
            self._kept.pop(digest, None)
            trial = self._kept[digest] = Trial(digest)
            for old in list(self._kept)[:-KEPT]:
                del self._kept[old]
        thread = threading.Thread(
            target=self._run, args=(trial, by, texts, council), name="trial", daemon=True
        )
        thread.start()
        return thread

    def _run(self, trial: Trial, by: str, texts: dict[str, str], council: str) -> None:
        """Go through everything, put it on record, and only then say that it is done."""
        try:
            self._try(trial, by, texts, council)
            trial.state = "done"
        except GatewayError as fault:
            trial.fault = fault.detail
        finally:
            if trial.state == "running":
                trial.state = "failed"

    def _try(self, trial: Trial, by: str, texts: dict[str, str], council: str) -> None:
        draft = checked(texts, council)
        with self._office.reading() as reading:
            replay = Replay(reading, draft)
            trial.counts, trial.steps = replay.counts, replay.steps()
            trial.in_force = reading.rule_book.digest

            def step(number: int) -> None:
                trial.done += number

            for _ in replay.found(step):
                pass
        self._office.carry_out_now(
            RecordReplay(by=by, draft=draft.digest, in_force=trial.in_force, counts=trial.counts)
        )
