"""A check of the log that goes on beside the work: begun, looked at, and told when it is over.

Each serving process keeps its own latest check; that one was begun is on record in the log.
"""

import threading
from datetime import datetime
from typing import Any, Final

import structlog
from msgspec import Struct, structs

from gateway.audit.report import Report
from gateway.casework.log_check import CheckLog, check_within
from gateway.casework.writer import Office
from gateway.errors import GatewayError, LogError
from gateway.store import log

MOMENT: Final = 2.0
"""Seconds for which whoever began a check waits for it, before they are told how far it is."""

_say = structlog.get_logger(__name__)


class Checking(Struct, frozen=True, kw_only=True):
    """How a check stands: when it began, and how many of how many entries were gone through.

    `report` is there once it is over, or `fault` in a sentence where it could not be finished.
    """

    begun: datetime
    entries: int
    of: int
    report: Report | None
    fault: str | None

    @property
    def over(self) -> bool:
        """Whether there is nothing to wait for."""
        return self.report is not None or self.fault is not None


class LogChecks:
    """The check that goes on or was the latest one in this process; never two at once."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._latest: _Check | None = None

    def begin(self, by: str, *, wait: float = MOMENT) -> Checking:
        """Begin a check, recorded first, unless one goes on; how it stands `wait` seconds later.

        Raises NotAllowedError for anybody but an auditor.
        """
        self._office.carry_out_now(CheckLog(by=by))
        with self._lock:
            check, thread = self._latest, self._thread
            if check is None or thread is None or check.state.over:
                with self._office.reading() as reading:
                    check = _Check(reading.moment, log.size_of(reading.connection))
                thread = threading.Thread(target=check.run, args=(self._office,), daemon=True)
                self._latest, self._thread = check, thread
                thread.start()
        thread.join(wait)
        return check.state

    def latest(self) -> Checking | None:
        """How the latest check stands; None when this process has made none."""
        check = self._latest
        return check.state if check else None


class _Check:
    """One check, in a thread of its own."""

    def __init__(self, begun: datetime, of: int) -> None:
        self.state = Checking(begun=begun, entries=0, of=of, report=None, fault=None)

    def run(self, office: Office) -> None:
        """Go through the log as it stands now."""
        try:
            with office.reading() as reading:
                report = check_within(reading.connection, reading.signer.public, step=self._step)
            self._is(entries=report.entries, of=report.entries, report=report)
        except GatewayError as error:
            self._is(fault=f"The check could not be finished. {error}")
        except Exception:  # noqa: BLE001  it must end, whatever happens, and say so
            _say.exception("log.not_checked")
            self._is(fault=str(LogError("The database cannot be read as a log.")))

    def _step(self, entries: int) -> None:
        self._is(entries=entries)

    def _is(self, **changes: Any) -> None:
        self.state = structs.replace(self.state, **changes)
