"""Content: the bytes of what is released, decided again and recorded before the first leaves."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Annotated, Final

from litestar import get
from litestar.concurrency import sync_to_thread
from litestar.params import QueryParameter
from litestar.response import Stream

from gateway.api.incoming import PathId, QueryReference, Visit
from gateway.casework.content import ReleaseContent, open_verified
from gateway.domain.requests import ReleasedContent, ReleasedFile

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
    segment: Annotated[str | None, QueryParameter(min_length=1, max_length=200)] = None,
    asked_in: QueryReference = None,
) -> Stream:
    """What is released of a document now: one file, or several in a zip file."""
    command = ReleaseContent(
        by=request.user.person, document=document, segment=segment, request=asked_in
    )
    released = await request.office.carry_out(command)
    return await sync_to_thread(stream, request.office.content, released)


def stream(folder: Path, released: ReleasedContent) -> Stream:
    """The answer that carries the bytes, under a name that tells nothing of the document."""
    files = released.files
    body = _zipped(folder, files) if len(files) > 1 else open_verified(folder, files[0])
    kind = "application/zip" if len(files) > 1 else _kind(files[0])
    size = body.seek(0, 2)
    body.seek(0)
    conditions = dict.fromkeys(name for file in files for name in file.conditions)
    return Stream(
        _chunks(body),
        media_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{released.document}.{_ENDINGS[kind]}"',
            "Content-Length": str(size),
            "Content-Security-Policy": _ALONE,
            "X-Conditions": ", ".join(conditions) or "none",
            "X-Log-Entry": str(released.entry),
        },
    )


def _zipped(folder: Path, files: Sequence[ReleasedFile]) -> IO[bytes]:
    """The files as one zip file, numbered in the order of the document."""
    with ExitStack() as on_failure:
        bundle = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  closed below
        on_failure.callback(bundle.close)
        with zipfile.ZipFile(bundle, "w") as archive:
            for number, file in enumerate(files, start=1):
                entry = zipfile.ZipInfo(f"part-{number}.{_ENDINGS[_kind(file)]}")
                with open_verified(folder, file) as source, archive.open(entry, "w") as target:
                    shutil.copyfileobj(source, target)
        on_failure.pop_all()
    return bundle


def _chunks(body: IO[bytes]) -> Iterator[bytes]:
    with body:
        while chunk := body.read(CHUNK):
            yield chunk


def _kind(file: ReleasedFile) -> str:
    return file.content_type if file.content_type in _ENDINGS else _UNKNOWN
