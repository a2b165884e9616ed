"""May I disclose this to...? A paper, then councillors or a group meeting, then the answers."""

import secrets
from collections.abc import Sequence
from hashlib import sha256
from typing import Annotated, Any, Final

import msgspec
from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import QueryParameter
from msgspec import Struct

from gateway.api.explaining import explain
from gateway.api.incoming import After, PathId, Search, Visit
from gateway.casework.briefings import briefing_for
from gateway.casework.checks import MakeCheck
from gateway.casework.documents import document_for, documents_for
from gateway.casework.explained import Made
from gateway.casework.groups import Group, party_groups
from gateway.casework.last_meetings import last_meetings
from gateway.casework.openable import offices_of
from gateway.casework.people import people_in_register, people_named
from gateway.casework.places import places_of, sitting_for
from gateway.casework.turn import Command
from gateway.domain.facts import Audience, Form, Purpose
from gateway.domain.requests import Approval, AskedCheck, CheckAnswer, Key, Words
from gateway.errors import NotFoundError
from gateway.store.listing.orders import Sort
from gateway.web.attempts import attempt
from gateway.web.checks_table import RESULTS, CheckedPart, checked_parts
from gateway.web.finding_words import QUESTIONS
from gateway.web.forms import REFUSED, Typed, fill, read_typed
from gateway.web.lists import ListPage
from gateway.web.papers import SORTS
from gateway.web.rendering import page

AT_ONCE: Final = 20
MOST: Final = 20
"""So many councillors can be checked at once."""
_DIGITS: Final = 15
"""So many the number of a log entry may have."""
Chosen = Annotated[str, QueryParameter(pattern="^([0-9a-f]{32}(,[0-9a-f]{32})*)?$")]
"""The councillors that were chosen so far, with commas between."""
_MISSING: Final = {
    "purpose": "Choose why.",
    "form": "Choose how they would see it.",
    "group": "Choose whose meeting it is.",
    "councillors": "Say how many councillors would be there.",
    "others": "Say how many other people would be there.",
    "value": "Choose an answer.",
    "words": "Say why.",
}


class Use(Struct, frozen=True, kw_only=True):
    """How it would be seen, and why; `key` makes one check of a form that is sent twice."""

    form: Form
    purpose: Purpose
    key: Key
    statement: Words = ""


class Meeting(Struct, frozen=True, kw_only=True):
    """Whose meeting it is, and who would be there."""

    group: str
    councillors: Annotated[int, msgspec.Meta(ge=0, le=10_000)]
    others: Annotated[int, msgspec.Meta(ge=0, le=10_000)]


class Approving(Approval, frozen=True, kw_only=True):
    """What a senior officer finds about the check of another officer."""

    key: Key


class Answered(Struct, frozen=True, kw_only=True):
    """The answer for one councillor, or for the whole of a meeting."""

    who: str
    answer: CheckAnswer
    parts: tuple[CheckedPart, ...]


@get("/checks", include_in_schema=False, sync_to_thread=True)
def find_paper_to_check(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[Sort, QueryParameter()] = "newest",
    after: After = None,
) -> Response[bytes]:
    """Which paper."""
    with request.office.reading() as reading:
        found = documents_for(
            reading, request.user, words=words, sort=sort, after=after, limit=AT_ONCE
        )
        meetings = last_meetings(reading, found.items)
    listed = ListPage(
        address="/checks",
        api="/api/documents",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "sort": sort if sort != "newest" else ""},
        searched="Words in the title",
        sorts=SORTS,
        later=after is not None,
    )
    title = "May I disclose this?"
    return page(
        request, "checks.html", title=title, list=listed, papers=found.items, meetings=meetings
    )


@get("/checks/{document:str}", include_in_schema=False, sync_to_thread=True)
def ask_councillors(
    request: Visit, document: PathId, *, to: Chosen = "", words: Search = ""
) -> Response[bytes]:
    """To which councillors, one or several; or whether for a meeting."""
    return _councillors(request, document, tuple(filter(None, to.split(","))), words)


@post("/checks/{document:str}", include_in_schema=False)
async def check_councillors(request: Visit, document: PathId) -> Response[bytes]:
    """Check each of them: one answer for each, and each on record."""
    typed = await read_typed(request)
    chosen = tuple(dict.fromkeys(typed.all("councillor")))
    use, errors = fill(Use, typed, missing=_MISSING)
    if not chosen:
        errors["councillor"] = "Choose whom you would disclose it to."
    if len(chosen) > MOST:
        errors["councillor"] = f"Check at most {MOST} councillors at once."
    found, status = [], REFUSED
    for councillor in chosen:
        if use is None or errors:
            break
        answer, errors, status = await _check(request, document, use, {"councillor": councillor})
        if answer is not None:
            found.append(answer)
    if errors:
        return await sync_to_thread(
            _councillors, request, document, chosen, "", typed=typed, errors=errors, status=status
        )
    return await sync_to_thread(_answers, request, document, found, chosen)


@get("/checks/{document:str}/meeting", include_in_schema=False, sync_to_thread=True)
def ask_meeting(
    request: Visit,
    document: PathId,
    *,
    check: Annotated[int | None, QueryParameter(ge=0, le=2**53)] = None,
) -> Response[bytes]:
    """Whose meeting, and who would be there; or whether a `check` of it is approved."""
    if check is not None:
        return _approval(request, document, _fresh().plus("check", str(check)))
    return _meeting(request, document)


@post("/checks/{document:str}/meeting", include_in_schema=False)
async def check_meeting(request: Visit, document: PathId) -> Response[bytes]:
    """Check for the whole audience, or approve what another officer would tell it."""
    typed = await read_typed(request)
    if "check" in typed:
        return await _approve(request, document, typed)
    use, errors = fill(Use, typed, missing=_MISSING)
    meeting, more = fill(Meeting, typed, missing=_MISSING)
    errors, status = more | errors, REFUSED
    answer = None
    if use is not None and meeting is not None:
        audience = Audience(
            councillors=meeting.councillors, others=meeting.others, group=meeting.group
        )
        answer, errors, status = await _check(request, document, use, {"audience": audience})
    if answer is None:
        return await sync_to_thread(
            _meeting, request, document, typed=typed, errors=errors, status=status
        )
    return await sync_to_thread(_answers, request, document, [answer])


async def _check(
    request: Visit, document: str, use: Use, whom: dict[str, Any]
) -> tuple[CheckAnswer | None, dict[str, str], int]:
    """One check; sent again as it stands it is the same check, and recorded once."""
    asked = AskedCheck(
        document=document,
        form=use.form,
        purpose=use.purpose,
        statement=use.statement,
        **whom,
    )
    return await _made(request, asked, use.key)


async def _made(
    request: Visit, asked: AskedCheck, key: Key
) -> tuple[CheckAnswer | None, dict[str, str], int]:
    digest = sha256(msgspec.json.encode(asked)).hexdigest()
    command: Command[Made[CheckAnswer] | CheckAnswer] = MakeCheck(
        by=request.user.person, asked=asked, key=f"{key[:64]}.{digest}"
    )
    made, errors, status = await attempt(request, command)
    if made is None:
        return None, errors, status
    return await explain(request.office, made), errors, status


async def _approve(request: Visit, document: str, typed: Typed) -> Response[bytes]:
    """Record what is found about another officer's check, and make it again."""
    found, errors = fill(Approving, typed, missing=_MISSING)
    answer, status = None, REFUSED
    if found is not None:
        asked = await sync_to_thread(_briefing, request, document, found.check)
        approval = Approval(check=found.check, value=found.value, words=found.words)
        asked = msgspec.structs.replace(asked, approval=approval)
        answer, errors, status = await _made(request, asked, found.key)
    if answer is None:
        return await sync_to_thread(
            _approval, request, document, typed, errors=errors, status=status
        )
    return await sync_to_thread(_answers, request, document, [answer])


def _briefing(request: Visit, document: str, check: int) -> AskedCheck:
    """What another officer asked about this paper, for whoever may approve it."""
    with request.office.reading() as reading:
        asked = briefing_for(reading, request.user.person, check).asked
    if asked.document != document:
        raise NotFoundError("There is no such check of this paper.")
    return asked


def _approval(request: Visit, document: str, typed: Typed, **how: Any) -> Response[bytes]:
    check = typed.one("check")
    if not check.isascii() or not check.isdecimal() or len(check) > _DIGITS:
        raise NotFoundError("There is no such check.")
    asked = _briefing(request, document, int(check))
    with request.office.reading() as reading:
        groups = {one.id: one.name for one in party_groups(reading)}
    return page(
        request,
        "check-approval.html",
        title="Do you approve this briefing?",
        **_paper(request, document),
        asked=asked,
        group=groups.get(asked.audience.group or "", "") if asked.audience else "",
        question=QUESTIONS["briefing_approved"],
        here=f"/checks/{document}/meeting",
        typed=typed,
        **how,
    )


def _paper(request: Visit, document: str) -> dict[str, Any]:
    """What stands of it on each page: the paper, and its last meeting."""
    with request.office.reading() as reading:
        paper = document_for(reading, request.user, document)
        return {"paper": paper, "meets": last_meetings(reading, [paper]).get(paper.id)}


def _councillors(
    request: Visit,
    document: str,
    chosen: Sequence[str],
    words: str,
    *,
    typed: Typed | None = None,
    **how: Any,
) -> Response[bytes]:
    paper = _paper(request, document)
    with request.office.reading() as reading:
        named = people_named(reading, chosen)
        sitting = sitting_for(reading, document, limit=AT_ONCE)
        found, more = sitting.people, sitting.more
        if words:
            cut = people_in_register(reading, words=words, limit=AT_ONCE)
            found, more = cut.items, cut.next is not None
        places = places_of(reading, [one.id for one in (*named, *found)])
    return page(
        request,
        "check-councillors.html",
        title="Whom would you disclose it to?",
        **paper,
        chosen=named,
        found=[one for one in found if one.kind != "officer" and one.id not in chosen],
        more=more,
        places=places,
        sitting=sitting.bodies,
        searched=words,
        here=f"/checks/{document}",
        typed=typed or _fresh(),
        **how,
    )


def _meeting(
    request: Visit, document: str, *, typed: Typed | None = None, **how: Any
) -> Response[bytes]:
    paper = _paper(request, document)
    with request.office.reading() as reading:
        groups: tuple[Group, ...] = party_groups(reading)
    return page(
        request,
        "check-meeting.html",
        title="A meeting of a political group",
        **paper,
        groups={one.id: one.name for one in groups},
        here=f"/checks/{document}/meeting",
        typed=typed or _fresh(),
        **how,
    )


def _fresh() -> Typed:
    """A form that nobody filled yet."""
    return Typed({"key": (secrets.token_hex(16),)})


def _answers(
    request: Visit, document: str, found: Sequence[Any], chosen: Sequence[str] = ()
) -> Response[bytes]:
    paper = _paper(request, document)
    with request.office.reading() as reading:
        names = {one.id: one.name for one in people_named(reading, chosen)}
        mine = offices_of(reading, request.user)
    answered = [
        Answered(
            who=names.get(one.asked.councillor, "The meeting"),
            answer=one,
            parts=checked_parts(request.office, one.decision, one.given, one.refused),
        )
        for one in found
    ]
    return page(
        request,
        "check-answers.html",
        title="The answer",
        **paper,
        answered=answered,
        mine=mine,
        waiting=[one.entry for one in found if _may_be_approved(one)],
        results=RESULTS,
    )


def _may_be_approved(one: CheckAnswer) -> bool:
    """Whether a briefing waits for somebody, and nobody has said yet whether they approve it."""
    waits = any(part.waits_for for part in one.decision.segments)
    return waits and one.asked.audience is not None and one.asked.approval is None
