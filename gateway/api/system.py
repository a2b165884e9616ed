"""How the gateway itself is: its versions, worker, mail, backups, and what the doctor finds."""

from litestar import get

from gateway.api.incoming import Visit
from gateway.casework.system import System, system_of


@get("/api/system", sync_to_thread=True)
def show_system(request: Visit) -> System:
    """How everything is now. It names nobody and no document."""
    return system_of(request.office, request.app.state.settings)
