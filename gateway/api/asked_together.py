"""Questions of one kind that come at the same time: answered together, beside the event loop.

Handing a question to a thread and opening the database for it costs more than its answer does.
"""

import asyncio
from collections.abc import Callable, Collection, Hashable, Mapping
from typing import Generic, TypeVar

from litestar.concurrency import sync_to_thread

Asked = TypeVar("Asked", bound=Hashable)
Answer = TypeVar("Answer")


class AskedTogether(Generic[Asked, Answer]):
    """Asks while nothing else is asked; what comes meanwhile is asked in one go afterwards.

    `answering` is given the questions, in a thread, and leaves out those that have no answer.
    """

    def __init__(self, answering: Callable[[Collection[Asked]], Mapping[Asked, Answer]]) -> None:
        self._answering = answering
        self._waiting: list[tuple[Asked, asyncio.Future[Answer | None]]] = []
        self._asking: asyncio.Task[None] | None = None

    async def __call__(self, asked: Asked) -> Answer | None:
        """The answer; None when there is none. Raises what answering raises."""
        future: asyncio.Future[Answer | None] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, future))
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        return await future

    async def _ask(self) -> None:
        while self._waiting:
            waiting, self._waiting = self._waiting, []
            try:
                answers = await sync_to_thread(self._answering, {asked for asked, _ in waiting})
            except Exception as error:  # noqa: BLE001  whoever waits is told
                for _, future in waiting:
                    if not future.done():
                        future.set_exception(error)
            else:
                for asked, future in waiting:
                    if not future.done():
                        future.set_result(answers.get(asked))
