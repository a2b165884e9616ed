"""Registering a paper: send the file, then say what it is, part by part."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any, Final

import msgspec
from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import UploadFile
from litestar.response import Redirect

from gateway.api import file_work
from gateway.api.incoming import PathId, Visit
from gateway.casework.businesses import businesses
from gateway.casework.keeping import scheme_says
from gateway.casework.marks import refuse_unless_proper_officer
from gateway.casework.uploads import upload_of
from gateway.domain.facts import ExemptTag
from gateway.domain.file_forms import DocumentForm, PartForm
from gateway.domain.files import LARGEST
from gateway.domain.papers import PaperBusiness
from gateway.errors import FileNotTakenError, InputError, TooLargeError
from gateway.policy.words import VALUES
from gateway.web.forms import REFUSED, Typed, day_error, fill, read_typed
from gateway.web.rendering import page
from gateway.web.told_once import see_other
from gateway.web.words import capitalised, paragraphs

MOST_PARTS: Final = 20
_PIECE: Final = 256 * 1024
_MISSING: Final = {"id": "Give the part a name."}
_ASKED: Final = ("id", "kind", "public", "personal_data", "first_page", "last_page")
"""The fields of a part that stand on the page under their own names."""
_TOO_MUCH: Final = 2 * 1024 * 1024
"""Bytes around the file in a form."""


@get("/papers/new", include_in_schema=False, sync_to_thread=True)
def ask_file(request: Visit) -> Response[bytes]:
    """Ask for the file."""
    return _file_page(request)


@post("/papers/new", include_in_schema=False, request_max_body_size=LARGEST + _TOO_MUCH)
async def take_file(request: Visit) -> Redirect | Response[bytes]:
    """Look at the file, keep it, and lead on."""
    sent = (await request.form()).get("file")
    if not isinstance(sent, UploadFile) or not sent.filename:
        errors = {"file": "Choose a file."}
        return await sync_to_thread(_file_page, request, errors=errors, status=REFUSED)
    try:
        kept = await file_work.take_upload(request.office, request.user.person, _pieces(sent))
    except (FileNotTakenError, TooLargeError) as error:
        errors = {"file": f"{error.detail} {error.next_step}"}
        return await sync_to_thread(_file_page, request, errors=errors, status=error.status)
    return see_other(request, f"/papers/new/{kept.id}")


@get("/papers/new/{upload:str}", include_in_schema=False, sync_to_thread=True)
def ask_paper(request: Visit, upload: PathId) -> Response[bytes]:
    """Ask what it is."""
    return _paper_page(request, upload, Typed())


@post("/papers/new/{upload:str}", include_in_schema=False)
async def register_paper(request: Visit, upload: PathId) -> Redirect | Response[bytes]:
    """Register it, or ask about one part more."""
    typed = await read_typed(request)
    number = _number(typed)
    if typed.one("do") == "more":
        return await sync_to_thread(
            _paper_page, request, upload, typed, min(number + 1, MOST_PARTS)
        )
    form, errors = _form(typed, upload, number)
    status = REFUSED
    if form is not None:
        try:
            document = await file_work.register(request.office, request.user.person, form)
        except InputError as error:
            errors, status = {"form": error.detail}, error.status
        else:
            return see_other(request, f"/papers/{document}", tell="registered")
    return await sync_to_thread(
        _paper_page, request, upload, typed, number, errors=errors, status=status
    )


def _form(typed: Typed, upload: str, number: int) -> tuple[DocumentForm | None, dict[str, str]]:
    """The document as it was typed, or the errors by field."""
    errors: dict[str, str] = {}
    parts = []
    business = tuple(
        PaperBusiness(body=body, meeting=meeting or None)
        for body, _, meeting in (one.partition(" ") for one in typed.all("business") if one)
    )
    for place in range(number):
        own = typed.below(f"part-{place}-")
        exempt, wrong = _tags(own)
        part, found = fill(
            PartForm,
            own.only(_ASKED),
            missing=_MISSING,
            upload=upload,
            exempt=exempt,
            business=business,
        )
        found |= wrong
        errors |= {
            name if name == "form" else f"part-{place}-{name}": text for name, text in found.items()
        }
        if part is not None:
            parts.append(part)
    if not typed.one("title").strip():
        errors = {"title": "Give the paper a title."} | errors
    if errors:
        return None, errors
    try:
        return msgspec.convert(
            {"title": typed.one("title").strip(), "segments": tuple(parts)}, DocumentForm
        ), {}
    except msgspec.ValidationError as error:
        return None, {"form": f"{error.__cause__ or error}."}


def _tags(typed: Typed) -> tuple[tuple[ExemptTag, ...], dict[str, str]]:
    """The marks as exempt of a part, with the day of the test."""
    tested = typed.day("tested")
    try:
        day = date.fromisoformat(tested) if tested else None
    except ValueError:
        return (), {"tested": day_error(typed, "tested")}
    numbers = (one for one in typed.all("exempt") if one.isdecimal())
    return tuple(ExemptTag(paragraph=int(one), tested=day) for one in numbers), {}


def _number(typed: Typed) -> int:
    """How many parts the form has."""
    sent = typed.one("parts", "1")
    return max(1, min(int(sent), MOST_PARTS)) if sent.isdecimal() else 1


def _file_page(request: Visit, **how: Any) -> Response[bytes]:
    with request.office.reading() as reading:
        refuse_unless_proper_officer(reading, request.user.person)
    most = LARGEST // 1024**2
    return page(request, "keep-file.html", title="Send a file", most=most, **how)


def _paper_page(
    request: Visit, upload: str, typed: Typed, number: int = 1, **how: Any
) -> Response[bytes]:
    with request.office.reading() as reading:
        sent = upload_of(reading, request.user.person, upload).shown
        choices = businesses(reading, request.user.person)
        says = scheme_says(reading)
    return page(
        request,
        "keep-new.html",
        title="Say what it is",
        sent=sent,
        businesses=choices,
        paragraphs=paragraphs(says),
        kinds=capitalised(VALUES["segment.kind"]),
        personal=capitalised(VALUES["segment.personal_data"]),
        number=number,
        most=MOST_PARTS,
        typed=typed,
        **how,
    )


async def _pieces(sent: UploadFile) -> AsyncIterator[bytes]:
    while piece := await sent.read(_PIECE):
        yield piece
