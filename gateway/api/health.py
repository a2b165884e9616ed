"""Whether the process runs, and whether it can decide and record. No sign-in, no facts."""

from litestar import get

from gateway.api.guards import anybody
from gateway.api.incoming import Visit
from gateway.errors import BusyError


@get("/healthz", guards=[anybody], sync_to_thread=False)
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@get("/readyz", guards=[anybody], sync_to_thread=False)
def readyz(request: Visit) -> dict[str, str]:
    """The log can be written, so requests can be decided. Raises BusyError when it cannot."""
    if not request.office.healthy:
        raise BusyError("The log cannot be written.")
    return {"status": "ready"}
