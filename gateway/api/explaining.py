"""An answer about to leave, and its grounds: at hand, or looked up beside the event loop."""

from litestar.concurrency import sync_to_thread

from gateway.api.evenly import tells_nothing
from gateway.api.incoming import Visit
from gateway.casework.explained import Answer, Made, answer_of, with_grounds
from gateway.casework.writer import Office
from gateway.domain.requests import RequestAnswer


async def explain(office: Office, made: Made[Answer] | Answer) -> Answer:
    """The answer with its grounds; what is not at hand for them is read from the log."""
    if isinstance(made, Made):
        rule_book = office.rule_books.ready(made.answer.decision.rule_book)
        if rule_book is not None:
            return made.explained(rule_book)
    return await sync_to_thread(with_grounds, office, answer_of(made))


def leaving(request: Visit, made: Made[RequestAnswer] | RequestAnswer) -> RequestAnswer:
    """The answer to a request; one that tells of nothing leaves with the others that do not."""
    answer = answer_of(made)
    if not answer.decision.segments:
        tells_nothing(request.scope)
    return answer
