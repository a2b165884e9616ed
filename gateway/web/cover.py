"""Who acts in whose place: deputies and absences; and declaring who is close to whom."""

from typing import Annotated, Any, Final

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import QueryParameter
from litestar.response import Redirect
from msgspec import Struct

from gateway.api.incoming import After, Search, Visit
from gateway.casework.cover import NameDeputy, RecordAbsence
from gateway.casework.cover_list import DeputySort, listed_deputies
from gateway.casework.people import PersonView, people_to_name
from gateway.casework.relationships import DeclareRelationship
from gateway.casework.rule_books import answers_for_rules
from gateway.domain.case_forms import AbsenceForm, DeputyForm, RelationshipForm
from gateway.errors import NotAllowedError
from gateway.language.speaking import AsItStands
from gateway.policy.life.routes import opens_to
from gateway.policy.words import OFFICES
from gateway.web.attempts import attempt
from gateway.web.forms import REFUSED, Typed, fill, read_typed
from gateway.web.lists import ListPage
from gateway.web.rendering import page
from gateway.web.told_once import see_other

AT_ONCE: Final = 20
DEPUTY_SORTS: Final = {"first": "by first day", "name": "by name"}
_MISSING: Final = {
    "office": "Choose the office.",
    "person": "Find the person by name, and choose them.",
    "other": "Find the person by name, and choose them.",
    "first": "Write the first day.",
    "last": "Write the last day.",
}


@get("/cover", include_in_schema=False, sync_to_thread=True)
def show_cover(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[DeputySort, QueryParameter()] = "first",
    after: After = None,
) -> Response[bytes]:
    """Deputies of today and of days to come, and the way to say who else stands in."""
    with request.office.reading() as reading:
        found = listed_deputies(reading, words=words, sort=sort, after=after, limit=AT_ONCE)
        answers = answers_for_rules(reading, request.user.person)
    listed = ListPage(
        address="/cover",
        api="/api/deputies",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "sort": sort if sort != "first" else ""},
        searched="Name or office",
        sorts=DEPUTY_SORTS,
        later=after is not None,
    )
    return page(
        request,
        "cover.html",
        title="Who stands in for whom",
        list=listed,
        deputies=found.items,
        answers=answers,
    )


@get("/cover/deputies", include_in_schema=False, sync_to_thread=True)
def ask_deputy(request: Visit, *, words: Search = "") -> Response[bytes]:
    """Who deputises, for which office, on which days."""
    return _form(request, "deputy", words=words)


@post("/cover/deputies", include_in_schema=False)
async def name_deputy(request: Visit) -> Redirect | Response[bytes]:
    """Name them."""
    return await _send(
        request,
        "deputy",
        DeputyForm,
        lambda by, form: NameDeputy(by=by, deputy=form),
    )


@get("/cover/absences", include_in_schema=False, sync_to_thread=True)
def ask_absence(request: Visit) -> Response[bytes]:
    """From when until when the caller is away."""
    return _form(request, "absence")


@post("/cover/absences", include_in_schema=False)
async def record_absence(request: Visit) -> Redirect | Response[bytes]:
    """Record it."""
    return await _send(
        request, "absence", AbsenceForm, lambda by, form: RecordAbsence(by=by, absence=form)
    )


@get("/cover/relationships", include_in_schema=False, sync_to_thread=True)
def ask_relationship(request: Visit, *, words: Search = "") -> Response[bytes]:
    """To whom the caller is close."""
    return _form(request, "relationship", words=words)


@post("/cover/relationships", include_in_schema=False)
async def declare_relationship(request: Visit) -> Redirect | Response[bytes]:
    """Declare it."""
    return await _send(
        request,
        "relationship",
        RelationshipForm,
        lambda by, form: DeclareRelationship(by=by, declared=form),
        person=None,
        same_person=False,
    )


_TITLES: Final = {
    "deputy": "Name a deputy",
    "absence": "Say when you are away",
    "relationship": "Declare that you are close to somebody",
}


async def _send(
    request: Visit, which: str, kind: type[Struct], command: Any, **given: Any
) -> Redirect | Response[bytes]:
    typed = await read_typed(request)
    form, errors = fill(kind, typed, missing=_MISSING, **given)
    status = REFUSED
    if form is not None:
        fields = frozenset(kind.__struct_fields__)
        _, errors, status = await attempt(
            request, command(request.user.person, form), beside=fields
        )
        if not errors:
            listed = "/cover/close" if which == "relationship" else "/cover"
            return see_other(request, listed, tell="recorded")
    return await sync_to_thread(
        _form,
        request,
        which,
        words=typed.one("q"),
        typed=typed,
        errors=errors,
        status=status,
    )


def _form(
    request: Visit, which: str, *, words: str = "", typed: Typed | None = None, **how: Any
) -> Response[bytes]:
    with request.office.reading() as reading:
        if which == "deputy" and not answers_for_rules(reading, request.user.person):
            raise NotAllowedError("Whoever answers for the rules names deputies.")
        found: tuple[PersonView, ...] = ()
        if words:
            found = people_to_name(reading, request.user, words=words, limit=AT_ONCE)
    return page(
        request,
        f"cover-{which}.html",
        title=_TITLES[which],
        found={one.id: AsItStands(one.name) for one in found},
        everybody=opens_to("GET /api/people", request.user),
        searched=words,
        offices={"": "Choose"} | OFFICES,
        typed=typed or Typed(),
        **how,
    )
