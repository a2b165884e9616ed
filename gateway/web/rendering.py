"""Pages from templates: one way to make them.

Each has the layout and its headers, and no text of a person's that a browser takes for markup.
"""

import re
from datetime import date, datetime
from typing import Any, Final

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, Undefined
from litestar import Response
from litestar.types import Scope
from markupsafe import Markup

from gateway.api.incoming import Visit
from gateway.domain.access import LASTS_WORDS
from gateway.domain.dates import LONDON, in_words
from gateway.domain.deadlines import read_due
from gateway.identity.genuine import FIELD
from gateway.language.speaking import (
    NAMES,
    TAGS,
    AsItStands,
    pieces,
    say,
    say_marked,
    speaking,
    spoken,
)
from gateway.policy.letters import CONDITIONS, office_words
from gateway.web import assets, officer_terms, terms, told_once, words
from gateway.web.forms import Typed
from gateway.web.language import here_of, spoken_on, wanted
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
_NAMED_BY_PEOPLE: Final = frozenset({"paper.html"})
"""Pages whose title somebody wrote: it is not ours to translate."""
_GOVUK: Final = "govuk_frontend_jinja"
_SPAN: Final = Markup('<span lang="{}">{}</span>')
"""Words in another language than the page: speech reads them so (WCAG 2.2, 3.1.2)."""


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
        auto_reload=False,  # they do not change while the gateway runs
        finalize=_in_its_language,
        undefined=_Missing,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(day=_day, due=_due, on_day=_on_day, office=_office, counted=_counted)
    made.filters.update(opening=words.opening, inside=words.inside, part_name=words.part)
    made.globals.update(
        _=_said,
        assets=assets.PLACE,
        conditions=CONDITIONS,
        csrf_field=FIELD,
        language_names=NAMES,
        lasts=LASTS_WORDS,
        officer_terms=officer_terms,
        spoken=spoken,
        tag_of=TAGS.__getitem__,
        terms=terms,
        words=words,
    )
    return made


def _said(text: str, **values: Any) -> AsItStands:
    """Words of ours, for `_` in a template; said a second time, they stay as they are."""
    return AsItStands(say_marked(text, **values))


def _in_its_language(value: object) -> object:
    """What a page prints, with English on a page in another language named as such."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    found = list(pieces(value))
    if all(language == spoken() for _, language in found):
        return value
    return Markup().join(
        words if language == spoken() else _SPAN.format(TAGS[language], words)
        for words, language in found
    )


def _day(when: date) -> str:
    """A day or a moment, in words."""
    return say(in_words(when))


def _on_day(moment: datetime) -> str:
    """The day of a moment, in words."""
    return _day(moment.astimezone(LONDON).date())


def _due(text: str) -> str:
    """A day or a local moment, as it is kept, in words."""
    return _day(read_due(text))


def _office(office: str) -> str:
    """An office with its article."""
    return say(office_words(office))


def _counted(sentences: str) -> str:
    """How something was counted, sentence by sentence."""
    return " ".join(say_marked(one) for one in re.split(r"(?<=\.) (?=[A-Z])", sentences))


_ENVIRONMENT: Final = _environment()


def render(site: Site, scope: Scope, template: str, **context: Any) -> bytes:
    """A page as bytes. `context` holds at least its `title`; `errors` are those of a form."""
    caller = scope.get("user")
    layout: dict[str, Any] = {
        "site": site,
        "caller": caller,
        "session": scope.get("auth"),
        "here": here_of(scope),
        "translated": spoken_on(scope, ("cy",), template) == "cy",
        "wanted_language": wanted(scope, site.languages),
        "csrf_token": scope["state"].get(FIELD, ""),
        "told": None,
        "errors": {},
        "typed": Typed(),
    }
    with speaking(spoken_on(scope, site.languages, template)):
        layout["menu"] = menu_for(caller, scope["path"])
        if template not in _NAMED_BY_PEOPLE:
            context["title"] = AsItStands(say(context["title"]))
        return _ENVIRONMENT.get_template(template).render(layout | context).encode()


def page(request: Visit, template: str, *, status: int = 200, **context: Any) -> Response[bytes]:
    """The answer that is a page. What the page before left to be told is told on it, once."""
    told = told_once.waiting(request)
    body = render(request.app.state.site, request.scope, template, told=told, **context)
    response = Response(body, status_code=status, media_type=HTML, headers=HEADERS)
    if told:
        told_once.forget(request, response)
    return response
