"""The page for whoever runs the gateway: how it is, and what to do about what is not well."""

from litestar import Response, get, post
from litestar.response import Redirect

from gateway.api.incoming import Visit
from gateway.casework.outbox import TryAgain
from gateway.casework.system import system_of
from gateway.policy.life.routes import opens_to
from gateway.web.rendering import page
from gateway.web.told_once import see_other


@get("/system", include_in_schema=False, sync_to_thread=True)
def show_system(request: Visit) -> Response[bytes]:
    """How everything is now."""
    found = system_of(request.office, request.app.state.settings)
    return page(
        request,
        "system.html",
        title="The gateway itself",
        system=found,
        mends=opens_to("POST /system/mail", request.user),
    )


@post("/system/mail", include_in_schema=False)
async def try_mail_again(request: Visit) -> Redirect:
    """Let the mails that are stuck wait to be sent again."""
    await request.office.carry_out(TryAgain(by=request.user.person))
    return see_other(request, "/system", tell="mail_again")
