"""Covering part of a paper: choose boxes page by page, then say what is left, and see the proof.

The boxes stand in the form itself until they are covered: nothing is kept before, and it works
without scripts. Whoever uses a mouse may draw them.
"""

from typing import Annotated, Any, Final

import msgspec
from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import PathParameter
from litestar.response import Redirect

from gateway.api import file_work
from gateway.api.incoming import PathId, Visit
from gateway.casework.keeping import KeptPart, kept_paper
from gateway.casework.marks import refuse_unless_proper_officer
from gateway.domain.file_forms import CoverForm
from gateway.domain.files import MOST_PAGES, Box
from gateway.errors import (
    ConflictError,
    FileNotTakenError,
    InputError,
    NotCoveredError,
    NotFoundError,
)
from gateway.policy.words import VALUES
from gateway.web.forms import REFUSED, Typed, fill, read_typed
from gateway.web.rendering import page
from gateway.web.terms import IN_CONFIDENCE
from gateway.web.told_once import see_other
from gateway.web.words import capitalised

PartPlace = Annotated[int, PathParameter(ge=1, le=500)]
"""Which part of the paper it is, counted from 1: a name may hold what no address can."""
_EDGES: Final = ("left", "top", "right", "bottom")
_MISSING: Final = {
    "name": "Give what is left a name.",
    "words": "Say why this is covered.",
    "personal_data": "Say what personal data is left.",
}


@get("/papers/{document:str}/parts/{part:int}/cover", include_in_schema=False, sync_to_thread=True)
def ask_boxes(request: Visit, document: PathId, part: PartPlace) -> Response[bytes]:
    """The first page of the part."""
    return _boxes_page(request, document, part, Typed())


@get("/papers/{document:str}/parts/{part:int}/pages/{number:int}", include_in_schema=False)
async def working_picture(
    request: Visit,
    document: PathId,
    number: Annotated[int, PathParameter(ge=1, le=MOST_PAGES)],
    part: PartPlace,
) -> Response[bytes]:
    """A page of the part as a picture. That it was looked at is recorded."""
    _, kept = await sync_to_thread(_part, request, document, part)
    picture = await file_work.working_page(
        request.office, request.user.person, document, kept.name, number
    )
    return Response(picture, media_type="image/png")


@post("/papers/{document:str}/parts/{part:int}/cover", include_in_schema=False)
async def take_boxes(
    request: Visit, document: PathId, part: PartPlace
) -> Redirect | Response[bytes]:
    """Another page, more boxes, what is left, or the end: as the button says."""
    typed = await read_typed(request)
    do = typed.one("do")
    if do == "ask":
        show = _left_page if _boxes(typed) else _boxes_page
        errors = {} if _boxes(typed) else {"find": "Choose something to cover first."}
        status = 200 if not errors else REFUSED
        return await sync_to_thread(
            show, request, document, part, typed, errors=errors, status=status
        )
    if do == "cover":
        return await _cover(request, document, part, typed)
    errors = {}
    if do == "find" and typed.one("find").strip():
        typed, errors = await sync_to_thread(_with_found, request, document, part, typed)
    elif do == "add":
        typed, errors = _with_added(typed)
    status = REFUSED if errors else 200
    return await sync_to_thread(
        _boxes_page, request, document, part, typed, errors=errors, status=status
    )


async def _cover(
    request: Visit, document: str, part: int, typed: Typed
) -> Redirect | Response[bytes]:
    form, errors = fill(CoverForm, typed.without("boxes"), missing=_MISSING, boxes=_boxes(typed))
    status = REFUSED
    if form is not None:
        person = request.user.person
        try:
            _, kept = await sync_to_thread(_part, request, document, part)
            await file_work.cover(request.office, person, document, kept.name, form)
        except (ConflictError, FileNotTakenError, InputError, NotCoveredError) as error:
            errors, status = {error.where or "form": error.detail}, error.status
        else:
            return see_other(request, f"/papers/{document}", tell="covered")
    return await sync_to_thread(
        _left_page, request, document, part, typed, errors=errors, status=status
    )


def _boxes(typed: Typed) -> tuple[Box, ...]:
    """The boxes that the form holds. Raises InputError for what no page of ours sends."""
    found: dict[str, Box] = {}
    for text in (*typed.all("box"), *typed.all("word")):
        page, *edges = text.split(",")
        values = {"page": page, **dict(zip(_EDGES, edges, strict=False))}
        try:
            found[text] = msgspec.convert(values, Box, strict=False)
        except msgspec.ValidationError as error:
            raise InputError("This is not a box of the page.", where="box") from error
    return tuple(found.values())


def _text(box: Box) -> str:
    """A box as the form holds it."""
    return ",".join(str(one) for one in msgspec.structs.astuple(box))


def _with_found(
    request: Visit, document: str, part: int, typed: Typed
) -> tuple[Typed, dict[str, str]]:
    phrases = tuple(line for line in typed.one("find").splitlines() if line.strip())
    _, kept = _part(request, document, part)
    person = request.user.person
    found = file_work.find_words(request.office, person, document, kept.name, phrases)
    errors = {} if found else {"find": "These words stand nowhere in it as text."}
    return typed.plus("box", *(_text(word.box) for word in found)), errors


def _with_added(typed: Typed) -> tuple[Typed, dict[str, str]]:
    """The box whose edges were typed, as percentages of the page."""
    edges = {}
    for name in _EDGES:
        number = typed.one(name).strip()
        if not number.replace(".", "", 1).isdecimal() or float(number) > 100:  # noqa: PLR2004
            return typed, {name: "Give each edge as a number from 0 to 100."}
        edges[name] = round(float(number) * 10)
    try:
        box = msgspec.convert({"page": _page(typed), **edges}, Box)
    except msgspec.ValidationError:
        return typed, {"right": "The right edge lies right of the left, the lower below the upper."}
    return typed.plus("box", _text(box)).without_all(_EDGES), {}


def _page(typed: Typed) -> int:
    """The page that is shown: the one that a button asks for, or the one before."""
    asked = typed.one("do").removeprefix("page-")
    sent = asked if asked.isdecimal() else typed.one("page", "1")
    return max(1, min(int(sent), MOST_PAGES)) if sent.isdecimal() else 1


def _part(request: Visit, document: str, place: int) -> tuple[str, KeptPart]:
    """The title of the paper, and the part. For who acts as proper officer alone."""
    with request.office.reading() as reading:
        refuse_unless_proper_officer(reading, request.user.person)
        paper = kept_paper(reading, request.user.person, document)
    if place > len(paper.parts):
        raise NotFoundError("There is no such part.")
    return paper.title, paper.parts[place - 1]


def _boxes_page(
    request: Visit, document: str, part: int, typed: Typed, **how: Any
) -> Response[bytes]:
    title, kept = _part(request, document, part)
    number = _page(typed)
    found = file_work.words_on(request.office, request.user.person, document, kept.name, number)
    boxes = _boxes(typed)
    return page(
        request,
        "cover-boxes.html",
        title=f"Cover some of {kept.name}",
        paper=title,
        part=kept,
        number=min(number, found.pages),
        pages=found.pages,
        suggested=[(word.text, _text(word.box)) for word in found.words],
        here=f"/papers/{document}/parts/{part}/cover",
        back=f"/papers/{document}",
        picture=f"/papers/{document}/parts/{part}/pages/{number}",
        boxes=[(_text(box), box) for box in boxes],
        typed=typed,
        **how,
    )


def _left_page(
    request: Visit, document: str, part: int, typed: Typed, **how: Any
) -> Response[bytes]:
    title, kept = _part(request, document, part)
    boxes = _boxes(typed)
    return page(
        request,
        "cover-left.html",
        title="What is left",
        paper=title,
        part=kept,
        here=f"/papers/{document}/parts/{part}/cover",
        boxes=[(_text(box), box) for box in boxes],
        paragraphs={
            str(tag.paragraph): (f"Paragraph {tag.paragraph}", kept.says.get(tag.paragraph, ""))
            for tag in kept.exempt
        },
        personal=capitalised(VALUES["segment.personal_data"]),
        third_party=IN_CONFIDENCE,
        typed=typed,
        **how,
    )
