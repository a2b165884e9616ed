"""Questions of one kind that come at the same time: answered together, beside the event loop.

Handing a question to a thread and opening the database for it costs more than its answer does. So
one thread waits for them, and is handed all that came while it answered those before.
"""

import asyncio
import threading
from collections.abc import Callable, Collection, Hashable, Mapping
from contextlib import suppress
from queue import SimpleQueue
from typing import Generic, TypeVar

Asked = TypeVar("Asked", bound=Hashable)
Answer = TypeVar("Answer")
_Waiting = list[tuple[Asked, asyncio.Future[Answer | None]]]


class AskedTogether(Generic[Asked, Answer]):
    """Asks while nothing else is asked; what comes meanwhile is asked in one go afterwards.

    `answering` is given the questions, in a thread, and leaves out those that have no answer. For
    use by one event loop at a time.
    """

    def __init__(self, answering: Callable[[Collection[Asked]], Mapping[Asked, Answer]]) -> None:
        self._answering = answering
        self._waiting: _Waiting[Asked, Answer] = []
        self._asking = False
        self._handed: SimpleQueue[_Waiting[Asked, Answer] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    async def __call__(self, asked: Asked) -> Answer | None:
        """The answer; None when there is none. Raises what answering raises."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Answer | None] = loop.create_future()
        self._waiting.append((asked, future))
        if not self._asking:
            self._asking = True
            loop.call_soon(self._hand_over)
        return await future

    def close(self) -> None:
        """Let go of the thread; whoever still waits is not answered. It may be asked again."""
        if self._thread is not None:
            self._handed.put(None)
            self._thread.join()
            self._thread = None
        self._waiting, self._asking = [], False

    def _hand_over(self) -> None:
        """Have what waits answered, if anything does."""
        self._asking = bool(self._waiting)
        if not self._asking:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._answer, name="answering", daemon=True)
            self._thread.start()
        self._handed.put(self._waiting)
        self._waiting = []

    def _answer(self) -> None:
        """The thread: answer what is handed over, until there is nothing more."""
        while (waiting := self._handed.get()) is not None:
            outcome: Mapping[Asked, Answer] | Exception
            try:
                outcome = self._answering({asked for asked, _ in waiting})
            except Exception as error:  # noqa: BLE001  whoever waits is told
                outcome = error
            loop = waiting[0][1].get_loop()
            with suppress(RuntimeError):  # it has ended, and whoever waited with it
                loop.call_soon_threadsafe(self._tell, waiting, outcome)

    def _tell(
        self, waiting: _Waiting[Asked, Answer], outcome: Mapping[Asked, Answer] | Exception
    ) -> None:
        for asked, future in waiting:
            if future.done():
                continue
            if isinstance(outcome, Exception):
                future.set_exception(outcome)
            else:
                future.set_result(outcome.get(asked))
        self._hand_over()
