"""Wires everything: the rule book, the office, the addresses and the door before them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, Final

import uvicorn
from litestar import Litestar, Request, Response, Router
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler

from gateway.api import (
    acceptance,
    advice,
    audits,
    cases,
    checks,
    content,
    copies,
    cover,
    deadlines,
    disputes,
    documents,
    drafts,
    due_cases,
    feeds,
    files,
    health,
    incidents,
    letters,
    log,
    marks,
    notices,
    operational_log,
    people,
    register_changes,
    registers,
    requests,
    rule_books,
    schema,
    statistics,
    system,
)
from gateway.api.front_door import FrontDoor, report
from gateway.api.genuine import refuse_forged
from gateway.api.guards import Listed
from gateway.api.incoming import Visit, check_parameters, outside_name
from gateway.api.problems import UNFORESEEN
from gateway.api.sign_in import SignIn
from gateway.api.wire import Wire
from gateway.casework.ahead import read_ahead
from gateway.casework.log_checking import LogChecks
from gateway.casework.trials import Trials
from gateway.casework.writer import Office, Writer, open_office
from gateway.errors import BusyError
from gateway.settings import Settings, refuse_unsafe, refuse_unsafe_provider
from gateway.web.addresses import PAGES
from gateway.web.language import speak_to
from gateway.web.problem_pages import Errors
from gateway.web.site import site_of
from gateway.web.ways_in import ways_in

ADDRESSES: Final[list[HTTPRouteHandler]] = [
    health.healthz,
    health.readyz,
    requests.submit_request,
    requests.list_requests,
    requests.show_request,
    cases.show_case,
    cases.ask_for_information,
    cases.ask_to_narrow,
    cases.give_information,
    cases.withdraw,
    cases.end,
    cases.ask_again,
    cases.record_finding,
    cases.consult,
    cases.ask_for_advice,
    cases.give_advice,
    cases.stand_aside,
    cases.file_dispute,
    cases.answer_dispute,
    cases.limit_access,
    cases.renew_access,
    cases.revoke_access,
    cases.answer_onward,
    cases.sign_undertaking,
    cases.list_determinations,
    disputes.list_disputes,
    cover.list_deputies,
    cover.name_deputy,
    cover.record_absence,
    cover.list_relationships,
    cover.declare_relationship,
    cover.end_relationship,
    marks.mark_exempt,
    marks.list_marks,
    due_cases.list_due_cases,
    drafts.save_draft,
    drafts.list_drafts,
    drafts.show_draft,
    drafts.change_draft,
    drafts.discard_draft,
    drafts.send_draft,
    requests.show_letter,
    requests.show_statement,
    letters.show_letter_pdf,
    checks.make_check,
    files.register_document,
    documents.list_documents,
    documents.list_known,
    documents.show_document,
    documents.list_readers,
    content.fetch_content,
    content.fetch_page,
    files.send_file,
    files.list_files,
    files.show_working_page,
    files.list_words,
    files.cover_part,
    acceptance.show_conditions,
    acceptance.accept_conditions,
    copies.list_copies,
    copies.give_back_copy,
    incidents.enquire,
    incidents.list_incidents,
    incidents.record_incident,
    incidents.show_incident,
    incidents.close_incident,
    advice.list_questions,
    advice.ask_advice,
    advice.show_question,
    advice.answer_question,
    advice.depart_from_advice,
    people.list_people,
    rule_books.list_rule_books,
    rule_books.show_rule_book,
    rule_books.propose_rule_book,
    rule_books.adopt_rule_book,
    deadlines.list_deadlines,
    deadlines.extend_deadline,
    deadlines.list_council_days,
    deadlines.add_council_day,
    feeds.make_feed,
    feeds.end_feed,
    feeds.show_feed,
    statistics.show_statistics,
    registers.list_interests,
    registers.list_offers,
    register_changes.show_register_changes,
    register_changes.list_register_changes,
    register_changes.confirm_register_changes,
    register_changes.dismiss_register_changes,
    notices.list_notices,
    notices.show_outbox,
    notices.try_again,
    notices.keep_address,
    log.read_log,
    log.show_checkpoint,
    log.show_receipt,
    log.export_log,
    log.show_any_receipt,
    audits.begin_check,
    audits.show_check,
    audits.show_sample,
    system.show_system,
]
"""Every address. Where a path takes two methods, a plain function that answers with a `Response`
comes after the other one: Litestar wraps once more what stands before a second method."""

LONGEST_HEAD: Final = 16_384
"""Bytes of a request before its body that are waited for."""


def create_app(settings: Settings, writer: Writer | None = None) -> Litestar:
    """The gateway, ready to be served. It begins to write when it is started.

    `writer` works in a process of its own; without one it is a thread. Raises SetupError when
    serving would not be safe.
    """
    refuse_unsafe(settings)
    refuse_unsafe_provider(settings)
    office = open_office(
        settings.data,
        settings.database_url,
        settings.queue_limit,
        content_url=settings.content_url,
        clamd=settings.clamd,
        writer=writer,
    )
    make_ready(office)
    return app_of(office, settings)


def make_ready(office: Office) -> None:
    """Make ready now what the first request would wait for.

    While the rule book cannot be used, /readyz says so.
    """
    with suppress(BusyError), office.reading() as reading:
        read_ahead(reading)


def app_of(office: Office, settings: Settings) -> Litestar:
    """The application around an office that is open."""
    sign_in = SignIn(office)
    site = site_of(office, settings)
    errors = Errors(site)

    @asynccontextmanager
    async def at_work(_app: Litestar) -> AsyncIterator[None]:
        operational_log.configure(settings.log_level)
        office.start()
        try:
            yield
        finally:
            await sign_in.close()
            office.stop()

    # Together in one router: given one by one, Litestar 2.25 makes a handler ready for threads once
    # more, and breaks it, when another one of the same address follows it.
    app = Litestar(
        [Router("/", route_handlers=[*ADDRESSES, *PAGES])],
        before_request=_check,
        debug=False,
        pdb_on_exception=False,
        exception_handlers={Exception: partial(_explain, errors)},
        lifespan=[at_work],
        logging_config=None,
        middleware=[Listed()],
        openapi_config=schema.description(),
        plugins=[schema.WideStructs()],
        request_class=Visit,
        request_max_body_size=settings.body_limit_bytes,
        state=State(
            {
                "office": office,
                "site": site,
                "trials": Trials(office),
                "ways_in": ways_in(settings),
                "settings": settings,
                "log_checks": LogChecks(office),
            }
        ),
    )
    app.asgi_handler = FrontDoor(
        app.asgi_handler,
        hosts=frozenset(host.lower() for host in settings.allowed_hosts),
        https=settings.https,
        sign_in=sign_in,
        errors=errors,
    )
    return app


def server(settings: Settings, writer: Writer | None = None) -> uvicorn.Server:
    """The server for one process. It trusts no forwarding header and logs no address."""
    return uvicorn.Server(
        uvicorn.Config(
            create_app(settings, writer),
            host=settings.host,
            port=settings.port,
            http=Wire,
            h11_max_incomplete_event_size=LONGEST_HEAD,
            ws="none",
            access_log=False,
            log_config=None,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=10,
        )
    )


async def _check(visit: Request[Any, Any, Any]) -> None:
    """What holds before every handler: known parameters, and forms from pages of ours."""
    await check_parameters(visit)
    await refuse_forged(visit)
    await speak_to(visit)


def _explain(errors: Errors, request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """What went wrong behind an address, as a problem or a page that tells it."""
    request_id = request.scope["state"]["request_id"]
    called = partial(outside_name, request.scope.get("route_handler"))
    status, headers, body = errors(error, request.scope, request_id, called=called)
    if status >= UNFORESEEN:
        report(error, request_id)
    kind = headers["content-type"].partition(";")[0]  # the framework adds the charset itself
    return Response(body, status_code=status, headers=headers, media_type=kind)
