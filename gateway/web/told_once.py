"""What is told once on the page that follows a form: a word from this table, never free text."""

from typing import Any, Final

from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.response import Redirect

COOKIE: Final = "told"
TELLS: Final[dict[str, str]] = {
    "accepted": "You accepted the conditions.",
    "adopted": "You adopted these rules. They decide from now on.",
    "again": "We copied what you said last time. Change what you like, then send it.",
    "calendar_ended": "The address of your calendar has ended.",
    "determined": "Your answer is recorded, and we told the councillor.",
    "released": "You released it, and we told the councillor.",
    "not_released": "You did not release it, and we told the councillor. What was open to them "
    "stays open.",
    "covered": "It is covered, and we checked that it is gone. Open requests were decided again.",
    "confirmed": "The register is now as the files say.",
    "discarded": "We threw the draft away.",
    "dismissed": "You dismissed the changes. The register stays as it is.",
    "disputed": "We passed it on for a second look.",
    "ended": "Thank you. This request is finished.",
    "extended": "You took more time, and we told the councillor.",
    "found": "We recorded what you found, and applied the rules again with it.",
    "found_agreed": "You decided: agreed. We told the councillor.",
    "found_in_part": "You decided: agreed in part. We told the councillor.",
    "found_not_agreed": "You decided: not agreed. We told the councillor.",
    "found_passed_on": "We recorded what you found, and applied the rules again with it. Your "
    "part is done: it waits for the office that is named below.",
    "found_waits": "We recorded what you found, and applied the rules again with it. It still "
    "waits for you.",
    "given": "We have what you told us, and decided again.",
    "password_changed": "Your password has changed. You are signed in here only.",
    "proposed": "You proposed it. Somebody else must adopt it before it counts.",
    "registered": "The paper is registered.",
    "given_back": "We recorded that you have no copy of it any more.",
    "marked": "We recorded the mark, and decided again on what waits for this paper.",
    "misuse": "We recorded it, and told the adviser. Nobody whom it concerns is told.",
    "question_put": "We passed your question on. We tell you when it is answered.",
    "recorded": "We recorded it.",
    "mail_again": "The messages that were stuck wait to be sent again.",
    "sent": "We have your request.",
    "session_ended": "The other session has ended.",
    "signed": "You signed the promise, and we decided again.",
    "stood_aside": "We recorded that your office stands aside. Whoever stands in for it acts now.",
    "taken_back": "We recorded that no copy is left with them.",
    "withdrawn": "You took the request back.",
}
"""What each word tells."""


def see_other(
    request: Request[Any, Any, Any], address: str, *, tell: str | None = None
) -> Redirect:
    """Lead on to a page with GET, so that sending a form twice does nothing twice."""
    response = Redirect(address, status_code=303)
    if tell is not None:
        response.set_cookie(_cookie(request, tell))
    return response


def waiting(request: Request[Any, Any, Any]) -> str | None:
    """What is to be told; None for nothing, and for a word that is not ours."""
    return TELLS.get(request.cookies.get(COOKIE, ""))


def forget(request: Request[Any, Any, Any], response: Response[Any]) -> None:
    """It was told."""
    response.set_cookie(_cookie(request, "", max_age=0))


def _cookie(request: Request[Any, Any, Any], word: str, max_age: int = 60) -> Cookie:
    """One word of the table. It is no secret, and scripts cannot read it all the same."""
    return Cookie(
        key=COOKIE,
        value=word,
        max_age=max_age,
        path="/",
        httponly=True,
        samesite="lax",
        secure=request.app.state.site.https,
    )
