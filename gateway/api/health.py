"""Whether the process runs, and whether it can decide and record. No sign-in, no facts."""

from litestar import get

from gateway.api.incoming import Visit
from gateway.casework.outbox import stuck_of


@get("/healthz", sync_to_thread=False)
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@get("/readyz", sync_to_thread=True)
def readyz(request: Visit) -> dict[str, str]:
    """Requests can be decided and recorded; and whether any notice is stuck.

    Raises BusyError when nothing can be decided or recorded.
    """
    request.office.refuse_unless_ready()
    with request.office.reading() as reading:
        stuck = stuck_of(reading)
    return {"status": "ready", "notices": "stuck" if stuck else "not stuck"}
