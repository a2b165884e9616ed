"""Who is asking: the person whose valid token came with the request, or whose session it is in.

Refused sign-ins are recorded too, gathered for a few seconds: a stranger who tries again and again
can fill neither the log nor the queue before it.
"""

import asyncio
from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta
from typing import Final

from litestar.concurrency import sync_to_thread

from gateway.api.asked_together import AskedTogether
from gateway.api.headers import Headers
from gateway.casework.feeds import caller_by_feed
from gateway.casework.sessions import FoundSession, SessionUsed, session_of
from gateway.casework.sign_ins import RecordRefusedSignIns, issued_token
from gateway.casework.tokens import callers_of
from gateway.casework.writer import Office
from gateway.domain.people import Caller
from gateway.domain.sign_in import SEEN_EVERY
from gateway.errors import BusyError, NotSignedInError
from gateway.identity.bearer import NOT_SIGNED_IN, token_in

GATHERED: Final = 10.0
"""For how many seconds refused sign-ins are counted before they are recorded together."""


class SignIn:
    """Asks the register, for every request anew: a token that is revoked is refused at once."""

    def __init__(self, office: Office, *, gathered: float = GATHERED) -> None:
        self._office = office
        self._gathered = gathered
        self._refused: Counter[str | None] = Counter()
        self._later: asyncio.Task[None] | None = None
        self._caller = AskedTogether[str, Caller](self._callers)

    async def __call__(self, headers: Headers) -> Caller:
        """The caller with the offices held now. Raises one NotSignedInError for every cause."""
        text = None
        try:
            text = token_in(headers)
            if text is not None and (caller := await self._caller(text)) is not None:
                return caller
        except NotSignedInError:
            await self._count(None)
        else:
            if text is not None:
                await self._count(text)
        raise NotSignedInError(NOT_SIGNED_IN)

    async def by_address(self, secret: str) -> Caller:
        """The caller whose calendar is at this address. Raises as above."""
        try:
            return await sync_to_thread(self._reader, secret)
        except NotSignedInError:
            await self._count(None)
        raise NotSignedInError(NOT_SIGNED_IN)

    async def by_session(self, secret: str) -> FoundSession:
        """The session that a cookie names, with the offices held now.

        Raises NotSignedInError for one that is not known or has ended: that is no attempt to sign
        in, and is not recorded. A session that is used goes on; that it was is kept once a minute.
        """
        found, idle = await sync_to_thread(self._session, secret)
        if idle >= SEEN_EVERY:
            with suppress(BusyError):  # then it ends a little earlier
                await self._office.carry_out(SessionUsed(session=found.session.id))
        return found

    def _session(self, secret: str) -> tuple[FoundSession, timedelta]:
        with self._office.reading() as reading:
            found = session_of(reading, secret)
            return found, reading.moment - found.session.seen_at

    def _reader(self, secret: str) -> Caller:
        with self._office.reading() as reading:
            return caller_by_feed(reading, secret)

    async def record_refused(self) -> None:
        """Record what was gathered; what cannot be recorded now is kept for the next time."""
        refused, self._refused = self._refused, Counter()
        for token, times in refused.items():
            try:
                await self._office.carry_out(RecordRefusedSignIns(token=token, times=times))
            except BusyError:
                self._refused[token] += times

    async def close(self) -> None:
        """Record what is left, before the office stops."""
        if self._later is not None:
            self._later.cancel()
            with suppress(asyncio.CancelledError):
                await self._later
        await self.record_refused()
        self._caller.close()

    def _callers(self, texts: Collection[str]) -> dict[str, Caller]:
        with self._office.reading() as reading:
            return callers_of(reading, texts)

    def _issued(self, text: str) -> str | None:
        with self._office.reading() as reading:
            return issued_token(reading, text)

    async def _count(self, text: str | None) -> None:
        """Count one refusal under its token, if it was one of ours, and see that it is recorded."""
        self._refused[None if text is None else await sync_to_thread(self._issued, text)] += 1
        if self._later is None or self._later.done():
            self._later = asyncio.create_task(self._record_later())

    async def _record_later(self) -> None:
        await asyncio.sleep(self._gathered)
        await self.record_refused()
