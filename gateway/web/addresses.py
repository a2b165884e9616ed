"""Every page. One that is missing here is not served; one without a route opens to nobody."""

from typing import Final

from litestar.handlers import HTTPRouteHandler

from gateway.web import (
    asking,
    assets,
    deadlines,
    drafts,
    front,
    home,
    notices,
    offers,
    opening,
    papers,
    request_steps,
    requests,
)

_ALL: Final[list[HTTPRouteHandler]] = [
    assets.asset,
    assets.council_style,
    front.front,
    front.help_page,
    front.accessibility,
    front.privacy,
    home.home,
    asking.find_paper,
    asking.choose_paper,
    drafts.list_drafts,
    drafts.show_draft,
    drafts.ask_why,
    drafts.keep_why,
    drafts.ask_how,
    drafts.keep_how,
    drafts.ask_interests,
    drafts.keep_interests,
    drafts.check_answers,
    drafts.send_draft,
    drafts.discard_draft,
    requests.list_requests,
    requests.show_request,
    request_steps.ask_information,
    request_steps.give_information,
    request_steps.ask_dispute,
    request_steps.file_dispute,
    request_steps.ask_withdrawal,
    request_steps.withdraw,
    request_steps.end,
    request_steps.ask_again,
    papers.list_papers,
    papers.show_paper,
    opening.open_paper,
    opening.accept,
    opening.download,
    offers.list_offers,
    notices.list_notices,
    deadlines.list_deadlines,
    deadlines.make_calendar,
    deadlines.end_calendar,
]

PAGES: Final = sorted(_ALL, key=lambda handler: "GET" in handler.http_methods)
"""Those that only read come last: the framework (Litestar 2.25) makes a handler ready for threads
once more, and breaks it, when another one of the same address follows it."""
