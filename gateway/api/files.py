"""Files and documents by hand: the proper officer sends, registers, looks and covers."""

from typing import Annotated, Final

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import JSONBody, PathParameter, QueryParameter
from msgspec import Struct
from msgspec.structs import asdict

from gateway.api import file_work
from gateway.api.headers import single
from gateway.api.incoming import After, Format, Limit, PathId, Search, Visit
from gateway.api.tables import page
from gateway.casework.short_lists import Cut
from gateway.casework.uploads import UploadSort, uploads_for
from gateway.domain.file_forms import CoverForm, DocumentForm, ShownCovering, ShownUpload
from gateway.domain.files import LARGEST, MOST_PAGES, Word
from gateway.errors import UnsupportedContentTypeError

PathPart = Annotated[str, PathParameter(min_length=1, max_length=500)]
PathPage = Annotated[int, PathParameter(ge=1, le=MOST_PAGES)]
COLUMNS: Final = ShownUpload.__struct_fields__
_BYTES = "application/octet-stream"


class DocumentAnswer(Struct, frozen=True, kw_only=True):
    """The id of a document that was registered."""

    id: str


@post("/api/files", request_max_body_size=LARGEST)
async def send_file(request: Visit) -> ShownUpload:
    """Send a file as it is, as bytes of no known type: what it is, is found out by its content."""
    await sync_to_thread(file_work.refuse_others, request.office, request.user.person)
    if single(request.scope["headers"], "Content-Type") != _BYTES:
        raise UnsupportedContentTypeError(f"Send the file as {_BYTES}.", where="Content-Type")
    return await file_work.take_upload(request.office, request.user.person, request.stream())


@get("/api/files", sync_to_thread=True)
def list_files(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[UploadSort, QueryParameter()] = "newest",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[Cut[ShownUpload]]:
    """The files that were sent, the newest first."""
    with request.office.reading() as reading:
        found = uploads_for(
            reading, request.user.person, words=words, sort=sort, after=after, limit=limit
        )
    rows = [asdict(one) for one in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)


@post("/api/documents")
async def register_document(data: JSONBody[DocumentForm], request: Visit) -> DocumentAnswer:
    """Register a document: its title, and each part with its facts and its pages."""
    document = await file_work.register(request.office, request.user.person, data)
    return DocumentAnswer(id=document)


@get("/api/documents/{document:str}/parts/{part:str}/pages/{number:int}", media_type="image/png")
async def show_working_page(
    request: Visit, document: PathId, part: PathPart, number: PathPage
) -> Response[bytes]:
    """A page as a picture, for the officer who covers some of it. The look is recorded."""
    picture = await file_work.working_page(
        request.office, request.user.person, document, part, number
    )
    return Response(picture, media_type="image/png")


@get("/api/documents/{document:str}/parts/{part:str}/pages/{number:int}/words", sync_to_thread=True)
def list_words(
    request: Visit, document: PathId, part: PathPart, number: PathPage
) -> tuple[Word, ...]:
    """The words on a page and where each stands, as hints for what to cover."""
    found = file_work.words_on(request.office, request.user.person, document, part, number)
    return found.words


@post("/api/documents/{document:str}/parts/{part:str}/covering")
async def cover_part(
    data: JSONBody[CoverForm], request: Visit, document: PathId, part: PathPart
) -> ShownCovering:
    """Cover boxes of a part. What is left becomes a part of its own, once it is proved."""
    return await file_work.cover(request.office, request.user.person, document, part, data)
