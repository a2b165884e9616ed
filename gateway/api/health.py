"""Whether the process runs, and whether it can decide and record. No sign-in, no facts."""

from litestar import get

from gateway.api.incoming import Visit


@get("/healthz", sync_to_thread=False)
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@get("/readyz", sync_to_thread=True)
def readyz(request: Visit) -> dict[str, str]:
    """Requests can be decided and recorded. Raises BusyError when they cannot."""
    request.office.refuse_unless_ready()
    return {"status": "ready"}
