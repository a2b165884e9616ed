"""Grounds for an answer that is about to leave: at hand, or looked up beside the event loop."""

from litestar.concurrency import sync_to_thread

from gateway.casework.explained import Answer, Made, with_grounds
from gateway.casework.writer import Office


async def explain(office: Office, made: Made[Answer] | Answer) -> Answer:
    """The answer with its grounds; one that is given a second time is read from the log."""
    if isinstance(made, Made):
        return made.explained()
    return await sync_to_thread(with_grounds, office, made)
