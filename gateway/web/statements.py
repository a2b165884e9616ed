"""The executive's reasons for a scrutiny committee, as a page (SI 2012/2089, reg 17(4))."""

from litestar import Response, get

from gateway.api.incoming import PathReference, Visit
from gateway.casework.statements import statement_for
from gateway.web.rendering import page


@get("/requests/{reference:str}/statement", include_in_schema=False, sync_to_thread=True)
def show_statement(request: Visit, reference: PathReference) -> Response[bytes]:
    """For who asked, and for members of the committee."""
    return _page(request, reference, back="/requests")


@get("/cases/{reference:str}/statement", include_in_schema=False, sync_to_thread=True)
def show_statement_of_case(request: Visit, reference: PathReference) -> Response[bytes]:
    """For whoever acts in the case."""
    return _page(request, reference, back=f"/cases/{reference}")


def _page(request: Visit, reference: str, *, back: str) -> Response[bytes]:
    with request.office.reading() as reading:
        found = statement_for(reading, request.user.person, reference)
    return page(
        request, "statement.html", title="Statement of reasons", statement=found, back_to=back
    )
