"""Reading a paper page by page, as pictures: each has the reader's name on it and is on record.

The page itself shows nothing of the paper but how many pages it has; each picture is a release.
"""

from typing import Annotated, Final

from litestar import Response, get
from litestar.params import PathParameter, QueryParameter
from litestar.response import Redirect

from gateway.api.content import picture
from gateway.api.incoming import PathId, QueryReference, Visit
from gateway.api.marked_copies import pages_in
from gateway.casework.content import ReleaseContent, part_to_read
from gateway.domain.files import MOST_PAGES
from gateway.errors import ConditionsError, NotFoundError
from gateway.web.links import address
from gateway.web.opening import Segment, refuse_other_sites
from gateway.web.paper_titles import known_to
from gateway.web.rendering import page

_NO_PAGE: Final = "This paper has no such page."


@get("/documents/{document:str}/read", include_in_schema=False, sync_to_thread=True)
def read_paper(
    request: Visit,
    document: PathId,
    *,
    segment: Segment = None,
    asked_in: QueryReference = None,
    number: Annotated[int, QueryParameter(name="page", ge=1, le=MOST_PAGES)] = 1,
) -> Response[bytes] | Redirect:
    """One page of a part, and the ways to the others; first the conditions, where there are any."""
    try:
        with request.office.reading() as reading:
            found = part_to_read(reading, request.user.person, document, segment, asked_in)
            paper = known_to(request, reading, document)
    except ConditionsError:
        back = address(f"/documents/{document}/open", segment=segment, request=asked_in)
        return Redirect(back, status_code=303)
    pages = pages_in(request.office.content, found.file)
    if number > max(1, pages):
        raise NotFoundError(_NO_PAGE)
    part = {"segment": found.file.segment, "request": asked_in}
    here = f"/documents/{document}"
    return page(
        request,
        "read.html",
        title=f"Page {number} of {pages}" if pages else "Read the paper",
        paper=paper,
        document=document,
        number=number,
        pages=pages,
        part=found.file.segment,
        picture=address(f"{here}/pages/{number}", **part),
        before=address(f"{here}/read", page=str(number - 1), **part) if number > 1 else "",
        after=address(f"{here}/read", page=str(number + 1), **part) if number < pages else "",
        parts={one: address(f"{here}/read", segment=one, request=asked_in) for one in found.parts},
        opened=address(f"{here}/open", **part),
        as_text=address(f"{here}/content", text="true", **part),
        download=address(f"{here}/content", **part),
    )


@get("/documents/{document:str}/pages/{number:int}", include_in_schema=False)
async def show_page(
    request: Visit,
    document: PathId,
    number: Annotated[int, PathParameter(ge=1, le=MOST_PAGES)],
    segment: Annotated[str, QueryParameter(min_length=1, max_length=200)],
    asked_in: QueryReference = None,
) -> Response[bytes]:
    """The picture of one page, marked for who looks, on record."""
    refuse_other_sites(request)
    command = ReleaseContent(
        by=request.user.person,
        document=document,
        segment=segment,
        request=asked_in,
        to_read=True,
    )
    return await picture(request, command, number)
