"""Pages from templates: one way to make them.

Each has the layout and its headers, and no text of a person's that a browser takes for markup.
"""

from datetime import datetime
from typing import Any, Final

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, Undefined
from litestar import Response
from litestar.types import Scope

from gateway.api.incoming import Visit
from gateway.domain.access import LASTS_WORDS
from gateway.domain.dates import LONDON, in_words
from gateway.domain.deadlines import read_due
from gateway.identity.genuine import FIELD
from gateway.policy.letters import CONDITIONS, office_words
from gateway.web import assets, officer_terms, terms, told_once, words
from gateway.web.forms import Typed
from gateway.web.navigation import menu_for
from gateway.web.site import Site

HTML: Final = "text/html"
POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
"""What a browser may load for a page: from here alone, and nothing that stands in the page."""
HEADERS: Final = {"content-security-policy": POLICY, "referrer-policy": "same-origin"}
"""What every page says to the browser. Without a referrer to ourselves, older browsers would not
say where a form comes from (Fetch, "append a request Origin header")."""
_GOVUK: Final = "govuk_frontend_jinja"


class _Missing(Undefined):
    """A name that a template prints and nobody gave: a fault, and no empty place on the page."""

    __str__ = Undefined._fail_with_undefined_error  # noqa: SLF001


def _environment() -> Environment:
    """Our templates, and the components of the Design System."""
    made = Environment(
        loader=ChoiceLoader(
            [PackageLoader("gateway.web"), PrefixLoader({_GOVUK: PackageLoader(_GOVUK)})]
        ),
        autoescape=True,
        undefined=_Missing,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(day=in_words, due=_due, on_day=_on_day, office=office_words)
    made.globals.update(
        assets=assets.PLACE,
        conditions=CONDITIONS,
        csrf_field=FIELD,
        lasts=LASTS_WORDS,
        officer_terms=officer_terms,
        terms=terms,
        words=words,
    )
    return made


def _on_day(moment: datetime) -> str:
    """The day of a moment, in words."""
    return in_words(moment.astimezone(LONDON).date())


def _due(text: str) -> str:
    """A day or a local moment, as it is kept, in words."""
    return in_words(read_due(text))


_ENVIRONMENT: Final = _environment()


def render(site: Site, scope: Scope, template: str, **context: Any) -> bytes:
    """A page as bytes. `context` holds at least its `title`; `errors` are those of a form."""
    caller = scope.get("user")
    layout: dict[str, Any] = {
        "site": site,
        "caller": caller,
        "session": scope.get("auth"),
        "menu": menu_for(caller, scope["path"]),
        "csrf_token": scope["state"].get(FIELD, ""),
        "told": None,
        "errors": {},
        "typed": Typed(),
    }
    return _ENVIRONMENT.get_template(template).render(layout | context).encode()


def page(request: Visit, template: str, *, status: int = 200, **context: Any) -> Response[bytes]:
    """The answer that is a page. What the page before left to be told is told on it, once."""
    told = told_once.waiting(request)
    body = render(request.app.state.site, request.scope, template, told=told, **context)
    response = Response(body, status_code=status, media_type=HTML, headers=HEADERS)
    if told:
        told_once.forget(request, response)
    return response
