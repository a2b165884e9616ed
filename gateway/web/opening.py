"""Opening a paper: its conditions are read and accepted on a page of their own, before any byte."""

import re
from collections.abc import Iterable
from typing import Annotated, Any, Final
from unicodedata import normalize

import msgspec
from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import QueryParameter
from litestar.response import Redirect, Stream

from gateway.api.content import stream
from gateway.api.headers import single
from gateway.api.incoming import PathId, QueryReference, Visit
from gateway.casework.acceptance import AcceptConditions, conditions_of
from gateway.casework.content import ReleaseContent, all_public
from gateway.domain import strict_json
from gateway.domain.access import AcceptanceForm, AcceptedPart, ConditionsOfPart
from gateway.errors import CrossSiteError
from gateway.web.attempts import attempt
from gateway.web.forms import REFUSED, read_typed
from gateway.web.links import address
from gateway.web.paper_titles import known_to
from gateway.web.rendering import page
from gateway.web.told_once import see_other

Segment = Annotated[str | None, QueryParameter(min_length=1, max_length=200)]
_FROM_US: Final = (None, "same-origin", "none")
_NOT_PLAIN: Final = re.compile("[^A-Za-z0-9]+")
_LONGEST_NAME: Final = 100


@get("/documents/{document:str}/open", include_in_schema=False, sync_to_thread=True)
def open_paper(
    request: Visit, document: PathId, segment: Segment = None, asked_in: QueryReference = None
) -> Response[bytes]:
    """The conditions, where some are still to be accepted; else the way to the paper."""
    return _page(request, document, segment, asked_in)


@post("/documents/{document:str}/open", include_in_schema=False)
async def accept(
    request: Visit, document: PathId, segment: Segment = None, asked_in: QueryReference = None
) -> Redirect | Response[bytes]:
    """Accept the conditions as they were read."""
    typed = await read_typed(request)
    errors = {} if typed.one("agree") else {"agree": "Tick the box if you accept."}
    status = REFUSED
    if not errors:
        form = strict_json.read(typed.one("accepted").encode(), AcceptanceForm)
        command = AcceptConditions(by=request.user.person, document=document, form=form)
        _, errors, status = await attempt(request, command)
        if not errors:
            back = address(f"/documents/{document}/open", segment=segment, request=asked_in)
            return see_other(request, back, tell="accepted")
    return await sync_to_thread(
        _page, request, document, segment, asked_in, errors=errors, status=status
    )


@get("/documents/{document:str}/content", include_in_schema=False)
async def download(
    request: Visit,
    document: PathId,
    *,
    segment: Segment = None,
    asked_in: QueryReference = None,
    as_text: Annotated[bool, QueryParameter(name="text")] = False,
) -> Stream:
    """The bytes, or the text alone, on record. The text is kept under the name of the paper."""
    refuse_other_sites(request)
    command = ReleaseContent(
        by=request.user.person,
        document=document,
        segment=segment,
        request=asked_in,
        as_text=as_text,
    )
    released = await request.office.carry_out(command)
    name = await sync_to_thread(_name_of, request, document, segment) if as_text else ""
    return await sync_to_thread(
        stream, request.office.content, released, as_text=as_text, name=name
    )


def _name_of(request: Visit, document: str, segment: str | None) -> str:
    """A name for a file: the title and the part, in letters that every device takes; or "".

    A header holds these as they are (RFC 6266, appendix D).
    """
    with request.office.reading() as reading:
        paper = known_to(request, reading, document)
    words = f"{paper.title} {segment or ''}" if paper else ""
    plain = normalize("NFKD", words).encode("ascii", "ignore").decode()
    return _NOT_PLAIN.sub("-", plain)[:_LONGEST_NAME].strip("-")


def refuse_other_sites(request: Visit) -> None:
    """A link on another site fetches nothing in somebody's name. Raises CrossSiteError."""
    if single(request.scope["headers"], "Sec-Fetch-Site") not in _FROM_US:
        raise CrossSiteError("This link does not come from a page of this gateway.")


def _page(
    request: Visit, document: str, segment: str | None, asked_in: str | None, **how: Any
) -> Response[bytes]:
    with request.office.reading() as reading:
        bound = conditions_of(reading, request.user.person, document, asked_in)
        paper = known_to(request, reading, document)
        public = all_public(reading, request.user.person, document, segment, asked_in)
    wanted = [one for one in bound if segment in {None, one.segment}]
    return page(
        request,
        "paper-open.html",
        title="Open a paper",
        paper=paper,
        document=document,
        public=public,
        to_accept=[one for one in wanted if one.accepted is None],
        accepted=[one for one in wanted if one.accepted is not None],
        accepting=_named((one for one in wanted if one.accepted is None), asked_in),
        here=address(f"/documents/{document}/open", segment=segment, request=asked_in),
        read=address(f"/documents/{document}/read", segment=segment, request=asked_in),
        there=address(f"/documents/{document}/content", segment=segment, request=asked_in),
        back=f"/requests/{asked_in}" if asked_in else f"/documents/{document}",
        **how,
    )


def _named(parts: Iterable[ConditionsOfPart], asked_in: str | None) -> str:
    """The conditions that are shown, to be named when they are accepted."""
    accepted = tuple(
        AcceptedPart(
            segment=one.segment, conditions=tuple(each.condition for each in one.conditions)
        )
        for one in parts
    )
    return msgspec.json.encode(AcceptanceForm(accepted=accepted, request=asked_in)).decode()
