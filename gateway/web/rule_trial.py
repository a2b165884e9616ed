"""Try a decision: what the rules say to invented facts. It concerns nobody, and nothing is kept."""

from typing import Annotated, Any, Final

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from msgspec import Meta, Struct

from gateway.api.incoming import Visit
from gateway.domain.facts import (
    Confidential,
    PersonalData,
    Purpose,
    RequesterKind,
    SegmentKind,
    Standing,
)
from gateway.errors import FactsError
from gateway.policy.facts_reader import read_facts
from gateway.policy.words import VALUES
from gateway.web import hearing_terms, officer_terms
from gateway.web.checks_table import RESULTS, CheckedPart, checked_parts
from gateway.web.forms import REFUSED, Typed, fill, read_typed, typed_of
from gateway.web.rendering import page

LONGEST: Final = 50_000
"""How many characters the facts may have."""
_FACTS: Final = """\
id = "trial"
title = "A trial"
council = "{council}"
now = {now}

[requester]
kind = "{chosen.kind}"
standing = "{chosen.standing}"
person = "somebody"
bodies = [{bodies}]

[request]
type = "access"
form = "inspect"
purpose = "{chosen.purpose}"

[[document.segments]]
id = "paper"
kind = "{chosen.paper}"
public = {public}
confidential = "{chosen.confidential}"
personal_data = "{chosen.personal_data}"
business = [{{ body = "committee" }}]
exempt = [{exempt}]
"""
CONFIDENTIAL: Final[dict[Confidential, str]] = {
    "none": "No",
    "government_department": "A government department gave it in confidence",
    "enactment": "A law forbids it",
    "court_order": "A court order forbids it",
}
PERSONAL: Final[dict[PersonalData, str]] = {
    "none": "No",
    "ordinary": "Yes, ordinary",
    "special": "Yes, of a special kind, such as health",
    "criminal": "Yes, about crime",
}


class Chosen(Struct, frozen=True, kw_only=True):
    """The facts that matter most; the others are as they mostly are."""

    kind: RequesterKind = "councillor"
    standing: Standing = "current"
    on_body: bool = False
    purpose: Purpose = "official_duty"
    paper: SegmentKind = "report"
    public: bool = False
    paragraph: Annotated[int, Meta(ge=0, le=18)] = 0
    tested: bool = True
    confidential: Confidential = "none"
    personal_data: PersonalData = "none"


@get("/rules/trial", include_in_schema=False, sync_to_thread=True)
def ask_trial(request: Visit) -> Response[bytes]:
    """The facts to choose, or to paste."""
    return _page(request, typed_of(Chosen()))


@post("/rules/trial", include_in_schema=False)
async def try_decision(request: Visit) -> Response[bytes]:
    """The answer that these facts would get, with every check. Nothing is released or kept."""
    typed = await read_typed(request)
    return await sync_to_thread(_tried, request, typed)


def _tried(request: Visit, typed: Typed) -> Response[bytes]:
    facts = typed.one("facts")
    if not facts:
        chosen, errors = fill(Chosen, typed, missing={})
        if chosen is None:
            return _page(request, typed, errors=errors, status=REFUSED)
        facts = _written(request, chosen)
    if len(facts) > LONGEST:
        errors = {"facts": f"Send at most {LONGEST} characters."}
        return _page(request, typed, facts=facts, errors=errors, status=REFUSED)
    try:
        return _answered(request, typed, facts)
    except FactsError as fault:
        errors = {"facts": f"{fault.where}: {fault.detail}." if fault.where else fault.detail}
        return _page(request, typed, facts=facts, errors=errors, status=REFUSED)


def _answered(request: Visit, typed: Typed, facts: str) -> Response[bytes]:
    read = read_facts(facts)
    with request.office.reading() as reading:
        book = reading.rule_book
    decision = book.explain(read, book.decide(read))
    reply = book.reply(read, book.told(read, decision))
    parts = checked_parts(request.office, decision)
    return _page(request, typed, facts=facts, parts=parts, reply=reply)


def _written(request: Visit, chosen: Chosen) -> str:
    """The chosen facts as a facts document: words of the domain only, so nothing needs escaping."""
    with request.office.reading() as reading:
        council, now = reading.council, reading.local.replace(microsecond=0)
    tested = f", tested = {now.date()}" if chosen.tested else ""
    mark = f"{{ paragraph = {chosen.paragraph}{tested} }}" if chosen.paragraph else ""
    return _FACTS.format(
        council=council,
        now=now.isoformat(),
        chosen=chosen,
        bodies='"committee"' if chosen.on_body else "",
        public=str(chosen.public).lower(),
        exempt=mark,
    )


def _page(
    request: Visit,
    typed: Typed,
    *,
    facts: str = "",
    parts: tuple[CheckedPart, ...] = (),
    **how: Any,
) -> Response[bytes]:
    paragraphs = {"0": "None"} | {str(one): f"Paragraph {one}" for one in range(1, 19)}
    return page(
        request,
        "rule-trial.html",
        title="Try a decision",
        typed=typed,
        facts=facts,
        parts=parts,
        results=RESULTS,
        kinds=VALUES["requester.kind"],
        standings=VALUES["requester.standing"],
        purposes=officer_terms.TO_OTHERS,
        papers=hearing_terms.KINDS,
        paragraphs=paragraphs,
        confidential=CONFIDENTIAL,
        personal=PERSONAL,
        **how,
    )
