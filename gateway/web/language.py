"""The language of a page: as its reader chose it, where the council offers a choice.

Councillors' pages are translated one by one (`TRANSLATED`); every other page is in English, and
says in its `lang` that it is.
"""

import re
from typing import Annotated, Any, Final

from litestar import Request, get
from litestar.datastructures import Cookie
from litestar.params import PathParameter, QueryParameter
from litestar.response import Redirect
from litestar.types import Scope

from gateway.api.headers import single
from gateway.api.incoming import Visit
from gateway.errors import NotFoundError
from gateway.language.speaking import Language, speak
from gateway.policy.life.routes import roles_of

COOKIE: Final = "language"
KEPT: Final = 365 * 24 * 60 * 60
"""Seconds for which a choice is remembered."""
TRANSLATED: Final = frozenset(
    f"{name}.html"
    for name in (
        "accessibility",
        "advice",
        "advice-ask",
        "advice-question",
        "ask",
        "authenticator",
        "capacity",
        "change-password",
        "copies",
        "copy",
        "cover-close",
        "cover-end",
        "cover-relationship",
        "deadlines",
        "draft",
        "draft-check",
        "draft-how",
        "draft-why",
        "drafts",
        "front",
        "help",
        "home",
        "not_signed_in",
        "notices",
        "offers",
        "paper",
        "paper-open",
        "papers",
        "privacy",
        "problem",
        "read",
        "recovery_codes",
        "request",
        "request-dispute",
        "request-information",
        "request-undertaking",
        "request-withdrawal",
        "requests",
        "sessions",
        "set_password",
        "sign_in",
        "signed_out",
        "stale",
    )
)
"""The pages that are whole in every language."""
_OTHERS: Final = frozenset({"officer", "office_holder", "auditor"})
"""Whoever has such a role reads English: the pages of these roles are not translated."""
_HERE: Final = re.compile(r"/(?:[A-Za-z0-9][A-Za-z0-9/_.~%?&=+:@!$'()*,;-]*)?")
_LONGEST: Final = 500


@get("/language/{language:str}", include_in_schema=False, sync_to_thread=False)
def choose_language(
    request: Visit,
    language: Annotated[str, PathParameter(max_length=20)],
    back: Annotated[str, QueryParameter(max_length=_LONGEST)] = "/",
) -> Redirect:
    """Remember a choice, and lead back to the page. Raises NotFoundError for any other language."""
    site = request.app.state.site
    if language not in site.languages or len(site.languages) == 1:
        raise NotFoundError("There is nothing here.")
    response = Redirect(back if _HERE.fullmatch(back) else "/", status_code=303)
    response.set_cookie(
        Cookie(
            key=COOKIE,
            value=language,
            max_age=KEPT,
            path="/",
            httponly=True,
            samesite="lax",
            secure=site.https,
        )
    )
    return response


def here_of(scope: Scope) -> str:
    """The address of the page that is shown."""
    query = scope["query_string"].decode("latin-1")
    return scope["path"] + (f"?{query}" if query else "")


def wanted(scope: Scope, offered: tuple[Language, ...]) -> Language:
    """What the reader chose; on a first visit, the first language offered that a browser names."""
    if len(offered) == 1:
        return offered[0]
    chosen = Request[Any, Any, Any](scope).cookies.get(COOKIE, "")
    named = re.findall(r"(?:^|,)\s*([a-z]{2})\b", single(scope["headers"], "Accept-Language") or "")
    by_name = {str(one): one for one in offered}
    for name in (chosen, *named):
        if name in by_name:
            return by_name[name]
    return offered[0]


def spoken_on(scope: Scope, offered: tuple[Language, ...], template: str) -> Language:
    """The language in which a page is written for its reader."""
    translated = template in TRANSLATED and roles_of(scope.get("user")).isdisjoint(_OTHERS)
    return wanted(scope, offered) if translated else "en"


async def speak_to(visit: Request[Any, Any, Any]) -> None:
    """Speak the reader's language while a page is made, and English to a program."""
    site = visit.app.state.site
    readers = roles_of(visit.scope.get("user")).isdisjoint(_OTHERS)
    page = not visit.scope["path"].startswith("/api/")
    speak(wanted(visit.scope, site.languages) if page and readers else "en")
