"""What a handler is given: who asks, the body and the parameters, read strictly beforehand."""

from functools import cache
from typing import Annotated, Any, Final, Literal, cast
from urllib.parse import unquote_to_bytes

from litestar import Request
from litestar.datastructures import State
from litestar.handlers import BaseRouteHandler
from litestar.params import HeaderParameter, ParameterKwarg, PathParameter, QueryParameter

from gateway.api.headers import single
from gateway.casework.writer import Office
from gateway.domain import strict_json
from gateway.domain.clean_text import clean
from gateway.domain.people import Caller
from gateway.domain.requests import Id, Key, Reference
from gateway.domain.sign_in import Session
from gateway.errors import InputError, UnsupportedContentTypeError
from gateway.language.speaking import Language


def limits(kind: Any) -> dict[str, Any]:
    """The limits of one of the domain's texts, for a parameter: Litestar reads no others."""
    (limits,) = kind.__metadata__
    names = ("pattern", "min_length", "max_length")
    return {name: value for name in names if (value := getattr(limits, name)) is not None}


PathId = Annotated[str, PathParameter(**limits(Id))]
PathReference = Annotated[str, PathParameter(**limits(Reference))]
"""A path that has not this form is answered with 404, as is one that leads nowhere."""
QueryId = Annotated[str | None, QueryParameter(**limits(Id))]
QueryReference = Annotated[
    str | None,
    QueryParameter(
        name="request",
        description="The reference of the request whose purpose counts.",
        **limits(Reference),
    ),
]
QueryLanguage = Annotated[
    Language, QueryParameter(description="The language of the words; Welsh in Wales only.")
]
Limit = Annotated[int, QueryParameter(ge=1, le=200, description="How many to list at most.")]
After = Annotated[
    str | None,
    QueryParameter(max_length=400, description="Where to go on: the last answer's `next`."),
]
Format = Annotated[
    Literal["json", "csv"] | None,
    QueryParameter(
        name="format", description="`csv` for a spreadsheet; the header Accept says the same."
    ),
]
Search = Annotated[
    str,
    QueryParameter(
        name="q", max_length=200, description="Words that each must occur, in capitals or not."
    ),
]
Counted = Annotated[
    bool,
    QueryParameter(name="count", description="Whether to say how many there are in all."),
]
IdempotencyKey = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key",
        **limits(Key),
        description="The same key with the same body is done once and answered alike.",
    ),
]
Prefer = Annotated[
    str | None,
    HeaderParameter(
        name="Prefer",
        description="`return=minimal` leaves the grounds out of the answer, which is faster.",
    ),
]
MINIMAL: Final = "return=minimal"
"""RFC 7240, section 4.2."""
ANY_QUERY: Final = "any_query"
"""The option of a handler to whose address others send browsers, with whatever they add."""
_JSON: Final = frozenset({"application/json", "application/json; charset=utf-8"})


class Visit(Request[Caller, Session | None, State]):
    """A request whose JSON is read by our own rules, as the type that the handler asks for."""

    @property
    def office(self) -> Office:
        """The office that carries out commands and lets the database be read."""
        return cast(Office, self.app.state.office)

    async def json(self) -> Any:
        """The body as the struct that the handler's parameter `data` names.

        Raises UnsupportedContentTypeError for anything that does not say it is JSON (RFC 8259),
        and InputError for a body that is not as the struct says.
        """
        headers = self.scope["headers"]
        sent_as = (single(headers, "Content-Type") or "").lower().replace(";charset", "; charset")
        if sent_as not in _JSON or single(headers, "Content-Encoding") is not None:
            raise UnsupportedContentTypeError("Send JSON, and say so.", where="Content-Type")
        kind = self.route_handler.parsed_data_field
        return strict_json.read(await self.body(), kind.annotation) if kind else None


def wants_minimal(prefer: str | None) -> bool:
    """Whether the caller asked for the answer without its grounds."""
    return MINIMAL in [part.strip().lower() for part in (prefer or "").split(",")]


async def check_parameters(visit: Request[Any, Any, Any]) -> None:
    """Refuse a query parameter that the handler does not know, and one that stands twice.

    A filter with a slip of the pen would otherwise be passed over, and the answer hold more than
    was asked for. Raises InputError. Called before each handler, after its guard.
    """
    if visit.route_handler.opt.get(ANY_QUERY):
        return
    single(visit.scope["headers"], "Idempotency-Key")
    query: bytes = visit.scope["query_string"]
    seen: set[str] = set()
    for part in query.split(b"&") if query else ():
        name, _, value = part.partition(b"=")
        known = name.decode("latin-1")
        if known not in query_names(visit.route_handler):
            raise InputError("A parameter is not known here.", where="the query")
        if known in seen:
            raise InputError("A parameter stands twice.", where=known)
        seen.add(known)
        _check_text(value, known)


def outside_name(handler: BaseRouteHandler | None, name: str) -> str:
    """How callers know a handler's parameter: some have another name in the address or header."""
    field = handler.parsed_fn_signature.parameters.get(name) if handler else None
    known = field.kwarg_definition if field else None
    return (known.name if isinstance(known, ParameterKwarg) else None) or name


@cache
def query_names(handler: BaseRouteHandler) -> frozenset[str]:
    """The names of the query parameters that a handler declares."""
    return frozenset(
        outside_name(handler, name)
        for name, field in handler.parsed_fn_signature.parameters.items()
        if isinstance(field.kwarg_definition, ParameterKwarg)
        and field.kwarg_definition.param_type == "query"
    )


def _check_text(value: bytes, where: str) -> None:
    try:
        clean(unquote_to_bytes(value.replace(b"+", b" ")).decode("utf-8"), where=where)
    except UnicodeDecodeError as error:
        raise InputError("The bytes are not UTF-8.", where=where) from error
