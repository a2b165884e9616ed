"""Content: the bytes of what is released, decided again and recorded before the first leaves."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import IO, Annotated, Final

from litestar import Response, get
from litestar.concurrency import sync_to_thread
from litestar.params import PathParameter, QueryParameter
from litestar.response import Stream

from gateway.api.incoming import PathId, QueryReference, Visit
from gateway.api.marked_copies import Copied, copied, page_of, text_of
from gateway.casework.content import ReleaseContent
from gateway.domain.files import MOST_PAGES
from gateway.domain.requests import ReleasedContent
from gateway.store.content import Content

CHUNK: Final = 64 * 1024
_IN_MEMORY: Final = 1024 * 1024
_ALONE: Final = "sandbox; default-src 'none'"
"""Content is kept apart from the gateway's own pages, should a browser open it after all."""
_UNKNOWN: Final = "application/octet-stream"
_ENDINGS: Final = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/zip": "zip",
    "image/jpeg": "jpg",
    "image/png": "png",
    "text/csv": "csv",
    "text/plain": "txt",
    _UNKNOWN: "bin",
}
"""How the name of a file ends. Content of any other type leaves as bytes of no known type."""


@get("/api/documents/{document:str}/content")
async def fetch_content(
    request: Visit,
    document: PathId,
    *,
    segment: Annotated[str | None, QueryParameter(min_length=1, max_length=200)] = None,
    asked_in: QueryReference = None,
    as_text: Annotated[
        bool,
        QueryParameter(name="text", description="The text, for who cannot read the pages."),
    ] = False,
) -> Stream:
    """What is released of a document now: one file, or several in a zip file, marked for you."""
    command = ReleaseContent(
        by=request.user.person,
        document=document,
        segment=segment,
        request=asked_in,
        as_text=as_text,
    )
    released = await request.office.carry_out(command)
    return await sync_to_thread(stream, request.office.content, released, as_text=as_text)


@get("/api/documents/{document:str}/pages/{number:int}", media_type="image/png")
async def fetch_page(
    request: Visit,
    document: PathId,
    number: Annotated[int, PathParameter(ge=1, le=MOST_PAGES)],
    segment: Annotated[str, QueryParameter(min_length=1, max_length=200)],
    asked_in: QueryReference = None,
) -> Response[bytes]:
    """One page of a released part as a picture, marked for you. Each look is recorded."""
    command = ReleaseContent(
        by=request.user.person,
        document=document,
        segment=segment,
        request=asked_in,
        to_read=True,
    )
    return await picture(request, command, number)


async def picture(request: Visit, command: ReleaseContent, number: int) -> Response[bytes]:
    """The answer that is the picture of a page of the part that is released."""
    released = await request.office.carry_out(command)
    drawn = await sync_to_thread(
        page_of, request.office.content, released, released.files[0], number
    )
    return Response(drawn, media_type="image/png", headers={"X-Log-Entry": str(released.entry)})


def stream(
    content: Content, released: ReleasedContent, *, as_text: bool = False, name: str = ""
) -> Stream:
    """The answer that carries the bytes, to be kept as a file.

    Without a `name`, of letters, digits and "-", that of the file tells nothing of the document.
    """
    files = released.files
    copy_of = text_of if as_text else copied
    made = [copy_of(content, released, file) for file in files]
    body = _zipped(made) if len(made) > 1 else made[0].body
    kind = "application/zip" if len(made) > 1 else _kind(made[0])
    size = body.seek(0, 2)
    body.seek(0)
    conditions = dict.fromkeys(one for file in files for one in file.conditions)
    kept_as = f"{name or released.document}.{_ENDINGS[kind]}"
    return Stream(
        _chunks(body),
        media_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{kept_as}"',
            "Content-Length": str(size),
            "Content-Security-Policy": _ALONE,
            "X-Copy": "marked" if all(one.marked for one in made) else "not marked",
            "X-Conditions": ", ".join(conditions) or "none",
            "X-Log-Entry": str(released.entry),
        },
    )


def _zipped(files: Sequence[Copied]) -> IO[bytes]:
    """The files as one zip file, numbered in the order of the document."""
    with ExitStack() as on_failure:
        bundle = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  closed below
        on_failure.callback(bundle.close)
        with zipfile.ZipFile(bundle, "w") as archive:
            for number, file in enumerate(files, start=1):
                entry = zipfile.ZipInfo(f"part-{number}.{_ENDINGS[_kind(file)]}")
                with file.body as source, archive.open(entry, "w") as target:
                    shutil.copyfileobj(source, target)
        on_failure.pop_all()
    return bundle


def _chunks(body: IO[bytes]) -> Iterator[bytes]:
    with body:
        while chunk := body.read(CHUNK):
            yield chunk


def _kind(file: Copied) -> str:
    bare = file.content_type.partition(";")[0]
    return bare if bare in _ENDINGS else _UNKNOWN
