"""What a handler is given: bodies and query parameters, read strictly before it is called."""

from typing import Any, Final
from urllib.parse import unquote_to_bytes

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.handlers import BaseRouteHandler

from gateway.api.headers import single
from gateway.domain import strict_json
from gateway.domain.clean_text import clean
from gateway.domain.people import Caller
from gateway.errors import InputError, UnsupportedContentTypeError

_JSON: Final = frozenset({"application/json", "application/json; charset=utf-8"})
_QUERY: Final = "the query"


class StrictRequest(Request[Caller, None, State]):
    """A request whose JSON is read by our own rules, as the type that the handler asks for."""

    async def json(self) -> Any:
        """The body as the struct that the handler's parameter `data` names.

        Raises UnsupportedContentTypeError for anything that does not say it is JSON (RFC 8259),
        and InputError for a body that is not as the struct says.
        """
        headers = self.scope["headers"]
        sent_as = (single(headers, "Content-Type") or "").lower().replace(";charset", "; charset")
        if sent_as not in _JSON or single(headers, "Content-Encoding") is not None:
            raise UnsupportedContentTypeError("Send JSON, and say so.", where="Content-Type")
        data = self.route_handler.parsed_data_field
        return strict_json.read(await self.body(), data.annotation) if data else None


def check_query(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """A guard: refuse a query parameter that the handler does not know, or that stands twice.

    A filter with a slip of the pen would otherwise be ignored and the answer hold more than was
    asked for. Raises InputError.
    """
    query: bytes = connection.scope["query_string"]
    seen: set[str] = set()
    for part in query.split(b"&") if query else ():
        name, _, value = part.partition(b"=")
        known = name.decode("latin-1")
        if known not in handler.parsed_fn_signature.parameters or known in connection.path_params:
            raise InputError("A parameter is not known here.", where=_QUERY)
        if known in seen:
            raise InputError("A parameter stands twice.", where=known)
        seen.add(known)
        _text(value, known)


def _text(value: bytes, where: str) -> str:
    try:
        return clean(unquote_to_bytes(value.replace(b"+", b" ")).decode("utf-8"), where=where)
    except UnicodeDecodeError as error:
        raise InputError("The bytes are not UTF-8.", where=where) from error
