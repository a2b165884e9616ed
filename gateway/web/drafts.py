"""A request before it is sent: things to do, one page for each, and a check at the end."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final

import msgspec
from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import QueryParameter
from litestar.response import Redirect
from msgspec import Struct

from gateway.api.explaining import leaving
from gateway.api.incoming import After, PathId, Search, Visit
from gateway.casework.draft_list import DraftSort, listed_drafts
from gateway.casework.drafts import DiscardDraft, SaveDraft, SendDraft, draft_of
from gateway.casework.known_papers import KnownPaper
from gateway.domain.case_forms import Draft
from gateway.domain.casework import Capacity
from gateway.domain.facts import Form, Purpose, ScrutinyLink
from gateway.domain.requests import AskedRequest, Matters, Words
from gateway.web.attempts import attempt
from gateway.web.forms import REFUSED, Typed, fill, read_typed, typed_of
from gateway.web.lists import ListPage
from gateway.web.paper_titles import known_to
from gateway.web.rendering import page
from gateway.web.told_once import see_other

AT_ONCE: Final = 20
SORTS: Final = {"newest": "newest first", "oldest": "oldest first", "title": "by title"}


class Why(Struct, frozen=True, kw_only=True):
    """Why somebody asks, for whom, and the matters in which they declare an interest, if any."""

    purpose: Purpose
    statement: Words = ""
    authority: Words = ""
    interested: bool
    interests: Matters = ()


class How(Struct, frozen=True, kw_only=True):
    """How they want to see it, in which capacity, and whether for a meeting or scrutiny."""

    form: Form
    capacity: Capacity
    use_at_meeting: bool
    scrutiny_link: ScrutinyLink


QUESTIONS: Final[Mapping[str, type[Struct]]] = {"why": Why, "how": How}
"""The pages of questions, by the end of their address. `how` is asked of nobody who is content."""
_USUAL: Final = typed_of(AskedRequest(document="0" * 32))
"""What a request says where nothing was answered."""
_FOLDED: Final = ("capacity", "use_at_meeting", "scrutiny_link")
"""What most leave as it is: it stays folded on its page until it is changed."""
_TITLES: Final = {
    "why": "Why do you need it?",
    "how": "How do you want to see it?",
}
_MISSING: Final = {
    "purpose": "Choose why you need it.",
    "interested": "Say whether you, or somebody close to you, could gain or lose by it.",
    "form": "Choose how you want to see it.",
    "capacity": "Choose in which role you ask.",
}


@get("/drafts", include_in_schema=False, sync_to_thread=True)
def list_drafts(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[DraftSort, QueryParameter()] = "newest",
    after: After = None,
) -> Response[bytes]:
    """What the caller began and did not send."""
    with request.office.reading() as reading:
        found = listed_drafts(
            reading, request.user, words=words, sort=sort, after=after, limit=AT_ONCE
        )
        papers = {one.id: known_to(request, reading, one.asked.document) for one in found.items}
    listed = ListPage(
        address="/drafts",
        api="/api/drafts",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "sort": sort if sort != "newest" else ""},
        searched="Words in the title, or in your reasons",
        sorts=SORTS,
        later=after is not None,
    )
    title = "Requests you have not sent"
    return page(request, "drafts.html", title=title, list=listed, drafts=found.items, papers=papers)


@get("/drafts/{draft:str}", include_in_schema=False, sync_to_thread=True)
def show_draft(request: Visit, draft: PathId) -> Response[bytes]:
    """What is to be done before it can be sent."""
    kept, paper = _draft(request, draft)
    return page(
        request,
        "draft.html",
        title="Your request",
        draft=kept,
        paper=paper,
        reasoned=_says_why(kept.asked),
    )


@get("/drafts/{draft:str}/why", include_in_schema=False, sync_to_thread=True)
def ask_why(request: Visit, draft: PathId) -> Response[bytes]:
    """Ask why they need it."""
    return _question(request, draft, "why")


@post("/drafts/{draft:str}/why", include_in_schema=False)
async def keep_why(request: Visit, draft: PathId) -> Redirect | Response[bytes]:
    """Keep the answer."""
    return await _keep(request, draft, "why")


@get("/drafts/{draft:str}/how", include_in_schema=False, sync_to_thread=True)
def ask_how(request: Visit, draft: PathId) -> Response[bytes]:
    """Ask how they want to see it, where they come to change it."""
    return _question(request, draft, "how")


@post("/drafts/{draft:str}/how", include_in_schema=False)
async def keep_how(request: Visit, draft: PathId) -> Redirect | Response[bytes]:
    """Keep the answer."""
    return await _keep(request, draft, "how")


@get("/drafts/{draft:str}/check", include_in_schema=False, sync_to_thread=True)
def check_answers(request: Visit, draft: PathId) -> Response[bytes]:
    """Everything once more, before it is sent."""
    return _check(request, draft)


@post("/drafts/{draft:str}/sending", include_in_schema=False)
async def send_draft(request: Visit, draft: PathId) -> Redirect | Response[bytes]:
    """Send it. The next page has the answer, or says who decides and by when."""
    command = SendDraft(by=request.user.person, draft=draft)
    made: Any
    made, errors, status = await attempt(request, command)
    if made is None:
        return await sync_to_thread(_check, request, draft, errors=errors, status=status)
    return see_other(request, f"/requests/{leaving(request, made).reference}", tell="sent")


@post("/drafts/{draft:str}/discarding", include_in_schema=False)
async def discard_draft(request: Visit, draft: PathId) -> Redirect:
    """Throw it away."""
    await request.office.carry_out(DiscardDraft(by=request.user.person, draft=draft))
    return see_other(request, "/drafts", tell="discarded")


def _draft(request: Visit, draft: str) -> tuple[Draft, KnownPaper | None]:
    """The caller's draft, and the paper where they may know of it."""
    with request.office.reading() as reading:
        kept = draft_of(reading, request.user.person, draft)
        return kept, known_to(request, reading, kept.asked.document)


def _question(
    request: Visit,
    draft: str,
    which: str,
    *,
    typed: Typed | None = None,
    **how: Any,
) -> Response[bytes]:
    """One of the pages of questions, with what was answered before or typed just now."""
    kept, paper = _draft(request, draft)
    typed = typed or _answered(kept.asked)
    return page(
        request,
        f"draft-{which}.html",
        title=_TITLES[which],
        draft=kept,
        paper=paper,
        typed=typed,
        unusual=not _as_usual(typed, _FOLDED),
        **how,
    )


def _as_usual(typed: Typed, names: Iterable[str]) -> bool:
    """Whether all of these say what a request says where nothing was answered."""
    return all(typed.one(name) == _USUAL.one(name) for name in names)


def _answered(asked: AskedRequest) -> Typed:
    """What was answered before; nobody is given an answer that they did not choose."""
    typed, says_why = typed_of(asked), _says_why(asked)
    if says_why or asked.interests:
        typed = typed.plus("interested", "true" if asked.interests else "false")
    return typed if says_why else typed.without("purpose")


def _says_why(asked: AskedRequest) -> bool:
    """Whether it says why it is asked."""
    return asked.purpose != "none" or bool(asked.statement)


async def _keep(request: Visit, draft: str, which: str) -> Redirect | Response[bytes]:
    typed = (await read_typed(request)).with_lines("interests")
    filled, errors = fill(QUESTIONS[which], typed, missing=_MISSING)
    errors |= _two_answers(typed)
    status = REFUSED
    if filled is not None and not errors:
        kept, _ = await sync_to_thread(_draft, request, draft)
        said = msgspec.structs.asdict(filled)
        said.pop("interested", None)  # their interests say it
        asked = msgspec.structs.replace(kept.asked, **said)
        command = SaveDraft(by=request.user.person, asked=asked, draft=draft)
        saved, errors, status = await attempt(request, command)
        if saved is not None:
            return see_other(request, f"/drafts/{draft}/check")
    return await sync_to_thread(
        _question, request, draft, which, typed=typed, errors=errors, status=status
    )


def _two_answers(typed: Typed) -> dict[str, str]:
    """The errors where whether there is an interest, and which, do not go together."""
    interested, some = typed.one("interested"), any(map(str.strip, typed.all("interests")))
    if interested == "true" and not some:
        return {"interests": "Write down your interest."}
    if interested == "false" and some:
        return {"interested": "You chose No and wrote down an interest. Choose Yes, or clear it."}
    return {}


def _check(request: Visit, draft: str, **how: Any) -> Response[bytes]:
    kept, paper = _draft(request, draft)
    return page(
        request,
        "draft-check.html",
        title="Check and send",
        draft=kept,
        paper=paper,
        reasoned=_says_why(kept.asked),
        as_usual=_as_usual(typed_of(kept.asked), How.__struct_fields__),
        **how,
    )
