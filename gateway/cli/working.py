"""What a worker does: deadlines, copies to ask back, what leavers had, and notices to send."""

from contextlib import suppress

from msgspec import Struct

from gateway.casework.council import languages
from gateway.casework.due import TOGETHER, TellOfDeadlines
from gateway.casework.leavers import EndWaysIn
from gateway.casework.outbox import ClaimNotices, NoticeFailed, NoticeSent
from gateway.casework.recall import TOGETHER as LOOKED_AT
from gateway.casework.recall import LookForCopies
from gateway.casework.system import WorkerSeen
from gateway.casework.writer import Office
from gateway.domain.notices import Letter
from gateway.errors import BusyError
from gateway.language.speaking import Language
from gateway.notify.post import post
from gateway.settings import Settings


class Done(Struct, kw_only=True):
    """What one round did."""

    deadlines: int = 0
    copies: int = 0
    ended: int = 0
    sent: int = 0
    failed: int = 0

    @property
    def sentence(self) -> str:
        """In words."""
        return (
            f"Told of {self.deadlines} deadlines; looked at {self.copies} copies; "
            f"ended {self.ended} ways in of people who have left; "
            f"sent {self.sent} notices, {self.failed} in vain."
        )


def work(office: Office, settings: Settings) -> Done:
    """Do everything that is to be done now. Raises BusyError when nothing can be recorded."""
    done = Done()
    told = TOGETHER
    while told == TOGETHER:
        told = office.carry_out_now(TellOfDeadlines())
        done.deadlines += told
    looked = LOOKED_AT
    while looked == LOOKED_AT:
        looked = office.carry_out_now(LookForCopies())
        done.copies += looked
    done.ended = office.carry_out_now(EndWaysIn())
    if settings.mail_host:
        while _send(office, settings, done):
            pass
    office.carry_out_now(WorkerSeen())
    return done


def _send(office: Office, settings: Settings, done: Done) -> bool:
    """Claim some notices and send them; whether there were any."""
    claimed = office.carry_out_now(ClaimNotices())
    spoken: tuple[Language, ...] = ("en",)
    with suppress(BusyError), office.reading() as reading:
        spoken = languages(reading)  # without a usable rule book mail goes on all the same

    def told(letter: Letter, fault: str | None) -> bool:
        if fault is None:
            office.carry_out_now(NoticeSent(letter.id))
            done.sent += 1
        else:
            office.carry_out_now(NoticeFailed(letter.id, fault))
            done.failed += 1
        with office.reading() as reading:
            return reading.moment < claimed.until

    post(claimed.letters, settings, told, spoken)
    return bool(claimed.letters)
