"""Every page that a councillor can open, in Welsh: a new one is looked at, or fails here."""

import pytest

from gateway.language.speaking import offered
from gateway.policy.conditions import CONDITIONS
from gateway.policy.expressions import Never
from gateway.policy.specialise import specialise
from tests.api.signing_in import OURS
from tests.api.test_who_may import calls
from tests.api.town import RULES
from tests.web.form_of import form_of
from tests.web.test_who_may import WHO
from tests.web.welsh_town import marked_english, shared

PAGES = {
    "GET /": ["/"],
    "GET /accessibility": ["/accessibility"],
    "GET /advice": ["/advice", "/advice?q=nothing"],
    "GET /advice/new": ["/advice/new", "/advice/new?document={open}", "/advice/new?about={other}"],
    "GET /advice/{question}": ["/advice/{question}"],
    "GET /ask": ["/ask", "/ask?q=nothing"],
    "GET /copies": ["/copies", "/copies?q=nothing"],
    "GET /copies/{copy}": ["/copies/{copy}"],
    "GET /cover/close": ["/cover/close", "/cover/close?q=nothing"],
    "GET /cover/relationships": [
        "/cover/relationships",
        "/cover/relationships?q=nothing",
        "/cover/relationships?q=moira",
    ],
    "GET /cover/relationships/end": [
        "/cover/relationships/end?person={ben}&other={ada}",
        "/cover/relationships/end?person={ben}&other={olive}",
    ],
    "GET /deadlines": ["/deadlines", "/deadlines?state=met"],
    "GET /documents": ["/documents", "/documents?q=nothing"],
    "GET /documents/{document}": ["/documents/{open}", "/documents/{read}"],
    "GET /documents/{document}/open": [
        "/documents/{open}/open?segment=main",
        "/documents/{waits}/open?request={given}",
    ],
    "GET /documents/{document}/read": [
        "/documents/{read}/read",
        "/documents/{read}/read?segment=main&page=2",
        "/documents/{read}/read?segment=data",
        "/documents/{open}/read?segment=main",
    ],
    "GET /drafts": ["/drafts", "/drafts?q=nothing"],
    "GET /drafts/{draft}": ["/drafts/{draft}"],
    "GET /drafts/{draft}/check": ["/drafts/{draft}/check"],
    "GET /drafts/{draft}/how": ["/drafts/{draft}/how"],
    "GET /drafts/{draft}/why": ["/drafts/{draft}/why"],
    "GET /help": ["/help"],
    "GET /home": ["/home"],
    "GET /notices": ["/notices", "/notices?q=nothing"],
    "GET /offers": ["/offers", "/offers?q=nothing"],
    "GET /privacy": ["/privacy"],
    "GET /requests": ["/requests", "/requests?state=not_agreed", "/requests?q=nothing"],
    "GET /requests/{reference}": [
        "/requests/{mixed}",
        "/requests/{other}",
        "/requests/{asked}",
        "/requests/{given}",
        "/requests/{disputed}",
        "/requests/{withdrawn}",
    ],
    "GET /requests/{reference}/dispute": ["/requests/{other}/dispute", "/requests/{mixed}/dispute"],
    "GET /requests/{reference}/information": ["/requests/{asked}/information"],
    "GET /requests/{reference}/undertaking": ["/requests/{other}/undertaking"],
    "GET /requests/{reference}/withdrawal": ["/requests/{other}/withdrawal"],
    "GET /sessions": ["/sessions"],
    "GET /sessions/password": ["/sessions/password"],
    "GET /sign-in": ["/sign-in"],
    "GET /sign-in/capacity": ["/sign-in/capacity"],
    "GET /sign-in/link/{secret}": ["/sign-in/link/{link}"],
    "GET /sign-in/link/{secret}/authenticator": ["/sign-in/link/{half}/authenticator"],
    "GET /sign-in/provider": ["/sign-in/provider"],
    "GET /sign-in/provider/back": [
        "/sign-in/provider/back",
        "/sign-in/provider/back?code=x&state=x",
    ],
    "GET /signed-out": ["/signed-out"],
}
"""What opens to a councillor, and where it is looked at: an address for each way that it looks."""
FORMS = {
    "POST /advice/new": ("/advice/new", 422),
    "POST /advice/{question}/departure": ("/advice/{question}/departure", 422),
    "POST /ask": ("/ask", 422),
    "POST /copies/{copy}": ("/copies/{copy}", 422),
    "POST /cover/relationships": ("/cover/relationships", 422),
    "POST /cover/relationships/end": ("/cover/relationships/end", 404),
    "POST /deadlines/calendar": ("/deadlines/calendar", 200),
    "POST /documents/{document}/open": ("/documents/{waits}/open?request={given}", 422),
    "POST /drafts/{draft}/how": ("/drafts/{draft}/how", 422),
    "POST /drafts/{draft}/why": ("/drafts/{draft}/why", 422),
    "POST /requests/{reference}/dispute": ("/requests/{mixed}/dispute", 422),
    "POST /requests/{reference}/information": ("/requests/{asked}/information", 422),
    "POST /requests/{reference}/withdrawal": ("/requests/{withdrawn}/withdrawal", 409),
    "POST /requests/{reference}/undertaking": ("/requests/{other}/undertaking", 409),
    "POST /sessions/password": ("/sessions/password", 422),
    "POST /sign-in": ("/sign-in", 422),
    "POST /sign-in/capacity": ("/sign-in/capacity", 422),
    "POST /sign-in/link/{secret}": ("/sign-in/link/{link}", 422),
    "POST /sign-in/link/{secret}/authenticator": ("/sign-in/link/{half}/authenticator", 422),
}
"""Each form, where it is sent empty, and the status with which it comes back."""
BUTTONS = {
    "POST /deadlines/calendar/end",
    "POST /drafts/{draft}/discarding",
    "POST /drafts/{draft}/sending",
    "POST /requests/{reference}/drafts",
    "POST /requests/{reference}/end",
    "POST /sessions/{session}/end",
    "POST /sign-in/demonstration",
    "POST /sign-out",
}
"""Where nothing can be missing: each leads on to another page."""
NO_PAGES = {
    "GET /assets/council.css",
    "GET /assets/{version}/{name}",
    "GET /documents/{document}/content",
    "GET /documents/{document}/pages/{number}",
    "GET /language/{language}",
}
"""What gives a file or a picture, or leads on to a page."""
IN_ENGLAND = {"GET /requests/{reference}/statement"}
"""The law asks for it in England alone."""
PROBLEMS = {
    "/cover/relationships/end?person={ben}&other={olive}": 403,
    "/sign-in/provider": 503,
    "/sign-in/provider/back": 401,
    "/sign-in/provider/back?code=x&state=x": 401,
}
"""Where the page says that something went wrong, and with which status."""


def open_to_councillors(app, method: str) -> set[str]:
    """Every address of a page to which a councillor comes, before the sign-in or after it."""
    found = {which for which in calls(app, pages=True) if which.startswith(f"{method} ")}
    return {which for which in found if "councillor" in WHO[which]}


def test_every_page_of_a_councillor_is_looked_at(in_wales):
    """A page or a form that is added stands in the tables above, or this fails."""
    app = in_wales.client.app

    assert open_to_councillors(app, "GET") == PAGES.keys() | NO_PAGES | IN_ENGLAND
    assert open_to_councillors(app, "POST") == FORMS.keys() | BUTTONS


def refuse_english(english, welsh, status: int) -> None:
    """The same page in the two languages has no sentence in common; each names its language."""
    assert (status, status) == (english.status_code, welsh.status_code)
    assert '<html lang="en-GB"' in english.text
    assert '<html lang="cy"' in welsh.text
    assert [] == shared(english.text, welsh.text)
    assert [] == marked_english(welsh.text)


@pytest.mark.parametrize("path", [path for paths in PAGES.values() for path in paths])
def test_no_english_is_left_on_a_page_in_welsh(in_wales, path: str):
    """Whatever stands there is said in Welsh, and nothing is marked as English."""
    address = path.format_map(in_wales.places)
    client, languages = in_wales.client, map(in_wales.signed_in, ("en", "cy"))
    answers = [client.get(address, headers=one, follow_redirects=False) for one in languages]

    refuse_english(*answers, PROBLEMS.get(path, 200))


@pytest.mark.parametrize(("path", "status"), FORMS.values())
def test_a_form_that_comes_back_says_in_welsh_what_is_missing(in_wales, path: str, status: int):
    """As does a page on which something stands that can be done no more."""
    client, address = in_wales.client, path.format_map(in_wales.places)
    english, welsh = (in_wales.signed_in(one) | OURS for one in ("en", "cy"))
    token = form_of(client.get("/home", headers=english).text, "/sign-out")
    answers = [
        client.post(address, data=token, headers=one, follow_redirects=False)
        for one in (english, welsh)
    ]

    refuse_english(*answers, status)


def test_the_law_asks_for_a_statement_of_reasons_in_england_alone():
    """Where Welsh is offered nobody is entitled to one, so the page never opens there."""
    for council in map(RULES.council, RULES.profiles):
        if "cy" in offered(council.profile):
            link = specialise(CONDITIONS["reg17_link"], council.settled)
            assert isinstance(link, Never), council.name
