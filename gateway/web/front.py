"""Pages that need no sign-in: what this is, help, and the statements that the law asks for."""

from litestar import Response, get

from gateway.api.incoming import Visit
from gateway.web.rendering import page


@get("/", include_in_schema=False, sync_to_thread=False)
def front(request: Visit) -> Response[bytes]:
    """What this is, and the way in."""
    return page(request, "front.html", title="Start")


@get("/help", include_in_schema=False, sync_to_thread=True)
def help_page(request: Visit) -> Response[bytes]:
    """Help with using the pages, and where the council's own rules stand."""
    with request.office.reading() as reading:
        profile = reading.rule_book.profiles[reading.council]
    return page(request, "help.html", title="Help", other_rules=profile.other_rules)


@get("/accessibility", include_in_schema=False, sync_to_thread=False)
def accessibility(request: Visit) -> Response[bytes]:
    """The accessibility statement."""
    return page(request, "accessibility.html", title="Accessibility statement")


@get("/privacy", include_in_schema=False, sync_to_thread=False)
def privacy(request: Visit) -> Response[bytes]:
    """The privacy notice."""
    return page(request, "privacy.html", title="Privacy notice")
