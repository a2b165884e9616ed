"""Who is asking: the person whose valid token came with the request."""

from collections.abc import Iterable

from litestar.concurrency import sync_to_thread

from gateway.casework.tokens import caller_of
from gateway.casework.writer import Office
from gateway.domain.people import Caller
from gateway.errors import NotSignedInError
from gateway.identity.bearer import NOT_SIGNED_IN, token_in


class SignIn:
    """Asks the register, for every request anew: a token that is revoked is refused at once."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def __call__(self, headers: Iterable[tuple[bytes, bytes]]) -> Caller:
        """The caller with the offices held now. Raises one NotSignedInError for every cause."""
        token = token_in(headers)
        if token is None:
            raise NotSignedInError(NOT_SIGNED_IN)
        try:
            return await sync_to_thread(self._caller, token)
        except NotSignedInError as error:
            raise NotSignedInError(NOT_SIGNED_IN) from error

    def _caller(self, token: str) -> Caller:
        with self._office.reading() as reading:
            return caller_of(reading, token)
